//go:build !windows

package boltlog

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"yoriai/board"
	"yoriai/server/logtest"
)

const crashDocs = 6

func init() {
	// append writes to several documents at once for as long as it lives, and
	// says each number once it is acknowledged: one line, one write.
	roles["append"] = func(path string) {
		s, err := Open(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		var all sync.WaitGroup
		for _, doc := range os.Args[2:] {
			all.Go(func() { appendForEver(s, board.DocID(doc)) })
		}
		all.Wait()
	}
	// compact writes as append does, and compacts all the while.
	roles["compact"] = func(path string) {
		s, err := Open(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		var all sync.WaitGroup
		for _, doc := range os.Args[2:] {
			all.Go(func() { appendForEver(s, board.DocID(doc)) })
		}
		for {
			if err := s.Compact(context.Background()); err != nil {
				fail("compacting: %v", err)
			}
		}
	}
	roles["create"] = func(path string) {
		fmt.Println("begin")
		s, err := Open(path, Options{})
		if err != nil {
			fail("%v", err)
		}
		fmt.Println("open")
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = s.Close()
	}
}

func appendForEver(s *Store, doc board.DocID) {
	ctx := context.Background()
	last, err := s.Last(ctx, doc)
	for ; err == nil; last++ {
		e := logtest.NewEntries(last, 1)
		if err = s.Append(ctx, doc, last, e); err == nil {
			fmt.Printf("%s %d %s\n", doc, e[0].Seq, e[0].ID)
		}
	}
	fail("appending: %v", err)
}

// killed starts a role, lets it say some lines, kills it a random moment
// later, and returns all it said.
func killed(t *testing.T, cmd *exec.Cmd, random *rand.Rand, lines, micros int) (said []string) {
	t.Helper()
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer stdin.Close()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewScanner(stdout)
	for in.Scan() {
		if said = append(said, in.Text()); len(said) == lines {
			time.AfterFunc(time.Duration(random.IntN(micros))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait()
	if len(said) < lines || cmd.ProcessState.Exited() {
		t.Fatalf("the process ended by itself, after %d lines: %v", len(said), cmd.ProcessState)
	}
	return said
}

// TestKilledWhileAppending: 30 times the process is killed with no warning.
// Whatever it said is there, once and in order; what it had not said yet is
// there or not, but then wholly or not at all.
func TestKilledWhileAppending(t *testing.T) { killedAtWork(t, "append", soak(30, 300)) }

// TestKilledWhileCompacting: the same, while the file is exchanged again and
// again. The next start finds the old one or the new one, and clears the rest.
func TestKilledWhileCompacting(t *testing.T) {
	left := killedAtWork(t, "compact", soak(15, 300))
	if left == 0 && !underRace { // a taste of three may miss
		t.Error("no kill ever hit a compaction: the test proves nothing")
	}
}

// killedAtWork kills a role again and again and holds what it said against the
// file. It counts how often a temporary was left.
func killedAtWork(t *testing.T, role string, rounds int) (left int) {
	path := newPath(t)
	var docs []string
	for range crashDocs {
		docs = append(docs, string(logtest.NewDoc()))
	}
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	acked := map[board.DocID]map[board.Seq]board.OpID{}
	total, unsaid := 0, 0
	for round := range rounds {
		for _, line := range killed(t, asProcess(t, role, path, docs...), random, 1+random.IntN(60), 3000) {
			var doc board.DocID
			var seq board.Seq
			var op board.OpID
			if _, err := fmt.Sscan(line, &doc, &seq, &op); err != nil {
				t.Fatalf("a torn line %q: %v", line, err)
			}
			if acked[doc] == nil {
				acked[doc] = map[board.Seq]board.OpID{}
			}
			if _, twice := acked[doc][seq]; twice {
				t.Fatalf("seed %d, round %d: entry %d was acknowledged twice", seed, round, seq)
			}
			acked[doc][seq] = op
			total++
		}
		if strings.Contains(leftBehind(t, path), smallSuffix[:len(smallSuffix)-1]) {
			left++
		}
		unsaid = checkAcknowledged(t, path, docs, acked)
		onlyIn(t, filepath.Dir(path), "yoriai.db")
		if t.Failed() {
			t.Fatalf("seed %d, round %d", seed, round)
		}
	}
	t.Logf("seed %d: %d kills, %d left a temporary; %d acknowledged, all there; %d more were stored but not yet said", seed, rounds, left, total, unsaid)
	if total < rounds {
		t.Error("hardly anything was written")
	}
	return left
}

// checkAcknowledged opens what the killed process left and counts the entries
// that were stored without having been acknowledged.
func checkAcknowledged(t *testing.T, path string, docs []string, acked map[board.DocID]map[board.Seq]board.OpID) (unsaid int) {
	t.Helper()
	s, err := Open(path, Options{})
	if err != nil {
		t.Fatalf("after the kill: %v", err)
	}
	defer mustClose(t, s)
	if hurt := s.Damaged(); len(hurt) > 0 {
		t.Errorf("damaged: %v", hurt)
	}
	for _, name := range docs {
		doc := board.DocID(name)
		entries, err := s.Read(context.Background(), doc, 0, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		if len(entries) < len(acked[doc]) {
			t.Errorf("%d entries, though %d were acknowledged", len(entries), len(acked[doc]))
		}
		unsaid += len(entries) - len(acked[doc])
		once := map[board.OpID]bool{}
		for i, e := range entries {
			if op, said := acked[doc][board.Seq(i+1)]; said && op != e.ID {
				t.Errorf("entry %d is %s, acknowledged was %s", i+1, e.ID, op)
			}
			if once[e.ID] {
				t.Errorf("op %s is there twice", e.ID)
			}
			once[e.ID] = true
		}
	}
	return unsaid
}

// TestKilledWhileCreating: bbolt's own creation, killed, leaves a file that
// cannot be opened any more. Ours leaves nothing, a temporary, or the whole.
func TestKilledWhileCreating(t *testing.T) {
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	found := map[string]int{}
	for range 30 {
		path := filepath.Join(t.TempDir(), "data", "yoriai.db")
		killed(t, asProcess(t, "create", path), random, 1, 6000)
		found[leftBehind(t, path)]++
		s, err := Open(path, Options{})
		if err != nil {
			t.Fatalf("seed %d: after the kill: %v", seed, err)
		}
		mustClose(t, s)
		onlyIn(t, filepath.Dir(path), "yoriai.db")
	}
	t.Logf("seed %d: left behind were %v", seed, found)
}

func leftBehind(t *testing.T, path string) string {
	t.Helper()
	names, err := os.ReadDir(filepath.Dir(path))
	if os.IsNotExist(err) {
		return "no folder"
	}
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for _, n := range names {
		kind, _, _ := strings.Cut(strings.TrimPrefix(n.Name(), "yoriai.db"), "-")
		kinds = append(kinds, "file"+kind)
	}
	return "[" + strings.Join(kinds, " ") + "]"
}
