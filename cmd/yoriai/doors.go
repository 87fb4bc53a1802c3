package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"strconv"
	"strings"
	"time"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/backup"
	"yoriai/server/boltlog"
	"yoriai/server/control"
	"yoriai/server/inspect"
)

// kinds are the errors that keep their exit code when a running server reports them.
var kinds = control.Kinds{
	"damaged": boltlog.ErrDamaged, "readonly": boltlog.ErrReadOnly, "notwritten": boltlog.ErrNotWritten, "holdsdamage": boltlog.ErrHoldsDamage,
	"missing": boltlog.ErrMissing, "unknown": inspect.ErrUnknown, "usage": errUsage,
	"noseat": server.ErrUnknown, "inuse": server.ErrInUse, "unfinished": server.ErrUnfinished, "nokeeper": server.ErrNoKeeper,
}

// commandsOn are the commands on an open data file. A running server offers
// them at its door; without one, this process carries them out itself.
func commandsOn(store *boltlog.Store, open opener, say words, zone *time.Location) map[string]control.Command {
	all := keepingCommands(store, open, say, zone)
	maps.Copy(all, map[string]control.Command{
		"backup": control.Func(func(ctx context.Context, _ control.Args, out io.Writer, _ func(int64, int64)) error {
			_, err := store.Backup(ctx, out)
			return err
		}),
		"verify": control.Func(func(ctx context.Context, _ control.Args, out io.Writer, tell func(int64, int64)) error {
			report, err := store.Verify(ctx, tell)
			return errors.Join(err, json.NewEncoder(out).Encode(report))
		}),
		"compact": control.Func(func(ctx context.Context, _ control.Args, out io.Writer, _ func(int64, int64)) error {
			before, err := store.Space(ctx)
			if err == nil || errors.Is(err, boltlog.ErrSpaceUnknown) {
				err = store.Compact(ctx)
			}
			if err != nil {
				return err
			}
			after, _ := store.Space(ctx) // only for the sentence
			_, err = fmt.Fprintln(out, say("cli.compact.done", "before", mebibytes(before.File), "after", mebibytes(after.File)))
			return err
		}),
		"log.list": control.Func(func(ctx context.Context, _ control.Args, out io.Writer, tell func(int64, int64)) error {
			return inspect.List(ctx, store, inspect.Words(say), zone, out, tell)
		}),
		"log.dump": control.Func(func(ctx context.Context, args control.Args, out io.Writer, tell func(int64, int64)) error {
			return inspect.Dump(ctx, store, board.DocID(args["board"]), out, tell)
		}),
		"log.replay": control.Func(func(ctx context.Context, args control.Args, out io.Writer, tell func(int64, int64)) error {
			to, err := strconv.ParseUint(args["to"], 10, 64)
			if err != nil {
				return fmt.Errorf("%w: -to: %w", errUsage, err)
			}
			return inspect.Replay(ctx, store, board.DocID(args["board"]), board.Seq(to), inspect.Words(say), zone, out, tell)
		}),
	})
	return all
}

// onData has a command carried out by the running server, or here where none runs.
func onData(ctx context.Context, set settings, command string, args control.Args, out io.Writer) error {
	tell := set.progress()
	err := control.Ask(ctx, set.data, command, args, kinds, out, tell)
	if !errors.Is(err, control.ErrNobody) {
		return err
	}
	// Only compacting and erasing may change the file of a server that does not run.
	changes := command == "compact" || strings.HasPrefix(command, "erase.")
	store, err := boltlog.Open(set.file(), boltlog.Options{Look: !changes, Log: slog.New(slog.NewTextHandler(set.errs, nil))})
	if err != nil {
		return err
	}
	err = commandsOn(store, serverOn(set, store), set.say, set.here())[command].Run(ctx, args, out, tell)
	return errors.Join(err, store.Close())
}

// told makes a source of a way to back up: the store and the schedule do not
// know each other's errors.
func told(make func(context.Context, io.Writer) (int64, error)) backup.Source {
	return backup.SourceFunc(func(ctx context.Context, w io.Writer) (int64, error) {
		n, err := make(ctx, w)
		if errors.Is(err, boltlog.ErrHoldsDamage) {
			err = fmt.Errorf("%w: %w", backup.ErrDamage, err)
		}
		return n, err
	})
}

