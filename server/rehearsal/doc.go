// Package rehearsal fills a hall with made-up people who write, gather, title,
// relate and choose through the real protocol, so that whoever is going to
// steer an evening can practise it, and so that a whole evening can be held
// against the server.
//
// A player is one person at one laptop: in by the link of their seat, one
// socket, the workshop and the table's board open. What they do next they read
// off the board in front of them, as people do; nobody tells them but the
// phase. So they go on wherever a facilitator takes them, back as well, and
// what somebody else gathers meanwhile they leave as it is.
//
// Invariants: a player does nothing that the rights table would refuse, except
// where somebody else was quicker; who has nothing to do rests, and says so;
// at the end of [Play] every player has held what they see against the
// server's own word once more.
//
// Traps: a player's documents belong to the player's goroutine. The texts are
// about a library, whatever the workshop's question: they are made up, and
// nobody should take them for what citizens have said.
package rehearsal
