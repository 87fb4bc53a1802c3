package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"yoriai/server/export"
)

// TestPictures: the sheet of a table as a picture, of all tables as a folder,
// and on paper; twelve tables in one picture are not to be had.
func TestPictures(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	at := "/w/" + string(s.ws) + "/export/"
	table := "?table=" + string(s.table(0).ID)
	for address, begins := range map[string]string{
		"svg" + table: "<svg xmlns=", "png" + table: "\x89PNG", "sheet-a3.pdf" + table: "%PDF-", "sheet-a0.pdf": "%PDF-",
		"sheet-a1.pdf?for=internal": "%PDF-", "svg.zip": "PK", "png.zip": "PK",
	} {
		if format, _, _ := strings.Cut(address, "?"); raced && slices.Contains(cutsFonts, export.Format(format)) {
			continue
		}
		if a := org.get(at + address); a.status != http.StatusOK || !strings.HasPrefix(a.body, begins) {
			t.Errorf("%s gives %d, %.20q", address, a.status, a.body)
		}
	}
	picture := org.get(at + "svg" + table)
	if !strings.Contains(picture.body, "約束も消える") || !strings.Contains(picture.body, "話が初めからになる") {
		t.Error("the note or its title card is not in the picture")
	}
	if kind := picture.header.Get("Content-Type"); kind != "image/svg+xml" {
		t.Errorf("it is sent as %q", kind)
	}
	for _, format := range []string{"svg", "png"} {
		if a := org.get(at + format); a.status != http.StatusNotFound {
			t.Errorf("%s of all tables in one gives %d", format, a.status)
		}
	}
}
