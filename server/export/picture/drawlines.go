package picture

import (
	"math"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// Relations as KJ has always drawn them: arrow (causes), arrows at both ends
// (mutual), forks against each other (opposes), double (same), dashed with dots
// (related), dotted with an open arrow (answers). All lengths are in px.

type headKind int

const (
	noHead headKind = iota
	arrow
	against
	openArrow
	dot
)

// heads are what stands at the end and at the beginning of a line.
var heads = map[board.Meaning][2]headKind{
	board.Causes: {arrow, noHead}, board.Mutual: {arrow, arrow}, board.Opposes: {against, against},
	board.Same: {noHead, noHead}, board.Related: {dot, dot}, board.Answers: {openArrow, noHead},
}

const (
	lineWidth  = 2.5
	lineBend   = 14 // radius
	doubleLine = 6.5
	// lineAir is the paper on both sides of a line, so that it can be told from
	// every outline it goes over.
	lineAir = 2
)

// relations draws the lines of a sheet, all on paper of their own, and then all
// words: no line cuts another or goes through a word.
func (b *sheetBoard) relations(p pen, laid layout.Laid, all []export.SheetLine) {
	wires, ground := layout.Wires(laid.Boxes, links(all, b.say), laid.Page)
	drawn := layout.Draw(wires, ground)
	byID := map[string]export.SheetLine{}
	for _, l := range all {
		byID[l.ID] = l
	}
	for _, draw := range []func(board.Meaning, []layout.Point){p.casing, p.relation} {
		for _, d := range drawn {
			if len(d.Points) > 1 {
				draw(byID[d.ID].Meaning, d.Points)
			}
		}
	}
	for _, d := range drawn {
		if d.Label == nil {
			continue
		}
		words := labelOf(byID[d.ID], b.say)
		if d.Short {
			words = b.say("relation.sign." + string(byID[d.ID].Meaning))
			b.signed[byID[d.ID].Meaning] = true
		}
		p.label(*d.Label, words, paint{fill: white, line: dots, width: 1})
	}
	b.flags(p, wires, ground, drawn, byID)
}

func (b *sheetBoard) flags(p pen, wires []layout.Wire, ground layout.Ground, drawn []layout.Drawn, byID map[string]export.SheetLine) {
	long, short := map[string]string{}, map[string]string{}
	for _, w := range wires {
		if (len(w.From) == 0) != (len(w.To) == 0) {
			long[w.ID], short[w.ID] = b.flagWords(byID[w.ID], len(w.From) == 0)
		}
	}
	sizes := func(w layout.Wire) (layout.Size, layout.Size) { return labelSize(long[w.ID]), labelSize(short[w.ID]) }
	for _, f := range layout.Flags(wires, ground, drawn, sizes) {
		words := long[f.ID]
		if f.Short {
			words = short[f.ID]
		}
		p.label(f.Thing, words, paint{fill: leadOn, line: lead, width: 1.5})
	}
}

// flagChars is how much of the words of a thing on another sheet stand on a flag.
const (
	flagChars      = 8
	flagCharsShort = 3 // where there is little room
)

// flagWords says where a line leads, or comes from, that leaves this sheet.
func (b *sheetBoard) flagWords(l export.SheetLine, comes bool) (long, short string) {
	what, key, id := l.To, "relation.flag_to", l.ToID
	if comes {
		what, key, id = l.From, "relation.flag_from", l.FromID
	}
	if n, lies := b.sheetOf[id]; lies && b.sheets > 1 {
		return b.say(key+"_sheet", "what", board.Cut(what, flagChars), "n", number(n+1)), b.say(key+"_short", "n", number(n+1))
	}
	return b.say(key, "what", board.Cut(what, flagChars)), b.say(key, "what", board.Cut(what, flagCharsShort))
}

func (p pen) label(at layout.Thing, words string, look paint) {
	p.page.begin("P")
	p.draw(box(at.X, at.Y, at.W, at.H, at.H/2), look)
	text := typeset.Clean(words)
	size := min(lineFont, lineFont*(at.W-6)/max(1, faceOf(typeset.Regular, lineFont).Width(text)))
	wide := faceOf(typeset.Regular, size).Width(text)
	p.write(at.X+(at.W-wide)/2, baseline(at.Y, at.H, size), text, typeset.Regular, size, ink)
}

// casing is the paper beneath a line and its heads.
func (p pen) casing(meaning board.Meaning, points []layout.Point) {
	width := lineWidth
	if meaning == board.Same {
		width = doubleLine
	}
	p.draw(bent(points), paint{line: paper, width: width + 2*lineAir})
	p.bothHeads(meaning, points, func(kind headKind) paint {
		look := headPaint(kind)
		look.line, look.width, look.round = paper, look.width+2*lineAir, true
		if look.fill != none {
			look.fill = paper
		}
		return look
	})
}

func (p pen) relation(meaning board.Meaning, points []layout.Point) {
	way := bent(points)
	look := paint{line: lines, width: lineWidth, round: true}
	switch meaning {
	case board.Same:
		p.draw(way, paint{line: lines, width: doubleLine})
		look.line, look.round = paper, false
	case board.Related:
		look.dashes = []float64{9, 7}
	case board.Answers:
		look.dashes = []float64{1, 6}
	}
	p.draw(way, look)
	p.bothHeads(meaning, points, headPaint)
}

func (p pen) bothHeads(meaning board.Meaning, points []layout.Point, look func(headKind) paint) {
	last := len(points) - 1
	for i, end := range [2][2]layout.Point{{points[last], points[last-1]}, {points[0], points[1]}} {
		kind := heads[meaning][i]
		p.head(kind, end[0], end[1], look(kind))
	}
}

func headPaint(kind headKind) paint {
	switch kind {
	case arrow:
		return paint{fill: lines, line: lines, width: 1.5}
	case dot:
		return paint{fill: lines}
	}
	return paint{line: lines, width: lineWidth, round: true}
}

// head points along the line, away from it; its tip lies at the end.
func (p pen) head(kind headKind, tip, before layout.Point, look paint) {
	turn := math.Atan2(tip.Y-before.Y, tip.X-before.X)
	at := func(x, y float64) (float64, float64) {
		return tip.X + x*math.Cos(turn) - y*math.Sin(turn), tip.Y + x*math.Sin(turn) + y*math.Cos(turn)
	}
	points := func(xy ...float64) []float64 {
		for i := 0; i < len(xy); i += 2 {
			xy[i], xy[i+1] = at(xy[i], xy[i+1])
		}
		return xy
	}
	switch kind {
	case arrow:
		p.draw(polygon(points(-13, -7, 0, 0, -13, 7)...), look)
	case against:
		p.draw(open(points(1, -7, -11, 0, 1, 7)...), look)
	case openArrow:
		p.draw(open(points(-12, -7, 0, 0, -12, 7)...), look)
	case dot:
		x, y := at(-1, 0)
		p.draw(box(x-4, y-4, 8, 8, 4), look)
	}
}

// bent is a way with round bends.
func bent(points []layout.Point) []stroke {
	way := []stroke{{'M', []float64{points[0].X, points[0].Y}}}
	for i := 1; i < len(points); i++ {
		at := points[i]
		if i == len(points)-1 {
			return append(way, stroke{'L', []float64{at.X, at.Y}})
		}
		a, b := toward(at, points[i-1]), toward(at, points[i+1])
		// A quadratic curve as a cubic one.
		c := func(end layout.Point) (float64, float64) {
			return end.X + (at.X-end.X)*2/3, end.Y + (at.Y-end.Y)*2/3
		}
		ax, ay := c(a)
		bx, by := c(b)
		way = append(way, stroke{'L', []float64{a.X, a.Y}}, stroke{'C', []float64{ax, ay, bx, by, b.X, b.Y}})
	}
	return way
}

// toward is a point on the way from one to the other, where a bend begins.
func toward(from, to layout.Point) layout.Point {
	long := math.Hypot(to.X-from.X, to.Y-from.Y)
	if long == 0 {
		return from
	}
	by := min(lineBend, long/2) / long
	return layout.Point{X: from.X + (to.X-from.X)*by, Y: from.Y + (to.Y-from.Y)*by}
}
