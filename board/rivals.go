package board

import "slices"

// A text that several people write has one way to become another: worded. It
// takes what stands, merges what can be merged, and keeps what cannot.

// worded brings an edit into a text that may have changed since its base. fits
// judges a merged text as a typed one is judged. Changed: so many wordings
// wait already that nobody could choose; the writer keeps the text.
func worded(stands string, rivals []Rival, base string, by Rival, fits func(string) error) (string, []Rival, error) {
	if stands == base {
		return by.Text, rivals, nil
	}
	if text, clean := Merge(base, stands, by.Text); clean && fits(text) == nil {
		return text, rivals, nil
	}
	if by.Text == "" {
		return stands, rivals, nil // somebody wrote here meanwhile: taking a card away is no wording against theirs
	}
	if slices.ContainsFunc(rivals, func(r Rival) bool { return r.Text == by.Text }) {
		return stands, rivals, nil
	}
	if len(rivals) >= Bounds.Rivals {
		return "", nil, Errorf(Changed, "%d wordings wait for somebody to choose", len(rivals))
	}
	return stands, append(slices.Clone(rivals), by), nil
}

func fitsText(s string) error {
	_, err := CleanText(s, Bounds.NoteChars)
	return err
}

func fitsTitle(s string) error {
	_, err := cleanOptionalLine(s, Bounds.TitleChars)
	return err
}

// ChooseText ends a contest of wordings: Text is the item's from now on, one
// of those that stood there or a new one. Base and Rivals are the wordings the
// person saw, the one that stood and those beside it; one that came in the
// meantime stays and waits, and so does the one that stands if somebody went on
// writing on it.
type ChooseText struct {
	Item   ItemID   `json:"item"`
	Base   string   `json:"base,omitempty"` // empty: an island without a title, or a page that does not say it; then what stands is never thrown away
	Text   string   `json:"text,omitempty"` // empty: an island without a title
	Rivals []string `json:"rivals"`
}

func (ChooseText) Type() OpType { return "text.choose" }

func (op ChooseText) Check() (Op, error) {
	if err := checkID("item", op.Item); err != nil {
		return nil, err
	}
	if len(op.Rivals) == 0 || len(op.Rivals) > Bounds.Rivals {
		return nil, Errorf(BadOp, "between one and %d rivals are settled at once", Bounds.Rivals)
	}
	for _, text := range append([]string{op.Base}, op.Rivals...) {
		if len(text) > Bounds.NoteBytes {
			return nil, Errorf(TooBig, "a rival is longer than any text")
		}
	}
	if op.Text == "" {
		return op, nil
	}
	var err error
	op.Text, err = CleanText(op.Text, Bounds.NoteChars)
	return op, err
}

func (op ChooseText) Apply(tx *Tx) error {
	it, err := tx.liveItem(op.Item)
	if err != nil {
		return err
	}
	left := slices.DeleteFunc(slices.Clone(rivalsOf(it)), func(r Rival) bool { return slices.Contains(op.Rivals, r.Text) })
	if len(left) == len(rivalsOf(it)) {
		return Errorf(Changed, "somebody has chosen already")
	}
	if stands := wordsOf(it); stands != op.Base && stands != op.Text && stands != "" {
		left = append(left, Rival{Text: stands})
	}
	if len(left) == 0 {
		left = nil
	}
	switch it := it.(type) {
	case Note:
		it.Text, it.Rivals = op.Text, left
		err = fitsText(it.Text)
		tx.put(it)
	case Statement:
		it.Text, it.Rivals = op.Text, left
		err = fitsText(it.Text)
		tx.put(it)
	case Group:
		if slices.ContainsFunc(append([]string{op.Text, op.Base}, op.Rivals...), it.keeps) {
			return Errorf(Gone, "these words were put away by those who steer")
		}
		var title string
		title, err = cleanOptionalLine(op.Text, Bounds.TitleChars)
		it = it.titled(title, tx.Actor.Seat)
		it.Rivals = left
		tx.put(it)
	}
	return err
}

// edits names the op by whose right a text is chosen: that of writing it.
func (op ChooseText) edits(s *State) OpType {
	it, _ := s.item(op.Item)
	switch it.(type) {
	case Group:
		return "group.title"
	case Statement:
		return "statement.edit"
	}
	return "note.edit"
}

func (op ChooseText) owners(s *State, by SeatID) []SeatID { return ownersOf(s, by, []ItemID{op.Item}) }

// wrote reports whether a seat is the author of one of the wordings.
func (op ChooseText) wrote(s *State, seat SeatID) bool {
	it, ok := s.item(op.Item)
	return ok && seat != "" && slices.ContainsFunc(rivalsOf(it), func(r Rival) bool { return r.Author == seat })
}

func wordsOf(it Item) string {
	switch it := it.(type) {
	case Note:
		return it.Text
	case Group:
		return it.Title
	case Statement:
		return it.Text
	}
	return ""
}

func rivalsOf(it Item) []Rival {
	switch it := it.(type) {
	case Note:
		return it.Rivals
	case Group:
		return it.Rivals
	case Statement:
		return it.Rivals
	}
	return nil
}

// checkRivals is for records made elsewhere.
func checkRivals(rivals []Rival) ([]Rival, error) { return checkWordings(rivals, Bounds.Rivals) }

func checkEarlier(titles []Rival) ([]Rival, error) { return checkWordings(titles, Bounds.Earlier) }

func checkWordings(rivals []Rival, most int) ([]Rival, error) {
	if len(rivals) > most {
		return nil, Errorf(BadOp, "more than %d wordings of one text", most)
	}
	checked := slices.Clone(rivals)
	for i, r := range checked {
		if err := checkOptionalID("author", r.Author); err != nil {
			return nil, err
		}
		text, err := CleanText(r.Text, Bounds.NoteChars)
		if err != nil {
			return nil, err
		}
		checked[i].Text = text
	}
	return checked, nil
}
