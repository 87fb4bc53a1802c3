package board

import (
	"bytes"
	"reflect"
	"slices"
)

// What is personal in a record, and how it goes. The rule is made by the types:
// a SeatID leads to a person, a plain string is what somebody wrote, and all
// else (ids of things, order keys, numbers, flags, times) is the machinery of
// the evening. personalParts says of every SeatID and of every string which of
// them may stay; a test holds it against all records there are. What is not in
// it goes: a new field is erased until somebody has thought about it.

// part is what a member of a record is to a person.
type part int

const (
	partUnknown part = iota // goes
	partStays               // what the workshop made, and how it works
	partName                // a person's name
	partWords               // the words of whom the record's author names: stay, unless that person asks or they were put away
	partPrivate             // of one person alone: goes
	partAuthor              // leads to a person: is left empty
	partTrace               // leads to a person where somebody must stand, or is counted: becomes an id that leads to nobody
	partHolder              // the seat that the record is about: stays, for the seat is nobody's by then
	partAway                // words that were put away
)

// personalParts are the members by the names of their types.
var personalParts = map[string]part{
	"Workshop.Title": partStays, "Workshop.Theme": partStays, "Workshop.Date": partStays, "Workshop.Place": partStays,
	"Workshop.Host": partStays, "Workshop.Purpose": partStays, "Workshop.Rules": partStays, "Workshop.Published": partStays,
	"Workshop.KeptUntil": partStays, "Workshop.Code": partStays, // the server lets it open nothing any more

	"Table.Name": partStays, "Table.Order": partStays,
	"Seat.ID": partHolder, "Seat.Name": partName, "Seat.Order": partStays,
	"Assignment.Theme": partStays, "Assignment.Order": partStays,
	"Theme.Text": partStays, "Theme.Order": partStays,
	"AgendaStep.Name": partStays, "AgendaStep.Script": partStays, "AgendaStep.Order": partStays,
	"Sign.Seat": partHolder, "Sign.Hand": partPrivate, "Sign.Done": partPrivate,
	"Message.Text": partPrivate, "Message.By": partAuthor, "Message.Seen": partTrace, // who is wanted at the door

	"Question.Order": partStays, "Question.Text": partStays, "Question.Low": partStays, "Question.High": partStays, "Question.Options": partStays,
	"SurveyResult.Texts": partStays, // nobody's since it was closed
	"Survey.Kept":        partAway, "KeptReply.Text": partWords,
	"Answer.Seat": partHolder, "Reply.Text": partPrivate, "Answer.Replies": partPrivate,
	"Remark.Speaker": partName, "Remark.Text": partStays, "Remark.Author": partAuthor,
	"News.Next": partStays, "News.Author": partAuthor,
	"Photo.Caption": partStays, "Photo.Author": partAuthor, // when everybody's parts go the server takes all photos out: faces are personal
	"Tag.Name": partStays, "Tag.Order": partStays,

	"Place.Order": partStays,
	"Note.Text":   partWords, "Note.Author": partAuthor, "Note.Scribe": partAuthor, "Note.Echoes": partTrace,
	"Source.Label": partStays, "Source.Title": partStays, "Source.Event": partStays, "Source.Date": partStays,
	"Rival.Text": partWords, "Rival.Author": partAuthor,
	"Group.Title": partStays, "Group.By": partAuthor, "Group.Kept": partAway,
	"Statement.Text": partWords, "Statement.Author": partAuthor,
	"Hiding.By": partTrace, "Hiding.Reason": partPrivate,
	"Link.Label": partWords, "Link.Author": partAuthor,
	"Wording.Text": partWords, "Wording.Author": partAuthor,
	"Round.Title": partStays, "Round.Order": partStays,
	"Ballot.Seat":  partTrace,
	"Passage.Text": partWords, "Passage.Author": partAuthor, "Passage.Order": partStays,
	"Follow.Office": partStays, "Follow.Answer": partStays, "Follow.Reason": partStays, "Follow.When": partStays,
	"Masking.Spots": partPrivate, "MaskPlace.Words": partPrivate, "MaskSpot.By": partTrace,
}

// Erasing takes the personal parts out of records: of all people, or (Seat set)
// of one person. What the workshop made stays, and counts as before.
type Erasing struct {
	Seat  SeatID            // whose parts go; empty: everybody's
	Texts bool              // of one person: with the words of that person
	Known []string          // of one person: the names that may stand where a name is typed
	Names map[SeatID]string // what stands for the name of a seat
	Name  string            // the same for a seat that is not in Names; not blank
	Gone  string            // what stands for words that go; not blank
	Away  string            // the same for words that were put away; not blank, and another than Gone
	// Named takes the name of the one person out of a text that others wrote; nil:
	// it stays there. Stands are the records in which it stays all the same,
	// because somebody looked at the text and let it.
	Named  func(text string) string
	Stands map[string]bool // by StandsKey
	// Masks are words inside texts that the public does not read. When
	// everybody's parts go they go too, and Mask stands for them.
	Masks map[TextSum][]MaskPlace
	Mask  string
	// Opaque makes an id that leads to nobody.
	Opaque func() SeatID

	nobodies map[string]SeatID // so that before and after of one change agree
}

