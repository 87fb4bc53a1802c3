package static

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// What WCAG 2.2 asks for at least: of texts (1.4.3), and of what tells something
// without words, as edges, lines and the ring round what has the focus (1.4.11).
const (
	leastOfText = 4.5
	leastOfEdge = 3
)

// grounds are whatever the words of a board may lie on: the sheet, notes of each
// side, islands of each depth, panels.
var grounds = slices.Concat(
	[]string{"desk", "tray", "paper", "panel", "card", "quiet", "citizen", "staff", "other", "plain"},
	perLevel("-ground"),
)

// contrasts are the colours that meet: what is drawn, on what, and how far apart
// they have to be. Axe cannot tell of what lies on a sheet with lines over it, so
// this is where it is proved.
var contrasts = []struct {
	drawn []string
	on    []string
	least float64
}{
	{[]string{"ink", "ink-soft"}, grounds, leastOfText},
	{[]string{"ink"}, []string{"act-ground", "good-ground", "warn-ground", "danger-ground"}, leastOfText},
	{[]string{"act", "danger"}, []string{"desk", "paper", "panel", "card", "quiet"}, leastOfText},
	{[]string{"act"}, []string{"act-ground"}, leastOfText},
	{[]string{"good"}, []string{"good-ground", "panel", "card", "paper"}, leastOfText},
	{[]string{"warn"}, []string{"warn-ground", "panel", "card", "paper"}, leastOfText},
	{[]string{"danger"}, []string{"danger-ground"}, leastOfText},
	{[]string{"act-ink"}, []string{"act", "act-strong", "good", "danger", "ink", "mark", "citizen-mark", "staff-mark", "other-mark", "plain-mark", "level-3"}, leastOfText},
	{[]string{"control-edge"}, []string{"desk", "tray", "paper", "panel", "card", "quiet"}, leastOfEdge},
	{[]string{"focus"}, grounds, leastOfEdge},
	{perLevel(""), []string{"paper", "card", "panel"}, leastOfEdge},
	{perLevel("-edge"), []string{"paper", "panel"}, leastOfEdge},
	{[]string{"line-stroke"}, slices.Concat([]string{"paper"}, perLevel("-ground")), leastOfEdge},
}

// TestColoursAreToldApart: whoever sees little can read every word on every
// ground it stands on, and follow every edge and line that means something.
func TestColoursAreToldApart(t *testing.T) {
	colours := coloursOf(t)
	for _, c := range contrasts {
		for _, drawn := range c.drawn {
			for _, on := range c.on {
				if got := contrast(colour(t, colours, drawn), colour(t, colours, on)); got < c.least {
					t.Errorf("%s on %s: %.2f, and %.1f is asked for", drawn, on, got, c.least)
				}
			}
		}
	}
}

func perLevel(what string) (names []string) {
	for n := range 8 {
		names = append(names, fmt.Sprintf("level-%d%s", n+1, what))
	}
	return names
}

// coloursOf reads the colours of css/tokens.css by their names, and that of the lines.
func coloursOf(t *testing.T) map[string][3]float64 {
	t.Helper()
	found := map[string][3]float64{}
	for _, m := range regexp.MustCompile(`--color-([a-z0-9-]+): #([0-9a-f]{3}|[0-9a-f]{6});`).FindAllStringSubmatch(read(t, "css/tokens.css"), -1) {
		found[m[1]] = rgbOf(t, m[2])
	}
	line := regexp.MustCompile(`\.line__stroke,[^{]*\{[^}]*stroke: #([0-9a-f]{6})`).FindStringSubmatch(read(t, "css/relations.css"))
	if line == nil {
		t.Fatal("the lines have no colour")
	}
	found["line-stroke"] = rgbOf(t, line[1])
	return found
}

func read(t *testing.T, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func colour(t *testing.T, all map[string][3]float64, name string) [3]float64 {
	t.Helper()
	c, ok := all[name]
	if !ok {
		t.Fatalf("there is no colour %s", name)
	}
	return c
}

// rgbOf gives red, green and blue, each from 0 to 1.
func rgbOf(t *testing.T, digits string) (c [3]float64) {
	t.Helper()
	each := len(digits) / 3
	for i := range c {
		part := digits[i*each : (i+1)*each]
		if each == 1 {
			part += part
		}
		n, err := strconv.ParseUint(part, 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c[i] = float64(n) / 255
	}
	return c
}

// contrast is the ratio of two colours as WCAG 2.2 defines it, from 1 to 21.
func contrast(a, b [3]float64) float64 {
	lighter, darker := max(luminance(a), luminance(b)), min(luminance(a), luminance(b))
	return (lighter + 0.05) / (darker + 0.05)
}

// luminance is the relative luminance of WCAG 2.2, from 0 to 1.
func luminance(c [3]float64) float64 {
	sum := 0.0
	for i, share := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := c[i] / 12.92
		if c[i] > 0.04045 {
			v = math.Pow((c[i]+0.055)/1.055, 2.4)
		}
		sum += share * v
	}
	return sum
}
