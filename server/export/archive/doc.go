// Package archive packs a workshop into one file, every record with its history,
// and takes it out again, here or on another server.
//
// The idea: archive.go packs, and makes an intake.Import of what was read; wire.go
// is the form of the file; check.go holds what was read to what the ops would let
// in; renumber.go gives everything new ids, so that an archive never meets itself;
// secrets.go and masks.go say what of the secret and of the masked parts comes along.
//
// Invariants: what was read and is written again is the same bytes; an archive
// holds no join code, no private note, no ballot and nobody's answers; what is
// refused is refused with a code.
//
// Trap: files of older versions are read for ever. A member may be added and must
// then be optional; none may change its meaning.
package archive
