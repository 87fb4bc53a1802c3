//go:build unix

package main

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// The README's first command is typed as a newcomer would type it, and ended
// as they would end it.
func TestReadmeStarts(t *testing.T) {
	readme := readFile(t, "../../README.md")
	for _, command := range []string{"go run ./cmd/yoriai", "go run ./cmd/yoriai demo"} {
		if !strings.Contains(readme, command) {
			t.Errorf("the README does not say %q any more", command)
		}
		args := append(strings.Fields(command)[1:], "-addr", "127.0.0.1:0")
		if command == "go run ./cmd/yoriai" {
			args = append(args, "-data", t.TempDir())
		}
		cmd := exec.Command("go", args...)
		cmd.Dir = "../.."
		cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // Ctrl+C in a terminal reaches the whole group
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		said := untilReady(out)
		if err := syscall.Kill(-cmd.Process.Pid, syscall.SIGINT); err != nil {
			t.Error(err)
		}
		for out := bufio.NewScanner(out); out.Scan(); {
			said += out.Text() + "\n"
		}
		if err := cmd.Wait(); err != nil && !strings.Contains(said, "終わりました") {
			t.Errorf("%s: %v", command, err)
		}
		if !strings.Contains(said, "/k/") || !strings.Contains(said, "終わりました") {
			t.Errorf("%s says %s", command, said)
		}
	}
}

// TestLogPipeClosed: whoever reads the program's words goes away; Go ends a
// program that writes to them then, unless it is told not to.
func TestLogPipeClosed(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "yoriai")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data := filepath.Join(t.TempDir(), "data")
	cmd := exec.Command(binary, "-addr", "127.0.0.1:0", "-data", data)
	read, pipe, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stdout, cmd.Stderr = pipe, pipe
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_ = pipe.Close()
	untilReady(read)
	_ = read.Close()
	for range 3 { // each command makes a line of log
		mustDo(t, "verify", "-data", data)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("it ended with %v", err)
	}
}

func untilReady(out interface{ Read([]byte) (int, error) }) string {
	said := ""
	buf := make([]byte, 4096)
	for !strings.Contains(said, "Ctrl+C") {
		n, err := out.Read(buf)
		said += string(buf[:n])
		if err != nil {
			break
		}
	}
	return said
}

// What the README promises about files, flags and exit codes is there.
func TestReadmeIsTrue(t *testing.T) {
	readme := readFile(t, "../../README.md")
	for _, place := range regexp.MustCompile("`([a-z]+(?:/[A-Za-z0-9_.-]+)+/?)`").FindAllStringSubmatch(readme, -1) {
		name := strings.TrimSuffix(place[1], "/")
		if strings.HasPrefix(name, "data/") {
			continue
		}
		if _, err := os.Stat("../../" + name); err != nil {
			t.Errorf("the README sends people to %s, which is not there", name)
		}
	}
	for _, flag := range []string{"-addr", "-data", "-tls-cert", "-tls-key", "-base-url", "-trusted-proxies", "-init", "-new-organiser-link",
		"-accept-older", "-backup-dir", "-backup-every", "-backup-keep", "-force", "-to"} {
		env := "YORIAI_" + strings.ToUpper(strings.ReplaceAll(flag[1:], "-", "_"))
		if !strings.Contains(readme, "`"+flag+"`") || !strings.Contains(readme, "`"+env+"`") {
			t.Errorf("the README does not list %s and %s", flag, env)
		}
	}
}

// The README's commands are typed as they stand, and its table names them all.
func TestReadmeCommands(t *testing.T) {
	readme := readFile(t, "../../README.md")
	backup := demoData(t)
	data := filepath.Join(t.TempDir(), "data")
	mustDo(t, "restore", backup, "-data", data)
	dir := t.TempDir()
	typed := 0
	for _, line := range regexp.MustCompile(`(?m)^yoriai ((?:backup|verify|restore) \S+)`).FindAllStringSubmatch(readme, -1) {
		args := strings.Fields(line[1])
		args[1] = filepath.Join(dir, args[1])
		mustDo(t, append(args, "-data", data)...)
		typed++
	}
	if typed != 3 {
		t.Errorf("%d commands were found to type", typed)
	}
	for _, name := range listed {
		if !strings.Contains(readme, "`yoriai "+strings.ReplaceAll(name, ".", " ")) && commands[name].run == nil {
			t.Errorf("the README does not list %s", name)
		}
	}
	for code := exitDone; code <= exitTarget; code++ {
		if !regexp.MustCompile(fmt.Sprintf(`[ \n]%d [a-z`+"`"+`]`, code)).MatchString(readme) {
			t.Errorf("the README does not explain exit code %d", code)
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
