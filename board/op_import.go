package board

import "slices"

// ImportBoard fills an empty board with records made elsewhere: a text
// outline, an archive. The importer gives the records; nothing is believed of
// them: a board that Check would complain about is refused whole.
type ImportBoard struct {
	Notes      []Note      `json:"notes,omitempty"`
	Groups     []Group     `json:"groups,omitempty"`
	Statements []Statement `json:"statements,omitempty"`
	Links      []Link      `json:"links,omitempty"`
	Wordings   []Wording   `json:"wordings,omitempty"`
	Rounds     []Round     `json:"rounds,omitempty"`
	Ballots    []Ballot    `json:"ballots,omitempty"`
	Passages   []Passage   `json:"passages,omitempty"`
	Sheets     int         `json:"sheets,omitzero"`
	Phase      Phase       `json:"phase"`
	// Past tells when notes were written in the document they come from, where
	// that is known: ms since 1970, nobody's in particular. No record has it.
	Past []int64 `json:"past,omitempty"`
}

func (ImportBoard) Type() OpType { return "board.import" }

func (op ImportBoard) Check() (Op, error) {
	if !slices.Contains(Phases, op.Phase) {
		return nil, Errorf(BadOp, "there is no such phase")
	}
	if len(op.Notes) > Bounds.Notes || len(op.Groups) > Bounds.Groups || len(op.Statements) > Bounds.Statements {
		return nil, Errorf(Quota, "the import is larger than a board may be")
	}
	if err := checkPast(op.Past); err != nil {
		return nil, err
	}
	// The records are the caller's: they are copied before anything is cleaned.
	op.Notes, op.Groups, op.Statements = slices.Clone(op.Notes), slices.Clone(op.Groups), slices.Clone(op.Statements)
	if err := checkEach(op.Notes, Note.checkImported); err != nil {
		return nil, err
	}
	if err := checkEach(op.Groups, Group.checkImported); err != nil {
		return nil, err
	}
	if err := checkEach(op.Statements, Statement.checkImported); err != nil {
		return nil, err
	}
	if err := op.checkMarks(); err != nil {
		return nil, err
	}
	return op, op.checkIDs()
}

// pastEnd is the year 9999, as far as a day can be written.
const pastEnd = 253_402_300_800_000

func checkPast(times []int64) error {
	if len(times) > Bounds.Notes {
		return Errorf(Quota, "more notes were written than a board holds")
	}
	for _, at := range times {
		if at <= 0 || at >= pastEnd {
			return Errorf(BadNumber, "a time that is none")
		}
	}
	return nil
}

// checkEach puts the checked form of each record in its place.
func checkEach[R Record](list []R, check func(R) (R, error)) error {
	for i, r := range list {
		checked, err := check(r)
		if err != nil {
			return err
		}
		list[i] = checked
	}
	return nil
}

func (n Note) checkImported() (Note, error) {
	if n.Hidden.hidden() {
		return n, errHiddenImport
	}
	if !slices.Contains(sides, n.Side) {
		return n, Errorf(BadOp, "there is no such side")
	}
	if err := checkOptionalID("author", n.Author); err != nil {
		return n, err
	}
	if err := checkOptionalID("scribe", n.Scribe); err != nil {
		return n, err
	}
	if err := checkOptionalID("instead", n.Instead); err != nil {
		return n, err
	}
	if n.Source != nil {
		source, err := n.Source.check()
		if err != nil {
			return n, err
		}
		n.Source = &source
	}
	if err := checkTags(n.Tags); err != nil {
		return n, err
	}
	var err error
	if n.Follow, err = n.Follow.check(); err != nil {
		return n, err
	}
	if n.Place, err = n.Place.checkImported(); err != nil {
		return n, err
	}
	if n.Rivals, err = checkRivals(n.Rivals); err != nil {
		return n, err
	}
	if len(n.Echoes) > Bounds.Echoes {
		return n, Errorf(TooBig, "more than %d people echo one note", Bounds.Echoes)
	}
	for _, seat := range n.Echoes {
		if err := checkID("echoes", seat); err != nil {
			return n, err
		}
	}
	n.Text, err = CleanText(n.Text, Bounds.NoteChars)
	return n, err
}

func (g Group) checkImported() (Group, error) {
	if err := checkTags(g.Tags); err != nil {
		return g, err
	}
	if g.Hidden.hidden() || len(g.Kept) > 0 {
		return g, errHiddenImport
	}
	var err error
	if g.Follow, err = g.Follow.check(); err != nil {
		return g, err
	}
	if g.Place, err = g.Place.checkImported(); err != nil {
		return g, err
	}
	if g.Rivals, err = checkRivals(g.Rivals); err != nil {
		return g, err
	}
	if err := checkHeld(g.Held); err != nil {
		return g, err
	}
	if err := checkOptionalID("by", g.By); err != nil {
		return g, err
	}
	if g.Earlier, err = checkEarlier(g.Earlier); err != nil {
		return g, err
	}
	g.Title, err = cleanOptionalLine(g.Title, Bounds.TitleChars)
	return g, err
}

func (t Statement) checkImported() (Statement, error) {
	if t.Hidden.hidden() {
		return t, errHiddenImport
	}
	if err := checkOptionalID("author", t.Author); err != nil {
		return t, err
	}
	var err error
	if t.Place, err = t.Place.checkImported(); err != nil {
		return t, err
	}
	if t.Rivals, err = checkRivals(t.Rivals); err != nil {
		return t, err
	}
	t.Text, err = CleanText(t.Text, Bounds.NoteChars)
	return t, err
}

// errHiddenImport: what was put away in another workshop stays there.
var errHiddenImport = Errorf(BadOp, "a text that was put away is not imported")

// checkHeld: an island may have held all that a board can hold.
func checkHeld(ids []ItemID) error {
	if len(ids) > Bounds.Notes+Bounds.Groups+Bounds.Statements {
		return Errorf(TooBig, "an island held more than a board does")
	}
	for _, id := range ids {
		if err := checkID("held", id); err != nil {
			return err
		}
	}
	return nil
}

func (p Place) checkImported() (Place, error) {
	if !ValidOrder(p.Order) || len(p.Order) > Bounds.OrderKey {
		return p, Errorf(BadOp, "an order key is none")
	}
	p.At = p.At.rounded()
	return p, Target{Group: p.Group, At: p.At}.check()
}

// records lists all records of the import.
func (op ImportBoard) records() []Record {
	list := op.marks()
	for _, n := range op.Notes {
		list = append(list, n)
	}
	for _, g := range op.Groups {
		list = append(list, g)
	}
	for _, t := range op.Statements {
		list = append(list, t)
	}
	return list
}

func (op ImportBoard) checkIDs() error {
	seen := map[ItemID]bool{}
	for _, r := range op.records() {
		id := ItemID(r.Key())
		if err := checkID("id", id); err != nil {
			return err
		}
		if seen[id] {
			return Errorf(Exists, "the import names an id twice")
		}
		seen[id] = true
	}
	return nil
}

func (op ImportBoard) Apply(tx *Tx) error {
	if len(tx.records[KindNote])+len(tx.records[KindGroup])+len(tx.records[KindStatement]) > 0 {
		return Errorf(Exists, "the board is not empty")
	}
	for _, r := range op.records() {
		tx.put(r)
	}
	b, _ := tx.Board()
	b.Phase, b.Sheets = op.Phase, op.Sheets
	tx.put(b)
	if broken := Check(tx.State); len(broken) > 0 {
		return Errorf(BadOp, "the import is not a sound board: %v", broken[0])
	}
	return nil
}
