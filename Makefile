# Two commands for everyone (`make sample`, `make test`), one gate for developers (`make check`).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEV_STAMP := $(VENV)/.ready-dev

.PHONY: sample test check format lint types tests docs floors clean

$(BIN)/pip:
	@echo "Making the Python environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(BIN)/pip
	@echo "Installing onrecord and what it needs (about a minute or two) ..."
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -e ".[parquet]"
	@touch $@

$(DEV_STAMP): $(STAMP) constraints.txt
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off -q -c constraints.txt -e ".[parquet,xlsx,pdf,warc,places,dask,postgresql,readers,dev]"
	@touch $@

sample: $(STAMP)  ## Set up, build the sample record, print the brief.
	@$(BIN)/onrecord build examples/nato-ukraine --into nato-ukraine.db
	@$(BIN)/onrecord brief nato-ukraine.db
	@echo
	@echo "The record lies in ./nato-ukraine.db. To look further:"
	@echo "  $(BIN)/onrecord statements nato-ukraine.db --party russia --act demand"
	@echo "  $(BIN)/onrecord timeline nato-ukraine.db"
	@echo "  $(BIN)/onrecord search nato-ukraine.db guarantee"
	@echo "  $(BIN)/onrecord --help"

test: $(DEV_STAMP)  ## Set up, run every test.
	@$(BIN)/pytest

check: $(DEV_STAMP) format lint types tests  ## The one gate before a commit.

format:
	@$(BIN)/ruff format --check .

lint:
	@$(BIN)/ruff check .

types:
	@$(BIN)/mypy

tests:
	@$(BIN)/pytest

floors: $(DEV_STAMP)  ## Measure what tests/floors.json pins: make floors ARGS="--only PolNeAR --write".
	@$(BIN)/python bench/floors.py $(ARGS)

clean:
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
