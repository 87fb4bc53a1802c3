package export

import (
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"yoriai/board"
)

// namesToTell gives every seat the name it has in a report: for those who steer
// the hall its own, and in what is public the name that was promised at the
// door: whole, the surname alone, a mark, or none. Where nothing was promised
// yet nobody's name is published. The archive is no publication: it is how a
// workshop is kept.
func namesToTell(workshop *board.State, opts Options) map[board.SeatID]string {
	names, seats := map[board.SeatID]string{}, seatsOf(workshop)
	w, _ := workshop.Workshop()
	for i, seat := range seats {
		switch {
		case !opts.Public || w.Names == board.NamesFull:
			names[seat.ID] = seat.Name
		case w.Names == board.NamesSurname:
			names[seat.ID] = surnameOf(seats, seat)
		case w.Names == board.NamesMarks:
			names[seat.ID] = opts.Words.fill(wordNameMark, "n", strconv.Itoa(i+1))
		}
	}
	return names
}

// seatsOf lists everybody table by table, as they sit, and behind them those who
// belong to none or have left: their marks must not move the others'.
func seatsOf(workshop *board.State) []board.Seat {
	var seats []board.Seat
	listed := map[board.SeatID]bool{}
	for _, t := range append(workshop.Tables(), board.Table{}) {
		for _, seat := range workshop.Seats(t.ID) {
			seats, listed[seat.ID] = append(seats, seat), true
		}
	}
	for _, seat := range workshop.AllSeats() {
		if !listed[seat.ID] {
			seats = append(seats, seat)
		}
	}
	return seats
}

// surnameOf is a surname; people of one surname are kept apart by the first
// letter of their other name, as in 「鈴木(喜)」, or as many as it takes.
func surnameOf(seats []board.Seat, seat board.Seat) string {
	surname, rest := splitName(seat.Name)
	n := 0
	for _, other := range seats {
		if same, also := splitName(other.Name); same == surname && other.ID != seat.ID && !other.Withdrawn {
			n = max(n, 1, alike(rest, also)+1)
		}
	}
	if rest == "" || n == 0 {
		return surname
	}
	return surname + "(" + strings.TrimSuffix(board.Cut(rest, n), "…") + ")"
}

// alike counts the letters with which two names begin alike; none where they
// are one: no letter keeps those apart.
func alike(a, b string) int {
	if a == b {
		return 0
	}
	left, right, n := uniseg.NewGraphemes(a), uniseg.NewGraphemes(b), 0
	for left.Next() && right.Next() && left.Str() == right.Str() {
		n++
	}
	return n
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
