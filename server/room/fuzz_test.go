package room_test

import (
	"encoding/json"
	"testing"

	"yoriai/board"
	"yoriai/server/room"
)

// FuzzFrame: whatever comes over a socket is a message or a refusal, never a
// fall; and a message that was read says the same when it is written and read again.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		`{"t":"hello","v":2,"as":"00000001-0000-4000-8000-000000000001"}`,
		`{"t":"open","doc":"00000001-0000-4000-8000-000000000001","epoch":"e","seq":3}`,
		`{"t":"op","doc":"00000001-0000-4000-8000-000000000001","id":"00000001-0000-4000-8000-000000000002","op":{"type":"note.add","body":{"note":"00000001-0000-4000-8000-000000000003","text":"文","to":{}}}}`,
		`{"t":"doing","doc":"00000001-0000-4000-8000-000000000001","doing":"writing"}`,
		`{"t":"shut"}`, `{}`, `null`, ``, `{"t":"op","op":null}`, `{"t":"op","t":"op"}`, "{\"t\":\"\xff\"}", `{"t":"\ud800"}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var msg room.FromBrowser
		if err := board.DecodeStrict(data, &msg); err != nil {
			if code := board.CodeOf(err); code != board.BadOp && code != board.BadText && code != board.BadNumber {
				t.Errorf("a frame was refused with %s", code)
			}
			return
		}
		once, err := board.Encode(msg)
		if err != nil {
			t.Fatalf("read, and not to be written: %v", err)
		}
		var again room.FromBrowser
		if err := board.DecodeStrict(once, &again); err != nil {
			t.Fatalf("written, and not to be read: %v\n%s", err, once)
		}
		if len(msg.Op) > 0 {
			_, _ = board.DecodeOp(msg.Op)
		}
		if !json.Valid(once) {
			t.Errorf("this is no JSON: %s", once)
		}
	})
}
