package export

import (
	"reflect"
	"strings"
	"unicode/utf8"

	"yoriai/board"
	"yoriai/server/export/personal"
)

// In what is public, words that are likely personal are masked unless somebody
// has decided to let them stand. It is done twice. First in the records that a
// report is made of, text by text, where the decisions are known: whatever is
// put together of them afterwards (sentences of relations, the narrative, the
// picture) is masked with them. Then once more over every text of the finished
// report: what came in beside the records, or only became a number where two
// texts met, is masked as well, save words that somebody let stand.

// masker masks the texts of one workshop.
type masker struct {
	finder  *personal.Finder
	decided map[board.TextSum]map[[2]int]board.MaskSpot // by from and n
	kept    map[string]bool                             // words that were let stand, filled while records are masked
	speaker bool                                        // speakers are asked about too: names are not published whole
	words   Words
	cache   map[string][]personal.Found
}

func newMasker(workshop *board.State, words Words) *masker {
	w, _ := workshop.Workshop()
	m := &masker{decided: map[board.TextSum]map[[2]int]board.MaskSpot{}, kept: map[string]bool{}, speaker: w.Names != board.NamesFull, words: words, cache: map[string][]personal.Found{}}
	var people, byHand []string
	for _, seat := range workshop.AllSeats() {
		people = append(people, seat.Name)
	}
	for _, masking := range workshop.Maskings() {
		for _, spot := range masking.Spots {
			byHand = append(byHand, m.remember(spot))
		}
	}
	m.finder = personal.New(people, byHand)
	return m
}

// remember takes a decision in, and gives the words that somebody masked by
// hand: wherever else they stand, they are asked about.
func (m *masker) remember(spot board.MaskSpot) string {
	at := [2]int{spot.Place.From, spot.Place.N}
	if m.decided[spot.Place.Of] == nil {
		m.decided[spot.Place.Of] = map[[2]int]board.MaskSpot{}
	}
	if was, known := m.decided[spot.Place.Of][at]; !known || was.At <= spot.At {
		m.decided[spot.Place.Of][at] = spot
	}
	if spot.Keep {
		return ""
	}
	return spot.Place.Words
}

// find remembers what it found: most texts of a report stand in it several times.
func (m *masker) find(text string) []personal.Found {
	found, known := m.cache[text]
	if !known {
		found = m.finder.In(text)
		m.cache[text] = found
	}
	return found
}

// findIn is find for a text of a record; of a speaker, who is a name whatever
// it looks like.
func (m *masker) findIn(field, text string) []personal.Found {
	if field == speakerField && m.speaker && text != "" {
		return []personal.Found{{Sort: board.MaskName, From: 0, To: len(text)}}
	}
	return m.find(text)
}

const speakerField = "Speaker"

// decision is what was decided about words found in a text.
func (m *masker) decision(text string, f personal.Found) board.MaskDecision {
	spot, known := m.decided[board.TextMark(text)][runesOf(text, f)]
	switch {
	case !known:
		return board.AskAgain
	case spot.Keep:
		return board.KeepThem
	}
	return board.MaskThem
}

// runesOf is a place as decisions name it: in code points.
func runesOf(text string, f personal.Found) [2]int {
	return [2]int{utf8.RuneCountInString(text[:f.From]), utf8.RuneCountInString(text[f.From:f.To])}
}

// text masks a text of a record.
func (m *masker) text(field, text string) string {
	return m.replace(text, m.findIn(field, text), func(f personal.Found) bool {
		keep := m.decision(text, f) == board.KeepThem
		if keep {
			m.kept[text[f.From:f.To]] = true
		}
		return !keep
	})
}

// again masks a text of the finished report.
func (m *masker) again(_, text string) string {
	return m.replace(text, m.find(text), func(f personal.Found) bool { return !m.kept[text[f.From:f.To]] })
}

func (m *masker) replace(text string, found []personal.Found, masks func(personal.Found) bool) string {
	var out strings.Builder
	at := 0
	for _, f := range found {
		if masks(f) {
			out.WriteString(text[at:f.From])
			out.WriteString(m.words(wordMask + string(f.Sort)))
			at = f.To
		}
	}
	if at == 0 && out.Len() == 0 {
		return text
	}
	return out.String() + text[at:]
}

// unasked are the texts of records, and of a report, that are no places for
// somebody's secrets: names are a matter of the policy, and the organiser's own
// day, hall and host are there to be told. By type and field.
var unasked = map[string]bool{
	"Workshop.Date": true, "Workshop.Place": true, "Workshop.Host": true, "Workshop.KeptUntil": true, "Workshop.Code": true,
	"Seat.Name": true, "Seat.Order": true,
	"Report.Date": true, "Report.Place": true, "Report.Host": true, "Report.For": true,
	"Member.Name": true, "Speech.Speaker": true, // asked about in the record
}

// records masks records.
func (m *masker) records(list []board.Record) []board.Record {
	out := make([]board.Record, len(list))
	for i, r := range list {
		out[i] = withTexts(reflect.ValueOf(r), "", m.text).Interface().(board.Record)
	}
	return out
}

func (m *masker) state(s *board.State) *board.State { return board.StateOf(m.records(s.Records())) }

// report masks a finished report.
func (m *masker) report(r Report) Report {
	return withTexts(reflect.ValueOf(r), "", m.again).Interface().(Report)
}

// textType is what people write; ids, sorts and sides have types of their own.
var textType = reflect.TypeFor[string]()

// withTexts is a copy of a value with every text in it changed, whatever holds
// it. Nothing of the value itself is written to: records are shared.
func withTexts(v reflect.Value, field string, change func(field, text string) string) reflect.Value {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == textType && !board.ValidID(v.String()) {
			return reflect.ValueOf(change(field, v.String()))
		}
	case reflect.Struct:
		return structWithTexts(v, change)
	case reflect.Slice:
		return listWithTexts(v, field, change)
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return v
		}
		inner := withTexts(v.Elem(), field, change)
		if v.Kind() == reflect.Interface {
			return inner
		}
		p := reflect.New(inner.Type())
		p.Elem().Set(inner)
		return p
	case reflect.Map:
		return mapWithTexts(v, field, change)
	}
	return v
}

func structWithTexts(v reflect.Value, change func(field, text string) string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	out.Set(v)
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.IsExported() && f.Name != "Order" && !unasked[v.Type().Name()+"."+f.Name] && holdsTexts(f.Type) {
			out.Field(i).Set(withTexts(v.Field(i), f.Name, change))
		}
	}
	return out
}

func listWithTexts(v reflect.Value, field string, change func(field, text string) string) reflect.Value {
	if v.IsNil() || !holdsTexts(v.Type().Elem()) {
		return v
	}
	out := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
	for i := range v.Len() {
		out.Index(i).Set(withTexts(v.Index(i), field, change))
	}
	return out
}

func mapWithTexts(v reflect.Value, field string, change func(field, text string) string) reflect.Value {
	if v.IsNil() || !holdsTexts(v.Type().Elem()) {
		return v
	}
	out := reflect.MakeMapWithSize(v.Type(), v.Len())
	for _, key := range v.MapKeys() {
		out.SetMapIndex(key, withTexts(v.MapIndex(key), field, change))
	}
	return out
}

// holdsTexts spares what cannot hold a text: numbers, and ids.
func holdsTexts(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String:
		return t == textType
	case reflect.Struct, reflect.Slice, reflect.Pointer, reflect.Interface, reflect.Map:
		return true
	}
	return false
}
