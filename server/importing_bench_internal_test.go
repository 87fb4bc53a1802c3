package server

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"yoriai/board"
	"yoriai/server/boltlog"
	"yoriai/server/intake"
)

// BenchmarkHeldBy is what a look into a file costs in a very large hall, where
// the words of every table are compared: the first look opens their boards, the
// next ones, after each column that is taken for something else, find them open.
func BenchmarkHeldBy(b *testing.B) {
	for _, notes := range []int{100, 1000, board.Bounds.Notes} {
		b.Run(fmt.Sprintf("60 tables of %d", notes), func(b *testing.B) {
			store, err := boltlog.Open(filepath.Join(b.TempDir(), "data", "yoriai.db"), boltlog.Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.Cleanup(func() { store.Close() })
			cfg := Config{Log: store, Vault: store, Port: "0"}
			ws, brought := fullHall(b, cfg, notes)
			look(b, cfg, ws, brought, 0) // leaves snapshots, as an evening does
			b.Run("first look", func(b *testing.B) {
				for range b.N {
					look(b, cfg, ws, brought, 1)
				}
			})
			b.Run("next looks", func(b *testing.B) { look(b, cfg, ws, brought, b.N) })
		})
	}
}

// fullHall makes the tables, and tells what somebody brings: as many with other words.
func fullHall(b *testing.B, cfg Config, notes int) (board.WorkshopID, []intake.Table) {
	b.Helper()
	srv := newServer(b, cfg)
	defer srv.Close()
	ws, err := srv.OpenWorkshop(b.Context(), board.Facts{Title: "会", Theme: "題"})
	if err != nil {
		b.Fatal(err)
	}
	var plans []TablePlan
	var brought []intake.Table
	for i := range board.Bounds.Tables {
		content, other := filledBoard(fmt.Sprint(i), notes), filledBoard(fmt.Sprint("別 ", i), notes)
		plans = append(plans, TablePlan{Name: fmt.Sprint(i+1, "班"), Content: &content})
		brought = append(brought, intake.Table{TableMembers: intake.TableMembers{Name: fmt.Sprint(i+1, "班")}, Content: other})
	}
	if _, err := srv.AddTables(b.Context(), ws, board.Actor{Seat: board.SeatID(uuid.NewString()), Role: board.Organiser}, plans); err != nil {
		b.Fatal(err)
	}
	return ws, brought
}

func filledBoard(name string, notes int) (content board.ImportBoard) {
	for i, order := range board.OrderRun(notes) {
		note := board.Note{ID: board.NoteID(uuid.NewString()), Text: fmt.Sprintf("公園の草刈りを手伝う人が足りない %s-%d", name, i), Place: board.Place{Order: order}}
		content.Notes = append(content.Notes, note)
	}
	content.Phase = board.Titling
	return content
}

// look asks so often; a fresh server has no board open.
func look(b *testing.B, cfg Config, ws board.WorkshopID, brought []intake.Table, times int) {
	b.Helper()
	b.StopTimer()
	defer b.StartTimer()
	srv := newServer(b, cfg)
	defer srv.Close()
	hall, err := srv.hall(b.Context(), ws)
	if err != nil {
		b.Fatal(err)
	}
	p := seated{seat: board.Seat{ID: board.SeatID(uuid.NewString()), Role: board.Organiser}, workshop: ws, state: hall}
	ask := func() {
		held, err := srv.heldBy(b.Context(), p, brought)
		if err != nil || held[0] != "" {
			b.Fatal(held, err)
		}
	}
	if times != 1 {
		ask()
	}
	b.StartTimer()
	for range times {
		ask()
	}
	b.StopTimer() // what closing costs is no look
}

func newServer(b *testing.B, cfg Config) *Server {
	b.Helper()
	srv, err := New(cfg)
	if err != nil {
		b.Fatal(err)
	}
	return srv
}
