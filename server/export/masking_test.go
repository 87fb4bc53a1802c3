package export

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"yoriai/board"
)

// canary looks like a telephone number and stands in no catalogue.
const canary = "090-1234-5678"

// filled makes a value with the canary in every text that may be masked.
func filled(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == textType {
			v.SetString(canary)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.IsExported() && f.Name != "Order" && !unasked[v.Type().Name()+"."+f.Name] {
				filled(v.Field(i), depth)
			}
		}
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			filled(v.Index(0), depth-1)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), depth)
	case reflect.Map:
		if depth > 0 {
			item := reflect.New(v.Type().Elem()).Elem()
			filled(item, depth-1)
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(reflect.Zero(v.Type().Key()), item)
		}
	}
}

// nesting is deeper than an island in an island.
const nesting = 5

// TestNoTextOfAReportIsForgotten: whatever field a report has or gets, the
// public version masks it, unless masking.go says why not.
func TestNoTextOfAReportIsForgotten(t *testing.T) {
	r := Report{}
	filled(reflect.ValueOf(&r).Elem(), nesting)
	if n := strings.Count(fmt.Sprintf("%+v", r), canary); n < 50 {
		t.Fatalf("the report is filled in %d places only", n)
	}
	before := fmt.Sprintf("%+v", r)
	masked := newMasker(sampleStage(t).hall.state, words(t)).report(r)
	for _, place := range unmasked(reflect.ValueOf(masked), "Report") {
		t.Errorf("%s reaches the public", place)
	}
	if fmt.Sprintf("%+v", r) != before {
		t.Error("the report it was given is another now")
	}
}

// TestNoTextOfARecordIsForgotten: the same of the records that a report is made of.
func TestNoTextOfARecordIsForgotten(t *testing.T) {
	m := newMasker(sampleStage(t).hall.state, words(t))
	for _, r := range []board.Record{board.Workshop{}, board.Table{}, board.Assignment{}, board.Theme{}, board.Question{}, board.Survey{}, board.Remark{}, board.Tag{},
		board.AgendaStep{}, board.Message{}, board.Note{}, board.Group{}, board.Statement{}, board.Link{}, board.Wording{}, board.Round{}, board.Passage{}} {
		v := reflect.New(reflect.TypeOf(r)).Elem()
		filled(v, nesting)
		for _, place := range unmasked(reflect.ValueOf(m.records([]board.Record{v.Interface().(board.Record)})[0]), string(r.Kind())) {
			t.Errorf("%s reaches the public", place)
		}
	}
}

