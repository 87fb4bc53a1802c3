package board_test

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"yoriai/board"
)

func TestMerge(t *testing.T) {
	for _, c := range []struct{ name, base, a, b, want string }{
		{"far apart", "職員の意識が低い。", "職員の改革意識が低い。", "職員の意識が低い人もいる。", "職員の改革意識が低い人もいる。"},
		{"one deletes, one writes elsewhere", "夏の草刈りの日を早く知りたい", "草刈りの日を早く知りたい", "夏の草刈りの日を早く知りたいです", "草刈りの日を早く知りたいです"},
		{"both the same", "水やり", "水やりの当番", "水やりの当番", "水やりの当番"},
		{"one and the same change, and one more", "朝の水やりを毎日する", "夏の水やりを毎日する", "夏の水やりを毎日続ける", "夏の水やりを毎日続ける"},
		{"emoji whole", "公園で遊ぶ👩‍👩‍👧‍👦と犬が来る", "公園で遊ぶ👨‍👩‍👧と犬が来る", "公園で遊ぶ👩‍👩‍👧‍👦と犬が来ない", "公園で遊ぶ👨‍👩‍👧と犬が来ない"},
		{"a mark belongs to its letter", "か\u3099っこうの庭に花を", "か\u3099っこうの庭に木を", "がっこうの庭に花を", "がっこうの庭に木を"},
		{"lines", "一行目です\n二行目です", "一行目でした\n二行目です", "一行目です\n二行目でした", "一行目でした\n二行目でした"},
	} {
		if got, clean := board.Merge(c.base, c.a, c.b); !clean || got != c.want {
			t.Errorf("%s: %q, clean %v; want %q", c.name, got, clean, c.want)
		}
		if got, clean := board.Merge(c.base, c.b, c.a); !clean || got != c.want {
			t.Errorf("%s, the other way round: %q, clean %v; want %q", c.name, got, clean, c.want)
		}
	}
}

// Where both changed one place, a machine that picks is a machine that loses.
func TestMergeAsksAPerson(t *testing.T) {
	for _, c := range []struct{ name, base, a, b string }{
		{"the same words", "ゴミ拾い", "ゴミ拾いの日", "ゴミ分別"},
		{"both at the end", "草刈り", "草刈りをする", "草刈りの日"},
		{"an ending and what follows it", "良い😊", "良い😢", "良い😊ね"},
		{"both all of it", "道が暗い", "夜道に街灯を", "明るい道にする"},
		{"one took it away, one wrote into it", "大通りの古い桜を残す", "大通りを残す", "大通りの古くて太い桜を残す"},
	} {
		if got, clean := board.Merge(c.base, c.a, c.b); clean {
			t.Errorf("%s: merged to %q", c.name, got)
		}
	}
}

// scribble makes texts as people do, out of parts that are easily torn.
func scribble(luck *rand.Rand, n int) []string {
	parts := []string{"草", "刈", "り", "の", "日", "を", "道", "具", "が", "か\u3099", "ﾊﾟ", "𠮷", "😊", "👩‍👩‍👧‍👦", "🇯🇵", "👍🏽", "髙", "。", "\n", "あ", "い", "い", "の"}
	text := make([]string, n)
	for i := range text {
		text[i] = parts[luck.IntN(len(parts))]
	}
	return text
}

func editOf(luck *rand.Rand, text []string) []string {
	out := append([]string{}, text...)
	for range 1 + luck.IntN(3) {
		from := luck.IntN(len(out) + 1)
		to := from + luck.IntN(min(4, len(out)-from)+1)
		out = append(append(append([]string{}, out[:from]...), scribble(luck, luck.IntN(4))...), out[to:]...)
	}
	return out
}

