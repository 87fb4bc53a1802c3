package picture

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server/export"
)

// workshopID and the like are the same in every run; so are drawn boards.
const (
	workshopID = board.WorkshopID("00000000-0000-4000-8000-0000000000f1")
	tableID    = board.TableID("00000000-0000-4000-8000-0000000000f2")
	boardID    = board.BoardID("00000000-0000-4000-8000-0000000000f3")
)

var made = time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)

// catalogue is the product's own.
func catalogue(t testing.TB) export.Words {
	t.Helper()
	data, err := os.ReadFile("../../../static/i18n/ja.json")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		t.Fatal(err)
	}
	return func(key string) string {
		if texts[key] == "" {
			t.Errorf("the catalogue has no %q", key)
		}
		return texts[key]
	}
}

// drawn is a board drawn by dice.
type drawn struct {
	dice    *rand.Rand
	n       int
	ids     []board.ItemID
	records []board.Record
	sheets  int
	orders  []string
}

type shape struct {
	notes, islands, depth, links, sheets int
	long                                 bool // titles
}

func drawBoard(seed uint64, s shape) *drawn {
	d := &drawn{dice: rand.New(rand.NewPCG(seed, 7)), sheets: max(1, s.sheets), orders: board.OrderRun(s.notes + s.islands + 20)}
	d.records = append(d.records, board.Board{ID: boardID, Workshop: workshopID, Table: tableID, Phase: board.Relating, Sheets: s.sheets})
	groups := []board.GroupID{""}
	depths := map[board.GroupID]int{"": 0}
	for i := range s.islands {
		in := groups[d.dice.IntN(len(groups))]
		if i < s.depth {
			in = groups[len(groups)-1]
		}
		if depths[in] >= s.depth {
			in = ""
		}
		g := board.Group{ID: board.GroupID(d.id()), Title: d.title(s.long), Place: d.place(in), Proposal: d.dice.IntN(9) == 0, Folded: d.dice.IntN(6) == 0}
		groups = append(groups, g.ID)
		depths[g.ID] = depths[in] + 1
		d.add(g, g.ID)
	}
	for range s.notes {
		n := board.Note{ID: board.NoteID(d.id()), Text: d.sentence(), Side: board.Side([]string{"citizen", "staff", "other", ""}[d.dice.IntN(4)])}
		n.Place = d.place(groups[d.dice.IntN(len(groups))])
		if n.Group == "" {
			n.Lone = d.dice.IntN(2) == 0
			if d.dice.IntN(3) == 0 {
				n.At = nil
			}
		}
		n.Proposal = d.dice.IntN(9) == 0
		d.add(n, board.GroupID(n.ID))
	}
	for range s.notes / 20 {
		st := board.Statement{ID: board.StatementID(d.id()), Text: d.sentence(), Place: d.place(groups[d.dice.IntN(len(groups))])}
		d.add(st, board.GroupID(st.ID))
	}
	d.link(s.links)
	return d
}

func (d *drawn) add(r board.Record, id board.GroupID) {
	d.records = append(d.records, r)
	d.ids = append(d.ids, board.ItemID(id))
}

func (d *drawn) link(n int) {
	for range n {
		from, to := d.ids[d.dice.IntN(len(d.ids))], d.ids[d.dice.IntN(len(d.ids))]
		if from == to {
			continue
		}
		l := board.Link{ID: board.LinkID(d.id()), From: from, To: to, Meaning: board.Meanings[d.dice.IntN(len(board.Meanings))]}
		if d.dice.IntN(3) == 0 {
			l.Label = "長く続いている原因のひとつ"[:3*(1+d.dice.IntN(13))]
		}
		d.records = append(d.records, l)
	}
}

// id: real ones are in no order either.
func (d *drawn) id() string {
	d.n++
	return fmt.Sprintf("%08x-0000-4000-8000-%012x", d.dice.Uint32(), d.n)
}

func (d *drawn) place(in board.GroupID) board.Place {
	p := board.Place{Group: in, Order: d.orders[d.dice.IntN(len(d.orders))]}
	if in == "" {
		p.At = &board.Point{X: float64(d.dice.IntN(1600 * d.sheets)), Y: float64(d.dice.IntN(1000))}
	}
	return p
}

var syllables = strings.Split("担当 が 変わると 約束 も 消える 市民 と 職員 の 会議 は 夜 に ほしい 子ども 連れ で OK 出られ ない、 話を 聞いて 𠮷田さん 2026年 10時 から カタカナ ｶﾅ", " ")

func (d *drawn) sentence() string {
	text := ""
	for range 1 + d.dice.IntN(12) {
		text += syllables[d.dice.IntN(len(syllables))]
		if d.dice.IntN(12) == 0 {
			text += "\n"
		}
	}
	return strings.TrimSpace(text) + "。"
}

func (d *drawn) title(long bool) string {
	if d.dice.IntN(5) == 0 {
		return ""
	}
	title := strings.ReplaceAll(d.sentence(), "\n", "")
	for long && board.Chars(title) < 100 {
		title += strings.ReplaceAll(d.sentence(), "\n", "")
	}
	return board.Cut(title, 110)
}

// report is what the drawn board comes to, for the inside.
func (d *drawn) report(t testing.TB) export.Report { return d.reportFor(t, false) }

func (d *drawn) reportFor(t testing.TB, public bool) export.Report {
	workshop := board.StateOf([]board.Record{
		board.Workshop{ID: workshopID, Title: "くらしの話し合い", Theme: "どうすれば続けられるか", Date: "2026-11-21"},
		board.Table{ID: tableID, Name: "1班", Order: "a"},
		board.Assignment{ID: boardID, Table: tableID, Theme: "どうすれば続けられるか", Order: "a"},
	})
	return export.Build(workshop, map[board.BoardID]*board.State{boardID: board.StateOf(d.records)}, export.Options{
		Viewer: board.Actor{Seat: "00000000-0000-4000-8000-0000000000aa", Role: board.Organiser}.Viewer(), Public: public, Now: made, Words: catalogue(t),
	})
}
