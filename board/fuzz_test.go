package board_test

import (
	"errors"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"yoriai/board"
)

// FuzzDecodeOp: any bytes are refused plainly, or are an op that reads back as
// it was stored and leaves a document sound, whether it is done or refused.
func FuzzDecodeOp(f *testing.F) {
	for _, op := range boardOps {
		f.Add(wireOf(f, op))
	}
	for _, c := range hallCases {
		f.Add(wireOf(f, c.op))
	}
	f.Add(wireOf(f, board.Undo{Of: 3}))
	f.Add([]byte(`{"type":"note.add","body":{"note":"` + string(noteID(8)) + `","text":"\ud83d\ude00","to":{"at":{"x":-0,"y":1e5}}}}`))
	f.Add([]byte(`{"type":"phase.set","body":{"phase":"write","phase":"gather"}}`))
	f.Add([]byte(`[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]`))
	f.Fuzz(func(t *testing.T, wire []byte) {
		if _, err := board.DecodeOp(wire); err != nil {
			plain(t, err)
			return
		}
		for _, d := range places(t) {
			_ = d.send(office, string(wire)) // judged inside
			_ = d.send(hana, string(wire))
		}
	})
}

func wireOf(t tb, op board.Op) []byte {
	t.Helper()
	wire, err := board.EncodeOp(op)
	if err != nil {
		t.Fatalf("encode %s: %v", op.Type(), err)
	}
	return wire
}