// The laws of a merge, on twenty thousand triples.
func TestMergeLaws(t *testing.T) {
	rounds := 20_000
	if underRace {
		rounds = 2_000
	}
	seed := rand.Uint64()
	luck := rand.New(rand.NewPCG(seed, 1))
	merged, asked := 0, 0
	for range rounds {
		parts := scribble(luck, luck.IntN(30))
		base, a, b := strings.Join(parts, ""), strings.Join(editOf(luck, parts), ""), strings.Join(editOf(luck, parts), "")
		got, clean := board.Merge(base, a, b)
		other, alsoClean := board.Merge(base, b, a)
		if clean != alsoClean || clean && got != other {
			t.Fatalf("seed %d: %q + %q + %q: %q one way, %q the other", seed, base, a, b, got, other)
		}
		if !utf8.ValidString(got) {
			t.Fatalf("seed %d: %q + %q + %q gave bytes that are no text", seed, base, a, b)
		}
		if one, ok := board.Merge(base, a, base); !ok || one != a {
			t.Fatalf("seed %d: merged with nothing %q became %q", seed, a, one)
		}
		if one, ok := board.Merge(base, base, b); !ok || one != b {
			t.Fatalf("seed %d: nothing merged with %q became %q", seed, b, one)
		}
		if one, ok := board.Merge(base, a, a); !ok || one != a {
			t.Fatalf("seed %d: twice the same edit %q became %q", seed, a, one)
		}
		if clean {
			merged++
		} else {
			asked++
		}
	}
	if merged < rounds/10 || asked < rounds/10 {
		t.Errorf("%d merged, %d left to a person: the triples say too little", merged, asked)
	}
}

// A long text costs the room no more than a short pause, and nothing is lost.
func TestMergeOfLongTexts(t *testing.T) {
	base := strings.Repeat("あ", 2000)
	if _, clean := board.Merge(base, strings.Repeat("い", 2000), strings.Repeat("う", 2000)); clean {
		t.Error("two texts that share nothing were merged")
	}
	if got, clean := board.Merge(base+"の道", "朝の"+base+"の道", base+"の道に花"); !clean || got != "朝の"+base+"の道に花" {
		t.Errorf("the ends of a long text were not merged: %v", clean)
	}
}

func TestVectorsOfMerge(t *testing.T) {
	type mergeVector struct {
		Base  string `json:"base"`
		A     string `json:"a"`
		B     string `json:"b"`
		Text  string `json:"text"`
		Clean bool   `json:"clean"`
	}
	luck := rand.New(rand.NewPCG(20261121, 3))
	var cases []mergeVector
	for range 3000 {
		parts := scribble(luck, luck.IntN(24))
		v := mergeVector{Base: strings.Join(parts, ""), A: strings.Join(editOf(luck, parts), ""), B: strings.Join(editOf(luck, parts), "")}
		v.Text, v.Clean = board.Merge(v.Base, v.A, v.B)
		cases = append(cases, v)
	}
	vectors(t, "merge.json", cases)
}

func BenchmarkMerge(b *testing.B) {
	for b.Loop() {
		board.Merge("頼みごとがいつも同じ人に行くのはどうしてか", "頼みごとがいつも決まった人に行くのはどうしてか", "頼みごとがいつも同じ人に行くのは、なぜか")
	}
}

// FuzzMerge: any three texts come together into one that is text, the same
// whichever edit was first; or into none.
func FuzzMerge(f *testing.F) {
	f.Add("ゴミ拾い", "ゴミ拾いの日", "ゴミ分別")
	f.Add("か\u3099", "か", "が")
	f.Add("👩‍👩‍👧", "👩‍👧", "👩‍👩‍👧‍👦")
	f.Fuzz(func(t *testing.T, base, a, b string) {
		if !utf8.ValidString(base) || !utf8.ValidString(a) || !utf8.ValidString(b) {
			return // such texts are refused before
		}
		text, clean := board.Merge(base, a, b)
		other, alsoClean := board.Merge(base, b, a)
		if clean != alsoClean || text != other || !utf8.ValidString(text) {
			t.Errorf("%q and %q from %q: %q %v, the other way %q %v", a, b, base, text, clean, other, alsoClean)
		}
	})
}
