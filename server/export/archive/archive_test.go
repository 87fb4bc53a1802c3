package archive_test

import (
	"bytes"
	"fmt"
	"regexp"
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

// TestArchiveRefused: whatever is wrong is refused whole, with a code and a
// place and without a word of the contents.
func TestArchiveRefused(t *testing.T) {
	s := exporttest.Sample(t)
	good := string(exporttest.WriteArchive(t, s.Archive(s.Options())))
	if _, err := archive.Read(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	b := s.Boards[0].State
	group := b.Groups()[0]
	notes := b.Notes()
	note, other := notes[0], notes[1]
	ws, _ := s.Hall.State.Workshop()
	swap := func(old, new string) string {
		out := strings.ReplaceAll(good, old, new)
		if out == good {
			t.Fatalf("nothing to replace: %s", old)
		}
		return out
	}
	once := func(old, new string) string {
		out := strings.Replace(good, old, new, 1)
		if out == good {
			t.Fatalf("nothing to replace: %s", old)
		}
		return out
	}
	for name, c := range map[string]struct {
		file string
		code board.Code
	}{
		"nothing":              {"", board.BadOp},
		"no JSON":              {"PK\x03\x04", board.BadOp},
		"cut":                  {good[:len(good)/2], board.BadOp},
		"two":                  {good + good, board.BadOp},
		"another format":       {once(`"yoriai-archive"`, `"excalidraw"`), board.BadOp},
		"a later version":      {once(`"version":1`, `"version":3`), board.BadOp},
		"no version":           {once(`"version":1,`, ``), board.BadOp},
		"an unknown member":    {once(`"made"`, `"secret":"x","made"`), board.BadOp},
		"a member twice":       {once(`"made"`, `"version":1,"made"`), board.BadOp},
		"null":                 {once(`"boards":[`, `"boards":[null,`), board.BadOp},
		"an unknown kind":      {once(`"kind":"note"`, `"kind":"link"`), board.BadOp},
		"a kind elsewhere":     {once(`"kind":"statement"`, `"kind":"seat"`), board.BadOp},
		"a cycle":              {swap(`"id":"`+group.Key()+`","title":"`+group.Title+`"`, `"id":"`+group.Key()+`","title":"`+group.Title+`","group":"`+group.Key()+`"`), board.BadOp},
		"an id twice":          {swap(`"id":"`+other.Key()+`"`, `"id":"`+note.Key()+`"`), board.Exists},
		"an id that is none":   {swap(note.Key(), "../../etc/passwd"), board.BadOp},
		"a foreign author":     {swap(`"author":"`+string(note.Author)+`"`, `"author":"11111111-1111-4111-8111-111111111111"`), board.BadOp},
		"a foreign workshop":   {swap(`"workshop":"`+string(ws.ID)+`"`, `"workshop":"11111111-1111-4111-8111-111111111111"`), board.BadOp},
		"a join code":          {swap(`"host":"みどり台市 道路公園課"`, `"host":"みどり台市 道路公園課","code":"ACDEFGHJ"`), board.BadOp},
		"a control character":  {swap(note.Text, "鐘\\u0007"), board.BadText},
		"no text":              {swap(`"text":"`+note.Text+`"`, `"text":""`), board.BadOp},
		"a text too long":      {swap(note.Text, strings.Repeat("長", 2001)), board.TooBig},
		"a position off sheet": {swap(`"x":11,`, `"x":-11,`), board.BadOp},
		"a phase":              {swap(`"phase":"title"`, `"phase":"lunch"`), board.BadOp},
		"a role":               {swap(`"role":"coordinator"`, `"role":"king"`), board.BadOp},
		"a side":               {swap(`"side":"citizen"`, `"side":"martian"`), board.BadOp},
		"a date":               {swap(`"date":"2026-11-21"`, `"date":"2026-11-31"`), board.BadText},
		"an order key":         {swap(`"order":"`+note.Order+`"`, `"order":"0"`), board.BadOp},
		"history and records":  {once(note.Text, "べつの文"), board.BadOp},
		"a hole in history":    {once(`"seq":2,"id"`, `"seq":7,"id"`), board.BadOp},
		"a lone surrogate":     {swap(note.Text, `\ud800`), board.BadOp},
		"deep nesting":         {once(`"boards":[`, `"boards":[`+strings.Repeat("[", 50)), board.BadOp},
		"a veiled note":        {swap(`"text":"`+note.Text+`"`, `"text":"x","veiled":true`), board.BadOp},
		"no time made":         {swap(`"made":"2026-11-22T09:30:00Z"`, `"made":"yesterday"`), board.BadOp},
	} {
		_, err := archive.Read(strings.NewReader(c.file))
		if err == nil {
			t.Errorf("%s: taken in", name)
			continue
		}
		if board.CodeOf(err) != c.code {
			t.Errorf("%s: %v, not %s", name, err, c.code)
		}
		for _, word := range []string{"草刈り", "荻原", "martian", "passwd"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%s: the refusal tells %q", name, word)
			}
		}
	}
}

// endless is a file without an end.
type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestArchiveTooLarge(t *testing.T) {
	r := &endless{}
	if _, err := archive.Read(r); board.CodeOf(err) != board.TooBig {
		t.Errorf("%v", err)
	}
	if r.read > archive.MaxArchive+(1<<20)+archive.MaxArchive {
		t.Errorf("%d bytes were read of an endless file", r.read)
	}
}

// TestArchiveMutated: values of a good archive put in one another's places, a
// few at a time. What is still taken in is a sound workshop.
func TestArchiveMutated(t *testing.T) {
	s := exporttest.Sample(t)
	good := string(exporttest.WriteArchive(t, s.Archive(s.Options())))
	values := regexp.MustCompile(`:("(?:[^"\\]|\\.)*"|-?\d+|true|false)`).FindAllStringSubmatchIndex(good, -1)
	value := func(i int) string { return good[values[i][2]:values[i][3]] }
	refused, taken := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		file := good
		for range rapid.IntRange(1, 3).Draw(rt, "changes") {
			old := value(rapid.IntRange(0, len(values)-1).Draw(rt, "old"))
			other := value(rapid.IntRange(0, len(values)-1).Draw(rt, "other"))
			times := rapid.SampledFrom([]int{1, -1}).Draw(rt, "times") // −1: everywhere, so that the history agrees
			file = strings.Replace(file, ":"+old, ":"+other, times)
		}
		a, err := archive.Read(strings.NewReader(file))
		if err != nil {
			refused++
			if board.CodeOf(err) == board.Storage {
				rt.Fatalf("an error without a code: %v", err)
			}
			return
		}
		taken++
		newID := exporttest.Seeded(4)
		b, err := a.Renumbered(newID)
		if err != nil {
			rt.Fatal(err)
		}
		exporttest.SetUp(t, b.Import(), newID)
	})
	if refused == 0 || taken == 0 && !testing.Short() { // few tries may all be refused
		t.Errorf("%d were refused, %d taken in", refused, taken)
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
