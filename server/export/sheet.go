package export

import (
	"cmp"
	"slices"

	"yoriai/board"
)

// Sheet is what lies on a table's paper, for pictures of it: everything the
// section tells, where people laid it. A picture needs more than the words:
// places, marks, and which line leads where. The ids are for that alone and are
// printed nowhere.
type Sheet struct {
	Sheets int     // papers side by side, each of 1600 × 1000 units
	Lying  []Piece // on them, in reading order
	Lone   []Piece // 一匹狼 that have no place there
	Loose  []Piece // 未整理 likewise, without the veiled ones
	Lines  []SheetLine
}

// With is the sheet with a note more in one of its lists.
func (s Sheet) With(p Piece, lone bool) Sheet {
	if lone {
		s.Lone = append(slices.Clip(s.Lone), p)
	} else {
		s.Loose = append(slices.Clip(s.Loose), p)
	}
	return s
}

// Piece is an item as it lies on a sheet. Its seals are those of the round last ended.
type Piece struct {
	Item
	ID      string
	At      board.Point // on all sheets together; of what lies at the top
	Lone    bool
	Members []Piece
}

// SheetLine is a relation between two pieces, by their ids and in words.
type SheetLine struct {
	Relation
	ID, FromID, ToID string
}

// sheet builds a section's sheet from the very records its words come from.
func (b builder) sheet(seen *board.State, o board.Outline, f finder) Sheet {
	b.seals = lastSeals(seen)
	root, _ := seen.Board()
	s := Sheet{Sheets: max(1, root.Sheets)}
	var lying []board.Item
	for _, branch := range o.Items {
		lying = append(lying, branch.Item)
		s.Lying = append(s.Lying, b.piece(branch))
	}
	for _, n := range slices.Concat(o.Lone, o.Loose) {
		p := b.piece(board.Branch{Item: n, Level: 1})
		switch {
		case n.Veiled:
		case n.At != nil:
			lying = append(lying, n)
			s.Lying = append(s.Lying, p)
		case n.Lone:
			s.Lone = append(s.Lone, p)
		default:
			s.Loose = append(s.Loose, p)
		}
	}
	sortLike(lying, s.Lying)
	s.Lines = f.sheetLines()
	return s
}

// sortLike brings pieces into the one reading order of their items.
func sortLike(items []board.Item, pieces []Piece) {
	orders := map[string]string{}
	for _, it := range items {
		orders[string(it.ItemID())] = it.Spot().Order
	}
	slices.SortFunc(pieces, func(a, b Piece) int {
		return cmp.Or(cmp.Compare(orders[a.ID], orders[b.ID]), cmp.Compare(a.ID, b.ID))
	})
}

func (b builder) piece(branch board.Branch) Piece {
	p := Piece{Item: b.item(board.Branch{Item: branch.Item, Level: branch.Level}), ID: string(branch.Item.ItemID())}
	if at := branch.Item.Spot().At; at != nil {
		p.At = *at
	}
	if n, isNote := branch.Item.(board.Note); isNote {
		p.Lone = n.Lone
	}
	for _, m := range branch.Members {
		p.Members = append(p.Members, b.piece(m))
	}
	return p
}

// lastSeals are the seals of the round that ended last: those are drawn on the
// sheet. While a round is open nothing tells how it stands.
func lastSeals(state *board.State) map[board.ItemID]int {
	seals := map[board.ItemID]int{}
	for _, r := range slices.Backward(state.Rounds()) {
		if r.Open {
			continue
		}
		for _, c := range slices.Concat(r.Counts, r.Hand) {
			seals[c.Item] += c.N
		}
		break
	}
	return seals
}

// sheetLines are the relations in the order in which they are drawn: of lines
// round the same corner the first takes the inner way.
func (f finder) sheetLines() []SheetLine {
	links := f.links()
	slices.SortFunc(links, func(a, b board.Link) int { return cmp.Compare(a.ID, b.ID) })
	list := make([]SheetLine, len(links))
	for i, l := range links {
		from, _ := f.words(l.From)
		to, _ := f.words(l.To)
		list[i] = SheetLine{Relation{from, to, l.Meaning, l.Label}, string(l.ID), string(l.From), string(l.To)}
	}
	return list
}
