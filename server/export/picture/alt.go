package picture

import (
	"strings"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
)

// altChars is how long a picture is told: readers of Word and of web pages cut
// what is longer, and the whole of it stands in the report in words.
const altChars = 900

// alt tells in words what lies on a sheet.
func (b *sheetBoard) alt(s export.Section, list []*layout.Piece, n int) string {
	var islands []string
	for _, p := range list {
		if p.Kind == layout.Island {
			title := oneLine(p.Text)
			if title == "" {
				title = b.say("export.untitled")
			}
			islands = append(islands, b.say("export.sheet.alt_island", "title", title, "n", number(p.Count())))
		}
	}
	head := b.say("export.sheet.alt", "table", s.Table, "theme", s.Theme)
	if b.sheets > 1 {
		head += b.say("export.sheet.alt_nth", "n", number(n+1), "of", number(b.sheets))
	}
	if len(islands) > 0 {
		head += b.say("export.sheet.alt_islands", "n", number(len(islands)), "islands", strings.Join(islands, b.say("export.member.between")))
	}
	if s.Count.Lone > 0 {
		head += b.say("export.sheet.alt_lone", "n", number(s.Count.Lone))
	}
	if loose := s.Count.Loose - s.Count.Veiled; loose > 0 {
		head += b.say("export.sheet.alt_loose", "n", number(loose))
	}
	if len(s.Sheet.Lines) > 0 {
		head += b.say("export.sheet.alt_lines", "n", number(len(s.Sheet.Lines)))
	}
	if s.Count.Written == 0 && len(list) == 0 {
		head += b.say("export.empty")
	}
	return board.Cut(head, altChars)
}
