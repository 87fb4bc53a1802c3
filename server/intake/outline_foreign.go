package intake

import (
	"slices"
	"strings"

	"yoriai/board"
	"yoriai/server/notation"
)

// readForeign reads Markdown of others and plain text: first where the tables
// begin, then what stands before them, then each table.
func (o *outline) readForeign(raw []string) error {
	f := recognise(raw)
	starts := f.tables()
	if len(starts) == 0 {
		begin := o.readTop(f)
		return o.readTable(f, "", begin, len(f.lines), f.lines[min(begin, len(raw)-1)].n)
	}
	o.readHead(f, starts[0])
	theme := ""
	for i, start := range starts {
		end := len(f.lines)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		last := o.themeBefore(f, start, end, i+1 < len(starts))
		if err := o.readTable(f, theme, start, last, f.lines[start].n); err != nil {
			return err
		}
		theme = ""
		if last < end {
			theme = o.themeText(f.lines[last].text)
		}
	}
	return nil
}

// tables finds the lines that name a table.
func (f foreign) tables() []int {
	var at []int
	for i, l := range f.lines {
		if f.markdown && l.form != formHeading || !l.headline() {
			continue
		}
		if _, _, ok := asTable(l.text); ok {
			at = append(at, i)
		}
	}
	return at
}

// readHead reads what stands before the first table: facts with their labels;
// of the other lines the last is the theme and, of several, the first the title.
func (o *outline) readHead(f foreign, end int) {
	var free []textLine
	for _, l := range f.lines[:end] {
		switch {
		case l.form == formBlank:
		case !l.headline():
			o.remark(l.n, remarkFor(l), l.text)
		case !o.fact(l.n, l.text, asWritten):
			free = append(free, l)
		}
	}
	if n := len(free); n > 0 && o.facts.Theme == "" && o.setFact(&o.facts.Theme, free[n-1].text) {
		free = free[:n-1]
	}
	if len(free) > 0 && o.facts.Title == "" && o.setFact(&o.facts.Title, free[0].text) {
		free = free[1:]
	}
	for _, l := range free {
		o.remark(l.n, RemarkApart, l.text)
	}
}

func remarkFor(l textLine) string {
	if l.form == formRule {
		return RemarkReport
	}
	return RemarkApart
}

// readTop reads the beginning of a text that names no table, and says where
// its islands begin: facts, and a first line with no note under it as theme.
func (o *outline) readTop(f foreign) int {
	for i, l := range f.lines {
		if l.form == formBlank {
			continue
		}
		if l.headline() && o.fact(l.n, l.text, asWritten) {
			continue
		}
		top := l.headline() && f.next(i).headline() && !sentence(l.text)
		if top && o.facts.Theme == "" && o.setFact(&o.facts.Theme, l.text) {
			return i + 1
		}
		return i
	}
	return len(f.lines)
}

// themeBefore finds where a table's part ends: before the next table's theme,
// if the last line of the part is one. A line is taken for a theme only if it
// says so (「問い: …」) or repeats the text's own; anything else may be an
// island, and is.
func (o *outline) themeBefore(f foreign, start, end int, another bool) int {
	if !another {
		return end
	}
	for i := end - 1; i > start; i-- {
		l := f.lines[i]
		if l.form == formBlank {
			continue
		}
		_, says := notation.AsTheme(l.text)
		if l.headline() && (says || o.facts.Theme != "" && l.text == o.facts.Theme) {
			return i
		}
		break
	}
	return end
}

func (o *outline) themeText(text string) string {
	if theme, ok := notation.AsTheme(text); ok {
		return theme
	}
	return text
}

