package server

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"strings"
	"sync"
	"time"

	"yoriai/board"
)

// Key is what a link (/k/…) opens: a seat in a workshop, or the organiser's
// own pages.
type Key struct {
	Organiser bool             `json:"organiser,omitzero"`
	Once      bool             `json:"once,omitzero"` // used up by its first use
	Made      int64            `json:"made,omitzero"` // ms since 1970, of a one-time link
	Workshop  board.WorkshopID `json:"workshop,omitempty"`
	Seat      board.SeatID     `json:"seat,omitempty"`
}

// keys makes and reads links. A seat's token is computed from the seat's id
// and a secret, so that the organiser can be shown (and print) the link again
// at any time without the tokens being stored; the vault holds their hashes.
type keys struct {
	vault  Vault
	now    func() time.Time
	secret []byte
	mu     sync.Mutex // a link that is asked for while it is renewed must not come back to life
}

// keyLife is how long a one-time link waits for its use. Those made before
// links had a date wait for ever.
const keyLife = 60 * 24 * time.Hour

func (k *keys) old(key Key) bool {
	return key.Once && key.Made != 0 && k.now().Sub(time.UnixMilli(key.Made)) > keyLife
}

func newKeys(ctx context.Context, vault Vault, now func() time.Time) (*keys, error) {
	secret, found, err := vault.Get(ctx, shelfSecrets, "links")
	if err != nil {
		return nil, err
	}
	if !found {
		secret = make([]byte, 32)
		rand.Read(secret)
		if err := vault.Put(ctx, shelfSecrets, "links", secret); err != nil {
			return nil, err
		}
	}
	return &keys{vault: vault, now: now, secret: secret}, nil
}

// forSeat gives the token of a seat's link.
func (k *keys) forSeat(ctx context.Context, ws board.WorkshopID, seat board.SeatID) (string, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	turn, err := k.turn(ctx, seat)
	if err != nil {
		return "", err
	}
	token := k.token(seat, turn)
	if _, found, err := k.vault.Get(ctx, shelfKeys, hashToken(token)); err != nil || found {
		return token, err
	}
	return token, putJSON(ctx, k.vault, shelfKeys, hashToken(token), Key{Workshop: ws, Seat: seat})
}

// token is a seat's in one of its turns. Of the first the turn is no part:
// those were printed before there were others.
func (k *keys) token(seat board.SeatID, turn string) string {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte("seat:" + string(seat)))
	if turn != "" {
		mac.Write([]byte(":" + turn))
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(mac.Sum(nil)[:15]))
}

// turn is which of its links a seat is at; empty: the first.
func (k *keys) turn(ctx context.Context, seat board.SeatID) (string, error) {
	data, _, err := k.vault.Get(ctx, shelfTurns, string(seat))
	return string(data), err
}

// renew lets a seat's present link open nothing any more. The new turn is kept
// before the old key goes: where the second fails, the old link is no link of
// the list, and can be renewed away once more.
func (k *keys) renew(ctx context.Context, seat board.SeatID) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	turn, err := k.turn(ctx, seat)
	if err != nil {
		return err
	}
	if err := k.vault.Put(ctx, shelfTurns, string(seat), []byte(strings.ToLower(rand.Text()))); err != nil {
		return err
	}
	return k.vault.Delete(ctx, shelfKeys, hashToken(k.token(seat, turn)))
}

// forOrganiser makes a new one-time link to the organiser's pages.
func (k *keys) forOrganiser(ctx context.Context) (string, error) {
	token := strings.ToLower(rand.Text())
	return token, putJSON(ctx, k.vault, shelfKeys, hashToken(token), Key{Organiser: true, Once: true, Made: k.now().UnixMilli()})
}

// find reads a link's token; nil for one that opens nothing (any more).
func (k *keys) find(ctx context.Context, token string) (*Key, error) {
	if len(token) > 64 {
		return nil, nil
	}
	data, found, err := k.vault.Get(ctx, shelfKeys, hashToken(token))
	if err != nil || !found {
		return nil, err
	}
	var key Key
	if err := decode(data, &key); err != nil || k.old(key) {
		return nil, err
	}
	return &key, nil
}

// spend uses a key; a one-time key opens nothing afterwards.
func (k *keys) spend(ctx context.Context, token string, key *Key) error {
	if !key.Once {
		return nil
	}
	return k.vault.Delete(ctx, shelfKeys, hashToken(token))
}
