package server_test

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"io"
	"mime"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server"
)

// canaries are what somebody wrote that the public shall never read: who they
// are, how to reach them, and a text that was put away.
var canaries = []string{"海老名", "鶴亀子", "090-5555-0199", "tsuru@himitsu.example", "7番地の77", "だれにも見せない言葉"}

// TestCanaries: in no byte of any file for the public is anything of that,
// whatever the format, and whatever the file is called. A format that is
// registered tomorrow is tried tomorrow.
func TestCanaries(t *testing.T) {
	s := openSite(t)
	org := s.layCanaries()
	formats := server.Printed()
	if len(formats) < 8 {
		t.Fatalf("only %d formats are printed", len(formats))
	}
	slices.Sort(formats)
	for _, f := range tried(formats) {
		for _, query := range []string{"", "?table=" + string(s.table(0).ID)} {
			a := org.get("/w/" + string(s.ws) + "/export/" + string(f) + query)
			if a.status == http.StatusNotFound {
				continue // a picture is of one table, or of all
			}
			if a.status != http.StatusOK {
				t.Errorf("%s: %d", f, a.status)
				continue
			}
			_, params, err := mime.ParseMediaType(a.header.Get("Content-Disposition"))
			if err != nil {
				t.Error(err)
			}
			silent(t, string(f)+query, "its name", []byte(params["filename"]))
			for name, layer := range layers(t, string(f), []byte(a.body)) {
				silent(t, string(f)+query, name, layer)
			}
		}
	}
	inside := org.get("/w/" + string(s.ws) + "/export/md?for=internal").body
	for _, c := range canaries[:5] {
		if !strings.Contains(inside, c) {
			t.Errorf("the inside does not read %q: the test would find nothing", c)
		}
	}
}

// layCanaries has somebody write down what they should not, in every place
// that a report tells.
func (s *site) layCanaries() (org *visitor) {
	org = s.visitor().organises()
	org.seat = org.bootSeat("/w/" + string(s.ws))
	author := s.visitor().joins("海老名 鶴亀子", 0).connect()
	l := org.connect()
	l.open(board.DocID(s.ws))
	l.open(s.board(0))
	author.open(s.board(0))
	const all = "海老名さん(090-5555-0199、tsuru@himitsu.example)は本町7番地の77に住む"
	l.done(board.DocID(s.ws), "workshop.edit", map[string]any{"facts": map[string]any{"title": "海老名鶴亀子を囲む会", "theme": all, "purpose": all, "rules": all}})
	l.done(board.DocID(s.ws), "remark.write", map[string]any{"speaker": "海老名 鶴亀子", "base": "", "text": all})
	l.done(board.DocID(s.ws), "tag.add", map[string]any{"tag": s.newID(), "name": "海老名さんの柱"})
	l.done(s.board(0), "phase.set", map[string]any{"phase": "read"})
	note, hidden, island := s.newID(), s.newID(), s.newID()
	author.done(s.board(0), "note.add", map[string]any{"note": note, "text": all})
	author.done(s.board(0), "note.add", map[string]any{"note": hidden, "text": "だれにも見せない言葉"})
	l.done(s.board(0), "phase.set", map[string]any{"phase": "relate"})
	l.done(s.board(0), "text.hide", map[string]any{"items": []string{hidden}, "reason": "人がわかる"})
	l.done(s.board(0), "group.add", map[string]any{"group": island, "title": "海老名鶴亀子さんの話 090-5555-0199", "items": []string{note}, "to": map[string]any{"at": map[string]any{"x": 40, "y": 40}}})
	other := s.newID()
	l.done(s.board(0), "note.add", map[string]any{"note": other, "text": "道が暗い"})
	l.done(s.board(0), "note.lone", map[string]any{"note": other, "lone": true})
	l.done(s.board(0), "link.add", map[string]any{"link": s.newID(), "from": island, "to": other, "meaning": "causes", "label": "海老名さんいわく"})
	l.done(s.board(0), "item.propose", map[string]any{"item": other, "proposal": true})
	l.done(s.board(0), "follow.set", map[string]any{"item": island, "follow": map[string]any{"state": "declined", "reason": all, "office": "海老名さんの課"}})
	return org
}

func (s *site) newID() string { return uuid.NewString() }

// layers are the bytes of a file, and of whatever is packed in it.
func layers(t *testing.T, name string, data []byte) map[string][]byte {
	t.Helper()
	all := map[string][]byte{name: data}
	if z, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err == nil {
		for _, f := range z.File {
			all[name+" names"] = append(all[name+" names"], f.Name+f.Comment+"\n"...)
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			part, err := io.ReadAll(r)
			if err != nil {
				t.Fatal(err)
			}
			for inner, layer := range layers(t, name+"/"+f.Name, part) {
				all[inner] = layer
			}
		}
	}
	if bytes.HasPrefix(data, []byte("%PDF")) {
		all[name+" streams"] = inflated(data)
		all[name+" text"] = pdfText(t, data)
	}
	if bytes.HasPrefix(data, []byte("\x89PNG")) {
		all[name+" chunks"] = inflated(data)
	}
	return all
}

var zlibHead = regexp.MustCompile(`x[\x01\x5e\x9c\xda]`)

// inflated is whatever can be unpacked from a file that packs by itself.
func inflated(data []byte) (out []byte) {
	for _, at := range zlibHead.FindAllIndex(data, -1) {
		r, err := zlib.NewReader(bytes.NewReader(data[at[0]:]))
		if err != nil {
			continue
		}
		part, _ := io.ReadAll(io.LimitReader(r, 8<<20)) // what is no stream after all ends in an error
		out = append(out, part...)
	}
	return out
}

// pdfText is what a reader gets of a PDF, where the tool is there.
func pdfText(t *testing.T, data []byte) []byte {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		return nil
	}
	file := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command(tool, "-raw", file, "-").Output()
	if err != nil || !bytes.ContainsAny(text, "道（") {
		t.Errorf("a reader of PDF finds no text: %v", err)
	}
	return text
}

// silent holds bytes to saying nothing of the canaries.
func silent(t *testing.T, format, layer string, data []byte) {
	t.Helper()
	for _, c := range said(data, canaries) {
		t.Errorf("%s, %s: says %q", format, layer, c)
	}
}

// said are those words that bytes say, in any of the ways to write them down.
func said(data []byte, words []string) (found []string) {
	squeezed := slices.DeleteFunc(bytes.Clone(data), func(b byte) bool { return strings.IndexByte(" \t\n\f\r", b) >= 0 })
	for _, c := range words {
		for _, form := range [][]byte{[]byte(c), twoByte(c)} {
			if bytes.Contains(data, form) || bytes.Contains(squeezed, form) {
				found = append(found, c)
				break
			}
		}
	}
	return found
}

// twoByte is a text in UTF-16, as PDF writes what it says of itself.
func twoByte(s string) (out []byte) {
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}