// readTable reads one table's lines, from its name (or, without one, from
// where its islands begin) to the end.
func (o *outline) readTable(f foreign, theme string, start, end, line int) error {
	name, people, named := "", "", false
	if start < end {
		name, people, named = asTable(f.lines[start].text)
		named = named && f.lines[start].headline()
	}
	if !named {
		name, people = "", ""
	}
	t, err := o.open(name, line)
	if err != nil {
		return err
	}
	t.theme, err = cleanTheme(theme)
	if err != nil {
		return atLine(line, err)
	}
	if t.Members, err = membersIn(people); err != nil {
		return atLine(line, err)
	}
	if named {
		start++
	}
	return o.readUnder(f, t, start, end)
}

func cleanTheme(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	return board.CleanLine(s, board.Bounds.ThemeChars)
}

// readUnder reads a table's own theme, its people, then its islands.
func (o *outline) readUnder(f foreign, t *outlineTable, start, end int) error {
	at := f.skipBlank(start, end)
	if at < end && f.lines[at].headline() && t.theme == "" {
		if theme, ok := notation.AsTheme(f.lines[at].text); ok {
			if clean, err := cleanTheme(theme); err == nil {
				t.theme, at = clean, f.skipBlank(at+1, end)
			}
		}
	}
	stop := f.members(at, end, len(t.Members) > 0)
	for _, l := range f.lines[at:stop] {
		members, err := membersIn(unlabelled(l.text))
		if err != nil {
			return atLine(l.n, err)
		}
		t.Members = append(t.Members, members...)
	}
	r := islandReader{outline: o, foreign: foreign{f.lines[:end], f.markdown}, table: t}
	for i := stop; i < end; i++ {
		r.line(i)
	}
	return nil
}

func (f foreign) skipBlank(i, end int) int {
	for i < end && f.lines[i].form == formBlank {
		i++
	}
	return i
}

var memberWords = []string{"メンバー", "参加者", "班員"}

func unlabelled(s string) string {
	if label, value, ok := notation.Labelled(s); ok && slices.Contains(memberWords, label) {
		return value
	}
	return s
}

// members finds the end of the member line, which may run over several lines
// to the next blank one. seated: the table's own line has named people already.
func (f foreign) members(at, end int, seated bool) int {
	stop := at
	for stop < end && f.lines[stop].form == formText {
		stop++
	}
	for i := at; i < stop; i++ {
		if f.lines[i].names() == notNames && !f.goesOn(i, at, stop) {
			stop = i
		}
	}
	if stop == at || seated && f.surest(at, stop) != sureNames {
		return at
	}
	if f.surest(at, stop) == sureNames || f.next(stop-1).form != formBullet {
		return stop
	}
	return at
}

// goesOn: a line with a single name belongs to the member line if the line
// before it ends in a separator, or a later one names the coordinator.
func (f foreign) goesOn(i, at, stop int) bool {
	if board.Chars(f.lines[i].text) > longestName {
		return false
	}
	if i > at && strings.ContainsRune("、,，・", lastRune(f.lines[i-1].text)) {
		return true
	}
	return f.surest(i+1, stop) == sureNames
}

func (f foreign) surest(from, to int) nameLook {
	look := notNames
	for _, l := range f.lines[from:max(from, to)] {
		look = max(look, l.names())
	}
	return look
}

// nameLook says how much a line looks like a member line.
type nameLook int

const (
	notNames nameLook = iota
	likeNames
	sureNames // it names a coordinator, or says that it is one
)

// longestName: a part of a line that is longer is hardly a name, with its marks.
const longestName = 16

func (l textLine) names() nameLook {
	if label, _, ok := notation.Labelled(l.text); ok && slices.Contains(memberWords, label) {
		return sureNames
	}
	members, err := membersIn(l.text)
	if err != nil || sentence(l.text) {
		return notNames
	}
	for _, m := range members {
		if m.Coordinator {
			return sureNames
		}
	}
	parts := splitOutside(l.text, "、,，\t")
	if len(parts) < 2 && !strings.HasSuffix(l.text, "、") {
		return notNames
	}
	for _, part := range parts {
		if board.Chars(part) > longestName {
			return notNames
		}
	}
	return likeNames
}

func lastRune(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}
