# What a person types. Everything is built optimised: generic code is some fifty times slower otherwise.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

RUNS ?= 20000
SEED ?= 1
REPORT ?= build/report
SAMPLES ?= 9
SEEDS ?= 100
ONLY ?=
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# Without testable imports the modules are compiled as for the command line, once for both.
TEST_FLAGS := --disable-xctest --disable-testable-imports $(SWIFT_FLAGS)
VMVERIFY := .build/release/vmverify
FORKING := PropertyTestingTests.IsolationTests
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks Benchmarks/Sources Examples .ci/leaks/Package.swift

.PHONY: help verify prove spec-mutation prove-stability obligations test leaks build bench paths counters inputs shrink-quality throughput lint format specialised specs golden \
  example docs tutorial libz3 clean

help: ## lists the targets
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 20

verify: build ## judges both implementations under random runs, and the recordings of a real kernel; RUNS=, SEED=, REPORT=
	@$(VMVERIFY) verify --implementation all --proofs proofs --runs $(RUNS) --seed $(SEED) --report $(REPORT) \
	  --trace $(wildcard Traces/*.trace.gz)

prove: build ## proves the obligations of proofs/, by Z3, cvc5 and CaDiCaL (.ci/solvers installs them)
	@$(VMVERIFY) prove --cache build/proved.json --certificates build/certificates $(if $(ALL),--all)

# The suite that forks workers runs in a process of its own: a fork copies what all other tests hold by then.
test: libz3 ## runs the whole test suite
	@mkdir -p build
	@swift test -c release $(TEST_FLAGS) --filter $(FORKING) 2>&1 | tee build/test-workers.log
	@swift test -c release $(TEST_FLAGS) --skip-build --skip $(FORKING) 2>&1 | tee build/test.log
	@for log in build/test-workers.log build/test.log; do \
	  grep -qE 'Test run with [1-9][0-9]* tests' $$log || { echo "no test was run: $$log" >&2; exit 1; }; done

leaks: libz3 ## runs the tests of the solver's binding under the address sanitizer, which finds leaks, too
	@mkdir -p build
	@swift test --package-path .ci/leaks --disable-xctest --sanitize=address $(SWIFT_FLAGS) 2>&1 \
	  | tee build/leaks.log
	@grep -qE 'Test run with [1-9][0-9]* tests' build/leaks.log || { echo "no test was run" >&2; exit 1; }

build: libz3 ## builds the command line
	@swift build -c release --product vmverify $(SWIFT_FLAGS)

bench: libz3 ## measures, into build/bench.txt, build/bench.json and build/bench/*.svg; ONLY=, SAMPLES=
	@mkdir -p build
	@if [ -z "$(ONLY)" ]; then \
	  (cd Benchmarks && swift package benchmark --no-progress 2>&1) | tee build/bench.txt; \
	else : > build/bench.txt; fi
	@cd Benchmarks && swift run -c release --scratch-path ../.build Comparison --output ../build --samples $(SAMPLES) \
	  $(addprefix --only ,$(ONLY)) | tee -a ../build/bench.txt

shrink-quality: libz3 ## shrinks known failures from 100 seeds each, into build/shrinking.json; SEEDS=, ONLY=
	@mkdir -p build
	@cd Benchmarks && swift run -c release --scratch-path ../.build ShrinkQuality --output ../build --seeds $(SEEDS) \
	  $(addprefix --only ,$(ONLY)) | tee ../build/shrinking.txt

throughput: libz3 ## measures how many commands a second are drawn and run where nothing fails; SAMPLES=
	@cd Benchmarks && swift run -c release --scratch-path ../.build Throughput --samples $(SAMPLES)

paths: build ## explores both implementations up to 64 pages, into build/paths.json and build/paths*.svg
	@cd Benchmarks && swift run -c release --scratch-path ../.build PathGrowth --vmverify ../$(VMVERIFY)

counters: libz3 ## checks that the workloads of the benchmarks cost, in counts, what Benchmarks/counters.json says
	@cd Benchmarks && swift run -c release --scratch-path ../.build Comparison --check counters.json

specialised: build ## checks that the release binary contains the steps specialised for machine words
	@.ci/specialised $(VMVERIFY)

inputs: build ## has the solver say the arguments at boundaries that random runs draw from, for all machines
	@mkdir -p build
	@$(VMVERIFY) inputs --machine all --source > build/BoundaryValues.swift
	@mv build/BoundaryValues.swift Sources/Properties/BoundaryValues.swift

specs: build ## rewrites the table of clauses in Specs/README.md
	@.ci/specs $(VMVERIFY)

prove-stability: build ## proves ten variants of each obligation, with other names and order; writes proofs/ledger.json
	@$(VMVERIFY) prove --stability 10

spec-mutation: build ## alters the system and the clauses in one place at a time, and tells which check notices
	@$(VMVERIFY) mutate --verbose

obligations: build ## makes the obligations of proofs/ anew from its system, looking for hypotheses where some fail
	@$(VMVERIFY) prove --regenerate

golden: libz3 ## rewrites Examples/FailingProperties/expected.txt, what properties print that fail on purpose
	@.ci/golden --write

example: libz3 ## judges the allocator of Examples/OwnAllocator, whose bug is found: ends with an error
	@cd Examples/OwnAllocator && swift run -c release

docs: ## builds the documentation of PropertyTesting, into build/docs
	@.ci/docs

tutorial: ## runs the programs of its tutorial, and records what they print
	@.ci/tutorial --write

lint: ## checks format and documentation comments
	@swift format lint --strict --recursive $(wildcard $(SOURCES))

format: ## formats the sources in place
	@swift format --in-place --recursive $(wildcard $(SOURCES))

libz3:
	@.ci/libz3

clean: ## removes what was built
	@rm -rf .build .ci/leaks/.build build Benchmarks/.build Examples/*/.build
