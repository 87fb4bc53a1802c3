package server

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"github.com/labstack/echo/v4"
	"rsc.io/qr"

	"yoriai/board"
	"yoriai/server/pages"
)

// quiet is the border of empty modules a reader needs (ISO/IEC 18004).
const quiet = 4

// qr draws the QR code of a join link. It tells nothing: whoever asks knows the code.
func (srv *Server) qr(c echo.Context) error {
	code := board.NormalCode(strings.TrimSuffix(c.Param("file"), ".svg"))
	if code == "" {
		return notFound()
	}
	svg, err := qrSVG(srv.joinURL(code))
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/svg+xml", []byte(svg))
}

// keyShape is what keys look like; anything else is not drawn, so that nobody
// prints an address of their own choice from here.
var keyShape = regexp.MustCompile(`^[a-z2-7]{24,26}$`)

// qrKey draws the link of a seat card. Whoever asks has the key already: the
// picture says what the address of the picture says.
func (srv *Server) qrKey(c echo.Context) error {
	key := strings.TrimSuffix(c.Param("file"), ".svg")
	if !keyShape.MatchString(key) {
		return notFound()
	}
	svg, err := qrSVG(srv.gate.Base() + "/k/" + key)
	if err != nil {
		return err
	}
	return c.Blob(http.StatusOK, "image/svg+xml", []byte(svg))
}

func (srv *Server) joinURL(code string) string {
	return srv.gate.Base() + "/j/" + pages.ShownCode(code)
}

func qrSVG(text string) (string, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return "", fmt.Errorf("qr code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := range code.Size {
			if code.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	size := code.Size + 2*quiet
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges">`+
		`<path fill="#fff" d="M0 0h%[1]dv%[2]dH0z"/><path d="%s"/></svg>`, size, size, path.String()), nil
}

// TerminalQR draws a QR code with half-block characters, two rows of modules
// to a line of text, dark on light whatever the terminal's colours are.
func TerminalQR(text string) (string, error) {
	code, err := qr.Encode(text, qr.L)
	if err != nil {
		return "", fmt.Errorf("qr code: %w", err)
	}
	var out strings.Builder
	for y := -2; y < code.Size+2; y += 2 {
		out.WriteString("\x1b[30;107m")
		for x := -2; x < code.Size+2; x++ {
			out.WriteString(halfBlock(code.Black(x, y), code.Black(x, y+1)))
		}
		out.WriteString("\x1b[0m\n")
	}
	return out.String(), nil
}

func halfBlock(upper, lower bool) string {
	switch {
	case upper && lower:
		return "█"
	case upper:
		return "▀"
	case lower:
		return "▄"
	}
	return " "
}
