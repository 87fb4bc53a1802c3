package browsertest

import "strings"

// chooses puts files into the page's input as a person who picks them: two
// photos drawn here, and one of a sort that no browser shows.
const choosesPhotos = `(async () => {
	const list = new DataTransfer();
	for (const [name, hue] of [["IMG_1.jpg", 30], ["IMG_2.jpg", 200]]) {
		const canvas = new OffscreenCanvas(1200, 900), pen = canvas.getContext("2d");
		pen.fillStyle = "hsl(" + hue + " 60% 70%)"; pen.fillRect(0, 0, 1200, 900);
		pen.fillStyle = "#fff"; pen.fillRect(200, 200, 800, 500);
		list.items.add(new File([await canvas.convertToBlob({ type: "image/jpeg" })], name, { type: "image/jpeg" }));
	}
	list.items.add(new File(["\0\0\0\x18ftypheic"], "IMG_3.HEIC"));
	const input = document.querySelector("input[type=file]");
	input.files = list.files;
	input.dispatchEvent(new Event("change"));
	return true;
})()`

const photosSeen = `[...document.querySelectorAll(".photos__picture img")].filter((i) => i.complete && i.naturalWidth === 480).length`

// showsPhotos: photos are added, described and published with the keyboard, the
// other who steers sees it, and the public gets what is published alone.
func (p *publishing) showsPhotos() {
	p.t.Helper()
	for _, g := range []*guest{p.f, p.g} {
		p.at(g, "/photos")
		g.until("the page of photos", `document.querySelector("input[type=file]") !== null`)
	}
	p.f.accessible("no photo yet")
	eval[bool](p.f.person, choosesPhotos)
	for _, g := range []*guest{p.f, p.g} {
		g.until("two photos", photosSeen+" === 2")
	}
	p.f.until("the word that one cannot be read", says(".photos__going .notice", say(p.t, "photos.failed.heic")))
	p.f.accessible("two photos")
	p.f.shot("photos")
	eval[any](p.f.person, `document.querySelector("input[type=file]").focus()`)
	p.f.tabTo("the caption", `document.activeElement.matches(".photos__one input.input")`)
	p.f.write("地図を囲んで話す")
	p.f.tabTo("whether the public sees it", `document.activeElement.matches(".photos__one input[type=checkbox]")`)
	p.f.must(p.f.page.key(" "), "publish it by the keyboard")
	p.g.until("the other's photo", `document.querySelector(".photos__one[data-published] input.input")?.value === "地図を囲んで話す"`)
	p.figures("public", 1, "地図を囲んで話す")
	p.figures("internal", 2, "地図を囲んで話す")
	p.takesAway()
}

// figures reads the results as the page shows them.
func (p *publishing) figures(audience string, n int, alt string) {
	p.t.Helper()
	page := eval[string](p.f.person, `fetch("/w/`+string(p.ws)+`/results?for=`+audience+`").then((r) => r.text())`)
	if strings.Count(page, "<figure>") != n || !strings.Contains(page, `alt="`+alt+`"`) {
		p.t.Errorf("the results for %s show %d photos", audience, strings.Count(page, "<figure>"))
	}
}

// takesAway: a photo goes, and comes back as one that is not published.
func (p *publishing) takesAway() {
	p.t.Helper()
	p.g.press("button", say(p.t, "photos.remove_of", "what", "地図を囲んで話す"))
	p.g.until("what was taken away", `document.activeElement.matches(".photos__removed") && `+says(".photos__removed", "地図を囲んで話す"))
	p.f.until("one photo", `document.querySelectorAll(".photos__one").length === 1 && `+says(".photos__removed", "地図を囲んで話す"))
	p.g.accessible("a photo that was taken away")
	p.g.press("button", say(p.t, "photos.back"))
	p.f.until("both again", `document.querySelectorAll(".photos__one").length === 2 && !document.querySelector(".photos__one[data-published]")`)
	p.f.onPhone("photos", photosSeen+" === 2")
}
