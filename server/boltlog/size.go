package boltlog

import (
	"bytes"
	"context"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

// sizePart is how many records one transaction looks at.
const sizePart = 4096

// sizeOf walks over a document's records, a part at a time.
func (s *Store) sizeOf(ctx context.Context, doc docKey) (size int64, err error) {
	for _, name := range []string{bucketEntries, bucketOps, bucketSnapshots} {
		for from := bytes.Clone(doc[:]); from != nil; {
			err := s.view(ctx, func(tx *bolt.Tx) error {
				cursor := tx.Bucket([]byte(name)).Cursor()
				key, value := cursor.Seek(from)
				for n := 0; bytes.HasPrefix(key, doc[:]); key, value = cursor.Next() {
					if n++; n > sizePart {
						from = bytes.Clone(key)
						return nil
					}
					size += int64(len(key) + len(value))
				}
				from = nil
				return nil
			})
			if err != nil {
				return 0, err
			}
		}
	}
	return size, nil
}

// Sizes tells for each document how many bytes its entries, ids and snapshot
// take. It reads no record, but walks over all of them.
func (s *Store) Sizes(ctx context.Context, docs []board.DocID) (map[board.DocID]int64, error) {
	sizes := map[board.DocID]int64{}
	for _, doc := range docs {
		key, err := keyOf(doc)
		if err != nil {
			return nil, err
		}
		if sizes[doc], err = s.sizeOf(ctx, key); err != nil {
			return nil, err
		}
	}
	return sizes, nil
}
