# `make help` lists the targets. All of them install what they lack, into .venv and node_modules, and nothing elsewhere.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help install demo serve test test-fast nightly lint format clients clients-check migration bench build

BIN := .venv/bin
TEST_WORKERS ?= 2
# The first Python that is new enough.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# Node 22.18 or newer from PATH (the client generator needs it), else the one that comes with requirements/dev.txt.
NODE_OK := $(shell npm --version >/dev/null 2>&1 && node -e \
	'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' \
	2>/dev/null && echo yes)
# Without bytecode on disk every command would compile all it imports again.
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(if $(NODE_OK),,$(CURDIR)/$(BIN):)$(PATH)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: .venv/dev.stamp node_modules/.stamp ## Install what the app, its tests and its checks need

demo: .venv/app.stamp ## Try Onefold: SQLite in ./data, an example workflow and page, port 8000 (ONEFOLD_PORT)
	@$(BIN)/onefold demo

serve: .venv/app.stamp ## Migrate, then serve, with the settings of the environment
	@$(BIN)/onefold migrate
	@$(BIN)/onefold serve

migration: .venv/dev.stamp ## Write a migration from the tables of the code (name=add_colours)
	@tools/new_migration.sh "$(name)"

test: .venv/dev.stamp node_modules/.stamp ## Run all tests, on SQLite and on Postgres
	@$(BIN)/pytest -n $(TEST_WORKERS) --dist worksteal -rsfE

test-fast: .venv/dev.stamp ## Run the tests on SQLite alone, without browser and slow ones
	@$(BIN)/pytest -n $(TEST_WORKERS) --dist worksteal -m "not postgres and not browser and not slow"

nightly: export NIGHTLY = 1
nightly: lint clients-check test ## Run every check, and the tests that are too slow for each change (CONTRIBUTING.md)

lint: .venv/dev.stamp ## Check style, types, import rules and sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/check_sizes.py

format: .venv/dev.stamp ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clients: .venv/dev.stamp node_modules/.stamp ## Generate clients/openapi.json, both clients and docs/errors.md
	@$(BIN)/python -m tools.document_errors
	@$(BIN)/python -m tools.generate_clients

clients-check: .venv/dev.stamp node_modules/.stamp ## Fail when the clients are not what the app generates, or its document is unsound
	@$(BIN)/python -m tools.generate_clients --check
	@node tools/lint_openapi.mjs
	@npm run --silent --workspaces --if-present check

build: .venv/dev.stamp node_modules/.stamp ## Build the wheel into dist/
	@npm run --silent --workspaces --if-present build
	@$(BIN)/uv build --quiet --wheel --build-constraints requirements/build.txt --out-dir dist

bench: .venv/dev.stamp node_modules/.stamp ## Measure against the budgets of the design
	@$(BIN)/python -m bench

# Requirements are pinned with hashes, the build backend included; a second run finds the stamps and does nothing.
.venv/bin/uv: requirements/uv.txt
	@test -n "$(PYTHON)" || { echo "Onefold needs Python 3.11 or newer on PATH."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python cannot make a virtual environment: install its venv package \
	(Debian: apt install python3-venv)."; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/app.stamp: .venv/bin/uv requirements/app.txt requirements/build.txt pyproject.toml
	@echo "Installing Onefold into .venv ..."
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements/app.txt
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps --build-constraints requirements/build.txt -e .
	@touch $@

.venv/dev.stamp: .venv/app.stamp requirements/dev.txt
	@echo "Installing what tests and checks need into .venv ..."
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Scripts of packages are not run: none is needed here, and one reports each install.
node_modules/.stamp: .venv/dev.stamp package.json package-lock.json
	@echo "Installing the Node packages ..."
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@
