package simulation

import (
	"os"
	"runtime/debug"
	"testing"
)

func TestMain(m *testing.M) {
	debug.SetGCPercent(400) // much is encoded and little kept, as in board's tests
	os.Exit(m.Run())
}
