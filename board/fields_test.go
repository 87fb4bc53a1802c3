package board_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"yoriai/board"
)

// Every field of every op against everything a field can be wrong in. The
// fields are found by reflection: a new op is tried without a line here, and
// one with a new sort of field fails until the table knows that sort.

// field is one member of an op's JSON, at any depth.
type field struct {
	path     []string // from the body down; "0" for the first of a list
	required bool
	typ      reflect.Type
}

func (f field) name() string { return strings.Join(f.path, ".") }
func (f field) last() string { return f.path[len(f.path)-1] }

// sort says by what rules a field is judged.
func (f field) sort(t *testing.T) string {
	t.Helper()
	switch f.typ {
	case reflect.TypeFor[board.Phase](), reflect.TypeFor[board.Role](), reflect.TypeFor[board.Side](), reflect.TypeFor[board.Meaning](), reflect.TypeFor[board.QuestionSort](),
		reflect.TypeFor[board.MaskSort](), reflect.TypeFor[board.MaskDecision](), reflect.TypeFor[board.FollowState]():
		return "word"
	}
	if f.typ.Kind() == reflect.String && f.typ.PkgPath() != "" {
		return "id"
	}
	switch f.typ.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "bool"
	case reflect.Float64, reflect.Uint64, reflect.Int, reflect.Int64:
		return "number"
	case reflect.Slice:
		return "list"
	case reflect.Struct, reflect.Pointer:
		return "object"
	}
	t.Fatalf("%s: no rules for %s; teach fields_test.go", f.name(), f.typ)
	return ""
}

// neverSent are members of imported records that no import may have: see
// TestImports.
var neverSent = []string{"hidden", "kept"}

// fieldsOf lists the members of a type, with those of objects and lists in it.
func fieldsOf(t reflect.Type, path []string) []field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct {
		return fieldsOf(t.Elem(), append(slices.Clone(path), "0"))
	}
	var list []field
	if t.Kind() != reflect.Struct {
		return nil
	}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if options == "inline" {
			list = append(list, fieldsOf(f.Type, path)...)
			continue
		}
		if slices.Contains(neverSent, name) {
			continue
		}
		here := append(slices.Clone(path), name)
		list = append(list, field{here, !strings.Contains(options, "omit"), f.Type})
		list = append(list, fieldsOf(f.Type, here)...)
	}
	return list
}

// sampleOf makes a JSON value of a type with everything in it.
func sampleOf(t *testing.T, typ reflect.Type, name string) any {
	t.Helper()
	known := map[reflect.Type]any{
		reflect.TypeFor[board.Phase](): "gather", reflect.TypeFor[board.Role](): "participant", reflect.TypeFor[board.Side](): "citizen",
		reflect.TypeFor[board.Meaning](): "causes", reflect.TypeFor[int](): 1, reflect.TypeFor[int64](): 1_795_000_000_000,
		reflect.TypeFor[board.LinkID](): linkID(1), reflect.TypeFor[board.WordingID](): wordingID(1), reflect.TypeFor[board.RoundID](): roundID(1),
		reflect.TypeFor[board.BallotID](): ballotID(1), reflect.TypeFor[board.PassageID](): passageID(1),
		reflect.TypeFor[board.NoteID](): noteID(1), reflect.TypeFor[board.GroupID](): groupID(1), reflect.TypeFor[board.StatementID](): statementID(1),
		reflect.TypeFor[board.SeatID](): seatID(1), reflect.TypeFor[board.TableID](): tableID(1), reflect.TypeFor[board.BoardID](): boardID(1),
		reflect.TypeFor[board.AgendaStepID](): stepID(1), reflect.TypeFor[board.MessageID](): messageID(1), reflect.TypeFor[board.ThemeID](): themeID(1),
		reflect.TypeFor[board.QuestionSort](): "scale", reflect.TypeFor[board.QuestionID](): questionID(1), reflect.TypeFor[board.AnswerID](): answerID(1), reflect.TypeFor[board.TagID](): tagID(1), reflect.TypeFor[board.PhotoID](): photoID(1),
		reflect.TypeFor[board.WorkshopID](): workshopID, reflect.TypeFor[board.ItemID](): noteID(1),
		reflect.TypeFor[board.RecordID](): noteID(1), reflect.TypeFor[board.TextSum](): "0123456789abcdef", reflect.TypeFor[board.MaskSort](): "hand", reflect.TypeFor[board.MaskDecision](): "mask", reflect.TypeFor[board.FollowState](): "planned",
		reflect.TypeFor[bool](): true, reflect.TypeFor[float64](): 20, reflect.TypeFor[board.Seq](): 1,
	}
	special := map[string]any{"code": "ACDE2346", "date": "2026-11-20", "keptUntil": "2027-03-31", "names": "surname", "order": "V", "veiled": false, "empty": false, "joint": false}
	switch value, isKnown := known[typ]; {
	case special[name] != nil:
		return special[name]
	case isKnown:
		return value
	case typ.Kind() == reflect.String:
		return "ことば"
	case typ.Kind() == reflect.Pointer:
		return sampleOf(t, typ.Elem(), name)
	case typ.Kind() == reflect.Slice:
		return []any{sampleOf(t, typ.Elem(), "")}
	case typ.Kind() == reflect.Struct:
		return sampleObject(t, typ)
	}
	t.Fatalf("no sample for a %s; teach fields_test.go", typ)
	return nil
}

