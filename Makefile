# `make` alone lists what there is.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
BENCH_HISTORY ?= benchmarks/history.jsonl
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help run test check lint style types layers format docs bench history mutation browser clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 16

run: .venv/installed ## open the app on the fictional week in Bergen (PORT=8501)
	$(BIN)/placement demo --port $(PORT)

test: .venv/installed-for-work browser ## run all tests
	$(BIN)/python -m pytest -n auto

check: lint test ## everything that a change must pass

lint: style types layers ## style, types and layers

style: .venv/installed-for-work
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-for-work
	$(BIN)/mypy

layers: .venv/installed-for-work
	$(BIN)/lint-imports --no-logo

format: .venv/installed-for-work ## put the code into its layout
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/installed-for-work ## run what the README and the docs promise
	$(BIN)/python -m pytest tests/test_docs.py

bench: .venv/installed-for-work ## measure planning, judging, the desk and the screens
	$(BIN)/python -m benchmarks.targets --write
	$(BIN)/python -m benchmarks.timings --write
	$(BIN)/python -m benchmarks.weekly --write
	$(BIN)/python -m benchmarks.profile --write
	$(BIN)/python -m benchmarks.judge --write
	$(BIN)/python -m benchmarks.desk --write
	$(BIN)/python -m benchmarks.screens --write

history: .venv/installed-for-work ## add two small weeks beside other engines to a file (BENCH_HISTORY)
	$(BIN)/python -m benchmarks.weekly --history $(BENCH_HISTORY)

mutation: .venv/installed-for-mutation ## spoil the law and the judge, and see that tests notice
	$(BIN)/python -m tests.mutation

clean: ## remove what was made, the virtual environment too
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Chromium on the path is used; otherwise the system's, or one of Playwright's own.
browser: .venv/installed-for-work
	@command -v chromium || command -v chromium-browser || command -v google-chrome \
	|| { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
		&& apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } \
	|| $(BIN)/python -m playwright install chromium \
	|| { echo "The tests need a browser: install Chromium so that 'chromium' is on the path, then try again."; exit 1; }

# Stamps: made again only when what is to be installed changes.
.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 …"; exit 1; }
	$(PYTHON) -m venv .venv \
	|| { echo "Python came without venv; on Debian and Ubuntu: apt-get install python3-venv"; rm -rf .venv; exit 1; }
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(INSTALL) -e .
	@touch $@

.venv/installed-for-work: .venv/made pyproject.toml constraints.txt
	$(INSTALL) -e '.[test,dev]'
	@touch $@ .venv/installed

.venv/installed-for-mutation: .venv/installed-for-work
	$(INSTALL) -e '.[mutation]'
	@touch $@
