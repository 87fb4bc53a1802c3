package export

import (
	"strconv"
)

// LedgerRow is a line of the ledger: whose, and the numbers in the order of LedgerHead.
type LedgerRow struct {
	Name    string
	Numbers [6]int
}

// LedgerHead names the columns. The sum stands last, where one looks for it.
func (r Report) LedgerHead() []string {
	return []string{
		r.words(wordLedgerTable), r.words(wordLedgerGrouped), r.words(wordLone),
		r.words(wordLoose), r.words(wordLedgerGone), r.words(wordLedgerHidden), r.words(wordLedgerWritten),
	}
}

// HasLedger: notes are counted; not in what goes back to citizens.
func (r Report) HasLedger() bool { return !r.isVoices }

// Ledger gives a row for each section and, of several, one for all.
func (r Report) Ledger() []LedgerRow {
	if r.isVoices {
		return nil
	}
	var rows []LedgerRow
	for _, s := range r.Sections {
		if !s.Joint {
			rows = append(rows, row(s.Table, s.Count))
		}
	}
	if len(rows) > 1 {
		rows = append(rows, row(r.words(wordLedgerTotal), r.Total))
	}
	return rows
}

func row(name string, c Count) LedgerRow {
	return LedgerRow{name, [6]int{c.Grouped, c.Lone, c.Loose, c.Withdrawn, c.Hidden, c.Written}}
}

func (l LedgerRow) Cells() []string {
	cells := []string{l.Name}
	for _, n := range l.Numbers {
		cells = append(cells, strconv.Itoa(n))
	}
	return cells
}
