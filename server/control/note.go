package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// FileName is the note in the data folder.
const FileName = "yoriai.control"

// note is what a running server leaves for those who want something of it.
type note struct {
	Address string `json:"address"` // of the listener, host and port
	Token   string `json:"token"`
	PID     int    `json:"pid"`
}

// leave writes the note under another name first: nobody reads half of it, and
// at no moment can others read the token.
func leave(dir string, n note) (err error) {
	data, err := json.Marshal(n)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, FileName+".new-*") // with mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), filepath.Join(dir, FileName))
}

// read gives ErrNobody where there is no note, or none that can be understood.
func read(dir string) (n note, err error) {
	data, err := os.ReadFile(filepath.Join(dir, FileName))
	if errors.Is(err, fs.ErrNotExist) {
		return n, ErrNobody
	}
	if err != nil {
		return n, fmt.Errorf("the running server's note: %w", err)
	}
	if err := json.Unmarshal(data, &n); err != nil || n.Address == "" || n.Token == "" {
		return n, ErrNobody
	}
	return n, nil
}

// takeAway removes our own note, and leaves one that another start wrote.
func takeAway(dir, token string) {
	if n, err := read(dir); err == nil && n.Token == token {
		_ = os.Remove(filepath.Join(dir, FileName))
	}
}
