package main

import (
	"bytes"
	"encoding/csv"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/boltlog"
)

const canary = "金糸雀花子"

// keptData makes a data folder with two workshops: the day of one has passed, a
// canary sits in the other and is named in what it is for.
func keptData(t *testing.T) (data string, over, open board.WorkshopID, seat board.SeatID) {
	t.Helper()
	data = filepath.Join(t.TempDir(), "data")
	store, err := boltlog.Open(filepath.Join(data, "yoriai.db"), boltlog.Options{})
	if err != nil {
		t.Fatal(err)
	}
	srv, err := server.New(server.Config{Log: store, Vault: store, Logger: slog.New(slog.DiscardHandler), Port: "1"})
	if err != nil {
		t.Fatal(err)
	}
	host := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}
	for id, facts := range map[*board.WorkshopID]board.Facts{
		&over: {Title: "去年の会", Theme: "道", KeptUntil: "2020-03-31"}, &open: {Title: "今年の会", Theme: "公園", Purpose: canary + "さんの話から"},
	} {
		if *id, err = srv.OpenWorkshop(t.Context(), facts); err != nil {
			t.Fatal(err)
		}
		if _, err := srv.AddTables(t.Context(), *id, host, []server.TablePlan{{Name: "1班", Members: []server.MemberPlan{
			{Name: canary, Side: board.Citizen}, {Name: "森山", Side: board.Staff, Coordinator: true},
		}}}); err != nil {
			t.Fatal(err)
		}
	}
	seats, _, err := srv.KeptSeats(t.Context(), open)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range seats {
		if p.Name == canary {
			seat = p.ID
		}
	}
	srv.Close()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return data, over, open, seat
}

// holds counts how often a word is in the data file.
func holds(t *testing.T, data, word string) int {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(data, "yoriai.db"))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Count(content, []byte(word))
}

// TestErasingByCommand: on a stopped server and on a running one the same.
// Without -yes, and with -dry-run, nothing goes.
func TestErasingByCommand(t *testing.T) {
	for _, runs := range []bool{false, true} {
		data, over, open, seat := keptData(t)
		if runs {
			p := start(t, "-addr", "127.0.0.1:0", "-data", data)
			p.until(t, "Ctrl")
			defer p.end(t)
		}
		list := mustDo(t, "erase", "list", "-data", data)
		if !regexp.MustCompile(string(over)+`  2020-03-31 で期限切れ  1 班 2 人  去年の会`).MatchString(list) || !strings.Contains(list, string(open)+"  期限なし") {
			t.Errorf("the list says %s", list)
		}
		if seats := mustDo(t, "erase", "list", string(open), "-data", data); !strings.Contains(seats, string(seat)) || !strings.Contains(seats, canary) {
			t.Errorf("the seats are %s", seats)
		}
		before := holds(t, data, canary)
		for _, args := range [][]string{{"due"}, {"due", "-yes", "-dry-run"}, {"people", string(open)}, {"person", string(open), string(seat), "-names"}} {
			if said := mustDo(t, append(append([]string{"erase"}, args...), "-data", data)...); !strings.Contains(said, "まだ何も消していません") {
				t.Errorf("%v says %s", args, said)
			}
		}
		if now := holds(t, data, canary); now != before || before == 0 {
			t.Errorf("without -yes something went: %d of %d", now, before)
		}
		said := mustDo(t, "erase", "person", string(open), string(seat), "-yes", "-data", data)
		if !strings.Contains(said, "名前が残っています:1か所") {
			t.Errorf("it says %s", said)
		}
		if holds(t, data, canary+"さんの話から") == 0 {
			t.Error("the name went out of the purpose, though nobody asked for it")
		}
		due := mustDo(t, "erase", "due", "-yes", "-data", data)
		if !strings.Contains(due, string(over)) || strings.Contains(due, string(open)) || !strings.Contains(due, "/admin/erasures/") {
			t.Errorf("what was due: %s", due)
		}
		if again := mustDo(t, "erase", "due", "-yes", "-data", data); !strings.Contains(again, "ありません") {
			t.Errorf("once more: %s", again)
		}
		if n := strings.Count(mustDo(t, "log", "dump", string(over), "-data", data), "\n"); n != 1 {
			t.Errorf("%d entries are left of what was due", n)
		}
		mustDo(t, "verify", "-data", data)
		audited(t, data, over)
	}
}

// TestErasingANameByCommand: with -names the name goes out of all texts, and
// then it is in no byte of the file.
func TestErasingANameByCommand(t *testing.T) {
	data, over, open, seat := keptData(t)
	mustDo(t, "erase", "people", string(over), "-yes", "-data", data)
	mustDo(t, "erase", "person", string(open), string(seat), "-names", "-yes", "-data", data)
	if n := holds(t, data, canary); n != 0 {
		t.Errorf("the name is in the file %d times", n)
	}
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"erase"}, exitUsage},
		{[]string{"erase", "nonsense"}, exitUsage},
		{[]string{"erase", "people"}, exitUsage},
		{[]string{"erase", "person", string(open)}, exitUsage},
		{[]string{"erase", "people", "nonsense"}, exitUsage},
		{[]string{"erase", "people", uuid.NewString(), "-yes"}, exitUsage},
		{[]string{"erase", "person", string(open), uuid.NewString(), "-yes"}, exitUsage},
		{[]string{"audit", "it"}, exitUsage},
		{[]string{"audit", "-day", "yesterday"}, exitUsage},
	} {
		if code, _, errs := do(t, append(c.args, "-data", data)...); code != c.code || !hasJapanese(errs) {
			t.Errorf("%v gives %d, want %d: %s", c.args, code, c.code, errs)
		}
	}
}

// audited looks at the audit log, as lines and as CSV: ids and days, no name.
func audited(t *testing.T, data string, ws board.WorkshopID) {
	t.Helper()
	text := mustDo(t, "audit", "-data", data)
	table := mustDo(t, "audit", "-csv", "-workshop", string(ws), "-data", data)
	for _, out := range []string{text, table} {
		if strings.Contains(out, canary) || strings.Contains(out, "森山") || strings.Contains(out, "去年の会") || !strings.Contains(out, string(ws)) {
			t.Errorf("the audit log says %s", out)
		}
	}
	if !regexp.MustCompile(`(?m)^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  \S+`).MatchString(text) {
		t.Errorf("its lines are %s", text)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(table, "\uFEFF"))).ReadAll()
	if err != nil || len(rows) < 3 || !strings.HasPrefix(table, "\uFEFF") {
		t.Errorf("its CSV is %q, %v", table, err)
	}
	for _, row := range rows[1:] {
		if row[4] != string(ws) {
			t.Errorf("of another workshop: %v", row)
		}
	}
	if none := mustDo(t, "audit", "-day", "2001-01-01", "-data", data); none != "" {
		t.Errorf("of a day without anything: %s", none)
	}
}
