package server_test

import (
	"encoding/json"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

// filled puts a note in an island and one in the tray of the first table.
func (s *site) filled() {
	s.t.Helper()
	l := s.coordinator(0).connect()
	l.open(s.board(0))
	l.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	first, second := uuid.NewString(), uuid.NewString()
	l.done(s.board(0), "note.add", map[string]any{"note": first, "text": "担当が変わると、約束も消える。"})
	l.done(s.board(0), "note.add", map[string]any{"note": second, "text": "=1+1 は計算しない"})
	l.done(s.board(0), "group.add", map[string]any{
		"group": uuid.NewString(), "title": "話が初めからになる", "items": []string{first},
		"to": map[string]any{"at": map[string]any{"x": 40, "y": 40}},
	})
}

func TestEveryFormatIsSentAsAFile(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	for format, begins := range map[string]string{"docx": "PK", "md": "", "csv": "\ufeff", "html": "<!doctype html>", "json": "{"} {
		a := org.get("/w/" + string(s.ws) + "/export/" + format)
		if a.status != http.StatusOK || !strings.HasPrefix(strings.ToLower(a.body), strings.ToLower(begins)) {
			t.Errorf("%s gives %d", format, a.status)
		}
		_, params, err := mime.ParseMediaType(a.header.Get("Content-Disposition"))
		want := "道と公園_公開用." + format
		if format == "json" {
			want = "道と公園_内部用.json"
		}
		if err != nil || params["filename"] != want {
			t.Errorf("%s is sent as %q: %v", format, a.header.Get("Content-Disposition"), err)
		}
		if format != "docx" && !strings.Contains(a.body, "約束も消える") {
			t.Errorf("%s does not hold the note", format)
		}
		if strings.Contains(a.body, s.code()) {
			t.Errorf("%s holds the join code", format)
		}
	}
	if a := org.get("/w/" + string(s.ws) + "/export/exe"); a.status != http.StatusNotFound {
		t.Errorf("a format that is none gives %d", a.status)
	}
	if a := org.get("/w/" + string(s.ws) + "/results"); a.status != http.StatusOK || !strings.Contains(a.body, "話が初めからになる") {
		t.Errorf("the results page gives %d", a.status)
	}
}

// A title may hold anything; a header may not (F-14).
func TestFileNamesCannotBreakTheHeader(t *testing.T) {
	s := openSite(t)
	fac := s.facilitator()
	fac.done(board.DocID(s.ws), "workshop.edit", map[string]any{"facts": map[string]any{"title": `第1回"表/\:*?;x=y 😊`, "theme": "問い"}})
	a := s.visitor().organises().get("/w/" + string(s.ws) + "/export/csv")
	header := a.header.Get("Content-Disposition")
	if a.status != http.StatusOK || strings.ContainsAny(header, "\r\n/\\") || strings.Contains(header, "x=y") && !strings.Contains(header, "%") {
		t.Errorf("%d, %q", a.status, header)
	}
	if _, _, err := mime.ParseMediaType(header); err != nil {
		t.Errorf("%q: %v", header, err)
	}
}

func TestCoordinatorsTakeTheirOwnTableHome(t *testing.T) {
	s := openSite(t)
	s.filled()
	own, other := s.coordinator(0), s.coordinator(1)
	if a := own.get("/w/" + string(s.ws) + "/export/md"); a.status != http.StatusOK || !strings.Contains(a.body, "約束も消える") || strings.Contains(a.body, "2班") {
		t.Errorf("the own table: %d", a.status)
	}
	if a := own.get("/w/" + string(s.ws) + "/export/md?table=" + string(s.table(1).ID)); a.status != http.StatusNotFound {
		t.Errorf("the other table: %d", a.status)
	}
	for _, path := range []string{"json", "json?for=internal", "md?for=internal", "md?for=everybody"} {
		if a := own.get("/w/" + string(s.ws) + "/export/" + path); a.status != http.StatusNotFound {
			t.Errorf("a coordinator gets %s: %d", path, a.status)
		}
	}
	for _, format := range []string{"md"} {
		if a := other.get("/w/" + string(s.ws) + "/export/" + format); a.status != http.StatusOK || strings.Contains(a.body, "約束も消える") {
			t.Errorf("the other coordinator gets the first table's notes as %s: %d", format, a.status)
		}
	}
	if a := s.visitor().get("/w/" + string(s.ws) + "/export/md"); a.status != http.StatusUnauthorized {
		t.Errorf("a stranger: %d", a.status)
	}
}

// While people write, a report counts their notes and tells none of them.
func TestReportsKeepWhatIsPrivate(t *testing.T) {
	s := openSite(t)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	hana := s.visitor().joins("花岡", 0).connect()
	hana.open(s.board(0))
	hana.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "まだ見せない"})
	org := s.visitor().organises()
	for _, p := range []string{"/results", "/export/md", "/export/csv", "/export/html", "/export/json"} {
		if a := org.get("/w/" + string(s.ws) + p); a.status != http.StatusOK || strings.Contains(a.body, "まだ見せない") {
			t.Errorf("%s tells a private note, or fails: %d", p, a.status)
		}
	}
}