var seatType = reflect.TypeFor[SeatID]()

// Record gives the record without its personal parts.
func (e *Erasing) Record(r Record) Record {
	if r == nil {
		return nil
	}
	v := reflect.New(reflect.TypeOf(r)).Elem()
	v.Set(reflect.ValueOf(r))
	away := false
	if h, ok := r.(hideable); ok && r.Kind() != KindGroup { // of an island what was put away stands in Kept
		away = h.hiding().hidden()
	}
	e.within(v, place{key: r.Key(), holder: holderOf(r), away: away, stands: e.Stands[StandsKey(r)]})
	if s, isSurvey := v.Interface().(Survey); isSurvey { // masked, its texts may stand in another order
		for _, result := range s.Results {
			slices.Sort(result.Texts)
		}
	}
	return v.Interface().(Record)
}

// place is where in a record a value stands.
type place struct {
	key    string // the record's
	holder SeatID // whose record it is
	away   bool   // what stands here was put away
	own    bool   // it is of the person whose parts go
	stands bool   // the person's name stays in its texts
	class  part
}

// holderOf is the person whom all of a record is about.
func holderOf(r Record) SeatID {
	switch r := r.(type) {
	case Seat:
		return r.ID
	case Sign:
		return r.Seat
	case Answer:
		return r.Seat
	}
	return ""
}

// hits reports whether a seat is one whose parts go.
func (e *Erasing) hits(seat SeatID) bool { return seat != "" && (e.Seat == "" || e.Seat == seat) }

// within erases in a struct, whose author, if it has one, owns its words.
func (e *Erasing) within(v reflect.Value, at place) {
	t := v.Type()
	at.own = e.Seat == "" || e.hits(at.holder)
	for i := range t.NumField() {
		if t.Field(i).Type == seatType && personalParts[t.Name()+"."+t.Field(i).Name] == partAuthor && t.Field(i).Name != "Scribe" {
			at.own = at.own || e.hits(SeatID(v.Field(i).String()))
		}
	}
	for i := range t.NumField() {
		at.class = personalParts[t.Name()+"."+t.Field(i).Name]
		e.value(v.Field(i), at)
	}
}

// value erases in one member.
func (e *Erasing) value(v reflect.Value, at place) {
	at.away = at.away || at.class == partAway
	switch {
	case at.class == partPrivate && at.own:
		e.privately(v)
	case v.Type() == seatType:
		v.SetString(string(e.seat(SeatID(v.String()), at)))
	case v.Kind() == reflect.String && v.Type().PkgPath() == "":
		v.SetString(e.text(v.String(), at))
	case v.Kind() == reflect.Struct:
		e.within(v, at)
	case v.Kind() == reflect.Pointer && !v.IsNil():
		fresh := reflect.New(v.Type().Elem())
		fresh.Elem().Set(v.Elem())
		e.value(fresh.Elem(), at)
		v.Set(fresh)
	case v.Kind() == reflect.Slice && !v.IsNil():
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		for i := range fresh.Len() {
			e.value(fresh.Index(i), at)
		}
		v.Set(fresh)
	}
}

// privately empties a member; a text says that it went.
func (e *Erasing) privately(v reflect.Value) {
	if v.Kind() == reflect.String && v.String() != "" && v.Type().PkgPath() == "" {
		v.SetString(e.Gone)
		return
	}
	v.SetZero()
}

// seat breaks the way from a record to a person.
func (e *Erasing) seat(id SeatID, at place) SeatID {
	if !e.hits(id) || at.class == partHolder {
		return id
	}
	if at.class == partAuthor {
		return ""
	}
	from := at.key + string(id)
	if e.nobodies == nil {
		e.nobodies = map[string]SeatID{}
	}
	if e.nobodies[from] == "" {
		e.nobodies[from] = e.Opaque()
	}
	return e.nobodies[from]
}

// Heed learns from a workshop which words inside its texts are masked.
func (e *Erasing) Heed(hall *State) {
	e.Masks = map[TextSum][]MaskPlace{}
	for _, m := range hall.Maskings() {
		for _, spot := range m.Spots {
			if !spot.Keep {
				e.Masks[spot.Place.Of] = append(e.Masks[spot.Place.Of], spot.Place)
			}
		}
	}
}

