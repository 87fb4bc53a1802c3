package server_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

// The rights table once more, from outside: every role comes in by its own
// link, with a browser of its own, and sends every op in every phase. Here it
// is proved that the server knows who sends; what each cell means for one's
// own things is board's to prove.

// written is board/testdata/rights.txt: section → op → role → word.
func written(t *testing.T) map[string]map[string]map[string]string {
	t.Helper()
	text, err := os.ReadFile("../board/testdata/rights.txt")
	if err != nil {
		t.Fatal(err)
	}
	table := map[string]map[string]map[string]string{}
	var section string
	var roles []string
	for line := range strings.Lines(string(text)) {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || words[0] == "#":
		case words[0] == "op":
			roles = words[1:]
		case strings.Contains(line, "("):
			section = words[0]
			table[section] = map[string]map[string]string{}
		default:
			row := map[string]string{}
			for i, role := range roles {
				row[role] = words[1+i]
			}
			table[section][words[0]] = row
		}
	}
	return table
}

// sampleOps are sound bodies of all ops, on things that are nowhere: what may
// be sent is answered with "not found", so that nothing changes.
func sampleOps(t *testing.T) map[string]map[string]any {
	t.Helper()
	data, err := os.ReadFile("../board/testdata/vectors/ops.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []struct {
		Type string
		Body map[string]any
	}
	if err := json.Unmarshal(data, &list); err != nil {
		t.Fatal(err)
	}
	ops := map[string]map[string]any{}
	for _, op := range list {
		ops[op.Type] = op.Body
	}
	// These change what all later ones are judged by; so they change nothing.
	ops["board.lock"] = map[string]any{"locked": false}
	ops["board.hand"] = map[string]any{"open": false}
	ops["board.restore"] = map[string]any{"to": 1 << 40}
	ops["door.close"] = map[string]any{"closed": false}
	return ops
}

// judgedElsewhere need the right to something else as well; see board.
var judgedElsewhere = []string{"undo", "text.choose"}

// byTheServer are ops that touch several documents: over a socket nobody sends
// them, they come of a request.
var byTheServer = []string{
	"workshop.open", "board.open", "board.import", "table.add",
	"theme.add", "theme.board", "theme.withdraw", "joint.add", "cards.lay",
}

// columns: the organiser may on a board what the facilitator may.
var columns = map[string]string{"participant": "participant", "coordinator": "coordinator", "facilitator": "facilitator", "organiser": "facilitator", "observer": ""}

// byLink brings a role in.
func (s *site) byLink(role string) *visitor {
	s.t.Helper()
	org := s.visitor().organises()
	links := org.links()
	switch role {
	case "organiser":
		org.seat = org.bootSeat("/w/" + string(s.ws))
		return org
	case "facilitator":
		return s.visitor().opensKey(links.Facilitator)
	case "coordinator":
		return s.visitor().opensKey(links.Tables[0].Coordinator)
	case "observer":
		return s.visitor().opensKey(s.observerLink(org))
	}
	return s.visitor().joins("川辺", 0)
}

// observerLink makes a link to look on.
func (s *site) observerLink(org *visitor) string {
	s.t.Helper()
	seat := board.SeatID(uuid.NewString())
	org.seat = org.bootSeat("/w/" + string(s.ws))
	l := org.connect()
	l.open(board.DocID(s.ws))
	l.done(board.DocID(s.ws), "seat.add", map[string]any{"seat": seat, "name": "見学", "role": "observer"})
	var links struct{ Observers []struct{ URL string } }
	if err := json.Unmarshal([]byte(org.get("/api/w/"+string(s.ws)+"/links").body), &links); err != nil || len(links.Observers) == 0 {
		s.t.Fatalf("no observer's link: %v", err)
	}
	return links.Observers[len(links.Observers)-1].URL
}

// forbidden sends an op and reports whether it was refused for want of a right.
func (l *line) forbidden(doc board.DocID, typ string, body any) bool {
	l.t.Helper()
	id := l.op(doc, typ, body)
	for {
		switch m := l.next(); {
		case m.ID != id:
		case m.T == "ack":
			return false
		case m.T == "refused" && m.Code == string(board.Rate):
			l.t.Fatalf("%s came too soon to be judged", typ)
		case m.T == "refused":
			return m.Code == string(board.Forbidden)
		}
	}
}

