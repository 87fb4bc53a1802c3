package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// reiwaYears turns a year of the era into one of the common calendar.
const reiwaYears = 2018

// readDay finds a day in the ways people write one: 2026-11-21, 2026/11/21,
// 2026年11月21日, 令和8年11月21日, each perhaps with the weekday behind it. The
// result is an ISO day; ok is false when something else stands there too.
func readDay(s string) (iso string, ok bool) {
	s = strings.TrimSpace(halfWidth(s))
	if at := strings.LastIndexByte(s, '('); at > 0 && strings.HasSuffix(s, ")") && len([]rune(s[at:])) <= 5 {
		s = strings.TrimSpace(s[:at])
	}
	offset := 0
	if rest, era := strings.CutPrefix(s, "令和"); era {
		s, offset = withoutWestern(strings.Replace(rest, "元年", "1年", 1)), reiwaYears
	}
	s = strings.NewReplacer("年", "-", "月", "-", "日", "", "/", "-", ".", "-").Replace(s)
	var n [3]int
	parts := strings.Split(s, "-")
	if len(parts) != len(n) {
		return "", false
	}
	for i, part := range parts {
		var err error
		if n[i], err = strconv.Atoi(part); err != nil || n[i] < 1 || len(part) > 4 {
			return "", false
		}
	}
	t := time.Date(n[0]+offset, time.Month(n[1]), n[2], 0, 0, 0, 0, time.UTC)
	if t.Month() != time.Month(n[1]) || t.Day() != n[2] || t.Year() > 9999 {
		return "", false
	}
	return t.Format(time.DateOnly), true
}

var westernYear = regexp.MustCompile(`^(\d{1,2}年)\((\d{4})年\)`)

// withoutWestern takes the year in brackets off 「8年(2026年)11月21日」, if it is the same.
func withoutWestern(s string) string {
	m := westernYear.FindStringSubmatch(s)
	if m == nil || strconv.Itoa(number(m[1])+reiwaYears) != m[2] {
		return s
	}
	return m[1] + s[len(m[0]):]
}

func number(s string) int {
	n, _ := strconv.Atoi(strings.TrimSuffix(s, "年"))
	return n
}

// halfWidth turns full-width letters, digits and marks into the ASCII ones
// they stand for, for recognising only: what is kept stays as written.
func halfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}
