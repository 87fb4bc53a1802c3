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
	e.Use(srv.survive, srv.headers, srv.gate.check)

	small := middleware.BodyLimit(bodyLimit)
	// Whoever may ask for a page may ask for its head: link checks and previews do.
	get := func(path string, h echo.HandlerFunc) { e.Match([]string{http.MethodGet, http.MethodHead}, path, h) }
	get("/", srv.home)
	e.POST("/join", srv.joinByCode, small)
	get("/j/:code", srv.doorPage)
	e.POST("/j/:code", srv.enter, small)
	get("/k/:key", srv.keyPage)
	e.POST("/k/:key", srv.useKey, small)

	get("/organise", srv.organise)
	e.POST("/organise", srv.openWorkshop, small)
	e.POST("/organise/rehearsals/remove", srv.removeRehearsals, small)
	e.POST("/organise/import", srv.importArchive, middleware.BodyLimit(archiveLimit))

	get("/admin", srv.admin)
	get("/admin/audit.csv", srv.auditCSV)
	get("/admin/tending", srv.apiTending)
	e.POST("/admin/backup", srv.backupNow, small)
	e.POST("/admin/backup/remove", srv.removeBackup, small)
	e.POST("/admin/verify", srv.verifyNow, small)
	get("/admin/w/:ws", srv.adminOne)
	e.POST("/admin/w/:ws/kept", srv.adminKept, small)
	e.POST("/admin/w/:ws/link", srv.adminLink, small)
	e.POST("/admin/w/:ws/rehearsal/end", srv.adminRehearsal, small)
	e.POST("/admin/w/:ws/device", srv.adminDevice, small)
	e.POST("/admin/w/:ws/erase", srv.adminErase, small)
	get("/admin/erasures/:erasure", srv.certificate)
	e.POST("/admin/erasures/:erasure/prune", srv.pruneErasure, small)

	get("/w/:ws", srv.prepare)
	get("/w/:ws/hall", srv.hallPage)
	get("/w/:ws/results", srv.results)
	get("/w/:ws/masks", srv.masksPage)
	get("/w/:ws/follow", srv.followPage)
	get("/w/:ws/photos", srv.photosPage)
	get("/w/:ws/photos/:photo", srv.photo)
	get("/w/:ws/photos/:photo/small", srv.smallPhoto)
	get("/w/:ws/export/:format", srv.export)
	get("/s/:seat", srv.seatPage)
	get("/s/:seat/board", srv.boardPage)
	get("/s/:seat/present", srv.presentPage)
	get("/s/:seat/print", srv.printPage)
	get("/s/:seat/history", srv.historyApp)
	get("/s/:seat/beside", srv.besidePage)
	e.POST("/s/:seat/beside", srv.sitBeside, small)
	get("/s/:seat/leave", srv.leavePage)
	e.POST("/s/:seat/leave", srv.leave, small)

	e.GET("/w/:ws/news", srv.newsPage)
	e.POST("/w/:ws/news", srv.chooseNews, small)

	e.POST("/api/w/:ws/tables", srv.apiTables, small, jsonOnly)
	e.POST("/api/w/:ws/seating", srv.apiSeating, small, jsonOnly)
	e.POST("/api/w/:ws/roster", srv.apiRoster, middleware.BodyLimit("4M"))
	e.POST("/api/w/:ws/divide", srv.apiDivide, middleware.BodyLimit("1M"), jsonOnly)
	e.POST("/api/w/:ws/people", srv.apiPeople, middleware.BodyLimit("1M"), jsonOnly)
	get("/api/w/:ws/templates", srv.apiTemplates)
	e.POST("/api/w/:ws/templates", srv.apiKeepTemplate, small, jsonOnly)
	e.POST("/api/w/:ws/templates/:template/use", srv.apiUseTemplate, small, jsonOnly)
	e.POST("/api/w/:ws/templates/:template/remove", srv.apiRemoveTemplate, small, jsonOnly)
	e.POST("/api/w/:ws/themes", srv.apiThemes, small, jsonOnly)
	e.POST("/api/w/:ws/themes/:theme/withdraw", srv.apiWithdrawTheme, small, jsonOnly)
	e.POST("/api/w/:ws/import", srv.apiImport, middleware.BodyLimit(importLimit), jsonOnly)
	get("/api/w/:ws/links", srv.apiLinks)
	e.POST("/api/w/:ws/links/renew", srv.apiRenewLink, small, jsonOnly)
	get("/api/w/:ws/devices", srv.apiDevices)
	e.POST("/api/w/:ws/devices/end", srv.apiEndDevice, small, jsonOnly)
	e.POST("/api/w/:ws/rehearsal", srv.apiRehearse, small, jsonOnly)
	e.POST("/api/w/:ws/rehearsal/end", srv.apiEndRehearsal, small, jsonOnly)
	get("/api/documents/:doc/history", srv.history)
	get("/api/documents/:doc/source/:note", srv.source)
	e.POST("/api/w/:ws/photos/:photo", srv.apiAddPhoto)
	get("/api/w/:ws/masks", srv.apiMasks)
	get("/api/w/:ws/earlier", srv.apiEarlier)
	e.POST("/api/w/:ws/cards", srv.apiCards, small, jsonOnly)
	get("/api/documents/:doc/kept", srv.kept)
	get("/api/w/:ws/kept", srv.keptCounts)

	e.GET("/ws", srv.socket)
	get("/qr/:file", srv.qr)
	get("/qr/k/:file", srv.qrKey)
	get("/healthz", srv.health)
	get("/static/*", echo.WrapHandler(http.StripPrefix("/static/", staticFiles())))
	return e
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
		if srv.gate.secure() {
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
