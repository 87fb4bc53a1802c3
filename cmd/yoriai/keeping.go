package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/boltlog"
	"yoriai/server/control"
)

// opener gives the server on a data file: the running one, or one made for a
// command and ended with it.
type opener func() (srv *server.Server, end func(), err error)

// serverOn is an opener for a data file that nobody serves.
func serverOn(set settings, store *boltlog.Store) opener {
	return func() (*server.Server, func(), error) {
		srv, err := server.New(server.Config{
			Log: store, Vault: store, Keeper: kept{store}, Backups: set.backupDirs(), Space: store.Disk, Now: func() time.Time { return time.Now().In(set.here()) }, Version: version(),
			Logger: slog.New(slog.NewTextHandler(set.errs, nil)), BaseURL: set.baseURL, Port: "1", // nobody comes: it does not listen
		})
		if err != nil {
			return nil, nil, err
		}
		return srv, srv.Close, nil
	}
}

// keepingCommands are what those who look after the machine do for people's
// data: what is kept until when, erasing, and who did what.
func keepingCommands(store *boltlog.Store, open opener, say words, zone *time.Location) map[string]control.Command {
	on := func(do func(ctx context.Context, srv *server.Server, args control.Args, out io.Writer) error) control.Command {
		return control.Func(func(ctx context.Context, args control.Args, out io.Writer, _ func(int64, int64)) error {
			srv, end, err := open()
			if err != nil {
				return err
			}
			defer end()
			return do(ctx, srv, args, out)
		})
	}
	k := keeping{say}
	return map[string]control.Command{
		"erase.list": on(k.list), "erase.due": on(k.due), "erase.people": on(k.erase), "erase.person": on(k.erase),
		"audit": control.Func(func(ctx context.Context, args control.Args, out io.Writer, _ func(int64, int64)) error {
			ask := server.AuditAsk{Workshop: board.WorkshopID(args["workshop"]), Day: args["day"], Zone: zone}
			return server.WriteAudit(ctx, store, ask, args["csv"] != "", func(key string) string { return say(key) }, out)
		}),
	}
}

// keeping says in sentences what the server did.
type keeping struct{ say words }

// list is `yoriai erase list`, and with a workshop who has a seat in it.
func (k keeping) list(ctx context.Context, srv *server.Server, args control.Args, out io.Writer) error {
	if ws := board.WorkshopID(args["workshop"]); ws != "" {
		seats, tables, err := srv.KeptSeats(ctx, ws)
		for _, p := range seats {
			fmt.Fprintf(out, "%s  %s  %s  %s\n", p.ID, k.say("role."+string(p.Role)), tables[p.Table], p.Name)
		}
		return err
	}
	list, err := srv.Kept(ctx)
	for _, w := range list {
		state := k.say("cli.erase.kept", "day", w.Until)
		switch {
		case w.Due:
			state = k.say("cli.erase.due", "day", w.Until)
		case w.Erased:
			state = k.say("cli.erase.erased")
		case w.Until == "":
			state = k.say("cli.erase.undated")
		}
		fmt.Fprintf(out, "%s  %s  %s  %s\n", w.ID, state, k.say("cli.erase.size", "tables", strconv.Itoa(w.Tables), "people", strconv.Itoa(w.Seats)), w.Title)
	}
	return err
}

// due is `yoriai erase due`.
func (k keeping) due(ctx context.Context, srv *server.Server, args control.Args, out io.Writer) error {
	dry := args["yes"] == ""
	due, done, err := srv.EraseWhatIsDue(ctx, dry, args["force"] != "")
	if len(due) == 0 && err == nil {
		fmt.Fprintln(out, k.say("cli.erase.none"))
		return nil
	}
	for _, w := range due {
		fmt.Fprintf(out, "%s  %s\n", w.ID, k.say("cli.erase.due", "day", w.Until))
		if e, erased := done[w.ID]; erased && e.ID != "" {
			k.told(out, e)
		}
	}
	if dry && err == nil {
		fmt.Fprintln(out, k.say("cli.erase.dry"))
	}
	return err
}

// erase is `yoriai erase people WORKSHOP` and `erase person WORKSHOP SEAT`.
func (k keeping) erase(ctx context.Context, srv *server.Server, args control.Args, out io.Writer) error {
	ask := server.ToErase{
		Workshop: board.WorkshopID(args["workshop"]), Seat: board.SeatID(args["seat"]), Texts: args["texts"] != "", Names: args["names"] != "",
	}
	dry := args["yes"] == ""
	e, err := srv.Erase(ctx, ask, dry)
	if err != nil && e.ID == "" {
		return err
	}
	fmt.Fprintln(out, k.say("cli.erase.counts", "people", strconv.Itoa(e.People), "authored", strconv.Itoa(e.Authored), "notes", strconv.Itoa(e.Notes), "backups", strconv.Itoa(e.Backups)))
	if e.Named > 0 {
		fmt.Fprintln(out, k.say("cli.erase.named", "n", strconv.Itoa(e.Named)))
	}
	if dry {
		fmt.Fprintln(out, k.say("cli.erase.dry"))
		return nil
	}
	k.told(out, e)
	return err
}

// told says what came of an erasing, or that it goes on by itself.
func (k keeping) told(out io.Writer, e server.Erased) {
	if e.Stands > 0 {
		fmt.Fprintln(out, k.say("erase.named", "n", strconv.Itoa(e.Stands)))
	}
	for _, path := range e.Left {
		fmt.Fprintln(out, k.say("cli.erase.left", "file", path))
	}
	fmt.Fprintln(out, k.say("cli.erase.record", "id", e.ID))
}

// erase is `yoriai erase list|due|people|person`. What cannot be taken back
// needs -yes; without it, or with -dry-run, it is only told what would go.
func erase(ctx context.Context, set settings, out io.Writer) error {
	want := map[string][]int{"list": {1, 2}, "due": {1}, "people": {2}, "person": {3}}
	if !slices.Contains(want[set.args[0]], len(set.args)) {
		return errUsage
	}
	args := control.Args{}
	for i, name := range []string{"", "workshop", "seat"} {
		if i > 0 && i < len(set.args) {
			if !board.ValidID(set.args[i]) {
				return fmt.Errorf("%w: %s", server.ErrUnknown, set.args[i])
			}
			args[name] = set.args[i]
		}
	}
	for name, on := range map[string]bool{"yes": set.yes && !set.dry, "texts": set.texts, "names": set.names, "force": set.force} {
		if on {
			args[name] = "yes"
		}
	}
	return onData(ctx, set, "erase."+set.args[0], args, out)
}

// audit is `yoriai audit`: who did what, the newest first.
func audit(ctx context.Context, set settings, out io.Writer) error {
	args := control.Args{"workshop": set.workshop, "day": set.day}
	if _, err := time.Parse(time.DateOnly, set.day); set.day != "" && err != nil {
		return errors.Join(fmt.Errorf("%w: -day", errUsage), err)
	}
	if set.csv {
		args["csv"] = "yes"
	}
	return onData(ctx, set, "audit", args, out)
}
