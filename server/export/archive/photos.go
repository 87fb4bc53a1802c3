package archive

import (
	"slices"

	"yoriai/board"
	"yoriai/server/export"
	"yoriai/server/intake"
)

// ArchivedPhoto is a photo in an archive: its bytes stand beside the documents,
// and everything else of it in the workshop's.
type ArchivedPhoto struct {
	ID   board.PhotoID `json:"id"`
	JPEG []byte        `json:"jpeg"`
}

// maxPhoto bounds the bytes of one photo in an archive; ours are half of it.
const maxPhoto = 2 << 20

// WithPhotos is the archive with the bytes of the photos that it tells of. One
// that is not kept any more is left out.
func (a Archive) WithPhotos(bytesOf export.PhotoBytes) Archive {
	for _, p := range board.StateOf(a.Workshop.Records).Photos() {
		if data := bytesOf(p.ID); data != nil {
			a.Photos = append(a.Photos, ArchivedPhoto{p.ID, data})
		}
	}
	return a
}

// checkPhotos: each is of a photo that the workshop tells of, and there once.
func (a Archive) checkPhotos(hall *board.State) error {
	told, seen := hall.Photos(), map[board.PhotoID]bool{}
	if len(told) > board.Bounds.Photos {
		return board.Errorf(board.Quota, "the archive has more than %d photos", board.Bounds.Photos)
	}
	for _, p := range told {
		if err := checkAuthor(hall, p.Author, ""); err != nil {
			return err
		}
		if _, err := (board.AddPhoto{Photo: p.ID, Table: p.Table, Caption: p.Caption, Width: p.Width, Height: p.Height}).Check(); err != nil {
			return err
		}
	}
	for i, p := range a.Photos {
		known := slices.ContainsFunc(told, func(t board.Photo) bool { return t.ID == p.ID })
		if !known || seen[p.ID] || len(p.JPEG) == 0 || len(p.JPEG) > maxPhoto {
			return board.Errorf(board.BadOp, "photo %d is none of the workshop, is there twice, or has not the size of one", i+1)
		}
		seen[p.ID] = true
	}
	return nil
}

// photosIn are the photos to take in, in the order in which they were added.
func (a Archive) photosIn(hall *board.State) (list []intake.Photo) {
	data := map[board.PhotoID][]byte{}
	for _, p := range a.Photos {
		data[p.ID] = p.JPEG
	}
	for _, p := range hall.Photos() {
		if data[p.ID] == nil {
			continue
		}
		table := slices.IndexFunc(hall.Tables(), func(t board.Table) bool { return t.ID == p.Table })
		list = append(list, intake.Photo{ID: p.ID, Table: table, Caption: p.Caption, Published: p.Published, JPEG: data[p.ID]})
	}
	return list
}

// tellsOfPhotos: of some that are there, or were.
func (a Archive) tellsOfPhotos() bool {
	return len(a.Photos) > 0 || slices.ContainsFunc(a.Workshop.Records, func(r board.Record) bool { return r.Kind() == board.KindPhoto })
}

// tellsOfTimes: of when notes were written that had been taken in from elsewhere.
func (a Archive) tellsOfTimes() bool {
	return slices.ContainsFunc(a.Boards, func(d Document) bool {
		return slices.ContainsFunc(d.Entries, func(e board.Entry) bool {
			op, is := e.Op.(board.ImportBoard)
			return is && len(op.Past) > 0
		})
	})
}

// renumberedPhotos are the photos under their new ids. Their bytes are left as
// they are.
func renumberedPhotos(photos []ArchivedPhoto, ids map[string]string) (list []ArchivedPhoto) {
	for _, p := range photos {
		list = append(list, ArchivedPhoto{board.PhotoID(ids[string(p.ID)]), p.JPEG})
	}
	return list
}
