package server

import (
	"bytes"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
)

// auditAsked reads from the address which lines somebody wants to see.
func (srv *Server) auditAsked(c echo.Context) AuditAsk {
	return AuditAsk{board.WorkshopID(c.QueryParam("workshop")), c.QueryParam("day"), srv.zone()}
}

// auditCSV is the audit log as a file: what was asked for, the newest first.
func (srv *Server) auditCSV(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	var file bytes.Buffer
	if err := WriteAudit(c.Request().Context(), srv.cfg.Vault, srv.auditAsked(c), true, srv.pages.Words, &file); err != nil {
		return err
	}
	return attach(c, "yoriai-audit.csv", export.CSV.Type(), file.Bytes())
}

// auditor is who did it, in a word.
func auditor(l auditLine, say func(string) string) string {
	if l.By == "" && l.Seat == "" {
		return say("audit.machine")
	}
	if l.By == "" || l.By == board.Door {
		return say("role." + string(board.Participant))
	}
	return say("role." + string(l.By))
}
