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
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
)

// foundBoard is a small board on which everything was found out that there is.
type foundBoard struct {
	*exporttest.Stage
	d                 *exporttest.Document
	lead, citizen     board.Actor
	road, parks, plan board.GroupID
}

func foundStage(t testing.TB) *foundBoard {
	t.Helper()
	newID := exporttest.Counted()
	im, _, err := export.ReadOutline("1班\n\n甲、乙(コーディネーター)\n\n道が暗い\n\n- ・街灯がない。\n- ・夜に歩けない\n\n公園が荒れている\n\n- ・草が高い。\n\nみんなで手入れの日を持つ\n\n- ・春と秋に集まる。\n\n雨の日に集まれない。\n", newID)
	if err != nil {
		t.Fatal(err)
	}
	for i := range im.Tables[0].Members {
		im.Tables[0].Members[i].Seat = board.SeatID(newID())
	}
	f := &foundBoard{Stage: exporttest.SetUp(t, im, newID)}
	f.d = f.Boards[0]
	seats := im.Tables[0].Members
	root, _ := f.d.State.Board()
	f.citizen = board.Actor{Seat: seats[0].Seat, Role: board.Participant, Table: root.Table}
	f.lead = board.Actor{Seat: seats[1].Seat, Role: board.Coordinator, Table: root.Table}
	for _, g := range f.d.State.Groups() {
		switch g.Title {
		case "道が暗い":
			f.road = g.ID
		case "公園が荒れている":
			f.parks = g.ID
		default:
			f.plan = g.ID
		}
	}
	return f
}

func (f *foundBoard) findOut() {
	f.T.Helper()
	step := func(by board.Actor, ops ...board.Op) {
		f.T.Helper()
		for _, op := range ops {
			f.Do(f.d, by, op)
		}
	}
	road, parks, plan := board.ItemID(f.road), board.ItemID(f.parks), board.ItemID(f.plan)
	note := board.NoteID("")
	for _, n := range f.d.State.Notes() {
		if n.Text == "草が高い。" {
			note = n.ID
		}
	}
	step(exporttest.Organiser, board.SetPhase{Phase: board.Relating})
	step(f.lead,
		board.AddLink{Link: board.LinkID(f.NewID()), From: parks, To: road, Meaning: board.Causes, Label: "見通し"},
		board.AddLink{Link: board.LinkID(f.NewID()), From: plan, To: board.ItemID(note), Meaning: board.Answers},
	)
	passages := []board.Step{{Passage: board.PassageID(f.NewID()), Item: road}, {Passage: board.PassageID(f.NewID()), Item: plan}}
	step(f.lead, board.DraftPassages{Passages: passages}, board.EditPassage{Passage: passages[1].Passage, Text: "それでも\nできることとして"})
	step(exporttest.Organiser, board.SetPhase{Phase: board.Voting})
	round := board.RoundID(f.NewID())
	step(f.lead, board.OpenRound{Round: round, Seals: 3, Items: []board.ItemID{road, parks, plan}})
	step(f.citizen, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: road, N: 1}, {Item: plan, N: 2}}})
	step(f.lead, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: plan, N: 1}}},
		board.CloseRound{Round: round}, board.CountByHand{Round: round, Counts: []board.Count{{Item: parks, N: 4}}},
		board.OpenRound{Round: board.RoundID(f.NewID()), Title: "決選", Seals: 1, Items: []board.ItemID{parks, plan}})
}

// TestFindings: relations, proposals, what nobody answers, the narrative and
// the seals are told in every format, in the words of the board.
func TestFindings(t *testing.T) {
	f := foundStage(t)
	f.findOut()
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
	if read := again(t, texts[export.MD]); !reflect.DeepEqual(exporttest.PlainSection(read.Sections[0]).Items, exporttest.PlainSection(r.Sections[0]).Items) {
		t.Errorf("with what was found out the Markdown reads as other islands\n%s", texts[export.MD])
	}
}

// TestArchiveKeepsBallotsSecret: who laid which seals is in no archive, neither
// in its records nor in its history, not even of the one who takes it home; and
// yet the history leads to the records, and the counts are there again.
func TestArchiveKeepsBallotsSecret(t *testing.T) {
	for _, whose := range []string{"organiser", "coordinator"} {
		f := foundStage(t)
		f.findOut()
		opts := f.Options()
		if whose == "coordinator" {
			opts.Viewer = f.lead.Viewer()
		}
		packedUp := f.Archive(opts)
		if packedUp.Boards[0].Partial {
			t.Errorf("%s: the history does not lead to the records any more", whose)
		}
		data := packed(t, packedUp)
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
		a, err := export.ReadArchive(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", whose, err)
		}
		if a, err = a.Renumbered(exporttest.Seeded(3)); err != nil {
			t.Fatal(err)
		}
		second := exporttest.SetUp(t, a.Import(), exporttest.Seeded(4))
		if x, y := withoutIDs(t, f.Report()), withoutIDs(t, second.Report()); x != y {
			t.Errorf("%s: %s\nbecame\n%s", whose, x, y)
		}
	}
}

