package newsletter_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/export"
	"yoriai/server/export/docx/docxtest"
	"yoriai/server/export/exporttest"
	"yoriai/server/export/newsletter"
	"yoriai/server/export/typeset"
)

// newsReport is the sample with all that a newsletter can say.
func newsReport(t testing.TB) export.Report {
	r := exporttest.Sample(t).Report()
	r.News = export.News{
		Quotes: []export.Quote{
			{Text: "線を引くより、線の上に一緒に立ってくれる人がほしい。", Table: "1班", Side: board.Citizen},
			{Text: "危ない順に並べた表はある。見せたことがないだけ。", Table: "2班", Side: board.Staff},
			{Text: strings.Repeat("順番が分かれば、五年でも待てる。", 20), Table: "2班"},
		},
		Next: "令和8年12月12日(土) 午後6時から みどり台地区センター",
	}
	r.Survey = &export.Survey{Answered: 12, Questions: []export.Question{
		{Text: "今日はどうでしたか", Answers: []export.Answer{{Text: "1"}, {Text: "4", N: 5}, {Text: "5 とてもよかった", N: 7}}},
	}}
	return r
}

// crowded is an evening of so many tables, each with eight long title cards.
func crowded(t testing.TB, tables int) export.Report {
	r := newsReport(t)
	r.Theme = strings.Repeat("公園と道の手入れを、市民と職員でどう続けるか。", 4)
	first := r.Sections[0]
	r.Sections = nil
	for i := range tables {
		s := first
		s.Table, s.Items = fmt.Sprintf("%d班", i+1), nil
		for n := range 8 {
			s.Items = append(s.Items, export.Item{Kind: export.Island, Text: fmt.Sprintf("%d番目の表札は、とても長い文で、一行にはとても入らないほどの言葉が並んでいます。それでも読みたい", n+1)})
		}
		r.Sections = append(r.Sections, s)
	}
	return r
}

func newsFiles(t testing.TB, r export.Report) (docx, html []byte) {
	t.Helper()
	var word, page bytes.Buffer
	if err := newsletter.WriteDOCX(&word, r); err != nil {
		t.Fatal(err)
	}
	if err := newsletter.WriteHTML(&page, r); err != nil {
		t.Fatal(err)
	}
	return word.Bytes(), page.Bytes()
}

func TestNewsletterGolden(t *testing.T) {
	docx, html := newsFiles(t, newsReport(t))
	all := docxtest.Parts(t, docx)
	held := 0
	for name, part := range all {
		held += docxtest.Check(t, name, part)
	}
	if held < 60 {
		t.Errorf("only %d elements were held to an order", held)
	}
	styles := all["word/styles.xml"]
	for _, m := range regexp.MustCompile(`<w:pStyle w:val="([^"]+)"`).FindAllStringSubmatch(all["word/document.xml"], -1) {
		if !strings.Contains(styles, `w:styleId="`+m[1]+`"`) {
			t.Errorf("there is no style %s", m[1])
		}
	}
	exporttest.Golden(t, "news.document.xml", []byte(strings.ReplaceAll(all["word/document.xml"], "</w:p>", "</w:p>\n")))
	exporttest.Golden(t, "news.html", html)
	for _, want := range []string{"かわら版", "「線を引くより、線の上に一緒に立ってくれる人がほしい。」", "1班・市民", "「5 とてもよかった」7人", "12月12日(土) 午後6時から", "役所に頼むと、話が初めからになる"} {
		if !strings.Contains(string(html), want) || !strings.Contains(all["word/document.xml"], want) {
			t.Errorf("the newsletter does not say %s", want)
		}
	}
	if again, _ := newsFiles(t, newsReport(t)); !bytes.Equal(again, docx) {
		t.Error("two newsletters of one report differ")
	}
}

