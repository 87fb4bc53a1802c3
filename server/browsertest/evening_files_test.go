package browsertest

import (
	"bytes"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/intake"
)

// told is what a file tells of the evening: every table, and its ledger as
// the file itself counts it.
type told struct {
	Tables []table
	Ledger [][5]int
}

// mustTell compares a file with what was made.
func (e *evening) mustTell(where string, found told) {
	e.t.Helper()
	if len(found.Tables) != len(e.tables) {
		e.t.Errorf("%s tells of %d tables", where, len(found.Tables))
		return
	}
	for i, w := range e.tables {
		got := found.Tables[i].sorted()
		if got.Members == "" && where != "CSV" {
			e.t.Errorf("%s: table %d has no member line", where, i+1)
		}
		if got.Name != w.plan.Name {
			e.t.Errorf("%s: table %d is called %q", where, i+1, got.Name)
		}
		got.Gone = w.plan.Gone // the ledger tells of those
		mustEqual(e.t, fmt.Sprintf("%s, table %d", where, i+1), got, w.plan.table)
		if found.Ledger[i] != w.plan.tally() {
			e.t.Errorf("%s, table %d: the ledger says %v, not %v", where, i+1, found.Ledger[i], w.plan.tally())
		}
	}
}

// takeHome opens the results page and takes every file it offers.
func (g *guest) takeHome(url, workshop string) map[export.Format][]byte {
	g.t.Helper()
	files := map[export.Format][]byte{}
	for format, href := range g.offered(url, workshop) {
		files[format] = g.take(href)
	}
	for _, f := range []export.Format{export.DOCX, export.MD, export.CSV, export.HTML, export.JSON} {
		if len(files[f]) == 0 {
			g.t.Fatalf("the results page offers no %s", f)
		}
	}
	return files
}

// offered opens the results page and gives the addresses of its files.
func (g *guest) offered(url, workshop string) map[export.Format]string {
	g.t.Helper()
	g.open(url + "/w/" + workshop + "/results?for=internal")
	g.until("the files", `document.querySelectorAll(".files a[download]").length >= 5`)
	files := map[export.Format]string{}
	for _, href := range eval[[]string](g.person, `[...document.querySelectorAll(".files a[download]")].map((a) => a.getAttribute("href"))`) {
		format, _, _ := strings.Cut(href[strings.LastIndex(href, "/")+1:], "?")
		files[export.Format(format)] = href
	}
	return files
}

// archived takes the archive home, and nothing else.
func (g *guest) archived(url, workshop string) []byte {
	g.t.Helper()
	return g.take(g.offered(url, workshop)[export.JSON])
}

// take fetches an address with the cookies of this browser.
func (g *guest) take(href string) []byte {
	g.t.Helper()
	data := eval[string](g.person, fmt.Sprintf(`fetch(%s).then((r) => r.ok ? r.blob() : Promise.reject(new Error(r.status))).then((file) => new Promise((done) => {
		const reader = new FileReader();
		reader.onload = () => done(reader.result.split(",")[1] ?? "");
		reader.readAsDataURL(file);
	}))`, quoted(href)))
	raw, err := base64.StdEncoding.DecodeString(data)
	g.must(err, "take "+href)
	return raw
}

// laying puts items where the headings before them say.
type laying struct {
	table
	open []*twig // the islands down to where things are laid now
	set  *[]string
}

func (l *laying) heading(level int, title string) {
	l.set = nil
	l.open = l.open[:min(level-1, len(l.open))]
	into := &l.Items
	if n := len(l.open); n > 0 {
		into = &l.open[n-1].Items
	}
	*into = append(*into, twig{Kind: island, Text: title})
	l.open = append(l.open, &(*into)[len(*into)-1])
}

func (l *laying) lay(kind, text string) {
	switch {
	case l.set != nil && kind == note:
		*l.set = append(*l.set, text)
	case len(l.open) > 0:
		in := l.open[len(l.open)-1]
		in.Items = append(in.Items, twig{Kind: kind, Text: text})
	default:
		l.Items = append(l.Items, twig{Kind: kind, Text: text})
	}
}

var (
	escapedMark = regexp.MustCompile(`\\([!-/:-@\[-` + "`" + `{-~])`)
	reference   = regexp.MustCompile(`&#(\d+);`)
)

// plainText takes Markdown's escapes back.
func plainText(s string) string {
	s = escapedMark.ReplaceAllString(s, "$1")
	return reference.ReplaceAllStringFunc(s, func(ref string) string {
		n, _ := strconv.Atoi(reference.FindStringSubmatch(ref)[1])
		return string(rune(n))
	})
}

