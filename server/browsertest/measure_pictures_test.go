//go:build measure

package browsertest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// What a long picture is made of: the browser's own work by its names, and the
// functions of the page by what they took with all that they call.

// tooLong is the picture a hand has to wait for, in ms.
const tooLong = 33

// long lists the pictures that took too long, in their order.
func (t *traced) long() string {
	samples, lines := t.samples(), ""
	for i, picture := range t.pictures() {
		spent := 0.0
		for _, e := range picture {
			if e.Name == "RunTask" {
				spent += e.spent()
			}
		}
		if spent <= tooLong {
			continue
		}
		from, to := picture[0].TS, picture[len(picture)-1].TS+picture[len(picture)-1].Dur
		lines += fmt.Sprintf("\npicture %d: %.1f ms: %s\n    of the page: %s", i+1, spent, most(alone(picture), 8), most(samples.between(from, to), 40))
	}
	return lines
}

// pictures are the events of the main thread, divided as frames does.
func (t *traced) pictures() [][]traceEvent {
	var all [][]traceEvent
	var picture []traceEvent
	shown := false
	for _, e := range t.own() {
		if e.Name == "RunTask" && shown {
			all, picture, shown = append(all, picture), nil, false
		}
		picture, shown = append(picture, e), shown || e.Name == "Commit"
	}
	if len(picture) > 0 {
		all = append(all, picture)
	}
	return all
}

// most names what took longest, in one line.
func most(spent map[string]float64, upTo int) string {
	all := slices.SortedFunc(maps.Keys(spent), func(a, b string) int { return cmp.Compare(spent[b], spent[a]) })
	var words []string
	for _, name := range all[:min(upTo, len(all))] {
		if spent[name] >= .8 {
			words = append(words, fmt.Sprintf("%s %.1f", name, spent[name]))
		}
	}
	return strings.Join(words, ", ")
}

// moment is what the page was at, and for how long.
type moment struct {
	at, took float64 // microseconds
	stack    []string
}

type samples []moment

// between sums by function, each with all that it calls.
func (all samples) between(from, to float64) map[string]float64 {
	sums := map[string]float64{}
	for _, s := range all {
		if s.at < from || s.at > to {
			continue
		}
		for _, name := range s.stack {
			sums[name] += s.took / 1000 * slowest / throttle
		}
	}
	return sums
}

type profileChunk struct {
	Data struct {
		StartTime  float64   `json:"startTime"`
		TimeDeltas []float64 `json:"timeDeltas"`
		CPUProfile struct {
			Samples []int `json:"samples"`
			Nodes   []struct {
				ID, Parent int
				CallFrame  struct {
					FunctionName, URL string
					LineNumber        int
				}
			} `json:"nodes"`
		} `json:"cpuProfile"`
	} `json:"data"`
}

// samples are those of the page's own thread.
func (t *traced) samples() samples {
	own := t.own()
	if len(own) == 0 {
		return nil
	}
	var all samples
	var id string
	at := 0.0
	names, above := map[int]string{}, map[int]int{}
	for _, e := range t.events {
		var chunk profileChunk
		if !strings.HasPrefix(e.Name, "Profile") || e.PID != own[0].PID || json.Unmarshal(e.Args, &chunk) != nil {
			continue
		}
		if e.Name == "Profile" && e.TID == own[0].TID {
			id, at = e.ID, chunk.Data.StartTime
		}
		if e.Name != "ProfileChunk" || e.ID != id {
			continue
		}
		for _, n := range chunk.Data.CPUProfile.Nodes {
			f := n.CallFrame
			names[n.ID], above[n.ID] = fmt.Sprintf("%s %s:%d", f.FunctionName, f.URL[strings.LastIndex(f.URL, "/")+1:], f.LineNumber+1), n.Parent
		}
		for i, node := range chunk.Data.CPUProfile.Samples {
			s := moment{at: at}
			for ; node != 0; node = above[node] {
				if name := names[node]; !slices.Contains(s.stack, name) && !strings.HasPrefix(name, "(") {
					s.stack = append(s.stack, name)
				}
			}
			if i < len(chunk.Data.TimeDeltas) {
				at += chunk.Data.TimeDeltas[i]
			}
			s.at = at
			if len(all) > 0 {
				all[len(all)-1].took = at - all[len(all)-1].at
			}
			all = append(all, s)
		}
	}
	return all
}
