package server

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/gate"
	"yoriai/server/pages"
	"yoriai/server/press"
	"yoriai/server/room"
	"yoriai/server/throttle"
)

// Server is everything behind the address. Make it with New, serve Handler,
// end it with Close.
type Server struct {
	cfg       Config
	ctx       context.Context // ends with Close
	cancel    context.CancelFunc
	echo      *echo.Echo
	gate      *gate.Gate
	rooms     *room.Rooms
	hub       *hub
	sessions  *sessions
	keys      *keys
	door      *door
	pages     *pages.Pages
	listing   sync.Mutex // a list of people that is sent twice
	arranging sync.Mutex // a table and a theme made at once must not miss each other
	sitting   sync.Mutex // two people of one name must not be given one seat
	spending  sync.Mutex // two who press a one-time link must not both get in
	house     sync.WaitGroup

	rehearsals rehearsals
	clockwork  clockwork

	press    *press.Press
	photos   photoRoom
	hidings  hidings
	carrying sync.WaitGroup // of what was put away to its cards

	tending  tending
	planning sync.Mutex     // two who press at once must not begin two erasings
	erasing  sync.Mutex     // one erasing after the other
	toErase  chan struct{}  // one token: something is to be erased
	written  atomic.Int64   // when anybody last wrote anything, ms since 1970
	notices  chan auditLine // for the audit log, from the rooms
	audited  atomic.Int64   // lines of the audit log since the start

	looking                sync.Mutex // at the disk
	spaceLow, spaceUnknown bool
}

// New puts the server together; nothing runs yet but what keeps house.
func New(cfg Config) (*Server, error) {
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Logger == nil {
		cfg.Logger = slog.Default()
	}
	g, err := gate.New(cfg.BaseURL, cfg.Port, cfg.TLS, cfg.Logger)
	if err != nil {
		return nil, err
	}
	views, err := pages.New()
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	links, err := newKeys(ctx, cfg.Vault, cfg.Now)
	if err != nil {
		cancel()
		return nil, fmt.Errorf("link secret: %w", err)
	}
	h := newHub()
	srv := &Server{
		cfg: cfg, ctx: ctx, cancel: cancel, gate: g, hub: h, pages: views, keys: links,
		sessions:   &sessions{vault: cfg.Vault, now: cfg.Now, secure: g.Secure()},
		door:       &door{vault: cfg.Vault, throttle: throttle.New(cfg.Now)},
		rehearsals: rehearsals{end: map[board.WorkshopID]context.CancelFunc{}},
		press:      press.New(),
		notices:    make(chan auditLine, noticesMost),
		toErase:    make(chan struct{}, 1),
	}
	srv.rooms = room.New(room.Config{Log: cfg.Log, Logger: cfg.Logger, Now: cfg.Now, Committed: srv.committed, Fell: h.fell})
	if err := srv.noticeRestore(ctx); err != nil {
		cfg.Logger.Error("whether the data went back in time is not known", "err", err)
	}
	srv.echo = srv.routes()
	srv.housekeeping()
	return srv, nil
}

// committed is told of every commit, in the room's goroutine.
func (srv *Server) committed(doc board.DocID, entries []board.Entry) {
	srv.hub.committed(doc, entries)
	srv.notice(doc, entries)
	srv.noticeHidings(doc, entries)
	srv.written.Store(srv.cfg.Now().UnixMilli())
}

// Handler serves all addresses.
func (srv *Server) Handler() http.Handler { return srv.echo }

// Base is the address people are told.
func (srv *Server) Base() string { return srv.gate.Base() }

// Close tells every browser, lets the rooms finish what they have in hand,
// and waits for both. The log and the vault may be closed afterwards.
func (srv *Server) Close() {
	srv.hub.closeAll()
	srv.carrying.Wait()
	srv.rooms.Close()
	srv.cancel()
	srv.house.Wait()
}

// OrganiserLink makes a new one-time link to the organiser's pages.
func (srv *Server) OrganiserLink(ctx context.Context) (string, error) {
	token, err := srv.keys.forOrganiser(ctx)
	if err != nil {
		return "", fmt.Errorf("organiser link: %w", err)
	}
	return srv.Base() + "/k/" + token, nil
}

// HasOrganiser reports whether anybody was ever given the organiser's pages,
// or still holds a link to them.
func (srv *Server) HasOrganiser(ctx context.Context) (bool, error) {
	_, found, err := srv.cfg.Vault.Get(ctx, shelfSecrets, "organiser")
	return found, err
}

// addressOf finds the client's address. Headers are believed from listed
// proxies only: anybody on the network can send them.
func addressOf(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trust := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		trust = append(trust, echo.TrustIPRange(&net.IPNet{
			IP:   p.Masked().Addr().AsSlice(),
			Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(trust...)
}
