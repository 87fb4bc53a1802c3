package export

import "io"

// writers makes each format of this package, for tests that hold for all of them.
var writers = map[Format]func(io.Writer, Report) error{
	DOCX: WriteDOCX, MD: WriteMarkdown, CSV: WriteCSV, HTML: WriteHTML,
}
