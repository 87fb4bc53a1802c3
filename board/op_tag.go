package board

import "slices"

// Tag cuts across tables and themes (横串), for instance a pillar of the
// city's plan. It is made once for the workshop; what carries it says so on
// its own board (TagItem), and goes on saying so wherever it is moved to.
type Tag struct {
	ID        TagID  `json:"id"`
	Order     string `json:"order"`
	Name      string `json:"name"`
	Withdrawn bool   `json:"withdrawn,omitzero"`
}

func (Tag) Kind() Kind    { return KindTag }
func (r Tag) Key() string { return string(r.ID) }

// Tags lists the workshop's tags in order.
func (s *State) Tags() []Tag {
	list := slices.DeleteFunc(all[Tag](s, KindTag), func(t Tag) bool { return t.Withdrawn })
	slices.SortFunc(list, func(a, b Tag) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// Tag finds one by its id, a withdrawn one too.
func (s *State) Tag(id TagID) (Tag, bool) { return find[Tag](s, KindTag, string(id)) }

// AddTag makes a tag, behind those there are.
type AddTag struct {
	Tag  TagID  `json:"tag"`
	Name string `json:"name"`
}

func (AddTag) Type() OpType { return "tag.add" }

func (op AddTag) Check() (Op, error) {
	checked, err := EditTag(op).checked()
	return AddTag(checked), err
}

func (op AddTag) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Tag)); err != nil {
		return err
	}
	if len(tx.records[KindTag]) >= Bounds.Tags {
		return Errorf(Quota, "a workshop has at most %d tags, those taken away included", Bounds.Tags)
	}
	last := ""
	for _, t := range all[Tag](tx.State, KindTag) {
		last = max(last, t.Order)
	}
	tx.put(Tag{ID: op.Tag, Order: OrderBetween(last, ""), Name: op.Name})
	return nil
}

// EditTag gives a tag another name.
type EditTag struct {
	Tag  TagID  `json:"tag"`
	Name string `json:"name"`
}

func (EditTag) Type() OpType { return "tag.edit" }

func (op EditTag) Check() (Op, error) { return op.checked() }

func (op EditTag) checked() (EditTag, error) {
	if err := checkID("tag", op.Tag); err != nil {
		return op, err
	}
	var err error
	op.Name, err = CleanLine(op.Name, Bounds.NameChars)
	return op, err
}

func (op EditTag) Apply(tx *Tx) error {
	t, err := tx.knownTag(op.Tag)
	if err != nil {
		return err
	}
	t.Name = op.Name
	tx.put(t)
	return nil
}

func (s *State) knownTag(id TagID) (Tag, error) {
	t, ok := s.Tag(id)
	if !ok {
		return t, Errorf(NotFound, "there is no such tag")
	}
	return t, nil
}

// WithdrawTag takes a tag away, or brings it back: what carried it carries it still.
type WithdrawTag struct {
	Tag  TagID `json:"tag"`
	Back bool  `json:"back,omitzero"`
}

func (WithdrawTag) Type() OpType { return "tag.withdraw" }

func (op WithdrawTag) Check() (Op, error) { return op, checkID("tag", op.Tag) }

func (op WithdrawTag) Apply(tx *Tx) error {
	t, err := tx.knownTag(op.Tag)
	if err != nil {
		return err
	}
	t.Withdrawn = !op.Back
	tx.put(t)
	return nil
}

// TagItem lays a tag on an island or a note, or takes it off. Which tags there
// are stands in the workshop's document; a board keeps ids alone.
type TagItem struct {
	Item ItemID `json:"item"`
	Tag  TagID  `json:"tag"`
	On   bool   `json:"on"`
}

func (TagItem) Type() OpType { return "item.tag" }

func (op TagItem) Check() (Op, error) {
	if err := checkID("item", op.Item); err != nil {
		return nil, err
	}
	return op, checkID("tag", op.Tag)
}

func (op TagItem) Apply(tx *Tx) error {
	it, err := tx.liveItem(op.Item)
	if err != nil {
		return err
	}
	tags := tagsOf(it)
	if slices.Contains(tags, op.Tag) == op.On {
		return nil
	}
	tags = slices.DeleteFunc(slices.Clone(tags), func(t TagID) bool { return t == op.Tag })
	if op.On {
		tags = append(tags, op.Tag)
	}
	if len(tags) > Bounds.Tags {
		return Errorf(Quota, "one thing carries at most %d tags", Bounds.Tags)
	}
	if len(tags) == 0 {
		tags = nil
	}
	switch it := it.(type) {
	case Note:
		it.Tags = tags
		tx.put(it)
	case Group:
		it.Tags = tags
		tx.put(it)
	default:
		return Errorf(BadOp, "notes and islands carry tags")
	}
	return nil
}

func tagsOf(it Item) []TagID {
	switch it := it.(type) {
	case Note:
		return it.Tags
	case Group:
		return it.Tags
	}
	return nil
}

// checkTags judges the tags of an item made elsewhere.
func checkTags(tags []TagID) error {
	if len(tags) > Bounds.Tags {
		return Errorf(TooBig, "one thing carries at most %d tags", Bounds.Tags)
	}
	for i, t := range tags {
		if err := checkID("tags", t); err != nil {
			return err
		}
		if slices.Contains(tags[:i], t) {
			return Errorf(BadOp, "a tag is laid twice")
		}
	}
	return nil
}
