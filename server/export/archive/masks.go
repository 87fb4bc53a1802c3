package archive

import (
	"slices"

	"yoriai/board"
)

// masksOf are a workshop's decisions as they can be made again elsewhere.
func masksOf(hall *board.State) (ops []board.DecideMasks) {
	by := map[board.MaskDecision][]board.MaskAt{}
	for _, m := range hall.Maskings() {
		for _, spot := range m.Spots {
			as := board.MaskThem
			if spot.Keep {
				as = board.KeepThem
			}
			by[as] = append(by[as], board.MaskAt{Record: m.Record, Board: m.Board, Place: spot.Place})
		}
	}
	for _, as := range []board.MaskDecision{board.MaskThem, board.KeepThem} {
		for part := range slices.Chunk(by[as], board.Bounds.Batch) {
			ops = append(ops, board.DecideMasks{Decision: as, Masks: part})
		}
	}
	return ops
}

// checkMasks holds decisions of an archive to what their op would let in.
func checkMasks(hall *board.State) error {
	for _, m := range hall.Maskings() {
		if err := checkEachAuthor(hall, m.Spots); err != nil {
			return err
		}
	}
	for _, op := range masksOf(hall) {
		if _, err := op.Check(); err != nil {
			return err
		}
	}
	return nil
}

func checkEachAuthor(hall *board.State, spots []board.MaskSpot) error {
	for _, spot := range spots {
		if err := checkAuthor(hall, spot.By, ""); err != nil {
			return err
		}
	}
	return nil
}
