package layout

import (
	"maps"
	"slices"
)

// Link is a relation between two pieces, with the room its words need.
type Link struct {
	ID, From, To string
	Label, Sign  Size
}

// crowd: islands with more in them are crossed without looking. Nobody could
// follow a line between so many notes.
const crowd = 40

// scattered: where more than this lies on a sheet, lines go straight: looking
// for ways round thousands of things would take minutes.
const scattered = 300

// Ground is what lines go through.
type Ground struct {
	Boxes map[string][]Thing // what lies in each holder ("": on the sheet); the title card of a holder lies in it, too, under cardID
	Words []Thing            // what must be read, and is covered by no word of a line
	Page  Size
	Unit  float64 // how much broader lines and heads are drawn than at scale 1
}

// cardID names the title card of an island among what lies in it: lines go round it.
func cardID(island string) string { return "card " + island }

// Wires are the links as they can be drawn on a sheet, and what they go through.
func Wires(boxes []Box, links []Link, page Size) ([]Wire, Ground) {
	chains, byID := map[string][]string{}, map[string]Box{}
	var index func(list []Box, above []string)
	index = func(list []Box, above []string) {
		for _, b := range list {
			chain := append(append([]string{}, above...), b.ID)
			chains[b.ID], byID[b.ID] = chain, b
			index(b.Members, chain)
		}
	}
	index(boxes, nil)
	wires, ends, holders := make([]Wire, len(links)), map[string]bool{}, map[string]bool{}
	for i, l := range links {
		wires[i] = Wire{l.ID, chains[l.From], chains[l.To], l.Label, l.Sign}
		for _, chain := range [][]string{chains[l.From], chains[l.To]} {
			for k, id := range chain {
				ends[id] = true
				holders[id] = holders[id] || k < len(chain)-1
			}
		}
	}
	return wires, groundOf(boxes, byID, ends, holders, page)
}

// groundOf lists what lies in the islands that hold ends. All that is read must
// stay so, but of a crowded island the inside is not known.
func groundOf(boxes []Box, byID map[string]Box, ends, holders map[string]bool, page Size) Ground {
	g := Ground{Boxes: map[string][]Thing{"": thingsOf(boxes, nil)}, Page: page, Unit: 1}
	open := func(id string) bool { return holders[id] && len(byID[id].Members) <= crowd }
	words := func(list []Thing) {
		for _, t := range list {
			if !open(t.ID) {
				g.Words = append(g.Words, t)
			}
		}
	}
	words(g.Boxes[""])
	if len(boxes) > scattered {
		g.Boxes[""] = thingsOf(boxes, ends)
	}
	for _, id := range slices.Sorted(maps.Keys(holders)) {
		if !holders[id] {
			continue
		}
		b, only := byID[id], map[string]bool(nil)
		if !open(id) {
			only = ends
		}
		card := b.Card
		card.ID = cardID(id)
		g.Boxes[id] = append([]Thing{card}, thingsOf(b.Members, only)...)
		words(g.Boxes[id])
	}
	return g
}

func thingsOf(boxes []Box, only map[string]bool) []Thing {
	var things []Thing
	for _, b := range boxes {
		if only == nil || only[b.ID] {
			things = append(things, Thing{b.ID, b.X, b.Y, b.W, b.H})
		}
	}
	return things
}
