package seating_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"yoriai/board"
	"yoriai/server/seating"
)

var sides = []board.Side{board.Citizen, board.Staff, board.OtherSide, board.NoSide}

// drawPeople makes a hall: perhaps somebody who leads each table, and others.
func drawPeople(t *rapid.T, n, most int) []seating.Person {
	var people []seating.Person
	rounds := rapid.IntRange(0, 3).Draw(t, "rounds")
	for table := range n {
		if rapid.Bool().Draw(t, "led") {
			people = append(people, seating.Person{At: table, Stays: true, Side: rapid.SampledFrom(sides).Draw(t, "side")})
		}
	}
	for range rapid.IntRange(0, most).Draw(t, "people") {
		p := seating.Person{At: rapid.IntRange(seating.Nowhere, n-1).Draw(t, "at"), Side: rapid.SampledFrom(sides).Draw(t, "side")}
		for range rapid.IntRange(0, rounds).Draw(t, "been") {
			p.Been = append(p.Been, rapid.IntRange(seating.Nowhere, n-1).Draw(t, "was"))
		}
		for range rapid.IntRange(0, 3).Draw(t, "wishes") {
			p.Wishes = append(p.Wishes, rapid.IntRange(0, n-1).Draw(t, "wish"))
		}
		people = append(people, p)
	}
	return people
}

func sizes(at []int, n int) []int {
	counts := make([]int, n)
	for _, t := range at {
		counts[t]++
	}
	return counts
}

func TestEveryProposalSeatsEverybodyEvenly(t *testing.T) {
	for name, propose := range map[string]func([]seating.Person, int) []int{"change": seating.Change, "divide": seating.Divide} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n := rapid.IntRange(1, 7).Draw(t, "tables")
				people := drawPeople(t, n, 25)
				at := propose(people, n)
				if len(at) != len(people) {
					t.Fatalf("%d of %d people are seated", len(at), len(people))
				}
				for i, p := range people {
					if at[i] < 0 || at[i] >= n || p.Stays && at[i] != p.At {
						t.Fatalf("person %d of %+v is brought to %d", i, p, at[i])
					}
				}
				if counts := sizes(at, n); slices.Max(counts)-slices.Min(counts) > 1 {
					t.Fatalf("the tables have %v people", counts)
				}
				if again := propose(people, n); !slices.Equal(at, again) {
					t.Fatalf("%v, and asked again %v", at, again)
				}
			})
		})
	}
}

func visits(p seating.Person, table int) (n int) {
	for _, t := range append([]int{p.At}, p.Been...) {
		if t == table {
			n++
		}
	}
	return n
}

func rank(p seating.Person, table int) int {
	if len(p.Wishes) == 0 {
		return 0
	}
	if at := slices.Index(p.Wishes, table); at >= 0 {
		return []int{0, 1, 3}[at]
	}
	return 6
}

// least tries every seating there is whose sizes differ by at most one.
func least(people []seating.Person, n int, cost func(seating.Person, int) int) int {
	best := 1 << 30
	at := make([]int, len(people))
	var try func(i, sum int)
	try = func(i, sum int) {
		if sum >= best {
			return
		}
		if i == len(people) {
			if counts := sizes(at, n); slices.Max(counts)-slices.Min(counts) <= 1 {
				best = sum
			}
			return
		}
		for t := range n {
			if people[i].Stays && t != people[i].At {
				continue
			}
			at[i] = t
			c := cost(people[i], t)
			if people[i].Stays {
				c = 0
			}
			try(i+1, sum+c)
		}
	}
	try(0, 0)
	return best
}

// Nobody comes twice to one table where it can be avoided, and no seating
// grants more wishes: held to all seatings there are.
func TestNoSeatingIsBetter(t *testing.T) {
	for name, c := range map[string]struct {
		propose func([]seating.Person, int) []int
		cost    func(seating.Person, int) int
	}{"change": {seating.Change, visits}, "divide": {seating.Divide, rank}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				n := rapid.IntRange(1, 3).Draw(t, "tables")
				people := drawPeople(t, n, 6)
				sum := 0
				for i, table := range c.propose(people, n) {
					if !people[i].Stays {
						sum += c.cost(people[i], table)
					}
				}
				if want := least(people, n, c.cost); sum != want {
					t.Fatalf("the proposal costs %d; there is one for %d", sum, want)
				}
			})
		})
	}
}

