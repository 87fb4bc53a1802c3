package board_test

import (
	"fmt"
	"strings"
	"testing"

	"yoriai/board"
)

// The rows of the catalogue of bad inputs that speak of texts (family C), each
// under its number, sent all the way into a document.

// textFields are where a text of each sort goes: into a note, or into one line.
var textFields = map[string]func(string) board.Op{
	"note": func(s string) board.Op { return board.AddNote{Note: noteID(9), Text: s} },
	"statement": func(s string) board.Op {
		return board.AddStatement{Statement: statementID(9), Text: s, To: onSheet(1, 1)}
	},
	"name": func(s string) board.Op {
		return board.AddSeat{Seat: seatID(9), Name: s, Table: tableID(1), Role: board.Participant}
	},
	"table": func(s string) board.Op { return board.EditTable{Table: tableID(1), Name: s} },
}

// stored is the text as it stands in the document after its op was sent.
func stored(t *testing.T, sort, text string) (string, error) {
	t.Helper()
	d := newBoard(t, board.Gather)
	if sort == "name" || sort == "table" {
		d = newHall(t)
	}
	if err := d.send(mori, encode(t, map[string]any{"type": textFields[sort](text).Type(), "body": textFields[sort](text)})); err != nil {
		return "", err
	}
	note, _ := d.state.Note(noteID(9))
	statement, _ := d.state.Statement(statementID(9))
	seat, _ := d.state.Seat(seatID(9))
	table, _ := d.state.Table(tableID(1))
	return map[string]string{"note": note.Text, "statement": statement.Text, "name": seat.Name, "table": table.Name}[sort], nil
}

// textRows: a text, where it is written, and what is kept of it; or the code.
var textRows = []struct {
	name  string
	sorts string
	typed string
	kept  string
	code  board.Code
}{
	{"C-01 nothing", "note statement name table", "", "", board.BadText},
	{"C-01 spaces", "note statement name table", "  \t\n ", "", board.BadText},
	{"C-01 wide spaces", "note statement name table", "\u3000\u3000", "", board.BadText},
	{"C-01 invisible", "note statement name table", "\u200b\ufeff\u2063", "", board.BadText},
	{"C-01 without ink", "note statement name table", "\u3164\u2800", "", board.BadText},
	{"C-01 only marks of direction", "note statement name table", "\u202e\u2066\u200f", "", board.BadText},
	{"C-01 space around a text goes", "note statement name table", "\u3000 あ \n", "あ", ""},
	{"C-02 2,000 characters", "note statement", strings.Repeat("字", 2000), strings.Repeat("字", 2000), ""},
	{"C-02 2,001 characters", "note statement", strings.Repeat("字", 2001), "", board.TooBig},
	{"C-04 a character under 1,000 marks", "note", "e" + strings.Repeat("\u0301", 1000), "e" + strings.Repeat("\u0301", 1000), ""},
	{"C-04 a character under 5,000 marks", "note statement name table", "e" + strings.Repeat("\u0301", 5000), "", board.TooBig},
	{"C-05 families, flags and skins are one each", "note name table", strings.Repeat("👩‍👩‍👧‍👦🇯🇵👍🏽ん", 10), strings.Repeat("👩‍👩‍👧‍👦🇯🇵👍🏽ん", 10), ""},
	{"C-05 one more is too many", "name table", strings.Repeat("🇯🇵", 41), "", board.TooBig},
	{"C-07 half width", "note statement name table", "ﾊﾝｶｸ カ゛ｶﾞガ", "ﾊﾝｶｸ カ゛ｶﾞガ", ""},
	{"C-08 composed and decomposed", "note statement name table", "がか\u3099", "がか\u3099", ""},
	{"C-10 direction in a note", "note statement", "a\u202eb\u202c\u2066c\u2069", "a\u202eb\u202c\u2066c\u2069", ""},
	{"C-10 direction in a name", "name table", "\u202aa\u202eb\u202c\u2066c\u2069\u200f", "abc", ""},
	{"C-11 line ends of all systems", "note statement", "一\r\n二\r三\u0085四\u2028五\u2029六\n七", "一\n二\n三\n四\n五\n六\n七", ""},
	{"C-11 a tab in a note", "note statement", "一\t二", "一\t二", ""},
	{"C-13 U+FFFD typed on purpose", "note statement name table", "\ufffd?", "\ufffd?", ""},
	{"C-14 a name of 40", "name table", strings.Repeat("名", 40), strings.Repeat("名", 40), ""},
	{"C-14 a name of 41", "name table", strings.Repeat("名", 41), "", board.TooBig},
	{"C-14 a name of emoji", "name table", strings.Repeat("😀", 40), strings.Repeat("😀", 40), ""},
	{"C-14 lines in a name", "name table", "花\n子\r\nさん\tへ", "花 子 さん へ", ""},
}

