// Package boltlog keeps all documents of one server in one bbolt file: it is
// the default board.Log, and a small shelf store beside it for what is no
// document (sessions, keys, join codes).
//
// # Idea
//
// One goroutine, the committer, owns all writing. Callers hand it jobs; it puts
// everything that is waiting into one bbolt transaction, syncs once, and
// answers each caller. Nobody waits for company: a lone job is committed at
// once, and while its sync runs the next ones gather by themselves.
//
// Reading needs no committer. Read transactions are short (a part of a
// document at a time) and everything is copied out before they end, because an
// open one makes the file grow and keeps it from being mapped anew.
//
// # The buckets
//
// Flat, keys big-endian, ids as their 16 bytes:
//
//	yoriai     "format" "epoch" "ledger" "copied"   about the file itself
//	entries    doc seq            → the entry as JSON
//	last       doc                → seq of the last entry
//	ops        doc op [author]    → seq of the entry that op became
//	snapshots  doc                → seq, then the snapshot as JSON
//	shelves    len(shelf) shelf key → the caller's bytes
//
// Every value begins with a CRC-32C over bucket, key and payload (record.go):
// bbolt guards nothing but its two header pages. Because the key is summed
// too, a record that turns up under another key is noticed.
//
// # Invariants
//
//   - Of a document, entries run 1…last without a gap, and ops holds exactly
//     one record for each entry.
//   - The ledger counts the records of every bucket and is written by the same
//     transaction. Without it, a flipped bit in a page's element count would
//     make records vanish with every checksum still right.
//   - Every page below the high-water mark is used exactly once: by one tree
//     or by the free list.
//   - Acknowledged means: the transaction was committed without an error,
//     which includes both syncs.
//
// # Opening
//
// bbolt makes a new database of a missing or empty file, panics on damaged
// pages, and on some of them does worse: a page that points to itself ends in
// a stack overflow, a wild pointer in a fault on a goroutine of bbolt's own,
// and neither can be recovered from. So an existing file is locked, and every
// page of it is looked at through plain reads (guard.go, pages.go, tally.go),
// before bbolt sees it through the very same handle. Around bbolt itself panics and
// faults are turned into errors as well, for a file that is cut off under us.
//
// A flaw of the structure refuses the file. A damaged record does not: it
// closes its own document only (Damaged), so that one rotten bit in a workshop
// of last year does not cancel the one of tonight. A damaged record of a shelf
// closes every question whose answer would be "there is none".
//
// A broken header page refuses the file too, although bbolt would go on
// with the older one: the last acknowledged transaction may be missing then,
// silently. A header fits into one disk sector and so is hardly ever torn by a
// power cut; it is damage. Options.AcceptOlder goes on with the older state,
// and changes the epoch, because the data went back in time.
//
// # When writing fails
//
// After an error of write or sync nobody knows what is on the disk, and a
// second sync that succeeds proves nothing: the kernel may have dropped the
// pages it could not write. So the file is closed, forgotten by the page cache
// (where the system allows it), opened through the whole guard again, and its
// last transaction compared with what was acknowledged. Callers learn
// ErrNotWritten (it is certain that nothing was stored) or ErrUncertain (it may
// be there: read before trying again). Until the file has been reopened all writes are refused.
//
// Before each transaction the path is compared with the open file. If it was
// deleted, replaced or cut off, writes are refused but the handle is kept: it
// may be the last way to the data, and Backup still works through it.
//
// # Small again, verified, restored
//
// bbolt never makes a file shorter, and leaves what was deleted in its free
// pages. Compact copies what is live into a new file beside the old one, syncs
// it, lets it pass the whole guard, and renames it over the old one. Until the
// folder is synced nothing is acknowledged: the old file could come back.
//
// Rewrite and Replace are how the history of people is erased: entries become
// others under their numbers, or the document begins anew. What stood there is
// in free pages until Compact.
//
// Verify goes on where an opening stops, and names every fault by its place; it
// decodes and replays everything, which an opening leaves to the first reader.
//
// Restore never destroys: the data file that was there gets a dated name. A
// backup, and whatever was restored, begins a new epoch when it is opened.
//
// # How it is tried
//
// What a power cut leaves (powercut_linux_test.go) and each single failure of a
// disk (nth_linux_test.go) are tried on the real store, which runs as another
// process under a watcher (watch_linux_test.go). Files of each format there
// ever was are kept in testdata (frozen_test.go).
//
// # Traps
//
//   - bbolt's pages carry native byte order: a file does not travel between
//     big- and little-endian machines.
//   - flock belongs to the open file, not to the process: closing and
//     reopening leaves a moment in which another process can take the file.
//   - After a panic in a write transaction bbolt's locks may be held for ever.
//     Such a handle is abandoned (unlocked, its file closed, its mapping leaked),
//     never closed. The unlocking must be said: the mapping alone keeps the lock.
//   - Tx.WriteTo turns the errors of its writer into text; patient keeps them.
//   - bbolt's Tx.Check runs on a goroutine of its own, where a fault kills the
//     process. It is not used; pages.go checks the same and more.
package boltlog
