package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
)

const (
	archiveFormat = "yoriai-archive"
	// An archive is of the first version that knows all that is in it, so that
	// an older program reads what it can.
	archiveVersion     = 1
	archiveVersionMore = 2 // photos, and when notes were written that were taken in
	// maxArchive bounds an archive in bytes: a workshop of twelve tables with
	// its history has five million, and its photos a million each.
	maxArchive = 100 << 20
)

// ErrNewer: a later version of the program made the archive.
var ErrNewer = errors.New("the archive is of a later version")

var errNoJSON = board.Errorf(board.BadOp, "the file is not the JSON of an archive")

type archiveWire struct {
	Format   string                `json:"format"`
	Version  int                   `json:"version"`
	Made     string                `json:"made"`
	Workshop documentWire          `json:"workshop"`
	Boards   listOf[documentWire]  `json:"boards"`
	Photos   listOf[ArchivedPhoto] `json:"photos,omitzero"`
}

type documentWire struct {
	Epoch   board.Epoch        `json:"epoch"`
	Seq     board.Seq          `json:"seq"`
	Partial bool               `json:"partial,omitzero"`
	Records listOf[recordWire] `json:"records"`
	Entries listOf[entryWire]  `json:"entries"`
}

// listOf is a list of things that each have an id. A file of some megabytes that
// holds millions of nothing would take gigabytes before it is found unsound.
type listOf[T any] []T

// leastBytes: an id alone has 38, and the name of its member.
const leastBytes = 40

func (l *listOf[T]) UnmarshalJSONFrom(dec *jsontext.Decoder) error {
	if dec.PeekKind() != '[' {
		return board.Errorf(board.BadOp, "what should be a list is none")
	}
	if _, err := dec.ReadToken(); err != nil {
		return err
	}
	*l = listOf[T]{}
	for dec.PeekKind() != ']' {
		before := dec.InputOffset()
		var one T
		if err := json.UnmarshalDecode(dec, &one); err != nil {
			return err
		}
		if dec.InputOffset()-before < leastBytes {
			return board.Errorf(board.BadOp, "number %d of a list is nothing", len(*l)+1)
		}
		*l = append(*l, one)
	}
	_, err := dec.ReadToken()
	return err
}

type recordWire struct {
	Kind  board.Kind     `json:"kind"`
	Value jsontext.Value `json:"value"`
}

// entryWire is an entry as the board writes it, but for an op whose body was
// held back: that has a type and no body, which only an archive may have.
type entryWire struct {
	Epoch  board.Epoch  `json:"epoch"`
	Seq    board.Seq    `json:"seq"`
	ID     board.OpID   `json:"id"`
	Author board.SeatID `json:"author,omitempty"`
	As     board.Role   `json:"as,omitempty"`
	Time   int64        `json:"time"`
	Op     opWire       `json:"op"`
	Change board.Change `json:"change"`
}

type opWire struct {
	Type board.OpType   `json:"type"`
	Body jsontext.Value `json:"body,omitzero"`
}

