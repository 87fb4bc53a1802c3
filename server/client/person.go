// Package client is a browser in miniature: a shadow of what the server
// confirmed, an outbox, and the rules for both, in some two hundred lines that
// share no code with the browser's own. It knows no network and no clock, so
// that it serves in memory as well as over real sockets.
//
// Trap: a [Person] belongs to one goroutine. What it hears must be whole frames
// in the order they were sent on one line.
package client

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
	"yoriai/server/room"
)

// Person is one browser with one document open.
type Person struct {
	Actor board.Actor
	Doc   board.DocID
	Say   func(frame []byte) // the line; nil while there is none

	Epoch    board.Epoch
	Seq      board.Seq
	Shadow   *board.State
	Ready    bool // the document is open on this line: ops may go
	ReadOnly bool
	Own      []board.Seq // own entries seen, newest last: what an undo may name

	Outbox []*Sent
	Acked  map[board.OpID]board.Seq
	Stored map[board.OpID]board.Op   // what was acknowledged
	Denied map[board.OpID]board.Code // refused for good
	Faults []error                   // what the server or the wire did wrong
}

// Sent is an op that is not confirmed yet.
type Sent struct {
	ID  board.OpID
	Op  board.Op
	Out bool // on its way on the present line
}

// NewPerson sits somebody down before an empty screen.
func NewPerson(a board.Actor, doc board.DocID) *Person {
	return &Person{
		Actor: a, Doc: doc, Shadow: board.NewState(),
		Acked: map[board.OpID]board.Seq{}, Stored: map[board.OpID]board.Op{}, Denied: map[board.OpID]board.Code{},
	}
}

// Message is any message from the server; see room/wire.go.
type Message struct {
	Sort     string          `json:"t"`
	Doc      board.DocID     `json:"doc"`
	Snapshot *board.Snapshot `json:"snapshot"`
	Own      jsontext.Value  `json:"own"`
	Digest   string          `json:"digest"`
	Epoch    board.Epoch     `json:"epoch"`
	Seq      board.Seq       `json:"seq"`
	Entries  []board.Entry   `json:"entries"`
	ID       board.OpID      `json:"id"`
	Code     board.Code      `json:"code"`
	ReadOnly bool            `json:"readOnly"`
}

// Connect begins on a new line: the document is opened from where the person is.
func (p *Person) Connect(say func(frame []byte)) {
	p.Say, p.Ready = say, false
	for _, s := range p.Outbox {
		s.Out = false
	}
	p.tell(room.FromBrowser{Sort: room.SortOpen, Doc: p.Doc, Epoch: p.Epoch, Seq: p.Seq})
}

// Cut takes the line away.
func (p *Person) Cut() { p.Say, p.Ready = nil, false }

// Want is what a person does: it goes into the outbox and, if it can, out. The
// id is new for every wish.
func (p *Person) Want(id board.OpID, op board.Op) {
	s := &Sent{ID: id, Op: op}
	p.Outbox = append(p.Outbox, s)
	p.Push()
}

// Push sends what waits.
func (p *Person) Push() {
	if !p.Ready || p.Say == nil || p.ReadOnly {
		return
	}
	for _, s := range p.Outbox {
		if !s.Out {
			s.Out = true
			p.send(s)
		}
	}
}

// Again sends an op that is on its way once more, as a browser whose tab was
// adopted by another does.
func (p *Person) Again(i int) {
	if p.Ready && p.Say != nil && i < len(p.Outbox) && p.Outbox[i].Out {
		p.send(p.Outbox[i])
	}
}

func (p *Person) send(s *Sent) {
	op, err := board.EncodeOp(s.Op)
	if err != nil {
		p.fault("an op cannot be encoded: %v", err)
		return
	}
	p.tell(room.FromBrowser{Sort: room.SortOp, Doc: p.Doc, ID: s.ID, Op: op})
}

func (p *Person) tell(msg room.FromBrowser) {
	frame, err := board.Encode(msg)
	if err != nil {
		p.fault("a message cannot be encoded: %v", err)
		return
	}
	p.Say(frame)
}

// Read reads a frame. What comes of it may be heard by many: nobody changes it.
func Read(frame []byte) (Message, error) {
	var msg Message
	err := json.Unmarshal(frame, &msg)
	return msg, err
}

// Hear takes one frame from the present line.
func (p *Person) Hear(frame []byte) {
	msg, err := Read(frame)
	if err != nil {
		p.fault("a frame cannot be read: %v", err)
		return
	}
	p.Take(msg)
}

