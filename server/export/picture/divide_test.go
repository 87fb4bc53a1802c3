package picture

import (
	"cmp"
	"fmt"
	"slices"
	"testing"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/export"
	"yoriai/server/export/layout"
)

// manyNotes is a board with more on it than one sheet of A3 shows in letters
// that can be read: tables' islands, each with islands in it.
func manyNotes(seed uint64, notes int) *drawn {
	return drawBoard(seed, shape{notes: notes, islands: notes / 9, depth: 2, links: 8})
}

// TestMoreThanOnePaper: where the letters of the whole are too small for the
// paper every note stands once more on the pages that follow, in letters that
// can be read, and nothing lies off them.
func TestMoreThanOnePaper(t *testing.T) {
	wholetest.Only(t)
	for seed := range seeds(3) {
		for _, size := range []Paper{A3, A1} {
			r := manyNotes(seed, 300).report(t)
			s := r.Sections[0]
			whole, pages := Pages(r, s), size.Pages(r, s)
			small := whole[0].letters*float64(size) < least
			if small != (len(pages) > len(whole)) {
				t.Errorf("seed %d: letters of %.1f points, %d pages", seed, whole[0].letters*float64(size), len(pages))
			}
			if !small {
				continue
			}
			parted := pages[len(whole):]
			eachOnce(t, s.Sheet, parted)
			for i, p := range parted {
				if p.letters*float64(size) < least && len(p.spots) > 1 {
					t.Errorf("seed %d: %d things in letters of %.1f points on page %d", seed, len(p.spots), p.letters*float64(size), i)
				}
				onPaper(t, p)
			}
			t.Logf("seed %d: %.1f points on one, %d pages", seed, whole[0].letters*float64(size), len(parted))
		}
	}
}

// eachOnce counts the words of all notes; two notes may say the same.
func eachOnce(t *testing.T, s export.Sheet, pages []*Page) {
	t.Helper()
	got := partsOf(pages, "P")
	want := map[string]int{}
	eachPiece(s, func(it export.Piece, _ int) {
		if it.Kind == export.Note {
			want[bare(it.Text)]++
		}
	})
	for text, n := range want {
		found := 0
		for _, g := range got {
			// Behind the words stand the signs, and before a relation's words nothing does.
			if len(g) >= len(text) && g[:len(text)] == text && len(g)-len(text) < 60 {
				found++
			}
		}
		if found < n {
			t.Errorf("%q stands %d times for %d notes", text, found, n)
		}
	}
	notes := 0
	for _, p := range pages {
		notes += p.notes
	}
	total := 0
	eachPiece(s, func(it export.Piece, _ int) {
		if it.Kind == export.Note {
			total++
		}
	})
	if notes != total {
		t.Errorf("%d notes are drawn of %d", notes, total)
	}
}

func onPaper(t *testing.T, p *Page) {
	t.Helper()
	for _, m := range p.marks {
		if m.text != "" && (m.x < margin-0.01 || m.x+m.face.Width(m.text) > pageW-margin+0.5 || m.y > pageH-3 || m.y < 6) {
			t.Errorf("%q stands at %.1f %.1f, %.1f wide", m.text, m.x, m.y, m.face.Width(m.text))
		}
	}
}

// TestOverviewLeads: the number at an island is that of the page on which its title stands.
func TestOverviewLeads(t *testing.T) {
	r := manyNotes(4, 300).report(t)
	s := r.Sections[0]
	pages := A3.Pages(r, s)
	overview, parted := pages[0], pages[1:]
	if len(parted) == 0 {
		t.Fatal("it is not divided")
	}
	if got := partsOf(pages[:1], "P"); !slices.Contains(got, bare(r.Say("export.sheet.overview", "n", number(len(parted))))) {
		t.Error("nothing says that more pages follow")
	}
	on := map[string]int{}
	for n, p := range parted {
		for _, at := range p.spots {
			on[at.id] = n + 1
		}
	}
	badges := partsOf([]*Page{overview}, "P")
	i := len(badges)
	for _, at := range slices.Backward(overview.spots) {
		it := pieceOf(s.Sheet, at.id)
		if it.Kind != export.Island {
			continue
		}
		i--
		if badges[i] != number(on[at.id]) {
			t.Errorf("%q is on page %d, and the overview says %s", it.Text, on[at.id], badges[i])
		}
	}
}

