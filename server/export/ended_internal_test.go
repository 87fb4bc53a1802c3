package export

import "testing"

// TestEnded: a sentence keeps the end its writer gave it, also before words in
// brackets; brackets alone end none.
func TestEnded(t *testing.T) {
	for text, want := range map[string]string{
		"":              "",
		"坂がきつい":         "坂がきつい。",
		"坂がきつい。":        "坂がきつい。",
		"坂がきつい(とくに冬)":   "坂がきつい(とくに冬)。",
		"坂がきつい。(とくに冬)":  "坂がきつい。(とくに冬)",
		"坂をどうする？（冬）(夜)": "坂をどうする？（冬）(夜)",
		"「坂がきつい」":       "「坂がきつい」",
		"坂が\nきつい!(冬)":   "坂が きつい!(冬)",
		"(冬)":           "(冬)。",
		"坂。と(言う人(もいる))": "坂。と(言う人(もいる))。",
	} {
		if got := ended(text); got != want {
			t.Errorf("%q is told as %q, want %q", text, got, want)
		}
	}
}
