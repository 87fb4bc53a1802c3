package pages

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// varying are the beginnings of keys whose rest is decided while the program
// runs; a key that begins so counts as used.
var varying = []string{
	"full.",
	"guide.",
	"history.speed_",
	"find.where.",
	"find.side.",
	"cli.fault.",
	"audit.deed.",
	"audit.code.",
	"admin.tending.",
	"admin.error.",
	"erase.what.",
	"erase.said.",
	"erase.failing.",
	"cli.flag.",
	"cli.usage.",
	"gone.",
	"relation.",
	"history.did.",
	"refusal.",
	"phase.",
	"side.",
	"role.",
	"undo.",
	"status.",
	"ended.",
	"error.",
	"import.refused.",
	"import.use.",
	"results.file.",
	"results.for.",
	"export.mask.",
	"masks.sort.",
	"masks.state.",
	"masks.kind.",
	"photos.failed.",
	"follow.state.",
	"follow.field.",
	"masks.act.",
	"masks.act_of.",
	"masks.all.",
	"masks.all_of.",
	"results.group.",
	"news.refused.",
	"export.for.",
	"export.mask.",
	"seat.size.",
	"seat.where.",
	"hall.phase_text.",
	"hall.phase_back.",
	"prepare.refused.",
	"people.refused.",
	"policy.names.",
	"template.refused.",
	"print.kind_",
	"print.hint_",
	"agenda.template.",
	"prepare.print.",
	"agenda.kj.",
	"hide.kind.",
	"arrive.",
	"agenda.kizuna.",
	"agenda.cafe.",
	"agenda.reflection.",
	"rehearsal.error.",
	"joint.error.",
	"earlier.error.",
	"survey.add.",
	"survey.sort.",
	"survey.end.",
	"survey.state.",
}

var (
	asked  = regexp.MustCompile(`(?:\bsay\(|\{\{-?\s*t |\(t |Words\()\s*["']([a-z0-9_]+(?:\.[a-z0-9_]+)+)["']`)
	quoted = regexp.MustCompile("[\"'`]([a-z0-9_]+(?:\\.[a-z0-9_]+)+)[\"'`]")
	filled = regexp.MustCompile(`\{[a-z]+\}`)
)

// programText gathers what may ask for a text: templates, browser modules and
// the Go code of the server, without tests and vendored code.
func programText(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, root := range []string{"../../static", "../../server", "../../cmd"} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if os.IsNotExist(err) {
				return nil
			}
			if err != nil || d.IsDir() && (d.Name() == "vendor" || d.Name() == "testdata") {
				return err2(err, fs.SkipDir)
			}
			wanted := slices.Contains([]string{".js", ".go", ".html"}, filepath.Ext(path)) && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_test.js")
			if d.IsDir() || !wanted {
				return nil
			}
			raw, err := os.ReadFile(path)
			texts[path] = string(raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return texts
}

func err2(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

func TestEveryTextAskedForIsThere(t *testing.T) {
	words := newPages(t).words
	asks := 0
	for path, text := range programText(t) {
		for _, m := range asked.FindAllStringSubmatch(text, -1) {
			asks++
			if _, ok := words[m[1]]; !ok {
				t.Errorf("%s asks for %q, which the catalogue does not have", path, m[1])
			}
		}
	}
	if asks < 50 {
		t.Errorf("only %d askings found: the search itself is broken", asks)
	}
}

func TestNoTextIsUnused(t *testing.T) {
	words := newPages(t).words
	used := map[string]bool{}
	for _, text := range programText(t) {
		for _, m := range quoted.FindAllStringSubmatch(text, -1) {
			used[m[1]] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(words)) {
		if !used[key] && !slices.ContainsFunc(varying, func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("nobody asks for %q", key)
		}
	}
}

// A text must be a plain one: nothing empty, no markup, no full stop missing
// where a sentence was begun in kindness, no machine's word.
func TestTextsArePlain(t *testing.T) {
	for key, text := range newPages(t).words {
		if strings.HasPrefix(key, "cli.") {
			continue // for whoever runs the program, in a terminal of many lines
		}
		if strings.TrimSpace(text) != text || text == "" {
			t.Errorf("%s is empty or has spaces round it", key)
		}
		if strings.ContainsAny(text, "<>\n\t") {
			t.Errorf("%s holds markup or a line break", key)
		}
		for _, word := range []string{"エラー", "不正な", "無効な", "サーバー", "クライアント", "error", "null"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q, which helps nobody: %s", key, word, text)
			}
		}
	}
}

// Every place {x} in a text must be named by those who ask for it; the
// commonest slip is a renamed place, which then shows its braces.
func TestNoBracesAreLeft(t *testing.T) {
	p := newPages(t)
	for key, text := range p.words {
		rest, err := fill(text, "unused", 1)
		if err != nil || rest != text {
			t.Errorf("%s changed without being filled", key)
		}
		if strings.Count(text, "{") != len(filled.FindAllString(text, -1)) {
			t.Errorf("%s has a brace that is no place: %s", key, text)
		}
	}
}
