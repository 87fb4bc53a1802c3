package export

import (
	"regexp"
	"slices"
	"strings"

	"yoriai/board"
)

// The words that readers know. They are no texts for people to read but part
// of the formats that are read, so they stand here and not in the catalogue;
// a test holds the catalogue's words to them, so that what we write we can read.
var (
	coordinatorWords = []string{"コーディネーター", "コーディネータ", "ｺｰﾃﾞｨﾈｰﾀｰ", "coordinator"}
	sideWords        = map[string]board.Side{
		"市民": board.Citizen, "住民": board.Citizen, "町民": board.Citizen, "村民": board.Citizen, "区民": board.Citizen,
		"職員": board.Staff, "行政": board.Staff,
		"その他": board.OtherSide, "そのほか": board.OtherSide, "他": board.OtherSide,
	}
	eventWords = []string{"催し", "催しの名前", "ワークショップ"}
	dateWords  = []string{"日にち", "日時", "日付", "開催日", "とき"}
	placeWords = []string{"会場", "場所", "ところ"}
	hostWords  = []string{"主催", "主催者"}
	themeWords = []string{"問い", "テーマ", "題"}
)

// The forms of our own Markdown; see markdown.go.
const (
	ownMark     = "<!-- yoriai 1 -->"
	ownUntitled = "(表札なし)"
	ownAgain    = "(つづき)"
	ownLone     = "一匹狼"
	ownLoose    = "未整理"
	ownLedger   = "付箋の帳尻"
	ownBetween  = "、"
	ownLeads    = "(コーディネーター)"

	// The kinds of rows in our tables (csv.go, workbook).
	ownNote      = "付箋"
	ownStatement = "ひとこと"
	ownTitle     = "表札"
	ownProposal  = "提案"
)

// ownParts head what a table found out, behind its islands. Readers leave it.
var ownParts = []string{"関係", "提案と課題", "答えのない課題", "文章", "選んだ結果", "その後", "発表のことば"}

// ownChapters stand before and behind the tables and are no tables: the
// ledger, and what was said across them.
var ownChapters = []string{ownLedger, "この会について", "進行表", "数で見る", "横串", "講評", "ふりかえり", "公開用で伏せたもの"}

// ownMarks are the small words behind a text; people's asterisks are escaped.
var ownMarks = regexp.MustCompile(`(?: \*[^*\\]+\*)+$`)

// tableName finds 「3班」 at the beginning of a line, perhaps with a mark
// before it: 「😊 2班」「■第3班」「A班」「グループ1」. The second part is what follows.
var tableName = regexp.MustCompile(`^([^\p{L}\p{N}]{0,8}(?:第?\s*(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-ZＡ-Ｚ])\s*(?:班|組|グループ|チーム|テーブル)|(?:グループ|チーム|テーブル)\s*(?:[0-9０-９]{1,3}|[A-ZＡ-Ｚ])))(.*)$`)

// asTable reads a line as a table's name, with what stands behind it after a
// colon: 「1班: 甲、乙」. A line that goes on otherwise (「1班の意見」) is none.
func asTable(s string) (name, rest string, ok bool) {
	m := tableName.FindStringSubmatch(s)
	if m == nil || board.Chars(m[1]) > board.Bounds.NameChars {
		return "", "", false
	}
	name, rest = strings.TrimSpace(m[1]), strings.TrimSpace(m[2])
	if rest == "" {
		return name, "", true
	}
	if after, cut := cutColon(rest); cut {
		return name, after, true
	}
	if before, _, ok := lastParentheses(rest); ok && before == "" { // 「1班(午前)」
		return strings.TrimSpace(s), "", board.Chars(s) <= board.Bounds.NameChars
	}
	return "", "", false
}

// cutColon takes a colon of either width off the front.
func cutColon(s string) (string, bool) {
	for _, colon := range []string{":", "："} {
		if after, ok := strings.CutPrefix(s, colon); ok {
			return strings.TrimSpace(after), true
		}
	}
	return s, false
}

// labelled splits 「会場: 中央公民館」 at its first colon.
func labelled(s string) (label, value string, ok bool) {
	at := strings.IndexAny(s, ":：")
	if at <= 0 {
		return "", "", false
	}
	value, _ = cutColon(s[at:])
	return strings.TrimSpace(s[:at]), value, value != ""
}

// asTheme reads 「問い: …」.
func asTheme(s string) (string, bool) {
	label, value, ok := labelled(s)
	return value, ok && slices.Contains(themeWords, label)
}
