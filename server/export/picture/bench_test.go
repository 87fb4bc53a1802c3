package picture

import (
	"io"
	"testing"

	"yoriai/server/export"
)

// evening is a workshop of twelve tables with a thousand notes each.
func evening(b *testing.B) export.Report {
	report := export.Report{}
	for seed := range uint64(12) {
		r := drawBoard(seed, shape{notes: 1000, islands: 90, depth: 3, links: 30}).report(b)
		sections := append(report.Sections, r.Sections...)
		report = r
		report.Sections = sections
	}
	report.Table = ""
	return report
}

// All of it in five seconds and 300 MB, each format.
func BenchmarkTwelveTables(b *testing.B) {
	r := evening(b)
	one := r
	one.Table, one.Sections = "1班", r.Sections[:1]
	for name, write := range map[string]func() error{
		"a3":      func() error { return A3.WritePDF(io.Discard, r) },
		"a0":      func() error { return A0.WritePDF(io.Discard, r) },
		"svg.zip": func() error { return WriteSVGs(io.Discard, r) },
		"svg":     func() error { return WriteSVG(io.Discard, one) },
		"png":     func() error { return WritePNG(io.Discard, one) },
		"png.zip": func() error { return WritePNGs(io.Discard, r) },
		"html":    func() error { return export.WriteHTML(io.Discard, r.WithPictures(Vectors)) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := write(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
