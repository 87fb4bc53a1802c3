package typeset_test

import (
	"math"
	"strings"
	"sync"
	"testing"

	"yoriai/server/export/fonts"
	"yoriai/server/export/typeset"
)

func TestRunsTakeTheFirstFontThatHasIt(t *testing.T) {
	all := fonts.Load()
	names := map[*fonts.Font]string{all.Regular: "regular", all.Bold: "bold", all.Rest: "rest", all.Emoji: "emoji"}
	for text, want := range map[string]string{
		"市民と職員①㈱髙﨑㋿": "regular",
		"𠮷田":         "rest regular",
		"よし👍":        "regular emoji",
		"👩‍👩‍👧‍👦":    "emoji",
		"🇯🇵":         "emoji",
		"ハンカクｶﾞ":     "regular",
		"مرحبا":      "regular", // 〓
		"":           "",
	} {
		var got []string
		for _, run := range (typeset.Face{Size: 10}).Runs(typeset.Clean(text)) {
			got = append(got, names[run.Font])
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q is set in %v, want %s", text, got, want)
		}
	}
}

func TestAFamilyIsOnePicture(t *testing.T) {
	runs := body.Runs(typeset.Clean("👩🏽‍👩‍👧‍👦"))
	if len(runs) != 1 || len(runs[0].Glyphs) != 1 {
		t.Errorf("a family is set as %+v", runs)
	}
}

func TestMissingLettersAreDrawnAndCounted(t *testing.T) {
	text := typeset.Clean("a مر \U000F0000")
	if n := typeset.Missing(text); n != 3 {
		t.Errorf("%d letters of %q are in no font, want 3", n, text)
	}
	var drawn, stands strings.Builder
	for _, run := range body.Runs(text) {
		drawn.WriteString(run.Drawn)
		for _, g := range run.Glyphs {
			if g.ID == 0 {
				t.Error("a box is drawn")
			}
			stands.WriteString(g.Text)
		}
	}
	if drawn.String() != "a 〓〓 〓" || stands.String() != text {
		t.Errorf("drawn %q, standing for %q", drawn.String(), stands.String())
	}
	if n := typeset.Missing("市民と職員①👍𠮷が"); n != 0 {
		t.Errorf("%d letters are missed that are there", n)
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"か\u3099":                           "が",
		"e\u0301":                           "é",
		"神":                                 "神", // another form of 神, which names insist on
		"\u202eabc\u2066d\u2069\u200f":      "abcd",
		"👍🏽❤\ufe0f":                         "👍❤",
		"葛\U000e0100":                       "葛",
		"a\tb\u2003c\u3000d\u00a0e":         "a b c\u3000d\u00a0e",
		"a\r\nb\rc":                         "a\nb\nc",
		"\x00\x07\u200b\ufeffx":             "x",
		"か" + strings.Repeat("\u0323", 900): "か" + strings.Repeat("\u0323", 4),
	} {
		if got := typeset.Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
}

// What is measured is what is drawn: the shaper agrees on how wide a line is.
func TestWidthIsTheWidthDrawn(t *testing.T) {
	for _, text := range []string{"市民と職員の協働", "Workshop 2026", "𠮷野家で👍", "がぎぐ（仮）。", "ffi flow"} {
		drawn := 0.0
		for _, run := range body.Runs(text) {
			for _, g := range run.Font.Shape(run.Drawn) {
				drawn += float64(g.Advance) * body.Em() / float64(run.Font.UnitsPerEm())
			}
		}
		if got := body.Width(text); math.Abs(got-drawn) > 0.05 {
			t.Errorf("%q measures %.3f mm and is drawn %.3f mm wide", text, got, drawn)
		}
	}
}

func TestManyAtOnce(t *testing.T) {
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			for j := range 20 {
				text, told := typeset.Clean(string(rune('一'+i*20+j))+"か\u309aと👩‍👩‍👧‍👦と𠮷とم"), ""
				for _, run := range body.Runs(text) {
					for _, g := range run.Glyphs {
						told += g.Text
					}
				}
				if told != text {
					t.Errorf("%q is drawn for %q", told, text)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkWrap(b *testing.B) {
	text := strings.Repeat("職員と市民が「協働」で進めるには、まず顔の見える関係が要る。", 2)
	typeset.Wrap(body, text, 80)
	b.ReportAllocs()
	for b.Loop() {
		typeset.Wrap(body, text, 80)
	}
}
