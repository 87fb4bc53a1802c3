package board

import (
	"fmt"
	"maps"
	"slices"
)

// Check lists every broken invariant of a document: what must hold after
// every entry, whoever did what. An empty list is a sound document. It names
// ids and numbers, never texts.
func Check(s *State) []error {
	var found []error
	report := func(format string, args ...any) { found = append(found, fmt.Errorf(format, args...)) }
	checkRecords(s, report)
	for it := range s.items() {
		checkItem(s, it, report)
	}
	checkHall(s, report)
	checkTally(s, report)
	checkMarks(s, report)
	checkHidden(s, report)
	return found
}

// what goes with which root
var kindsOf = map[Kind][]Kind{
	KindWorkshop: {KindWorkshop, KindTable, KindSeat, KindAssignment, KindTheme, KindAgendaStep, KindCourse, KindSign, KindMessage, KindQuestion, KindSurvey, KindAnswer, KindRemark, KindTag, KindMasking, KindNews, KindPhoto},
	KindBoard:    {KindBoard, KindNote, KindGroup, KindStatement, KindLink, KindWording, KindRound, KindBallot, KindPassage},
}

// checkRecords: one root, only what goes with it, every record under its own
// name, and no name twice, because ops name items of all kinds in one list.
func checkRecords(s *State, report func(string, ...any)) {
	root := KindBoard
	if len(s.records[KindWorkshop]) > 0 {
		root = KindWorkshop
	}
	if n := len(s.records[root]); n != 1 && s.size() > 0 {
		report("a document has one root record, this has %d", n)
	}
	named := map[string]Kind{}
	for _, kind := range slices.Sorted(maps.Keys(s.records)) {
		if len(s.records[kind]) > 0 && !slices.Contains(kindsOf[root], kind) {
			report("a %s has no %s", root, kind)
		}
		for id, r := range s.records[kind] {
			if r.Key() != id || r.Kind() != kind {
				report("%s %s is stored under another name", kind, id)
			}
			if !ValidID(id) {
				report("a %s has no proper id", kind)
			}
			if _, isItem := r.(Item); isItem && named[id] != "" {
				report("%s and %s have one id, %s", named[id], kind, id)
			}
			named[id] = kind
		}
	}
}

func checkItem(s *State, it Item, report func(string, ...any)) {
	name := fmt.Sprintf("%s %s", it.Kind(), it.Key())
	place := it.Spot()
	if !ValidOrder(place.Order) || len(place.Order) > Bounds.OrderKey {
		report("%s has no valid order key", name)
	}
	if place.Group != "" && place.At != nil {
		report("%s lies in a group and on the sheet at once", name)
	}
	if place.At.check() != nil {
		report("%s lies outside the sheet", name)
	}
	checkText(it, name, report)
	if it.gone() {
		return
	}
	if s.openGroup(place.Group) != nil {
		report("%s lies in a group that is not there", name)
	}
	depth := s.depth(place.Group)
	_, isNote := it.(Note)
	if _, isGroup := it.(Group); isGroup {
		depth++
	}
	if depth > Bounds.Depth {
		report("%s lies too deep, or in a circle", name)
	}
	if !isNote && place.Group == "" && place.At == nil {
		report("%s lies in the tray, where only notes lie", name)
	}
}

func checkText(it Item, name string, report func(string, ...any)) {
	switch r := it.(type) {
	case Note:
		if r.Veiled || IsBlank(r.Text) {
			report("%s has no text", name)
		}
		if r.Lone && r.Place.Group != "" {
			report("%s is lone and in a group", name)
		}
	case Statement:
		if IsBlank(r.Text) {
			report("%s has no text", name)
		}
	}
}

func checkHall(s *State, report func(string, ...any)) {
	leaders := map[TableID]int{}
	for _, r := range s.records[KindSeat] {
		p := r.(Seat)
		if IsBlank(p.Name) || !ValidOrder(p.Order) {
			report("seat %s has no name or no order key", p.ID)
		}
		if _, ok := s.Table(p.Table); !ok && p.Table != "" {
			report("seat %s stands at no table", p.ID)
		}
		if checkPerson(p.Side, p.Role, p.Table) != nil {
			report("seat %s has a role that does not go with its table", p.ID)
		}
		if p.Role == Coordinator && !p.Withdrawn {
			leaders[p.Table]++
		}
	}
	for table, n := range leaders {
		if n > 1 {
			report("table %s has %d coordinators", table, n)
		}
	}
	checkSteering(s, report)
	checkSurvey(s, report)
	checkMaskings(s, report)
	checkPhotos(s, report)
	for _, r := range s.records[KindAssignment] {
		if _, ok := s.Table(r.(Assignment).Table); !ok && r.(Assignment).Table != "" {
			report("board %s belongs to no table", r.Key())
		}
	}
	checkThemes(s, report)
}

