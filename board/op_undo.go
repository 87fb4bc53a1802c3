package board

import (
	"slices"

	"github.com/go-json-experiment/json/jsontext"
)

// Undo takes back an entry: one's own, or, for those who steer the hall,
// anybody's. It is a new op on the present state: fields that others changed
// since stay theirs, and it needs the right to the op it undoes, now. An undo
// is an entry too: to undo it is to do again (やり直す).
type Undo struct {
	Of Seq `json:"of"`
}

func (Undo) Type() OpType { return "undo" }

func (op Undo) Check() (Op, error) {
	if op.Of == 0 {
		return nil, Errorf(BadOp, "no entry is named")
	}
	return op, nil
}

// Undoable reports whether an op can be undone. Moving the phase cannot: it is
// said aloud in the room, and going back is an op of its own.
func Undoable(op Op) bool {
	switch op.(type) {
	case AddNote, LayCards, Dictate, EditNote, WithdrawNote, RestoreNote, MarkLone, MoveItems,
		AddGroup, TitleGroup, FoldGroup, DissolveGroup, RestoreGroup,
		AddStatement, EditStatement, WithdrawStatement, RestoreStatement,
		ChooseText, RestoreBoard, HideTexts, ShowTexts,
		AddLink, EditLink, WithdrawLink, RestoreLink, ProposeLink, AcceptLink, DeclineLink, Propose, TagItem, FollowUp,
		CountSheets, PlaceItems, LayBeside, ProposeWording, WithdrawWording,
		DraftPassages, AddPassage, EditPassage, MovePassage, WithdrawPassage:
		return true
	}
	return false
}

func (op Undo) Apply(tx *Tx) error {
	e, err := tx.entry(op.Of)
	if err != nil {
		return err
	}
	done, err := tx.undone(e)
	if err != nil {
		return err
	}
	if err := tx.mayUndo(e, done); err != nil {
		return err
	}
	if err := tx.opensNoDraft(e); err != nil {
		return err
	}
	diffs := outermostFirst(e.Change.Reversed())
	if err := tx.leavesHidden(e, diffs); err != nil {
		return err
	}
	stay := tx.keepKeys(done, diffs)
	for _, d := range diffs {
		if stay[ItemID(d.ID)] {
			continue
		}
		if err := tx.revert(d); err != nil {
			return err
		}
	}
	tx.settleMarks()
	if len(tx.change()) == 0 {
		return tx.nothingUndone(diffs)
	}
	return nil
}

// nothingUndone says why: where all that others did was to take away what it
// would go back into, that is Gone.
func (tx *Tx) nothingUndone(diffs Change) error {
	for _, d := range diffs {
		was, lay := d.Before.(Item)
		to, goesBack := d.After.(Item)
		now, is := tx.get(d.Kind, d.ID).(Item)
		if lay && goesBack && is && !now.gone() && now.Spot().Group == was.Spot().Group && tx.openGroup(to.Spot().Group) != nil {
			return Errorf(Gone, "the island it would go back into was taken away")
		}
	}
	return Errorf(Changed, "others have changed all of it since")
}

// undoChain bounds how often one action can be taken back and brought back:
// each time is one more entry to look up.
const undoChain = 100

// undone finds the action at the end of a chain of undos.
func (tx *Tx) undone(e Entry) (Op, error) {
	for range undoChain {
		u, isUndo := e.Op.(Undo)
		if !isUndo {
			return e.Op, nil
		}
		var err error
		if e, err = tx.entry(u.Of); err != nil {
			return nil, err
		}
	}
	return nil, Errorf(Quota, "it was taken back and brought back more than %d times", undoChain)
}

func (tx *Tx) mayUndo(e Entry, done Op) error {
	own := e.Author == tx.Actor.Seat && e.Author != ""
	if !Undoable(done) || !own && !tx.Actor.Viewer().steers() {
		return Errorf(Forbidden, "only one's own actions can be undone")
	}
	as := done.Type()
	if op, isEdit := done.(editing); isEdit {
		as = op.edits(tx.State)
	}
	b, _ := tx.Board()
	return b.allows(as, tx.Actor, []SeatID{e.Author})
}

