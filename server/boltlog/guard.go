package boltlog

import (
	"encoding/binary"
	"errors"
	"hash/fnv"
	"io"

	"yoriai/board"
)

// The header page as bbolt writes it, in native byte order, after the 16
// bytes every page begins with.
const (
	pageHeaderLen = 16
	metaLen       = 64 // with the checksum in the last 8
	metaMagic     = 0xED0CDAED
	metaVersion   = 2
	noFreelist    = ^uint64(0)

	minPageSize = 1 << 10
	maxPageSize = 1 << 16
)

// header is what one of the two header pages says.
type header struct {
	pageSize int64
	root     uint64 // page of the root bucket
	freelist uint64 // page of the free list
	pages    uint64 // high-water mark: pages 0 … pages-1 are in use or free
	txid     int
}

// finding is what inspect found out about a whole file.
type finding struct {
	header
	epoch  board.Epoch
	ledger ledger
	damage damage
	free   uint64 // pages that nothing uses
	copied bool   // it is a backup that was never opened before
	older  bool   // one header page is broken; this is the state of the other
}

// inspect looks at every page and every record of a file, through plain reads:
// it never panics, whatever the bytes. Errors are of type *FileError without a path.
func inspect(file io.ReaderAt, size int64, acceptOlder bool) (finding, error) {
	h, whole, err := readHeader(file, size)
	if err != nil {
		return finding{}, err
	}
	p := newPages(file, h)
	root, err := p.buckets()
	if err != nil {
		return finding{}, err
	}
	f := finding{header: h, older: !whole}
	if err := f.readAbout(p, root); err != nil {
		return finding{}, err
	}
	if !whole && !acceptOlder {
		return finding{}, refuse(ErrDamaged, "One of the two header pages is damaged, so the last change may be missing. Restore a backup, or accept the older state by name.")
	}
	if f.damage, err = countRecords(p, root, f.ledger); err != nil {
		return finding{}, err
	}
	f.free, err = p.settled()
	return f, err
}

// readHeader picks the header page that bbolt would pick, and says whether the
// other one is whole too. It must not be more particular in the picking:
// what it looks at would not be what bbolt then opens.
func readHeader(file io.ReaderAt, size int64) (h header, whole bool, err error) {
	if size == 0 {
		return h, false, refuse(ErrTruncated, "The data file is empty: not one byte. Restore a backup.")
	}
	first, err0 := readMeta(file, 0)
	second, err1 := header{}, err0
	if err0 == nil {
		second, err1 = readMeta(file, first.pageSize)
	} else {
		second, err1 = findSecondMeta(file)
	}
	switch {
	case errors.Is(err0, errOddMeta) || errors.Is(err1, errOddMeta):
		return h, false, refuse(ErrDamaged, "A header page of the data file makes no sense. Restore a backup.")
	case err0 != nil && err1 != nil:
		return h, false, noHeader(file, err0, err1)
	case err0 != nil || (err1 == nil && second.txid > first.txid):
		h = second
	default:
		h = first
	}
	if size/h.pageSize < int64(h.pages) || size < 2*h.pageSize {
		return h, false, refuse(ErrTruncated, "The data file is cut off: it has %d bytes and should have at least %d. Restore a backup.", size, int64(h.pages)*h.pageSize)
	}
	return h, err0 == nil && err1 == nil && first.pageSize == second.pageSize, nil
}

var (
	errNoMagic    = errors.New("no header page")
	errBadVersion = errors.New("header page of another version")
	errBadMeta    = errors.New("damaged header page")
	errCutMeta    = errors.New("header page that breaks off")
	errOddMeta    = errors.New("header page that bbolt would take, but not we")
)

// readMeta reads the header page that begins at an offset.
func readMeta(file io.ReaderAt, at int64) (header, error) {
	buf := make([]byte, pageHeaderLen+metaLen)
	n, _ := file.ReadAt(buf, at) // what cannot be read is no header page
	meta, order := buf[pageHeaderLen:], binary.NativeEndian
	switch {
	case order.Uint32(meta) != metaMagic:
		return header{}, errNoMagic
	case n < len(buf):
		return header{}, errCutMeta
	case order.Uint64(meta[56:]) != fnv64a(meta[:56]):
		return header{}, errBadMeta
	case order.Uint32(meta[4:]) != metaVersion:
		return header{}, errBadVersion
	}
	h := header{
		pageSize: int64(order.Uint32(meta[8:])),
		root:     order.Uint64(meta[16:]),
		freelist: order.Uint64(meta[32:]),
		pages:    order.Uint64(meta[40:]),
		txid:     int(order.Uint64(meta[48:])),
	}
	if !h.sane() || order.Uint16(buf[8:]) != flagMeta {
		return header{}, errOddMeta
	}
	return h, nil
}

// sane keeps later arithmetic from overflowing, should a checksum match by design.
func (h header) sane() bool {
	powerOfTwo := h.pageSize&(h.pageSize-1) == 0
	return powerOfTwo && h.pageSize >= minPageSize && h.pageSize <= maxPageSize &&
		h.pages >= 2 && h.pages < 1<<40 && h.txid >= 0
}

// findSecondMeta looks where the second header page would be for every page
// size, for the first one, which would tell, is broken.
func findSecondMeta(file io.ReaderAt) (header, error) {
	worst := errNoMagic
	for at := int64(minPageSize); at <= maxPageSize; at *= 2 {
		h, err := readMeta(file, at)
		switch {
		case err == nil && h.pageSize == at:
			return h, nil
		case err == nil:
			return header{}, errOddMeta
		case !errors.Is(err, errNoMagic):
			worst = err
		}
	}
	return header{}, worst
}

// noHeader tells a damaged file from one that never was ours.
func noHeader(file io.ReaderAt, err0, err1 error) error {
	switch {
	case errors.Is(err0, errCutMeta):
		return refuse(ErrTruncated, "The data file is cut off within its first page. Restore a backup.")
	case errors.Is(err0, errBadVersion) || errors.Is(err1, errBadVersion):
		return refuse(ErrNotOurs, "The file was made by another version of the storage library.")
	case !errors.Is(err0, errNoMagic) || !errors.Is(err1, errNoMagic):
		return refuse(ErrDamaged, "Both header pages of the data file are damaged. Restore a backup.")
	}
	start := make([]byte, 2*minPageSize)
	n, _ := file.ReadAt(start, 0)
	for _, b := range start[:n] {
		if b != 0 {
			return refuse(ErrNotOurs, "This file is something else, not a data file. Check the path.")
		}
	}
	return refuse(ErrDamaged, "The beginning of the data file was overwritten with zeros. Restore a backup.")
}

func fnv64a(b []byte) uint64 {
	sum := fnv.New64a()
	_, _ = sum.Write(b)
	return sum.Sum64()
}
