package server_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/gorilla/websocket"

	"yoriai/board"
	"yoriai/server/room"
)

func TestSocketsNeedASession(t *testing.T) {
	s := openSite(t)
	for _, cookie := range []string{"", "garbage", strings.Repeat("x", 500)} {
		_, resp, err := s.visitor().dial(func(h http.Header) {
			if cookie != "" {
				h.Set("Cookie", "yoriai="+cookie)
			}
		})
		if err == nil || resp == nil || resp.StatusCode != http.StatusUnauthorized {
			t.Errorf("cookie %.10q opens a socket", cookie)
		}
	}
	v := s.visitor().joins("海野", 0)
	if _, resp, err := v.dial(func(h http.Header) { h.Add("Cookie", "yoriai=second") }); err == nil || resp.StatusCode != http.StatusUnauthorized {
		t.Error("two cookies by one name open a socket (E-10)")
	}
	if a := v.get("/ws"); a.status != http.StatusBadRequest && a.status != http.StatusForbidden {
		t.Errorf("without an upgrade: %d", a.status)
	}
}

func TestHelloComesFirstAndOnce(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	ws, _, err := v.dial()
	if err != nil {
		t.Fatal(err)
	}
	defer ws.Close()
	l := &line{t, ws}
	l.say(map[string]any{"t": "open", "doc": s.board(0)})
	if code := l.hear("refused").Code; code != "bad_op" {
		t.Errorf("before the hello: %s", code)
	}
	l.say(map[string]any{"t": "hello", "v": room.Version, "as": v.seat})
	l.hear("welcome")
	l.say(map[string]any{"t": "hello", "v": room.Version, "as": v.seat})
	if code := l.hear("refused").Code; code != "bad_op" {
		t.Errorf("a second hello: %s", code)
	}
}

func TestHelloOfOthersAndOfTheFuture(t *testing.T) {
	s := openSite(t)
	other := s.visitor().joins("山野", 0)
	v := s.visitor().joins("海野", 0)
	for _, c := range []struct {
		want  int
		hello map[string]any
	}{
		{room.CloseExpired, map[string]any{"t": "hello", "v": room.Version, "as": other.seat}},
		{room.CloseReload, map[string]any{"t": "hello", "v": room.Version + 1, "as": v.seat}}, // a new page, an old server (I-14)
		{room.CloseReload, map[string]any{"t": "hello", "v": room.Version - 1, "as": v.seat}}, // an old page, a new server
		{room.CloseReload, map[string]any{"t": "hello", "as": v.seat}},
	} {
		want, hello := c.want, c.hello
		ws, _, err := v.dial()
		if err != nil {
			t.Fatal(err)
		}
		l := &line{t, ws}
		l.say(hello)
		if code := l.ends(); code != want {
			t.Errorf("%v ends with %d, not %d", hello, code, want)
		}
		ws.Close()
	}
}

// Two people at one table, end to end over the real file.
func TestNotesTravel(t *testing.T) {
	s := openSite(t)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	hana, taro := s.visitor().joins("花岡", 0).connect(), s.visitor().joins("太田", 0).connect()
	hana.open(s.board(0))
	taro.open(s.board(0))
	note := uuid.NewString()
	hana.done(s.board(0), "note.add", map[string]any{"note": note, "text": "<b>草刈り</b>"})
	veiled := taro.hear("entries").Entries[0]
	if n, ok := veiled.Change[0].After.(board.Note); !ok || !n.Veiled || n.Text != "" || veiled.Author != "" {
		t.Errorf("a neighbour hears %+v", veiled)
	}
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	shown := taro.hear("entries").Entries[0]
	if len(shown.Change) != 2 || shown.Change[1].After.(board.Note).Text != "<b>草刈り</b>" {
		t.Errorf("the reveal brings %+v", shown.Change)
	}
	lead.done(s.board(0), "group.add", map[string]any{"group": uuid.NewString(), "items": []string{note}, "to": map[string]any{"at": map[string]any{"x": 40, "y": 40}}})
	if g := taro.hear("entries").Entries[0]; g.Op.Type() != "group.add" {
		t.Errorf("the island comes as %s", g.Op.Type())
	}
}

func TestRefusalsKeepTheSocketOpen(t *testing.T) {
	s := openSite(t)
	l := s.visitor().joins("海野", 0).connect()
	l.open(s.board(0))
	for want, raw := range map[string]string{
		"forbidden":  `{"type":"phase.set","body":{"phase":"gather"}}`,
		"unknown_op": `{"type":"constructor","body":{}}`,
		"bad_op":     `{"type":"note.add","body":{"note":"x","text":"y"}}`,
		"bad_text":   `{"type":"note.add","body":{"note":"` + uuid.NewString() + `","text":"　"}}`,
	} {
		l.raw(`{"t":"op","doc":"` + string(s.board(0)) + `","id":"` + uuid.NewString() + `","op":` + raw + `}`)
		if code := l.hear("refused").Code; code != want {
			t.Errorf("%s is refused with %s, not %s", raw, code, want)
		}
	}
	if code := l.refused(s.board(1), "note.add", map[string]any{"note": uuid.NewString(), "text": "x"}); code != "not_found" {
		t.Errorf("an op on another board: %s", code)
	}
	for _, doc := range []board.DocID{s.board(1), "x", "00000000-0000-4000-8000-000000000000"} {
		l.say(map[string]any{"t": "open", "doc": doc})
		if code := l.hear("refused").Code; code != "not_found" {
			t.Errorf("opening %s: %s", doc, code)
		}
	}
}

