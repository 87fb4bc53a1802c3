package server

import (
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
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
