package pages

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"html/template"
	"io"
	"regexp"
	"strings"
	"testing"

	"yoriai/board"
)

// hostile is what a person or a program may put into any field: markup that
// would run, quotes that would end an attribute, a right-to-left override, and
// a name without a place to break.
const hostile = `<script>alert(1)</script>"'` + "`" + `><img src=x onerror=alert(1)></title></textarea>{{.}}&amp;` + "\u202e\u2028"

func newPages(t *testing.T) *Pages {
	t.Helper()
	p, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// everyPage draws each page with the same text in every field.
func everyPage(p *Pages, text string) map[string]func(io.Writer) error {
	tables := []TableChoice{{ID: board.TableID(text), Name: text, People: 3}, {ID: "t2", Name: text}}
	boot := map[string]any{"text": text, "list": []string{text}, "nothing": nil}
	return map[string]func(io.Writer) error{
		"home":        func(w io.Writer) error { return p.Home(w, Home{Error: "home.error.code", Code: text}) },
		"home, plain": func(w io.Writer) error { return p.Home(w, Home{}) },
		"join": func(w io.Writer) error {
			return p.Join(w, Join{Code: text, Title: text, Theme: text, Date: text, Place: text, Tables: tables, Name: text, Side: board.Side(text), Table: board.TableID(text), Error: "join.error.name", Field: "name"})
		},
		"join, chosen": func(w io.Writer) error {
			return p.Join(w, Join{Title: text, Theme: text, Date: "2026-12-05", Policy: Policy{Published: text + "\n" + text, Names: board.NamesSurname, KeptUntil: "2027-03-31"}, Tables: tables, Side: board.Staff, Table: "t2", Error: "refusal.nobody_wrote_this_one"})
		},
		"join, side": func(w io.Writer) error {
			return p.Join(w, Join{Tables: tables, Error: "join.error.side", Field: "side"})
		},
		"join, table": func(w io.Writer) error {
			return p.Join(w, Join{Tables: tables, Error: "join.error.table", Field: "table"})
		},
		"join, closed": func(w io.Writer) error { return p.Join(w, Join{Title: text, Closed: true}) },
		"join, early":  func(w io.Writer) error { return p.Join(w, Join{Title: text, Code: text}) },
		"seated": func(w io.Writer) error {
			return p.Seated(w, Seated{board.Coordinator, text, text, text, "/k/a", Policy{}})
		},
		"facilitator": func(w io.Writer) error {
			return p.Seated(w, Seated{board.Facilitator, text, text, text, "/k/a", Policy{}})
		},
		"organiser": func(w io.Writer) error {
			return p.Seated(w, Seated{board.Organiser, text, text, text, "/k/a", Policy{}})
		},
		"organise": func(w io.Writer) error {
			return p.Organise(w, Organise{Workshops: []WorkshopLine{{ID: "w", Title: text, Theme: text, Date: text, Place: text}}, Facts: Facts{text, text, text, text, text}, Error: "refusal.too_big", ErrorAt: "facts"})
		},
		"organise, first": func(w io.Writer) error {
			return p.Organise(w, Organise{Error: "organise.error.file", ErrorAt: "import"})
		},
		"app": func(w io.Writer) error { return p.App(w, App{text, text, "page/seat.js", boot, true}) },
		"results": func(w io.Writer) error {
			return p.Results(w, Results{Workshop: "w", Title: text, Theme: text, Date: "2018-02-03", Place: text, Tables: tables, Table: board.TableID(text), Body: "<h1>題</h1>", Hall: true})
		},
		"news": func(w io.Writer) error {
			return p.News(w, News{Title: text, Next: text, Most: 3, Saved: true, Error: "news.refused.quota", Tables: []NewsTable{{Name: text, Open: true, Notes: []NewsNote{{Value: "a b", Text: text, Side: board.Citizen, Chosen: true}}}}})
		},
		"results, seat": func(w io.Writer) error { return p.Results(w, Results{Title: text, Body: "<h1>題</h1>", Back: "/s/a"}) },
		"leave": func(w io.Writer) error {
			return p.Leave(w, Leave{text, text, "/s/a/leave", "/s/a", "w", board.SeatID(text)})
		},
		"leave, hall": func(w io.Writer) error { return p.Leave(w, Leave{text, "", "/s/a/leave", "/w/a/hall", "w", "s"}) },
		"error":       func(w io.Writer) error { return p.Error(w, Error{404, "error.404", Link{"/x", "error.again"}}) },
		"error, bare": func(w io.Writer) error { return p.Error(w, Error{Sentence: "error.other"}) },
	}
}

func TestPagesAreWellFormed(t *testing.T) {
	p := newPages(t)
	for kind, text := range map[string]string{"hostile": hostile, "empty": "", "long": strings.Repeat("長い名前", 300), "plain": "1班"} {
		for name, draw := range everyPage(p, text) {
			t.Run(kind+" "+name, func(t *testing.T) {
				var page bytes.Buffer
				if err := draw(&page); err != nil {
					t.Fatal(err)
				}
				checkPage(t, page.Bytes())
			})
		}
	}
}

// rawKey is what a key would look like if it were shown instead of its text.
var rawKey = regexp.MustCompile(`\b(page|home|join|seated|organise|facts|results|leave|error|side|role|phase|refusal|noscript|date)\.[a-z_]+\b`)

// checkPage reads the page as XML, which our templates are on purpose: every
// element must be closed, and nothing a person typed may have become one.
func checkPage(t *testing.T, page []byte) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(page))
	d.Entity = xml.HTMLEntity
	var within []string
	seen := map[string]int{}
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, page)
		}
		switch token := token.(type) {
		case xml.StartElement:
			within = append(within, token.Name.Local)
			seen[token.Name.Local]++
			checkElement(t, token)
		case xml.EndElement:
			within = within[:len(within)-1]
		case xml.CharData:
			checkText(t, within, string(token))
		}
	}
	if seen["main"] != 1 || seen["h1"] < 1 || seen["title"] != 1 {
		t.Errorf("a page has one title, one main part and a heading: %v", seen)
	}
}

