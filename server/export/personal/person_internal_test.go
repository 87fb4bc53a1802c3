package personal

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestPersonLooksAtEveryTextThatMatters: what is passed over without looking has
// nobody in it; and a person is found in whatever width the name is written.
func TestPersonLooksAtEveryTextThatMatters(t *testing.T) {
	names := []string{"海老名 鶴亀子", "ガルシア マリア", "神田", "Bob Miller", "がんも 太郎", "＠名無し"}
	pieces := []string{"海老名", "鶴亀子", "さん", "ｶﾞﾙｼｱ", "ガルシア", "か\u3099んも", "神田", "\ufa19田", "Ｂｏｂ", "Bob", " ", "　", "、", "道が暗い", "@名無し", "＠名無し", "！", "様", "\u0301", "マリア", "ﾏﾘｱ"}
	find := Person(names)
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 6).Draw(rt, "text"), "")
		var spans []Found
		folded := fold(text)
		for _, s := range rosterOf(names).listed(folded.text) {
			from, to := folded.find(s[0], s[1])
			spans = append(spans, Found{"name", from, to})
		}
		if got := find(text); !slices.Equal(got, apart(spans)) {
			rt.Fatalf("%q: %v, and looked at closely %v", text, got, apart(spans))
		}
	})
	for _, text := range []string{"海老名鶴亀子に", "ｶﾞﾙｼｱさんが", "\ufa19田さん", "Ｂｏｂさん", "か\u3099んもさん"} {
		if len(find(text)) == 0 {
			t.Errorf("nobody is found in %q", text)
		}
	}
}

func BenchmarkPerson(b *testing.B) {
	find := Person([]string{"海老名 鶴亀子"})
	for b.Loop() {
		find("公園の草刈りを手伝う人が足りないので、年のはじめに一枚の紙で決めて配ってほしい(月曜)！")
	}
}
