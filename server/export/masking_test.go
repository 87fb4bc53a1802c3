package export_test

import (
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/export/exporttest"
)

// masking is a board with a person's number on it, gathered, related and told.
type masking struct {
	*exporttest.Stage
	note, other board.NoteID
	island      board.GroupID
}

const told = "鈴木さん(090-1234-5678)に聞く"

func maskingStage(t *testing.T) *masking {
	s := exporttest.Sample(t)
	d := s.Boards[0]
	m := &masking{s, board.NoteID(s.NewID()), board.NoteID(s.NewID()), board.GroupID(s.NewID())}
	s.Do(d, exporttest.Organiser, board.AddNote{Note: m.note, Text: told})
	s.Do(d, exporttest.Organiser, board.AddNote{Note: m.other, Text: "森の小道を 鈴木さんと歩く"})
	s.Do(d, exporttest.Organiser, board.AddGroup{Group: m.island, Title: "鈴木さんが知っている", Items: []board.ItemID{board.ItemID(m.note)}, To: board.Target{At: &board.Point{X: 5, Y: 5}}})
	s.Do(d, exporttest.Organiser, board.AddLink{Link: board.LinkID(s.NewID()), From: board.ItemID(m.island), To: board.ItemID(m.other), Meaning: board.Causes, Label: "佐藤さん"})
	step := board.PassageID(s.NewID())
	s.Do(d, exporttest.Organiser, board.AddPassage{Passage: step, Item: board.ItemID(m.island)})
	s.Do(d, exporttest.Organiser, board.EditPassage{Passage: step, Text: "電話 0471-82-1234 まで"})
	return m
}

func (m *masking) options(public bool) export.Options {
	o := m.Stage.Options()
	o.Public, o.Masked = public, !public
	return o
}

func (m *masking) list() []export.Masked {
	return export.Masks(m.Hall.State, m.States(), m.options(false), "")
}

func (m *masking) public() string {
	return string(written(m.T.(*testing.T), export.Build(m.Hall.State, m.States(), m.options(true)), export.MD))
}

func (m *masking) decide(what board.MaskDecision, list ...export.Masked) {
	op := board.DecideMasks{Decision: what}
	for _, l := range list {
		op.Masks = append(op.Masks, board.MaskAt{Record: l.Record, Board: l.Board, Place: l.Place})
	}
	m.Do(m.Hall, exporttest.Organiser, op)
}

func (m *masking) with(words string) (found []export.Masked) {
	for _, l := range m.list() {
		if l.Words == words {
			found = append(found, l)
		}
	}
	return found
}

// TestUndecidedIsMasked: nothing that looks personal is published before
// somebody has looked at it, wherever a report repeats it.
func TestUndecidedIsMasked(t *testing.T) {
	m := maskingStage(t)
	text := m.public()
	for _, gone := range []string{"090-1234-5678", "0471-82-1234", "鈴木さん", "佐藤さん"} {
		if strings.Contains(text, gone) {
			t.Errorf("the public reads %q", gone)
		}
	}
	for _, want := range []string{"（お名前）さん(（電話番号）)に聞く", "（お名前）さんが知っている", "電話 （電話番号） まで", "（お名前）さん"} {
		if !strings.Contains(text, want) {
			t.Errorf("the public does not read %q", want)
		}
	}
	inside := string(written(t, export.Build(m.Hall.State, m.States(), m.options(false)), export.MD))
	for _, want := range []string{"090-1234-5678", "公開用で伏せたもの", "(まだ決めていないもの)"} {
		if !strings.Contains(inside, want) {
			t.Errorf("the inside does not read %q", want)
		}
	}
	if strings.Contains(text, "公開用で伏せたもの") {
		t.Error("the public reads the list of what it does not read")
	}
}

// TestWhatIsKeptStands: what somebody lets stand is published, wherever that
// text is repeated, and nowhere else; asked again it is masked again.
func TestWhatIsKeptStands(t *testing.T) {
	m := maskingStage(t)
	open := export.OpenMasks(m.list())
	m.decide(board.KeepThem, m.with("090-1234-5678")...)
	m.decide(board.MaskThem, m.with("佐藤")...)
	if text := m.public(); !strings.Contains(text, "（お名前）さん(090-1234-5678)に聞く") {
		t.Errorf("what was let stand does not stand\n%s", text)
	}
	if now := export.OpenMasks(m.list()); now != open-2 {
		t.Errorf("%d were open, and now %d", open, now)
	}
	m.Do(m.Boards[0], exporttest.Organiser, board.EditNote{Note: m.note, Base: told, Text: told + "。"})
	if text := m.public(); strings.Contains(text, "090-1234-5678") || len(m.with("090-1234-5678")) != 1 || !m.with("090-1234-5678")[0].Open() {
		t.Error("a text that was changed is not asked about again")
	}
}

// TestMasksByHand: words that only people know to be personal; they are masked
// where that was said, asked about elsewhere, and after an edit as well.
func TestMasksByHand(t *testing.T) {
	m := maskingStage(t)
	named := export.Masks(m.Hall.State, m.States(), m.options(false), "小道")
	if len(named) != 1 || named[0].Before != "森の" || named[0].Place.Words != "小道" {
		t.Fatalf("named: %+v", named)
	}
	m.decide(board.MaskThem, named...)
	if text := m.public(); strings.Contains(text, "小道") || !strings.Contains(text, "森の（伏せました）を") {
		t.Errorf("masked by hand:\n%s", text)
	}
	m.Do(m.Boards[0], exporttest.Organiser, board.EditNote{Note: m.other, Base: "森の小道を 鈴木さんと歩く", Text: "朝、森の小道を 鈴木さんと歩く"})
	if text := m.public(); strings.Contains(text, "小道") {
		t.Error("an edit brings it back")
	}
	m.decide(board.AskAgain, named...)
	if text := m.public(); !strings.Contains(text, "小道") {
		t.Error("it cannot be taken back")
	}
}

// TestSpeakersAreAsked: whoever speaks has a name, unless names are published whole.
func TestSpeakersAreAsked(t *testing.T) {
	m := maskingStage(t)
	m.Do(m.Hall, exporttest.Organiser, board.WriteRemark{Speaker: "東海林", Text: "よい会でした。"})
	if text := m.public(); strings.Contains(text, "東海林") || !strings.Contains(text, "よい会でした。") {
		t.Errorf("a speaker nobody was asked about:\n%s", text)
	}
	m.decide(board.KeepThem, m.with("東海林")...)
	if text := m.public(); !strings.Contains(text, "東海林") {
		t.Error("the speaker is kept, and not named")
	}
}
