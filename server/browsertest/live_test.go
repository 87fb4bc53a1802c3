package browsertest

import (
	"fmt"
	"net/url"
	"testing"

	"yoriai/board"
)

// live is somebody's browser with a client of the real server and no view.
type live struct {
	*person
	hall *hall
}

// joins takes the seat of a name and connects; board empty: the one of the seat.
func (h *hall) joins(name string, doc board.DocID) live {
	h.t.Helper()
	_, seats := h.links()
	return h.connects(name, seats[h.seat(name).ID], doc)
}

func (h *hall) connects(name, link string, doc board.DocID) live {
	h.t.Helper()
	p := live{newPerson(h.t, name), h}
	p.open(h.url + "/js/blank.html")
	u, err := url.Parse(link)
	p.must(err, "read the link")
	landed := eval[string](p.person, fmt.Sprintf(`fetch(%q, { method: "POST" }).then((r) => r.url)`, u.Path))
	p.connects(landed, doc)
	return p
}

// connects begins on a page that holds boot data.
func (p live) connects(page string, doc board.DocID) {
	p.t.Helper()
	eval[any](p.person, fmt.Sprintf(`import("/js/live.js").then((m) => m.begin(%q, %q))`, page, doc))
	p.until("the board", "live.doc.ready")
}

// sends does an op, written with the functions of model/ops.js.
func (p live) sends(op string) {
	p.t.Helper()
	if !eval[bool](p.person, fmt.Sprintf(`(({ addNote, editNote, withdrawNote, restoreNote, loneNote, moveItems, addGroup, titleGroup, foldGroup, dissolveGroup, addStatement, editStatement, withdrawStatement, setPhase, setSheets, openHand, addLink, tray, onSheet, inGroup }, v) => live.doc.send(%s) !== null)(live.ops, live.doc.view)`, op)) {
		p.t.Fatalf("%s could not send %s", p.name, op)
	}
}

func (p live) saved() {
	p.t.Helper()
	p.until("saved", `live.doc.status.state === "saved" && live.client.connected`)
}

// sees waits for exactly these texts on the board.
func (p live) sees(texts ...string) {
	p.t.Helper()
	p.until(fmt.Sprintf("the notes %q", texts), fmt.Sprintf(`JSON.stringify(live.texts()) === JSON.stringify(%s.sort())`, jsList(texts)))
}

// agrees asks the server for its digest, and looks that none ever differed.
func (p live) agrees() {
	p.t.Helper()
	p.saved()
	eval[any](p.person, `(live.doc.open(), live.client.hall.open())`)
	p.until("the answer", "!live.doc.opening && !live.client.hall.opening")
	if n := eval[int](p.person, "live.doc.mismatches + live.client.hall.mismatches"); n != 0 {
		p.t.Errorf("%s and the server disagreed %d times", p.name, n)
	}
	if refused := eval[[]string](p.person, "live.client.refusals.map((r) => `${r.op.type}: ${r.code}`)"); len(refused) > 0 {
		p.t.Errorf("%s was refused %q", p.name, refused)
	}
}

func jsList(texts []string) string {
	list := "["
	for _, s := range texts {
		list += fmt.Sprintf("%q,", s)
	}
	return list + "]"
}

