package server

import (
	"context"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/intake"
)

// Sweep and WatchSpace are what the server does from time to time, now.
func (srv *Server) Sweep()      { srv.sweep() }
func (srv *Server) WatchSpace() { srv.watchSpace() }

// Fallen counts rooms that ended by a fault.
func (srv *Server) Fallen() int { return srv.rooms.Fallen() }

// Paces counts the browsers whose pace is remembered.
func (srv *Server) Paces() int {
	srv.hub.mu.Lock()
	defer srv.hub.mu.Unlock()
	return len(srv.hub.paces)
}

// ForgetPaces is what the server does every minute, now.
func (srv *Server) ForgetPaces() { srv.hub.forgetPaces() }

// DoAll sends ops to a document.
func (srv *Server) DoAll(ctx context.Context, doc board.DocID, actor board.Actor, ops ...board.Op) error {
	return srv.doAll(ctx, doc, actor, ops...)
}

// TakesTurns says whether a file of a workshop waits for others.
func (srv *Server) TakesTurns(ctx context.Context, hall *board.State, f export.Format) (bool, error) {
	return srv.takesTurns(ctx, hall, f)
}

// TakeIn makes a workshop of what a reader found.
func (srv *Server) TakeIn(ctx context.Context, in intake.Import) (board.WorkshopID, error) {
	return srv.takeIn(ctx, in)
}

// EraseDue erases what was kept long enough, now.
func (srv *Server) EraseDue() { srv.eraseDue(srv.ctx) }

// ForgetPhoto is what the sweep does with a photo's bytes that nobody told of
// when it looked.
func (srv *Server) ForgetPhoto(ws board.WorkshopID, key string) (gone bool, err error) {
	return srv.forgetPhoto(srv.ctx, ws, key)
}

// PhotoArrives marks a photo's bytes as on their way.
func (srv *Server) PhotoArrives(key string) (done func()) { return srv.photos.arrives(key) }

// ErasedShelves says how erasing treats each shelf.
var ErasedShelves = erasedShelves

// Printed lists every format that is printed of a report.
func Printed() (list []export.Format) {
	for f := range writers {
		list = append(list, f)
	}
	return list
}
