package intake

import (
	"slices"

	"yoriai/board"
)

// Bare gives the tables of an import without anybody and without what was
// decided about them: notes, islands, sentences and lines as they lie there. It
// is what a workshop takes over from another one, whose people were promised
// something else.
func (im Import) Bare() Import {
	out := Import{Facts: board.Facts{Theme: im.Facts.Theme}, Themes: im.Themes}
	for _, t := range im.Tables {
		bare := Table{TableMembers: TableMembers{Name: t.Name}, Theme: t.Theme, Content: bareContent(t.Content)}
		for _, f := range t.Further {
			bare.Further = append(bare.Further, Further{f.ThemeID, bareContent(f.Content)})
		}
		out.Tables = append(out.Tables, bare)
	}
	return out
}

func bareContent(c board.ImportBoard) board.ImportBoard {
	out := board.ImportBoard{Phase: c.Phase, Sheets: c.Sheets}
	for _, n := range c.Notes {
		if !n.Withdrawn {
			out.Notes = append(out.Notes, board.Note{ID: n.ID, Text: n.Text, Side: n.Side, Place: n.Place, Lone: n.Lone, Proposal: n.Proposal, Source: n.Source})
		}
	}
	for _, g := range c.Groups {
		if !g.Withdrawn {
			out.Groups = append(out.Groups, board.Group{ID: g.ID, Title: g.Title, Place: g.Place, Proposal: g.Proposal, Folded: g.Folded})
		}
	}
	for _, s := range c.Statements {
		if !s.Withdrawn {
			out.Statements = append(out.Statements, board.Statement{ID: s.ID, Text: s.Text, Place: s.Place})
		}
	}
	there := func(id board.ItemID) bool {
		return slices.ContainsFunc(out.Notes, func(n board.Note) bool { return n.ItemID() == id }) ||
			slices.ContainsFunc(out.Groups, func(g board.Group) bool { return g.ItemID() == id })
	}
	for _, l := range c.Links {
		if !l.Withdrawn && !l.Proposed && there(l.From) && there(l.To) {
			out.Links = append(out.Links, board.Link{ID: l.ID, From: l.From, To: l.To, Meaning: l.Meaning, Label: l.Label})
		}
	}
	return out
}
