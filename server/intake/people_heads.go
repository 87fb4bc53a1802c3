package intake

import (
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// columns says which column of a list holds what; −1: none does.
type columns struct {
	table, name, given, side, role int
	wishes                         []int
	roleIs                         string // what the role's column is headed by
}

// The words that head columns.
var (
	tableHeads = []string{"班", "班名", "グループ", "チーム", "テーブル", "卓", "table", "group", "team"}
	nameHeads  = []string{"名前", "氏名", "お名前", "姓名", "参加者", "参加者名", "name"}
	familyHead = []string{"姓", "名字", "苗字"}
	givenHeads = []string{"名"}
	sideHeads  = []string{"区分", "属性", "立場", "種別", "side"}
	roleHeads  = []string{"役割", "役", "role"}
	wishHeads  = []string{"希望", "第1希望", "第2希望", "第3希望", "希望1", "希望2", "希望3", "第一希望", "第二希望", "第三希望"}
	leadWords  = []string{"進行", "リーダー", "班長", "司会", "ホスト", "世話人", "まとめ役"}
)

// headRows: titles and dates may stand above the headings.
const headRows = 10

// headings finds the row that says what the columns are; −1: none does.
func headings(rows [][]string) (int, columns) {
	for i, row := range rows[:min(len(rows), headRows)] {
		if c := columnsOf(row); c.name >= 0 {
			return i, c
		}
	}
	return -1, columns{}
}

func columnsOf(row []string) columns {
	c := columns{table: -1, name: -1, given: -1, side: -1, role: -1}
	family := -1
	first := func(into *int, column int) {
		if *into < 0 {
			*into = column
		}
	}
	for i, cell := range row {
		switch head := headWord(cell); {
		case slices.Contains(tableHeads, head):
			first(&c.table, i)
		case slices.Contains(nameHeads, head):
			first(&c.name, i)
		case slices.Contains(familyHead, head):
			first(&family, i)
		case slices.Contains(givenHeads, head):
			first(&c.given, i)
		case slices.Contains(sideHeads, head):
			first(&c.side, i)
		case slices.Contains(roleHeads, head) || slices.Contains(coordinatorWords, head):
			first(&c.role, i)
			c.roleIs = head
		case slices.Contains(wishHeads, head) && len(c.wishes) < 3:
			c.wishes = append(c.wishes, i)
		}
	}
	if c.name < 0 {
		c.name = family
	} else {
		c.given = -1
	}
	return c
}

// leads reads the role's cell: a word, or, in a column of coordinators, any mark.
func (c columns) leads(cell string) bool {
	if slices.Contains(coordinatorWords, c.roleIs) {
		return cell != "" && !slices.Contains([]string{"×", "x", "-", "ー", "0", "FALSE", "いいえ"}, cell)
	}
	word := strings.ToLower(norm.NFKC.String(cell))
	return slices.ContainsFunc(slices.Concat(coordinatorWords, leadWords), func(w string) bool {
		return w != "" && strings.Contains(word, strings.ToLower(norm.NFKC.String(w)))
	})
}

// tableWord: a bare number is a table's, as people fill such columns in.
func tableWord(cell string) string {
	n := norm.NFKC.String(cell)
	if n != "" && len(n) <= 3 && strings.Trim(n, "0123456789") == "" {
		return n + "班"
	}
	return cell
}
