package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"yoriai/board"
	"yoriai/server/room"
)

// eraseDocuments takes people out of the documents and of everything that leads
// to them. The doors are shut first, so that nobody comes in behind it.
func (srv *Server) eraseDocuments(ctx context.Context, e *erasure) error {
	if err := srv.beforeErasing(ctx, e); err != nil {
		return err
	}
	if err := srv.shutDoors(ctx, e); err != nil {
		return err
	}
	if err := srv.closeSurvey(ctx, e); err != nil {
		return err
	}
	erasing, err := srv.erasingOf(ctx, e)
	if err != nil {
		return err
	}
	for _, doc := range e.Documents {
		if err := srv.eraseDocument(ctx, e, erasing, doc); err != nil {
			return fmt.Errorf("document %s: %w", doc, err)
		}
	}
	if err := srv.erasePhotos(ctx, e); err != nil { // once more: one may have come in behind the doors
		return err
	}
	if err := srv.eraseLine(ctx, e); err != nil {
		return err
	}
	if e.Named, err = srv.countNamed(ctx, e, erasing); err != nil {
		return err
	}
	if e.After, e.Digest, err = srv.countErased(ctx, e); err != nil {
		return err
	}
	e.Emptied, e.Known = srv.cfg.Now().UnixMilli(), nil // last: whoever fails before begins again, and needs the name
	return nil
}

// beforeErasing keeps what nobody can tell once the work has begun.
func (srv *Server) beforeErasing(ctx context.Context, e *erasure) (err error) {
	if e.Before != (erasedCounts{}) {
		return nil
	}
	if e.Before, _, err = srv.countErased(ctx, e); err != nil {
		return err
	}
	hall, _, err := srv.stored(ctx, board.DocID(e.Workshop))
	if err != nil {
		return err
	}
	if seat, known := hall.Seat(e.Seat); known {
		e.Known = []string{seat.Name}
	}
	return srv.keepErasure(ctx, *e)
}

// closeSurvey counts what was answered, where that is still to be done: the
// answers themselves go, and with them what came of them.
func (srv *Server) closeSurvey(ctx context.Context, e *erasure) error {
	if e.What != erasesAll {
		return nil
	}
	hall, _, err := srv.stored(ctx, board.DocID(e.Workshop))
	if err != nil || !hall.Survey().Open {
		return err
	}
	line, err := srv.line(ctx, e.Workshop)
	if err != nil {
		return err
	}
	return srv.doAll(ctx, board.DocID(e.Workshop), board.Actor{Seat: line.Organiser, Role: board.Organiser}, board.OpenSurvey{Open: false})
}

// erasingOf says what stands where a person was.
func (srv *Server) erasingOf(ctx context.Context, e *erasure) (*board.Erasing, error) {
	say := srv.pages.Words
	erasing := &board.Erasing{
		Seat: e.Seat, Texts: e.Texts, Known: e.Known, Name: say("erase.name"), Gone: say("erase.gone"), Away: say("erase.away"), Mask: say("erase.mask"),
		Names: map[board.SeatID]string{}, Opaque: func() board.SeatID { return board.SeatID(newOpID()) },
	}
	hall, _, err := srv.stored(ctx, board.DocID(e.Workshop))
	if err != nil {
		return nil, err
	}
	erasing.Heed(hall)
	if e.What == erasesPerson {
		_, erasing.Named = srv.namedBy(e.Known)
	}
	n := 0
	for _, t := range append([]board.Table{{}}, hall.Tables()...) {
		for _, p := range hall.Seats(t.ID) {
			switch {
			case e.Seat == "" && t.ID == "":
				erasing.Names[p.ID] = say("role." + string(p.Role))
			case e.Seat == "":
				n++
				erasing.Names[p.ID] = strings.ReplaceAll(say("erase.number"), "{n}", fmt.Sprint(n))
			}
		}
	}
	return erasing, nil
}

