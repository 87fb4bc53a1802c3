package board_test

import (
	"fmt"
	"testing"

	"yoriai/board"
)

// What a full board costs: 5,000 notes, half of them in 200 islands. The room
// does each of these for every edit or every visitor.

// crowd has a tenth of its notes withdrawn, the others in the tray and in the
// islands by turns.
func crowd(notes, groups, statements int) board.ImportBoard {
	op := board.ImportBoard{Phase: board.Gather}
	keys := board.OrderRun(notes + groups + statements)
	for n := range notes {
		note := board.Note{ID: noteID(n + 1), Text: fmt.Sprintf("付箋の文 %d: この公園に何がほしいですか", n), Place: board.Place{Order: keys[n]}, Withdrawn: n%10 == 9}
		if groups > 0 && n%2 == 0 {
			note.Place.Group = groupID(n/2%groups + 1)
		}
		op.Notes = append(op.Notes, note)
	}
	for n := range groups {
		op.Groups = append(op.Groups, board.Group{ID: groupID(n + 1), Title: "表札", Place: board.Place{Order: keys[notes+n], At: &board.Point{X: float64(n), Y: 5}}})
	}
	for n := range statements {
		at := &board.Point{X: 9, Y: float64(n)}
		op.Statements = append(op.Statements, board.Statement{ID: statementID(n + 1), Text: "ひとこと", Place: board.Place{Order: keys[notes+groups+n], At: at}})
	}
	return op
}

// fullBoard leaves room for one note more.
func fullBoard(b *testing.B) *document {
	b.Helper()
	d := newBoard(b, board.Prepare)
	d.must(office, crowd(board.Bounds.Notes-1, 200, 50))
	return d
}

// BenchmarkAddNote: the change is taken back each time, so that the board stays as full.
func BenchmarkAddNote(b *testing.B) {
	for name, to := range map[string]board.Target{"tray": {}, "island": inGroup(1), "between": {Before: board.ItemID(noteID(2))}} {
		b.Run(name, func(b *testing.B) {
			d := fullBoard(b)
			op := board.AddNote{Note: noteID(board.Bounds.Notes), Text: "もう一枚", To: to}
			b.ReportAllocs()
			for b.Loop() {
				change, err := d.state.Do(op, mori, d)
				if err != nil {
					b.Fatal(err)
				}
				d.state.Replay(change.Reversed())
			}
		})
	}
}

func BenchmarkOutline(b *testing.B) {
	d := fullBoard(b)
	b.ReportAllocs()
	for b.Loop() {
		if o := d.state.Outline(); o.Tally.Written != board.Bounds.Notes-1 || o.Tally.Islands != 200 {
			b.Fatalf("%+v", o.Tally)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	d := fullBoard(b)
	records := d.state.Records()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := board.Digest(records); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkViewerRecords(b *testing.B) {
	for _, phase := range []board.Phase{board.Writing, board.Gather} {
		b.Run(string(phase), func(b *testing.B) {
			d := fullBoard(b)
			d.must(mori, board.SetPhase{Phase: phase})
			b.ReportAllocs()
			for b.Loop() {
				if records := hana.Viewer().Records(d.state); len(records) != board.Bounds.Notes+250 {
					b.Fatal(len(records))
				}
			}
		})
	}
}

func BenchmarkEncodeSnapshot(b *testing.B) {
	d := fullBoard(b)
	snapshot := board.Snapshot{Epoch: epoch, Seq: 1, Records: d.state.Records()}
	b.ReportAllocs()
	for b.Loop() {
		data, err := board.Encode(snapshot)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(data)))
	}
}

func BenchmarkDecodeSnapshot(b *testing.B) {
	d := fullBoard(b)
	data := []byte(d.encoded())
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var snapshot board.Snapshot
		if err := snapshot.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}
