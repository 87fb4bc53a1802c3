package notation_test

import (
	"slices"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
	"yoriai/server/notation"
)

// TestGrammar: what writers write, readers read.
func TestGrammar(t *testing.T) {
	texts := exporttest.Catalogue(t)
	w := func(key string) string { return texts[key] }
	r := export.Build(board.NewState(), nil, export.Options{Words: w})
	say := r.Say
	for got, want := range map[string]string{
		w("export.untitled"): notation.Untitled, w("export.lone"): notation.Lone, w("export.loose"): notation.Loose, w("export.ledger"): notation.Ledger, w("export.member.between"): notation.Between,
		w("export.kind.note"): notation.Note, w("export.kind.title"): notation.Title, w("export.kind.statement"): notation.Statement, w("export.mark.proposal"): notation.Proposal,
		say("export.again", "title", ""): notation.Again, say("export.member.coordinator", "name", ""): notation.Leads, say("export.fact", "name", "a", "value", "b"): "a: b",
	} {
		if got != want {
			t.Errorf("the catalogue writes %q, and the reader knows %q", got, want)
		}
	}
	for i, key := range []string{"export.part.relations", "export.part.proposals", "export.part.unanswered", "export.part.narrative", "export.part.rounds"} {
		if w(key) != notation.Parts[i] {
			t.Errorf("the catalogue writes %q, and the reader knows %q", w(key), notation.Parts[i])
		}
	}
	for word, known := range map[string][]string{w("export.event"): notation.EventWords, w("export.date"): notation.DateWords, w("export.place"): notation.PlaceWords, w("export.host"): notation.HostWords, w("export.theme"): notation.ThemeWords} {
		if !slices.Contains(known, word) {
			t.Errorf("the reader does not know %q", word)
		}
	}
}
