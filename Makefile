# For contributors. To run Yoriai you need none of this: go run ./cmd/yoriai

BIN      ?= yoriai
FUZZTIME ?= 30s
# Flags for go test from outside: make test GOTESTFLAGS='-run TestJourney -v'
GOTESTFLAGS ?=
PKGS ?= ./...

TOOL = go tool -modfile=.ci/tools.mod
# The type checker built without optimising: half the minutes of the first build, half a second more for each check.
TSGO = go run -modfile=.ci/tools.mod -gcflags='all=-N -l' github.com/microsoft/typescript-go/cmd/tsgo
# The race detector needs cgo and a C compiler. Without one the tests still run, and say so.
CC_FOUND := $(shell command -v $$(go env CC) 2>/dev/null)
RACE := $(if $(CC_FOUND),-race)

.PHONY: help run demo build test soak evening measure check fuzz bench

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 12

run: ## serve on :8080 with the data in ./data
	go run ./cmd/yoriai

demo: ## serve a rehearsal workshop
	go run ./cmd/yoriai demo

build: ## one static binary, ./yoriai
	CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o $(BIN) ./cmd/yoriai

# Browser tests fail instead of skipping, because a test that did not run is no proof. All is tried with the race detector, but what tries
# many seeds, cases, kills and reports, or measures memory, only in its short form: there the detector finds nothing that the first few
# would not show, and takes ten or twenty times as long (YORIAI_TASTE; not go test -short, by which rapid draws next to nothing). WHOLE is
# tried once more without it, every case, and so are the browser tests that WHOLE_BROWSER names.
WHOLE = ./server/simulation ./server ./server/boltlog ./board ./server/export/... ./server/intake
WHOLE_BROWSER = TestAHundredThousandNotesAreRead

test: export CGO_ENABLED = 0
test: ## all tests, those in a real browser too
	@browser=$$(sh .ci/chromium) || exit 1; \
	if [ -z "$(RACE)" ]; then echo "note: no C compiler found, so the tests run without the race detector (Debian/Ubuntu: apt-get install gcc libc6-dev)" >&2; fi; \
	set -x; \
	go vet $(PKGS) && \
	YORIAI_TASTE=$(if $(RACE),yes) YORIAI_BROWSER_TESTS=required YORIAI_CHROMIUM="$$browser" CGO_ENABLED=$(if $(RACE),1,0) go test $(RACE) -vet=off -timeout 30m $(GOTESTFLAGS) $(PKGS) && \
	go test -vet=off -timeout 10m $(GOTESTFLAGS) $(WHOLE) && \
	YORIAI_BROWSER_TESTS=required YORIAI_CHROMIUM="$$browser" go test -vet=off -timeout 10m $(GOTESTFLAGS) -run '^($(WHOLE_BROWSER))$$' ./server/browsertest

# Quick and long form of each, as the tests say themselves:
#   kills of the real server       30 / 1,000   YORIAI_KILLS
#   simulated evenings            500 / 10,000  YORIAI_SEEDS
#   power cuts                    200 / 5,000   YORIAI_SOAK, as all that follow
#   flipped bytes, cut files      300 / 5,000
#   kills while it is written     30 / 300
#   kills while it is made small   15 / 300
#   a thousand browsers come back, a log that fails half-way
#   browser's client simulated     30 / 1,000
#   trust, in real browsers         1 / 100     YORIAI_ROUNDS
# and every fuzz target for ten minutes: make fuzz FUZZTIME=10m
# A failing test prints its seed; give it back with YORIAI_SEED.
SOAK_PKGS ?= ./server/boltlog ./server/simulation
KILLS ?= 1000
SEEDS ?= 10000
ROUNDS ?= 100

soak: ## the long forms of the tests with faults, without the race detector: an hour or more
	@browser=$$(sh .ci/chromium) || exit 1; \
	set -x; \
	YORIAI_SOAK=1 YORIAI_KILLS=$(KILLS) YORIAI_SEEDS=$(SEEDS) go test -count 1 -timeout 6h -v $(GOTESTFLAGS) $(SOAK_PKGS) && \
	YORIAI_SOAK=1 go test -count 1 -timeout 1h -v -run 'EverybodyComesBack|Doubled' ./server ./server/room && \
	YORIAI_SOAK=1 YORIAI_ROUNDS=$(ROUNDS) YORIAI_BROWSER_TESTS=required YORIAI_CHROMIUM="$$browser" go test -count 1 -timeout 6h -v -run '^(TestTrust|TestSimulation)$$' ./server/browsertest

evening: ## a whole evening in real browsers: make evening SAMPLE=outline.txt (YORIAI_SHOTS=folder for pictures)
	@browser=$$(sh .ci/chromium) || exit 1; \
	set -x; \
	YORIAI_BROWSER_TESTS=required YORIAI_CHROMIUM="$$browser" YORIAI_SAMPLE="$(SAMPLE)" CGO_ENABLED=$(if $(RACE),1,0) \
	go test $(RACE) -count 1 -timeout 10m -run '^TestEvening$$' -v ./server/browsertest

# Figures of the browser's own trace, to be compared within one run: they depend on the machine. MEASURED: how many notes.
MEASURED ?= 300,2000,5000
measure: ## how long the browser works for a picture of a big board, four times slower than this machine
	@browser=$$(sh .ci/chromium) || exit 1; \
	set -x; \
	YORIAI_MEASURE=$(MEASURED) YORIAI_BROWSER_TESTS=required YORIAI_CHROMIUM="$$browser" go test -tags measure -count 1 -timeout 30m -run '^TestMeasure$$' -v ./server/browsertest

# Without cgo as the binary is built, and as make test builds what it runs without the race detector: nothing is compiled in both ways.
check: export CGO_ENABLED = 0
check: ## formatting, vet, staticcheck, and the types of the browser code (the first run builds the tools: some minutes)
	@unformatted=$$(gofmt -l board cmd server static); if [ -n "$$unformatted" ]; then echo "gofmt -w is due for:"; echo "$$unformatted"; exit 1; fi
	go vet ./... && go vet -tags measure ./server/browsertest
	$(TOOL) staticcheck ./...
	$(TSGO) -p static

fuzz: ## every fuzz target for FUZZTIME each
	@grep -rE '^func Fuzz[A-Za-z0-9_]*\(' --include='*_test.go' board cmd server static | \
	sed -E 's|^(.*)/[^/]*_test\.go:func (Fuzz[A-Za-z0-9_]*)\(.*|\1 \2|' | sort -u | \
	while read -r dir target; do \
		echo "$$dir $$target"; \
		go test "./$$dir" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 20x </dev/null || exit 1; \
	done

bench: ## every benchmark
	go test -run '^$$' -bench . -benchmem ./...
