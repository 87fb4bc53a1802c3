package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/tdewolff/font"

	"yoriai/server/export/fonts"
)

// embedded is a font as far as the file uses it. Codes are given as glyphs come;
// a glyph that stands for several texts has a code for each.
type embedded struct {
	font  *fonts.Font
	ref   ref
	name  string // in the resources of pages
	codes map[use]uint16
	uses  []use // by code, from 1
}

type use struct {
	glyph uint16
	text  string
}

const maxCodes = 1<<16 - 1

func (d *Document) embed(f *fonts.Font) *embedded {
	e, known := d.fonts[f]
	if !known {
		e = &embedded{font: f, ref: d.reserve(), name: fmt.Sprintf("F%d", len(d.fonts)), codes: map[use]uint16{}}
		d.fonts[f] = e
		d.fontList = append(d.fontList, e)
	}
	return e
}

func (e *embedded) code(glyph uint16, text string) uint16 {
	u := use{glyph, text}
	if c, known := e.codes[u]; known {
		return c
	}
	if len(e.uses) == maxCodes {
		return e.codes[e.uses[0]] // more letters than a font can name
	}
	e.uses = append(e.uses, u)
	c := uint16(len(e.uses))
	e.codes[u] = c
	return c
}

// width of a glyph as the font has it, in thousandths of the size.
func (e *embedded) width(glyph uint16) float64 {
	return float64(e.font.SFNT.GlyphAdvance(glyph)) * 1000 / float64(e.font.SFNT.UnitsPerEm())
}

func (d *Document) writeFonts() error {
	for _, e := range d.fontList {
		if err := d.writeFont(e); err != nil {
			return err
		}
	}
	return nil
}

func (d *Document) writeFont(e *embedded) error {
	glyphs, at := []uint16{0}, map[uint16]int{0: 0}
	for _, u := range e.uses {
		if _, there := at[u.glyph]; !there {
			at[u.glyph] = len(glyphs)
			glyphs = append(glyphs, u.glyph)
		}
	}
	data, err := e.font.Cut(glyphs, font.KeepPDFTables)
	if err != nil {
		return err
	}
	program, toGlyph, toText := d.reserve(), d.reserve(), d.reserve()
	d.stream(program, fmt.Sprintf("/Length1 %d", len(data)), data)
	codes := make([]byte, 2, 2+2*len(e.uses))
	for _, u := range e.uses {
		codes = binary.BigEndian.AppendUint16(codes, uint16(at[u.glyph]))
	}
	d.stream(toGlyph, "", codes)
	d.stream(toText, "", e.toUnicode())
	descendant, descriptor := d.reserve(), d.reserve()
	name := subsetName(e.font, glyphs)
	d.put(e.ref, fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%v]/ToUnicode %v>>", name, descendant, toText))
	d.put(descendant, fmt.Sprintf("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap %v/FontDescriptor %v/DW 1000/W[1[%s]]>>",
		name, toGlyph, descriptor, e.widths()))
	d.put(descriptor, e.descriptor(name, program))
	return nil
}

func (e *embedded) widths() string {
	list := make([]string, len(e.uses))
	for i, u := range e.uses {
		list[i] = number(e.width(u.glyph))
	}
	return strings.Join(list, " ")
}

func (e *embedded) descriptor(name string, program ref) string {
	f := e.font.SFNT
	milli := func(n int16) int { return int(n) * 1000 / int(f.UnitsPerEm()) }
	return fmt.Sprintf("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%d %d %d %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d/StemV 80/FontFile2 %v>>",
		name, milli(f.Head.XMin), milli(f.Head.YMin), milli(f.Head.XMax), milli(f.Head.YMax), milli(f.Hhea.Ascender), milli(f.Hhea.Descender), milli(f.OS2.SCapHeight), program)
}

// subsetName is the font's name behind six letters that tell cuts apart.
func subsetName(f *fonts.Font, glyphs []uint16) string {
	sum := sha256.New()
	for _, g := range glyphs {
		sum.Write(binary.BigEndian.AppendUint16(nil, g))
	}
	prefix := make([]byte, 6)
	for i, b := range sum.Sum(nil)[:6] {
		prefix[i] = 'A' + b%26
	}
	name := strings.Map(func(r rune) rune {
		if r > ' ' && r < 0x7f && !strings.ContainsRune("()<>[]{}/%#", r) {
			return r
		}
		return -1
	}, f.Name())
	return string(prefix) + "+" + name
}

// toUnicode says what text each code stands for, so that it can be copied.
func (e *embedded) toUnicode() []byte {
	var out bytes.Buffer
	out.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const block = 100 // more may not stand in one
	for from := 0; from < len(e.uses); from += block {
		list := e.uses[from:min(from+block, len(e.uses))]
		fmt.Fprintf(&out, "%d beginbfchar\n", len(list))
		for i, u := range list {
			fmt.Fprintf(&out, "<%04X> <", from+i+1)
			for _, unit := range utf16.Encode([]rune(u.text)) {
				fmt.Fprintf(&out, "%04X", unit)
			}
			out.WriteString(">\n")
		}
		out.WriteString("endbfchar\n")
	}
	out.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return out.Bytes()
}
