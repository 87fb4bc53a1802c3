package intake

import (
	"slices"
	"strings"

	"yoriai/board"
	"yoriai/server/notation"
)

// ownReader reads the Markdown that markdown.go writes, in the hands of people
// meanwhile: what it does not know as a form it keeps as a statement.
type ownReader struct {
	*outline
	table  *outlineTable
	open   branch
	notes  *[]*node // where notes go instead: 一匹狼, 未整理
	ledger bool
	part   bool  // what a table found out: it is told anew
	last   *node // the note or statement that the next line may go on with
	blanks int   // blank lines since
}

func (o *outline) readOwn(lines []string) error {
	r := ownReader{outline: o}
	for i, l := range lines {
		l = strings.TrimRight(l, " \t")
		if l == "" {
			r.blanks++
			continue
		}
		if err := r.line(i+1, l); err != nil {
			return err
		}
		r.blanks = 0
	}
	return nil
}

func (r *ownReader) line(n int, l string) error {
	if level, text, ok := atx(l); ok {
		return r.heading(n, level, notation.SmallMarks.ReplaceAllString(text, ""))
	}
	if !isAside(l) {
		l = notation.SmallMarks.ReplaceAllString(l, "")
	}
	switch {
	case r.part && r.table != nil && strings.TrimSpace(l) != notation.Mark:
		r.remark(n, RemarkReport, l)
	case strings.TrimSpace(l) == notation.Mark, l == "---" && r.table != nil, r.table != nil && !r.ledger && isAside(l):
		if l == "---" {
			r.open, r.notes = nil, nil
		}
		r.last = nil
		r.remark(n, RemarkReport, l)
	case r.ledger:
		r.remark(n, RemarkLedger, l)
	case r.table == nil:
		if !r.fact(n, strings.TrimSpace(l), notation.Unescape) {
			r.remark(n, RemarkApart, l)
		}
	default:
		return r.body(n, l)
	}
	return nil
}

// isAside: a line all in emphasis is the report's own word, never a person's:
// asterisks of theirs are escaped.
func isAside(l string) bool {
	return len(l) > 2 && l[0] == '*' && l[len(l)-1] == '*' && l[1] != '*' && l[1] != ' '
}

// heading: # theme, ## table, ### and more an island, one # a level.
func (r *ownReader) heading(n, level int, text string) error {
	r.last, r.notes, r.part = nil, nil, false
	if level == 1 && r.table == nil && r.facts.Theme == "" && r.setFact(&r.facts.Theme, notation.Unescape(text)) {
		return nil
	}
	if level <= 2 {
		r.open, r.ledger = nil, slices.Contains(notation.Chapters, text)
		if r.ledger {
			r.remark(n, RemarkLedger, text)
			return nil
		}
		var err error
		r.table, err = r.outline.open(notation.Unescape(text), n)
		return err
	}
	if r.ledger || r.table == nil {
		r.remark(n, RemarkApart, text)
		return nil
	}
	if slices.Contains(notation.Parts, text) && level == 3 {
		r.open, r.part = nil, true
		r.remark(n, RemarkReport, text)
		return nil
	}
	r.island(n, level-2, text)
	return nil
}

func (r *ownReader) island(n, level int, text string) {
	f := &r.table.forest
	switch {
	case text == notation.Lone:
		r.open, r.notes = nil, &f.lone
		return
	case text == notation.Loose:
		r.open, r.notes = nil, &f.loose
		return
	case strings.HasSuffix(text, notation.Again) && level <= len(r.open):
		r.open = r.open[:level]
		return
	}
	if level > len(r.open)+1 {
		level = len(r.open) + 1
	}
	r.open = r.open[:level-1]
	title := ""
	if text != notation.Untitled {
		title = notation.Unescape(text)
	}
	island := &node{kind: islandKind, text: title, line: n}
	r.open.lay(island, f)
	r.open = append(r.open, island)
}

func (r *ownReader) body(n int, l string) error {
	rest, isNote := strings.CutPrefix(l, "- ")
	if isNote {
		r.add(&node{kind: noteKind, text: notation.Unescape(rest), line: n})
		return nil
	}
	if rest, isQuote := strings.CutPrefix(l, ">"); isQuote {
		rest = strings.TrimPrefix(rest, " ")
		if r.last != nil && r.last.kind == statementKind && r.blanks == 0 {
			r.last.text += "\n" + notation.Unescape(rest)
			return nil
		}
		r.add(&node{kind: statementKind, text: notation.Unescape(rest), line: n})
		return nil
	}
	if r.last != nil && (strings.HasPrefix(l, "  ") || r.blanks == 0) {
		r.last.text += strings.Repeat("\n", r.blanks+1) + notation.Unescape(strings.TrimPrefix(l, "  "))
		return nil
	}
	return r.paragraph(n, strings.TrimSpace(l))
}

func (r *ownReader) add(it *node) {
	r.last = it
	if r.notes != nil && it.kind == noteKind {
		f := &r.table.forest
		it.lone = r.notes == &f.lone
		*r.notes = append(*r.notes, it)
		return
	}
	r.open.lay(it, &r.table.forest)
}

// paragraph: under a table's name stand its own theme and its people; anywhere
// else somebody wrote a line by hand.
func (r *ownReader) paragraph(n int, text string) error {
	f := r.table.forest
	begun := len(f.items)+len(f.lone)+len(f.loose) > 0 || r.notes != nil
	if theme, ok := notation.AsTheme(text); ok && !begun && r.table.theme == "" && len(r.table.Members) == 0 {
		if clean, err := board.CleanLine(notation.Unescape(theme), board.Bounds.ThemeChars); err == nil {
			r.table.theme = clean
			return nil
		}
	}
	if !begun && len(r.table.Members) == 0 {
		members, err := ownMembers(text)
		r.table.Members = members
		return atLineIf(n, err)
	}
	r.add(&node{kind: statementKind, text: notation.Unescape(text), line: n})
	return nil
}

func ownMembers(text string) ([]Member, error) {
	var members []Member
	for _, part := range strings.Split(text, notation.Between) {
		name, leads := strings.CutSuffix(part, notation.Leads)
		clean, err := board.CleanLine(notation.Unescape(name), board.Bounds.NameChars)
		if err != nil {
			return nil, err
		}
		members = append(members, Member{Name: clean, Coordinator: leads})
	}
	return members, nil
}

// atx reads a heading: one to ten #, a blank, the text. Markdown knows six;
// ours goes on, because islands nest eight deep below theme and table.
func atx(l string) (level int, text string, ok bool) {
	rest := strings.TrimLeft(l, "#")
	level = len(l) - len(rest)
	text = strings.TrimSpace(rest)
	ok = level >= 1 && level <= 2+board.Bounds.Depth && text != "" && (rest[0] == ' ' || rest[0] == '\t')
	return level, text, ok
}
