// Package seating proposes who sits where: for a 席替え, in which people meet
// others than before, and for a 班分け of people who have no table yet. It is
// arithmetic on indices: the same people give the same proposal, always, and
// nothing happens before a person has said yes to it.
package seating
