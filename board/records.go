package board

// Kind names a sort of record. Kinds are only ever added.
type Kind string

const (
	KindWorkshop   Kind = "workshop"
	KindTable      Kind = "table"
	KindSeat       Kind = "seat"
	KindAssignment Kind = "assignment"

	KindTheme Kind = "theme"

	KindAgendaStep Kind = "step"
	KindCourse     Kind = "course"
	KindSign       Kind = "sign"
	KindMessage    Kind = "message"
	KindQuestion   Kind = "question"
	KindSurvey     Kind = "survey"
	KindAnswer     Kind = "answer"
	KindRemark     Kind = "remark"
	KindTag        Kind = "tag"
	KindMasking    Kind = "masking"
	KindNews       Kind = "news"
	KindPhoto      Kind = "photo"

	KindBoard     Kind = "board"
	KindNote      Kind = "note"
	KindGroup     Kind = "group"
	KindStatement Kind = "statement"

	KindLink    Kind = "link"
	KindWording Kind = "wording"
	KindRound   Kind = "round"
	KindBallot  Kind = "ballot"
	KindPassage Kind = "passage"
)

// Record is one thing in a document. Records are values: whoever holds one
// may keep it, and nobody changes what it points to.
type Record interface {
	Kind() Kind
	Key() string
}

// Side says where a person comes from; printed as a mark and a colour, never by colour alone.
type Side string

const (
	Citizen   Side = "citizen" // 市民
	Staff     Side = "staff"   // 職員
	OtherSide Side = "other"   // その他
	NoSide    Side = ""        // not known: imported notes
)

var sides = []Side{Citizen, Staff, OtherSide, NoSide}

// Role says what a person may do; see the rights table.
type Role string

const (
	Participant Role = "participant" // 参加者
	Coordinator Role = "coordinator" // コーディネーター of one table
	Facilitator Role = "facilitator" // 全体進行
	Organiser   Role = "organiser"   // 事務局
	Observer    Role = "observer"    // 見学
	Door        Role = "door"        // the server itself, letting somebody in
)

// Phase is what a table is doing (段階).
type Phase string

const (
	Prepare  Phase = "prepare" // 準備
	Writing  Phase = "write"   // 書く: notes are private to their authors
	Reading  Phase = "read"    // 読み上げ: each note is private until it has been read aloud
	Gather   Phase = "gather"  // 集める
	Titling  Phase = "title"   // 表札
	Relating Phase = "relate"  // つなぐ
	Voting   Phase = "vote"    // 選ぶ
	Presents Phase = "present" // 発表
)

// Phases in the order of an evening.
var Phases = []Phase{Prepare, Writing, Reading, Gather, Titling, Relating, Voting, Presents}

// Workshop is the root record of a workshop's document: what the event is.
type Workshop struct {
	ID         WorkshopID `json:"id"`
	Title      string     `json:"title"`
	Theme      string     `json:"theme"`                // the question
	Date       string     `json:"date,omitempty"`       // ISO 8601 day, or empty
	Place      string     `json:"place,omitempty"`      // 会場
	Host       string     `json:"host,omitempty"`       // 主催
	Purpose    string     `json:"purpose,omitempty"`    // 目的
	Rules      string     `json:"rules,omitempty"`      // 話し合いの約束, a line each; shown when writing begins
	Published  string     `json:"published,omitempty"`  // what will be published, in the organiser's words
	Names      NamePolicy `json:"names,omitempty"`      // how names are published
	KeptUntil  string     `json:"keptUntil,omitempty"`  // ISO 8601 day until which all is kept, or empty
	ShowsClock bool       `json:"showsClock,omitzero"`  // who writes sees how many minutes are left, too
	Code       string     `json:"code,omitempty"`       // join code, 8 characters without the hyphen; not for participants' eyes
	DoorClosed bool       `json:"doorClosed,omitzero"`  // nobody new may join
	Look       BoardID    `json:"look,omitempty"`       // ここを見て: the board that is before everybody's eyes
	LookTables []TableID  `json:"lookTables,omitempty"` // before these tables'; none: all
}

// NamePolicy says how people's names are published.
type NamePolicy string

const (
	NamesFull    NamePolicy = "full"
	NamesSurname NamePolicy = "surname"
	NamesMarks   NamePolicy = "marks" // 参加者1, 参加者2, …
	NamesNone    NamePolicy = "none"
	NamesOpen    NamePolicy = "" // nothing was said yet
)

var namePolicies = []NamePolicy{NamesOpen, NamesFull, NamesSurname, NamesMarks, NamesNone}

// Table is a 班.
type Table struct {
	ID        TableID `json:"id"`
	Name      string  `json:"name"`
	Order     string  `json:"order"`
	ThemeID   ThemeID `json:"themeId,omitempty"` // the theme it is at; empty: the workshop's own
	Withdrawn bool    `json:"withdrawn,omitzero"`
}

// Seat is a person in a workshop. Participants and coordinators sit at a
// table; the facilitator and the organiser have a seat without one, so that
// whoever acts has an id that lasts.
type Seat struct {
	ID        SeatID    `json:"id"`
	Name      string    `json:"name"`
	Side      Side      `json:"side,omitempty"`
	Table     TableID   `json:"table,omitempty"`
	Role      Role      `json:"role"`
	Order     string    `json:"order"`          // place in the member line
	Been      []TableID `json:"been,omitempty"` // the tables of earlier rounds, the newest last; see MoveSeats
	Absent    bool      `json:"absent,omitzero"`
	Withdrawn bool      `json:"withdrawn,omitzero"`
}

// Assignment says that a table works on a theme, and on which board.
type Assignment struct {
	ID      BoardID `json:"id"`
	Table   TableID `json:"table"` // empty: a joint board, of all tables
	Theme   string  `json:"theme"`
	Order   string  `json:"order"`
	ThemeID ThemeID `json:"themeId,omitempty"` // empty: the workshop's own, or one of this board alone
}

// Board is the root record of a board's document. Phase and rights stand here
// and not in the workshop, so that a board can be replayed and judged alone.
type Board struct {
	ID       BoardID    `json:"id"`
	Workshop WorkshopID `json:"workshop"`
	Table    TableID    `json:"table"`          // empty: a joint one
	Joint    bool       `json:"joint,omitzero"` // 全体会: all tables work on it
	Phase    Phase      `json:"phase"`
	OpenHand bool       `json:"openHand,omitzero"` // participants of this table may gather too
	Locked   bool       `json:"locked,omitzero"`   // only who steers the hall may change anything
	Sheets   int        `json:"sheets,omitzero"`   // how many sheets lie side by side; 0 is one
	Reading  NoteID     `json:"reading,omitempty"` // the note that is being read aloud
	Shown    bool       `json:"shown,omitzero"`    // ここを見て: other tables may read it just now
	ShownTo  []TableID  `json:"shownTo,omitempty"` // these; none: all
}

// Point is a position on the sheet, in sheet units from its upper left corner.
type Point struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
}

// Place says where an item lies: in a group, or (Group empty) at the top
// level. At the top level it lies freely on the sheet (At) or, without At, in
// the tray. Inside a group the layout is the group's own and At is nil.
// Order is its place among its siblings in the one reading order.
type Place struct {
	Group GroupID `json:"group,omitempty"`
	Order string  `json:"order,omitempty"`
	At    *Point  `json:"at,omitempty"`
}

// Rival is another wording of a text, by somebody who wrote at the same time
// and in the same place as another. Both stand until a person has chosen
// (text.choose); which was first says nothing about which is better.
type Rival struct {
	Text   string `json:"text"`
	Author SeatID `json:"author,omitempty"`
}

