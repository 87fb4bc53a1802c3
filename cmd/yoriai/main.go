// Command yoriai runs a live workshop board for a hall: one program, one file
// of data, no other service. This package reads flags and the environment,
// handles signals and turns errors into sentences and exit codes; everything
// else is in package server and below.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// Whoever reads our log may go away (a closed terminal, a full log disk); the evening goes on.
	signal.Ignore(syscall.SIGPIPE)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl+C ends at once
	}()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// command is one of the program's subcommands, with how many words may follow it.
type command struct {
	run      func(context.Context, settings, io.Writer) error
	min, max int
}

// commands are the program's subcommands; without one it serves.
var commands = map[string]command{
	"serve":    {run: serve},
	"demo":     {run: demo},
	"rehearse": {run: rehearse},
	"health":   {run: health},
	"backup":   {run: backupNow, min: 1, max: 1},
	"restore":  {run: restore, min: 1, max: 1},
	"verify":   {run: verify, max: 1},
	"compact":  {run: compact},
	"log":      {run: logs, min: 1, max: 2},
	"erase":    {run: erase, min: 1, max: 3},
	"audit":    {run: audit},
}

// listed is their order in the help.
var listed = []string{"serve", "demo", "rehearse", "health", "backup", "restore", "verify", "compact", "log.list", "log.dump", "log.replay",
	"erase.list", "erase.due", "erase.people", "erase.person", "audit"}

// run is main without the process around it; it returns the exit code.
func run(ctx context.Context, args []string, env func(string) string, out, errs io.Writer) int {
	say, err := readWords()
	if err != nil {
		fmt.Fprintln(errs, err)
		return exitFault
	}
	name := "serve"
	if len(args) > 0 && args[0] != "" && args[0][0] != '-' {
		name, args = args[0], args[1:]
	}
	command, known := commands[name]
	if name == "help" || !known {
		return usage(say, name, out, errs)
	}
	set, err := readSettings(name, args, env, say, errs)
	if err == nil && (len(set.args) < command.min || len(set.args) > command.max) {
		printUsage(say, errs)
		err = errUsage
	}
	if err == nil {
		err = command.run(ctx, set, out)
	}
	return explain(err, say, errs)
}

func usage(say words, name string, out, errs io.Writer) int {
	if name == "help" {
		printUsage(say, out)
		return exitDone
	}
	fmt.Fprintln(errs, say("cli.error.command"))
	printUsage(say, errs)
	return exitUsage
}

func printUsage(say words, out io.Writer) {
	fmt.Fprintf(out, "%s\n\n", say("cli.usage"))
	for _, name := range listed {
		fmt.Fprintln(out, "  "+say("cli.usage."+name))
	}
	fmt.Fprintf(out, "\n%s\n\n", say("cli.usage.env"))
}
