package server

import (
	"context"

	"yoriai/board"
)

// putJSON and decode use the product's one encoding for what the vault keeps.
func putJSON(ctx context.Context, v Vault, shelf, key string, value any) error {
	data, err := board.Encode(value)
	if err != nil {
		return err
	}
	return v.Put(ctx, shelf, key, data)
}

func decode(data []byte, into any) error { return board.DecodeStrict(data, into) }
