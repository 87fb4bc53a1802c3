package board

// What people lay over the notes and islands of a board: relations, proposals
// for title cards, seals, the steps of the narrative. None of it has a place of
// its own; it belongs to items and sleeps while they are withdrawn.

// Meaning says what a relation (関係線) means.
type Meaning string

const (
	Causes  Meaning = "causes"  // 因果: From brings about To
	Opposes Meaning = "opposes" // 対立
	Mutual  Meaning = "mutual"  // 相互: each brings about the other
	Same    Meaning = "same"    // 同じ
	Related Meaning = "related" // 関連
	Answers Meaning = "answers" // 提案 → 課題: From is what one could do about To
)

// Meanings in the order in which they are offered.
var Meanings = []Meaning{Causes, Opposes, Mutual, Same, Related, Answers}

// Directed reports whether it matters which end is which.
func (m Meaning) Directed() bool { return m == Causes || m == Answers }

// Link is a relation (関係線) between two notes or islands. A proposed one is
// what somebody would say of them: no relation until the table takes it up.
type Link struct {
	ID        LinkID  `json:"id"`
	From      ItemID  `json:"from"`
	To        ItemID  `json:"to"`
	Meaning   Meaning `json:"meaning"`
	Label     string  `json:"label,omitempty"`
	Author    SeatID  `json:"author,omitempty"`
	Proposed  bool    `json:"proposed,omitzero"`
	Declined  bool    `json:"declined,omitzero"` // the table set the proposal aside (見送り); its proposer is told
	Withdrawn bool    `json:"withdrawn,omitzero"`
	Hidden    Hiding  `json:"hidden,omitzero"`
}

// Wording is what somebody proposes for the title card of an island.
type Wording struct {
	ID        WordingID `json:"id"`
	Group     GroupID   `json:"group"`
	Text      string    `json:"text"`
	Author    SeatID    `json:"author,omitempty"`
	Withdrawn bool      `json:"withdrawn,omitzero"`
	Hidden    Hiding    `json:"hidden,omitzero"`
}

// Count is a number of seals (シール) on an item.
type Count struct {
	Item ItemID `json:"item"`
	N    int    `json:"n"`
}

// Round is one round of choosing (選ぶ). While it is open nobody knows how it
// stands, or people would follow the first seals; when it is closed the seals
// are counted into Counts, and that is all that is ever told of them.
type Round struct {
	ID        RoundID  `json:"id"`
	Title     string   `json:"title,omitempty"`
	Order     string   `json:"order"`
	Seals     int      `json:"seals"`            // each person's
	Most      int      `json:"most,omitzero"`    // of them on one item; 0: all
	Without   bool     `json:"without,omitzero"` // the coordinators lay none
	Items     []ItemID `json:"items"`            // what may be chosen
	Open      bool     `json:"open,omitzero"`    // people lay their seals
	Counts    []Count  `json:"counts,omitempty"` // counted when it was closed, in the order of Items
	Voters    int      `json:"voters,omitzero"`  // who had laid seals then
	Hand      []Count  `json:"hand,omitempty"`   // counted by hand from paper, beside Counts
	Withdrawn bool     `json:"withdrawn,omitzero"`
}

// Ballot is one seat's seals in one round. It is for the eyes of that seat
// alone, now and later; others learn that it exists.
type Ballot struct {
	ID     BallotID `json:"id"`
	Round  RoundID  `json:"round"`
	Seat   SeatID   `json:"seat,omitempty"`
	Marks  []Count  `json:"marks,omitempty"`
	Veiled bool     `json:"veiled,omitzero"` // made by the audience filter, never stored
	Empty  bool     `json:"empty,omitzero"`  // of a veiled one: no seal lies, so that it does not count as laid; never stored
}

// Passage is a step of the narrative (叙述, KJ's B型): the board's own words
// of one item, and before them what people add so that it reads well.
type Passage struct {
	ID        PassageID `json:"id"`
	Item      ItemID    `json:"item"`
	Text      string    `json:"text,omitempty"` // the addition
	Rivals    []Rival   `json:"rivals,omitempty"`
	Order     string    `json:"order"`
	Author    SeatID    `json:"author,omitempty"`
	Withdrawn bool      `json:"withdrawn,omitzero"`
	Hidden    Hiding    `json:"hidden,omitzero"`
}

// mark is a record of a board without a place of its own that can be withdrawn
// and come back.
type mark interface {
	Record
	taken(away bool) Record
}

func (l Link) taken(away bool) Record    { l.Withdrawn = away; return l }
func (w Wording) taken(away bool) Record { w.Withdrawn = away; return w }
func (p Passage) taken(away bool) Record { p.Withdrawn = away; return p }

var markKinds = []Kind{KindLink, KindWording, KindPassage}

func (Link) Kind() Kind    { return KindLink }
func (Wording) Kind() Kind { return KindWording }
func (Round) Kind() Kind   { return KindRound }
func (Ballot) Kind() Kind  { return KindBallot }
func (Passage) Kind() Kind { return KindPassage }

func (r Link) Key() string    { return string(r.ID) }
func (r Wording) Key() string { return string(r.ID) }
func (r Round) Key() string   { return string(r.ID) }
func (r Ballot) Key() string  { return string(r.ID) }
func (r Passage) Key() string { return string(r.ID) }
