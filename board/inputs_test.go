package board_test

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// Whatever comes in is refused with a code and a sentence, and leaves no
// trace; or it is accepted, and then what is stored reads back as the same op.
// fields_test.go says of each field which of the two; here the values are
// nastier than a value in Go can be, and the ops are sent to real documents.

// codes are all a refusal may carry; Storage is none: it is what CodeOf makes
// of an error that nobody thought of.
var codes = []board.Code{
	board.BadOp, board.UnknownOp, board.TooBig, board.BadText, board.BadNumber, board.NotFound, board.Gone, board.Exists,
	board.Cycle, board.TooDeep, board.Quota, board.Forbidden, board.Frozen, board.Changed,
}

// secret stands for what people write: no refusal may repeat it.
const secret = "himitsu"

// plain fails for a refusal without a code or a sentence, or with people's words in it.
func plain(t tb, err error) {
	t.Helper()
	sentence := strings.TrimPrefix(err.Error(), string(board.CodeOf(err))+": ")
	if !slices.Contains(codes, board.CodeOf(err)) || len(sentence) < 10 || len(sentence) > 200 {
		t.Errorf("this is no plain refusal: %.300q", err)
	}
	if strings.Contains(err.Error(), secret) {
		t.Errorf("the refusal repeats what was written: %q", err)
	}
}

// send hands a document the bytes of an op, as a socket would. Whatever is
// refused must leave no trace, whatever is done must leave a sound document.
func (d *document) send(a board.Actor, wire string) error {
	d.t.Helper()
	untouched := d.asItIs()
	op, err := board.DecodeOp([]byte(wire))
	if err == nil {
		sameAgain(d.t, op)
		_, err = d.state.Do(op, a, d)
	}
	if err != nil {
		plain(d.t, err)
		if !untouched() {
			d.t.Errorf("%.200q was refused (%v) and left a trace", wire, err)
		}
		return err
	}
	d.sound()
	return nil
}

// sameAgain: an accepted op, stored and read again, is the same op.
func sameAgain(t tb, op board.Op) {
	t.Helper()
	stored, err := board.EncodeOp(op)
	if err != nil {
		t.Fatalf("%s was accepted and cannot be stored: %v", op.Type(), err)
	}
	again, err := board.DecodeOp(stored)
	if err != nil {
		t.Errorf("%s was accepted, stored, and is refused now: %v\n%.300s", op.Type(), err, stored)
		return
	}
	if twice, _ := board.EncodeOp(again); string(twice) != string(stored) {
		t.Errorf("%s reads differently the second time:\n%.300s\n%.300s", op.Type(), stored, twice)
	}
}

// hole is where a raw piece of JSON goes into a message.
const hole = `"@@"`

// wireWith is an op's message with raw JSON, proper or not, in the place of a field.
func wireWith(t tb, op board.OpType, body map[string]any, path []string, raw string) string {
	t.Helper()
	wire := encode(t, map[string]any{"type": op, "body": with(body, path, strings.Trim(hole, `"`))})
	if strings.Count(wire, hole) != 1 {
		t.Fatalf("%s has %d places for %v", op, strings.Count(wire, hole), path)
	}
	return strings.Replace(wire, hole, raw, 1)
}

func quoted(s string) string { return `"` + s + `"` }

// nasties are raw values for any field, of whatever kind it is.
func nasties() []string {
	list := []string{
		`null`, `true`, `0`, `-0`, `-1`, `1.5`, `5e-324`, `1e308`, `1e400`, `-1e400`, `9007199254740993`, `18446744073709551616`, `01`, `+1`, `.5`, `0x10`,
		`NaN`, `Infinity`, `-Infinity`, `undefined`, `[]`, `{}`, `[null]`, `[[]]`, `[{}]`, `{"x":1}`, `{"x":1,"y":1,"x":2}`, `""`, `'x'`, ``, `,`, `}`, `"`, `/**/1`,
		`"\ud800"`, `"\ude00\ud83d"`, `"a\udfffb"`, "\"a\xffb\"", "\"\xc0\xaf\"", "\"\xed\xa0\x80\"", "\"a\x00b\"", `"a\u0000b"`, `"\u0085"`, `"\u2028"`,
		`"\u202e逆\u202c"`, `"\u200b\ufeff\u2063"`, `"　"`, `"\ufffd"`, `"か\u3099ｶﾞ"`, `"👩‍👩‍👧‍👦🇯🇵👍🏽"`, `"` + "é" + `"`, `"\u1160"`,
		`"__proto__"`, `"constructor"`, `"../../x"`, `"<script>alert(1)</script>"`, `"NaN"`, quoted(secret), `{"` + secret + `":1}`, `["` + secret + `"]`,
		quoted("a" + strings.Repeat(`\u0301`, 1000)), strings.Repeat("[", 17) + strings.Repeat("]", 17), strings.Repeat(`{"a":`, 200), strings.Repeat("[", 9_999),
		`[` + strings.Repeat(quoted(string(noteID(1)))+",", 501) + quoted(string(noteID(1))) + `]`,
	}
	for _, bound := range boundNumbers() {
		for _, n := range []int{bound, bound + 1} {
			list = append(list, quoted(strings.Repeat("a", n)), quoted(strings.Repeat("字", n)))
		}
	}
	return list
}

