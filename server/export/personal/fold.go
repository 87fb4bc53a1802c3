package personal

import (
	"sort"
	"strings"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/width"
)

// folded is a text as it is searched: letters and digits in half width, kana in
// full width, composed. It remembers where each user-perceived character of the
// original went, so that what is found in it can be shown in the original.
type folded struct {
	text string
	here []int // byte offsets in text at which a character begins, and its end
	orig []int // the same in the original
}

func fold(s string) folded { return foldBy(s, foldChar) }

func foldBy(s string, char func(string) string) folded {
	var out strings.Builder
	var f folded
	g := uniseg.NewGraphemes(s)
	at := 0
	for g.Next() {
		f.here, f.orig = append(f.here, out.Len()), append(f.orig, at)
		out.WriteString(char(g.Str()))
		at += len(g.Str())
	}
	f.here, f.orig = append(f.here, out.Len()), append(f.orig, at)
	f.text = out.String()
	return f
}

func foldChar(char string) string {
	if len(char) == 1 {
		return char
	}
	return norm.NFC.String(width.Fold.String(char))
}

// kanjiDigits are read one by one, as in 〇九〇.
var kanjiDigits = strings.NewReplacer("〇", "0", "零", "0", "一", "1", "二", "2", "三", "3", "四", "4", "五", "5", "六", "6", "七", "7", "八", "8", "九", "9")

// manyKanjiDigits: a number written in them has at least four; most texts have none.
func manyKanjiDigits(s string) bool {
	n := 0
	for _, r := range s {
		if strings.ContainsRune("〇零一二三四五六七八九", r) {
			n++
		}
	}
	return n >= 4
}

// foldDigits also takes kanji digits for digits.
func foldDigits(char string) string { return kanjiDigits.Replace(foldChar(char)) }

// find turns a place in the folded text into one in the original, widened to
// whole characters.
func (f folded) find(from, to int) (int, int) {
	first := sort.SearchInts(f.here, from+1) - 1
	last := sort.SearchInts(f.here, to)
	return f.orig[max(0, first)], f.orig[min(last, len(f.orig)-1)]
}
