package server

import (
	"yoriai/board"
	"yoriai/server/export"
)

// closingOps make anew what was asked and said at an evening's end, and the
// tags, under the ids that what carries them names.
func closingOps(in export.Import, tables []board.TableID) []board.Op {
	var ops []board.Op
	for _, t := range in.Tags {
		ops = append(ops, board.AddTag{Tag: t.ID, Name: t.Name})
	}
	if in.Survey != nil {
		ops = append(ops, *in.Survey)
	}
	say := func(table board.TableID, r board.Remark) {
		if r.Text != "" {
			ops = append(ops, board.WriteRemark{Table: table, Speaker: r.Speaker, Text: r.Text})
		}
	}
	say("", in.Remark)
	for i, t := range in.Tables {
		say(tables[i], t.Remark)
	}
	return ops
}
