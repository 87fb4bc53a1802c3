package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// demo serves a made-up workshop from a temporary folder, and prints how to
// walk in: by the code, as facilitator, as a table's coordinator.
func demo(ctx context.Context, set settings, out io.Writer) error {
	dir, err := os.MkdirTemp("", "yoriai-demo-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	set.data = filepath.Join(dir, "data")
	return running(ctx, set, out, func(ctx context.Context, st started) error {
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
}
