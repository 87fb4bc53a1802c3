package demo

import (
	_ "embed"
	"fmt"
	"strings"

	"yoriai/board"
	"yoriai/server/intake"
)

// sampleText is the workshop of the demo: our own Markdown, with each author in
// 〔〕 behind the text and the sides in the member lines. Its people and its
// town are made up.
//
//go:embed sample/workshop.md
var sampleText string

// sampleGone marks a note that its author took back.
const sampleGone = " 取り下げ"

// Sample is a finished workshop of two tables to look at and to play with, under
// new ids. Every note has its author, and every author a seat.
func Sample(newID func() string) (intake.Import, error) {
	im, _, err := intake.ReadOutline(sampleText, newID)
	if err != nil {
		return im, fmt.Errorf("sample: %w", err)
	}
	for i := range im.Tables {
		if err := giveAuthors(&im.Tables[i], newID); err != nil {
			return im, fmt.Errorf("sample: %w", err)
		}
	}
	return im, nil
}

func giveAuthors(t *intake.Table, newID func() string) error {
	seats := map[string]intake.Member{}
	for i, m := range t.Members {
		named, err := intake.ReadMember(m.Name)
		if err != nil {
			return err
		}
		named.Coordinator, named.Seat = m.Coordinator, board.SeatID(newID())
		t.Members[i], seats[named.Name] = named, named
	}
	for i := range t.Content.Notes {
		n := &t.Content.Notes[i]
		text, author := cutAuthor(n.Text)
		author, n.Withdrawn = strings.CutSuffix(author, sampleGone)
		seat, known := seats[author]
		if !known {
			return fmt.Errorf("note %d has no author at its table", i+1)
		}
		n.Text, n.Author, n.Side = text, seat.Seat, seat.Side
	}
	for i := range t.Content.Statements {
		s := &t.Content.Statements[i]
		text, author := cutAuthor(s.Text)
		s.Text, s.Author = text, seats[author].Seat
	}
	return nil
}

func cutAuthor(s string) (text, author string) {
	text, rest, _ := strings.Cut(s, "〔")
	return text, strings.TrimSuffix(rest, "〕")
}
