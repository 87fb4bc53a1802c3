// Command thirdparty writes the licences of all modules that are linked into
// the program, and of the fonts that papers are set with, in one text file that the program carries and shows. Run it
// from the top folder after a change of go.mod:
//
//	go run ./.ci/thirdparty > static/licences/third-party.txt
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

type module struct{ Path, Version, Dir string }

func main() {
	out := bufio.NewWriter(os.Stdout)
	err := write(out)
	if err := errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func write(out io.Writer) error {
	mods, err := linked()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "Yoriai is built with the following modules. Each keeps its own licence.")
	fmt.Fprintln(out, "The browser's libraries and the browser's fonts are listed beside their files.")
	fmt.Fprintln(out, "\nPortions of this software are copyright (c) 2006-2010 The FreeType Project (www.freetype.org). All rights reserved.")
	fmt.Fprintln(out, "(github.com/golang/freetype, of whose two licences the FreeType License was chosen.)")
	for _, m := range mods {
		text, err := licence(m.Dir)
		if err != nil {
			return fmt.Errorf("%s: %w", m.Path, err)
		}
		section(out, m.Path+" "+m.Version, text)
	}
	return fonts(out)
}

func section(out io.Writer, title, text string) {
	fmt.Fprintf(out, "\n%s\n%s\n%s\n\n%s\n", strings.Repeat("=", 72), title, strings.Repeat("-", 72), strings.TrimSpace(text))
}

// fonts writes the terms of the fonts in server/export/fonts.
func fonts(out io.Writer) error {
	files, err := filepath.Glob("server/export/fonts/OFL-*.txt")
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return errors.New("no licence of a font; run this from the top folder")
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(f), "OFL-"), ".txt")
		section(out, "Font "+name, string(text))
	}
	return nil
}

// linked lists the modules whose packages are in the binary, for every system it is built for.
func linked() ([]module, error) {
	found := map[string]module{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		cmd := exec.Command("go", "list", "-deps", "-json=Module", "./cmd/yoriai")
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		data, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s: %w", system, err)
		}
		for dec := json.NewDecoder(bytes.NewReader(data)); ; {
			var p struct{ Module *module }
			if err := dec.Decode(&p); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				return nil, err
			}
			if p.Module != nil && p.Module.Version != "" {
				found[p.Module.Path] = *p.Module
			}
		}
	}
	var list []module
	for _, m := range found {
		list = append(list, m)
	}
	slices.SortFunc(list, func(a, b module) int { return strings.Compare(a.Path, b.Path) })
	return list, nil
}

func licence(dir string) (string, error) {
	var texts []string
	for _, pattern := range []string{"*LICENSE*", "LICENCE*", "COPYING*", "NOTICE*", "licenses/ftl.txt"} {
		files, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				return "", err
			}
			texts = append(texts, string(data))
		}
	}
	if len(texts) == 0 {
		return "", errors.New("no licence file")
	}
	return strings.Join(texts, "\n\n"), nil
}
