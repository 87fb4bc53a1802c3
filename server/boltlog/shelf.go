package boltlog

import (
	"bytes"
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

// partRecords is how much of a shelf one read transaction copies; see partEntries.
const partRecords = 256

// Put keeps a value on a shelf, durably before it returns. Bounds: see maxShelfName.
func (s *Store) Put(ctx context.Context, shelf, key string, value []byte) error {
	at, err := shelfKey(shelf, key)
	if err != nil {
		return err
	}
	if len(value) > maxShelfValue {
		return board.Errorf(board.TooBig, "a shelf's value has at most %d bytes", maxShelfValue)
	}
	// No copy: seal makes one, and submit returns only when nobody will look at value any more.
	return s.submit(ctx, &job{write: func(b *batch) error { return b.put(bucketShelves, at, value) }})
}

// Delete takes a value off a shelf; one that is not there is no error.
func (s *Store) Delete(ctx context.Context, shelf, key string) error {
	at, err := shelfKey(shelf, key)
	if err != nil {
		return err
	}
	return s.submit(ctx, &job{write: func(b *batch) error { return b.delete(bucketShelves, at) }})
}

// Get reads a value. In a file with a damaged shelf record nobody can say what
// is not there, so that answer is then an error (board.ErrDamaged).
func (s *Store) Get(ctx context.Context, shelf, key string) (value []byte, found bool, err error) {
	at, err := shelfKey(shelf, key)
	if err != nil {
		return nil, false, err
	}
	err = s.view(ctx, func(tx *bolt.Tx) error {
		payload, there, err := getSealed(tx, bucketShelves, at)
		if there && err == nil {
			value, found = append([]byte{}, payload...), true
		}
		return err
	})
	if err == nil && !found && s.damage.Load().shelves {
		err = damagedShelf(shelf)
	}
	return value, found, err
}

// Each visits all records of a shelf in the order of their keys. visit runs
// outside any transaction, and may call the store. Records that come and go
// meanwhile may be visited or not. A damaged record ends the visit with an
// error, after the ones before it.
func (s *Store) Each(ctx context.Context, shelf string, visit func(key string, value []byte) error) error {
	if _, err := shelfKey(shelf, "any"); err != nil {
		return err
	}
	prefix := shelfPrefix(shelf)
	for from := prefix; from != nil; {
		part, next, err := s.shelfPart(ctx, shelf, from)
		for _, r := range part {
			if err := visit(string(r.key[len(prefix):]), r.value); err != nil {
				return err
			}
		}
		if err != nil {
			return err
		}
		from = next
	}
	if s.damage.Load().shelves {
		return damagedShelf(shelf) // a record with a damaged key would be missing above
	}
	return nil
}

// Keys lists the keys of a shelf that begin with a prefix, and how many bytes
// each value has. It reads no value, however many there are.
func (s *Store) Keys(ctx context.Context, shelf, prefix string) (map[string]int, error) {
	if _, err := shelfKey(shelf, "any"); err != nil {
		return nil, err
	}
	keys, head := map[string]int{}, shelfPrefix(shelf)
	err := s.view(ctx, func(tx *bolt.Tx) error {
		cursor, from := tx.Bucket([]byte(bucketShelves)).Cursor(), append(bytes.Clone(head), prefix...)
		for key, value := cursor.Seek(from); bytes.HasPrefix(key, from); key, value = cursor.Next() {
			keys[string(key[len(head):])] = max(0, len(value)-sumLen)
		}
		return nil
	})
	if err == nil && s.damage.Load().shelves {
		err = damagedShelf(shelf)
	}
	return keys, err
}

type shelfRecord struct{ key, value []byte }

// shelfPart copies records from a key on; next is where to go on, nil at the end.
func (s *Store) shelfPart(ctx context.Context, shelf string, from []byte) (part []shelfRecord, next []byte, err error) {
	prefix := shelfPrefix(shelf)
	err = s.view(ctx, func(tx *bolt.Tx) error {
		cursor, size := tx.Bucket([]byte(bucketShelves)).Cursor(), 0
		for key, value := cursor.Seek(from); bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
			if len(part) == partRecords || size > partBytes {
				next = bytes.Clone(key)
				return nil
			}
			payload, ok := unseal(bucketShelves, key, value)
			if !ok {
				return damagedShelf(shelf)
			}
			part, size = append(part, shelfRecord{bytes.Clone(key), append([]byte{}, payload...)}), size+len(payload)
		}
		return nil
	})
	return part, next, err
}

// damagedShelf names the shelf but not the key, which may be somebody's token.
func damagedShelf(shelf string) error {
	return fmt.Errorf("%w: shelf %s", board.ErrDamaged, shelf)
}
