package main

// accountRows, rosterRows and loadRows are families E, J and what F says of
// lists of people: each row with the tests that try it, or with the reason why
// it cannot occur.
var accountRows = []inputRow{
	{"E-01 a wrong code", []string{"TestClosedAndUnknownAreOneAnswer", "TestGuessingGetsSlow"}, ""},
	{"E-02 ten thousand codes from one address", []string{"TestGuessingGetsSlow", "TestHeldAnswersAreBounded", "TestFailuresOfManyAddressesCountTogether"}, "no alarm to the facilitator: the log tells"},
	{"E-04 honest people behind an attacker's address", []string{"TestGuessingGetsSlow", "TestOnlyWrongCodesWait"}, ""},
	{"E-05 a code of yesterday", []string{"TestClosedAndUnknownAreOneAnswer"}, "a code is not made anew: the door of an event is closed, and who is inside stays"},
	{"E-07 the door is closed, the hall is full", []string{"TestTheDoor", "TestClosedAndUnknownAreOneAnswer", "TestRostersStayWithinTheHall"}, "no waiting list"},
	{"E-08 500 strangers", []string{"TestTheDoor", "TestDeviceTakenAway"}, "the door is closed with one press; people are taken out one by one: no action for all since a moment"},
	{"E-10 a cookie that is none", []string{"TestSocketsNeedASession", "TestHelloIsJudgedByTheSessionOfNow"}, ""},
	{"E-11 a token played again", []string{"TestWhoHasLeftActsNoMore", "TestAnOldLinkOpensNothing", "TestLeavingASharedLaptop", "TestLinkRenewed"}, ""},
	{"E-13 a copied cookie", []string{"TestDeviceTakenAway", "TestDeviceTakenFromAFarRoom"}, ""},
	{"E-14 every op of the hall from a participant's socket", []string{"TestRightsOverTheWireInTheHall", "TestRightsOverTheWire", "TestRightsInTheHall"}, "refused each time; nobody is cut off for it"},
	{"E-16 another table's coordinator", []string{"TestRightsOnABoard", "TestHistoriesOfOthers", "TestCoordinatorsTakeTheirOwnTableHome", "TestTheTableGoesOnToAnotherTheme"}, ""},
	{"E-17 guessed ids", []string{"TestOthersPagesAreNotThere"}, ""},
	{"E-19 the facilitator's link", []string{"TestOrganisersLinkOpensOnce", "TestOnlyOneOfManyGetsInByAOneTimeLink", "TestLinkRenewed"}, "120 bits are not guessed; a seat's link opens it again, for the laptop at home and the one in the hall, until it is made anew"},
	{"E-20 removed with the socket open", []string{"TestChangedSeatsFollowAtOnce", "TestDeviceTakenAway"}, ""},
	{"E-22 forms of another site", []string{"TestForeignPagesChangeNothing", "TestMethodsAndBodies"}, ""},
	{"E-23 framed", []string{"TestEveryAnswerForbidsForeignContent"}, ""},
	{"E-25 a forged X-Forwarded-For", []string{"TestWhoseAddressItIs"}, ""},
	{"E-26 a forged host", []string{"TestForgedHostIsRefused", "TestConfiguredAddress"}, ""},
	{"E-28 sent on to another site", nil, "no address to go on to is ever taken from a request"},
	{"E-29 methods in disguise", []string{"TestMethodsAndBodies"}, ""},
	{"E-31 two roles in one browser", []string{"TestABrowserWithTwoSeats", "two tabs of one seat do not send each other's, and both see all"}, ""},
	{"E-32 the next person at a shared laptop", []string{"TestLeavingASharedLaptop", "TestTrust"}, ""},
	{"E-34 an empty password", nil, "there are no passwords: links and seats open"},
	{"E-35 the record cut or changed", []string{"TestVerifyAndRestoreDamaged", "TestRenumbered"}, ""},
	{"E-37 a thousand of everything", []string{"TestQuotas", "TestRostersStayWithinTheHall", "TestPeopleFromAFile", "TestRightsInTheHall"}, "workshops have no limit: they are the organiser's own"},
}

var rosterRows = []inputRow{
	{"F-01 a zip bomb", []string{"TestFilesThatAreNoList", "TestHostileFilesAtEveryDoor"}, ""},
	{"F-02 odd zips", []string{"TestFilesThatAreNoList", "TestHostileFilesAtEveryDoor"}, ""},
	{"F-04 entities", []string{"TestFilesThatAreNoList", "TestHostileFilesAtEveryDoor"}, ""},
	{"F-05 old, locked or another sort of file", []string{"TestFilesThatAreNoList", "TestPeopleFromAFile", "TestHostileFilesAtEveryDoor"}, "it is said how to save it, not which sort it was"},
	{"F-07 formulas, hidden sheets, merged cells", []string{"TestWorkbooks"}, ""},
	{"F-08 a CSV in any encoding", []string{"TestListsInEveryEncoding", "TestListsInOldEncodings", "TestEncodings"}, ""},
	{"F-10 duplicates, blank rows, 10,001 rows, no headings, other columns", []string{"TestListsAsPeopleKeepThem", "TestFilesThatAreNoList", "TestDuplicateSurnamesStayApart", "TestListsInEveryEncoding"}, ""},
	{"F-11 2 GB, cut halfway", []string{"TestLargeListsAreCutOff", "TestFilesThatAreNoList", "TestHostileFilesAtEveryDoor"}, ""},
	{"F-13 the file's name", []string{"TestNamesOfFilesAreOnlyShown"}, ""},
	{"F-14 the name of what is taken home", []string{"TestFileName", "TestFileNamesCannotBreakTheHeader"}, ""},
	{"F-19 our own files again", []string{"TestArchiveRoundTrip", "TestArchivesLoseNothing", "TestListRoundTrip"}, "when which table took which step of the agenda is not taken in"},
	{"F-20 an archive that is wrong", []string{"TestArchiveRefused", "TestArchiveMutated", "TestCutArchivesAreRefused"}, ""},
	{"F-22 opened elsewhere", []string{"TestDOCXSchema", "TestLibreOffice"}, ""},
}

var loadRows = []inputRow{
	{"J-01 a thousand ops a second", []string{"TestFloodsAreToldToWait", "TestManySocketsSendNoMoreThanOne"}, ""},
	{"J-02 presence a thousand times a second", []string{"TestManySocketsSendNoMoreThanOne"}, ""},
	{"J-04 the opening minute", []string{"TestAFullHall"}, ""},
	{"J-05 create and delete for ever", []string{"TestQuotas", "TestFloodsAreToldToWait"}, ""},
	{"J-07 5,000 empty notes", []string{"TestQuotas"}, ""},
	{"J-08 histories and exports in a row", []string{"TestHistoriesArePaced"}, ""},
	{"J-10 twenty boards and a thousand people", []string{"TestLiveEvening", "TestAFullHall"}, "an evening, not three hours"},
}
