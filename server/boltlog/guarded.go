package boltlog

import (
	"fmt"
	"runtime/debug"

	"yoriai/board"
)

// guarded runs bbolt code and turns its panics into errors, and also the
// memory faults that a file cut off under its mapping causes. What was running
// is left as it is: after a panic in a write transaction the handle is lost.
func guarded(run func() error) (err error) {
	before := debug.SetPanicOnFault(true)
	defer func() {
		debug.SetPanicOnFault(before)
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %w: %v", board.ErrDamaged, errPanicked, p)
		}
	}()
	return run()
}
