package intake

import (
	"testing"
)

// TestReadDay: a day in the ways people write one.
func TestReadDay(t *testing.T) {
	for text, want := range map[string]string{
		"令和8年11月21日(土)": "2026-11-21", "2026年11月21日（土）": "2026-11-21", "2026/11/3": "2026-11-03", "２０２６．１１．３": "2026-11-03", "2026-11-21": "2026-11-21",
		"令和元年5月1日": "2019-05-01", "令和元年(2019年)5月1日": "2019-05-01", "令和8年(2027年)11月21日": "", "2026年2月30日": "", "11月21日": "", "2026-11-21 18時から": "", "0-0-0": "", "99999-1-1": "", "-1-1-1": "",
	} {
		if got, ok := readDay(text); got != want || ok != (want != "") {
			t.Errorf("%s is read as %q", text, got)
		}
	}
}
