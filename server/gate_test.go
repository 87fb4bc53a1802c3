package server_test

import (
	"net/http"
	"strings"
	"testing"

	"yoriai/server"
)

func origin(value string) func(*http.Request) {
	return func(r *http.Request) {
		r.Header.Del("Origin")
		if value != "" {
			r.Header.Set("Origin", value)
		}
	}
}

func host(value string) func(*http.Request) { return func(r *http.Request) { r.Host = value } }

// A page of another site must not act with a visitor's cookie (A-04…A-08, E-22).
func TestForeignPagesChangeNothing(t *testing.T) {
	s := openSite(t)
	v := s.visitor()
	port := s.url[strings.LastIndex(s.url, ":"):]
	for _, foreign := range []string{
		"", "null", "https://evil.example", "https://127.0.0.1" + port, "http://127.0.0.1", "http://127.0.0.1:1",
		"http://127.0.0.1" + port + ".evil.example", "http://evil-127.0.0.1" + port, "http://127.0.0.1." + port,
		"http://localhost" + port, "http://127.0.0.1" + port + "/x", "file://", "javascript:1",
	} {
		if a := v.post("/join", nil, origin(foreign)); a.status != http.StatusForbidden {
			t.Errorf("Origin %q may post: %d", foreign, a.status)
		}
		v.joinsOnce("海野")
		_, resp, err := v.dial(func(h http.Header) {
			h.Del("Origin")
			if foreign != "" {
				h.Set("Origin", foreign)
			}
		})
		if err == nil || resp == nil || resp.StatusCode != http.StatusForbidden {
			t.Errorf("Origin %q may open a socket", foreign)
		}
	}
	if !strings.Contains(s.logs.String(), "a foreign page was refused") {
		t.Error("nobody can find out that a foreign page tried")
	}
	if a := v.post("/join", nil, origin(strings.ToUpper(s.url[:4])+s.url[4:])); a.status == http.StatusForbidden {
		t.Error("the same origin in other letters is refused")
	}
}

func (v *visitor) joinsOnce(name string) {
	if v.seat == "" {
		v.joins(name, 0)
	}
}

// Links and QR codes are built from our own idea of the address.
func TestForgedHostIsRefused(t *testing.T) {
	s := openSite(t)
	v := s.visitor()
	for _, forged := range []string{"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost."} {
		if a := v.get("/", host(forged)); a.status != http.StatusMisdirectedRequest && a.status != http.StatusBadRequest {
			t.Errorf("Host %q is served: %d", forged, a.status)
		}
	}
	if a := v.get("/healthz", host("container-name")); a.status != http.StatusOK {
		t.Errorf("a health probe by another name got %d", a.status)
	}
}

func TestConfiguredAddress(t *testing.T) {
	s := openSite(t, func(c *server.Config) { c.BaseURL = "https://yoriai.city.example" })
	v := s.visitor()
	a := v.post("/j/"+s.code(), nil, host("yoriai.city.example"), origin("https://yoriai.city.example"))
	if a.status != http.StatusUnprocessableEntity {
		t.Errorf("behind its proxy the server answers %d", a.status)
	}
	if a := v.post("/join", nil, host("yoriai.city.example"), origin("http://yoriai.city.example")); a.status != http.StatusForbidden {
		t.Errorf("the same name without TLS may post: %d", a.status)
	}
	link, err := s.srv.OrganiserLink(t.Context())
	if err != nil || !strings.HasPrefix(link, "https://yoriai.city.example/k/") {
		t.Errorf("link %s, %v", link, err)
	}
}

func TestMethodsAndBodies(t *testing.T) {
	v := openSite(t).visitor()
	for _, method := range []string{"TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"} {
		if a := v.send(method, "/join", "", ""); a.status != http.StatusMethodNotAllowed {
			t.Errorf("%s gives %d", method, a.status)
		}
	}
	if a := v.get("/join", func(r *http.Request) { r.Header.Set("X-HTTP-Method-Override", "POST") }); a.status != http.StatusMethodNotAllowed {
		t.Errorf("a method override gives %d", a.status)
	}
	zip := func(r *http.Request) { r.Header.Set("Content-Encoding", "gzip") }
	if a := v.post("/join", nil, zip); a.status != http.StatusUnsupportedMediaType {
		t.Errorf("a packed body gives %d", a.status)
	}
	big := strings.Repeat("x", 300<<10)
	if a := v.send(http.MethodPost, "/join", "application/x-www-form-urlencoded", "code="+big); a.status != http.StatusRequestEntityTooLarge {
		t.Errorf("300 KB of code gives %d", a.status)
	}
}

func TestEveryAnswerForbidsForeignContent(t *testing.T) {
	v := openSite(t).visitor()
	for _, p := range []string{"/", "/nothing", "/static/css/app.css", "/s/x", "/api/w/x/links"} {
		h := v.get(p).header
		if !strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors 'none'") || h.Get("X-Content-Type-Options") != "nosniff" ||
			h.Get("Referrer-Policy") != "same-origin" || h.Get("X-XSS-Protection") != "" {
			t.Errorf("%s: %v", p, h)
		}
	}
}