func TestMessagesWithoutSense(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	nonsense := []string{``, `{`, `[]`, `"x"`, `{"t":"snapshot"}`, `{"t":"ack","id":"x"}`, `{"t":"op","t":"op"}`, `{"t":"op"}{"t":"op"}`,
		"\ufeff{\"t\":\"op\"}", `{"t":"op","x":1}`, `{"t":null}`, strings.Repeat(`[`, 10000), `{"t":"doing","doing":"` + strings.Repeat("x", 41) + `"}`}
	l := v.connect()
	for i := range 19 {
		l.raw(nonsense[i%len(nonsense)])
		if code := l.hear("refused").Code; code != "bad_op" && code != "unknown_op" {
			t.Errorf("%.20q is refused with %s", nonsense[i%len(nonsense)], code)
		}
	}
	l.raw(nonsense[0])
	if code := l.ends(); code != room.CloseBad {
		t.Errorf("twenty in a row end with %d", code)
	}
}

func TestFramesThatAreNoneOfOurs(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	l := v.connect()
	if err := l.ws.WriteMessage(websocket.BinaryMessage, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if code := l.ends(); code != websocket.CloseUnsupportedData {
		t.Errorf("a binary frame ends with %d", code)
	}
	l = v.connect()
	l.raw(strings.Repeat("x", board.Bounds.FrameBytes+1))
	if code := l.ends(); code != websocket.CloseMessageTooBig {
		t.Errorf("a frame of 64 KiB and one ends with %d", code)
	}
}

func TestFloodsAreToldToWait(t *testing.T) {
	s := openSite(t)
	l := s.visitor().joins("海野", 0).connect()
	l.open(s.board(0))
	go func() { // until the server has had enough
		for l.ws.WriteMessage(websocket.TextMessage, []byte(`{"t":"op","doc":"`+string(s.board(0))+`","id":"`+uuid.NewString()+`","op":{"type":"phase.set","body":{"phase":"gather"}}}`)) == nil {
		}
	}()
	for l.hear("refused").Code != "rate" {
	}
	if code := l.ends(); code != room.CloseFlood {
		t.Errorf("a flood ends with %d", code)
	}
}

func TestChangedSeatsFollowAtOnce(t *testing.T) {
	s := openSite(t)
	hall := s.facilitator()
	hana, taro := s.visitor().joins("花岡", 0), s.visitor().joins("太田", 0)
	hers, his := hana.connect(), taro.connect()
	hers.open(s.board(0))
	hall.done(board.DocID(s.ws), "seat.edit", map[string]any{"seat": hana.seat, "name": "花岡", "side": "citizen", "table": s.table(1).ID, "role": "participant"})
	if code := hers.ends(); code != room.CloseResync {
		t.Errorf("who moved to another table is closed with %d", code)
	}
	hers = hana.connect()
	hers.say(map[string]any{"t": "open", "doc": s.board(0)})
	if code := hers.hear("refused").Code; code != "not_found" {
		t.Errorf("the old table's board: %s", code)
	}
	hers.open(s.board(1))
	hall.done(board.DocID(s.ws), "seat.withdraw", map[string]any{"seat": taro.seat})
	if code := his.ends(); code != room.CloseRemoved {
		t.Errorf("who was taken out is closed with %d", code)
	}
	if a := taro.get("/s/" + string(taro.seat)); a.status != http.StatusNotFound {
		t.Errorf("the seat that was taken away gives %d", a.status)
	}
}

func TestTooManyWindows(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("海野", 0)
	oldest := v.connect()
	for range 12 {
		v.connect()
	}
	if code := oldest.ends(); code != room.CloseFlood {
		t.Errorf("the oldest window ends with %d", code)
	}
}

func TestStoppingTellsEverybody(t *testing.T) {
	s := openSite(t)
	l := s.visitor().joins("海野", 0).connect()
	go s.srv.Close()
	if code := l.ends(); code != websocket.CloseServiceRestart {
		t.Errorf("the end is told with %d", code)
	}
}

// What people write, their names, codes and tokens are nobody's business in a log (I7).
func TestLogsHoldNothingOfPeople(t *testing.T) {
	s := openSite(t)
	v := s.visitor().joins("鏡味", 0)
	l := v.connect()
	l.open(s.board(0))
	l.refused(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "秘密の文"})
	v.get("/j/WXYZ-WXYZ")
	v.get("/k/secrettoken")
	for _, secret := range []string{"鏡味", "秘密の文", "WXYZ", "secrettoken", s.code()} {
		if strings.Contains(s.logs.String(), secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
}
