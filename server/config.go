package server

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"yoriai/board"
	"yoriai/server/backup"
)

// Vault keeps what is no document: sessions, links, join codes. A Put that
// returned nil is on the disk.
type Vault interface {
	Put(ctx context.Context, shelf, key string, value []byte) error
	Get(ctx context.Context, shelf, key string) ([]byte, bool, error)
	Delete(ctx context.Context, shelf, key string) error
	Each(ctx context.Context, shelf string, visit func(key string, value []byte) error) error
	// Keys lists keys with a prefix and the bytes of their values, and reads no value.
	Keys(ctx context.Context, shelf, prefix string) (map[string]int, error)
}

// Config is what the program hands to the server.
type Config struct {
	Log            board.Log
	Vault          Vault
	Logger         *slog.Logger
	Now            func() time.Time
	BaseURL        string         // "https://yoriai.city.example": how people reach it; empty: found from the machine's addresses
	Port           string         // for addresses found from the machine
	TLS            bool           // this server speaks TLS itself
	TrustedProxies []netip.Prefix // whose X-Forwarded-For is believed
	// Space says how much of the disk that holds the data is used, in bytes, and
	// how much there is. Nil: not known.
	Space func() (used, total uint64, err error)
	// Keeper can change and shrink the data file. Nil: nothing is erased here.
	Keeper Keeper
	// Backups are the folders in which this server's backups lie, the first of
	// them the one that new ones are written to; none: it makes none.
	Backups []string
	// Version is what the program calls itself.
	Version string
}

// Keeper is the data file as erasing and the page of the organisers need it.
type Keeper interface {
	backup.Source
	// Replace puts other entries in the place of a document's; none: it is gone.
	Replace(ctx context.Context, doc board.DocID, expect board.Seq, entries []board.Entry) error
	// Rewrite makes other entries of a document's, under their numbers.
	Rewrite(ctx context.Context, doc board.DocID, change func(board.Entry) (board.Entry, error)) error
	// Compact leaves no byte of what was deleted or replaced.
	Compact(ctx context.Context) error
	// Sizes are bytes.
	Sizes(ctx context.Context, docs []board.DocID) (map[board.DocID]int64, error)
	// Inspect looks at everything and counts what is broken.
	Inspect(ctx context.Context, progress func(done, total int64)) (documents, faults int, err error)
	// Files are the data file and what earlier restores put aside beside it.
	Files() (data string, size int64, aside []string)
}

// The shelves of the vault.
const (
	shelfSessions  = "sessions"  // hash of the cookie → session
	shelfKeys      = "keys"      // hash of a link's token → what it opens
	shelfTurns     = "turns"     // seat → which of its links holds; absent: the first
	shelfCodes     = "codes"     // join code → workshop
	shelfWorkshops = "workshops" // workshop → what the organiser's list needs
	shelfClaims    = "claims"    // seat → hashes of the sessions that hold it
	shelfLaid      = "laid"      // workshop → the boards its title cards lie on
	shelfTemplates = "templates" // id → an evening to prepare again
	shelfSecrets   = "secrets"   // "links" → the key that link tokens are made with
	shelfErasures  = "erasures"  // time and id → what is, or was, erased; see erasure
	shelfPhotos    = "photos"    // workshop "/" photo "/" size → JPEG; see photos
	shelfAudit     = "audit"     // time and number → who did what; see audit
)
