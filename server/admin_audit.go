package server

import (
	"bytes"
	"encoding/csv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"yoriai/board"
	"yoriai/server/export"
)

// auditAsked reads from the address which lines somebody wants to see.
func auditAsked(c echo.Context) auditAsk {
	return auditAsk{board.WorkshopID(c.QueryParam("workshop")), c.QueryParam("day")}
}

// auditCSV is the audit log as a file: what was asked for, the newest first.
func (srv *Server) auditCSV(c echo.Context) error {
	if _, err := srv.organiser(c); err != nil {
		return err
	}
	lines, err := srv.auditLines(c.Request().Context(), auditAsked(c))
	if err != nil {
		return err
	}
	say := srv.pages.Words
	var file bytes.Buffer
	file.WriteString("\uFEFF") // or Excel in Japan takes it for Shift_JIS
	out := csv.NewWriter(&file)
	out.UseCRLF = true
	rows := [][]string{{say("audit.at"), say("audit.what"), say("audit.by"), say("audit.seat"), say("audit.workshop"), say("audit.about")}}
	for _, l := range lines {
		rows = append(rows, []string{
			time.UnixMilli(l.At).In(srv.zone()).Format(time.DateTime), say("audit.deed." + string(l.What)), srv.auditor(l), string(l.Seat),
			string(l.Workshop), strings.Join(l.About, " "),
		})
	}
	if err := out.WriteAll(rows); err != nil {
		return err
	}
	return attach(c, "yoriai-audit.csv", export.CSV.Type(), file.Bytes())
}

// auditor is who did it, in a word.
func (srv *Server) auditor(l auditLine) string {
	if l.By == "" && l.Seat == "" {
		return srv.pages.Words("audit.machine")
	}
	if l.By == "" || l.By == board.Door {
		return srv.pages.Words("role." + string(board.Participant))
	}
	return srv.pages.Words("role." + string(l.By))
}
