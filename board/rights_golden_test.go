package board_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// golden is testdata/rights.txt: section → op → role → word.
type golden map[string]map[board.OpType]map[board.Role]string

var rightWords = []string{"no", "own", "any", "if-open", "table"}

func readGolden(t *testing.T) golden {
	t.Helper()
	data, err := os.ReadFile("testdata/rights.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := golden{}
	var section string
	var roles []string
	for _, line := range strings.Split(string(data), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "op":
			roles = words[1:]
		case strings.Contains(line, "("):
			section = words[0]
			table[section] = map[board.OpType]map[board.Role]string{}
		default:
			table[section][board.OpType(words[0])] = goldenRow(t, roles, words[1:])
		}
	}
	return table
}

func goldenRow(t *testing.T, roles, words []string) map[board.Role]string {
	t.Helper()
	if len(roles) != len(words) {
		t.Fatalf("%d cells for %d roles", len(words), len(roles))
	}
	row := map[board.Role]string{}
	for i, word := range words {
		if !slices.Contains(rightWords, word) {
			t.Fatalf("%q says nothing about a right", word)
		}
		row[board.Role(roles[i])] = word
	}
	return row
}

// TestRightsTableIsWhole: an op without a row is an op nobody has thought about.
func TestRightsTableIsWhole(t *testing.T) {
	table := readGolden(t)
	for _, op := range board.OpTypes() {
		_, hall := table["hall"][op]
		for _, phase := range board.Phases {
			if _, onBoard := table[string(phase)][op]; onBoard == hall {
				t.Errorf("%s has no row, or two, in phase %s", op, phase)
			}
		}
	}
	ops := board.OpTypes()
	for section, rows := range table {
		for op := range rows {
			if !slices.Contains(ops, op) {
				t.Errorf("%s: there is no op %s", section, op)
			}
		}
	}
}

// TestRightsAsPublished: the browser is told the same as the golden text says.
func TestRightsAsPublished(t *testing.T) {
	letters := map[string]byte{"no": '-', "own": 'o', "any": 'a', "if-open": 't'}
	slots := []board.Role{board.Participant, board.Coordinator, board.Facilitator}
	table, published := readGolden(t), board.Rights()
	for _, phase := range board.Phases {
		rows := table[string(phase)]
		if len(rows) != len(published) {
			t.Errorf("phase %s: %d rows written, %d published", phase, len(rows), len(published))
		}
		for op, row := range rows {
			var want []byte
			for _, role := range slots {
				want = append(want, letters[row[role]])
			}
			if got := published[op][phase]; got != string(want) {
				t.Errorf("%s in %s: published %q, written %q", op, phase, got, want)
			}
		}
	}
}
