package boltlog

import (
	"errors"
	"fmt"

	"yoriai/board"
)

// Why a file cannot be used. Open wraps one of these in a FileError; the
// program turns them into exit codes.
var (
	ErrMissing     = errors.New("the data file is missing")
	ErrLocked      = errors.New("the data file is in use")
	ErrNotOurs     = errors.New("the file is not a data file of this program")
	ErrTruncated   = errors.New("the data file is cut off")
	ErrDamaged     = board.ErrDamaged // so that one question covers file and record
	ErrNewer       = errors.New("the data file is of a newer version of this program")
	ErrReadOnly    = errors.New("the data file or its folder cannot be written")
	ErrNetworkDisk = errors.New("the data file lies on a network disk")
)

// Why a call was not carried out.
var (
	// ErrClosed: the store was closed before the call was taken up; nothing was stored.
	ErrClosed = errors.New("the store is closed")
	// ErrNotWritten: the disk refused, and it is certain that nothing was stored.
	ErrNotWritten = errors.New("it could not be written down")
	// ErrUncertain: the disk refused half-way. It may be stored or not; reading
	// tells, once the store works again.
	ErrUncertain = errors.New("it is not certain whether it was written down")
	// ErrHoldsDamage: a backup was made whole, and what is damaged in the data
	// file is damaged in it too.
	ErrHoldsDamage = errors.New("the backup holds what is damaged in the data file")
)

// FileError says why the file at Path cannot be used.
type FileError struct {
	Kind  error  // one of the values above
	Path  string // as it was given to Open
	Say   string // one plain sentence, with what to do where that is known
	Cause error  // of the system or of bbolt; nil where we found it ourselves
	Page  uint64 // where a page is broken, its number; 0 else
}

func (e *FileError) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s: %s (%v)", e.Path, e.Say, e.Cause)
	}
	return e.Path + ": " + e.Say
}

// Unwrap makes both the kind and the cause findable with errors.Is.
func (e *FileError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// refuse makes a FileError whose path is filled in by whoever knows it (see at).
func refuse(kind error, format string, args ...any) error {
	return &FileError{Kind: kind, Say: fmt.Sprintf(format, args...)}
}

// refuseFor is refuse with the error that made us do so.
func refuseFor(cause, kind error, format string, args ...any) error {
	return &FileError{Kind: kind, Say: fmt.Sprintf(format, args...), Cause: cause}
}

// at names the file in an error that does not name one yet.
func at(path string, err error) error {
	var fe *FileError
	if errors.As(err, &fe) && fe.Path == "" {
		fe.Path = path
	}
	return err
}

// damagedRecord names a record by its place, never by what stands in it. Seq 0: not about one entry.
func damagedRecord(bucket string, doc board.DocID, seq board.Seq) error {
	return fmt.Errorf("%w: %s %s #%d", board.ErrDamaged, bucket, doc, seq)
}