// Note is a 付箋: one sentence by one author.
type Note struct {
	ID        NoteID  `json:"id"`
	Text      string  `json:"text,omitempty"`
	Author    SeatID  `json:"author,omitempty"` // empty: imported, or not to be told
	Side      Side    `json:"side,omitempty"`
	Scribe    SeatID  `json:"scribe,omitempty"` // who typed it for the author (代筆)
	Rivals    []Rival `json:"rivals,omitempty"`
	Place     `json:",inline"`
	Lone      bool     `json:"lone,omitzero"`      // 一匹狼: deliberately left alone
	Proposal  bool     `json:"proposal,omitzero"`  // 提案: it answers issues
	Read      bool     `json:"read,omitzero"`      // it was read aloud
	Echoes    []SeatID `json:"echoes,omitempty"`   // who said 「わたしも」, in the order they did
	Source    *Source  `json:"source,omitempty"`   // the title card it was taken from, at another board
	Instead   NoteID   `json:"instead,omitempty"`  // the withdrawn note whose writer's words these are; see AddNote
	Tags      []TagID  `json:"tags,omitempty"`     // 横串
	Follow    Follow   `json:"follow,omitzero"`    // what came of it after the evening
	Withdrawn bool     `json:"withdrawn,omitzero"` // 取り下げ
	Hidden    Hiding   `json:"hidden,omitzero"`    // 伏せた
	Veiled    bool     `json:"veiled,omitzero"`    // made by the audience filter, never stored: it exists, its text is not for these eyes
}

// Source is where a card comes from that was laid on another board (全体会,
// 累積KJ): an island, of this workshop or of an earlier one. What the island
// holds is not told here but looked up, so that what is hidden there later is
// hidden everywhere.
type Source struct {
	Workshop WorkshopID `json:"workshop"`
	Item     ItemID     `json:"item"`
	Label    string     `json:"label"`           // whose it was: the table, and the event where it is another
	Title    string     `json:"title,omitempty"` // what stood on the card when it was laid
	Event    string     `json:"event,omitempty"` // of another workshop: what it was called,
	Date     string     `json:"date,omitempty"`  // and its day: these words last where that workshop is not
}

// Group is a 島; its Title is the sentence on its title card (表札).
type Group struct {
	ID        GroupID `json:"id"`
	Title     string  `json:"title,omitempty"`
	Rivals    []Rival `json:"rivals,omitempty"`  // of the title
	By        SeatID  `json:"by,omitempty"`      // who worded the title
	Earlier   []Rival `json:"earlier,omitempty"` // the titles it had before, oldest first
	Place     `json:",inline"`
	Proposal  bool     `json:"proposal,omitzero"`  // 提案: it answers issues
	Folded    bool     `json:"folded,omitzero"`    // a pile that shows its title only
	Withdrawn bool     `json:"withdrawn,omitzero"` // dissolved
	Held      []ItemID `json:"held,omitempty"`     // what lay in it when it was dissolved, in order
	Tags      []TagID  `json:"tags,omitempty"`     // 横串
	Follow    Follow   `json:"follow,omitzero"`    // what came of it after the evening
	Hidden    Hiding   `json:"hidden,omitzero"`    // words of its card were put away, into Kept
	Kept      []Rival  `json:"kept,omitempty"`     // never told
}

// Statement is a ひとこと: a loose sentence that is no note.
type Statement struct {
	ID        StatementID `json:"id"`
	Text      string      `json:"text"`
	Author    SeatID      `json:"author,omitempty"`
	Rivals    []Rival     `json:"rivals,omitempty"`
	Place     `json:",inline"`
	Withdrawn bool   `json:"withdrawn,omitzero"`
	Hidden    Hiding `json:"hidden,omitzero"`
}

func (Workshop) Kind() Kind   { return KindWorkshop }
func (Table) Kind() Kind      { return KindTable }
func (Seat) Kind() Kind       { return KindSeat }
func (Assignment) Kind() Kind { return KindAssignment }
func (Board) Kind() Kind      { return KindBoard }
func (Note) Kind() Kind       { return KindNote }
func (Group) Kind() Kind      { return KindGroup }
func (Statement) Kind() Kind  { return KindStatement }

func (r Workshop) Key() string   { return string(r.ID) }
func (r Table) Key() string      { return string(r.ID) }
func (r Seat) Key() string       { return string(r.ID) }
func (r Assignment) Key() string { return string(r.ID) }
func (r Board) Key() string      { return string(r.ID) }
func (r Note) Key() string       { return string(r.ID) }
func (r Group) Key() string      { return string(r.ID) }
func (r Statement) Key() string  { return string(r.ID) }
