package server_test

import (
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"

	"github.com/gorilla/websocket"

	"yoriai/server"
	"yoriai/server/boltlog"
)

// inBubble runs a test against a whole server whose hours pass at once: the
// network is in memory, the file is real.
func inBubble(t *testing.T, test func(t *testing.T, s *site), change ...func(*server.Config)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &site{t: t, logs: &logbook{}, net: newWire()}
		var err error
		if s.store, err = boltlog.Open(filepath.Join(t.TempDir(), "data", "yoriai.db"), boltlog.Options{}); err != nil {
			t.Fatal(err)
		}
		s.url = "http://127.0.0.1:8080"
		s.cfg = server.Config{Log: s.store, Vault: s.store, Logger: slog.New(slog.NewTextHandler(s.logs, nil)), Port: "8080"}
		for _, c := range change {
			c(&s.cfg)
		}
		if s.srv, err = server.New(s.cfg); err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(context.Background())
		var serving sync.WaitGroup
		serving.Go(func() {
			if err := s.srv.Serve(ctx, s.net); err != nil {
				t.Error(err)
			}
		})
		s.workshop()
		test(t, s)
		s.idle()
		stop()
		serving.Wait()
		s.checkAll()
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
	})
}

// wire is a network in memory. It has no buffers: what is not read blocks its
// writer at once, as a line does whose buffers are full.
type wire struct {
	calls  chan net.Conn
	ended  chan struct{}
	once   sync.Once
	broken atomic.Bool // no descriptors are left
}

func newWire() *wire { return &wire{calls: make(chan net.Conn), ended: make(chan struct{})} }

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.calls:
		if w.broken.Load() {
			c.Close()
			return nil, &net.OpError{Op: "accept", Net: "tcp", Err: os.NewSyscallError("accept4", syscall.EMFILE)}
		}
		return c, nil
	case <-w.ended:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error   { w.once.Do(func() { close(w.ended) }); return nil }
func (w *wire) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 8080} }

func (w *wire) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	here, there := net.Pipe()
	select {
	case w.calls <- there:
		return here, nil
	case <-w.ended:
		return nil, io.ErrClosedPipe
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// transport and dialer go over the site's own network, where it has one.
func (s *site) transport() http.RoundTripper {
	if s.net == nil {
		return nil
	}
	tr := &http.Transport{DialContext: s.net.dial}
	s.transports = append(s.transports, tr)
	return tr
}

func (s *site) dialer() *websocket.Dialer {
	if s.net == nil {
		return &websocket.Dialer{EnableCompression: s.packs}
	}
	return &websocket.Dialer{NetDialContext: s.net.dial}
}

// idle closes what browsers keep open.
func (s *site) idle() {
	for _, tr := range s.transports {
		tr.CloseIdleConnections()
	}
}