func TestLiveEvening(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	lead, citizen, other := h.joins("森山", ""), h.joins("川辺", ""), h.joins("谷口", "")
	all := []live{lead, citizen, other}

	lead.sends(`setPhase("write")`)
	for _, p := range all {
		p.until("writing", `live.doc.view.board.phase === "write"`)
	}
	citizen.sends(`addNote("道具が足りない")`)
	citizen.sends(`addNote("\u3000夏は\r\n暑い  ")`)
	other.sends(`addNote("若い人がいない😊")`)
	citizen.sees("夏は\n暑い", "道具が足りない", "(veiled)")
	lead.sees("(veiled)", "(veiled)", "(veiled)")
	for _, p := range all {
		p.agrees()
	}

	lead.sends(`setPhase("gather")`)
	for _, p := range all {
		p.sees("夏は\n暑い", "道具が足りない", "若い人がいない😊")
	}
	lead.sends(`addGroup({ title: "人と物", items: v.all("note").slice(0, 2).map((n) => n.id), to: onSheet({ x: 40, y: 40 }) })`)
	lead.sends(`addGroup({ items: [], to: inGroup(v.all("group")[0].id) })`)
	lead.sends(`moveItems([v.members("").find((i) => v.kindOf(i.id) === "note").id], inGroup(v.all("group")[1].id))`)
	lead.sends(`titleGroup(v.all("group").find((g) => !g.title), "中の島")`)
	lead.sends(`addStatement("ひとこと", onSheet({ x: 5, y: 5 }))`)
	lead.sends(`foldGroup(v.all("group")[0].id, true)`)
	for _, p := range all {
		p.until("the islands", `live.doc.view.all("group").length === 2 && live.doc.view.all("statement").length === 1 && live.doc.view.members("").length === 2`)
		p.agrees()
	}

	if name := eval[string](lead.person, `JSON.stringify(live.doc.undoable)`); name == "null" {
		t.Error("nothing can be undone")
	}
	eval[any](lead.person, `[1, 2, 3, 4, 5, 6].map(() => live.doc.undo())`)
	for _, p := range all {
		p.until("all undone", `live.doc.view.all("group").every((g) => g.withdrawn) && live.doc.view.members("").length === 3`)
		p.agrees()
	}
}

// predicted compares what each op looked like before the server had answered
// with what it was afterwards: a difference is a flicker on somebody's screen.
const predicted = `(async (op) => {
  const { doc } = live;
  const look = () => JSON.stringify([...doc.view.records()].filter((r) => r.kind !== "board").map((r) => [r.kind, Object.entries(r.value).sort()]).sort());
  doc.send(op);
  const before = look();
  while (doc.status.n > 0) await new Promise((resolve) => doc.onChange(resolve));
  return before === look() ? "" : before + " became " + look();
})`

func TestPredictionsAreWhatComes(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	lead := h.joins("森山", "")
	lead.sends(`setPhase("gather")`)
	lead.saved()
	for _, op := range []string{
		`addNote("一")`, `addNote(" 二\r\n行 \u3000")`, `addNote("三", onSheet({ x: 12.6, y: 7.2 }))`, `addNote("四")`, `addNote("五", tray(n(0)))`,
		`editNote(v.note(n(0)), "一を直した")`, `moveItems([n(3), n(1)], tray(n(0)))`, `moveItems([n(2)], onSheet({ x: 300, y: 200 }))`,
		`loneNote(n(2), true)`, `loneNote(n(2), false)`, `loneNote(n(0), true)`,
		`addGroup({ title: " 表札\u202e ", items: [n(0), n(1)], to: onSheet({ x: 50, y: 60 }) })`, `addGroup({ to: inGroup(g(0)) })`,
		`titleGroup(v.group(g(1)), "中")`, `titleGroup(v.group(g(0)), "")`, `moveItems([n(2), n(3)], inGroup(g(1)))`, `moveItems([n(3)], inGroup(g(1), n(2)))`,
		`loneNote(n(2), true)`, `addStatement("ひとこと", inGroup(g(0)))`, `editStatement(v.all("statement")[0], "ふたこと")`,
		`moveItems([v.all("statement")[0].id, g(1)], onSheet({ x: 500, y: 500 }))`, `foldGroup(g(0), true)`, `foldGroup(g(0), false)`,
		`moveItems([g(1)], inGroup(g(0)))`, `withdrawNote(n(3))`, `dissolveGroup(g(1))`, `restoreNote(n(3))`, `dissolveGroup(g(0))`,
		`withdrawStatement(v.all("statement")[0].id)`, `withdrawNote(n(4))`, `restoreNote(n(4))`,
	} {
		diff := eval[string](lead.person, fmt.Sprintf(`(({ addNote, editNote, withdrawNote, restoreNote, loneNote, moveItems, addGroup, titleGroup, foldGroup, dissolveGroup, addStatement, editStatement, withdrawStatement, tray, onSheet, inGroup }, v) => {
  const made = (kind) => (i) => (live[kind] ??= []).at(i) ?? "";
  const [n, g] = [made("note"), made("group")];
  const op = %s;
  if (op.type === "note.add") (live.note ??= []).push(op.body.note);
  if (op.type === "group.add") (live.group ??= []).push(op.body.group);
  return %s(op);
})(live.ops, live.doc.view)`, op, predicted))
		if diff != "" {
			t.Errorf("%s: %s", op, diff)
		}
	}
	lead.agrees()
}

