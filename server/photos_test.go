package server_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"html"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// What a camera writes beside a picture, and nobody shall read.
const canaryGPS = "CANARY-N35.6895-E139.6917"

// cameraFile is a photo as a camera makes it, no two alike.
func cameraFile(t testing.TB, shade uint8) string {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 640, 480))
	for i := range img.Pix {
		img.Pix[i] = uint8(i/4%640/3) ^ shade
	}
	img.SetRGBA(3, 3, color.RGBA{255, shade, 0, 255})
	var file bytes.Buffer
	if err := jpeg.Encode(&file, img, nil); err != nil {
		t.Fatal(err)
	}
	beside := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x00" + canaryGPS
	segment := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(beside)+2))
	plain := file.String()
	return plain[:2] + string(segment) + beside + plain[2:] + canaryGPS
}

// adds sends a file as a photo, of a table or (−1) of the whole workshop.
func (v *visitor) adds(id, file string, table int) answer {
	v.t.Helper()
	query := ""
	if table >= 0 {
		query = "?table=" + string(v.table(table).ID)
	}
	return v.send(http.MethodPost, "/api/w/"+string(v.ws)+"/photos/"+id+query, "application/octet-stream", file)
}

// photo adds a photo that is taken.
func (v *visitor) photo(shade uint8, table int) (id string) {
	v.t.Helper()
	id = uuid.NewString()
	if a := v.adds(id, cameraFile(v.t, shade), table); a.status != http.StatusOK {
		v.t.Fatalf("adding a photo gives %d %s", a.status, a.body)
	}
	return id
}

func (s *site) photoAt(id string) string { return "/w/" + string(s.ws) + "/photos/" + id }

// steers does an op of a workshop as its organiser.
func (s *site) steers(op board.Op) {
	s.t.Helper()
	organiser := board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser, At: time.Now().UnixMilli()}
	if err := s.srv.DoAll(s.t.Context(), board.DocID(s.ws), organiser, op); err != nil {
		s.t.Fatal(err)
	}
}

// A file that is sent is a photo that is seen: upright, small enough, with no
// byte of what stood beside it, anywhere.
func TestAPhotoIsAdded(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	id := uuid.NewString()
	for range 2 { // a page that heard nothing sends again
		if a := org.adds(id, cameraFile(t, 1), 0); a.status != http.StatusOK {
			t.Fatalf("%d %s", a.status, a.body)
		}
	}
	photos := s.replay(board.DocID(s.ws)).Photos()
	if len(photos) != 1 || photos[0].Table != s.table(0).ID || photos[0].Width != 640 || photos[0].Published {
		t.Fatalf("%+v", photos)
	}
	for at, side := range map[string]int{s.photoAt(id): 640, s.photoAt(id) + "/small": 480} {
		a := org.get(at)
		c, err := jpeg.DecodeConfig(strings.NewReader(a.body))
		if a.status != http.StatusOK || err != nil || c.Width != side {
			t.Errorf("%s: %d, %d pixels wide, %v", at, a.status, c.Width, err)
		}
		h := a.header
		if h.Get("Content-Type") != "image/jpeg" || h.Get("X-Content-Type-Options") != "nosniff" || !strings.HasPrefix(h.Get("Cache-Control"), "private, max-age=") {
			t.Errorf("%s: %v", at, h)
		}
		again := org.get(at, func(r *http.Request) { r.Header.Set("If-None-Match", h.Get("ETag")) })
		if again.status != http.StatusNotModified || again.body != "" {
			t.Errorf("asked again: %d", again.status)
		}
	}
	if where := s.told(canaryGPS); len(where) > 0 {
		t.Errorf("what the camera wrote: %v", where)
	}
}

// Photos are for those who steer; a coordinator sees what is published of the
// own table, and nobody else anything.
func TestWhoSeesPhotos(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	own, other, all := org.photo(1, 0), org.photo(2, 1), org.photo(3, -1)
	guest, lead, stranger := s.visitor().joins("海野", 0), s.coordinator(0), s.visitor()
	sees := func(who *visitor, id string) bool {
		a := who.get(s.photoAt(id))
		if (a.header.Get("Content-Type") == "image/jpeg") != (a.status == http.StatusOK) {
			t.Errorf("%d with %s", a.status, a.header.Get("Content-Type"))
		}
		return a.status == http.StatusOK
	}
	for _, published := range []bool{false, true} {
		for _, id := range []string{own, other, all} {
			s.steers(board.PublishPhoto{Photo: board.PhotoID(id), Public: published})
			if !sees(org, id) || sees(guest, id) || sees(stranger, id) || sees(lead, id) != (published && id == own) {
				t.Errorf("published: %v, own: %v: organiser %v, guest %v, stranger %v, coordinator %v", published, id == own, sees(org, id), sees(guest, id), sees(stranger, id), sees(lead, id))
			}
		}
	}
	s.steers(board.RemovePhoto{Photo: board.PhotoID(own)})
	if sees(org, own) || sees(lead, own) {
		t.Error("what was taken away is still shown")
	}
	for name, who := range map[string]*visitor{"guest": guest, "coordinator": lead, "stranger": stranger} {
		if a := who.adds(uuid.NewString(), cameraFile(t, 9), 0); a.status < 400 || s.shelf("photos") != 9 {
			t.Errorf("a %s adds a photo: %d", name, a.status)
		}
		if a := who.get("/w/" + string(s.ws) + "/photos"); a.status == http.StatusOK {
			t.Errorf("a %s sees the page", name)
		}
	}
}

