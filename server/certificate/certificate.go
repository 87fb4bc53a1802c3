// Package certificate puts TLS before a listener. The certificate is read again
// when its file has changed, so that it is renewed without stopping an evening; that
// it ends soon is said in the log once a day.
package certificate

import (
	"crypto/tls"
	"fmt"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"
)

// certificates reads a certificate again when its file has changed: it is
// renewed without stopping an evening.
type certificates struct {
	certFile, keyFile string
	mu                sync.Mutex
	read              time.Time // modification time of what is loaded
	looked            time.Time
	loaded            *tls.Certificate
	logger            *slog.Logger
	warned            time.Time
}

// A certificate is renewed by people, who need some days for it; told once a
// day, the warning is seen and fills no log.
const (
	warnBefore = 30 * 24 * time.Hour
	warnEvery  = 24 * time.Hour
)

// Listener puts TLS with the given files before a listener. The first
// reading happens here, so that a wrong path is an error at the start.
func Listener(ln net.Listener, certFile, keyFile string, logger *slog.Logger) (net.Listener, error) {
	c := &certificates{certFile: certFile, keyFile: keyFile, logger: logger}
	if _, err := c.get(nil); err != nil {
		return nil, fmt.Errorf("certificate: %w", err)
	}
	return tls.NewListener(ln, &tls.Config{
		MinVersion: tls.VersionTLS12, GetCertificate: c.get, NextProtos: []string{"http/1.1"},
	}), nil
}

func (c *certificates) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.loaded != nil && time.Since(c.looked) < time.Minute {
		return c.loaded, nil
	}
	c.looked = time.Now()
	defer c.warn()
	info, err := os.Stat(c.certFile)
	if err != nil || c.loaded != nil && info.ModTime().Equal(c.read) {
		return c.loaded, keepOld(c.loaded, err)
	}
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return c.loaded, keepOld(c.loaded, err)
	}
	c.loaded, c.read = &pair, info.ModTime()
	return c.loaded, nil
}

// warn tells of a certificate that ends soon, or has ended: sockets that are
// open stay, but nobody new comes in.
func (c *certificates) warn() {
	if c.loaded == nil || c.loaded.Leaf == nil || time.Since(c.warned) < warnEvery {
		return
	}
	if left := time.Until(c.loaded.Leaf.NotAfter); left < warnBefore {
		c.warned = time.Now()
		c.logger.Warn("the certificate ends soon; put a new one in its place, no restart is needed", "ends", c.loaded.Leaf.NotAfter, "days", int(left.Hours()/24))
	}
}

// keepOld: while a certificate is being replaced its files may not fit
// together for a moment; the old one serves on.
func keepOld(old *tls.Certificate, err error) error {
	if old != nil {
		return nil
	}
	return err
}
