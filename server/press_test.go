package server_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
)

// Fifty files at once: each is sent whole, or asked to come back later with a
// sentence; and when all are done, the next is made as if nothing had been.
func TestManyFilesAtOnce(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	address := "/w/" + string(s.ws) + "/export/pdf"
	made := make(chan int, 50)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			a := org.get(address)
			switch {
			case a.status == http.StatusOK && strings.HasPrefix(a.body, "%PDF-") && strings.HasSuffix(a.body, "%%EOF\n"):
			case a.status == http.StatusServiceUnavailable && a.header.Get("Retry-After") != "" && strings.Contains(a.body, "ほかのファイル"):
			default:
				t.Errorf("a file is answered with %d: %.80q", a.status, a.body)
			}
			made <- a.status
		})
	}
	all.Wait()
	close(made)
	count := map[int]int{}
	for status := range made {
		count[status]++
	}
	if count[http.StatusOK] == 0 {
		t.Error("nobody was given a file")
	}
	if a := org.get(address); a.status != http.StatusOK || a.header.Get("Content-Type") != "application/pdf" {
		t.Errorf("afterwards a file is answered with %d", a.status)
	}
}
