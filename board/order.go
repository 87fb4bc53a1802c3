package board

import "strings"

// Order keys are fractions between 0 and 1 written in base 62, compared as
// plain strings. Between any two there is always a third, so moving one thing
// renumbers nothing. The digits are in ASCII order on purpose: string
// comparison is the same in Go, in JavaScript and in the storage.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// Three digits give 62³ = 238,328 slots. Appending in steps of 16 puts more
// than 7,000 things on either side of the middle before keys grow longer.
const (
	orderWidth = 3
	orderSlots = 62 * 62 * 62
	orderStep  = 16
)

// ValidOrder reports whether s is an order key: digits only, no trailing zero
// (nothing fits between "1" and "10").
func ValidOrder(s string) bool {
	if s == "" || s[len(s)-1] == '0' {
		return false
	}
	return strings.Trim(s, digits) == ""
}

// OrderBetween gives a key after a and before b; empty means no neighbour on
// that side. Where there is no such key (a is not smaller than b, or one of
// them is no order key) the answer is empty.
func OrderBetween(a, b string) string {
	if a != "" && !ValidOrder(a) || b != "" && !ValidOrder(b) || b != "" && a >= b {
		return ""
	}
	switch {
	case a == "" && b == "":
		return slotKey(orderSlots / 2)
	case b == "":
		if n := slotOf(a) + orderStep; n < orderSlots {
			return slotKey(n)
		}
	case a == "":
		if n := slotOf(b) - orderStep; n > 0 {
			return slotKey(n)
		}
	}
	return midpoint(a, b)
}

// orderKeysBetween gives n ascending keys after a and before b, none where
// there is no room. In front of a neighbour it halves the gap again and again:
// one key behind the other would lengthen them by a digit every six, and five
// hundred notes dropped at once would not fit.
func orderKeysBetween(a, b string, n int) []string {
	if n == 0 || b != "" && a >= b {
		return nil
	}
	if b == "" {
		keys := make([]string, n)
		for i := range keys {
			a = OrderBetween(a, "")
			keys[i] = a
		}
		return keys
	}
	middle := OrderBetween(a, b)
	keys := append(orderKeysBetween(a, middle, n/2), middle)
	return append(keys, orderKeysBetween(middle, b, n-1-n/2)...)
}

// OrderRun gives n keys for a list that is numbered afresh.
func OrderRun(n int) []string {
	step := max(1, min(orderStep, orderSlots/(n+1)))
	keys := make([]string, n)
	for i := range keys {
		keys[i] = slotKey(orderSlots/2 + (i-n/2)*step)
	}
	return keys
}

func slotOf(key string) int {
	n := 0
	for i := range orderWidth {
		n = n*62 + digitAt(key, i)
	}
	return n
}

// slotKey writes slot n with its trailing zeros cut: keys never end in '0'.
func slotKey(n int) string {
	if n <= 0 {
		return midpoint("", "001")
	}
	key := string([]byte{digits[n/3844], digits[n/62%62], digits[n%62]})
	return strings.TrimRight(key, "0")
}

// midpoint walks down the common digits of a and b and settles half way at
// the first place where they leave room.
func midpoint(a, b string) string {
	var key []byte
	for i := 0; ; i++ {
		low, high := digitAt(a, i), 62
		if b != "" {
			high = digitAt(b, i)
		}
		switch {
		case high-low > 1:
			return string(append(key, digits[(low+high)/2]))
		case high != low:
			b = "" // the next digits of a alone bound it
		}
		key = append(key, digits[low])
	}
}

func digitAt(key string, i int) int {
	if i >= len(key) {
		return 0
	}
	return strings.IndexByte(digits, key[i])
}
