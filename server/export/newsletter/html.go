package newsletter

import (
	"embed"
	"fmt"
	"html/template"
	"io"

	"yoriai/server/export"
)

//go:embed page.html page.css
var files embed.FS

var page = template.Must(template.ParseFS(files, "page.html"))

// style is the one thing marked as safe, because it is ours.
var style = func() template.CSS {
	css, err := files.ReadFile("page.css")
	if err != nil {
		panic(err) // embedded: it was there when the program was built
	}
	return template.CSS(css)
}()

// WriteHTML writes the page so that it needs nothing else and prints on one sheet of A4.
func WriteHTML(w io.Writer, r export.Report) error {
	s := Make(r)
	return page.Execute(w, struct {
		Sheet
		Style, Sizes template.CSS
	}{s, style, template.CSS(fmt.Sprintf("h1 { font-size: %gpt; line-height: %g; }", s.ThemeSize, themeHigh))})
}