func checkElement(t *testing.T, e xml.StartElement) {
	t.Helper()
	for _, a := range e.Attr {
		name := strings.ToLower(a.Name.Local)
		if strings.HasPrefix(name, "on") || name == "style" {
			t.Errorf("<%s %s=…> is inline and our policy forbids it", e.Name.Local, name)
		}
		if name == "src" && !strings.HasPrefix(a.Value, "/static/") {
			t.Errorf("<%s> loads %q", e.Name.Local, a.Value)
		}
	}
}

func checkText(t *testing.T, within []string, text string) {
	t.Helper()
	if len(within) == 0 {
		return
	}
	if within[len(within)-1] == "script" {
		if text = strings.TrimSpace(text); text != "" && !json.Valid([]byte(text)) {
			t.Errorf("the boot data is no JSON: %.200s", text)
		}
		return
	}
	if found := rawKey.FindString(text); found != "" {
		t.Errorf("a key is shown raw: %s", found)
	}
}

// The boot data must come out of the page as it went in, whatever people
// have called themselves: it is read by JSON.parse and nothing else.
func TestBootDataSurvives(t *testing.T) {
	p := newPages(t)
	type seat struct {
		Name string `json:"name"`
	}
	var page bytes.Buffer
	if err := p.App(&page, App{Title: "t", Heading: "h", Module: "page/seat.js", Boot: seat{hostile}}); err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(page.String(), `id="boot">`)
	raw, _, _ := strings.Cut(after, "</script>")
	var got seat
	if err := json.Unmarshal([]byte(raw), &got); err != nil || got.Name != hostile {
		t.Errorf("boot came back as %q, %v", got.Name, err)
	}
}

// A page that cannot be drawn sends nothing: half a page would look like a
// whole one.
func TestNothingIsSentOfABrokenPage(t *testing.T) {
	p := newPages(t)
	var page bytes.Buffer
	if err := p.Error(&page, Error{Sentence: "error.nobody_wrote_this"}); err == nil {
		t.Error("a key without a text was drawn")
	}
	if page.Len() > 0 {
		t.Errorf("%d bytes were sent", page.Len())
	}
}

func TestWordsOfUnknownKeys(t *testing.T) {
	p := newPages(t)
	if got := p.Words("refusal.of_tomorrow"); got != p.Words("refusal.unknown") || got == "" {
		t.Errorf("an unknown refusal reads %q", got)
	}
	for _, code := range []board.Code{board.TooBig, board.Storage} {
		if p.Words("refusal."+string(code)) == p.Words("refusal.unknown") {
			t.Errorf("%s has no sentence", code)
		}
	}
}

func TestDays(t *testing.T) {
	p := newPages(t)
	for iso, want := range map[string]string{
		"2026-11-20": "令和8年11月20日(金)", "2019-05-01": "令和1年5月1日(水)", "2019-04-30": "2019年4月30日(火)",
		"": "", "あした": "あした", "2026-02-30": "2026-02-30",
	} {
		if got, err := p.day(iso); got != want || err != nil {
			t.Errorf("%q reads %q (%v), want %q", iso, got, err, want)
		}
	}
}

func TestShownCode(t *testing.T) {
	for code, want := range map[string]string{"KTRM49WP": "KTRM-49WP", "": "", "ktrm": "ktrm", "ＫＴ34": "ＫＴ34", "KTRM-49WP": "KTRM-49WP"} {
		if got := ShownCode(code); got != want {
			t.Errorf("%q is shown as %q, want %q", code, got, want)
		}
	}
}

func TestResultsBodyIsTakenAsItIs(t *testing.T) {
	p := newPages(t)
	var page bytes.Buffer
	body := template.HTML(`<h1>問い</h1><ul><li>一枚</li></ul>`)
	if err := p.Results(&page, Results{Body: body, Tally: board.Tally{Written: 67}}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page.String(), string(body)) || !strings.Contains(page.String(), "<dd>67</dd>") {
		t.Error("the report or its ledger is missing")
	}
}
