package room

import (
	"slices"
	"strings"

	"yoriai/board"
)

// publish tells all members of a commit, in one frame each. Most commits look
// alike to everybody and are encoded once; where something is held back from
// somebody, once for each audience class, and for each whose own is in it.
func (r *Room) publish(entries []board.Entry) {
	common, open := r.commonFrame(entries)
	made := map[board.Viewer][]byte{}
	for m := range r.members {
		if open {
			m.Send(common)
			continue
		}
		v := m.Viewer()
		if v.LikeClass(entries, r.state) {
			v = v.Class().Viewer()
		}
		frame, known := made[v]
		if !known {
			frame = r.entriesFrame(v, entries)
			made[v] = frame
		}
		if frame != nil {
			m.Send(frame)
		}
	}
}

// stranger may see least of all: what a stranger sees whole, everybody does.
var stranger = board.Viewer{Role: board.Participant}

func (r *Room) commonFrame(entries []board.Entry) ([]byte, bool) {
	for _, e := range entries {
		if !stranger.SeesAll(e, r.state) {
			return nil, false
		}
	}
	frame := r.frame(entriesMsg{SortEntries, r.doc, entries})
	return frame, frame != nil
}

func (r *Room) entriesFrame(v board.Viewer, entries []board.Entry) []byte {
	return r.frame(entriesMsg{SortEntries, r.doc, v.Entries(entries, r.state)})
}

// frame encodes a message; one of ours that cannot be encoded is a fault of
// the program, logged and not sent.
func (r *Room) frame(msg any) []byte {
	data, err := board.Encode(msg)
	if err != nil {
		r.logger().Error("message not encoded", "err", err)
		return nil
	}
	return data
}

// Doing notes what a member is doing just now. The newest word wins; it is
// told with the next list of people, at most ten times a second.
func (r *Room) Doing(m Member, doing string) {
	// Presence is dropped first: a full inbox has better things to do.
	select {
	case r.inbox <- command{act: func() { r.setDoing(m, doing) }}:
	default:
	}
}

func (r *Room) setDoing(m Member, doing string) {
	if p, here := r.members[m]; here && p.Doing != doing {
		p.Doing = doing
		r.peopleDue = true
	}
}

func (r *Room) sendPeople() {
	if !r.peopleDue {
		return
	}
	r.peopleDue = false
	people := r.people()
	made := map[board.Viewer][]byte{}
	for m := range r.members {
		v := m.Viewer()
		if !r.holdsOf(v.Seat, people) {
			v = v.Class().Viewer()
		}
		frame, known := made[v]
		if !known {
			frame = r.frame(peopleMsg{SortPeople, r.doc, r.doingsFor(v, people)})
			made[v] = frame
		}
		m.Send(frame)
	}
}

// holdsOf reports whether somebody has a note of this author in hand: who that
// is the author may be told where others may not.
func (r *Room) holdsOf(author board.SeatID, people []Person) bool {
	return slices.ContainsFunc(people, func(p Person) bool {
		n, isNote := r.state.Note(board.NoteID(p.Doing))
		return isNote && n.Author == author
	})
}

// doingsFor tells a viewer who is here. Which veiled note somebody has in hand
// would tell whose it is: such a person is just writing.
func (r *Room) doingsFor(v board.Viewer, people []Person) []Person {
	told := slices.Clone(people)
	for i, p := range told {
		n, isNote := r.state.Note(board.NoteID(p.Doing))
		if isNote && !v.Sees(n, r.state) {
			told[i].Doing = DoingWriting
		}
	}
	return told
}

// people lists each seat once, however many browsers it has open.
func (r *Room) people() []Person {
	bySeat := map[board.SeatID]Person{}
	for _, p := range r.members {
		if known, ok := bySeat[p.Seat]; !ok || known.Doing == "" {
			bySeat[p.Seat] = *p
		}
	}
	list := make([]Person, 0, len(bySeat))
	for _, p := range bySeat {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b Person) int { return strings.Compare(string(a.Seat), string(b.Seat)) })
	return list
}

// sendDigests lets every browser compare what it has with what it should have.
func (r *Room) sendDigests() {
	bySeat := map[board.Viewer][]byte{}
	for m := range r.members {
		v := m.Viewer()
		if _, made := bySeat[v]; !made {
			bySeat[v] = r.frame(digestMsg{SortDigest, r.doc, r.seq, r.digest(v)})
		}
		m.Send(bySeat[v])
	}
	r.forgetShared()
}
