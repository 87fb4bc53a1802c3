package export

import (
	"time"

	"yoriai/board"
)

// Options say what a report is about and for whose eyes.
type Options struct {
	Table  board.TableID // empty: the whole workshop
	Viewer board.Viewer  // what this viewer may not see is not in the report
	Public bool          // 公開用: names by the workshop's policy, nobody's authorship; else 内部用
	Now    time.Time     // the time the report says it was made, in the zone that its times are told in
	Times  Times         // what the history tells; empty: nothing of it is told
	Masked bool          // 内部用: behind it stands what the public does not read
	Words  Words
	Photos PhotoBytes // nil: the report shows none in files
}

// Report is what was made, ready to be printed in any format. Its texts are
// the people's own, as they stand on the board; only the words of the
// catalogue are added when it is written.
type Report struct {
	Title    string
	Theme    string
	Date     string // ISO day, or empty
	Place    string
	Host     string
	Table    string // name of the one table this is about; empty: all
	Sections []Section
	Total    Count
	Made     time.Time
	For      string // for whom it is, in a word: 公開用, 内部用

	Purpose []string // 目的, line by line
	Rules   []string // 話し合いの約束
	Agenda  []Step   // 進行表
	Evening *Evening // when notes were written; nil: nothing to see

	Tags   []Tag    // 横串
	Remark Speech   // 講評
	Survey *Survey  // ふりかえり; nil: nobody was asked
	News   News     // かわら版
	Masked []Masked // what the public does not read; for the inside alone
	Photos []Photo  // of the whole workshop

	words Words
	draw  Picture // of the sheets; nil: none is shown

	photoBytes PhotoBytes
	photosAt   string // where a page fetches photos; empty: they stand in it

	isVoices bool // 「いただいた声と、その後」 alone is told
}

// Count is the ledger of a table or of all: Written = Grouped + Lone + Loose +
// Withdrawn + Hidden. Veiled says how many of the loose notes are still private.
type Count struct {
	board.Tally
	Veiled int
}

func (c *Count) add(d Count) {
	c.Written += d.Written
	c.Grouped += d.Grouped
	c.Lone += d.Lone
	c.Loose += d.Loose
	c.Withdrawn += d.Withdrawn
	c.Hidden += d.Hidden
	c.Islands += d.Islands
	c.Veiled += d.Veiled
}

// Section is the work of one table on one theme.
type Section struct {
	Table    string
	Theme    string
	Joint    bool     // 全体会: title cards of the tables, which are counted there already
	OwnTheme bool     // the theme is not the workshop's, or one of several, and must be said
	Members  []Member // coordinator last, otherwise as they sit
	Items    []Item   // islands and statements in reading order
	Lone     []Item   // 一匹狼
	Loose    []Item   // 未整理, without the veiled ones
	Count    Count

	Relations  []Relation // but those that say what answers what
	Proposals  []Proposal
	Unanswered []string // issues that no proposal answers; empty where there is no proposal
	Narrative  []Passage
	Rounds     []Round
	Remark     Speech // of the table's presenter
	Follows    []Followed
	Photos     []Photo // of the table: with its first theme
	Sheet      Sheet   // what lies on its paper, for pictures

	tagged map[board.TagID]TagCell
}

// Member is somebody at a table, under the name that may be told.
type Member struct {
	Seat        board.SeatID
	Name        string
	Side        board.Side
	Coordinator bool
}

// ItemKind says what an item of a report is.
type ItemKind int

const (
	Island ItemKind = iota
	Note
	Statement
)

// Item is an island with what it holds, a note or a statement. Text is the
// title card of an island; empty: it has none.
type Item struct {
	Kind   ItemKind
	Text   string
	Author string // the name on the author's seat, if known; nobody in what is public
	Side   board.Side
	Items  []Item

	Proposal bool   // 提案
	Echoes   int    // who said 「わたしも」
	Source   string // of a card from another board: whose it was

	SourceDate string // and of another workshop its day

	Seals int      // laid on it in the rounds that are closed, on the screen and by hand
	Tags  []string // 横串: the names of the tags it carries itself

	Follow board.Follow // what came of it
}

// builder is what the parts of a report are made from.
type builder struct {
	Options
	workshop *board.State
	boards   map[board.BoardID]*board.State
	names    map[board.SeatID]string
	seals    map[board.ItemID]int // of the board that is being told
	masker   *masker              // of what is public; nil: nothing is masked
}

// builderOf prepares to tell of a workshop. What is public is masked before
// anything is made of it.
func builderOf(workshop *board.State, boards map[board.BoardID]*board.State, opts Options) builder {
	b := builder{Options: opts, workshop: workshop, boards: boards, names: namesToTell(workshop, opts)}
	if opts.Public {
		b.masker = newMasker(workshop, opts.Words)
		b.workshop = b.masker.state(workshop)
	}
	return b
}

// Build makes the report of a workshop from its documents. A board that is
// not in the map counts as empty.
func Build(workshop *board.State, boards map[board.BoardID]*board.State, opts Options) Report {
	b := builderOf(workshop, boards, opts)
	if !opts.Public {
		r := b.report()
		r.For, r.Masked = opts.Words(wordInternal), b.masks()
		return r
	}
	r := b.masker.report(b.report())
	r.For = opts.Words(wordPublic)
	return r
}

