package archive_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export/archive"
	"yoriai/server/export/exporttest"
)

// TestVersions: what the first version could tell is still written as it wrote
// it, and read; what tells more says so in its label; what is later is called that.
func TestVersions(t *testing.T) {
	old, err := os.ReadFile("testdata/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	a, err := archive.Read(bytes.NewReader(old))
	if err != nil || !bytes.Contains(old[:60], []byte(`"version":1,`)) {
		t.Fatalf("an archive of the first version: %v, %.60s", err, old)
	}
	if a, err = a.Renumbered(exporttest.Seeded(1)); err != nil {
		t.Fatal(err)
	}
	im := a.Import()
	im.Tables[0].Content.Past = []int64{exporttest.Made.UnixMilli(), exporttest.Made.UnixMilli() + 60_000}
	s := exporttest.SetUp(t, im, exporttest.Seeded(2))
	data := exporttest.WriteArchive(t, s.Archive(s.Options()))
	if !bytes.Contains(data[:60], []byte(`"version":2,`)) {
		t.Errorf("with the times of notes that were taken in it says %.60s", data)
	}
	b, err := archive.Read(bytes.NewReader(data))
	if err != nil || len(b.Import().Tables[0].Content.Past) != 2 {
		t.Errorf("the times come back as %v, %v", b.Import().Tables[0].Content.Past, err)
	}
	later := strings.Replace(string(data), `"version":2,`, `"version":3,`, 1)
	if _, err := archive.Read(strings.NewReader(later)); !errors.Is(err, archive.ErrNewer) || board.CodeOf(err) != board.BadOp {
		t.Errorf("a later one gives %v", err)
	}
	for _, past := range []string{"[0]", "[-1]", "[99999999999999999]", `["a"]`, "[1.5]", "{}"} {
		bad := strings.Replace(string(data), `"past":[`+strings.SplitN(strings.SplitN(string(data), `"past":[`, 2)[1], "]", 2)[0]+"]", `"past":`+past, 1)
		if bad == string(data) {
			t.Fatal("the file tells no times")
		}
		if b, err := archive.Read(strings.NewReader(bad)); err == nil && len(b.Import().Tables[0].Content.Past) > 0 {
			t.Errorf("times like %s are taken in: %v", past, b.Import().Tables[0].Content.Past)
		}
	}
}
