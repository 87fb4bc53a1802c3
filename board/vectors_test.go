package board_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"yoriai/board"
)

// The vectors are what Go and the browser must agree on, as files that both
// run: go test writes them with -update and otherwise checks that they still
// say what the code does; the modules read the same files.
var update = flag.Bool("update", false, "write testdata/vectors anew")

func vectors[T any](t *testing.T, name string, cases []T) {
	t.Helper()
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	data, err := json.Marshal(cases, json.Deterministic(true), jsontext.WithIndent(" "))
	if err != nil {
		t.Fatal(err)
	}
	data = append(data, '\n')
	file := filepath.Join("testdata", "vectors", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, data) {
		t.Errorf("%s does not say any more what the code does; if that is meant: go test ./board -run Vectors -update", name)
	}
}

// recordVector is a record as a snapshot holds it.
type recordVector struct {
	Kind  board.Kind     `json:"kind"`
	Value jsontext.Value `json:"value"`
}

func recordVectors(t *testing.T, records []board.Record) []recordVector {
	t.Helper()
	list := make([]recordVector, len(records))
	for i, r := range records {
		value, err := board.Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		list[i] = recordVector{r.Kind(), value}
	}
	return list
}

func digestOf(t *testing.T, records []board.Record) string {
	t.Helper()
	d, err := board.Digest(records)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// evening is a board on which every op has been done once, entry by entry.
func evening(t *testing.T) *document {
	t.Helper()
	d := newBoard(t, board.Writing)
	for i, text := range []string{"草刈りの日を早く知りたい", "道具の鍵が<どこ>か分からない & 困る", "職員も長靴で来る😊", "𠮷野さんの花壇\n二行目", "夏の水やり", "取り下げる文"} {
		author := []board.Actor{hana, jiro, kaede}[i%3]
		d.must(author, board.AddNote{Note: noteID(i + 1), Text: text})
	}
	d.must(hana, board.EditNote{Note: noteID(1), Base: "草刈りの日を早く知りたい", Text: "草刈りの日を、回覧板より早く知りたい"})
	d.must(kaede, board.WithdrawNote{Note: noteID(6)})
	d.must(kaede, board.SetPhase{Phase: board.Gather})
	items := func(ids ...board.NoteID) (list []board.ItemID) {
		for _, n := range ids {
			list = append(list, board.ItemID(n))
		}
		return list
	}
	d.must(kaede, board.AddGroup{Group: groupID(1), Items: items(noteID(1), noteID(2)), To: board.Target{At: &board.Point{X: 40, Y: 60}}})
	d.must(kaede, board.AddGroup{Group: groupID(2), Title: "人手", Items: items(noteID(3)), To: board.Target{Group: groupID(1)}})
	d.must(kaede, board.MoveItems{Items: items(noteID(5)), To: board.Target{Group: groupID(2), Before: board.ItemID(noteID(3))}})
	d.must(kaede, board.TitleGroup{Group: groupID(1), Title: "頼みごとが、いつも同じ人に行く"})
	d.must(kaede, board.MarkLone{Note: noteID(4), Lone: true})
	d.must(kaede, board.AddStatement{Statement: statementID(1), Text: "はしごは、登る人が見ている", To: board.Target{At: &board.Point{X: 700, Y: 500}}})
	d.must(kaede, board.EditStatement{Statement: statementID(1), Base: "はしごは、登る人が見ている", Text: "はしごは、登る人を見ている"})
	d.must(kaede, board.FoldGroup{Group: groupID(2), Folded: true})
	d.must(kaede, board.OpenHand{Open: true})
	d.must(kaede, board.AddGroup{Group: groupID(3), Items: items(noteID(2)), To: board.Target{At: &board.Point{X: 900, Y: 60}}})
	d.must(kaede, board.DissolveGroup{Group: groupID(3)})
	d.must(kaede, board.RestoreNote{Note: noteID(6)})
	d.must(kaede, board.WithdrawStatement{Statement: statementID(1)})
	d.must(kaede, board.Undo{Of: d.log[len(d.log)-1].Seq})
	return d
}

// TestVectorsOfOps: a sound op of each type, as a browser sends it, for those
// who try all of them elsewhere.
func TestVectorsOfOps(t *testing.T) {
	samples := maps.Clone(boardOps)
	for name, c := range hallCases {
		samples[name] = c.op
	}
	var cases []jsontext.Value
	for _, name := range slices.Sorted(maps.Keys(samples)) {
		op, err := board.EncodeOp(samples[name])
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, op)
	}
	vectors(t, "ops.json", cases)
}

