package control

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"
)

const (
	// maxArgs bounds a request's body: names and numbers.
	maxArgs = 64 << 10
	// together is how many commands may run at once: they read the whole file.
	together = 2
	// progressEvery keeps progress from outgrowing the answer.
	progressEvery = 200 * time.Millisecond
)

// Args are a command's arguments.
type Args map[string]string

// Command does something and writes what it has to say. It ends soon after ctx does.
type Command interface {
	Run(ctx context.Context, args Args, out io.Writer, progress func(done, total int64)) error
}

// Func makes a function a Command.
type Func func(ctx context.Context, args Args, out io.Writer, progress func(done, total int64)) error

// Run calls f.
func (f Func) Run(ctx context.Context, args Args, out io.Writer, progress func(done, total int64)) error {
	return f(ctx, args, out, progress)
}

// Kinds are the errors that keep their identity over the door: the side that
// asked finds with errors.Is what the other side's command returned.
type Kinds map[string]error

func (k Kinds) of(err error) string {
	for name, kind := range k {
		if errors.Is(err, kind) {
			return name
		}
	}
	return ""
}

// Door is the server's side. Close ends it.
type Door struct {
	dir      string
	token    string
	commands map[string]Command
	kinds    Kinds
	log      *slog.Logger
	http     *http.Server
	stop     context.CancelFunc
	running  chan struct{} // one place for each command that runs
	served   sync.WaitGroup
	once     sync.Once
	closed   error
}

// Open begins to listen and leaves the note in the data folder dir.
func Open(dir string, commands map[string]Command, kinds Kinds, log *slog.Logger) (*Door, error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails; see its documentation
	ctx, stop := context.WithCancel(context.Background())
	d := &Door{
		dir: dir, token: base64.RawURLEncoding.EncodeToString(secret), commands: commands, kinds: kinds, log: log,
		stop: stop, running: make(chan struct{}, together),
	}
	d.http = &http.Server{
		Handler: http.HandlerFunc(d.answer), ReadHeaderTimeout: 5 * time.Second, MaxHeaderBytes: 8 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog:    slog.NewLogLogger(slog.DiscardHandler, slog.LevelDebug), // strangers' noise
	}
	if err := leave(dir, note{ln.Addr().String(), d.token, os.Getpid()}); err != nil {
		stop()
		return nil, errors.Join(err, ln.Close())
	}
	d.served.Go(func() { _ = d.http.Serve(ln) })
	return d, nil
}

// Close takes the note away, ends the commands that run, and waits for them. A
// second Close returns the same.
func (d *Door) Close() error {
	d.once.Do(func() { d.closed = d.close() })
	return d.closed
}

func (d *Door) close() error {
	takeAway(d.dir, d.token)
	d.stop()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := d.http.Shutdown(ctx)
	if err != nil { // somebody does not read
		err = d.http.Close()
	}
	d.served.Wait()
	for range together { // Close of the listener does not wait for handlers
		d.running <- struct{}{}
	}
	return err
}

// mark tells our answers from those of a stranger who has the port now.
const mark = "Yoriai-Control"

func (d *Door) answer(w http.ResponseWriter, r *http.Request) {
	w.Header().Set(mark, "1")
	name, isCommand := strings.CutPrefix(r.URL.Path, "/command/")
	command, known := d.commands[name]
	switch {
	case !d.admits(r):
		http.Error(w, "no", http.StatusUnauthorized)
	case !isCommand || !known:
		http.Error(w, "no such command", http.StatusNotFound)
	case r.Method != http.MethodPost:
		http.Error(w, "only POST", http.StatusMethodNotAllowed)
	default:
		d.run(w, r, name, command)
	}
}

// admits whoever knows the token and is no browser. The digests are compared,
// so that not even the token's length shows in the time.
func (d *Door) admits(r *http.Request) bool {
	given := sha256.Sum256([]byte(strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")))
	want := sha256.Sum256([]byte(d.token))
	return subtle.ConstantTimeCompare(given[:], want[:]) == 1 && r.Header.Get("Origin") == ""
}

func (d *Door) run(w http.ResponseWriter, r *http.Request, name string, command Command) {
	var args Args
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxArgs)).Decode(&args); err != nil {
		http.Error(w, "arguments that are none", http.StatusBadRequest)
		return
	}
	select {
	case d.running <- struct{}{}:
	default:
		http.Error(w, "busy", http.StatusTooManyRequests)
		return
	}
	out := &stream{w: w, flush: http.NewResponseController(w).Flush}
	_ = out.flush() // who asked learns at once that somebody is there
	err := shielded(func() error { return command.Run(r.Context(), args, out, out.progress) })
	<-d.running // before the ending: whoever has read it may ask for the next thing at once
	end := ending{Bytes: out.bytes}
	if err != nil {
		end.Kind, end.Error = d.kinds.of(err), err.Error()
	}
	if sent := out.end(end); err != nil || sent != nil {
		d.log.Warn("a command failed", "command", name, "err", errors.Join(err, sent))
		return
	}
	d.log.Info("a command was carried out", "command", name)
}

// shielded: a fault in a command ends that command, and not the workshop.
func shielded(run func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = errors.New("a fault in the command")
		}
	}()
	return run()
}

// stream writes frames; a command's goroutines may share it.
type stream struct {
	mu    sync.Mutex
	w     io.Writer
	flush func() error
	bytes int64
	told  time.Time
}

// Write sends a piece of the output, in frames of bounded size.
func (s *stream) Write(b []byte) (n int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(b) > 0 {
		part := b[:min(len(b), maxFrame)]
		if err := writeFrame(s.w, frameData, part); err != nil {
			return n, err
		}
		n, b = n+len(part), b[len(part):]
		s.bytes += int64(len(part))
	}
	return n, nil
}

func (s *stream) progress(done, total int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.told) >= progressEvery {
		s.told = now
		if writeJSON(s.w, frameProgress, progress{done, total}) == nil {
			_ = s.flush()
		}
	}
}

func (s *stream) end(e ending) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return errors.Join(writeJSON(s.w, frameEnd, e), s.flush())
}
