package static

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// layers from left to right: a module imports from its own folder and from
// those to the left of it.
var layers = []string{"lib", "model", "sync", "editor", "view", "page"}

// vendorFor may use the vendored libraries: only what draws.
var vendorFor = []string{"view", "page"}

// imports finds what a module imports: static and dynamic imports and the
// types of JSDoc. A type from the right is a knowledge of the right, too.
var imports = regexp.MustCompile(`(?m)(?:^\s*(?:import|export)\b[^"';]*?\bfrom\s*|^\s*import\s*|\bimport\()["']([^"']+)["']`)

func TestModulesImportOnlyToTheirLeft(t *testing.T) {
	found := 0
	for file, source := range modules(t) {
		for _, m := range imports.FindAllStringSubmatch(source, -1) {
			found++
			if why := wrongImport(file, m[1]); why != "" {
				t.Errorf("%s imports %q: %s", file, m[1], why)
			}
		}
	}
	// A pattern that matches nothing would let everything pass.
	if found < 50 {
		t.Errorf("only %d imports found in all modules: the test does not see them", found)
	}
}

func wrongImport(file, target string) string {
	if !strings.HasPrefix(target, "./") && !strings.HasPrefix(target, "../") {
		return "imports are relative: there is no import map and no other origin"
	}
	to := path.Join(path.Dir(file), target)
	if _, err := fs.Stat(FS, to); err != nil {
		return "there is no such file"
	}
	from, into := folder(file), folder(to)
	if into == "vendor" {
		if !slices.Contains(vendorFor, from) {
			return "only what draws uses vendored libraries"
		}
		return ""
	}
	if !slices.Contains(layers, into) {
		return into + " holds no modules"
	}
	if slices.Index(layers, into) > slices.Index(layers, from) {
		return into + " lies to the right of " + from
	}
	return ""
}

// TestModulesNeedNoCircle: of two modules that need each other neither can be
// read, or tried, alone. Types alone may be known both ways.
func TestModulesNeedNoCircle(t *testing.T) {
	if circle := circleIn(needs(modules(t))); circle != nil {
		t.Errorf("these modules need each other: %s", strings.Join(circle, " → "))
	}
	if circleIn(map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"b"}}) == nil {
		t.Error("a circle is not seen")
	}
}

// needs lists what each module imports when it is loaded.
func needs(modules map[string]string) map[string][]string {
	list := map[string][]string{}
	for file, source := range modules {
		for _, m := range imports.FindAllStringSubmatch(withoutComments(source), -1) {
			list[file] = append(list[file], path.Join(path.Dir(file), m[1]))
		}
	}
	return list
}

// circleIn finds a way that comes back to where it began.
func circleIn(needs map[string][]string) []string {
	done := map[string]bool{}
	var walk func(way []string, at string) []string
	walk = func(way []string, at string) []string {
		if i := slices.Index(way, at); i >= 0 {
			return append(way[i:], at)
		}
		if done[at] {
			return nil
		}
		for _, next := range needs[at] {
			if circle := walk(append(slices.Clone(way), at), next); circle != nil {
				return circle
			}
		}
		done[at] = true
		return nil
	}
	for file := range needs {
		if circle := walk(nil, file); circle != nil {
			return circle
		}
	}
	return nil
}

func TestWrongImportsAreSeen(t *testing.T) {
	for _, c := range []struct{ file, target string }{
		{"lib/ids.js", "../model/state.js"},
		{"sync/doc.js", "../view/board/board.js"},
		{"model/state.js", "../vendor/lit-html/lit-html.js"},
		{"page/board.js", "https://cdn.example/x.js"},
		{"page/board.js", "lit-html"},
		{"page/board.js", "../lib/nowhere.js"},
		{"page/board.js", "../css/app.css"},
	} {
		if wrongImport(c.file, c.target) == "" {
			t.Errorf("%s may import %q", c.file, c.target)
		}
	}
}

// forbidden is what our content security policy would stop, or what would let
// a text be read as something else. Looked for in code, not in comments.
var forbidden = map[string]*regexp.Regexp{
	"no text becomes markup":                                 regexp.MustCompile(`\b(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|unsafeHTML|unsafeSVG|setHTMLUnsafe)\b|document\.write`),
	"no text becomes code":                                   regexp.MustCompile(`\beval\s*\(|\bnew\s+Function\b|\bset(Timeout|Interval)\s*\(\s*["'` + "`" + `]|javascript:`),
	"no style attributes (see view/vars.js)":                 regexp.MustCompile(`\bstyle="|setAttribute\(\s*["']style["']`),
	"no handlers in attributes":                              regexp.MustCompile(`<[^>]*\son[a-z]+="`),
	"no other origin":                                        regexp.MustCompile(`["'` + "`" + `(=]\s*(https?|wss?):?//[A-Za-z0-9]`),
	"no secure context needed":                               regexp.MustCompile(`crypto\.(randomUUID|subtle)\b`),
	"no waiting for a time that may be wrong (lib/clock.js)": regexp.MustCompile(`\bsleep\s*\(`),
}

func TestModulesHoldNothingForbidden(t *testing.T) {
	for file, source := range modules(t) {
		code := withoutComments(source)
		for why, pattern := range forbidden {
			if hit := pattern.FindString(code); hit != "" {
				t.Errorf("%s: %q: %s", file, hit, why)
			}
		}
	}
}

func TestForbiddenThingsAreSeen(t *testing.T) {
	for _, code := range []string{
		"el.innerHTML = text", "eval(text)", "new Function(text)", "setTimeout('x()', 1)", "html`<p style=\"color:red\">`",
		"html`<b onclick=\"x()\">`", "fetch(\"https://cdn.example/\")", "new WebSocket('ws://cdn.example')", "crypto.randomUUID()",
	} {
		seen := false
		for _, pattern := range forbidden {
			seen = seen || pattern.MatchString(withoutComments(code))
		}
		if !seen {
			t.Errorf("%s passes", code)
		}
	}
	if code := withoutComments("a(); // eval(x)\n/* innerHTML */ b('//c')"); code != "a(); \n b('//c')" {
		t.Errorf("comments are not taken out rightly: %q", code)
	}
}

var (
	blockComments = regexp.MustCompile(`(?s)/\*.*?\*/`)
	lineComments  = regexp.MustCompile(`(?m)(^|[\s;{}(,])//.*$`)
)

func withoutComments(source string) string {
	return lineComments.ReplaceAllString(blockComments.ReplaceAllString(source, ""), "$1")
}

func TestEveryModuleIsInALayer(t *testing.T) {
	for file := range modules(t) {
		if !slices.Contains(layers, folder(file)) {
			t.Errorf("%s is in no layer", file)
		}
	}
}

// modules gives all our own modules by path.
func modules(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := fs.WalkDir(FS, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(file) != ".js" || folder(file) == "vendor" {
			return err
		}
		data, err := FS.ReadFile(file)
		found[file] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) < 40 {
		t.Fatalf("only %d modules found", len(found))
	}
	return found
}

func folder(file string) string { return strings.Split(file, "/")[0] }
