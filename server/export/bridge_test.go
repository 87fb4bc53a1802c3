package export

// What tests outside the package see of its inside.

const (
	OwnMark      = ownMark
	OwnUntitled  = ownUntitled
	OwnAgain     = ownAgain
	OwnLone      = ownLone
	OwnLoose     = ownLoose
	OwnLedger    = ownLedger
	OwnBetween   = ownBetween
	OwnLeads     = ownLeads
	OwnNote      = ownNote
	OwnStatement = ownStatement
	OwnTitle     = ownTitle
	OwnProposal  = ownProposal

	MaxArchive = maxArchive
)

var (
	OwnParts   = ownParts
	EventWords = eventWords
	DateWords  = dateWords
	PlaceWords = placeWords
	HostWords  = hostWords
	ThemeWords = themeWords

	ReadDay   = readDay
	OneLeader = oneLeader
	PlainText = plainText
	Cell      = cell
)
