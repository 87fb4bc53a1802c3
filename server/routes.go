package server

import (
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"yoriai/server/room"
	"yoriai/static"
)

// contentPolicy allows our own files and nothing else: no inline script or
// style, no other origin, no framing.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// bodyLimit holds for everything that is posted; an archive may be larger.
const (
	bodyLimit    = "256K"
	archiveLimit = "100M"
	importLimit  = "12M" // a list or an archive of 8 MB, in base64
)

// routes lists every address of the product.
func (srv *Server) routes() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = addressOf(srv.cfg.TrustedProxies)
	e.HTTPErrorHandler = srv.failed
	e.Use(srv.survive, srv.headers, srv.gate.Check)

	a := addresses{e}
	srv.doors(a)
	srv.offices(a)
	srv.workshopPages(a)
	srv.seatPages(a)
	srv.preparing(a)
	srv.lookingBack(a)

	a.GET("/ws", srv.socket)
	a.get("/qr/:file", srv.qr)
	a.get("/qr/k/:file", srv.qrKey)
	a.get("/healthz", srv.health)
	a.get("/static/*", echo.WrapHandler(http.StripPrefix("/static/", staticFiles())))
	return e
}

// addresses is where handlers are hung up.
type addresses struct{ *echo.Echo }

// get: whoever may ask for a page may ask for its head: link checks and previews do.
func (a addresses) get(path string, h echo.HandlerFunc) {
	a.Match([]string{http.MethodGet, http.MethodHead}, path, h)
}

// small bounds what is posted by most.
var small = middleware.BodyLimit(bodyLimit)

// doors are for whoever has no seat yet.
func (srv *Server) doors(a addresses) {
	a.get("/", srv.home)
	a.POST("/join", srv.joinByCode, small)
	a.get("/j/:code", srv.atDoor(srv.doorPage))
	a.POST("/j/:code", srv.atDoor(srv.enter), small)
	a.get("/k/:key", srv.keyPage)
	a.POST("/k/:key", srv.useKey, small)
}

// offices are for organisers: what they open, and what they look after.
func (srv *Server) offices(a addresses) {
	a.get("/organise", srv.organise)
	a.POST("/organise", srv.openWorkshop, small)
	a.POST("/organise/rehearsals/remove", srv.removeRehearsals, small)
	a.POST("/organise/import", srv.importArchive, middleware.BodyLimit(archiveLimit))

	a.get("/admin", srv.admin)
	a.get("/admin/audit.csv", srv.auditCSV)
	a.get("/admin/tending", srv.apiTending)
	a.POST("/admin/backup", srv.backupNow, small)
	a.POST("/admin/backup/remove", srv.removeBackup, small)
	a.POST("/admin/verify", srv.verifyNow, small)
	a.get("/admin/w/:ws", srv.adminOne)
	a.POST("/admin/w/:ws/kept", srv.adminKept, small)
	a.POST("/admin/w/:ws/link", srv.adminLink, small)
	a.POST("/admin/w/:ws/rehearsal/end", srv.adminRehearsal, small)
	a.POST("/admin/w/:ws/device", srv.adminDevice, small)
	a.POST("/admin/w/:ws/erase", srv.adminErase, small)
	a.get("/admin/erasures/:erasure", srv.certificate)
	a.POST("/admin/erasures/:erasure/prune", srv.pruneErasure, small)
}

// workshopPages are for those who steer a workshop, and for whoever takes it home.
func (srv *Server) workshopPages(a addresses) {
	a.get("/w/:ws", srv.prepare)
	a.get("/w/:ws/hall", srv.hallPage)
	a.get("/w/:ws/results", srv.results)
	a.get("/w/:ws/masks", srv.masksPage)
	a.get("/w/:ws/follow", srv.followPage)
	a.get("/w/:ws/photos", srv.photosPage)
	a.get("/w/:ws/photos/:photo", srv.photo)
	a.get("/w/:ws/photos/:photo/small", srv.smallPhoto)
	a.get("/w/:ws/export/:format", srv.export)
	a.GET("/w/:ws/news", srv.newsPage)
	a.POST("/w/:ws/news", srv.chooseNews, small)
}

// seatPages are for whoever sits somewhere.
func (srv *Server) seatPages(a addresses) {
	a.get("/s/:seat", srv.seatPage)
	a.get("/s/:seat/board", srv.boardPage)
	a.get("/s/:seat/present", srv.presentPage)
	a.get("/s/:seat/print", srv.printPage)
	a.get("/s/:seat/history", srv.historyApp)
	a.get("/s/:seat/beside", srv.besidePage)
	a.POST("/s/:seat/beside", srv.sitBeside, small)
	a.get("/s/:seat/leave", srv.leavePage)
	a.POST("/s/:seat/leave", srv.leave, small)
}

