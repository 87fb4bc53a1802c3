package export

import (
	"strconv"
	"strings"

	"yoriai/board"
)

// Words gives the catalogue's text for a key, with its {placeholders} still in it.
type Words func(key string) string

// The catalogue's keys that reports are made of.
const (
	wordEvent       = "export.event"
	wordDate        = "export.date"
	wordPlace       = "export.place"
	wordHost        = "export.host"
	wordTheme       = "export.theme"
	wordFact        = "export.fact"               // {name} {value}
	wordCoordinator = "export.member.coordinator" // {name}
	wordBetween     = "export.member.between"
	wordAgain       = "export.again" // {title}
	wordUntitled    = "export.untitled"
	wordUntitledOne = "board.untitled" // in a sentence, as on the board
	wordLone        = "export.lone"
	wordLoose       = "export.loose"
	wordUndrawable  = "export.undrawable"
	wordVeiled      = "export.veiled" // {n}
	wordEmpty       = "export.empty"
	wordContents    = "export.contents"
	wordMade        = "export.made" // {date}
	wordFile        = "export.file"
	wordPublic      = "export.for.public"
	wordInternal    = "export.for.internal"
	wordMask        = "export.mask." // + the sort
	wordMasks       = "export.chapter.masks"
	wordMasksSaid   = "export.masks.said" // {n}
	wordMasksHall   = "export.masks.hall"
	wordMasksItem   = "export.masks.item" // {before} {words} {after} {as}
	wordMasksOpen   = "export.masks.open" // the same
	wordFollow      = "export.part.follow"
	wordNews        = "news.title"
	wordFollowState = "follow.state"
	wordFollowIs    = "follow.state." // + the state
	wordFollowField = "follow.field." // + the field
	wordVoices      = "export.voices"
	wordVoicesAbout = "export.voices.about"
	wordVoicesIntro = "export.voices.intro"
	wordVoicesNone  = "export.voices.none"
	wordNameMark    = "export.name_mark" // {n}

	wordLedger        = "export.ledger"
	wordLedgerRule    = "export.ledger.rule"
	wordLedgerTable   = "export.ledger.table"
	wordLedgerGrouped = "export.ledger.grouped"
	wordLedgerGone    = "export.ledger.withdrawn"
	wordLedgerHidden  = "export.ledger.hidden"
	wordLedgerWritten = "export.ledger.written"
	wordLedgerTotal   = "export.ledger.total"

	wordCSVTable  = "export.csv.table"
	wordCSVTheme  = "export.csv.theme"
	wordCSVTitle  = "export.csv.title" // {n}
	wordCSVKind   = "export.csv.kind"
	wordCSVText   = "export.csv.text"
	wordCSVSide   = "export.csv.side"
	wordCSVAuthor = "export.csv.author"

	wordKindNote      = "export.kind.note"
	wordKindStatement = "export.kind.statement"
	wordKindTitle     = "export.kind.title"

	wordRelations     = "export.part.relations"
	wordProposals     = "export.part.proposals"
	wordUnanswered    = "export.part.unanswered"
	wordNarrative     = "export.part.narrative"
	wordRounds        = "export.part.rounds"
	wordProposalAlone = "export.proposal_alone"   // {what}
	wordRound         = "export.round"            // {title} {seals}
	wordRoundVoters   = "export.round.voters"     // {title} {seals} {n}
	wordRoundNumber   = "export.round.number"     // {n}
	wordRoundOpen     = "export.round.open"       //
	wordRoundNone     = "export.round.none"       //
	wordResult        = "export.round.result"     // {what}
	wordResultSeals   = "export.round.seals"      // {n}
	wordResultHand    = "export.round.seals_hand" // {n} {hand}
	wordGone          = "export.round.gone"       // {what}
	wordGoneNote      = "export.round.gone_note"  //
	wordMarkProposal  = "export.mark.proposal"    //
	wordJoint         = "export.joint"
	wordMarkSource    = "export.mark.source"     // {whose}
	wordMarkSourceDay = "export.mark.source_day" // {whose} {day}
	wordMarkEchoes    = "export.mark.echoes"     // {n}
	wordAdded         = "narrative.brackets"     // {text}
	wordSays          = "relation.says."         // + the meaning; {from} {to}
	wordSaysLabel     = "relation.says_label"    // {sentence} {label}
	wordCSVMarks      = "export.csv.marks"

	wordPartRemark     = "export.part.remark"
	wordTags           = "export.chapter.tags"
	wordRemarks        = "export.chapter.remarks"
	wordSurvey         = "export.chapter.survey"
	wordTagsHead       = "export.tags.head"
	wordTagsRule       = "export.tags.rule"
	wordTagsItem       = "export.tags.item"       // {table} {what} {n}
	wordSurveyAnswered = "export.survey.answered" // {n}
	wordSurveyOpen     = "export.survey.open"
	wordSurveyNone     = "export.survey.none"
	wordSurveyStep     = "export.survey.step"   // {n} {word}
	wordSurveyPeople   = "export.survey.people" // {n}

	wordPictureLeftOut = "export.picture.left_out" // {table}
	wordPhotos         = "export.photos"
	wordPhotosAll      = "export.photos.all"
	wordPhotoOf        = "export.photo" // {whose} {n}
	wordAbout          = "export.chapter.about"
	wordPurpose        = "export.about.purpose"
	wordRules          = "export.about.rules"
	wordAgenda         = "export.chapter.agenda"
	wordAgendaStep     = "export.agenda.step"
	wordAgendaPlan     = "export.agenda.plan"
	wordAgendaDone     = "export.agenda.done"
	wordAgendaMinutes  = "export.agenda.minutes" // {n}
	wordAgendaFrom     = "export.agenda.from"    // {from}
	wordAgendaFromTo   = "export.agenda.from_to" // {from} {to} {n}

	wordFigures       = "export.chapter.figures"
	wordFigureTables  = "export.figure.tables"
	wordFigureTheme   = "export.figure.theme" // {table} {theme}
	wordFigureNotes   = "export.figure.notes" // {n}
	wordFigureSide    = "export.figure.side"  // {side} {n}
	wordFigureSides   = "export.figure.sides" // {total} {sides}
	wordFigureNoSide  = "export.figure.no_side"
	wordFigureEvening = "export.figure.evening" // {n}
	wordFigureFrom    = "export.figure.from"    // {time}
	wordFigureOther   = "export.figure.other"   // {n}
	wordBar           = "export.bar"            // {what} {amount}

	wordSide = "side." // + the side

	wordReiwa    = "export.day"  // {year} {western} {month} {day} {weekday}
	wordCommon   = "date.common" // {year} {month} {day} {weekday}
	wordWeekdays = "date.weekdays"
)

// fill puts values into a text's placeholders: fill(key, "n", "3") for {n}.
func (w Words) fill(key string, pairs ...string) string {
	marks := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		marks = append(marks, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(marks...).Replace(w(key))
}

func (w Words) number(key string, n int) string { return w.fill(key, "n", strconv.Itoa(n)) }

// side is what a side is called; nothing for an unknown one.
func (w Words) side(side string) string {
	if side == "" {
		return ""
	}
	return w(wordSide + side)
}

// Say gives a text of the catalogue with its placeholders filled, for the
// writers in packages of their own: Say("export.veiled", "n", "3").
func (r Report) Say(key string, pairs ...string) string { return r.words.fill(key, pairs...) }

// SideName is what a side is called; nothing for an unknown one.
func (r Report) SideName(side board.Side) string { return r.words.side(string(side)) }

// Day is an ISO day as documents write it, 「令和8年11月21日(土)」.
func (r Report) Day(iso string) string { return r.words.day(iso) }
