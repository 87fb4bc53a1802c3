package pages

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"strings"
)

// Key names a text of the catalogue, for example "refusal.too_big".
type Key string

// catalogue holds every sentence of the product by its key.
type catalogue map[string]string

func readCatalogue(fsys fs.FS, name string) (catalogue, error) {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	words := catalogue{}
	if err := json.Unmarshal(raw, &words); err != nil {
		return nil, fmt.Errorf("catalogue %s: %w", name, err)
	}
	return words, nil
}

// Words gives the text of a key; of an unknown key under "refusal." the
// general sentence, and of any other the key itself, which tests forbid.
func (p *Pages) Words(key string) string {
	if text, ok := p.words[key]; ok {
		return text
	}
	if strings.HasPrefix(key, "refusal.") {
		return p.words["refusal.unknown"]
	}
	return key
}

// Catalogue is a copy of all texts, for a page's boot data and for exports.
func (p *Pages) Catalogue() map[string]string { return maps.Clone(p.words) }

// text is Words for templates: an unknown key stops the page instead of
// showing, and the pairs name and value fill the places {name} in the text.
func (p *Pages) text(key any, pairs ...any) (string, error) {
	name := fmt.Sprint(key)
	text := p.Words(name)
	if text == name {
		return "", fmt.Errorf("no text for key %q", name)
	}
	return fill(text, pairs...)
}

func fill(text string, pairs ...any) (string, error) {
	if len(pairs)%2 != 0 {
		return "", fmt.Errorf("a text is filled by pairs of name and value")
	}
	swaps := make([]string, 0, len(pairs))
	for i := 0; i < len(pairs); i += 2 {
		swaps = append(swaps, fmt.Sprintf("{%v}", pairs[i]), fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(swaps...).Replace(text), nil
}

// at is a day with the time behind it ("2026-11-20 18:30").
func (p *Pages) at(moment string) (string, error) {
	iso, clock, _ := strings.Cut(moment, " ")
	day, err := p.day(iso)
	return strings.TrimSpace(day + " " + clock), err
}

// day writes an ISO day as a person in a Japanese town hall does; what is no
// such day is shown as it stands.
func (p *Pages) day(iso string) (string, error) {
	t, err := parseDay(iso)
	if err != nil {
		return iso, nil
	}
	weekdays := []rune(p.Words("date.weekdays"))
	key, year := eraOf(t)
	return p.text(key, "year", year, "month", int(t.Month()), "day", t.Day(), "weekday", string(weekdays[int(t.Weekday())%len(weekdays)]))
}
