package intake

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form says what a line of a foreign text looks like, before what it is.
type form int

const (
	formBlank   form = iota
	formText         // no sign at all
	formHeading      // # …
	formBullet       // a note; a statement where plain says so
	formQuote        // > …, in Markdown
	formRule         // ---, or a comment: no words of anybody
)

// textLine is a line of a foreign text.
type textLine struct {
	n      int // from 1
	form   form
	text   string // without its sign
	indent int    // in columns; a full-width blank is two
	level  int    // of #
	plain  bool   // a bullet 「- 」 without 「・」
}

// foreign is a foreign text, its lines recognised.
type foreign struct {
	lines    []textLine
	markdown bool // it has headings with #: then lines without a sign are no title cards
}

var (
	numbered  = regexp.MustCompile(`^(?:[(（]?[0-9０-９]{1,3}[)）]|[0-9０-９]{1,3}[.．](?:\s|　|[^0-9０-９\s])|[①-⑳])`)
	rulerLine = regexp.MustCompile(`^(?:[-=_*─━―＝]{3,}|<!--.*-->)$`)
)

func recognise(raw []string) foreign {
	f := foreign{lines: make([]textLine, len(raw))}
	for i, l := range raw {
		f.lines[i] = textLine{n: i + 1, indent: indentOf(l), text: strings.TrimFunc(l, unicode.IsSpace)}
		level, _, isHeading := atx(strings.TrimSpace(l))
		f.markdown = f.markdown || isHeading && f.lines[i].indent < 4 && level > 0
	}
	bullets, dotted, plain := 0, 0, 0
	for i := range f.lines {
		l := &f.lines[i]
		f.sign(l)
		switch {
		case l.form != formBullet:
		case l.plain:
			plain++
		default:
			dotted++
		}
	}
	bullets = dotted + plain
	for i := range f.lines {
		l := &f.lines[i]
		l.plain = l.plain && dotted > plain
		if l.form == formText && (bullets == 0 || f.markdown) {
			l.number()
		}
	}
	return f
}

// indentOf counts the columns before a line's first sign.
func indentOf(l string) int {
	columns := 0
	for _, r := range l {
		switch r {
		case ' ':
			columns++
		case '\t':
			columns += 4
		case '　':
			columns += 2
		default:
			return columns
		}
	}
	return columns
}

func (f foreign) sign(l *textLine) {
	switch {
	case l.text == "":
		l.form = formBlank
		return
	case rulerLine.MatchString(l.text):
		l.form = formRule
		return
	}
	if level, text, ok := atx(l.text); ok && f.markdown && l.indent < 4 {
		l.form, l.level, l.text = formHeading, level, text
		return
	}
	if rest, ok := strings.CutPrefix(l.text, ">"); ok && f.markdown && strings.TrimSpace(rest) != "" {
		l.form, l.text = formQuote, strings.TrimSpace(rest)
		return
	}
	l.form = formText
	l.bullet()
}

// bullet takes a bullet off: ・ and its like stand alone; a dash, an asterisk
// or a plus needs a blank or ・ behind it, or it is a word's own.
func (l *textLine) bullet() {
	first, width := utf8.DecodeRuneInString(l.text)
	rest := l.text[width:]
	text := strings.TrimFunc(rest, unicode.IsSpace)
	next, _ := utf8.DecodeRuneInString(rest)
	switch {
	case isDot(first):
		l.form, l.text = formBullet, text
	case strings.ContainsRune("-*+‐–—−－", first) && (unicode.IsSpace(next) || isDot(next)):
		dot, width := utf8.DecodeRuneInString(text)
		l.plain = !isDot(dot)
		if !l.plain {
			text = strings.TrimFunc(text[width:], unicode.IsSpace)
		}
		l.form, l.text = formBullet, text
	default:
		return
	}
	if l.text == "" { // a bullet with nothing behind it
		l.form, l.text, l.plain = formRule, string(first), false
	}
}

func isDot(r rune) bool { return r != utf8.RuneError && strings.ContainsRune("・･•‣◦", r) }

// number takes 「1.」「(2)」「③」 off. In plain text it is asked only where there
// is no other bullet: where there are others, numbered lines are headings.
func (l *textLine) number() {
	m := numbered.FindString(l.text)
	if m == "" {
		return
	}
	end := len(m)
	if at := strings.IndexAny(m, ".．"); at >= 0 {
		_, width := runeAt(m, at)
		end = at + width
	}
	if rest := strings.TrimFunc(l.text[end:], unicode.IsSpace); rest != "" {
		l.form, l.text = formBullet, rest
	}
}

// next is the first line after i that is not blank; its form is formBlank at the end.
func (f foreign) next(i int) textLine {
	for i++; i < len(f.lines); i++ {
		if f.lines[i].form != formBlank {
			return f.lines[i]
		}
	}
	return textLine{}
}

// headline reports whether a line can carry a name or a title.
func (l textLine) headline() bool { return l.form == formText || l.form == formHeading }

// sentence reports whether a text ends as sentences do.
func sentence(s string) bool { return strings.HasSuffix(s, "。") }
