package board

import "slices"

// Follow is what came of an island or a note after the evening: which office
// answers for it, what it does, why, by when, and how it stands. It is written
// by those who steer, for the citizens to read.
type Follow struct {
	State  FollowState `json:"state,omitempty"`  // empty: nothing is said yet
	Office string      `json:"office,omitempty"` // 担当課
	Answer string      `json:"answer,omitempty"` // 対応
	Reason string      `json:"reason,omitempty"` // 理由
	When   string      `json:"when,omitempty"`   // 時期, in words: 「令和9年の夏まで」
}

// FollowState says how it stands.
type FollowState string

const (
	Considered FollowState = "considered" // 検討中
	Planned    FollowState = "planned"    // 実施する
	Partly     FollowState = "partly"     // 一部を実施する
	Done       FollowState = "done"       // 実施した
	PassedOn   FollowState = "passed"     // ほかの機関に伝えた
	Declined   FollowState = "declined"   // できない; then the reason must be said
)

// FollowStates in the order in which they are offered.
var FollowStates = []FollowState{Considered, Planned, Partly, Done, PassedOn, Declined}

// Said reports whether anything is said.
func (f Follow) Said() bool { return f != Follow{} }

func (f Follow) check() (Follow, error) {
	if !f.Said() {
		return f, nil
	}
	if !slices.Contains(FollowStates, f.State) {
		return f, Errorf(BadOp, "there is no such state")
	}
	for _, line := range []*string{&f.Office, &f.When} {
		var err error
		if *line, err = cleanOptionalLine(*line, Bounds.FieldChars); err != nil {
			return f, err
		}
	}
	for _, text := range []*string{&f.Answer, &f.Reason} {
		var err error
		if *text, err = cleanOptional(*text, Bounds.PlanChars); err != nil {
			return f, err
		}
	}
	if f.State == Declined && f.Reason == "" {
		return f, Errorf(BadText, "whoever says no says why")
	}
	return f, nil
}

// FollowUp says what comes of an island or a note. Base is what the writer
// began from: what others wrote elsewhere in it meanwhile stays. An empty
// Follow takes it all away.
type FollowUp struct {
	Item   ItemID `json:"item"`
	Base   Follow `json:"base,omitzero"`
	Follow Follow `json:"follow,omitzero"`
}

func (FollowUp) Type() OpType { return "follow.set" }

func (op FollowUp) Check() (Op, error) {
	if err := checkID("item", op.Item); err != nil {
		return nil, err
	}
	if !slices.Contains(FollowStates, op.Base.State) && op.Base.State != "" {
		return nil, Errorf(BadOp, "there is no such state")
	}
	for _, s := range []string{op.Base.Office, op.Base.Answer, op.Base.Reason, op.Base.When} {
		if len(s) > Bounds.NoteBytes {
			return nil, Errorf(TooBig, "the base is longer than any of its texts")
		}
	}
	var err error
	op.Follow, err = op.Follow.check()
	return op, err
}

func (op FollowUp) Apply(tx *Tx) error {
	it, err := tx.liveItem(op.Item)
	if err != nil {
		return err
	}
	merged, err := op.merged(followOf(it))
	if err != nil {
		return err
	}
	switch it := it.(type) {
	case Note:
		it.Follow = merged
		tx.put(it)
	case Group:
		it.Follow = merged
		tx.put(it)
	default:
		return Errorf(BadOp, "notes and islands are followed up")
	}
	return nil
}

// merged lays what the writer changed over what stands there now.
func (op FollowUp) merged(now Follow) (Follow, error) {
	if !op.Follow.Said() {
		if now != op.Base && now.Said() {
			return now, errFollowChanged
		}
		return Follow{}, nil
	}
	out, clean := op.Follow, true
	if op.Follow.State == op.Base.State && now.State != "" {
		out.State = now.State
	} else if now.State != op.Base.State && now.State != op.Follow.State {
		clean = false
	}
	for _, f := range []struct {
		base, now, into *string
	}{{&op.Base.Office, &now.Office, &out.Office}, {&op.Base.Answer, &now.Answer, &out.Answer}, {&op.Base.Reason, &now.Reason, &out.Reason}, {&op.Base.When, &now.When, &out.When}} {
		text, fits := Merge(*f.base, *f.now, *f.into)
		*f.into, clean = text, clean && fits
	}
	if !clean {
		return now, errFollowChanged
	}
	return out.check()
}

var errFollowChanged = Errorf(Changed, "somebody else has written here meanwhile")

func followOf(it Item) Follow {
	switch it := it.(type) {
	case Note:
		return it.Follow
	case Group:
		return it.Follow
	}
	return Follow{}
}
