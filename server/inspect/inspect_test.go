package inspect

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"yoriai/board"
)

const (
	one   board.DocID = "00000000-0000-4000-8000-000000000001"
	hurt  board.DocID = "00000000-0000-4000-8000-000000000002"
	empty board.DocID = "00000000-0000-4000-8000-000000000003"
)

// shelf is a log of fixed entries; a document without any is damaged.
type shelf struct {
	board.Log
	entries map[board.DocID][]board.Entry
}

func (s shelf) Documents(context.Context) (docs []board.DocID, _ error) {
	for doc := range s.entries {
		docs = append(docs, doc)
	}
	return docs, nil
}

func (s shelf) Last(_ context.Context, doc board.DocID) (board.Seq, error) {
	entries, known := s.entries[doc]
	if known && entries == nil {
		return 0, fmt.Errorf("%w: here", board.ErrDamaged)
	}
	return board.Seq(len(entries)), nil
}

func (s shelf) Read(_ context.Context, doc board.DocID, after board.Seq, limit int) ([]board.Entry, error) {
	all := s.entries[doc]
	return all[min(int(after), len(all)):min(int(after)+limit, len(all))], nil
}

// filled holds a board of n notes, the texts of which try to command a terminal.
func filled(n int) shelf {
	root := board.Board{ID: board.BoardID(one), Workshop: "00000000-0000-4000-8000-0000000000aa", Table: "00000000-0000-4000-8000-0000000000bb", Phase: board.Writing}
	entries := []board.Entry{{Seq: 1, Op: board.OpenBoard{Board: root.ID}, Change: board.Change{{Kind: board.KindBoard, ID: string(one), After: root}}}}
	for i := range n {
		note := board.Note{ID: board.NoteID(fmt.Sprintf("00000000-0000-4000-8000-%012x", i+100)), Text: "赤\x1b[31m字\n二行目", Place: board.Place{Order: "a" + strings.Repeat("b", i%7+1)}}
		entries = append(entries, board.Entry{Seq: board.Seq(i + 2), Time: time.Unix(1, 0), Op: board.AddNote{Note: note.ID, Text: note.Text},
			Change: board.Change{{Kind: board.KindNote, ID: string(note.ID), After: note}}})
	}
	return shelf{entries: map[board.DocID][]board.Entry{one: entries, hurt: nil}}
}

func plain(key string, pairs ...string) string { return key + " " + strings.Join(pairs, " ") }

func TestReplay(t *testing.T) {
	log := filled(2*part + 3)
	for to, want := range map[board.Seq]string{1: "written 0 ", 4: "written 3 ", 0: fmt.Sprintf("written %d ", 2*part+3), 1 << 40: fmt.Sprintf("written %d ", 2*part+3)} {
		var out bytes.Buffer
		told := int64(0)
		err := Replay(t.Context(), log, one, to, plain, time.UTC, &out, func(done, _ int64) { told = done })
		if err != nil && !errors.Is(err, board.ErrDamaged) {
			t.Fatal(err)
		}
		if !strings.Contains(out.String(), want) || told == 0 {
			t.Errorf("to %d: no %q in the end of %q, progress %d", to, want, out.String()[max(0, out.Len()-200):], told)
		}
		if strings.ContainsRune(out.String(), 0x1b) || strings.Contains(out.String(), "\n二行目") {
			t.Errorf("to %d: a text commands the terminal", to)
		}
		if broken := strings.Contains(out.String(), "\n! "); broken != (err != nil) {
			t.Errorf("to %d: faults are printed %v, the error is %v", to, broken, err)
		}
	}
}

func TestDump(t *testing.T) {
	var out bytes.Buffer
	if err := Dump(t.Context(), filled(part+1), one, &out, nil); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "\n"); n != part+2 {
		t.Errorf("%d lines for %d entries", n, part+2)
	}
}

func TestUnknown(t *testing.T) {
	for _, doc := range []board.DocID{empty, "nonsense", ""} {
		if err := Dump(t.Context(), filled(1), doc, &bytes.Buffer{}, nil); !errors.Is(err, ErrUnknown) {
			t.Errorf("%q: %v", doc, err)
		}
	}
}

// TestListGoesOn: a damaged document is listed as one, beside the others.
func TestListGoesOn(t *testing.T) {
	var out bytes.Buffer
	err := List(t.Context(), filled(3), plain, time.UTC, &out, nil)
	if !errors.Is(err, board.ErrDamaged) {
		t.Errorf("the damage is not told: %v", err)
	}
	if !strings.Contains(out.String(), string(one)+"       4 ") || !strings.Contains(out.String(), string(hurt)+"  cli.log.damaged") {
		t.Errorf("listed:\n%s", out.String())
	}
}
