package boltlog

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// liveLength is what the header says that the file needs; bbolt makes it longer.
func liveLength(t testing.TB, content []byte) (pageSize, length int) {
	t.Helper()
	h, whole, err := readHeader(bytes.NewReader(content), int64(len(content)))
	if err != nil || !whole {
		t.Fatalf("the header of a sound file: whole %v, %v", whole, err)
	}
	return int(h.pageSize), int(h.pageSize) * int(h.pages)
}

// TestTruncated: bbolt answers such files with an error, a panic or a fault,
// depending on how much is left.
func TestTruncated(t *testing.T) {
	path, w, whole := filledFile(t, 6, 14)
	pageSize, length := liveLength(t, whole)
	if length/pageSize <= 41 {
		t.Fatalf("the file has only %d pages", length/pageSize)
	}
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 0))
	t.Logf("seed %d, %d pages of %d bytes", seed, length/pageSize, pageSize)
	lengths := []int{1, 15, 19, 20, 79, 80, 100, pageSize - 1, pageSize + 40, 40*pageSize + 1, length - 1}
	for pages := 1; pages*pageSize < length; pages++ {
		lengths = append(lengths, pages*pageSize)
	}
	for range 100 {
		lengths = append(lengths, 1+random.IntN(length-1))
	}
	for _, n := range lengths {
		write(t, path, whole[:n])
		if n < 20 { // too short to tell whose it was
			refuses(t, path, Options{}, ErrNotOurs, ErrDamaged)
			continue
		}
		refuses(t, path, Options{}, ErrTruncated)
	}
	write(t, path, nil)
	refuses(t, path, Options{Init: true}, ErrTruncated)
	write(t, path, whole[:length]) // and the shortest that is whole
	w.asksRight(t, mustOpen(t, path, Options{}))
}

// TestHeaderPages: with one header page gone bbolt goes on with the other, and
// if that is the older one, the last acknowledged change is missing without a word.
func TestHeaderPages(t *testing.T) {
	path, w, whole := filledFile(t, 3, 3)
	pageSize, _ := liveLength(t, whole)
	zeroed := func(pages ...int) []byte {
		c := bytes.Clone(whole)
		for _, p := range pages {
			clear(c[p*pageSize : (p+1)*pageSize])
		}
		return c
	}
	write(t, path, zeroed(0, 1))
	refuses(t, path, Options{AcceptOlder: true}, ErrDamaged)
	for page := range 2 {
		write(t, path, zeroed(page))
		refuses(t, path, Options{}, ErrDamaged)
	}
	h, _, _ := readHeader(bytes.NewReader(whole), int64(len(whole)))
	newest := h.txid % 2             // where bbolt writes a transaction's header
	write(t, path, zeroed(1-newest)) // the older one is gone: nothing is missing
	s := mustOpen(t, path, Options{AcceptOlder: true})
	w.asksRight(t, s)
	mustClose(t, s)

	before := s.Epoch()
	write(t, path, zeroed(newest)) // the newest is gone: the last write is missing
	s = mustOpen(t, path, Options{AcceptOlder: true})
	if v := w.ask(s); len(v.wrong) == 0 || v.errors > 0 {
		t.Errorf("the older state answers like the newest: %+v", v)
	}
	if s.Epoch() == before {
		t.Error("the data went back in time within one epoch")
	}
	mustClose(t, s)
	again := mustOpen(t, path, Options{}) // both header pages are written again
	if again.Epoch() != s.Epoch() {
		t.Error("the new epoch did not last")
	}
}

// TestOddHeaderPage: a fuzzer found that the guard was more particular than bbolt.
// It called a header page with a wrong kind broken and looked at the older
// one; bbolt minds only the checksum, and opened the newest, unlooked at.
func TestOddHeaderPage(t *testing.T) {
	path, _, whole := filledFile(t, 2, 2)
	pageSize, _ := liveLength(t, whole)
	for page := range 2 {
		c := bytes.Clone(whole)
		c[page*pageSize+8] ^= 0x40 // the page's kind, which no checksum covers
		write(t, path, c)
		refuses(t, path, Options{AcceptOlder: true}, ErrDamaged)
	}
}