// opensNoDraft refuses to bring back words of others that were written, or
// taken back, while nobody but their author saw them, when the notes are open
// now. Their author may.
func (tx *Tx) opensNoDraft(e Entry) error {
	now, then := tx.phase(), Phase("")
	for _, d := range e.Change {
		before, was := d.Before.(Note)
		after, _ := d.After.(Note)
		if !was || after.Author == tx.Actor.Seat || after.Author == "" || after.isPrivate(now) || !tellsAgain(before, after) {
			continue
		}
		if then == "" {
			var err error
			if then, err = tx.phaseAt(e); err != nil {
				return err
			}
		}
		if before.isPrivate(then) {
			return Errorf(Forbidden, "what people wrote for themselves is theirs to bring back")
		}
	}
	return nil
}

// tellsAgain reports whether going back from after to before shows other words.
func tellsAgain(before, after Note) bool {
	return before.Text != after.Text || len(before.Rivals) > 0 || after.Withdrawn && !before.Withdrawn
}

// phaseAt finds the phase in which an entry was made.
func (tx *Tx) phaseAt(e Entry) (Phase, error) {
	if was, is := phasesOf(e.Change, ""); is != "" {
		return was, nil
	}
	for later, err := range tx.past.After(e.Seq) {
		if err != nil {
			return "", err
		}
		if was, is := phasesOf(later.Change, ""); is != "" {
			return was, nil
		}
	}
	return tx.phase(), nil
}

// outermostFirst orders the diffs of a reversed change so that each finds what
// it rests on: islands that come back, the outer before the inner; what lies in
// them; islands that go, the inner before the outer, when nothing lies in them
// any more.
func outermostFirst(c Change) Change {
	back, going := map[GroupID]Group{}, map[GroupID]Group{}
	for _, d := range c {
		if g, isGroup := d.After.(Group); isGroup && !g.Withdrawn {
			back[g.ID] = g
		} else if g, isGroup := d.Before.(Group); isGroup {
			going[g.ID] = g
		}
	}
	rank := func(d Diff) int {
		if d.Kind != KindGroup {
			return Bounds.Depth + 1
		}
		if g, comesBack := back[GroupID(d.ID)]; comesBack {
			return levelsRound(g, back)
		}
		return 2*Bounds.Depth + 2 - levelsRound(going[GroupID(d.ID)], going)
	}
	slices.SortStableFunc(c, func(a, b Diff) int { return rank(a) - rank(b) })
	return c
}

// levelsRound counts an island and those of a set that lie round it.
func levelsRound(g Group, set map[GroupID]Group) int {
	level := 0
	for ok := true; ok && level < Bounds.Depth; level++ {
		g, ok = set[g.Place.Group]
	}
	return level
}

// keepKeys names the bystanders, those who only got a fresh order key to make
// room, who keep it: with the keys from before somebody at their level would
// jump over what others have laid there since.
func (tx *Tx) keepKeys(done Op, diffs Change) map[ItemID]bool {
	old, proper := map[ItemID]Item{}, map[ItemID]bool{}
	levels := map[GroupID]bool{}
	for _, d := range diffs {
		id := ItemID(d.ID)
		if !renumbered(done, d) {
			proper[id] = true
			continue
		}
		now, is := tx.get(d.Kind, d.ID).(Item)
		if is && now.Spot().Group == d.Before.(Item).Spot().Group && now.Spot().Order == d.Before.(Item).Spot().Order {
			old[id] = now.reordered(d.After.(Item).Spot().Order)
			levels[now.Spot().Group] = true
		}
	}
	stay := map[ItemID]bool{}
	for level := range levels {
		if tx.jumps(level, old, proper) {
			for id, it := range old {
				stay[id] = stay[id] || it.Spot().Group == level
			}
		}
	}
	return stay
}

// jumps reports whether those at a level who have nothing to do with what is
// undone would lie in another order if old keys came back.
func (tx *Tx) jumps(level GroupID, old map[ItemID]Item, proper map[ItemID]bool) bool {
	var last Item
	for _, it := range tx.Members(level) {
		if proper[it.ItemID()] {
			continue
		}
		if was, has := old[it.ItemID()]; has {
			it = was
		}
		if last != nil && inOrder(last, it) > 0 {
			return true
		}
		last = it
	}
	return false
}