// backupNow writes a backup to a file.
func backupNow(ctx context.Context, set settings, out io.Writer) error {
	from := told(func(ctx context.Context, w io.Writer) (int64, error) {
		counted := &counter{Writer: w}
		err := onData(ctx, set, "backup", nil, counted)
		return counted.n, err
	})
	n, err := backup.ToFile(ctx, from, set.args[0], set.force, set.written())
	if err != nil {
		return err
	}
	fmt.Fprintln(out, set.say("cli.backup.done", "file", set.args[0], "size", mebibytes(n)))
	return nil
}

type counter struct {
	io.Writer
	n int64
}

func (c *counter) Write(b []byte) (int, error) {
	n, err := c.Writer.Write(b)
	c.n += int64(n)
	return n, err
}

// restore puts a backup in the data file's place; the server must be stopped.
func restore(ctx context.Context, set settings, out io.Writer) error {
	aside, err := boltlog.Restore(ctx, set.args[0], set.file(), time.Now(), set.progress())
	if err != nil {
		return err
	}
	fmt.Fprintln(out, set.say("cli.restore.done", "file", set.args[0]))
	if aside != "" {
		fmt.Fprintln(out, set.say("cli.restore.aside", "file", aside))
	}
	return nil
}

// verify looks at everything in the data file, or in the file that is named.
func verify(ctx context.Context, set settings, out io.Writer) error {
	report, err := verified(ctx, set)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, set.say("cli.verify.seen", "documents", strconv.Itoa(report.Documents), "entries", strconv.FormatUint(report.Entries, 10),
		"records", strconv.FormatUint(report.Records, 10), "pages", strconv.FormatUint(report.Pages, 10)))
	for _, f := range report.Faults {
		fmt.Fprintln(out, "! "+set.say("cli.fault."+string(f.Kind), "place", f.Place(), "detail", f.Detail))
	}
	if report.More > 0 {
		fmt.Fprintln(out, set.say("cli.verify.more", "n", strconv.Itoa(report.More)))
	}
	if report.Sound() {
		fmt.Fprintln(out, set.say("cli.verify.sound"))
		return nil
	}
	fmt.Fprintln(out, set.say("cli.verify.rest", "hurt", strconv.Itoa(len(report.Hurt)), "sound", strconv.Itoa(max(0, report.Documents-len(report.Hurt)))))
	return report.Err()
}

func verified(ctx context.Context, set settings) (report boltlog.Report, err error) {
	if len(set.args) == 1 {
		return boltlog.VerifyFile(ctx, set.args[0], set.progress())
	}
	var said jsonBuffer
	err = control.Ask(ctx, set.data, "verify", nil, kinds, &said, set.progress())
	if errors.Is(err, control.ErrNobody) { // a file that would not open can be looked at all the same
		return boltlog.VerifyFile(ctx, set.file(), set.progress())
	}
	if err == nil {
		err = json.Unmarshal(said, &report)
	}
	return report, err
}

type jsonBuffer []byte

func (b *jsonBuffer) Write(p []byte) (int, error) {
	*b = append(*b, p...)
	return len(p), nil
}

func compact(ctx context.Context, set settings, out io.Writer) error {
	return onData(ctx, set, "compact", nil, out)
}

// logs is `yoriai log list`, `log dump BOARD` and `log replay BOARD`.
func logs(ctx context.Context, set settings, out io.Writer) error {
	want := map[string]int{"list": 1, "dump": 2, "replay": 2}
	if want[set.args[0]] != len(set.args) {
		return errUsage
	}
	args := control.Args{"to": strconv.FormatUint(set.to, 10)}
	if len(set.args) == 2 {
		args["board"] = set.args[1]
	}
	return onData(ctx, set, "log."+set.args[0], args, out)
}

func mebibytes(n int64) string { return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) }

// progress says on stderr how far a long command is; a short one says nothing.
func (set settings) progress() func(done, total int64) {
	return set.paced(func(done, total int64) string {
		return set.say("cli.progress", "percent", strconv.FormatInt(100*done/max(1, total), 10))
	})
}

// written is progress where nobody knows how much there will be.
func (set settings) written() func(done int64) {
	tell := set.paced(func(done, _ int64) string { return set.say("cli.progress.written", "size", mebibytes(done)) })
	return func(done int64) { tell(done, 0) }
}

func (set settings) paced(sentence func(done, total int64) string) func(done, total int64) {
	const every = time.Second
	next := time.Now().Add(every)
	return func(done, total int64) {
		if now := time.Now(); now.After(next) {
			next = now.Add(every)
			fmt.Fprintln(set.errs, sentence(done, total))
		}
	}
}
