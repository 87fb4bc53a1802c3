package board

// ZeroOp is an empty op of a type, so that tests can look at the fields of all
// there are and need no list of their own.
func ZeroOp(t OpType) Op {
	op, err := opTypes[t]([]byte("{}"))
	if err != nil {
		panic(err)
	}
	return op
}
