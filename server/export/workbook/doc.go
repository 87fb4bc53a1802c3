// Package workbook writes a report as an Excel workbook, for people who count,
// sort and filter: a sheet of all notes, one for each table, one each for the
// islands, the relations, the proposals, the seals, the tags, the narrative,
// the closing survey and the ledger.
//
// The idea: each sheet is one clean table. A row of headings that stays in
// sight, one thing a row, no merged cells, nothing above or beside; numbers are
// numbers, everything else is text. So a filter, a pivot table or another
// program needs no preparing.
//
// Invariants: each note is one row of the sheet of all notes, in reading order,
// and counting its rows by kind gives the ledger; texts are cells of the
// format "text", so that a spreadsheet never makes a formula, a date or a
// number of them, not even after a cell was edited; equal reports give equal bytes.
//
// Traps: a cell holds 32,767 characters (Excel's limit); a sheet's name 31, and
// none of []:*?/\ (ECMA-376, 1, 18.2.19, as Excel reads it); a table of a
// sheet needs at least one row below its headings, and headings that differ.
package workbook
