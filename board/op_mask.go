package board

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// What the public shall not read, though it stands in a text that is published:
// names, telephone numbers, addresses. Likely ones are found by the server;
// those who steer decide them one by one (伏せる, そのまま出す), and may name
// words of their own. Nothing decided is masked in what is public.

// Masking holds what was decided about the texts of one record, wherever that
// record is, and has its id. Only those who steer see it.
type Masking struct {
	Record RecordID   `json:"id"`
	Board  BoardID    `json:"board,omitempty"` // where the record is; empty: in the workshop's document
	Spots  []MaskSpot `json:"spots,omitempty"`
	Veiled bool       `json:"veiled,omitzero"` // made by the audience filter, never stored
}

// MaskSpot is one place in a text with what was decided about it. It holds for
// the text as it was: after an edit it is asked again.
type MaskSpot struct {
	Place MaskPlace `json:",inline"`
	Keep  bool      `json:"keep,omitzero"` // let it stand; else masked
	By    SeatID    `json:"by,omitempty"`
	At    int64     `json:"at,omitzero"`
}

// MaskPlace names words in a text without repeating them: the log would keep
// what the text has lost. Only words that somebody named by hand are repeated,
// because nothing else would find them again when the text was changed.
type MaskPlace struct {
	Of    TextSum  `json:"of"`
	From  int      `json:"from"` // code points before the words
	N     int      `json:"n"`    // code points of the words
	Sort  MaskSort `json:"sort"`
	Words string   `json:"words,omitempty"` // of ByHand alone
}

// MaskSort says what the words are; the mask says it too.
type MaskSort string

const (
	MaskName    MaskSort = "name"    // お名前
	MaskPhone   MaskSort = "phone"   // 電話番号
	MaskMail    MaskSort = "mail"    // メールアドレス
	MaskAddress MaskSort = "address" // 住所
	MaskBirth   MaskSort = "birth"   // 生年月日
	MaskNumber  MaskSort = "number"  // 番号
	MaskLink    MaskSort = "link"    // ページのアドレス
	MaskByHand  MaskSort = "hand"    // what somebody named
)

// MaskSorts in the order in which they are listed.
var MaskSorts = []MaskSort{MaskName, MaskPhone, MaskMail, MaskAddress, MaskBirth, MaskNumber, MaskLink, MaskByHand}

// MaskDecision is what is decided about words.
type MaskDecision string

const (
	MaskThem MaskDecision = "mask" // 伏せる
	KeepThem MaskDecision = "keep" // そのまま出す
	AskAgain MaskDecision = "ask"  // it is as if nothing had been decided
)

// TextSum names a text without telling it: what TextMark gives.
type TextSum string

// textMarkBytes of the sum are enough to tell the texts of one record apart.
const textMarkBytes = 8

// TextMark tells whether a text is still the one that was decided about.
func TextMark(text string) TextSum {
	sum := sha256.Sum256([]byte(text))
	return TextSum(hex.EncodeToString(sum[:textMarkBytes]))
}

func (Masking) Kind() Kind    { return KindMasking }
func (r Masking) Key() string { return string(r.Record) }

func (r Masking) seenBy(v Viewer, _ Phase) bool { return v.steers() }
func (r Masking) veil() Record                  { return Masking{Record: r.Record, Veiled: true} }
func (r Masking) isVeiled() bool                { return r.Veiled }
func (r Masking) owns(SeatID) bool              { return false }

// Masking finds what was decided about a record's texts.
func (s *State) Masking(id RecordID) (Masking, bool) {
	return find[Masking](s, KindMasking, string(id))
}

// Maskings lists all that was decided, by record.
func (s *State) Maskings() []Masking {
	list := all[Masking](s, KindMasking)
	slices.SortFunc(list, func(a, b Masking) int { return byOrder("", "", string(a.Record), string(b.Record)) })
	return list
}

