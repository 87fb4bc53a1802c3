package intake

import (
	"strings"

	"yoriai/board"
)

// itemKind says what a node is.
type itemKind int

const (
	islandKind itemKind = iota
	noteKind
	statementKind
)

// node is an item as a reader found it, before it has an id and a place.
type node struct {
	kind  itemKind
	text  string
	lone  bool
	line  int // where it was read, for refusals
	rank  int // how deep its heading stands in the text: levels of #, or columns
	items []*node

	side     board.Side
	proposal bool
	author   int // place in the forest's people, from 1; 0: not known
}

// forest is what a reader found for one board.
type forest struct {
	items []*node // islands and statements
	lone  []*node
	loose []*node

	people []Member // who may be an author
}

// content makes a board of it: every item under a new id, in reading order,
// with islands, statements and lone notes spread over the sheet. The board
// judges it in the end like any import.
func (f forest) content(newID func() string) (board.ImportBoard, error) {
	p := planter{newID: newID, people: f.people, op: board.ImportBoard{Phase: board.Gather}}
	top := append(append(append([]*node{}, f.items...), f.lone...), f.loose...)
	if err := p.plant(top, ""); err != nil {
		return p.op, err
	}
	checked, err := p.op.Check()
	if err != nil {
		return p.op, err
	}
	return checked.(board.ImportBoard), nil
}

type planter struct {
	newID  func() string
	people []Member
	op     board.ImportBoard
}

func (p *planter) plant(nodes []*node, group board.GroupID) error {
	keys := board.OrderRun(len(nodes))
	var spots map[*node]board.Point
	if group == "" {
		spots = spread(nodes)
	}
	for i, n := range nodes {
		place := board.Place{Group: group, Order: keys[i]}
		if at, placed := spots[n]; placed {
			place.At = &at
		}
		if err := p.add(n, place); err != nil {
			return err
		}
	}
	return nil
}

func (p *planter) add(n *node, place board.Place) error {
	switch n.kind {
	case noteKind:
		text, err := board.CleanText(n.text, board.Bounds.NoteChars)
		note := board.Note{ID: board.NoteID(p.newID()), Text: text, Place: place, Lone: n.lone, Side: n.side, Proposal: n.proposal}
		if n.author > 0 {
			note.Author = p.people[n.author-1].Seat
		}
		p.op.Notes = append(p.op.Notes, note)
		return atLineIf(n.line, err)
	case statementKind:
		text, err := board.CleanText(n.text, board.Bounds.NoteChars)
		p.op.Statements = append(p.op.Statements, board.Statement{ID: board.StatementID(p.newID()), Text: text, Place: place})
		return atLineIf(n.line, err)
	}
	title, err := cleanTitle(n.text)
	if err != nil {
		return atLineIf(n.line, err)
	}
	if title != "" {
		p.op.Phase = board.Titling
	}
	g := board.Group{ID: board.GroupID(p.newID()), Title: title, Place: place}
	p.op.Groups = append(p.op.Groups, g)
	return p.plant(n.items, g.ID)
}

func cleanTitle(s string) (string, error) {
	if strings.TrimSpace(s) == "" {
		return "", nil
	}
	return board.CleanLine(s, board.Bounds.TitleChars)
}

func atLineIf(n int, err error) error {
	if err == nil {
		return nil
	}
	return atLine(n, err)
}
