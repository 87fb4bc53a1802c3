package picture

import (
	"bufio"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/tdewolff/font"

	"yoriai/server/export/fonts"
)

// SVG writes pages side by side as one picture that opens anywhere: texts are
// texts, and the letters they need are in the file. No script, no address.
func SVG(w io.Writer, pages []*Page, title string) error {
	out := &svg{Writer: bufio.NewWriter(w)}
	wide := pageW * float64(len(pages))
	var alts []string
	for _, p := range pages {
		alts = append(alts, p.Alt)
	}
	fmt.Fprintf(out, `<svg xmlns="http://www.w3.org/2000/svg" width="%smm" height="%smm" viewBox="0 0 %s %s" lang="ja" role="img" aria-labelledby="title desc">`+"\n", num(wide), num(pageH), num(wide), num(pageH))
	fmt.Fprintf(out, `<title id="title">%s</title><desc id="desc">%s</desc>`+"\n", escaped(title), escaped(strings.Join(alts, "\n")))
	if err := out.faces(pages); err != nil {
		return err
	}
	for i, p := range pages {
		fmt.Fprintf(out, `<g transform="translate(%s)"><path d="M0 0H%sV%sH0Z" fill="#fff"/>`+"\n", num(pageW*float64(i)), num(pageW), num(pageH))
		for _, m := range p.marks {
			out.mark(m)
		}
		io.WriteString(out, "</g>\n")
	}
	io.WriteString(out, "</svg>\n")
	if err := out.Flush(); err != nil {
		return fmt.Errorf("picture: svg: %w", err)
	}
	return nil
}

type svg struct{ *bufio.Writer }

// families are what the fonts are called in the file, in the order of fontList.
var families = [4]string{"r", "b", "n", "e"}

func fontList() [4]*fonts.Font {
	all := fonts.Load()
	return [4]*fonts.Font{all.Regular, all.Bold, all.Rest, all.Emoji}
}

// faces writes the letters that the pages need, font by font.
func (s *svg) faces(pages []*Page) error {
	used := [4]map[uint16]bool{{}, {}, {}, {}}
	list := fontList()
	for _, p := range pages {
		for _, m := range p.marks {
			for _, run := range m.face.Runs(m.text) {
				for _, g := range run.Glyphs {
					used[slices.Index(list[:], run.Font)][g.ID] = true
				}
			}
		}
	}
	io.WriteString(s, "<style>")
	for i, ids := range used {
		if len(ids) == 0 {
			continue
		}
		if err := s.face(families[i], list[i], ids); err != nil {
			return err
		}
	}
	local := `,"BIZ UDPGothic","BIZ UDPゴシック",sans-serif`
	fmt.Fprintf(s, "text{white-space:pre}.r{font-family:r%s}.b{font-family:b%s;}.n{font-family:n,sans-serif}.e{font-family:e,sans-serif}</style>\n", local, local)
	return nil
}

func (s *svg) face(name string, f *fonts.Font, used map[uint16]bool) error {
	ids := []uint16{0} // what stands for letters a font does not have comes first
	for id := range used {
		if id != 0 {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	data, err := f.Cut(ids, font.KeepMinTables)
	if err != nil {
		return fmt.Errorf("picture: %w", err)
	}
	fmt.Fprintf(s, "@font-face{font-family:%s;src:url(data:font/ttf;base64,%s)}\n", name, base64.StdEncoding.EncodeToString(data))
	return nil
}

func (s *svg) mark(m mark) {
	if m.text == "" {
		s.shape(m)
		return
	}
	x := m.x
	list := fontList()
	for _, run := range m.face.Runs(m.text) {
		name := families[slices.Index(list[:], run.Font)]
		fmt.Fprintf(s, `<text class="%s" x="%s" y="%s" font-size="%s" fill="%s" textLength="%s">%s</text>`+"\n",
			name, num(x), num(m.y), num(m.face.Em()), hex(m.ink), num(run.Width), escaped(run.Drawn))
		x += run.Width
	}
}

func (s *svg) shape(m mark) {
	s.WriteString(`<path d="`)
	for _, st := range m.shape {
		s.WriteByte(st.kind)
		for i, v := range st.to {
			if i > 0 {
				s.WriteByte(' ')
			}
			s.WriteString(num(v))
		}
	}
	fill := "none"
	if m.fill.A > 0 {
		fill = hex(m.fill)
	}
	fmt.Fprintf(s, `" fill="%s"`, fill)
	if m.width > 0 && m.line.A > 0 {
		fmt.Fprintf(s, ` stroke="%s" stroke-width="%s"`, hex(m.line), num(m.width))
	}
	if m.round {
		s.WriteString(` stroke-linecap="round" stroke-linejoin="round"`)
	}
	if len(m.dashes) > 0 {
		list := make([]string, len(m.dashes))
		for i, d := range m.dashes {
			list[i] = num(d)
		}
		fmt.Fprintf(s, ` stroke-dasharray="%s"`, strings.Join(list, " "))
	}
	s.WriteString("/>\n")
}

// num is a length to the thousandth of a millimetre.
func num(v float64) string {
	return strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 3, 64), "0"), ".")
}

func hex(c color.RGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

func escaped(s string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(s)) // a Builder takes everything
	return out.String()
}
