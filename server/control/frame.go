package control

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// An answer is a row of frames: one byte for the kind, four for the length
// (big-endian), then that many bytes.
const (
	frameData     = 'd' // a piece of the command's output
	frameProgress = 'p' // progress, as JSON
	frameEnd      = 'e' // ending, as JSON; the last one
)

// maxFrame bounds what a reader takes into memory at once.
const maxFrame = 1 << 20

type progress struct {
	Done  int64 `json:"done"`
	Total int64 `json:"total"`
}

// ending says how a command ended. Kind names an error that both sides know.
type ending struct {
	Bytes int64  `json:"bytes"` // of data, so that a hole would be noticed
	Kind  string `json:"kind,omitempty"`
	Error string `json:"error,omitempty"`
}

func writeFrame(w io.Writer, kind byte, body []byte) error {
	head := binary.BigEndian.AppendUint32([]byte{kind}, uint32(len(body)))
	if _, err := w.Write(append(head, body...)); err != nil {
		return err
	}
	return nil
}

func writeJSON(w io.Writer, kind byte, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return writeFrame(w, kind, body)
}

func readFrame(r *bufio.Reader) (kind byte, body []byte, err error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("a frame of %d bytes", n)
	}
	body = make([]byte, n)
	_, err = io.ReadFull(r, body)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return head[0], body, err
}