func sampleObject(t *testing.T, typ reflect.Type) map[string]any {
	t.Helper()
	object := map[string]any{}
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if options == "inline" {
			maps.Copy(object, sampleObject(t, f.Type))
			continue
		}
		if !slices.Contains(neverSent, name) {
			object[name] = sampleOf(t, f.Type, name)
		}
	}
	if object["at"] != nil { // in a group, or at a point of the sheet
		delete(object, "group")
	}
	return object
}

// bodyOf is a sample op's body: its ids are all different.
func bodyOf(t *testing.T, op board.OpType) map[string]any {
	t.Helper()
	body := sampleObject(t, reflect.TypeOf(board.ZeroOp(op)))
	if op == "board.import" {
		body["groups"].([]any)[0].(map[string]any)["id"] = groupID(1)
	}
	if op == "group.add" {
		body["group"] = groupID(1) // the op's own group, not the target's
	}
	if op == "board.import" {
		body["links"].([]any)[0].(map[string]any)["to"] = groupID(1)
	}
	if op == "link.add" || op == "link.edit" || op == "link.propose" {
		body["to"] = groupID(1) // a relation has two ends
	}
	if base, has := body["base"].(map[string]any); has && op != "follow.set" {
		base["to"] = groupID(1)
	}
	if op == "survey.add" || op == "survey.move" {
		body["before"] = questionID(2)
	}
	if op == "agenda.add" || op == "agenda.move" {
		body["before"] = stepID(2)
	}
	if op == "theme.add" || op == "theme.move" {
		body["before"] = themeID(2)
	}
	if op == "note.beside" {
		body["beside"] = noteID(2)
	}
	if op == "reading.turn" {
		delete(body, "seat") // a note or a seat
	}
	if op == "note.add" {
		delete(body, "instead") // what stands in for another note lies in the tray
	}
	return body
}

// with gives a deep copy of a body in which one member is another; without
// takes it out.
func with(body map[string]any, path []string, value any) map[string]any {
	return replaced(body, path, func(parent map[string]any, name string) { parent[name] = value }).(map[string]any)
}

func without(body map[string]any, path []string) map[string]any {
	return replaced(body, path, func(parent map[string]any, name string) { delete(parent, name) }).(map[string]any)
}