// checkThemes: whatever is about a theme is about one that is, or was, there,
// and a table has one board for each.
func checkThemes(s *State, report func(string, ...any)) {
	known := func(what string, id ThemeID) {
		if _, ok := s.Theme(id); id != "" && !ok {
			report("%s is about a theme that is not there", what)
		}
	}
	boards := map[[2]string]int{}
	for _, a := range all[Assignment](s, KindAssignment) {
		known("board "+string(a.ID), a.ThemeID)
		if key := [2]string{string(a.Table), string(a.ThemeID)}; a.ThemeID != "" {
			if boards[key]++; boards[key] == 2 {
				report("table %s has two boards for one theme", a.Table)
			}
		}
	}
	for _, t := range all[Table](s, KindTable) {
		known("table "+string(t.ID), t.ThemeID)
	}
	for _, a := range all[AgendaStep](s, KindAgendaStep) {
		known("step "+string(a.ID), a.ThemeID)
	}
	for _, t := range all[Theme](s, KindTheme) {
		if IsBlank(t.Text) || !ValidOrder(t.Order) {
			report("theme %s has no text or no order key", t.ID)
		}
	}
}

// checkSteering: what steers the hall speaks of tables and people that are, or
// were, in it.
func checkSteering(s *State, report func(string, ...any)) {
	for _, c := range all[Course](s, KindCourse) {
		if _, ok := s.Table(c.Table); !ok {
			report("a course belongs to no table")
		}
		if _, ok := s.AgendaStep(c.Step); !ok || c.Ends < c.Since {
			report("table %s is in no step of the agenda, or in one that ended before it began", c.Table)
		}
	}
	for _, sign := range all[Sign](s, KindSign) {
		if _, ok := s.Seat(sign.Seat); !ok {
			report("a sign belongs to no seat")
		}
	}
	for _, a := range all[AgendaStep](s, KindAgendaStep) {
		if IsBlank(a.Name) || !ValidOrder(a.Order) || a.Minutes < 1 || !slices.Contains(Phases, a.Phase) {
			report("step %s has no name, no order key, no minutes or no phase", a.ID)
		}
	}
	for _, m := range all[Message](s, KindMessage) {
		if IsBlank(m.Text) {
			report("message %s says nothing", m.ID)
		}
	}
}

// checkTally: every note that was ever written is in exactly one place of the outline.
func checkTally(s *State, report func(string, ...any)) {
	t := s.Outline().Tally
	if t.Written != t.Grouped+t.Lone+t.Loose+t.Withdrawn+t.Hidden {
		report("the ledger does not balance: %d written, %d + %d + %d + %d + %d found", t.Written, t.Grouped, t.Lone, t.Loose, t.Withdrawn, t.Hidden)
	}
}

// checkHidden: what was put away is off the board, is kept with a reason, and
// stands on no card.
func checkHidden(s *State, report func(string, ...any)) {
	for _, kind := range slices.Concat(itemKinds, markKinds) {
		for id, r := range s.records[kind] {
			h, ok := r.(hideable)
			if !ok || !h.hiding().hidden() {
				continue
			}
			if h.hiding().isTold() || h.hiding().By == "" || !sameRecord(stillHidden(r, r), r) {
				report("%s %s is hidden and can be read", kind, id)
			}
		}
	}
	for _, g := range s.Groups() {
		if len(g.Kept) > 0 && !g.Hidden.hidden() {
			report("group %s keeps words that nobody put away", g.ID)
		}
	}
}

// checkMarks: what is laid over items names items of this board, and nobody has
// more ballots or seals than a round allows.
func checkMarks(s *State, report func(string, ...any)) {
	known := func(what string, id ItemID) {
		if _, found := s.item(id); !found {
			report("%s names what is not on the board", what)
		}
	}
	for _, l := range all[Link](s, KindLink) {
		known("link "+string(l.ID), l.From)
		known("link "+string(l.ID), l.To)
		if l.From == l.To || !slices.Contains(Meanings, l.Meaning) {
			report("link %s has no meaning or one end", l.ID)
		}
	}
	for _, w := range all[Wording](s, KindWording) {
		known("wording "+string(w.ID), ItemID(w.Group))
		if IsBlank(w.Text) {
			report("wording %s has no text", w.ID)
		}
	}
	for _, p := range all[Passage](s, KindPassage) {
		known("passage "+string(p.ID), p.Item)
		if !ValidOrder(p.Order) {
			report("passage %s has no valid order key", p.ID)
		}
	}
	checkRounds(s, report)
}

func checkRounds(s *State, report func(string, ...any)) {
	open := 0
	for _, r := range all[Round](s, KindRound) {
		if r.Open && !r.Withdrawn {
			open++
		}
		if !ValidOrder(r.Order) || r.Open && len(r.Counts) > 0 || r.offers(r.Counts) != nil || r.offers(r.Hand) != nil {
			report("round %s is counted wrongly", r.ID)
		}
	}
	if open > 1 {
		report("%d rounds are open", open)
	}
	type voter struct {
		round RoundID
		seat  SeatID
	}
	voted := map[voter]bool{}
	for _, b := range all[Ballot](s, KindBallot) {
		r, ok := s.Round(b.Round)
		sum := 0
		for _, m := range b.Marks {
			sum += m.N
		}
		if !ok || b.Veiled || b.Empty || sum > r.Seals || r.offers(b.Marks) != nil || voted[voter{b.Round, b.Seat}] {
			report("ballot %s holds what its round does not allow", b.ID)
		}
		voted[voter{b.Round, b.Seat}] = true
	}
}
