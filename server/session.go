package server

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
)

const (
	cookieName = "yoriai"
	// sessionLife outlasts a series of evenings; each visit renews it.
	sessionLife  = 60 * 24 * time.Hour
	sessionRenew = 24 * time.Hour
)

// Session is one browser: the seats it may act for. The cookie holds a random
// token; we keep its hash, so that a stolen file opens no session.
type Session struct {
	Organiser bool                              `json:"organiser,omitzero"`
	Seats     map[board.SeatID]board.WorkshopID `json:"seats,omitempty"`
	Seen      int64                             `json:"seen"`            // ms since 1970
	Agent     string                            `json:"agent,omitempty"` // see agentOf
	hash      string
}

// In lists the seats this session holds in a workshop, in an order of no
// meaning that stays the same.
func (s *Session) In(ws board.WorkshopID) []board.SeatID {
	var seats []board.SeatID
	for seat, w := range s.Seats {
		if w == ws {
			seats = append(seats, seat)
		}
	}
	slices.Sort(seats)
	return seats
}

// sessions remembers who sits behind a cookie.
type sessions struct {
	vault  Vault
	now    func() time.Time
	secure bool
	mu     sync.Mutex // one change of a session at a time
}

func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// of finds the session of a request; nil without error for a stranger.
func (ss *sessions) of(r *http.Request) (*Session, error) {
	cookies := r.CookiesNamed(cookieName)
	if len(cookies) != 1 || len(cookies[0].Value) > 64 {
		return nil, nil // none, or two by one name: then somebody planted one
	}
	return ss.load(r.Context(), hashToken(cookies[0].Value))
}

func (ss *sessions) load(ctx context.Context, hash string) (*Session, error) {
	data, found, err := ss.vault.Get(ctx, shelfSessions, hash)
	if err != nil || !found {
		return nil, err
	}
	var s Session
	if err := decode(data, &s); err != nil {
		return nil, fmt.Errorf("session: %w", err)
	}
	s.hash = hash
	if ss.now().Sub(time.UnixMilli(s.Seen)) > sessionLife {
		return nil, ss.vault.Delete(ctx, shelfSessions, hash)
	}
	return &s, nil
}

// change gives the request's session (or a new one) to edit, stores it, and
// sets the cookie. What it holds is read again under the lock, so that two
// tabs changing it at once both count.
func (ss *sessions) change(c echo.Context, edit func(*Session)) error {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s, err := ss.of(c.Request())
	if err != nil {
		return err
	}
	token := ""
	if s == nil {
		token = rand.Text()
		s = &Session{hash: hashToken(token)}
	} else if cookie, err := c.Cookie(cookieName); err == nil {
		token = cookie.Value
	}
	s.Seats = maps.Clone(s.Seats)
	if s.Seats == nil {
		s.Seats = map[board.SeatID]board.WorkshopID{}
	}
	edit(s)
	s.Seen, s.Agent = ss.now().UnixMilli(), agentOf(c.Request().UserAgent())
	if err := putJSON(c.Request().Context(), ss.vault, shelfSessions, s.hash, s); err != nil {
		return err
	}
	c.SetCookie(&http.Cookie{
		Name: cookieName, Value: token, Path: "/", HttpOnly: true, Secure: ss.secure,
		SameSite: http.SameSiteLaxMode, MaxAge: int(sessionLife.Seconds()),
	})
	return nil
}

// amend changes a session that somebody else's request is about. One that has
// run out is left as it is.
func (ss *sessions) amend(ctx context.Context, hash string, edit func(*Session)) error {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s, err := ss.load(ctx, hash)
	if err != nil || s == nil {
		return err
	}
	s.Seats = maps.Clone(s.Seats)
	edit(s)
	return putJSON(ctx, ss.vault, shelfSessions, hash, s)
}

// renew keeps a session that is used from running out. When that cannot be
// written down just now there is time for it on the next visit: on a full disk
// people must still get at what they made.
func (srv *Server) renew(c echo.Context, s *Session) {
	if s == nil || srv.sessions.now().Sub(time.UnixMilli(s.Seen)) < sessionRenew {
		return
	}
	if err := srv.sessions.change(c, func(*Session) {}); err != nil {
		srv.cfg.Logger.Warn("session not renewed", "err", err)
	}
}
