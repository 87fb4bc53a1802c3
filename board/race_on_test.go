//go:build race

package board_test

// The race detector makes whole tables of cases twenty times slower and has
// nothing to find in them: they run in one goroutine. Under it they are
// tasted; make test plays them whole without it.
const underRace = true
