package server

import (
	"context"
	"io"
	"net/http"
	"regexp"
	"slices"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/personal"
	"yoriai/server/pages"
)

// The name of a person who goes may stand in what others wrote. Whether it is
// this person's (there may be two of one name) only somebody can tell who reads
// the sentence: those who organise are shown each text and say where the name
// goes. In texts that nobody reads any more, because they were changed since, it
// goes without asking. Where it stays the certificate says so.

// namedBy finds the name of a person, and takes it out of a text.
func (srv *Server) namedBy(names []string) (find func(string) []personal.Found, without func(string) string) {
	find, mask := personal.Person(names), srv.pages.Words("erase.mask")
	return find, func(text string) string {
		if found := find(text); len(found) > 0 {
			return personal.Replaced(text, found, mask)
		}
		return text
	}
}

// standing are the records of a document in which the name stays.
func (e *erasure) standing(erasing *board.Erasing, state *board.State) map[string]bool {
	stands := map[string]bool{}
	for _, r := range state.Records() {
		if key := board.StandsKey(r); erasing.Mentions(r) && !slices.Contains(e.Goes, key) {
			stands[key] = true
		}
	}
	return stands
}

// countNamed counts the places in which the name stands in the texts of others.
func (srv *Server) countNamed(ctx context.Context, e *erasure, erasing *board.Erasing) (n int, err error) {
	if erasing.Named == nil {
		return 0, nil
	}
	find, _ := srv.namedBy(e.Known)
	for _, doc := range e.Documents {
		state, _, err := srv.stored(ctx, doc)
		if err != nil {
			return n, err
		}
		for _, r := range state.Records() {
			if erasing.Mentions(r) {
				n += max(1, len(export.Sentences(r, find))) // at least in an earlier title, which is kept with the record
			}
		}
	}
	return n, nil
}

// mentions are the texts in which somebody is named, as the organiser sees them
// and as they would stand there when the person's own parts are gone.
func (srv *Server) mentions(ctx context.Context, p seated, e erasure) (list []pages.Mention, err error) {
	boards, err := srv.boards(ctx, p.state)
	if err != nil {
		return nil, err
	}
	erasing, err := srv.erasingOf(ctx, &e)
	if err != nil {
		return nil, err
	}
	find, _ := srv.namedBy(e.Known)
	viewer := srv.reportOptions(reader{seated: p}).Viewer
	add := func(state *board.State, table string) {
		for _, r := range viewer.Records(state) {
			if !erasing.Mentions(r) {
				continue
			}
			m := pages.Mention{Key: board.StandsKey(r), Kind: srv.kindOfText(r.Kind()), Table: table}
			for _, s := range export.Sentences(r, find) {
				m.Places = append(m.Places, pages.MentionPlace(s))
			}
			list = append(list, m)
		}
	}
	add(p.state, "")
	for _, a := range boardsOf(p.state) {
		if state := boards[a.ID]; state != nil {
			table, known := p.state.Table(a.Table)
			if !known {
				table.Name = srv.pages.Words("joint.name")
			}
			add(state, table.Name)
		}
	}
	return list, nil
}

// kindOfText is what a record with texts in it is called.
func (srv *Server) kindOfText(kind board.Kind) pages.Key {
	key := "masks.kind." + string(kind)
	if srv.pages.Words(key) == key {
		key = "masks.kind.statement"
	}
	return pages.Key(key)
}

// askAboutMentions shows in whose texts the person is named, where there are
// any and nobody has looked at them yet.
func (srv *Server) askAboutMentions(c echo.Context, p seated, seat board.Seat) (asked bool, err error) {
	if c.FormValue("looked") != "" {
		return false, nil
	}
	e := erasure{Workshop: p.workshop, What: erasesPerson, Seat: seat.ID, Texts: c.FormValue("texts") != "", Known: []string{seat.Name}}
	list, err := srv.mentions(c.Request().Context(), p, e)
	if err != nil || len(list) == 0 {
		return false, err
	}
	w, _ := p.state.Workshop()
	view := pages.EraseNames{Workshop: p.workshop, Title: w.Title, Seat: seat.ID, Name: seat.Name, Texts: e.Texts, Backups: c.FormValue("backups") != "", Mentions: list}
	return true, srv.page(c, http.StatusOK, func(v *pages.Pages, w io.Writer) error { return v.EraseNames(w, view) })
}

// mentionKey is what board.StandsKey makes: the record keeps no other words.
var mentionKey = regexp.MustCompile(`^[a-z]{1,20}/[0-9a-f-]{36}$`)

// goesOf reads from the form in which texts the name goes.
func goesOf(c echo.Context) (keys []string, err error) {
	form, err := c.FormParams()
	if err != nil {
		return nil, err
	}
	for _, key := range form["goes"] {
		if mentionKey.MatchString(key) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}
