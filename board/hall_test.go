package board_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
)

func person(n int, role board.Role, table int) board.AddSeat {
	op := board.AddSeat{Seat: seatID(n), Name: fmt.Sprintf("人 %d", n), Role: role}
	if table > 0 {
		op.Table = tableID(table)
	}
	return op
}

// The door knows nobody: it may write down the side that somebody tells, once,
// and that is all it changes of a seat.
func TestTheDoorTellsASideAndNothingElse(t *testing.T) {
	d := newHall(t)
	seat := person(11, board.Participant, 1)
	d.must(office, seat)
	d.must(office, person(12, board.Coordinator, 1))
	tells := func(n int, role board.Role, change func(*board.EditSeat)) error {
		op := board.EditSeat(person(n, role, 1))
		op.Side = board.Staff
		change(&op)
		_, err := d.do(door, op)
		return err
	}
	refused := map[string]error{
		"another name":  tells(11, board.Participant, func(op *board.EditSeat) { op.Name = "別の人" }),
		"another table": tells(11, board.Participant, func(op *board.EditSeat) { op.Table = tableID(2) }),
		"a role":        tells(11, board.Coordinator, func(*board.EditSeat) {}),
		"who leads":     tells(12, board.Coordinator, func(*board.EditSeat) {}),
	}
	if err := tells(11, board.Participant, func(*board.EditSeat) {}); err != nil {
		t.Errorf("a side: %v", err)
	}
	refused["a side once more"] = tells(11, board.Participant, func(op *board.EditSeat) { op.Side = board.Citizen })
	for what, err := range refused {
		if board.CodeOf(err) != board.Forbidden {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestMemberLine(t *testing.T) {
	d := newHall(t)
	d.must(office, person(11, board.Participant, 1))
	d.must(office, person(12, board.Coordinator, 1))
	d.must(mori, person(13, board.Participant, 1))
	d.must(office, board.EditSeat{Seat: seatID(13), Name: " 三\n木\u202e ", Side: board.Staff, Table: tableID(1), Role: board.Participant})
	p, _ := d.state.Seat(seatID(13))
	if p.Name != "三 木" || p.Side != board.Staff {
		t.Errorf("the seat is now %+v", p)
	}
	line := d.state.Seats(tableID(1))
	if len(line) != 3 || line[2].ID != seatID(13) {
		t.Errorf("who comes later stands later: %v", line)
	}
	first := line[0].ID
	d.must(office, person(14, board.Participant, 2))
	d.must(office, board.EditSeat{Seat: first, Name: "移る人", Table: tableID(2), Role: board.Participant})
	if other := d.state.Seats(tableID(2)); len(other) != 2 || other[1].ID != first {
		t.Errorf("who changes tables stands last at the new one: %v", other)
	}
	d.must(office, board.WithdrawSeat{Seat: seatID(13)})
	d.refused(board.Gone, office, board.EditSeat{Seat: seatID(13), Name: "三木", Table: tableID(1), Role: board.Participant})
	if len(d.state.Seats(tableID(1))) != 1 {
		t.Error("a withdrawn seat stands in the member line")
	}
}

func TestOneCoordinatorAtATable(t *testing.T) {
	d := newHall(t)
	d.must(office, person(11, board.Coordinator, 1))
	d.refused(board.Exists, office, person(12, board.Coordinator, 1))
	d.must(office, person(12, board.Coordinator, 2))
	d.refused(board.Exists, office, board.EditSeat{Seat: seatID(12), Name: "人", Table: tableID(1), Role: board.Coordinator})
	d.must(office, board.EditSeat{Seat: seatID(11), Name: "別の名", Table: tableID(1), Role: board.Coordinator}) // stays what they are
	d.must(office, board.EditSeat{Seat: seatID(11), Name: "人", Table: tableID(1), Role: board.Participant})
	d.must(office, board.EditSeat{Seat: seatID(12), Name: "人", Table: tableID(1), Role: board.Coordinator})
}

func TestRolesAndTablesGoTogether(t *testing.T) {
	d := newHall(t)
	d.refused(board.BadOp, office, person(11, board.Participant, 0))
	d.refused(board.BadOp, office, person(11, board.Facilitator, 1))
	d.refused(board.BadOp, office, person(11, board.Door, 0))
	d.refused(board.BadOp, office, person(11, "", 1))
	d.refused(board.NotFound, office, person(11, board.Participant, 7))
	op := person(11, board.Participant, 1)
	op.Side = "cat"
	d.refused(board.BadOp, office, op)
}

// A facilitator steers the hall for an evening; the workshop stays the
// organiser's. Nobody makes themselves one, and nobody puts one out.
func TestOrganisersStayOrganisers(t *testing.T) {
	d := newHall(t)
	d.must(office, person(5, board.Organiser, 0))
	d.must(office, person(4, board.Facilitator, 0))
	as := func(n int, role board.Role) board.EditSeat { return board.EditSeat(person(n, role, 0)) }
	for _, a := range []board.Actor{mori, office} {
		d.refused(board.Forbidden, a, as(4, board.Organiser))
		d.refused(board.Forbidden, a, as(5, board.Facilitator))
		d.refused(board.Forbidden, a, board.WithdrawSeat{Seat: seatID(5)})
		d.must(a, as(5, board.Organiser)) // another name
	}
	d.refused(board.Forbidden, mori, person(6, board.Organiser, 0))
	d.must(office, person(6, board.Organiser, 0))
}

// Whoever comes by the door takes a seat and nothing more; and the door is
// judged where the seat is made, so that nobody slips in while it closes.
func TestTheDoor(t *testing.T) {
	d := newHall(t)
	d.must(door, person(11, board.Participant, 1))
	d.must(door, person(12, board.Observer, 0))
	d.refused(board.Forbidden, door, person(13, board.Coordinator, 1))
	d.refused(board.Forbidden, door, person(13, board.Facilitator, 0))
	d.refused(board.Forbidden, door, person(13, board.Organiser, 0))
	d.refused(board.Exists, door, person(11, board.Participant, 1))
	d.refused(board.Forbidden, door, board.EditSeat{Seat: seatID(11), Name: "人", Table: tableID(1), Role: board.Participant})
	d.must(mori, board.CloseDoor{Closed: true})
	d.refused(board.Frozen, door, person(14, board.Participant, 1))
	d.must(office, person(14, board.Participant, 1)) // who steers still may
	d.must(mori, board.CloseDoor{Closed: false})
	d.must(door, person(15, board.Participant, 1))
}

func TestThemesFollowTheWorkshop(t *testing.T) {
	d := newHall(t)
	d.must(office, board.EditWorkshop{Facts: board.Facts{Title: "まちの会", Theme: "どうする広場", Date: "2026-11-20"}})
	own, _ := d.state.Assignment(boardID(2))
	follows, _ := d.state.Assignment(boardID(1))
	if follows.Theme != "どうする広場" || own.Theme != "どうするバス" {
		t.Errorf("themes: %q, %q", follows.Theme, own.Theme)
	}
	if a := d.state.Assignments(tableID(2)); len(a) != 1 || a[0].ID != boardID(2) {
		t.Errorf("boards of table 2: %v", a)
	}
	d.refused(board.BadText, office, board.EditWorkshop{Facts: board.Facts{Title: "会", Theme: "題", Date: "20日"}})
}

func TestHallQuotas(t *testing.T) {
	d := newHall(t)
	for n := 3; n <= board.Bounds.Tables; n++ {
		d.must(office, board.AddTable{Table: tableID(n), Board: boardID(n), Name: fmt.Sprintf("%d班", n)})
	}
	d.refused(board.Quota, office, board.AddTable{Table: tableID(99), Board: boardID(99), Name: "99班"})
	d.refused(board.Exists, office, board.AddTable{Table: tableID(1), Board: boardID(99), Name: "1班"})
	d.refused(board.Exists, office, board.AddTable{Table: tableID(99), Board: boardID(1), Name: "1班"})
	if got := d.state.Tables(); len(got) != board.Bounds.Tables || got[59].ID != tableID(60) {
		t.Errorf("%d tables, the last %v", len(got), got[len(got)-1])
	}
}

// The join code is for those who let people in: not in the record, not in the
// op that made it, not before and not after a change.
func TestJoinCodeIsNotForParticipants(t *testing.T) {
	d := newHall(t)
	d.must(office, board.EditWorkshop{Facts: board.Facts{Title: "別の会", Theme: "題"}})
	for _, a := range everybody {
		heard := encoded(t, a.Viewer().Records(d.state))
		for _, e := range d.log {
			heard += encode(t, a.Viewer().Entry(e, d.state))
		}
		knows := strings.Contains(heard, "ACDE2346")
		may := a.Role == board.Coordinator || a.Role == board.Facilitator || a.Role == board.Organiser
		if knows != may {
			t.Errorf("a %s knows the join code: %v", a.Role, knows)
		}
	}
}

func TestLawsOfAWorkshop(t *testing.T) {
	t.Parallel()
	seen := newCounts()
	checkUntil(t, seen.lackingInHalls, func(rt *rapid.T) {
		c := &chance{T: rt, lawful: newLawful(peopledHall(rt), seen)}
		ops := c.hallOps()
		rt.Repeat(map[string]func(*rapid.T){
			"those who steer": func(rt *rapid.T) { c.T = rt; c.try(evenly(c, "who", office, mori), evenly(c, "op", ops...)()) },
			"anybody": func(rt *rapid.T) {
				c.T = rt
				c.try(evenly(c, "who", append(everybody, door)...), evenly(c, "op", ops...)())
			},
			"those who sit":  func(rt *rapid.T) { c.T = rt; c.try(evenly(c, "who", hana, jiro, kaede, kaede), c.reply()) },
			"ask and answer": func(rt *rapid.T) { c.T = rt; c.askAndAnswer() },
			"a step":         func(rt *rapid.T) { c.T = rt; c.aStep() },
			"to other tables": func(rt *rapid.T) {
				c.T = rt
				c.try(mori, board.MoveSeats{Moves: []board.SeatMove{{Seat: evenly(c, "sits", seatID(1), seatID(2)), Table: tableID(1 + c.upTo(2, "table"))}}, Round: true})
				c.try(mori, board.TakeSeatsBack{Round: 1 + c.upTo(3, "round")})
			},
			"catch up": func(*rapid.T) { c.catchUp() },
		})
		for _, op := range ops {
			c.try(office, op())
		}
		c.catchUp()
		c.erasable()
	})
	t.Logf("done %v, refused %v", seen.done, seen.refused)
}

// aStep is the life of a step of the agenda: written, changed, moved, taken.
func (c *chance) aStep() {
	step := func() board.AgendaStepID { return stepID(1 + c.upTo(12, "step")) }
	s, tables := step(), []board.TableID{tableID(1 + c.upTo(3, "table"))}
	c.try(office, board.AddAgendaStep{Step: s, Name: c.text(), Minutes: 5, Phase: board.Writing})
	c.try(office, board.EditAgendaStep{Step: s, Name: c.text(), Minutes: 1 + c.upTo(9, "minutes"), Phase: board.Gather})
	c.try(office, board.MoveAgendaStep{Step: s, Before: evenly(c, "before", "", step())})
	c.try(mori, board.TakeStep{Step: s, Tables: tables})
	c.try(mori, board.ExtendStep{Minutes: 3, Tables: tables})
}

func (seen *counts) lackingInHalls() []string {
	var lacking []string
	for _, op := range []board.OpType{"workshop.edit", "door.close", "table.add", "table.edit", "theme.add", "theme.edit", "theme.move", "theme.withdraw", "theme.take", "theme.board", "seats.move", "seats.back", "seat.add", "seat.edit", "seat.withdraw",
		"seat.absent", "seat.hand", "seat.done", "agenda.add", "agenda.edit", "agenda.move", "agenda.withdraw", "agenda.take", "agenda.extend",
		"message.send", "message.withdraw", "message.seen",
		"survey.add", "survey.edit", "survey.move", "survey.withdraw", "survey.open", "survey.answer", "survey.hide", "survey.show", "remark.write", "tag.add", "tag.edit", "tag.withdraw", "mask.decide", "news.quote",
		"photo.add", "photo.caption", "photo.publish", "photo.place", "photo.remove"} {
		if seen.done[op] < 5 {
			lacking = append(lacking, string(op))
		}
	}
	return lacking
}

// hallOps draws an op for each type a workshop takes, and some it does not.
func (c *chance) hallOps() []func() board.Op {
	seats := func() int { return 10 + c.upTo(6, "seat") }
	role := func() (board.Role, int) {
		r := evenly(c, "role", board.Participant, board.Participant, board.Coordinator, board.Facilitator, board.Observer)
		if r == board.Participant || r == board.Coordinator {
			return r, 1 + c.upTo(3, "table")
		}
		return r, 0
	}
	steps := func() board.AgendaStepID { return stepID(1 + c.upTo(12, "step")) }
	themes := func() board.ThemeID { return themeID(1 + c.upTo(4, "theme")) }
	messages := func() board.MessageID { return messageID(1 + c.upTo(8, "message")) }
	tables := func() []board.TableID { return []board.TableID{tableID(1 + c.upTo(3, "table"))} }
	return append(c.surveyOps(), []func() board.Op{
		func() board.Op { return person(seats(), board.Participant, 1) },
		func() board.Op { r, table := role(); return person(seats(), r, table) },
		func() board.Op { r, table := role(); return board.EditSeat(person(seats(), r, table)) },
		func() board.Op { return board.WithdrawSeat{Seat: seatID(seats())} },
		func() board.Op {
			n := 3 + c.upTo(5, "table")
			return board.AddTable{Table: tableID(n), Board: boardID(n), Name: "班"}
		},
		func() board.Op { return board.EditTable{Table: tableID(1 + c.upTo(4, "table")), Name: c.text()} },
		func() board.Op {
			return board.EditWorkshop{Facts: board.Facts{Title: c.text(), Theme: evenly(c, "theme", "甲", "乙")}}
		},
		func() board.Op { return board.MarkAbsent{Seat: seatID(seats()), Absent: c.coin("absent")} },
		func() board.Op { return board.RaiseHand{Seat: seatID(seats()), Up: c.coin("up")} },
		func() board.Op {
			return board.FinishWriting{Seat: seatID(seats()), Board: boardID(1 + c.upTo(3, "board")), Done: c.coin("done")}
		},
		func() board.Op {
			return board.AddAgendaStep{Step: steps(), Name: c.text(), Minutes: 5, Phase: board.Writing, ThemeID: evenly(c, "of", "", themes()), Before: evenly(c, "before", "", steps())}
		},
		func() board.Op {
			return board.EditAgendaStep{Step: steps(), Name: c.text(), Minutes: 1 + c.upTo(9, "minutes"), Phase: board.Gather, ThemeID: evenly(c, "of", "", themes()), Reseat: c.coin("reseat")}
		},
		func() board.Op {
			return board.AddTheme{ThemeID: themes(), Text: c.text(), Before: evenly(c, "before", "", themes())}
		},
		func() board.Op { return board.EditTheme{ThemeID: themes(), Text: c.text()} },
		func() board.Op { return board.MoveTheme{ThemeID: themes(), Before: evenly(c, "before", "", themes())} },
		func() board.Op { return board.WithdrawTheme{ThemeID: themes()} },
		func() board.Op { return board.TakeTheme{ThemeID: evenly(c, "of", "", themes()), Tables: tables()} },
		func() board.Op {
			return board.AssignBoard{Board: boardID(20 + c.upTo(20, "board")), Table: tableID(1 + c.upTo(3, "table")), ThemeID: themes()}
		},
		func() board.Op {
			sitting, rounds := []board.SeatID{seatID(seats())}, 0
			for _, p := range c.state.AllSeats() {
				if !p.Withdrawn && p.Table != "" {
					sitting, rounds = append(sitting, p.ID), max(rounds, len(p.Been))
				}
			}
			if rounds > 0 && c.coin("back") {
				return board.TakeSeatsBack{Round: evenly(c, "round", rounds, rounds, 1+c.upTo(3, "other"))}
			}
			return board.MoveSeats{Moves: []board.SeatMove{{Seat: evenly(c, "sits", sitting...), Table: tableID(1 + c.upTo(3, "table"))}}, Round: evenly(c, "reseat", true, true, false)}
		},
		func() board.Op { return board.MoveAgendaStep{Step: steps(), Before: evenly(c, "before", "", steps())} },
		func() board.Op { return board.WithdrawAgendaStep{Step: steps()} },
		func() board.Op { return board.TakeStep{Step: steps(), Tables: tables()} },
		func() board.Op { return board.ExtendStep{Minutes: 3, Tables: tables()} },
		func() board.Op {
			return board.SendMessage{Message: messages(), Text: c.text(), Tables: evenly(c, "to", nil, tables())}
		},
		func() board.Op { return board.WithdrawMessage{Message: messages()} },
		func() board.Op { return board.ReadMessage{Message: messages()} },
		func() board.Op { return board.CloseDoor{Closed: c.coin("closed")} },
		func() board.Op {
			return board.LookHere{Board: evenly(c, "look", "", boardID(1), boardID(77)), Tables: evenly(c, "to", nil, tables())}
		},
		func() board.Op { return board.OpenBoard{Board: boardID(9), Workshop: workshopID, Table: tableID(1)} },
		func() board.Op {
			return board.AddJoint{Board: boardID(40 + c.upTo(12, "joint")), Theme: "みんなで"}
		},
		func() board.Op { return board.AddNote{Note: noteID(1), Text: "文"} },
	}...)
}
