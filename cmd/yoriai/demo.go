package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"yoriai/server"
	"yoriai/server/rehearsal"
)

// demo serves a made-up workshop from a temporary folder, and prints how to
// walk in: by the code, as facilitator, as a table's coordinator. Beside it
// waits a hall of made-up people whom one can lead through an evening.
func demo(ctx context.Context, set settings, out io.Writer) error {
	return inPassing(set, func(set settings) error {
		play := &company{set: set, out: out, tables: 4, people: 5, how: server.Rehearsing{Pace: demoPace}}
		return play.during(ctx, func(ctx context.Context, st started) error {
			d, err := st.server.OpenDemo(ctx)
			if err != nil {
				return err
			}
			fmt.Fprintln(out, set.say("cli.demo.code", "code", d.Code))
			fmt.Fprintln(out, "  "+set.say("cli.demo.hall", "url", d.Facilitator))
			for _, t := range d.Tables {
				fmt.Fprintln(out, "  "+set.say("cli.demo.table", "table", t.Name, "url", t.Coordinator))
			}
			fmt.Fprintln(out)
			return nil
		})
	})
}

// demoPace is how people in their seventies write and move: unhurried.
const demoPace = 6 * time.Second

// rehearse serves a hall of made-up people from a temporary folder. With
// -alone they go through the evening by themselves, and the program ends with
// what came of it.
func rehearse(ctx context.Context, set settings, out io.Writer) error {
	return inPassing(set, func(set settings) error {
		play := &company{set: set, out: out, tables: set.tables, people: set.people, how: server.Rehearsing{Pace: set.pace, Seed: set.seed, Alone: set.alone}}
		return play.during(ctx, func(context.Context, started) error { return nil })
	})
}

// inPassing gives a command a data folder that is gone with it.
func inPassing(set settings, do func(settings) error) error {
	dir, err := os.MkdirTemp("", "yoriai-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	set.data = filepath.Join(dir, "data")
	return do(set)
}

// company is a hall of made-up people and what came of their playing.
type company struct {
	set            settings
	out            io.Writer
	tables, people int
	how            server.Rehearsing

	playing sync.WaitGroup
	came    rehearsal.Outcome
	err     error
}

// during serves, with the company in their hall, until ctx or the evening ends.
func (c *company) during(ctx context.Context, prepare func(context.Context, started) error) error {
	evening, end := context.WithCancel(ctx)
	defer end()
	err := running(evening, c.set, c.out, func(ctx context.Context, st started) error {
		if err := prepare(ctx, st); err != nil {
			return err
		}
		return c.begin(evening, end, st)
	})
	end()
	c.playing.Wait()
	if c.came.People > 0 {
		err = errors.Join(err, c.tell())
	}
	return errors.Join(err, c.err)
}

func (c *company) begin(ctx context.Context, end func(), st started) error {
	ws, err := st.server.OpenRehearsal(ctx, c.tables, c.people)
	if err != nil {
		return err
	}
	if c.set.cafe {
		if err := st.server.AddChanges(ctx, ws); err != nil {
			return err
		}
	}
	link, err := st.server.FacilitatorLink(ctx, ws)
	if err != nil {
		return err
	}
	fmt.Fprintln(c.out, c.set.say("cli.rehearse.hall", "tables", fmt.Sprint(c.tables), "people", fmt.Sprint(c.people), "url", link))
	c.playing.Go(func() {
		defer end()
		came, err := st.server.Rehearse(ctx, ws, c.how)
		if ctx.Err() == nil { // else somebody has closed the house, and nobody asks
			c.came, c.err = came, err
		}
	})
	return nil
}

var errRehearsal = errors.New("not everybody saw what the server has")

// tell says what came of an evening without a facilitator.
func (c *company) tell() error {
	say := c.set.say
	fmt.Fprintln(c.out, say("cli.rehearse.came", "people", fmt.Sprint(c.came.People), "deeds", fmt.Sprint(c.came.Deeds),
		"median", c.came.Median.Round(time.Millisecond/10).String(), "slowest", c.came.Slowest.Round(time.Millisecond).String()))
	for code, n := range c.came.Refused {
		fmt.Fprintln(c.out, "  "+say("cli.rehearse.refused", "code", string(code), "n", fmt.Sprint(n)))
	}
	if len(c.came.Faults) == 0 {
		fmt.Fprintln(c.out, say("cli.rehearse.same"))
		return nil
	}
	return errors.Join(append([]error{errRehearsal}, c.came.Faults...)...)
}
