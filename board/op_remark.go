package board

import "cmp"

// Remark is what was said at the end in so many words: the host's review of
// the evening (講評), or what a table's presenter said. It has the id of its
// table; the host's has the workshop's.
type Remark struct {
	ID      RemarkID `json:"id"`
	Speaker string   `json:"speaker,omitempty"` // who said it, as it shall be printed
	Text    string   `json:"text,omitempty"`
	Author  SeatID   `json:"author,omitempty"` // who wrote it down last
}

func (Remark) Kind() Kind    { return KindRemark }
func (r Remark) Key() string { return string(r.ID) }

// Remark finds a table's remark, or (table empty) the host's; what nobody
// wrote yet is empty.
func (s *State) Remark(table TableID) Remark {
	r, _ := find[Remark](s, KindRemark, string(s.remarkID(table)))
	return r
}

func (s *State) remarkID(table TableID) RemarkID {
	w, _ := s.Workshop()
	return cmp.Or(RemarkID(table), RemarkID(w.ID))
}

// WriteRemark writes down a table's remark, or (Table empty) the host's. Base
// is the text the writer began from: what others wrote elsewhere in it stays.
type WriteRemark struct {
	Table   TableID `json:"table,omitempty"`
	Speaker string  `json:"speaker,omitempty"`
	Base    string  `json:"base"`
	Text    string  `json:"text"`
}

func (WriteRemark) Type() OpType { return "remark.write" }

func (op WriteRemark) Check() (Op, error) {
	if err := checkOptionalID("table", op.Table); err != nil {
		return nil, err
	}
	var err error
	if op.Speaker, err = cleanOptionalLine(op.Speaker, Bounds.FieldChars); err != nil {
		return nil, err
	}
	if op.Text, err = cleanOptional(op.Text, Bounds.NoteChars); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any remark")
	}
	return op, nil
}

func (op WriteRemark) table() TableID { return op.Table }

func (op WriteRemark) Apply(tx *Tx) error {
	if op.Table != "" {
		if _, err := tx.liveTable(op.Table); err != nil {
			return err
		}
	}
	r := tx.Remark(op.Table)
	text, clean := Merge(op.Base, r.Text, op.Text)
	if !clean {
		return Errorf(Changed, "somebody else has written here meanwhile")
	}
	if Chars(text) > Bounds.NoteChars || len(text) > Bounds.NoteBytes {
		return Errorf(TooBig, "both texts together are longer than %d characters", Bounds.NoteChars)
	}
	r.ID, r.Speaker, r.Text, r.Author = tx.remarkID(op.Table), op.Speaker, text, tx.Actor.Seat
	tx.put(r)
	return nil
}
