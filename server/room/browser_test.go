package room_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"

	"yoriai/board"
	"yoriai/server/room"
)

// browser is a member that keeps a shadow, as the real one does.
type browser struct {
	t      *testing.T
	viewer board.Viewer
	mu     sync.Mutex
	frames []string
	shadow *board.State
	epoch  board.Epoch
	seq    board.Seq
	snaps  int
	owned  int // records that came as its own
}

func (b *browser) Viewer() board.Viewer { return b.viewer }

func (b *browser) Send(frame []byte) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.frames = append(b.frames, string(frame))
	var msg struct {
		T        string          `json:"t"`
		Snapshot *board.Snapshot `json:"snapshot"`
		Entries  []board.Entry   `json:"entries"`
		Own      []kept          `json:"own"`
		Digest   string          `json:"digest"`
	}
	if err := json.Unmarshal(frame, &msg); err != nil {
		b.t.Errorf("frame: %v", err)
	}
	if msg.T == room.SortSnapshot {
		b.snaps++
		b.shadow, b.epoch, b.seq = board.StateOf(msg.Snapshot.Records), msg.Snapshot.Epoch, msg.Snapshot.Seq
	}
	for _, e := range msg.Entries {
		if e.Seq != b.seq+1 {
			b.t.Errorf("entry %d follows %d", e.Seq, b.seq)
		}
		b.shadow.Replay(e.Change)
		b.seq = e.Seq
	}
	for _, k := range msg.Own {
		r, err := board.DecodeRecord(k.Kind, k.Value)
		if err != nil {
			b.t.Errorf("own record: %v", err)
			continue
		}
		b.owned++
		b.shadow.Replay(board.Change{{Kind: k.Kind, ID: r.Key(), After: r}})
	}
	if got, _ := board.Digest(b.shadow.Records()); msg.Digest != "" && got != msg.Digest {
		b.t.Errorf("%s: the digest is %s, what is here makes %s", msg.T, msg.Digest, got)
	}
}

// kept is a record as a message lists it.
type kept struct {
	Kind  board.Kind      `json:"kind"`
	Value json.RawMessage `json:"value"`
}

func (b *browser) heard() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.frames, "\n")
}

func (h *hall) join(a board.Actor) *browser {
	h.t.Helper()
	b := &browser{t: h.t, viewer: a.Viewer(), shadow: board.NewState()}
	h.back(b, a)
	return b
}

func (h *hall) back(b *browser, a board.Actor) {
	h.t.Helper()
	if err := h.room.Join(context.Background(), b, a, b.epoch, b.seq); err != nil {
		h.t.Fatal(err)
	}
}

// same checks that a browser holds exactly what its viewer may have.
func (h *hall) same(b *browser) {
	h.t.Helper()
	state, seq, err := h.room.Copy(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	want, _ := board.Digest(b.viewer.Records(state))
	got, _ := board.Digest(b.shadow.Records())
	if want != got || b.seq != seq {
		h.t.Errorf("a browser at %d holds something else than the room at %d", b.seq, seq)
	}
}