func pieceOf(s export.Sheet, id string) export.Piece {
	i := slices.IndexFunc(s.Lying, func(p export.Piece) bool { return p.ID == id })
	return s.Lying[i]
}

// TestNoEmptyStrips: an island that was cut is as wide as its widest row, or its title card.
func TestNoEmptyStrips(t *testing.T) {
	looked := 0
	var look func(at layout.Box)
	look = func(at layout.Box) {
		if at.Kind != layout.Island || len(at.Members) == 0 {
			return
		}
		right := at.Card.X + at.Card.W
		for _, m := range at.Members {
			right = max(right, m.X+m.W)
			look(m)
		}
		looked++
		// A twentieth of a column is lost in rounding; a card in lines may be narrower than its room.
		if strip := (at.X + at.W - right) / layout.Rem; strip > layout.Frame(at.Level)/2+0.6 && len(at.Text) < 30 {
			t.Errorf("beside what %q holds are %.1f rem", at.Text, strip)
		}
	}
	for seed := range uint64(6) {
		r := manyNotes(seed, 120).report(t)
		b := boardOf(r, r.Sections[0].Sheet)
		b.settle(true)
		list := pieces(r.Sections[0].Sheet)
		layout.Recut(list, remember(b), room)
		laid, _ := b.fitted(part{lying: list}, 0)
		for _, at := range laid.Boxes {
			look(at)
		}
	}
	if looked < 40 {
		t.Errorf("%d islands", looked)
	}
}

// TestLargerLetters: what gives way gives way for larger letters; and as large as these they are on an A3.
func TestLargerLetters(t *testing.T) {
	for notes, want := range map[int]float64{10: 12, 64: 7.5, 130: 5, 300: 3.5} {
		r := manyNotes(1, notes).report(t)
		b := boardOf(r, r.Sections[0].Sheet)
		list := pieces(r.Sections[0].Sheet)
		b.settle(false)
		usual, _ := b.fitted(part{lying: list, beside: r.Sections[0].Sheet}, 0)
		laid, _ := b.arranged(part{lying: list, beside: r.Sections[0].Sheet}, 0)
		before, after := lettersAt(usual.Scale), lettersAt(laid.Scale)
		if after < before || after < want {
			t.Errorf("%d notes: letters of %.1f points, %.1f with the usual columns; want %.1f", notes, after, before, want)
		}
		t.Logf("%d notes: %.1f points, %.1f with the usual columns", notes, after, before)
	}
}

// TestTidyStaysTidy: what 整える laid in rows lies in such rows on paper, in reading order.
func TestTidyStaysTidy(t *testing.T) {
	rows := 0
	for seed := range uint64(8) {
		d := drawBoard(seed, shape{notes: 40, islands: 9, depth: 1})
		r := d.report(t)
		lying := r.Sections[0].Sheet.Lying
		for i := range lying {
			lying[i].At = board.Point{X: float64(24 + i%5*310), Y: float64(24 + i/5*190)}
		}
		r.Sections[0].Sheet.Loose, r.Sections[0].Sheet.Lone = nil, nil
		b := boardOf(r, r.Sections[0].Sheet)
		laid, _ := b.arranged(part{lying: pieces(r.Sections[0].Sheet)}, 0)
		for i := 1; i < len(laid.Boxes); i++ {
			one, next := laid.Boxes[i-1], laid.Boxes[i]
			if c := cmp.Or(cmp.Compare(one.Y, next.Y), cmp.Compare(one.X, next.X)); c >= 0 {
				t.Errorf("seed %d: %q does not stand behind %q", seed, next.Text, one.Text)
			}
			if next.Y > one.Y {
				rows++
			}
		}
	}
	if rows < 8 {
		t.Error(fmt.Sprint("only ", rows, " rows"))
	}
}

// TestSmallLettersHaveMoreDots: a picture can be enlarged on the screen, and is no larger than four sheets.
func TestSmallLettersHaveMoreDots(t *testing.T) {
	for _, c := range []struct {
		sheets  int
		letters float64
		want    int
	}{{1, 12, PNGWidth}, {1, 3, 3571}, {1, 1, 2 * PNGWidth}, {4, 1, PNGWidth}, {8, 1, PNGWidth / 2}} {
		pages := []*Page{}
		for range c.sheets {
			pages = append(pages, &Page{letters: c.letters})
		}
		if got := widthOf(pages); got != c.want {
			t.Errorf("%d sheets in letters of %.0f points: %d dots wide, want %d", c.sheets, c.letters, got, c.want)
		}
	}
}
