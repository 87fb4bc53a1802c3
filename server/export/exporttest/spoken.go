package exporttest

import (
	"strings"

	"yoriai/server/export"
)

// spoken is the Markdown's text without its signs: what our reader takes for
// the report's words, as plain lines.
func Spoken(r export.Report) []string {
	out := spokenChapters(r, r.Opening())
	for _, s := range r.Sections {
		out = append(out, "## "+Printable(s.Table))
		if s.OwnTheme {
			out = append(out, Printable(r.Fact(export.Fact{Name: r.Say("export.theme"), Value: s.Theme})))
		}
		if len(s.Members) > 0 {
			out = append(out, Printable(r.MemberLine(s, export.AsIs)))
		}
		for _, l := range r.Lines(s) {
			switch l.Kind {
			case export.LineIsland, export.LineSet:
				out = append(out, strings.Repeat("#", 2+l.Level)+" "+Printable(export.Marked(l.Text, l.Marks)))
			case export.LineAgain:
				out = append(out, Printable(r.Again(l)))
			case export.LineApart:
			default:
				out = append(out, Printable(export.Marked(l.Text, l.Marks)))
			}
		}
		out = append(out, spokenParts(r, r.Parts(s))...)
	}
	out = append(out, spokenChapters(r, r.Chapters())...)
	return append(out, "## "+r.Say("export.ledger"), r.Say("export.ledger.rule"))
}

func spokenChapters(r export.Report, list []export.Chapter) (out []string) {
	for _, c := range list {
		out = append(out, "## "+c.Title)
		if c.Said != "" {
			out = append(out, c.Said)
		}
		out = append(out, spokenParts(r, c.Parts)...)
	}
	return out
}

func spokenParts(r export.Report, list []export.Part) (out []string) {
	for _, p := range list {
		out = append(out, "### "+Printable(p.Title))
		for _, l := range p.Lines {
			if l.Kind == export.PartBar {
				out = append(out, Printable(l.Text), l.Bar(), l.Amount)
				continue
			}
			out = append(out, Printable(l.Added+l.Title+l.Text))
		}
	}
	return out
}

// printable is what XML can hold of a text.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, s)
}
