package server

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
)

// Anybody on the network can send X-Forwarded-For: it is believed from a
// listed proxy only (E-25), and then only the part the proxy itself wrote.
func TestWhoseAddressItIs(t *testing.T) {
	proxy := []netip.Prefix{netip.MustParsePrefix("192.0.2.10/32")}
	for name, c := range map[string]struct {
		proxies         []netip.Prefix
		remote, forward string
		want            string
	}{
		"nobody is trusted":           {nil, "198.51.100.7:1", "203.0.113.1", "198.51.100.7"},
		"a private address lies":      {nil, "192.168.1.9:1", "203.0.113.1", "192.168.1.9"},
		"the proxy tells":             {proxy, "192.0.2.10:1", "203.0.113.1", "203.0.113.1"},
		"somebody beside the proxy":   {proxy, "192.0.2.11:1", "203.0.113.1", "192.0.2.11"},
		"loopback is no proxy":        {proxy, "127.0.0.1:1", "203.0.113.1", "127.0.0.1"},
		"the client wrote a part too": {proxy, "192.0.2.10:1", "10.1.1.1, 203.0.113.1", "203.0.113.1"},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		r.Header.Set("X-Forwarded-For", c.forward)
		r.Header.Set("X-Real-IP", "203.0.113.99")
		if got := addressOf(c.proxies)(r); got != c.want {
			t.Errorf("%s: %s, not %s", name, got, c.want)
		}
	}
}
