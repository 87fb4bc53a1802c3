package server_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/intake"
)

type imported struct {
	Tables []struct {
		Name          string
		Notes, People int
		Titles        []string
		HeldBy        string
	}
	Columns []struct {
		Head  string
		Use   intake.Use
		First []string
	}
}

func (v *visitor) imports(ws board.WorkshopID, body map[string]any) (f imported, code string) {
	v.t.Helper()
	a, code := v.postJSON("/api/w/"+string(ws)+"/import", body)
	if a.status != http.StatusOK && code == "" {
		code = http.StatusText(a.status)
	}
	if a.status == http.StatusOK {
		if err := json.Unmarshal([]byte(a.body), &f); err != nil {
			v.t.Fatalf("%v in %s", err, a.body)
		}
	}
	return f, code
}

const noteList = "班,分類,意見,記入者\n7,道,草が高い,髙橋\n7,道,灯が暗い,﨑山\n8,川,堤が低い,髙橋\n"

// TestListShownFirst: what is in a file is told before anything is made of it;
// then the tables that were chosen are there, and nobody's name that was not.
func TestListShownFirst(t *testing.T) {
	s := openSite(t)
	org, before := s.visitor().organises(), len(s.replay(board.DocID(s.ws)).Tables())
	body := map[string]any{"file": []byte(noteList), "name": "意見.CSV", "look": true}
	f, _ := org.imports(s.ws, body)
	if len(f.Tables) != 2 || f.Tables[0].Name != "7班" || f.Tables[0].Notes != 2 || !slices.Equal(f.Tables[0].Titles, []string{"道"}) || f.Tables[0].People != 0 {
		t.Fatalf("in the list are %+v", f.Tables)
	}
	if len(f.Columns) != 4 || f.Columns[2].Head != "意見" || f.Columns[2].Use != intake.UseText || f.Columns[3].Use != intake.UseNothing || f.Columns[2].First[0] != "草が高い" {
		t.Errorf("the columns are %+v", f.Columns)
	}
	if n := len(s.replay(board.DocID(s.ws)).Tables()); n != before {
		t.Fatalf("looking made %d tables", n-before)
	}
	body["uses"] = []string{"table", "title", "text", "author"}
	if f, _ = org.imports(s.ws, body); f.Tables[0].People != 2 {
		t.Errorf("with the authors chosen there are %+v", f.Tables)
	}
	body["look"], body["tables"] = false, []int{1}
	if _, code := org.imports(s.ws, body); code != "" {
		t.Fatal(code)
	}
	hall := s.replay(board.DocID(s.ws))
	made := hall.Tables()[len(hall.Tables())-1]
	notes := s.replay(board.DocID(hall.Assignments(made.ID)[0].ID)).Notes()
	if made.Name != "8班" || len(hall.Tables()) != before+1 || len(notes) != 1 || notes[0].Text != "堤が低い" || notes[0].Author != hall.Seats(made.ID)[0].ID {
		t.Errorf("made was %+v with %+v", made, notes)
	}
	// Once more: people find their table by its name.
	if f, _ = org.imports(s.ws, map[string]any{"file": []byte(noteList), "name": "意見.csv", "look": true}); f.Tables[1].Name != "8班 (2)" {
		t.Errorf("a second table is called %s", f.Tables[1].Name)
	}
	s.audited("import", "list")
}

