package export

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/rivo/uniseg"

	"yoriai/board"
	"yoriai/server/export/personal"
)

// Masked are words of a workshop's texts that are likely personal, with what
// was decided about them.
type Masked struct {
	Record   board.RecordID
	Board    board.BoardID // empty: in the workshop's own document
	Place    board.MaskPlace
	Decision board.MaskDecision // AskAgain: nobody has decided yet
	Kind     board.Kind         // of the record
	Table    string             // name of the table; empty: the workshop's
	Before   string             // the sentence round it
	Words    string
	After    string
}

// Open reports whether nobody has decided yet: it is masked until then.
func (m Masked) Open() bool { return m.Decision == board.AskAgain }

// Masks lists what is likely personal in the texts that a report tells, in the
// order in which it tells them. With words named, it lists where those stand
// besides, for a mask by hand.
func Masks(workshop *board.State, boards map[board.BoardID]*board.State, opts Options, named string) []Masked {
	l := lister{masker: newMasker(workshop, opts.Words), named: named, told: map[maskKey]bool{}}
	for _, r := range workshopTexts(workshop) {
		l.record(r, "", "")
	}
	for _, t := range append(workshop.Tables(), board.Table{}) {
		if t.ID != "" {
			l.record(t, "", t.Name)
			l.record(workshop.Remark(t.ID), "", t.Name)
			for _, p := range workshop.Photos() {
				if p.Published && p.Table == t.ID {
					l.record(p, "", t.Name)
				}
			}
		} else {
			t.Name = opts.Words(wordJoint)
		}
		for _, a := range workshop.Assignments(t.ID) {
			l.record(a, "", t.Name)
			if b := boards[a.ID]; b != nil {
				l.board(board.StateOf(opts.Viewer.Records(b)), a.ID, t.Name)
			}
		}
	}
	return l.list
}

// OpenMasks counts what nobody has decided about yet.
func OpenMasks(list []Masked) int {
	n := 0
	for _, m := range list {
		if m.Open() {
			n++
		}
	}
	return n
}

// workshopTexts are the records of a workshop that a report tells of, but for
// its tables'.
func workshopTexts(workshop *board.State) []board.Record {
	w, _ := workshop.Workshop()
	list := []board.Record{w}
	for _, t := range workshop.Themes() {
		list = append(list, t)
	}
	for _, t := range workshop.Tags() {
		list = append(list, t)
	}
	list = append(list, workshop.Remark(""), workshop.News())
	for _, q := range workshop.Questions() {
		list = append(list, q)
	}
	for _, step := range workshop.Agenda() {
		list = append(list, step)
	}
	for _, p := range workshop.Photos() {
		if p.Published && p.Table == "" {
			list = append(list, p)
		}
	}
	return append(list, workshop.Survey())
}

// maskKey is one place in one text: a text that stands in two records of the
// workshop (a board's theme is mostly the workshop's) is asked about once.
type maskKey struct {
	board board.BoardID
	id    board.RecordID
	of    board.TextSum
	at    [2]int
}

type lister struct {
	*masker
	named string
	told  map[maskKey]bool
	list  []Masked
}

// board lists the texts of one board in reading order, and behind them what is
// laid over them.
func (l *lister) board(seen *board.State, id board.BoardID, table string) {
	o := seen.Outline()
	l.branches(o.Items, id, table)
	for _, n := range slices.Concat(o.Lone, o.Loose) {
		if !n.Veiled {
			l.record(n, id, table)
		}
	}
	for _, link := range seen.Links() {
		l.record(link, id, table)
	}
	for _, p := range seen.Passages() {
		l.record(p, id, table)
	}
	for _, r := range seen.Rounds() {
		l.record(r, id, table)
		for _, item := range r.Items { // what was taken off the board since is still told with its seals
			if g, is := seen.Group(board.GroupID(item)); is && g.Withdrawn {
				l.record(g, id, table)
			}
		}
	}
}

