package board_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"yoriai/board"
)

const note1 = `"00000001-0000-4000-8000-000000000001"`

func noteAdd(text string) string {
	return `{"type":"note.add","body":{"note":` + note1 + `,"text":` + text + `}}`
}

func moveTo(point string) string {
	return `{"type":"items.move","body":{"items":[` + note1 + `],"to":{"at":` + point + `}}}`
}

func wide(n int) string {
	var members []string
	for i := range n {
		members = append(members, fmt.Sprintf(`"m%d":1`, i))
	}
	return `{` + strings.Join(members, ",") + `}`
}

func nested(levels int) string {
	return `{"type":"note.add","body":` + strings.Repeat(`[`, levels) + strings.Repeat(`]`, levels) + `}`
}

// TestWhatIsNoOp: family B of the bad inputs, the rows that are about the shape
// of what is sent.
func TestWhatIsNoOp(t *testing.T) {
	long := strings.Repeat("k", 200_000)
	for name, c := range map[string]struct {
		code board.Code
		data string
	}{
		"B-01 empty":               {board.BadOp, ``},
		"B-01 spaces":              {board.BadOp, "  \n "},
		"B-02 not JSON":            {board.BadOp, `hello`},
		"B-02 cut":                 {board.BadOp, `{"type":"note.add","body":{"note"`},
		"B-02 single quotes":       {board.BadOp, `{'type':'note.add'}`},
		"B-02 bare names":          {board.BadOp, `{type:"note.add"}`},
		"B-02 comment":             {board.BadOp, `{"type":"note.add"/*x*/}`},
		"B-02 trailing comma":      {board.BadOp, `{"type":"note.add","body":{},}`},
		"B-02 hexadecimal":         {board.BadOp, moveTo(`{"x":0x10,"y":1}`)},
		"B-02 leading nought":      {board.BadOp, moveTo(`{"x":01,"y":1}`)},
		"B-02 an array":            {board.BadOp, `[]`},
		"B-02 a text":              {board.BadOp, `"note.add"`},
		"B-02 a number":            {board.BadOp, `7`},
		"B-04 two documents":       {board.BadOp, noteAdd(`"a"`) + noteAdd(`"b"`)},
		"B-04 something behind":    {board.BadOp, noteAdd(`"a"`) + `x`},
		"B-04 BOM":                 {board.BadOp, "\ufeff" + noteAdd(`"a"`)},
		"B-05 member twice":        {board.BadOp, `{"type":"seat.add","body":{"role":"participant","role":"facilitator"}}`},
		"B-05 twice by escape":     {board.BadOp, `{"type":"phase.set","body":{"phase":"write","ph\u0061se":"gather"}}`},
		"B-05 type twice":          {board.BadOp, `{"type":"phase.set","type":"undo","body":{"phase":"write"}}`},
		"B-07 unknown member":      {board.BadOp, `{"type":"phase.set","body":{"phase":"write","now":true}}`},
		"B-07 unknown above":       {board.BadOp, `{"type":"phase.set","body":{"phase":"write"},"v":2}`},
		"B-07 other case":          {board.BadOp, `{"type":"phase.set","body":{"Phase":"write"}}`},
		"B-07 65 members":          {board.BadOp, `{"type":"phase.set","body":` + wide(65) + `}`},
		"B-07 10,000 members":      {board.BadOp, `{"type":"phase.set","body":` + wide(10_000) + `}`},
		"B-07 long name":           {board.BadOp, `{"type":"phase.set","body":{"` + long + `":1}}`},
		"B-10 null":                {board.BadOp, `null`},
		"B-10 null body":           {board.BadOp, `{"type":"phase.set","body":null}`},
		"B-10 null type":           {board.BadOp, `{"type":null,"body":{}}`},
		"B-11 17 levels":           {board.BadOp, nested(16)},
		"B-11 9,999 levels":        {board.BadOp, nested(9_999)},
		"B-11 100,000 levels":      {board.BadOp, nested(100_000)},
		"B-11 never closed":        {board.BadOp, strings.Repeat(`{"a":`, 100_000)},
		"B-13 unknown type":        {board.UnknownOp, `{"type":"note.explode","body":{}}`},
		"B-13 empty type":          {board.UnknownOp, `{"type":"","body":{}}`},
		"B-13 __proto__":           {board.UnknownOp, `{"type":"__proto__","body":{}}`},
		"B-13 constructor":         {board.UnknownOp, `{"type":"constructor","body":{}}`},
		"B-13 toString":            {board.UnknownOp, `{"type":"toString","body":{}}`},
		"B-13 __proto__ as member": {board.BadOp, `{"type":"phase.set","body":{"phase":"write","__proto__":{}}}`},
		"B-13 __proto__ as id":     {board.BadOp, `{"type":"note.withdraw","body":{"note":"__proto__"}}`},
		"B-08 no type":             {board.BadOp, `{"body":{}}`},
		"B-08 no body":             {board.BadOp, `{"type":"phase.set"}`},
		"B-17 NaN":                 {board.BadNumber, moveTo(`{"x":NaN,"y":1}`)},
		"B-17 Infinity":            {board.BadNumber, moveTo(`{"x":Infinity,"y":1}`)},
		"B-17 -Infinity":           {board.BadNumber, moveTo(`{"x":-Infinity,"y":1}`)},
		"B-17 a text":              {board.BadNumber, moveTo(`{"x":"NaN","y":1}`)},
		"B-19 1e308":               {board.BadNumber, moveTo(`{"x":1e308,"y":1}`)},
		"B-19 1e309":               {board.BadNumber, moveTo(`{"x":1e309,"y":1}`)},
		"B-19 a fraction of a seq": {board.BadNumber, `{"type":"undo","body":{"of":1.5}}`},
		"B-19 a negative seq":      {board.BadNumber, `{"type":"undo","body":{"of":-1}}`},
		"B-19 2^64":                {board.BadNumber, `{"type":"undo","body":{"of":18446744073709551616}}`},
		"B-20 left of the sheet":   {board.BadNumber, moveTo(`{"x":-1,"y":1}`)},
		"B-20 far left":            {board.BadNumber, moveTo(`{"x":-100000,"y":1}`)},
		"B-20 beyond the sheet":    {board.BadNumber, moveTo(`{"x":1,"y":100001}`)},
		"B-22 lone surrogate":      {board.BadText, noteAdd(`"\ud800"`)},
		"B-22 low one first":       {board.BadText, noteAdd(`"\udc00\ud800"`)},
		"B-22 high one and text":   {board.BadText, noteAdd(`"\ud83dabc"`)},
		"B-23 bad UTF-8":           {board.BadText, noteAdd("\"a\xffb\"")},
		"B-23 cut UTF-8":           {board.BadText, noteAdd("\"\xe3\x81\"")},
		"B-23 overlong UTF-8":      {board.BadText, noteAdd("\"\xc0\xaf\"")},
		"B-23 CESU surrogates":     {board.BadText, noteAdd("\"\xed\xa0\xbd\xed\xb8\x80\"")},
		"B-31 its own author":      {board.BadOp, `{"type":"note.add","body":{"note":` + note1 + `,"text":"a","author":` + note1 + `}}`},
		"B-31 its own time":        {board.BadOp, `{"type":"note.add","body":{"note":` + note1 + `,"text":"a"},"time":1}`},
		"B-31 its own veil":        {board.BadOp, `{"type":"note.add","body":{"note":` + note1 + `,"text":"a","veiled":true}}`},
		"B-32 a server's message":  {board.UnknownOp, `{"type":"snapshot","body":{}}`},
	} {
		op, err := board.DecodeOp([]byte(c.data))
		if err == nil || board.CodeOf(err) != c.code {
			t.Errorf("%s: want %s, got %v, %v", name, c.code, op, err)
		}
		if err != nil && len(err.Error()) > 200 {
			t.Errorf("%s: the sentence repeats what was sent: %.300s", name, err)
		}
	}
}

