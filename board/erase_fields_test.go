package board

import (
	"reflect"
	"strings"
	"testing"
)

// recordTypes are all records there are, found by decoding one of each kind.
func recordTypes(t *testing.T) []reflect.Type {
	t.Helper()
	var types []reflect.Type
	for _, kinds := range kindsOf {
		for _, kind := range kinds {
			r, err := decodeRecord(kind, []byte(`{"id":"00000001-0000-4000-8000-000000000001"}`))
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			types = append(types, reflect.TypeOf(r))
		}
	}
	return types
}

// Whoever gives a record a new member says here what it is to a person: every
// string, and everything that leads to a seat. Nothing is listed that is not there.
func TestEveryMemberIsJudged(t *testing.T) {
	judged := map[string]bool{}
	var walk func(reflect.Type)
	walk = func(typ reflect.Type) {
		for i := range typ.NumField() {
			f := typ.Field(i)
			name, inner := typ.Name()+"."+f.Name, f.Type
			judged[name] = true
			for inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			plain := inner.Kind() == reflect.String && inner.PkgPath() == ""
			if (plain || inner == seatType) && personalParts[name] == partUnknown {
				t.Errorf("%s: what is it to a person? Say so in personalParts", name)
			}
			if inner.Kind() == reflect.Struct {
				walk(inner)
			}
		}
	}
	for _, typ := range recordTypes(t) {
		walk(typ)
	}
	for name := range personalParts {
		if !judged[name] {
			t.Errorf("%s is in no record", name)
		}
	}
}

// filled gives a value with something in every member.
func filled(v reflect.Value, seat SeatID) {
	switch {
	case v.Type() == seatType:
		v.SetString(string(seat))
	case v.Kind() == reflect.String && v.Type().PkgPath() == "":
		v.SetString("山田花子")
	case v.Kind() == reflect.String:
		v.SetString("x")
	case v.Kind() == reflect.Int || v.Kind() == reflect.Int64:
		v.SetInt(7)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), seat)
		}
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), seat)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0), seat)
	}
}

// A member that nobody has judged goes, and no seat is led to but by the seat's
// own records; the record that was given stays as it was.
func TestErasingFollowsTheRule(t *testing.T) {
	const seat = SeatID("00000004-0000-4000-8000-000000000001")
	for _, typ := range recordTypes(t) {
		v := reflect.New(typ).Elem()
		filled(v, seat)
		r := v.Interface().(Record)
		before, _ := Encode(r)
		e := Erasing{Name: "参加者", Gone: "(消しました)", Away: "(伏せた文は消しました)", Opaque: func() SeatID { return "nobody" }}
		erased := e.Record(r)
		data, _ := Encode(erased)
		if strings.Contains(string(data), string(seat)) != (holderOf(r) != "") {
			t.Errorf("%s", data)
		}
		if after, _ := Encode(r); string(after) != string(before) {
			t.Errorf("the record itself was changed: %s", after)
		}
		for name, class := range personalParts {
			field, isHere := strings.CutPrefix(name, typ.Name()+".")
			if !isHere || class == partStays {
				continue
			}
			if f := reflect.ValueOf(erased).FieldByName(field); f.IsValid() && f.Kind() == reflect.String && f.String() == "山田花子" && r.Kind() != KindGroup {
				t.Errorf("%s is still there: %s", name, data)
			}
		}
	}
}
