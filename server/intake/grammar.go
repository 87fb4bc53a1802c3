package intake

import (
	"regexp"
	"strings"

	"yoriai/board"
	"yoriai/server/notation"
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
)

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
	if after, cut := notation.CutColon(rest); cut {
		return name, after, true
	}
	if before, _, ok := lastParentheses(rest); ok && before == "" { // 「1班(午前)」
		return strings.TrimSpace(s), "", board.Chars(s) <= board.Bounds.NameChars
	}
	return "", "", false
}
