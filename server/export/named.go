package export

import (
	"reflect"

	"yoriai/board"
	"yoriai/server/export/personal"
)

// Sentence is a piece of a text with the words in it that are meant.
type Sentence struct{ Before, Words, After string }

// Sentences gives the places of a record's texts that a finder finds, each with
// as much round it as one needs to judge.
func Sentences(r board.Record, find func(text string) []personal.Found) (list []Sentence) {
	eachText(reflect.ValueOf(withoutPast(r)), func(text string) {
		for _, f := range find(text) {
			list = append(list, Sentence{lastOf(oneLine(text[:f.From]), sentenceChars), text[f.From:f.To], board.Cut(oneLine(text[f.To:]), sentenceChars)})
		}
	})
	return list
}

// Texts are all texts of a report, each once.
func (r Report) Texts() (list []string) {
	seen := map[string]bool{}
	eachText(reflect.ValueOf(r), func(text string) {
		if !seen[text] {
			seen[text] = true
			list = append(list, text)
		}
	})
	return list
}

// eachText visits every text in a value; ids and sorts are none.
func eachText(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == textType && !board.ValidID(v.String()) {
			visit(v.String())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				eachText(v.Field(i), visit)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachText(v.Index(i), visit)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			eachText(v.MapIndex(key), visit)
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			eachText(v.Elem(), visit)
		}
	}
}
