// Package board is the domain: what a workshop and its boards are, what people
// may do to them, and what follows from it. It knows no network, no disk, no
// clock and no chance; deps_test.go forbids them.
//
// # Intent in, effect out
//
// A browser sends an [Op]: what a person wants. [DecodeOp] reads it strictly,
// its Check judges the shape and cleans the texts, [State.Do] asks the rights
// table, applies it and gives back a [Change]: the records that were put, each
// as it was before and as it is after. A change with its number, author and
// time is an [Entry], and entries are all there is: the log keeps them, every
// browser gets them, replay applies them, undo reverses them, history shows
// them. So new rules never re-interpret an old workshop, and a browser needs one
// small function for all ops there will ever be.
//
// A workshop (tables, seats, facts) and each of its boards (notes, groups,
// statements) are documents with a log of their own. The board's phase and
// rights stand in the board's own document, so that it can be replayed and
// judged alone.
//
// # Invariants
//
// [Check] lists whatever of this is broken; it runs at the end of every test
// that opens a document.
//
//   - A document has one root record, and only what goes with it. Ops for the
//     other sort of document are refused before they are applied.
//   - Notes, groups and statements share one space of ids: ops name them in one
//     list. An id once given is never given again.
//   - Everything that people made stays: it is withdrawn, never removed. The
//     ledger balances: written = grouped + lone + loose + withdrawn + hidden.
//   - An item lies in one live group, or freely on the sheet, or (notes only) in
//     the tray. Groups nest at most Bounds.Depth deep and never in a circle. A
//     lone note lies in no group. Who dissolves a group sets its members free
//     at its level.
//   - Siblings have order keys; equal keys are ordered by id. The sheet, the
//     list and every export read in that one order ([State.Outline]).
//   - A refused op leaves the state as it was, and a change reversed restores it.
//   - Whoever follows the entries that [Viewer.Entries] tells them holds what
//     [Viewer.Records] would give them now, at every step; and no text that is
//     not for their eyes is in either.
//
// # Traps
//
//   - A State belongs to one goroutine. Records are values, but Place.At is a
//     pointer: never write through it.
//   - Apply uses no clock, no chance and no I/O, or replay would give another
//     evening. What leaves the server goes through a [Viewer], or private notes
//     leave with it.
//   - An op handed to Do must have come through DecodeOp or Check; Apply trusts
//     its shape.
//   - Do changes the state at once. If the entry cannot be stored, replay its
//     change reversed; nobody has seen it.
//   - [Viewer.Entry] takes the state after the entry. For several entries in a
//     row use [Viewer.Entries], above all if the phase moves among them; for the
//     whole of a document, [Teller].
//   - [Past] must give all entries before an op, those of its own commit included.
//   - "Characters" are user-perceived ones ([Chars]), after UAX #29 as of
//     Unicode 15.0. Newer browsers join some Indic conjuncts that we count as two.
//   - A member without omitempty or omitzero in its tag is required of whoever
//     sends JSON to [DecodeStrict]. A new member of an op therefore takes one of
//     them, or old pages are refused.
//   - The laws of laws_test.go draw ops for each type by hand: a new op joins
//     them in chance_test.go. The tables of fields_test.go and rights_test.go
//     fail by themselves until it is in them.
//
// # Why it is so
//
//  1. JSON is read by the json/v2 experiment module and not by encoding/json.
//     The latter takes the last of two equal members ("role" twice), turns lone
//     surrogates and broken UTF-8 into U+FFFD, leaves null as zero, matches
//     names in any case and nests ten thousand deep. Its successor refuses all
//     that but null and depth, which checkShape refuses. It is pinned; when it
//     enters the standard library the import changes, and nothing else.
//  2. Required members follow from the tags (members.go) and not from a second
//     list: whatever is always written must always be there.
//  3. [Log] has no Subscribe yet. One node has one writer, the room, and the
//     room tells its members itself. It comes with the log of several nodes,
//     where entries arrive that no local room has made.
//  4. A note that is hidden is veiled, not left out: it keeps its id and counts,
//     so that ledger, quotas and digests agree for everybody, and opening it is
//     an ordinary change. It keeps neither author nor place, because who wrote
//     how much, and where, is also a secret while people write.
//  5. Order keys are fractions in base 62, compared as plain strings, so moving
//     one thing renumbers nothing and every language compares alike. Appending
//     goes in steps of 16 slots of three digits, and a heap is laid into a gap by
//     halving it; so keys stay at three or four digits in any real workshop. Where
//     a gap is used up, the siblings are numbered afresh in the same change. The
//     server alone makes keys: a browser's guess may be wrong without harm.
//  6. A change that moves the phase changes what people see of other records.
//     Such an entry brings those records along for each viewer, and whoever
//     missed one ([MovesAudience]) gets a snapshot: simpler than telling the old
//     entries by two sets of rules.
//  7. Undo is an op on the present state and not a step back in time: field by
//     field, what others changed since stays theirs; the three members of a
//     place go together. It needs the right to the undone op, now. Order keys
//     that only made room for somebody else's thing stay where, with the old
//     ones, bystanders would jump over what was laid beside them since. Redo is
//     the undo of an undo: there is no second rule.
//  8. Two edits of one text are merged by what each changed ([Merge]). Where they
//     meet, both wordings stand ([Rival]) until a person chooses: a rule that
//     picks one throws the other's words away, and nobody would notice.
//  9. A note added to a group that was dissolved meanwhile joins those that were
//     set free. Of several things that are moved or gathered those that were
//     withdrawn meanwhile stay away, and the others go. Other ops aimed at what
//     is gone are refused with Gone: nobody's words are lost with them.
//  10. A stored op that this program cannot read is kept as [Foreign] and not
//     called damage: replay needs the change alone.
//  11. ValidID is written out, because google/uuid would bring the network and
//     database/sql into a package that must know neither.
//  12. Digests are a sum and an exclusive-or of FNV-1a: they guard against our
//     own mistakes, not against malice, and JavaScript computes them quickly.
//  13. A sheet is measured in units of its own, 1600 × 1000 to a page, so that a
//     position means the same on every window. How large a unit is on a screen
//     is the style sheet's business.
//  14. To go back to a moment ([RestoreBoard]) is a change too, worked out by
//     reversing the entries since. The other way, a copy of the old state in its
//     place, would destroy what was written since and could not be undone.
//  15. A dissolved island notes what it held, although the log knows it too: who
//     looks for it an hour later has the record at hand and not the entry.
//  16. What is put away (伏せた) is withdrawn as well, so that everything that
//     passes withdrawn things over passes it over; no op, undo or return to a
//     moment makes it otherwise (stillHidden). Its words are in no viewer's
//     records at all, those of who steers included: they are asked for by
//     themselves ([Viewer.Kept]). A filter that shows them to some would put
//     them on a projector one day.
//  17. What a survey came to is put into a record of its own when it is closed,
//     sorted by letters, and not read out of the answers: those stay their seats'
//     alone, and an archive or a copy elsewhere tells the results without them.
//     They are told, and told anew, only when several answers are new or changed
//     ([OpenSurvey]): a comparison must not say whose they are.
//  18. A card on a joint board goes away with the title it was laid from
//     (Hiding.Of) and comes back with it: the other board is another document,
//     so the server carries it over, by an ordinary op, and no op of people's
//     brings back the one without the other.
//  19. A photo's bytes are not in the log: history, snapshots and every browser
//     would carry them for ever. The record says that there is one; the server
//     keeps the bytes under its id, from before the record is put until
//     Bounds.PhotoHours after it was taken away.
package board
