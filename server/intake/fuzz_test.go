package intake_test

import (
	"os"
	"path/filepath"
	"testing"

	"yoriai/board"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// FuzzReadOutline: any bytes are refused with a code, or become boards that
// are sound and whose Markdown reads as the same boards.
func FuzzReadOutline(f *testing.F) {
	files, err := filepath.Glob("testdata/outline/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, "../export/testdata/sample.md", "../export/testdata/found.md", "../demo/sample/workshop.md") {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Add("\xff\xfea\x00")
	f.Add("1班\x83\x65\x83\x58\x83\x67")
	f.Fuzz(func(t *testing.T, text string) {
		newID := exporttest.Seeded(1)
		im, _, err := intake.ReadOutline(text, newID)
		if err != nil {
			exporttest.Refusal(t, err)
			return
		}
		first := exporttest.SetUp(t, im, newID).Report()
		md := exporttest.Markdown(t, first)
		if second := exporttest.Again(t, md); exporttest.Markdown(t, second) != md {
			t.Errorf("the Markdown reads as other boards\n%s", md)
		}
	})
}

// FuzzReadRoster: any bytes are refused with a code, or become people whose
// names may be printed.
func FuzzReadRoster(f *testing.F) {
	f.Add("1班: 甲、乙、丙、丁(コーディネーター)\n2班\t戊\t職員\n3班\n山田 太郎\n")
	f.Add("（（）)")
	f.Fuzz(func(t *testing.T, text string) {
		tables, err := intake.ReadRoster(text)
		if err != nil {
			exporttest.Refusal(t, err)
			return
		}
		for _, tab := range tables {
			for _, name := range append([]string{tab.Name}, namesOf(tab.Members)...) {
				if clean, err := board.CleanLine(name, board.Bounds.NameChars); err != nil || clean != name {
					t.Errorf("%q may not be printed: %v", name, err)
				}
			}
			if err := intake.OneLeader(tab.Members); err != nil {
				t.Error(err)
			}
		}
	})
}

func namesOf(members []intake.Member) []string {
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return names
}
