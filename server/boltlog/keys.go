package boltlog

import (
	"bytes"
	"encoding/binary"

	"github.com/google/uuid"

	"yoriai/board"
)

const (
	bucketAbout     = "yoriai" // its presence is what makes a bbolt file ours
	bucketEntries   = "entries"
	bucketLast      = "last"
	bucketOps       = "ops"
	bucketSnapshots = "snapshots"
	bucketShelves   = "shelves"
)

// counted are the buckets of the ledger, in its order. The order is part of the format.
var counted = [...]string{bucketEntries, bucketLast, bucketOps, bucketSnapshots, bucketShelves}

// Keys of the about bucket.
var (
	keyFormat = []byte("format") // version of this layout, a number
	keyEpoch  = []byte("epoch")  // board.Epoch
	keyLedger = []byte("ledger") // see ledger
	keyCopied = []byte("copied") // set in a backup: whoever opens it begins a new epoch
	keyProbe  = []byte("probe")  // what Probe writes
)

// format is the version of the layout in doc.go.
const format = 1

const (
	idLen       = 16
	entryKeyLen = idLen + 8
)

// docKey is a document's id as it stands in keys.
type docKey [idLen]byte

func keyOf(doc board.DocID) (docKey, error) {
	id, err := idBytes("document", string(doc))
	return docKey(id), err
}

func (k docKey) id() board.DocID { return board.DocID(uuid.UUID(k).String()) }

// idBytes refuses whatever is no canonical UUID: two spellings of one id would
// be one key but two ids.
func idBytes(what, id string) (uuid.UUID, error) {
	if !board.ValidID(id) {
		return uuid.UUID{}, board.Errorf(board.BadOp, "the id of a %s is no id", what)
	}
	return uuid.Parse(id)
}

func entryKey(doc docKey, seq board.Seq) []byte {
	return binary.BigEndian.AppendUint64(bytes.Clone(doc[:]), uint64(seq))
}

// entryKeyParts reads what entryKey made.
func entryKeyParts(key []byte) (doc docKey, seq board.Seq, ok bool) {
	if len(key) != entryKeyLen {
		return doc, 0, false
	}
	return docKey(key[:idLen]), board.Seq(binary.BigEndian.Uint64(key[idLen:])), true
}

// opKey leaves the author out where there is none, rather than writing zeros:
// the nil UUID is a valid id too.
func opKey(doc docKey, op board.OpID, author board.SeatID) ([]byte, error) {
	id, err := idBytes("op", string(op))
	if err != nil {
		return nil, err
	}
	key := append(bytes.Clone(doc[:]), id[:]...)
	if author == "" {
		return key, nil
	}
	if id, err = idBytes("seat", string(author)); err != nil {
		return nil, err
	}
	return append(key, id[:]...), nil
}

// Bounds of the shelves. What is kept there are tokens and small records; a
// bigger thing wants to be a document.
const (
	maxShelfName  = 64
	maxShelfKey   = 1024
	maxShelfValue = 1 << 20
)

func shelfKey(shelf, key string) ([]byte, error) {
	if shelf == "" || len(shelf) > maxShelfName || key == "" || len(key) > maxShelfKey {
		return nil, board.Errorf(board.BadOp, "a shelf's name has 1 to %d bytes, a key 1 to %d", maxShelfName, maxShelfKey)
	}
	return append(shelfPrefix(shelf), key...), nil
}

func shelfPrefix(shelf string) []byte {
	return append([]byte{byte(len(shelf))}, shelf...)
}
