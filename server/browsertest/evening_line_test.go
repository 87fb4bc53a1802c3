package browsertest

import (
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// What the evening needs of the driver beyond chrome_test.go: to hear what
// comes over a page's sockets, and keys that type nothing where the page
// prevents it.

// frames are the texts that a page's sockets received, from the first on.
type frames struct {
	mu  sync.Mutex
	all []string
}

func (g *guest) listen() {
	g.t.Helper()
	g.must(g.page.tellsRequests(), "hear of the line")
	g.must(chromedp.Listen(g.page.ctx, g.came.hear), "listen to the line")
}

func (f *frames) hear(event any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if e, ok := event.(*network.EventWebSocketFrameReceived); ok {
		f.all = append(f.all, string(e.Response.PayloadData))
	}
}

// holdOf counts the texts that came, as they are or as JSON writes them.
func (f *frames) holdOf(texts []string) (n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, text := range texts {
		inner := strings.Trim(quoted(text), `"`)
		if slices.ContainsFunc(f.all, func(frame string) bool { return strings.Contains(frame, text) || strings.Contains(frame, inner) }) {
			n++
		}
	}
	return n
}

// codes are the keys that people of this evening strike, as Windows numbers them.
var codes = map[string]int64{
	"Enter": 13, "Tab": 9, "Escape": 27, " ": 32, "Home": 36, "End": 35, "Delete": 46,
	"ArrowUp": 38, "ArrowDown": 40, "ArrowLeft": 37, "ArrowRight": 39,
	"g": 'G', "u": 'U', "m": 'M', "n": 'N', "t": 'T', "v": 'V', "l": 'L', "s": 'S', "o": 'O',
}

// strike presses a key as a keyboard does: what the page prevents on the way
// down types nothing. (The driver's own keys type it all the same.)
func (g *guest) strike(name string) {
	g.t.Helper()
	down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: name, WindowsVirtualKeyCode: codes[name]}
	switch {
	case name == "Enter":
		down.Text = "\r"
	case len(name) == 1:
		down.Text = name
	}
	_, err := call(g.page, input.DispatchKeyEvent, down)
	g.must(err, "strike "+name)
	_, err = call(g.page, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyUp, Key: name, WindowsVirtualKeyCode: codes[name]})
	g.must(err, "strike "+name)
}
