package board_test

import (
	"cmp"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"yoriai/board"
)

// Every text the generator writes begins with a mark of its own.
const markerLen = len("文0000 ")

func marker(text string) string { return text[:min(markerLen, len(text))] }

// chance draws ops: mostly sensible ones, on things that exist, and some that
// are not.
type chance struct {
	*rapid.T
	*lawful
	written int
}

// Ids are numbered without gaps, because what is refused takes none.
func (c *chance) notes() int      { return len(c.state.Notes()) }
func (c *chance) groups() int     { return len(c.state.Groups()) }
func (c *chance) statements() int { return len(c.state.Statements()) }

// line is a text of one line, as a title card has it.
func (c *chance) line() string {
	c.written++
	return fmt.Sprintf("文%04d 表札", c.written)
}

func (c *chance) text() string {
	c.written++
	tail := evenly(c, "tail", "", "\n二行目", "😀👩‍👩‍👧‍👦", "<b>&\"'\\", "𠮷\t髙", "か\u3099ｶﾞ", "\u202eכן")
	return fmt.Sprintf("文%04d %s", c.written, tail)
}

// pick draws one of the n things made so far, sometimes one that never was.
func (c *chance) pick(n int) int {
	if c.seldom("bogus") {
		return n + 1
	}
	return 1 + c.upTo(n, "thing")
}

// upTo draws evenly below n. rapid's own ranges favour what is small: most ops
// would be by the first actor on the first note, and be refused for it.
func (c *chance) upTo(n int, label string) int {
	const bits = 10
	value := 0
	for range bits {
		value *= 2
		if rapid.Bool().Draw(c.T, label) {
			value++
		}
	}
	return value * max(1, n) >> bits
}

func (c *chance) coin(label string) bool { return rapid.Bool().Draw(c.T, label) }

func (c *chance) seldom(label string) bool { return c.upTo(16, label) == 15 }

func evenly[T any](c *chance, label string, list ...T) T { return list[c.upTo(len(list), label)] }

func (c *chance) item() board.ItemID {
	switch c.upTo(6, "sort") {
	case 0:
		return board.ItemID(statementID(c.pick(c.statements())))
	case 1, 2:
		return board.ItemID(groupID(c.pick(c.groups())))
	}
	return board.ItemID(noteID(c.pick(c.notes())))
}

