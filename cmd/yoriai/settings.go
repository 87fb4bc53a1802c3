package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"net/netip"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	_ "time/tzdata" // the zones of the world, for a machine that has none

	"yoriai/server/backup"
	"yoriai/server/gate"
)

// settings are what flags and environment say. Every flag -some-name can be
// given as YORIAI_SOME_NAME as well; the flag wins.
type settings struct {
	addr      string
	data      string
	cert, key string
	proxies   string
	baseURL   string
	zone      string // of the hall
	init      bool
	newLink   bool
	older     bool // see boltlog.Options.AcceptOlder
	force     bool
	to        uint64
	backups   backup.Plan // Dir empty: none

	tables, people int // of a rehearsal; people at each table
	pace           time.Duration
	seed           uint64
	alone          bool
	cafe           bool // people change tables three times

	yes, dry, texts, names bool // of an erasing
	workshop, day          string
	csv                    bool // of the audit log

	args []string // the words after the command
	errs io.Writer
	say  words
}

var errUsage = errors.New("usage")

func readSettings(command string, args []string, env func(string) string, say words, errs io.Writer) (settings, error) {
	set := settings{say: say, errs: errs, backups: backup.Plan{Every: 15 * time.Minute}}
	flags := flag.NewFlagSet(command, flag.ContinueOnError)
	flags.SetOutput(errs)
	set.forServing(flags)
	set.forCommands(flags)
	flags.Usage = func() {
		printUsage(say, flags.Output())
		flags.PrintDefaults()
	}
	if err := fromEnv(flags, env); err != nil {
		return set, err
	}
	for len(args) > 0 { // flags may stand after the words they belong to
		if err := flags.Parse(args); err != nil {
			return set, errors.Join(errUsage, err)
		}
		if args = flags.Args(); len(args) > 0 {
			set.args, args = append(set.args, args[0]), args[1:]
		}
	}
	return set, set.check()
}

// forServing are the flags of a server.
func (set *settings) forServing(flags *flag.FlagSet) {
	say := set.say
	flags.StringVar(&set.addr, "addr", ":8080", say("cli.flag.addr"))
	flags.StringVar(&set.data, "data", "./data", say("cli.flag.data"))
	flags.StringVar(&set.cert, "tls-cert", "", say("cli.flag.cert"))
	flags.StringVar(&set.key, "tls-key", "", say("cli.flag.key"))
	flags.StringVar(&set.proxies, "trusted-proxies", "", say("cli.flag.proxies"))
	flags.StringVar(&set.baseURL, "base-url", "", say("cli.flag.base"))
	flags.StringVar(&set.zone, "zone", "Asia/Tokyo", say("cli.flag.zone"))
	flags.BoolVar(&set.init, "init", false, say("cli.flag.init"))
	flags.BoolVar(&set.newLink, "new-organiser-link", false, say("cli.flag.link"))
	flags.BoolVar(&set.older, "accept-older", false, say("cli.flag.older"))
	flags.StringVar(&set.backups.Dir, "backup-dir", "", say("cli.flag.backupDir"))
	flags.Var((*minutes)(&set.backups.Every), "backup-every", say("cli.flag.backupEvery"))
	flags.IntVar(&set.backups.Keep, "backup-keep", 96, say("cli.flag.backupKeep"))
}

// forCommands are those of the commands beside it.
func (set *settings) forCommands(flags *flag.FlagSet) {
	say := set.say
	flags.BoolVar(&set.force, "force", false, say("cli.flag.force"))
	flags.Uint64Var(&set.to, "to", 0, say("cli.flag.to"))
	flags.BoolVar(&set.yes, "yes", false, say("cli.flag.yes"))
	flags.BoolVar(&set.dry, "dry-run", false, say("cli.flag.dry"))
	flags.BoolVar(&set.texts, "texts", false, say("cli.flag.texts"))
	flags.BoolVar(&set.names, "names", false, say("cli.flag.names"))
	flags.StringVar(&set.workshop, "workshop", "", say("cli.flag.workshop"))
	flags.StringVar(&set.day, "day", "", say("cli.flag.day"))
	flags.BoolVar(&set.csv, "csv", false, say("cli.flag.csv"))
	flags.IntVar(&set.tables, "tables", 12, say("cli.flag.tables"))
	flags.IntVar(&set.people, "people", 8, say("cli.flag.people"))
	flags.DurationVar(&set.pace, "pace", 4*time.Second, say("cli.flag.pace"))
	flags.Uint64Var(&set.seed, "seed", 0, say("cli.flag.seed"))
	flags.BoolVar(&set.alone, "alone", false, say("cli.flag.alone"))
	flags.BoolVar(&set.cafe, "cafe", false, say("cli.flag.cafe"))
}

// minutes is a length of time, given as "90s", "1h30m" or as a plain number of minutes.
type minutes time.Duration

func (m *minutes) String() string { return time.Duration(*m).String() }

func (m *minutes) Set(text string) error {
	if n, err := strconv.ParseUint(text, 10, 32); err == nil {
		*m = minutes(time.Duration(n) * time.Minute)
		return nil
	}
	d, err := time.ParseDuration(text)
	*m = minutes(d)
	return err
}

// fromEnv sets each flag from its variable, before the command line is read.
func fromEnv(flags *flag.FlagSet, env func(string) string) error {
	var wrong error
	flags.VisitAll(func(f *flag.Flag) {
		name := "YORIAI_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value := env(name); value != "" {
			if err := f.Value.Set(value); err != nil {
				wrong = errors.Join(wrong, fmt.Errorf("%w: %s: %w", errUsage, name, err))
			}
		}
	})
	return wrong
}

func (set settings) check() error {
	if (set.cert == "") != (set.key == "") {
		return fmt.Errorf("%w: -tls-cert and -tls-key go together", errUsage)
	}
	if set.backups.Every < time.Second || set.backups.Keep < 1 {
		return fmt.Errorf("%w: -backup-every is at least a second, -backup-keep at least 1", errUsage)
	}
	if set.tables < 1 || set.people < 1 || set.pace < time.Millisecond {
		return fmt.Errorf("%w: -tables and -people are at least 1, -pace at least a millisecond", errUsage)
	}
	if set.baseURL != "" {
		if _, err := gate.ParseBaseURL(set.baseURL); err != nil {
			return fmt.Errorf("%w: -base-url: %w", errUsage, err)
		}
	}
	if _, err := time.LoadLocation(set.zone); err != nil {
		return fmt.Errorf("%w: -zone: %w", errUsage, err)
	}
	_, err := set.trusted()
	return err
}

// here is the zone of the hall's clock, whatever the machine says: a container
// or a rented server has another one. What was checked can be had.
func (set settings) here() *time.Location {
	zone, err := time.LoadLocation(set.zone)
	if err != nil {
		return time.Local
	}
	return zone
}

// trusted reads the list of proxies: addresses or networks, separated by commas.
func (set settings) trusted() ([]netip.Prefix, error) {
	var list []netip.Prefix
	for part := range strings.SplitSeq(set.proxies, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		if addr, err := netip.ParseAddr(part); err == nil {
			list = append(list, netip.PrefixFrom(addr, addr.BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(part)
		if err != nil {
			return nil, fmt.Errorf("%w: -trusted-proxies: %w", errUsage, err)
		}
		list = append(list, prefix)
	}
	return list, nil
}

func (set settings) file() string { return filepath.Join(set.data, "yoriai.db") }
