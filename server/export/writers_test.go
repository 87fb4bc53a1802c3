package export_test

import (
	"io"

	"yoriai/server/export"
	"yoriai/server/export/docx"
)

// writers makes each format of this package, for tests that hold for all of them.
var writers = map[export.Format]func(io.Writer, export.Report) error{
	export.DOCX: docx.Write, export.MD: export.WriteMarkdown, export.CSV: export.WriteCSV, export.HTML: export.WriteHTML,
}
