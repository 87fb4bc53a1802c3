package server

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
	"yoriai/server/intake"
)

// importBody is what somebody brings to set up tables with filled boards: a
// text, a file, or another workshop of this server.
type importBody struct {
	Text   string           `json:"text,omitempty"`
	File   []byte           `json:"file,omitempty"` // base64
	Name   string           `json:"name,omitempty"` // of the file; only its ending counts
	Uses   []intake.Use     `json:"uses,omitempty"` // what its columns are; none: as their headings say
	From   board.WorkshopID `json:"from,omitempty"`
	Tables []int            `json:"tables,omitempty"` // which of those that were found, from 0; none: all that are not here yet
	Look   bool             `json:"look,omitzero"`    // tell what is in it, and make nothing
}

// imported is what was understood of it.
type imported struct {
	intake.Import
	columns []foundColumn
	remarks []intake.Remark
	kind    string // for the audit log
}

// found tells a page what is in it before anything is made.
type found struct {
	Tables  []foundTable  `json:"tables"`
	Columns []foundColumn `json:"columns,omitempty"`
	Remarks []madeRemark  `json:"remarks"`
}

type foundTable struct {
	Name       string   `json:"name"`
	Theme      string   `json:"theme,omitempty"`
	People     int      `json:"people"`
	Notes      int      `json:"notes"`
	Statements int      `json:"statements"`
	Islands    int      `json:"islands"`
	Titles     []string `json:"titles"`           // of the topmost islands, the first of them
	HeldBy     string   `json:"heldBy,omitempty"` // the table that holds it already
}

type foundColumn struct {
	Head  string     `json:"head"`
	Use   intake.Use `json:"use"`
	First []string   `json:"first"`
}

// foundTitles is how many titles tell a person which board it is.
const foundTitles = 8

// apiImport sets up tables with filled boards, or tells what they would be.
func (srv *Server) apiImport(c echo.Context) error {
	p, body, err := steeringWith[importBody](srv, c)
	if err != nil {
		return err
	}
	in, err := srv.readImport(c, p, body)
	if err != nil {
		return err
	}
	named := srv.named(in.Import, p.state)
	if err := checkPlans(srv.plansOf(named, len(p.state.Tables())), p.state); err != nil {
		return err
	}
	ctx := context.WithoutCancel(c.Request().Context())
	held, err := srv.heldBy(ctx, p, in.Tables)
	if err != nil {
		return err
	}
	if body.Look {
		return c.JSON(http.StatusOK, srv.foundIn(in, named, held))
	}
	if named.Tables, err = chosen(named.Tables, body.Tables, held); err != nil {
		return err
	}
	if err := srv.bringThemes(ctx, p, &named); err != nil {
		return err
	}
	tables, err := srv.AddTables(ctx, p.workshop, p.actor(), srv.plansOf(named, len(p.state.Tables())))
	if err != nil {
		return err
	}
	srv.audit(ctx, p.actor(), deedImport, p.workshop, in.kind)
	out := madeTables(tables)
	out.Remarks = madeRemarks(in.remarks)
	return c.JSON(http.StatusOK, out)
}

// chosen are the tables somebody asked for; who asked for none in particular
// gets those that are not here yet.
func chosen(tables []intake.Table, places []int, held []string) (list []intake.Table, err error) {
	for i, t := range tables {
		if len(places) == 0 && held[i] == "" || slices.Contains(places, i) {
			list = append(list, t)
		}
	}
	switch {
	case len(list) > 0:
		return list, nil
	case len(places) == 0:
		return nil, board.Errorf(board.Exists, "all tables of it are here already")
	}
	return nil, board.Errorf(board.BadOp, "no table was chosen")
}

// readImport reads what was brought by the reader for its kind.
func (srv *Server) readImport(c echo.Context, p seated, body importBody) (imported, error) {
	ending := strings.ToLower(path.Ext(body.Name))
	switch {
	case body.From != "":
		return srv.importFrom(c, p, body.From)
	case ending == ".json":
		return archived(bytes.NewReader(body.File))
	case ending == ".csv" || ending == ".tsv" || strings.HasPrefix(ending, ".xls"):
		return listed(body.File, body.Uses)
	case body.File != nil:
		body.Text = string(body.File)
	}
	in, remarks, err := intake.ReadOutline(body.Text, uuid.NewString)
	return imported{Import: in, remarks: remarks, kind: "outline"}, err
}

