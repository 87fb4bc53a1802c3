package personal

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"yoriai/board"
)

// roster are the people of a workshop, by the letter their names begin with.
type roster map[rune][]person

// person is how somebody may be called: a name, and whether it is told by
// itself or only with a 「さん」 behind it.
type person struct {
	name   string
	spaced string // behind the surname, perhaps after blanks; empty: nothing more
	alone  bool
	whole  bool // so long that it is nobody else, whatever stands round it
}

func rosterOf(names []string) roster {
	r := roster{}
	known := map[person]bool{}
	add := func(p person) {
		if p.name == "" || known[p] {
			return
		}
		known[p] = true
		first, _ := utf8.DecodeRuneInString(p.name)
		r[first] = append(r[first], p)
	}
	for _, name := range names {
		words := strings.Fields(bracketed.ReplaceAllString(fold(name).text, " "))
		if len(words) == 0 {
			continue
		}
		surname := words[0]
		if len(words) > 1 {
			add(person{name: surname, spaced: words[1], alone: true})
			add(person{name: words[1]})
		}
		alone := standsAlone(surname)
		add(person{name: surname, alone: alone, whole: alone && len(words) == 1 && board.Chars(surname) >= wholeChars})
	}
	return r
}

// wholeChars are as many as a surname and another name have together.
const wholeChars = 4

var bracketed = regexp.MustCompile(`[(（].*?[)）]`)

// standsAlone: two kanji or more that are no everyday word; kana and single
// kanji (森, 林, 原) are words of every second note.
func standsAlone(name string) bool {
	return board.Chars(name) >= 2 && !isKana(name) && !isASCII(name) && !everyday[name]
}

func isKana(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.In(r, unicode.Hiragana, unicode.Katakana) && r != 'ー'
	})
}

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf })
}

// names finds who is on the roster, and whatever is called like a person.
func (r roster) names(text string) [][2]int {
	spans := r.listed(text)
	for _, find := range []func(string) [][2]int{called, whole} {
		spans = append(spans, find(text)...)
	}
	return spans
}

// listed finds who is on the roster.
func (r roster) listed(text string) (spans [][2]int) {
	for at, first := range text {
		longest := 0
		for _, p := range r[first] {
			if n := p.at(text, at); n > longest {
				longest = n
			}
		}
		if longest > 0 {
			spans = append(spans, [2]int{at, at + longest})
		}
	}
	return spans
}

// at is how many bytes of the text at a place are this person's name; 0: none.
func (p person) at(text string, at int) int {
	rest, is := strings.CutPrefix(text[at:], p.name)
	if !is {
		return 0
	}
	if p.spaced != "" {
		gap := len(rest) - len(strings.TrimLeft(rest, " "))
		if !strings.HasPrefix(rest[gap:], p.spaced) || gap > 2 {
			return 0
		}
		return len(p.name) + gap + len(p.spaced)
	}
	if p.whole {
		return len(p.name)
	}
	if !beginsWord(text, at, p.name) {
		return 0
	}
	if suffixAt(rest) || p.alone && !goesOn(rest, p.name) {
		return len(p.name)
	}
	return 0
}

// beginsWord: no letter of the same sort stands before, or the word is a longer
// one (大石田). What people say of somebody's office may stand before (担当鈴木).
func beginsWord(text string, at int, name string) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	first, _ := utf8.DecodeRuneInString(name)
	if at == 0 || !sameScript(before, first) {
		return true
	}
	for _, office := range offices {
		if strings.HasSuffix(text[:at], office) {
			return true
		}
	}
	return unicode.Is(unicode.Hiragana, first) && strings.ContainsRune("はがをにとのもや", before)
}

// goesOn reports whether a word goes on behind a name: 山田町, 山田小学校.
func goesOn(rest, name string) bool {
	next, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(name)
	if rest == "" || !sameScript(next, last) {
		return false
	}
	return !titleAt(rest)
}

func sameScript(a, b rune) bool {
	for _, script := range []*unicode.RangeTable{unicode.Han, unicode.Katakana, unicode.Hiragana, unicode.Latin} {
		if unicode.Is(script, a) && unicode.Is(script, b) {
			return true
		}
	}
	return b == '々' || a == '々'
}

