package server

import (
	"context"
	"errors"
	"time"

	"github.com/gorilla/websocket"
	"golang.org/x/time/rate"

	"yoriai/board"
	"yoriai/server/room"
)

// take handles one message; false ends the connection.
func (cn *conn) take(data []byte) bool {
	ctx, cancel := context.WithTimeout(cn.srv.ctx, writeWait)
	defer cancel()
	var msg room.FromBrowser
	err := board.DecodeStrict(data, &msg)
	if err == nil {
		err = cn.handle(ctx, msg)
	}
	var end *closeError
	switch {
	case errors.As(err, &end):
		cn.close(end.code, end.text)
		return false
	case err == nil:
		cn.nonsense = 0
		return true
	}
	cn.refuse(msg.Doc, msg.ID, err)
	if board.CodeOf(err) == board.BadOp || board.CodeOf(err) == board.UnknownOp {
		if cn.nonsense++; cn.nonsense >= nonsenseIn {
			cn.close(room.CloseBad, "this makes no sense")
			return false
		}
	}
	return true
}

// closeError ends a connection with a close code.
type closeError struct {
	code int
	text string
}

func (e *closeError) Error() string { return e.text }

func (cn *conn) handle(ctx context.Context, msg room.FromBrowser) error {
	if (cn.seat == "") != (msg.Sort == room.SortHello) {
		return board.Errorf(board.BadOp, "hello is said first, and once")
	}
	switch msg.Sort {
	case room.SortHello:
		return cn.hello(ctx, msg)
	case room.SortOpen:
		return cn.open(ctx, msg)
	case room.SortShut:
		cn.shut(msg.Doc)
		return nil
	case room.SortOp:
		return cn.op(ctx, msg)
	case room.SortDoing:
		return cn.doing(msg)
	}
	return board.Errorf(board.UnknownOp, "there is no such message here")
}

// hello says which of the session's seats speaks on this socket, so that two
// tabs of one browser can be two people.
func (cn *conn) hello(ctx context.Context, msg room.FromBrowser) error {
	if msg.Version != room.Version {
		return &closeError{room.CloseReload, "reload the page"}
	}
	// From here on the hub can close this socket: what is read below is read
	// after, so that no change of the seat or of the session slips through.
	cn.srv.hub.seated(cn, msg.As)
	session, err := cn.srv.sessions.load(ctx, cn.session.hash)
	if err != nil {
		return err
	}
	if session == nil || session.Seats[msg.As] == "" {
		return &closeError{room.CloseExpired, "go through the door again"}
	}
	ws := session.Seats[msg.As]
	hall, release, err := cn.srv.rooms.Use(ctx, board.DocID(ws))
	if err != nil {
		// Said in a refusal it would leave a socket without a seat, and a page
		// that waits for its welcome.
		cn.srv.cfg.Logger.Error("workshop not opened", "doc", ws, "err", err)
		return &closeError{websocket.CloseTryAgainLater, "come back a little later"}
	}
	cn.leave = append(cn.leave, release)
	cn.workshop, cn.hall = ws, hall
	if cn.srv.hub.inHall(cn, ws); hall.Ended() {
		return &closeError{room.CloseResync, "start afresh"}
	}
	actor, err := cn.actorFor(msg.As)
	if err != nil {
		return &closeError{room.CloseRemoved, "this seat is not in the workshop any more"}
	}
	cn.seat, cn.viewer = msg.As, actor.Viewer()
	cn.ws.SetReadDeadline(time.Now().Add(pongWait))
	frame, err := room.WelcomeFrame(cn.srv.cfg.Now().UnixMilli())
	cn.Send(frame)
	return err
}

// actorFor looks the seat up in the workshop as it is now: a role that was
// taken away is gone with the next op.
func (cn *conn) actorFor(id board.SeatID) (board.Actor, error) {
	return actorIn(cn.hall, id)
}

func actorIn(hall *room.Room, id board.SeatID) (board.Actor, error) {
	state := hall.Latest()
	if state == nil {
		return board.Actor{}, board.Errorf(board.NotFound, "there is no such workshop")
	}
	seat, ok := state.Seat(id)
	if !ok || seat.Withdrawn {
		return board.Actor{}, board.Errorf(board.Forbidden, "the seat is not in the workshop")
	}
	return board.Actor{Seat: seat.ID, Role: seat.Role, Side: seat.Side, Table: seat.Table}, nil
}

// maxFollowed: the workshop and a board for each table.
var maxFollowed = 2*board.Bounds.Tables + 2

func (cn *conn) open(ctx context.Context, msg room.FromBrowser) error {
	if err := cn.inTime(cn.opens); err != nil {
		return err
	}
	actor, err := cn.actorFor(cn.seat)
	if err != nil {
		return err
	}
	if !belongs(cn.hall.Latest(), cn.workshop, msg.Doc) {
		return board.Errorf(board.NotFound, "there is no such document for this seat")
	}
	if len(cn.follows) >= maxFollowed {
		return board.Errorf(board.TooMany, "at most %d documents on one socket", maxFollowed)
	}
	cn.shut(msg.Doc)
	r, release, err := cn.srv.rooms.Use(ctx, msg.Doc)
	if err != nil {
		return err
	}
	if err := r.Join(ctx, cn, actor, msg.Epoch, msg.Seq); err != nil {
		release()
		return err
	}
	cn.follows[msg.Doc] = following{r, release}
	return nil
}