// A refusal of a hundred thousand levels must be as cheap as one of seventeen:
// the rest of the message is not even looked at.
func TestDeepNestingIsCheap(t *testing.T) {
	cost := func(data []byte) float64 {
		return testing.AllocsPerRun(20, func() {
			if _, err := board.DecodeOp(data); err == nil {
				t.Fatal("accepted")
			}
		})
	}
	shallow, deep := cost([]byte(nested(17))), cost([]byte(nested(100_000)))
	if deep > shallow+10 || deep > 60 {
		t.Errorf("17 levels take %.0f allocations, 100,000 take %.0f", shallow, deep)
	}
}

// B-19 and C: what is accepted is written the same by Go and by JavaScript.
func TestNumbersThatAreBent(t *testing.T) {
	for sent, want := range map[string]board.Point{
		`{"x":-0,"y":-0.0}`:           {},
		`{"x":5e-324,"y":-1e-320}`:    {},
		`{"x":1.5,"y":2.4999}`:        {X: 2, Y: 2},
		`{"x":1e2,"y":99999.999}`:     {X: 100, Y: 100_000},
		`{"x":100000.4,"y":1.0000e0}`: {X: 100_000, Y: 1},
	} {
		op, err := board.DecodeOp([]byte(moveTo(sent)))
		if err != nil {
			t.Errorf("%s: %v", sent, err)
			continue
		}
		got := *op.(board.MoveItems).To.At
		if got != want || math.Signbit(got.X) || math.Signbit(got.Y) {
			t.Errorf("%s became %+v", sent, got)
		}
		if text := encode(t, got); strings.ContainsAny(text, "-.e") {
			t.Errorf("%s is written %s", sent, text)
		}
	}
	op, err := board.DecodeOp([]byte(`{"type":"undo","body":{"of":9007199254740993}}`)) // 2^53 + 1
	if err != nil || op.(board.Undo).Of != 9007199254740993 {
		t.Errorf("2^53+1 became %v, %v", op, err)
	}
}

