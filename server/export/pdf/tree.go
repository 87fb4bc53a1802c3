package pdf

import (
	"fmt"
	"strings"
)

// Element is a part of the document as readers that listen know it: "H1", "P",
// "L", "LI", "LBody", "Table", "TR", "TH", "TD", "Figure", "TOC", "TOCI", "Link".
type Element struct {
	kind   string
	alt    string
	parent *Element
	kids   []kid
	ref    ref
}

// kid is an element, or a marked part of a page, or a link on it.
type kid struct {
	element *Element
	page    int // from 1
	mark    int
	link    ref
}

// Add adds an element behind those that are in it.
func (e *Element) Add(kind string) *Element {
	child := &Element{kind: kind, parent: e}
	e.kids = append(e.kids, kid{element: child})
	return child
}

// SetAlt says in words what is to be seen.
func (e *Element) SetAlt(alt string) { e.alt = alt }

// writeTree writes the elements and, page by page, which part belongs to which.
func (d *Document) writeTree() ref {
	root, parents := d.reserve(), d.reserve()
	d.number(d.root)
	d.writeElement(d.root, root)
	var tree strings.Builder
	for i, marks := range d.marks {
		fmt.Fprintf(&tree, "%d[", i)
		for _, e := range marks {
			tree.WriteString(e.ref.String() + " ")
		}
		tree.WriteString("]")
	}
	for i, e := range d.linked {
		fmt.Fprintf(&tree, "%d %v ", len(d.marks)+i, e.ref)
	}
	d.put(parents, "<</Nums["+tree.String()+"]>>")
	d.put(root, fmt.Sprintf("<</Type/StructTreeRoot/K %v/ParentTree %v/ParentTreeNextKey %d>>", d.root.ref, parents, len(d.marks)+len(d.linked)))
	return root
}

func (d *Document) number(e *Element) {
	e.ref = d.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			d.number(k.element)
		}
	}
}

func (d *Document) writeElement(e *Element, parent ref) {
	var kids strings.Builder
	page := 0
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			kids.WriteString(k.element.ref.String() + " ")
		case k.link != 0:
			fmt.Fprintf(&kids, "<</Type/OBJR/Obj %v/Pg %v>>", k.link, d.pages[k.page-1])
		case page == 0 || page == k.page:
			page = k.page
			fmt.Fprintf(&kids, "%d ", k.mark)
		default: // the element goes on on another page
			fmt.Fprintf(&kids, "<</Type/MCR/Pg %v/MCID %d>>", d.pages[k.page-1], k.mark)
		}
	}
	body := fmt.Sprintf("<</Type/StructElem/S/%s/P %v/K[%s]", e.kind, parent, kids.String())
	if page > 0 {
		body += fmt.Sprintf("/Pg %v", d.pages[page-1])
	}
	if e.alt != "" {
		body += "/Alt" + text(e.alt)
	}
	switch e.kind {
	case "TH":
		body += "/A<</O/Table/Scope/Column>>"
	case "L":
		body += "/A<</O/List/ListNumbering/Disc>>"
	}
	d.put(e.ref, body+">>")
	for _, k := range e.kids {
		if k.element != nil {
			d.writeElement(k.element, e.ref)
		}
	}
}
