//go:build !linux

package boltlog

import "os"

// forgetCache has no portable form; looking again then trusts the page cache.
func forgetCache(*os.File) {}

// refuseNetworkDisk is known for Linux only; elsewhere the README's word must do.
func refuseNetworkDisk(*os.File) error { return nil }

func holderOf(*os.File) string { return "Another process" }
