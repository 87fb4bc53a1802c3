package board

import (
	"cmp"
	"slices"
)

// Photo is a picture of the evening: a table at work, a sheet on the wall. Its
// bytes are not in the log; the server keeps them under the photo's id, from
// before the photo is added until it has been taken away for good. Faces are
// personal, so it is for those who steer alone until they publish it.
type Photo struct {
	ID        PhotoID `json:"id"`
	Table     TableID `json:"table,omitempty"`   // empty: of the whole workshop
	Caption   string  `json:"caption,omitempty"` // 説明; also what is read aloud to whom does not see it
	Width     int     `json:"width"`             // of the picture, in pixels
	Height    int     `json:"height"`
	Added     int64   `json:"added"`
	Author    SeatID  `json:"author,omitempty"`   // who added it
	Published bool    `json:"published,omitzero"` // 公開用にも入れる
	Removed   int64   `json:"removed,omitzero"`   // since when it is taken away; 0: it is not
	Veiled    bool    `json:"veiled,omitzero"`    // made by the audience filter, never stored
}

func (Photo) Kind() Kind    { return KindPhoto }
func (r Photo) Key() string { return string(r.ID) }

func (r Photo) seenBy(v Viewer, _ Phase) bool { return v.steers() }
func (r Photo) veil() Record                  { return Photo{ID: r.ID, Veiled: true} }
func (r Photo) isVeiled() bool                { return r.Veiled }
func (r Photo) owns(SeatID) bool              { return false }

// Photos lists those that are there, of all tables, in the order in which they
// were added.
func (s *State) Photos() []Photo {
	list := slices.DeleteFunc(all[Photo](s, KindPhoto), func(p Photo) bool { return p.Removed != 0 || p.Veiled })
	slices.SortFunc(list, func(a, b Photo) int { return cmp.Or(cmp.Compare(a.Added, b.Added), cmp.Compare(a.ID, b.ID)) })
	return list
}

// Photo finds one by its id, a removed one too.
func (s *State) Photo(id PhotoID) (Photo, bool) { return find[Photo](s, KindPhoto, string(id)) }

// checkPhotos: a photo is of a table that is, or was, there, and has a size.
func checkPhotos(s *State, report func(string, ...any)) {
	for _, p := range all[Photo](s, KindPhoto) {
		if _, ok := s.Table(p.Table); p.Table != "" && !ok {
			report("photo %s is of no table", p.ID)
		}
		if p.Veiled || checkPixels(p.Width, p.Height) != nil || p.Removed != 0 && p.Removed < p.Added {
			report("photo %s is veiled, has no size, or went before it came", p.ID)
		}
	}
}
