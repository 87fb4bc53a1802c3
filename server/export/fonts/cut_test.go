package fonts

import (
	"bytes"
	"sync"
	"testing"

	"github.com/tdewolff/font"
)

func TestCutFontsHaveNoTimeOfTheirOwn(t *testing.T) {
	cut, err := Load().Regular.SFNT.Subset([]uint16{0, 50, 51}, font.SubsetOptions{Tables: font.KeepMinTables})
	if err != nil {
		t.Fatal(err)
	}
	now, later := cut.Write(), cut.Write()
	i := bytes.Index(later, []byte{0x5f, 0x0f, 0x3c, 0xf5}) // the magic number in the head
	later[i-12+28+7]++                                      // a second later
	undated(now)
	undated(later)
	if !bytes.Equal(now, later) {
		t.Error("two cuts at two times differ")
	}
	if sumOf(now) != 0xB1B0AFBA {
		t.Errorf("the sum of the font is %x", sumOf(now))
	}
	if _, err := font.ParseSFNT(now, 0); err != nil {
		t.Errorf("the font cannot be read: %v", err)
	}
}

// TestCutsLeaveTheFontAsItWas: at the end of the evening everybody takes the
// report home, and papers are made at once of one font. What is cut out of it
// for one of them was once written into the whole, under the eyes of the next.
func TestCutsLeaveTheFontAsItWas(t *testing.T) {
	f := read("BIZUDPGothic-Regular")
	before := *f.OS2
	var papers sync.WaitGroup
	for _, text := range []string{"寄り合い", "A–Z"} {
		papers.Go(func() {
			glyphs := []uint16{0}
			for _, r := range text {
				glyphs = append(glyphs, f.GlyphIndex(r))
			}
			for _, tables := range [][]string{font.KeepMinTables, font.KeepPDFTables} {
				if _, err := f.Cut(glyphs, tables); err != nil {
					t.Error(err)
				}
			}
		})
	}
	papers.Wait()
	if *f.OS2 != before {
		t.Error("a cut changed the OS/2 table of the font it was taken from")
	}
}
