// Package control is the door for commands on a running server: a listener on
// this machine's own loopback address, known only to who can read the data folder.
//
// # Idea
//
// The data file belongs to one process. Whoever wants a backup of a running
// server must ask that process, and ought to need no second password. So the
// server leaves a note in its data folder (FileName, readable by its owner
// alone): the address, a token made at random for this start, and its process
// number. Who can read the note could read the data file as well.
//
// What the commands do is not this package's business: it carries a name and
// some arguments in, and a stream of bytes, progress and one end out.
//
// # Invariants
//
//   - It listens on a loopback address only, and answers nobody without the token.
//   - There are no cookies, and what a browser sends (Origin) is refused: a page
//     on another site must not be able to reach it.
//   - An answer without its end is an error: half a backup is none.
//
// # Traps
//
// A note can be stale: its server was killed. Then nobody listens, or somebody
// else, who does not know the token. Both are ErrNobody, and the data file's
// lock has the last word on whether a server runs.
package control
