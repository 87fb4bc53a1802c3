package logtest

import (
	"context"
	"slices"
	"testing"
	"time"

	"yoriai/board"
)

// testProbe: probing is writing that leaves nothing to read.
func testProbe(t *testing.T, h Harness) {
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	entries := NewEntries(0, 3)
	probe := func() {
		t.Helper()
		if err := log.Probe(ctx); err != nil {
			t.Fatalf("probe: %v", err)
		}
	}
	probe() // of an empty log, too
	if docs, err := log.Documents(ctx); len(docs) != 0 || err != nil {
		t.Errorf("after a probe the empty log lists %v (%v)", docs, err)
	}
	for i, e := range entries {
		mustAppend(t, log, doc, board.Seq(i), e)
		probe()
	}
	holds(t, log, doc, entries)
	if docs, err := log.Documents(ctx); !slices.Equal(docs, []board.DocID{doc}) || err != nil {
		t.Errorf("documents %v (%v)", docs, err)
	}
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	if err := log.Probe(cancelled); err == nil {
		t.Error("a probe with a cancelled context succeeded")
	}
	if h.Reopen != nil {
		log = h.Reopen(t, log)
		holds(t, log, doc, entries)
		probe()
	}
}

// comeBack bounds how long a log may refuse after the medium takes writes
// again. People wait for it at their tables; the room adds a second of its own.
const comeBack = 3 * time.Second

// RunFull asks only what concerns a medium without room: for harnesses that have
// one beside another that went through the whole contract.
func RunFull(t *testing.T, h Harness) { testProbeFull(t, h) }

// testProbeFull: while there is no room, neither probe nor append succeed, and
// what was stored can be read; soon after there is room again, both do.
func testProbeFull(t *testing.T, h Harness) {
	if h.Full == nil {
		t.Skip("this harness has no medium that fills up")
	}
	log, doc, ctx := h.Open(t), NewDoc(), context.Background()
	entries := NewEntries(0, 4)
	mustAppend(t, log, doc, 0, entries[:3]...)
	free := h.Full(t, log)
	for range 3 {
		if err := log.Probe(ctx); err == nil {
			t.Fatal("a probe succeeded on a full medium")
		}
	}
	if err := log.Append(ctx, doc, 3, []board.Entry{NewEntry(4, "", string(make([]byte, 64<<10)))}); err == nil {
		t.Fatal("an append succeeded on a full medium")
	}
	holds(t, log, doc, entries[:3])
	free()
	began := time.Now()
	for err := log.Probe(ctx); err != nil; err = log.Probe(ctx) {
		if time.Since(began) > comeBack {
			t.Fatalf("%v after there is room again: %v", comeBack, err)
		}
	}
	t.Logf("it took writes again after %v", time.Since(began))
	mustAppend(t, log, doc, 3, entries[3:]...)
	holds(t, log, doc, entries)
}