// TestTheSameFileTwice: who brings a file once more is told which tables hold it
// already, and nothing is doubled unless they ask for that very table.
func TestTheSameFileTwice(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	body := map[string]any{"file": []byte(noteList), "name": "意見.csv"}
	if _, code := org.imports(s.ws, body); code != "" {
		t.Fatal(code)
	}
	made := len(s.replay(board.DocID(s.ws)).Tables())
	body["look"] = true
	if f, _ := org.imports(s.ws, body); f.Tables[0].HeldBy != "7班" || f.Tables[1].HeldBy != "8班" {
		t.Errorf("of a file that was brought before it is told: %+v", f.Tables)
	}
	body["look"] = false
	if _, code := org.imports(s.ws, body); code != string(board.Exists) {
		t.Errorf("the same file once more: %q", code)
	}
	// A table that nobody has seen comes, and the others stay as they are.
	body["file"] = []byte(noteList + "9,橋,欄干が低い,\n")
	if _, code := org.imports(s.ws, body); code != "" {
		t.Error(code)
	}
	hall := s.replay(board.DocID(s.ws))
	if tables := hall.Tables(); len(tables) != made+1 || tables[made].Name != "9班" {
		t.Errorf("with one new table there are %+v", tables)
	}
	body["tables"] = []int{0}
	if _, code := org.imports(s.ws, body); code != "" || len(s.replay(board.DocID(s.ws)).Tables()) != made+2 {
		t.Errorf("who asks for a table a second time does not get it: %s", code)
	}
	// Words that many people say are no sign of a table.
	if _, code := org.imports(s.ws, map[string]any{"text": "10班\n- 橋がない\n- 橋がない\n- 橋がない\n"}); code != "" {
		t.Fatal(code)
	}
	for which, text := range map[string]string{
		"half of whose notes are there":              "7班\n- 草が高い\n- 木が多い\n",
		"with one note that is there as often again": "10班\n- 橋がない\n- 木が多い\n- 石が多い\n",
	} {
		if f, _ := org.imports(s.ws, map[string]any{"text": text, "look": true}); f.Tables[0].HeldBy != "" {
			t.Errorf("a table %s is said to lie at %s", which, f.Tables[0].HeldBy)
		}
	}
}

// TestTablesWithoutNotesTwice: what sets tables up before anybody has written is
// not made twice either. Their names tell them, and what else the file says of
// them; the same title cards or another's name alone do not.
func TestTablesWithoutNotesTwice(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	heldBy := func(text string) (held []string) {
		f, code := org.imports(s.ws, map[string]any{"text": text, "look": true})
		if code != "" {
			t.Fatal(code)
		}
		for _, table := range f.Tables {
			held = append(held, table.HeldBy)
		}
		return held
	}
	for what, c := range map[string]struct{ text, other string }{
		"people":           {"10班\n岸、堤、原\n\n11班\n森、林\n", "10班\n谷、沢、淵\n"},
		"titles":           {"# 会\n\n## 20班\n\n### 道\n\n### 川\n\n## 21班\n\n### 橋\n", "# 会\n\n## 29班\n\n### 道\n\n### 川\n"},
		"other titles":     {"# 会\n\n## 30班\n\n### 池\n", "# 会\n\n## 30班\n\n### 沼\n"},
		"nothing but that": {"40班\n\n41班\n", "42班\n"},
		"themes":           {"# 会\n\n## 50班\n\n### テーマ: 池\n", "# 会\n\n## 50班\n\n### テーマ: 沼\n"},
	} {
		if held := heldBy(c.text); strings.Join(held, "") != "" {
			t.Errorf("%s: before they were brought they lie at %q", what, held)
		}
		if _, code := org.imports(s.ws, map[string]any{"text": c.text}); code != "" {
			t.Fatalf("%s: %s", what, code)
		}
		made := len(s.replay(board.DocID(s.ws)).Tables())
		if held := heldBy(c.text); slices.Contains(held, "") {
			t.Errorf("%s: brought once more they lie at %q", what, held)
		}
		if _, code := org.imports(s.ws, map[string]any{"text": c.text}); code != string(board.Exists) {
			t.Errorf("%s once more: %q", what, code)
		}
		if n := len(s.replay(board.DocID(s.ws)).Tables()); n != made {
			t.Errorf("%s once more made %d tables", what, n-made)
		}
		if held := heldBy(c.other); held[0] != "" {
			t.Errorf("%s: another table is said to lie at %q", what, held)
		}
	}
}

