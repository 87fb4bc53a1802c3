package board

// opTypes is the one registry of ops: whatever a browser may ask for.
var opTypes = map[OpType]func([]byte) (Op, error){
	"workshop.open": reader[OpenWorkshop],
	"workshop.edit": reader[EditWorkshop],
	"door.close":    reader[CloseDoor],
	"table.add":     reader[AddTable],
	"table.edit":    reader[EditTable],
	"seat.add":      reader[AddSeat],
	"seat.edit":     reader[EditSeat],
	"seat.withdraw": reader[WithdrawSeat],

	"board.open":         reader[OpenBoard],
	"board.import":       reader[ImportBoard],
	"board.hand":         reader[OpenHand],
	"phase.set":          reader[SetPhase],
	"note.add":           reader[AddNote],
	"note.edit":          reader[EditNote],
	"note.withdraw":      reader[WithdrawNote],
	"note.restore":       reader[RestoreNote],
	"note.lone":          reader[MarkLone],
	"items.move":         reader[MoveItems],
	"group.add":          reader[AddGroup],
	"group.title":        reader[TitleGroup],
	"group.fold":         reader[FoldGroup],
	"group.dissolve":     reader[DissolveGroup],
	"group.restore":      reader[RestoreGroup],
	"statement.add":      reader[AddStatement],
	"statement.edit":     reader[EditStatement],
	"statement.withdraw": reader[WithdrawStatement],
	"statement.restore":  reader[RestoreStatement],
	"text.choose":        reader[ChooseText],
	"board.restore":      reader[RestoreBoard],
	"undo":               reader[Undo],
}

// OpTypes lists all types of ops, for tests that must cover each.
func OpTypes() []OpType {
	list := make([]OpType, 0, len(opTypes))
	for t := range opTypes {
		list = append(list, t)
	}
	return list
}
