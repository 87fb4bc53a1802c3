package rehearsal

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"yoriai/board"
)

// Cast is everybody who plays, and where.
type Cast struct {
	Base  string // the server's address, as people are told it
	Dial  func(ctx context.Context, network, addr string) (net.Conn, error)
	Parts []Part
	// Pace is the mean pause between two deeds of one person; > 0.
	Pace time.Duration
	// Seed decides who writes what, and when. Ids are new every time.
	Seed uint64
	// Alone: a made-up facilitator, who must be among the parts, takes the hall
	// through the whole evening, and Play ends with it. Otherwise somebody else
	// steers, and Play goes on until its context ends.
	Alone bool
}

// Outcome is what came of it.
type Outcome struct {
	People  int
	Deeds   int                // confirmed by the server
	Refused map[board.Code]int // somebody else was quicker
	Median  time.Duration      // from a deed to the server's word
	Slowest time.Duration
	Faults  []error // where somebody saw something else than the server has, or could not come in
}

// stage is what all players share.
type stage struct {
	Cast
	*resting
	host  string
	web   *http.Client
	lines *Lines
	over  atomic.Bool // the evening has come to its end
}

// Play lets everybody play. Everything it begins has ended when it returns.
func Play(ctx context.Context, cast Cast) (Outcome, error) {
	base, err := url.Parse(cast.Base)
	if err != nil || cast.Pace <= 0 {
		return Outcome{}, errors.Join(err, fmt.Errorf("a rehearsal needs an address and a pace, not %q and %v", cast.Base, cast.Pace))
	}
	transport := &http.Transport{DialContext: cast.Dial, DisableKeepAlives: true}
	st := &stage{Cast: cast, resting: newResting(), host: base.Host, lines: ReadLines(), web: &http.Client{
		Transport: transport, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	players, conductor := st.players()
	if cast.Alone && conductor == nil {
		return Outcome{}, errors.New("nobody among the parts may take the hall through the evening")
	}
	return outcome(append(players, conductor...), st.play(ctx, players, conductor)), nil
}

// plain is an address of the server over the given line, which is plain
// whatever scheme people are told.
func (st *stage) plain(link string) string {
	return "http://" + st.host + strings.TrimPrefix(link, st.Base)
}

// players deals the parts: those of the tables, and who steers.
func (st *stage) players() (players, conductor []*player) {
	tables := map[board.TableID][]*player{}
	for i, part := range st.Parts {
		p := newPlayer(st, part, uint64(i))
		if part.Actor.Role == board.Facilitator {
			if st.Alone {
				conductor = []*player{p}
			}
			continue
		}
		tables[part.Actor.Table] = append(tables[part.Actor.Table], p)
		players = append(players, p)
	}
	n := uint64(0)
	for _, id := range slices.Sorted(maps.Keys(tables)) {
		n++
		for i, hand := range st.lines.deal(rand.New(rand.NewPCG(n, st.Seed)), len(tables[id])) {
			tables[id][i].hand = hand
		}
	}
	return players, conductor
}

// play runs everybody: for good, or until the conductor is done. Then each
// holds what they see against the server's word once more.
func (st *stage) play(ctx context.Context, players, conductor []*player) []error {
	var running sync.WaitGroup
	faults := make([]error, len(players)+1)
	for i, p := range players {
		running.Go(func() {
			faults[i] = p.run(ctx, func(ctx context.Context) error {
				return cmp.Or(p.live(ctx, p.act, st.over.Load), p.compare(ctx))
			})
		})
	}
	for _, p := range conductor {
		faults[len(players)] = p.run(ctx, func(ctx context.Context) error {
			return cmp.Or(p.conduct(ctx, len(players)), p.compare(ctx))
		})
		st.over.Store(true)
	}
	running.Wait()
	return faults
}

// outcome adds up what everybody has to tell.
func outcome(players []*player, faults []error) Outcome {
	o := Outcome{People: len(players), Refused: map[board.Code]int{}, Faults: slices.DeleteFunc(faults, func(err error) bool { return err == nil })}
	var took []time.Duration
	for _, p := range players {
		took = append(took, p.took...)
		for _, d := range append(p.everything(), p.left...) {
			o.Deeds += len(d.Acked)
			o.Faults = append(o.Faults, d.Faults...)
			for _, code := range d.Denied {
				o.Refused[code]++
			}
		}
	}
	if slices.SortFunc(took, cmp.Compare[time.Duration]); len(took) > 0 {
		o.Median, o.Slowest = took[len(took)/2], took[len(took)-1]
	}
	return o
}