// mdLine is a line of the Markdown with its sort: "#" to "######", "-", ">",
// "---" or "" for a line of a paragraph.
type mdLine struct{ sort, text string }

var mdHeading = regexp.MustCompile(`^(#+) (.*)$`)

// mdLines reads Markdown in the simplest way there is, and not with the
// product's own reader.
func mdLines(md []byte) []mdLine {
	var lines []mdLine
	for l := range strings.Lines(string(md)) {
		l = strings.TrimRight(l, " \n")
		last := len(lines) - 1
		switch m := mdHeading.FindStringSubmatch(l); {
		case l == "" || strings.HasPrefix(l, "<!--"):
		case m != nil:
			lines = append(lines, mdLine{m[1], plainText(m[2])})
		case l == "---":
			lines = append(lines, mdLine{"---", ""})
		case strings.HasPrefix(l, "- "), strings.HasPrefix(l, "> "):
			lines = append(lines, mdLine{l[:1], plainText(l[2:])})
		case strings.HasPrefix(l, "  ") && last >= 0 && lines[last].sort == "-":
			lines[last].text += "\n" + plainText(l[2:])
		default:
			lines = append(lines, mdLine{"", plainText(l)})
		}
	}
	return lines
}

// tellMarkdown reads the tables and the ledger of a Markdown report.
func tellMarkdown(t *testing.T, md []byte) told {
	var out told
	var now *laying
	for _, l := range mdLines(md) {
		switch {
		case l.sort == "##" && slices.Contains([]string{say(t, "export.ledger"), say(t, "export.chapter.figures")}, l.text):
			now = nil
		case l.sort == "##":
			now = &laying{table: table{Name: l.text}}
			out.Tables = append(out.Tables, table{})
		case now == nil:
			out.ledgerRow(t, l.text)
		default:
			now.markdown(t, l)
		}
		if now != nil {
			out.Tables[len(out.Tables)-1] = now.table
		}
	}
	return out
}

func (l *laying) markdown(t *testing.T, line mdLine) {
	again, _ := strings.CutPrefix(say(t, "export.again"), "{title}")
	switch {
	case line.sort == "###" && line.text == say(t, "export.lone"):
		l.open, l.set = nil, &l.Lone
	case line.sort == "###" && line.text == say(t, "export.loose"):
		l.open, l.set = nil, &l.Loose
	case strings.HasPrefix(line.sort, "###") && strings.HasSuffix(line.text, again):
		l.open = l.open[:len(line.sort)-2]
	case strings.HasPrefix(line.sort, "###"):
		l.heading(len(line.sort)-2, line.text)
	case line.sort == "---":
		l.open = nil
	case line.sort == "-":
		l.lay(note, line.text)
	case line.sort == ">":
		l.lay(statement, line.text)
	case l.Members == "":
		l.Members = line.text
	}
}

// ledgerRow takes a row of the ledger's table; the head and the sum are not a table's.
func (out *told) ledgerRow(t *testing.T, line string) {
	t.Helper()
	cells := strings.Split(strings.Trim(line, "| "), "|")
	if len(cells) != 7 || len(out.Ledger) == len(out.Tables) {
		return
	}
	var numbers []int
	for _, c := range cells[1:] {
		n, err := strconv.Atoi(strings.TrimSpace(c))
		if err != nil {
			return
		}
		numbers = append(numbers, n)
	}
	if hidden := numbers[4]; hidden != 0 {
		t.Errorf("the ledger tells of %d hidden notes; nobody hid one", hidden)
	}
	out.Ledger = append(out.Ledger, [5]int(slices.Delete(numbers, 4, 5)))
}

// tellCSV reads the one table of the CSV: a row for each note, a column for
// each level of title cards.
func tellCSV(t *testing.T, data []byte) told {
	t.Helper()
	rest, marked := bytes.CutPrefix(data, []byte("\uFEFF"))
	if !marked {
		t.Error("the CSV has no byte order mark")
	}
	rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	kindAt := slices.Index(rows[0], say(t, "export.csv.kind"))
	textAt := slices.Index(rows[0], say(t, "export.csv.text"))
	var out told
	var path []string
	var now *laying
	for _, row := range rows[1:] {
		if row[kindAt] == say(t, "export.chapter.figures") {
			continue
		}
		if now == nil || now.Name != row[0] {
			now, path = &laying{table: table{Name: row[0]}}, nil
			out.Tables, out.Ledger = append(out.Tables, table{}), append(out.Ledger, [5]int{})
		}
		path = now.csvRow(t, path, titlesOf(row[2:kindAt]), row[kindAt], unguarded(row[textAt]), &out.Ledger[len(out.Ledger)-1])
		out.Tables[len(out.Tables)-1] = now.table
	}
	return out
}

