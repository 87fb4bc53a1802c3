package paper

import (
	"testing"
)

// BenchmarkWorkshop prints the largest workshop: 1,000 notes at each of 12
// tables. It must take less than five seconds and 300 MB.
func BenchmarkWorkshop(b *testing.B) {
	r := many(blank(b), 12, 1000)
	b.ReportAllocs()
	for b.Loop() {
		var size counter
		if err := Write(&size, r); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(size), "file-bytes")
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }
