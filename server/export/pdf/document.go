package pdf

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"yoriai/server/export/fonts"
)

// Info is what a file says of itself.
type Info struct {
	Title   string
	Subject string
	Author  string
	Lang    string // "ja"
	Made    time.Time
}

// Document is a file that is being written.
type Document struct {
	*objects
	info     Info
	pageTree ref
	pages    []ref
	heights  []float64
	page     *Page
	fonts    map[*fonts.Font]*embedded
	fontList []*embedded
	root     *Element
	marks    [][]*Element // by page
	linked   []*Element   // by link
	links    []link
	outline  []*entry
}

// New begins a file. What goes wrong in writing comes out of Close.
func New(w io.Writer, info Info) *Document {
	d := &Document{objects: newObjects(w), info: info, fonts: map[*fonts.Font]*embedded{}, root: &Element{kind: "Document"}}
	d.pageTree = d.reserve()
	return d
}

// Root is the element that holds all others.
func (d *Document) Root() *Element { return d.root }

// Err is what went wrong in writing so far.
func (d *Document) Err() error { return d.err }

// Close writes what stands at the end of the file.
func (d *Document) Close() error {
	d.endPage()
	if err := d.writeFonts(); err != nil {
		return err
	}
	d.put(d.pageTree, fmt.Sprintf("<</Type/Pages/Kids%s/Count %d>>", refs(d.pages), len(d.pages)))
	tree := d.writeTree()
	d.writeLinks()
	catalog, info, metadata := d.reserve(), d.reserve(), d.reserve()
	body := fmt.Sprintf("<</Type/Catalog/Pages %v/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %v/Metadata %v/ViewerPreferences<</DisplayDocTitle true>>", d.pageTree, text(d.info.Lang), tree, metadata)
	if outlines := d.writeOutline(); outlines != 0 {
		body += fmt.Sprintf("/Outlines %v/PageMode/UseOutlines", outlines)
	}
	d.put(catalog, body+">>")
	d.put(info, d.infoDict())
	d.raw(metadata, "/Type/Metadata/Subtype/XML", d.xmp())
	return d.finish(catalog, info)
}

func (d *Document) infoDict() string {
	out := "<</Producer(Yoriai)"
	for _, v := range [][2]string{{"Title", d.info.Title}, {"Subject", d.info.Subject}, {"Author", d.info.Author}} {
		if v[1] != "" {
			out += "/" + v[0] + text(v[1])
		}
	}
	if !d.info.Made.IsZero() {
		out += "/CreationDate(D:" + d.info.Made.Format("20060102150405") + zone(d.info.Made) + ")"
	}
	return out + ">>"
}

// zone is +09'00'.
func zone(t time.Time) string {
	z := t.Format("-07:00")
	return strings.Replace(z, ":", "'", 1) + "'"
}

func (d *Document) xmp() []byte {
	value := func(s string) string {
		var out strings.Builder
		_ = xml.EscapeText(&out, []byte(s)) // into memory: nothing can fail
		return out.String()
	}
	made := ""
	if !d.info.Made.IsZero() {
		made = "<xmp:CreateDate>" + d.info.Made.Format(time.RFC3339) + "</xmp:CreateDate>"
	}
	return []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">" +
		"<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" + value(d.info.Title) + "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>" + value(d.info.Lang) +
		"</rdf:li></rdf:Bag></dc:language>" + made + "<pdf:Producer>Yoriai</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
}

// entry is a line of the outline that a reader shows beside the pages.
type entry struct {
	title      string
	level      int
	page       int
	top        float64
	ref        ref
	parent     int // -1: none
	kids       []int
	prev, next int // -1: none
}

// Outline adds a line to the outline, which leads to a place on a page. A level
// may be at most one deeper than the line before.
func (d *Document) Outline(title string, level, page int, top float64) {
	d.outline = append(d.outline, &entry{title: title, level: level, page: page, top: top, parent: -1, prev: -1, next: -1})
}

func (d *Document) writeOutline() ref {
	if len(d.outline) == 0 {
		return 0
	}
	root := d.reserve()
	var top, path []int
	for i, e := range d.outline {
		e.ref = d.reserve()
		for len(path) > 0 && d.outline[path[len(path)-1]].level >= e.level {
			path = path[:len(path)-1]
		}
		list := &top
		if len(path) > 0 {
			e.parent = path[len(path)-1]
			list = &d.outline[e.parent].kids
		}
		if n := len(*list); n > 0 {
			e.prev = (*list)[n-1]
			d.outline[e.prev].next = i
		}
		*list = append(*list, i)
		path = append(path, i)
	}
	for _, e := range d.outline {
		d.put(e.ref, d.outlineEntry(e, root))
	}
	d.put(root, fmt.Sprintf("<</Type/Outlines/First %v/Last %v/Count %d>>", d.outline[top[0]].ref, d.outline[top[len(top)-1]].ref, len(top)))
	return root
}

// outlineEntry writes a line. Those below are folded: a negative count.
func (d *Document) outlineEntry(e *entry, root ref) string {
	parent := root
	if e.parent >= 0 {
		parent = d.outline[e.parent].ref
	}
	out := fmt.Sprintf("<</Title%s/Parent %v/Dest%s", text(e.title), parent, d.dest(e.page, e.top))
	if e.prev >= 0 {
		out += fmt.Sprintf("/Prev %v", d.outline[e.prev].ref)
	}
	if e.next >= 0 {
		out += fmt.Sprintf("/Next %v", d.outline[e.next].ref)
	}
	if n := len(e.kids); n > 0 {
		out += fmt.Sprintf("/First %v/Last %v/Count %d", d.outline[e.kids[0]].ref, d.outline[e.kids[n-1]].ref, -n)
	}
	return out + ">>"
}

// dest is a place on a page, so many millimetres below its top.
func (d *Document) dest(page int, top float64) string {
	return fmt.Sprintf("[%v/XYZ null %s null]", d.pages[page], number((d.heights[page]-top)*ptPerMm))
}

// link leads to a page that need not exist yet.
type link struct {
	ref   ref
	rect  string
	page  int
	top   float64
	words string
}

// Link makes an area of the page lead to a place on a page. Words say where to,
// for readers that listen; e is the element that holds the link's text.
func (p *Page) Link(x, y, width, height float64, page int, top float64, words string, e *Element) {
	d := p.doc
	l := link{ref: d.reserve(), page: page, top: top, words: words}
	l.rect = fmt.Sprintf("[%s %s %s %s]", number(x*ptPerMm), number((p.height-y-height)*ptPerMm), number((x+width)*ptPerMm), number((p.height-y)*ptPerMm))
	p.annotations = append(p.annotations, l.ref)
	e.kids = append(e.kids, kid{page: p.index + 1, link: l.ref})
	d.links, d.linked = append(d.links, l), append(d.linked, e)
}

func (d *Document) writeLinks() {
	for i, l := range d.links {
		d.put(l.ref, fmt.Sprintf("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect%s/Dest%s/Contents%s/StructParent %d>>", l.rect, d.dest(l.page, l.top), text(l.words), len(d.marks)+i))
	}
}
