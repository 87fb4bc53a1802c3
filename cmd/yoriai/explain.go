package main

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"strings"
	"syscall"

	"yoriai/server"
	"yoriai/server/backup"
	"yoriai/server/boltlog"
	"yoriai/server/control"
	"yoriai/server/inspect"
	"yoriai/static"
)

// The exit codes, so that a script or a service manager can tell what to do.
const (
	exitDone    = 0
	exitFault   = 1  // something we did not foresee
	exitUsage   = 2  // flags or environment are wrong
	exitPort    = 3  // the address cannot be listened on
	exitFolder  = 4  // the data folder or file cannot be written
	exitLocked  = 5  // another process has the data file
	exitMissing = 6  // the data file is not where it should be
	exitDamaged = 7  // the data file is damaged, cut off or not ours
	exitNewer   = 8  // the data file was written by a newer version
	exitUnwell  = 9  // health: the server does not answer
	exitTarget  = 10 // the backup cannot be written there, or there is a file already
	exitUndone  = 11 // an erasing was not begun, because people write, or is not done yet
)

var errUnwell = errors.New("the server does not answer")

// reasons lists what can go wrong, the sentence for it and its
// exit code; the first that fits counts.
var reasons = []struct {
	cause error
	key   string
	code  int
}{
	{errUsage, "cli.error.usage", exitUsage},
	{boltlog.ErrMissing, "cli.error.missing", exitMissing},
	{boltlog.ErrLocked, "cli.error.locked", exitLocked},
	{boltlog.ErrNewer, "cli.error.newer", exitNewer},
	{boltlog.ErrReadOnly, "cli.error.readonly", exitFolder},
	{boltlog.ErrNetworkDisk, "cli.error.network", exitFolder},
	{boltlog.ErrNotOurs, "cli.error.notours", exitDamaged},
	{boltlog.ErrTruncated, "cli.error.damaged", exitDamaged},
	{boltlog.ErrDamaged, "cli.error.damaged", exitDamaged},
	{backup.ErrDamage, "cli.error.holdsdamage", exitDamaged},
	{backup.ErrExists, "cli.error.exists", exitTarget},
	{backup.ErrTarget, "cli.error.target", exitTarget},
	{server.ErrUnknown, "cli.error.seat", exitUsage},
	{server.ErrInUse, "cli.error.inuse", exitUndone},
	{server.ErrUnfinished, "cli.error.unfinished", exitUndone},
	{server.ErrNoKeeper, "cli.resting", exitFolder},
	{inspect.ErrUnknown, "cli.error.document", exitUsage},
	{control.ErrBusy, "cli.error.busy", exitFault},
	{control.ErrBroken, "cli.error.broken", exitFault},
	{boltlog.ErrNotWritten, "cli.error.readonly", exitFolder},
	{syscall.EADDRINUSE, "cli.error.port", exitPort},
	{syscall.EADDRNOTAVAIL, "cli.error.address", exitPort},
	{fs.ErrPermission, "cli.error.permission", exitFolder},
	{errUnwell, "cli.error.unwell", exitUnwell},
}

// explain turns an error into a sentence for people, with the cause behind it
// for whoever is asked for help, and into an exit code.
func explain(err error, say words, errs io.Writer) int {
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return exitDone
	}
	key, code := "cli.error.other", exitFault
	for _, r := range reasons {
		if errors.Is(err, r.cause) {
			key, code = r.key, r.code
			break
		}
	}
	if op := (*net.OpError)(nil); code == exitFault && errors.As(err, &op) && op.Op == "listen" {
		key, code = "cli.error.address", exitPort
	}
	fmt.Fprintln(errs, say(key))
	fmt.Fprintf(errs, "  (%v)\n", err)
	return code
}

// words gives a text of the catalogue with its {names} filled in.
type words func(key string, pairs ...string) string

func readWords() (words, error) {
	data, err := fs.ReadFile(static.FS, "i18n/ja.json")
	if err != nil {
		return nil, err
	}
	texts := map[string]string{}
	if err := json.Unmarshal(data, &texts); err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return func(key string, pairs ...string) string {
		swaps := make([]string, len(pairs))
		for i, p := range pairs {
			swaps[i] = p
			if i%2 == 0 {
				swaps[i] = "{" + p + "}"
			}
		}
		return strings.NewReplacer(swaps...).Replace(texts[key])
	}, nil
}

// healthClient does not judge the certificate: it asks this very machine, by
// a name the certificate need not carry.
func healthClient() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
}
