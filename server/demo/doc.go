// Package demo holds the made-up workshop that the product shows itself with: two
// tables in a made-up town. Sample is its notes and islands, Evening has all that
// an evening brings forth as well. The texts lie in sample/; they are read like
// anybody's outline, so that the demo tries the reader, too.
package demo
