package control

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

var (
	// ErrNobody: no running server answers for this data folder.
	ErrNobody = errors.New("no server answers for this data folder")
	// ErrBusy: the server is carrying out other commands.
	ErrBusy = errors.New("the server is busy with other commands")
	// ErrBroken: the answer broke off, for example because the server was stopped.
	ErrBroken = errors.New("the running server's answer broke off")
)

// knockWait bounds the time to the first byte: a door answers at once, before
// its command has begun. What listens and says nothing is something else.
const knockWait = 5 * time.Second

// Ask has the server that runs on the data folder dir carry out a command.
// What the command writes goes to out, its progress to progress (which may be
// nil), and its error comes back with its kind.
func Ask(ctx context.Context, dir, command string, args Args, kinds Kinds, out io.Writer, progress func(done, total int64)) error {
	n, err := read(dir)
	if err != nil {
		return err
	}
	host, _, err := net.SplitHostPort(n.Address)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return ErrNobody // the token is for this machine only
	}
	resp, err := send(ctx, n, command, args)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusOK:
		return receive(resp.Body, kinds, out, progress)
	case http.StatusUnauthorized: // another start of ours
		return ErrNobody
	case http.StatusTooManyRequests:
		return ErrBusy
	}
	return fmt.Errorf("the running server answers %s; is it of another version?", resp.Status)
}

func send(ctx context.Context, n note, command string, args Args) (*http.Response, error) {
	if args == nil {
		args = Args{}
	}
	body, err := json.Marshal(args)
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+n.Address+"/command/"+command, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+n.Token)
	client := &http.Client{
		// No proxy: the environment's would be asked for loopback by address, too.
		Transport: &http.Transport{
			DialContext: (&net.Dialer{Timeout: knockWait}).DialContext, ResponseHeaderTimeout: knockWait, DisableKeepAlives: true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(req)
	switch {
	case ctx.Err() != nil:
		err = errors.Join(ctx.Err(), err)
	case err != nil:
		err = fmt.Errorf("%w: %w", ErrNobody, err)
	case resp.Header.Get(mark) == "":
		err = ErrNobody
	}
	if err != nil && resp != nil {
		_ = resp.Body.Close()
	}
	return resp, err
}

// receive reads frames until the end, and takes nothing less for one.
func receive(body io.Reader, kinds Kinds, out io.Writer, tell func(done, total int64)) error {
	in, got := bufio.NewReader(body), int64(0)
	for {
		kind, data, err := readFrame(in)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrBroken, err)
		}
		switch kind {
		case frameData:
			got += int64(len(data))
			if _, err := out.Write(data); err != nil {
				return err
			}
		case frameProgress:
			var p progress
			if json.Unmarshal(data, &p) == nil && tell != nil {
				tell(p.Done, p.Total)
			}
		case frameEnd:
			return ended(data, got, kinds)
		}
	}
}

func ended(data []byte, got int64, kinds Kinds) error {
	var end ending
	if err := json.Unmarshal(data, &end); err != nil || (end.Error == "" && end.Bytes != got) {
		return ErrBroken
	}
	if end.Error == "" {
		return nil
	}
	if kind, known := kinds[end.Kind]; known {
		return fmt.Errorf("%w: %s", kind, end.Error)
	}
	return errors.New(end.Error)
}
