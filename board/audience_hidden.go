package board

import (
	"cmp"
	"slices"
)

// What was put away (伏せる) is for nobody's eyes: no viewer's records, entries,
// history or report hold its words, those of who steer the hall no more than
// others. They have them by Kept alone, so that no screen, no file and no
// projector shows them by accident.

// Kept is one text that was put away.
type Kept struct {
	ID     ItemID   `json:"id"`
	Kind   Kind     `json:"kind"`
	Texts  []string `json:"texts"`
	Author SeatID   `json:"author,omitempty"`
	By     SeatID   `json:"by"`
	At     int64    `json:"at"`
	Reason string   `json:"reason"`
	Of     ItemID   `json:"of,omitempty"` // a card that went with what it was laid from
}

// Kept lists what was put away, newest first, for those who steer the hall; to
// others nothing.
func (v Viewer) Kept(s *State) []Kept {
	if !v.steers() {
		return nil
	}
	list := []Kept{}
	for _, kind := range slices.Concat(itemKinds, markKinds) {
		for _, r := range s.records[kind] {
			if h, ok := r.(hideable); ok && h.hiding().hidden() {
				list = append(list, keptOf(h))
			}
		}
	}
	for _, k := range s.Survey().Kept {
		list = append(list, Kept{ID: ItemID(k.Question), Kind: KindSurvey, Texts: []string{k.Text}, By: k.By, At: k.At, Reason: k.Reason})
	}
	slices.SortFunc(list, func(a, b Kept) int { return cmp.Or(cmp.Compare(b.At, a.At), cmp.Compare(a.ID, b.ID)) })
	return list
}

func keptOf(r hideable) Kept {
	h := r.hiding()
	k := Kept{ID: ItemID(r.Key()), Kind: r.Kind(), By: h.By, At: h.At, Reason: h.Reason, Of: h.Of}
	k.Texts = slices.DeleteFunc(r.words(), func(s string) bool { return s == "" })
	switch r := r.(type) {
	case Note:
		k.Author = r.Author
	case Statement:
		k.Author = r.Author
	case Wording:
		k.Author = r.Author
	case Link:
		k.Author = r.Author
	case Passage:
		k.Author = r.Author
	case Group:
		if len(r.Kept) > 0 {
			k.Author = r.Kept[0].Author
		}
	}
	return k
}

// Hides reports whether a change puts a text away.
func Hides(d Diff) bool {
	was, _ := d.Before.(hideable)
	is, ok := d.After.(hideable)
	return ok && is.hiding().hidden() && (was == nil || was.hiding().At != is.hiding().At)
}

func isHidden(r Record) bool {
	h, ok := r.(hideable)
	return ok && h.hiding().hidden()
}

// The veils of what is no note say where it belongs and that it is off the board.

func (t Statement) seenBy(Viewer, Phase) bool { return !t.Hidden.hidden() }
func (t Statement) veil() Record {
	return Statement{ID: t.ID, Withdrawn: true, Hidden: t.Hidden.told()}
}
func (t Statement) isVeiled() bool   { return t.Hidden.isTold() }
func (t Statement) owns(SeatID) bool { return false }

func (l Link) seenBy(Viewer, Phase) bool { return !l.Hidden.hidden() }
func (l Link) veil() Record {
	return Link{ID: l.ID, From: l.From, To: l.To, Meaning: l.Meaning, Proposed: l.Proposed, Withdrawn: true, Hidden: l.Hidden.told()}
}
func (l Link) isVeiled() bool   { return l.Hidden.isTold() }
func (l Link) owns(SeatID) bool { return false }

func (w Wording) seenBy(Viewer, Phase) bool { return !w.Hidden.hidden() }
func (w Wording) veil() Record {
	return Wording{ID: w.ID, Group: w.Group, Withdrawn: true, Hidden: w.Hidden.told()}
}
func (w Wording) isVeiled() bool   { return w.Hidden.isTold() }
func (w Wording) owns(SeatID) bool { return false }

func (p Passage) seenBy(Viewer, Phase) bool { return !p.Hidden.hidden() }
func (p Passage) veil() Record {
	return Passage{ID: p.ID, Item: p.Item, Order: p.Order, Withdrawn: true, Hidden: p.Hidden.told()}
}
func (p Passage) isVeiled() bool   { return p.Hidden.isTold() }
func (p Passage) owns(SeatID) bool { return false }

// isTold reports whether this is what viewers learn, and not what is stored:
// whoever hides has a seat and gives a reason.
func (h Hiding) isTold() bool { return h.hidden() && h.Reason == "" }

// IsVeiled reports whether the audience filter held the words of a record back.
func IsVeiled(r Record) bool {
	p, isPrivate := r.(private)
	return isPrivate && p.isVeiled()
}

// look is an island as everybody may have it: without what was put away from
// its card. Whatever stood there before that is told no more: among the words
// of an evening nobody could say which of them repeat what hurts.
func (g Group) look(now Record) Group {
	if later, _ := now.(Group); later.Hidden.hidden() && later.Hidden.At != g.Hidden.At {
		g.Title, g.By, g.Rivals, g.Earlier = "", "", nil, nil
	}
	g.Hidden, g.Kept = g.Hidden.told(), nil
	return g
}

// losesWords reports whether look took anything away.
func (g Group) losesWords(seen Record) bool {
	s, _ := seen.(Group)
	return s.Title != g.Title || len(s.Rivals) != len(g.Rivals) || len(s.Earlier) != len(g.Earlier)
}
