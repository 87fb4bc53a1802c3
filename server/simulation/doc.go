// Package simulation plays an evening with people, lines and a server that all
// misbehave, and finds out whether anything was lost.
//
// A [Person] is a browser in miniature: a shadow of what the server confirmed,
// an outbox, and the rules for both, in some two hundred lines that share no
// code with the browser's own. [Wishes] thinks up what a person might want
// next. Both know no network and no clock, so they serve in memory (the tests
// of this package, where one seed decides about every cut, delay, duplicate
// and restart) and over real sockets (where the server is a process that gets
// killed).
//
// What is held at the end: everybody sees what the server has, as far as it is
// for their eyes; the log replays to it; every acknowledged op is in the log
// once, with the number that was told; every op that was begun has found an
// end.
//
// Traps: a Person belongs to one goroutine. What it hears must be whole frames
// in the order they were sent on one line; lines themselves may overtake each
// other.
package simulation
