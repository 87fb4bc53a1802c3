package browsertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/accessibility"

	"yoriai/board"
)

// heardTree is what a screen reader has of the board: the words in order; for
// each item of a list all that is said within it; and for each heading what it
// says, its level, and the regions in which it stands, the outermost first.
type heardTree struct {
	words    []string
	items    []string
	headings []heardHeading
	within   map[string][]string // of words: the regions in which they stand
}

type heardHeading struct {
	words string
	level int
}

// tree reads the whole accessibility tree of the page.
func (p *person) tree() heardTree {
	p.t.Helper()
	eval[any](p, `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`) // the tree follows what is drawn
	full, err := call(p.page, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	p.must(err, "read the accessibility tree")
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for i := range full.Nodes {
		byID[full.Nodes[i].NodeID] = full.Nodes[i]
	}
	t := heardTree{within: map[string][]string{}}
	var said func(n *accessibility.Node, regions []string) []string
	said = func(n *accessibility.Node, regions []string) (words []string) {
		at, role := len(t.items), axText(n.Role)
		switch {
		case role == "listitem":
			t.items = append(t.items, "")
		case role == "region":
			regions = append(slices.Clip(regions), axText(n.Name))
		case role == "StaticText" && !n.Ignored:
			words = append(words, axText(n.Name))
			t.words = append(t.words, axText(n.Name))
			t.within[axText(n.Name)] = regions
		}
		for _, id := range n.ChildIDs {
			if child := byID[id]; child != nil {
				words = append(words, said(child, regions)...)
			}
		}
		switch role {
		case "listitem":
			t.items[at] = strings.Join(words, " ")
		case "heading":
			t.headings = append(t.headings, heardHeading{strings.Join(words, " "), axLevel(n)})
		}
		return words
	}
	said(full.Nodes[0], nil)
	return t
}

// axLevel is how deep a heading is.
func axLevel(n *accessibility.Node) (level int) {
	for _, p := range n.Properties {
		if p.Name == "level" && p.Value != nil {
			_ = json.Unmarshal(p.Value.Value, &level) // what is no number is no level
		}
	}
	return level
}

func axText(v *accessibility.Value) (s string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &s) // what is no text says nothing
	}
	return s
}

// lot is a table on whose board chance has laid things.
type lot struct {
	live
	doc  board.DocID
	luck *rand.Rand
}

func (l *lot) does(op string, args ...any) { l.sends("live.ops." + fmt.Sprintf(op, args...)) }

func (l *lot) pick(kind string) string {
	return fmt.Sprintf(`[...v.all(%q)].filter((r) => !r.withdrawn).sort((a, b) => a.id < b.id ? -1 : 1)[%d %% v.all(%q).filter((r) => !r.withdrawn).length].id`, kind, l.luck.IntN(1000), kind)
}

// lays makes a small board of every sort of thing.
func (l *lot) lays() {
	for n := range 14 {
		l.does(`addNote("札の%02d番め")`, n)
	}
	for n := range 4 {
		l.does(`addGroup({ title: "表札%d号", items: [%s, %s].filter((id, i, all) => all.indexOf(id) === i), to: live.ops.onSheet({ x: %d, y: %d }) })`, n, l.pick("note"), l.pick("note"), l.luck.IntN(1400), l.luck.IntN(900))
	}
	l.sends(`(([a, b]) => live.ops.moveItems([a], live.ops.inGroup(b)))([...v.all("group")].map((g) => g.id).slice(0, 2))`)
	l.does(`addStatement("ひとことの文", live.ops.inGroup(%s))`, l.pick("group"))
	for range 3 {
		l.does(`loneNote(%s, true)`, l.pick("note"))
		l.does(`propose(%s, true)`, l.pick("note"))
		l.does(`echoNote(%s, true)`, l.pick("note"))
	}
	l.does(`propose(%s, true)`, l.pick("group"))
	l.does(`foldGroup(%s, true)`, l.pick("group"))
	l.does(`moveItems([%s], live.ops.onSheet({ x: 700, y: 500 }))`, l.pick("note"))
	l.does(`withdrawNote(%s)`, l.pick("note"))
	l.saved()
}

