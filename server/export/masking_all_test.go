package export_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// numbered is a workshop with a telephone number of its own in every text.
type numbered struct {
	hall   *board.State
	boards map[board.BoardID]*board.State
	opts   export.Options
}

func numberedBy(s *exporttest.Stage, change func([]board.Record) []board.Record) *numbered {
	n := 0
	w := &numbered{boards: map[board.BoardID]*board.State{}, opts: s.Options()}
	w.hall = board.StateOf(export.Numbered(s.Hall.State.Records(), &n))
	for id, state := range s.States() {
		w.boards[id] = board.StateOf(export.Numbered(change(state.Records()), &n))
	}
	w.opts.Public, w.opts.Masked = true, false
	return w
}

// letAll lets everything stand that is asked about.
func (w *numbered) letAll() (asked []export.Masked) {
	asked = export.Masks(w.hall, w.boards, w.opts, "")
	spots := map[board.RecordID]board.Masking{}
	for _, m := range asked {
		masking := spots[m.Record]
		masking.Record, masking.Board = m.Record, m.Board
		masking.Spots = append(masking.Spots, board.MaskSpot{Place: m.Place, Keep: true})
		spots[m.Record] = masking
	}
	records := w.hall.Records()
	for _, masking := range spots {
		records = append(records, masking)
	}
	w.hall = board.StateOf(records)
	return asked
}

// masked are the texts of the public report in which something is masked.
func (w *numbered) masked() []string {
	report := export.Build(w.hall, w.boards, w.opts)
	return slices.DeleteFunc(report.Texts(), func(text string) bool {
		return !strings.Contains(text, w.opts.Words("export.mask."+string(board.MaskPhone)))
	})
}

// ends has everything chosen, and takes islands without anything in them off
// the board since: what they were called is told where they were chosen.
func ends(rt *rapid.T) func([]board.Record) []board.Record {
	return func(records []board.Record) []board.Record {
		state := board.StateOf(records)
		for i, r := range records {
			if g, is := r.(board.Group); is && len(state.Members(g.ID)) == 0 && rapid.Bool().Draw(rt, "taken off") {
				g.Withdrawn = true
				records[i] = g
			}
			if round, is := r.(board.Round); is && !round.Open {
				round.Items, round.Counts = nil, nil
				for _, g := range records {
					if g.Kind() == board.KindGroup || g.Kind() == board.KindNote {
						round.Items = append(round.Items, board.ItemID(g.Key()))
						round.Counts = append(round.Counts, board.Count{Item: board.ItemID(g.Key()), N: 1})
					}
				}
				records[i] = round
			}
		}
		return records
	}
}

// TestAllThatIsMaskedIsAskedAbout: whoever lets everything stand that the page
// of masks asks about has nothing masked any more: every text of the public
// report was looked at by somebody, and can be decided.
func TestAllThatIsMaskedIsAskedAbout(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		s := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID)
		w := numberedBy(s, ends(rt))
		before := len(w.masked())
		asked := w.letAll()
		if before == 0 || len(asked) == 0 {
			rt.Fatalf("%d texts are masked, %d asked about: nothing is proved", before, len(asked))
		}
		for _, text := range w.masked() {
			rt.Errorf("nobody is asked about %q", text)
		}
	})
}

// TestAllOfTheSampleIsAskedAbout: the same of the product's sample, which has
// all there is; and in files the numbers stand then, each that is asked about
// somewhere.
func TestAllOfTheSampleIsAskedAbout(t *testing.T) {
	s := exporttest.Sample(t)
	s.Do(s.Hall, exporttest.Organiser, board.QuoteNews{Next: "次は12月です"})
	w := numberedBy(s, func(r []board.Record) []board.Record { return r })
	asked := w.letAll()
	for _, text := range w.masked() {
		t.Errorf("nobody is asked about %q", text)
	}
	report := export.Build(w.hall, w.boards, w.opts)
	var all strings.Builder
	for _, write := range []func(io.Writer, export.Report) error{export.WriteMarkdown, export.WriteHTML, export.WriteCSV, export.WriteFollowupHTML} {
		if err := write(&all, report); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range asked {
		if !strings.Contains(all.String(), m.Words) && m.Kind != board.KindNews {
			t.Errorf("asked about %q of a %s, which no file tells", m.Words, m.Kind)
		}
	}
}
