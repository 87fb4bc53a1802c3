package server_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
)

// An archive of more than the standard library keeps in memory comes in where
// there is no other folder than ours to lay it aside in.
func TestALargeArchiveNeedsNoOtherFolder(t *testing.T) {
	size := 48 << 20
	if raced {
		size /= 8 // sizes are proved without the detector
	}
	s := openSite(t)
	org := s.visitor().organises()
	file := org.get("/w/"+string(s.ws)+"/export/json").body + strings.Repeat(" ", size)
	t.Setenv("TMPDIR", filepath.Join(t.TempDir(), "none"))
	if a := org.upload("/organise/import", file); a.status != http.StatusSeeOther {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := org.send(http.MethodPost, "/organise/import", "multipart/form-data; boundary=x", "--x--\r\n"); a.status != http.StatusUnprocessableEntity {
		t.Errorf("a form without a file: %d", a.status)
	}
}

// patience writes down until when a request may go on coming.
type patience struct {
	http.ResponseWriter
	told func(time.Time)
}

func (p patience) Unwrap() http.ResponseWriter { return p.ResponseWriter }

func (p patience) SetReadDeadline(at time.Time) error {
	p.told(at)
	return nil
}

// What is large may come over a slow line: a minute is too short for it.
func TestLargeFilesMayComeSlowly(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	var mu sync.Mutex
	until := map[string]time.Time{}
	inner := s.web.Config.Handler
	s.web.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		inner.ServeHTTP(patience{w, func(at time.Time) {
			mu.Lock()
			defer mu.Unlock()
			until[r.URL.Path] = at
		}}, r)
	})
	id := uuid.NewString()
	org.adds(id, cameraFile(t, 1), 0)
	org.upload("/organise/import", "{}")
	mu.Lock()
	defer mu.Unlock()
	for _, at := range []string{"/api/w/" + string(s.ws) + "/photos/" + id, "/organise/import"} {
		if time.Until(until[at]) < 2*time.Minute {
			t.Errorf("%s may come until %s", at, until[at])
		}
	}
}
