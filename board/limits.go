package board

// Limits are all bounds of the product, each with its reason. The browser gets
// the same numbers from the server, so that a person hears of a limit while
// typing and not after.
type Limits struct {
	NoteChars    int `json:"noteChars"`    // grapheme clusters: a note is one sentence; 2,000 lets a pasted letter survive
	NoteBytes    int `json:"noteBytes"`    // caps one cluster with a thousand combining marks
	TitleChars   int `json:"titleChars"`   // a title card is read aloud in one breath
	NameChars    int `json:"nameChars"`    // fits a seat card in one line
	ThemeChars   int `json:"themeChars"`   // a question of some sentences
	FieldChars   int `json:"fieldChars"`   // place, host, date as text
	Notes        int `json:"notes"`        // per board, withdrawn ones included: the picture stays usable up to here
	NotesAuthor  int `json:"notesAuthor"`  // per person: nobody fills a board alone
	Groups       int `json:"groups"`       // per board, dissolved ones included
	Statements   int `json:"statements"`   // per board
	Depth        int `json:"depth"`        // islands within islands: people lose the thread long before
	Batch        int `json:"batch"`        // items one op may name: as many as a person can gather in one go
	Rehearsals   int `json:"rehearsals"`   // kept of one workshop, the newest: who practises again wants an empty hall, and looks back at the last few at most
	Tables       int `json:"tables"`       // per workshop: the hall shows 12; 60 is a very large hall
	Themes       int `json:"themes"`       // of a workshop beside its own, those taken away included: an evening has two or three
	Joints       int `json:"joints"`       // joint boards of a workshop: one for each theme at most, and an evening has two or three
	Seats        int `json:"seats"`        // per workshop
	AgendaSteps  int `json:"agendaSteps"`  // per workshop, those taken away included: an evening has ten
	StepMinutes  int `json:"stepMinutes"`  // of one step: half a day
	PlanChars    int `json:"planChars"`    // purpose, ground rules, what the facilitator says at a step: a page
	Messages     int `json:"messages"`     // per workshop
	MessageChars int `json:"messageChars"` // read at a glance while writing
	Questions    int `json:"questions"`    // of the closing survey, those taken away included: nobody answers thirty
	SurveyTold   int `json:"surveyTold"`   // answers that must be new or changed before a survey's results are told (anew): fewer, and a comparison of before and after says whose they are
	Options      int `json:"options"`      // of one of its questions: what fits a window
	Tags         int `json:"tags"`         // per workshop: the pillars of a plan are ten
	Maskings     int `json:"maskings"`     // texts per workshop with words decided about: beyond it they stay masked
	MaskSpots    int `json:"maskSpots"`    // decisions about one record's texts, those of earlier wordings included
	Quotes       int `json:"quotes"`       // notes that the newsletter repeats: a page has room for three
	Photos       int `json:"photos"`       // per workshop: six of each table at ten tables; a report with more is an album
	PhotosEver   int `json:"photosEver"`   // with those taken away
	PhotoSide    int `json:"photoSide"`    // pixels of a kept photo's longer side: as sharp as print on half a page
	PhotoBytes   int `json:"photoBytes"`   // of a file as it comes from a camera
	PhotoHours   int `json:"photoHours"`   // within which a photo taken away comes back: until the next day
	Rivals       int `json:"rivals"`       // wordings that wait beside a text: as many as a person can read and choose from
	Earlier      int `json:"earlier"`      // titles an island had before: as many as a table would look through
	Links        int `json:"links"`        // relations per board, withdrawn ones included; forty are still read
	LabelChars   int `json:"labelChars"`   // words on a line
	Wordings     int `json:"wordings"`     // proposals for title cards per board: a few for each island
	Rounds       int `json:"rounds"`       // of choosing per board
	Seals        int `json:"seals"`        // of one person in one round: more is no choice
	HandSeals    int `json:"handSeals"`    // counted by hand on one item: a full hall's
	Passages     int `json:"passages"`     // steps of a narrative per board, withdrawn ones included
	Echoes       int `json:"echoes"`       // who say 「わたしも」 to one note: a table has some eight, a full hall stands round it
	Sheets       int `json:"sheets"`       // of one board: what a table can lay out on the floor
	Coordinate   int `json:"coordinate"`   // sheet units: one sheet is 1600 × 1000
	FrameBytes   int `json:"frameBytes"`   // one message from a browser
	JSONDepth    int `json:"jsonDepth"`    // ours nest five deep; attacks nest ten thousand
	JSONKeys     int `json:"jsonKeys"`     // in one object
	OrderKey     int `json:"orderKey"`     // characters; beyond it the siblings are numbered afresh
}

// Bounds are the limits in force.
var Bounds = Limits{
	NoteChars: 2000, NoteBytes: 8 << 10, TitleChars: 120, NameChars: 40, ThemeChars: 200, FieldChars: 120,
	Notes: 5000, NotesAuthor: 200, Groups: 500, Statements: 500, Depth: 8, Batch: 500,
	Tables: 60, Rehearsals: 3, Quotes: 3, Themes: 20, Joints: 8, Seats: 1000, AgendaSteps: 200, StepMinutes: 240, PlanChars: 1000, Messages: 500, MessageChars: 200, Rivals: 4, Earlier: 20,
	Photos: 60, PhotosEver: 300, PhotoSide: 2000, PhotoBytes: 20 << 20, PhotoHours: 24,
	Links: 500, LabelChars: 40, Wordings: 1000, Rounds: 20, Seals: 20, HandSeals: 10_000, Passages: 2000, Echoes: 200,
	Questions: 30, SurveyTold: 3, Options: 12, Tags: 40, Maskings: 5000, MaskSpots: 100,
	Sheets: 8, Coordinate: 100_000,
	FrameBytes: 64 << 10, JSONDepth: 16, JSONKeys: 64, OrderKey: 40,
}
