package board

import "slices"

// What steers a hall: the agenda and where each table is in it, messages to
// the tables, and what people show without a word. All of it stands in the
// workshop's document; times are the server's (Actor.At), ms since 1970.

// AgendaStep is a step of the agenda (進行表): for how long, in which phase,
// and what the facilitator says then (台本).
type AgendaStep struct {
	ID        AgendaStepID `json:"id"`
	Order     string       `json:"order"`
	Name      string       `json:"name"`
	Minutes   int          `json:"minutes"`
	Phase     Phase        `json:"phase"`
	Script    string       `json:"script,omitempty"`
	ThemeID   ThemeID      `json:"themeId,omitempty"` // what it is about; empty: the workshop's own theme
	Reseat    bool         `json:"reseat,omitzero"`   // 席替え: when it begins, people change tables and who leads them stays
	Withdrawn bool         `json:"withdrawn,omitzero"`
}

// Course says where a table is in the agenda. Tables may be at different
// steps. A step whose time is over goes on until somebody takes the next: no
// sentence is ever cut off.
type Course struct {
	Table TableID      `json:"id"`
	Step  AgendaStepID `json:"step"`
	Since int64        `json:"since"` // when the step was taken
	Ends  int64        `json:"ends"`  // when its minutes are over
}

// Sign is what a person shows without a word: a raised hand, or that they
// have written all they wanted to.
type Sign struct {
	Seat SeatID  `json:"id"`
	Hand int64   `json:"hand,omitzero"`  // since when it is up; 0: it is not
	Done BoardID `json:"done,omitempty"` // 書き終わった, on this board
}

// Message is what those who steer say to tables, or (Tables empty) to all.
// Whoever has read it says so.
type Message struct {
	ID        MessageID `json:"id"`
	Text      string    `json:"text"`
	Tables    []TableID `json:"tables,omitempty"`
	At        int64     `json:"at"`
	By        SeatID    `json:"by"`
	Seen      []SeatID  `json:"seen,omitempty"`
	Withdrawn bool      `json:"withdrawn,omitzero"`
}

func (AgendaStep) Kind() Kind { return KindAgendaStep }
func (Course) Kind() Kind     { return KindCourse }
func (Sign) Kind() Kind       { return KindSign }
func (Message) Kind() Kind    { return KindMessage }

func (r AgendaStep) Key() string { return string(r.ID) }
func (r Course) Key() string     { return string(r.Table) }
func (r Sign) Key() string       { return string(r.Seat) }
func (r Message) Key() string    { return string(r.ID) }

// Agenda lists the steps in order.
func (s *State) Agenda() []AgendaStep {
	list := slices.DeleteFunc(all[AgendaStep](s, KindAgendaStep), func(a AgendaStep) bool { return a.Withdrawn })
	slices.SortFunc(list, func(a, b AgendaStep) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// The accessors by id give withdrawn ones too.
func (s *State) AgendaStep(id AgendaStepID) (AgendaStep, bool) {
	return find[AgendaStep](s, KindAgendaStep, string(id))
}
func (s *State) Course(t TableID) (Course, bool) { return find[Course](s, KindCourse, string(t)) }
func (s *State) Sign(seat SeatID) (Sign, bool)   { return find[Sign](s, KindSign, string(seat)) }
func (s *State) Message(id MessageID) (Message, bool) {
	return find[Message](s, KindMessage, string(id))
}
