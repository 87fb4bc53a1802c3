package archive

import (
	"time"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/intake"
)

// Archive is a workshop as a file to keep: its document and its boards', each
// with its records and its whole history. Left out are the join code and, for
// whoever may not see them, texts that are still private; nothing else that
// opens a door (keys, sessions) is in a document in the first place.
type Archive struct {
	Made     time.Time
	Workshop Document
	Boards   []Document
	Photos   []ArchivedPhoto
}

// Document is one document of an archive: its state after entry Seq, and the
// entries that led there. Partial: something was left out, for this viewer or
// because only one table was asked for; then the history does not lead to the
// records, and is not held to it.
type Document struct {
	Epoch   board.Epoch
	Seq     board.Seq
	Partial bool
	Records []board.Record
	Entries []board.Entry
}

// Pack makes an archive of a workshop's documents for a viewer. With a table
// named it holds that table alone: its people, its boards, and no history of
// the hall, which would tell of the others.
func Pack(workshop Document, boards []Document, opts export.Options) Archive {
	hall := board.StateOf(workshop.Records)
	a := Archive{Made: opts.Now.UTC().Truncate(time.Second), Workshop: workshop.withoutCode().withoutSecrets().withoutHiddenReplies()}
	if opts.Table != "" {
		a.Workshop = a.Workshop.onlyTable(opts.Table)
	}
	for _, b := range boards {
		root, ok := board.StateOf(b.Records).Board()
		_, placed := hall.Assignment(root.ID)
		if !ok || !placed || opts.Table != "" && root.Table != opts.Table {
			continue
		}
		a.Boards = append(a.Boards, b.forViewer(opts.Viewer).withoutSecrets().withAuthorsOf(a.Workshop))
	}
	return a
}

// withoutCode takes the join code out of the records and out of every entry
// that ever told it.
func (d Document) withoutCode() Document {
	d.Records = mapped(d.Records, hideCode)
	d.Entries = mapped(d.Entries, func(e board.Entry) board.Entry {
		if op, ok := e.Op.(board.OpenWorkshop); ok {
			op.Code = ""
			e.Op = op
		}
		e.Change = mapped(e.Change, func(diff board.Diff) board.Diff {
			diff.Before, diff.After = hideCode(diff.Before), hideCode(diff.After)
			return diff
		})
		return e
	})
	return d
}

func hideCode(r board.Record) board.Record {
	if w, ok := r.(board.Workshop); ok {
		w.Code = ""
		return w
	}
	return r
}

func mapped[S ~[]E, E any](list S, change func(E) E) S {
	out := make(S, len(list))
	for i, e := range list {
		out[i] = change(e)
	}
	return out
}

// onlyTable keeps the event, one table, its people and those without a table.
func (d Document) onlyTable(table board.TableID) Document {
	d.Partial, d.Entries = true, nil
	w, _ := board.StateOf(d.Records).Workshop()
	workshop := board.RemarkID(w.ID)
	var kept []board.Record
	for _, r := range d.Records {
		switch r := r.(type) {
		case board.Table:
			if r.ID != table {
				continue
			}
		case board.Seat:
			if r.Table != table && r.Table != "" {
				continue
			}
		case board.Assignment:
			if r.Table != table {
				continue
			}
		case board.Course:
			if r.Table != table {
				continue
			}
		case board.Remark:
			if r.ID != board.RemarkID(table) && r.ID != workshop {
				continue
			}
		case board.Photo:
			if r.Table != table {
				continue
			}
		case board.Masking, board.Sign, board.Message, board.Question, board.Survey, board.Answer, board.News:
			continue // what all tables said, or showed
		}
		kept = append(kept, r)
	}
	d.Records = kept
	return d
}

// forViewer holds back what the viewer may not see, in the records and in the
// history: a draft from the writing phase stays private although the note was
// laid open later.
func (d Document) forViewer(v board.Viewer) Document {
	now := board.StateOf(d.Records)
	d.Records = v.Records(now)
	teller := board.NewTeller(v, now)
	d.Entries = mapped(d.Entries, teller.Tell)
	for _, r := range d.Records {
		if g, ok := r.(board.Group); board.IsVeiled(r) && r.Kind() != board.KindBallot || ok && g.Hidden.At != 0 {
			d.Partial = true
		}
	}
	return d
}

// withAuthorsOf takes authors off that the archive does not know, because
// they belong to another table by now.
func (d Document) withAuthorsOf(hall Document) Document {
	if !hall.Partial {
		return d
	}
	known := map[board.SeatID]bool{}
	for _, r := range hall.Records {
		known[board.SeatID(r.Key())] = true
	}
	d.Partial, d.Entries = true, nil
	d.Records = mapped(d.Records, func(r board.Record) board.Record { return withAuthorsIn(r, known) })
	return d
}

