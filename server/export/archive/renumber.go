package archive

import (
	"bytes"
	"errors"
	"io"

	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
)

// texts are the members whose values people wrote: they stay as they are, even
// if somebody wrote down an id.
var texts = map[string]bool{
	"text": true, "title": true, "theme": true, "name": true, "base": true, "place": true, "host": true, "date": true,
	"event": true, "purpose": true, "caption": true, "published": true, "rules": true, "script": true, "low": true, "high": true, "options": true, "texts": true, "speaker": true, "words": true, "office": true, "reason": true, "when": true,
	"rivals": true, "label": true, "format": true, "made": true, "epoch": true,
}

// Renumbered is the same archive with new ids for everything in it, the same
// one for the same old one in all documents, their records and their history;
// so one file can be taken in twice and its halves never meet. What a card was
// laid from in another workshop is not in the archive and keeps its ids: where
// that workshop is, its island is found again. An error is a fault of this
// package: whatever Read gave can be renumbered.
func (a Archive) Renumbered(newID func() string) (Archive, error) {
	photos := a.Photos
	a.Photos = nil
	data, err := a.encode()
	if err != nil {
		return Archive{}, err
	}
	var out bytes.Buffer
	r := renumbering{newID: newID, ids: map[string]string{}, own: a.workshopID(), in: jsontext.NewDecoder(bytes.NewReader(data)), out: jsontext.NewEncoder(&out)}
	if err := r.run(); err != nil {
		return Archive{}, err
	}
	var wire archiveWire
	if err := board.DecodeStrict(out.Bytes(), &wire); err != nil {
		return Archive{}, err
	}
	fresh, err := wire.archive()
	fresh.Photos = renumberedPhotos(photos, r.ids)
	return fresh, err
}

// renumbering walks the archive's JSON, so that it needs no list of the ops
// and of where each names ids: a new op is renumbered without a line here.
type renumbering struct {
	newID func() string
	ids   map[string]string
	in    *jsontext.Decoder
	out   *jsontext.Encoder
	names []string // the member whose value is being read, per depth
	own   string   // the id of the archive's workshop
	other bool     // the source that is being read is another workshop's
}

// workshopID is what the archive's workshop is called; its cards name it.
func (a Archive) workshopID() string {
	for _, r := range a.Workshop.Records {
		if w, ok := r.(board.Workshop); ok {
			return string(w.ID)
		}
	}
	return ""
}

func (r *renumbering) run() error {
	for {
		tok, err := r.in.ReadToken()
		if err != nil {
			return eofIsEnd(err)
		}
		if err := r.token(tok); err != nil {
			return err
		}
	}
}

func (r *renumbering) token(tok jsontext.Token) error {
	depth := r.in.StackDepth()
	for len(r.names) <= depth {
		r.names = append(r.names, "")
	}
	if tok.Kind() == '"' {
		s := tok.String()
		kind, length := r.in.StackIndex(depth)
		isName := kind == '{' && length%2 == 1
		if isName {
			r.names[depth] = s
		} else if r.isID(kind, depth, s) && !r.isAbroad(depth, s) {
			tok = jsontext.String(r.renumbered(s))
		}
	}
	return r.out.WriteToken(tok)
}

// isID: a value in an array belongs to the member that holds the array.
func (r *renumbering) isID(kind jsontext.Kind, depth int, s string) bool {
	name := r.names[depth]
	if kind == '[' && depth > 0 {
		name = r.names[depth-1]
	}
	return !texts[name] && board.ValidID(s)
}

// isAbroad: a source names its workshop first and then what lies in it.
func (r *renumbering) isAbroad(depth int, s string) bool {
	if depth == 0 || r.names[depth-1] != "source" {
		return false
	}
	if r.names[depth] == "workshop" {
		r.other = s != r.own
	}
	return r.other
}

func (r *renumbering) renumbered(id string) string {
	if _, known := r.ids[id]; !known {
		r.ids[id] = r.newID()
	}
	return r.ids[id]
}

func eofIsEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
