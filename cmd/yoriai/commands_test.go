package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// do types a command and returns its exit code and what it said.
func do(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	code = run(t.Context(), args, noEnv, &o, &e)
	return code, o.String(), e.String()
}

func mustDo(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := do(t, args...)
	if code != exitDone {
		t.Fatalf("%v gives %d: %s%s", args, code, out, errs)
	}
	return out
}

// demoData runs the made-up workshop for a moment and keeps a backup of its
// data, taken through the door as anybody would.
func demoData(t *testing.T) (backup string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	p := start(t, "demo", "-addr", "127.0.0.1:0")
	p.until(t, "Ctrl")
	found, err := filepath.Glob(filepath.Join(dir, "yoriai-demo-*", "data"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the demo's data: %v, %v", found, err)
	}
	backup = filepath.Join(t.TempDir(), "demo.db")
	mustDo(t, "backup", backup, "-data", found[0])
	if code := p.end(t); code != exitDone {
		t.Errorf("the demo ends with %d", code)
	}
	return backup
}

// TestCommandsOnData goes through all commands, on a stopped server and then
// on the same data while it is served; both must say the same.
func TestCommandsOnData(t *testing.T) {
	backup := demoData(t)
	data := filepath.Join(t.TempDir(), "data")
	mustDo(t, "restore", backup, "-data", data)
	stopped := tryCommands(t, data)
	p := start(t, "-addr", "127.0.0.1:0", "-data", data)
	p.until(t, "Ctrl")
	running := tryCommands(t, data)
	if stopped != running {
		t.Errorf("stopped:\n%s\nrunning:\n%s", stopped, running)
	}
	if code, _, errs := do(t, "restore", backup, "-data", data); code != exitLocked || !hasJapanese(errs) {
		t.Errorf("restoring under a running server gives %d: %s", code, errs)
	}
	p.end(t)
	if names, _ := filepath.Glob(filepath.Join(data, "*")); len(names) != 1 {
		t.Errorf("left in the data folder: %v", names)
	}
}

func tryCommands(t *testing.T, data string) (said string) {
	t.Helper()
	list := mustDo(t, "log", "list", "-data", data)
	said += list
	board := regexp.MustCompile(`(?m)^(\S+) .*みどり台.* / .*$`).FindStringSubmatch(list)
	if board == nil {
		t.Fatalf("no board is listed: %s", list)
	}
	replay := mustDo(t, "log", "replay", board[1], "-data", data)
	if !regexp.MustCompile(`書かれた [1-9]`).MatchString(replay) || !strings.Contains(replay, "異常はありません") {
		t.Errorf("replay says %s", replay)
	}
	early := mustDo(t, "log", "replay", "-to", "1", board[1], "-data", data)
	if !strings.Contains(early, "書かれた 0 ") {
		t.Errorf("replay to the first entry says %s", early)
	}
	dump := mustDo(t, "log", "dump", board[1], "-data", data)
	for line := range strings.Lines(dump) {
		var e struct{ Seq uint64 }
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Seq == 0 {
			t.Fatalf("a line of the dump: %s: %v", line, err)
		}
	}
	verified := mustDo(t, "verify", "-data", data)
	if !strings.Contains(verified, "異常はありません") {
		t.Errorf("verify says %s", verified)
	}
	mustDo(t, "compact", "-data", data)
	file := filepath.Join(t.TempDir(), "b.db")
	mustDo(t, "backup", file, "-data", data)
	mustDo(t, "verify", file)
	if code, _, errs := do(t, "backup", file, "-data", data); code != exitTarget || !hasJapanese(errs) {
		t.Errorf("over an existing backup: %d, %s", code, errs)
	}
	mustDo(t, "backup", "-force", file, "-data", data)
	for _, c := range []struct {
		args []string
		code int
	}{
		{[]string{"log", "dump", "00000000-0000-4000-8000-000000000001"}, exitUsage},
		{[]string{"log", "dump", "nonsense"}, exitUsage},
		{[]string{"log", "dump"}, exitUsage},
		{[]string{"log", "nonsense"}, exitUsage},
		{[]string{"log"}, exitUsage},
		{[]string{"backup"}, exitUsage},
		{[]string{"backup", filepath.Join(data, "none", "b.db")}, exitTarget},
		{[]string{"verify", "a", "b"}, exitUsage},
		{[]string{"verify", file + ".none"}, exitMissing},
		{[]string{"compact", "it"}, exitUsage},
		{[]string{"serve", "it"}, exitUsage},
	} {
		if code, _, errs := do(t, append(c.args, "-data", data)...); code != c.code || !hasJapanese(errs) {
			t.Errorf("%v gives %d, want %d: %s", c.args, code, c.code, errs)
		}
	}
	return said + replay + dump
}

// TestVerifyAndRestoreDamaged: what is damaged is said with exit code 7, and is
// not restored.
func TestVerifyAndRestoreDamaged(t *testing.T) {
	backup := demoData(t)
	content, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(content, []byte(`"op":{"`))
	if at < 0 {
		t.Fatal("the demo has no entry")
	}
	content[at+8] ^= 1
	bad := filepath.Join(t.TempDir(), "bad.db")
	write(t, bad, string(content))
	code, out, errs := do(t, "verify", bad)
	if code != exitDamaged || !strings.Contains(out, "entries ") || !strings.Contains(out, "無事な文書は") {
		t.Errorf("verify gives %d: %s%s", code, out, errs)
	}
	data := filepath.Join(t.TempDir(), "data")
	mustDo(t, "restore", backup, "-data", data)
	before, _ := os.ReadFile(filepath.Join(data, "yoriai.db"))
	if code, _, _ := do(t, "restore", bad, "-data", data); code != exitDamaged {
		t.Errorf("restoring a damaged backup gives %d", code)
	}
	if now, _ := os.ReadFile(filepath.Join(data, "yoriai.db")); !bytes.Equal(now, before) {
		t.Error("the data file was changed")
	}
	if out := mustDo(t, "restore", backup, "-data", data); !strings.Contains(out, "yoriai-before-restore-") {
		t.Errorf("restore says %s", out)
	}
	kept, _ := filepath.Glob(filepath.Join(data, "yoriai-before-restore-*.db"))
	if len(kept) != 1 {
		t.Fatalf("kept: %v", kept)
	}
	if now, _ := os.ReadFile(kept[0]); !bytes.Equal(now, before) {
		t.Error("what was there before is not kept as it was")
	}
}

// TestStaleNote: a killed server leaves its note at the door; commands find out
// that nobody is there and work on the file.
func TestStaleNote(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	p := start(t, "-addr", "127.0.0.1:0", "-data", data)
	p.until(t, "Ctrl")
	note, err := os.ReadFile(filepath.Join(data, "yoriai.control"))
	if err != nil {
		t.Fatal(err)
	}
	p.end(t)
	write(t, filepath.Join(data, "yoriai.control"), string(note))
	mustDo(t, "verify", "-data", data)
	mustDo(t, "backup", filepath.Join(t.TempDir(), "b.db"), "-data", data)
	p = start(t, "-addr", "127.0.0.1:0", "-data", data) // and the next start writes a new one
	p.until(t, "Ctrl")
	mustDo(t, "verify", "-data", data)
}

// TestScheduledBackups: serve makes them, and what it makes can be restored.
func TestScheduledBackups(t *testing.T) {
	data, dir := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backups")
	p := start(t, "-addr", "127.0.0.1:0", "-data", data, "-backup-dir", dir, "-backup-every", "1s", "-backup-keep", "2")
	p.until(t, "Ctrl")
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	var names []string
	for first := ""; ctx.Err() == nil; {
		if names, _ = filepath.Glob(filepath.Join(dir, "yoriai-*Z.db")); first == "" && len(names) > 0 {
			first = names[0]
		}
		if len(names) == 2 && names[0] > first { // the oldest is gone already
			break
		}
	}
	p.end(t)
	if ctx.Err() != nil {
		t.Fatalf("after 20 seconds there are %v", names)
	}
	names, _ = filepath.Glob(filepath.Join(dir, "*"))
	for _, name := range names {
		mustDo(t, "verify", name)
	}
	mustDo(t, "restore", names[0], "-data", data)
}

func TestMinutes(t *testing.T) {
	for text, want := range map[string]time.Duration{"15": 15 * time.Minute, "90s": 90 * time.Second, "1h30m": 90 * time.Minute} {
		var m minutes
		if err := m.Set(text); err != nil || time.Duration(m) != want {
			t.Errorf("%s is %v (%v)", text, time.Duration(m), err)
		}
	}
	for _, args := range [][]string{{"-backup-every", "soon"}, {"-backup-every", "0"}, {"-backup-keep", "0"}} {
		if code, _, _ := do(t, args...); code != exitUsage {
			t.Errorf("%v gives %d", args, code)
		}
	}
}

// TestAcceptOlder: a data file with one broken header page is refused, and opened when asked to by name.
func TestAcceptOlder(t *testing.T) {
	backup := demoData(t)
	data := filepath.Join(t.TempDir(), "data")
	mustDo(t, "restore", backup, "-data", data)
	name := filepath.Join(data, "yoriai.db")
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	clear(content[:4096])
	write(t, name, string(content))
	if code, _, _ := do(t, "-addr", "127.0.0.1:0", "-data", data); code != exitDamaged {
		t.Errorf("without being asked: %d", code)
	}
	p := start(t, "-addr", "127.0.0.1:0", "-data", data, "-accept-older")
	p.until(t, "Ctrl")
	mustDo(t, "verify", "-data", data)
}

// TestRehearse: an evening without a facilitator comes to its end, says what
// came of it, and leaves nothing in the temporary folder.
func TestRehearse(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	said := mustDo(t, "rehearse", "-alone", "-tables", "2", "-people", "3", "-pace", "2ms", "-addr", "127.0.0.1:0")
	if !regexp.MustCompile(`7 人が、あわせて [1-9]\d+ 回の操作`).MatchString(said) || !strings.Contains(said, "同じであることを確かめました") {
		t.Errorf("it says %s", said)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "yoriai-demo-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	if code, _, errs := do(t, "rehearse", "-tables", "0"); code != exitUsage || !hasJapanese(errs) {
		t.Errorf("no tables at all gives %d: %s", code, errs)
	}
}
