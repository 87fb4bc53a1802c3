package boltlog

import (
	"bytes"
	"encoding/binary"
	"io"
)

const (
	flagBranch   = 0x01
	flagLeaf     = 0x02
	flagMeta     = 0x04
	flagFreelist = 0x10

	flagBucket = 0x01 // of a leaf's element

	elementLen      = 16
	bucketHeaderLen = 16
	maxDepth        = 64 // far above what two keys a page would need
)

// pages walks the trees of a bbolt file through plain reads. Every page may be
// used once, which also keeps it from walking in circles.
type pages struct {
	file io.ReaderAt
	head header
	used []bool

	// Both for Verify, which goes on where an opening stops; nil else.
	forgive func(error) bool // notes a flaw, and says whether to go on beside it
	loaded  func(bytes int)  // is told of each page that was read
}

func newPages(file io.ReaderAt, h header) *pages {
	p := &pages{file: file, head: h, used: make([]bool, h.pages)}
	p.used[0], p.used[1] = true, true // the header pages
	return p
}

func brokenPage(id uint64, what string) error {
	return onPage(id, refuse(ErrDamaged, "The data file is damaged: page %d %s. Restore a backup.", id, what))
}

func unreadablePage(id uint64, cause error) error {
	return onPage(id, refuseFor(cause, ErrDamaged, "Page %d of the data file cannot be read. Restore a backup.", id))
}

func onPage(id uint64, err error) error {
	err.(*FileError).Page = id
	return err
}

// forgiven is whether to go on in spite of an error.
func (p *pages) forgiven(err error) bool { return p.forgive != nil && p.forgive(err) }

// page is one page with its overflow, or the page inside a small bucket's value.
type page struct {
	id    uint64
	flags uint16
	count int
	body  []byte // header and all
}

// load reads a page and claims it and its overflow.
func (p *pages) load(id uint64) (page, error) {
	if id >= p.head.pages { // asked before the place in the file is reckoned
		return page{}, brokenPage(id, "lies outside the file")
	}
	body := make([]byte, p.head.pageSize)
	if _, err := p.file.ReadAt(body, int64(id)*p.head.pageSize); err != nil {
		return page{}, unreadablePage(id, err)
	}
	if binary.NativeEndian.Uint64(body) != id {
		return page{}, brokenPage(id, "carries another number")
	}
	run := uint64(binary.NativeEndian.Uint32(body[12:])) + 1
	if err := p.claim(id, run); err != nil {
		return page{}, err
	}
	if run > 1 {
		body = append(body, make([]byte, (int64(run)-1)*p.head.pageSize)...)
		if _, err := p.file.ReadAt(body[p.head.pageSize:], int64(id+1)*p.head.pageSize); err != nil {
			return page{}, unreadablePage(id, err)
		}
	}
	if p.loaded != nil {
		p.loaded(len(body))
	}
	return parsePage(id, body), nil
}

func parsePage(id uint64, body []byte) page {
	order := binary.NativeEndian
	return page{id: id, flags: order.Uint16(body[8:]), count: int(order.Uint16(body[10:])), body: body}
}

func (p *pages) claim(id, run uint64) error {
	if id >= p.head.pages {
		return brokenPage(id, "lies outside the file")
	}
	if run > p.head.pages-id {
		return brokenPage(id, "runs over the end of the file")
	}
	for i := id; i < id+run; i++ {
		if p.used[i] {
			return brokenPage(i, "is used twice")
		}
		p.used[i] = true
	}
	return nil
}

// span is where the keys of a subtree must lie: low ≤ key < high, nil for no bound.
type span struct{ low, high []byte }

func (s span) holds(key []byte) bool {
	return (s.low == nil || bytes.Compare(s.low, key) <= 0) && (s.high == nil || bytes.Compare(key, s.high) < 0)
}

// visitor gets every element of a tree's leaves, in order. Key and value are
// its own to keep.
type visitor func(flags uint32, key, value []byte) error

func (p *pages) walk(id uint64, in span, depth int, visit visitor) error {
	if depth > maxDepth {
		return brokenPage(id, "lies too deep")
	}
	pg, err := p.load(id)
	if err != nil {
		return err
	}
	switch pg.flags {
	case flagLeaf:
		return pg.eachElement(in, visit)
	case flagBranch:
		return p.walkBranch(pg, in, depth, visit)
	}
	return brokenPage(id, "is of an unexpected kind")
}

func (p *pages) walkBranch(pg page, in span, depth int, visit visitor) error {
	keys, children, err := pg.branches(in)
	if err != nil {
		return err
	}
	for i, child := range children {
		below := span{keys[i], in.high}
		if i+1 < len(keys) {
			below.high = keys[i+1]
		}
		if err := p.walk(child, below, depth+1, visit); err != nil && !p.forgiven(err) {
			return err
		}
	}
	return nil
}

