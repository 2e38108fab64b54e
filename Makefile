# Everything starts from a bare Python 3.11+ and make: each target sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CLEANER := $(BIN)/cleaner

.PHONY: help setup demo test bench lint docs clean

help:
	@echo "make demo   clean the five texts of seeds/ and show what went"
	@echo "make test   run all tests, type checks and linters"
	@echo "make bench  measure speed"
	@echo "make docs   pages about all publishers and packs, in build/rules"

$(VENV)/.ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("cleaner needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable . --group test
	@touch $@

setup: $(VENV)/.ready

demo: setup
	@for seed in seeds/*.txt; do \
		printf '\n\033[1m== %s\033[0m\n' "$$seed"; \
		$(CLEANER) clean -f md "$$seed"; \
	done
	@printf '\nWhat went and why: %s explain %s\n' "$(CLEANER)" "$(firstword $(wildcard seeds/*.txt))"

test: setup
	$(BIN)/python -m pytest

docs: setup
	$(CLEANER) rules docs --isolated -o build/rules

lint: setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(CLEANER) rules lint

bench: setup
	$(BIN)/python tests/bench/speed.py
	$(BIN)/python tests/bench/startup.py

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
