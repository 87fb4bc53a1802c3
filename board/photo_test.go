package board_test

import (
	"slices"
	"testing"
	"time"

	"yoriai/board"
)

// A photo is taken away and comes back within a day, then no more; and what
// comes back is not public, whatever it was before.
func TestAPhotoComesBackWithinADay(t *testing.T) {
	d := picturedHall(t)
	d.must(mori, board.PublishPhoto{Photo: photoID(1), Public: true})
	gone := d.must(mori, board.RemovePhoto{Photo: photoID(1)}).Time.UnixMilli()
	if p, _ := d.state.Photo(photoID(1)); p.Removed != gone || p.Published || len(d.state.Photos()) != 0 {
		t.Fatalf("taken away: %+v", p)
	}
	d.refused(board.Gone, mori, board.PublishPhoto{Photo: photoID(1), Public: true})
	d.refused(board.Gone, mori, board.CaptionPhoto{Photo: photoID(1), Caption: "見える"})
	d.must(office, board.RemovePhoto{Photo: photoID(1), Back: true})
	if list := d.state.Photos(); len(list) != 1 || list[0].Published {
		t.Fatalf("brought back: %+v", list)
	}
	d.must(mori, board.RemovePhoto{Photo: photoID(1)})
	p, _ := d.state.Photo(photoID(1))
	for hours, forGood := range map[int]bool{0: false, board.Bounds.PhotoHours - 1: false, board.Bounds.PhotoHours: true} {
		if at := p.Removed + int64(hours)*time.Hour.Milliseconds(); p.GoneForGood(at) != forGood {
			t.Errorf("after %d hours, gone for good: %v", hours, !forGood)
		}
	}
	late := office
	late.At = p.Removed + int64(board.Bounds.PhotoHours)*time.Hour.Milliseconds()
	if _, err := d.state.Do(board.RemovePhoto{Photo: photoID(1), Back: true}, late, nil); board.CodeOf(err) != board.Gone {
		t.Errorf("brought back a day later: %v", err)
	}
}

// Whoever does not steer learns of no photo more than that there is one, in
// snapshots and in entries, published or not.
func TestOnlyThoseWhoSteerSeePhotos(t *testing.T) {
	d := picturedHall(t)
	said := d.must(mori, board.CaptionPhoto{Photo: photoID(1), Caption: "佐藤さんの発表"})
	d.must(mori, board.PublishPhoto{Photo: photoID(1), Public: true})
	for _, who := range []board.Actor{hana, kaede, guest} {
		for _, r := range who.Viewer().Records(d.state) {
			if p, ok := r.(board.Photo); ok && p != (board.Photo{ID: photoID(1), Veiled: true}) {
				t.Errorf("a %s has %+v", who.Role, p)
			}
		}
		told := who.Viewer().Entry(said, d.state)
		if op, isForeign := told.Op.(board.Foreign); !isForeign || op.Body != nil {
			t.Errorf("a %s is told %+v", who.Role, told.Op)
		}
	}
	sees := slices.ContainsFunc(office.Viewer().Records(d.state), func(r board.Record) bool {
		p, ok := r.(board.Photo)
		return ok && p.Caption == "佐藤さんの発表"
	})
	if !sees {
		t.Error("the organiser does not see the caption")
	}
}

func TestPhotosAreBounded(t *testing.T) {
	d := seatedHall(t)
	for i := range board.Bounds.Photos {
		d.must(office, board.AddPhoto{Photo: photoID(i + 1), Width: 8, Height: 6})
	}
	one := board.AddPhoto{Photo: photoID(900), Width: 8, Height: 6}
	d.refused(board.Quota, office, one)
	d.must(office, board.RemovePhoto{Photo: photoID(1)})
	d.must(office, one)
	d.refused(board.Quota, office, board.RemovePhoto{Photo: photoID(1), Back: true})
	for i := board.Bounds.Photos + 1; i < board.Bounds.PhotosEver; i++ { // 61 are there, or were
		d.must(office, board.RemovePhoto{Photo: d.state.Photos()[0].ID})
		d.must(office, board.AddPhoto{Photo: photoID(1000 + i), Width: 8, Height: 6})
	}
	d.must(office, board.RemovePhoto{Photo: d.state.Photos()[0].ID})
	d.refused(board.Quota, office, board.AddPhoto{Photo: photoID(901), Width: 8, Height: 6})
}

// Two who write one caption at the same time: both stay where they meet
// nowhere, and the second is asked where they do.
func TestTwoWriteOneCaption(t *testing.T) {
	d := picturedHall(t)
	d.must(mori, board.CaptionPhoto{Photo: photoID(1), Caption: "1班の発表"})
	d.must(mori, board.CaptionPhoto{Photo: photoID(1), Base: "1班の発表", Caption: "2班の発表"})
	d.refused(board.Changed, office, board.CaptionPhoto{Photo: photoID(1), Base: "1班の発表", Caption: "3班の発表"})
	d.must(office, board.CaptionPhoto{Photo: photoID(1), Base: "1班の発表", Caption: "1班の発表のようす"})
	if p, _ := d.state.Photo(photoID(1)); p.Caption != "2班の発表のようす" {
		t.Errorf("the caption is %q", p.Caption)
	}
}

func TestPhotosAreChecked(t *testing.T) {
	for name, op := range map[string]board.AddPhoto{
		"no id":    {Width: 8, Height: 6},
		"no size":  {Photo: photoID(1), Width: 8},
		"too wide": {Photo: photoID(1), Width: board.Bounds.PhotoSide + 1, Height: 6},
		"no table": {Photo: photoID(1), Table: "a", Width: 8, Height: 6},
	} {
		if _, err := op.Check(); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	d := seatedHall(t)
	d.refused(board.NotFound, office, board.AddPhoto{Photo: photoID(1), Table: tableID(9), Width: 8, Height: 6})
	d.refused(board.NotFound, office, board.PlacePhoto{Photo: photoID(1)})
}
