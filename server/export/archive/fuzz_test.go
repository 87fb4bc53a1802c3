package archive_test

import (
	"bytes"
	"io"
	"testing"
	"unicode/utf8"

	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/export/docx"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// FuzzReadArchive: any bytes are refused with a code, or are an archive that
// can be written, renumbered and taken in.
func FuzzReadArchive(f *testing.F) {
	small := func(text string) []byte {
		newID := exporttest.Counted()
		im, _, err := intake.ReadOutline(text, newID)
		if err != nil {
			f.Fatal(err)
		}
		s := exporttest.SetUp(f, im, newID)
		return exporttest.WriteArchive(f, s.Archive(s.Options()))
	}
	f.Add(small("1班\n\n甲、乙(コーディネーター)\n\n島\n\n- ・紙\n- ひとこと\n- ・紙二\n"))
	f.Add(small("1班\n\n島\n  中の島\n  ・紙\n"))
	f.Add([]byte(`{"format":"yoriai-archive","version":1}`))
	everything := exporttest.FoundStage(f)
	everything.FindOut()
	f.Add(exporttest.WriteArchive(f, everything.Archive(everything.Options())))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := archive.Read(bytes.NewReader(data))
		if err != nil {
			exporttest.Refusal(t, err)
			return
		}
		first := exporttest.WriteArchive(t, a)
		b, err := archive.Read(bytes.NewReader(first))
		if err != nil || !bytes.Equal(exporttest.WriteArchive(t, b), first) {
			t.Fatalf("what was read is not what is written: %v", err)
		}
		newID := exporttest.Seeded(2)
		c, err := a.Renumbered(newID)
		if err != nil {
			t.Fatal(err)
		}
		r := exporttest.SetUp(t, c.Import(), newID).Report()
		for format, write := range map[export.Format]func(io.Writer, export.Report) error{export.DOCX: docx.Write, export.MD: export.WriteMarkdown, export.CSV: export.WriteCSV, export.HTML: export.WriteHTML} {
			var out bytes.Buffer
			if err := write(&out, r); err != nil {
				t.Fatal(err)
			}
			if format != export.DOCX && !utf8.Valid(out.Bytes()) {
				t.Errorf("%s is no text", format)
			}
		}
	})
}