func (pg page) branches(in span) (keys [][]byte, children []uint64, err error) {
	if pg.count == 0 {
		return nil, nil, brokenPage(pg.id, "leads nowhere")
	}
	order := binary.NativeEndian
	for i := range pg.count {
		el, ok := pg.element(i)
		if !ok {
			return nil, nil, brokenPage(pg.id, "is shorter than it says")
		}
		key, ok := pg.bytes(i, uint64(order.Uint32(el)), uint64(order.Uint32(el[4:])))
		if !ok || len(key) == 0 || !in.holds(key) || (i > 0 && bytes.Compare(keys[i-1], key) >= 0) {
			return nil, nil, brokenPage(pg.id, "has keys out of order")
		}
		keys, children = append(keys, key), append(children, order.Uint64(el[8:]))
	}
	return keys, children, nil
}

func (pg page) eachElement(in span, visit visitor) error {
	order, before := binary.NativeEndian, []byte(nil)
	for i := range pg.count {
		el, ok := pg.element(i)
		if !ok {
			return brokenPage(pg.id, "is shorter than it says")
		}
		keyLen, valueLen := uint64(order.Uint32(el[8:])), uint64(order.Uint32(el[12:]))
		data, ok := pg.bytes(i, uint64(order.Uint32(el[4:])), keyLen+valueLen)
		if !ok || keyLen == 0 {
			return brokenPage(pg.id, "is shorter than it says")
		}
		key, value := data[:keyLen:keyLen], data[keyLen:]
		if !in.holds(key) || (before != nil && bytes.Compare(before, key) >= 0) {
			return brokenPage(pg.id, "has keys out of order")
		}
		before = key
		if err := visit(order.Uint32(el), key, value); err != nil {
			return err
		}
	}
	return nil
}

// element is the i-th entry of the table at the page's beginning.
func (pg page) element(i int) ([]byte, bool) {
	from := pageHeaderLen + i*elementLen
	if from+elementLen > len(pg.body) {
		return nil, false
	}
	return pg.body[from : from+elementLen], true
}

// bytes is what the i-th element points to: pos counts from the element itself,
// and everything lies after the table.
func (pg page) bytes(i int, pos, n uint64) ([]byte, bool) {
	from := uint64(pageHeaderLen+i*elementLen) + pos
	table := uint64(pageHeaderLen + pg.count*elementLen)
	if from < table || from+n > uint64(len(pg.body)) {
		return nil, false
	}
	return pg.body[from : from+n : from+n], true
}

// bucketRef is where a bucket's tree begins: at a page, or inside its own value.
type bucketRef struct {
	root   uint64
	inline []byte
}

// buckets reads the root bucket, in which we keep nothing but buckets.
func (p *pages) buckets() (map[string]bucketRef, error) {
	found := map[string]bucketRef{}
	err := p.walk(p.head.root, span{}, 0, func(flags uint32, key, value []byte) error {
		if flags != flagBucket {
			return refuse(ErrNotOurs, "The file belongs to another program. Check the path.")
		}
		if len(value) < bucketHeaderLen {
			return brokenPage(p.head.root, "holds a damaged bucket")
		}
		found[string(key)] = bucketRef{binary.NativeEndian.Uint64(value), value[bucketHeaderLen:]}
		return nil
	})
	return found, err
}

// eachRecord visits all records of a bucket of ours: plain ones, for we nest none.
func (p *pages) eachRecord(ref bucketRef, visit func(key, value []byte) error) error {
	plain := func(flags uint32, key, value []byte) error {
		if flags != 0 {
			return brokenPage(ref.root, "leads to a record of an unexpected kind")
		}
		return visit(key, value)
	}
	if ref.root != 0 {
		return p.walk(ref.root, span{}, 0, plain)
	}
	if len(ref.inline) < pageHeaderLen {
		return brokenPage(p.head.root, "holds a damaged bucket")
	}
	pg := parsePage(p.head.root, ref.inline)
	if pg.flags != flagLeaf {
		return brokenPage(p.head.root, "holds a damaged bucket")
	}
	return pg.eachElement(span{}, plain)
}

// settled reads the free list, after all trees have been walked, and makes sure
// that no page is both used and free, or neither. A used page that is
// called free would be overwritten by the next transaction.
func (p *pages) settled() (free uint64, err error) {
	if p.head.freelist == noFreelist {
		return 0, refuse(ErrNotOurs, "The data file has no list of free pages. Another program wrote to it.")
	}
	pg, err := p.load(p.head.freelist)
	if err != nil {
		return 0, err
	}
	if pg.flags != flagFreelist {
		return 0, brokenPage(pg.id, "is of an unexpected kind")
	}
	ids, ok := pg.freeIDs()
	if !ok {
		return 0, brokenPage(pg.id, "is shorter than it says")
	}
	for ; len(ids) > 0; ids = ids[8:] {
		id := binary.NativeEndian.Uint64(ids)
		err := p.claim(id, 1)
		if err != nil && !p.forgiven(err) {
			return 0, err
		}
		free++
	}
	for id, used := range p.used {
		if used {
			continue
		}
		if err := brokenPage(uint64(id), "is lost"); !p.forgiven(err) {
			return 0, err
		}
	}
	return free, nil
}

// freeIDs is the list itself, 8 bytes an id. From 65,535 ids on, the count
// stands in the first 8 bytes instead of the page header.
func (pg page) freeIDs() ([]byte, bool) {
	ids, n := pg.body[pageHeaderLen:], uint64(pg.count)
	if n == 0xFFFF {
		n, ids = binary.NativeEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids))/8 {
		return nil, false
	}
	return ids[:8*n], true
}
