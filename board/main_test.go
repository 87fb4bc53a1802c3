package board_test

import (
	"flag"
	"os"
	"runtime/debug"
	"testing"
)

func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if underRace && !asked {
		if err := flag.Set("rapid.checks", "3"); err != nil {
			panic(err)
		}
	}
	debug.SetGCPercent(400) // much is encoded and little kept: a fifth of the time went into collecting
	os.Exit(m.Run())
}
