package intake

import (
	"strings"

	"golang.org/x/text/unicode/norm"

	"yoriai/board"
)

// block is a piece of a list of people under headings of its own: tables may
// stand side by side, and below each other, as people lay out a page.
type block struct {
	columns
	from, to  int    // its cells of a row
	head, end int    // the row of its headings, and the row behind its last
	over      string // the table that stands over its headings; empty: none does
}

// blocks finds the headings and what stands under each; none: no row says what
// the columns are. Each block names people by the same word: 「参加者」 beside
// 「氏名」 is one more column of the same list.
func blocks(rows [][]string) (found []block) {
	first, c := headings(rows)
	if first < 0 {
		return nil
	}
	name := headWord(rows[first][c.name])
	for i := first; i < len(rows); i++ {
		if c.name >= len(rows[i]) || headWord(rows[i][c.name]) != name {
			continue
		}
		for j := range found {
			found[j].end = min(found[j].end, i)
		}
		found = append(found, besideEachOther(rows[i], name, i, len(rows))...)
	}
	if len(found) > 1 {
		takeNames(found, rows, first)
	}
	return found
}

// besideEachOther parts a row of headings where they begin anew: with a word
// that the set before has, too.
func besideEachOther(row []string, name string, head, end int) (found []block) {
	starts, has := []int{0}, map[string]bool{}
	for i, cell := range row {
		word := headWord(cell)
		if has[name] && has[word] && namesPeople(row[i:], name) {
			starts = append(starts, i)
			clear(has)
		}
		has[word] = word != ""
	}
	for i, from := range starts {
		to := maxSheetCells
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		b := block{from: from, to: to, head: head, end: end}
		b.columns = columnsOf(b.cells(row))
		found = append(found, b)
	}
	return found
}

func namesPeople(heads []string, name string) bool {
	for _, cell := range heads {
		if headWord(cell) == name {
			return true
		}
	}
	return false
}

func headWord(cell string) string {
	return strings.ToLower(strings.ReplaceAll(norm.NFKC.String(cell), " ", ""))
}

// cells are the block's own of a row.
func (b block) cells(row []string) []string {
	return row[min(b.from, len(row)):min(b.to, len(row))]
}

// takeNames gives each block that has no column for it the table that stands
// over its headings. What is no table's number is a name where each block of the
// first headings has another: it may be a title of them all, and below the first
// headings people.
func takeNames(found []block, rows [][]string, first int) {
	over, times := make([]string, len(found)), map[string]int{}
	for i, b := range found {
		if b.head == 0 || b.table >= 0 {
			continue
		}
		over[i] = firstSaid(b.cells(rows[b.head-1]))
		if b.head == first {
			times[over[i]]++
		}
	}
	for i := range found {
		b := &found[i]
		_, rest, numbered := numberedTable(over[i])
		named := b.head == first && times[over[i]] == 1 && times[""] == 0
		if over[i] == "" || !named && !(numbered && rest == "") {
			continue
		}
		name, err := board.CleanLine(tableWord(over[i]), board.Bounds.NameChars)
		if err != nil {
			continue
		}
		b.over = name
		for j := range found { // what ends here must not seat a table
			if found[j].end == b.head {
				found[j].end--
			}
		}
	}
}

func firstSaid(cells []string) string {
	for _, cell := range cells {
		if cell != "" {
			return cell
		}
	}
	return ""
}
