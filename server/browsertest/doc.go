// Package browsertest holds every test that needs a real browser: the vectors
// run by the modules, the client core with sockets and clocks of its own, and
// the journeys of people at the tables.
//
// One Chromium serves the whole test process; each person has an isolated
// context in it (cookies, storage), each tab of a person a page. What a page
// writes to the console as an error, what the content security policy stops
// and what nobody catches fails the test, unless the test said beforehand that
// it would happen (person.forgive).
//
// Tests run side by side (t.Parallel), one more than there are processors, or as
// many as go test -parallel says: each has a hall and people of its own. Those that look at the clock, TestLatency,
// TestColdStart and TestTrust, run alone before them. Whichever of the two walks
// through everything ends last judges what both have seen; a whole run in which
// neither did fails.
//
// Invariants: nobody sleeps; everything waited for is a state of the page,
// looked at again when the document changes. Chromedp is known to
// chrome_test.go alone.
//
// Traps: a page tells of its requests and sockets, and can be cut off, only if it
// was said before it came (newGuest, linesMayGo). Parts of one evening that go on
// together are no parallel tests (atOnce). Without Chromium the tests are
// skipped with a sentence, or fail where YORIAI_BROWSER_TESTS=required.
// YORIAI_CHROMIUM names another browser, YORIAI_SHOTS a folder for pictures,
// YORIAI_MEASURE how many notes the boards have that TestMeasure measures (make
// measure).
package browsertest
