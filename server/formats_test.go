package server

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// TestFormats: every format that can be written has a media type, and what is
// no format is not found and writes nothing.
func TestFormats(t *testing.T) {
	for f := range writers {
		if f.Type() == "" {
			t.Errorf("%s has no media type", f)
		}
	}
	var out strings.Builder
	if err := write(&out, export.Report{}, "gif"); board.CodeOf(err) != board.NotFound || out.Len() > 0 {
		t.Error(err)
	}
}

// TestFilesMadeAtOnce: at the end of the evening everybody takes the report
// home, and all get the same. Two pages with pictures once wrote into one font
// at the same time (seen by the race detector in every second run of this test).
func TestFilesMadeAtOnce(t *testing.T) {
	stage := exporttest.Sample(t)
	options := stage.Options()
	options.Table = stage.Hall.State.Tables()[0].ID
	kinds := []export.Format{export.HTML, export.SVG, export.PDF, export.SheetA3, export.XLSX, export.NewsDOCX, export.DOCX}
	all := func() map[export.Format][]byte {
		r := export.Build(stage.Hall.State, stage.States(), options)
		files := map[export.Format][]byte{}
		for _, f := range kinds {
			var out bytes.Buffer
			if err := write(&out, r, f); err != nil {
				t.Error(err)
			}
			files[f] = out.Bytes()
		}
		return files
	}
	var one, other map[export.Format][]byte
	var people sync.WaitGroup
	people.Go(func() { one = all() })
	people.Go(func() { other = all() })
	people.Wait()
	for _, f := range kinds {
		if !bytes.Equal(one[f], other[f]) {
			t.Errorf("two people get different files of %s", f)
		}
	}
}
