package server

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/photo"
)

// Photos of a workshop: who steers adds them, and a file that comes is made
// anew before anything of it is kept. Their bytes stand on a shelf under the
// workshop and the photo's id; that there is such a photo, of which table, with
// which caption and for whom, is in the workshop's document. The bytes come
// first and go last.

const (
	photoLarge = "large"
	photoPrint = "print" // as it stands in documents
	photoSmall = "small"
	// photoBodies are how many files may stand in memory at once, as they came.
	photoBodies = 4
	// photoCache is how long a browser may keep one: not for ever, because one
	// that was taken away, or erased, shall not stay in a shared laptop.
	photoCache = "private, max-age=86400, immutable"
)

// photoRoom is where photos that come are made anew, one at a time.
type photoRoom struct {
	once   sync.Once
	bodies chan struct{}
	turn   chan struct{}

	mu       sync.Mutex
	arriving map[string]int // keys that are kept and not yet told of; the sweep leaves them
}

func (r *photoRoom) open() {
	r.once.Do(func() {
		r.bodies, r.turn, r.arriving = make(chan struct{}, photoBodies), make(chan struct{}, 1), map[string]int{}
	})
}

// arrives marks photos as on their way until the function it gives is called.
func (r *photoRoom) arrives(keys ...string) (done func()) {
	r.open()
	mark := func(n int) {
		r.mu.Lock()
		defer r.mu.Unlock()
		for _, key := range keys {
			if r.arriving[key] += n; r.arriving[key] == 0 {
				delete(r.arriving, key)
			}
		}
	}
	mark(1)
	return func() { mark(-1) }
}

// take waits for a place in a queue, as long as anybody waits for the answer.
func take(ctx context.Context, queue chan struct{}) (leave func(), err error) {
	select {
	case queue <- struct{}{}:
		return func() { <-queue }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

var photoBounds = photo.Bounds{File: board.Bounds.PhotoBytes, Side: board.Bounds.PhotoSide, Bytes: 1 << 20}

// develop makes of a file what is kept of it.
func (r *photoRoom) develop(ctx context.Context, file []byte) (photo.Kept, error) {
	r.open()
	leave, err := take(ctx, r.turn)
	if err != nil {
		return photo.Kept{}, err
	}
	defer leave()
	return photo.Keep(file, photoBounds)
}

func photoKey(ws board.WorkshopID, id board.PhotoID, size string) string {
	return string(ws) + "/" + string(id) + "/" + size
}

func photoKeys(ws board.WorkshopID, id board.PhotoID) []string {
	return []string{photoKey(ws, id, photoLarge), photoKey(ws, id, photoPrint), photoKey(ws, id, photoSmall)}
}

// photosPage is where those who steer add photos, and say which the public sees.
func (srv *Server) photosPage(c echo.Context) error {
	return srv.hallApp(c, srv.steering, "photos.heading", "page/photos.js", false)
}

// apiAddPhoto takes the file of a photo, whose id the page has made: a file
// that is sent twice is one photo.
func (srv *Server) apiAddPhoto(c echo.Context) error {
	p, err := srv.steering(c)
	if err != nil {
		return err
	}
	op := board.AddPhoto{Photo: board.PhotoID(c.Param("photo")), Table: board.TableID(c.QueryParam("table")), Width: 1, Height: 1}
	if _, err := op.Check(); err != nil {
		return err
	}
	if _, known := p.state.Photo(op.Photo); known {
		return c.JSON(http.StatusOK, map[string]string{"photo": string(op.Photo)})
	}
	if len(p.state.Photos()) >= board.Bounds.Photos { // asked again when it is added; here it spares the work
		return board.Errorf(board.Quota, "a workshop has at most %d photos", board.Bounds.Photos)
	}
	kept, err := srv.receivePhoto(c)
	if code := photoCodes[rootOf(err)]; code != "" {
		return c.JSON(http.StatusUnprocessableEntity, map[string]string{"code": code, "say": err.Error()})
	}
	if err != nil {
		return err
	}
	op.Width, op.Height = kept.Large.Width, kept.Large.Height
	if err := srv.addPhoto(c.Request().Context(), p.workshop, p.actor(), op, kept); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"photo": string(op.Photo)})
}

// photoCodes are what the page has a sentence for.
var photoCodes = map[error]string{
	photo.ErrNoPhoto: "no_photo", photo.ErrHEIC: "heic", photo.ErrTooMany: "pixels", photo.ErrTooLarge: "size", photo.ErrBroken: "broken",
}

// rootOf is the error at the bottom of a chain.
func rootOf(err error) error {
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(err) {
		err = inner
	}
	return err
}

// receivePhoto reads the body. Its type says nothing of what is in it; a page
// of another server can send no form of these types.
func (srv *Server) receivePhoto(c echo.Context) (photo.Kept, error) {
	r := c.Request()
	if t := mediaType(r); !strings.HasPrefix(t, "image/") && t != echo.MIMEOctetStream {
		return photo.Kept{}, echo.NewHTTPError(http.StatusUnsupportedMediaType, "photo")
	}
	if r.ContentLength > int64(board.Bounds.PhotoBytes) {
		return photo.Kept{}, photo.ErrTooLarge
	}
	srv.photos.open()
	leave, err := take(r.Context(), srv.photos.bodies)
	if err != nil {
		return photo.Kept{}, err
	}
	defer leave()
	comesSlowly(c)
	file, err := io.ReadAll(io.LimitReader(r.Body, int64(board.Bounds.PhotoBytes)+1))
	if err != nil {
		return photo.Kept{}, echo.NewHTTPError(http.StatusBadRequest, "body")
	}
	return srv.photos.develop(r.Context(), file)
}

