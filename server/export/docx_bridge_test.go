package export

import "testing"

// For the tests of writers of Word files in packages of their own.

// CheckPart holds a part to the schema's order and gives how many elements were held.
func CheckPart(t testing.TB, name, part string) int { return checkXML(t, name, part) }

// PartsOf unpacks a .docx.
func PartsOf(t testing.TB, file []byte) map[string]string { return parts(t, file) }

// Golden holds a file to what was looked at and found good.
func Golden(t *testing.T, name string, got []byte) { golden(t, name, got) }
