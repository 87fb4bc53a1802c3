package personal

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A run of digits, with what people put between them.
var run = regexp.MustCompile(`\+?\(?\d(?:[()]?(?:\s?` + dash + `\s?|\s|\.|・)?[()]?\d)*`)

// counters behind a number say that it counts something.
const counters = "円人個件枚年月日時分秒歳才回名世台本冊倍%％階万千億mkgｍ℃度cl㎡"

// numbers finds telephone numbers, and numbers as long as those on cards.
func numbers(text string) (phones, cards [][2]int) {
	if countDigits(text) < 2 {
		return nil, nil
	}
	for _, s := range spansOf(run, text) {
		after, _ := utf8.DecodeRuneInString(text[s[1]:])
		if after != utf8.RuneError && strings.ContainsRune(counters, after) {
			continue
		}
		if text[s[0]] == '(' && !strings.Contains(text[s[0]:s[1]], ")") {
			s[0]++ // a bracket round it all
		}
		for _, part := range parts(text, s) {
			switch {
			case isPhone(text[part[0]:part[1]]):
				phones = append(phones, part)
			case isCard(text[part[0]:part[1]]):
				cards = append(cards, part)
			}
		}
	}
	for _, m := range shorts.FindAllStringSubmatchIndex(text, -1) {
		phones = append(phones, [2]int{m[2], m[3]})
	}
	return phones, cards
}

// parts are the run, or, where blanks stand in it and the whole is no number
// of any sort, what stands between the blanks: two numbers beside each other.
func parts(text string, s [2]int) [][2]int {
	whole := text[s[0]:s[1]]
	if isPhone(whole) || isCard(whole) {
		return [][2]int{s}
	}
	var list [][2]int
	at := s[0]
	for _, word := range strings.FieldsFunc(whole, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '・' }) {
		from := at + strings.Index(text[at:s[1]], word)
		at = from + len(word)
		list = append(list, [2]int{from, at})
	}
	return list
}

func countDigits(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

func digitsOf(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func groupsOf(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// localNumber is a number within a town: 352-1234.
var localNumber = regexp.MustCompile(`^\d{2,3}` + dash + `\d{4}$`)

// isPhone: ten digits, or eleven of a mobile telephone, or the same from abroad.
func isPhone(s string) bool {
	d := digitsOf(s)
	if groups := groupsOf(s); len(groups) > 5 || len(groups) > 1 && len(groups[len(groups)-1]) < 2 {
		return false // figures beside each other
	}
	abroad := strings.HasPrefix(s, "+")
	for _, code := range []string{"01081", "0081", "81"} {
		if rest, is := strings.CutPrefix(d, code); is && (abroad || code != "81") {
			rest = strings.TrimPrefix(rest, "0")
			return len(rest) == 9 || len(rest) == 10
		}
	}
	switch {
	case abroad:
		return len(d) >= 8 && len(d) <= 15
	case len(d) == 10:
		return d[0] == '0' && d[1] != '0'
	case len(d) == 11:
		return d[0] == '0' && (d[2] == '0' || strings.HasPrefix(d, "0800")) && d[1] >= '2'
	}
	return localNumber.MatchString(s) && d[0] != '0'
}

const myNumber, shortCard, longCard = 12, 14, 16

// isCard: as many digits as a My Number or a card has, in even groups or in one.
func isCard(s string) bool {
	n, groups := countDigits(s), groupsOf(s)
	years := 0
	for i, g := range groups {
		if len(groups) > 1 && i < len(groups)-1 && len(g) < 4 {
			return false
		}
		if strings.HasPrefix(g, "19") || strings.HasPrefix(g, "20") {
			years++
		}
	}
	if len(groups) > 1 && years == len(groups) {
		return false
	}
	return n == myNumber || n >= shortCard && n <= longCard
}
