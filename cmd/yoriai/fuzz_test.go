package main

import (
	"errors"
	"flag"
	"io"
	"strings"
	"testing"
	"time"
)

// FuzzSettings: whatever stands on the command line and in the environment
// becomes settings that hold together, or is refused as wrong usage.
func FuzzSettings(f *testing.F) {
	f.Add("-addr :9 -data x", "YORIAI_BASE_URL=https://a.example")
	f.Add("-backup-every 15 -backup-keep 0", "YORIAI_INIT=yes")
	f.Add("-trusted-proxies 10.0.0.0/8,::1", "YORIAI_TRUSTED_PROXIES=300.1.1.1")
	f.Add("backup FILE -force -to 3", "YORIAI_BACKUP_EVERY=1h\nYORIAI_TLS_CERT=a")
	say := words(func(key string, _ ...string) string { return key })
	f.Fuzz(func(t *testing.T, line, environment string) {
		env := func(name string) string {
			for pair := range strings.SplitSeq(environment, "\n") {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		}
		set, err := readSettings("serve", strings.Fields(line), env, say, io.Discard)
		if err != nil {
			if !errors.Is(err, errUsage) && !errors.Is(err, flag.ErrHelp) {
				t.Errorf("refused, but not as wrong usage: %v", err)
			}
			return
		}
		if set.backups.Every < time.Second || set.backups.Keep < 1 || (set.cert == "") != (set.key == "") {
			t.Errorf("such settings do not hold together: %+v", set.backups)
		}
		if _, err := set.trusted(); err != nil {
			t.Errorf("the proxies were taken and cannot be read: %v", err)
		}
	})
}