func TestTexts(t *testing.T) {
	for _, row := range textRows {
		for _, sort := range strings.Fields(row.sorts) {
			t.Run(row.name+" in a "+sort, func(t *testing.T) {
				kept, err := stored(t, sort, row.typed)
				if row.code != "" {
					wantCode(t, row.code, err)
				} else if err != nil || kept != row.kept {
					t.Errorf("kept %.80q of %.80q, %v", kept, row.typed, err)
				}
			})
		}
	}
}

// TestControls is row C-11: every control that is no line end, in every sort of text.
func TestControls(t *testing.T) {
	for r := rune(0); r < 0xa0; r++ {
		if r == '\n' || r == '\t' || r == '\r' || r == 0x85 || r >= 0x20 && r < 0x7f {
			continue
		}
		for sort := range textFields {
			t.Run(fmt.Sprintf("C-11 U+%04X in a %s", r, sort), func(t *testing.T) {
				_, err := stored(t, sort, "a"+string(r)+"b")
				wantCode(t, board.BadText, err)
			})
		}
	}
}

// TestCutKeepsCharactersWhole is row C-05 where a text is shortened for a label.
func TestCutKeepsCharactersWhole(t *testing.T) {
	text := "👩‍👩‍👧‍👦🇯🇵👍🏽か\u3099字"
	for n, want := range []string{"…", "👩‍👩‍👧‍👦…", "👩‍👩‍👧‍👦🇯🇵…", "👩‍👩‍👧‍👦🇯🇵👍🏽…", "👩‍👩‍👧‍👦🇯🇵👍🏽か\u3099…", text, text} {
		if got := board.Cut(text, n); got != want {
			t.Errorf("C-05 cut to %d: %q", n, got)
		}
	}
}

// TestWordsOfAChoice is row C-19: what is chosen from a list (a side, a role, a
// meaning, a phase) is one of its words; no colour, class or address gets into a page by it.
func TestWordsOfAChoice(t *testing.T) {
	for _, word := range []string{"red;background:url(//x)", "note__text", "data:image/png;base64,AA", "citizen ", "CITIZEN", "constructor"} {
		t.Run("C-19 "+word, func(t *testing.T) {
			newHall(t).refused(board.BadOp, mori, board.AddSeat{Seat: seatID(9), Name: "花", Table: tableID(1), Role: board.Participant, Side: board.Side(word)})
			newHall(t).refused(board.BadOp, mori, board.AddSeat{Seat: seatID(9), Name: "花", Table: tableID(1), Role: board.Role(word)})
			d := newBoard(t, board.Gather)
			d.write(1, 2)
			d.refused(board.BadOp, mori, board.AddLink{Link: linkID(1), From: noteItems(1)[0], To: noteItems(2)[0], Meaning: board.Meaning(word)})
			d.refused(board.BadOp, mori, board.SetPhase{Phase: board.Phase(word)})
		})
	}
}

// TestNumbersOfPeople is row C-35: a number that could be somebody's is taken
// as it is written. Nobody is warned: a board of a workshop is full of years,
// areas and amounts, and a warning that is mostly wrong is read by nobody; the
// table's people see each other's notes and take such a one back.
func TestNumbersOfPeople(t *testing.T) {
	for _, number := range []string{"123456789012", "090-1234-5678", "４１１１ １１１１ １１１１ １１１１"} {
		if kept, err := stored(t, "note", number); err != nil || kept != number {
			t.Errorf("C-35 kept %q of %q, %v", kept, number, err)
		}
	}
}