// masked puts the mask in the place of the words that are masked in a text.
func (e *Erasing) masked(text string) string {
	if e.Seat != "" || len(e.Masks) == 0 {
		return text
	}
	places := slices.Clone(e.Masks[TextMark(text)])
	slices.SortFunc(places, func(a, b MaskPlace) int { return b.From - a.From }) // from the end: nothing moves that is still to come
	chars := []rune(text)
	for _, p := range places {
		if p.From <= len(chars) {
			chars = slices.Concat(chars[:p.From], []rune(e.Mask), chars[min(len(chars), p.From+p.N):])
		}
	}
	return string(chars)
}

// StandsKey is what Erasing.Stands calls a record.
func StandsKey(r Record) string { return string(r.Kind()) + "/" + r.Key() }

// Mentions reports whether a record, erased but for that, has the name of the
// person in its texts.
func (e *Erasing) Mentions(r Record) bool {
	if e.Named == nil {
		return false
	}
	stands := e.Stands
	defer func() { e.Stands = stands }()
	e.Stands = map[string]bool{StandsKey(r): true}
	with := e.Record(r)
	e.Stands = nil
	return !sameRecord(with, e.Record(r))
}

// text erases in a text, and takes the person's name out of what stays of it.
func (e *Erasing) text(text string, at place) string {
	left := e.textIn(text, at)
	if e.Named == nil || at.stands || at.class == partName && at.holder != "" {
		return left
	}
	return e.Named(left)
}

func (e *Erasing) textIn(text string, at place) string {
	switch {
	case text == "" || at.class == partStays:
		return e.masked(text)
	case at.class == partName && at.holder != "":
		return e.nameOf(at.holder, text)
	case at.class == partName: // typed by somebody
		if e.Seat == "" || slices.Contains(e.Known, text) {
			return ""
		}
		return text
	case at.class != partWords:
		if at.own {
			return e.Gone
		}
		return text
	case e.Seat == "" && at.away:
		return e.Away
	case e.Seat != "" && e.Texts && at.own:
		return e.Gone
	}
	return e.masked(text)
}

func (e *Erasing) nameOf(seat SeatID, name string) string {
	if !e.hits(seat) {
		return name
	}
	if given := e.Names[seat]; given != "" {
		return given
	}
	return e.Name
}

// Entry gives an entry of the history without the personal parts: its records
// before and after, its author, and its op, of which only the sort is left
// where it told anything of them. So all that replays, shows and takes back the
// history finds what it expects, and nothing else.
func (e *Erasing) Entry(entry Entry) (Entry, error) {
	touched := e.hits(entry.Author)
	change := make(Change, len(entry.Change))
	for i, d := range entry.Change {
		change[i] = Diff{d.Kind, d.ID, e.Record(d.Before), e.Record(d.After)}
		touched = touched || !sameRecord(change[i].Before, d.Before) || !sameRecord(change[i].After, d.After)
	}
	entry.Change = change
	op, err := EncodeOp(entry.Op)
	if err != nil {
		return Entry{}, err
	}
	if e.hits(entry.Author) { // the op's id is known to that person's browser, and two without an author must not be one
		entry.Author, entry.ID = "", OpID(e.Opaque())
	}
	if touched || e.Seat == "" || bytes.Contains(op, []byte(e.Seat)) || e.tells(string(op), entry.Change) {
		entry.Op = Foreign{Name: entry.Op.Type()}
	}
	return entry, nil
}

// tells reports whether an op has the name of the person in it, though none of
// what came of it has: what its writer began from was written over by then. Of
// a record in which the name stays it may.
func (e *Erasing) tells(op string, change Change) bool {
	stands := func(d Diff) bool { return e.Stands[string(d.Kind)+"/"+d.ID] }
	return e.Named != nil && !slices.ContainsFunc(change, stands) && e.Named(op) != op
}

// The ops that stand in the history for an erasure. Nobody sends them: the
// server writes them when it has erased.
const (
	ErasedPerson OpType = "erase.person"
	ErasedAll    OpType = "erase.all"
)

// Beginning is the change that makes a document of records at once: all the
// history that is left when the history of people had to go.
func Beginning(records []Record) Change {
	change := make(Change, 0, len(records))
	for _, r := range records {
		change = append(change, Diff{Kind: r.Kind(), ID: r.Key(), After: r})
	}
	return change
}

// Touched lists the records of a document that an erasing makes others, as a
// change that says nothing of what they were.
func (e *Erasing) Touched(s *State) Change {
	var change Change
	for _, r := range s.Records() {
		if erased := e.Record(r); !sameRecord(erased, r) {
			change = append(change, Diff{Kind: r.Kind(), ID: r.Key(), Before: erased, After: erased})
		}
	}
	return change
}
