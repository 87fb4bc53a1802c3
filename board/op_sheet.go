package board

import "math"

// SheetWidth and SheetHeight are the size of one sheet (模造紙) in its own
// units. Sheets lie side by side: the second begins where the first ends.
const (
	SheetWidth  = 1600
	SheetHeight = 1000
)

// SheetCount is how many sheets a board has: one at least.
func (b Board) SheetCount() int { return max(1, b.Sheets) }

// SheetOf is the sheet on which a point lies, from 0. What lies beyond the last
// one lies on the last.
func (b Board) SheetOf(at Point) int {
	return min(b.SheetCount()-1, int(at.X)/SheetWidth)
}

// CountSheets gives a board another sheet, or takes an empty one away.
type CountSheets struct {
	Sheets int `json:"sheets"`
}

func (CountSheets) Type() OpType { return "sheet.count" }

func (op CountSheets) Check() (Op, error) {
	if op.Sheets < 1 {
		return nil, Errorf(BadNumber, "a board has a sheet at least")
	}
	return op, checkSheets(op.Sheets)
}

func checkSheets(n int) error {
	if n < 0 || n > Bounds.Sheets {
		return Errorf(BadNumber, "a board has between 1 and %d sheets", Bounds.Sheets)
	}
	return nil
}

func (op CountSheets) Apply(tx *Tx) error {
	b, _ := tx.Board()
	if tx.liesBeyond(b, op.Sheets) {
		return Errorf(Changed, "something lies on a sheet that would go")
	}
	tx.put(b.withSheets(op.Sheets))
	return nil
}

func (b Board) withSheets(n int) Board {
	b.Sheets = n
	if n == 1 {
		b.Sheets = 0
	}
	return b
}

// liesBeyond reports whether anything lies behind the first sheets of a board.
func (s *State) liesBeyond(b Board, sheets int) bool {
	for it := range s.lyingIn("") {
		if at := it.Spot().At; at != nil && b.SheetOf(*at) >= sheets {
			return true
		}
	}
	return false
}

// Spot is a point for one item.
type Spot struct {
	Item ItemID `json:"item"`
	At   Point  `json:"at"`
}

// PlaceItems lays things of the sheet elsewhere on it, each at its own point
// (整える): the order in which they read stays. What somebody has meanwhile
// gathered or withdrawn is left where it is. Where they need more sheets than
// there are, those come with it, so that one undo takes all of it back.
type PlaceItems struct {
	Places []Spot `json:"places"`
	Sheets int    `json:"sheets,omitzero"` // there shall be so many at least
}

func (PlaceItems) Type() OpType { return "items.place" }

func (op PlaceItems) Check() (Op, error) {
	ids := make([]ItemID, len(op.Places))
	places := make([]Spot, len(op.Places))
	for i, p := range op.Places {
		ids[i] = p.Item
		if err := p.At.check(); err != nil {
			return nil, err
		}
		places[i] = Spot{p.Item, Point{math.Round(p.At.X) + 0, math.Round(p.At.Y) + 0}}
	}
	op.Places = places
	if err := checkSheets(op.Sheets); err != nil {
		return nil, err
	}
	return op, checkItems(ids)
}

func (op PlaceItems) Apply(tx *Tx) error {
	if b, _ := tx.Board(); op.Sheets > b.SheetCount() {
		tx.put(b.withSheets(op.Sheets))
	}
	for _, p := range op.Places {
		it, found := tx.item(p.Item)
		if !found {
			return Errorf(NotFound, "there is no such item on this board")
		}
		if place := it.Spot(); !it.gone() && place.Group == "" {
			place.At = &p.At
			tx.put(it.moved(place))
		}
	}
	return nil
}
