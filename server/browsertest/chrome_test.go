package browsertest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/inspector"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// patience bounds everything that is waited for: far more than anything takes
// on a busy machine with the race detector, far less than a test's own limit.
const patience = 30 * time.Second

var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"}

// chrome is the one browser of this process.
var chrome struct {
	once sync.Once
	ctx  context.Context
	stop context.CancelFunc
	err  error
}

// inBrowser gives the browser, started by whoever needs it first.
func inBrowser(t *testing.T) context.Context {
	t.Helper()
	path := chromePath()
	if path == "" {
		const why = "no Chromium found: install it (apt-get install chromium) or name one in YORIAI_CHROMIUM"
		if os.Getenv("YORIAI_BROWSER_TESTS") == "required" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	chrome.once.Do(func() { startChrome(path) })
	if chrome.err != nil {
		t.Fatalf("Chromium does not start: %v", chrome.err)
	}
	return chrome.ctx
}

func chromePath() string {
	for _, name := range append([]string{os.Getenv("YORIAI_CHROMIUM")}, browsers...) {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

func startChrome(path string) {
	allocated, stopAll := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		// Several people look at once; none of their windows is in front.
		chromedp.Flag("disable-background-timer-throttling", true), chromedp.Flag("disable-renderer-backgrounding", true),
		chromedp.Flag("disable-backgrounding-occluded-windows", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("force-color-profile", "srgb"), chromedp.Flag("lang", "ja"),
	)
	ctx, stopFirst := chromedp.NewContext(allocated)
	chrome.ctx, chrome.stop = ctx, func() { stopFirst(); stopAll() }
	// No time limit on the first run: it would be the browser's own.
	chrome.err = chromedp.Do(ctx)
}

// page is one tab, and what went wrong in it.
type page struct {
	ctx    context.Context
	close  context.CancelFunc
	tells  bool // of requests and sockets
	mu     sync.Mutex
	faults []string
}

// newPage opens a tab; of is a page of the same person, or nil for a person
// nobody has seen before.
func newPage(browser context.Context, of *page) (*page, error) {
	option := chromedp.WithNewBrowserContext()
	if of != nil {
		option = chromedp.WithExistingBrowserContext(chromedp.FromContext(of.ctx).BrowserContextID)
	}
	ctx, cancel := chromedp.NewContext(browser, option)
	p := &page{ctx: ctx, close: cancel}
	if err := chromedp.Do(ctx); err != nil {
		cancel()
		return nil, err
	}
	return p, errors.Join(p.beQuiet(), chromedp.Listen(ctx, p.hear))
}

// beQuiet lets the browser no longer tell of each element, style, request and
// other tab: nobody here listens, and telling it took a good part of its time.
func (p *page) beQuiet() error {
	_, elements := call(p, dom.Disable, cdp.Empty{})
	_, styles := call(p, css.Disable, cdp.Empty{})
	_, tabs := call(p, target.SetDiscoverTargets, target.SetDiscoverTargetsParams{Discover: false})
	_, requests := call(p, network.Disable, cdp.Empty{})
	return errors.Join(styles, elements, tabs, requests)
}

// tellsRequests lets it tell of requests and of what comes over sockets. Only
// the lines of such a page can be cut.
func (p *page) tellsRequests() error {
	_, err := call(p, network.Enable, network.EnableParams{})
	p.tells = err == nil
	return err
}

// hear notes what a page should never do.
func (p *page) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		p.fault("uncaught: %s", exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			p.fault("console: %s", argsText(e.Args))
		}
	case *inspector.EventTargetCrashed:
		p.fault("the browser ended the page: it crashed")
		p.close() // nothing would answer any more
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			p.fault("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	}
}

func exceptionText(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

func argsText(args []*runtime.RemoteObject) string {
	var words []string
	for _, a := range args {
		words = append(words, cmp.Or(string(a.Value), a.Description))
	}
	return strings.Join(words, " ")
}

func (p *page) fault(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.faults = append(p.faults, fmt.Sprintf(format, args...))
}

func (p *page) takeFaults() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	found := p.faults
	p.faults = nil
	return found
}

// in bounds one command.
func (p *page) in() (context.Context, context.CancelFunc) {
	return context.WithTimeout(p.ctx, patience)
}

func (p *page) do(steps ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := p.in()
	defer cancel()
	return chromedp.Do(ctx, steps...)
}

func call[P, R any](p *page, cmd cdp.Command[P, R], params P) (R, error) {
	ctx, cancel := p.in()
	defer cancel()
	return chromedp.Call(ctx, cmd, params)
}

func (p *page) navigate(url string) error { return p.do(chromedp.Navigate(url)) }
func (p *page) reload() error             { return p.do(chromedp.Reload()) }

// errMoved says that the page went away under a script.
var errMoved = errors.New("the page moved on")

// evaluate runs an expression (a promise is awaited) and gives its value as JSON.
func (p *page) evaluate(expression string) (json.RawMessage, error) {
	ctx, cancel := p.in()
	defer cancel()
	raw, err := chromedp.Run(ctx, chromedp.Evaluate[[]byte](expression, chromedp.EvalAwaitPromise, chromedp.EvalAsValue))
	if err != nil && (strings.Contains(err.Error(), "context was destroyed") || strings.Contains(err.Error(), "navigated or closed") || strings.Contains(err.Error(), "Cannot find context")) {
		return nil, errMoved
	}
	return raw, err
}

// node is one thing of the accessibility tree.
type node struct {
	id   cdp.BackendNodeID
	name string
}

// named lists what has a role and is not hidden, in the order of the document.
func (p *page) named(role string) ([]node, error) {
	document, err := call(p, runtime.Evaluate, runtime.EvaluateParams{Expression: "document"})
	if err != nil {
		return nil, err
	}
	tree, err := call(p, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{ObjectID: document.Result.ObjectID, Role: role})
	if err != nil {
		return nil, err
	}
	var found []node
	for _, n := range tree.Nodes {
		var name string
		if n.Name != nil {
			_ = json.Unmarshal(n.Name.Value, &name) // no name is an empty name
		}
		if !n.Ignored && n.BackendDOMNodeID != 0 {
			found = append(found, node{n.BackendDOMNodeID, name})
		}
	}
	return found, nil
}

// middle scrolls a node into sight and gives its middle in the window, once it
// lies still: a hand aims at what it sees, not at where that was a moment ago.
func (p *page) middle(n node) (x, y float64, err error) {
	if _, err := call(p, dom.ScrollIntoViewIfNeeded, dom.ScrollIntoViewIfNeededParams{BackendNodeID: n.id}); err != nil {
		return 0, 0, err
	}
	q, err := p.corners(n)
	for range 20 {
		was := q
		if _, err := p.evaluate(twoFrames); err != nil {
			return 0, 0, err
		}
		if q, err = p.corners(n); err != nil || slices.Equal(was, q) {
			break
		}
	}
	if err != nil {
		return 0, 0, err
	}
	return (q[0] + q[2] + q[4] + q[6]) / 4, (q[1] + q[3] + q[5] + q[7]) / 4, nil
}

// twoFrames is over when the page was drawn twice, or draws nothing.
const twoFrames = `Promise.race([new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(() => r(1)))), new Promise((r) => setTimeout(() => r(1), 100))])`

func (p *page) corners(n node) ([]float64, error) {
	quads, err := call(p, dom.GetContentQuads, dom.GetContentQuadsParams{BackendNodeID: n.id})
	if err != nil || len(quads.Quads) == 0 || len(quads.Quads[0]) < 8 {
		return nil, fmt.Errorf("%q is not to be seen: %w", n.name, errors.Join(err, errMoved))
	}
	return slices.Clone([]float64(quads.Quads[0])), nil
}

func (p *page) focus(n node) error {
	_, err := call(p, dom.Focus, dom.FocusParams{BackendNodeID: n.id})
	return err
}

// mouse sends one event of the left button; held: it is down.
func (p *page) mouse(kind input.DispatchMouseEventType, x, y float64, held bool) error {
	params := input.DispatchMouseEventParams{Type: kind, X: x, Y: y}
	if kind != chromedp.MouseMoved {
		params.Button, params.ClickCount = input.MouseButtonLeft, 1
	}
	if held {
		params.Button, params.Buttons = input.MouseButtonLeft, 1
	}
	_, err := call(p, input.DispatchMouseEvent, params)
	return err
}

func (p *page) click(x, y float64) error {
	return errors.Join(p.mouse(chromedp.MouseMoved, x, y, false), p.mouse(chromedp.MousePressed, x, y, true),
		p.mouse(chromedp.MouseReleased, x, y, false))
}

// drag presses at one point and lets go at another; hover looks at the page in
// the middle of it.
func (p *page) drag(fromX, fromY, toX, toY float64, hover func()) error {
	const steps = 12
	err := errors.Join(p.mouse(chromedp.MouseMoved, fromX, fromY, false), p.mouse(chromedp.MousePressed, fromX, fromY, true))
	for i := 1; i <= steps && err == nil; i++ {
		part := float64(i) / steps
		err = p.mouse(chromedp.MouseMoved, fromX+(toX-fromX)*part, fromY+(toY-fromY)*part, true)
	}
	if hover != nil {
		hover()
	}
	return errors.Join(err, p.mouse(chromedp.MouseReleased, toX, toY, false))
}

// Modifier keys.
const (
	ctrlKey  = kb.ModifierCtrl
	shiftKey = kb.ModifierShift
	altKey   = kb.ModifierAlt
)

// keys are the special ones by their names in the browser.
var keys = map[string]string{
	"Enter": kb.Enter, "Escape": kb.Escape, "Tab": kb.Tab, "Backspace": kb.Backspace, "Delete": kb.Delete,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"PageUp": kb.PageUp, "PageDown": kb.PageDown, "Home": kb.Home, "End": kb.End, "ContextMenu": kb.ContextMenu, "F10": kb.F10,
}

func (p *page) key(name string, modifiers ...chromedp.Modifier) error {
	return p.do(chromedp.KeyEvent(cmp.Or(keys[name], name), chromedp.KeyModifiers(modifiers...)))
}

// insert puts text in as a paste by the keyboard does: without key events.
func (p *page) insert(text string) error {
	_, err := call(p, input.InsertText, input.InsertTextParams{Text: text})
	return err
}

// compose shows a text as the input method does before it is confirmed.
func (p *page) compose(text string) error {
	end := int64(len([]rune(text)))
	_, err := call(p, input.ImeSetComposition, input.ImeSetCompositionParams{Text: text, SelectionStart: end, SelectionEnd: end})
	return err
}

// imeKey is a key that the input method keeps for itself: code 229.
func (p *page) imeKey(name string) error {
	params := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: name, Code: name, WindowsVirtualKeyCode: 229}
	_, err := call(p, input.DispatchKeyEvent, params)
	params.Type = input.DispatchKeyEventTypeKeyUp
	_, up := call(p, input.DispatchKeyEvent, params)
	return errors.Join(err, up)
}

func (p *page) viewport(width, height int64) error {
	_, err := call(p, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	return err
}

// offline cuts the browser off, or mends it: requests fail, sockets end, and
// the window hears of it.
func (p *page) offline(on bool) error {
	if !p.tells {
		return errors.New("a line that was laid before anybody listened is not cut: linesMayGo was to be said first")
	}
	_, err := call(p, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{DownloadThroughput: -1, UploadThroughput: -1, Offline: on}},
	})
	_, told := call(p, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: on, DownloadThroughput: -1, UploadThroughput: -1})
	return errors.Join(err, told)
}

// logging turns the browser's own log of the page off and on again; what it
// held meanwhile is forgotten.
func (p *page) logging(on bool) error {
	if !on {
		_, err := call(p, log.Disable, cdp.Empty{})
		return err
	}
	_, cleared := call(p, log.Clear, cdp.Empty{})
	_, err := call(p, log.Enable, cdp.Empty{})
	return errors.Join(cleared, err)
}

func (p *page) screenshot() ([]byte, error) {
	ctx, cancel := p.in()
	defer cancel()
	return chromedp.Run(ctx, chromedp.CaptureScreenshot())
}
