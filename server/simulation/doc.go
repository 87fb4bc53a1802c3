// Package simulation plays an evening with people, lines and a server that all
// misbehave, and finds out whether anything was lost.
//
// [Wishes] thinks up what a person ([client.Person]) might want next. Both know
// no network and no clock, so they serve in memory (the tests of this package,
// where one seed decides about every cut, delay, duplicate and restart) and
// over real sockets (where the server is a process that gets killed).
//
// What is held at the end: everybody sees what the server has, as far as it is
// for their eyes; the log replays to it; every acknowledged op is in the log
// once, with the number that was told; every op that was begun has found an
// end.
//
// Trap: lines may overtake each other.
package simulation
