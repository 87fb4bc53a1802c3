package export

import "yoriai/board"

// htmlBarWidth is how long the longest bar is; the picture is stretched to its cell.
const htmlBarWidth = 200

// A chart on a page is a table whose middle column is drawn: who listens or
// prints without colours has the numbers beside it.

func htmlBarOf(l PartLine) htmlBar {
	bar := htmlBar{Text: l.Text, Amount: l.Amount}
	shares := l.Shares
	if len(shares) == 0 {
		shares = []Share{{N: l.N}}
	}
	done := 0
	for _, s := range shares {
		from := done * htmlBarWidth / max(1, l.Most)
		done += s.N
		if to := done * htmlBarWidth / max(1, l.Most); s.N > 0 {
			bar.Stretches = append(bar.Stretches, htmlStretch{barClass(s.Side), from, max(to, from+1)})
		}
	}
	return bar
}

func barClass(side board.Side) string {
	if side == board.NoSide {
		return "doc__stretch"
	}
	return "doc__stretch doc__stretch--" + string(side)
}

// htmlKeys names the sides that a chart shows; none where it shows no sides.
func (r Report) htmlKeys(p Part) []htmlKey {
	seen := map[board.Side]bool{}
	for _, l := range p.Lines {
		for _, s := range l.Shares {
			seen[s.Side] = true
		}
	}
	var keys []htmlKey
	for _, side := range sidesInOrder {
		if seen[side] && (side != board.NoSide || len(seen) > 1) {
			keys = append(keys, htmlKey{barClass(side), r.SideOrNone(side)})
		}
	}
	return keys
}
