package export

import (
	"strings"

	"github.com/rivo/uniseg"

	"yoriai/board"
)

// publishedName is a person's name as the workshop has promised to publish it:
// whole, the surname alone, or not at all. People of one surname are kept
// apart by the first letter of their other name, as in 「鈴木(喜)」. The
// archive is no publication: it is how a workshop is kept.
func publishedName(workshop *board.State, seat board.Seat) string {
	w, _ := workshop.Workshop()
	switch w.Names {
	case board.NamesNone:
		return ""
	case board.NamesSurname:
		return surnameOf(workshop, seat)
	}
	return seat.Name
}

func surnameOf(workshop *board.State, seat board.Seat) string {
	surname, rest := splitName(seat.Name)
	if rest == "" {
		return surname
	}
	for _, t := range append(workshop.Tables(), board.Table{}) {
		for _, other := range workshop.Seats(t.ID) {
			if same, _ := splitName(other.Name); same == surname && other.ID != seat.ID {
				first, _, _, _ := uniseg.FirstGraphemeClusterInString(rest, -1)
				return surname + "(" + first + ")"
			}
		}
	}
	return surname
}

// splitName parts a name at its first space, of whatever width. Who gave a
// surname alone, or one with a mark of their own behind it, keeps it.
func splitName(name string) (surname, rest string) {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name, ""
	}
	return words[0], words[1]
}