func listed(data []byte, uses []intake.Use) (imported, error) {
	for _, use := range uses {
		if !slices.Contains(intake.Uses, use) {
			return imported{}, board.Errorf(board.BadOp, "a column cannot be that")
		}
	}
	list, err := intake.ReadList(data, uses, uuid.NewString)
	if err != nil {
		return imported{}, err
	}
	out := imported{Import: list.Import, remarks: list.Remarks, kind: "list"}
	for i, use := range list.Uses {
		column := foundColumn{Use: use, First: []string{}}
		if i < len(list.Heads) {
			column.Head = list.Heads[i]
		}
		for _, row := range list.First {
			if i < len(row) && row[i] != "" {
				column.First = append(column.First, row[i])
			}
		}
		out.columns = append(out.columns, column)
	}
	return out, nil
}

// archived takes the boards out of an archive. A whole workshop is made of one
// on the organiser's page.
func archived(file *bytes.Reader) (imported, error) {
	packed, err := archive.Read(file)
	if err != nil {
		return imported{}, err
	}
	fresh, err := packed.Renumbered(uuid.NewString)
	if err != nil {
		return imported{}, err
	}
	return imported{Import: fresh.Import().Bare(), kind: "json"}, nil
}

// importFrom takes over the boards of another workshop as everybody in its hall
// may see them, and nobody's names.
func (srv *Server) importFrom(c echo.Context, p seated, from board.WorkshopID) (imported, error) {
	source, err := srv.cardSource(c, p, from)
	if err != nil {
		return imported{}, err
	}
	ctx := c.Request().Context()
	hall, err := srv.document(ctx, board.DocID(source.ID))
	if err != nil {
		return imported{}, err
	}
	var boards []archive.Document
	for _, a := range boardsOf(source.state) {
		d, err := srv.document(ctx, board.DocID(a.ID))
		if err != nil {
			return imported{}, err
		}
		boards = append(boards, d)
	}
	packed := archive.Pack(hall, boards, export.Options{Viewer: public.Viewer(), Now: srv.cfg.Now(), Words: srv.pages.Words})
	fresh, err := packed.Renumbered(uuid.NewString)
	if err != nil {
		return imported{}, err
	}
	return imported{Import: fresh.Import().Bare(), kind: "workshop"}, nil
}

// named gives every table a name that no other has: people find theirs by it.
func (srv *Server) named(in intake.Import, hall *board.State) intake.Import {
	taken := map[string]bool{}
	for _, t := range hall.Tables() {
		taken[t.Name] = true
	}
	in.Tables = slices.Clone(in.Tables)
	for i := range in.Tables {
		t := &in.Tables[i]
		if t.Name == "" {
			t.Name = strings.ReplaceAll(srv.pages.Words("table.numbered"), "{n}", strconv.Itoa(len(hall.Tables())+i+1))
		}
		name := t.Name
		for n := 2; taken[t.Name]; n++ {
			behind := fmt.Sprintf(" (%d)", n)
			t.Name = strings.TrimSuffix(board.Cut(name, board.Bounds.NameChars-len(behind)-1), "…") + behind
		}
		taken[t.Name] = true
	}
	return in
}

func (srv *Server) foundIn(in imported, named intake.Import, held []string) found {
	out := found{Tables: []foundTable{}, Columns: in.columns, Remarks: madeRemarks(in.remarks)}
	for i, t := range named.Tables {
		table := foundTable{Name: t.Name, Theme: t.Theme, People: len(t.Members), Titles: []string{}, HeldBy: held[i]}
		table.count(t.Content)
		for _, f := range t.Further {
			table.count(f.Content)
		}
		out.Tables = append(out.Tables, table)
	}
	return out
}

func (t *foundTable) count(content board.ImportBoard) {
	t.Notes += len(content.Notes)
	t.Statements += len(content.Statements)
	t.Islands += len(content.Groups)
	for _, g := range content.Groups {
		if g.Place.Group == "" && g.Title != "" && len(t.Titles) < foundTitles {
			t.Titles = append(t.Titles, g.Title)
		}
	}
}

func madeRemarks(remarks []intake.Remark) []madeRemark {
	out := []madeRemark{}
	for _, r := range remarks {
		out = append(out, madeRemark{r.Line, r.Key, r.Text})
	}
	return out
}
