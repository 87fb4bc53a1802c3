package notation

import (
	"regexp"
)

// The forms of our own Markdown.
const (
	Mark     = "<!-- yoriai 1 -->"
	Untitled = "(表札なし)"
	Again    = "(つづき)"
	Lone     = "一匹狼"
	Loose    = "未整理"
	Ledger   = "付箋の帳尻"
	Between  = "、"
	Leads    = "(コーディネーター)"

	// The kinds of rows in our tables (csv.go, workbook).
	Note      = "付箋"
	Statement = "ひとこと"
	Title     = "表札"
	Proposal  = "提案"
)

// Parts head what a table found out, behind its islands. Readers leave it.
var Parts = []string{"関係", "提案と課題", "答えのない課題", "文章", "選んだ結果", "その後", "発表のことば", "写真で見る"}

// Chapters stand before and behind the tables and are no tables: the
// ledger, and what was said across them.
var Chapters = []string{Ledger, "この会について", "進行表", "数で見る", "横串", "講評", "ふりかえり", "写真で見る", "公開用で伏せたもの"}

// SmallMarks are the small words behind a text; people's asterisks are escaped.
var SmallMarks = regexp.MustCompile(`(?: \*[^*\\]+\*)+$`)
