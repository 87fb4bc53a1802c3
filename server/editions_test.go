package server_test

import (
	"net/http"
	"strings"
	"testing"

	"yoriai/static"
)

// What stands under the address of this edition may be kept for ever; what is
// asked for without an edition, or with another program's, is asked for again.
// What is not there is never kept.
func TestFilesOfAnEditionAreKept(t *testing.T) {
	v := openSite(t).visitor()
	home := v.get("/").body
	for _, path := range []string{static.Address("css/app.css"), static.Address("page/size.js")} {
		if !strings.Contains(home, path) {
			t.Errorf("the front door does not ask for %s", path)
		}
	}
	other := strings.Repeat("0123", 4)
	for _, c := range []struct {
		path, cache string
		status      int
	}{
		{static.Address("css/app.css"), "public, max-age=31536000, immutable", http.StatusOK},
		{static.Address("view/board/board.js"), "public, max-age=31536000, immutable", http.StatusOK},
		{"/static/css/app.css", "no-cache", http.StatusOK},
		{"/static/" + other + "/view/board/board.js", "no-cache", http.StatusOK},
		{static.Address("view/nowhere.js"), "", http.StatusNotFound},
		{static.Address(""), "", http.StatusNotFound},
		{static.Address("css/"), "", http.StatusNotFound},
		{static.Address("../go.mod"), "", http.StatusNotFound},
		{"/static/" + other + "/" + other + "/view/board/board.js", "", http.StatusNotFound},
	} {
		a := v.get(c.path)
		if cache := a.header.Get("Cache-Control"); a.status != c.status || (c.cache != "" && cache != c.cache) || strings.Contains(cache, "immutable") != (c.cache != "" && c.cache != "no-cache") {
			t.Errorf("%s: %d, %q", c.path, a.status, cache)
		}
	}
	page, plain := v.get(static.Address("view/board/board.js")), v.get("/static/view/board/board.js")
	if page.body != plain.body || page.body == "" || page.header.Get("Content-Type") != plain.header.Get("Content-Type") {
		t.Error("the same file under two addresses differs")
	}
}