// belongs: a seat reads its own workshop's documents only.
func belongs(hall *board.State, ws board.WorkshopID, doc board.DocID) bool {
	if doc == board.DocID(ws) {
		return true
	}
	_, ok := hall.Assignment(board.BoardID(doc))
	return ok
}

func (cn *conn) shut(doc board.DocID) {
	if f, ok := cn.follows[doc]; ok {
		delete(cn.follows, doc)
		f.room.Leave(cn)
		f.release()
	}
}

func (cn *conn) shutAll() {
	for doc := range cn.follows {
		cn.shut(doc)
	}
	for _, release := range cn.leave {
		release()
	}
}

// op checks and hands over an intent. The answer comes from the room's
// goroutine, behind the entry.
func (cn *conn) op(ctx context.Context, msg room.FromBrowser) error {
	if !board.ValidID(string(msg.ID)) {
		return errors.Join(cn.inTime(cn.pace.ops), board.Errorf(board.BadOp, "id is not an id")) // what is no op costs as much
	}
	if err := cn.inTurn(msg.Doc, msg.ID); err != nil {
		return err
	}
	op, err := board.DecodeOp(msg.Op)
	if err != nil {
		return err
	}
	if makesDocuments(op) {
		return board.Errorf(board.Forbidden, "%s is made by the server alone", op.Type())
	}
	f, ok := cn.follows[msg.Doc]
	if !ok {
		return board.Errorf(board.NotFound, "the document is not open on this socket")
	}
	actor, err := cn.actorFor(cn.seat)
	if err != nil {
		return err
	}
	if actor.Speaker, err = cn.speaker(op); err != nil {
		return err
	}
	return f.room.Submit(ctx, room.Intent{Actor: actor, ID: msg.ID, Op: op}, cn.answer(msg.Doc, msg.ID))
}

// speaker looks up whose words an op puts down: the workshop knows who sits
// where, the board does not.
func (cn *conn) speaker(op board.Op) (board.Seat, error) {
	id := board.Speaks(op)
	if id == "" {
		return board.Seat{}, nil
	}
	seat, ok := cn.hall.Latest().Seat(id)
	if !ok || seat.Withdrawn {
		return board.Seat{}, board.Errorf(board.Forbidden, "who speaks is not in the workshop")
	}
	return seat, nil
}

// put is an op that was put off because it came too soon.
type put struct {
	id    board.OpID
	until time.Time
}

// turnWait is how long others wait for an op that was put off: browsers send it
// again within two seconds, and one that has lost it shall not wait for ever.
const turnWait = 10 * time.Second

// inTurn puts ops off that come too soon, and with one all that come behind it
// for the same document: done before it, they would be undone by it. A person
// who moves a note to A and then to B means B.
func (cn *conn) inTurn(doc board.DocID, id board.OpID) error {
	now := time.Now()
	first, waits := cn.putOff[doc]
	if waits && first.id != id && now.Before(first.until) {
		return cn.tooSoon("an op before this one is still to come")
	}
	if err := cn.inTime(cn.pace.ops); err != nil {
		cn.putOff[doc] = put{id, now.Add(turnWait)}
		return err
	}
	delete(cn.putOff, doc)
	return nil
}

// makesDocuments names the ops that tie documents together. A socket may not
// send them: a table laid on the id of another workshop's board would open it,
// a card that names another workshop's island would tell it, and a theme taken
// away would take its boards with it, unlooked at.
func makesDocuments(op board.Op) bool {
	switch op.(type) {
	case board.OpenWorkshop, board.OpenBoard, board.AddTable, board.ImportBoard,
		board.AddTheme, board.AssignBoard, board.WithdrawTheme, board.AddJoint, board.LayCards:
		return true
	}
	return false
}

// inTime refuses a message that comes too soon after others of its sort, and
// ends a connection that does not stop.
func (cn *conn) inTime(limit *rate.Limiter) error {
	if limit.Allow() {
		cn.refusals = max(0, cn.refusals-1)
		return nil
	}
	return cn.tooSoon("too much at once")
}

func (cn *conn) tooSoon(why string) error {
	if cn.refusals++; cn.refusals >= floodAfter {
		return &closeError{room.CloseFlood, "too much at once"}
	}
	return board.Errorf(board.Rate, "%s", why)
}

func (cn *conn) answer(doc board.DocID, id board.OpID) func(board.Entry, error) {
	return func(e board.Entry, err error) {
		if err != nil {
			cn.refuse(doc, id, err)
			return
		}
		if frame, err := room.AckFrame(doc, id, e.Seq); err == nil {
			cn.Send(frame)
		}
	}
}

func (cn *conn) refuse(doc board.DocID, id board.OpID, err error) {
	var reason *board.Error
	if !errors.As(err, &reason) { // a refusal of the room's is logged there, where its cause is known
		cn.srv.cfg.Logger.Error("op not done", "doc", doc, "err", err)
	}
	if frame, err := room.RefusedFrame(doc, id, err); err == nil {
		cn.Send(frame)
	}
}

// doing notes what the seat is doing: nothing, writing, or the item in hand;
// no free words, which would be a channel beside the notes. What comes too
// often is passed over: the next word replaces it anyway.
func (cn *conn) doing(msg room.FromBrowser) error {
	f, ok := cn.follows[msg.Doc]
	if !ok || msg.Doing != "" && msg.Doing != room.DoingWriting && !board.ValidID(msg.Doing) {
		return board.Errorf(board.BadOp, "this cannot be told to others")
	}
	if cn.pace.doings.Allow() {
		f.room.Doing(cn, msg.Doing)
	}
	return nil
}
