package workbook

import (
	"strconv"

	"yoriai/board"
	"yoriai/server/export"
)

// sheets are the workbook, in the order in which people look for things. What
// nobody made has no sheet, but the notes and the ledger are always there.
func (b *book) sheets() []sheet {
	list := []sheet{b.about(), b.notes(b.r.Say("export.book.notes"), b.r.Sections, true)}
	if len(b.r.Sections) > 1 {
		list = append(list, b.tables()...)
	}
	for _, s := range []sheet{b.islands(), b.relations(), b.proposals(), b.seals(), b.tags(), b.narrative(), b.followed(), b.survey(), b.remarks(), b.masked()} {
		if len(s.rows) > 0 {
			list = append(list, s)
		}
	}
	return append(list, b.ledger())
}

func (b *book) number(key string, n int) string { return b.r.Say(key, "n", strconv.Itoa(n)) }

// about says what the workbook is of, and who sat where.
func (b *book) about() sheet {
	s := sheet{name: b.r.Say("export.book.about"), columns: []column{b.column("export.book.fact", middle), b.column("export.book.value", broad)}}
	add := func(name, value string) {
		if value != "" {
			s.rows = append(s.rows, []any{name, value})
		}
	}
	for _, f := range b.r.Facts() {
		add(f.Name, f.Value)
	}
	add(b.r.Say("export.theme"), b.r.Theme)
	add(b.r.Say("export.book.for"), b.r.For)
	told := map[string]bool{}
	for _, section := range b.r.Sections {
		line := b.r.MemberLine(section, func(name string) string { return name })
		if !told[section.Table] {
			add(section.Table, line)
		}
		told[section.Table] = true
	}
	return s
}

// tables: the notes of each table on a sheet of its own; where it worked at
// several questions, of each.
func (b *book) tables() []sheet {
	var list []sheet
	for i := range b.r.Sections {
		list = append(list, b.notes(b.r.Sections[i].Table, b.r.Sections[i:i+1], false))
	}
	return list
}

func (b *book) relations() sheet {
	s := sheet{name: b.r.Say("export.part.relations"), columns: []column{
		b.column("export.csv.table", narrow), b.column("export.book.from", wide), b.column("export.book.meaning", narrow),
		b.column("export.book.to", wide), b.spare("export.book.label", middle), b.column("export.book.sentence", broad),
	}}
	for _, section := range b.r.Sections {
		for _, rel := range section.Relations {
			s.rows = append(s.rows, []any{section.Table, rel.From, b.meaning(rel.Meaning), rel.To, rel.Label, b.r.Sentence(rel)})
		}
	}
	return s
}

func (b *book) meaning(m board.Meaning) string { return b.r.Say("relation.meaning." + string(m)) }

// proposals lists what answers what; an issue without an answer and a proposal
// without an issue leave the other column empty.
func (b *book) proposals() sheet {
	s := sheet{name: b.r.Say("export.part.proposals"), columns: []column{
		b.column("export.csv.table", narrow), b.spare("export.mark.proposal", broad), b.column("export.book.issue", broad),
	}}
	for _, section := range b.r.Sections {
		for _, p := range section.Proposals {
			if len(p.Issues) == 0 {
				s.rows = append(s.rows, []any{section.Table, p.Text, ""})
			}
			for _, issue := range p.Issues {
				s.rows = append(s.rows, []any{section.Table, p.Text, issue})
			}
		}
		for _, issue := range section.Unanswered {
			s.rows = append(s.rows, []any{section.Table, "", issue})
		}
	}
	return s
}

func (b *book) seals() sheet {
	s := sheet{name: b.r.Say("export.part.rounds"), columns: []column{
		b.column("export.csv.table", narrow), b.column("export.book.round", middle), b.column("export.book.chosen", broad),
		b.spare("export.book.seals", narrow), b.spare("export.book.hand", narrow),
	}}
	for _, section := range b.r.Sections {
		for i, round := range section.Rounds {
			title := round.Title
			if title == "" {
				title = b.number("export.round.number", i+1)
			}
			for _, res := range round.Results {
				s.rows = append(s.rows, []any{section.Table, title, res.Text, res.N, some(res.Hand)})
			}
		}
	}
	return s
}

