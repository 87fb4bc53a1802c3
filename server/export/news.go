package export

import "yoriai/board"

// News is what the newsletter (かわら版) says beside what the report tells: the
// notes that the organiser chose, in the words that these eyes may read, and
// when one meets again.
type News struct {
	Quotes []Quote
	Next   string
}

// Quote is a note that is quoted: its words, and whose table and side it was.
type Quote struct {
	Text, Table string
	Side        board.Side
}

// news finds the chosen notes. One that was taken back or hidden since, or that
// is still private, is not quoted.
func (b builder) news() News {
	chosen := b.workshop.News()
	n := News{Next: chosen.Next}
	for _, q := range chosen.Quotes {
		a, _ := b.workshop.Assignment(q.Board)
		for _, c := range b.choices(a) {
			if c.Note == q.Note {
				n.Quotes = append(n.Quotes, c.Quote)
			}
		}
	}
	return n
}

// Choice is a note that can be quoted.
type Choice struct {
	Quote
	board.NewsQuote
	Chosen bool
}

// Choices lists what can be quoted, table by table in reading order, in the
// words in which it would be published.
func Choices(workshop *board.State, boards map[board.BoardID]*board.State, opts Options) []Choice {
	b := builderOf(workshop, boards, opts)
	chosen := map[board.NewsQuote]bool{}
	for _, q := range workshop.News().Quotes {
		chosen[q] = true
	}
	var list []Choice
	for _, t := range b.workshop.Tables() {
		for _, a := range b.workshop.Assignments(t.ID) {
			for _, c := range b.choices(a) {
				c.Chosen = chosen[c.NewsQuote]
				list = append(list, c)
			}
		}
	}
	return list
}

func (b builder) choices(a board.Assignment) []Choice {
	state := b.boards[a.ID]
	if state == nil {
		return nil
	}
	table, _ := b.workshop.Table(a.Table)
	var list []Choice
	add := func(n board.Note) {
		if !n.Veiled && n.Text != "" {
			list = append(list, Choice{Quote: Quote{n.Text, table.Name, n.Side}, NewsQuote: board.NewsQuote{Board: a.ID, Note: n.ID}})
		}
	}
	o := b.seen(state).Outline()
	notesUnder(o.Items, add)
	for _, n := range append(append([]board.Note{}, o.Lone...), o.Loose...) {
		add(n)
	}
	return list
}

func notesUnder(branches []board.Branch, add func(board.Note)) {
	for _, b := range branches {
		if n, isNote := b.Item.(board.Note); isNote {
			add(n)
		}
		notesUnder(b.Members, add)
	}
}