func TestVectorsOfApply(t *testing.T) {
	type applyVector struct {
		Name         string         `json:"name"`
		Records      []recordVector `json:"records"`
		Change       board.Change   `json:"change"`
		After        []recordVector `json:"after"`
		DigestBefore string         `json:"digestBefore"`
		DigestAfter  string         `json:"digestAfter"`
	}
	var cases []applyVector
	tell := func(name string, before *board.State, c board.Change) {
		v := applyVector{Name: name, Change: c, Records: recordVectors(t, before.Records()), DigestBefore: digestOf(t, before.Records())}
		before.Replay(c)
		v.After, v.DigestAfter = recordVectors(t, before.Records()), digestOf(t, before.Records())
		cases = append(cases, v)
	}
	state, seen := board.NewState(), board.NewState()
	for _, e := range evening(t).log {
		tell(string(e.Op.Type()), state, e.Change)
		c, _ := hana.Viewer().Change(e.Change, state)
		tell("as a participant sees "+string(e.Op.Type()), seen, c)
	}
	tell("a record ends", state, board.Change{{Kind: board.KindNote, ID: string(noteID(1)), Before: mustNote(t, state, noteID(1))}})
	vectors(t, "apply.json", cases)
}

func mustNote(t *testing.T, s *board.State, id board.NoteID) board.Note {
	t.Helper()
	n, ok := s.Note(id)
	if !ok {
		t.Fatal("no such note")
	}
	return n
}

type branchVector struct {
	ID      string         `json:"id"`
	Members []branchVector `json:"members,omitempty"`
}

func branchVectors(list []board.Branch) []branchVector {
	out := []branchVector{}
	for _, b := range list {
		out = append(out, branchVector{b.Item.Key(), branchVectors(b.Members)})
	}
	return out
}

func noteIDs(notes []board.Note) []string {
	out := []string{}
	for _, n := range notes {
		out = append(out, n.Key())
	}
	return out
}

func TestVectorsOfOutline(t *testing.T) {
	type outlineVector struct {
		Name    string         `json:"name"`
		Records []recordVector `json:"records"`
		Items   []branchVector `json:"items"`
		Lone    []string       `json:"lone"`
		Loose   []string       `json:"loose"`
		Gone    []string       `json:"gone"`
		Tally   board.Tally    `json:"tally"`
	}
	var cases []outlineVector
	tell := func(name string, s *board.State) {
		o := s.Outline()
		cases = append(cases, outlineVector{name, recordVectors(t, s.Records()), branchVectors(o.Items), noteIDs(o.Lone), noteIDs(o.Loose), noteIDs(o.Gone), o.Tally})
	}
	tell("nothing yet", newBoard(t, board.Prepare).state)
	tell("a whole evening", evening(t).state)
	writing := newBoard(t, board.Writing)
	writing.must(hana, board.AddNote{Note: noteID(1), Text: "わたしの"})
	writing.must(jiro, board.AddNote{Note: noteID(2), Text: "となりの"})
	writing.must(jiro, board.AddNote{Note: noteID(3), Text: "となりの、取り下げた"})
	writing.must(jiro, board.WithdrawNote{Note: noteID(3)})
	tell("veiled notes count", board.StateOf(hana.Viewer().Records(writing.state)))
	deep := newBoard(t, board.Gather)
	to := board.Target{At: &board.Point{X: 1, Y: 1}}
	for level := range board.Bounds.Depth {
		deep.must(kaede, board.AddGroup{Group: groupID(level + 1), To: to})
		to = board.Target{Group: groupID(level + 1)}
		deep.must(kaede, board.AddNote{Note: noteID(level + 1), Text: "深い", To: to})
	}
	tell("as deep as islands go", deep.state)
	tied := newBoard(t, board.Gather)
	for i := range 4 {
		tied.state.Replay(board.Change{{Kind: board.KindNote, ID: string(noteID(4 - i)), After: board.Note{ID: noteID(4 - i), Text: "同じ順", Place: board.Place{Order: "V"}}}})
	}
	tell("equal keys go by id", tied.state)
	vectors(t, "outline.json", cases)
}

func TestVectorsOfDigest(t *testing.T) {
	type digestVector struct {
		Name    string         `json:"name"`
		Records []recordVector `json:"records"`
		Digest  string         `json:"digest"`
	}
	var cases []digestVector
	for name, text := range map[string]string{
		"plain": "a", "Japanese": "草刈り", "family": "👩‍👩‍👧‍👦", "rare kanji": "𠮷野家", "markup": `<b>&amp;"'</b>`, "controls": "a\tb\nc\\d",
		"decomposed": "か\u3099", "last of the plane": "\uffff\U0010ffff", "zero width": "a\u200bb\ufeff", "del": "a\u007fb",
	} {
		records := []board.Record{board.Note{ID: noteID(1), Text: text, Place: board.Place{Order: "V"}}}
		cases = append(cases, digestVector{name, recordVectors(t, records), digestOf(t, records)})
	}
	for name, p := range map[string]board.Point{
		"nought": {}, "fractions": {X: 0.1, Y: 1.0 / 3}, "large": {X: 100000, Y: 1e21}, "small": {X: 1e-7, Y: 123456.789},
	} {
		records := []board.Record{board.Group{ID: groupID(1), Title: "x", Place: board.Place{Order: "V", At: &p}}}
		cases = append(cases, digestVector{name, recordVectors(t, records), digestOf(t, records)})
	}
	cases = append(cases, digestVector{"nothing", []recordVector{}, digestOf(t, nil)})
	slices.SortFunc(cases, func(a, b digestVector) int { return bytes.Compare([]byte(a.Name), []byte(b.Name)) })
	vectors(t, "digest.json", cases)
}

