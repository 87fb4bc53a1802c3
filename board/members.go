package board

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// A decoder leaves a member that is missing at its zero value: "lone" without
// a value would mean "not lone", and a move without "to" would mean the tray.
// So the tags say it once for both directions: a member that is always written
// (neither omitempty nor omitzero) must always be there.

type member struct {
	name     string
	required bool
	typ      reflect.Type
}

// knownMembers keeps the members of each struct type; many sockets decode at once.
var knownMembers sync.Map // reflect.Type → []member

// checkMembers refuses (BadOp) an object in which a required member of its
// type is missing, at any depth. The data must have been decoded into the type
// before. path names the object itself, with a dot behind it.
func checkMembers(data jsontext.Value, t reflect.Type, path string) error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if !composite(t) {
		return nil
	}
	if t.Kind() == reflect.Slice {
		return checkElements(data, t.Elem(), path)
	}
	var object map[string]jsontext.Value
	if err := json.Unmarshal(data, &object); err != nil {
		return Errorf(BadOp, "%s is no object", path)
	}
	for _, m := range membersOf(t) {
		value, has := object[m.name]
		if !has && m.required {
			return Errorf(BadOp, "the member %s is missing", path+m.name)
		}
		if has {
			if err := checkMembers(value, m.typ, path+m.name+"."); err != nil {
				return err
			}
		}
	}
	return nil
}

func checkElements(data jsontext.Value, t reflect.Type, path string) error {
	var list []jsontext.Value
	if err := json.Unmarshal(data, &list); err != nil {
		return Errorf(BadOp, "%s is no list", path)
	}
	for _, value := range list {
		if err := checkMembers(value, t, path); err != nil {
			return err
		}
	}
	return nil
}

// composite reports whether values of the type may hold members that the tags
// tell of. A type that reads itself judges itself.
func composite(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return composite(t.Elem())
	}
	return t.Kind() == reflect.Struct && !reflect.PointerTo(t).Implements(reflect.TypeFor[json.Unmarshaler]())
}

func membersOf(t reflect.Type) []member {
	if known, ok := knownMembers.Load(t); ok {
		return known.([]member)
	}
	var list []member
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		words := strings.Split(options, ",")
		switch {
		case name == "-" || !f.IsExported():
		case slices.Contains(words, "inline"):
			list = append(list, membersOf(f.Type)...)
		default:
			optional := slices.Contains(words, "omitempty") || slices.Contains(words, "omitzero")
			list = append(list, member{name, !optional, f.Type})
		}
	}
	knownMembers.Store(t, list)
	return list
}