// What is accepted goes through the encoding and back without a change.
func TestAcceptedOpsKeepTheirForm(t *testing.T) {
	for _, text := range []string{`"a"`, `"\u3042\n"`, `"\ud83d\ude00"`, `"<b>&\"\\\/"`, `"\u2028x"`, `"か\u3099"`} {
		op, err := board.DecodeOp([]byte(noteAdd(text)))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		data, err := board.EncodeOp(op)
		if err != nil {
			t.Fatal(err)
		}
		again, err := board.DecodeOp(data)
		if err != nil || again != op {
			t.Errorf("%s: %v became %v, %v", text, op, again, err)
		}
	}
}

// The members of other messages are asked for in the same way.
func TestDecodeStrictAsksForMembers(t *testing.T) {
	type inner struct {
		Here string `json:"here"`
		Not  string `json:"not,omitempty"`
	}
	type message struct {
		Sort   string  `json:"t"`
		One    *inner  `json:"one,omitzero"`
		Many   []inner `json:"many,omitempty"`
		Number int     `json:"number,omitzero"`
	}
	for data, want := range map[string]string{
		`{}`:                                 "the member t is missing",
		`{"t":"x","one":{}}`:                 "the member one.here is missing",
		`{"t":"x","many":[{"here":"a"},{}]}`: "the member many.here is missing",
		`{"t":"x","one":{"here":"a"},"many":[{"here":"b","not":"c"}],"number":3}`: "",
	} {
		var m message
		err := board.DecodeStrict([]byte(data), &m)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: want %q, got %v", data, want, err)
		}
	}
}

// B-07: 64 members are read, 65 are not, wherever they stand.
func TestWideObjects(t *testing.T) {
	var m struct {
		Many map[string]int `json:"many"`
	}
	if err := board.DecodeStrict([]byte(`{"many":`+wide(board.Bounds.JSONKeys)+`}`), &m); err != nil || len(m.Many) != board.Bounds.JSONKeys {
		t.Errorf("%d members are read, %v", len(m.Many), err)
	}
	err := board.DecodeStrict([]byte(`{"many":`+wide(board.Bounds.JSONKeys+1)+`}`), &m)
	wantCode(t, board.BadOp, err)
}

// A made-up member may hold what somebody wrote; it must not reach the log.
func TestRefusalsDoNotRepeatWhatWasSent(t *testing.T) {
	secret := "ひみつのなまえ"
	for _, data := range []string{
		`{"type":"phase.set","body":{"` + secret + `":1}}`,
		`{"type":"phase.set","body":{"phase":"` + secret + `"}}`,
		`{"type":"` + secret + `","body":{}}`,
		`{"type":"note.withdraw","body":{"note":"` + secret + `"}}`,
		noteAdd(`"` + secret + `\u0000"`),
		noteAdd(`"` + strings.Repeat(secret, 500) + `"`),
		`{"` + secret + `":{}}`,
		noteAdd(`{"` + secret + `":1}`),
	} {
		if _, err := board.DecodeOp([]byte(data)); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("the refusal of %.80s says %v", data, err)
		}
	}
}
