package archive_test

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/board/wholetest"
	"yoriai/server/export/archive"
	"yoriai/server/export/exporttest"
)

// TestArchiveRefused: whatever is wrong is refused whole, with a code and a
// place and without a word of the contents.
func TestArchiveRefused(t *testing.T) {
	s := exporttest.Sample(t)
	good := string(exporttest.WriteArchive(t, s.Archive(s.Options())))
	if _, err := archive.Read(strings.NewReader(good)); err != nil {
		t.Fatal(err)
	}
	b := s.Boards[0].State
	group := b.Groups()[0]
	notes := b.Notes()
	note, other := notes[0], notes[1]
	ws, _ := s.Hall.State.Workshop()
	swap := func(old, new string) string {
		out := strings.ReplaceAll(good, old, new)
		if out == good {
			t.Fatalf("nothing to replace: %s", old)
		}
		return out
	}
	once := func(old, new string) string {
		out := strings.Replace(good, old, new, 1)
		if out == good {
			t.Fatalf("nothing to replace: %s", old)
		}
		return out
	}
	for name, c := range map[string]struct {
		file string
		code board.Code
	}{
		"nothing":              {"", board.BadOp},
		"no JSON":              {"PK\x03\x04", board.BadOp},
		"cut":                  {good[:len(good)/2], board.BadOp},
		"two":                  {good + good, board.BadOp},
		"another format":       {once(`"yoriai-archive"`, `"excalidraw"`), board.BadOp},
		"a later version":      {once(`"version":1`, `"version":3`), board.BadOp},
		"no version":           {once(`"version":1,`, ``), board.BadOp},
		"an unknown member":    {once(`"made"`, `"secret":"x","made"`), board.BadOp},
		"a member twice":       {once(`"made"`, `"version":1,"made"`), board.BadOp},
		"null":                 {once(`"boards":[`, `"boards":[null,`), board.BadOp},
		"an unknown kind":      {once(`"kind":"note"`, `"kind":"link"`), board.BadOp},
		"a kind elsewhere":     {once(`"kind":"statement"`, `"kind":"seat"`), board.BadOp},
		"a cycle":              {swap(`"id":"`+group.Key()+`","title":"`+group.Title+`"`, `"id":"`+group.Key()+`","title":"`+group.Title+`","group":"`+group.Key()+`"`), board.BadOp},
		"an id twice":          {swap(`"id":"`+other.Key()+`"`, `"id":"`+note.Key()+`"`), board.Exists},
		"an id that is none":   {swap(note.Key(), "../../etc/passwd"), board.BadOp},
		"a foreign author":     {swap(`"author":"`+string(note.Author)+`"`, `"author":"11111111-1111-4111-8111-111111111111"`), board.BadOp},
		"a foreign workshop":   {swap(`"workshop":"`+string(ws.ID)+`"`, `"workshop":"11111111-1111-4111-8111-111111111111"`), board.BadOp},
		"a join code":          {swap(`"host":"みどり台市 道路公園課"`, `"host":"みどり台市 道路公園課","code":"ACDEFGHJ"`), board.BadOp},
		"a control character":  {swap(note.Text, "鐘\\u0007"), board.BadText},
		"no text":              {swap(`"text":"`+note.Text+`"`, `"text":""`), board.BadOp},
		"a text too long":      {swap(note.Text, strings.Repeat("長", 2001)), board.TooBig},
		"a position off sheet": {swap(`"x":11,`, `"x":-11,`), board.BadOp},
		"a phase":              {swap(`"phase":"title"`, `"phase":"lunch"`), board.BadOp},
		"a role":               {swap(`"role":"coordinator"`, `"role":"king"`), board.BadOp},
		"a side":               {swap(`"side":"citizen"`, `"side":"martian"`), board.BadOp},
		"a date":               {swap(`"date":"2026-11-21"`, `"date":"2026-11-31"`), board.BadText},
		"an order key":         {swap(`"order":"`+note.Order+`"`, `"order":"0"`), board.BadOp},
		"history and records":  {once(note.Text, "べつの文"), board.BadOp},
		"a hole in history":    {once(`"seq":2,"id"`, `"seq":7,"id"`), board.BadOp},
		"a lone surrogate":     {swap(note.Text, `\ud800`), board.BadOp},
		"deep nesting":         {once(`"boards":[`, `"boards":[`+strings.Repeat("[", 50)), board.BadOp},
		"a veiled note":        {swap(`"text":"`+note.Text+`"`, `"text":"x","veiled":true`), board.BadOp},
		"no time made":         {swap(`"made":"2026-11-22T09:30:00Z"`, `"made":"yesterday"`), board.BadOp},
	} {
		_, err := archive.Read(strings.NewReader(c.file))
		if err == nil {
			t.Errorf("%s: taken in", name)
			continue
		}
		if board.CodeOf(err) != c.code {
			t.Errorf("%s: %v, not %s", name, err, c.code)
		}
		for _, word := range []string{"草刈り", "荻原", "martian", "passwd"} {
			if strings.Contains(err.Error(), word) {
				t.Errorf("%s: the refusal tells %q", name, word)
			}
		}
	}
}

