package archive_test

import (
	"testing"

	"yoriai/server/export/exporttest"
)

func TestMain(m *testing.M) { exporttest.Main(m) }
