package newsletter

import (
	"strconv"

	"yoriai/server/export"
)

// tables puts on the page what fits: of each table as many title cards as all
// can have, first in up to two lines, then in one.
func (s *Sheet) tables(r export.Report, room float64) {
	all := told(r)
	s.TablesHead = r.Say("news.tables")
	s.Columns = 1
	if len(all) > 3 {
		s.Columns = 2
	}
	for _, lines := range []int{2, 1} {
		for cards := cardsMost; cards > 0; cards-- {
			if s.Tables = s.cut(all, cards, lines); s.high(s.Tables) <= room {
				return
			}
		}
	}
	for n := len(s.Tables); n > 0 && s.high(s.Tables) > room; n-- {
		s.Tables = s.Tables[:n-1]
	}
	s.LeftOut = r.Say("news.left_out", "n", strconv.Itoa(len(all)-len(s.Tables)))
}

// told are the tables with their title cards of the first level, and where they
// made none, what they have in its place.
func told(r export.Report) []Table {
	var list []Table
	for _, s := range r.Sections {
		t := Table{Name: s.Table}
		for _, it := range s.Items {
			if it.Kind == export.Island && it.Text != "" {
				t.Cards = append(t.Cards, it.Text)
			}
		}
		if len(t.Cards) > 0 {
			list = append(list, t)
		}
	}
	return list
}

func (s *Sheet) column() float64 {
	return (textWidth-gap*float64(s.Columns-1))/float64(s.Columns) - indent
}

func (s *Sheet) cut(all []Table, cards, lines int) []Table {
	list := make([]Table, len(all))
	for i, t := range all {
		list[i].Name = short(strong, t.Name, s.column(), 1)
		for _, card := range t.Cards[:min(cards, len(t.Cards))] {
			list[i].Cards = append(list[i].Cards, short(body, card, s.column(), lines))
		}
	}
	return list
}

// high is how high the tables stand, side by side where there are two columns.
func (s *Sheet) high(list []Table) float64 {
	total, row := 0.0, 0.0
	for i, t := range list {
		high := nameHigh
		for _, card := range t.Cards {
			high += lineHigh * float64(linesOf(body, card, s.column()))
		}
		row = max(row, high)
		if i%s.Columns == s.Columns-1 || i == len(list)-1 {
			total, row = total+row, 0
		}
	}
	return total
}
