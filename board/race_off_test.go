//go:build !race

package board_test

const underRace = false
