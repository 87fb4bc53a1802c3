package export

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"yoriai/board"
)

// What a table found out about its notes and islands, as the report knows it:
// relations, proposals and the issues they answer, the narrative, the rounds of
// choosing. All of it is about things that stand on the board for the viewer's
// eyes; what is about a note that is still private is not told.

// Relation is a line between two items, by their words.
type Relation struct {
	From, To string
	Meaning  board.Meaning
	Label    string
}

// Proposal is a note or an island that answers issues.
type Proposal struct {
	Text   string
	Issues []string
}

// Passage is a step of the narrative: the addition, and the board's own words.
type Passage struct {
	Added string
	Title string // of the island that is told
	Text  string // what it holds, sentence by sentence; or the note
}

// Round is a round of choosing.
type Round struct {
	Title   string
	Seals   int // each person's
	Voters  int // who laid seals on the screen; seals on paper have no voters
	Open    bool
	Results []Result
}

// Result is how many seals an item has, the most first.
type Result struct {
	Text string
	N    int // with those counted by hand
	Hand int
}

// finder reads one board for a section.
type finder struct {
	*Section
	state    *board.State
	outline  board.Outline
	say      Words
	branches map[board.ItemID]board.Branch
	rank     map[board.ItemID]int // in reading order
	holder   map[board.ItemID]board.ItemID
}

func (s *Section) find(state *board.State, o board.Outline, w Words) finder {
	f := finder{s, state, o, w, map[board.ItemID]board.Branch{}, map[board.ItemID]int{}, map[board.ItemID]board.ItemID{}}
	f.index(o.Items, "")
	for _, n := range slices.Concat(o.Lone, o.Loose) {
		f.index([]board.Branch{{Item: n, Level: 1}}, "")
	}
	f.relations()
	f.proposals()
	f.narrative()
	f.rounds()
	f.tags()
	return f
}

func (f *finder) index(branches []board.Branch, holder board.ItemID) {
	for _, b := range branches {
		id := b.Item.ItemID()
		f.branches[id], f.rank[id], f.holder[id] = b, len(f.rank), holder
		f.index(b.Members, id)
	}
}

// words are an item's own, in one line as they stand in a sentence; false: they
// are not for these eyes.
func (f *finder) words(id board.ItemID) (string, bool) {
	b, there := f.branches[id]
	if !there {
		return "", false
	}
	text := ""
	switch it := b.Item.(type) {
	case board.Note:
		if it.Veiled {
			return "", false
		}
		text = it.Text
	case board.Group:
		text = it.Title
	case board.Statement:
		text = it.Text
	}
	if text = strings.TrimRight(oneLine(text), "。．"); text == "" {
		text = f.say(wordUntitledOne)
	}
	return text, true
}

