package board

import "slices"

// Hiding says that a text was put away (伏せる) because it hurts somebody or
// tells of a person: since when, by whom and why. What is hidden counts as
// withdrawn everywhere; nobody but [Viewer.Kept] gets at its words.
type Hiding struct {
	At     int64  `json:"at"`
	By     SeatID `json:"by,omitempty"`     // not in what viewers get
	Reason string `json:"reason,omitempty"` // not in what viewers get
	Gone   bool   `json:"gone,omitzero"`    // it was withdrawn before
	Of     ItemID `json:"of,omitempty"`     // a card: it went with this, which it was laid from; not in what viewers get
}

// hidden reports whether something is put away.
func (h Hiding) hidden() bool { return h.At != 0 }

// Follows reports whether two things agree in being put away or not, as a card
// does with what it was laid from; one that was put away by itself stays so.
func (h Hiding) follows(source Hiding) bool {
	return h.hidden() == source.hidden() || h.hidden() && h.Of == ""
}

// told is what everybody learns of it.
func (h Hiding) told() Hiding { return Hiding{At: h.At} }

// hideable is a record whose words can be put away. Of an island it is the
// words of its title card: the island stays, with what lies in it.
type hideable interface {
	Record
	hiding() Hiding
	// hide puts the words away, or (no Hiding) shows them again.
	hide(Hiding) Record
	// words are what it says, or said before it was put away.
	words() []string
}

func (n Note) hiding() Hiding      { return n.Hidden }
func (g Group) hiding() Hiding     { return g.Hidden }
func (t Statement) hiding() Hiding { return t.Hidden }
func (l Link) hiding() Hiding      { return l.Hidden }
func (w Wording) hiding() Hiding   { return w.Hidden }
func (p Passage) hiding() Hiding   { return p.Hidden }

// away works out what Hidden and Withdrawn become.
func (h Hiding) away(next Hiding, withdrawn bool) (Hiding, bool) {
	if next.hidden() {
		next.Gone = withdrawn
		return next, true
	}
	return next, h.Gone
}

func (n Note) hide(h Hiding) Record {
	n.Hidden, n.Withdrawn = n.Hidden.away(h, n.Withdrawn)
	return n
}

func (t Statement) hide(h Hiding) Record {
	t.Hidden, t.Withdrawn = t.Hidden.away(h, t.Withdrawn)
	return t
}

func (l Link) hide(h Hiding) Record {
	l.Hidden, l.Withdrawn = l.Hidden.away(h, l.Withdrawn)
	return l
}

func (w Wording) hide(h Hiding) Record {
	w.Hidden, w.Withdrawn = w.Hidden.away(h, w.Withdrawn)
	return w
}

func (p Passage) hide(h Hiding) Record {
	p.Hidden, p.Withdrawn = p.Hidden.away(h, p.Withdrawn)
	return p
}

// hide takes the words off the card into Kept, all that it says and ever said:
// an earlier wording of the same would be read otherwise. Shown again, they
// stand on the card where nobody has written another since, else among the
// earlier ones.
func (g Group) hide(h Hiding) Record {
	if h.hidden() {
		kept := slices.Concat(g.Rivals, g.Earlier, g.Kept)
		if g.Title != "" {
			kept = append([]Rival{{g.Title, g.By}}, kept...)
		}
		g.Kept = kept
		g.Hidden, g.Title, g.By, g.Rivals, g.Earlier = h, "", "", nil, nil
		return g
	}
	kept := g.Kept
	g.Hidden, g.Kept = Hiding{}, nil
	if len(kept) > 0 && g.Title == "" {
		g.Title, g.By, kept = kept[0].Text, kept[0].Author, kept[1:]
	}
	return g.recalling(kept)
}

// recalling puts wordings among the earlier ones.
func (g Group) recalling(words []Rival) Group {
	if len(words) > 0 {
		earlier := slices.Concat(words, g.Earlier)
		g.Earlier = earlier[max(0, len(earlier)-Bounds.Earlier):]
	}
	return g
}

func (n Note) words() []string      { return append([]string{n.Text}, textsOf(n.Rivals)...) }
func (t Statement) words() []string { return append([]string{t.Text}, textsOf(t.Rivals)...) }
func (l Link) words() []string      { return []string{l.Label} }
func (w Wording) words() []string   { return []string{w.Text} }
func (p Passage) words() []string   { return append([]string{p.Text}, textsOf(p.Rivals)...) }

func (g Group) words() []string {
	if g.Hidden.hidden() {
		return textsOf(g.Kept)
	}
	return slices.Concat([]string{g.Title}, textsOf(g.Rivals), textsOf(g.Earlier))
}

func textsOf(wordings []Rival) []string {
	texts := make([]string, len(wordings))
	for i, w := range wordings {
		texts[i] = w.Text
	}
	return texts
}

// keeps reports whether words were put away from an island's card.
func (g Group) keeps(text string) bool {
	return text != "" && slices.ContainsFunc(g.Kept, func(k Rival) bool { return k.Text == text })
}

// without is the island without words that were put away.
func (g Group) without(kept []Rival) Group {
	if len(kept) == 0 {
		return g
	}
	is := func(r Rival) bool { return (Group{Kept: kept}).keeps(r.Text) }
	if is(Rival{Text: g.Title}) {
		g.Title, g.By = "", ""
	}
	g.Rivals, g.Earlier = lacking(g.Rivals, is), lacking(g.Earlier, is)
	return g
}

// lacking leaves wordings out; nil for none, as in a record that never had any.
func lacking(list []Rival, is func(Rival) bool) []Rival {
	left := slices.DeleteFunc(slices.Clone(list), is)
	if len(left) == 0 {
		return nil
	}
	return left
}

// stillHidden holds a record to what hiding means, whatever op, undo or return
// to an earlier moment made it: what is hidden is off the board, no card says
// words that were put away from it, and words that are kept no longer are not lost.
func stillHidden(r, before Record) Record {
	switch r := r.(type) {
	case Group:
		was, _ := before.(Group)
		if len(was.Kept) > 0 && len(r.Kept) == 0 {
			return r.recalling(lacking(was.Kept, func(k Rival) bool { return slices.Contains(r.words(), k.Text) }))
		}
		return r.without(r.Kept)
	case Note:
		r.Withdrawn = r.Withdrawn || r.Hidden.hidden()
		return r
	case Statement:
		r.Withdrawn = r.Withdrawn || r.Hidden.hidden()
		return r
	case mark:
		if h, ok := r.(hideable); ok && h.hiding().hidden() {
			return r.taken(true)
		}
	}
	return r
}

// hiddenAsNow is an earlier form of a record with what is put away now put
// away, and what is shown again shown. At a moment from before its words were
// put away a card says nothing: nobody could tell which of all that it said then
// repeats what hurts; see [Group.look].
func hiddenAsNow(was, now Record) Record {
	then, ok := was.(hideable)
	if !ok {
		return was
	}
	is := now.(hideable).hiding()
	if g, isGroup := now.(Group); isGroup && is.hidden() {
		old := then.(Group)
		if old.Hidden.At != g.Hidden.At {
			old.Title, old.By, old.Rivals, old.Earlier = "", "", nil, nil
		}
		old.Hidden, old.Kept = g.Hidden, g.Kept
		return old.without(g.Kept)
	}
	if then.hiding().hidden() {
		was = then.hide(Hiding{})
	}
	if is.hidden() {
		return was.(hideable).hide(is)
	}
	return was
}
