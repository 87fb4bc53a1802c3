package server_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"unicode/utf8"
)

// door is a way by which a file comes in: where it is sent, and how it is packed.
// Packing keeps nothing of the file, so that what grows while it comes in is the
// server's.
type door struct {
	name        string
	path        func(org *visitor) string
	contentType string
	pack        func(w io.Writer, file []byte, name string) error
	archives    bool // takes archives of a hundred MiB
}

// boundary stands between the parts of a form.
const boundary = "yoriai-boundary"

// doors are all of them. What is asked for is always the whole: to make it, not
// only to look at it, where the door knows the difference.
func doors() []door {
	into := func(what string) func(org *visitor) string {
		return func(org *visitor) string { return "/api/w/" + string(org.ws) + what }
	}
	return []door{
		{"a list of people", into("/roster"), "application/octet-stream", func(w io.Writer, file []byte, _ string) error {
			_, err := w.Write(file)
			return err
		}, false},
		{"notes into a workshop", into("/import"), "application/json", func(w io.Writer, file []byte, name string) error {
			quoted, err := json.Marshal(name)
			if err != nil {
				return err
			}
			fmt.Fprintf(w, `{"name":%s,"file":"`, quoted)
			coded := base64.NewEncoder(base64.StdEncoding, w)
			if err := inPieces(coded, file, func(piece []byte) ([]byte, error) { return piece, nil }); err != nil {
				return err
			}
			coded.Close()
			_, err = io.WriteString(w, `"}`)
			return err
		}, false},
		{"a text into a workshop", into("/import"), "application/json", func(w io.Writer, file []byte, _ string) error {
			io.WriteString(w, `{"text":"`)
			err := inPieces(w, file, func(piece []byte) ([]byte, error) {
				quoted, err := json.Marshal(string(bytes.ToValidUTF8(piece, []byte("?"))))
				return quoted[1 : len(quoted)-1], err
			})
			io.WriteString(w, `"}`)
			return err
		}, false},
		{"an archive as a workshop", func(*visitor) string { return "/organise/import" }, "multipart/form-data; boundary=" + boundary, func(w io.Writer, file []byte, name string) error {
			form := multipart.NewWriter(w)
			if err := form.SetBoundary(boundary); err != nil {
				return err
			}
			part, err := form.CreateFormFile("file", name)
			if err == nil {
				_, err = part.Write(file)
			}
			if err != nil {
				return err
			}
			return form.Close()
		}, true},
	}
}

// inPieces writes a file piece by piece, none of which ends within a letter.
func inPieces(w io.Writer, file []byte, as func(piece []byte) ([]byte, error)) error {
	for len(file) > 0 {
		end := min(len(file), 32<<10)
		for n := 0; n < utf8.UTFMax && end < len(file) && !utf8.RuneStart(file[end]); n++ {
			end--
		}
		piece, err := as(file[:end])
		if err == nil {
			_, err = w.Write(piece)
		}
		if err != nil {
			return err
		}
		file = file[end:]
	}
	return nil
}

// bring sends a file. If it is told how long it is, the server may refuse before
// it reads; a browser always tells, others need not.
func (d door) bring(org *visitor, file []byte, name string, told bool) answer {
	org.t.Helper()
	var length counted
	if told {
		if err := d.pack(&length, file, name); err != nil {
			org.t.Fatal(err)
		}
	}
	r, w := io.Pipe()
	go func() { w.CloseWithError(d.pack(w, file, name)) }()
	return org.pour(http.MethodPost, d.path(org), d.contentType, r, func(req *http.Request) { req.ContentLength = int64(length) })
}

// counted is how many bytes came.
type counted int64

func (n *counted) Write(p []byte) (int, error) {
	*n += counted(len(p))
	return len(p), nil
}
