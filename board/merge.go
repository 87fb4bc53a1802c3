package board

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

const (
	// mergeCells bounds the table of one comparison, and so what a merge costs
	// the room: some 4 MiB and a few milliseconds. Beyond it the whole stretch
	// between the first and the last difference counts as changed.
	mergeCells = 1 << 20
	// mergeKept is how many characters in a row must have stayed for two changes
	// of one writer to be two. A sentence that was written anew shares a の here
	// and a い there with the old one; those hold nothing together.
	mergeKept = 3
)

// Merge brings two edits of one text together: a is the one ordered first, b
// the one that comes. The unit is the user-perceived character, so that no
// emoji and no か with its mark is ever torn. clean is false where both
// changed the same or touching places differently: then no rule can know what
// was meant, the text is empty, and a person has to choose.
//
// static/model/merge.js is its twin; testdata/vectors/merge.json binds them.
// A plain table of the longest common subsequence is used on purpose: it is
// the same in every language. (A known library for this cuts Japanese text
// between bytes.)
func Merge(base, a, b string) (text string, clean bool) {
	switch {
	case a == b || b == base:
		return a, true
	case a == base:
		return b, true
	}
	old := clusters(base)
	return weave(old, hunks(old, clusters(a)), hunks(old, clusters(b)))
}

func clusters(s string) []string {
	var list []string
	for state := -1; len(s) > 0; {
		var c string
		c, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		list = append(list, c)
	}
	return list
}

// hunk says that text stands in place of base[from:to].
type hunk struct {
	from, to int
	text     []string
}

func (h hunk) same(o hunk) bool {
	return h.from == o.from && h.to == o.to && slices.Equal(h.text, o.text)
}

// weave puts both lists of changes into the text, or finds that they meet.
func weave(base []string, a, b []hunk) (string, bool) {
	var out strings.Builder
	at := 0
	put := func(h hunk) {
		write(&out, base[at:h.from])
		write(&out, h.text)
		at = h.to
	}
	for len(a) > 0 || len(b) > 0 {
		switch {
		case len(b) == 0 || len(a) > 0 && a[0].to < b[0].from:
			put(a[0])
			a = a[1:]
		case len(a) == 0 || b[0].to < a[0].from:
			put(b[0])
			b = b[1:]
		case a[0].same(b[0]):
			put(a[0])
			a, b = a[1:], b[1:]
		default:
			return "", false
		}
	}
	write(&out, base[at:])
	return out.String(), true
}

func write(out *strings.Builder, list []string) {
	for _, c := range list {
		out.WriteString(c)
	}
}

// hunks lists what changed from base to x, in order.
func hunks(base, x []string) []hunk {
	head := 0
	for head < len(base) && head < len(x) && base[head] == x[head] {
		head++
	}
	tail := 0
	for tail < len(base)-head && tail < len(x)-head && base[len(base)-1-tail] == x[len(x)-1-tail] {
		tail++
	}
	old, now := base[head:len(base)-tail], x[head:len(x)-tail]
	if (len(old)+1)*(len(now)+1) > mergeCells {
		return []hunk{{head, head + len(old), now}}
	}
	return together(base, compare(old, now, head))
}

// compare walks the table of common subsequences. Where both ways are as long,
// what was deleted comes before what was put in: the twin does the same.
func compare(old, now []string, head int) []hunk {
	common := commonTable(old, now)
	var list []hunk
	open := false // the last hunk goes on
	add := func(i int) *hunk {
		if !open {
			list = append(list, hunk{from: head + i, to: head + i})
			open = true
		}
		return &list[len(list)-1]
	}
	for i, j := 0, 0; i < len(old) || j < len(now); {
		switch {
		case i < len(old) && j < len(now) && old[i] == now[j]:
			open = false
			i++
			j++
		case i < len(old) && (j == len(now) || common[i+1][j] >= common[i][j+1]):
			add(i).to++
			i++
		default:
			h := add(i)
			h.text = append(h.text, now[j])
			j++
		}
	}
	return list
}

func commonTable(old, now []string) [][]int32 {
	table := make([][]int32, len(old)+1)
	for i := range table {
		table[i] = make([]int32, len(now)+1)
	}
	for i := len(old) - 1; i >= 0; i-- {
		for j := len(now) - 1; j >= 0; j-- {
			if old[i] == now[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}

// together joins hunks between which hardly anything stayed.
func together(base []string, list []hunk) []hunk {
	var out []hunk
	for _, h := range list {
		if n := len(out); n > 0 && h.from-out[n-1].to < mergeKept {
			last := &out[n-1]
			last.text = slices.Concat(last.text, base[last.to:h.from], h.text)
			last.to = h.to
			continue
		}
		out = append(out, h)
	}
	return out
}