// What is no photo is refused with a word that the page has a sentence for, and
// nothing is kept of it.
func TestWhatIsNoPhotoIsNotKept(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	good := cameraFile(t, 1)
	for name, c := range map[string]struct {
		file   string
		status int
		code   string
	}{
		"a page": {"<!doctype html><script>alert(1)</script>", 422, "no_photo"}, "SVG": {`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, 422, "no_photo"},
		"nothing": {"", 422, "no_photo"}, "HEIC": {"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", 422, "heic"}, "cut off": {good[:len(good)/3], 422, "broken"},
		"too large": {strings.Repeat("x", board.Bounds.PhotoBytes+1), 422, "size"},
	} {
		a := org.adds(uuid.NewString(), c.file, 0)
		if a.status != c.status || !strings.Contains(a.body, `"code":"`+c.code+`"`) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	if a := org.adds("../../"+uuid.NewString(), good, 0); a.status < 400 {
		t.Errorf("an id that is none: %d", a.status)
	}
	form := org.send(http.MethodPost, "/api/w/"+string(s.ws)+"/photos/"+uuid.NewString(), "multipart/form-data; boundary=x", good)
	if form.status != http.StatusUnsupportedMediaType {
		t.Errorf("a form: %d", form.status)
	}
	if s.shelf("photos") != 0 || len(s.replay(board.DocID(s.ws)).Photos()) != 0 {
		t.Errorf("%d are kept", s.shelf("photos"))
	}
}

// A workshop that is full takes no further file, whatever is in it.
func TestNoMorePhotosThanFit(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	for range board.Bounds.Photos {
		s.steers(board.AddPhoto{Photo: board.PhotoID(uuid.NewString()), Width: 8, Height: 6})
	}
	for name, file := range map[string]string{"a photo": cameraFile(t, 1), "no photo": "<svg/>"} {
		if a := org.adds(uuid.NewString(), file, 0); !strings.Contains(a.body, `"code":"quota"`) {
			t.Errorf("%s: %d %s", name, a.status, a.body)
		}
	}
	if s.shelf("photos") != 0 {
		t.Error("bytes are kept that no photo tells of")
	}
}

// everything is a file with all that is packed in it.
func everything(t *testing.T, file string) string {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(file), int64(len(file)))
	if err != nil {
		return file
	}
	all := file
	for _, f := range z.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(part)
		part.Close()
		if err != nil {
			t.Fatal(err)
		}
		all += string(data)
	}
	return all
}

// holds reports whether a file holds a photo, as it is or in base64.
func holds(file, jpeg string) bool {
	middle := jpeg[len(jpeg)/2:][:60]
	return strings.Contains(file, middle) || strings.Contains(html.UnescapeString(file), base64.StdEncoding.EncodeToString([]byte(jpeg))[:2000])
}

// Each format that can shows the photos; none for the public holds a byte of
// one that is not published, or of its caption, or a name in a caption that
// nobody has decided about.
func TestPhotosInFiles(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	open, closed := org.photo(0x11, 0), org.photo(0x5a, 0)
	s.steers(board.CaptionPhoto{Photo: board.PhotoID(open), Caption: "佐藤さんが、地図を広げる"})
	s.steers(board.PublishPhoto{Photo: board.PhotoID(open), Public: true})
	s.steers(board.CaptionPhoto{Photo: board.PhotoID(closed), Caption: "ないしょの絵柄"})
	openJPEG, closedJPEG := org.get(s.photoAt(open)).body, org.get(s.photoAt(closed)).body
	shows := map[string]bool{"docx": true, "pdf": true, "html": true, "json": true}
	for _, f := range tried(append(server.Printed(), "json")) {
		for _, forWhom := range []string{"internal", "public"} {
			a := org.get("/w/" + string(s.ws) + "/export/" + string(f) + "?for=" + forWhom)
			if a.status != http.StatusOK && (!shows[string(f)] || f == "json" && forWhom == "public") {
				continue // a picture of one table; an archive for the public
			}
			file, public := everything(t, a.body), forWhom == "public"
			if holds(file, openJPEG) != shows[string(f)] || holds(file, closedJPEG) != (shows[string(f)] && !public) {
				t.Errorf("%s, %s: holds the published photo: %v, the other: %v", f, forWhom, holds(file, openJPEG), holds(file, closedJPEG))
			}
			if strings.Contains(file, canaryGPS) || public && (strings.Contains(file, "ないしょ") || strings.Contains(file, "佐藤さんが")) {
				t.Errorf("%s, %s: tells what it shall not", f, forWhom)
			}
			if f == "md" && !strings.Contains(file, "が、地図を広げる") {
				t.Errorf("%s, %s: no caption", f, forWhom)
			}
		}
	}
	for forWhom, n := range map[string]int{"internal": 2, "public": 1} {
		if page := org.get("/w/" + string(s.ws) + "/results?for=" + forWhom).body; strings.Count(page, "<figure>") != n || strings.Contains(page, closed) != (n == 2) {
			t.Errorf("the results page for %s shows %d", forWhom, strings.Count(page, "<figure>"))
		}
	}
	if list := org.get("/api/w/" + string(s.ws) + "/masks").body; !strings.Contains(list, `"kind":"photo"`) || strings.Contains(list, "ないしょ") {
		t.Error("the name in a published caption is not asked about")
	}
}
