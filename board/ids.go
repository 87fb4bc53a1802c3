package board

// Every record, document and op is named by a UUID (RFC 9562) in its canonical
// lower-case form of 36 characters. The types keep a note's id from being
// handed over where a seat's is meant; on the wire they are all strings.
type (
	DocID       string // a document with a log of its own: a workshop or a board
	WorkshopID  string
	BoardID     string
	TableID     string
	SeatID      string // also the author of ops: whoever acts sits on a seat
	NoteID      string
	GroupID     string
	StatementID string
	LinkID      string
	WordingID   string
	RoundID     string
	BallotID    string
	PassageID   string
	MessageID   string
	ThemeID     string // empty: the workshop's own theme
	QuestionID  string
	AnswerID    string
	RemarkID    string
	TagID       string
	PhotoID     string
	RecordID    string // of whatever record

	AgendaStepID string
	ItemID       string // a note, a group or a statement: whatever has a Place
	OpID         string
)

// Seq numbers the entries of one document: 1, 2, 3 … without gaps. 0 is "nothing yet".
type Seq uint64

// Epoch names one life of the data: it changes when data is restored from a
// backup, so that a browser from before never merges silently.
type Epoch string

const idLen = 36

// ValidID reports whether s is a UUID in canonical form. Other spellings that
// parsers accept (braces, URN, upper case) are refused: two spellings of one
// id would be two records. Ids are made elsewhere, so no library is needed
// here; google/uuid would bring in the network and a database.
func ValidID(s string) bool {
	if len(s) != idLen {
		return false
	}
	for i := range idLen {
		switch c := s[i]; i {
		case 8, 13, 18, 23:
			if c != '-' {
				return false
			}
		default:
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				return false
			}
		}
	}
	return true
}

// checkID refuses what is no id; field names it for the writer of the client.
func checkID[T ~string](field string, id T) error {
	if !ValidID(string(id)) {
		return Errorf(BadOp, "%s is not an id", field)
	}
	return nil
}

// checkOptionalID lets the empty id pass: it stands for "none" (the top level, the end).
func checkOptionalID[T ~string](field string, id T) error {
	if id == "" {
		return nil
	}
	return checkID(field, id)
}
