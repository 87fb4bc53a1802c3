package typeset_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"yoriai/server/export/typeset"
)

var body = typeset.Face{Weight: typeset.Regular, Size: 10}

const (
	closing = "、。」』）】！？ーっゃゅょッャュョ々％"
	opening = "「『（【"
	hangs   = "、。，．"
)

func TestWrapKeepsTheRulesOfJapanesePrint(t *testing.T) {
	word := rapid.OneOf(
		rapid.StringOfN(rapid.RuneFrom([]rune("あいうえおっゃーがぱアイカッー漢字協働職員市民会議異動髙𠮷")), 1, 12, -1),
		rapid.SampledFrom([]string{"「", "」", "（", "）", "、", "。", "？", "！？", "・", "Word", "PDF", "1,000", "2026年", "NPO法人", " ", "　", "👩‍👩‍👧‍👦", "が", "https://example.jp/a/b?c=d", "ｶﾞｷﾞ", "50％", "…"}),
	)
	rapid.Check(t, func(t *rapid.T) {
		s := strings.Join(rapid.SliceOfN(word, 0, 40).Draw(t, "words"), "")
		width := rapid.Float64Range(45, 120).Draw(t, "width")
		lines := typeset.Wrap(body, s, width)
		same(t, typeset.Clean(s), lines)
		for i, line := range lines {
			within(t, line, width)
			// A space between the two was left out: then the mark stands at no line end of its own.
			if i > 0 && lines[i-1] != "" && strings.Contains(typeset.Clean(s), lines[i-1]+line) && !torn(s, width) {
				startsAndEndsWell(t, lines[i-1], line)
			}
		}
	})
}

// torn says whether the text has something that may not be broken and yet is
// too wide for a line.
func torn(s string, width float64) bool {
	s, state := typeset.Clean(s), -1
	for len(s) > 0 {
		var segment string
		segment, s, _, state = uniseg.FirstLineSegmentInString(s, state)
		if body.Width(strings.TrimRight(segment, " 　")) > width {
			return true
		}
	}
	return false
}

func startsAndEndsWell(t *rapid.T, above, line string) {
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(above)
	if strings.ContainsRune(closing, first) {
		t.Fatalf("a line begins with %q: %q / %q", first, above, line)
	}
	if strings.ContainsRune(opening, last) {
		t.Fatalf("a line ends with %q: %q / %q", last, above, line)
	}
}

// within: no line is wider than the box but by one hanging mark.
func within(t *rapid.T, line string, width float64) {
	const grain = 1e-6
	last, _ := utf8.DecodeLastRuneInString(line)
	room := width
	if strings.ContainsRune(hangs, last) {
		room += body.Width(string(last))
	}
	if w := body.Width(line); w > room+grain {
		t.Fatalf("a line of %.2f mm in %.2f mm: %q", w, width, line)
	}
}

// same: nothing of the text is lost and nothing is added, but spaces at line ends.
func same(t *rapid.T, s string, lines []string) {
	squeeze := func(s string) string { return strings.NewReplacer(" ", "", "　", "", "\n", "").Replace(s) }
	if got, want := squeeze(strings.Join(lines, "")), squeeze(s); got != want {
		t.Fatalf("the lines hold %q, the text is %q", got, want)
	}
}

func TestWrapByHand(t *testing.T) {
	wide := func(n int) float64 { return body.Width(strings.Repeat("漢", n)) + 0.01 }
	for name, c := range map[string]struct {
		text  string
		width float64
		want  string
	}{
		"empty":                       {"", 50, ""},
		"blank lines stay":            {"一\n\n二", 50, "一||二"},
		"the full stop hangs":         {"漢字漢字。漢字", wide(4), "漢字漢字。|漢字"},
		"only one mark hangs":         {"漢字漢字。」漢字", wide(4), "漢字漢|字。」漢|字"},
		"a bracket is not left":       {"漢字漢（字）漢", wide(4), "漢字漢|（字）漢"},
		"a long vowel is not first":   {"漢字カバー", wide(4), "漢字カ|バー"},
		"words stay whole":            {"漢字 Workshop 漢字", wide(6), "漢字|Workshop|漢字"},
		"a long word is cut":          {"ABCDEFGHIJKLMNOPQRSTUVWXYZ", wide(4), ""},
		"narrower than a letter":      {"漢字", 1, "漢|字"},
		"CRLF and line separators":    {"一\r\n二\u2028三\u0085四", 50, "一|二|三|四"},
		"the spaces at an end go":     {"漢字 漢字", wide(2), "漢字|漢字"},
		"a letter with its dot above": {"か\u3099き", wide(1), "が|き"},
	} {
		got := strings.Join(typeset.Wrap(body, c.text, c.width), "|")
		if c.want == "" && c.text != "" {
			if strings.ReplaceAll(got, "|", "") != c.text || strings.Count(got, "|") < 2 {
				t.Errorf("%s: %q", name, got)
			}
			continue
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestFit(t *testing.T) {
	short := typeset.Fit(typeset.Bold, "短い", 40, 20, 20, 9, 1.4)
	if short.Face.Size != 20 || short.Cut {
		t.Errorf("a short text is set at %v points, cut: %v", short.Face.Size, short.Cut)
	}
	text := strings.Repeat("職員も市民も一緒に考える。", 6)
	long := typeset.Fit(typeset.Regular, text, 40, 30, 20, 9, 1.4)
	if long.Cut || long.Face.Size >= 20 || strings.Join(long.Lines, "") != text {
		t.Errorf("a long text is set at %v points, cut: %v, as %q", long.Face.Size, long.Cut, long.Lines)
	}
	if height := float64(len(long.Lines)) * long.Face.Em() * 1.4; height > 30.01 {
		t.Errorf("the lines are %.1f mm high in 30 mm", height)
	}
	huge := typeset.Fit(typeset.Regular, strings.Repeat(text, 20), 40, 30, 20, 9, 1.4)
	last := huge.Lines[len(huge.Lines)-1]
	if !huge.Cut || huge.Face.Size != 9 || !strings.HasSuffix(last, "…") || huge.Face.Width(last) > 40 {
		t.Errorf("a text without end is set at %v points, cut: %v, and ends %q", huge.Face.Size, huge.Cut, last)
	}
	address := typeset.Fit(typeset.Regular, "https://example.jp/"+strings.Repeat("a", 22), 40, 30, 20, 6, 1.4)
	if address.Cut || len(address.Lines) > 2 {
		t.Errorf("an address is torn where smaller letters hold it: %q", address.Lines)
	}
}

func FuzzWrap(f *testing.F) {
	for _, s := range []string{"", "漢字、「かな」。", "a\u0301\u0302\u0303\u0304\u0305\u0306", "\u202e抜け\u2066", "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇯🇵", "\xff\xfe", "مرحبا", "、、、、、、、、、、、、"} {
		f.Add(s, 20.0)
	}
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if !(width > 1 && width < 1000) || len(s) > 4096 {
			return
		}
		for _, line := range typeset.Wrap(body, s, width) {
			for _, run := range body.Runs(line) {
				if len(run.Glyphs) > 0 && run.Font == nil {
					t.Fatalf("no font for %q", run.Drawn)
				}
			}
		}
	})
}
