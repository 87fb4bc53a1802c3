// Package freeport finds addresses for programs that tests start, kill and
// start again.
package freeport

import (
	"math/rand/v2"
	"net"
	"strconv"
	"testing"
)

// Address is an address at host that nobody will take while the program there
// is away for a moment: a port below those that systems give to whoever asks
// for any (32768 and up on Linux, 49152 elsewhere; RFC 6335, 6). Browsers and
// other tests that knock meanwhile are given such ports, and one of them could
// come to sit on the program's own.
func Address(t testing.TB, host string) string {
	t.Helper()
	for range 100 {
		addr := net.JoinHostPort(host, strconv.Itoa(20_000+rand.IntN(12_000)))
		if free, err := net.Listen("tcp", addr); err == nil {
			free.Close()
			return addr
		}
	}
	t.Fatal("no port is free")
	return ""
}
