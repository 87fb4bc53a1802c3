package browsertest

import (
	"os"
)

// shots takes pictures of what a person sees: in their own window and, in a
// second tab of the same browser, on a phone. Nothing where YORIAI_SHOTS is not set.
func (g *guest) shots(name string) {
	g.t.Helper()
	if os.Getenv("YORIAI_SHOTS") == "" {
		return
	}
	g.shot(name + "-laptop")
	g.window(phone)
	g.until("the picture", "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
	g.shot(name + "-phone")
	g.window(laptop)
}

// onPhone takes a picture of the same page opened afresh on a phone.
func (g *guest) onPhone(name, ready string) {
	g.t.Helper()
	if os.Getenv("YORIAI_SHOTS") == "" {
		return
	}
	tab := g.tab()
	tab.window(phone)
	tab.open(eval[string](g.person, "location.href"))
	tab.until("the page", ready)
	tab.shot(name + "-phone")
	tab.leave()
}
