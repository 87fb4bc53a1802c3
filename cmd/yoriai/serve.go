package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"yoriai/board"
	"yoriai/server"
	"yoriai/server/backup"
	"yoriai/server/boltlog"
	"yoriai/server/certificate"
	"yoriai/server/control"
)

// started is what runs between opening the data file and closing it.
type started struct {
	store  *boltlog.Store
	server *server.Server
	listen net.Listener
}

// serve runs the server until ctx ends.
func serve(ctx context.Context, set settings, out io.Writer) error {
	return running(ctx, set, out, func(context.Context, started) error { return nil })
}

// running opens everything, prepares what the subcommand wants, tells the
// addresses and serves. What was opened is closed in the opposite order.
func running(ctx context.Context, set settings, out io.Writer, prepare func(context.Context, started) error) (err error) {
	// The port first: a second start must not touch the data file at all.
	ln, err := listen(set)
	if err != nil {
		return err
	}
	defer ln.Close()
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	store, err := boltlog.Open(set.file(), boltlog.Options{Init: set.init, AcceptOlder: set.older, Log: logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	rests, ended := starting(set.data, time.Now())
	defer ended()
	srv, err := newServer(set, ln, store, rests, logger)
	if err != nil {
		return err
	}
	defer attend(set, store, srv, logger)()
	if err := prepare(ctx, started{store, srv, ln}); err != nil {
		srv.Close()
		return err
	}
	if rests {
		fmt.Fprintln(out, set.say("cli.resting"))
	}
	if err := greet(ctx, set, srv, ln, out); err != nil {
		srv.Close()
		return err
	}
	err = srv.Serve(ctx, ln)
	fmt.Fprintln(out, set.say("cli.stopped"))
	return err
}

// attend opens the door for commands and begins the scheduled backups. The
// returned func ends both. Neither is worth an evening: where one cannot be had
// the log says so, and people write on.
func attend(set settings, store *boltlog.Store, srv *server.Server, logger *slog.Logger) (end func()) {
	running := func() (*server.Server, func(), error) { return srv, func() {}, nil }
	door, err := control.Open(set.data, commandsOn(store, running, set.say, set.here()), kinds, logger)
	if err != nil {
		logger.Error("commands cannot reach this server", "err", err)
	}
	var schedule *backup.Schedule
	if set.backups.Dir != "" {
		schedule = backup.Start(set.backups, told(store.Backup), logger)
	}
	return func() {
		if schedule != nil {
			schedule.Close()
		}
		if door != nil {
			_ = door.Close() // whoever waited for an answer learns it at the other end
		}
	}
}

func listen(set settings) (net.Listener, error) {
	ln, err := net.Listen("tcp", set.addr)
	if err != nil {
		return nil, err
	}
	if set.cert == "" {
		return ln, nil
	}
	return certificate.Listener(ln, set.cert, set.key, slog.New(slog.NewTextHandler(os.Stderr, nil)))
}

func newServer(set settings, ln net.Listener, store *boltlog.Store, rests bool, logger *slog.Logger) (*server.Server, error) {
	proxies, err := set.trusted()
	if err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		return nil, err
	}
	var log board.Log = store
	var keeper server.Keeper = kept{store}
	if rests { // what can only be looked at is not erased either
		log, keeper = resting{store}, nil
	}
	here := set.here()
	return server.New(server.Config{
		Now: func() time.Time { return time.Now().In(here) },
		Log: log, Vault: store, Logger: logger, Space: store.Disk,
		Keeper: keeper, Backups: set.backupDirs(), Version: version(),
		BaseURL: set.baseURL, Port: port, TLS: set.cert != "", TrustedProxies: proxies,
	})
}

// greet prints what to do next: the address here, the one for others with a
// QR code, and the organiser's link while nobody has used one.
func greet(ctx context.Context, set settings, srv *server.Server, ln net.Listener, out io.Writer) error {
	_, port, err := net.SplitHostPort(ln.Addr().String())
	if err != nil {
		return err
	}
	scheme := "http"
	if set.cert != "" {
		scheme = "https"
	}
	fmt.Fprintln(out, set.say("cli.open", "url", scheme+"://localhost:"+port))
	fmt.Fprintln(out, set.say("cli.others", "url", srv.Base()))
	code, err := server.TerminalQR(srv.Base())
	if err != nil {
		return err
	}
	fmt.Fprint(out, code)
	has, err := srv.HasOrganiser(ctx)
	if err != nil {
		return err
	}
	if !has || set.newLink {
		link, err := srv.OrganiserLink(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "\n%s\n\n", set.say("cli.organiser", "url", link))
	}
	fmt.Fprintln(out, set.say("cli.stop"))
	return nil
}

// health asks a running server whether it is well; for containers.
func health(ctx context.Context, set settings, _ io.Writer) error {
	_, port, err := net.SplitHostPort(set.addr)
	if err != nil {
		return fmt.Errorf("%w: -addr: %w", errUsage, err)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	scheme := "http"
	if set.cert != "" {
		scheme = "https"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, scheme+"://"+net.JoinHostPort("localhost", port)+"/healthz", nil)
	if err != nil {
		return err
	}
	resp, err := healthClient().Do(req)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnwell, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("%w: status %d", errUnwell, resp.StatusCode)
	}
	return nil
}
