package picture

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/layout"
	"yoriai/server/export/typeset"
)

// textOf is what stands in a part of a page, without its line breaks.
func textOf(p *Page, part int) string {
	text := ""
	for _, m := range p.marks {
		if m.part == part {
			text += m.text
		}
	}
	return bare(text)
}

// bare is a text without what breaking lines and setting letters may change.
func bare(s string) string {
	return strings.NewReplacer(" ", "", wide, "", "\n", "").Replace(typeset.Clean(s))
}

func partsOf(pages []*Page, kinds ...string) []string {
	var list []string
	for _, p := range pages {
		for i, kind := range p.parts {
			if slices.Contains(kinds, kind) {
				list = append(list, textOf(p, i+1))
			}
		}
	}
	return list
}

// eachPiece walks through all that a sheet holds, in reading order.
func eachPiece(s export.Sheet, do func(export.Piece, int)) {
	var walk func(list []export.Piece, level int)
	walk = func(list []export.Piece, level int) {
		for _, it := range list {
			do(it, level)
			walk(it.Members, level+1)
		}
	}
	for _, list := range [][]export.Piece{s.Lying, s.Lone, s.Loose} {
		walk(list, 1)
	}
}

// TestEverythingStandsThereOnce: each note, title and sentence with its whole
// text, once, and in the board's order.
func TestEverythingStandsThereOnce(t *testing.T) {
	for name, s := range shapes {
		t.Run(name, func(t *testing.T) {
			r := drawBoard(5, s).report(t)
			sheet := r.Sections[0].Sheet
			var want []string
			for n := range sheet.Sheets {
				part := sheet
				part.Lying = slices.DeleteFunc(slices.Clone(sheet.Lying), func(it export.Piece) bool {
					return layout.SheetAt(layout.Point(it.At), sheet.Sheets) != n
				})
				if n < sheet.Sheets-1 {
					part.Lone, part.Loose = nil, nil
				}
				eachPiece(part, func(it export.Piece, level int) { want = append(want, bare(it.Text)) })
			}
			got := partsOf(Pages(r, r.Sections[0]), "P", "H2", "H3", "H4", "H5", "H6")
			at := 0
			for _, text := range want {
				for ; at < len(got) && !strings.Contains(got[at], text); at++ {
				}
				if at == len(got) {
					t.Fatalf("%q does not stand there, or not in its place", text)
				}
				at++
			}
			if notes := slices.DeleteFunc(got, func(text string) bool { return !strings.Contains(text, "。") }); len(notes) < r.Sections[0].Count.Written {
				t.Errorf("%d texts for %d notes", len(notes), r.Sections[0].Count.Written)
			}
		})
	}
}

// seeds is how many of so many drawings are tried: all, or the first under the
// race detector, which makes drawing ten times slower and has nothing to find
// in it. Without it make test tries all of them.
func seeds(many uint64) uint64 {
	if underRace {
		return 1
	}
	return many
}

// TestNothingOverlaps: things of one holder lie apart, each in its holder and
// below its title card, all on the sheet; and they are nested as the board is.
func TestNothingOverlaps(t *testing.T) {
	for name, s := range shapes {
		for seed := range seeds(6) {
			r := drawBoard(seed, s).report(t)
			section := r.Sections[0]
			b := boardOf(r, section.Sheet)
			all := pieces(section.Sheet)
			for n := range max(1, section.Sheet.Sheets) {
				laid, _ := b.arranged(part{lying: onSheet(all, n, section.Sheet.Sheets)}, n)
				apart(t, fmt.Sprintf("%s %d sheet %d", name, seed, n), layout.Thing{W: laid.Page.W, H: laid.Page.H}, laid.Boxes, b)
			}
		}
	}
}

func apart(t *testing.T, what string, holder layout.Thing, boxes []layout.Box, b *sheetBoard) {
	t.Helper()
	if len(boxes) != len(b.items[holder.ID].Members) && holder.ID != "" {
		t.Errorf("%s: %d things of %d", what, len(boxes), len(b.items[holder.ID].Members))
	}
	const hair = 0.01
	for i, at := range boxes {
		if at.X < holder.X-hair || at.Y < holder.Y-hair || at.X+at.W > holder.X+holder.W+hair || at.Y+at.H > holder.Y+holder.H+hair {
			t.Fatalf("%s: %q lies over the edge of what holds it", what, at.Text)
		}
		if holder.ID != "" && at.ID != b.items[holder.ID].Members[i].ID {
			t.Errorf("%s: another order", what)
		}
		own := layout.Thing{ID: at.ID, X: at.X + hair, Y: at.Y + hair, W: at.W - 2*hair, H: at.H - 2*hair}
		for _, o := range boxes[i+1:] {
			if layout.Overlap(own, layout.Thing{X: o.X, Y: o.Y, W: o.W, H: o.H}) {
				t.Fatalf("%s: %q lies over %q", what, at.Text, o.Text)
			}
		}
		if at.Kind != layout.Island {
			continue
		}
		for _, m := range at.Members {
			if layout.Overlap(at.Card, layout.Thing{X: m.X, Y: m.Y, W: m.W, H: m.H}) {
				t.Fatalf("%s: the card %q lies over %q", what, at.Text, m.Text)
			}
		}
		apart(t, what, own, at.Members, b)
	}
}

