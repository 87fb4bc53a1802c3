package archive

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"yoriai/board"
)

// check refuses an archive that is not a sound workshop: a document is held to
// the board's own invariants and to what its ops would let in, and the
// documents to one another.
func (a Archive) check() error {
	hall := board.StateOf(a.Workshop.Records)
	w, ok := hall.Workshop()
	if !ok {
		return board.Errorf(board.BadOp, "the archive holds no workshop")
	}
	kinds := []board.Kind{board.KindWorkshop, board.KindTable, board.KindSeat, board.KindAssignment, board.KindTheme, board.KindAgendaStep, board.KindCourse, board.KindSign, board.KindMessage, board.KindQuestion, board.KindSurvey, board.KindAnswer, board.KindRemark, board.KindTag, board.KindMasking, board.KindNews, board.KindPhoto}
	if err := a.Workshop.check(kinds); err != nil {
		return inPlace("the workshop", err)
	}
	if err := checkHall(hall, w); err != nil {
		return inPlace("the workshop", err)
	}
	if err := checkClosing(hall); err != nil {
		return inPlace("the workshop", err)
	}
	if err := checkMasks(hall); err != nil {
		return inPlace("the workshop", err)
	}
	if err := a.checkPhotos(hall); err != nil {
		return inPlace("the photos", err)
	}
	seen := map[board.BoardID]bool{}
	for i, d := range a.Boards {
		place := fmt.Sprintf("board %d", i+1)
		if err := d.checkBoard(hall, w, seen); err != nil {
			return inPlace(place, err)
		}
	}
	for _, t := range append(hall.Tables(), board.Table{}) { // and the joint boards, which are no table's
		for _, as := range hall.Assignments(t.ID) {
			if !seen[as.ID] {
				return board.Errorf(board.BadOp, "the board of a table is missing")
			}
		}
	}
	return nil
}

// bearsIDOf are the kinds that are about one thing and have its id.
var bearsIDOf = map[board.Kind]board.Kind{
	board.KindCourse: board.KindCourse, board.KindSign: board.KindSign, board.KindSurvey: board.KindSurvey, board.KindRemark: board.KindRemark, board.KindMasking: board.KindMasking, board.KindNews: board.KindNews,
}

// check holds one document to what every document must be.
func (d Document) check(kinds []board.Kind) error {
	seen := map[string]bool{}
	for i, r := range d.Records {
		if !slices.Contains(kinds, r.Kind()) {
			return board.Errorf(board.BadOp, "record %d does not belong into this document", i+1)
		}
		if !board.ValidID(r.Key()) {
			return board.Errorf(board.BadOp, "record %d has no id", i+1)
		}
		name := r.Key()
		if bears, ofAnother := bearsIDOf[r.Kind()]; ofAnother {
			name = string(bears) + name
		}
		if seen[name] {
			return board.Errorf(board.Exists, "record %d has the id of another", i+1)
		}
		seen[name] = true
	}
	if broken := board.Check(board.StateOf(d.told())); len(broken) > 0 {
		return board.Errorf(board.BadOp, "it is not sound: %v", broken[0])
	}
	return d.checkHistory()
}

// told lists the records without ballots and answers and without what has no text in the
// archive because it was private or put away, and without what is about such notes; they are only in a partial
// document.
func (d Document) told() []board.Record {
	held := map[board.ItemID]bool{}
	for _, r := range d.Records {
		if board.IsVeiled(r) && r.Kind() != board.KindBallot && d.Partial {
			held[board.ItemID(r.Key())] = true
		}
	}
	var told []board.Record
	for _, r := range d.Records {
		if isVeiledSecret(r) || held[board.ItemID(r.Key())] {
			continue
		}
		if g, ok := r.(board.Group); ok { // its words went; that they did is the other workshop's
			g.Hidden = board.Hiding{}
			r = g
		}
		if r = withoutItems(r, held); r != nil {
			told = append(told, r)
		}
	}
	return told
}

