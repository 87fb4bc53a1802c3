package server_test

import (
	"archive/zip"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
)

// TestNamesAsPromised: what the door says of people's names is what every file
// does that is public; who steers may take the names for the inside. Nothing
// public says who wrote what. The archive, which is kept and not published, has all.
func TestNamesAsPromised(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	org.seat = org.bootSeat("/w/" + string(s.ws))
	l := org.connect()
	l.open(board.DocID(s.ws))
	first := s.visitor().joins("鈴木　喜一", 0)
	s.visitor().joins("鈴木 雄二", 1)
	s.visitor().joins("高梨 花", 1)
	lead := s.coordinator(0).connect()
	lead.open(s.board(0))
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "read"})
	writer := first.connect()
	writer.open(s.board(0))
	writer.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": "道が暗い"})
	lead.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	for policy, want := range map[string]struct{ told, kept []string }{
		"full":    {told: []string{"鈴木　喜一", "高梨 花"}},
		"surname": {told: []string{"鈴木(喜)", "鈴木(雄)", "高梨"}, kept: []string{"喜一", "雄二", "高梨 花"}},
		"marks":   {told: []string{"参加者1", "参加者2", "参加者3"}, kept: []string{"鈴木", "高梨"}},
		"none":    {kept: []string{"鈴木", "高梨"}},
		"":        {kept: []string{"鈴木", "高梨"}},
	} {
		if raced && policy != "surname" {
			continue // names are made in one goroutine; without the detector each policy is tried
		}
		l.done(board.DocID(s.ws), "workshop.edit", map[string]any{"facts": map[string]any{"title": "道と公園", "theme": "どう続けるか", "names": policy}})
		for _, format := range []string{"md", "html", "csv", "docx"} {
			s.tells(org, format, policy, want.told, want.kept)
			s.tells(org, format+"?for=internal", policy, []string{"鈴木　喜一", "高梨 花"}, nil)
		}
		if text := org.get("/w/" + string(s.ws) + "/export/json").body; !strings.Contains(text, "鈴木 雄二") {
			t.Errorf("%s: the archive has lost a name", policy)
		}
		public, internal := org.get("/w/"+string(s.ws)+"/export/csv").body, org.get("/w/"+string(s.ws)+"/export/csv?for=internal").body
		if strings.Contains(public, "鈴木") || !strings.Contains(internal, "鈴木") {
			t.Errorf("%s: who wrote is told outside, or not inside", policy)
		}
	}
}

func (s *site) tells(org *visitor, format, policy string, told, kept []string) {
	s.t.Helper()
	a := org.get("/w/" + string(s.ws) + "/export/" + format)
	if a.status != http.StatusOK {
		s.t.Fatalf("%s: %d", format, a.status)
	}
	text := a.body
	if strings.HasPrefix(format, "docx") {
		text = unzipped(s.t, text)
	}
	for _, name := range told {
		if !strings.HasPrefix(format, "csv") && !strings.Contains(text, name) {
			s.t.Errorf("%s, %s: %q is missing", format, policy, name)
		}
	}
	for _, name := range kept {
		if strings.Contains(text, name) {
			s.t.Errorf("%s, %s: %q is told", format, policy, name)
		}
	}
}

// unzipped is the text of a Word file.
func unzipped(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	data, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
