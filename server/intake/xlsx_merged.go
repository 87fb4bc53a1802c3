package intake

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
)

// maxMerged bounds the merged cells of a list: one for each table's name and a
// few headings.
const maxMerged = 5000

var errMerged = errors.New("merged cells")

// mergedRanges lists the merged cells of a sheet, such as "A2:A9". They are
// read piece by piece: the library's own way loads the whole sheet and fills
// every row up to its last cell, so that a file of some kilobytes takes
// gigabytes.
func mergedRanges(data []byte, sheet string) (refs []string, err error) {
	book, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	part, err := partOf(book, sheet)
	if err != nil {
		return nil, err
	}
	err = eachElement(book, part, func(e xml.StartElement) error {
		if e.Name.Local != "mergeCell" {
			return nil
		}
		if len(refs) >= maxMerged {
			return errMerged
		}
		refs = append(refs, attribute(e, "ref"))
		return nil
	})
	return refs, err
}

// partOf finds in which part of the package a sheet lies (ECMA-376, 1, 18.2.19).
func partOf(book *zip.Reader, sheet string) (string, error) {
	id, part := "", ""
	err := eachElement(book, "xl/workbook.xml", func(e xml.StartElement) error {
		if e.Name.Local == "sheet" && attribute(e, "name") == sheet {
			id = attribute(e, "id")
		}
		return nil
	})
	if err != nil {
		return "", err
	}
	err = eachElement(book, "xl/_rels/workbook.xml.rels", func(e xml.StartElement) error {
		if e.Name.Local == "Relationship" && attribute(e, "Id") == id {
			part = attribute(e, "Target")
		}
		return nil
	})
	if strings.HasPrefix(part, "/") {
		return part[1:], err
	}
	return path.Join("xl", part), err
}

// eachElement walks through a part of the package.
func eachElement(book *zip.Reader, part string, visit func(xml.StartElement) error) error {
	f, err := book.Open(part)
	if err != nil {
		return err
	}
	defer f.Close()
	in := xml.NewDecoder(io.LimitReader(f, maxUnzipped))
	for {
		token, err := in.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, begins := token.(xml.StartElement); begins {
			if err := visit(e); err != nil {
				return err
			}
		}
	}
}

// attribute reads an attribute by its name without a prefix.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
