package main

// storageRows is family G of the catalogue of bad inputs (storage, process,
// machine): each row with the tests that try it, or with the reason why it
// cannot occur.
var storageRows = []inputRow{
	{"G-01 killed in the middle of a write, a thousand times", []string{"TestKilledUnderLoad", "TestKilledWhileAppending", "TestKilledWhileCompacting"}, ""},
	{"G-02 killed, or the power cut, while the file is made", []string{"TestKilledWhileCreating", "TestPowerCut"}, ""},
	{"G-04 a torn or empty header page", []string{"TestHeaderPages", "TestVerifyGoesOn"}, ""},
	{"G-05 both header pages empty; a text file; another program's file", []string{"TestHeaderPages", "TestForeignFiles", "TestWhatGoesWrongIsSaidPlainly"}, ""},
	{"G-07 the file is missing, the path mistyped, the disk not mounted", []string{"TestMissingFile", "TestWhatGoesWrongIsSaidPlainly"}, ""},
	{"G-08 cut off", []string{"TestTruncated", "TestVerifyFindsEveryFlip"}, ""},
	{"G-10 flipped bits anywhere", []string{"TestFlippedBits", "TestFlippedContent", "TestPagesThatWouldKill", "TestVerifyFindsEveryFlip"}, ""},
	{"G-11 deleted, replaced or cut off while running", []string{"TestFileTakenAway", "TestCutOffWhileRunning"}, ""},
	{"G-13 quota, inodes, limit of file size", []string{"TestNoRoom", "TestFullDisk", "TestEveryNthCallFails"}, "bbolt's MaxSize is never set"},
	{"G-14 an error of write, an error of sync", []string{"TestEveryNthCallFails", "TestNoSync", "TestAcknowledgedIsGone"}, ""},
	{"G-16 a read-only disk, at the start or later", []string{"TestServiceUser", "TestMarkedReadOnly", "TestEveryNthCallFails"},
		"a disk is not remounted under an open file; what the kernel does when a disk fails is an error of write"},
	{"G-17 two processes on one file, a stale lock, a network disk", []string{"TestSecondProcess", "TestTwoServersOnOneFile", "TestNetworkDisks", "TestStaleNote"},
		"the lock is the kernel's and dies with its process: it is never stale"},
	{"G-19 ten minutes of reading under load", []string{"TestSlowBackup", "testLarge"}, "no read transaction outlives a part of a document; whatever takes longer works on a copy"},
	{"G-20 backup under load, backup target full", []string{"TestBackupWhileWriting", "TestBackupThatFails", "TestToFile", "TestSchedule", "TestScheduledBackups"}, ""},
	{"G-22 a newer file, a far older file", []string{"TestNewerIsLeftAlone", "TestNewerFormat", "TestFrozen"}, "there is no format older than the first"},
	{"G-23 killed while migrating", []string{"TestKilledWhileCompacting"}, "there is one format and no migration; what rewrites the whole file is compacting"},
	{"G-25 stopped for a minute and woken", nil, "no lease and no lock here ends with time; browsers resync as after any silence"},
	{"G-26 ended twice, or killed while ending", []string{"TestReadmeStarts", "TestKilledUnderLoad"}, "the second signal and SIGHUP end the process at once, which is G-01"},
	{"G-28 a fault in a handler, a socket, a command", []string{"TestAFaultInOneBoard", "TestAFaultEndsOneRoomOnly", "TestCommandsComeThrough"}, ""},
	{"G-29 the log's disk is full, its pipe closed", []string{"TestLogPipeClosed"}, "log lines are written without looking back; there is no audit log of its own yet"},
	{"G-31 a crash loop", []string{"TestFallingAgainAndAgain", "TestALogThatRests", "TestADocumentThatFallsAgainRests", "TestSchedule"}, ""},
	{"G-32 the certificate runs out during an event", []string{"TestCertificateEndsSoon"}, "sockets that are open stay: a certificate is asked for at the handshake only"},
}
