package server

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"yoriai/board"
)

// device is a browser that holds a seat, as those who steer see it.
type device struct {
	ID    string        `json:"id"` // names the session among those of a seat; opens nothing
	Seat  board.SeatID  `json:"seat"`
	Name  string        `json:"name"`
	Role  board.Role    `json:"role"`
	Table board.TableID `json:"table"`
	Agent string        `json:"agent"` // such as "Edge, Windows"; empty: not known
	Seen  int64         `json:"seen"`  // ms since 1970, to the day
	Here  bool          `json:"here"`  // a page is open just now
	Own   bool          `json:"own"`   // the one that asks
}

// deviceID is a session's name in a list. The whole hash stays here.
func deviceID(hash string) string { return hash[:min(16, len(hash))] }

// apiDevices lists who holds which seat by which browser.
func (srv *Server) apiDevices(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	ctx, own := c.Request().Context(), ""
	if s, _ := srv.sessions.of(c.Request()); s != nil {
		own = s.hash
	}
	list := []device{}
	for _, table := range append([]board.Table{{}}, p.state.Tables()...) {
		for _, seat := range p.state.Seats(table.ID) {
			found, err := srv.devicesOf(ctx, seat, own)
			if err != nil {
				return err
			}
			list = append(list, found...)
		}
	}
	return c.JSON(http.StatusOK, list)
}

// devicesOf lists the browsers that hold a seat, the latest first.
func (srv *Server) devicesOf(ctx context.Context, seat board.Seat, own string) (list []device, err error) {
	holders, err := srv.holders(ctx, seat.ID)
	if err != nil {
		return nil, err
	}
	for _, hash := range holders {
		s, err := srv.sessions.load(ctx, hash)
		if err != nil {
			return nil, err
		}
		if s == nil || s.Seats[seat.ID] == "" {
			continue // it ran out
		}
		list = append(list, device{
			ID: deviceID(hash), Seat: seat.ID, Name: seat.Name, Role: seat.Role, Table: seat.Table,
			Agent: s.Agent, Seen: s.Seen, Here: srv.hub.speaks(hash, seat.ID), Own: hash == own,
		})
	}
	slices.SortStableFunc(list, func(a, b device) int { return cmp.Compare(b.Seen, a.Seen) })
	return list, nil
}

type endBody struct {
	Device string       `json:"device"`
	Seat   board.SeatID `json:"seat"`
}

// apiEndDevice takes a seat from a browser: its sockets end at once, and its
// next request finds nothing. What was written stays; link or code lead in again.
func (srv *Server) apiEndDevice(c echo.Context) error {
	p, body, err := steeringWith[endBody](srv, c)
	if err != nil {
		return err
	}
	if err := srv.endDevice(c.Request().Context(), p, body); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, struct{}{})
}

func (srv *Server) endDevice(ctx context.Context, p seated, body endBody) error {
	seat, known := p.state.Seat(body.Seat)
	if !known || seat.Role == board.Organiser {
		return board.Errorf(board.NotFound, "there is no such seat to take from a browser")
	}
	srv.sitting.Lock()
	defer srv.sitting.Unlock()
	holders, err := srv.holders(ctx, seat.ID)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(holders, func(hash string) bool { return deviceID(hash) == body.Device })
	if at < 0 {
		return board.Errorf(board.NotFound, "that browser does not hold the seat any more")
	}
	hash := holders[at]
	if err := srv.sessions.amend(ctx, hash, func(s *Session) { delete(s.Seats, seat.ID) }); err != nil {
		return err
	}
	srv.hub.closeSession(hash, seat.ID)
	if err := srv.unclaim(ctx, seat.ID, hash, holders); err != nil {
		return err
	}
	srv.audit(ctx, p.actor(), deedDevice, p.workshop, string(seat.ID))
	return nil
}

// apiRenewLink makes the present link of a seat, and the card it is printed
// on, open nothing any more, and gives a new one. Browsers that came in by the
// old one keep their seat.
func (srv *Server) apiRenewLink(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	var body struct {
		Seat board.SeatID `json:"seat"`
	}
	if err := readBody(c, &body); err != nil {
		return err
	}
	ctx := c.Request().Context()
	if err := srv.renewLink(ctx, p, body.Seat); err != nil {
		return err
	}
	url, err := srv.seatURL(ctx, p.workshop, body.Seat)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, seatLink{body.Seat, url})
}

func (srv *Server) renewLink(ctx context.Context, p seated, id board.SeatID) error {
	if seat, known := p.state.Seat(id); !known || seat.Withdrawn || seat.Role == board.Organiser {
		return board.Errorf(board.NotFound, "there is no such seat with a link")
	}
	if err := srv.keys.renew(ctx, id); err != nil {
		return err
	}
	srv.audit(ctx, p.actor(), deedLink, p.workshop, string(id))
	return nil
}

func readBody(c echo.Context, into any) error {
	data, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return err
	}
	return board.DecodeStrict(data, into)
}

// agents are looked for in this order: a browser names its ancestors too.
var (
	agents  = []struct{ token, name string }{{"Edg", "Edge"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = []struct{ token, name string }{{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Android", "Android"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"}, {"Macintosh", "Mac"}, {"Linux", "Linux"}}
)

// agentOf says in two words which browser asks, so that people can tell a
// laptop in the hall from somebody's telephone. Nothing else of it is kept.
func agentOf(userAgent string) string {
	var words []string
	for _, list := range [][]struct{ token, name string }{agents, systems} {
		for _, a := range list {
			if strings.Contains(userAgent, a.token) {
				words = append(words, a.name)
				break
			}
		}
	}
	return strings.Join(words, ", ")
}