// suffixAt reports whether what makes a word a person's name stands here.
func suffixAt(rest string) bool {
	for _, s := range suffixes {
		after, is := strings.CutPrefix(rest, s)
		if !is {
			continue
		}
		next, _ := utf8.DecodeRuneInString(after)
		if after == "" || !unicode.Is(unicode.Han, next) && next != '々' || utf8.RuneCountInString(s) > 1 {
			return true
		}
	}
	return false
}

var callings = []string{"さん", "サン", "チャン", "さま", "様", "氏", "くん", "君", "ちゃ", "先生", "殿"}

var (
	hanCalled  = regexp.MustCompile(`[\p{Han}々ヶ]{1,5}\s?(?:さん|サン|さま|様|氏|くん|君|ちゃん|先生|殿)`)
	kanaCalled = regexp.MustCompile(`(?:[\p{Katakana}ー]{2,8}?|\p{Hiragana}{2,9}?)(?:チャン|サン|さん|さま|様|氏|くん|君|ちゃん|ちゃま|先生)`)
	ending     = regexp.MustCompile(`\s?(?:チャン|さん|サン|さま|様|氏|くん|君|ちゃん|ちゃま|先生|殿)$`)
)

// called finds words that are called like people: 田中さん, ハナちゃん.
func called(text string) (spans [][2]int) {
	if !slices.ContainsFunc(callings, func(c string) bool { return strings.Contains(text, c) }) {
		return nil
	}
	for _, re := range []*regexp.Regexp{hanCalled, kanaCalled} {
		for _, s := range spansOf(re, text) {
			suffix := ending.FindString(text[s[0]:s[1]])
			name := text[s[0] : s[1]-len(suffix)]
			next, _ := utf8.DecodeRuneInString(text[s[1]:])
			short := utf8.RuneCountInString(strings.TrimSpace(suffix)) == 1
			if short && (unicode.Is(unicode.Han, next) || next == '々') || !likeName(text[:s[0]], name) {
				continue
			}
			spans = append(spans, [2]int{s[0], s[0] + len(name)})
		}
	}
	return spans
}

// likeName reports whether a word before 「さん」 may be a name.
func likeName(before, name string) bool {
	if ordinary[name] || name == "" {
		return false
	}
	for _, end := range kindsOfPeople {
		if strings.HasSuffix(name, end) {
			return false
		}
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(name)
	switch {
	case unicode.Is(unicode.Hiragana, first):
		return board.Chars(name) <= 4 && !unicode.In(last, unicode.Hiragana, unicode.Han)
	case last == 'お' || last == 'ご' || last == '御':
		return false
	}
	return true
}

// common are the commonest surnames, by the letter they begin with.
var common = func() map[rune][]string {
	byFirst := map[rune][]string{}
	for _, s := range surnames {
		first, _ := utf8.DecodeRuneInString(s)
		byFirst[first] = append(byFirst[first], s)
	}
	return byFirst
}()

var givenName = regexp.MustCompile(`^ ?[\p{Han}々]{0,2}?[子美恵代江枝香奈介助郎男夫雄一二治司樹太也哉斗彦之吉蔵輔弘博浩隆誠明](?:[^\p{Han}々]|$)`)

// whole finds the commonest surnames with another name, or an office, behind them.
func whole(text string) (spans [][2]int) {
	for at, first := range text {
		for _, surname := range common[first] {
			rest, is := strings.CutPrefix(text[at:], surname)
			if !is {
				continue
			}
			if given := givenName.FindString(rest); given != "" && beginsWord(text, at, surname) {
				if last, size := utf8.DecodeLastRuneInString(given); !unicode.Is(unicode.Han, last) {
					given = given[:len(given)-size]
				}
				spans = append(spans, [2]int{at, at + len(surname) + len(given)})
			} else if titleAt(rest) {
				spans = append(spans, [2]int{at, at + len(surname)})
			}
		}
	}
	return spans
}

func titleAt(rest string) bool {
	return slices.ContainsFunc(titles, func(title string) bool { return strings.HasPrefix(rest, title) })
}