// boundNumbers are all the limits of a text's length there are, each once.
func boundNumbers() []int {
	seen := map[int]bool{}
	bounds := reflect.ValueOf(board.Bounds)
	for i := range bounds.NumField() {
		if n := int(bounds.Field(i).Int()); n <= board.Bounds.NoteBytes {
			seen[n] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// places are documents of both sorts, with things and without.
func places(t tb) []*document {
	return []*document{
		newDocument(t), newHall(t), seatedHall(t), newBoard(t, board.Prepare), rightsBoard(t, board.Gather, mori.Seat, true),
	}
}

// TestNastyValuesInEveryField is row L.1 at its nastiest: each field of each op
// with each raw value, sent to every sort of document.
func TestNastyValuesInEveryField(t *testing.T) {
	tried, accepted, refused := 0, 0, map[board.Code]int{}
	documents, values := places(t), nasties()
	for _, op := range board.OpTypes() {
		t.Run(string(op), func(t *testing.T) {
			body := bodyOf(t, op)
			for _, f := range fieldsOf(reflect.TypeOf(board.ZeroOp(op)), nil) {
				for _, raw := range values {
					if tried++; underRace && tried%raceStep != 0 {
						continue
					}
					wire := wireWith(t, op, body, f.path, raw)
					read, err := board.DecodeOp([]byte(wire))
					if err != nil {
						refused[board.CodeOf(err)]++
						plain(t, err)
						continue
					}
					accepted++
					sameAgain(t, read)
					tryEverywhere(t, documents, wire)
				}
			}
		})
	}
	t.Logf("%d accepted, refused %v", accepted, refused)
	for _, code := range []board.Code{board.BadOp, board.BadText, board.BadNumber, board.TooBig} {
		if refused[code] < 20 {
			t.Errorf("%s was the answer only %d times", code, refused[code])
		}
	}
	if accepted < 200 {
		t.Errorf("only %d messages were accepted", accepted)
	}
}

// raceStep: under the race detector, which finds nothing in one goroutine and
// takes ten times as long, every so manieth message is tried: a number that
// gives each field other values than the field before.
const raceStep = 11

func tryEverywhere(t *testing.T, documents []*document, wire string) {
	t.Helper()
	if underRace {
		documents = documents[len(documents)-1:] // the fullest
	}
	for _, d := range documents {
		fresh := &document{t: t, state: d.state.Clone(), log: d.log}
		_ = fresh.send(office, wire) // judged inside
	}
}

// TestCutAndSplicedMessages: no part of a message is a message (B-02, B-38).
func TestCutAndSplicedMessages(t *testing.T) {
	for _, op := range board.OpTypes() {
		wire := encode(t, map[string]any{"type": op, "body": bodyOf(t, op)})
		for end := range len(wire) {
			if underRace && end%raceStep != 0 {
				continue
			}
			_, err := board.DecodeOp([]byte(wire[:end]))
			wantCode(t, board.BadOp, err)
		}
		for at := range len(wire) {
			if underRace && at%raceStep != 0 {
				continue
			}
			flipped := []byte(wire)
			for bit := range 8 {
				if underRace && bit != at%8 {
					continue
				}
				flipped[at] = wire[at] ^ 1<<bit
				if read, err := board.DecodeOp(flipped); err != nil {
					plain(t, err)
				} else {
					sameAgain(t, read)
				}
			}
		}
	}
}
