//go:build race

package picture

const underRace = true
