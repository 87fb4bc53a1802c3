package export_test

import (
	"bytes"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

// TestFindings: relations, proposals, what nobody answers, the narrative and
// the seals are told in every format, in the words of the board.
func TestFindings(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.FindOut()
	r := f.Report()
	want := []string{
		"『公園が荒れている』が『道が暗い』を招いている(見通し)",
		"『みんなで手入れの日を持つ』が『草が高い』に答える",
		"〔それでも できることとして〕みんなで手入れの日を持つ。春と秋に集まる。",
		"道が暗い。街灯がない。夜に歩けない。",
		"1回目(シールは1人3枚、画面で選んだのは2人)", "決選(シールは1人1枚)", r.Say("export.round.open"),
	}
	if s := r.Sections[0]; !slices.Equal(s.Unanswered, []string{"道が暗い"}) {
		t.Errorf("unanswered: %q", s.Unanswered)
	}
	_, word := docxtest.Text(t, docxtest.Parts(t, written(t, r, export.DOCX))["word/document.xml"])
	texts := map[export.Format]string{
		export.MD: string(written(t, r, export.MD)), export.CSV: string(written(t, r, export.CSV)), export.DOCX: strings.Join(word, "\n"),
		export.HTML: strings.NewReplacer("<b>", "", "</b>", "", `<span class="doc__added">`, "", "</span>", "").Replace(string(written(t, r, export.HTML))),
	}
	for format, text := range texts {
		for _, line := range want {
			if !strings.Contains(text, line) {
				t.Errorf("%s does not say %s\n%s", format, line, text)
			}
		}
		for _, seals := range [][2]string{{"『公園が荒れている』", "4枚(うち4枚は、手で数えました)"}, {"『みんなで手入れの日を持つ』", "3枚"}, {"『道が暗い』", "1枚"}} {
			if !saysTogether(text, seals[0], seals[1]) {
				t.Errorf("%s does not say that %s has %s\n%s", format, seals[0], seals[1], text)
			}
		}
		if !strings.Contains(text, "提案") || strings.Contains(text, "『みんなで手入れの日を持つ』は提案です") {
			t.Errorf("%s does not mark the proposal, or says twice what it is", format)
		}
	}
	exporttest.Golden(t, "found.md", written(t, r, export.MD))
	exporttest.Golden(t, "found.csv", written(t, r, export.CSV))
	exporttest.Golden(t, "found.html", written(t, r, export.HTML))
	if read := exporttest.Again(t, texts[export.MD]); !reflect.DeepEqual(exporttest.PlainSection(read.Sections[0]).Items, exporttest.PlainSection(r.Sections[0]).Items) {
		t.Errorf("with what was found out the Markdown reads as other islands\n%s", texts[export.MD])
	}
}

// TestArchiveKeepsBallotsSecret: who laid which seals is in no archive, neither
// in its records nor in its history, not even of the one who takes it home; and
// yet the history leads to the records, and the counts are there again.
func TestArchiveKeepsBallotsSecret(t *testing.T) {
	for _, whose := range []string{"organiser", "coordinator"} {
		f := exporttest.FoundStage(t)
		f.FindOut()
		opts := f.Options()
		if whose == "coordinator" {
			opts.Viewer = f.Lead.Viewer()
		}
		packedUp := f.Archive(opts)
		if packedUp.Boards[0].Partial {
			t.Errorf("%s: the history does not lead to the records any more", whose)
		}
		data := exporttest.WriteArchive(t, packedUp)
		for _, r := range packedUp.Boards[0].Records {
			if b, ok := r.(board.Ballot); ok && (b.Seat != "" || b.Marks != nil) {
				t.Errorf("%s: a ballot says whose it is", whose)
			}
		}
		if bytes.Contains(data, []byte(`"marks"`)) {
			t.Errorf("%s: seals are told one by one", whose)
		}
		for _, e := range packedUp.Boards[0].Entries {
			if e.Op.Type() == (board.SetBallot{}).Type() && e.Author != "" {
				t.Errorf("%s: an entry says who laid seals", whose)
			}
		}
		a, err := archive.Read(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", whose, err)
		}
		if a, err = a.Renumbered(exporttest.Seeded(3)); err != nil {
			t.Fatal(err)
		}
		second := exporttest.SetUp(t, a.Import(), exporttest.Seeded(4))
		if x, y := exporttest.WithoutIDs(t, f.Report()), exporttest.WithoutIDs(t, second.Report()); x != y {
			t.Errorf("%s: %s\nbecame\n%s", whose, x, y)
		}
	}
}

// TestArchiveRefusesBallots: a file with somebody's ballot in it is none of ours.
func TestArchiveRefusesBallots(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.FindOut()
	a := f.Archive(f.Options())
	a.Boards[0].Partial, a.Boards[0].Entries = true, nil
	for i, r := range a.Boards[0].Records {
		if b, ok := r.(board.Ballot); ok {
			a.Boards[0].Records[i] = board.Ballot{ID: b.ID, Round: b.Round, Seat: f.Citizen.Seat, Marks: []board.Count{{Item: board.ItemID(f.Road), N: 1}}}
			break
		}
	}
	if _, err := archive.Read(bytes.NewReader(exporttest.WriteArchive(t, a))); board.CodeOf(err) != board.BadOp {
		t.Errorf("it is taken: %v", err)
	}
}

// TestFindingsKeepWhatIsPrivate: a line at a note that is still its writer's
// alone is told to nobody else, and an archive without that note is sound.
func TestFindingsKeepWhatIsPrivate(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.FindOut()
	secret := board.NoteID(f.NewID())
	f.Do(f.Board, exporttest.Organiser, board.SetPhase{Phase: board.Writing})
	f.Do(f.Board, f.Citizen, board.AddNote{Note: secret, Text: "まだ秘密"})
	f.Do(f.Board, exporttest.Organiser, board.SetPhase{Phase: board.Relating})
	f.Do(f.Board, f.Lead, board.AddLink{Link: board.LinkID(f.NewID()), From: board.ItemID(secret), To: board.ItemID(f.Road), Meaning: board.Opposes})
	f.Do(f.Board, f.Lead, board.AddPassage{Passage: board.PassageID(f.NewID()), Item: board.ItemID(secret)})
	f.Do(f.Board, exporttest.Organiser, board.SetPhase{Phase: board.Writing})
	for _, format := range []export.Format{export.MD, export.CSV, export.HTML} {
		if text := string(written(t, f.Report(), format)); strings.Contains(text, "まだ秘密") || strings.Contains(text, "ぶつかり") {
			t.Errorf("%s tells of a private note", format)
		}
	}
	data := exporttest.WriteArchive(t, f.Archive(f.Options()))
	if bytes.Contains(data, []byte("まだ秘密")) {
		t.Error("the archive tells of a private note")
	}
	a, err := archive.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	exporttest.SetUp(t, a.Import(), exporttest.Seeded(5))
}

// saysTogether: somewhere the first is followed by the second, with no more
// between them than a bar.
func saysTogether(text, first, second string) bool {
	bar := "[^0-9『』]{0,30}(?:<svg.*?</svg>[^0-9『』]{0,30})?"
	return regexp.MustCompile(regexp.QuoteMeta(first) + bar + regexp.QuoteMeta(second)).MatchString(text)
}

// TestSealsOnWhatIsGone: seals were laid on an island and on a note that are not
// on the board any more. They are told; the words of the note are not.
func TestSealsOnWhatIsGone(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.FindOut()
	f.Do(f.Board, exporttest.Organiser, board.DissolveGroup{Group: f.Parks})
	out := string(written(t, f.Report(), export.MD))
	if want := "『公園が荒れている(いまはボードにありません)』: 4枚(うち4枚は、手で数えました)"; !strings.Contains(out, want) {
		t.Errorf("the report does not say %s\n%s", want, out)
	}

	lone := board.NoteID(f.NewID())
	round := board.RoundID(f.NewID())
	f.Do(f.Board, exporttest.Organiser, board.AddNote{Note: lone, Text: "名前を出したくない"})
	for _, r := range f.Board.State.Rounds() {
		f.Do(f.Board, f.Lead, board.CloseRound{Round: r.ID})
	}
	f.Do(f.Board, f.Lead, board.OpenRound{Round: round, Seals: 1, Items: []board.ItemID{board.ItemID(lone)}})
	f.Do(f.Board, f.Citizen, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: board.ItemID(lone), N: 1}}})
	f.Do(f.Board, f.Lead, board.CloseRound{Round: round})
	f.Do(f.Board, exporttest.Organiser, board.WithdrawNote{Note: lone})
	out = string(written(t, f.Report(), export.MD))
	if !strings.Contains(out, "『取り下げられた付箋』: 1枚") || strings.Contains(out, "名前を出したくない") {
		t.Errorf("seals on a note that was withdrawn:\n%s", out)
	}
}

// TestNarrativeTellsOnce: an island that was laid into another one after both
// had a step in the narrative is told in its own, and not once more where it lies.
func TestNarrativeTellsOnce(t *testing.T) {
	f := exporttest.FoundStage(t)
	f.FindOut()
	f.Do(f.Board, exporttest.Organiser, board.MoveItems{Items: []board.ItemID{board.ItemID(f.Plan)}, To: board.Target{Group: f.Road}})
	told := ""
	for _, p := range f.Report().Sections[0].Narrative {
		told += p.Title + p.Text
	}
	if n := strings.Count(told, "春と秋に集まる。"); n != 1 {
		t.Errorf("%q is told %d times: %s", "春と秋に集まる。", n, told)
	}
}
