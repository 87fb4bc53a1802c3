package intake_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
	"yoriai/server/notation"
)

// flat lists all texts of what a reader found, each as often as it is there.
func flat(im intake.Import, remarks []intake.Remark) []string {
	all := []string{im.Facts.Title, im.Facts.Theme, im.Facts.Date, im.Facts.Place, im.Facts.Host}
	for _, t := range im.Tables {
		all = append(all, t.Name, t.Theme)
		for _, m := range t.Members {
			all = append(all, m.Name)
		}
		all = append(all, textsOf(t.Content)...)
		for _, further := range t.Further {
			all = append(all, textsOf(further.Content)...)
		}
	}
	for _, theme := range im.Themes {
		all = append(all, theme.Text)
	}
	for _, r := range remarks {
		all = append(all, r.Text)
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

func textsOf(content board.ImportBoard) (all []string) {
	for _, g := range content.Groups {
		all = append(all, g.Title)
	}
	for _, n := range content.Notes {
		all = append(all, n.Text)
	}
	for _, s := range content.Statements {
		all = append(all, s.Text)
	}
	return all
}

func count(all []string, want string) int {
	n := 0
	for _, s := range all {
		if s == want {
			n++
		}
	}
	return n
}

// drawn shows a table's board as text, one line an item, indented by level.
func drawn(t *testing.T, tab intake.Table) string {
	t.Helper()
	im := intake.Import{Facts: board.Facts{Title: "催し", Theme: "問い"}, Tables: []intake.Table{tab}}
	var out strings.Builder
	s := exporttest.SetUp(t, im, exporttest.Seeded(3)).Report().Sections[0]
	draw(&out, s.Items, "")
	for _, n := range s.Lone {
		out.WriteString("lone " + n.Text + "\n")
	}
	for _, n := range s.Loose {
		out.WriteString("loose " + n.Text + "\n")
	}
	return out.String()
}

func draw(out *strings.Builder, items []export.Item, indent string) {
	for _, it := range items {
		fmt.Fprintf(out, "%s%s%s\n", indent, []string{"[", ". ", "> "}[it.Kind], it.Text)
		draw(out, it.Items, indent+"  ")
	}
}

func TestReadOutline(t *testing.T) {
	files, err := filepath.Glob("testdata/outline/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no outlines to read", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			im, remarks, err := intake.ReadOutline(string(text), exporttest.Seeded(1))
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			fmt.Fprintf(&out, "facts %q %q %q %q %q\n", im.Facts.Title, im.Facts.Theme, im.Facts.Date, im.Facts.Place, im.Facts.Host)
			for _, tab := range im.Tables {
				fmt.Fprintf(&out, "\ntable %q theme %q\n", tab.Name, tab.Theme)
				for _, m := range tab.Members {
					fmt.Fprintf(&out, "  %q %s %v\n", m.Name, m.Side, m.Coordinator)
				}
				out.WriteString(drawn(t, tab))
			}
			for _, r := range remarks {
				fmt.Fprintf(&out, "\nremark %d %s %q", r.Line, r.Key, r.Text)
			}
			exporttest.Golden(t, "outline/"+strings.TrimSuffix(filepath.Base(file), ".txt")+".golden", []byte(out.String()))
		})
	}
}

// TestNoLineLost: a text of lines of all sorts in any order; each line holds a
// word that stands nowhere else, and each word is found exactly once.
func TestNoLineLost(t *testing.T) {
	forms := []string{
		"%s", "%s", "%s", "%s。", "- ・%s", "- ・%s", "・%s", "- %s", "* %s", "+ %s", "•%s", "1. %s", "(2) %s", "③%s", "> %s", "# %s", "## %s", "### %s", "#### %s",
		"  %s", "    %s", "　%s", "\t- %s", "  ・%s", "テーマ: %s", "会場: %s", "日時: %s", "メンバー: %s", "%s、%[1]s二、%[1]s三", "%s(コーディネーター)", "%s、", "%s!", "%s？", "■%s", "【%s】", "%s: あと", "|%s|",
		"%s" + strings.Repeat("長", 130), "**%s**", "<!-- %s -->",
	}
	fixed := []string{"", "", "", "1班", "😊 2班", "第3班", "## 4班", "# 5班", "---", "一匹狼", "### 未整理", "-", "・", "(表札なし)", "1班の意見"}
	rapid.Check(t, func(rt *rapid.T) {
		var lines, tokens []string
		for i := range rapid.IntRange(1, 30).Draw(rt, "lines") {
			if rapid.IntRange(0, 3).Draw(rt, "fixed") == 0 {
				lines = append(lines, rapid.SampledFrom(fixed).Draw(rt, "line"))
				continue
			}
			token := fmt.Sprintf("語%d語", i)
			tokens = append(tokens, token)
			lines = append(lines, fmt.Sprintf(only(rapid.SampledFrom(forms).Draw(rt, "form")), token))
		}
		text := strings.Join(lines, "\n")
		if board.IsBlank(text) {
			return
		}
		im, remarks, err := intake.ReadOutline(text, exporttest.Seeded(5))
		if board.CodeOf(err) == board.Exists { // two coordinators at one table
			return
		}
		if err != nil {
			rt.Fatalf("%v\n%s", err, text)
		}
		all := flat(im, remarks)
		for _, token := range tokens {
			want := strings.Count(text, token)
			found := 0
			for _, s := range all {
				found += strings.Count(s, token)
			}
			if found != want {
				rt.Fatalf("%q is found %d times, not %d, in %q\n%s", token, found, want, all, text)
			}
		}
		exporttest.SetUp(t, im, exporttest.Seeded(6))
	})
}

