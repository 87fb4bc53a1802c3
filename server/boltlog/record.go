package boltlog

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"yoriai/board"
)

const (
	sumLen = 4
	// maxRecord bounds one record: a snapshot of a full board (5,000 notes of
	// 8 KiB) is the largest there is, and stays below it.
	maxRecord = 64 << 20
)

// CRC-32C finds every error of up to three bits and every burst of up to 32 in
// records of any size we write, and processors compute it faster than the disk reads.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checksum covers where the payload stands as well as what it is. The key's
// length is summed too, so that no byte can move between key and payload.
func checksum(bucket string, key, payload []byte) uint32 {
	sum := crc32.Update(0, castagnoli, []byte(bucket))
	sum = crc32.Update(sum, castagnoli, binary.BigEndian.AppendUint64(nil, uint64(len(key))))
	sum = crc32.Update(sum, castagnoli, key)
	return crc32.Update(sum, castagnoli, payload)
}

// seal makes the value that is stored under key.
func seal(bucket string, key, payload []byte) []byte {
	value := make([]byte, sumLen, sumLen+len(payload))
	binary.BigEndian.PutUint32(value, checksum(bucket, key, payload))
	return append(value, payload...)
}

// unseal gives the payload of a stored value, a part of value itself, and
// whether it is what was sealed under this key of this bucket.
func unseal(bucket string, key, value []byte) (payload []byte, ok bool) {
	if len(value) < sumLen {
		return nil, false
	}
	payload = value[sumLen:]
	return payload, binary.BigEndian.Uint32(value) == checksum(bucket, key, payload)
}

func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// numberIn reads what number wrote.
func numberIn(payload []byte) (uint64, bool) {
	if len(payload) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(payload), true
}

// row is one entry made ready to be stored: encoded by the caller's goroutine,
// so that the committer only copies bytes, and holding no memory of the caller's.
type row struct {
	key, op, payload []byte
	seq              board.Seq
}

// rowsOf encodes the entries of one Append.
func rowsOf(doc docKey, expect board.Seq, entries []board.Entry) ([]row, error) {
	rows := make([]row, 0, len(entries))
	for i, e := range entries {
		want := expect + board.Seq(i) + 1
		if e.Seq != want {
			return nil, fmt.Errorf("entry %d of document %s is numbered %d", want, doc.id(), e.Seq)
		}
		op, err := opKey(doc, e.ID, e.Author)
		if err != nil {
			return nil, err
		}
		payload, err := board.Encode(e)
		if err != nil {
			return nil, fmt.Errorf("encoding entry %d of document %s: %w", e.Seq, doc.id(), err)
		}
		if len(payload) > maxRecord {
			return nil, board.Errorf(board.TooBig, "an entry is larger than %d bytes", maxRecord)
		}
		rows = append(rows, row{entryKey(doc, e.Seq), op, payload, e.Seq})
	}
	return rows, nil
}

// decodeEntry reads the entry of a number. Its checksum was right, so what
// fails here was written by another version. The decoder's own words are left
// out: they may quote what people wrote.
func decodeEntry(doc docKey, seq board.Seq, payload []byte) (board.Entry, error) {
	var e board.Entry
	if err := e.UnmarshalJSON(payload); err != nil || e.Seq != seq {
		return board.Entry{}, damagedRecord(bucketEntries, doc.id(), seq)
	}
	return e, nil
}

// decodeSnapshot reads what encodeSnapshot wrote.
func decodeSnapshot(doc docKey, payload []byte) (board.Snapshot, error) {
	seq, ok := snapshotSeq(payload)
	if !ok {
		return board.Snapshot{}, damagedRecord(bucketSnapshots, doc.id(), 0)
	}
	var snap board.Snapshot
	if err := snap.UnmarshalJSON(payload[8:]); err != nil || snap.Seq != seq {
		return board.Snapshot{}, damagedRecord(bucketSnapshots, doc.id(), seq)
	}
	return snap, nil
}

// encodeSnapshot puts the number in front, where it can be compared without decoding the rest.
func encodeSnapshot(snap board.Snapshot) ([]byte, error) {
	body, err := board.Encode(snap)
	if err != nil {
		return nil, fmt.Errorf("encoding snapshot %d: %w", snap.Seq, err)
	}
	if len(body) > maxRecord {
		return nil, board.Errorf(board.TooBig, "a snapshot is larger than %d bytes", maxRecord)
	}
	return append(number(uint64(snap.Seq)), body...), nil
}

func snapshotSeq(payload []byte) (board.Seq, bool) {
	if len(payload) < 8 {
		return 0, false
	}
	return board.Seq(binary.BigEndian.Uint64(payload)), true
}