// addPhoto keeps a photo and tells of it. Where that is refused its bytes go
// again; where nobody can say whether it was, the sweep finds out.
func (srv *Server) addPhoto(ctx context.Context, ws board.WorkshopID, actor board.Actor, op board.AddPhoto, kept photo.Kept) error {
	defer srv.photos.arrives(photoKeys(ws, op.Photo)...)()
	if err := srv.keepPhoto(ctx, ws, op.Photo, kept); err != nil {
		return err
	}
	err := srv.doAll(ctx, board.DocID(ws), actor, op)
	if board.CodeOf(err) == board.Exists {
		return nil // the same file came twice at once
	}
	if err != nil && board.CodeOf(err) != board.Storage {
		for _, key := range photoKeys(ws, op.Photo) {
			err = errors.Join(err, srv.cfg.Vault.Delete(ctx, shelfPhotos, key))
		}
	}
	return err
}

func (srv *Server) keepPhoto(ctx context.Context, ws board.WorkshopID, id board.PhotoID, kept photo.Kept) error {
	for size, picture := range map[string]photo.Picture{photoLarge: kept.Large, photoPrint: kept.Print, photoSmall: kept.Small} {
		if err := srv.cfg.Vault.Put(ctx, shelfPhotos, photoKey(ws, id, size), picture.Data); err != nil {
			return err
		}
	}
	return nil
}

func (srv *Server) photo(c echo.Context) error      { return srv.sendPhoto(c, photoLarge) }
func (srv *Server) smallPhoto(c echo.Context) error { return srv.sendPhoto(c, photoSmall) }

// sendPhoto sends a photo to whoever may read the results in which it stands.
func (srv *Server) sendPhoto(c echo.Context, size string) error {
	p, err := srv.reads(c)
	if err != nil {
		return err
	}
	is, known := p.state.Photo(board.PhotoID(c.Param("photo")))
	if !known || is.Removed != 0 || !p.steers() && (!is.Published || is.Table != p.table) {
		return notFound()
	}
	data, err := srv.photoBytes(c.Request().Context(), p.workshop, is.ID, size)
	if err != nil {
		return err
	}
	h := c.Response().Header()
	h.Set("Cache-Control", photoCache)
	h.Set("ETag", `"`+string(is.ID)+`"`)
	h.Set(echo.HeaderContentDisposition, "inline")
	if c.Request().Header.Get("If-None-Match") == h.Get("ETag") {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, "image/jpeg", data)
}

func (srv *Server) photoBytes(ctx context.Context, ws board.WorkshopID, id board.PhotoID, size string) ([]byte, error) {
	data, found, err := srv.cfg.Vault.Get(ctx, shelfPhotos, photoKey(ws, id, size))
	if err == nil && !found {
		err = notFound()
	}
	return data, err
}

// forgetPhotos takes the bytes of photos that nobody tells of: that were kept
// and could not be added, or were taken away longer ago than one may bring them
// back.
func (srv *Server) forgetPhotos(ctx context.Context) (gone int, failed error) {
	keys, err := srv.cfg.Vault.Keys(ctx, shelfPhotos, "")
	if err != nil {
		return 0, err
	}
	halls := map[string][]string{}
	for key := range keys {
		ws, _, _ := strings.Cut(key, "/")
		halls[ws] = append(halls[ws], key)
	}
	for ws, keys := range halls {
		n, err := srv.forgetPhotosOf(ctx, board.WorkshopID(ws), keys)
		gone, failed = gone+n, errors.Join(failed, err)
	}
	return gone, failed
}

func (srv *Server) forgetPhotosOf(ctx context.Context, ws board.WorkshopID, keys []string) (gone int, err error) {
	untold, err := srv.untoldPhotos(ctx, ws, keys)
	for _, key := range untold {
		went, failed := srv.forgetPhoto(ctx, ws, key)
		if failed != nil {
			return gone, failed
		}
		if went {
			gone++
		}
	}
	return gone, err
}

// untoldPhotos are the keys of photos that a workshop does not tell of.
func (srv *Server) untoldPhotos(ctx context.Context, ws board.WorkshopID, keys []string) (untold []string, err error) {
	hall, err := srv.hall(ctx, ws)
	if err != nil {
		if board.CodeOf(err) != board.NotFound {
			return nil, err
		}
		hall = board.NewState() // the workshop itself is gone
	}
	for _, key := range keys {
		id := board.PhotoID(strings.Split(key, "/")[1])
		if p, known := hall.Photo(id); !known || p.GoneForGood(srv.cfg.Now().UnixMilli()) {
			untold = append(untold, key)
		}
	}
	return untold, nil
}

// forgetPhoto takes one away, unless it comes now or has come since somebody
// looked. None begins to come meanwhile: its bytes would go with the old ones.
func (srv *Server) forgetPhoto(ctx context.Context, ws board.WorkshopID, key string) (gone bool, err error) {
	srv.photos.mu.Lock()
	defer srv.photos.mu.Unlock()
	if srv.photos.arriving[key] > 0 {
		return false, nil
	}
	untold, err := srv.untoldPhotos(ctx, ws, []string{key})
	if err != nil || len(untold) == 0 {
		return false, err
	}
	return true, srv.cfg.Vault.Delete(ctx, shelfPhotos, key)
}

// photoSize is how many bytes the photos of a workshop take.
func (srv *Server) photoSize(ctx context.Context, ws board.WorkshopID) (total int64, err error) {
	keys, err := srv.cfg.Vault.Keys(ctx, shelfPhotos, string(ws)+"/")
	for _, size := range keys {
		total += int64(size)
	}
	return total, err
}
