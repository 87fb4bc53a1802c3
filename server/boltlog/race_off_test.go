//go:build !race

package boltlog

const underRace = false
