package archive_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/export/archive"
	"yoriai/server/export/exporttest"
)

// TestGolden holds the sample's archive to what was looked at and found good.
func TestGolden(t *testing.T) {
	s := exporttest.Sample(t)
	exporttest.Golden(t, "sample.json", exporttest.WriteArchive(t, s.Archive(s.Options())))
}

// TestArchiveRoundTrip: what was packed is read back byte for byte; renumbered
// and taken in, it gives the same report, with the same authors, places and
// withdrawn notes, and not one id of before.
func TestArchiveRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "ids")
		newID, fresh := exporttest.Seeded(seed), exporttest.Seeded(seed+1)
		s := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID)
		data := exporttest.WriteArchive(rt, s.Archive(s.Options()))
		a, err := archive.Read(bytes.NewReader(data))
		if err != nil {
			rt.Fatalf("our own archive is refused: %v", err)
		}
		if !bytes.Equal(exporttest.WriteArchive(rt, a), data) {
			rt.Fatal("read and written again it is another")
		}
		b, err := a.Renumbered(fresh)
		if err != nil {
			rt.Fatal(err)
		}
		second := exporttest.SetUp(t, b.Import(), fresh)
		if x, y := exporttest.WithoutIDs(rt, s.Report()), exporttest.WithoutIDs(rt, second.Report()); x != y {
			rt.Fatalf("%s\nbecame\n%s", x, y)
		}
		if x, y := places(s), places(second); x != y {
			rt.Fatalf("what lay at\n%s\nlies at\n%s", x, y)
		}
		mixed := exporttest.WriteArchive(rt, b)
		for _, id := range idsIn(a) {
			if bytes.Contains(mixed, []byte(id)) {
				rt.Fatal("an old id is still there")
			}
		}
	})
}

// places lists where everything lies, withdrawn things too.
func places(s *exporttest.Stage) string {
	var all []string
	for _, b := range s.Boards {
		for _, n := range b.State.Notes() {
			all = append(all, fmt.Sprint(n.Text, n.Order, n.At != nil, n.Lone, n.Withdrawn, n.Side))
		}
		for _, g := range b.State.Groups() {
			all = append(all, fmt.Sprint(g.Title, g.Order, *at0(g.At), g.Folded))
		}
		for _, t := range b.State.Statements() {
			all = append(all, fmt.Sprint(t.Text, t.Order, *at0(t.At)))
		}
	}
	slices.Sort(all)
	return strings.Join(append(all, marksOf(s)...), "\n")
}

// marksOf lists what is laid over the items, without ids.
func marksOf(s *exporttest.Stage) []string {
	var all []string
	for _, d := range s.Boards {
		text := map[string]string{}
		seats := func(ids ...board.SeatID) (known int) {
			for _, id := range ids {
				if seat, ok := s.Hall.State.Seat(id); ok {
					known += 1 + len(seat.Name)
				}
			}
			return known
		}
		for _, n := range d.State.Notes() {
			text[string(n.ID)] = n.Text
			all = append(all, fmt.Sprint("note ", n.Text, n.Proposal, n.Read, len(n.Echoes)))
		}
		for _, g := range d.State.Groups() {
			text[string(g.ID)] = g.Title + g.Order
			all = append(all, fmt.Sprint("group ", g.Title, g.Proposal, seats(g.By), len(g.Earlier), d.State.Wordings(g.ID) != nil))
		}
		root, _ := d.State.Board()
		all = append(all, fmt.Sprint("sheets ", root.Sheets))
		for _, r := range d.State.Records() {
			switch r := r.(type) {
			case board.Link:
				all = append(all, fmt.Sprint("link ", text[string(r.From)], "→", text[string(r.To)], r.Meaning, r.Label, seats(r.Author), r.Withdrawn))
			case board.Wording:
				all = append(all, fmt.Sprint("wording ", text[string(r.Group)], r.Text, seats(r.Author), r.Withdrawn))
			case board.Passage:
				all = append(all, fmt.Sprint("passage ", text[string(r.Item)], r.Text, r.Order, seats(r.Author), r.Withdrawn))
			case board.Round:
				line := fmt.Sprint("round ", r.Title, r.Order, r.Seals, r.Most, r.Open, r.Voters, len(r.Items))
				for _, c := range slices.Concat(r.Counts, r.Hand) {
					line += fmt.Sprint(text[string(c.Item)], c.N)
				}
				all = append(all, line)
			}
		}
	}
	slices.Sort(all)
	return all
}

func at0(p *board.Point) *board.Point {
	if p == nil {
		return &board.Point{X: -1}
	}
	return p
}

func idsIn(a archive.Archive) []string {
	var ids []string
	for _, d := range append([]archive.Document{a.Workshop}, a.Boards...) {
		for _, r := range d.Records {
			ids = append(ids, r.Key())
		}
		for _, e := range d.Entries {
			ids = append(ids, string(e.ID))
		}
	}
	return ids
}

