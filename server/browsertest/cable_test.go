package browsertest

import (
	"net"
	"sync"
	"testing"
)

// cable is the network between a browser and the server: a relay on this
// machine that can be pulled out, and that can go silent without anybody being
// told, which is what a walk out of the reach of the radio looks like.
type cable struct {
	listener net.Listener
	target   string
	running  sync.WaitGroup

	mu     sync.Mutex
	pulled bool
	frozen chan struct{} // closed when bytes may pass
	conns  map[net.Conn]bool
}

// newCable leads to host:port. Its address is what the browser opens.
func newCable(t *testing.T, target string) *cable {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	flowing := make(chan struct{})
	close(flowing)
	c := &cable{listener: listener, target: target, frozen: flowing, conns: map[net.Conn]bool{}}
	c.running.Go(c.accept)
	t.Cleanup(func() {
		listener.Close()
		c.mend()
		c.cut()
		c.running.Wait()
	})
	return c
}

func (c *cable) addr() string { return c.listener.Addr().String() }

// lead makes another server stand at the far end: the old one has gone.
func (c *cable) lead(target string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.target = target
}

// cut ends all lines and takes no new ones.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulled = true
	for conn := range c.conns {
		conn.Close()
	}
}

// freeze lets no byte pass and tells nobody.
func (c *cable) freeze() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.frozen = make(chan struct{})
}

// mend undoes cut and freeze.
func (c *cable) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pulled = false
	select {
	case <-c.frozen:
	default:
		close(c.frozen)
	}
}

func (c *cable) accept() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		c.running.Go(func() { c.join(near) })
	}
}

// join relays one line until either end closes.
func (c *cable) join(near net.Conn) {
	defer near.Close()
	c.mu.Lock()
	target, pulled := c.target, c.pulled
	c.mu.Unlock()
	if pulled {
		return
	}
	far, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer far.Close()
	if !c.know(near, far) {
		return
	}
	defer c.forget(near, far)
	var both sync.WaitGroup
	both.Go(func() { c.relay(far, near) })
	both.Go(func() { c.relay(near, far) })
	both.Wait()
}

func (c *cable) relay(to, from net.Conn) {
	defer to.Close()
	defer from.Close()
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		c.mu.Lock()
		frozen := c.frozen
		c.mu.Unlock()
		<-frozen
		if n > 0 {
			if _, err := to.Write(buf[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (c *cable) know(conns ...net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range conns {
		c.conns[conn] = true
	}
	return !c.pulled
}

func (c *cable) forget(conns ...net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, conn := range conns {
		delete(c.conns, conn)
	}
}
