package board

import "slices"

// News is what the organiser chose for the newsletter of one page (かわら版):
// which notes are quoted, and when one meets again. It names notes and does not
// repeat them, so that what is taken back, hidden or masked later is so there
// too. It has the workshop's id.
type News struct {
	ID     RecordID    `json:"id"`
	Quotes []NewsQuote `json:"quotes,omitempty"` // in the order in which they are printed
	Next   string      `json:"next,omitempty"`   // 次回: when and where, in the organiser's words
	Author SeatID      `json:"author,omitempty"` // who chose last
}

// NewsQuote names a note.
type NewsQuote struct {
	Board BoardID `json:"board"`
	Note  NoteID  `json:"note"`
}

func (News) Kind() Kind    { return KindNews }
func (r News) Key() string { return string(r.ID) }

// News is what was chosen; what nobody chose yet is empty.
func (s *State) News() News {
	w, _ := s.Workshop()
	r, _ := find[News](s, KindNews, string(w.ID))
	return r
}

// QuoteNews chooses what the newsletter says; what was chosen before goes.
type QuoteNews struct {
	Quotes []NewsQuote `json:"quotes,omitempty"`
	Next   string      `json:"next,omitempty"`
}

func (QuoteNews) Type() OpType { return "news.quote" }

func (op QuoteNews) Check() (Op, error) {
	if len(op.Quotes) > Bounds.Quotes {
		return nil, Errorf(Quota, "the newsletter quotes at most %d notes", Bounds.Quotes)
	}
	for i, q := range op.Quotes {
		if err := checkID("board", q.Board); err != nil {
			return nil, err
		}
		if err := checkID("note", q.Note); err != nil {
			return nil, err
		}
		if slices.Contains(op.Quotes[:i], q) {
			return nil, Errorf(BadOp, "a note is quoted twice")
		}
	}
	var err error
	op.Next, err = cleanOptionalLine(op.Next, Bounds.FieldChars)
	return op, err
}

// Apply cannot see the boards, which are documents of their own: a quote of
// what is not there is told to nobody.
func (op QuoteNews) Apply(tx *Tx) error {
	for _, q := range op.Quotes {
		if _, ok := tx.Assignment(q.Board); !ok {
			return Errorf(NotFound, "that board is not of this workshop")
		}
	}
	w, _ := tx.Workshop()
	tx.put(News{ID: RecordID(w.ID), Quotes: slices.Clone(op.Quotes), Next: op.Next, Author: tx.Actor.Seat})
	return nil
}
