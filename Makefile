# foedus: two commands do everything on a fresh machine with Python, make and a package registry: `make run`, `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test check install bench fuzz clean
.DEFAULT_GOAL := run

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.core: pyproject.toml requirements.lock | $(VENV)/bin/python
	$(PIP) install --constraint requirements.lock --editable .
	touch $@

$(VENV)/.test: $(VENV)/.core
	$(PIP) install --constraint requirements.lock --editable '.[test,referees]'
	touch $@

$(VENV)/.lint: $(VENV)/.core
	$(PIP) install --constraint requirements.lock --editable '.[lint,docs]'
	touch $@

install: $(VENV)/.core ## install into .venv

run: $(VENV)/.core ## write the report of the flagship
	$(BIN)/foedus report soft-secession --out report

test: $(VENV)/.test ## install what testing needs and run the whole suite
	@$(BIN)/python -m pytest -n 2 --dist loadgroup $(PYTEST_ARGS); code=$$?; \
	command -v chromium >/dev/null 2>&1 || printf '\n*** NOT RUN: the browser tests. There is no chromium on this machine (Debian: apt-get install chromium). ***\n'; \
	exit $$code

check: $(VENV)/.test $(VENV)/.lint ## linters, types, import contracts, the documentation's links
	$(BIN)/ruff check src tests benchmarks tools fuzz
	$(BIN)/mypy
	$(BIN)/lint-imports
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir build/site

bench: $(VENV)/.test ## measure; prints tables of ratios
	@for one in benchmarks/bench_*.py; do printf '\n== %s\n' $$one; $(BIN)/python $$one || exit 1; done

fuzz: $(VENV)/.test ## longer runs of the fuzzers and referees
	$(BIN)/python -m pytest -n 2 -m long tests

clean:
	rm -rf $(VENV) report build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
