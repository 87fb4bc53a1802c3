package exporttest

import (
	"flag"
	"os"
	"strconv"
	"testing"
)

// tastes is how many random reports a property is tried on under the race
// detector, which makes the writing of a file ten times slower and has nothing
// to find in it. Without it there are as many as rapid takes by itself: make
// test does both.
const tastes = 5

// Main runs the tests of a format.
func Main(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if underRace && !asked {
		if err := flag.Set("rapid.checks", strconv.Itoa(tastes)); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
