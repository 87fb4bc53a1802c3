package demo

import (
	_ "embed"
	"encoding/json"
	"fmt"

	"yoriai/board"
	"yoriai/server/intake"
)

// demoText is what the people of the sample found out afterwards. It names
// things by their words, because they have their ids only when it is made.
//
//go:embed sample/findings.json
var demoText []byte

// demoFindings is what lies over the items of one table.
type demoFindings struct {
	Proposals []string   `json:"proposals"` // title cards
	Links     []demoLink `json:"links"`
	Narrative []struct {
		Item string `json:"item"`
		Text string `json:"text"`
	} `json:"narrative"`
	Round demoRound `json:"round"`
}

type demoLink struct {
	From    string        `json:"from"`
	To      string        `json:"to"`
	Meaning board.Meaning `json:"meaning"`
	Label   string        `json:"label"`
}

type demoRound struct {
	Title  string      `json:"title"`
	Seals  int         `json:"seals"`
	Voters int         `json:"voters"`
	Counts []demoCount `json:"counts"`
	Hand   []demoCount `json:"hand"`
}

// demoCount is [words, seals].
type demoCount struct {
	item string
	n    int
}

func (c *demoCount) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[2]any{&c.item, &c.n})
}

// Demo is the sample with all that an evening brings forth: relations,
// proposals, a narrative and a round of seals.
func Evening(newID func() string) (intake.Import, error) {
	im, err := Sample(newID)
	if err != nil {
		return im, err
	}
	var tables []demoFindings
	if err := json.Unmarshal(demoText, &tables); err != nil {
		return im, fmt.Errorf("demo: %w", err)
	}
	for i, found := range tables {
		if err := find(&im.Tables[i], found, newID); err != nil {
			return im, fmt.Errorf("demo: table %d: %w", i+1, err)
		}
	}
	return im, nil
}

func find(t *intake.Table, found demoFindings, newID func() string) error {
	ids := byWords(t)
	var missing error
	id := func(words string) board.ItemID {
		if ids[words] == "" {
			missing = fmt.Errorf("nothing says %q", words)
		}
		return ids[words]
	}
	c := &t.Content
	for _, title := range found.Proposals {
		proposal := id(title)
		for i := range c.Groups {
			c.Groups[i].Proposal = c.Groups[i].Proposal || string(c.Groups[i].ID) == string(proposal)
		}
	}
	for _, l := range found.Links {
		c.Links = append(c.Links, board.Link{ID: board.LinkID(newID()), From: id(l.From), To: id(l.To), Meaning: l.Meaning, Label: l.Label})
	}
	keys := board.OrderRun(len(found.Narrative))
	for i, p := range found.Narrative {
		c.Passages = append(c.Passages, board.Passage{ID: board.PassageID(newID()), Item: id(p.Item), Text: p.Text, Order: keys[i]})
	}
	c.Rounds = append(c.Rounds, found.Round.record(id, choicesOf(t), newID))
	return missing
}

// byWords lists the things of a table by what stands on them.
func byWords(t *intake.Table) map[string]board.ItemID {
	ids := map[string]board.ItemID{}
	for _, n := range t.Content.Notes {
		ids[n.Text] = board.ItemID(n.ID)
	}
	for _, g := range t.Content.Groups {
		ids[g.Title] = board.ItemID(g.ID)
	}
	return ids
}

// choicesOf are what seals are laid on: the outermost islands and the lone notes.
func choicesOf(t *intake.Table) []board.ItemID {
	var items []board.ItemID
	for _, g := range t.Content.Groups {
		if g.Group == "" {
			items = append(items, board.ItemID(g.ID))
		}
	}
	for _, n := range t.Content.Notes {
		if n.Lone {
			items = append(items, board.ItemID(n.ID))
		}
	}
	return items
}

func (r demoRound) record(id func(string) board.ItemID, items []board.ItemID, newID func() string) board.Round {
	count := func(list []demoCount) (counts []board.Count) {
		for _, c := range list {
			counts = append(counts, board.Count{Item: id(c.item), N: c.n})
		}
		return counts
	}
	return board.Round{
		ID: board.RoundID(newID()), Title: r.Title, Order: board.OrderRun(1)[0], Seals: r.Seals, Items: items,
		Counts: count(r.Counts), Voters: r.Voters, Hand: count(r.Hand),
	}
}
