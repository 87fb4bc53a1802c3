package server_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
)

// When everybody's parts go, no photo is left, published or not: not in the
// file, not on the page, not in a file to take home.
func TestErasingTakesPhotos(t *testing.T) {
	for _, what := range []string{"all", "workshop"} {
		s := openSite(t, keeps)
		s.evening()
		office := s.visitor().organises()
		ids := []string{office.photo(0x21, 0), office.photo(0x42, -1), office.photo(0x63, 1)}
		s.steers(board.PublishPhoto{Photo: board.PhotoID(ids[0]), Public: true})
		s.steers(board.CaptionPhoto{Photo: board.PhotoID(ids[0]), Caption: "かなりあの顔"})
		s.steers(board.RemovePhoto{Photo: board.PhotoID(ids[2])})
		var traces []string
		for _, id := range ids[:2] {
			body := office.get(s.photoAt(id)).body
			traces = append(traces, body[len(body)/2:][:60])
		}
		if len(s.told(traces...)) != 2 {
			t.Fatal("the photos are nowhere: the test proves nothing")
		}
		id := s.erased(office, url.Values{"what": {what}, "title": {"道と公園"}})
		if where := s.told(append(traces, "かなりあの顔", ids[0])...); len(where) > 0 {
			t.Errorf("%s: %v", what, where)
		}
		if s.shelf("photos") != 0 {
			t.Errorf("%s: %d are kept", what, s.shelf("photos"))
		}
		if page := office.get("/admin/erasures/" + id).body; !strings.Contains(page, `<th scope="row">写真</th><td>2</td><td>0</td>`) {
			t.Errorf("%s: the certificate does not count them", what)
		}
	}
}

// Bytes that nobody tells of go, and those of what was taken away a day ago; one
// that comes back before stays.
func TestPhotosAreSwept(t *testing.T) {
	c := newClock()
	s := openSite(t, c.in)
	org := s.visitor().organises()
	stays, back, gone := org.photo(1, 0), org.photo(2, 0), org.photo(3, 0)
	for _, key := range []string{string(s.ws) + "/" + uuid.NewString() + "/large", uuid.NewString() + "/" + uuid.NewString() + "/small"} {
		if err := s.store.Put(t.Context(), "photos", key, []byte("left behind")); err != nil {
			t.Fatal(err)
		}
	}
	at := func(op board.RemovePhoto) {
		if err := s.srv.DoAll(t.Context(), board.DocID(s.ws), board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, op); err != nil {
			t.Fatal(err)
		}
	}
	at(board.RemovePhoto{Photo: board.PhotoID(back)})
	at(board.RemovePhoto{Photo: board.PhotoID(gone)})
	c.passes(23 * time.Hour)
	s.srv.Sweep()
	if n := s.shelf("photos"); n != 9 {
		t.Errorf("after a night %d pictures are kept", n)
	}
	at(board.RemovePhoto{Photo: board.PhotoID(back), Back: true})
	c.passes(2 * time.Hour)
	s.srv.Sweep()
	if n := s.shelf("photos"); n != 6 {
		t.Errorf("a day later %d pictures are kept", n)
	}
	for id, there := range map[string]bool{stays: true, back: true, gone: false} {
		if a := org.get(s.photoAt(id)); (a.status == http.StatusOK) != there {
			t.Errorf("%d, there: %v", a.status, there)
		}
	}
}

// The sweep saw bytes that nobody told of, and then the photo came after all, or
// is coming: they stay.
func TestTheSweepLeavesWhatComesMeanwhile(t *testing.T) {
	s := openSite(t)
	id := s.visitor().organises().photo(1, 0)
	came, comes := string(s.ws)+"/"+id+"/large", string(s.ws)+"/"+uuid.NewString()+"/large"
	if err := s.store.Put(t.Context(), "photos", comes, []byte("on its way")); err != nil {
		t.Fatal(err)
	}
	done := s.srv.PhotoArrives(comes)
	for _, key := range []string{came, comes} {
		if gone, err := s.srv.ForgetPhoto(s.ws, key); gone || err != nil {
			t.Errorf("%s: gone: %v, %v", key, gone, err)
		}
	}
	done()
	if gone, err := s.srv.ForgetPhoto(s.ws, comes); !gone || err != nil || s.shelf("photos") != 3 {
		t.Errorf("it never came: gone: %v, %v, %d are kept", gone, err, s.shelf("photos"))
	}
}

// An archive keeps photos, their order, tables, captions and whether they are
// public; what it holds is made anew, and what is no photo is not taken in.
func TestArchiveKeepsPhotos(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	first, second := org.photo(0x15, 1), org.photo(0x2a, -1)
	s.steers(board.CaptionPhoto{Photo: board.PhotoID(first), Caption: "2班の発表"})
	s.steers(board.PublishPhoto{Photo: board.PhotoID(first), Public: true})
	s.steers(board.RemovePhoto{Photo: board.PhotoID(org.photo(0x3f, 0))})
	file := org.get("/w/" + string(s.ws) + "/export/json").body
	told := org.get(s.photoAt(second)).body
	before := s.shelf("workshops")
	evil := base64.StdEncoding.EncodeToString([]byte("<script>alert(1)</script>"))
	for name, broken := range map[string]string{
		"a page for a photo": strings.Replace(file, base64.StdEncoding.EncodeToString([]byte(told)), evil, 1),
		"a photo of nobody":  strings.Replace(file, `"photos":[{"id":"`+first, `"photos":[{"id":"`+uuid.NewString(), 1),
		"one twice":          strings.Replace(file, `{"id":"`+second+`","jpeg"`, `{"id":"`+first+`","jpeg"`, 1),
	} {
		if broken == file {
			t.Fatalf("%s: nothing was changed", name)
		}
		if a := org.upload("/organise/import", broken); a.status != http.StatusUnprocessableEntity || s.shelf("workshops") != before {
			t.Errorf("%s: %d", name, a.status)
		}
	}
	a := org.upload("/organise/import", file)
	fresh := board.WorkshopID(strings.TrimPrefix(a.location, "/w/"))
	if a.status != http.StatusSeeOther {
		t.Fatalf("taking it in gives %d", a.status)
	}
	hall := s.replay(board.DocID(fresh))
	var list []string
	for _, p := range hall.Photos() {
		table, _ := hall.Table(p.Table)
		list = append(list, fmt.Sprintf("%s/%s/%v/%d×%d", table.Name, p.Caption, p.Published, p.Width, p.Height))
		if b := org.get("/w/" + string(fresh) + "/photos/" + string(p.ID)); b.status != http.StatusOK || b.header.Get("Content-Type") != "image/jpeg" {
			t.Errorf("its photo gives %d", b.status)
		}
		if string(p.ID) == first || string(p.ID) == second {
			t.Error("a photo has kept its id")
		}
	}
	if want := []string{"2班/2班の発表/true/640×480", "//false/640×480"}; !slices.Equal(list, want) {
		t.Errorf("%v, not %v", list, want)
	}
}
