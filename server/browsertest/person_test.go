package browsertest

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// person is somebody at a browser. The methods are what people do and see;
// each waits until it can be done and fails the test where that never comes.
type person struct {
	t       *testing.T
	name    string
	page    *page
	forgave []*regexp.Regexp
}

// Windows people have: an old office laptop, a projector, a phone.
var (
	laptop    = [2]int64{1366, 768}
	projector = [2]int64{1920, 1080}
	phone     = [2]int64{390, 844}
)

// newPerson is somebody with a browser nobody has used before.
func newPerson(t *testing.T, name string) *person {
	t.Helper()
	return seated(t, name, nil)
}

// tab is the same person in another tab of the same browser.
func (p *person) tab() *person {
	p.t.Helper()
	return seated(p.t, p.name+"'", p.page)
}

func seated(t *testing.T, name string, of *page) *person {
	t.Helper()
	pg, err := newPage(inBrowser(t), of)
	if err != nil {
		t.Fatalf("%s: no page: %v", name, err)
	}
	p := &person{t: t, name: name, page: pg}
	if _, may := losing.Load(t); may || of != nil && of.tells {
		p.must(pg.tellsRequests(), "have a line that may go")
	}
	t.Cleanup(p.leave)
	p.window(laptop)
	return p
}

// losing are the tests in which a browser is cut off from the network.
var losing sync.Map

// linesMayGo is said before anybody comes whose browser is going to be offline.
func linesMayGo(t *testing.T) {
	losing.Store(t, true)
	t.Cleanup(func() { losing.Delete(t) })
}

// leave closes the page and tells what went wrong in it unseen.
func (p *person) leave() {
	if p.page.ctx.Err() == nil && p.t.Failed() {
		p.shot("failed-" + p.name)
	}
	for _, fault := range p.page.takeFaults() {
		if !slices.ContainsFunc(p.forgave, func(re *regexp.Regexp) bool { return re.MatchString(fault) }) {
			p.t.Errorf("%s's page: %s", p.name, fault)
		}
	}
	p.page.close()
}

// forgive says that such faults will happen and are no fault of the page.
func (p *person) forgive(pattern string) {
	p.forgave = append(p.forgave, regexp.MustCompile(pattern))
}

// cutOff are the faults that a browser notes when the server is gone.
const cutOff = `net::ERR_|WebSocket connection to|Failed to fetch`

func (p *person) must(err error, doing string) {
	p.t.Helper()
	if err != nil {
		p.t.Fatalf("%s could not %s: %v", p.name, doing, err)
	}
}

func (p *person) open(url string) {
	p.t.Helper()
	p.must(p.page.navigate(url), "open "+url)
}

func (p *person) reload() {
	p.t.Helper()
	p.must(p.page.reload(), "reload")
}

func (p *person) window(size [2]int64) {
	p.t.Helper()
	p.must(p.page.viewport(size[0], size[1]), "have a window")
}

// eval gives the value of an expression of the page.
func eval[T any](p *person, expression string) T {
	p.t.Helper()
	var v T
	raw, err := p.page.evaluate(expression)
	if err == nil && len(raw) > 0 {
		err = json.Unmarshal(raw, &v)
	}
	p.must(err, "evaluate "+expression)
	return v
}

// untilJS resolves when an expression is true. It looks whenever the document
// changes, and now and then, because not all that is waited for is drawn.
const untilJS = `new Promise((resolve) => {
  const good = () => { try { return !!(%s); } catch { return false; } };
  const look = () => { if (good()) done(true); };
  const seen = new MutationObserver(look), often = setInterval(look, 50), limit = setTimeout(() => done(false), %d);
  const done = (answer) => { seen.disconnect(); clearInterval(often); clearTimeout(limit); resolve(answer); };
  seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  look();
})`

// until waits for an expression to be true; a page that moves on meanwhile is
// looked at again.
func (p *person) until(what, expression string) {
	p.t.Helper()
	if !p.comes(expression, patience) {
		p.t.Fatalf("%s waited in vain for %s", p.name, what)
	}
}

