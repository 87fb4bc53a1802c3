package export_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// refusal fails the test for an error that is no refusal with a code.
func refusal(t *testing.T, err error) {
	t.Helper()
	if board.CodeOf(err) == board.Storage {
		t.Errorf("an error without a code: %v", err)
	}
}

// FuzzReadOutline: any bytes are refused with a code, or become boards that
// are sound and whose Markdown reads as the same boards.
func FuzzReadOutline(f *testing.F) {
	files, err := filepath.Glob("testdata/outline/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range append(files, "testdata/sample.md", "testdata/found.md", "sample/workshop.md") {
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
		im, _, err := export.ReadOutline(text, newID)
		if err != nil {
			refusal(t, err)
			return
		}
		first := exporttest.SetUp(t, im, newID).Report()
		md := string(written(t, first, export.MD))
		if second := again(t, md); string(written(t, second, export.MD)) != md {
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
		tables, err := export.ReadRoster(text)
		if err != nil {
			refusal(t, err)
			return
		}
		for _, tab := range tables {
			for _, name := range append([]string{tab.Name}, namesOf(tab.Members)...) {
				if clean, err := board.CleanLine(name, board.Bounds.NameChars); err != nil || clean != name {
					t.Errorf("%q may not be printed: %v", name, err)
				}
			}
			if err := export.OneLeader(tab.Members); err != nil {
				t.Error(err)
			}
		}
	})
}

func namesOf(members []export.Member) []string {
	var names []string
	for _, m := range members {
		names = append(names, m.Name)
	}
	return names
}

// FuzzReadArchive: any bytes are refused with a code, or are an archive that
// can be written, renumbered and taken in.
func FuzzReadArchive(f *testing.F) {
	small := func(text string) []byte {
		newID := exporttest.Counted()
		im, _, err := export.ReadOutline(text, newID)
		if err != nil {
			f.Fatal(err)
		}
		s := exporttest.SetUp(f, im, newID)
		return packed(f, s.Archive(s.Options()))
	}
	f.Add(small("1班\n\n甲、乙(コーディネーター)\n\n島\n\n- ・紙\n- ひとこと\n- ・紙二\n"))
	f.Add(small("1班\n\n島\n  中の島\n  ・紙\n"))
	f.Add([]byte(`{"format":"yoriai-archive","version":1}`))
	everything := foundStage(f)
	everything.findOut()
	f.Add(packed(f, everything.Archive(everything.Options())))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := export.ReadArchive(bytes.NewReader(data))
		if err != nil {
			refusal(t, err)
			return
		}
		first := packed(t, a)
		b, err := export.ReadArchive(bytes.NewReader(first))
		if err != nil || !bytes.Equal(packed(t, b), first) {
			t.Fatalf("what was read is not what is written: %v", err)
		}
		newID := exporttest.Seeded(2)
		c, err := a.Renumbered(newID)
		if err != nil {
			t.Fatal(err)
		}
		r := exporttest.SetUp(t, c.Import(), newID).Report()
		for _, format := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
			if out := written(t, r, format); format != export.DOCX && !utf8.Valid(out) {
				t.Errorf("%s is no text", format)
			}
		}
	})
}

// large is a workshop as large as a full hall: twelve tables of a thousand notes.
func large(t testing.TB) *exporttest.Stage {
	t.Helper()
	newID := exporttest.Seeded(1)
	var text strings.Builder
	text.WriteString("# 問い\n")
	for n := range 12 {
		text.WriteString("\n## " + strconv.Itoa(n+1) + "班\n\n甲、乙、丙(コーディネーター)\n")
		for island := range 100 {
			level := 3 + island%3
			text.WriteString("\n" + strings.Repeat("#", level) + " 道具と置き場が、いつも足りない\n\n")
			text.WriteString(strings.Repeat("- 引き継ぎは紙一枚、公園は五十二か所。忙しくなると現場に行けない。\n", 10))
		}
	}
	text.WriteString("\n" + export.OwnMark + "\n")
	im, _, err := export.ReadOutline(text.String(), newID)
	if err != nil {
		t.Fatal(err)
	}
	return exporttest.SetUp(t, im, newID)
}

func BenchmarkFormats(b *testing.B) {
	s := large(b)
	r := s.Report()
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML} {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				b.SetBytes(int64(len(written(b, r, f))))
			}
		})
	}
	a := s.Archive(s.Options())
	b.Run("json", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			b.SetBytes(int64(len(packed(b, a))))
		}
	})
	b.Run("report", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Report()
		}
	})
	public := s.Options()
	public.Public = true
	b.Run("public report", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			export.Build(s.Hall.State, s.States(), public)
		}
	})
	md, archive := string(written(b, r, export.MD)), packed(b, a)
	b.Run("read md", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := export.ReadOutline(md, exporttest.Seeded(3)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read json", func(b *testing.B) {
		for b.Loop() {
			if _, err := export.ReadArchive(bytes.NewReader(archive)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
