package server_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"slices"
	"strings"
	"testing"
	"time"

	"yoriai/board"
)

// refusedFiles are files that no door takes, by their names; each is made when
// it is sent, so that the others' bytes are not in the way of a measurement.
func refusedFiles(t *testing.T) map[string]func() []byte {
	rows := func(row string, n int) []byte { return []byte("名前,意見\n" + strings.Repeat(row, n)) }
	return map[string]func() []byte{
		"50MiB.csv": func() []byte { return bytes.Repeat([]byte("甲野,草が高い\n"), 50<<20/20) },
		"50MiB.json": func() []byte {
			return []byte(`{"format":"yoriai-archive","version":1,"made":"` + strings.Repeat("あ", 50<<20/3) + `"}`)
		},
		"一行で50MiB.csv": func() []byte { return bytes.Repeat([]byte("あ"), 50<<20/3) },
		"百万行.csv":      func() []byte { return rows("甲,草\n", 1_000_000) },
		"16000列.csv": func() []byte {
			return []byte(strings.Repeat("名前,", 16_000) + "\n" + strings.Repeat("甲,", 16_000) + "\n" + strings.Repeat("乙,", 16_000))
		},
		"bomb.xlsx": func() []byte { return bombSheet(t, 300<<20) },
		"entities.xlsx": func() []byte {
			return sheetFile(t, `<!DOCTYPE x [<!ENTITY a "`+strings.Repeat("a", 1000)+`"><!ENTITY b "`+strings.Repeat("&a;", 1000)+`"><!ENTITY c "`+strings.Repeat("&b;", 1000)+`">]>`, `<row r="1"><c r="A1" t="str"><v>&c;</v></c></row>`)
		},
		"external.xlsx": func() []byte {
			return sheetFile(t, `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`, `<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>`)
		},
		"deep.xlsx": func() []byte {
			return sheetFile(t, "", strings.Repeat("<row>", 200_000)+strings.Repeat("</row>", 200_000))
		},
		"deep.json": func() []byte {
			return []byte(`{"format":"yoriai-archive","version":1,"made":` + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000) + `}`)
		},
		"wide.json": func() []byte {
			return []byte(`{"format":"yoriai-archive","version":1,"boards":[` + strings.Repeat("{},", 500_000) + `{}]}`)
		},
		"名簿.xls": func() []byte { return append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 4096)...) },
		"文書.docx": func() []byte {
			return zipFile(t, map[string]string{"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>"})
		},
		"写真.png":      func() []byte { return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00") },
		"記録.pdf":      func() []byte { return []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\x00\x01\x02") },
		"nul.csv":     func() []byte { return []byte("名前,意見\n甲\x00野,草\x00が高い\n") },
		"random.xlsx": func() []byte { return bytes.Repeat([]byte{0x50, 0x4b, 3, 4, 0xff, 0, 0x9d}, 5000) },
		"empty.json":  func() []byte { return nil },
	}
}

// mostMemory is how many MiB a file may take while it is looked at.
const mostMemory = 60