// stored reads a document from the log, as it stands there.
func (srv *Server) stored(ctx context.Context, doc board.DocID) (*board.State, board.Seq, error) {
	state, at := board.NewState(), board.Seq(0)
	for {
		page, err := srv.cfg.Log.Read(ctx, doc, at, historyPage)
		if err != nil || len(page) == 0 {
			return state, at, err
		}
		for _, entry := range page {
			state.Replay(entry.Change)
			at = entry.Seq
		}
	}
}

// eraseDocument does it while nobody has the document open.
func (srv *Server) eraseDocument(ctx context.Context, e *erasure, erasing *board.Erasing, doc board.DocID) error {
	return srv.rooms.Alone(ctx, doc, func(ctx context.Context) error {
		state, last, err := srv.stored(ctx, doc)
		switch {
		case err != nil:
			return err
		case last == 0:
			return nil // it is gone already
		case e.What == erasesWorkshop:
			return srv.cfg.Keeper.Replace(ctx, doc, last, nil)
		case e.What == erasesAll:
			return srv.cfg.Keeper.Replace(ctx, doc, last, []board.Entry{srv.beginning(erasing, state)})
		}
		erasing.Stands = e.standing(erasing, state)
		return srv.erasePerson(ctx, erasing, doc, state, last)
	})
}

// beginning is the one entry that is left of a history.
func (srv *Server) beginning(erasing *board.Erasing, state *board.State) board.Entry {
	var records []board.Record
	for _, r := range state.Records() {
		if w, isHall := r.(board.Workshop); isHall {
			w.DoorClosed = true
			r = w
		}
		if r.Kind() == board.KindPhoto {
			continue // faces: nothing is left of it
		}
		records = append(records, erasing.Record(r))
	}
	return board.Entry{
		Epoch: srv.cfg.Log.Epoch(), Seq: 1, ID: newOpID(), Time: srv.cfg.Now(),
		Op: board.Foreign{Name: board.ErasedAll}, Change: board.Beginning(records),
	}
}

// erasePerson takes one person out of the history and tells those who had the
// document open what has changed: they go on where they were.
func (srv *Server) erasePerson(ctx context.Context, erasing *board.Erasing, doc board.DocID, state *board.State, last board.Seq) error {
	touched := erasing.Touched(state)
	if err := srv.cfg.Keeper.Rewrite(ctx, doc, erasing.Entry); err != nil || len(touched) == 0 {
		return err
	}
	epoch, err := room.EpochOf(ctx, srv.cfg.Log, doc)
	if err != nil {
		return err
	}
	return srv.cfg.Log.Append(ctx, doc, last, []board.Entry{{
		Epoch: epoch, Seq: last + 1, ID: newOpID(), Time: srv.cfg.Now(), Op: board.Foreign{Name: board.ErasedPerson}, Change: touched,
	}})
}

// countErased counts what the documents hold, and fingerprints it.
func (srv *Server) countErased(ctx context.Context, e *erasure) (counts erasedCounts, digest string, err error) {
	sum := sha256.New()
	for _, doc := range e.Documents {
		state, last, err := srv.stored(ctx, doc)
		if err != nil {
			return counts, "", err
		}
		counts.Entries += uint64(last)
		for _, r := range state.Records() {
			switch r := r.(type) {
			case board.Photo:
				if e.Seat == "" && r.Removed == 0 {
					counts.Photos++
				}
			case board.Seat:
				if r.Table != "" && (e.Seat == "" || e.Seat == r.ID) {
					counts.People++
				}
			case board.Note:
				if e.Seat == "" || r.Author == e.Seat {
					counts.Notes++
				}
				if r.Author != "" && (e.Seat == "" || r.Author == e.Seat) {
					counts.Authored++
				}
			}
			data, err := board.Encode(r)
			if err != nil {
				return counts, "", err
			}
			sum.Write(data)
		}
	}
	if srv.cfg.Keeper != nil {
		_, counts.Bytes, _ = srv.cfg.Keeper.Files()
	}
	return counts, hex.EncodeToString(sum.Sum(nil)), nil
}