func (c *chance) items() []board.ItemID {
	var list []board.ItemID
	for range 1 + c.upTo(3, "many") {
		if id := c.item(); !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}

func (c *chance) target() board.Target {
	var to board.Target
	switch c.upTo(6, "where") {
	case 0:
	case 1, 2:
		to.At = &board.Point{X: float64(c.upTo(1600, "x")) + 0.4, Y: float64(c.upTo(1000, "y"))}
		if c.upTo(8, "edge") == 0 {
			to.At.X = rapid.Float64Range(-50, 100_050).Draw(c.T, "x")
		}
	default:
		to.Group = groupID(c.pick(c.groups()))
	}
	if rapid.Bool().Draw(c.T, "before") {
		to.Before = c.item()
	}
	return to
}

func (c *chance) base(text string) string {
	if c.seldom("stale") {
		return "前の文"
	}
	return text
}

func (c *chance) actor() board.Actor {
	return evenly(c, "actor", hana, hana, jiro, kaede, kaede, kaede, kaede, mori, mori, mori, mori, mori, office, guest, taro)
}

func (c *chance) phase() board.Phase {
	return evenly(c, "phase", append(board.Phases, board.Writing, board.Gather, board.Gather, board.Titling)...)
}

// boardOps draws an op for each type a board takes.
func (c *chance) boardOps() map[board.OpType]func() board.Op {
	return map[board.OpType]func() board.Op{
		"note.add": func() board.Op {
			if c.upTo(8, "instead") == 0 {
				return board.AddNote{Note: noteID(c.notes() + 1), Text: c.text(), Instead: noteID(c.pick(c.notes()))}
			}
			return board.AddNote{Note: noteID(c.notes() + 1), Text: c.text(), To: c.sometimes(c.target())}
		},
		"cards.lay": func() board.Op {
			from := board.Source{Workshop: workshopID, Item: board.ItemID(groupID(900 + c.upTo(5, "card"))), Label: "2班"}
			return board.LayCards{Cards: []board.Card{{Note: noteID(c.notes() + 1), Text: c.text(), Source: from}}}
		},
		"note.dictate": func() board.Op {
			return board.Dictate{Note: noteID(c.notes() + 1), Text: c.text(), For: evenly(c, "speaker", hana.Seat, jiro.Seat, kaede.Seat, taro.Seat)}
		},
		"note.edit": func() board.Op {
			n, _ := c.state.Note(noteID(c.pick(c.notes())))
			return board.EditNote{Note: cmp.Or(n.ID, noteID(9999)), Base: c.base(n.Text), Text: c.text()}
		},
		"note.withdraw": func() board.Op { return board.WithdrawNote{Note: noteID(c.pick(c.notes()))} },
		"note.restore":  func() board.Op { return board.RestoreNote{Note: noteID(c.pick(c.notes()))} },
		"note.lone": func() board.Op {
			return board.MarkLone{Note: noteID(c.pick(c.notes())), Lone: rapid.Bool().Draw(c.T, "lone")}
		},
		"items.move": func() board.Op { return board.MoveItems{Items: c.items(), To: c.target()} },
		"group.add": func() board.Op {
			op := board.AddGroup{Group: groupID(c.groups() + 1), To: c.target()}
			if rapid.Bool().Draw(c.T, "full") {
				op.Items = c.items()
			}
			if rapid.Bool().Draw(c.T, "titled") {
				op.Title = c.line()
			}
			return op
		},
		"group.title": func() board.Op {
			g, _ := c.state.Group(groupID(c.pick(c.groups())))
			return board.TitleGroup{Group: cmp.Or(g.ID, groupID(9999)), Base: c.base(g.Title), Title: evenly(c, "title", "", "甲", c.line())}
		},
		"group.fold": func() board.Op {
			return board.FoldGroup{Group: groupID(c.pick(c.groups())), Folded: rapid.Bool().Draw(c.T, "folded")}
		},
		"group.dissolve": func() board.Op { return board.DissolveGroup{Group: groupID(c.pick(c.groups()))} },
		"statement.add": func() board.Op {
			return board.AddStatement{Statement: statementID(c.statements() + 1), Text: c.text(), To: c.target()}
		},
		"statement.edit": func() board.Op {
			t, _ := c.state.Statement(statementID(c.pick(c.statements())))
			return board.EditStatement{Statement: cmp.Or(t.ID, statementID(9999)), Base: c.base(t.Text), Text: c.text()}
		},
		"statement.withdraw": func() board.Op { return board.WithdrawStatement{Statement: statementID(c.pick(c.statements()))} },
		"board.hand":         func() board.Op { return board.OpenHand{Open: rapid.Bool().Draw(c.T, "open")} },
		"board.show": func() board.Op {
			return board.ShowBoard{Shown: c.coin("shown"), Tables: evenly(c, "to", nil, []board.TableID{tableID(2)})}
		},
		"board.lock":        func() board.Op { return board.LockBoard{Locked: c.seldom("locked")} },
		"statement.restore": func() board.Op { return board.RestoreStatement{Statement: statementID(c.pick(c.statements()))} },
		"group.restore":     func() board.Op { return board.RestoreGroup{Group: groupID(c.pick(c.groups()))} },
		"text.choose":       c.choice,
		"item.propose": func() board.Op {
			return board.Propose{Item: c.item(), Proposal: rapid.Bool().Draw(c.T, "proposal")}
		},
		"item.tag": func() board.Op {
			return board.TagItem{Item: c.item(), Tag: tagID(1 + c.upTo(3, "tag")), On: c.coin("on")}
		},
		"follow.set": func() board.Op {
			item := c.item()
			base := followOf(c.state, item)
			if c.seldom("stale") {
				base.Answer = "前の対応"
			}
			f := base
			f.State, f.Office = evenly(c, "state", board.FollowStates[:5]...), evenly(c, "office", "", "道路課", c.line())
			if c.coin("answered") {
				f.Answer = c.text()
			}
			if c.seldom("taken away") {
				f = board.Follow{}
			}
			return board.FollowUp{Item: item, Base: base, Follow: f}
		},
		"items.place":  c.places,
		"sheet.count":  func() board.Op { return board.CountSheets{Sheets: 1 + c.upTo(4, "sheets")} },
		"reading.turn": c.turn,
		"note.echo": func() board.Op {
			return board.EchoNote{Note: noteID(c.pick(c.notes())), On: rapid.Bool().Draw(c.T, "on")}
		},
		"note.beside": func() board.Op {
			return board.LayBeside{Note: noteID(c.pick(c.notes())), Beside: noteID(c.pick(c.notes())), Group: groupID(c.groups() + 1)}
		},
		"link.add": func() board.Op {
			return board.AddLink{Link: linkID(c.made(board.KindLink) + 1), From: c.item(), To: c.item(), Meaning: evenly(c, "meaning", board.Meanings...), Label: evenly(c, "label", "", c.line())}
		},
		"link.edit": func() board.Op {
			l, _ := c.state.Link(linkID(c.pick(c.made(board.KindLink))))
			op := board.EditLink{Link: cmp.Or(l.ID, linkID(9999)), Meaning: evenly(c, "meaning", board.Meanings...)}
			switch c.upTo(3, "ends") {
			case 0:
				op.From, op.To = l.To, l.From
			case 1:
				op.From, op.To = c.item(), c.item()
			}
			if c.coin("based") {
				op.Base = board.Relation{From: l.From, To: l.To, Meaning: l.Meaning, Label: c.base(l.Label)}
			}
			return op
		},
		"link.propose": func() board.Op {
			return board.ProposeLink{Link: linkID(c.made(board.KindLink) + 1), From: c.item(), To: c.item(), Meaning: evenly(c, "meaning", board.Meanings...), Label: evenly(c, "label", "", c.line())}
		},
		"link.accept":   func() board.Op { return board.AcceptLink{Link: c.proposed()} },
		"link.decline":  func() board.Op { return board.DeclineLink{Link: c.proposed()} },
		"link.withdraw": func() board.Op { return board.WithdrawLink{Link: linkID(c.pick(c.made(board.KindLink)))} },
		"link.restore":  func() board.Op { return board.RestoreLink{Link: linkID(c.pick(c.made(board.KindLink)))} },
		"wording.propose": func() board.Op {
			return board.ProposeWording{Wording: wordingID(c.made(board.KindWording) + 1), Group: groupID(c.pick(c.groups())), Text: c.text()}
		},
		"wording.withdraw": func() board.Op { return board.WithdrawWording{Wording: wordingID(c.pick(c.made(board.KindWording)))} },
		"round.open":       c.round,
		"round.close":      func() board.Op { return board.CloseRound{Round: roundID(c.pick(c.made(board.KindRound)))} },
		"round.reopen":     func() board.Op { return board.ReopenRound{Round: roundID(c.pick(c.made(board.KindRound)))} },
		"round.withdraw":   func() board.Op { return board.WithdrawRound{Round: roundID(c.pick(c.made(board.KindRound)))} },
		"round.hand": func() board.Op {
			id, marks := c.marks(50)
			op := board.CountByHand{Round: id, Counts: marks}
			if r, _ := c.state.Round(id); c.coin("based") {
				op.Base = append([]board.Count{}, r.Hand...)
			}
			return op
		},
		"ballot.set": func() board.Op {
			id, marks := c.marks(4)
			return board.SetBallot{Ballot: ballotID(c.made(board.KindBallot) + 1), Round: id, Marks: marks}
		},
		"passage.draft": func() board.Op {
			op := board.DraftPassages{}
			for i, id := range c.items() {
				op.Passages = append(op.Passages, board.Step{Passage: passageID(c.made(board.KindPassage) + 1 + i), Item: id})
			}
			return op
		},
		"passage.add": func() board.Op {
			return board.AddPassage{Passage: passageID(c.made(board.KindPassage) + 1), Item: c.item(), Before: passageID(c.pick(c.made(board.KindPassage)))}
		},
		"passage.edit": func() board.Op {
			p, _ := c.state.Passage(passageID(c.pick(c.made(board.KindPassage))))
			return board.EditPassage{Passage: cmp.Or(p.ID, passageID(9999)), Base: c.base(p.Text), Text: evenly(c, "bridge", "", "それで", c.text())}
		},
		"passage.move": func() board.Op {
			return board.MovePassage{Passage: passageID(c.pick(c.made(board.KindPassage))), Before: passageID(c.pick(c.made(board.KindPassage)))}
		},
		"passage.withdraw": func() board.Op { return board.WithdrawPassage{Passage: passageID(c.pick(c.made(board.KindPassage)))} },
		"text.hide": func() board.Op {
			return board.HideTexts{Items: c.texts(), Reason: c.text(), Follow: c.upTo(5, "follow") == 0}
		},
		"text.show":     func() board.Op { return board.ShowTexts{Items: c.texts(), Follow: c.upTo(3, "follow") == 0} },
		"board.restore": func() board.Op { return board.RestoreBoard{To: board.Seq(c.pick(len(c.log)))} },
		"undo":          func() board.Op { return board.Undo{Of: board.Seq(c.pick(len(c.log)))} },
		"seat.add":      func() board.Op { return board.AddSeat{Seat: seatID(99), Name: "名", Role: board.Facilitator} },
		"board.open":    func() board.Op { return board.OpenBoard{Board: boardID(2), Workshop: workshopID, Table: tableID(1)} },
		"board.import":  func() board.Op { return board.ImportBoard{Phase: board.Gather} },
	}
}

// proposed is a link that waits to be taken up, where there is one.
func (c *chance) proposed() board.LinkID {
	if list := c.state.ProposedLinks(); len(list) > 0 && !c.seldom("other") {
		return evenly(c, "proposed", list...).ID
	}
	return linkID(c.pick(c.made(board.KindLink)))
}

// texts draws what has words to be put away, or was put away.
func (c *chance) texts() []board.ItemID {
	list := c.items()
	if kept := mori.Viewer().Kept(c.state); len(kept) > 0 && c.coin("kept") {
		list = []board.ItemID{kept[c.upTo(len(kept), "which")].ID}
	}
	switch c.upTo(4, "mark") {
	case 0:
		list = append(list, board.ItemID(wordingID(c.pick(c.made(board.KindWording)))))
	case 1:
		list = append(list, board.ItemID(linkID(c.pick(c.made(board.KindLink)))))
	case 2:
		list = append(list, board.ItemID(passageID(c.pick(c.made(board.KindPassage)))))
	}
	return list
}

// made counts the records of a kind.
func (c *chance) made(kind board.Kind) int {
	n := 0
	for _, r := range c.state.Records() {
		if r.Kind() == kind {
			n++
		}
	}
	return n
}

func (c *chance) places() board.Op {
	op := board.PlaceItems{Sheets: c.upTo(4, "sheets")}
	for _, id := range c.items() {
		op.Places = append(op.Places, board.Spot{Item: id, At: board.Point{X: float64(c.upTo(3200, "x")), Y: float64(c.upTo(1000, "y"))}})
	}
	return op
}

func (c *chance) turn() board.Op {
	switch c.upTo(4, "whose") {
	case 0:
		return board.TurnReading{Note: noteID(c.pick(c.notes()))}
	case 1:
		return board.TurnReading{Seat: evenly(c, "seat", hana.Seat, jiro.Seat, mori.Seat)}
	}
	return board.TurnReading{After: evenly(c, "after", "", noteID(c.pick(c.notes())))}
}

func (c *chance) round() board.Op {
	seals := 1 + c.upTo(5, "seals")
	return board.OpenRound{Round: roundID(c.made(board.KindRound) + 1), Seals: seals, Most: c.upTo(seals+1, "most"), Items: c.items(), Without: c.seldom("without")}
}

// marks lays seals in the round that was opened last, mostly on what it offers.
func (c *chance) marks(most int) (board.RoundID, []board.Count) {
	last := roundID(c.made(board.KindRound))
	r, ok := c.state.Round(last)
	counts := []board.Count{}
	if !ok || c.seldom("foreign") {
		return roundID(c.pick(c.made(board.KindRound))), append(counts, board.Count{Item: c.item(), N: 1})
	}
	for _, id := range r.Items {
		counts = append(counts, board.Count{Item: id, N: c.upTo(most, "n")})
	}
	return r.ID, counts
}

// choice settles a contest where there is one.
func (c *chance) choice() board.Op {
	for i := range c.notes() {
		n, _ := c.state.Note(noteID(i + 1))
		if len(n.Rivals) > 0 {
			return board.ChooseText{Item: board.ItemID(n.ID), Base: c.base(n.Text), Text: evenly(c, "chosen", n.Text, n.Rivals[0].Text, c.text()), Rivals: []string{n.Rivals[0].Text}}
		}
	}
	for i := range c.groups() {
		g, _ := c.state.Group(groupID(i + 1))
		if len(g.Rivals) > 0 {
			return board.ChooseText{Item: board.ItemID(g.ID), Base: c.base(g.Title), Text: evenly(c, "chosen", g.Title, g.Rivals[0].Text), Rivals: []string{g.Rivals[0].Text}}
		}
	}
	return board.ChooseText{Item: c.item(), Text: c.text(), Rivals: []string{"ない"}}
}

// sometimes takes what was drawn, more often nothing.
func (c *chance) sometimes(to board.Target) board.Target {
	if rapid.Bool().Draw(c.T, "placed") {
		return to
	}
	return board.Target{}
}