// preparing is what the pages of preparation and hall ask for.
func (srv *Server) preparing(a addresses) {
	a.POST("/api/w/:ws/tables", srv.apiTables, small, jsonOnly)
	a.POST("/api/w/:ws/seating", srv.apiSeating, small, jsonOnly)
	a.POST("/api/w/:ws/roster", srv.apiRoster, middleware.BodyLimit("4M"))
	a.POST("/api/w/:ws/divide", srv.apiDivide, middleware.BodyLimit("1M"), jsonOnly)
	a.POST("/api/w/:ws/people", srv.apiPeople, middleware.BodyLimit("1M"), jsonOnly)
	a.get("/api/w/:ws/templates", srv.apiTemplates)
	a.POST("/api/w/:ws/templates", srv.apiKeepTemplate, small, jsonOnly)
	a.POST("/api/w/:ws/templates/:template/use", srv.apiUseTemplate, small, jsonOnly)
	a.POST("/api/w/:ws/templates/:template/remove", srv.apiRemoveTemplate, small, jsonOnly)
	a.POST("/api/w/:ws/themes", srv.apiThemes, small, jsonOnly)
	a.POST("/api/w/:ws/themes/:theme/withdraw", srv.apiWithdrawTheme, small, jsonOnly)
	a.POST("/api/w/:ws/import", srv.apiImport, middleware.BodyLimit(importLimit), jsonOnly)
	a.get("/api/w/:ws/links", srv.apiLinks)
	a.POST("/api/w/:ws/links/renew", srv.apiRenewLink, small, jsonOnly)
	a.get("/api/w/:ws/devices", srv.apiDevices)
	a.POST("/api/w/:ws/devices/end", srv.apiEndDevice, small, jsonOnly)
	a.POST("/api/w/:ws/rehearsal", srv.apiRehearse, small, jsonOnly)
	a.POST("/api/w/:ws/rehearsal/end", srv.apiEndRehearsal, small, jsonOnly)
}

// lookingBack is what came of it: history, what was put away, pictures, cards.
func (srv *Server) lookingBack(a addresses) {
	a.get("/api/documents/:doc/history", srv.history)
	a.get("/api/documents/:doc/source/:note", srv.source)
	a.POST("/api/w/:ws/photos/:photo", srv.apiAddPhoto)
	a.get("/api/w/:ws/masks", srv.apiMasks)
	a.get("/api/w/:ws/earlier", srv.apiEarlier)
	a.POST("/api/w/:ws/cards", srv.apiCards, small, jsonOnly)
	a.get("/api/documents/:doc/kept", srv.kept)
	a.get("/api/w/:ws/kept", srv.keptCounts)
}

// headers are on every answer.
func (srv *Server) headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Yoriai", strconv.Itoa(room.Version)) // so that a page can tell us from a portal's login page that answers for us
		h.Set("Referrer-Policy", "same-origin")       // links carry tokens; "no-referrer" would take the Origin from our own forms
		h.Set("Cache-Control", "no-store")
		if srv.gate.Secure() {
			// Over plain http browsers only complain of it.
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		return next(c)
	}
}

// survive turns a panic in one request into an error of that request.
func (srv *Server) survive(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler {
					panic(r)
				}
				err = fmt.Errorf("panic: %v", r)
				srv.cfg.Logger.Error("panic in a request", "path", c.Path(), "panic", fmt.Sprint(r))
			}
		}()
		return next(c)
	}
}

// jsonOnly refuses forms: a foreign page can send a form, but not JSON.
func jsonOnly(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if mediaType(c.Request()) != echo.MIMEApplicationJSON {
			return echo.NewHTTPError(http.StatusUnsupportedMediaType, "json")
		}
		return next(c)
	}
}

// staticFiles serves the embedded files. They are part of the program, so
// they change with it only. Under the address of this edition they may be kept
// for ever. Without an edition, or with that of another program (a page that
// was opened before an update asks for one more module), there is only what we
// have, and the browser asks each time.
func staticFiles() http.Handler {
	files := http.FileServerFS(static.FS)
	etag := `"` + static.Fingerprint() + `"`
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		edition, path, ok := strings.Cut(r.URL.Path, "/")
		if ok = ok && editions.MatchString(edition); ok {
			r = withPath(r, path)
		}
		if r.URL.Path == "" || strings.HasSuffix(r.URL.Path, "/") {
			http.NotFound(w, r) // no lists of folders
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		if ok && edition == static.Fingerprint() {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		w.Header().Set("ETag", etag)
		files.ServeHTTP(w, r)
	})
}

// editions are what static.Fingerprint may be; no folder is named like that.
var editions = regexp.MustCompile(`^[0-9a-f]{16}$`)

func withPath(r *http.Request, path string) *http.Request {
	other := r.Clone(r.Context())
	other.URL.Path, other.URL.RawPath = path, ""
	return other
}
