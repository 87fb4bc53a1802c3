package paper

import (
	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/pdf"
	"yoriai/server/export/typeset"
)

// sides are the colours of the sides' stretches of a bar: of different
// lightness, so that they are told apart on grey paper too.
var sides = map[board.Side]pdf.Color{board.Citizen: hex("C9971F"), board.Staff: hex("24508C"), board.OtherSide: hex("6F9A63"), board.NoSide: hex("6D675B")}

// chart draws bars that follow one another. What they are of stands before
// them, and behind them how much, in words.
func (l *layout) chart(bars []export.PartLine) {
	const gap, most, longest = 3.0, 80.0, 62.0
	amount := typeset.Face{Size: 9}
	names, amounts := 18.0, 8.0
	for _, b := range bars {
		names = max(names, min(body.Width(b.Text)+0.5, most))
		amounts = max(amounts, min(amount.Width(b.Amount)+0.5, 54))
	}
	at := left + 4 + names + gap
	room := min(right-at-gap-amounts, longest)
	for _, b := range bars {
		e := l.item()
		long := room * min(float64(b.N)/float64(max(b.Most, 1)), 1)
		lines := l.wrap(body, b.Text, names)
		l.add(block{
			height: lead, above: 0.8, whole: len(lines) < 6,
			spans: []span{
				{x: left + 4, lines: lines, face: body, color: ink, element: e},
				{x: at + long + gap, lines: l.wrap(amount, b.Amount, amounts), face: amount, color: ink, element: e, middle: true},
			},
			over: func(p *page, y, h float64) { p.bar(at, y+(h-lead)/2+1.1, long, lead-2.2, b.Shares) },
		})
	}
}

// bar draws a bar; of several sides, a stretch each.
func (p *page) bar(x, y, long, high float64, shares []export.Share) {
	total := 0
	for _, s := range shares {
		total += s.N
	}
	if total == 0 {
		p.area(x, y, max(long, 0.3), high, levels[1])
		return
	}
	for _, s := range shares {
		stretch := long * float64(s.N) / float64(total)
		p.area(x, y, stretch, high, sides[s.Side])
		x += stretch
	}
}
