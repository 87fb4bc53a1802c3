//go:build measure

package browsertest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/profiler"
)

// profile lists the functions of the page in which most time went while
// something was done, the browser's own work under its names.
func (p *page) profile(do func()) (string, error) {
	if _, err := call(p, profiler.Enable, cdp.Empty{}); err != nil {
		return "", err
	}
	if _, err := call(p, profiler.SetSamplingInterval, profiler.SetSamplingIntervalParams{Interval: 200}); err != nil {
		return "", err
	}
	if _, err := call(p, profiler.Start, cdp.Empty{}); err != nil {
		return "", err
	}
	do()
	stopped, err := call(p, profiler.Stop, cdp.Empty{})
	if err != nil {
		return "", err
	}
	return heaviest(stopped.Profile), nil
}

// heaviest lists the functions by their own time, and by their time with all
// that they call.
func heaviest(profile *profiler.Profile) string {
	names, above := map[int64]string{}, map[int64]int64{}
	for _, n := range profile.Nodes {
		f := n.CallFrame
		names[n.ID] = fmt.Sprintf("%s %s:%d", f.FunctionName, f.URL[strings.LastIndex(f.URL, "/")+1:], f.LineNumber+1)
		for _, child := range n.Children {
			above[child] = n.ID
		}
	}
	own, whole := map[string]float64{}, map[string]float64{}
	for i, id := range profile.Samples {
		ms := float64(profile.TimeDeltas[i]) / 1000
		own[names[id]] += ms
		seen := map[string]bool{}
		for ; id != 0; id = above[id] {
			if name := names[id]; !seen[name] {
				seen[name] = true
				whole[name] += ms
			}
		}
	}
	return listed(own) + "\nwith all that they call:" + listed(whole)
}

// heaviest lists what the browser did, by its own names; one may hold another.
func (t *traced) heaviest() string { return listed(t.parts()) }

func listed(spent map[string]float64) string {
	all := slices.SortedFunc(maps.Keys(spent), func(a, b string) int { return cmp.Compare(spent[b], spent[a]) })
	lines := ""
	for _, name := range all[:min(30, len(all))] {
		lines += fmt.Sprintf("\n%10.1f ms  %s", spent[name], name)
	}
	return lines
}