// TestTheTreeIsTheModel: for boards that chance has laid, whoever hears the
// page hears exactly the notes, islands and sentences there are, once, in the
// one reading order, each in the islands that hold it and with its marks; title
// cards are headings, as deep as their islands lie; and nothing that was
// withdrawn is heard but in its own place.
func TestTheTreeIsTheModel(t *testing.T) {
	t.Parallel()
	const seeds = 3
	for seed := range uint64(seeds) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			h := openHall(t)
			link, _ := h.links()
			doc := h.boardOf("1班")
			l := &lot{h.connects("全体進行", link, doc), doc, rand.New(rand.NewPCG(seed, 11))}
			l.does(`setPhase("gather")`)
			l.lays()
			g := h.facilitates(doc)
			g.window(projector)
			state := h.replay(doc)
			o := state.Outline()
			g.until("the board", fmt.Sprintf(`document.querySelectorAll(".board [data-id]").length > %d`, len(o.Items)))
			g.until("all of it", `document.querySelector("[aria-busy]") === null`)
			closed := eval[[]string](g, `[...document.querySelectorAll(".island[data-folded]")].map((e) => e.dataset.id)`)
			for _, pile := range foldedIn(state) {
				if !slices.Contains(closed, pile) {
					t.Errorf("the pile %s is open on the sheet", pile)
				}
			}
			g.hears("the sheet", sheetOrder(state, o, closed), state)
			g.press("button", "一覧")
			g.until("the list", `document.querySelector(".outline") !== null && document.querySelector("[aria-busy]") === null`)
			g.hears("the list", listOrder(o, foldedIn(state)), state)
		})
	}
}

// hears compares what is heard of the board with what should be.
func (p *person) hears(where string, want []board.Item, state *board.State) {
	p.t.Helper()
	tree := p.tree()
	at := 0
	for _, it := range want {
		words := itemWords(it)
		next := slices.Index(tree.words[at:], words)
		if next < 0 {
			p.t.Fatalf("%s: %q is not heard where it should be; all that is heard: %q", where, words, tree.words)
		}
		at += next + 1
	}
	live := map[string]int{}
	for _, it := range want {
		live[itemWords(it)]++
	}
	for _, words := range tree.words {
		if strings.HasPrefix(words, "札の") || strings.HasPrefix(words, "表札") && strings.HasSuffix(words, "号") || words == "ひとことの文" {
			live[words]--
		}
	}
	for words, n := range live {
		if n != 0 {
			p.t.Errorf("%s: %q is heard %d times too seldom", where, words, n)
		}
	}
	for _, it := range want {
		p.hearsPlace(where, it, tree, state)
		switch it := it.(type) {
		case board.Note:
			p.hearsMarks(where, it, tree)
		case board.Group:
			p.hearsTitle(where, it, tree, state)
		}
	}
}

// foldedIn are the piles that are closed for everybody.
func foldedIn(state *board.State) (closed []string) {
	for _, g := range state.Groups() {
		if g.Folded && !g.Withdrawn {
			closed = append(closed, g.Key())
		}
	}
	return closed
}

// homes are the islands in which something lies, the outermost first.
func homes(state *board.State, group board.GroupID) (titles []string) {
	for group != "" {
		g, _ := state.Group(group)
		titles = append([]string{g.Title}, titles...)
		group = g.Group
	}
	return titles
}

// hearsPlace: a thing stands in the regions of the islands that hold it.
func (p *person) hearsPlace(where string, it board.Item, tree heardTree, state *board.State) {
	p.t.Helper()
	want := homes(state, it.Spot().Group)
	switch it := it.(type) {
	case board.Group:
		want = append(want, it.Title)
	case board.Note:
		if it.Withdrawn {
			want = nil
		}
	}
	var got []string
	for _, region := range tree.within[itemWords(it)] {
		for _, words := range pausedIn(region) {
			if strings.HasPrefix(words, "表札") {
				got = append(got, words)
			}
		}
	}
	if !slices.Equal(got, want) {
		p.t.Errorf("%s: %q is heard in %q, and lies in %q", where, itemWords(it), got, want)
	}
}

