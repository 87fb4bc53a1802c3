package simulation

import (
	"context"
	"errors"
	"slices"
	"sync"

	"yoriai/board"
)

// ErrDisk is what a log says here when it was told to fail.
var ErrDisk = errors.New("the disk says no")

// Memory is a log in memory that fails when it is told to. What it gives back
// was read from the encoded entry.
type Memory struct {
	mu      sync.Mutex
	epoch   board.Epoch
	entries map[board.DocID][]board.Entry
	snaps   map[board.DocID]board.Snapshot
	ops     map[string]board.Seq
	weather Weather
}

// Weather is how the disk is just now.
type Weather int

const (
	Fair    Weather = iota
	Full            // writes fail and store nothing
	Halfway         // the next append is stored and fails all the same; then Full
	Dead            // nothing works: the process is being killed
)

// NewMemory is an empty log.
func NewMemory() *Memory {
	return &Memory{epoch: "first", entries: map[board.DocID][]board.Entry{}, snaps: map[board.DocID]board.Snapshot{}, ops: map[string]board.Seq{}}
}

// Turn changes the weather.
func (l *Memory) Turn(to Weather) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.weather = to
}

func (l *Memory) Epoch() board.Epoch { return l.epoch }

func (l *Memory) Append(_ context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.weather == Full || l.weather == Dead {
		return ErrDisk
	}
	if board.Seq(len(l.entries[doc])) != expect {
		return board.ErrConflict
	}
	for _, e := range entries {
		kept, err := throughTheWire(e)
		if err != nil {
			return err
		}
		l.entries[doc] = append(l.entries[doc], kept)
		l.ops[opKey(doc, e.Author, e.ID)] = e.Seq
	}
	if l.weather == Halfway {
		l.weather = Full
		return ErrDisk
	}
	return nil
}

func opKey(doc board.DocID, author board.SeatID, op board.OpID) string {
	return string(doc) + string(author) + string(op)
}

func (l *Memory) Read(_ context.Context, doc board.DocID, after board.Seq, limit int) ([]board.Entry, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.weather == Dead {
		return nil, ErrDisk
	}
	rest := l.entries[doc][min(int(after), len(l.entries[doc])):]
	return slices.Clone(rest[:min(limit, len(rest))]), nil
}

// throughTheWire is the entry as it reads from a disk: what it holds is
// nobody's memory, and what the encoding loses is lost.
func throughTheWire(e board.Entry) (back board.Entry, err error) {
	data, err := board.Encode(e)
	if err == nil {
		err = back.UnmarshalJSON(data)
	}
	return back, err
}

func (l *Memory) Last(_ context.Context, doc board.DocID) (board.Seq, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return board.Seq(len(l.entries[doc])), nil
}

func (l *Memory) Find(ctx context.Context, doc board.DocID, author board.SeatID, op board.OpID) (board.Entry, bool, error) {
	l.mu.Lock()
	seq, found := l.ops[opKey(doc, author, op)]
	dead := l.weather == Dead
	l.mu.Unlock()
	if dead {
		return board.Entry{}, false, ErrDisk
	}
	if !found {
		return board.Entry{}, false, nil
	}
	entries, err := l.Read(ctx, doc, seq-1, 1)
	if err != nil || len(entries) == 0 {
		return board.Entry{}, false, err
	}
	return entries[0], true, nil
}

func (l *Memory) SaveSnapshot(_ context.Context, doc board.DocID, snap board.Snapshot) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.weather != Fair {
		return ErrDisk
	}
	if l.snaps[doc].Seq <= snap.Seq {
		snap.Records = slices.Clone(snap.Records)
		l.snaps[doc] = snap
	}
	return nil
}

func (l *Memory) Snapshot(_ context.Context, doc board.DocID) (board.Snapshot, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	snap, found := l.snaps[doc]
	return snap, found, nil
}

func (l *Memory) Documents(context.Context) ([]board.DocID, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	var docs []board.DocID
	for doc := range l.entries {
		docs = append(docs, doc)
	}
	return docs, nil
}

func (l *Memory) Probe(context.Context) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.weather != Fair {
		return ErrDisk
	}
	return nil
}