// TestArchiveHoldsNoCode: the join code opens the door to a running workshop.
func TestArchiveHoldsNoCode(t *testing.T) {
	s := exporttest.Sample(t)
	if bytes.Contains(exporttest.WriteArchive(t, s.Archive(s.Options())), []byte("ACDEFGHJ")) {
		t.Error("the join code is in the archive")
	}
}

// TestArchiveTextsStay: renumbering touches ids and nothing that people wrote,
// even if they wrote an id.
func TestArchiveTextsStay(t *testing.T) {
	newID := exporttest.Counted()
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	id := string(im.Tables[0].Content.Notes[0].ID)
	im.Tables[0].Content.Notes[1].Text = id
	s := exporttest.SetUp(t, im, newID)
	a, err := s.Archive(s.Options()).Renumbered(exporttest.Seeded(9))
	if err != nil {
		t.Fatal(err)
	}
	if got := bytes.Count(exporttest.WriteArchive(t, a), []byte(id)); got != 3 { // in the record, in the op that brought it and in its change
		t.Errorf("the written id is there %d times", got)
	}
}

// TestArchiveOfOneTable holds that table alone, and can be taken in.
func TestArchiveOfOneTable(t *testing.T) {
	s := exporttest.Sample(t)
	opts := s.Options()
	opts.Table = s.Hall.State.Tables()[1].ID
	data := exporttest.WriteArchive(t, s.Archive(opts))
	if bytes.Contains(data, []byte("荻原")) || bytes.Contains(data, []byte("春に担当が替わると")) {
		t.Error("the archive of one table tells of another")
	}
	a, err := archive.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if im := a.Import(); len(im.Tables) != 1 || len(im.Tables[0].Content.Notes) != 31 || len(im.Tables[0].Members) != 7 {
		t.Errorf("%d tables", len(im.Tables))
	}
}

// TestArchiveWhileWriting: for the organiser the private notes are there
// without their texts; it is read again, and they stay out of the import.
func TestArchiveWhileWriting(t *testing.T) {
	newID := exporttest.Counted()
	im, err := demo.Sample(newID)
	if err != nil {
		t.Fatal(err)
	}
	im.Tables[0].Content.Phase = board.Writing
	s := exporttest.SetUp(t, im, newID)
	a, err := archive.Read(bytes.NewReader(exporttest.WriteArchive(t, s.Archive(s.Options()))))
	if err != nil {
		t.Fatal(err)
	}
	got := a.Import()
	if !a.Boards[0].Partial || len(got.Tables[0].Content.Notes) != 0 || len(got.Tables[1].Content.Notes) != 31 {
		t.Errorf("partial %v, %d and %d notes", a.Boards[0].Partial, len(got.Tables[0].Content.Notes), len(got.Tables[1].Content.Notes))
	}
}

// TestArchiveOfWordings: two wordings that wait for a choice, and an island that
// was dissolved and knows what it held, are in the records and in the history,
// and come back under new ids that still belong together.
func TestArchiveOfWordings(t *testing.T) {
	s := exporttest.Sample(t)
	d := s.Boards[0]
	note, island := firstLiving(d.State), d.State.Groups()[0]
	held := d.State.Members(island.ID)
	writer := exporttest.Organiser
	writer.Seat = note.Author
	s.Do(d, writer, board.EditNote{Note: note.ID, Base: "ほかの文から", Text: "もう一つの文"})
	s.Do(d, exporttest.Organiser, board.DissolveGroup{Group: island.ID})
	a, err := archive.Read(bytes.NewReader(exporttest.WriteArchive(t, s.Archive(s.Options()))))
	if err != nil {
		t.Fatal(err)
	}
	if a, err = a.Renumbered(exporttest.Seeded(9)); err != nil {
		t.Fatal(err)
	}
	second := exporttest.SetUp(t, a.Import(), exporttest.Seeded(10)).Boards[0]
	var rivals []board.Rival
	for _, n := range second.State.Notes() {
		rivals = append(rivals, n.Rivals...)
	}
	if len(rivals) != 1 || rivals[0].Text != "もう一つの文" || rivals[0].Author == "" || rivals[0].Author == note.Author {
		t.Errorf("the other wording became %v", rivals)
	}
	gone := 0
	for _, g := range second.State.Groups() {
		if !g.Withdrawn {
			continue
		}
		gone++
		if len(g.Held) != len(held) || len(held) == 0 {
			t.Fatalf("the island held %d, and %d after it was taken in", len(held), len(g.Held))
		}
		for _, id := range g.Held {
			if slices.ContainsFunc(held, func(it board.Item) bool { return it.ItemID() == id }) {
				t.Error("the island holds an id of before")
			}
		}
		change, err := second.State.Do(board.RestoreGroup{Group: g.ID}, exporttest.Organiser, nil)
		if err != nil || len(second.State.Members(g.ID)) != len(held) {
			t.Errorf("%d came back: %v, %v", len(second.State.Members(g.ID)), err, change)
		}
	}
	if gone != 1 {
		t.Errorf("%d dissolved islands came along", gone)
	}
}

func firstLiving(s *board.State) board.Note {
	notes := s.Notes()
	return notes[slices.IndexFunc(notes, func(n board.Note) bool { return !n.Withdrawn })]
}
