package gate_test

import (
	"testing"

	"yoriai/server/gate"
)

func TestAddressesThatCannotBeServed(t *testing.T) {
	for _, bad := range []string{"foo", "ftp://a.example", "https://", "https://a.example/sub", "https://a.example?x", "https://me@a.example", "https://:443"} {
		if u, err := gate.ParseBaseURL(bad); err == nil {
			t.Errorf("%s is taken as %v", bad, u)
		}
	}
	if u, err := gate.ParseBaseURL("http://a.example:80/"); err != nil || u.Host != "a.example" {
		t.Errorf("browsers leave out the usual port: %v, %v", u, err)
	}
}