// endless is a file without an end: how it begins, and spaces.
type endless struct {
	begin string
	read  int
}

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	copy(p, e.begin[min(e.read, len(e.begin)):])
	e.read += len(p)
	return len(p), nil
}

// TestArchiveTooLarge: of what may be an archive as much is read as one may
// have; of what begins like no archive next to nothing.
func TestArchiveTooLarge(t *testing.T) {
	wholetest.Only(t)
	for _, c := range []struct {
		begin string
		code  board.Code
		most  int
	}{
		{"\r\n {", board.TooBig, 2*archive.MaxArchive + 1<<20},
		{"", board.BadOp, archive.MaxArchive + 1<<20},
		{"PK\x03\x04", board.BadOp, 1 << 20},
		{"名前,意見", board.BadOp, 1 << 20},
		{" [{}]", board.BadOp, 1 << 20},
	} {
		r := &endless{begin: c.begin}
		if _, err := archive.Read(r); board.CodeOf(err) != c.code {
			t.Errorf("beginning with %q: %v", c.begin, err)
		}
		if r.read > c.most {
			t.Errorf("beginning with %q: %d bytes were read", c.begin, r.read)
		}
	}
}

// TestArchiveMutated: values of a good archive put in one another's places, a
// few at a time. What is still taken in is a sound workshop.
func TestArchiveMutated(t *testing.T) {
	s := exporttest.Sample(t)
	good := string(exporttest.WriteArchive(t, s.Archive(s.Options())))
	values := regexp.MustCompile(`:("(?:[^"\\]|\\.)*"|-?\d+|true|false)`).FindAllStringSubmatchIndex(good, -1)
	value := func(i int) string { return good[values[i][2]:values[i][3]] }
	refused, taken := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		file := good
		for range rapid.IntRange(1, 3).Draw(rt, "changes") {
			old := value(rapid.IntRange(0, len(values)-1).Draw(rt, "old"))
			other := value(rapid.IntRange(0, len(values)-1).Draw(rt, "other"))
			times := rapid.SampledFrom([]int{1, -1}).Draw(rt, "times") // −1: everywhere, so that the history agrees
			file = strings.Replace(file, ":"+old, ":"+other, times)
		}
		a, err := archive.Read(strings.NewReader(file))
		if err != nil {
			refused++
			if board.CodeOf(err) == board.Storage {
				rt.Fatalf("an error without a code: %v", err)
			}
			return
		}
		taken++
		newID := exporttest.Seeded(4)
		b, err := a.Renumbered(newID)
		if err != nil {
			rt.Fatal(err)
		}
		exporttest.SetUp(t, b.Import(), newID)
	})
	const many = 50 // fewer tries may all be refused
	if refused == 0 || taken == 0 && refused >= many {
		t.Errorf("%d were refused, %d taken in", refused, taken)
	}
}
