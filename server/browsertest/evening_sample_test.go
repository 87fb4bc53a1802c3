package browsertest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/demo"
	"yoriai/server/intake"
)

// twig is a thing of an outline as somebody sees it, with what lies in it.
type twig struct {
	Kind  string `json:"kind"` // island, note, statement
	Text  string `json:"text"`
	Items []twig `json:"items,omitempty"`
}

const (
	island    = "island"
	note      = "note"
	statement = "statement"
)

// table is the work of one table, from wherever it was read: what the evening
// shall make, what a browser shows, what a file tells.
type table struct {
	Name    string
	Members string // the member line; empty where the source has none
	Items   []twig
	Lone    []string // in no order of importance: sorted
	Loose   []string
	Gone    int
}

// sample is the content of an evening.
type sample struct {
	own    bool // the product's own; else somebody's file
	facts  board.Facts
	tables []sampleTable
}

type sampleTable struct {
	table
	people []intake.Member
	gone   []string // written and taken back
}

// realInput is where the published record of a real workshop lies beside some
// checkouts. It is no part of the project: it names real people.
const realInput = "../../../shared/data/kyodo-workshop.txt"

// readSample takes the file named by YORIAI_SAMPLE (a path, from the top of
// the project), or the real input where it is there, or the product's own.
func readSample(t *testing.T) sample {
	t.Helper()
	path := os.Getenv("YORIAI_SAMPLE")
	if path == "" {
		path = realInput
	} else if !filepath.IsAbs(path) {
		path = filepath.Join("..", "..", path)
	}
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) && os.Getenv("YORIAI_SAMPLE") == "" {
		im, err := demo.Sample(uuid.NewString)
		if err != nil {
			t.Fatal(err)
		}
		t.Log("content: the product's own sample")
		return sampleOf(t, im, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	im, remarks, err := intake.ReadOutline(string(data), uuid.NewString)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("content: %s, %d remarks of its reader", filepath.Base(path), len(remarks))
	return sampleOf(t, im, false)
}

func sampleOf(t *testing.T, im intake.Import, own bool) sample {
	t.Helper()
	s := sample{own: own, facts: im.Facts}
	if len(im.Tables) != 2 {
		t.Fatalf("an evening needs two tables, the sample has %d", len(im.Tables))
	}
	for _, in := range im.Tables {
		st := sampleTable{table: tableOf(recordsOf(in.Content)), people: in.Members}
		st.Name, st.Members = in.Name, memberLine(in.Members)
		for _, n := range in.Content.Notes {
			if n.Withdrawn {
				st.gone = append(st.gone, n.Text)
			}
		}
		st.Items = nested(st.Items)
		s.tables = append(s.tables, st)
	}
	s.facts.Title = orElse(s.facts.Title, "寄り合いの夕べ")
	s.facts.Theme = orElse(s.facts.Theme, "これからの集まりを、どう続けるか")
	s.mustBeUnique(t)
	return s
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// nested is the reading of a plain outline in which headings have no levels: a
// heading without anything under it carries the heading that follows.
func nested(items []twig) []twig {
	var out []twig
	for i := 0; i < len(items); i++ {
		it := items[i]
		if it.Kind == island && len(it.Items) == 0 && i+1 < len(items) && items[i+1].Kind == island {
			it.Items = []twig{items[i+1]}
			i++
		}
		it.Items = nested(it.Items)
		out = append(out, it)
	}
	return out
}

func recordsOf(in board.ImportBoard) []board.Record {
	var list []board.Record
	for _, n := range in.Notes {
		list = append(list, n)
	}
	for _, g := range in.Groups {
		list = append(list, g)
	}
	for _, s := range in.Statements {
		list = append(list, s)
	}
	return list
}

// tableOf reads a board's records by the model itself.
func tableOf(records []board.Record) table {
	o := board.StateOf(records).Outline()
	t := table{Items: twigsOf(o.Items), Gone: o.Tally.Withdrawn}
	for _, n := range o.Lone {
		t.Lone = append(t.Lone, n.Text)
	}
	for _, n := range o.Loose {
		t.Loose = append(t.Loose, n.Text)
	}
	return t.sorted()
}

func (t table) sorted() table {
	slices.Sort(t.Lone)
	slices.Sort(t.Loose)
	return t
}

func twigsOf(branches []board.Branch) []twig {
	var list []twig
	for _, b := range branches {
		switch it := b.Item.(type) {
		case board.Note:
			list = append(list, twig{Kind: note, Text: it.Text})
		case board.Statement:
			list = append(list, twig{Kind: statement, Text: it.Text})
		case board.Group:
			list = append(list, twig{Kind: island, Text: it.Title, Items: twigsOf(b.Members)})
		}
	}
	return list
}

// memberLine is the line as it stands in reports: the coordinator last.
func memberLine(people []intake.Member) string {
	var names, leaders []string
	for _, p := range people {
		if p.Coordinator {
			leaders = append(leaders, p.Name+"(コーディネーター)")
		} else {
			names = append(names, p.Name)
		}
	}
	return strings.Join(append(names, leaders...), "、")
}

// rosterLine is what an organiser has at hand for a table.
func (st sampleTable) rosterLine() string {
	sides := map[board.Side]string{board.Citizen: "(市民)", board.Staff: "(職員)", board.OtherSide: "(その他)"}
	var names []string
	for _, p := range st.people {
		name := p.Name + sides[p.Side]
		if p.Coordinator {
			name += "(コーディネーター)"
		}
		names = append(names, name)
	}
	return st.Name + ": " + strings.Join(names, "、")
}

// notes lists every note that is written at this table, in the order of the
// sample: those in islands, the lone, the loose, the withdrawn.
func (st sampleTable) notes() []string {
	var list []string
	walkTwigs(st.Items, func(tw twig) {
		if tw.Kind == note {
			list = append(list, tw.Text)
		}
	})
	return slices.Concat(list, st.Lone, st.Loose, st.gone)
}

func walkTwigs(items []twig, visit func(twig)) {
	for _, it := range items {
		visit(it)
		walkTwigs(it.Items, visit)
	}
}

// mustBeUnique: the people of this evening find things by their words.
func (s sample) mustBeUnique(t *testing.T) {
	t.Helper()
	for i, st := range s.tables {
		seen := map[string]bool{}
		count := func(text string) {
			if seen[text] || text == "" {
				t.Fatalf("table %d of the sample has a text twice, or an empty one", i+1)
			}
			seen[text] = true
		}
		walkTwigs(st.Items, func(tw twig) { count(tw.Text) })
		for _, text := range slices.Concat(st.Lone, st.Loose, st.gone) {
			count(text)
		}
	}
}

// tally is the ledger that every file must tell: 島, 一匹狼, 未整理, 取り下げ, 書かれた.
func (t table) tally() [5]int {
	grouped := 0
	walkTwigs(t.Items, func(tw twig) {
		if tw.Kind == note {
			grouped++
		}
	})
	return [5]int{grouped, len(t.Lone), len(t.Loose), t.Gone, grouped + len(t.Lone) + len(t.Loose) + t.Gone}
}

// lines writes a table as lines, to say where two of them part.
func (t table) lines() []string {
	var list []string
	var down func(items []twig, level int)
	down = func(items []twig, level int) {
		for _, it := range items {
			list = append(list, fmt.Sprintf("%s%s %q", strings.Repeat("  ", level), it.Kind, it.Text))
			down(it.Items, level+1)
		}
	}
	down(t.Items, 0)
	for _, text := range t.Lone {
		list = append(list, fmt.Sprintf("lone %q", text))
	}
	for _, text := range t.Loose {
		list = append(list, fmt.Sprintf("loose %q", text))
	}
	return append(list, fmt.Sprintf("%d withdrawn", t.Gone))
}

// mustEqual compares what was found with what the evening made.
func mustEqual(t *testing.T, where string, found, want table) {
	t.Helper()
	if want.Members != "" && found.Members != "" && found.Members != want.Members {
		t.Errorf("%s: the members are %q, not %q", where, found.Members, want.Members)
	}
	has, wants := found.lines(), want.lines()
	for i := range max(len(has), len(wants)) {
		a, b := lineAt(has, i), lineAt(wants, i)
		if a != b {
			t.Errorf("%s: line %d of %d is\n   %s\nnot\n   %s", where, i+1, len(wants), a, b)
			return
		}
	}
}

func lineAt(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(nothing)"
}