func TestLiveCuts(t *testing.T) {
	t.Parallel()
	linesMayGo(t)
	h := openHall(t)
	lead, citizen := h.joins("森山", ""), h.joins("川辺", "")
	citizen.forgive(cutOff)
	lead.forgive(cutOff)
	lead.sends(`setPhase("write")`)
	citizen.until("writing", `live.doc.view.board.phase === "write"`)

	t.Run("the radio is gone and nobody is told", func(t *testing.T) {
		h.cable.freeze()
		citizen.sends(`addNote("電波のない所で")`)
		citizen.until("unsent", `live.doc.status.state === "unsent" && live.doc.status.n === 1`)
		h.cable.mend()
		citizen.saved()
	})
	t.Run("the cable is pulled", func(t *testing.T) {
		h.cable.cut()
		citizen.until("offline", `live.doc.status.state === "offline"`)
		citizen.sends(`addNote("線のない間に")`)
		h.cable.mend()
		citizen.saved()
	})
	t.Run("the server is started again", func(t *testing.T) {
		h.stop()
		citizen.sends(`addNote("サーバーのない間に")`)
		citizen.until("unsent", `live.doc.status.state === "unsent"`)
		h.start()
		citizen.saved()
	})
	t.Run("the page is loaded anew with words unsent", func(t *testing.T) {
		page := eval[string](citizen.person, "`/s/${live.client.me.id}`")
		h.cable.freeze()
		citizen.sends(`addNote("消えないはずの一枚")`)
		eval[any](citizen.person, `live.client.outbox.store.all("")`) // it is on the disk when a later read is done
		h.cable.mend()
		citizen.open(h.url + "/js/blank.html")
		citizen.connects(page, "")
		citizen.until("the note", `live.texts().includes("消えないはずの一枚")`)
		citizen.saved()
	})
	t.Run("the browser says it is offline", func(t *testing.T) {
		citizen.offline()
		citizen.until("offline", `live.doc.status.state === "offline"`)
		citizen.online()
		citizen.saved()
	})
	lead.sends(`setPhase("gather")`)
	lead.sees("電波のない所で", "線のない間に", "サーバーのない間に", "消えないはずの一枚")
	lead.agrees()
	citizen.agrees()
}

func TestWhoIsNoLongerThere(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	citizen := h.joins("川辺", "")
	citizen.forgive(`401|WebSocket connection`)
	seat := eval[string](citizen.person, "live.client.me.id")
	second := live{citizen.tab(), h}
	second.open(h.url + "/js/blank.html")
	second.connects("/s/"+seat, "")
	eval[any](citizen.person, fmt.Sprintf(`live.client.leave().then(() => fetch("/s/%s/leave", { method: "POST" }))`, seat))
	second.until("the end", `live.client.ended !== null`)
	if kept := eval[int](citizen.person, `live.client.outbox.store.all("").then((all) => all.length)`); kept != 0 {
		t.Errorf("%d things are kept of somebody who left", kept)
	}
	// A browser without a session: its socket is refused without a word, and it finds out why.
	stranger := live{newPerson(t, "stranger"), h}
	stranger.forgive(`401|WebSocket connection`)
	stranger.open(h.url + "/js/blank.html")
	boot := eval[string](second.person, "JSON.stringify(live.boot)")
	eval[any](stranger.person, fmt.Sprintf(`import("/static/sync/client.js").then(({ connect }) => { window.live = { client: connect({ boot: %s }) }; })`, boot))
	stranger.until("to be told", `live.client.ended?.key === "expired"`)
}
