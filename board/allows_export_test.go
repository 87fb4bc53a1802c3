package board

// Allows opens the judgement of the rights table to the tests that write it
// out for the browser.
func Allows(b Board, op OpType, a Actor, owners []SeatID) bool {
	return b.allows(op, a, owners) == nil
}