// FuzzDecodeEntry: what a log holds is read without loss (written again, it
// reads the same and writes the same), or is reported as damaged. It may do
// anything to a state but stop the program.
func FuzzDecodeEntry(f *testing.F) {
	d := rightsBoard(f, board.Gather, mori.Seat, true)
	for _, op := range boardOps {
		if _, err := d.do(mori, op); err != nil {
			continue // one of them took its thing away
		}
	}
	hall := seatedHall(f)
	for _, e := range append(d.log, hall.log...) {
		f.Add([]byte(encode(f, e)))
		f.Add([]byte(encode(f, guest.Viewer().Entry(e, d.state))))
	}
	f.Add([]byte(`{"epoch":"e","seq":1,"id":"i","time":1,"op":{"type":"note.burn","body":{"fire":[1,{"a":1e2}]}},"change":[]}`))
	f.Add([]byte(`{"epoch":"e","seq":18446744073709551615,"id":"i","time":-9223372036854775808,"op":{"type":"undo","body":{"of":2}},"change":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var e board.Entry
		if err := e.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, board.ErrDamaged) {
				t.Errorf("neither read nor damaged: %v", err)
			}
			return
		}
		once := encode(t, e)
		var again board.Entry
		if err := again.UnmarshalJSON([]byte(once)); err != nil {
			t.Fatalf("was read, written, and reads no more: %v\n%s", err, once)
		}
		if twice := encode(t, again); twice != once {
			t.Errorf("written twice, two texts:\n%s\n%s", once, twice)
		}
		followed(t, e)
	})
}

// followed does with an entry whatever a room does with those it reads.
func followed(t *testing.T, e board.Entry) {
	t.Helper()
	d := rightsBoard(t, board.Gather, mori.Seat, true)
	state := d.state.Clone()
	state.Replay(e.Change)
	state.Outline()
	board.Check(state)
	for _, a := range everybody {
		encode(t, a.Viewer().Entry(e, state))
		encoded(t, a.Viewer().Records(state))
	}
	// On a copy: an entry that nobody here would have written may be undone into a board that Check complains about.
	before, apart := d.encoded(), d.state.Clone()
	if _, err := apart.Do(board.Undo{Of: 1}, mori, &document{t: t, log: []board.Entry{e}}); err != nil && encoded(t, apart.Records()) != before {
		t.Errorf("an undo was refused (%v) and left a trace", err)
	}
}

// FuzzNormalCode: nothing, or a code that is its own normal form and is read
// the same however it is typed.
func FuzzNormalCode(f *testing.F) {
	for _, typed := range []string{"ACDE2346", "acde-2346", " ＡＣＤＥ ー ２３４６ ", "A C D E・2 3 4 6", "ACDE\u200b2346\ufeff", "ACDE–2346", "OIL5SB0V", "ACDE234", "ACDE23467", "", "\xff", "ı"} {
		f.Add(typed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		code := board.NormalCode(typed)
		if code == "" {
			return
		}
		if len(code) != board.CodeLength || strings.Trim(code, board.CodeAlphabet) != "" {
			t.Fatalf("%q became %q, which is no code", typed, code)
		}
		wide := strings.Map(func(r rune) rune { return r + '！' - '!' }, code)
		for _, same := range []string{code, strings.ToLower(code), code[:4] + "-" + code[4:], "\u3000" + code[:4] + "ー" + code[4:] + "\n", wide, strings.ToLower(wide)} {
			if got := board.NormalCode(same); got != code {
				t.Errorf("%q became %q, but %q became %q", typed, code, same, got)
			}
		}
		if got := ofAlphabet(typed); got != code {
			t.Errorf("%q became %q, but says %q", typed, code, got)
		}
	})
}

// ofAlphabet is what of a typed code belongs to the alphabet, in any width and case.
func ofAlphabet(typed string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		if r = unicode.ToUpper(r); strings.ContainsRune(board.CodeAlphabet, r) {
			return r
		}
		return -1
	}, typed)
}

// FuzzCleanText: a text, a line, or a refusal; what was cleaned is clean, and
// cleaning loses nothing that can be seen.
func FuzzCleanText(f *testing.F) {
	for _, row := range textRows {
		if len(row.typed) < 300 {
			f.Add(row.typed)
		}
	}
	f.Add("\xff\xfe")
	f.Add("a\r\r\n\u2028\u0301\u200d👩‍👩‍👧‍👦")
	f.Fuzz(func(t *testing.T, typed string) {
		text, err := board.CleanText(typed, board.Bounds.NoteChars)
		cleaned(t, text, err, board.Bounds.NoteChars, board.CleanText)
		if err == nil && inked(text) != inked(typed) {
			t.Errorf("%q lost something: %q", typed, text)
		}
		line, err := board.CleanLine(typed, board.Bounds.NameChars)
		cleaned(t, line, err, board.Bounds.NameChars, board.CleanLine)
		if strings.ContainsAny(line, "\n\t\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f") {
			t.Errorf("%q is no line", line)
		}
		if cut := board.Cut(typed, 5); board.Chars(cut) > 6 || !strings.HasPrefix(typed, strings.TrimSuffix(cut, "…")) && cut != typed {
			t.Errorf("%q cut to five is %q", typed, cut)
		}
	})
}

func cleaned(t *testing.T, text string, err error, most int, clean func(string, int) (string, error)) {
	t.Helper()
	if err != nil {
		if code := board.CodeOf(err); code != board.BadText && code != board.TooBig || text != "" {
			t.Errorf("refused with %v and %q", err, text)
		}
		return
	}
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }
	if !utf8.ValidString(text) || strings.ContainsFunc(text, control) || board.IsBlank(text) || board.Chars(text) > most || len(text) > board.Bounds.NoteBytes {
		t.Errorf("%q is not clean", text)
	}
	if again, err := clean(text, most); err != nil || again != text {
		t.Errorf("%q is cleaned again to %q, %v", text, again, err)
	}
}

// inked is a text without white space and line ends of any sort.
func inked(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// FuzzOrderBetween: between any two keys in order lies a third, again and
// again; between anything else lies nothing.
func FuzzOrderBetween(f *testing.F) {
	for _, pair := range [][2]string{{"", ""}, {"V", ""}, {"", "V"}, {"V", "W"}, {"V", "V1"}, {"", "001"}, {"", "0000001"}, {"zzz", ""}, {"zzzzzz", ""}, {"a", "a"}, {"b", "a"}, {"V0", ""}, {"字", ""}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		proper := (a == "" || board.ValidOrder(a)) && (b == "" || board.ValidOrder(b) && a < b)
		key := board.OrderBetween(a, b)
		if !proper {
			if key != "" {
				t.Errorf("%q lies between %q and %q", key, a, b)
			}
			return
		}
		for range 12 {
			if !board.ValidOrder(key) || key <= a || b != "" && key >= b {
				t.Fatalf("%q does not lie between %q and %q", key, a, b)
			}
			if longest := max(len(a), len(b), 3); len(key) > longest+1 {
				t.Fatalf("between %q and %q lies %q: keys grow by a digit at most", a, b, key)
			}
			if len(key)%2 == 0 {
				a = key
			} else {
				b = key
			}
			key = board.OrderBetween(a, b)
		}
	})
}