// TestHostileFilesAtEveryDoor: whatever is brought where, is answered with a
// sentence and a 4xx, in bounded memory and time; nothing is made of it, nothing
// of it is in the log, and no temporary file stays.
func TestHostileFilesAtEveryDoor(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	s := openSite(t)
	org := s.visitor().organises()
	before := s.everything()
	at := 0
	for name, made := range refusedFiles(t) {
		file := made()
		if raced && len(file) > 1<<20 {
			continue // the detector keeps account of every byte; sizes are proved without it
		}
		at++
		for i, d := range doors() {
			if raced && i != at%len(doors()) {
				continue // one door after the other; without the detector each file comes to every one
			}
			s.refuses(org, d, file, name, true)
			if len(file) > 1<<20 {
				s.refuses(org, d, file, name, false)
			}
		}
	}
	if after := s.everything(); !slices.Equal(after, before) {
		t.Errorf("something was made: %v, before %v", after, before)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	for _, words := range []string{"草が高い", "甲野", "yoriai-archive"} {
		if strings.Contains(s.logs.String(), words) {
			t.Errorf("the log says %s", words)
		}
	}
}

// refuses brings a file to a door that is to refuse it.
func (s *site) refuses(org *visitor, d door, file []byte, name string, told bool) {
	s.t.Helper()
	var a answer
	began := time.Now()
	peak := peakMemory(func() { a = d.bring(org, file, name, told) })
	if a.status < 400 || a.status >= 500 {
		s.t.Errorf("%s as %s gives %d %.200s", name, d.name, a.status, a.body)
	}
	if !strings.Contains(a.body, `"code"`) && !strings.Contains(a.body, "ません") && !strings.Contains(a.body, "ください") && a.status != http.StatusRequestEntityTooLarge {
		s.t.Errorf("%s as %s: no sentence in %.200s", name, d.name, a.body)
	}
	most := mostMemory
	if d.archives && bytes.HasPrefix(file, []byte("{")) {
		most += 3 * len(file) >> 20 // what may be an archive is there whole, again while it grows, and once more where it is one long text
	}
	if peak > most && !raced {
		s.t.Errorf("%s (%d MiB) as %s: %d MiB more were in use", name, len(file)>>20, d.name, peak)
	}
	s.t.Logf("%-20s %-26s %d  +%d MiB  %v", name, d.name, a.status, peak, time.Since(began).Round(time.Millisecond))
}

// everything lists all documents with how long they are.
func (s *site) everything() (list []string) {
	s.t.Helper()
	docs, err := s.store.Documents(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, doc := range docs {
		last, err := s.store.Last(s.t.Context(), doc)
		if err != nil {
			s.t.Fatal(err)
		}
		if doc != board.DocID(s.ws) { // to come in as the organiser writes there
			list = append(list, fmt.Sprint(doc, " ", last))
		}
	}
	slices.Sort(list)
	return append(list, fmt.Sprint(s.shelf("workshops")))
}

// peakMemory is by how many MiB the heap grew at most while something was done;
// what is nobody's any more is swept whenever there are some MiB of it, and
// hardly counts. That is measured by what is in use: the ballast is nothing else.
// Under the race detector, which needs several times as much, nothing is measured.
func peakMemory(do func()) int {
	if raced {
		do()
		return 0
	}
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	ballast := make([]byte, 32<<20)
	defer runtime.KeepAlive(ballast)
	runtime.GC()
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	read := func() uint64 { metrics.Read(sample); return sample[0].Value.Uint64() }
	began := read()
	most, stop, done := began, make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		tick := time.NewTicker(2 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				most = max(most, read())
			case <-stop:
				return
			}
		}
	}()
	do()
	close(stop)
	<-done
	return int((most - began) >> 20)
}

