//go:build race

package board_test

// The race detector makes the laws twenty times slower and has nothing to find
// in them: they run in one goroutine.
const underRace = true
