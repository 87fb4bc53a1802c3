package server

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/intake"
	"yoriai/server/seating"
)

// personBody is somebody of a list, as the page and the server tell each other.
type personBody struct {
	Table  string     `json:"table,omitempty"`
	Name   string     `json:"name"`
	Side   board.Side `json:"side,omitempty"`
	Leads  bool       `json:"leads,omitzero"`
	Wishes []string   `json:"wishes,omitempty"`
}

type peopleBody struct {
	People  []personBody `json:"people"`
	Remarks []madeRemark `json:"remarks,omitempty"`
	Tables  []string     `json:"tables,omitempty"` // to divide people into
}

// apiRoster reads a list of people out of a file and tells what it found.
// Nothing is made of it before a person has seen it.
func (srv *Server) apiRoster(c echo.Context) error {
	if _, err := srv.steering(c); err != nil {
		return err
	}
	data, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	people, remarks, err := intake.ReadPeople(data)
	if err != nil {
		return err
	}
	out := peopleBody{}
	for _, p := range people {
		out.People = append(out.People, personBody{p.Table, p.Name, p.Side, p.Coordinator, p.Wishes})
	}
	for _, r := range remarks {
		out.Remarks = append(out.Remarks, madeRemark{r.Line, r.Key, r.Text})
	}
	return c.JSON(http.StatusOK, out)
}

// divided is a proposal: for each person the table, by its place in Tables;
// and how many wishes of each rank come true.
type divided struct {
	Tables  []string `json:"tables"`
	At      []int    `json:"at"`
	Granted []int    `json:"granted"`
	Refused int      `json:"refused"`
}

// apiDivide proposes a 班分け of people who have no table.
func (srv *Server) apiDivide(c echo.Context) error {
	p, body, err := steeringWith[peopleBody](srv, c)
	if err != nil {
		return err
	}
	if len(body.People) > board.Bounds.Seats || len(body.Tables) > board.Bounds.Tables || len(body.Tables) == 0 {
		return board.Errorf(board.Quota, "a workshop has at most %d tables and %d seats", board.Bounds.Tables, board.Bounds.Seats)
	}
	return c.JSON(http.StatusOK, divide(body, seatedAt(p.state, body.Tables)))
}

// seatedAt are those who sit at the tables already: they stay, and count.
func seatedAt(hall *board.State, tables []string) []seating.Person {
	var people []seating.Person
	for at, name := range tables {
		table, known := tableNamed(hall, name)
		if !known {
			continue
		}
		for _, s := range hall.Seats(table) {
			people = append(people, seating.Person{Side: s.Side, At: at, Stays: true})
		}
	}
	return people
}

// divide gives each table one of those who lead first, then all others.
func divide(body peopleBody, there []seating.Person) divided {
	out := divided{Tables: body.Tables, Granted: make([]int, 3)}
	people := make([]seating.Person, len(body.People))
	for i, p := range body.People {
		people[i] = seating.Person{Side: p.Side, At: seating.Nowhere, Wishes: wishesOf(p, body.Tables)}
	}
	leaders := slices.DeleteFunc(indices(body.People), func(i int) bool { return !body.People[i].Leads })
	leaders = leaders[:min(len(leaders), len(body.Tables))]
	leading := make([]seating.Person, len(leaders))
	for k, i := range leaders {
		leading[k] = people[i]
	}
	for k, t := range seating.Divide(leading, len(body.Tables)) {
		people[leaders[k]].At, people[leaders[k]].Stays = t, true
	}
	out.At = seating.Divide(append(people, there...), len(body.Tables))[:len(people)]
	for i, t := range out.At {
		if rank := slices.Index(people[i].Wishes, t); rank >= 0 {
			out.Granted[min(rank, 2)]++
		} else if len(body.People[i].Wishes) > 0 {
			out.Refused++
		}
	}
	return out
}

func indices[T any](list []T) []int {
	all := make([]int, len(list))
	for i := range all {
		all[i] = i
	}
	return all
}