func TestRightsOverTheWire(t *testing.T) {
	s := openSite(t)
	table, ops := written(t), sampleOps(t)
	lead := s.byLink("facilitator").connect()
	lead.open(s.board(0))
	for i, phase := range board.Phases {
		if raced && i%3 != 1 {
			continue // a few phases are tasted; without the detector each is tried
		}
		lead.done(s.board(0), "phase.set", map[string]any{"phase": phase})
		for role, column := range columns {
			l := s.byLink(role).connect()
			l.open(s.board(0))
			for _, op := range slices.Sorted(maps.Keys(table[string(phase)])) {
				body, has := ops[op]
				if slices.Contains(judgedElsewhere, op) {
					continue
				}
				if !has {
					t.Fatalf("there is no sample of %s", op)
				}
				switch op {
				case "phase.set":
					body = map[string]any{"phase": phase}
				case "note.dictate": // somebody who sits at the table, or it would be nobody's words
					body = map[string]any{"note": uuid.NewString(), "text": "言ったこと", "for": s.state.Seats(s.table(0).ID)[0].ID}
				}
				want := table[string(phase)][op][column] != "any" || slices.Contains(byTheServer, op)
				if got := l.forbidden(s.board(0), op, body); got != want {
					t.Errorf("%s: %s by a %s: forbidden %v", phase, op, role, got)
				}
			}
			l.ws.Close()
		}
	}
}

// TestRightsOverTheWireInTheHall: the same for the workshop's own document;
// what is about one person, about oneself and about somebody else.
func TestRightsOverTheWireInTheHall(t *testing.T) {
	s := openSite(t)
	rows, ops := written(t)["hall"], sampleOps(t)
	for role := range columns {
		v := s.byLink(role)
		l := v.connect()
		l.open(board.DocID(s.ws))
		l.open(s.board(0))
		for _, op := range slices.Sorted(maps.Keys(rows)) {
			doc := board.DocID(s.ws)
			if strings.HasPrefix(op, "board.") {
				doc = s.board(0)
			}
			word, body := rows[op][role], maps.Clone(ops[op])
			if got, want := l.forbidden(doc, op, body), word != "any" || slices.Contains(byTheServer, op); got != want {
				t.Errorf("%s by a %s: forbidden %v", op, role, got)
			}
			if word != "own" && word != "table" {
				continue
			}
			body["seat"] = v.seat
			if l.forbidden(doc, op, body) {
				t.Errorf("%s by a %s about themselves is forbidden", op, role)
			}
		}
	}
}

// shutOut: this is not for whoever asked. (Something else that is not there is
// answered with 404 as well, and in other words.)
func (a answer) shutOut() bool {
	switch a.status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return true
	case http.StatusNotFound:
		return !strings.Contains(a.body, `"code"`) || strings.Contains(a.body, "nothing here for this seat")
	}
	return false
}

// TestRightsOverHTTP: who is shown what, and who may ask for what.
func TestRightsOverHTTP(t *testing.T) {
	s := openSite(t)
	const yes, no = "yes", "no"
	ws, api := "/w/"+string(s.ws), "/api/w/"+string(s.ws)
	roles := []string{"organiser", "facilitator", "coordinator", "participant", "observer", "stranger"}
	visitors := map[string]*visitor{"stranger": s.visitor()}
	for _, role := range roles[:5] {
		visitors[role] = s.byLink(role)
	}
	for _, c := range []struct {
		method, path, body string
		may                string // a letter for each of roles
	}{
		{"GET", "/organise", "", "y-----"},
		{"GET", ws, "", "yy----"},
		{"GET", ws + "/hall", "", "yy--y-"},
		{"GET", ws + "/results", "", "yyy---"},
		{"GET", ws + "/export/md", "", "yyy---"},
		{"GET", ws + "/export/md?for=internal", "", "yy----"},
		{"GET", ws + "/masks", "", "yy----"},
		{"GET", ws + "/follow", "", "yy----"},
		{"GET", api + "/masks", "", "yy----"},
		{"GET", api + "/links", "", "yy----"},
		{"GET", api + "/devices", "", "yy----"},
		{"GET", api + "/earlier", "", "yy----"},
		{"POST", api + "/cards", `{"to":"","from":"","tables":[]}`, "yy----"},
		{"POST", api + "/tables", `{"text":"9班:甲"}`, "yy----"},
		{"POST", api + "/import", `{"text":"# 問い\n## 8班\n- 一枚"}`, "yy----"},
		{"POST", api + "/links/renew", fmt.Sprintf(`{"seat":%q}`, uuid.NewString()), "yy----"},
		{"POST", api + "/devices/end", fmt.Sprintf(`{"device":"x","seat":%q}`, uuid.NewString()), "yy----"},
		{"POST", api + "/rehearsal/end", `{}`, "yy----"},
		{"GET", "/api/documents/" + string(s.board(0)) + "/history?seat=", "", "yyyyy-"},
		{"GET", "/api/documents/" + string(s.board(1)) + "/history?seat=", "", "yy--y-"},
	} {
		for i, role := range roles {
			media := ""
			if c.method == "POST" {
				media = "application/json"
			}
			path := c.path
			if strings.HasSuffix(path, "?seat=") {
				path += string(visitors[role].seat)
			}
			a := visitors[role].send(c.method, path, media, c.body)
			want := map[byte]string{'y': yes, '-': no}[c.may[i]]
			got := yes
			if a.shutOut() {
				got = no
			}
			if got != want {
				t.Errorf("%s %s by a %s: %s (%d %.80s)", c.method, strings.ReplaceAll(c.path, string(s.ws), "…"), role, got, a.status, a.body)
			}
		}
	}
}
