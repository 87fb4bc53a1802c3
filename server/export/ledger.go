package export

import "strconv"

// ledgerRow is a line of the ledger: whose, and the numbers in the order of ledgerHead.
type ledgerRow struct {
	name    string
	numbers [6]int
}

// ledgerHead names the columns. The sum stands last, where one looks for it.
func (r Report) ledgerHead() []string {
	return []string{
		r.words(wordLedgerTable), r.words(wordLedgerGrouped), r.words(wordLone),
		r.words(wordLoose), r.words(wordLedgerGone), r.words(wordLedgerHidden), r.words(wordLedgerWritten),
	}
}

// ledger gives a row for each section and, of several, one for all.
func (r Report) ledger() []ledgerRow {
	var rows []ledgerRow
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

func row(name string, c Count) ledgerRow {
	return ledgerRow{name, [6]int{c.Grouped, c.Lone, c.Loose, c.Withdrawn, c.Hidden, c.Written}}
}

func (l ledgerRow) cells() []string {
	cells := []string{l.name}
	for _, n := range l.numbers {
		cells = append(cells, strconv.Itoa(n))
	}
	return cells
}
