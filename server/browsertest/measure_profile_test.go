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

func heaviest(profile *profiler.Profile) string {
	names := map[int64]string{}
	for _, n := range profile.Nodes {
		f := n.CallFrame
		names[n.ID] = fmt.Sprintf("%s %s:%d", f.FunctionName, f.URL[strings.LastIndex(f.URL, "/")+1:], f.LineNumber+1)
	}
	spent := map[string]float64{}
	for i, id := range profile.Samples {
		spent[names[id]] += float64(profile.TimeDeltas[i]) / 1000
	}
	return listed(spent)
}

// heaviest lists what the browser did, by its own names; one may hold another.
func (t *traced) heaviest() string { return listed(t.parts()) }

func listed(spent map[string]float64) string {
	all := slices.SortedFunc(maps.Keys(spent), func(a, b string) int { return cmp.Compare(spent[b], spent[a]) })
	lines := ""
	for _, name := range all[:min(18, len(all))] {
		lines += fmt.Sprintf("\n%10.1f ms  %s", spent[name], name)
	}
	return lines
}
