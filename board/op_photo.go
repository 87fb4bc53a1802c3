package board

// AddPhoto adds a photo whose bytes the server holds already.
type AddPhoto struct {
	Photo   PhotoID `json:"photo"`
	Table   TableID `json:"table,omitempty"`
	Caption string  `json:"caption,omitempty"`
	Width   int     `json:"width"`
	Height  int     `json:"height"`
}

func (AddPhoto) Type() OpType { return "photo.add" }

func (op AddPhoto) Check() (Op, error) {
	if err := checkID("photo", op.Photo); err != nil {
		return nil, err
	}
	if err := checkOptionalID("table", op.Table); err != nil {
		return nil, err
	}
	if err := checkPixels(op.Width, op.Height); err != nil {
		return nil, err
	}
	var err error
	op.Caption, err = cleanOptionalLine(op.Caption, Bounds.FieldChars)
	return op, err
}

func checkPixels(width, height int) error {
	if min(width, height) < 1 || max(width, height) > Bounds.PhotoSide {
		return Errorf(BadNumber, "a photo is up to %d pixels wide and high", Bounds.PhotoSide)
	}
	return nil
}

func (op AddPhoto) Apply(tx *Tx) error {
	if err := tx.unused(string(op.Photo)); err != nil {
		return err
	}
	if err := tx.photoTable(op.Table); err != nil {
		return err
	}
	if len(tx.Photos()) >= Bounds.Photos || len(tx.records[KindPhoto]) >= Bounds.PhotosEver {
		return Errorf(Quota, "a workshop has at most %d photos, and %d with those taken away", Bounds.Photos, Bounds.PhotosEver)
	}
	tx.put(Photo{
		ID: op.Photo, Table: op.Table, Caption: op.Caption, Width: op.Width, Height: op.Height, Added: tx.afterPhotos(), Author: tx.Actor.Seat,
	})
	return nil
}

// afterPhotos is now, or what stands behind all photos there ever were: several
// that come in one moment keep their order.
func (tx *Tx) afterPhotos() int64 {
	at := tx.Actor.At
	for _, p := range all[Photo](tx.State, KindPhoto) {
		at = max(at, p.Added+1)
	}
	return at
}

// photoTable refuses a table that is not there; none is the whole workshop.
func (tx *Tx) photoTable(id TableID) error {
	if id == "" {
		return nil
	}
	_, err := tx.liveTable(id)
	return err
}

func (s *State) livePhoto(id PhotoID) (Photo, error) {
	p, ok := s.Photo(id)
	switch {
	case !ok:
		return p, Errorf(NotFound, "there is no such photo")
	case p.Removed != 0:
		return p, Errorf(Gone, "the photo has been taken away")
	}
	return p, nil
}

// CaptionPhoto says what is to be seen. Base is the caption the writer began
// from: what others wrote elsewhere in it meanwhile stays.
type CaptionPhoto struct {
	Photo   PhotoID `json:"photo"`
	Base    string  `json:"base,omitempty"`
	Caption string  `json:"caption,omitempty"`
}

func (CaptionPhoto) Type() OpType { return "photo.caption" }

func (op CaptionPhoto) Check() (Op, error) {
	if err := checkID("photo", op.Photo); err != nil {
		return nil, err
	}
	if len(op.Base) > Bounds.NoteBytes {
		return nil, Errorf(TooBig, "the base is longer than any caption")
	}
	var err error
	op.Caption, err = cleanOptionalLine(op.Caption, Bounds.FieldChars)
	return op, err
}

func (op CaptionPhoto) Apply(tx *Tx) error {
	p, err := tx.livePhoto(op.Photo)
	if err != nil {
		return err
	}
	text, clean := Merge(op.Base, p.Caption, op.Caption)
	if !clean {
		return Errorf(Changed, "somebody else has written here meanwhile")
	}
	if p.Caption, err = cleanOptionalLine(text, Bounds.FieldChars); err != nil {
		return err
	}
	tx.put(p)
	return nil
}

// PublishPhoto lets a photo into what is public, or takes it out of it.
type PublishPhoto struct {
	Photo  PhotoID `json:"photo"`
	Public bool    `json:"public"`
}

func (PublishPhoto) Type() OpType { return "photo.publish" }

func (op PublishPhoto) Check() (Op, error) { return op, checkID("photo", op.Photo) }

func (op PublishPhoto) Apply(tx *Tx) error {
	p, err := tx.livePhoto(op.Photo)
	if err != nil {
		return err
	}
	p.Published = op.Public
	tx.put(p)
	return nil
}

// PlacePhoto says of which table a photo is; none: of the whole workshop.
type PlacePhoto struct {
	Photo PhotoID `json:"photo"`
	Table TableID `json:"table,omitempty"`
}

func (PlacePhoto) Type() OpType { return "photo.place" }

func (op PlacePhoto) Check() (Op, error) {
	if err := checkID("photo", op.Photo); err != nil {
		return nil, err
	}
	return op, checkOptionalID("table", op.Table)
}

func (op PlacePhoto) Apply(tx *Tx) error {
	p, err := tx.livePhoto(op.Photo)
	if err != nil {
		return err
	}
	if err := tx.photoTable(op.Table); err != nil {
		return err
	}
	p.Table = op.Table
	tx.put(p)
	return nil
}

// RemovePhoto takes a photo away, or brings it back while its bytes are sure to
// be there still (Bounds.PhotoHours). Brought back, it is for those who steer
// alone, as when it was new.
type RemovePhoto struct {
	Photo PhotoID `json:"photo"`
	Back  bool    `json:"back,omitzero"`
}

func (RemovePhoto) Type() OpType { return "photo.remove" }

func (op RemovePhoto) Check() (Op, error) { return op, checkID("photo", op.Photo) }

func (op RemovePhoto) Apply(tx *Tx) error {
	p, ok := tx.Photo(op.Photo)
	switch {
	case !ok:
		return Errorf(NotFound, "there is no such photo")
	case !op.Back && p.Removed == 0:
		p.Removed, p.Published = max(tx.Actor.At, p.Added, 1), false
	case op.Back && p.Removed != 0 && p.GoneForGood(tx.Actor.At):
		return Errorf(Gone, "the photo is no longer kept")
	case op.Back && p.Removed != 0 && len(tx.Photos()) >= Bounds.Photos:
		return Errorf(Quota, "a workshop has at most %d photos", Bounds.Photos)
	case op.Back:
		p.Removed = 0
	}
	tx.put(p)
	return nil
}

const hourMS = 60 * 60 * 1000

// GoneForGood reports whether a photo was taken away so long ago that nobody may
// bring it back: its bytes go.
func (r Photo) GoneForGood(now int64) bool {
	return r.Removed != 0 && now-r.Removed >= int64(Bounds.PhotoHours)*hourMS
}
