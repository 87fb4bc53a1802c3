package intake

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Use says what a column of a list of notes is taken for.
type Use string

const (
	UseNothing Use = "nothing"
	UseTable   Use = "table"
	UseTheme   Use = "theme"
	UseTitle   Use = "title" // of an island; further ones to the right lie within
	UseText    Use = "text"
	UseSide    Use = "side"
	UseAuthor  Use = "author" // never by itself: who wrote something is taken over only where somebody chose that
	UseKind    Use = "kind"
	UseMarks   Use = "marks"
)

// Uses are all of them, in the order in which a person is offered them.
var Uses = []Use{UseNothing, UseText, UseTitle, UseTable, UseTheme, UseSide, UseAuthor, UseKind, UseMarks}

// The words that head the columns of a list of notes, ours among them.
var (
	textHeads  = []string{"文", "本文", "内容", "付箋", "ふせん", "意見", "アイデア", "コメント", "記述", "発言", "メモ", "text", "note", "comment", "idea"}
	titleHeads = []string{"表札", "島", "見出し", "分類", "カテゴリ", "カテゴリー", "大分類", "中分類", "小分類", "項目", "title", "category", "group"}
	kindHeads  = []string{"種類", "kind"}
	marksHeads = []string{"しるし", "提案", "marks"}
	askHeads   = []string{"問い", "テーマ", "theme"}
	wroteHeads = []string{"書いた人", "記入者", "発言者", "名前", "氏名", "author", "name"}
)

// levelHead is 「表札2段目」: ours, and 「大分類1」 of others.
var levelHead = regexp.MustCompile(`^(?:表札|島|見出し|分類|カテゴリー?)[0-9]{1,2}(?:段目)?$`)

// listHeads finds the row that says what the columns of a list of notes are;
// −1: none does. A row that heads no text heads nothing.
func listHeads(rows [][]string) (int, []Use) {
	for i, row := range rows[:min(len(rows), headRows)] {
		uses := usesOf(row)
		if slices.Contains(uses, UseText) {
			return i, groupOr(uses, row, rows[i+1:])
		}
	}
	return -1, nil
}

func usesOf(row []string) []Use {
	uses := make([]Use, len(row))
	taken := map[Use]bool{}
	for i, cell := range row {
		use := useOf(strings.ToLower(strings.ReplaceAll(norm.NFKC.String(cell), " ", "")))
		if use != UseTitle && taken[use] {
			use = UseNothing
		}
		uses[i], taken[use] = use, true
	}
	return uses
}

func useOf(head string) Use {
	for _, known := range []struct {
		use   Use
		heads []string
	}{
		{UseText, textHeads}, {UseTitle, titleHeads}, {UseTable, tableHeads}, {UseTheme, askHeads},
		{UseSide, sideHeads}, {UseKind, kindHeads}, {UseMarks, marksHeads},
	} {
		if slices.Contains(known.heads, head) {
			return known.use
		}
	}
	if levelHead.MatchString(head) {
		return UseTitle
	}
	return UseNothing
}

// halfHeads reads a list whose headings tell everything but where the notes
// are: those stand where the longest texts do. −1: the first row heads nothing.
func halfHeads(rows [][]string) (int, []Use) {
	if len(rows) < 2 {
		return -1, guessed(rows)
	}
	uses := usesOf(rows[0])
	heads := slices.ContainsFunc(uses, func(use Use) bool { return use != UseNothing })
	for _, cell := range rows[0] {
		heads = heads || slices.Contains(wroteHeads, strings.ToLower(norm.NFKC.String(cell)))
	}
	if !heads {
		return -1, guessed(rows)
	}
	for i, use := range guessed(rows[1:]) {
		if i < len(uses) && uses[i] == UseNothing {
			uses[i] = use
		}
	}
	return 0, groupOr(uses, rows[0], rows[1:])
}

// groupOr: 「グループ」 heads tables in one office and islands in the next. Where
// no value of the column is called like a table, islands are meant.
func groupOr(uses []Use, head []string, below [][]string) []Use {
	at := slices.Index(uses, UseTable)
	if at < 0 || !slices.Contains([]string{"グループ", "group"}, strings.ToLower(norm.NFKC.String(head[at]))) {
		return uses
	}
	for _, row := range below {
		if at < len(row) {
			if _, _, like := asTable(tableWord(row[at])); like {
				return uses
			}
		}
	}
	uses[at] = UseTitle
	return uses
}

// guessed takes a list without headings: where the longest texts stand are the
// notes; a column before it with words that come again are title cards.
func guessed(rows [][]string) []Use {
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	letters, words := make([]int, width), make([]map[string]bool, width)
	for _, row := range rows {
		for i, cell := range row {
			if words[i] == nil {
				words[i] = map[string]bool{}
			}
			if cell != "" {
				letters[i] += len(cell)
				words[i][cell] = true
			}
		}
	}
	uses := slices.Repeat([]Use{UseNothing}, width)
	if width == 0 {
		return uses
	}
	text := slices.Index(letters, slices.Max(letters))
	uses[text] = UseText
	for i := range text {
		if n := len(words[i]); n > 0 && n*2 <= len(rows) {
			uses[i] = UseTitle
		}
	}
	return uses
}
