package server

import (
	"crypto/tls"
	"fmt"
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
}

// TLSListener puts TLS with the given files before a listener. The first
// reading happens here, so that a wrong path is an error at the start.
func TLSListener(ln net.Listener, certFile, keyFile string) (net.Listener, error) {
	c := &certificates{certFile: certFile, keyFile: keyFile}
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

// keepOld: while a certificate is being replaced its files may not fit
// together for a moment; the old one serves on.
func keepOld(old *tls.Certificate, err error) error {
	if old != nil {
		return nil
	}
	return err
}
