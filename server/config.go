package server

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"yoriai/board"
)

// Vault keeps what is no document: sessions, links, join codes. A Put that
// returned nil is on the disk.
type Vault interface {
	Put(ctx context.Context, shelf, key string, value []byte) error
	Get(ctx context.Context, shelf, key string) ([]byte, bool, error)
	Delete(ctx context.Context, shelf, key string) error
	Each(ctx context.Context, shelf string, visit func(key string, value []byte) error) error
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
	shelfAudit     = "audit"     // time and number → who did what; see audit
)
