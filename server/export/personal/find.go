package personal

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"yoriai/board"
)

// Found is a place in a text, in bytes.
type Found struct {
	Sort     board.MaskSort
	From, To int
}

// Finder looks for the people of one workshop and for whatever looks personal
// anywhere. It may be used by several goroutines.
type Finder struct {
	people roster
	words  []string // named by hand, folded
}

// New makes a finder for people, by their names as they are on the roster, and
// for words that somebody has named.
func New(people, words []string) *Finder {
	f := &Finder{people: rosterOf(people)}
	for _, w := range words {
		if w = fold(w).text; w != "" {
			f.words = append(f.words, w)
		}
	}
	return f
}

// rank says which of two finds in one place is meant: the more telling one.
var rank = map[board.MaskSort]int{
	board.MaskByHand: 0, board.MaskMail: 1, board.MaskLink: 2, board.MaskBirth: 3, board.MaskAddress: 4,
	board.MaskPhone: 5, board.MaskNumber: 6, board.MaskName: 7,
}

// In finds what is likely personal in a text.
func (f *Finder) In(text string) []Found {
	if text == "" {
		return nil
	}
	t := fold(text)
	var list []Found
	add := func(t folded, sort board.MaskSort, spans [][2]int) {
		for _, s := range spans {
			from, to := t.find(s[0], s[1])
			list = append(list, Found{sort, from, to})
		}
	}
	for _, w := range f.words {
		add(t, board.MaskByHand, occurrences(t.text, w))
	}
	add(t, board.MaskMail, mails(t.text))
	add(t, board.MaskLink, links(t.text))
	add(t, board.MaskBirth, births(t.text))
	add(t, board.MaskAddress, addresses(t.text))
	read := []folded{t}
	if manyKanjiDigits(t.text) {
		read = append(read, foldBy(text, foldDigits))
	}
	for _, digits := range read {
		phones, cards := numbers(digits.text)
		add(digits, board.MaskPhone, phones)
		add(digits, board.MaskNumber, cards)
	}
	add(t, board.MaskNumber, labelled(t.text))
	add(t, board.MaskName, f.people.names(t.text))
	return apart(list)
}

// apart puts finds in order; where two overlap they become one.
func apart(list []Found) []Found {
	slices.SortFunc(list, func(a, b Found) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(rank[a.Sort], rank[b.Sort]))
	})
	var out []Found
	for _, f := range list {
		last := len(out) - 1
		if f.From == f.To {
			continue
		}
		if last < 0 || f.From >= out[last].To {
			out = append(out, f)
			continue
		}
		out[last].To = max(out[last].To, f.To)
		if rank[f.Sort] < rank[out[last].Sort] {
			out[last].Sort = f.Sort
		}
	}
	return out
}

// Named finds words that somebody names, in whatever width they are written.
func Named(text, words string) []Found {
	words = fold(words).text
	if words == "" {
		return nil
	}
	t := fold(text)
	var list []Found
	for _, s := range occurrences(t.text, words) {
		from, to := t.find(s[0], s[1])
		list = append(list, Found{board.MaskByHand, from, to})
	}
	return apart(list)
}

// Person finds where people are named in a text, and nothing else: their whole
// names, surnames that are no words, and what has a 「さん」 behind it.
func Person(names []string) func(text string) []Found {
	people := rosterOf(names)
	return func(text string) []Found {
		if !people.mayStandIn(text) {
			return nil
		}
		t := fold(text)
		var list []Found
		for _, s := range people.listed(t.text) {
			from, to := t.find(s[0], s[1])
			list = append(list, Found{board.MaskName, from, to})
		}
		return apart(list)
	}
}

// mayStandIn reports whether a text has a letter with which somebody's name
// begins, or one that may become it: most texts have none, and a history has many.
func (r roster) mayStandIn(text string) bool {
	for _, char := range text {
		if r[char] != nil || r.mayBecome(char) {
			return true
		}
	}
	return false
}

// mayBecome: letters of other widths, ideographs that stand for another, and
// marks that make one letter of two. Kana and kanji, which are nearly all there
// is, come first.
func (r roster) mayBecome(char rune) bool {
	switch {
	case char == 0x3099 || char == 0x309A:
		return true
	case char < 0x80 || char >= 0x3000 && char < 0xF900:
		return false
	case char > 0xFF00 && char < 0xFF5F:
		return r[char-0xFF00+' '] != nil
	case char >= 0xF900 && char <= 0xFAFF || char >= 0xFF5F && char <= 0xFFEF || char >= 0x2F800 && char <= 0x2FA1F:
		return true
	}
	return unicode.In(char, unicode.Mn, unicode.Me)
}

// Replaced puts a word in the place of what was found.
func Replaced(text string, found []Found, word string) string {
	var out strings.Builder
	at := 0
	for _, f := range found {
		out.WriteString(text[at:f.From])
		out.WriteString(word)
		at = f.To
	}
	return out.String() + text[at:]
}