// withoutItems takes items off what is laid over them; nil: nothing is left.
func withoutItems(r board.Record, items map[board.ItemID]bool) board.Record {
	if len(items) == 0 {
		return r
	}
	counts := func(list []board.Count) []board.Count {
		return slices.DeleteFunc(slices.Clone(list), func(c board.Count) bool { return items[c.Item] })
	}
	switch it := r.(type) {
	case board.Link:
		if items[it.From] || items[it.To] {
			return nil
		}
	case board.Passage:
		if items[it.Item] {
			return nil
		}
	case board.Board:
		if items[board.ItemID(it.Reading)] {
			it.Reading = ""
		}
		return it
	case board.Round:
		it.Items = slices.DeleteFunc(slices.Clone(it.Items), func(id board.ItemID) bool { return items[id] })
		it.Counts, it.Hand = counts(it.Counts), counts(it.Hand)
		if len(it.Items) == 0 {
			return nil
		}
		return it
	}
	return r
}

// checkHistory: the entries follow one another without a gap, and those of a
// whole document lead from nothing to its records.
func (d Document) checkHistory() error {
	s := board.NewState()
	for i, e := range d.Entries {
		if e.Seq != board.Seq(i+1) || e.Seq > d.Seq || !board.ValidID(string(e.ID)) || e.Author != "" && !board.ValidID(string(e.Author)) {
			return board.Errorf(board.BadOp, "entry %d does not follow the one before it", i+1)
		}
		for _, diff := range e.Change {
			if !names(diff, diff.Before) || !names(diff, diff.After) || diff.Before == nil && diff.After == nil {
				return board.Errorf(board.BadOp, "entry %d changes another record than it names", i+1)
			}
		}
		s.Replay(e.Change)
	}
	if d.Partial {
		return nil
	}
	if board.Seq(len(d.Entries)) != d.Seq {
		return board.Errorf(board.BadOp, "the history is not whole")
	}
	if !sameRecords(s.Records(), board.StateOf(d.Records).Records()) {
		return board.Errorf(board.BadOp, "the history does not lead to the records")
	}
	return nil
}

func names(diff board.Diff, r board.Record) bool {
	return r == nil || r.Kind() == diff.Kind && r.Key() == diff.ID
}

func sameRecords(a, b []board.Record) bool {
	return slices.EqualFunc(a, b, func(x, y board.Record) bool {
		dataX, errX := board.Encode(x)
		dataY, errY := board.Encode(y)
		return errX == nil && errY == nil && x.Kind() == y.Kind() && bytes.Equal(dataX, dataY)
	})
}

// checkHall holds people and tables to what the ops that make them would let in.
func checkHall(hall *board.State, w board.Workshop) error {
	facts := w.Facts()
	ops := []board.Op{board.OpenWorkshop{Workshop: w.ID, Facts: facts}}
	tables, seats := 0, 0
	for _, r := range hall.Records() {
		switch r := r.(type) {
		case board.Table:
			tables++
			ops = append(ops, board.EditTable{Table: r.ID, Name: r.Name}, orderOf(r.Order))
		case board.Seat:
			seats++
			ops = append(ops, board.AddSeat{Seat: r.ID, Name: r.Name, Side: r.Side, Table: r.Table, Role: r.Role}, orderOf(r.Order))
		case board.Assignment:
			if r.Table == "" {
				ops = append(ops, board.AddJoint{Board: r.ID, Theme: r.Theme}, orderOf(r.Order))
				break
			}
			ops = append(ops, board.AddTable{Table: r.Table, Board: r.ID, Name: "-", Theme: r.Theme}, orderOf(r.Order))
		case board.AgendaStep:
			ops = append(ops, board.EditAgendaStep{Step: r.ID, Name: r.Name, Minutes: r.Minutes, Phase: r.Phase, Script: r.Script, ThemeID: r.ThemeID}, orderOf(r.Order))
		case board.Theme:
			ops = append(ops, board.EditTheme{ThemeID: r.ID, Text: r.Text}, orderOf(r.Order))
		case board.Message:
			ops = append(ops, board.SendMessage{Message: r.ID, Text: r.Text, Tables: r.Tables})
		}
	}
	if tables > board.Bounds.Tables || seats > board.Bounds.Seats {
		return board.Errorf(board.Quota, "there are more tables or people than a workshop may have")
	}
	if w.Code != "" {
		return board.Errorf(board.BadOp, "a join code does not belong into an archive")
	}
	for _, op := range ops {
		if _, err := op.Check(); err != nil {
			return err
		}
	}
	return nil
}

