package boltlog

import (
	"encoding/binary"
	"slices"
)

// ledger counts the records of each counted bucket. It is written by every
// transaction and compared at every opening: a record that vanishes with its
// page's element count leaves no other trace.
type ledger [len(counted)]uint64

func (l *ledger) add(bucket string, n int) {
	if i := slices.Index(counted[:], bucket); i >= 0 {
		l[i] += uint64(n) // adding -1 in two's complement takes one away
	}
}

func (l ledger) encode() []byte {
	var out []byte
	for _, n := range l {
		out = binary.BigEndian.AppendUint64(out, n)
	}
	return out
}

func decodeLedger(payload []byte) (l ledger, ok bool) {
	if len(payload) != 8*len(l) {
		return l, false
	}
	for i := range l {
		l[i] = binary.BigEndian.Uint64(payload[8*i:])
	}
	return l, true
}