// pausedIn are the words between two pauses: what is heard as one would make 「…3」 and 「2枚」 thirty-two.
func pausedIn(words string) []string {
	return strings.FieldsFunc(words, func(r rune) bool { return unicode.IsSpace(r) || r == '、' })
}

// hearsTitle: a title card is a heading as deep as its island, and says how many
// notes there are and whether it is a proposal.
func (p *person) hearsTitle(where string, g board.Group, tree heardTree, state *board.State) {
	p.t.Helper()
	i := slices.IndexFunc(tree.headings, func(h heardHeading) bool { return strings.Contains(h.words, g.Title) })
	if i < 0 {
		p.t.Errorf("%s: %q is no heading", where, g.Title)
		return
	}
	h, count := tree.headings[i], fmt.Sprintf("%d枚", notesIn(state, g.ID))
	if level := 3 + len(homes(state, g.Group)); h.level != level || !slices.Contains(pausedIn(h.words), count) || strings.Contains(h.words, "提案") != g.Proposal {
		p.t.Errorf("%s: %q is heard as %q on level %d; it has %s, lies on level %d, and that it is a proposal is %v", where, g.Title, h.words, h.level, count, level, g.Proposal)
	}
}

// notesIn counts the notes in an island and in all that lies in it.
func notesIn(state *board.State, group board.GroupID) (n int) {
	for _, it := range state.Members(group) {
		switch it := it.(type) {
		case board.Note:
			n++
		case board.Group:
			n += notesIn(state, it.ID)
		}
	}
	return n
}

func (p *person) hearsMarks(where string, n board.Note, tree heardTree) {
	p.t.Helper()
	i := slices.IndexFunc(tree.items, func(s string) bool { return strings.HasPrefix(s, n.Text) })
	if i < 0 {
		p.t.Errorf("%s: %q is no item of a list", where, n.Text)
		return
	}
	for mark, has := range map[string]bool{"一匹狼": n.Lone, "提案": n.Proposal, "わたしも": len(n.Echoes) > 0} {
		if strings.Contains(tree.items[i], mark) != has && !(mark == "わたしも" && !has) {
			p.t.Errorf("%s: of %q is said %q; %s should be %v", where, n.Text, tree.items[i], mark, has)
		}
	}
}

func itemWords(it board.Item) string {
	switch it := it.(type) {
	case board.Note:
		return it.Text
	case board.Group:
		return it.Title
	case board.Statement:
		return it.Text
	}
	return ""
}

// told is an item with all that lies in it, as it is read.
func toldFrom(b board.Branch, closed []string) []board.Item {
	list := []board.Item{b.Item}
	if slices.Contains(closed, b.Item.Key()) {
		return list
	}
	for _, m := range b.Members {
		list = append(list, toldFrom(m, closed)...)
	}
	return list
}

// listOrder is the order of the list: islands and sentences, the lone, the loose, the withdrawn.
func listOrder(o board.Outline, closed []string) (list []board.Item) {
	for _, b := range o.Items {
		list = append(list, toldFrom(b, closed)...)
	}
	for _, notes := range [][]board.Note{o.Lone, o.Loose, o.Gone} {
		for _, n := range notes {
			list = append(list, n)
		}
	}
	return list
}

// sheetOrder is the order of the sheet: the two lists at its left, and what lies on it.
func sheetOrder(s *board.State, o board.Outline, closed []string) (list []board.Item) {
	for _, notes := range [][]board.Note{o.Loose, o.Lone} {
		for _, n := range notes {
			if n.Place.At == nil {
				list = append(list, n)
			}
		}
	}
	branches := map[string]board.Branch{}
	for _, b := range o.Items {
		branches[b.Item.Key()] = b
	}
	for _, it := range s.Members("") {
		if b, has := branches[it.Key()]; has {
			list = append(list, toldFrom(b, closed)...)
		} else if it.Spot().At != nil {
			list = append(list, it)
		}
	}
	return list
}
