package fonts

import (
	"bytes"
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
