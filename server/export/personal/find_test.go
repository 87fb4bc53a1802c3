package personal_test

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"pgregory.net/rapid"

	"yoriai/server/export/personal"
)

var people = []string{"鈴木　喜一", "森 花子", "小川 次郎", "荻原 みどり", "高橋(幹)", "はら さくら", "山田太郎", "大槻", "Tom Brown", "さとう", "林"}

// told writes a text with what is found in 【】.
func told(text string, found []personal.Found) string {
	var out strings.Builder
	at := 0
	for _, f := range found {
		out.WriteString(text[at:f.From] + "【" + string(f.Sort) + ":" + text[f.From:f.To] + "】")
		at = f.To
	}
	return out.String() + text[at:]
}

func TestFinds(t *testing.T) {
	f := personal.New(people, []string{"たろちゃん"})
	for text, want := range map[string]string{
		// telephone numbers
		"電話は090-1234-5678です":         "電話は【phone:090-1234-5678】です",
		"０９０－１２３４－５６７８":              "【phone:０９０－１２３４－５６７８】",
		"09012345678まで":              "【phone:09012345678】まで",
		"080 1234 5678":              "【phone:080 1234 5678】",
		"０９０ー１２３４ー５６７８へ":             "【phone:０９０ー１２３４ー５６７８】へ",
		"090‐1234−5678":              "【phone:090‐1234−5678】",
		"03-1234-5678に":              "【phone:03-1234-5678】に",
		"(03)1234-5678":              "【phone:(03)1234-5678】",
		"0471(82)1234":               "【phone:0471(82)1234】",
		"0120-123-456":               "【phone:0120-123-456】",
		"0800-123-4567":              "【phone:0800-123-4567】",
		"+81 90-1234-5678":           "【phone:+81 90-1234-5678】",
		"+81(0)3-1234-5678":          "【phone:+81(0)3-1234-5678】",
		"〇九〇‐一二三四‐五六七八":              "【phone:〇九〇‐一二三四‐五六七八】",
		"内線 2345 へ":                  "内線 【phone:2345】 へ",
		"電話 82-1234":                 "電話 【phone:82-1234】",
		"家は352-1234":                 "家は【phone:352-1234】",
		"090-1234-5678 03-1234-5678": "【phone:090-1234-5678】 【phone:03-1234-5678】",
		// numbers on cards
		"マイナンバー123456789012":  "マイナンバー【number:123456789012】",
		"1234 5678 9012":      "【number:1234 5678 9012】",
		"4111-1111-1111-1111": "【number:4111-1111-1111-1111】",
		"口座番号は1234567です":      "口座番号は【number:1234567】です",
		// mail and pages
		"hana@example.jpまで":                    "【mail:hana@example.jp】まで",
		"ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ":                      "【mail:ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ】",
		"hana.y+a(at)example.co.jp":            "【mail:hana.y+a(at)example.co.jp】",
		"https://x.com/hanako を見て":             "【link:https://x.com/hanako】 を見て",
		"https://www.city.example.jp/park を見て": "https://www.city.example.jp/park を見て",
		"@hana_ko に連絡":                         "【link:@hana_ko】 に連絡",
		// addresses
		"〒270-1166": "【address:〒270-1166】",
		"千葉県我孫子市本町2丁目3番4号": "【address:千葉県我孫子市本町2丁目3番4号】",
		"本町二丁目三番四号の家":      "【address:本町二丁目三番四号】の家",
		"本町2-3-4に住んでいる":    "【address:本町2-3-4】に住んでいる",
		"みどり台１－２－３":        "【address:みどり台１－２－３】",
		"旭1-2-3 ハイツ旭205号室": "【address:旭1-2-3 ハイツ旭205号室】",
		"湖北台５番地":           "【address:湖北台５番地】",
		// birth
		"昭和25年3月3日生まれ":    "【birth:昭和25年3月3日生まれ】",
		"生年月日は1950/3/3です": "【birth:生年月日は1950/3/3】です",
		"昭和二十五年三月三日生まれの人": "【birth:昭和二十五年三月三日生まれ】の人",
		"S25.3.3生": "【birth:S25.3.3生】",
		// people on the roster
		"鈴木 喜一が言った":      "【name:鈴木 喜一】が言った",
		"鈴木喜一が言った":       "【name:鈴木喜一】が言った",
		"鈴木さんの畑":         "【name:鈴木】さんの畑",
		"担当鈴木が来た":        "担当【name:鈴木】が来た",
		"鈴木に頼む":          "【name:鈴木】に頼む",
		"鈴木課長":           "【name:鈴木】課長",
		"森さんに聞く":         "【name:森】さんに聞く",
		"喜一さん":           "【name:喜一】さん",
		"花子ちゃんと":         "【name:花子】ちゃんと",
		"小川さん":           "【name:小川】さん",
		"山田太郎は":          "【name:山田太郎】は",
		"さとうさん":          "【name:さとう】さん",
		"高橋様へ":           "【name:高橋】様へ",
		"大槻は反対":          "【name:大槻】は反対",
		"たろちゃんが":         "【hand:たろちゃん】が",
		"タロチャンではなくたろちゃん": "【name:タロ】チャンではなく【hand:たろちゃん】",
		// called like people
		"田中さんの店": "【name:田中】さんの店",
		"ハナちゃん":  "【name:ハナ】ちゃん",
		"ﾊﾅﾁｬﾝ":  "【name:ﾊﾅ】ﾁｬﾝ",
		"佐藤部長":   "【name:佐藤】部長",
		"中村健太郎が": "【name:中村健太郎】が",
		// both
		"鈴木さん(090-1234-5678)": "【name:鈴木】さん(【phone:090-1234-5678】)",
	} {
		if got := told(text, f.In(text)); got != want {
			t.Errorf("%s\n became %s\n    not %s", text, got, want)
		}
	}
}

