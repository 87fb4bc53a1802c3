// Package server is Yoriai on the network: pages, API, websockets, sessions
// and links, over the rooms that keep the documents.
//
// The idea: everything people do is an op in a room (see packages room and
// board). This package only finds out who is asking, which document they may
// see, and carries messages. What must be remembered besides documents (who
// sits behind a cookie, which link opens what) is kept in a Vault.
//
// Invariants: nothing changes on a GET; every POST and every websocket comes
// from a page of ours (Origin); who acts is decided by the cookie's session
// and the workshop's own seats, at each op, never by what the browser says;
// links and QR codes are built from the configured or found address, never
// from a Host header.
//
// Where to look: server.go puts it together, routes.go lists all addresses,
// session.go and keys.go say who is who, door.go is the join code, results.go and
// formats.go give the files, workshop.go makes workshops, socket.go carries ops,
// history.go tells what happened, sweep.go is what is done from time to time,
// erasure.go and retention.go take people out again, audit.go says who did what,
// admin.go is the page on which all that is looked after.
package server
