package intake_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/intake"
)

// packedSheet is the smallest file of one sheet that programs open.
func packedSheet(t *testing.T, sheet string) []byte {
	t.Helper()
	const (
		head    = `<?xml version="1.0"?>`
		main    = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
		types   = `http://schemas.openxmlformats.org/package/2006/content-types`
		rels    = `http://schemas.openxmlformats.org/package/2006/relationships`
		office  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
		content = `application/vnd.openxmlformats-officedocument.spreadsheetml.`
	)
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for _, part := range []struct{ name, xml string }{
		{"[Content_Types].xml", `<Types xmlns="` + types + `"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + content + `sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="` + content + `worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + main + `" xmlns:r="` + office + `"><sheets><sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + rels + `"><Relationship Id="rId1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + main + `">` + sheet + `</worksheet>`},
	} {
		w, err := z.Create(part.name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, head, part.xml)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func textCell(at, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, at, text)
}

// A file of some kilobytes with one cell far to the right in each row made the
// library fill up gigabytes.
func TestFarCellsTakeNoMemory(t *testing.T) {
	var rows strings.Builder
	for i := 1; i <= 2000; i++ {
		fmt.Fprintf(&rows, `<row r="%d">%s</row>`, i, textCell(fmt.Sprintf("XFD%d", i), "甲"))
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, _, err := intake.ReadPeople(packedSheet(t, `<sheetData>`+rows.String()+`</sheetData>`))
	runtime.ReadMemStats(&after)
	if board.CodeOf(err) != board.Quota {
		t.Errorf("it gives %v", err)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 100 {
		t.Errorf("%d MB were asked for", mb)
	}
}

// Merged cells are read, and so many that no list has them are refused.
func TestMergedCellsAreBounded(t *testing.T) {
	people := `<sheetData><row r="1">` + textCell("A1", "班") + textCell("B1", "名前") + `</row>` +
		`<row r="2">` + textCell("A2", "1班") + textCell("B2", "甲野") + `</row>` +
		`<row r="3">` + textCell("B3", "乙川") + `</row></sheetData>`
	list, _, err := intake.ReadPeople(packedSheet(t, people+`<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`))
	if err != nil || len(list) != 2 || list[1].Table != "1班" {
		t.Errorf("the merged table gives %+v, %v", list, err)
	}
	var many strings.Builder
	for i := range 6000 {
		fmt.Fprintf(&many, `<mergeCell ref="C%d:C%d"/>`, 2*i+10, 2*i+11)
	}
	if _, _, err := intake.ReadPeople(packedSheet(t, people+`<mergeCells>`+many.String()+`</mergeCells>`)); board.CodeOf(err) != board.BadText {
		t.Errorf("thousands of merged cells give %v", err)
	}
}
