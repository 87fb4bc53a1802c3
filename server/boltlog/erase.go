package boltlog

import (
	"bytes"
	"context"
	"fmt"

	"yoriai/board"
)

// rewritePart is how many entries one transaction of a rewriting replaces, so
// that others who write do not wait for a whole evening.
const rewritePart = 256

// Replace puts other entries, numbered from 1, in the place of all that a
// document had, in one transaction; none: the document is gone. The snapshot
// goes too. If the document does not end at expect nothing is changed and the
// error wraps board.ErrConflict. What stood there before is in the file's free
// pages until Compact.
func (s *Store) Replace(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error {
	key, err := keyOf(doc)
	if err != nil {
		return err
	}
	rows, err := rowsOf(key, 0, entries)
	if err != nil {
		return err
	}
	return s.submit(ctx, &job{
		check: func(b *batch) error { return s.endsAt(b, key, expect) },
		write: func(b *batch) error {
			if err := b.clear(key); err != nil {
				return err
			}
			return appendRows(b, key, rows)
		},
	})
}

// Rewrite replaces each entry of a document by what change makes of it. The
// number stays; author, op and records may become others. It goes part by part
// and the snapshot goes first: whoever is killed in between leaves some entries
// changed and the others as they were, each of them whole, and may begin again
// if change does nothing to what it has changed already.
func (s *Store) Rewrite(ctx context.Context, doc board.DocID, change func(board.Entry) (board.Entry, error)) error {
	key, err := keyOf(doc)
	if err != nil {
		return err
	}
	if err := s.submit(ctx, &job{write: func(b *batch) error { return b.delete(bucketSnapshots, key[:]) }}); err != nil {
		return err
	}
	for after := board.Seq(0); ; {
		before, err := s.Read(ctx, doc, after, rewritePart)
		if err != nil || len(before) == 0 {
			return err
		}
		if err := s.rewritePart(ctx, key, before, change); err != nil {
			return err
		}
		after = before[len(before)-1].Seq
	}
}

func (s *Store) rewritePart(ctx context.Context, doc docKey, before []board.Entry, change func(board.Entry) (board.Entry, error)) error {
	now := make([]board.Entry, len(before))
	for i, e := range before {
		var err error
		if now[i], err = change(e); err != nil {
			return fmt.Errorf("rewriting entry %d of document %s: %w", e.Seq, doc.id(), err)
		}
	}
	was, err := rowsOf(doc, before[0].Seq-1, before)
	if err != nil {
		return err
	}
	is, err := rowsOf(doc, before[0].Seq-1, now)
	if err != nil {
		return err
	}
	return s.submit(ctx, &job{
		check: func(*batch) error { return s.trusted(bucketEntries, doc) },
		write: func(b *batch) error {
			for i := range is {
				if err := b.exchange(doc, was[i], is[i]); err != nil {
					return err
				}
			}
			return nil
		},
	})
}

// exchange puts one row in the place of another of the same number.
func (b *batch) exchange(doc docKey, was, is row) error {
	if bytes.Equal(was.payload, is.payload) {
		return nil
	}
	if _, found, err := b.get(bucketEntries, was.key); err != nil || !found {
		return damagedRecord(bucketEntries, doc.id(), was.seq)
	}
	if err := b.delete(bucketOps, was.op); err != nil {
		return err
	}
	if err := b.put(bucketOps, is.op, number(uint64(is.seq))); err != nil {
		return err
	}
	return b.put(bucketEntries, is.key, is.payload)
}

func (s *Store) endsAt(b *batch, doc docKey, expect board.Seq) error {
	if err := s.trusted(bucketEntries, doc); err != nil {
		return err
	}
	last, err := lastOf(b.tx, doc)
	if err == nil && last != expect {
		err = fmt.Errorf("%w: document %s is at %d, not at %d", board.ErrConflict, doc.id(), last, expect)
	}
	return err
}

// clear takes a whole document out. Keys of all its buckets begin with its id.
func (b *batch) clear(doc docKey) error {
	for _, name := range []string{bucketEntries, bucketOps, bucketSnapshots, bucketLast} {
		var keys [][]byte // gathered first: a cursor does not bear deleting
		cursor := b.tx.Bucket([]byte(name)).Cursor()
		for key, _ := cursor.Seek(doc[:]); bytes.HasPrefix(key, doc[:]); key, _ = cursor.Next() {
			keys = append(keys, bytes.Clone(key))
		}
		for _, key := range keys {
			if err := b.delete(name, key); err != nil {
				return err
			}
		}
	}
	return nil
}
