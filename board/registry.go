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
	"seat.absent":   reader[MarkAbsent],
	"seat.hand":     reader[RaiseHand],
	"seat.done":     reader[FinishWriting],

	"agenda.add":       reader[AddAgendaStep],
	"agenda.edit":      reader[EditAgendaStep],
	"agenda.move":      reader[MoveAgendaStep],
	"agenda.withdraw":  reader[WithdrawAgendaStep],
	"agenda.take":      reader[TakeStep],
	"agenda.extend":    reader[ExtendStep],
	"message.send":     reader[SendMessage],
	"message.withdraw": reader[WithdrawMessage],
	"message.seen":     reader[ReadMessage],

	"board.open":         reader[OpenBoard],
	"board.import":       reader[ImportBoard],
	"board.hand":         reader[OpenHand],
	"board.lock":         reader[LockBoard],
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
	"item.propose":       reader[Propose],
	"items.place":        reader[PlaceItems],
	"sheet.count":        reader[CountSheets],
	"reading.turn":       reader[TurnReading],
	"note.echo":          reader[EchoNote],
	"note.beside":        reader[LayBeside],
	"link.add":           reader[AddLink],
	"link.edit":          reader[EditLink],
	"link.withdraw":      reader[WithdrawLink],
	"link.restore":       reader[RestoreLink],
	"wording.propose":    reader[ProposeWording],
	"wording.withdraw":   reader[WithdrawWording],
	"round.open":         reader[OpenRound],
	"round.close":        reader[CloseRound],
	"round.reopen":       reader[ReopenRound],
	"round.withdraw":     reader[WithdrawRound],
	"round.hand":         reader[CountByHand],
	"ballot.set":         reader[SetBallot],
	"passage.draft":      reader[DraftPassages],
	"passage.add":        reader[AddPassage],
	"passage.edit":       reader[EditPassage],
	"passage.move":       reader[MovePassage],
	"passage.withdraw":   reader[WithdrawPassage],
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
