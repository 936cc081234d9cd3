# The few commands. Each may be the first on a bare clone: what it needs is made on the way.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
# What was compiled once is kept: the suite's asserts alone take 5 seconds a process.
unexport PYTHONDONTWRITEBYTECODE

PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
STAMP := .venv/.make

.PHONY: help demo setup test trial check bench docs pictures lock browser dev

help:  ## what there is
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

demo: setup  ## a filled registry on http://localhost:8000 (PORT=…)
	$(BIN)/kedeng demo --port $(PORT)

setup: $(STAMP)/runtime $(STAMP)/node  ## everything that a running service needs
	$(BIN)/kedeng setup

test: dev setup browser  ## the whole suite, on SQLite and on PostgreSQL
	$(BIN)/python tools/run_tests.py $(ARGS)

trial: dev setup browser  ## the long and large tests
	$(BIN)/python -m pytest -m trial $(ARGS)

check: dev  ## style, types, import contracts, templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet src
	$(BIN)/kedeng manage check --fail-level WARNING
	$(BIN)/kedeng manage makemigrations --check --dry-run
	$(BIN)/kedeng docs --check

bench: dev  ## measurements, each a script in bench/
	@for script in bench/*.py; do echo "== $$script"; PYTHONPATH=. $(BIN)/python $$script; done

docs: dev  ## the generated pages of docs/
	$(BIN)/kedeng docs

PICTURES := var/pictures
pictures: dev setup browser  ## the pictures of manual and README, taken anew by the journeys
	KEDENG_PICTURES=$(PICTURES) $(BIN)/python -m pytest tests/journeys/test_pictures.py -q -n 0 -m journey $(ARGS)
	cp $(PICTURES)/manual/*.png src/kedeng/web/static/kedeng/manual/
	mkdir -p docs/pictures
	cp $(PICTURES)/front/desk.png docs/pictures/desk.png

lock:  ## resolve requirements/*.in anew
	cd requirements && for name in runtime node dev; do \
	  ../$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header --no-annotate $$name.in -o $$name.lock; done
	npm install --package-lock-only

# ── steps, each done again only when its input changed ───────────────────────────────────────────
dev: $(STAMP)/dev

browser:  # Chromium for the journeys: from Debian when we may, else the journeys say it is missing
	@tools/browser

$(STAMP)/venv:
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv
	@mkdir -p $(STAMP)
	@touch $@

$(STAMP)/runtime: requirements/runtime.lock pyproject.toml | $(STAMP)/venv
	$(PIP) install --require-hashes -r requirements/runtime.lock
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(STAMP)/node: requirements/node.lock | $(STAMP)/runtime
	@command -v npm >/dev/null || $(PIP) install --require-hashes -r requirements/node.lock
	@touch $@

$(STAMP)/dev: requirements/dev.lock $(STAMP)/runtime
	$(PIP) install --require-hashes -r requirements/dev.lock
	@touch $@