// withAuthorsIn takes off a record the authors who are not known. Those who
// said 「わたしも」 stay, as ids that lead to nobody: how many they are is what counts.
func withAuthorsIn(r board.Record, known map[board.SeatID]bool) board.Record {
	author := func(id board.SeatID) board.SeatID {
		if known[id] {
			return id
		}
		return ""
	}
	rivals := func(list []board.Rival) []board.Rival {
		if list == nil {
			return nil
		}
		return mapped(list, func(r board.Rival) board.Rival { return board.Rival{Text: r.Text, Author: author(r.Author)} })
	}
	switch it := r.(type) {
	case board.Note:
		it.Author, it.Scribe, it.Rivals = author(it.Author), author(it.Scribe), rivals(it.Rivals)
		return it
	case board.Group:
		it.By, it.Rivals, it.Earlier = author(it.By), rivals(it.Rivals), rivals(it.Earlier)
		return it
	case board.Statement:
		it.Author, it.Rivals = author(it.Author), rivals(it.Rivals)
		return it
	case board.Link:
		it.Author = author(it.Author)
		return it
	case board.Wording:
		it.Author = author(it.Author)
		return it
	case board.Passage:
		it.Author, it.Rivals = author(it.Author), rivals(it.Rivals)
		return it
	}
	return r
}

// Import gives what the archive holds for the server to take in: everything
// but the history. Notes keep their authors where those sit at the table; a
// note that was still private when the archive was made has no text in it and
// stays out, and with it what is about it. Ballots stay out as well: a round
// that is still open begins anew, a closed one keeps its counts. Call it on a Renumbered archive, so that nothing meets itself.
func (a Archive) Import() intake.Import {
	hall := board.StateOf(a.Workshop.Records)
	w, _ := hall.Workshop()
	im := intake.Import{Origin: w.ID, Facts: w.Facts(), Themes: hall.Themes(), Agenda: hall.Agenda(), Survey: surveyOf(hall), Remark: hall.Remark(""), Tags: hall.Tags(), Masks: masksOf(hall), News: hall.News(), Photos: a.photosIn(hall)}
	boards := map[board.BoardID]told{}
	for _, d := range a.Boards {
		s := board.StateOf(d.told())
		if b, ok := s.Board(); ok {
			boards[b.ID] = told{s, d.written(b.ID)}
		}
	}
	// Who changed tables since is the author all the same.
	sits := map[board.SeatID]bool{}
	for _, t := range hall.Tables() {
		for _, p := range hall.Seats(t.ID) {
			sits[p.ID] = true
		}
	}
	for _, t := range hall.Tables() {
		im.Tables = append(im.Tables, tableOf(t, hall, boards, sits))
	}
	for _, as := range hall.Assignments("") {
		im.Joints = append(im.Joints, contentOf(boards[as.ID], sits))
	}
	return im
}

// tableOf gives a table with its people and what it made of each theme.
func tableOf(t board.Table, hall *board.State, boards map[board.BoardID]told, sits map[board.SeatID]bool) intake.Table {
	w, _ := hall.Workshop()
	table := intake.Table{TableMembers: intake.TableMembers{Name: t.Name}, ThemeID: t.ThemeID, Content: contentOf(told{}, nil), Remark: hall.Remark(t.ID)}
	for _, p := range hall.Seats(t.ID) {
		table.Members = append(table.Members, intake.Member{Seat: p.ID, Name: p.Name, Side: p.Side, Coordinator: p.Role == board.Coordinator})
	}
	for _, as := range hall.Assignments(t.ID) {
		content := contentOf(boards[as.ID], sits)
		switch {
		case as.ThemeID != "":
			table.Further = append(table.Further, intake.Further{ThemeID: as.ThemeID, Content: content})
		case as.Theme != w.Theme:
			table.Theme, table.Content = as.Theme, content
		default:
			table.Content = content
		}
	}
	return table
}

// told is a board of an archive as it is taken in, and when its notes were written.
type told struct {
	*board.State
	past []int64
}

// written tells when the notes of a document were written, as far as its history
// does; nothing, where it tells of more than a board may hold, or of no time.
func (d Document) written(id board.BoardID) []int64 {
	var times export.Times
	for _, e := range d.Entries {
		times.ReadBoard(id, e)
	}
	past := times.Notes[id]
	if _, err := (board.ImportBoard{Phase: board.Prepare, Past: past}).Check(); err != nil {
		return nil
	}
	return past
}

// contentOf gives what lies on a board, with the authors who are known.
func contentOf(s told, sits map[board.SeatID]bool) board.ImportBoard {
	op := board.ImportBoard{Phase: board.Prepare}
	if s.State == nil {
		return op
	}
	b, _ := s.Board()
	op.Phase, op.Sheets, op.Past = b.Phase, b.Sheets, s.past
	for _, r := range s.Records() {
		switch it := withAuthorsIn(r, sits).(type) {
		case board.Note:
			if !it.Veiled {
				op.Notes = append(op.Notes, it)
			}
		case board.Group:
			op.Groups = append(op.Groups, it)
		case board.Statement:
			op.Statements = append(op.Statements, it)
		case board.Link:
			op.Links = append(op.Links, it)
		case board.Wording:
			op.Wordings = append(op.Wordings, it)
		case board.Round:
			op.Rounds = append(op.Rounds, it)
		case board.Ballot:
			if !it.Veiled {
				op.Ballots = append(op.Ballots, it)
			}
		case board.Passage:
			op.Passages = append(op.Passages, it)
		}
	}
	return op
}
