package export_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
	"yoriai/server/notation"
)

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
	text.WriteString("\n" + notation.Mark + "\n")
	im, _, err := intake.ReadOutline(text.String(), newID)
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
			b.SetBytes(int64(len(exporttest.WriteArchive(b, a))))
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
	md, packed := string(written(b, r, export.MD)), exporttest.WriteArchive(b, a)
	b.Run("read md", func(b *testing.B) {
		for b.Loop() {
			if _, _, err := intake.ReadOutline(md, exporttest.Seeded(3)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("read json", func(b *testing.B) {
		for b.Loop() {
			if _, err := archive.Read(bytes.NewReader(packed)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
