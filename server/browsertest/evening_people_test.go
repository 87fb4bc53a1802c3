package browsertest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"yoriai/board"
	"yoriai/static"
)

// catalogue are the product's words: people press what is written there.
var catalogue = sync.OnceValues(func() (map[string]string, error) {
	data, err := static.FS.ReadFile("i18n/ja.json")
	if err != nil {
		return nil, err
	}
	words := map[string]string{}
	return words, json.Unmarshal(data, &words)
})

// say is a sentence of the catalogue with its places filled.
func say(t *testing.T, key string, places ...any) string {
	t.Helper()
	words, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	s, ok := words[key]
	if !ok {
		t.Fatalf("the catalogue has no %q", key)
	}
	for i := 0; i < len(places); i += 2 {
		s = strings.ReplaceAll(s, fmt.Sprintf("{%s}", places[i]), fmt.Sprint(places[i+1]))
	}
	return s
}

// guest is a person of the evening and everything that came over their socket.
type guest struct {
	*person
	came *frames
}

func newGuest(t *testing.T, name string) *guest {
	t.Helper()
	g := &guest{newPerson(t, name), &frames{}}
	g.listen()
	return g
}

// at is the same guest inside a part of the test: what fails, fails there.
func (g *guest) at(t *testing.T) *guest {
	same := *g.person
	same.t = t
	return &guest{&same, g.came}
}

func (g *guest) say(key string, places ...any) string {
	g.t.Helper()
	return say(g.t, key, places...)
}

// push presses a button by the key of its words.
func (g *guest) push(key string, places ...any) {
	g.t.Helper()
	g.press("button", g.say(key, places...))
}

func (g *guest) path() string {
	g.t.Helper()
	return eval[string](g.person, "location.pathname")
}

func (g *guest) arrives(at string) {
	g.t.Helper()
	g.until("the page "+at, fmt.Sprintf("location.pathname.match(%s) && document.readyState === 'complete'", quoted("^"+at)))
}

// quoted is a text as a JavaScript literal.
func quoted(s string) string {
	data, _ := json.Marshal(s) // a string: it cannot fail
	return string(data)
}

// fill puts a text into the box with a label, as a paste does.
func (g *guest) fill(label, text string) {
	g.t.Helper()
	g.focus("textbox", g.say(label))
	g.write(text)
}

// saved waits until everything this person did is safe.
func (g *guest) saved() {
	g.t.Helper()
	g.until("everything saved", `document.querySelector(".saved[role=status]")?.dataset.state === "saved"`)
}

// becomeOrganiser opens the link that the program printed, and a workshop.
func (g *guest) becomeOrganiser(link string, facts board.Facts) (workshop string) {
	g.t.Helper()
	g.open(link)
	g.shots("01-organiser-link")
	g.push("seated.go_organiser")
	g.arrives("/organise")
	g.shots("02-organise-empty")
	return g.openWorkshop(facts)
}

var workshopPath = regexp.MustCompile(`^/w/([0-9a-f-]{36})`)

// openWorkshop fills the form in.
func (g *guest) openWorkshop(facts board.Facts) (workshop string) {
	g.t.Helper()
	g.fill("facts.theme", facts.Theme)
	g.fill("facts.title", facts.Title)
	g.fill("facts.place", facts.Place)
	g.fill("facts.host", facts.Host)
	eval[any](g.person, "void (document.querySelector('#date').value = "+quoted(facts.Date)+")")
	g.push("organise.open")
	g.arrives("/w/")
	return workshopPath.FindStringSubmatch(g.path())[1]
}

// seatTables pastes a roster for all tables at once.
func (g *guest) seatTables(s sample) {
	g.t.Helper()
	var lines []string
	for _, st := range s.tables {
		lines = append(lines, st.rosterLine())
	}
	g.fill("prepare.roster", strings.Join(lines, "\n"))
	g.shots("03-prepare-roster")
	g.push("prepare.roster_go_n", "n", len(lines))
	g.tablesMade(len(lines))
	g.until("the links", fmt.Sprintf(`document.querySelectorAll(".prepare__door .seat-links").length === %d`, len(lines)))
	g.shots("04-prepare-tables")
}

// tablesMade waits until the page says that all are made; they show one by one before.
func (g *guest) tablesMade(n int) {
	g.t.Helper()
	g.until("the tables made", fmt.Sprintf(`[...document.querySelectorAll(".notice[data-kind=good]")].some((e) => e.textContent === %s)`, quoted(g.say("prepare.made", "n", n))))
}

type doorLinks struct {
	Join, Code string
	Tables     []struct{ Table, Coordinator string }
}

func (g *guest) links(workshop string) doorLinks {
	g.t.Helper()
	return eval[doorLinks](g.person, fmt.Sprintf("fetch('/api/w/%s/links').then((r) => r.json())", workshop))
}

// sitDown goes through the door with the code, as a name of the roster.
func (g *guest) sitDown(url, code, tableName string, side board.Side) {
	g.t.Helper()
	g.open(url)
	g.shots("05-home")
	g.fill("home.code", strings.ToLower(strings.ReplaceAll(code, "-", "")))
	g.push("home.join")
	g.arrives("/j/")
	g.fill("join.name", g.name)
	g.choose("side", string(side))
	g.choose("table", eval[string](g.person, tableChoice(tableName)))
	g.shots("06-join")
	g.push("join.go")
	g.arrives("/s/")
	g.until("the seat", `document.querySelector(".seat")`)
}

func tableChoice(name string) string {
	return fmt.Sprintf(`[...document.querySelectorAll('input[name=table]')].find((i) => i.closest('label').querySelector('.choice__name').firstChild.textContent.trim() === %s).value`, quoted(name))
}

// choose presses the card of a radio button.
func (g *guest) choose(name, value string) {
	g.t.Helper()
	g.clickOn(fmt.Sprintf(`document.querySelector('input[name=%s][value="%s"]').closest('label')`, name, value))
	g.until(name, fmt.Sprintf(`document.querySelector('input[name=%s]:checked')?.value === %s`, name, quoted(value)))
}

// lead opens a coordinator's link.
func (g *guest) lead(link string) {
	g.t.Helper()
	g.open(link)
	g.shots("07-coordinator-link")
	g.push("seated.go")
	g.arrives("/s/")
	g.until("the board", `document.querySelector(".board, .board--plain")`)
}

// point is the middle of an element, scrolled into sight, once it lies still.
func (g *guest) point(element string) (x, y float64) {
	g.t.Helper()
	at := atRestOf[[2]float64](g, element, fmt.Sprintf(`(() => { const e = %s; e.scrollIntoView({block: "center", inline: "nearest"});
		const b = e.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; })()`, element))
	return at[0], at[1]
}

// atRestOf measures something of elements that are there, until two pictures
// in a row show the same: a hand aims at what it sees, not at where that was a
// moment ago.
func atRestOf[T comparable](g *guest, elements, measure string) T {
	g.t.Helper()
	g.until(elements, elements)
	at := eval[T](g.person, measure)
	for range 20 {
		was := at
		_, err := g.page.evaluate(twoFrames)
		g.must(err, "wait for a picture")
		g.until(elements, elements)
		if at = eval[T](g.person, measure); at == was {
			break
		}
	}
	return at
}

func (g *guest) clickOn(element string) {
	g.t.Helper()
	x, y := g.point(element)
	g.must(g.page.click(x, y), "press "+element)
}