func TestVectorsOfText(t *testing.T) {
	type textVector struct {
		Text  string   `json:"text"`
		Chars int      `json:"chars"`
		Blank bool     `json:"blank"`
		Cuts  []string `json:"cuts"` // to 1, 3 and 14 characters
	}
	var cases []textVector
	for _, s := range []string{
		"", " ", "　", "\u200b\ufeff\u2063", "\n\t ", "a", "草刈り", "カ゛ガ", "ハンカク", "か\u3099ぎ", "👩‍👩‍👧‍👦家族", "🇯🇵日本", "👍🏽いいね",
		"𠮷野家", "道具の鍵がどこにあるか分からない。", "e\u0301te\u0301", "각\u11a8", "a\r\nb", "日本語とEnglishが混ざる長めの文です", "ｱｲｳｴｵ", "ก็ได้",
	} {
		cases = append(cases, textVector{s, board.Chars(s), board.IsBlank(s), []string{board.Cut(s, 1), board.Cut(s, 3), board.Cut(s, 14)}})
	}
	vectors(t, "text.json", cases)
}

func TestVectorsOfCodes(t *testing.T) {
	type codeVector struct {
		Typed  string `json:"typed"`
		Normal string `json:"normal"`
	}
	var cases []codeVector
	for _, typed := range []string{
		"KTRM49WP", "ktrm-49wp", "ＫＴＲＭ－４９ＷＰ", " ktrm 49wp ", "KTRM–49WP", "KTRMー49WP", "K-T-R-M-4-9-W-P", "ktrm　49wp",
		"", "KTRM-49W", "KTRM-49WPP", "KTRM-48WP", "KTRO-49WP", "KTRM-49W😊", "ＫＴＲＭ", "constructor", "--------", "KTRM_49WP", "KTRM・49WP",
	} {
		cases = append(cases, codeVector{typed, board.NormalCode(typed)})
	}
	vectors(t, "code.json", cases)
}

func TestVectorsOfRights(t *testing.T) {
	type rightVector struct {
		Op       board.OpType `json:"op"`
		Phase    board.Phase  `json:"phase"`
		Role     board.Role   `json:"role"`
		Own      bool         `json:"own"`
		OpenHand bool         `json:"openHand"`
		Allowed  bool         `json:"allowed"`
	}
	var cases []rightVector
	ops := board.OpTypes()
	slices.Sort(ops)
	for _, op := range ops {
		if _, onBoard := board.Rights()[op]; !onBoard {
			continue
		}
		for _, phase := range board.Phases {
			for _, role := range []board.Role{board.Participant, board.Coordinator, board.Facilitator, board.Organiser, board.Observer} {
				for bits := range 4 {
					own, open := bits&1 != 0, bits&2 != 0
					owners := []board.SeatID{seatID(99)}
					if own {
						owners[0] = seatID(1)
					}
					allowed := board.Allows(board.Board{Table: tableID(1), Phase: phase, OpenHand: open}, op, board.Actor{Seat: seatID(1), Role: role, Table: tableID(1)}, owners)
					cases = append(cases, rightVector{op, phase, role, own, open, allowed})
				}
			}
		}
	}
	vectors(t, "rights.json", cases)
	vectors(t, "rights_table.json", []map[board.OpType]map[board.Phase]string{board.Rights()})
}

// The table itself goes along, as a page gets it.
func TestVectorsOfRightsTable(t *testing.T) {
	vectors(t, "rights_table.json", []map[board.OpType]map[board.Phase]string{board.Rights()})
}

func TestVectorsOfOrder(t *testing.T) {
	type orderVector struct {
		A       string `json:"a"`
		B       string `json:"b"`
		Between string `json:"between"`
	}
	var cases []orderVector
	tell := func(a, b string) string {
		key := board.OrderBetween(a, b)
		cases = append(cases, orderVector{a, b, key})
		return key
	}
	first := tell("", "")
	low, high := first, first
	for range 30 {
		high = tell(high, "")
		low = tell("", low)
	}
	a, b := low, high
	for i := range 60 {
		if i%2 == 0 {
			a = tell(a, b)
		} else {
			b = tell(a, b)
		}
	}
	for _, pair := range [][2]string{{"zzz", ""}, {"", "001"}, {"", "0001"}, {"zzzz", ""}, {"A", "B"}, {"A", "A1"}, {"Az", "B"}, {"V", "VV"}} {
		tell(pair[0], pair[1])
	}
	vectors(t, "order.json", cases)
}