// orderOf makes a check of an order key, in line with those of the ops.
type orderOf string

func (orderOf) Type() board.OpType    { return "" }
func (orderOf) Apply(*board.Tx) error { return nil }
func (o orderOf) Check() (board.Op, error) {
	if !board.ValidOrder(string(o)) || len(o) > 2*board.Bounds.OrderKey {
		return nil, board.Errorf(board.BadOp, "an order key is not one")
	}
	return o, nil
}

// checkBoard holds a board to its workshop, and its texts to what may be written.
func (d Document) checkBoard(hall *board.State, w board.Workshop, seen map[board.BoardID]bool) error {
	if err := d.check([]board.Kind{board.KindBoard, board.KindNote, board.KindGroup, board.KindStatement, board.KindLink, board.KindWording, board.KindRound, board.KindBallot, board.KindPassage}); err != nil {
		return err
	}
	s := board.StateOf(d.Records)
	b, ok := s.Board()
	as, placed := hall.Assignment(b.ID)
	switch {
	case !ok:
		return board.Errorf(board.BadOp, "it is no board")
	case seen[b.ID]:
		return board.Errorf(board.Exists, "the board is there twice")
	case b.Workshop != w.ID || !placed || as.Table != b.Table:
		return board.Errorf(board.BadOp, "it belongs to no table of this workshop")
	}
	seen[b.ID] = true
	for _, n := range s.Notes() {
		if err := checkAuthor(hall, n.Author, n.Side); err != nil {
			return err
		}
	}
	for _, t := range s.Statements() {
		if err := checkAuthor(hall, t.Author, ""); err != nil {
			return err
		}
	}
	if err := checkAuthors(hall, d.Records); err != nil {
		return err
	}
	_, err := contentOf(told{State: board.StateOf(d.told())}, nil).Check()
	return err
}

// checkAuthors holds who drew lines, proposed titles and told the narrative to
// the people of the workshop. A ballot in a file would tell who chose what.
func checkAuthors(hall *board.State, records []board.Record) error {
	for _, r := range records {
		var author board.SeatID
		switch it := r.(type) {
		case board.Group:
			author = it.By
		case board.Link:
			author = it.Author
		case board.Wording:
			author = it.Author
		case board.Passage:
			author = it.Author
		case board.Ballot:
			if !it.Veiled {
				return board.Errorf(board.BadOp, "a ballot does not belong into an archive")
			}
		}
		if err := checkAuthor(hall, author, ""); err != nil {
			return err
		}
	}
	return nil
}

func checkAuthor(hall *board.State, author board.SeatID, side board.Side) error {
	if _, known := hall.Seat(author); author != "" && !known {
		return board.Errorf(board.BadOp, "something was written by somebody who is not in the workshop")
	}
	if !slices.Contains([]board.Side{board.Citizen, board.Staff, board.OtherSide, board.NoSide}, side) {
		return board.Errorf(board.BadOp, "there is no such side")
	}
	return nil
}

// sentenceOf is a refusal's sentence without its code, so that places can be
// put before it.
func sentenceOf(err error) string {
	if e, ok := errors.AsType[*board.Error](err); ok {
		return e.Say
	}
	return err.Error()
}