func (l *lister) branches(list []board.Branch, id board.BoardID, table string) {
	for _, b := range list {
		l.record(b.Item, id, table)
		l.branches(b.Members, id, table)
	}
}

// withoutPast leaves out what a record says and no report tells.
func withoutPast(r board.Record) board.Record {
	switch it := r.(type) {
	case board.Note:
		it.Rivals = nil
		return it
	case board.Group:
		it.Rivals, it.Earlier = nil, nil
		return it
	case board.Statement:
		it.Rivals = nil
		return it
	case board.Passage:
		it.Rivals = nil
		return it
	case board.AgendaStep:
		it.Script = ""
		return it
	}
	return r
}

func (l *lister) record(r board.Record, id board.BoardID, table string) {
	withTexts(reflect.ValueOf(withoutPast(r)), "", func(field, text string) string {
		found := l.findIn(field, text)
		if l.named != "" {
			found = besides(personal.Named(text, l.named), found)
		}
		for _, f := range found {
			l.add(r, id, table, text, f)
		}
		return text
	})
}

// besides are the finds that no other find touches.
func besides(named, found []personal.Found) []personal.Found {
	return slices.DeleteFunc(named, func(n personal.Found) bool {
		return slices.ContainsFunc(found, func(f personal.Found) bool { return n.From < f.To && f.From < n.To })
	})
}

func (l *lister) add(r board.Record, id board.BoardID, table, text string, f personal.Found) {
	at := runesOf(text, f)
	key := maskKey{board: id, of: board.TextMark(text), at: at}
	if id != "" {
		key.id = board.RecordID(r.Key())
	}
	if l.told[key] {
		return
	}
	l.told[key] = true
	m := Masked{
		Record: board.RecordID(r.Key()), Board: id, Kind: r.Kind(), Table: table, Decision: l.decision(text, f),
		Place:  board.MaskPlace{Of: key.of, From: at[0], N: at[1], Sort: f.Sort},
		Before: lastOf(oneLine(text[:f.From]), sentenceChars), Words: text[f.From:f.To], After: board.Cut(oneLine(text[f.To:]), sentenceChars),
	}
	if f.Sort == board.MaskByHand {
		m.Place.Words = board.Cut(oneLine(m.Words), board.Bounds.NameChars-1)
	}
	l.list = append(l.list, m)
}

// sentenceChars are as much on either side as one needs to judge.
const sentenceChars = 60

// lastOf shortens a text to its last n characters.
func lastOf(s string, n int) string {
	g, from := uniseg.NewGraphemes(s), 0
	for over := board.Chars(s) - n; over > 0 && g.Next(); over-- {
		_, from = g.Positions()
	}
	if from == 0 {
		return s
	}
	return "…" + s[from:]
}

// masks are what the inside is told of what is masked outside.
func (b builder) masks() []Masked {
	if !b.Masked || b.Public || b.Table != "" {
		return nil
	}
	return slices.DeleteFunc(Masks(b.workshop, b.boards, b.Options, ""), func(m Masked) bool { return m.Decision == board.KeepThem })
}

// maskChapter lists for the inside what is masked outside, by table.
func (r Report) maskChapter() Chapter {
	c := Chapter{ID: "masks", Title: r.words(wordMasks), Said: r.words.number(wordMasksSaid, len(r.Masked))}
	for _, m := range r.Masked {
		title := cmp.Or(m.Table, r.words(wordMasksHall))
		if n := len(c.Parts); n == 0 || c.Parts[n-1].Title != title {
			c.Parts = append(c.Parts, Part{Title: title})
		}
		key := wordMasksItem
		if m.Open() {
			key = wordMasksOpen
		}
		p := &c.Parts[len(c.Parts)-1]
		p.Lines = append(p.Lines, PartLine{Text: r.words.fill(key, "before", m.Before, "words", oneLine(m.Words), "after", m.After, "as", r.words(wordMask+string(m.Place.Sort)))})
	}
	return c
}
