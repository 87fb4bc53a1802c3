package boltlog

import (
	"log/slog"

	"yoriai/board"
)

// damage is which parts of a file that is whole in its structure cannot be trusted.
type damage struct {
	docs    map[docKey]bool // true: at least one record of the document is sound
	shelves bool
}

func (d *damage) hits(doc docKey) bool {
	_, hit := d.docs[doc]
	return hit
}

func (d *damage) any() bool { return len(d.docs) > 0 || d.shelves }

func (d *damage) report(log *slog.Logger) {
	for doc := range d.docs {
		log.Error("a document is damaged and takes no changes", "document", doc.id())
	}
	if d.shelves {
		log.Error("a shelf record is damaged; what cannot be found is reported as an error")
	}
}

// readAbout reads what the file says about itself. A newer format is
// recognised before anything else of it is understood.
func (f *finding) readAbout(p *pages, root map[string]bucketRef) error {
	ref, ours := root[bucketAbout]
	if !ours {
		return refuse(ErrNotOurs, "The file belongs to another program. Check the path.")
	}
	about, damaged := map[string][]byte{}, false
	err := p.eachRecord(ref, func(key, value []byte) error {
		payload, ok := unseal(bucketAbout, key, value)
		about[string(key)] = payload
		damaged = damaged || !ok
		return nil
	})
	if err != nil {
		return err
	}
	version, hasVersion := numberIn(about[string(keyFormat)])
	if !damaged && hasVersion && version > format {
		return refuse(ErrNewer, "The data file is of format %d, this program knows %d. Use the newer program, or restore an older backup.", version, format)
	}
	count, hasCount := decodeLedger(about[string(keyLedger)])
	epoch := string(about[string(keyEpoch)])
	if damaged || version != format || !hasCount || !board.ValidID(epoch) {
		return refuse(ErrDamaged, "What the data file says about itself is damaged. Restore a backup.")
	}
	f.epoch, f.ledger = board.Epoch(epoch), count
	_, f.copied = about[string(keyCopied)]
	return nil
}

// docTally is what was counted of one document.
type docTally struct {
	entries, ops, last uint64
	sound, flawed      bool
}

type tally struct {
	docs    map[docKey]*docTally
	shelves bool
}

// countRecords looks at all records. Missing ones are a flaw of the file,
// damaged ones of their document.
func countRecords(p *pages, root map[string]bucketRef, want ledger) (damage, error) {
	t := tally{docs: map[docKey]*docTally{}}
	judges := map[string]func(key, payload []byte, ok bool){
		bucketEntries:   t.entry,
		bucketLast:      t.last,
		bucketOps:       t.op,
		bucketSnapshots: func([]byte, []byte, bool) {}, // only a shortcut: judged when it is read
		bucketShelves:   func(_, _ []byte, ok bool) { t.shelves = t.shelves || !ok },
	}
	var got ledger
	for _, name := range counted {
		ref, there := root[name]
		if !there {
			return damage{}, refuse(ErrDamaged, "A part of the data file is missing. Restore a backup.")
		}
		err := p.eachRecord(ref, func(key, value []byte) error {
			got.add(name, 1)
			payload, ok := unseal(name, key, value)
			judges[name](key, payload, ok)
			return nil
		})
		if err != nil {
			return damage{}, err
		}
	}
	if got != want || len(root) != len(counted)+1 {
		return damage{}, refuse(ErrDamaged, "Records are missing from the data file. Restore a backup.")
	}
	return t.damage(), nil
}

// doc finds the tally of a key's document; a key too short for one can only be
// a damaged one, and is missed where it should be.
func (t *tally) doc(key []byte) *docTally {
	var doc docKey
	copy(doc[:], key)
	d := t.docs[doc]
	if d == nil {
		d = &docTally{}
		t.docs[doc] = d
	}
	return d
}

func (t *tally) entry(key, _ []byte, ok bool) {
	d := t.doc(key)
	d.entries++
	_, seq, isKey := entryKeyParts(key)
	d.note(ok && isKey && uint64(seq) == d.entries)
}

func (t *tally) last(key, payload []byte, ok bool) {
	d := t.doc(key)
	n, isNumber := numberIn(payload)
	d.last = n
	d.note(ok && isNumber && len(key) == idLen)
}

func (t *tally) op(key, payload []byte, ok bool) {
	d := t.doc(key)
	d.ops++
	seq, isNumber := numberIn(payload)
	d.note(ok && isNumber && seq >= 1 && seq <= d.entries)
}

func (d *docTally) note(ok bool) {
	d.sound = d.sound || ok
	d.flawed = d.flawed || !ok
}

// damage holds what was counted against the invariants of the package comment.
func (t *tally) damage() damage {
	out := damage{docs: map[docKey]bool{}, shelves: t.shelves}
	for doc, d := range t.docs {
		if d.flawed || d.last != d.entries || d.ops != d.entries {
			out.docs[doc] = d.sound
		}
	}
	return out
}