// TestNoDraftIsFoundOut: a list with the words of a note that only its writer
// may read yet is not said to be there.
func TestNoDraftIsFoundOut(t *testing.T) {
	s := openSite(t)
	l := s.coordinator(0).connect()
	l.open(s.board(0))
	org, text := s.visitor().organises(), "灯が暗くて、夜は歩けない。"
	heldBy := func() string {
		f, code := org.imports(s.ws, map[string]any{"file": []byte("班,意見\n7," + text + "\n"), "name": "意見.csv", "look": true})
		if code != "" || len(f.Tables) != 1 {
			t.Fatalf("%s %+v", code, f.Tables)
		}
		return f.Tables[0].HeldBy
	}
	l.done(s.board(0), "phase.set", map[string]any{"phase": "write"})
	l.done(s.board(0), "note.add", map[string]any{"note": uuid.NewString(), "text": text})
	if name := heldBy(); name != "" {
		t.Errorf("a draft is said to lie at %s", name)
	}
	l.done(s.board(0), "phase.set", map[string]any{"phase": "gather"})
	if name := heldBy(); name == "" {
		t.Error("a note that all may see is not found")
	}
}

// TestImportFromAnotherWorkshop: its boards come over as they lie there, without
// anybody's name; whoever steers one hall only cannot look into another.
func TestImportFromAnotherWorkshop(t *testing.T) {
	s := openSite(t)
	s.titled()
	later, err := s.srv.OpenRehearsal(t.Context(), 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	org := s.visitor().organises()
	f, code := org.imports(later, map[string]any{"from": s.ws, "look": true})
	at := -1
	for i, table := range f.Tables {
		if len(table.Titles) > 0 {
			at = i
		}
	}
	if code != "" || at < 0 {
		t.Fatalf("%s %+v", code, f)
	}
	if _, code := org.imports(later, map[string]any{"from": s.ws, "tables": []int{at}}); code != "" {
		t.Fatal(code)
	}
	hall := s.replay(board.DocID(later))
	made := hall.Tables()[len(hall.Tables())-1]
	b := s.replay(board.DocID(hall.Assignments(made.ID)[0].ID))
	if made.Name != f.Tables[at].Name || len(b.Groups()) == 0 || len(hall.Seats(made.ID)) > 0 {
		t.Errorf("there is %+v with %d people and %d islands", made, len(hall.Seats(made.ID)), len(b.Groups()))
	}
	for _, n := range b.Notes() {
		if n.Author != "" || n.Scribe != "" || len(n.Echoes) > 0 {
			t.Errorf("somebody came along: %+v", n)
		}
	}
	steers := s.visitor().opensKey(org.links().Facilitator)
	if _, code := steers.imports(s.ws, map[string]any{"from": later, "look": true}); code == "" {
		t.Error("a facilitator looks into another workshop")
	}
}

// TestImportOfAnArchive: boards of a saved workshop are found in its file.
func TestImportOfAnArchive(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	file := org.get("/w/" + string(s.ws) + "/export/json?for=internal").body
	f, code := org.imports(s.ws, map[string]any{"file": []byte(file), "name": "記録.json", "look": true})
	if code != "" || len(f.Tables) == 0 || f.Tables[0].Notes == 0 || !strings.HasSuffix(f.Tables[0].Name, "(2)") {
		t.Errorf("%s %+v", code, f)
	}
}

func TestImportRefused(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	before := len(s.replay(board.DocID(s.ws)).Tables())
	for name, body := range map[string]map[string]any{
		"nothing":           {},
		"no notes":          {"file": []byte("氏名\n"), "name": "a.csv", "uses": []string{"author"}},
		"no such use":       {"file": []byte("a\n"), "name": "a.csv", "uses": []string{"code"}},
		"no archive":        {"file": []byte("{}"), "name": "a.json"},
		"no table chosen":   {"file": []byte(noteList), "name": "a.csv", "tables": []int{9}},
		"locked or old":     {"file": []byte("\xD0\xCF\x11\xE0"), "name": "a.xls"},
		"another's, not us": {"from": "00000000-0000-4000-8000-000000000000"},
	} {
		if _, code := org.imports(s.ws, body); code == "" {
			t.Errorf("%s is taken", name)
		}
	}
	if n := len(s.replay(board.DocID(s.ws)).Tables()); n != before {
		t.Errorf("%d tables were made of it", n-before)
	}
}