// TestNewsletterShortens: of many tables fewer title cards are told, then fewer
// tables, and then it says so; what is told is the report's own.
func TestNewsletterShortens(t *testing.T) {
	wholetest.Only(t)
	last := 100
	for _, tables := range []int{1, 4, 12, 30, 60} {
		s := newsletter.Make(crowded(t, tables))
		if len(s.Tables) == 0 || len(s.Tables[0].Cards) > last {
			t.Fatalf("%d tables: %d are told, with %d cards", tables, len(s.Tables), len(s.Tables[0].Cards))
		}
		last = len(s.Tables[0].Cards)
		if (s.LeftOut != "") != (len(s.Tables) < tables) {
			t.Errorf("%d tables, %d told: %q", tables, len(s.Tables), s.LeftOut)
		}
		if tables == 12 && s.LeftOut != "" {
			t.Error("an evening of twelve tables does not fit")
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		r := exporttest.DrawReport(t, rt)
		s := newsletter.Make(r)
		for i, table := range s.Tables {
			for _, card := range table.Cards {
				begins := strings.TrimSuffix(card, "…")
				if !slices.ContainsFunc(r.Sections, func(s export.Section) bool {
					return slices.ContainsFunc(s.Items, func(it export.Item) bool {
						return strings.HasPrefix(strings.Join(strings.Fields(typeset.Clean(it.Text)), " "), begins)
					})
				}) {
					rt.Fatalf("table %d says %q, which no title card says", i, card)
				}
			}
		}
		docx, html := newsFiles(t, r)
		docxtest.Check(t, "word/document.xml", docxtest.Parts(t, docx)["word/document.xml"])
		if strings.Contains(string(html), "<script") {
			rt.Fatal("the page runs something")
		}
	})
}

// TestNewsletterUntitled: where nobody wrote a title card the newsletter does
// not say that somebody did.
func TestNewsletterUntitled(t *testing.T) {
	r := newsReport(t)
	titled := newsletter.Make(r).Lead
	for i := range r.Sections {
		r.Sections[i].Items = nil
	}
	if plain := newsletter.Make(r).Lead; plain == titled || strings.Contains(plain, "言葉") {
		t.Errorf("without title cards: %q", plain)
	}
}

// TestNewsletterIsOnePage prints it with the programs that people use, where
// there are any: an ordinary evening, one of twelve tables, and one of sixty.
func TestNewsletterIsOnePage(t *testing.T) {
	wholetest.Only(t)
	for name, r := range map[string]export.Report{"ordinary": newsReport(t), "twelve": crowded(t, 12), "sixty": crowded(t, 60)} {
		docx, html := newsFiles(t, r)
		dir := t.TempDir()
		if keep := os.Getenv("YORIAI_NEWS"); keep != "" {
			dir = keep
		}
		word, page := filepath.Join(dir, name+".docx"), filepath.Join(dir, name+"-page.html")
		for path, data := range map[string][]byte{word: docx, page: html} {
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		onePage(t, filepath.Join(dir, name+".pdf"), "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, word)
		printed := filepath.Join(dir, name+"-page.pdf")
		onePage(t, printed, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--user-data-dir="+dir+"/chromium", "--print-to-pdf="+printed, "file://"+page)
	}
}

var pdfPages = regexp.MustCompile(`Pages:\s+(\d+)`)

func onePage(t *testing.T, pdf, program string, args ...string) {
	t.Helper()
	path, err := exec.LookPath(program)
	info, infoErr := exec.LookPath("pdfinfo")
	if err != nil || infoErr != nil {
		t.Logf("no %s here", program)
		return
	}
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	if out, err := exec.CommandContext(ctx, path, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", program, err, out)
	}
	out, err := exec.CommandContext(ctx, info, pdf).Output()
	if m := pdfPages.FindSubmatch(out); err != nil || m == nil || string(m[1]) != "1" {
		t.Errorf("%s makes %s pages of %s (%v)", program, m, filepath.Base(pdf), err)
	}
}

// BenchmarkNewsletter shortens an evening of twelve tables.
func BenchmarkNewsletter(b *testing.B) {
	r := crowded(b, 12)
	b.ReportAllocs()
	for b.Loop() {
		newsFiles(b, r)
	}
}
