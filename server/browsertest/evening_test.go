package browsertest

import (
	"testing"
	"time"
)

// TestEvening is a whole evening in real browsers against the real program:
// from an empty folder over two tables at work to the report at home, with a
// cut line, a reload and a killed server on the way. Its content is the file
// of YORIAI_SAMPLE, or see readSample.
func TestEvening(t *testing.T) {
	t.Parallel()
	inBrowser(t)
	e := &evening{t: t, sample: readSample(t), program: newProgram(t, raceProgram(t))}
	began := time.Now()
	for _, station := range []struct {
		name string
		do   func()
	}{
		{"prepared", e.prepare},
		{"seated", e.sit},
		{"written", e.write},
		{"private", e.mustBePrivate},
		{"half gathered", e.gatherFirst},
		{"killed and back", e.survive},
		{"gathered", e.gatherRest},
		{"titled", e.title},
		{"shown", e.showAround},
		{"presented", e.present},
		{"taken home and read again", e.takeHome},
		{"put away", e.close},
	} {
		from := time.Now()
		station.do()
		t.Logf("%s: %.1f s", station.name, time.Since(from).Seconds())
	}
	t.Logf("the evening took %.0f s", time.Since(began).Seconds())
}

// raceProgram is the program with the race detector in it; without one where
// there is no C compiler.
func raceProgram(t *testing.T) string {
	t.Helper()
	path, err := buildProgram(t, nil, "-race")
	if err != nil {
		t.Log("no race detector in the program: there is no C compiler")
		path, err = buildProgram(t, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}
