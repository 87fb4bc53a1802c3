package boltlog

import (
	"fmt"

	bolt "go.etcd.io/bbolt"

	"yoriai/board"
)

// batch is one write transaction in the making, with the ledger it will leave.
type batch struct {
	tx     *bolt.Tx
	ledger ledger
	dirty  bool
}

func (b *batch) get(bucket string, key []byte) (payload []byte, found bool, err error) {
	return getSealed(b.tx, bucket, key)
}

// getSealed reads a record and its checksum. The payload belongs to the
// transaction: whoever keeps it copies it. The error names no place, because a
// key may be a person's token; callers know the place and add it.
func getSealed(tx *bolt.Tx, bucket string, key []byte) (payload []byte, found bool, err error) {
	value := tx.Bucket([]byte(bucket)).Get(key)
	if value == nil {
		return nil, false, nil
	}
	payload, ok := unseal(bucket, key, value)
	if !ok {
		return nil, true, fmt.Errorf("%w: a record of %s", board.ErrDamaged, bucket)
	}
	return payload, true, nil
}

func (b *batch) put(bucket string, key, payload []byte) error {
	bk := b.tx.Bucket([]byte(bucket))
	if bk.Get(key) == nil {
		b.ledger.add(bucket, 1)
	}
	b.dirty = true
	return bk.Put(key, seal(bucket, key, payload))
}

func (b *batch) delete(bucket string, key []byte) error {
	bk := b.tx.Bucket([]byte(bucket))
	if bk.Get(key) == nil {
		return nil
	}
	b.ledger.add(bucket, -1)
	b.dirty = true
	return bk.Delete(key)
}

// apply lets each job look and then write. It returns the job whose writing
// failed half-way, after which the transaction is of no use, or nil.
func (b *batch) apply(jobs []*job) *job {
	for _, j := range jobs {
		if j.dropped {
			continue
		}
		if j.outcome = j.look(b); j.outcome != nil {
			continue
		}
		if j.outcome = j.put(b); j.outcome != nil {
			j.dropped = true
			return j
		}
	}
	return nil
}
