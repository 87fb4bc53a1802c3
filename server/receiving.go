package server

import (
	"io"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// slowBody is how long a large file may take to come: a photo from a telephone
// at the edge of a hall, an archive with sixty photos over three megabits. It
// ends before the time for the whole answer does.
const slowBody = 4 * time.Minute

// comesSlowly gives a request with a large file longer than others have.
func comesSlowly(c echo.Context) {
	http.NewResponseController(c.Response()).SetReadDeadline(time.Now().Add(slowBody)) // an error: there is no such limit here
}

// fileOf is the file in a form, to be read as it comes. It is not laid aside on
// the disk first: that has no room for it where ours is the only folder, and
// people's words would stay there if the program were killed.
func fileOf(r *http.Request, name string) (io.Reader, error) {
	form, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := form.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FormName() == name && part.FileName() != "" {
			return part, nil
		}
	}
}