// What a workshop is about stays readable.
func TestLeavesAlone(t *testing.T) {
	f := personal.New(people, nil)
	for _, text := range []string{
		"5番目", "5番目の信号", "100円", "1,000円", "100-2000円", "三丁目の夕日", "3丁目の公園", "二丁目の二つの池", "1番の人気", "令和8年11月21日(土)", "2026-11-21", "2026年4月1日から",
		"10時00分〜12時00分", "10:00-12:00", "1丁目から3丁目まで", "20〜30代", "第12回 2024 2025 2026", "3〜5人", "65歳以上", "0歳から100歳", "24時間365日", "1 2 3 4 5 6 7 8 9 10",
		"森を守る", "森の中", "林の手入れ", "小川がきれい", "小川のほとり", "山田町の祭り", "大槻町", "鈴木町",
		"皆さん", "みなさんで", "たくさんの人", "お母さん", "おばあさん", "お客様", "神様", "職員さん", "八百屋さん", "大工さん", "赤ちゃん", "おじいちゃん", "仕様", "同様に", "様々な", "氏名", "諸君", "彼氏", "ママさんバレー", "校長先生", "業者さん", "近所の人", "小学生", "先生がいない", "模様替え", "多様性", "家の前", "君たち", "春に担当が替わると、約束も一緒に替わる。", "はらが減る", "さとうを入れる",
		"電話がつながらない", "電話1本で", "110番", "119番する", "https://www.city.example.jp/", "A4で2枚", "千葉県我孫子市", "国道356号", "1級河川", "5〜10分", "50%以上", "2-3人", "1-2回", "４月１日",
	} {
		if found := f.In(text); len(found) > 0 {
			t.Errorf("%s: %s", text, told(text, found))
		}
	}
}

// Whatever the text: finds lie in order, apart, between characters; and what is
// found is found in full width as well.
func TestFindsAreWhole(t *testing.T) {
	f := personal.New(people, []string{"あだ名"})
	pieces := []string{"鈴木", "鈴木 喜一", "さん", "ちゃん", "森", "090-1234-5678", "０９０", "-", "ー", "1234", "〇九〇", "@", "example.jp", "本町", "丁目", "2", "-3-4", "か\u3099", "ｶﾞ", "👨‍👩‍👧", "𠮷", " ", "　", "\n", "。", "は", "あだ名", "昭和25年", "3月3日", "生まれ", "〒", "e\u0301", "+81", "(", ")", "\u200d", "\u202e"}
	rapid.Check(t, func(rt *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(rt, "text"), "")
		edges := map[int]bool{0: true}
		g, at := uniseg.NewGraphemes(text), 0
		for g.Next() {
			at += len(g.Str())
			edges[at] = true
		}
		last := 0
		for _, found := range f.In(text) {
			if found.From < last || found.To <= found.From || !edges[found.From] || !edges[found.To] {
				rt.Fatalf("%q: %+v", text, f.In(text))
			}
			last = found.To
		}
	})
}

// A number is found wherever it stands among words.
func TestFindsAmongWords(t *testing.T) {
	f := personal.New(people, nil)
	around := rapid.SampledFrom([]string{"", "です", "。", "へ電話", "「", "道が暗い", "👍", "\n", " "})
	rapid.Check(t, func(rt *rapid.T) {
		secret := rapid.SampledFrom([]string{"090-1234-5678", "03-1234-5678", "０４７１－８２－１２３４", "hana@example.jp", "鈴木 喜一", "〒270-1166"}).Draw(rt, "secret")
		text := around.Draw(rt, "before") + secret + around.Draw(rt, "behind")
		if got := told(text, f.In(text)); strings.Contains(strings.ReplaceAll(got, ":"+secret+"】", ""), secret) || !strings.Contains(got, "【") {
			rt.Fatalf("%s: %s", text, got)
		}
	})
}

func BenchmarkFind(b *testing.B) {
	f := personal.New(people, nil)
	for b.Loop() {
		f.In("春に担当が替わると、約束も一緒に替わる。鈴木さん(090-1234-5678)に聞く。")
	}
}
