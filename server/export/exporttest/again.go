package exporttest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/intake"
)

// Refusal fails the test for an error that is no refusal with a code.
func Refusal(t *testing.T, err error) {
	t.Helper()
	if board.CodeOf(err) == board.Storage {
		t.Errorf("an error without a code: %v", err)
	}
}

// Again reads a report's Markdown and sets what was read up as a new workshop.
func Again(t *testing.T, md string) export.Report {
	t.Helper()
	newID := Seeded(7)
	im, _, err := intake.ReadOutline(md, newID)
	if err != nil {
		t.Fatalf("our own Markdown is refused: %v\n%s", err, md)
	}
	return SetUp(t, im, newID).Report()
}

// WriteArchive gives an archive as a file.
func WriteArchive(t rapid.TB, a archive.Archive) []byte {
	var out bytes.Buffer
	if err := a.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// WithoutIDs tells a report with a number for each id, in the order in which
// they are met: what is said of one thing is said of the same one.
func WithoutIDs(t rapid.TB, r export.Report) string {
	t.Helper()
	for i := range r.Sections {
		linesByEnds(&r.Sections[i].Sheet)
	}
	data, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	numbers := map[string]string{}
	return anID.ReplaceAllStringFunc(string(data), func(id string) string {
		if _, met := numbers[id]; !met {
			numbers[id] = fmt.Sprint("#", len(numbers))
		}
		return numbers[id]
	})
}

// linesByEnds: lines are drawn in the order of their ids; here they stand in
// that of what they join.
func linesByEnds(s *export.Sheet) {
	lying := fmt.Sprint(s.Lying, s.Lone, s.Loose)
	rank := func(l export.SheetLine) string {
		return fmt.Sprintf("%9d%9d%v", strings.Index(lying, l.FromID), strings.Index(lying, l.ToID), l.Relation)
	}
	slices.SortFunc(s.Lines, func(a, b export.SheetLine) int { return strings.Compare(rank(a), rank(b)) })
	for i := range s.Lines {
		s.Lines[i].ID = ""
	}
}

var anID = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

// Markdown is the report as our own Markdown.
func Markdown(t rapid.TB, r export.Report) string {
	t.Helper()
	var out strings.Builder
	if err := export.WriteMarkdown(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
