package boltlog

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"yoriai/board"
)

// What each bucket's records are held against. Ops, ends and snapshots are
// noted first; then the entries come in order, document by document, and are
// replayed.

type expectedSnapshot struct {
	seq    board.Seq
	digest [sha256.Size]byte
}

// doc is what is expected of a key's document; a key too short for one says
// nothing, and is missed where it should be.
func (v *verifier) doc(key []byte) *expected {
	if len(key) < idLen {
		return &expected{ops: map[uint64]uint64{}}
	}
	doc := docKey(key[:idLen])
	e := v.docs[doc]
	if e == nil {
		e = &expected{ops: map[uint64]uint64{}}
		v.docs[doc] = e
	}
	return e
}

// fault notes a fault of a record with the document its key names, if any.
func (v *verifier) fault(kind FaultKind, bucket string, key []byte, seq board.Seq, detail string) {
	f := Fault{Kind: kind, Bucket: bucket, Seq: seq, Detail: detail}
	if len(key) >= idLen && bucket != bucketShelves {
		f.Doc = docKey(key[:idLen]).id()
	}
	v.report.add(f)
}

func fingerprint(key []byte) uint64 {
	sum := sha256.Sum256(key)
	return binary.BigEndian.Uint64(sum[:])
}

func (v *verifier) op(key, payload []byte, ok bool) {
	e := v.doc(key)
	seq, isNumber := numberIn(payload)
	_, twice := e.ops[seq]
	switch {
	case !ok || !isNumber:
		e.opsBad = true
		v.fault(FaultChecksum, bucketOps, key, 0, "")
	case twice:
		v.fault(FaultIndex, bucketOps, key, board.Seq(seq), "two ops")
	default:
		e.ops[seq] = fingerprint(key)
	}
}

func (v *verifier) last(key, payload []byte, ok bool) {
	e := v.doc(key)
	n, isNumber := numberIn(payload)
	if e.lastBad = !ok || !isNumber || len(key) != idLen; e.lastBad {
		v.fault(FaultChecksum, bucketLast, key, 0, "")
		return
	}
	e.last, e.hasLast = n, true
}

func (v *verifier) snapshot(key, payload []byte, ok bool) {
	if !ok || len(key) != idLen {
		v.fault(FaultChecksum, bucketSnapshots, key, 0, "")
		return
	}
	snap, err := decodeSnapshot(docKey(key), payload)
	if err != nil {
		v.fault(FaultUnreadable, bucketSnapshots, key, 0, "")
		return
	}
	digest, err := digestOf(board.StateOf(snap.Records))
	if err != nil {
		v.fault(FaultUnreadable, bucketSnapshots, key, snap.Seq, "")
		return
	}
	v.report.Snapshots++
	v.doc(key).snapshot = &expectedSnapshot{snap.Seq, digest}
}

func (v *verifier) shelf(key, _ []byte, ok bool) {
	if !ok || len(key) < 2 || int(key[0]) > len(key)-2 { // the key itself may be a token: it is not named
		v.fault(FaultChecksum, bucketShelves, nil, 0, "")
	}
}

func digestOf(s *board.State) (digest [sha256.Size]byte, err error) {
	sum := sha256.New()
	for _, r := range s.Records() {
		b, err := board.Encode(r)
		if err != nil {
			return digest, err
		}
		fmt.Fprintf(sum, "%s %d ", r.Kind(), len(b))
		sum.Write(b)
	}
	return [sha256.Size]byte(sum.Sum(nil)), nil
}

// replayer follows one document.
type replayer struct {
	doc    docKey
	want   *expected
	state  *board.State
	seq    board.Seq // of the newest entry, readable or not
	found  uint64    // ops that led to their entry
	broken bool      // an entry was missing or unreadable: the state is none
}

func (v *verifier) entry(key, payload []byte, ok bool) {
	doc, seq, isKey := entryKeyParts(key)
	if !isKey {
		v.fault(FaultChecksum, bucketEntries, key, 0, "")
		return
	}
	if v.now == nil || v.now.doc != doc {
		v.endDocument()
		v.beginDocument(doc)
	}
	r := v.now
	if seq != r.seq+1 {
		v.fault(FaultMissing, bucketEntries, key, r.seq+1, fmt.Sprintf("up to #%d", seq-1))
		r.broken = true
	}
	r.seq = seq
	if !ok {
		r.broken = true
		v.fault(FaultChecksum, bucketEntries, key, seq, "")
		return
	}
	e, err := decodeEntry(doc, seq, payload)
	if err != nil {
		r.broken = true
		v.fault(FaultUnreadable, bucketEntries, key, seq, "")
		return
	}
	v.replayEntry(key, e)
}

func (v *verifier) replayEntry(key []byte, e board.Entry) {
	r := v.now
	if op, err := opKey(r.doc, e.ID, e.Author); err == nil && r.want.ops[uint64(e.Seq)] == fingerprint(op) {
		r.found++
	} else if !r.want.opsBad {
		v.fault(FaultIndex, bucketOps, key, e.Seq, "")
	}
	if r.broken {
		return
	}
	v.report.Entries++
	if !survives(func() { r.state.Replay(e.Change) }) {
		r.broken = true
		v.fault(FaultUnreadable, bucketEntries, key, e.Seq, "replay")
		return
	}
	v.compareSnapshot()
}

func (v *verifier) beginDocument(doc docKey) {
	want := v.doc(doc[:])
	want.seen = true
	v.now = &replayer{doc: doc, want: want, state: board.NewState()}
	v.compareSnapshot()
}

// compareSnapshot holds a snapshot against the state it claims to be, when
// replaying has come to its number.
func (v *verifier) compareSnapshot() {
	r := v.now
	if r.want.snapshot == nil || r.want.snapshot.seq != r.seq {
		return
	}
	if digest, err := digestOf(r.state); err != nil || digest != r.want.snapshot.digest {
		v.fault(FaultSnapshot, bucketSnapshots, r.doc[:], r.seq, "")
	}
}

// endDocument asks what can be asked only when all entries were there.
func (v *verifier) endDocument() {
	r := v.now
	if r == nil {
		return
	}
	v.now = nil
	if !r.want.lastBad && (!r.want.hasLast || r.want.last != uint64(r.seq)) {
		v.fault(FaultLast, bucketLast, r.doc[:], board.Seq(r.want.last), fmt.Sprintf("the entries end at #%d", r.seq))
	}
	if !r.want.opsBad && uint64(len(r.want.ops)) > r.found && !r.broken {
		v.fault(FaultIndex, bucketOps, r.doc[:], 0, fmt.Sprintf("%d ops lead nowhere", uint64(len(r.want.ops))-r.found))
	}
	if s := r.want.snapshot; s != nil && s.seq > r.seq {
		v.fault(FaultSnapshot, bucketSnapshots, r.doc[:], s.seq, "after the last entry")
	}
	if r.broken {
		return
	}
	var broken []error
	if !survives(func() { broken = board.Check(r.state) }) {
		v.fault(FaultInvariant, bucketEntries, r.doc[:], r.seq, "panic")
	}
	for _, err := range broken {
		v.fault(FaultInvariant, bucketEntries, r.doc[:], r.seq, err.Error())
	}
}

// unseen notes documents of which there is everything but entries.
func (v *verifier) unseen() {
	v.endDocument()
	for doc, e := range v.docs {
		if !e.seen {
			v.fault(FaultMissing, bucketEntries, doc[:], 1, "")
		}
	}
}

// survives runs what may stumble over records that no program of ours wrote.
func survives(run func()) (ok bool) {
	defer func() { ok = recover() == nil }()
	run()
	return true
}