// MaskAt is a place with the record whose text it is in.
type MaskAt struct {
	Record RecordID  `json:"record"`
	Board  BoardID   `json:"board,omitempty"`
	Place  MaskPlace `json:",inline"`
}

// DecideMasks says of words, one or many, whether the public reads them.
type DecideMasks struct {
	Decision MaskDecision `json:"decision"`
	Masks    []MaskAt     `json:"masks"`
}

func (DecideMasks) Type() OpType { return "mask.decide" }

func (op DecideMasks) Check() (Op, error) {
	if !slices.Contains([]MaskDecision{MaskThem, KeepThem, AskAgain}, op.Decision) {
		return nil, Errorf(BadOp, "there is no such decision")
	}
	if len(op.Masks) == 0 {
		return nil, Errorf(BadOp, "no words are named")
	}
	if len(op.Masks) > Bounds.Batch {
		return nil, Errorf(Quota, "at most %d places are decided at once", Bounds.Batch)
	}
	op.Masks = slices.Clone(op.Masks)
	for i := range op.Masks {
		m := &op.Masks[i]
		if err := checkID("record", m.Record); err != nil {
			return nil, err
		}
		if err := checkOptionalID("board", m.Board); err != nil {
			return nil, err
		}
		var err error
		if m.Place, err = m.Place.check(); err != nil {
			return nil, err
		}
	}
	return op, nil
}

func (p MaskPlace) check() (MaskPlace, error) {
	mark, err := hex.DecodeString(string(p.Of))
	if err != nil || len(mark) != textMarkBytes || TextSum(hex.EncodeToString(mark)) != p.Of {
		return p, Errorf(BadOp, "it is not said of which text")
	}
	if p.From < 0 || p.N < 1 || p.From > Bounds.NoteBytes || p.N > Bounds.NoteBytes {
		return p, Errorf(BadNumber, "a place outside any text")
	}
	if !slices.Contains(MaskSorts, p.Sort) || p.Sort != MaskByHand && p.Words != "" {
		return p, Errorf(BadOp, "there is no such sort of words")
	}
	if p.Sort == MaskByHand {
		p.Words, err = CleanLine(p.Words, Bounds.NameChars)
	}
	return p, err
}

func (op DecideMasks) Apply(tx *Tx) error {
	for _, m := range op.Masks {
		known, isKnown := tx.Masking(m.Record)
		if !isKnown && len(tx.records[KindMasking]) >= Bounds.Maskings {
			return Errorf(Quota, "at most %d texts have words decided about", Bounds.Maskings)
		}
		if !isKnown && op.Decision == AskAgain {
			continue
		}
		known.Record, known.Board = m.Record, m.Board
		known.Spots = known.without(m.Place)
		if op.Decision != AskAgain {
			known.Spots = append(known.Spots, MaskSpot{m.Place, op.Decision == KeepThem, tx.Actor.Seat, tx.Actor.At})
		}
		// What is dropped is asked again; the oldest are mostly of texts that have changed.
		known.Spots = known.Spots[max(0, len(known.Spots)-Bounds.MaskSpots):]
		if len(known.Spots) == 0 {
			known.Spots = nil
		}
		tx.put(known)
	}
	return nil
}

// without leaves out what was decided about the same words before.
func (r Masking) without(place MaskPlace) []MaskSpot {
	return slices.DeleteFunc(slices.Clone(r.Spots), func(s MaskSpot) bool {
		return s.Place.Of == place.Of && s.Place.From == place.From && s.Place.N == place.N
	})
}

// checkMaskings: what is decided says where.
func checkMaskings(s *State, report func(string, ...any)) {
	for _, m := range all[Masking](s, KindMasking) {
		if m.Veiled || len(m.Spots) > Bounds.MaskSpots {
			report("masking %s is veiled, or decides about more than a text holds", m.Record)
		}
		for _, spot := range m.Spots {
			if _, err := spot.Place.check(); err != nil {
				report("masking %s is about nothing: %v", m.Record, err)
			}
		}
	}
}
