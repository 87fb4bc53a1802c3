package server

import (
	"context"
	"fmt"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/archive"
)

// historyPage bounds how many entries are read from the log at once.
const historyPage = 1000

// sendArchive sends the documents themselves, with their whole history, as a
// file that another Yoriai can read.
func (srv *Server) sendArchive(c echo.Context, p reader, name string) error {
	ctx := c.Request().Context()
	hall, err := srv.document(ctx, board.DocID(p.workshop))
	if err != nil {
		return err
	}
	var boards []archive.Document
	for _, a := range boardsOf(p.state) {
		d, err := srv.document(ctx, board.DocID(a.ID))
		if err != nil {
			return err
		}
		boards = append(boards, d)
	}
	packed := archive.Pack(hall, boards, srv.reportOptions(p)).WithPhotos(srv.photosOf(ctx, p.workshop, photoLarge))
	file, err := packed.File()
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	return attach(c, name, export.JSON.Type(), file)
}

// document reads a document with its history. The state comes from the room
// and the history up to it from the log: nobody at the table has to wait.
func (srv *Server) document(ctx context.Context, id board.DocID) (archive.Document, error) {
	r, release, err := srv.rooms.Use(ctx, id)
	if err != nil {
		return archive.Document{}, err
	}
	defer release()
	state, seq, err := r.Copy(ctx)
	if err != nil {
		return archive.Document{}, err
	}
	d := archive.Document{Epoch: r.Epoch(), Seq: seq, Records: state.Records()}
	for board.Seq(len(d.Entries)) < seq {
		page, err := srv.cfg.Log.Read(ctx, id, board.Seq(len(d.Entries)), historyPage)
		if err != nil {
			return d, fmt.Errorf("history of %s: %w", id, err)
		}
		if len(page) == 0 {
			return d, fmt.Errorf("%w: the history of %s ends at %d of %d", board.ErrDamaged, id, len(d.Entries), seq)
		}
		d.Entries = append(d.Entries, page...)
	}
	d.Entries = d.Entries[:seq] // what was written since the copy is left for the next archive
	return d, nil
}
