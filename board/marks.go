package board

import (
	"cmp"
	"slices"
)

// Links lists the relations that stand: those not taken away, between things
// that are on the board. One whose end is withdrawn sleeps until that comes
// back. Their order is that of their ids: chance, but the same everywhere.
func (s *State) Links() []Link { return s.linksThat(false) }

// ProposedLinks lists the relations that people propose, between things that
// are on the board; in the order of their ids too.
func (s *State) ProposedLinks() []Link { return s.linksThat(true) }

func (s *State) linksThat(proposed bool) []Link {
	list := slices.DeleteFunc(all[Link](s, KindLink), func(l Link) bool {
		return l.Withdrawn || l.Proposed != proposed || !s.lives(l.From) || !s.lives(l.To)
	})
	slices.SortFunc(list, func(a, b Link) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

func (s *State) lives(id ItemID) bool {
	_, err := s.liveItem(id)
	return err == nil
}

// Wordings lists what is proposed for an island's title card.
func (s *State) Wordings(group GroupID) []Wording {
	list := slices.DeleteFunc(all[Wording](s, KindWording), func(w Wording) bool { return w.Withdrawn || w.Group != group })
	slices.SortFunc(list, func(a, b Wording) int { return cmp.Compare(a.ID, b.ID) })
	return list
}

// Rounds lists the rounds of choosing in the order they were opened.
func (s *State) Rounds() []Round {
	list := slices.DeleteFunc(all[Round](s, KindRound), func(r Round) bool { return r.Withdrawn })
	slices.SortFunc(list, func(a, b Round) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	return list
}

// Ballots lists the ballots of a round, in no order: they are secret.
func (s *State) Ballots(round RoundID) []Ballot {
	return slices.DeleteFunc(all[Ballot](s, KindBallot), func(b Ballot) bool { return b.Round != round })
}

// Passages lists the steps of the narrative in order. Each item is told once:
// where an undo has brought a second telling back, the first one stands.
func (s *State) Passages() []Passage {
	list := slices.DeleteFunc(all[Passage](s, KindPassage), func(p Passage) bool { return p.Withdrawn || !s.lives(p.Item) })
	slices.SortFunc(list, func(a, b Passage) int { return byOrder(a.Order, b.Order, string(a.ID), string(b.ID)) })
	told := map[ItemID]bool{}
	return slices.DeleteFunc(list, func(p Passage) bool {
		again := told[p.Item]
		told[p.Item] = true
		return again
	})
}

// The accessors by id give withdrawn ones too.
func (s *State) Link(id LinkID) (Link, bool)    { return find[Link](s, KindLink, string(id)) }
func (s *State) Round(id RoundID) (Round, bool) { return find[Round](s, KindRound, string(id)) }
func (s *State) Wording(id WordingID) (Wording, bool) {
	return find[Wording](s, KindWording, string(id))
}
func (s *State) Ballot(id BallotID) (Ballot, bool) { return find[Ballot](s, KindBallot, string(id)) }
func (s *State) Passage(id PassageID) (Passage, bool) {
	return find[Passage](s, KindPassage, string(id))
}

// marks lists relations, proposals for titles and passages, withdrawn ones
// included, in an order that is always the same.
func (s *State) marks() []mark {
	var list []mark
	for _, kind := range markKinds {
		for _, r := range s.records[kind] {
			list = append(list, r.(mark))
		}
	}
	slices.SortFunc(list, func(a, b mark) int { return cmp.Or(cmp.Compare(a.Kind(), b.Kind()), cmp.Compare(a.Key(), b.Key())) })
	return list
}

// unused refuses an id that any record of this document ever had.
func (s *State) unused(id string) error {
	for _, byID := range s.records {
		if _, found := byID[id]; found {
			return Errorf(Exists, "the id is taken")
		}
	}
	return nil
}