// TestTextStaysInItsBox: no line runs over the paper it stands on.
func TestTextStaysInItsBox(t *testing.T) {
	r := drawBoard(2, shape{notes: 60, islands: 12, depth: 3, long: true}).report(t)
	for _, p := range Pages(r, r.Sections[0]) {
		for _, m := range p.marks {
			if m.text != "" && (m.x < margin-0.01 || m.x+m.face.Width(m.text) > pageW-margin+0.5 || m.y > pageH-3 || m.y < 6) {
				t.Errorf("%q stands at %.1f %.1f, %.1f wide", m.text, m.x, m.y, m.face.Width(m.text))
			}
		}
	}
}

// TestLinesGoRound: no line goes through an island that it does not join, as
// long as there was a way round.
func TestLinesGoRound(t *testing.T) {
	lines := 0
	for seed := range uint64(8) {
		b, wires, ground := wired(t, seed, "forty links")
		ends := map[string]layout.Wire{}
		for _, w := range wires {
			ends[w.ID] = w
		}
		for _, d := range layout.Draw(wires, ground) {
			w := ends[d.ID]
			if !d.Free || w.From[0] == w.To[0] {
				continue
			}
			lines++
			for _, thing := range ground.Boxes[""] {
				if thing.ID == w.From[0] || thing.ID == w.To[0] {
					continue
				}
				for i := 1; i < len(d.Points); i++ {
					if layout.Cuts(d.Points[i-1], d.Points[i], thing) {
						t.Errorf("seed %d: a line goes through %q", seed, b.items[thing.ID].Text)
					}
				}
			}
		}
	}
	if lines < 20 {
		t.Errorf("only %d lines were looked at", lines)
	}
}

// TestBigAndEmpty: an empty sheet says so; two thousand loose notes fit on a page.
func TestBigAndEmpty(t *testing.T) {
	empty := drawBoard(1, shape{}).report(t)
	if got := partsOf(Pages(empty, empty.Sections[0]), "P"); !slices.Contains(got, bare(empty.Say("export.empty"))) {
		t.Errorf("an empty sheet says %q", got)
	}
	big := drawBoard(1, shape{notes: 2000}).report(t)
	pages := Pages(big, big.Sections[0])
	texts := 0
	for _, m := range pages[0].marks {
		if m.text == "" {
			continue
		}
		texts++
		if m.y > pageH || m.x > pageW {
			t.Fatalf("%q is off the page", m.text)
		}
	}
	if len(pages) != 1 || texts < 2000 {
		t.Errorf("%d pages, %d lines", len(pages), texts)
	}
}

// TestOneHugeIsland: what is far too long for any wall is small, and all of it is there.
func TestOneHugeIsland(t *testing.T) {
	d := drawBoard(1, shape{})
	island := board.Group{ID: board.GroupID(d.id()), Title: "ぜんぶ", Place: d.place("")}
	d.add(island, island.ID)
	many := 300
	if underRace {
		many = 30 // as for seeds
	}
	for range many {
		n := board.Note{ID: board.NoteID(d.id()), Text: strings.Repeat("長い文。", 500), Place: d.place(island.ID)}
		d.add(n, board.GroupID(n.ID))
	}
	r := d.report(t)
	lines := 0
	for _, m := range Pages(r, r.Sections[0])[0].marks {
		if m.text != "" && !(m.x >= 0 && m.x <= pageW && m.y >= 0 && m.y <= pageH) {
			t.Fatalf("a line at %v %v", m.x, m.y)
		}
		lines += strings.Count(m.text, "長い文。")
	}
	if lines < many*100 {
		t.Errorf("%d times", lines)
	}
}

// TestAlt tells in words what is there.
func TestAlt(t *testing.T) {
	r := drawBoard(6, shapes["64 notes"]).report(t)
	alt := Pages(r, r.Sections[0])[0].Alt
	for _, it := range r.Sections[0].Sheet.Lying {
		if it.Kind == export.Island && it.Text != "" && !strings.Contains(alt, it.Text) {
			t.Errorf("%q does not tell of %q", alt, it.Text)
		}
	}
	if !strings.Contains(alt, "1班") || !strings.Contains(alt, fmt.Sprintf("関係の線が%d本", len(r.Sections[0].Sheet.Lines))) {
		t.Errorf("it says %q", alt)
	}
}