func replaced(node any, path []string, change func(map[string]any, string)) any {
	if list, isList := node.([]any); isList {
		list = slices.Clone(list)
		list[0] = replaced(list[0], path[1:], change)
		return list
	}
	object, isObject := node.(map[string]any)
	if !isObject { // absent in the sample: a group beside a point
		object = map[string]any{}
	}
	object = maps.Clone(object)
	if len(path) == 1 {
		change(object, path[0])
	} else {
		object[path[0]] = replaced(object[path[0]], path[1:], change)
	}
	return object
}

func decode(t *testing.T, op board.OpType, body any) error {
	t.Helper()
	_, err := board.DecodeOp([]byte(encode(t, map[string]any{"type": op, "body": body})))
	return err
}

func TestEveryFieldOfEveryOp(t *testing.T) {
	tried := 0
	for _, op := range board.OpTypes() {
		t.Run(string(op), func(t *testing.T) {
			body := bodyOf(t, op)
			if err := decode(t, op, body); err != nil {
				t.Fatalf("the sample %s is refused: %v", encode(t, body), err)
			}
			fields := fieldsOf(reflect.TypeOf(board.ZeroOp(op)), nil)
			for _, f := range fields {
				tried++
				f.try(t, op, body)
			}
			wantCode(t, board.BadOp, decode(t, op, with(body, []string{"extra"}, 1)))
		})
	}
	if tried < 100 {
		t.Errorf("only %d fields were tried", tried)
	}
}

// try holds one field against the table L.1.
func (f field) try(t *testing.T, op board.OpType, body map[string]any) {
	t.Helper()
	f.missing(t, op, body)
	wantCode(t, board.BadOp, decode(t, op, with(body, f.path, nil)))
	sort := f.sort(t)
	for kind, value := range map[string]any{"number": 7, "text": "ことば", "bool": true, "list": []any{}, "object": map[string]any{}} {
		f.wrongKind(t, op, body, sort, kind, value)
	}
	switch sort {
	case "id", "word":
		for _, bad := range []any{"x", strings.Repeat("a", 10_000), "../../x", strings.ToUpper(string(noteID(1))) + "A", "１", " ", "\u0000", "__proto__", "constructor", "NaN"} {
			f.refused(t, op, body, bad, board.BadOp)
		}
		if f.required {
			f.refused(t, op, body, "", board.BadOp)
		}
	case "number":
		for _, bad := range []any{-1, 1.5e300, -1e-320, "NaN", "Infinity", "1"} {
			if bad == -1e-320 && f.typ.Kind() == reflect.Float64 {
				continue // rounded to nought
			}
			f.refused(t, op, body, bad, board.BadNumber)
		}
	case "text":
		f.texts(t, op, body)
	}
}

// missing: a member without which the op says nothing is asked for by name.
func (f field) missing(t *testing.T, op board.OpType, body map[string]any) {
	t.Helper()
	err := decode(t, op, without(body, f.path))
	if !f.required {
		if err != nil && !f.asked() {
			t.Errorf("without %s: %v", f.name(), err)
		}
		return
	}
	wantCode(t, board.BadOp, err)
	if err != nil && !strings.Contains(err.Error(), " "+strings.ReplaceAll(f.name(), ".0", "")+" ") {
		t.Errorf("without %s the sentence is: %v", f.name(), err)
	}
}

// asked: optional for the decoder, because records omit what is empty, but an
// op without it is refused all the same.
func (f field) asked() bool {
	if f.name() == "ballots.0.seat" {
		return true
	}
	return slices.Contains([]string{"table", "text", "order", "words", "state"}, f.last()) && !strings.HasPrefix(f.name(), "passage") && f.path[0] != "replies"
}

func (f field) wrongKind(t *testing.T, op board.OpType, body map[string]any, sort, kind string, value any) {
	t.Helper()
	right := map[string]string{"id": "text", "word": "text", "text": "text", "bool": "bool", "number": "number", "list": "list", "object": "object"}[sort]
	if kind == right {
		return
	}
	code := board.BadOp
	if sort == "number" && kind == "text" {
		code = board.BadNumber
	}
	f.refused(t, op, body, value, code)
}

