# Siap Usaha. On a fresh machine with python3 (3.11 or newer), make and git: `make demo` shows it, `make test` proves it.

PYTHON ?= python3
BIN := .venv/bin
TESTS ?= -q -n logical --dist loadfile --no-loadscope-reorder
HTML = $$(find siap -name '*.html')

# Checks that load the settings need a data folder; it must never be the office's.
check format messages: export SIAP_DATA = $(CURDIR)/.venv/check-data

.PHONY: setup demo test check bench format messages

setup:
	@$(PYTHON) scripts/setup.py

demo: setup ## load the programme with its demo history and serve it; ARGS=--no-serve stops after loading
	@$(BIN)/siap demo $(ARGS)

test: setup ## every test, on SQLite and on PostgreSQL
	@$(PYTHON) scripts/setup.py --with-browser --with-oracles
	$(BIN)/pytest $(TESTS)
	SIAP_TEST_DB=postgresql $(BIN)/pytest $(TESTS)

check: setup ## all that must hold before a change is done
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/djade --check --target-version 5.2 $(HTML)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/siap makemigrations --check --dry-run
	SIAP_TLS=1 $(BIN)/siap check --deploy --fail-level WARNING
	$(BIN)/python scripts/catalogue.py check
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive siap scripts bench
	@$(MAKE) --no-print-directory test

bench: setup ## figures beside their limits, into bench/results.json
	@$(PYTHON) scripts/setup.py --with-oracles
	@$(BIN)/python -m bench

format: setup ## what the check asks of the form of files
	$(BIN)/ruff format --quiet
	$(BIN)/ruff check --quiet --fix
	$(BIN)/djade --target-version 5.2 $(HTML)

messages: setup ## bring the English catalogue up to date
	$(BIN)/python scripts/catalogue.py update
