package browsertest

import (
	_ "embed"
	"fmt"
	"strings"
)

// axe is axe-core (see testdata/axe.LICENSE.txt): it finds a part of what
// keeps people out, the part that a machine can see.
//
//go:embed testdata/axe.min.js
var axe string

// violation is what axe found wrong, and where.
type violation struct {
	ID    string   `json:"id"`
	Help  string   `json:"help"`
	Nodes []string `json:"nodes"`
}

// runAxe looks at the page, or at the dialog that alone can be reached in it,
// against WCAG 2.2 AA, which holds all of JIS X 8341-3 AA. It would fetch every
// stylesheet of the page anew each time, for one rule that is not among these.
const runAxe = `axe.run(document.querySelector("dialog[open]") ?? document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"], preload: { assets: ["media"] } })
  .then(({ violations }) => violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((n) => n.target.join(" ") + ": " + n.html.slice(0, 160)) })))`

// later gives what a promise gives when the browser's log has come after it.
const later = `(%s).then((found) => new Promise((resolve) => setTimeout(resolve, 100, found)))`

// atRest is over when the page was drawn and nothing in it moves that ends by itself.
const atRest = twoFrames + `.then(() => Promise.all(document.getAnimations().filter((a) => Number.isFinite(a.effect?.getComputedTiming().endTime)).map((a) => a.finished.catch(() => 0)))).then(() => 1)`

// accessible fails the test for whatever keeps people out of this page as it is.
func (p *person) accessible(what string) {
	p.t.Helper()
	// Axe looks with inline styles, which our policy stops and the log tells of, a little later.
	p.must(p.page.logging(false), "let axe work")
	defer func() { p.must(p.page.logging(true), "go on after axe") }()
	p.violates(what, fmt.Sprintf(later, runAxe))
}

// violates runs axe with the browser's log turned off.
func (p *person) violates(what, run string) {
	p.t.Helper()
	// On a busy machine the log tells of them after it is heard again. Who never met axe still answers for such styles.
	p.forgive(`Applying inline style violates`)
	if !eval[bool](p, `typeof axe === "object"`) {
		_, err := p.page.evaluate(axe + "; 0")
		p.must(err, "load axe")
	}
	// A button that has just come to life changes its colour for a moment: what people see is what is there after it.
	_, err := p.page.evaluate(atRest)
	p.must(err, "wait for what moves")
	for _, v := range eval[[]violation](p, run) {
		p.t.Errorf("%s, %s: %s (%s)\n  %s", p.name, what, v.Help, v.ID, strings.Join(v.Nodes, "\n  "))
	}
}
