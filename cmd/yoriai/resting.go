package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"yoriai/board"
	"yoriai/server/boltlog"
)

// A process that falls again and again, whatever restarts it, must not go on
// writing: what makes it fall may be what it writes. After several falls within
// a minute it comes up and takes no changes, so that everything can be looked at
// and taken home. The next start a minute later is an ordinary one.

const (
	fallsFile   = "yoriai.starts"
	fallsWithin = time.Minute
	fallsMost   = 5 // the start after so many that did not end in order
)

// starting notes this start in the data folder and reports whether so many
// before it ended in no order that this one shall take no changes. ended is to
// be called at an orderly end. A note that cannot be read or written counts for
// nothing: it must never keep a workshop from opening.
func starting(dir string, now time.Time) (rests bool, ended func()) {
	path := filepath.Join(dir, fallsFile)
	recent := recentStarts(path, now)
	lines := strings.Join(append(recent, strconv.FormatInt(now.Unix(), 10)), "\n")
	if err := os.WriteFile(path, []byte(lines+"\n"), 0o600); err != nil {
		return false, func() {}
	}
	return len(recent) >= fallsMost, func() { _ = os.Remove(path) } // left behind it is one fall that was none
}

// recentStarts reads the starts of the last minute that were not taken back.
func recentStarts(path string, now time.Time) (recent []string) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	for _, line := range strings.Fields(string(data)) {
		seconds, err := strconv.ParseInt(line, 10, 64)
		if ago := now.Sub(time.Unix(seconds, 0)); err == nil && ago >= 0 && ago < fallsWithin {
			recent = append(recent, line)
		}
	}
	return recent[max(0, len(recent)-fallsMost):]
}

// resting is a log that is read and takes nothing. The rooms on it are read-only
// as on a full disk: people see everything, and a sentence.
type resting struct{ board.Log }

var errRests = errors.New("the server fell several times within a minute and takes no changes until it is started again")

func (resting) Append(context.Context, board.DocID, board.Seq, []board.Entry) error {
	return fmt.Errorf("%w: %w", boltlog.ErrNotWritten, errRests)
}

func (resting) Probe(context.Context) error {
	return fmt.Errorf("%w: %w", boltlog.ErrNotWritten, errRests)
}

// SaveSnapshot keeps none: one is made anew at any time.
func (resting) SaveSnapshot(context.Context, board.DocID, board.Snapshot) error { return nil }