// only spares fmt the complaint about arguments that a form does not use.
func only(form string) string { return form }

// TestPublishedRecord reads the record of a real workshop, where one lies
// beside the product or YORIAI_SAMPLE names one: no line lost or doubled, and
// the report made of it is read again as the same boards.
func TestPublishedRecord(t *testing.T) {
	path := os.Getenv("YORIAI_SAMPLE")
	if path == "" {
		if found, _ := filepath.Glob("../../../shared/data/*.txt"); len(found) > 0 {
			path = found[0]
		}
	}
	if path == "" {
		t.Skip("no record of a real workshop here")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	newID := exporttest.Seeded(1)
	im, remarks, err := intake.ReadOutline(string(data), newID)
	if err != nil {
		t.Fatal(err)
	}
	all := flat(im, remarks)
	notes := 0
	for i, l := range strings.Split(string(data), "\n") {
		l = strings.TrimSpace(l)
		bare := strings.TrimPrefix(strings.TrimPrefix(l, "- "), "・")
		if strings.HasPrefix(l, "- ") {
			notes++
		}
		if l == "" {
			continue
		}
		if !strings.HasPrefix(l, "- ") && count(all, bare) == 0 { // a member line: each name stands by itself
			for _, name := range strings.Split(bare, "、") {
				if name = strings.TrimSuffix(name, "(コーディネーター)"); count(all, name) != 1 {
					t.Errorf("a name in line %d is found %d times", i+1, count(all, name))
				}
			}
			continue
		}
		if bare == im.Facts.Theme {
			continue // said before each table, and kept once
		}
		if n := count(all, bare); n != 1 {
			t.Errorf("line %d is found %d times", i+1, n)
		}
	}
	first := exporttest.SetUp(t, im, newID).Report()
	kept := 0
	for _, tab := range im.Tables {
		kept += len(tab.Content.Notes) + len(tab.Content.Statements)
		last := tab.Members[len(tab.Members)-1]
		if !last.Coordinator || len(tab.Members) < 2 {
			t.Error("the member line does not end with the coordinator")
		}
	}
	if kept < notes || len(im.Tables) != 2 || first.Total.Loose != 0 {
		t.Errorf("%d tables, %d items for %d bullets, %d loose", len(im.Tables), kept, notes, first.Total.Loose)
	}
	md := exporttest.Markdown(t, first)
	if second := exporttest.Again(t, md); exporttest.Markdown(t, second) != md {
		t.Error("the report of the record reads as other boards")
	}
	t.Logf("%d tables, %d bullets, %d notes and statements, %d islands, %d remarks", len(im.Tables), notes, kept, len(im.Tables[0].Content.Groups)+len(im.Tables[1].Content.Groups), len(remarks))
}

// TestOwnMarkdownInOtherHands: people write into the file; nothing of it is lost.
func TestOwnMarkdownInOtherHands(t *testing.T) {
	md := "# 問いの文\n\n手で足した一行\n\n## 1班\n\n甲、乙(コーディネーター)\n\n### 島\n\n- 紙\n続きの行\n\n島の中の、手で足した行\n\n#### 深い\n\n- 深い紙\n\n### 島(つづき)\n\n- 戻った紙\n\n##### 飛んだ見出し\n\n- 飛んだ紙\n\n" + notation.Mark + "\n"
	im, remarks, err := intake.ReadOutline(md, exporttest.Counted())
	if err != nil {
		t.Fatal(err)
	}
	got := flat(im, remarks)
	for _, want := range []string{"手で足した一行", "紙\n続きの行", "島の中の、手で足した行", "深い紙", "戻った紙", "飛んだ見出し", "飛んだ紙"} {
		if n := count(got, want); n != 1 {
			t.Errorf("%q is found %d times in %q", want, n, got)
		}
	}
}