// People without wishes are dealt out: every side is spread as evenly as it can be.
func TestSidesAreSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "tables")
		var people []seating.Person
		for range rapid.IntRange(0, 60).Draw(t, "people") {
			people = append(people, seating.Person{At: seating.Nowhere, Side: rapid.SampledFrom(sides).Draw(t, "side")})
		}
		at := seating.Divide(people, n)
		for _, side := range sides {
			counts := make([]int, n)
			for i, table := range at {
				if people[i].Side == side {
					counts[table]++
				}
			}
			if slices.Max(counts)-slices.Min(counts) > 1 {
				t.Fatalf("of %q there are %v", side, counts)
			}
		}
	})
}

// A world café: six tables of five and three changes. Nobody comes to a table
// twice, and hardly anybody meets anybody again.
func TestAWorldCafe(t *testing.T) {
	const tables, guests = 6, 4
	var people []seating.Person
	for table := range tables {
		people = append(people, seating.Person{At: table, Stays: true, Side: board.Staff})
		for g := range guests {
			people = append(people, seating.Person{At: table, Side: []board.Side{board.Citizen, board.Citizen, board.Staff, board.Citizen}[g]})
		}
	}
	again := 0
	for range 3 {
		at := seating.Change(people, tables)
		for i := range people {
			for j := range i {
				if at[i] == at[j] && !people[i].Stays && !people[j].Stays && togetherBefore(people[i], people[j]) {
					again++
				}
			}
		}
		for i := range people {
			if visits(people[i], at[i]) > 0 && !people[i].Stays {
				t.Errorf("person %d sits at table %d once more", i, at[i])
			}
			people[i].Been = append(people[i].Been, people[i].At)
			people[i].At = at[i]
		}
	}
	t.Logf("%d of %d pairs met again", again, 3*tables*guests*(guests-1)/2)
	if again > 6 {
		t.Errorf("%d pairs met again", again)
	}
}

func togetherBefore(a, b seating.Person) bool {
	for k := range a.Been {
		if a.Been[k] == b.Been[k] {
			return true
		}
	}
	return a.At == b.At
}

func TestALargeHall(t *testing.T) {
	var people []seating.Person
	for i := range 1000 {
		people = append(people, seating.Person{At: i % 60, Side: sides[i%3], Wishes: []int{i % 7, i % 11, i % 13}})
	}
	for name, at := range map[string][]int{"change": seating.Change(people, 60), "divide": seating.Divide(people, 60)} {
		if counts := sizes(at, 60); slices.Max(counts)-slices.Min(counts) > 1 {
			t.Errorf("%s: the tables have %v people", name, counts)
		}
	}
}

// thousand are people of a very large hall after some rounds.
func thousand(rounds int) []seating.Person {
	const tables = 60
	var people []seating.Person
	for i := range 1000 {
		p := seating.Person{At: i % tables, Side: sides[i%3], Stays: i < tables, Wishes: []int{i % 7, i % 11, i % 13}}
		for r := range rounds {
			p.Been = append(p.Been, (i+7*r+i/tables*r)%tables)
		}
		people = append(people, p)
	}
	return people
}

// Whom everybody has met is kept up, not counted anew; what is proposed is the
// same however often one asks.
func TestTheSameProposalTwice(t *testing.T) {
	people := thousand(3)
	first := seating.Change(people, 60)
	if !slices.Equal(first, seating.Change(people, 60)) {
		t.Error("two proposals differ")
	}
	met := 0
	for i := range people {
		for j := range i {
			if first[i] == first[j] && togetherBefore(people[i], people[j]) {
				met++
			}
		}
	}
	if met > 40 {
		t.Errorf("%d pairs of a thousand people meet again", met)
	}
}

func BenchmarkChangeOfAThousand(b *testing.B) {
	people := thousand(3)
	for b.Loop() {
		seating.Change(people, 60)
	}
}

func BenchmarkDivideAThousand(b *testing.B) {
	people := thousand(0)
	for b.Loop() {
		seating.Divide(people, 60)
	}
}
