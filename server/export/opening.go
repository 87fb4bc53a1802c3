package export

import (
	"strconv"
	"strings"
	"time"
)

// What a workshop was for and what was agreed on how to talk, which stands before
// the tables; and behind them, what was planned and done when.

// Step is a step of the agenda. From zero: it was not taken, or nobody knows;
// To zero: it has not ended.
type Step struct {
	Name     string
	Minutes  int
	From, To time.Time
}

func (b builder) agenda() (steps []Step) {
	spans, zone := b.Times.spans(b.Table), b.Now.Location()
	moment := func(ms int64) time.Time {
		if ms == 0 {
			return time.Time{}
		}
		return time.UnixMilli(ms).In(zone)
	}
	for _, a := range b.workshop.Agenda() {
		s := spans[a.ID]
		steps = append(steps, Step{a.Name, a.Minutes, moment(s.from), moment(s.to)})
	}
	return steps
}

// textLines parts what was written into a big field into its lines.
func textLines(s string) (lines []string) {
	for _, l := range strings.Split(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			lines = append(lines, l)
		}
	}
	return lines
}

// Opening is what stands before the tables.
func (r Report) Opening() []Chapter {
	if r.isVoices {
		return r.voicesOpening()
	}
	about := Chapter{ID: "about", Title: r.words(wordAbout)}
	if len(r.Purpose) > 0 {
		p := Part{Title: r.words(wordPurpose)}
		for _, l := range r.Purpose {
			p.Lines = append(p.Lines, PartLine{Kind: PartText, Text: l})
		}
		about.Parts = append(about.Parts, p)
	}
	if len(r.Rules) > 0 {
		about.Parts = append(about.Parts, Part{r.words(wordRules), itemLinesOf(r.Rules)})
	}
	if len(about.Parts) == 0 {
		return nil
	}
	return []Chapter{about}
}

// agendaChapter has a column for what was done only where a step was taken.
func (r Report) agendaChapter() Chapter {
	c := Chapter{ID: "agenda", Title: r.words(wordAgenda), Grid: [][]string{{r.words(wordAgendaStep), r.words(wordAgendaPlan)}}}
	done := false
	for _, s := range r.Agenda {
		done = done || !s.From.IsZero()
	}
	if done {
		c.Grid[0] = append(c.Grid[0], r.words(wordAgendaDone))
	}
	for _, s := range r.Agenda {
		row := []string{s.Name, r.words.number(wordAgendaMinutes, s.Minutes)}
		if done {
			row = append(row, r.stepDone(s))
		}
		c.Grid = append(c.Grid, row)
	}
	return c
}

// stepDone is 「18:42〜19:05(23分)」.
func (r Report) stepDone(s Step) string {
	if s.From.IsZero() {
		return ""
	}
	from := s.From.Format("15:04")
	if s.To.IsZero() {
		return r.words.fill(wordAgendaFrom, "from", from)
	}
	n := strconv.Itoa(int(s.To.Sub(s.From).Round(time.Minute).Minutes()))
	return r.words.fill(wordAgendaFromTo, "from", from, "to", s.To.Format("15:04"), "n", n)
}
