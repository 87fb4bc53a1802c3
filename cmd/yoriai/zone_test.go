package main

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"strings"
	"testing"
	"time"
)

// TestTheHallsClock: pages and commands tell the time of the hall's zone, in
// Japan where nothing is said, whatever zone the machine is in.
func TestTheHallsClock(t *testing.T) {
	const far = "Pacific/Kiritimati" // no machine that builds this is there
	data := t.TempDir()
	p := start(t, "-addr", "127.0.0.1:0", "-data", data, "-zone", far)
	here := strings.Replace(p.until(t, `http://localhost:\d+`), "localhost", "127.0.0.1", 1)
	key := p.until(t, `/k/\w+`)
	p.until(t, "Ctrl")
	if page := organised(t, here, key); !tellsTheHour(t, page, far) {
		t.Errorf("the page of the data does not tell the hall's time:\n%s", page)
	}
	if code := p.end(t); code != exitDone {
		t.Errorf("the server ends with %d", code)
	}
	restored := t.TempDir() + "/data"
	mustDo(t, "restore", demoData(t), "-data", restored)
	for zone, args := range map[string][]string{far: {"-zone", far}, "Asia/Tokyo": nil} {
		if list := mustDo(t, append([]string{"log", "list", "-data", restored}, args...)...); !tellsTheHour(t, list, zone) {
			t.Errorf("%s is not the time in %s", list, zone)
		}
	}
	if code, _, errs := do(t, "serve", "-zone", "Nowhere/Town"); code != exitUsage || !hasJapanese(errs) {
		t.Errorf("a zone that does not exist gives %d, %s", code, errs)
	}
}

// tellsTheHour: a text names the present hour of a zone, or the one before.
func tellsTheHour(t *testing.T, text, zone string) bool {
	t.Helper()
	here, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now().In(here)
	return strings.Contains(text, now.Format("2006-01-02 15:")) || strings.Contains(text, now.Add(-10*time.Minute).Format("2006-01-02 15:"))
}

// organised takes the organiser's key, makes a backup and gives the page of the data.
func organised(t *testing.T, base, key string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	visitor := &http.Client{Jar: jar}
	defer visitor.CloseIdleConnections()
	for _, to := range []string{base + key, base + "/admin/backup"} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, strings.NewReader(""))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Origin", base)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		taken(t, visitor, req)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+"/admin", nil)
	if err != nil {
		t.Fatal(err)
	}
	return taken(t, visitor, req)
}

func taken(t *testing.T, visitor *http.Client, req *http.Request) string {
	t.Helper()
	answer, err := visitor.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("%s gives %d, %v", req.URL.Path, answer.StatusCode, err)
	}
	return string(page)
}
