package export_test

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// TestMarkdownRoundTrip: whatever people wrote, the Markdown read again gives
// the same boards, and written again the same bytes.
func TestMarkdownRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		newID := exporttest.Seeded(rapid.Uint64().Draw(rt, "ids"))
		first := exporttest.SetUp(t, exporttest.DrawImport(rt, newID), newID).Report()
		md := string(written(t, first, export.MD))
		second := exporttest.Again(t, md)
		if first.Title != second.Title || first.Theme != second.Theme || first.Date != second.Date || first.Place != second.Place || first.Host != second.Host {
			rt.Fatalf("facts: %q became %q\n%s", []string{first.Title, first.Theme, first.Place, first.Host}, []string{second.Title, second.Theme, second.Place, second.Host}, md)
		}
		if len(first.Sections) != len(second.Sections) {
			rt.Fatalf("%d tables became %d\n%s", len(first.Sections), len(second.Sections), md)
		}
		for i := range first.Sections {
			a, b := exporttest.PlainSection(first.Sections[i]), exporttest.PlainSection(second.Sections[i])
			if !reflect.DeepEqual(a, b) {
				rt.Fatalf("table %d:\n%#v\nbecame\n%#v\n%s", i+1, a, b, md)
			}
		}
	})
}

// TestMarkdownLooksLikeARecord: what a person reads comes before what a program needs.
func TestMarkdownLooksLikeARecord(t *testing.T) {
	md := string(written(t, exporttest.Sample(t).Report(), export.MD))
	for _, want := range []string{
		"日にち: 令和8年(2026年)11月21日(土)", "\n荻原、樋口、久保田、梶、野々村、大槻、相馬(コーディネーター)\n",
		"\n### 役所に頼むと、話が初めからになる\n\n- 春に担当が替わると、約束も一緒に替わる。\n",
		"\n##### 泥は、上げたあとが重い\n", "\n> 道具小屋の鍵は", "| 合計 | 55 | 4 | 2 | 2 | 0 | 63 |",
	} {
		if !strings.Contains(md, want) {
			t.Errorf("the Markdown has no %q", want)
		}
	}
	if strings.Contains(md, `\`) {
		t.Error("ordinary Japanese needs no backslash")
	}
	if strings.Contains(md, "いつもどおりでよい") {
		t.Error("a withdrawn note is in the report")
	}
}
