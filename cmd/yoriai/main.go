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
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl+C ends at once
	}()
	os.Exit(run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr))
}

// commands are the program's subcommands; without one it serves.
var commands = map[string]func(context.Context, settings, io.Writer) error{
	"serve":  serve,
	"demo":   demo,
	"health": health,
}

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
	if err == nil {
		err = command(ctx, set, out)
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
	fmt.Fprintf(out, "%s\n\n  %s\n  %s\n  %s\n\n%s\n\n", say("cli.usage"),
		say("cli.usage.serve"), say("cli.usage.demo"), say("cli.usage.health"), say("cli.usage.env"))
}
