// Package gate lets in only requests that are meant for this server and, where they
// change anything, come from its own pages. A forged Host would otherwise end
// up in links (and lets a foreign name be rebound to this machine); a foreign
// Origin would act with a visitor's cookie.
//
// Invariants: an address that is told, in links and QR codes, comes from the
// configuration or from this machine's own network, never from a request; whatever
// changes anything, and every socket, comes from a page of ours.
//
// Trap: a missing Origin is a foreign one.
package gate

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
	"golang.org/x/time/rate"
)

// Gate is the check of Host and Origin, and knows the address people are told.
type Gate struct {
	base *url.URL // nil: any address of this machine
	port string
	tls  bool
	log  *slog.Logger
	told rate.Sometimes // a page that tries a thousand times a second fills no disk

	mu    sync.Mutex
	names map[string]bool // this machine's names and addresses
	asked time.Time
}

// New is for a server under an address that people are told; without one,
// under any address of this machine at a port.
func New(baseURL, port string, tls bool, log *slog.Logger) (*Gate, error) {
	g := &Gate{port: port, tls: tls, log: log, told: rate.Sometimes{First: 10, Interval: time.Second}, names: machineNames()}
	if baseURL == "" {
		return g, nil
	}
	var err error
	g.base, err = ParseBaseURL(baseURL)
	return g, err
}

var errBaseURL = errors.New("the base URL must be written like https://yoriai.city.example")

// ParseBaseURL reads the address people are told: a scheme and a host, with a
// port where it is not the scheme's own. A path would promise addresses that
// are not served.
func ParseBaseURL(s string) (*url.URL, error) {
	base, err := url.Parse(strings.TrimRight(s, "/"))
	if err != nil || base.Hostname() == "" || base.Scheme != "http" && base.Scheme != "https" ||
		base.Path != "" || base.RawQuery != "" || base.Fragment != "" || base.User != nil {
		return nil, errBaseURL
	}
	base.Host = joinPort(base.Hostname(), base.Port(), base.Scheme)
	return base, nil
}

// Base is the address people are told, without a slash at the end.
func (g *Gate) Base() string {
	if g.base != nil {
		return strings.TrimRight(g.base.String(), "/")
	}
	host := "localhost"
	if lan := lanAddresses(); len(lan) > 0 {
		host = lan[0]
	}
	return g.scheme() + "://" + joinPort(host, g.port, g.scheme())
}

func (g *Gate) scheme() string {
	if g.tls {
		return "https"
	}
	return "http"
}

// secure reports whether browsers reach this server by https only, so that
// cookies may say so.
func (g *Gate) Secure() bool {
	return g.tls || g.base != nil && g.base.Scheme == "https"
}

// knows reports whether a Host header names this server. Addresses are asked
// for again when an unknown one comes: a laptop changes its network.
func (g *Gate) knows(hostport string) bool {
	host := hostOnly(hostport)
	if g.base != nil && strings.EqualFold(hostport, g.base.Host) {
		return true
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.names[host] && time.Since(g.asked) > time.Second {
		g.names, g.asked = machineNames(), time.Now()
	}
	return g.names[host]
}

// hostOnly is the host of host:port in lower case. A trailing dot is left:
// "localhost." is not what our pages are served under.
func hostOnly(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return strings.ToLower(host)
}

// sameOrigin reports whether a request was sent by one of our own pages.
// Absent is foreign: every browser sends Origin with what we ask for here.
func (g *Gate) sameOrigin(r *http.Request) bool {
	origin, err := url.Parse(r.Header.Get("Origin"))
	if err != nil || origin.Host == "" || origin.Path != "" {
		return false
	}
	if g.base != nil && strings.EqualFold(origin.Host, g.base.Host) {
		return origin.Scheme == g.base.Scheme
	}
	return origin.Scheme == g.scheme() && strings.EqualFold(origin.Host, r.Host)
}

// check is the middleware.
func (g *Gate) Check(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.URL.Path == "/healthz" {
			return next(c)
		}
		if !g.knows(r.Host) {
			return echo.NewHTTPError(http.StatusMisdirectedRequest, "host")
		}
		safe := r.Method == http.MethodGet || r.Method == http.MethodHead
		if !safe && r.Method != http.MethodPost {
			return echo.NewHTTPError(http.StatusMethodNotAllowed, "method")
		}
		if (!safe || r.URL.Path == "/ws") && !g.sameOrigin(r) {
			g.told.Do(func() { g.log.Warn("a foreign page was refused", "path", c.Path(), "from", c.RealIP()) })
			return echo.NewHTTPError(http.StatusForbidden, "origin")
		}
		if !safe && r.Header.Get("Content-Encoding") != "" {
			// A body of 40 KB may unpack to 40 MB; nobody needs it here.
			return echo.NewHTTPError(http.StatusUnsupportedMediaType, "encoding")
		}
		return next(c)
	}
}

// machineNames lists what this machine may be called by on its network.
func machineNames() map[string]bool {
	names := map[string]bool{"localhost": true, "127.0.0.1": true, "::1": true}
	if name, err := os.Hostname(); err == nil {
		name = strings.ToLower(name)
		names[name], names[name+".local"] = true, true
	}
	for _, ip := range machineIPs() {
		names[ip.String()] = true
	}
	return names
}

func machineIPs() []net.IP {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var ips []net.IP
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok {
			ips = append(ips, n.IP)
		}
	}
	return ips
}

// lanAddresses lists the addresses others on the network can type: IPv4 first,
// because people type them.
func lanAddresses() []string {
	var v4, v6 []string
	for _, ip := range machineIPs() {
		switch {
		case ip.IsLoopback() || ip.IsLinkLocalUnicast():
		case ip.To4() != nil:
			v4 = append(v4, ip.String())
		default:
			v6 = append(v6, ip.String())
		}
	}
	return slices.Concat(v4, v6)
}

func joinPort(host, port, scheme string) string {
	if port == "" || scheme == "http" && port == "80" || scheme == "https" && port == "443" {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}
