package picture

import (
	"regexp"

	"github.com/rivo/uniseg"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
)

// pieces are what lies on all sheets of a table as the layout knows it, each
// with its columns.
func pieces(sheet export.Sheet) []*layout.Piece {
	list := piecesAt(sheet.Lying, 1)
	layout.Blocks(list, sheet.Sheets)
	return list
}

func piecesAt(items []export.Piece, level int) []*layout.Piece {
	list := make([]*layout.Piece, len(items))
	for i, it := range items {
		kind := map[export.ItemKind]layout.Kind{export.Note: layout.Note, export.Island: layout.Island, export.Statement: layout.Sentence}[it.Kind]
		list[i] = &layout.Piece{
			ID: it.ID, Kind: kind, Text: it.Text, At: layout.Point(it.At), Level: level,
			Members: piecesAt(it.Members, level+1),
		}
	}
	return list
}

// onSheet are the pieces that lie on one sheet of several.
func onSheet(all []*layout.Piece, sheet, sheets int) []*layout.Piece {
	var list []*layout.Piece
	for _, p := range all {
		if layout.SheetAt(p.At, sheets) == sheet {
			list = append(list, p)
		}
	}
	return list
}

// lineFont is the size of the words on lines, in px.
const lineFont = 14.0

// labelChars is how much of a label stands on its line; the whole of it stands in the list.
const labelChars = 12

// labelOf is what stands on a line.
func labelOf(l export.SheetLine, say func(string, ...string) string) string {
	if l.Label != "" {
		return board.Cut(l.Label, labelChars)
	}
	return say("relation.short." + string(l.Meaning))
}

var narrow = regexp.MustCompile(`^[\x{20}-\x{ff}\x{ff61}-\x{ff9f}]`)

// labelSize is the room that words on a line need, as the browser reckons it:
// Japanese letters are squares, the others about half.
func labelSize(words string) layout.Size {
	squares := 0.0
	for g := uniseg.NewGraphemes(words); g.Next(); {
		if narrow.MatchString(g.Str()) {
			squares += 0.58
		} else {
			squares++
		}
	}
	return layout.Size{W: (squares + 0.9) * lineFont, H: lineFont * 1.55}
}

func links(lines []export.SheetLine, say func(string, ...string) string) []layout.Link {
	list := make([]layout.Link, len(lines))
	for i, l := range lines {
		list[i] = layout.Link{
			ID: l.ID, From: l.FromID, To: l.ToID,
			Label: labelSize(labelOf(l, say)), Sign: layout.Size{W: lineFont * 1.7, H: lineFont * 1.7},
		}
	}
	return list
}