// unmasked names the places in which the canary still stands, by a walk of its own.
func unmasked(v reflect.Value, place string) (places []string) {
	switch v.Kind() {
	case reflect.String:
		if strings.Contains(v.String(), canary) {
			return []string{place}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			places = append(places, unmasked(v.Field(i), place+"."+v.Type().Field(i).Name)...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			places = append(places, unmasked(v.Index(i), place)...)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return unmasked(v.Elem(), place)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			places = append(places, unmasked(v.MapIndex(key), place)...)
		}
	}
	return places
}

// masking is a board with a person's number on it, gathered, related and told.
type masking struct {
	*stage
	note, other board.NoteID
	island      board.GroupID
}

const told = "鈴木さん(090-1234-5678)に聞く"

func maskingStage(t *testing.T) *masking {
	s := sampleStage(t)
	d := s.boards[0]
	m := &masking{s, board.NoteID(s.newID()), board.NoteID(s.newID()), board.GroupID(s.newID())}
	s.do(d, organiser, board.AddNote{Note: m.note, Text: told})
	s.do(d, organiser, board.AddNote{Note: m.other, Text: "森の小道を 鈴木さんと歩く"})
	s.do(d, organiser, board.AddGroup{Group: m.island, Title: "鈴木さんが知っている", Items: []board.ItemID{board.ItemID(m.note)}, To: board.Target{At: &board.Point{X: 5, Y: 5}}})
	s.do(d, organiser, board.AddLink{Link: board.LinkID(s.newID()), From: board.ItemID(m.island), To: board.ItemID(m.other), Meaning: board.Causes, Label: "佐藤さん"})
	step := board.PassageID(s.newID())
	s.do(d, organiser, board.AddPassage{Passage: step, Item: board.ItemID(m.island)})
	s.do(d, organiser, board.EditPassage{Passage: step, Text: "電話 0471-82-1234 まで"})
	return m
}

func (m *masking) options(public bool) Options {
	o := m.stage.options()
	o.Public, o.Masked = public, !public
	return o
}

func (m *masking) list() []Masked { return Masks(m.hall.state, m.states(), m.options(false), "") }

func (m *masking) public() string {
	return string(written(m.t.(*testing.T), Build(m.hall.state, m.states(), m.options(true)), MD))
}

func (m *masking) decide(what board.MaskDecision, list ...Masked) {
	op := board.DecideMasks{Decision: what}
	for _, l := range list {
		op.Masks = append(op.Masks, board.MaskAt{Record: l.Record, Board: l.Board, Place: l.Place})
	}
	m.do(m.hall, organiser, op)
}

func (m *masking) with(words string) (found []Masked) {
	for _, l := range m.list() {
		if l.Words == words {
			found = append(found, l)
		}
	}
	return found
}

// TestUndecidedIsMasked: nothing that looks personal is published before
// somebody has looked at it, wherever a report repeats it.
func TestUndecidedIsMasked(t *testing.T) {
	m := maskingStage(t)
	text := m.public()
	for _, gone := range []string{"090-1234-5678", "0471-82-1234", "鈴木さん", "佐藤さん"} {
		if strings.Contains(text, gone) {
			t.Errorf("the public reads %q", gone)
		}
	}
	for _, want := range []string{"（お名前）さん(（電話番号）)に聞く", "（お名前）さんが知っている", "電話 （電話番号） まで", "（お名前）さん"} {
		if !strings.Contains(text, want) {
			t.Errorf("the public does not read %q", want)
		}
	}
	inside := string(written(t, Build(m.hall.state, m.states(), m.options(false)), MD))
	for _, want := range []string{"090-1234-5678", "公開用で伏せたもの", "(まだ決めていないもの)"} {
		if !strings.Contains(inside, want) {
			t.Errorf("the inside does not read %q", want)
		}
	}
	if strings.Contains(text, "公開用で伏せたもの") {
		t.Error("the public reads the list of what it does not read")
	}
}

// TestWhatIsKeptStands: what somebody lets stand is published, wherever that
// text is repeated, and nowhere else; asked again it is masked again.
func TestWhatIsKeptStands(t *testing.T) {
	m := maskingStage(t)
	open := OpenMasks(m.list())
	m.decide(board.KeepThem, m.with("090-1234-5678")...)
	m.decide(board.MaskThem, m.with("佐藤")...)
	if text := m.public(); !strings.Contains(text, "（お名前）さん(090-1234-5678)に聞く") {
		t.Errorf("what was let stand does not stand\n%s", text)
	}
	if now := OpenMasks(m.list()); now != open-2 {
		t.Errorf("%d were open, and now %d", open, now)
	}
	m.do(m.boards[0], organiser, board.EditNote{Note: m.note, Base: told, Text: told + "。"})
	if text := m.public(); strings.Contains(text, "090-1234-5678") || len(m.with("090-1234-5678")) != 1 || !m.with("090-1234-5678")[0].Open() {
		t.Error("a text that was changed is not asked about again")
	}
}

// TestMasksByHand: words that only people know to be personal; they are masked
// where that was said, asked about elsewhere, and after an edit as well.
func TestMasksByHand(t *testing.T) {
	m := maskingStage(t)
	named := Masks(m.hall.state, m.states(), m.options(false), "小道")
	if len(named) != 1 || named[0].Before != "森の" || named[0].Place.Words != "小道" {
		t.Fatalf("named: %+v", named)
	}
	m.decide(board.MaskThem, named...)
	if text := m.public(); strings.Contains(text, "小道") || !strings.Contains(text, "森の（伏せました）を") {
		t.Errorf("masked by hand:\n%s", text)
	}
	m.do(m.boards[0], organiser, board.EditNote{Note: m.other, Base: "森の小道を 鈴木さんと歩く", Text: "朝、森の小道を 鈴木さんと歩く"})
	if text := m.public(); strings.Contains(text, "小道") {
		t.Error("an edit brings it back")
	}
	m.decide(board.AskAgain, named...)
	if text := m.public(); !strings.Contains(text, "小道") {
		t.Error("it cannot be taken back")
	}
}

// TestSpeakersAreAsked: whoever speaks has a name, unless names are published whole.
func TestSpeakersAreAsked(t *testing.T) {
	m := maskingStage(t)
	m.do(m.hall, organiser, board.WriteRemark{Speaker: "東海林", Text: "よい会でした。"})
	if text := m.public(); strings.Contains(text, "東海林") || !strings.Contains(text, "よい会でした。") {
		t.Errorf("a speaker nobody was asked about:\n%s", text)
	}
	m.decide(board.KeepThem, m.with("東海林")...)
	if text := m.public(); !strings.Contains(text, "東海林") {
		t.Error("the speaker is kept, and not named")
	}
}