// Write writes the archive as JSON.
func (a Archive) Write(w io.Writer) error {
	data, err := a.File()
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// File is the archive as JSON, whole: with photos it is large, and whoever sends
// it needs no second copy.
func (a Archive) File() ([]byte, error) {
	data, err := a.encode()
	if err != nil {
		return nil, err
	}
	return append(data, '\n'), nil
}

func (a Archive) encode() ([]byte, error) {
	wire := archiveWire{Format: archiveFormat, Version: archiveVersion, Made: a.Made.UTC().Format(time.RFC3339), Boards: []documentWire{}, Photos: a.Photos}
	if a.tellsOfPhotos() || a.tellsOfTimes() {
		wire.Version = archiveVersionMore
	}
	var err error
	if wire.Workshop, err = a.Workshop.wire(); err != nil {
		return nil, fmt.Errorf("workshop: %w", err)
	}
	for i, b := range a.Boards {
		d, err := b.wire()
		if err != nil {
			return nil, fmt.Errorf("board %d: %w", i+1, err)
		}
		wire.Boards = append(wire.Boards, d)
	}
	return board.Encode(wire)
}

func (d Document) wire() (documentWire, error) {
	w := documentWire{Epoch: d.Epoch, Seq: d.Seq, Partial: d.Partial, Records: []recordWire{}, Entries: []entryWire{}}
	for _, r := range d.Records {
		v, err := board.Encode(r)
		if err != nil {
			return w, err
		}
		w.Records = append(w.Records, recordWire{r.Kind(), v})
	}
	for _, e := range d.Entries {
		op, err := opToWire(e.Op)
		if err != nil {
			return w, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
		change := e.Change
		if change == nil {
			change = board.Change{}
		}
		w.Entries = append(w.Entries, entryWire{e.Epoch, e.Seq, e.ID, e.Author, e.As, e.Time.UnixMilli(), op, change})
	}
	return w, nil
}

func opToWire(op board.Op) (opWire, error) {
	data, err := board.EncodeOp(op)
	if err != nil {
		return opWire{}, err
	}
	var w opWire
	return w, json.Unmarshal(data, &w)
}

// Read reads an archive and believes nothing of it: what is too large,
// of another format or version, not the JSON we write, or not a sound workshop
// is refused whole, with one sentence that says where.
// Errors: TooBig, BadOp, BadText, Exists, Quota and what reading gives.
func Read(r io.Reader) (Archive, error) {
	limited := io.LimitedReader{R: r, N: maxArchive + 1}
	data, err := readObject(&limited)
	if err != nil {
		return Archive{}, err
	}
	if limited.N == 0 {
		return Archive{}, board.Errorf(board.TooBig, "the archive is larger than %d MiB", maxArchive>>20)
	}
	if err := checkVersion(data); err != nil {
		return Archive{}, err
	}
	var wire archiveWire
	if err := board.DecodeStrict(data, &wire); err != nil {
		return Archive{}, err
	}
	a, err := wire.archive()
	if err != nil {
		return Archive{}, err
	}
	return a, a.check()
}

// readObject reads a file that begins as an object of JSON does. A photo, a film
// or a table that was taken for an archive is refused before it fills the memory.
func readObject(r io.Reader) ([]byte, error) {
	begun := bufio.NewReader(r)
	for {
		letter, err := begun.ReadByte()
		switch {
		case errors.Is(err, io.EOF):
			return nil, errNoJSON
		case err != nil:
			return nil, err
		case letter == '{':
			begun.UnreadByte() // follows ReadByte, and cannot fail
			return io.ReadAll(begun)
		case !strings.ContainsRune(" \t\r\n", rune(letter)):
			return nil, errNoJSON
		}
	}
}

// checkVersion looks at the label before the contents, so that an archive of
// a later version is called that and not broken.
func checkVersion(data []byte) error {
	var label struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &label); err != nil {
		return errNoJSON
	}
	if label.Format != archiveFormat {
		return board.Errorf(board.BadOp, "the file is not an archive of a workshop")
	}
	if label.Version > archiveVersionMore {
		return fmt.Errorf("%w: %w", ErrNewer, board.Errorf(board.BadOp, "the archive is of version %d, and this program reads up to version %d", label.Version, archiveVersionMore))
	}
	if label.Version < archiveVersion {
		return board.Errorf(board.BadOp, "the archive is of version %d, which there never was", label.Version)
	}
	return nil
}

func (w archiveWire) archive() (Archive, error) {
	made, err := time.Parse(time.RFC3339, w.Made)
	if err != nil {
		return Archive{}, board.Errorf(board.BadOp, "the archive does not say when it was made")
	}
	a := Archive{Made: made.UTC(), Photos: w.Photos}
	if a.Workshop, err = w.Workshop.document(); err != nil {
		return a, inPlace("the workshop", err)
	}
	for i, b := range w.Boards {
		d, err := b.document()
		if err != nil {
			return a, inPlace(fmt.Sprintf("board %d", i+1), err)
		}
		a.Boards = append(a.Boards, d)
	}
	return a, nil
}

func (w documentWire) document() (Document, error) {
	d := Document{Epoch: w.Epoch, Seq: w.Seq, Partial: w.Partial}
	for i, rw := range w.Records {
		r, err := board.DecodeRecord(rw.Kind, rw.Value)
		if err != nil {
			return d, board.Errorf(board.BadOp, "record %d is not one of ours", i+1)
		}
		d.Records = append(d.Records, r)
	}
	for i, ew := range w.Entries {
		e, err := ew.entry()
		if err != nil {
			return d, board.Errorf(board.BadOp, "entry %d is not one of ours", i+1)
		}
		d.Entries = append(d.Entries, e)
	}
	return d, nil
}

// entry reads an entry as a log would: an op of a type unknown here is kept
// as it is, because the change says all that replay needs.
func (w entryWire) entry() (board.Entry, error) {
	held := len(w.Op.Body) == 0
	name := w.Op.Type
	if held {
		w.Op.Body = jsontext.Value("{}")
		w.Op.Type = "held"
	}
	data, err := board.Encode(w)
	if err != nil {
		return board.Entry{}, err
	}
	var e board.Entry
	if err := json.Unmarshal(data, &e); err != nil {
		return e, err
	}
	if held {
		e.Op = board.Foreign{Name: name}
	}
	return e, nil
}

// inPlace adds the place to a refusal, keeping its code.
func inPlace(place string, err error) error {
	if err == nil {
		return nil
	}
	return board.Errorf(board.CodeOf(err), "%s: %v", place, sentenceOf(err))
}