func (f field) refused(t *testing.T, op board.OpType, body map[string]any, value any, code board.Code) {
	t.Helper()
	if err := decode(t, op, with(body, f.path, value)); err == nil || board.CodeOf(err) != code {
		t.Errorf("%s = %.60q: want %s, got %v", f.name(), fmt.Sprint(value), code, err)
	}
}

// most says how long a text may be, by the name of its field.
func (f field) most(op board.OpType) (chars int, known bool) {
	b := board.Bounds
	switch op {
	case "message.send":
		return b.MessageChars, true
	case "theme.add", "theme.edit":
		return b.ThemeChars, true
	}
	switch {
	case f.last() == "text" && (op == "survey.add" || op == "survey.edit" || op == "survey.import"):
		return b.ThemeChars, true
	case f.last() == "text" && (op == "survey.answer" || op == "survey.hide" || op == "survey.show"):
		return b.PlanChars, true
	}
	if f.last() == "reason" && slices.Contains(f.path, "follow") {
		return b.PlanChars, true
	}
	if slices.Contains(f.path, "source") {
		return b.TitleChars, true
	}
	if f.last() == "text" && slices.ContainsFunc(f.path, func(p string) bool { return p == "wordings" }) || op == "wording.propose" {
		return b.TitleChars, true
	}
	chars, known = map[string]int{
		"text": b.NoteChars, "title": b.TitleChars, "name": b.NameChars, "theme": b.ThemeChars, "place": b.FieldChars, "host": b.FieldChars, "label": b.LabelChars,
		"low": b.LabelChars, "high": b.LabelChars, "speaker": b.FieldChars, "office": b.FieldChars, "when": b.FieldChars, "answer": b.PlanChars, "next": b.FieldChars, "words": b.NameChars,
		"reason": b.FieldChars, "caption": b.FieldChars, "purpose": b.PlanChars, "rules": b.PlanChars, "script": b.PlanChars, "published": b.PlanChars,
	}[f.last()]
	return chars, known
}

func (f field) texts(t *testing.T, op board.OpType, body map[string]any) {
	t.Helper()
	if op == "follow.set" && f.path[0] == "base" { // compared, never kept
		f.refused(t, op, body, strings.Repeat("a", board.Bounds.NoteBytes+1), board.TooBig)
		return
	}
	switch f.last() {
	case "base": // compared, never kept
		f.refused(t, op, body, strings.Repeat("a", board.Bounds.NoteBytes+1), board.TooBig)
		return
	case "code", "date", "keptUntil", "names", "order": // judged by their own tests
		return
	}
	most, known := f.most(op)
	if !known {
		t.Fatalf("how long may %s be? Teach fields_test.go", f.name())
	}
	for _, char := range []string{"字", "😀", "か\u3099"} {
		full := strings.Repeat(char, min(most, board.Bounds.NoteBytes/len(char)))
		if err := decode(t, op, with(body, f.path, full)); err != nil {
			t.Errorf("%s with %d characters: %v", f.name(), board.Chars(full), err)
		}
		f.refused(t, op, body, strings.Repeat(char, most+1), board.TooBig)
	}
	f.refused(t, op, body, "a"+strings.Repeat("\u0301", board.Bounds.NoteBytes), board.TooBig)
	for _, bad := range []string{"\u0000", "a\u0007b", "a\u007fb", "a\u009fb", "\u200b\ufeff"} {
		f.refused(t, op, body, bad, board.BadText)
	}
	blank := decode(t, op, with(body, f.path, "　\u00a0"))
	if optional := !f.required || op == "group.title" || op == "passage.edit" || op == "remark.write"; optional && (!f.asked() || op == "passage.edit" || op == "remark.write") {
		if blank != nil {
			t.Errorf("an empty %s: %v", f.name(), blank)
		}
	} else {
		wantCode(t, board.BadText, blank)
	}
}
