package intake_test

import (
	"strings"
	"testing"

	"yoriai/board"
	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// TestHostileOutlines end quickly, with a refusal or a board.
func TestHostileOutlines(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		code board.Code // empty: taken in
	}{
		"empty":              {" \n\u200b\n", board.BadText},
		"ten thousand lines": {strings.Repeat("- ・紙\n", 10_000), board.Quota},
		"a long line":        {"- ・" + strings.Repeat("長", 100_000), board.TooBig},
		"a long heading":     {"1班\n" + strings.Repeat("長", 121) + "\n\n島\n- ・紙", ""},
		"deep headings":      {deep(40), ""},
		"many islands":       {strings.Repeat("島\n\n", 600), board.Quota},
		"many tables":        {strings.Repeat("1班\n", 61), board.Quota},
		"a control":          {"1班\n- ・紙\x1b[2J", board.BadText},
		"only bullets":       {"- \n・\n* \n", ""},
		"two leaders":        {"1班\n甲(コーディネーター)、乙(コーディネーター)\n\n島", board.Exists},
		"turned round":       {"1班\n\n島\u202eりま\n- ・紙\u202e", ""},
		"marks in a row":     {strings.Repeat("(", 10_000) + strings.Repeat("（", 10_000), board.TooBig},
	} {
		im, _, err := intake.ReadOutline(c.text, exporttest.Seeded(1))
		if c.code == "" && err != nil || c.code != "" && board.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			exporttest.SetUp(t, im, exporttest.Seeded(2))
		}
	}
}

// deep is a text that nests deeper than islands go.
func deep(levels int) string {
	var out strings.Builder
	out.WriteString("1班\n\n")
	for i := range levels {
		out.WriteString(strings.Repeat(" ", i) + "段\n")
	}
	return out.String()
}
