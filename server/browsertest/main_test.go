package browsertest

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"testing"
)

func TestMain(m *testing.M) {
	besides()
	code := m.Run()
	if chrome.stop != nil {
		chrome.stop()
		if code == 0 && wholeRun() && !seen.judged {
			fmt.Fprintln(os.Stderr, "FAIL: nobody judged what the walks through every state have seen: there are to be two")
			code = 1
		}
	}
	os.Exit(code)
}

// besides lets one test more go on at a time than there are processors, unless
// go test -parallel says how many: each waits a part of its time for pictures
// and timers.
func besides() {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if !asked {
		flag.Set("test.parallel", strconv.Itoa(runtime.GOMAXPROCS(0)+1))
	}
}

// wholeRun reports whether every test was asked for.
func wholeRun() bool {
	return flag.Lookup("test.run").Value.String() == "" && flag.Lookup("test.skip").Value.String() == ""
}
