package board

import "fmt"

// Digest is a fingerprint of a document as one audience sees it. Browser and
// server compute it from the same bytes and compare; a difference heals by a
// resync. It guards against our own mistakes, not against malice, so a short
// checksum that JavaScript computes quickly will do: the sum and the
// exclusive-or of each record's 32-bit FNV-1a, independent of order.
func Digest(records []Record) (string, error) {
	var sum, xor uint32
	for _, r := range records {
		value, err := Encode(r)
		if err != nil {
			return "", err
		}
		h := fnv(fnv(fnvBasis, []byte(r.Kind())), value)
		sum += h
		xor ^= h
	}
	return fmt.Sprintf("%08x%08x", sum, xor), nil
}

const (
	fnvBasis uint32 = 2166136261
	fnvPrime uint32 = 16777619
)

func fnv(h uint32, data []byte) uint32 {
	for _, b := range data {
		h = (h ^ uint32(b)) * fnvPrime
	}
	return h
}
