package browsertest

import (
	"fmt"
	"testing"

	"yoriai/board"
)

// TestNotesFromAFile: a list of notes is shown before anything is made of it;
// what a column means can be said anew, a table can be left out, and what was
// seen is what comes.
func TestNotesFromAFile(t *testing.T) {
	t.Parallel()
	h := openHall(t)
	f := h.facilitates(h.boardOf("1班"))
	f.open(h.url + "/w/" + string(h.ws))
	f.until("the page", `document.querySelector("#outline-file") !== null`)
	eval[any](f, `document.querySelector("#outline-file").closest("details").querySelector("summary").click()`)
	f.chooses("outline-file", "意見.csv", "班,分類,意見,備考\n7,道,草が高い,至急\n7,道,灯が暗い,\n8,川,堤が低い,来年\n")
	f.until("what is in it", `document.querySelectorAll(".found > .found__tables > li").length === 2`)
	f.shot("prepare-notes-read")
	if n := len(h.workshop().Tables()); n != 2 {
		t.Errorf("a list that was read made %d tables", n)
	}
	eval[any](f, `document.querySelector(".found__columns summary").click()`)
	f.takenFor(1, "nothing")
	f.until("no titles", `document.querySelector(".found")?.textContent.includes(`+quoted(say(t, "import.counts", "notes", "2", "islands", "0"))+`)`)
	f.takenFor(3, "title")
	f.until("other titles", `document.querySelector(".found")?.textContent.includes("至急")`)
	f.accessible("a list of notes that was read")
	eval[any](f, `document.querySelector(".found").scrollIntoView({ block: "center" })`)
	f.shot("prepare-notes-columns")
	eval[any](f, `document.querySelector(".found > .found__tables > li:first-child input").click()`)
	f.press("button", say(t, "import.go", "n", "1"))
	f.until("the table", `document.querySelector(".found") === null && document.querySelectorAll(".tables-edit > *").length === 3`)
	hall := h.workshop()
	made := hall.Tables()[2]
	b := h.replay(board.DocID(hall.Assignments(made.ID)[0].ID))
	if made.Name != "8班" || len(b.Notes()) != 1 || b.Notes()[0].Text != "堤が低い" || b.Groups()[0].Title != "来年" {
		t.Errorf("%s holds %+v under %+v", made.Name, b.Notes(), b.Groups())
	}
	// Brought once more, the table that is here already waits to be asked for.
	f.chooses("outline-file", "意見.csv", "班,分類,意見,備考\n7,道,草が高い,至急\n7,道,灯が暗い,\n8,川,堤が低い,来年\n")
	f.until("which of them is here already", `[...document.querySelectorAll(".found > .found__tables > li")].map((row) => row.querySelector("input").checked + " " + row.textContent.includes(`+quoted(say(t, "import.held", "table", "8班"))+`)).join() === "true false,false true"`)
	f.accessible("a list that was brought twice")
	eval[any](f, `document.querySelector(".found").scrollIntoView({ block: "center" })`)
	f.shot("prepare-notes-twice")
	f.find("button", say(t, "import.go", "n", "1"))
	f.press("button", say(t, "prepare.cancel"))

	f.tableWithoutNotesTwice()
	f.forgive(`status of 422.*/import`)
	f.chooses("outline-file", "図.xlsx", "\x89PNG\x00")
	f.until("why it cannot be read", `document.querySelector(".notice[data-kind=error]")?.textContent.includes("`+say(t, "import.refused.bad_text")+`")`)
}

// tableWithoutNotesTwice: where nobody has written yet the table itself is said to be here.
func (p *person) tableWithoutNotesTwice() {
	p.t.Helper()
	const file = "班,分類,意見\n12,橋,\n"
	p.chooses("outline-file", "題.csv", file)
	p.press("button", say(p.t, "import.go", "n", "1"))
	p.until("the table", `document.querySelector(".found") === null && document.querySelectorAll(".tables-edit > *").length === 4`)
	p.chooses("outline-file", "題.csv", file)
	p.until("that it is here", `document.querySelector(".found__held")?.textContent === `+quoted(say(p.t, "import.held_table", "table", "12班")))
	p.press("button", say(p.t, "prepare.cancel"))
}

// takenFor says what a column of the list is.
func (p *person) takenFor(column int, use string) {
	p.t.Helper()
	eval[any](p, fmt.Sprintf(`((select) => { select.value = %q; select.dispatchEvent(new Event("change", { bubbles: true })); })(document.querySelector("#import-column-%d"))`, use, column))
}
