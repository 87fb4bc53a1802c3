package server

import (
	"bytes"
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// stopWait bounds how long requests in hand may take at the end; a report
// that is being made is finished, an endless one is not waited for.
const stopWait = 15 * time.Second

// Serve answers on a listener until ctx ends, then ends in order: every
// browser is told, requests in hand are finished, rooms write down what they
// have. Certificates come with the listener (see package certificate).
func (srv *Server) Serve(ctx context.Context, ln net.Listener) error {
	h := newHTTPServer(srv.Handler(), srv.cfg.Logger)
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(ln) }()
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	srv.hub.closeAll()
	stop, cancel := context.WithTimeout(context.Background(), stopWait)
	defer cancel()
	err = errors.Join(err, h.Shutdown(stop))
	srv.Close()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// newHTTPServer has time limits that a slow or silent client cannot stretch;
// sockets set their own after the upgrade.
func newHTTPServer(handler http.Handler, logger *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       60 * time.Second,
		WriteTimeout:      5 * time.Minute, // a large export over a slow line
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(quietLog{logger}, "", 0),
	}
}

// quietLog takes what net/http complains of (broken lines, odd requests): of
// interest only when one looks for it. It may hold addresses, never bodies.
// That nobody gets in any more, because no descriptors are left, is an alarm.
type quietLog struct{ logger *slog.Logger }

func (q quietLog) Write(line []byte) (int, error) {
	level := slog.LevelDebug
	if bytes.Contains(line, []byte("Accept error")) {
		level = slog.LevelWarn
	}
	q.logger.Log(context.Background(), level, "http", "said", string(line))
	return len(line), nil
}