func titlesOf(cells []string) (titles []string) {
	for _, c := range cells {
		if c != "" {
			titles = append(titles, unguarded(c))
		}
	}
	return titles
}

// unguarded takes off the apostrophe that keeps a spreadsheet from calculating.
func unguarded(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && strings.ContainsAny(rest[:1], "=+-@\t\r") || ok && strings.ContainsRune("＝＋－＠", []rune(rest)[0]) {
		return rest
	}
	return cell
}

// csvRow lays one row, opening the islands that the row before was not in.
func (l *laying) csvRow(t *testing.T, path, titles []string, kind, text string, ledger *[5]int) []string {
	same := 0
	for same < len(path) && same < len(titles) && path[same] == titles[same] {
		same++
	}
	l.open = l.open[:min(same, len(l.open))]
	for i := same; i < len(titles); i++ {
		l.heading(i+1, titles[i])
	}
	count := func(slot int) { ledger[slot]++; ledger[4]++ }
	switch kind {
	case say(t, "export.kind.note"):
		l.lay(note, text)
		count(0)
	case say(t, "export.kind.statement"):
		l.lay(statement, text)
	case say(t, "export.lone"):
		l.Lone = append(l.Lone, text)
		count(1)
	case say(t, "export.loose"):
		l.Loose = append(l.Loose, text)
		count(2)
	case say(t, "export.ledger.withdrawn"):
		count(3)
	case say(t, "export.kind.title"):
	default:
		t.Errorf("the CSV has a row of kind %q", kind)
	}
	return titles
}

// tellArchive reads the JSON archive.
func tellArchive(t *testing.T, data []byte) told {
	t.Helper()
	a, err := archive.Read(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	boards := map[board.BoardID]*board.State{}
	for _, d := range a.Boards {
		s := board.StateOf(d.Records)
		root, _ := s.Board()
		boards[root.ID] = s
	}
	var out told
	hall := board.StateOf(a.Workshop.Records)
	for _, tb := range hall.Tables() {
		s := boards[hall.Assignments(tb.ID)[0].ID]
		made := tableOf(s.Records())
		made.Name, made.Members = tb.Name, memberLine(peopleOf(hall.Seats(tb.ID)))
		tally := s.Outline().Tally
		out.Tables = append(out.Tables, made)
		out.Ledger = append(out.Ledger, [5]int{tally.Grouped, tally.Lone, tally.Loose, tally.Withdrawn, tally.Written})
	}
	return out
}

func peopleOf(seats []board.Seat) (people []intake.Member) {
	for _, p := range seats {
		people = append(people, intake.Member{Name: p.Name, Side: p.Side, Coordinator: p.Role == board.Coordinator})
	}
	return people
}

// tellPage is a script that reads the report in an HTML document.
const tellPage = `((doc) => {
  const kids = (root) => [...root.children].flatMap((e) =>
    e.matches(".doc__island--apart") ? []
    : e.matches("section.doc__island") ? [{ kind: "island", text: e.querySelector(".doc__title, h3, h4, h5, h6, [role=heading]").textContent, items: kids(e) }]
    : e.matches("ul") ? [...e.children].map((li) => ({ kind: "note", text: li.textContent }))
    : e.matches("p.statement") ? [{ kind: "statement", text: e.textContent }] : []);
  const sections = [...doc.querySelectorAll("section.doc__table[id^=table-]")];
  const set = (s, name) => [...s.querySelectorAll("section.doc__island--apart")].filter((x) => x.querySelector("h3").textContent === name).flatMap((x) => [...x.querySelectorAll("li")].map((li) => li.textContent));
  return {
    tables: sections.map((s) => ({ name: s.querySelector("h2").textContent, members: s.querySelector(".doc__who")?.textContent ?? "",
      items: kids(s),
      lone: set(s, LONE), loose: set(s, LOOSE) })),
    ledger: [...doc.querySelectorAll(".doc__ledger tbody tr")].slice(0, sections.length).map((r) => [...r.querySelectorAll("td")].map((c) => Number(c.textContent))).map(([grouped, lone, loose, gone, hidden, written]) => (hidden === 0 ? [grouped, lone, loose, gone, written] : [])),
  };
})(DOC)`

// tellHTML reads a document by a browser: doc is an expression for it.
func (g *guest) tellHTML(doc string) told {
	g.t.Helper()
	script := strings.NewReplacer("LONE", quoted(g.say("export.lone")), "LOOSE", quoted(g.say("export.loose")), "DOC", doc).Replace(tellPage)
	return eval[told](g.person, script)
}
