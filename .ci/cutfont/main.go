// Command cutfont cuts a type face to the characters that another one lacks,
// so that the program carries nothing twice. The fonts that it was given stand
// in server/export/fonts/README.md:
//
//	go run ./.ci/cutfont NotoSansJP.ttf BIZUDPGothic-Regular.ttf > server/export/fonts/NotoSansJP-rest.ttf
package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/tdewolff/font"
)

func main() {
	if err := cut(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func cut(args []string) error {
	if len(args) != 2 {
		return errors.New("usage: cutfont WHOLE.ttf HAD.ttf > REST.ttf")
	}
	whole, err := read(args[0])
	if err != nil {
		return err
	}
	had, err := read(args[1])
	if err != nil {
		return err
	}
	rest, err := whole.Subset(missing(whole, had), font.SubsetOptions{Tables: font.KeepMinTables})
	if err != nil {
		return err
	}
	_, err = os.Stdout.Write(rest.Write())
	return err
}

func read(name string) (*font.SFNT, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return font.ParseSFNT(data, 0)
}

// missing lists the glyphs of the characters that only the whole face has,
// behind the one for what no face has, which every font must begin with.
func missing(whole, had *font.SFNT) []uint16 {
	list, seen := []uint16{0}, map[uint16]bool{0: true}
	for r := rune(' '); r <= '\U0010FFFF'; r++ {
		id := whole.GlyphIndex(r)
		if id == 0 || seen[id] || had.GlyphIndex(r) != 0 {
			continue
		}
		seen[id] = true
		list = append(list, id)
	}
	return list
}
