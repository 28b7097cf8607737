# make run    build, and serve the sample to try the product out
# make test   everything: both databases, the browser; installs what is missing
# make help   the rest

# The SQLite driver and everything else is Go: no C compiler is needed.
export CGO_ENABLED = 0

LINT = github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo development)

# What the stylesheet, the script and the icons are made from.
ASSETS := $(shell find frontend/assets -type f -not -name '*.go' -not -path '*/dist/*')

.PHONY: help run build generate paper test test-long bench lint docs clean

help:
	@echo 'make run        build, and serve the sample'
	@echo 'make build      build bin/answerable'
	@echo 'make test       run every test on both databases and in the browser'
	@echo 'make test-long  the same with the slow tests, then five minutes of each fuzz test'
	@echo 'make bench      measure the speed'
	@echo 'make lint       check the style and which package imports which'
	@echo 'make docs       write again the documentation that is generated'
	@echo 'make clean      remove everything that was built'

run: build
	bin/answerable demo

build: generate
	go build -trimpath -ldflags '-X main.version=$(VERSION)' -o bin/answerable .

# Everything that go build and go test need beside what is in the repository.
# templ itself leaves alone what has not changed.
generate: frontend/assets/dist/manifest.json
	go tool templ generate

node_modules/.package-lock.json: package.json package-lock.json .npmrc
	npm ci --no-progress
	@touch $@

frontend/assets/dist/manifest.json: node_modules/.package-lock.json $(ASSETS)
	npm run --silent build
	@touch $@

test: generate paper
	browser=$$(scripts/chromium) && office=$$(scripts/libreoffice) && \
		ANSWERABLE_TEST_CHROMIUM="$$browser" ANSWERABLE_TEST_SOFFICE="$$office" \
		scripts/postgres run -- go test -timeout 9m ./...

test-long: generate paper
	browser=$$(scripts/chromium) && office=$$(scripts/libreoffice) && \
		ANSWERABLE_TEST_CHROMIUM="$$browser" ANSWERABLE_TEST_SOFFICE="$$office" ANSWERABLE_LONG=1 \
		scripts/postgres run -- sh -c 'go test -count=1 -timeout 120m ./... && scripts/fuzz 5m'

# The sample is held against the words of the paper where the paper is at hand.
paper:
	@test -e ../shared/seed/cse-report.txt || echo 'Left out: ../shared/seed/cse-report.txt is not here, so no test compares the words of the sample with those of the paper'

bench: build
	scripts/postgres run --durable -- go run ./bench
	scripts/postgres run --durable -- go run ./bench rounds

lint: generate
	@unformatted=$$(gofmt -l $$(git ls-files --cached --others --exclude-standard '*.go')) && \
		if [ -n "$$unformatted" ]; then echo "gofmt would change:"; echo "$$unformatted"; exit 1; fi
	go run $(LINT) run ./...

docs:
	go run ./docs/generate docs

clean:
	rm -rf bin node_modules frontend/assets/dist
	find frontend -name '*_templ.go' -delete
