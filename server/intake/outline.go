package intake

import (
	"slices"
	"strings"

	"yoriai/board"
	"yoriai/server/notation"
)

// maxLine bounds a line in bytes, before anybody looks for names in it: those of
// a whole hall are half of it, a note a thirtieth.
const maxLine = 256 << 10

// ReadOutline reads a board written as text: our own Markdown (see
// markdown.go), Markdown of others, or plain lines such as people type:
//
//	公園と道の手入れを考える             the theme
//	1班                                  a table, perhaps with a mark before it
//	甲、乙、丙(コーディネーター)         its people, to the next blank line
//	道具が足りない                       a line without a bullet: a title card
//	- ・鎌が一本しかない。               a line with a bullet: a note
//	- 道具は語る。                       among 「- ・」 a bullet without ・: a statement
//	使うほど、道具は長持ちする。         a line ending in 「。」 with no note under it: a statement
//
// Nesting is never guessed: only levels of # or indentation say it. Every line
// that is not blank ends up in exactly one place; what fits nowhere comes back
// as a remark with its text. Nothing but plain text is understood in the plain
// form: no escapes, no emphasis.
//
// Errors: TooBig, BadText, Quota, Exists, each with the number of the line
// where there is one. A refused text changes nothing.
func ReadOutline(text string, newID func() string) (Import, []Remark, error) {
	text, err := plainText(text)
	if err != nil {
		return Import{}, nil, err
	}
	if board.IsBlank(text) {
		return Import{}, nil, board.Errorf(board.BadText, "the text is empty")
	}
	raw := strings.Split(text, "\n")
	if at := slices.IndexFunc(raw, func(l string) bool { return len(l) > maxLine }); at >= 0 {
		return Import{}, nil, board.Errorf(board.TooBig, "line %d is longer than anything that is written on a board", at+1)
	}
	var o outline
	if slices.ContainsFunc(raw, func(l string) bool { return strings.TrimSpace(l) == notation.Mark }) {
		err = o.readOwn(raw)
	} else {
		err = o.readForeign(raw)
	}
	if err != nil {
		return Import{}, nil, err
	}
	im, err := o.result(newID)
	return im, o.remarks, err
}

// outline is what a reader has found so far.
type outline struct {
	facts   board.Facts
	tables  []*outlineTable
	remarks []Remark
}

type outlineTable struct {
	TableMembers
	theme  string
	line   int
	forest forest
}

func (o *outline) open(name string, line int) (*outlineTable, error) {
	if len(o.tables) >= board.Bounds.Tables {
		return nil, board.Errorf(board.Quota, "a workshop has at most %d tables", board.Bounds.Tables)
	}
	t := &outlineTable{line: line}
	if name != "" {
		var err error
		if t.Name, err = board.CleanLine(name, board.Bounds.NameChars); err != nil {
			return nil, atLine(line, err)
		}
	}
	o.tables = append(o.tables, t)
	return t, nil
}

// remark keeps a line that has no other place. about is remark for a line that has one.
func (o *outline) remark(line int, key, text string) {
	o.remarks = append(o.remarks, Remark{Line: line, Key: key, Text: strings.TrimSpace(text)})
}

func (o *outline) about(line int, key string) {
	o.remarks = append(o.remarks, Remark{Line: line, Key: key})
}

// fact reads a Labelled line about the event; false: it is none.
func (o *outline) fact(line int, text string, plain func(string) string) bool {
	label, value, ok := notation.Labelled(text)
	if !ok {
		return false
	}
	var into *string
	switch {
	case slices.Contains(notation.EventWords, label):
		into = &o.facts.Title
	case slices.Contains(notation.PlaceWords, label):
		into = &o.facts.Place
	case slices.Contains(notation.HostWords, label):
		into = &o.facts.Host
	case slices.Contains(notation.ThemeWords, label):
		into = &o.facts.Theme
	case slices.Contains(notation.DateWords, label) && o.facts.Date == "":
		iso, isDay := readDay(value)
		if !isDay {
			o.remark(line, RemarkDay, text)
		}
		o.facts.Date = iso
		return true
	}
	if into == nil || *into != "" {
		return false
	}
	return o.setFact(into, plain(value))
}

// setFact keeps a fact if a workshop may have it; what is too long is no fact.
func (o *outline) setFact(into *string, value string) bool {
	limit := board.Bounds.FieldChars
	if into == &o.facts.Theme {
		limit = board.Bounds.ThemeChars
	}
	clean, err := board.CleanLine(value, limit)
	if err != nil {
		return false
	}
	*into = clean
	return true
}

func (o *outline) result(newID func() string) (Import, error) {
	im := Import{Facts: o.facts}
	for _, t := range o.tables {
		if err := oneLeader(t.Members); err != nil {
			return im, atLine(t.line, err)
		}
		content, err := t.forest.content(newID)
		if err != nil {
			return im, err
		}
		theme := t.theme
		if theme == o.facts.Theme {
			theme = ""
		}
		im.lay(Table{TableMembers: t.TableMembers, Theme: theme, Content: content}, newID)
	}
	return im, nil
}

// lay adds a table, or, where the same people went on to another theme, what
// they made of it.
func (im *Import) lay(t Table, newID func() string) {
	if len(im.Tables) == 0 || t.Theme == "" || t.Name == "" {
		im.Tables = append(im.Tables, t)
		return
	}
	last := &im.Tables[len(im.Tables)-1]
	at := slices.IndexFunc(im.Themes, func(theme board.Theme) bool { return theme.Text == t.Theme })
	has := at >= 0 && slices.ContainsFunc(last.Further, func(f Further) bool { return f.ThemeID == im.Themes[at].ID })
	if last.Name != t.Name || last.Theme == t.Theme || has || !slices.Equal(last.Members, t.Members) || len(im.Themes) >= board.Bounds.Themes {
		im.Tables = append(im.Tables, t)
		return
	}
	if at < 0 {
		at = len(im.Themes)
		im.Themes = append(im.Themes, board.Theme{ID: board.ThemeID(newID()), Text: t.Theme})
	}
	last.Further = append(last.Further, Further{im.Themes[at].ID, t.Content})
}

// branch is the way down to where things are laid now: the open islands, each
// in the one before it.
type branch []*node

// lay puts an item into the innermost open island or, without one, at the top level.
func (b branch) lay(n *node, f *forest) {
	switch {
	case len(b) > 0:
		in := b[len(b)-1]
		in.items = append(in.items, n)
	case n.kind == noteKind:
		f.loose = append(f.loose, n)
	default:
		f.items = append(f.items, n)
	}
}

// asWritten is for texts in which nothing is escaped.
func asWritten(s string) string { return s }
