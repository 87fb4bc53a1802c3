package server

import (
	"context"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/intake"
	"yoriai/server/photo"
)

// photosOf gives reports and archives the photos of a workshop, one when it is
// written. What cannot be read is left out, and logged.
func (srv *Server) photosOf(ctx context.Context, ws board.WorkshopID, size string) export.PhotoBytes {
	return func(id board.PhotoID) []byte {
		data, found, err := srv.cfg.Vault.Get(ctx, shelfPhotos, photoKey(ws, id, size))
		if (err != nil || !found) && ctx.Err() == nil {
			srv.cfg.Logger.Error("a photo is missing in a file", "workshop", ws, "photo", id, "err", err)
		}
		return data
	}
}

// readPhotos makes the photos of an archive anew, as if they came from a camera:
// what is in a file that somebody hands in is whatever they put there.
// Error: BadOp for a file in which one is none.
func (srv *Server) readPhotos(ctx context.Context, list []intake.Photo) (kept []photo.Kept, err error) {
	for i, p := range list {
		k, err := srv.photos.develop(ctx, p.JPEG)
		if code := photoCodes[rootOf(err)]; code != "" {
			return nil, board.Errorf(board.BadOp, "photo %d cannot be read: %s", i+1, code)
		}
		if err != nil {
			return nil, err
		}
		kept = append(kept, k)
	}
	return kept, nil
}

// takePhotosIn adds the photos of an archive to the workshop that was made of it.
func (srv *Server) takePhotosIn(ctx context.Context, ws board.WorkshopID, actor board.Actor, list []intake.Photo, kept []photo.Kept, tables []board.TableID) error {
	for i, p := range list {
		op := board.AddPhoto{Photo: p.ID, Caption: p.Caption, Width: kept[i].Large.Width, Height: kept[i].Large.Height}
		if p.Table >= 0 {
			op.Table = tables[p.Table]
		}
		if err := srv.addPhoto(ctx, ws, actor, op, kept[i]); err != nil {
			return err
		}
		if !p.Published {
			continue
		}
		if err := srv.doAll(ctx, board.DocID(ws), actor, board.PublishPhoto{Photo: p.ID, Public: true}); err != nil {
			return err
		}
	}
	return nil
}
