// Package pages draws the pages that the server sends as HTML: the front
// door, joining, the organiser's list, the results, the words of refusal, and
// the shells in which the browser side builds the live screens.
//
// The idea: a page is a template, a struct of what it shows, and one method
// that writes it. The package decides nothing and knows no request; whoever
// calls it has already found out who is asking.
//
// Invariants: every word a person reads stands in static/i18n/ja.json and is
// named by a key, here as in the browser; a page is written whole or not at
// all; nothing is inline that our content security policy forbids; a form
// works without any script.
//
// Traps: a Key that comes from outside (a refusal's code) may be one the
// catalogue does not have yet; it then reads as "refusal.unknown" and never
// as itself. html/template escapes by context, so texts must never be marked
// as safe; the only exception is Results.Body, which server/export escapes.
package pages