// renumbered reports whether a diff only gave a bystander a fresh order key to
// make room.
func renumbered(op Op, d Diff) bool {
	was, isItem := d.Before.(Item)
	is, isItemStill := d.After.(Item)
	if !isItem || !isItemStill {
		return false
	}
	if _, goesBack := op.(RestoreBoard); goesBack {
		return false // it means every key it gives
	}
	move, isMove := op.(MoveItems)
	return !(isMove && slices.Contains(move.Items, was.ItemID())) && sameRecord(was.reordered(""), is.reordered(""))
}

// revert works one reversed diff on the present record.
func (tx *Tx) revert(d Diff) error {
	now, ok := tx.get(d.Kind, d.ID).(Item)
	if !ok {
		return tx.revertMark(d)
	}
	if d.After == nil {
		tx.unmake(now)
		return nil
	}
	merged, err := mergeFields(d.Before, d.After, now)
	if err != nil {
		return err
	}
	if g, isGroup := merged.(Group); isGroup && g.Withdrawn && !now.gone() {
		tx.free(now.(Group)) // what others have laid into it since
	}
	tx.put(tx.settled(merged.(Item), now.Spot()))
	return nil
}

// unmake withdraws what the undone op had made; what others laid into it since is set free.
func (tx *Tx) unmake(it Item) {
	switch it := it.(type) {
	case Note:
		it.Withdrawn = true
		tx.put(it)
	case Statement:
		it.Withdrawn = true
		tx.put(it)
	case Group:
		if !it.Withdrawn {
			tx.dissolve(it)
		}
	}
}

// settled gives an item the place it shall go back to; if that is gone, the
// one it has now; if that is gone too (it was withdrawn together with its
// island), a free one. An item that stays withdrawn may lie anywhere.
func (tx *Tx) settled(it Item, now Place) Item {
	if it.gone() || tx.lies(it) {
		return it.moved(it.Spot())
	}
	if it = it.moved(now); tx.lies(it) {
		return it
	}
	free := Place{Order: now.Order}
	if _, isNote := it.(Note); !isNote {
		free.At = tx.spotOver(now.Group)
	}
	return it.moved(free)
}

// lies reports whether an item may lie where its place says, as the board is now.
func (tx *Tx) lies(it Item) bool {
	to := it.Spot()
	return ValidOrder(to.Order) && tx.openGroup(to.Group) == nil && tx.fit([]Item{it}, Target{Group: to.Group, At: to.At}) == nil
}

// spotOver is the point of the sheet where a group, dissolved or not, lies or
// lay with all that is round it.
func (s *State) spotOver(group GroupID) *Point {
	for range Bounds.Depth + 1 {
		g, ok := s.Group(group)
		if !ok || g.Place.At != nil {
			return spotOrCorner(g.Place.At)
		}
		group = g.Place.Group
	}
	return &Point{}
}

// Some fields go together: half of an old place and half of a new one is
// nowhere, and a relation has the ends that somebody meant.
var (
	placeFields = []string{"group", "order", "at"}
	endFields   = []string{"from", "to"}
)

// mergeFields gives each field of now the value it has in to, unless somebody
// changed it since it was from.
func mergeFields(from, to, now Record) (Record, error) {
	var f, t, n map[string]jsontext.Value
	for _, pair := range []struct {
		r    Record
		into *map[string]jsontext.Value
	}{{from, &f}, {to, &t}, {now, &n}} {
		data, err := Encode(pair.r)
		if err != nil {
			return nil, err
		}
		if err := decodeStored(data, pair.into); err != nil {
			return nil, err
		}
	}
	moved := map[string]bool{} // fields that stay because one of those they go with was changed
	for _, together := range [][]string{placeFields, endFields} {
		changed := slices.ContainsFunc(together, func(field string) bool { return string(n[field]) != string(f[field]) })
		for _, field := range together {
			moved[field] = changed
		}
	}
	for _, field := range fieldsOf(f, t) {
		if moved[field] || string(n[field]) != string(f[field]) {
			continue
		}
		if value, has := t[field]; has {
			n[field] = value
		} else {
			delete(n, field)
		}
	}
	data, err := Encode(n)
	if err != nil {
		return nil, err
	}
	return decodeRecord(now.Kind(), data)
}

func fieldsOf(maps ...map[string]jsontext.Value) []string {
	seen := map[string]bool{}
	var list []string
	for _, m := range maps {
		for field := range m {
			if !seen[field] {
				seen[field] = true
				list = append(list, field)
			}
		}
	}
	return list
}