// comes reports whether an expression becomes true within a time.
func (p *person) comes(expression string, within time.Duration) bool {
	p.t.Helper()
	for end := time.Now().Add(within); time.Now().Before(end); {
		look := min(time.Until(end), patience/3) // one look must be over within one command's time
		raw, err := p.page.evaluate(fmt.Sprintf(untilJS, expression, look.Milliseconds()+1))
		if string(raw) == "true" {
			return true
		}
		if err != nil && !errors.Is(err, errMoved) {
			p.must(err, "wait for "+expression)
		}
	}
	return false
}

// changes waits for the next change of the document, or a moment.
func (p *person) changes() {
	p.t.Helper()
	const js = `new Promise((resolve) => {
  const seen = new MutationObserver(() => resolve()); setTimeout(resolve, 60);
  seen.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
})`
	if _, err := p.page.evaluate(js); err != nil && !errors.Is(err, errMoved) {
		p.must(err, "look")
	}
}

// find waits for the one thing of a role with a name: exactly this one, or
// else the first that holds it.
func (p *person) find(role, name string) node {
	p.t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); p.changes() {
		if n, ok := p.now(role, name); ok {
			return n
		}
	}
	p.t.Fatalf("%s sees no %s %q; there are: %s", p.name, role, name, p.listed(role))
	return node{}
}

// now looks once.
func (p *person) now(role, name string) (node, bool) {
	p.t.Helper()
	all, err := p.page.named(role)
	if err != nil {
		return node{}, false // the page is on its way
	}
	for _, same := range []func(string) bool{
		func(s string) bool { return s == name },
		func(s string) bool { return strings.Contains(s, name) },
	} {
		if i := slices.IndexFunc(all, func(n node) bool { return same(n.name) }); i >= 0 {
			return all[i], true
		}
	}
	return node{}, false
}

func (p *person) listed(role string) string {
	all, err := p.page.named(role)
	if err != nil {
		return err.Error()
	}
	names := make([]string, len(all))
	for i, n := range all {
		names[i] = n.name
	}
	return strings.Join(names, " | ")
}

// press clicks what has a role and a name, in its middle, as a hand does.
func (p *person) press(role, name string) {
	p.t.Helper()
	p.must(p.at(role, name, p.page.click), "press "+name)
}

// at acts in the middle of a thing; one that is redrawn under the hand is
// looked for again.
func (p *person) at(role, name string, act func(x, y float64) error) error {
	p.t.Helper()
	for end := time.Now().Add(patience); ; p.changes() {
		x, y, err := p.page.middle(p.find(role, name))
		if err == nil {
			return act(x, y)
		}
		if time.Now().After(end) {
			return err
		}
	}
}

// focus puts the cursor into what has a role and a name.
func (p *person) focus(role, name string) {
	p.t.Helper()
	p.must(p.page.focus(p.find(role, name)), "go to "+name)
}

// write types into the box that has the focus.
func (p *person) write(text string) {
	p.t.Helper()
	p.must(p.page.insert(text), "write")
}

// compose writes as with a Japanese input method: the reading grows, is
// converted, and Enter confirms the conversion and nothing else.
func (p *person) compose(reading, text string) {
	p.t.Helper()
	letters := []rune(reading)
	for i := range letters {
		p.must(p.page.imeKey("Process"), "compose")
		p.must(p.page.compose(string(letters[:i+1])), "compose")
	}
	p.must(p.page.compose(text), "convert")
	p.must(p.page.imeKey("Enter"), "confirm")
	p.must(p.page.insert(text), "confirm")
}

func (p *person) ctrl(name string) {
	p.t.Helper()
	p.must(p.page.key(name, ctrlKey), "press Ctrl+"+name)
}

// offline cuts this browser off; online mends it.
func (p *person) offline() {
	p.t.Helper()
	p.forgive(cutOff)
	p.must(p.page.offline(true), "go offline")
}

func (p *person) online() {
	p.t.Helper()
	p.must(p.page.offline(false), "go online")
}

// shot takes a picture into the folder named by YORIAI_SHOTS.
func (p *person) shot(name string) {
	p.t.Helper()
	dir := os.Getenv("YORIAI_SHOTS")
	if dir == "" {
		return
	}
	picture, err := p.page.screenshot()
	if err == nil {
		err = errors.Join(os.MkdirAll(dir, 0o755), os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o644))
	}
	if err != nil {
		p.t.Logf("no picture %s: %v", name, err)
	}
}
