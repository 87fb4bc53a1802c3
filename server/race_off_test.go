//go:build !race

package server_test

// raced: the race detector makes everything some ten times slower.
const raced = false
