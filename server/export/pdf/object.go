package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"hash"
	"io"
	"strconv"
	"unicode/utf16"
)

// ref is the number of an object.
type ref int

func (r ref) String() string { return strconv.Itoa(int(r)) + " 0 R" }

// place is where an object stands: at an offset, or in an object stream.
type place struct {
	offset int
	packed ref // the stream; 0: none
	index  int
}

// objects writes numbered objects. Those without a stream are packed together,
// for there are tens of thousands, of a hundred bytes each.
type objects struct {
	out    io.Writer
	sum    hash.Hash
	offset int
	places []place
	err    error

	waiting []ref
	heads   bytes.Buffer
	bodies  bytes.Buffer
}

// packed is how many objects stand in one stream.
const packed = 200

func newObjects(out io.Writer) *objects {
	o := &objects{out: out, sum: sha256.New()}
	o.write([]byte("%PDF-1.7\n%\xe5\xaf\x84\xe3\x82\x8a\n"))
	return o
}

func (o *objects) write(data []byte) {
	if o.err != nil {
		return
	}
	n, err := o.out.Write(data)
	o.sum.Write(data)
	o.offset += n
	o.err = err
}

func (o *objects) reserve() ref {
	o.places = append(o.places, place{})
	return ref(len(o.places))
}

// put writes an object that is no stream.
func (o *objects) put(r ref, body string) {
	fmt.Fprintf(&o.heads, "%d %d ", int(r), o.bodies.Len())
	o.bodies.WriteString(body)
	o.bodies.WriteByte('\n')
	if o.waiting = append(o.waiting, r); len(o.waiting) == packed {
		o.pack()
	}
}

func (o *objects) pack() {
	if len(o.waiting) == 0 {
		return
	}
	at := o.reserve()
	for i, r := range o.waiting {
		o.places[r-1] = place{packed: at, index: i}
	}
	dict := fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(o.waiting), o.heads.Len())
	o.stream(at, dict, append(o.heads.Bytes(), o.bodies.Bytes()...))
	o.waiting = o.waiting[:0]
	o.heads.Reset()
	o.bodies.Reset()
}

// stream writes a stream, deflated.
func (o *objects) stream(r ref, dict string, data []byte) {
	var small bytes.Buffer
	z := zlib.NewWriter(&small)
	z.Write(data) // into memory: nothing can fail
	z.Close()
	o.raw(r, dict+"/Filter/FlateDecode", small.Bytes())
}

// raw writes a stream whose data are as they shall be.
func (o *objects) raw(r ref, dict string, data []byte) {
	o.places[r-1] = place{offset: o.offset}
	o.write(fmt.Appendf(nil, "%d 0 obj\n<<%s/Length %d>>\nstream\n", int(r), dict, len(data)))
	o.write(data)
	o.write([]byte("\nendstream\nendobj\n"))
}

// finish writes the table of all objects.
func (o *objects) finish(root, info ref) error {
	o.pack()
	at := o.reserve()
	start := o.offset
	o.places[at-1] = place{offset: start}
	rows := []byte{0, 0, 0, 0, 0, 0xff, 0xff}
	for _, p := range o.places {
		kind, where := byte(1), p.offset
		if p.packed != 0 {
			kind, where = 2, int(p.packed)
		}
		rows = append(rows, kind)
		rows = binary.BigEndian.AppendUint32(rows, uint32(where))
		rows = binary.BigEndian.AppendUint16(rows, uint16(p.index))
	}
	id := o.sum.Sum(nil)[:16]
	o.stream(at, fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root %v/Info %v/ID[<%x><%x>]", len(o.places)+1, root, info, id, id), rows)
	o.write(fmt.Appendf(nil, "startxref\n%d\n%%%%EOF\n", start))
	return o.err
}

// text is a string of any letters.
func text(s string) string {
	out := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		out = fmt.Appendf(out, "%04X", u)
	}
	return string(append(out, '>'))
}

// number is short and never in the form 1e-7, which PDF does not know.
func number(f float64) string {
	b := strconv.AppendFloat(nil, f, 'f', 3, 64)
	b = bytes.TrimRight(b, "0")
	b = bytes.TrimSuffix(b, []byte("."))
	if len(b) == 0 || string(b) == "-0" || string(b) == "-" {
		return "0"
	}
	return string(b)
}
