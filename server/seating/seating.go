package seating

import "yoriai/board"

// Person is one to be seated. Tables are indices; Nowhere stands for none.
type Person struct {
	Side   board.Side
	At     int   // the table now
	Been   []int // the tables of earlier rounds, the newest last
	Stays  bool  // keeps the table: who leads it
	Wishes []int // tables in the order in which they are wished for
}

// Nowhere is no table.
const Nowhere = -1

// What a place costs that is not wished for at all, and one by its rank.
var wishCosts = []int{0, 1, 3}

const unwished = 6

// Change proposes a 席替え among n tables: their sizes differ by at most one,
// nobody comes to a table where they sat before unless it cannot be helped,
// people meet as many new ones as possible, and the sides are spread.
func Change(people []Person, n int) []int {
	return arranged(people, n, func(p Person, table int) int {
		times := 0
		for _, been := range append([]int{p.At}, p.Been...) {
			if been == table {
				times++
			}
		}
		return times
	}, metBefore(people))
}

// Divide proposes a 班分け into n tables: their sizes differ by at most one,
// as many wishes as possible come true, and the sides are spread.
func Divide(people []Person, n int) []int {
	return arranged(people, n, func(p Person, table int) int {
		if len(p.Wishes) == 0 {
			return 0
		}
		for rank, wish := range p.Wishes {
			if wish == table {
				return wishCosts[min(rank, len(wishCosts)-1)]
			}
		}
		return unwished
	}, nil)
}

// metBefore says of each two people whether they sat at one table before, or
// do now. Rounds are counted back from now: who came late has fewer.
func metBefore(people []Person) [][]bool {
	met := make([][]bool, len(people))
	for i := range people {
		met[i] = make([]bool, len(people))
	}
	for i, p := range people {
		for j := range i {
			met[i][j] = together(p, people[j])
			met[j][i] = met[i][j]
		}
	}
	return met
}

func together(a, b Person) bool {
	if a.At == b.At && a.At != Nowhere {
		return true
	}
	for k := 1; k <= min(len(a.Been), len(b.Been)); k++ {
		if t := a.Been[len(a.Been)-k]; t == b.Been[len(b.Been)-k] && t != Nowhere {
			return true
		}
	}
	return false
}

func arranged(people []Person, n int, cost func(Person, int) int, met [][]bool) []int {
	if n == 0 {
		return nil
	}
	a := &arrangement{people: people, n: n, met: met, at: make([]int, len(people)), costs: make([][]int, len(people))}
	for i, p := range people {
		a.costs[i] = make([]int, n)
		for t := range n {
			a.costs[i][t] = cost(p, t)
		}
		a.at[i] = Nowhere
		if p.Stays {
			a.at[i] = p.At
		}
	}
	a.seat()
	a.improve()
	return a.at
}

// arrangement is a proposal being made.
type arrangement struct {
	people []Person
	n      int
	at     []int   // person → table
	costs  [][]int // person → table → what must be as little as possible before all else
	met    [][]bool
	metAt  [][]int // person → table → how many sit there whom they have met
}

func (a *arrangement) movable(i int) bool { return !a.people[i].Stays }
