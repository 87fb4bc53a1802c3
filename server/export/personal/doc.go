// Package personal finds what is likely personal inside texts that people
// wrote: names, telephone numbers, addresses of every sort, birth dates.
//
// The idea: it finds rather one too many than one too few, because whatever it
// finds is asked about, one by one, and is masked until somebody has decided.
// So a find is never a judgement. But what a workshop is about must stay
// readable: a 「三丁目」 is a part of the town, and 「森」 alone is a wood.
//
// Invariants: finds lie in order, do not overlap, and begin and end between
// user-perceived characters; full and half width are one (fold.go). It knows no
// network, no clock and no chance: equal texts give equal finds.
package personal
