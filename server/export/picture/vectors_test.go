package picture

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"math"
	"os"
	"slices"
	"testing"

	"yoriai/board"
	"yoriai/server/export/layout"
)

// The vectors of the layout are for both sides: this test checks that they say
// what Go does, the browser's modules (testdata/js/sheet_vectors.test.js of the
// browser tests) that they do the same.
var update = flag.Bool("update", false, "write the layout's vectors anew")

const vectorsFile = "../../../board/testdata/vectors/layout.json"

// vectorCase is a board with what both sides must make of it.
type vectorCase struct {
	Name    string                  `json:"name"`
	Records []vectorRecord          `json:"records"`
	Blocks  map[string]layout.Block `json:"blocks"`
	Sheets  []vectorSheet           `json:"sheets"`
}

type vectorRecord struct {
	Kind  board.Kind      `json:"kind"`
	Value json.RawMessage `json:"value"`
}

// vectorSheet is one of its sheets, at the scales of a few rooms.
type vectorSheet struct {
	Spread []vectorSpread            `json:"spread"`
	Wires  []layout.Wire             `json:"wires"`
	Boxes  map[string][]layout.Thing `json:"boxes"`
	Words  []layout.Thing            `json:"words"`
	Page   layout.Size               `json:"page"`
	Lines  []layout.Drawn            `json:"lines"`
	Flags  []layout.Flag             `json:"flags"`
}

type vectorSpread struct {
	Page layout.Size    `json:"page"`
	Gap  float64        `json:"gap"`
	Laid []layout.Thing `json:"laid"`
	Fits bool           `json:"fits"`
}

var shapes = map[string]shape{
	"10 notes":       {notes: 10, islands: 3, depth: 2, links: 3},
	"64 notes":       {notes: 64, islands: 12, depth: 3, links: 12},
	"300 notes":      {notes: 300, islands: 40, depth: 4, links: 10},
	"eight levels":   {notes: 30, islands: 10, depth: 8, links: 8},
	"forty links":    {notes: 50, islands: 16, depth: 2, links: 40},
	"several sheets": {notes: 60, islands: 14, depth: 2, links: 20, sheets: 3},
	"long titles":    {notes: 24, islands: 9, depth: 3, links: 6, long: true},
	"loose notes":    {notes: 25, links: 5},
	"two islands":    {notes: 64, islands: 2, depth: 1, links: 1},
}

func TestVectors(t *testing.T) {
	names := []string{}
	for name := range shapes {
		names = append(names, name)
	}
	slices.Sort(names)
	var cases []vectorCase
	for i, name := range names {
		cases = append(cases, vectorOf(t, name, drawBoard(uint64(i+1), shapes[name])))
	}
	data, err := json.Marshal(cases)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.ReplaceAll(append(data, '\n'), []byte(`{"name":`), []byte("\n"+`{"name":`))
	if *update {
		if err := os.WriteFile(vectorsFile, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(vectorsFile)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, data) {
		t.Errorf("%s does not say any more what the code does; if that is meant: go test ./server/export/picture -run Vectors -update", vectorsFile)
	}
}

func vectorOf(t *testing.T, name string, d *drawn) vectorCase {
	v := vectorCase{Name: name, Blocks: map[string]layout.Block{}}
	for _, r := range d.records {
		value, err := board.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		v.Records = append(v.Records, vectorRecord{r.Kind(), json.RawMessage(value)})
	}
	r := d.report(t)
	sheet := r.Sections[0].Sheet
	all := pieces(sheet)
	blocksIn(all, v.Blocks)
	for n := range sheet.Sheets {
		v.Sheets = append(v.Sheets, vectorSheetOf(onSheet(all, n, sheet.Sheets), n, links(sheet.Lines, r.Say)))
	}
	return v
}

func blocksIn(list []*layout.Piece, blocks map[string]layout.Block) {
	for _, p := range list {
		if p.Kind == layout.Island {
			blocks[p.ID] = p.Block()
			blocksIn(p.Members, blocks)
		}
	}
}

func vectorSheetOf(list []*layout.Piece, n int, links []layout.Link) vectorSheet {
	boxes := make([]layout.Box, len(list))
	for i, p := range list {
		boxes[i] = layout.BoxOf(p, layout.Reckoned{})
	}
	v, ground := vectorSheet{}, layout.Ground{}
	for _, scale := range []float64{1.05, 0.55, 0.2} {
		room := layout.Size{W: 1700, H: 900}
		page := layout.Size{W: room.W / scale, H: room.H / scale}
		things := layout.Things(boxes, page, n)
		laid, fits := layout.Spread(things, page, layout.Air(scale))
		v.Spread = append(v.Spread, vectorSpread{page, layout.Air(scale), laid, fits})
		if scale == 0.2 {
			placed := layout.Place(boxes, laid, page, scale)
			v.Wires, ground = layout.Wires(placed.Boxes, links, placed.Page)
		}
	}
	rounded(&ground)
	v.Boxes, v.Words, v.Page = ground.Boxes, ground.Words, ground.Page
	v.Lines = layout.Draw(v.Wires, ground)
	v.Flags = layout.Flags(v.Wires, ground, v.Lines, func(w layout.Wire) (long, short layout.Size) { return w.Label, w.Sign })
	return v
}

// rounded keeps the file small, and both sides begin from the same numbers.
func rounded(ground *layout.Ground) {
	lists := slices.Collect(maps.Values(ground.Boxes))
	for _, list := range append(lists, ground.Words) {
		for i := range list {
			for _, f := range []*float64{&list[i].X, &list[i].Y, &list[i].W, &list[i].H} {
				*f = math.Round(*f*10) / 10
			}
		}
	}
	ground.Page = layout.Size{W: math.Round(ground.Page.W), H: math.Round(ground.Page.H)}
}
