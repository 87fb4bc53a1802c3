// Package inspect shows what a log holds to the person who runs the server:
// which documents there are, one document's entries as they are stored, and a
// board as it was after any of them. It only reads, through board.Log, and
// prints plain lines. What it prints holds people's words; it is for the
// screen of whoever has the data anyway.
package inspect

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"yoriai/board"
)

// part is how many entries are read at a time.
const part = 500

// ErrUnknown: there is no document of that id.
var ErrUnknown = errors.New("there is no such document")

// Words gives a sentence of the catalogue by its key, with {names} filled in
// from pairs of name and value.
type Words func(key string, pairs ...string) string

// Progress is told how many entries of how many were read. It may be nil.
type Progress func(done, total int64)

func (p Progress) tell(done, total board.Seq) {
	if p != nil {
		p(int64(done), int64(total))
	}
}

// each visits the entries of a document up to a number, 0 for all.
func each(ctx context.Context, log board.Log, doc board.DocID, to board.Seq, progress Progress, visit func(board.Entry) error) error {
	if !board.ValidID(string(doc)) {
		return ErrUnknown
	}
	last, err := log.Last(ctx, doc)
	if err != nil {
		return err
	}
	if last == 0 {
		return fmt.Errorf("%s: %w", doc, ErrUnknown)
	}
	if to == 0 || to > last {
		to = last
	}
	for at := board.Seq(0); at < to; {
		entries, err := log.Read(ctx, doc, at, int(min(part, to-at)))
		if err != nil {
			return err
		}
		if len(entries) == 0 { // an erasure between two parts, or a log that ends early
			return fmt.Errorf("%w: %s ends at #%d", board.ErrDamaged, doc, at)
		}
		for _, e := range entries {
			if err := visit(e); err != nil {
				return err
			}
			at = e.Seq
		}
		progress.tell(at, to)
	}
	return nil
}

// Dump writes a document's entries as they are stored, a line of JSON each.
func Dump(ctx context.Context, log board.Log, doc board.DocID, out io.Writer, progress Progress) error {
	w := bufio.NewWriter(out)
	err := each(ctx, log, doc, 0, progress, func(e board.Entry) error {
		line, err := board.Encode(e)
		if err != nil {
			return err
		}
		_, err = w.Write(append(line, '\n'))
		return err
	})
	return errors.Join(err, w.Flush())
}

// Replay writes a document as it was after entry to (0: now), its time in a zone: its outline, and
// what package board finds wrong with it. Anything wrong is also an error that
// wraps board.ErrDamaged.
func Replay(ctx context.Context, log board.Log, doc board.DocID, to board.Seq, say Words, zone *time.Location, out io.Writer, progress Progress) error {
	state, newest := board.NewState(), board.Entry{}
	err := each(ctx, log, doc, to, progress, func(e board.Entry) error {
		state.Replay(e.Change)
		newest = e
		return nil
	})
	if err != nil {
		return err
	}
	digest, err := board.Digest(state.Records())
	if err != nil {
		return err
	}
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, say("cli.log.at", "doc", string(doc), "seq", fmt.Sprint(newest.Seq), "time", stamp(newest.Time, zone), "digest", digest))
	if _, isBoard := state.Board(); isBoard {
		outline(w, state, say)
	} else {
		hall(w, state)
	}
	faults := board.Check(state)
	for _, fault := range faults {
		fmt.Fprintln(w, "! "+fault.Error())
	}
	if len(faults) == 0 {
		fmt.Fprintln(w, say("cli.log.sound"))
		return w.Flush()
	}
	return errors.Join(fmt.Errorf("%w: %d rules are broken after #%d", board.ErrDamaged, len(faults), newest.Seq), w.Flush())
}

func outline(w io.Writer, s *board.State, say Words) {
	b, _ := s.Board()
	fmt.Fprintln(w, say("phase."+string(b.Phase)))
	o := s.Outline()
	branches(w, o.Items, "")
	for _, list := range []struct {
		key   string
		notes []board.Note
	}{{"cli.log.lone", o.Lone}, {"cli.log.loose", o.Loose}, {"cli.log.gone", o.Gone}} {
		if len(list.notes) == 0 {
			continue
		}
		fmt.Fprintln(w, say(list.key))
		for _, n := range list.notes {
			fmt.Fprintln(w, "  - "+oneLine(n.Text))
		}
	}
	t := o.Tally
	fmt.Fprintln(w, say("cli.log.tally", "written", fmt.Sprint(t.Written), "grouped", fmt.Sprint(t.Grouped),
		"lone", fmt.Sprint(t.Lone), "loose", fmt.Sprint(t.Loose), "withdrawn", fmt.Sprint(t.Withdrawn), "hidden", fmt.Sprint(t.Hidden)))
}