func TestArchiveComesBackAsAnotherWorkshop(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	saved := org.get("/w/" + string(s.ws) + "/export/json").body
	before := org.get("/w/" + string(s.ws) + "/export/md").body
	for range 2 { // the same file twice makes two workshops, no doubles in one (D-26)
		a := org.upload("/organise/import", saved)
		id, ok := strings.CutPrefix(a.location, "/w/")
		if !ok || id == string(s.ws) {
			t.Fatalf("the import gives %d %s", a.status, a.location)
		}
		if after := org.get("/w/" + id + "/export/md").body; after != before {
			t.Errorf("it came back as another:\n%s\n---\n%s", before, after)
		}
	}
	for name, broken := range map[string]string{
		"cut short": saved[:len(saved)/2], "newer": strings.Replace(saved, `"version":1`, `"version":999`, 1),
		"no archive": "hello", "twice": strings.Replace(saved, `"version":1`, `"version":1,"version":1`, 1),
	} {
		if a := org.upload("/organise/import", broken); a.status != http.StatusUnprocessableEntity {
			t.Errorf("an archive that is %s gives %d", name, a.status)
		} else if told := strings.Contains(a.body, "もっと新しい版"); told != (name == "newer") {
			t.Errorf("an archive that is %s is said to be newer: %v", name, told)
		}
	}
}

func (v *visitor) upload(path, content string) answer {
	v.t.Helper()
	var body strings.Builder
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "保存.json")
	if err != nil {
		v.t.Fatal(err)
	}
	part.Write([]byte(content))
	form.Close()
	return v.send(http.MethodPost, path, form.FormDataContentType(), body.String())
}

func (v *visitor) postText(path, text string) answer {
	v.t.Helper()
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		v.t.Fatal(err)
	}
	return v.send(http.MethodPost, path, "application/json", string(body))
}

func TestRosterMakesTables(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	api := "/api/w/" + string(s.ws) + "/tables"
	a := org.postText(api, "3班: 鈴木(喜)、鈴木(雄)、山本(コーディネーター)\n4班：林，森")
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	state := s.replay(board.DocID(s.ws))
	tables := state.Tables()
	if len(tables) != 4 || tables[2].Name != "3班" {
		t.Fatalf("%d tables", len(tables))
	}
	seats := state.Seats(tables[2].ID)
	if len(seats) != 3 || seats[0].Name != "鈴木(喜)" || seats[1].Name != "鈴木(雄)" || seats[2].Role != board.Coordinator || seats[2].Name != "山本" {
		t.Errorf("3班 is %+v", seats)
	}
	if a := org.send(http.MethodPost, api, "text/plain", `{"text":"5班: 甲"}`); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("a form that pretends to be JSON gives %d", a.status)
	}
	if a := s.visitor().joins("海野", 0).postText(api, "5班: 甲"); a.status != http.StatusNotFound {
		t.Errorf("a participant makes tables: %d", a.status)
	}
	if a := org.postText(api, "5班: "+strings.Repeat("長", 100)); a.status < 400 || len(s.replay(board.DocID(s.ws)).Tables()) != 4 {
		t.Errorf("a name of 100 characters: %d", a.status)
	}
}

func TestOutlineFillsBoards(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	a := org.postText("/api/w/"+string(s.ws)+"/import", "どう続けるか\n\n5班\n甲、乙(コーディネーター)\n\n道具が足りない\n\n- ・鍬が三本しかない。\n")
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	md := org.get("/w/" + string(s.ws) + "/export/md?for=internal").body
	if !strings.Contains(md, "鍬が三本しかない") || !strings.Contains(md, "乙(コーディネーター)") {
		t.Errorf("the report holds %s", md)
	}
}

// TestUndrawnLettersAreTold: what our fonts have no shape for is said beside
// the files, with the letters; of Japanese, rare kanji and emoji nothing is said.
func TestUndrawnLettersAreTold(t *testing.T) {
	s := openSite(t)
	l := s.coordinator(0).connect()
	l.open(s.board(0))
	l.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	office := s.visitor().organises()
	at := "/w/" + string(s.ws) + "/results"
	l.done(s.board(0), "note.add", map[string]any{"note": s.newID(), "text": "𠮷野家の👨‍👩‍👧と髙橋さん"})
	if page := office.get(at).body; strings.Contains(page, "〓") {
		t.Error("something is said to be undrawn, and all of it is drawn")
	}
	l.done(s.board(0), "note.add", map[string]any{"note": s.newID(), "text": "ありがとうは ขอบ と 감사"})
	page := office.get(at).body
	if !strings.Contains(page, "いま 5 文字") || !strings.Contains(page, "<bdi>ข</bdi>") || !strings.Contains(page, "<bdi>감</bdi>") {
		t.Errorf("the page says %s", page[strings.Index(page, "side-panel"):])
	}
}
