package pages

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"

	"yoriai/board"
	"yoriai/static"
)

//go:embed html/*.html
var sources embed.FS

// Pages holds the parsed templates and the catalogue. It is made once, is
// read only, and serves all requests at once.
type Pages struct {
	words catalogue
	set   map[string]*template.Template
}

// New reads the catalogue and all templates; an error is a fault of this
// program, not of its surroundings.
func New() (*Pages, error) { return read(static.FS, "i18n/ja.json") }

func read(fsys fs.FS, words string) (*Pages, error) {
	found, err := readCatalogue(fsys, words)
	if err != nil {
		return nil, err
	}
	p := &Pages{words: found, set: map[string]*template.Template{}}
	base, err := template.New("base").Option("missingkey=error").Funcs(p.funcs()).
		ParseFS(sources, "html/base.html", "html/parts.html")
	if err != nil {
		return nil, fmt.Errorf("base of the pages: %w", err)
	}
	for _, name := range []string{"home", "join", "seated", "organise", "app", "results", "news", "leave", "error", "admin", "admin_one", "erase_names", "certificate"} {
		page := template.Must(base.Clone())
		if p.set[name], err = page.ParseFS(sources, "html/"+name+".html"); err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
	}
	return p, nil
}

func (p *Pages) funcs() template.FuncMap {
	return template.FuncMap{
		"t": p.text, "word": p.word, "day": p.day, "at": p.at, "code": ShownCode, "static": static.Address, "guide": p.guide,
		"sides": func() []board.Side { return []board.Side{board.Citizen, board.Staff, board.OtherSide} },
	}
}

// word is text for a key with a part that varies, such as a role's name.
func (p *Pages) word(prefix string, rest any) (string, error) {
	return p.text(fmt.Sprint(prefix, rest))
}

// guide are the steps of a page's 「たすけて」.
func (p *Pages) guide(page string) (steps []string) {
	for {
		step, there := p.words[fmt.Sprintf("guide.%s_%d", page, len(steps)+1)]
		if !there {
			return steps
		}
		steps = append(steps, step)
	}
}

// write draws a page whole before the first byte goes out: half a page would
// be worse than an error.
func (p *Pages) write(w io.Writer, name string, data any) error {
	var out bytes.Buffer
	if err := p.set[name].ExecuteTemplate(&out, "base", data); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	_, err := out.WriteTo(w)
	return err
}

// Home writes the front door.
func (p *Pages) Home(w io.Writer, d Home) error { return p.write(w, "home", d) }

// Join writes the page on which a person says who they are and where they sit.
func (p *Pages) Join(w io.Writer, d Join) error { return p.write(w, "join", d) }

// Seated writes the page behind a personal link: whose place it is, and one button.
func (p *Pages) Seated(w io.Writer, d Seated) error { return p.write(w, "seated", d) }

// Organise writes the organiser's list of workshops and the form for a new one.
func (p *Pages) Organise(w io.Writer, d Organise) error { return p.write(w, "organise", d) }

// App writes the shell of a live screen.
func (p *Pages) App(w io.Writer, d App) error { return p.write(w, "app", d) }

// Results writes what was made, with the ledger and the files to take home.
func (p *Pages) Results(w io.Writer, d Results) error { return p.write(w, "results", d) }

// News writes where the newsletter's quotations are chosen.
func (p *Pages) News(w io.Writer, d News) error { return p.write(w, "news", d) }

// Leave asks whether a person means to leave their seat.
func (p *Pages) Leave(w io.Writer, d Leave) error { return p.write(w, "leave", d) }

// Error writes one sentence about what went wrong, and where to go from here.
func (p *Pages) Error(w io.Writer, d Error) error { return p.write(w, "error", d) }