func branches(w io.Writer, list []board.Branch, indent string) {
	for _, b := range list {
		switch it := b.Item.(type) {
		case board.Group:
			fmt.Fprintln(w, indent+"◇ "+oneLine(it.Title))
		case board.Statement:
			fmt.Fprintln(w, indent+"> "+oneLine(it.Text))
		case board.Note:
			fmt.Fprintln(w, indent+"- "+oneLine(it.Text))
		}
		branches(w, b.Members, indent+"  ")
	}
}

// hall lists a workshop's tables with the ids of their boards.
func hall(w io.Writer, s *board.State) {
	if ws, found := s.Workshop(); found {
		fmt.Fprintln(w, oneLine(ws.Title))
	}
	for _, t := range s.Tables() {
		for _, a := range s.Assignments(t.ID) {
			fmt.Fprintf(w, "  %s  %s\n", a.ID, oneLine(t.Name))
		}
	}
}

// List writes one line for each document: its id, how many entries it has,
// when the newest was made by the clock of a zone, and whose it is.
func List(ctx context.Context, log board.Log, say Words, zone *time.Location, out io.Writer, progress Progress) error {
	docs, err := log.Documents(ctx)
	if err != nil {
		return err
	}
	slices.Sort(docs)
	names := map[board.DocID]string{}
	lines := make([]string, 0, len(docs))
	var damaged error
	for i, doc := range docs {
		line, err := listed(ctx, log, doc, names, zone)
		if errors.Is(err, board.ErrDamaged) { // the others are listed all the same
			line, damaged = say("cli.log.damaged"), err
		} else if err != nil {
			return err
		}
		lines = append(lines, line)
		progress.tell(board.Seq(i+1), board.Seq(len(docs)))
	}
	w := bufio.NewWriter(out)
	for i, doc := range docs {
		fmt.Fprintf(w, "%s  %s  %s\n", doc, lines[i], names[doc])
	}
	return errors.Join(damaged, w.Flush())
}

// listed describes one document, and names it and the boards it speaks of.
func listed(ctx context.Context, log board.Log, doc board.DocID, names map[board.DocID]string, zone *time.Location) (string, error) {
	last, err := log.Last(ctx, doc)
	if err != nil {
		return "", err
	}
	newest, err := log.Read(ctx, doc, last-1, 1)
	if err != nil {
		return "", err
	}
	first, err := log.Read(ctx, doc, 0, 1)
	if err != nil || len(first) == 0 || len(newest) == 0 {
		return "", errors.Join(err, board.ErrDamaged)
	}
	if opensHall(first[0]) {
		state := board.NewState()
		if err := each(ctx, log, doc, 0, nil, func(e board.Entry) error { state.Replay(e.Change); return nil }); err != nil {
			return "", err
		}
		ws, _ := state.Workshop()
		names[doc] = oneLine(ws.Title)
		for _, t := range state.Tables() {
			for _, a := range state.Assignments(t.ID) {
				names[board.DocID(a.ID)] = oneLine(ws.Title) + " / " + oneLine(t.Name)
			}
		}
	}
	return fmt.Sprintf("%6d  %s", last, stamp(newest[0].Time, zone)), nil
}

// opensHall tells a workshop's document by what its first entry puts into it:
// its op is gone where people were erased.
func opensHall(e board.Entry) bool {
	return slices.ContainsFunc(e.Change, func(d board.Diff) bool { return d.Kind == board.KindWorkshop })
}

func stamp(t time.Time, zone *time.Location) string { return t.In(zone).Format("2006-01-02 15:04:05") }

// oneLine keeps a text on its line, and a terminal from obeying what people wrote.
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || (r >= 0x7F && r < 0xA0) {
			return ' '
		}
		return r
	}, text)
}