// tags is the matrix tags × tables, in numbers of notes.
func (b *book) tags() sheet {
	s := sheet{name: b.r.Say("export.chapter.tags"), columns: []column{b.column("export.tags.head", middle)}}
	seen := map[string]int{}
	for _, section := range b.r.Sections {
		s.columns = append(s.columns, column{head: apart(section.Table, seen), width: narrow})
	}
	s.columns = append(s.columns, column{head: apart(b.r.Say("export.ledger.total"), seen), width: narrow})
	for _, tag := range b.r.Tags {
		row, sum := []any{tag.Name}, 0
		for _, cell := range tag.Cells {
			row, sum = append(row, some(cell.Notes)), sum+cell.Notes
		}
		s.rows = append(s.rows, append(row, some(sum)))
	}
	return s
}

// apart numbers headings that are there already: those of a table must differ.
func apart(head string, seen map[string]int) string {
	seen[head]++
	if n := seen[head]; n > 1 {
		return head + " (" + strconv.Itoa(n) + ")"
	}
	return head
}

func (b *book) narrative() sheet {
	s := sheet{name: b.r.Say("export.part.narrative"), columns: []column{
		b.column("export.csv.table", narrow), b.spare("export.book.added", wide), b.column("export.kind.title", wide), b.column("export.csv.text", broad),
	}}
	for _, section := range b.r.Sections {
		for _, p := range section.Narrative {
			s.rows = append(s.rows, []any{section.Table, p.Added, p.Title, p.Text})
		}
	}
	return s
}

// followed is what came of islands and notes after the evening.
func (b *book) followed() sheet {
	s := sheet{name: b.r.Say("follow.heading"), columns: []column{
		b.column("export.csv.table", narrow), b.column("export.kind.title", wide), b.column("follow.state", middle), b.spare("follow.field.office", middle),
		b.spare("follow.field.answer", wide), b.spare("follow.field.reason", wide), b.spare("follow.field.when", middle),
	}}
	for _, section := range b.r.Sections {
		for _, f := range section.Follows {
			s.rows = append(s.rows, []any{
				section.Table, f.Text, b.r.Say("follow.state." + string(f.Follow.State)), f.Follow.Office, f.Follow.Answer, f.Follow.Reason, f.Follow.When,
			})
		}
	}
	return s
}

// masked lists for the inside what is masked outside.
func (b *book) masked() sheet {
	s := sheet{name: b.r.Say("export.book.masked"), columns: []column{
		b.column("export.csv.table", narrow), b.column("export.book.words", middle), b.column("export.book.around", broad), b.column("export.book.as", middle), b.spare("export.book.open", narrow),
	}}
	for _, m := range b.r.Masked {
		open := ""
		if m.Open() {
			open = b.r.Say("export.book.undecided")
		}
		s.rows = append(s.rows, []any{m.Table, m.Words, m.Before + m.Words + m.After, b.r.Say("export.mask." + string(m.Place.Sort)), open})
	}
	return s
}

// survey: an answer a row, with how many chose it; or what somebody wrote.
func (b *book) survey() sheet {
	s := sheet{name: b.r.Say("export.chapter.survey"), columns: []column{
		b.column("export.book.question", wide), b.column("export.book.answer", broad), b.column("export.book.people", narrow),
	}}
	if b.r.Survey == nil {
		return s
	}
	for _, q := range b.r.Survey.Questions {
		for _, a := range q.Answers {
			s.rows = append(s.rows, []any{q.Text, a.Text, a.N})
		}
		for _, text := range q.Texts {
			s.rows = append(s.rows, []any{q.Text, text, ""})
		}
	}
	return s
}

func (b *book) remarks() sheet {
	s := sheet{name: b.r.Say("export.chapter.remarks"), columns: []column{
		b.column("export.csv.table", narrow), b.spare("export.book.speaker", middle), b.column("export.csv.text", broad),
	}}
	add := func(whose string, said export.Speech) {
		if said.Text != "" {
			s.rows = append(s.rows, []any{whose, said.Speaker, said.Text})
		}
	}
	told := map[string]bool{}
	for _, section := range b.r.Sections {
		if !told[section.Table] {
			add(section.Table, section.Remark)
		}
		told[section.Table] = true
	}
	add("", b.r.Remark)
	return s
}

func (b *book) ledger() sheet {
	s := sheet{name: b.r.Say("export.ledger")}
	for i, head := range b.r.LedgerHead() {
		width := float64(narrow)
		if i == 0 {
			width = middle
		}
		s.columns = append(s.columns, column{head: head, width: width})
	}
	for _, l := range b.r.Ledger() {
		row := []any{l.Name}
		for _, n := range l.Numbers {
			row = append(row, n)
		}
		s.rows = append(s.rows, row)
	}
	return s
}