func zipFile(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetFile is a workbook of one sheet with these rows, and what stands before
// the sheet's root.
func sheetFile(t *testing.T, prolog, rows string) []byte {
	const (
		main    = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
		types   = `http://schemas.openxmlformats.org/package/2006/content-types`
		rels    = `http://schemas.openxmlformats.org/package/2006/relationships`
		office  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
		content = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	)
	return zipFile(t, map[string]string{
		"[Content_Types].xml":        `<Types xmlns="` + types + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="` + content + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + content + `worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<?xml version="1.0"?>` + prolog + `<worksheet xmlns="` + main + `"><sheetData>` + rows + `</sheetData></worksheet>`,
	})
}

// bombSheet is a small file whose sheet unpacks to so many bytes.
func bombSheet(t *testing.T, size int) []byte {
	t.Helper()
	row := `<row r="1"><c r="A1" t="inlineStr"><is><t>` + strings.Repeat("a", 100_000) + `</t></is></c></row>`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	small, err := zip.NewReader(bytes.NewReader(sheetFile(t, "", "")), int64(len(sheetFile(t, "", ""))))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range small.File {
		if !strings.HasSuffix(part.Name, "sheet1.xml") {
			if err := z.Copy(part); err != nil {
				t.Fatal(err)
			}
		}
	}
	packed, sum := packedRows(t, row, size/len(row))
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(size / len(row) * len(row))})
	if err == nil {
		_, err = w.Write(packed)
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// packedRows are so many equal rows deflated, and their sum. Behind an equal row
// a row is packed into the same bytes, so that only the first few need be packed.
func packedRows(t *testing.T, row string, n int) ([]byte, uint32) {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	var ends [3]int
	for i := range ends {
		if err == nil {
			_, err = io.WriteString(w, row)
		}
		if err != nil || w.Flush() != nil {
			t.Fatal(err)
		}
		ends[i] = out.Len()
	}
	again := bytes.Clone(out.Bytes()[ends[1]:])
	sum := crc32.NewIEEE()
	for i := range n {
		io.WriteString(sum, row)
		if i >= len(ends) {
			out.Write(again)
		}
	}
	if err := w.Close(); err != nil { // writes the end of the stream
		t.Fatal(err)
	}
	if back, err := io.Copy(io.Discard, flate.NewReader(bytes.NewReader(out.Bytes()))); err != nil || back != int64(n*len(row)) {
		t.Fatalf("the rows unpack to %d bytes: %v", back, err)
	}
	return out.Bytes(), sum.Sum32()
}

// TestCutArchivesAreRefused: an archive cut at every fiftieth of its length, one
// of a later version, with wrong types, huge numbers or the same id twice is
// refused at both doors, and makes nothing.
func TestCutArchivesAreRefused(t *testing.T) {
	s := openSite(t)
	s.filled()
	org := s.visitor().organises()
	whole := strings.TrimSpace(org.get("/w/" + string(s.ws) + "/export/json").body)
	nothing := strings.Repeat("{},", 2_000_000)
	if raced {
		nothing = nothing[:300_000]
	}
	files := map[string]string{
		"two in one": whole + whole, "boards of nothing": strings.Replace(whole, `"boards":[`, `"boards":[`+nothing, 1),
		"entries of nothing": strings.Replace(whole, `"entries":[`, `"entries":[`+nothing, 1), "records of nothing": strings.Replace(whole, `"records":[`, `"records":[`+nothing, 1),
		"newer": strings.Replace(whole, `"version":1`, `"version":999`, 1), "version as a word": strings.Replace(whole, `"version":1`, `"version":"1"`, 1),
		"huge version": strings.Replace(whole, `"version":1`, `"version":1e400`, 1), "negative seq": strings.Replace(whole, `"seq":`, `"seq":-`, 1),
		"huge seq":         strings.Replace(whole, `"seq":`, `"seq":99999999999999999999`, 1),
		"records as words": strings.Replace(whole, `"records":[`, `"records":["a",`, 1), "no records": strings.Replace(whole, `"records":[`, `"records":null,"recordz":[`, 1),
		"the boards twice": strings.Replace(whole, `"boards":[`, `"boards":[`+whole[strings.Index(whole, `"boards":[`)+len(`"boards":[`):len(whole)-2]+`,`, 1),
		"a null":           "null", "a list": "[" + whole + "]", "bad letters": strings.Replace(whole, "道と公園", "道と\xff公園", 1), "a control": strings.Replace(whole, "道と公園", `道と\u0007公園`, 1),
	}
	for i := range 50 {
		files[fmt.Sprintf("cut at %d/50", i)] = whole[:len(whole)*i/50]
	}
	before := s.everything()
	for name, file := range files {
		for _, d := range doors()[1:] {
			if d.name == "a text into a workshop" {
				continue
			}
			var a answer
			peak := peakMemory(func() { a = d.bring(org, []byte(file), "保存.json", true) })
			if a.status < 400 || a.status >= 500 {
				t.Errorf("%s as %s gives %d %.200s", name, d.name, a.status, a.body)
			}
			if peak > mostMemory && !raced { // of six million bytes
				t.Errorf("%s as %s: %d MiB more were in use", name, d.name, peak)
			}
		}
	}
	if after := s.everything(); !slices.Equal(after, before) {
		t.Errorf("something was made: %v, before %v", after, before)
	}
}

// TestNamesOfFilesAreOnlyShown: the name decides by its ending how a file is
// read, and nothing else: it is in no header, in no log and in no document.
func TestNamesOfFilesAreOnlyShown(t *testing.T) {
	s := openSite(t)
	org := s.visitor().organises()
	content := "班,意見\n7,草が高い\n"
	for _, name := range []string{
		"../../etc/passwd.csv", `..\..\boot.csv`, "CON.csv", "a\r\nSet-Cookie: x=1.csv", "意見\u202egpj.csv", "名簿\x00.csv", "\u2066意見\u2069.CSV", strings.Repeat("長", 300) + ".csv", "=1+1.csv", "<script>.csv", ".csv",
	} {
		body, err := json.Marshal(map[string]any{"file": base64.StdEncoding.EncodeToString([]byte(content)), "name": name, "look": true})
		if err != nil {
			t.Fatal(err)
		}
		a := org.send(http.MethodPost, "/api/w/"+string(s.ws)+"/import", "application/json", string(body))
		if a.status != http.StatusOK || !strings.Contains(a.body, "7班") {
			t.Errorf("%q gives %d %.200s", name, a.status, a.body)
		}
		if strings.Contains(fmt.Sprint(a.header), "x=1") || strings.Contains(a.body, "passwd") || strings.Contains(a.body, "\u202e") || strings.Contains(fmt.Sprint(a.header), "passwd") {
			t.Errorf("%q is told again: %v %s", name, a.header, a.body)
		}
		up := doors()[3].bring(org, []byte(content), name, true)
		if up.status != http.StatusUnprocessableEntity && up.status != http.StatusBadRequest || strings.Contains(up.body, "passwd") {
			t.Errorf("%q as an archive gives %d", name, up.status)
		}
	}
	for _, word := range []string{"passwd", "Set-Cookie: x", "gpj"} {
		if strings.Contains(s.logs.String(), word) || len(s.told(word)) > 0 {
			t.Errorf("%s was kept", word)
		}
	}
}
