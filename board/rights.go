package board

import (
	"maps"
	"slices"
)

// The rights table: role × phase × op, the only place where it stands. A cell
// has one letter each for participant, coordinator and facilitator (the
// organiser may what the facilitator may; an observer nothing):
//
//   - no        o  on one's own things        a  on anybody's
//     t  on anybody's, if the table lets its participants gather (OpenHand)
//
// While people write, nobody sees the others' notes, so a coordinator has
// nothing to gather yet. Whoever adds a note straight to an island or to the
// sheet needs the right to items.move too.
var boardRights = map[OpType]map[Phase]string{
	//                             準備    書く    読む    集める   表札    つなぐ   選ぶ    発表
	"board.hand":         phases("-aa", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"board.show":         phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"board.lock":         phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"phase.set":          phases("-aa", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"sheet.count":        phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"note.add":           phases("-aa", "aaa", "aaa", "-aa", "-aa", "-aa", "--a", "--a"),
	"cards.lay":          phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"note.dictate":       phases("---", "-aa", "-aa", "-aa", "---", "---", "---", "---"),
	"note.edit":          phases("-oa", "ooa", "ooa", "ooa", "ooa", "ooa", "--a", "--a"),
	"note.withdraw":      phases("-oa", "ooa", "ooa", "ooa", "ooa", "ooa", "--a", "--a"),
	"note.restore":       phases("-oa", "ooa", "ooa", "ooa", "ooa", "ooa", "--a", "--a"),
	"note.lone":          phases("-aa", "--a", "-aa", "taa", "taa", "taa", "--a", "--a"),
	"note.echo":          phases("---", "---", "aaa", "aaa", "---", "---", "---", "---"),
	"note.beside":        phases("---", "---", "oaa", "---", "---", "---", "---", "---"),
	"reading.turn":       phases("---", "---", "oaa", "---", "---", "---", "---", "---"),
	"item.propose":       phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"item.tag":           phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"follow.set":         phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"items.move":         phases("-aa", "--a", "-aa", "taa", "taa", "taa", "--a", "--a"),
	"items.place":        phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"group.add":          phases("-aa", "--a", "-aa", "taa", "taa", "taa", "--a", "--a"),
	"group.title":        phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"group.fold":         phases("-aa", "--a", "-aa", "taa", "taa", "taa", "--a", "--a"),
	"group.dissolve":     phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"group.restore":      phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"wording.propose":    phases("---", "---", "---", "aaa", "aaa", "aaa", "--a", "--a"),
	"wording.withdraw":   phases("-oa", "-oa", "-oa", "oaa", "oaa", "oaa", "--a", "--a"),
	"statement.add":      phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"statement.edit":     phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"statement.withdraw": phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"statement.restore":  phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "--a", "--a"),
	"link.add":           phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"link.edit":          phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"link.withdraw":      phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"link.restore":       phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"link.propose":       phases("---", "---", "---", "---", "aaa", "aaa", "--a", "--a"),
	"link.accept":        phases("-aa", "--a", "-aa", "-aa", "taa", "taa", "--a", "--a"),
	"link.decline":       phases("-aa", "--a", "-aa", "oaa", "oaa", "oaa", "--a", "--a"),
	"round.open":         phases("---", "---", "---", "---", "---", "---", "-aa", "---"),
	"round.close":        phases("---", "---", "---", "---", "---", "---", "-aa", "-aa"),
	"round.reopen":       phases("---", "---", "---", "---", "---", "---", "-aa", "---"),
	"round.withdraw":     phases("---", "---", "---", "---", "---", "---", "-aa", "---"),
	"round.hand":         phases("---", "---", "---", "---", "---", "---", "-aa", "-aa"),
	"ballot.set":         phases("---", "---", "---", "---", "---", "---", "aa-", "---"),
	"passage.draft":      phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"passage.add":        phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"passage.edit":       phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"passage.move":       phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"passage.withdraw":   phases("-aa", "--a", "-aa", "-aa", "-aa", "-aa", "-aa", "-aa"),
	"text.choose":        phases("aaa", "aaa", "aaa", "aaa", "aaa", "aaa", "aaa", "aaa"), // judged again as writing that text
	"text.hide":          phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"text.show":          phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"board.restore":      phases("--a", "--a", "--a", "--a", "--a", "--a", "--a", "--a"),
	"undo":               phases("aaa", "aaa", "aaa", "aaa", "aaa", "aaa", "aaa", "aaa"), // judged again as the op it undoes
}

// hallRights say who may send the ops of a workshop's document, and the ops
// that begin a document; they know no phase. A cell has one letter each for
// participant, coordinator, facilitator, organiser, observer and the door; as
// above, and
//
//	h  on seats of one's own table, and on what is the table's
var hallRights = map[OpType]string{
	"workshop.open":    "---a--",
	"workshop.edit":    "--aa--",
	"door.close":       "--aa--",
	"hall.look":        "--aa--",
	"table.add":        "--aa--",
	"table.edit":       "--aa--",
	"theme.add":        "--aa--",
	"theme.edit":       "--aa--",
	"theme.move":       "--aa--",
	"theme.withdraw":   "--aa--",
	"theme.take":       "--aa--",
	"theme.board":      "--aa--",
	"seat.add":         "--aa-a",
	"seat.edit":        "--aa-a", // the door: a side that nobody has told yet
	"seat.withdraw":    "--aa--",
	"seats.move":       "--aa--",
	"seats.back":       "--aa--",
	"seat.absent":      "-haa--",
	"seat.hand":        "ohaa--",
	"seat.done":        "ohaa--",
	"agenda.add":       "--aa--",
	"agenda.edit":      "--aa--",
	"agenda.move":      "--aa--",
	"agenda.withdraw":  "--aa--",
	"agenda.take":      "--aa--",
	"agenda.extend":    "--aa--",
	"message.send":     "--aa--",
	"message.withdraw": "--aa--",
	"message.seen":     "aaaaa-",
	"joint.add":        "--aa--",
	"survey.add":       "--aa--",
	"survey.edit":      "--aa--",
	"survey.move":      "--aa--",
	"survey.withdraw":  "--aa--",
	"survey.open":      "--aa--",
	"survey.answer":    "aa----",
	"survey.import":    "---a--",
	"survey.hide":      "--aa--",
	"survey.show":      "--aa--",
	"remark.write":     "-haa--", // a coordinator: the own table's
	"tag.add":          "--aa--",
	"tag.edit":         "--aa--",
	"tag.withdraw":     "--aa--",
	"mask.decide":      "--aa--",
	"news.quote":       "--aa--",
	"photo.add":        "--aa--",
	"photo.caption":    "--aa--",
	"photo.publish":    "--aa--",
	"photo.place":      "--aa--",
	"photo.remove":     "--aa--",
	"board.open":       "--aa--",
	"board.import":     "--aa--",
}

// hallRoles in the order of the letters of hallRights.
var hallRoles = []Role{Participant, Coordinator, Facilitator, Organiser, Observer, Door}

// opening are the ops that begin a document; no other op does.
var opening = []OpType{"workshop.open", "board.open"}

func phases(cells ...string) map[Phase]string {
	row := map[Phase]string{}
	for i, p := range Phases {
		row[p] = cells[i]
	}
	return row
}

// Rights is the table as the browser gets it: op → phase → cell.
func Rights() map[OpType]map[Phase]string {
	table := map[OpType]map[Phase]string{}
	for op, row := range boardRights {
		table[op] = maps.Clone(row)
	}
	return table
}

// roleSlot is a role's letter in a cell; −1 for roles that never write on a board.
func roleSlot(r Role) int {
	switch r {
	case Participant:
		return 0
	case Coordinator:
		return 1
	case Facilitator, Organiser:
		return 2
	}
	return -1
}

// access judges whether an actor may send an op to this document now.
func (s *State) access(op Op, a Actor) error {
	_, hall := hallRights[op.Type()]
	if hall {
		if err := s.hallAccess(op, a); err != nil {
			return err
		}
	}
	if err := s.belongs(op.Type()); err != nil || hall {
		return err
	}
	b, _ := s.Board()
	if b.Locked && roleSlot(a.Role) < 2 {
		return Errorf(Frozen, "the board is held still by those who steer the hall")
	}
	if !sitsAt(a, b) {
		return Errorf(Forbidden, "the board belongs to another table")
	}
	if add, isAdd := op.(AddNote); isAdd && add.lays() {
		if err := b.allows("items.move", a, []SeatID{a.Seat}); err != nil {
			return err
		}
	}
	if choice, isChoice := op.(ChooseText); isChoice && roleSlot(a.Role) >= 0 && choice.wrote(s, a.Seat) {
		return nil // who wrote one of the wordings may choose, or take back their own
	}
	as := op.Type()
	if e, isEdit := op.(editing); isEdit {
		as = e.edits(s)
	}
	var owners []SeatID
	if o, isOwned := op.(owned); isOwned {
		owners = o.owners(s, a.Seat)
	}
	return b.allows(as, a, owners)
}

// seated is an op about one person: the rights table may allow it on oneself,
// or on those of one's own table.
type seated interface{ seats() SeatID }

// tabled is an op about one table.
type tabled interface{ table() TableID }

func (s *State) hallAccess(op Op, a Actor) error {
	slot := slices.Index(hallRoles, a.Role)
	if slot >= 0 {
		about, isSeated := op.(seated)
		switch hallRights[op.Type()][slot] {
		case 'a':
			return nil
		case 'o':
			if isSeated && about.seats() == a.Seat {
				return nil
			}
		case 'h':
			if isSeated && s.sitsBeside(about.seats(), a) {
				return nil
			}
			if of, isTabled := op.(tabled); isTabled && of.table() == a.Table && a.Table != "" {
				return nil
			}
		}
	}
	return Errorf(Forbidden, "a %s may not send this %s", a.Role, op.Type())
}

// sitsBeside reports whether a seat is an actor's own, or at their table.
func (s *State) sitsBeside(seat SeatID, a Actor) bool {
	p, known := s.Seat(seat)
	return seat == a.Seat || known && p.Table != "" && p.Table == a.Table
}

// belongs refuses an op that is for another sort of document: a seat on a
// board, a note in a workshop, a second root anywhere.
func (s *State) belongs(op OpType) error {
	_, isBoard := s.Board()
	_, isWorkshop := s.Workshop()
	begun := isBoard || isWorkshop
	_, hall := hallRights[op]
	switch {
	case slices.Contains(opening, op):
		if begun {
			return Errorf(Exists, "the document has begun already")
		}
		return nil
	case !begun:
		return Errorf(NotFound, "the document has not begun")
	case isBoard != (!hall || op == "board.import"):
		return Errorf(UnknownOp, "this document does not take %s", op)
	}
	return nil
}

// sitsAt: who steers the hall belongs to every table, and every table to a
// joint board.
func sitsAt(a Actor, b Board) bool {
	if b.Joint {
		return roleSlot(a.Role) >= 0
	}
	return a.Role == Facilitator || a.Role == Organiser || a.Table == b.Table && a.Table != ""
}

func (b Board) allows(op OpType, a Actor, owners []SeatID) error {
	slot := roleSlot(a.Role)
	cell := boardRights[op][b.Phase]
	if slot < 0 || slot >= len(cell) {
		return Errorf(Forbidden, "this role may not send %s", op)
	}
	own := len(owners) > 0 && !slices.ContainsFunc(owners, func(o SeatID) bool { return o != a.Seat })
	switch cell[slot] {
	case 'a':
		return nil
	case 't':
		if b.OpenHand {
			return nil
		}
	case 'o':
		if own {
			return nil
		}
	}
	return Errorf(Forbidden, "%s is not allowed to a %s in phase %s", op, a.Role, b.Phase)
}

// MayRead reports whether a seat may look at this document at all: a
// workshop's to everybody in it, a board's to its table and to those who
// steer or observe the hall; and to the tables to which it is shown, as long as it is.
func (s *State) MayRead(a Actor) bool {
	b, isBoard := s.Board()
	if !isBoard {
		_, isWorkshop := s.Workshop()
		return isWorkshop
	}
	return sitsAt(a, b) || a.Role == Observer || b.isShownTo(a.Table)
}
