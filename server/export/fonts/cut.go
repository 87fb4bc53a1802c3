package fonts

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/tdewolff/font"
)

// Cut is the font with these glyphs only, in their order, and the tables asked
// for. Equal glyphs give equal bytes, whenever it is cut.
func (f *Font) Cut(glyphs []uint16, tables []string) ([]byte, error) {
	whole := f.shared()
	part, err := whole.Subset(slices.Clone(glyphs), font.SubsetOptions{Tables: tables})
	if err != nil {
		return nil, fmt.Errorf("cut font %s: %w", f.name, err)
	}
	data := part.Write()
	undated(data)
	return data, nil
}

// shared is the font for one cut: Subset writes into the OS/2 table of the whole,
// where another cut may be writing just then. The other tables it only reads.
func (f *Font) shared() *font.SFNT {
	whole, os2 := *f.SFNT, *f.OS2
	whole.OS2 = &os2
	return &whole
}

// undated takes the time out of a font that was just cut, so that equal files
// come of equal texts: the time of the last change becomes that of the making,
// and the sums that stand over it are drawn anew.
func undated(font []byte) {
	const directory, entry = 12, 16
	const created, modified, adjustment = 20, 28, 8
	for at := directory; at+entry <= len(font); at += entry {
		if string(font[at:at+4]) != "head" {
			continue
		}
		offset, length := binary.BigEndian.Uint32(font[at+8:]), binary.BigEndian.Uint32(font[at+12:])
		head := font[offset : offset+length]
		copy(head[modified:modified+8], head[created:created+8])
		clear(head[adjustment : adjustment+4])
		binary.BigEndian.PutUint32(font[at+4:], sumOf(head))
		binary.BigEndian.PutUint32(head[adjustment:], 0xB1B0AFBA-sumOf(font))
		return
	}
}

// sumOf adds all words of four bytes; at the end, zeros stand for what is missing.
func sumOf(data []byte) (sum uint32) {
	for len(data) >= 4 {
		sum += binary.BigEndian.Uint32(data)
		data = data[4:]
	}
	var last [4]byte
	copy(last[:], data)
	return sum + binary.BigEndian.Uint32(last[:])
}
