package browsertest

import (
	"fmt"
	"testing"
)

// TestKeeping walks over 管理: a backup, a look through the data, the day until
// which all is kept; then one person is erased while the table works. Who sits
// at the board goes on without loading the page anew; whose seat it was is told.
func TestKeeping(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	link, err := h.srv.OrganiserLink(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	f := h.facilitates(h.boardOf("1班"))
	gone := h.sits("川辺")
	gone.forgive("401")
	gone.forgive("404")
	eval[bool](f, `(window.stays = true)`)

	o := newPerson(t, "organiser")
	o.open(link)
	o.press("button", say(t, "seated.go_organiser"))
	o.until("the list", `location.pathname === "/organise"`)
	o.open(h.url + "/admin")
	o.accessible("the page of the data")
	o.press("button", say(t, "admin.backup"))
	o.until("the backup", fmt.Sprintf(`document.querySelector(".notice[data-kind=good]")?.textContent.startsWith(%s)`, quoted("控えができました")))
	o.press("button", say(t, "admin.verify"))
	o.until("the data looked through", fmt.Sprintf(`document.querySelector(".notice[data-kind=good]")?.textContent.startsWith(%s)`, quoted("点検が終わりました")))
	o.until("the audit log", `document.querySelectorAll(".admin__log > li").length > 3`)
	o.accessible("the page of the data, with backups")
	o.shot("admin")

	eval[any](o, fmt.Sprintf(`fetch("/api/w/%s/import", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ text: "鍵の番をする人がいない\n\n9班\n\n川辺さんの案\n\n- ・倉庫の鍵は、いつも川辺さんに頼んで開けてもらっている。\n- ・山の水路を見る人がいない。\n" }) }).then((r) => r.json())`, h.ws))
	o.open(h.url + "/admin/w/" + string(h.ws))
	eval[any](o, `void (document.querySelector("#until").valueAsNumber = Date.now() + 5 * 86400000)`)
	o.press("button", say(t, "admin.keep"))
	o.until("the reminder", `document.querySelector(".notice[data-kind=warn]") !== null`)
	o.accessible("one workshop's data")
	o.shot("admin-one")
	eval[any](o, fmt.Sprintf(`void (document.querySelector("#person").value = %s, document.querySelector("form:has(#person) input[name=sure]").checked = true)`, quoted(string(h.seat("川辺").ID))))
	o.press("button", say(t, "erase.person_go"))
	o.until("the texts of others", `document.querySelectorAll("mark").length === 2`)
	o.accessible("the texts of others with the name in them")
	o.shot("erase-names")
	o.press("button", say(t, "erase.person_go"))
	o.until("the certificate", `document.querySelector(".certificate__counts") !== null`)
	o.accessible("the certificate")
	o.shot("certificate")

	gone.until("the end", `document.querySelector(".card--ask[role=alert] h1") !== null`)
	f.until("the board is on the line again", `document.querySelector(".saved[role=status]")?.dataset.state === "saved"`)
	if !eval[bool](f, `window.stays === true`) {
		t.Error("who sat at the board had to load the page anew")
	}
	if name := h.seat("匿名の方").Name; name == "" {
		t.Error("the name is still there")
	}
}
