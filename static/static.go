// Package static holds the browser side of the product: plain ES modules,
// style sheets, fonts and texts, served as they are written.
//
// The idea: nothing is built, so what is in the folder is what runs, and one
// binary carries all of it. The folders of modules import only to their left:
//
//	lib ← model ← sync ← editor ← view ← page
//
// lib knows nothing of the product, model nothing of a document in a browser,
// sync nothing of what is drawn; vendor serves view and page. A test holds
// that up.
//
// view is sorted by what people look at: the sheet, the board round it, the
// seat, the hall, preparing, and so on. What stands above these rooms is used
// in several of them: dialogs, notices, what a page begins with.
//
// A page names them by Address, in which the edition stands: what a browser
// has under such an address is right for ever, and it need not ask again. A
// board needs 150 modules, and an old laptop spent a third of the time until
// the first picture on asking.
//
// Trap: a new folder must be named in the embed line below, or it is not
// served.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"sync"
)

// FS holds all browser files under their paths, "page/board.js".
//
//go:embed css editor fonts i18n lib licences model page sync vendor view
var FS embed.FS

// Fingerprint names this edition of the files: it is the same for the same
// contents and another for any other, so that a browser can be told that what
// it has is still right.
var Fingerprint = sync.OnceValue(func() string {
	sum := sha256.New()
	err := fs.WalkDir(FS, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := FS.ReadFile(path)
		sum.Write([]byte(path + "\x00"))
		sum.Write(data)
		return err
	})
	if err != nil {
		// The files are part of the program: reading them cannot fail.
		panic(err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
})

// Address is where a page finds a file of this edition: "page/board.js". What
// such a module imports is relative to it, so it is of this edition as well.
func Address(path string) string { return "/static/" + Fingerprint() + "/" + path }
