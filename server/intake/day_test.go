package intake_test

import (
	"testing"

	"yoriai/server/export/exporttest"
	"yoriai/server/intake"
)

// TestOurDaysAreRead: a day as our papers write it.
func TestOurDaysAreRead(t *testing.T) {
	written := exporttest.Sample(t).Report().Day("2026-11-21")
	if iso, ok := intake.ReadDay(written); !ok || iso != "2026-11-21" {
		t.Errorf("a day written %q is read as %q", written, iso)
	}
}