// seen are a board's records as this report may tell them.
func (b builder) seen(state *board.State) *board.State {
	records := b.Viewer.Records(state)
	if b.masker != nil {
		records = b.masker.records(records)
	}
	return board.StateOf(records)
}

func (b builder) report() Report {
	workshop, opts := b.workshop, b.Options
	w, _ := workshop.Workshop()
	r := Report{Title: w.Title, Theme: w.Theme, Date: w.Date, Place: w.Place, Host: w.Host, Made: opts.Now, words: opts.Words, photoBytes: opts.Photos}
	r.Purpose, r.Rules, r.Agenda = textLines(w.Purpose), textLines(w.Rules), b.agenda()
	var written []int64
	themes := workshop.Themes()
	for _, t := range workshop.Tables() {
		if opts.Table != "" && t.ID != opts.Table {
			continue
		}
		if opts.Table != "" {
			r.Table = t.Name
		}
		for i, a := range workshop.Assignments(t.ID) {
			s := b.section(a.ID)
			if i == 0 {
				s.Photos = b.photos(t.ID, t.Name)
			}
			s.Table, s.Theme, s.OwnTheme = t.Name, a.Theme, a.Theme != w.Theme || len(themes) > 0
			s.Members, s.Remark = b.members(workshop.Seats(t.ID)), remarkOf(workshop, t.ID)
			r.Sections = append(r.Sections, s)
			r.Total.add(s.Count)
			written = append(written, opts.Times.Notes[a.ID]...)
		}
	}
	if opts.Table == "" {
		r.Sections = append(r.Sections, b.joint()...)
		r.Remark, r.Survey = remarkOf(workshop, ""), surveyIn(workshop, opts.Words)
		r.News = b.news()
		r.Photos = b.photos("", opts.Words(wordPhotosAll))
	}
	r.Tags, r.Evening = tagsIn(workshop, r.Sections), eveningOf(written, opts.Now.Location())
	return r
}

// jointSections are what all tables made together. Their cards are no new
// notes, so they stand in no sum.
func (b builder) joint() (sections []Section) {
	for _, a := range b.workshop.Assignments("") {
		s := b.section(a.ID)
		s.Table, s.Theme, s.Joint = b.Words(wordJoint), a.Theme, true
		sections = append(sections, s)
	}
	return sections
}

// members lists who sits there, under the names that may be told.
func (b builder) members(seats []board.Seat) []Member {
	var members, leaders []Member
	for _, p := range seats {
		name := b.names[p.ID]
		if name == "" {
			continue
		}
		m := Member{Seat: p.ID, Name: name, Side: p.Side, Coordinator: p.Role == board.Coordinator}
		if m.Coordinator {
			leaders = append(leaders, m)
		} else {
			members = append(members, m)
		}
	}
	return append(members, leaders...)
}

func (b builder) section(id board.BoardID) Section {
	state := b.boards[id]
	if state == nil {
		return Section{}
	}
	seen := b.seen(state)
	o := seen.Outline()
	s := Section{Count: Count{Tally: o.Tally}}
	b.seals = sealsOn(seen)
	for _, branch := range o.Items {
		s.Items = append(s.Items, b.item(branch))
	}
	for _, n := range o.Lone {
		s.Lone = append(s.Lone, b.note(n))
	}
	for _, n := range o.Loose {
		if n.Veiled {
			s.Count.Veiled++
			continue
		}
		s.Loose = append(s.Loose, b.note(n))
	}
	s.Follows = append(follows(s.Items), follows(s.Lone)...)
	s.Sheet = b.sheet(seen, o, s.find(seen, o, b.Words))
	return s
}

func (b builder) item(branch board.Branch) Item {
	switch it := branch.Item.(type) {
	case board.Note:
		return b.note(it)
	case board.Statement:
		return Item{Kind: Statement, Text: it.Text, Author: b.author(it.Author)}
	}
	g, _ := branch.Item.(board.Group)
	island := Item{Kind: Island, Text: g.Title, Proposal: g.Proposal, Seals: b.seals[g.ItemID()], Tags: b.tagNames(g.Tags), Follow: g.Follow}
	for _, member := range branch.Members {
		island.Items = append(island.Items, b.item(member))
	}
	return island
}

func (b builder) note(n board.Note) Item {
	it := Item{Kind: Note, Text: n.Text, Author: b.author(n.Author), Side: n.Side, Proposal: n.Proposal, Echoes: len(n.Echoes)}
	it.Seals, it.Tags, it.Follow = b.seals[n.ItemID()], b.tagNames(n.Tags), n.Follow
	if n.Source != nil {
		it.Source, it.SourceDate = n.Source.Label, n.Source.Date
	}
	return it
}

// author is who wrote something, even from a seat that was taken away since:
// what the person wrote is still theirs. What is public tells nobody's authorship.
func (b builder) author(id board.SeatID) string {
	if b.Public {
		return ""
	}
	return b.names[id]
}