// wishesOf finds the tables somebody wishes for by their names, or a part of it.
func wishesOf(p personBody, tables []string) []int {
	var wishes []int
	for _, wish := range p.Wishes {
		at := slices.Index(tables, wish)
		if at < 0 && wish != "" {
			at = slices.IndexFunc(tables, func(t string) bool { return strings.Contains(t, wish) || strings.Contains(wish, t) })
		}
		if at >= 0 && !slices.Contains(wishes, at) {
			wishes = append(wishes, at)
		}
	}
	return wishes
}

// apiPeople seats people at tables: those that are there by their names, and
// new ones.
func (srv *Server) apiPeople(c echo.Context) error {
	p, body, err := steeringWith[peopleBody](srv, c)
	if err != nil {
		return err
	}
	// Seen through once begun, and one list after the other: pressed twice, or
	// again after a broken line, it seats everybody once.
	ctx := context.WithoutCancel(c.Request().Context())
	srv.listing.Lock()
	defer srv.listing.Unlock()
	if p.state, err = srv.hall(ctx, p.workshop); err != nil {
		return err
	}
	plans := plansFor(body.People)
	if err := checkPlans(newOnes(plans, p.state), p.state); err != nil {
		return err
	}
	ops, err := joining(plans, p.state)
	if err != nil {
		return err
	}
	tables, err := srv.AddTables(ctx, p.workshop, p.actor(), newOnes(plans, p.state))
	if err != nil {
		return err
	}
	if err := srv.doAll(ctx, board.DocID(p.workshop), p.actor(), ops...); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, madeTables(tables))
}

// plansFor puts people together by the names of their tables, 1班 before 10班.
func plansFor(people []personBody) []TablePlan {
	var plans []TablePlan
	for _, p := range people {
		at := slices.IndexFunc(plans, func(plan TablePlan) bool { return plan.Name == p.Table })
		if at < 0 {
			at = len(plans)
			plans = append(plans, TablePlan{Name: p.Table})
		}
		plans[at].Members = append(plans[at].Members, MemberPlan{Name: p.Name, Side: p.Side, Coordinator: p.Leads})
	}
	number := func(name string) int {
		n, err := strconv.Atoi(strings.TrimRight(name, "班"))
		if err != nil {
			return board.Bounds.Tables + 1
		}
		return n
	}
	slices.SortStableFunc(plans, func(a, b TablePlan) int { return number(a.Name) - number(b.Name) })
	return plans
}

func newOnes(plans []TablePlan, hall *board.State) []TablePlan {
	return slices.DeleteFunc(slices.Clone(plans), func(plan TablePlan) bool {
		_, known := tableNamed(hall, plan.Name)
		return known
	})
}

func tableNamed(hall *board.State, name string) (board.TableID, bool) {
	for _, t := range hall.Tables() {
		if t.Name == name {
			return t.ID, true
		}
	}
	return "", false
}

// joining seats people at tables that are there; a table that is led keeps who
// leads it. Whoever sits there by the same name already does not sit twice.
func joining(plans []TablePlan, hall *board.State) ([]board.Op, error) {
	var ops []board.Op
	people := peopleOf(hall)
	for _, plan := range plans {
		table, known := tableNamed(hall, plan.Name)
		if !known {
			people += len(plan.Members)
			continue
		}
		there := map[string]int{}
		for _, s := range hall.Seats(table) {
			there[s.Name]++
		}
		led := slices.ContainsFunc(hall.Seats(table), func(s board.Seat) bool { return s.Role == board.Coordinator })
		for _, m := range plan.Members {
			if there[m.Name]--; there[m.Name] >= 0 {
				continue
			}
			people++
			m.Coordinator = m.Coordinator && !led
			led = led || m.Coordinator
			op, err := m.op(table).Check()
			if err != nil {
				return nil, err
			}
			ops = append(ops, op)
		}
	}
	if people > board.Bounds.Seats {
		return nil, board.Errorf(board.Quota, "a workshop has at most %d seats", board.Bounds.Seats)
	}
	return ops, nil
}
