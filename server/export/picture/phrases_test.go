package picture

import (
	"slices"
	"strings"
	"testing"

	"yoriai/server/export/typeset"
)

func TestLinesEndBetweenPhrases(t *testing.T) {
	for text, want := range map[string]string{
		"草刈りの朝、来るのはいつも同じ六人。":                     "草刈りの朝、|来るのはいつも同じ|六人。",
		"いちばん若い私が六十三。":                           "いちばん若い私が|六十三。",
		"引き継ぎは、公園ごとの「カルテ」にしよう！":                  "引き継ぎは、|公園ごとの|「カルテ」にしよう！",
		"ひらがなばかりがどこまでもつづいている":                    "ひらがなばかりがど|こまでもつづいてい|る",
		"十五分で終わる。お茶はそれぞれ。":                       "十五分で終わる。|お茶はそれぞれ。",
		"「バス路線」の取りやめが、春ごとに続く。":                   "「バス路線」の|取りやめが、春ごとに|続く。",
		"一行目\n\n三行目":                             "一行目||三行目",
		"":                                       "",
		"https://example.jp/a/very/long/address": "https://|example.jp/a/|very/long/|address",
	} {
		if got := strings.Join(wrap(noteFace, text, 8.333), "|"); got != want {
			t.Errorf("%q is broken %s, want %s", text, got, want)
		}
	}
}

func TestNoLineIsTooWideAndNothingIsLost(t *testing.T) {
	for seed := range uint64(60) {
		d := drawBoard(seed, shape{})
		text := d.sentence() + d.sentence()
		lines := wrap(noteFace, text, 8.333)
		if got, want := strings.Join(lines, ""), strings.NewReplacer(" ", "", "\n", "").Replace(typeset.Clean(text)); strings.ReplaceAll(got, " ", "") != want {
			t.Errorf("%q became %q", want, got)
		}
		if i := slices.IndexFunc(lines, func(l string) bool { return !fits(noteFace, l, 8.334) }); i >= 0 {
			t.Errorf("too wide: %q", lines[i])
		}
	}
}
