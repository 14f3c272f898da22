# Everything runs in a virtual environment of its own, .venv, made from PYTHON.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/installed-for

# A .venv serves as long as its Python is there and new enough, and it lies where it was
# made: its programs begin with that place. The stamp holds the place.
FIT := $(shell [ "$$(cat $(STAMP) 2>/dev/null)" = "$$(pwd)" ] && $(BIN)/python -c \
  'import pip, sys; print("yes" if sys.version_info >= (3, 11) else "no")' 2>/dev/null)

# With two cores or more, tests run side by side: each begins with a part of its own, so
# that what tests of one file share is made once, and takes over from who is behind.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || printf 1)
WORKERS := $(if $(filter-out 1,$(CORES)),-n auto --dist worksteal)

.DEFAULT_GOAL := help
.PHONY: help demo check test crash bench fuzz mutants accept messages clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: $(STAMP) ## from nothing to a verified bundle, in demo/
	rm -rf demo
	$(BIN)/verantwoord demo demo

check: $(STAMP) ## everything: format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest $(WORKERS)

test: $(STAMP) ## the tests alone
	$(BIN)/python -m pytest $(WORKERS)

KILLS ?= 1000
CUTS ?= 7000
LIVES ?= 500
SEED ?= 1

crash: $(STAMP) ## kill -9 KILLS times, cut the power CUTS times, lead LIVES lives
	$(BIN)/python -m tests.lives.crash --kills $(KILLS) --seed $(SEED)
	$(BIN)/python -m tests.lives.power --cuts $(CUTS) --seed $(SEED)
	$(BIN)/python -m tests.lives.ledgers --lives $(LIVES)

bench: $(STAMP) ## measure, print a table, and write it to docs/benchmarks.md
	$(BIN)/python -m tests.benchmarks

fuzz: $(STAMP) ## damaged inputs for every reader: COUNT=100000 SECONDS=3600 SEED=7 READERS=…
	$(BIN)/python -m tests.lives.fuzz $(READERS) --inputs $(or $(COUNT),100000) \
	  --seconds $(or $(SECONDS),3600) --seed $(or $(SEED),7) \
	  $(if $(READERS),,--report docs/fuzzing.md)

mutants: $(STAMP) ## does a test notice? SAMPLE=400 SEED=1 ONLY=ledger/money.py, or all
	$(BIN)/python -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE)) \
	  $(if $(SEED),--seed $(SEED)) $(if $(ONLY),--only $(ONLY)) \
	  --report docs/mutants.md

accept: $(STAMP) ## rewrite the golden sessions with what comes back now
	$(BIN)/python -m pytest $(WORKERS) tests/sessions \
	  tests/projections/test_checks_page.py --accept
	@git status --short -- '*.console' '*.md' 2>/dev/null || true

messages: $(STAMP) ## bring the catalogues of all languages up to date with the sources
	$(BIN)/python -m tests.languages

clean: ## take away all that was made
	rm -rf .venv demo dist build .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf .import_linter_cache .mutants
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ifneq ($(FIT),yes)
.PHONY: $(STAMP)
endif

$(STAMP): pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "$(PYTHON) is not there: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed;" \
	    "another one is chosen with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) has no venv module: apt install python3-venv" >&2; exit 1; }
	$(if $(filter yes,$(FIT)),,$(PYTHON) -m venv --clear .venv)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[import,timestamps]' --group dev
	@pwd > $(STAMP)