// TestArchiveRefusesBallots: a file with somebody's ballot in it is none of ours.
func TestArchiveRefusesBallots(t *testing.T) {
	f := foundStage(t)
	f.findOut()
	a := f.Archive(f.Options())
	a.Boards[0].Partial, a.Boards[0].Entries = true, nil
	for i, r := range a.Boards[0].Records {
		if b, ok := r.(board.Ballot); ok {
			a.Boards[0].Records[i] = board.Ballot{ID: b.ID, Round: b.Round, Seat: f.citizen.Seat, Marks: []board.Count{{Item: board.ItemID(f.road), N: 1}}}
			break
		}
	}
	if _, err := export.ReadArchive(bytes.NewReader(packed(t, a))); board.CodeOf(err) != board.BadOp {
		t.Errorf("it is taken: %v", err)
	}
}

// TestFindingsKeepWhatIsPrivate: a line at a note that is still its writer's
// alone is told to nobody else, and an archive without that note is sound.
func TestFindingsKeepWhatIsPrivate(t *testing.T) {
	f := foundStage(t)
	f.findOut()
	secret := board.NoteID(f.NewID())
	f.Do(f.d, exporttest.Organiser, board.SetPhase{Phase: board.Writing})
	f.Do(f.d, f.citizen, board.AddNote{Note: secret, Text: "まだ秘密"})
	f.Do(f.d, exporttest.Organiser, board.SetPhase{Phase: board.Relating})
	f.Do(f.d, f.lead, board.AddLink{Link: board.LinkID(f.NewID()), From: board.ItemID(secret), To: board.ItemID(f.road), Meaning: board.Opposes})
	f.Do(f.d, f.lead, board.AddPassage{Passage: board.PassageID(f.NewID()), Item: board.ItemID(secret)})
	f.Do(f.d, exporttest.Organiser, board.SetPhase{Phase: board.Writing})
	for _, format := range []export.Format{export.MD, export.CSV, export.HTML} {
		if text := string(written(t, f.Report(), format)); strings.Contains(text, "まだ秘密") || strings.Contains(text, "ぶつかり") {
			t.Errorf("%s tells of a private note", format)
		}
	}
	data := packed(t, f.Archive(f.Options()))
	if bytes.Contains(data, []byte("まだ秘密")) {
		t.Error("the archive tells of a private note")
	}
	a, err := export.ReadArchive(bytes.NewReader(data))
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
	f := foundStage(t)
	f.findOut()
	f.Do(f.d, exporttest.Organiser, board.DissolveGroup{Group: f.parks})
	out := string(written(t, f.Report(), export.MD))
	if want := "『公園が荒れている(いまはボードにありません)』: 4枚(うち4枚は、手で数えました)"; !strings.Contains(out, want) {
		t.Errorf("the report does not say %s\n%s", want, out)
	}

	lone := board.NoteID(f.NewID())
	round := board.RoundID(f.NewID())
	f.Do(f.d, exporttest.Organiser, board.AddNote{Note: lone, Text: "名前を出したくない"})
	for _, r := range f.d.State.Rounds() {
		f.Do(f.d, f.lead, board.CloseRound{Round: r.ID})
	}
	f.Do(f.d, f.lead, board.OpenRound{Round: round, Seals: 1, Items: []board.ItemID{board.ItemID(lone)}})
	f.Do(f.d, f.citizen, board.SetBallot{Ballot: board.BallotID(f.NewID()), Round: round, Marks: []board.Count{{Item: board.ItemID(lone), N: 1}}})
	f.Do(f.d, f.lead, board.CloseRound{Round: round})
	f.Do(f.d, exporttest.Organiser, board.WithdrawNote{Note: lone})
	out = string(written(t, f.Report(), export.MD))
	if !strings.Contains(out, "『取り下げられた付箋』: 1枚") || strings.Contains(out, "名前を出したくない") {
		t.Errorf("seals on a note that was withdrawn:\n%s", out)
	}
}
