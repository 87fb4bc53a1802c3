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
	masked := newMasker(board.NewState(), func(key string) string { return key }).report(r)
	for _, place := range unmasked(reflect.ValueOf(masked), "Report") {
		t.Errorf("%s reaches the public", place)
	}
	if fmt.Sprintf("%+v", r) != before {
		t.Error("the report it was given is another now")
	}
}

// TestNoTextOfARecordIsForgotten: the same of the records that a report is made of.
func TestNoTextOfARecordIsForgotten(t *testing.T) {
	m := newMasker(board.NewState(), func(key string) string { return key })
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
