package intake

import (
	"yoriai/board"
	"yoriai/server/notation"
)

// islandReader reads the islands of one table of a foreign text.
type islandReader struct {
	*outline
	foreign
	table *outlineTable
	open  branch
	under map[*node]int // the column at which an island's notes stand
	notes *[]*node      // where notes go instead: 一匹狼, 未整理
	last  *node         // the note that an indented line without a sign goes on with
}

func (r *islandReader) line(i int) {
	l := r.lines[i]
	last := r.last
	r.last = nil
	switch l.form {
	case formBlank:
	case formRule:
		r.remark(l.n, RemarkReport, l.text)
	case formQuote:
		r.lay(&node{kind: statementKind, text: l.text, line: l.n})
	case formBullet:
		r.bullet(l)
	case formText:
		if last != nil && l.indent > last.rank {
			last.text += "\n" + l.text
			r.last = last
			return
		}
		if r.markdown {
			r.lay(&node{kind: statementKind, text: l.text, line: l.n})
			return
		}
		r.heading(i, l, l.indent)
	case formHeading:
		r.heading(i, l, l.level)
	}
}

// heading opens an island at its rank, unless the line is a sentence that
// stands alone or one of the two sets of notes outside all islands.
func (r *islandReader) heading(i int, l textLine, rank int) {
	for len(r.open) > 0 && r.open[len(r.open)-1].rank >= rank {
		r.open = r.open[:len(r.open)-1]
	}
	r.notes = nil
	noted := r.next(i).form == formBullet
	switch {
	case l.text == notation.Lone && noted:
		r.open, r.notes = nil, &r.table.forest.lone
		r.remark(l.n, RemarkReport, l.text)
		return
	case l.text == notation.Loose && noted:
		r.open, r.notes = nil, &r.table.forest.loose
		r.remark(l.n, RemarkReport, l.text)
		return
	case !noted && sentence(l.text) && l.form == formText:
		r.lay(&node{kind: statementKind, text: l.text, line: l.n})
		return
	case board.Chars(l.text) > board.Bounds.TitleChars || len(l.text) > board.Bounds.NoteBytes:
		r.lay(&node{kind: statementKind, text: l.text, line: l.n})
		r.about(l.n, RemarkLongTitle)
		return
	}
	if noted && sentence(l.text) {
		r.about(l.n, RemarkSentence)
	}
	r.island(&node{kind: islandKind, text: l.text, line: l.n, rank: rank})
}

func (r *islandReader) island(n *node) {
	if n.text == notation.Untitled {
		n.text = ""
		r.remark(n.line, RemarkReport, notation.Untitled)
	}
	if len(r.open) >= board.Bounds.Depth {
		r.open = r.open[:board.Bounds.Depth-1]
		r.about(n.line, RemarkTooDeep)
	}
	r.open.lay(n, &r.table.forest)
	r.open = append(r.open, n)
}

func (r *islandReader) bullet(l textLine) {
	n := &node{kind: noteKind, text: l.text, line: l.n, rank: l.indent}
	if l.plain {
		n.kind = statementKind
	}
	r.last = n
	if r.notes != nil && n.kind == noteKind {
		n.lone = r.notes == &r.table.forest.lone
		*r.notes = append(*r.notes, n)
		return
	}
	if !r.markdown {
		r.leave(l.indent)
	}
	r.lay(n)
}

// leave closes the islands that a note at this column does not belong to: in a
// text that indents, a note further left than the notes above it belongs to
// an island further out. Notes at the left edge belong to the last heading.
func (r *islandReader) leave(column int) {
	if r.under == nil {
		r.under = map[*node]int{}
	}
	for len(r.open) > 1 {
		in := r.open[len(r.open)-1]
		at, begun := r.under[in]
		if !begun && (in.rank <= column || column == 0) || begun && at <= column {
			break
		}
		r.open = r.open[:len(r.open)-1]
	}
	if len(r.open) > 0 {
		in := r.open[len(r.open)-1]
		if _, begun := r.under[in]; !begun {
			r.under[in] = column
		}
	}
}

func (r *islandReader) lay(n *node) {
	r.open.lay(n, &r.table.forest)
}