// Take is Hear for a frame that was read already.
func (p *Person) Take(msg Message) {
	switch msg.Sort {
	case room.SortSnapshot:
		p.replace(msg)
	case room.SortResumed:
		p.resumed(msg)
	case room.SortEntries:
		p.follow(msg.Entries)
	case room.SortAck:
		p.acked(msg.ID, msg.Seq)
	case room.SortRefused:
		p.refused(msg)
	case room.SortDigest:
		if msg.Seq == p.Seq {
			p.compare(msg.Digest)
		}
	case room.SortStanding:
		p.ReadOnly = msg.ReadOnly
		p.Push()
	}
}

func (p *Person) replace(msg Message) {
	p.Shadow, p.Epoch, p.Seq = board.StateOf(msg.Snapshot.Records), msg.Snapshot.Epoch, msg.Snapshot.Seq
	if len(msg.Own) > 0 {
		own := board.Snapshot{}
		if err := json.Unmarshal([]byte(`{"epoch":"","seq":0,"records":`+string(msg.Own)+`}`), &own); err != nil {
			p.fault("own records cannot be read: %v", err)
		}
		for _, r := range own.Records {
			p.Shadow.Replay(board.Change{{Kind: r.Kind(), ID: r.Key(), After: r}})
		}
	}
	p.compare(msg.Digest)
	p.opened()
}

func (p *Person) resumed(msg Message) {
	if msg.Epoch != p.Epoch || msg.Seq != p.Seq {
		p.fault("resumed at %s %d, being at %s %d", msg.Epoch, msg.Seq, p.Epoch, p.Seq)
	}
	p.compare(msg.Digest)
	p.opened()
}

func (p *Person) opened() {
	p.Ready, p.ReadOnly = true, false
	p.Push()
}

// compare holds the shadow against the server's word.
func (p *Person) compare(want string) {
	got, err := board.Digest(p.Shadow.Records())
	if err != nil || got != want {
		p.fault("at %d the shadow is %s, the server says %s (%v)", p.Seq, got, want, err)
	}
}

// follow applies entries: in order, without a gap, those it has passed over.
func (p *Person) follow(entries []board.Entry) {
	for _, e := range entries {
		if e.Seq <= p.Seq {
			continue
		}
		if e.Seq != p.Seq+1 || e.Epoch != p.Epoch {
			p.fault("entry %d of %s follows %d of %s", e.Seq, e.Epoch, p.Seq, p.Epoch)
			return
		}
		p.Shadow.Replay(e.Change)
		p.Seq = e.Seq
		p.private(e)
		if e.Author == p.Actor.Seat {
			p.Own = append(p.Own, e.Seq)
			p.acked(e.ID, e.Seq)
		}
	}
}

// private holds an entry against the first promise of the writing phase: what
// others write is not for these eyes.
func (p *Person) private(e board.Entry) {
	b, _ := p.Shadow.Board()
	if b.Phase != board.Writing || e.Author == p.Actor.Seat {
		return
	}
	own := len(e.Change) > 0
	for _, d := range e.Change {
		n, isNote := d.After.(board.Note)
		own = own && isNote && n.Author == p.Actor.Seat
		if isNote && n.Author != p.Actor.Seat && n.Text != "" {
			p.fault("entry %d tells what somebody else is writing", e.Seq)
		}
	}
	switch e.Op.(type) {
	case board.AddNote, board.EditNote:
		if !own {
			p.fault("entry %d tells the op of somebody else who is writing", e.Seq)
		}
	}
}

func (p *Person) acked(id board.OpID, seq board.Seq) {
	if before, twice := p.Acked[id]; twice && before != seq {
		p.fault("op %s was acknowledged as entry %d and as %d", id, before, seq)
	}
	if s := p.take(id); s != nil {
		p.Acked[id], p.Stored[id] = seq, s.Op
	}
}

// refused: what was only put off goes again on the next line, or when the
// document takes changes again.
func (p *Person) refused(msg Message) {
	if msg.ID == "" {
		if msg.Code != board.Storage {
			p.fault("the document does not open: %s", msg.Code)
		}
		return
	}
	if msg.Code == board.Storage || msg.Code == board.Rate {
		for _, s := range p.Outbox {
			if s.ID == msg.ID {
				s.Out = false
			}
		}
		return
	}
	if p.take(msg.ID) != nil {
		p.Denied[msg.ID] = msg.Code
	}
}

func (p *Person) take(id board.OpID) *Sent {
	for i, s := range p.Outbox {
		if s.ID == id {
			p.Outbox = append(p.Outbox[:i:i], p.Outbox[i+1:]...)
			return s
		}
	}
	return nil
}

func (p *Person) fault(format string, args ...any) {
	p.Faults = append(p.Faults, fmt.Errorf("%s %s: "+format, append([]any{p.Actor.Role, p.Actor.Seat}, args...)...))
}
