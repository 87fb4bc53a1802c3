package browsertest

import (
	"testing"

	"yoriai/board"
	"yoriai/server/intake"
)

// evening is one workshop with everybody in it.
type evening struct {
	t         *testing.T
	sample    sample
	program   *program
	organiser *guest
	workshop  string
	links     doorLinks
	tables    []*working
}

// working is a table at work: its coordinator and one participant have
// browsers, the others talk.
type working struct {
	plan        sampleTable
	coordinator *guest
	participant *guest
	hands       *gatherer
}

func (w *working) guests() []*guest { return []*guest{w.coordinator, w.participant} }

func (e *evening) guests() []*guest {
	var all []*guest
	for _, w := range e.tables {
		all = append(all, w.guests()...)
	}
	return all
}

func (e *evening) prepare() {
	e.t.Logf("the program was ready after %v", e.program.start())
	e.organiser = newGuest(e.t, "organiser")
	e.organiser.forgive(cutOff) // the server will be killed
	e.workshop = e.organiser.becomeOrganiser(e.program.organiserLink(), e.sample.facts)
	e.organiser.seatTables(e.sample)
	e.links = e.organiser.links(e.workshop)
}

// sit brings everybody to their tables: those who lead by their links, the
// others through the door under a name of the roster.
func (e *evening) sit() {
	for i, st := range e.sample.tables {
		leader, other := personsOf(st.people)
		w := &working{plan: st, coordinator: newGuest(e.t, leader.Name), participant: newGuest(e.t, other.Name)}
		for _, g := range w.guests() {
			g.forgive(cutOff) // the line will be cut, and the server will be killed
		}
		w.coordinator.lead(e.links.Tables[i].Coordinator)
		w.participant.sitDown(e.program.url(), e.links.Code, st.Name, orSide(other.Side))
		e.tables = append(e.tables, w)
	}
	e.tables[0].shots("08-seated")
}

// shots takes pictures at both seats of a table, and of the pages opened
// afresh on a phone.
func (w *working) shots(name string) {
	w.coordinator.shot(name + "-board-laptop")
	w.coordinator.onPhone(name+"-board", `document.querySelector(".ledger")`)
	w.participant.shot(name + "-seat-laptop")
	w.participant.onPhone(name+"-seat", `document.querySelector(".seat:not([data-board]), .seat .ledger")`)
}

// boardMoves: a coordinator brings the table on to a phase.
func (w *working) boardMoves(t *testing.T, phase string) {
	g := w.coordinator.at(t)
	g.push("board.phase_move")
	g.press("button", g.say("phase."+phase))
	g.shots("12-phase-" + phase + "-" + g.name)
	g.push("board.phase_do", "phase", g.say("phase."+phase))
	for _, g := range w.guests() {
		g.at(t).inPhase(phase)
	}
}

// gatherFirst and gatherRest lay the halves of the sheet out; between them the
// server is killed.
func (e *evening) gatherFirst() {
	atOnce(e.t, "gather", e.tables, func(t *testing.T, _ int, w *working) {
		w.boardMoves(t, "gather")
		w.hands = newGatherer(w.coordinator.at(t))
		w.hands.gather(w.plan.Items[:len(w.plan.Items)/2])
	})
}

func (e *evening) gatherRest() {
	atOnce(e.t, "gather on", e.tables, func(t *testing.T, _ int, w *working) {
		w.hands.guest = w.coordinator.at(t)
		w.hands.gather(w.plan.Items[len(w.plan.Items)/2:])
		w.hands.alone(w.plan.Lone)
	})
}

func (e *evening) title() {
	atOnce(e.t, "title", e.tables, func(t *testing.T, _ int, w *working) {
		w.boardMoves(t, "title")
		w.hands.guest = w.coordinator.at(t)
		w.hands.writeLateTitles()
		t.Logf("gathered by: %v", w.hands.did)
	})
}

// personsOf finds who leads, and the first who does not.
func personsOf(people []intake.Member) (leader, other intake.Member) {
	for _, p := range people {
		if p.Coordinator {
			leader = p
		} else if other.Name == "" {
			other = p
		}
	}
	return leader, other
}

func orSide(s board.Side) board.Side {
	if s == board.NoSide {
		return board.Citizen
	}
	return s
}
