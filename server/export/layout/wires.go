package layout

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

// Wires are the links as they can be drawn on a sheet, and the things between
// which they pass.
func Wires(boxes []Box, links []Link) ([]Wire, map[string][]Thing) {
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
	wires, ends := make([]Wire, len(links)), map[string]bool{}
	things := map[string][]Thing{"": thingsOf(boxes, nil)}
	for i, l := range links {
		wires[i] = Wire{l.ID, chains[l.From], chains[l.To], l.Label, l.Sign}
		for _, id := range append(append([]string{}, chains[l.From]...), chains[l.To]...) {
			ends[id] = true
		}
	}
	if len(boxes) > scattered {
		things[""] = thingsOf(boxes, ends)
	}
	for id := range ends {
		if b := byID[id]; len(b.Members) > crowd {
			things[id] = thingsOf(b.Members, ends)
		} else if len(b.Members) > 0 {
			things[id] = thingsOf(b.Members, nil)
		}
	}
	return wires, things
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
