package personal

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The patterns of the texts that people write down about themselves, in folded
// text. RE2 looks neither back nor forward; what stands beside a match is
// looked at in Go.

const (
	dash   = `[-‐‑‒–—―−ー~〜]`
	number = `(?:\d+|[〇一二三四五六七八九十百]+)`
	// town is what a place is called before its numbers.
	town = `[\p{Han}\p{Katakana}ー々ヶ]`
)

var (
	mailPattern = regexp.MustCompile(`[A-Za-z0-9][A-Za-z0-9._%+\-]*\s?(?:@|\(at\)|\[at\]|アットマーク|アット)\s?[A-Za-z0-9\-]+(?:\s?(?:\.|ドット)\s?[A-Za-z0-9\-]+)+`)
	linkPattern = regexp.MustCompile(`(?i)(?:https?://|www\.)[a-z0-9\-._~:/?#@!$&'*+,;=%]+`)
	handle      = regexp.MustCompile(`@[A-Za-z0-9_][A-Za-z0-9_.]{2,}`)
	ownPage     = regexp.MustCompile(`(?i)^(?:https?://)?(?:www\.|m\.)?(?:twitter|x|instagram|facebook|tiktok|threads|note|github|youtube|lin|line|ameblo|mixi)\.[a-z]+/.|[@~]|[?&](?:user|uid|id|name)=`)

	year  = `(?:(?:1[89]|20)\d\d|(?:明治|大正|昭和|平成|令和|[MTSHR])\s?(?:\d{1,2}|元|[一二三四五六七八九十]{1,3}))`
	day   = year + `\s?[年./\-]\s?` + number + `\s?[月./\-]\s?` + number + `\s?日?`
	birth = regexp.MustCompile(`(?:` + day + `|` + year + `年?)\s?(?:生まれ|生れ|うまれ|出生)|` + day + `生|(?:生年月日|誕生日|生まれた日|生まれ)(?:は|が|:|：|\s|\))*(?:` + day + `|` + number + `月` + number + `日)`)

	zip     = regexp.MustCompile(`〒\s?\d{3}` + dash + `?\d{4}|郵便番号(?:は|:|\s)*\d{3}` + dash + `?\d{4}`)
	region  = `(?:` + town + `{1,4}[都道府県])?(?:(?:` + town + `{1,7}|\p{Hiragana}{2,5})[市郡])?(?:` + town + `{1,5}区)?(?:大字)?` + town + `{0,8}`
	room    = `(?:\s?[\p{Han}\p{Katakana}ーA-Za-z]{0,12}?(?:ハイツ|コーポ|マンション|荘|アパート|ハイム|メゾン|団地)?\s?[A-Z]?\d{1,4}(?:号室|号棟|棟))?`
	street  = regexp.MustCompile(region + `\s?(?:` + number + `丁目の?\s?` + number + `(?:番地?の?(?:\s?` + number + `号?)?|\s?` + dash + `\s?` + number + `|号)|` + number + `番地(?:の?` + number + `)?(?:\s?` + number + `号)?|` + number + `番\s?` + number + `号)` + room)
	hyphens = regexp.MustCompile(`(?:` + region + `(?:[都道府県市区町村字条通台丘]|` + number + `丁目))\s?\d{1,4}\s?` + dash + `\s?\d{1,4}(?:\s?` + dash + `\s?\d{1,4})*` + room)
	// A town whose name ends otherwise (みどり台1-2-3 is met above, 旭1-2-3 is not) needs three numbers.
	three = regexp.MustCompile(`(?:\p{Hiragana}{2,4}|` + town + `){1,8}[1-9]\d{0,2}` + dash + `\d{1,3}` + dash + `\d{1,4}` + room)

	labels = regexp.MustCompile(`(?:口座|会員|被保険者|免許証?|旅券|パスポート|住民票コード|マイナンバー|個人|受給者|診察券|学籍|社員|職員)(?:番号|の番号|No\.?)?(?:は|:|\s|#)*([A-Za-z]{0,3}\d[\d\-]{3,}\d)`)
	shorts = regexp.MustCompile(`(?i)(?:電話|でんわ|携帯|ケータイ|tel|℡|fax|ファックス|ファクス|内線)(?:番号)?(?:は|が|:|\.|\s|\()*(\d[\d\-‐−ー\s]{1,10}\d)`)
)

func spansOf(re *regexp.Regexp, text string) (spans [][2]int) {
	for _, m := range re.FindAllStringIndex(text, -1) {
		spans = append(spans, [2]int{m[0], m[1]})
	}
	return spans
}

func occurrences(text, words string) (spans [][2]int) {
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return spans
		}
		spans = append(spans, [2]int{at + i, at + i + len(words)})
		at += i + len(words)
	}
}

func mails(text string) [][2]int {
	if !strings.ContainsAny(text, "@") && !strings.Contains(text, "アット") && !strings.Contains(text, "at") {
		return nil
	}
	return spansOf(mailPattern, text)
}

// links are addresses of somebody's own page, and handles.
func links(text string) (spans [][2]int) {
	for _, s := range spansOf(linkPattern, text) {
		if ownPage.MatchString(text[s[0]:s[1]]) {
			spans = append(spans, s)
		}
	}
	for _, s := range spansOf(handle, text) {
		if before, _ := utf8.DecodeLastRuneInString(text[:s[0]]); !isWordRune(before) {
			spans = append(spans, s)
		}
	}
	return spans
}

func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '_')
}

func births(text string) [][2]int {
	if !strings.Contains(text, "生") && !strings.Contains(text, "うまれ") {
		return nil
	}
	return spansOf(birth, text)
}

// joined are figures with a dash between them: what stands in front may be a town.
var joined = regexp.MustCompile(`\d\s?` + dash + `\s?\d`)

func addresses(text string) [][2]int {
	if !strings.ContainsAny(text, "0123456789〇一二三四五六七八九十百") {
		return nil
	}
	spans := spansOf(zip, text)
	if strings.Contains(text, "番") || strings.Contains(text, "丁目") {
		spans = append(spans, spansOf(street, text)...)
	}
	if !joined.MatchString(text) {
		return spans
	}
	for _, re := range []*regexp.Regexp{hyphens, three} {
		for _, s := range spansOf(re, text) {
			if after, _ := utf8.DecodeRuneInString(text[s[1]:]); !strings.ContainsRune(counters, after) && !unicode.IsDigit(after) {
				spans = append(spans, s)
			}
		}
	}
	return spans
}

// labelled are numbers that somebody says are somebody's.
func labelled(text string) (spans [][2]int) {
	if countDigits(text) < 5 {
		return nil
	}
	for _, m := range labels.FindAllStringSubmatchIndex(text, -1) {
		spans = append(spans, [2]int{m[2], m[3]})
	}
	return spans
}
