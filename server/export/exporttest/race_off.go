//go:build !race

package exporttest

const underRace = false
