package server_test

import (
	"testing"

	"github.com/google/uuid"
)

// Somebody's browser sends more than it should, as after a long time without a
// line, and an op is put off. What it sent behind it waits, too, until that one
// has come: otherwise the earlier wish is done last, and undoes the later one.
// They moved the note to A and then to B, and it would end in A, "saved".
func TestWhatWasPutOffComesFirst(t *testing.T) {
	s := openSite(t)
	l := s.coordinator(0).connect()
	doc := s.board(0)
	l.open(doc)
	l.done(doc, "phase.set", map[string]any{"phase": "gather"})
	send := func(id string) string {
		return l.op(doc, "note.add", map[string]any{"note": id, "text": "付箋"})
	}
	answer := func(op string) string {
		for {
			if m := l.next(); m.ID == op && (m.T == "ack" || m.T == "refused") {
				return m.T + m.Code
			}
		}
	}
	for range 500 {
		note := uuid.NewString()
		first := send(note)
		if answer(first) == "ack" {
			continue
		}
		for range 15 { // well within the time for which others wait
			s.coordinator(0) // a few requests long: meanwhile there is room for another op
			if got := answer(send(uuid.NewString())); got != "refusedrate" {
				t.Fatalf("an op behind the one that was put off: %s", got)
			}
		}
		again := map[string]any{"t": "op", "doc": doc, "id": first, "op": map[string]any{"type": "note.add", "body": map[string]any{"note": note, "text": "付箋"}}}
		for got := ""; got != "ack"; got = answer(first) {
			s.coordinator(0) // whoever only asks and asks is shown out
			l.say(again)
		}
		if got := answer(send(uuid.NewString())); got != "ack" && got != "refusedrate" {
			t.Errorf("the next one: %s", got)
		}
		return
	}
	t.Fatal("nothing was ever put off")
}
