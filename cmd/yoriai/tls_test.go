package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"log/slog"
	"math/big"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"yoriai/server/certificate"
)

// issued writes a certificate for this machine and its key.
func issued(t *testing.T) (cert, key string) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	wanted := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, DNSNames: []string{"localhost"},
	}
	der, err := x509.CreateCertificate(rand.Reader, wanted, wanted, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	write(t, cert, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})))
	write(t, key, string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})))
	return cert, key
}

// With TLS the stricter settings switch themselves on.
func TestServingOverTLS(t *testing.T) {
	cert, key := issued(t)
	p := start(t, "-addr", "127.0.0.1:0", "-data", filepath.Join(t.TempDir(), "data"), "-tls-cert", cert, "-tls-key", key)
	link := p.until(t, `https://\S+/k/\w+`)
	here := p.until(t, `https://localhost:\d+`)
	client := &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	defer client.CloseIdleConnections()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, here+link[strings.Index(link, "/k/"):], nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Origin", here)
	resp, err := client.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	cookies := resp.Cookies()
	if resp.StatusCode != http.StatusSeeOther || len(cookies) != 1 || !cookies[0].Secure || !cookies[0].HttpOnly {
		t.Errorf("%d, cookies %v", resp.StatusCode, cookies)
	}
	if resp.Header.Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to stay on https")
	}
	port := here[strings.LastIndex(here, ":"):]
	if code := run(t.Context(), []string{"health", "-addr", port, "-tls-cert", cert, "-tls-key", key}, noEnv, &p.errs, &p.errs); code != exitDone {
		t.Errorf("health gives %d", code)
	}
}

// G-32: a certificate that ends within thirty days is told of in the log, once a day.
func TestCertificateEndsSoon(t *testing.T) {
	cert, key := issued(t) // ends in an hour
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var said bytes.Buffer
	if _, err := certificate.Listener(ln, cert, key, slog.New(slog.NewTextHandler(&said, nil))); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(said.String(), "the certificate ends soon"); n != 1 {
		t.Errorf("told %d times: %s", n, said.String())
	}
}