// lost names what was taken off the board since it was chosen: seals that lay
// there were laid all the same. The words of a withdrawn note are nobody's.
func (f *finder) lost(id board.ItemID) (string, bool) {
	if g, isGroup := f.state.Group(board.GroupID(id)); isGroup && g.Withdrawn {
		return f.say.fill(wordGone, "what", cmp.Or(oneLine(g.Title), f.say(wordUntitled))), true
	}
	n, isNote := f.state.Note(board.NoteID(id))
	return f.say(wordGoneNote), isNote && n.Withdrawn
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// links are the relations that can be told, in reading order of their ends.
func (f *finder) links() []board.Link {
	list := slices.DeleteFunc(f.state.Links(), func(l board.Link) bool {
		_, from := f.words(l.From)
		_, to := f.words(l.To)
		return !from || !to
	})
	slices.SortStableFunc(list, func(a, b board.Link) int {
		return cmp.Or(cmp.Compare(f.rank[a.From], f.rank[b.From]), cmp.Compare(f.rank[a.To], f.rank[b.To]), cmp.Compare(a.Meaning, b.Meaning), cmp.Compare(a.Label, b.Label))
	})
	return list
}

func (f *finder) relations() {
	for _, l := range f.links() {
		if l.Meaning == board.Answers {
			continue
		}
		from, _ := f.words(l.From)
		to, _ := f.words(l.To)
		f.Relations = append(f.Relations, Relation{from, to, l.Meaning, l.Label})
	}
}

// proposals lists every proposal with what it answers, and the issues that none
// answers: islands at the top and lone notes that are no proposals, where
// neither they nor anything in them is answered. A table that made no proposal
// was not looking for answers, and is not told that it has none.
func (f *finder) proposals() {
	answered := map[board.ItemID]bool{}
	issues := map[board.ItemID][]string{}
	for _, l := range f.links() {
		if l.Meaning != board.Answers {
			continue
		}
		text, _ := f.words(l.To)
		issues[l.From] = append(issues[l.From], text)
		for id := l.To; id != ""; id = f.holder[id] {
			answered[id] = true
		}
	}
	ids := make([]board.ItemID, 0, len(f.rank))
	for id, b := range f.branches {
		if _, told := f.words(id); told && isProposal(b.Item) {
			ids = append(ids, id)
		}
	}
	slices.SortFunc(ids, func(a, b board.ItemID) int { return cmp.Compare(f.rank[a], f.rank[b]) })
	for _, id := range ids {
		text, _ := f.words(id)
		f.Proposals = append(f.Proposals, Proposal{text, issues[id]})
	}
	if len(ids) > 0 {
		f.unanswered(answered)
	}
}

func (f *finder) unanswered(answered map[board.ItemID]bool) {
	var open []board.Item
	for _, b := range f.outline.Items {
		if _, isGroup := b.Item.(board.Group); isGroup {
			open = append(open, b.Item)
		}
	}
	for _, n := range f.outline.Lone {
		open = append(open, n)
	}
	for _, it := range open {
		text, told := f.words(it.ItemID())
		if told && !isProposal(it) && !answered[it.ItemID()] {
			f.Unanswered = append(f.Unanswered, text)
		}
	}
}

func isProposal(it board.Item) bool {
	switch it := it.(type) {
	case board.Note:
		return it.Proposal
	case board.Group:
		return it.Proposal
	}
	return false
}

// narrative tells everything once: what has a step of its own is left out
// where it lies within an island by now.
func (f *finder) narrative() {
	passages := f.state.Passages()
	apart := map[board.ItemID]bool{}
	for _, p := range passages {
		apart[p.Item] = true
	}
	for _, p := range passages {
		b, there := f.branches[p.Item]
		if _, told := f.words(p.Item); !there || !told {
			continue
		}
		step := Passage{Added: oneLine(p.Text)}
		if g, isGroup := b.Item.(board.Group); isGroup {
			step.Title = ended(g.Title)
			step.Text = toldWithin(b, apart)
		} else {
			step.Text = toldWords(b, apart)
		}
		f.Narrative = append(f.Narrative, step)
	}
}

func toldWithin(b board.Branch, apart map[board.ItemID]bool) (text string) {
	for _, m := range b.Members {
		if !apart[m.Item.ItemID()] {
			text += toldWords(m, apart)
		}
	}
	return text
}

// toldWords are the words of an item and of all that lies in it, each ended as a sentence.
func toldWords(b board.Branch, apart map[board.ItemID]bool) string {
	switch it := b.Item.(type) {
	case board.Note:
		return ended(it.Text)
	case board.Statement:
		return ended(it.Text)
	case board.Group:
		return ended(it.Title) + toldWithin(b, apart)
	}
	return ""
}

// end is where a sentence has one of its own; words in brackets behind it are
// part of it.
var end = regexp.MustCompile(`[。.!?！？…」』](?:[（(][^（）()]*[）)])*$`)

// ended puts the full stop behind a sentence that has no end of its own, as the
// board does where the narrative is read.
func ended(s string) string {
	s = oneLine(s)
	if s == "" || end.MatchString(s) {
		return s
	}
	return s + "。"
}

func (f *finder) rounds() {
	for _, r := range f.state.Rounds() {
		out := Round{Title: r.Title, Seals: r.Seals, Voters: r.Voters, Open: r.Open}
		if !r.Open {
			out.Results = f.results(r)
		}
		f.Rounds = append(f.Rounds, out)
	}
}

// results lists what has seals; of the same number in the order of the round.
func (f *finder) results(r board.Round) []Result {
	seals, hand := map[board.ItemID]int{}, map[board.ItemID]int{}
	for _, c := range r.Counts {
		seals[c.Item] += c.N
	}
	for _, c := range r.Hand {
		hand[c.Item] += c.N
	}
	var list []Result
	for _, id := range r.Items {
		text, told := f.words(id)
		if !told {
			text, told = f.lost(id)
		}
		if n := seals[id] + hand[id]; n > 0 && told {
			list = append(list, Result{text, n, hand[id]})
		}
	}
	slices.SortStableFunc(list, func(a, b Result) int { return cmp.Compare(b.N, a.N) })
	return list
}

// sealsOn counts what was laid on each item in all rounds that are closed.
func sealsOn(state *board.State) map[board.ItemID]int {
	seals := map[board.ItemID]int{}
	for _, r := range state.Rounds() {
		if r.Open {
			continue
		}
		for _, c := range slices.Concat(r.Counts, r.Hand) {
			seals[c.Item] += c.N
		}
	}
	return seals
}
