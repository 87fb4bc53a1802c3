package server

// Sweep and WatchSpace are what the server does from time to time, now.
func (srv *Server) Sweep()      { srv.sweep() }
func (srv *Server) WatchSpace() { srv.watchSpace() }

// Fallen counts rooms that ended by a fault.
func (srv *Server) Fallen() int { return srv.rooms.Fallen() }

// Paces counts the browsers whose pace is remembered.
func (srv *Server) Paces() int {
	srv.hub.mu.Lock()
	defer srv.hub.mu.Unlock()
	return len(srv.hub.paces)
}

// ForgetPaces is what the server does every minute, now.
func (srv *Server) ForgetPaces() { srv.hub.forgetPaces() }
