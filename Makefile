# How this project is run. `make` alone lists what there is.
# Needed: make and Python 3.11 or newer. Nothing is installed outside .venv.

PYTHON ?= python3
UV ?= uv
BIN := .venv/bin
DEMO := $(BIN)/carteira --db .demo/carteira.db
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test check bench golden catalogue lock audit clean

help: ## This list
	@sed -nE 's/^([a-z]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 18

demo: .venv/running ## A throw-away portfolio of example data: status, call list, ABC curve
	rm -rf .demo
	mkdir .demo
	$(DEMO) demo
	$(DEMO) status
	$(DEMO) reactivate --list
	$(DEMO) pareto

test: .venv/developing ## All tests
	$(BIN)/pytest -n 2

check: .venv/developing ## Format, lint, types, layers, and all tests with branch coverage
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --cov --cov-report=
	$(BIN)/coverage report --fail-under=100 --include='src/carteira_cli/domain/*,src/carteira_cli/ingest/*'
	$(BIN)/coverage report --fail-under=95

bench: .venv/developing ## Speed, as ratios to a control inside one run
	$(BIN)/python bench/run.py

golden: .venv/developing ## Rewrite the golden screens; read them before you commit them
	$(BIN)/pytest --golden

catalogue: .venv/developing ## Bring the English catalogue up to the texts in the code, and compile it
	$(BIN)/python tests/catalogue.py

lock: ## Resolve the dependencies anew (needs uv, and network); UPGRADE=--upgrade moves them
	$(LOCK) $(UPGRADE) --all-extras --group build --group dev --output-file requirements-dev.txt
	$(LOCK) $(UPGRADE) --group build --constraint requirements-dev.txt --output-file requirements.txt

audit: .venv/developing ## Known vulnerabilities in what is locked (needs network)
	$(BIN)/pip-audit --disable-pip --requirement requirements.txt

clean: ## Remove what make made
	rm -rf .venv .demo .bench .coverage .coverage.*

.venv/running: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

.venv/developing: requirements-dev.txt .venv/running
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	touch $@
