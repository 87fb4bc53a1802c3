package boltlog

import (
	"bytes"
	"context"
	"fmt"
	"math"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

// One read transaction copies at most this much, so that no reader keeps the
// file from being mapped anew for longer than a few milliseconds. Entries never
// change, so a document read in parts is the document.
const (
	partEntries = 512
	partBytes   = 1 << 20
)

// Append stores entries of one document, all or none; see board.Log. An op that
// is in the document already is refused with board.ErrConflict, too.
func (s *Store) Append(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	key, err := keyOf(doc)
	if err != nil {
		return err
	}
	rows, err := rowsOf(key, expect, entries)
	if err != nil {
		return err
	}
	return s.submit(ctx, &job{
		check: func(b *batch) error { return s.mayAppend(b, key, expect, rows) },
		write: func(b *batch) error { return appendRows(b, key, rows) },
	})
}

func (s *Store) mayAppend(b *batch, doc docKey, expect board.Seq, rows []row) error {
	if err := s.trusted(bucketEntries, doc); err != nil {
		return err
	}
	last, err := lastOf(b.tx, doc)
	if err != nil {
		return err
	}
	if last != expect {
		return fmt.Errorf("%w: document %s is at %d, not at %d", board.ErrConflict, doc.id(), last, expect)
	}
	seen := make(map[string]bool, len(rows))
	for _, r := range rows {
		_, stored, err := b.get(bucketOps, r.op)
		if err != nil {
			return damagedRecord(bucketOps, doc.id(), r.seq)
		}
		if stored || seen[string(r.op)] {
			return fmt.Errorf("%w: the op of entry %d of document %s is in the log already", board.ErrConflict, r.seq, doc.id())
		}
		seen[string(r.op)] = true
	}
	return nil
}

func appendRows(b *batch, doc docKey, rows []row) error {
	for _, r := range rows {
		if err := b.put(bucketEntries, r.key, r.payload); err != nil {
			return err
		}
		if err := b.put(bucketOps, r.op, number(uint64(r.seq))); err != nil {
			return err
		}
	}
	if len(rows) == 0 {
		return nil
	}
	return b.put(bucketLast, doc[:], number(uint64(rows[len(rows)-1].seq)))
}

// trusted refuses a document in which the opening found damage.
func (s *Store) trusted(bucket string, doc docKey) error {
	if s.damage.Load().hits(doc) {
		return damagedRecord(bucket, doc.id(), 0)
	}
	return nil
}

// lastOf is 0 for an unknown document.
func lastOf(tx *bolt.Tx, doc docKey) (board.Seq, error) {
	payload, found, err := getSealed(tx, bucketLast, doc[:])
	n, isNumber := numberIn(payload)
	if err != nil || (found && !isNumber) {
		return 0, damagedRecord(bucketLast, doc.id(), 0)
	}
	return board.Seq(n), nil
}

// Last returns the number of the last entry, 0 for an unknown document.
func (s *Store) Last(ctx context.Context, doc board.DocID) (last board.Seq, err error) {
	key, err := keyOf(doc)
	if err != nil {
		return 0, err
	}
	if err := s.trusted(bucketLast, key); err != nil {
		return 0, err
	}
	err = s.view(ctx, func(tx *bolt.Tx) error {
		last, err = lastOf(tx, key)
		return err
	})
	return last, err
}

// Read returns at most limit entries after the given one, in order. Of a
// damaged document it returns what lies before the damage, as long as limit
// does not reach into it.
func (s *Store) Read(ctx context.Context, doc board.DocID, after board.Seq, limit int) ([]board.Entry, error) {
	key, err := keyOf(doc)
	if err != nil {
		return nil, err
	}
	var out []board.Entry
	for len(out) < limit {
		part, err := s.readPart(ctx, key, after, min(limit-len(out), partEntries))
		if err != nil {
			return nil, err
		}
		if len(part) == 0 {
			return out, nil
		}
		out = append(out, part...)
		after += board.Seq(len(part))
	}
	return out, nil
}

// readPart copies in the transaction and decodes after it.
func (s *Store) readPart(ctx context.Context, doc docKey, after board.Seq, limit int) ([]board.Entry, error) {
	var payloads [][]byte
	err := s.view(ctx, func(tx *bolt.Tx) (err error) {
		last, err := s.readableTo(tx, doc)
		if err == nil {
			payloads, err = copyEntries(tx, doc, after, last, limit)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	entries := make([]board.Entry, 0, len(payloads))
	for i, payload := range payloads {
		e, err := decodeEntry(doc, after+board.Seq(i)+1, payload)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// readableTo is the document's end. Where damage took the record of it, there
// is none: whatever entries are left can be read, and then comes the error.
func (s *Store) readableTo(tx *bolt.Tx, doc docKey) (board.Seq, error) {
	last, err := lastOf(tx, doc)
	if s.damage.Load().hits(doc) && (err != nil || last == 0) {
		return math.MaxUint64, nil
	}
	return last, err
}

// copyEntries copies consecutive entries up to the bounds of a part. One that
// is missing before the document's end is damage, never the end.
func copyEntries(tx *bolt.Tx, doc docKey, after, last board.Seq, limit int) (payloads [][]byte, err error) {
	cursor, size := tx.Bucket([]byte(bucketEntries)).Cursor(), 0
	key, value := cursor.Seek(entryKey(doc, after+1))
	for seq := after + 1; seq > after && seq <= last && len(payloads) < limit && size < partBytes; seq++ {
		payload, ok := unseal(bucketEntries, key, value)
		if !ok || !bytes.Equal(key, entryKey(doc, seq)) {
			return nil, damagedRecord(bucketEntries, doc.id(), seq)
		}
		payloads, size = append(payloads, bytes.Clone(payload)), size+len(payload)
		key, value = cursor.Next()
	}
	return payloads, nil
}

// Find returns the entry that an author's op became.
func (s *Store) Find(ctx context.Context, doc board.DocID, author board.SeatID, op board.OpID) (board.Entry, bool, error) {
	key, err := keyOf(doc)
	if err != nil {
		return board.Entry{}, false, err
	}
	index, err := opKey(key, op, author)
	if err != nil {
		return board.Entry{}, false, err
	}
	if err := s.trusted(bucketOps, key); err != nil {
		return board.Entry{}, false, err
	}
	var seq board.Seq
	var payload []byte
	err = s.view(ctx, func(tx *bolt.Tx) (err error) {
		seq, payload, err = findPayload(tx, key, index)
		return err
	})
	if err != nil || seq == 0 {
		return board.Entry{}, false, err
	}
	e, err := decodeEntry(key, seq, payload)
	if err == nil && (e.ID != op || e.Author != author) {
		err = damagedRecord(bucketOps, doc, seq)
	}
	return e, err == nil, err
}

// findPayload gives seq 0 for an op that is not there.
func findPayload(tx *bolt.Tx, doc docKey, index []byte) (board.Seq, []byte, error) {
	at, found, err := getSealed(tx, bucketOps, index)
	if err != nil {
		return 0, nil, damagedRecord(bucketOps, doc.id(), 0)
	}
	if !found {
		return 0, nil, nil
	}
	n, _ := numberIn(at)
	seq := board.Seq(n)
	payload, found, err := getSealed(tx, bucketEntries, entryKey(doc, seq))
	if err != nil || !found || seq == 0 {
		return 0, nil, damagedRecord(bucketEntries, doc.id(), seq)
	}
	return seq, bytes.Clone(payload), nil
}

// SaveSnapshot keeps the newest state of a document; an older one is ignored,
// a damaged one replaced.
func (s *Store) SaveSnapshot(ctx context.Context, doc board.DocID, snap board.Snapshot) error {
	key, err := keyOf(doc)
	if err != nil {
		return err
	}
	payload, err := encodeSnapshot(snap)
	if err != nil {
		return err
	}
	return s.submit(ctx, &job{write: func(b *batch) error {
		kept, found, err := b.get(bucketSnapshots, key[:])
		if seq, ok := snapshotSeq(kept); err == nil && found && ok && seq > snap.Seq {
			return nil
		}
		return b.put(bucketSnapshots, key[:], payload)
	}})
}

// Snapshot returns the newest kept state; a damaged one as absent, with the error.
func (s *Store) Snapshot(ctx context.Context, doc board.DocID) (board.Snapshot, bool, error) {
	key, err := keyOf(doc)
	if err != nil {
		return board.Snapshot{}, false, err
	}
	var payload []byte
	var found bool
	err = s.view(ctx, func(tx *bolt.Tx) (err error) {
		payload, found, err = getSealed(tx, bucketSnapshots, key[:])
		if err != nil {
			return damagedRecord(bucketSnapshots, doc, 0)
		}
		payload = bytes.Clone(payload)
		return nil
	})
	if err != nil || !found {
		return board.Snapshot{}, false, err
	}
	snap, err := decodeSnapshot(key, payload)
	return snap, err == nil, err
}

// Documents lists all documents that have entries, damaged ones included.
func (s *Store) Documents(ctx context.Context) ([]board.DocID, error) {
	var docs []board.DocID
	hurt := s.damage.Load()
	for doc, sound := range hurt.docs {
		if sound {
			docs = append(docs, doc.id())
		}
	}
	err := s.view(ctx, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketLast)).ForEach(func(key, _ []byte) error {
			if len(key) == idLen && !hurt.hits(docKey(key)) {
				docs = append(docs, docKey(key).id())
			}
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return docs, nil
}

// Damaged lists the documents in which the opening found damage. They take no
// changes; Read gives what lies before the damage.
func (s *Store) Damaged() []board.DocID {
	var docs []board.DocID
	for doc, sound := range s.damage.Load().docs {
		if sound {
			docs = append(docs, doc.id())
		}
	}
	return docs
}
