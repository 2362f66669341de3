# make run · make test · make bench · make check — see README.md
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
HOST ?= localhost
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
MANAGE := $(BIN)/python manage.py
WORKERS ?= auto
FRENCH := site/locale/fr/LC_MESSAGES

.DEFAULT_GOAL := help
.PHONY: help run test check lint types contracts templates migrations-check doc-coverage unit bench lock \
	schema messages screenshots clean

help: ## Show the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 ou plus récent est nécessaire : make run PYTHON=/chemin/de/python3.11" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock | $(BIN)/python
	$(PIP) install --no-deps --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime
	$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/.runtime ## Serve the demonstration on http://localhost:8000 (PORT=… picks another port)
	@mkdir -p var
	@SITE_URL="$${SITE_URL:-http://$(HOST):$(PORT)}" exec $(MANAGE) run_demo --host $(HOST) --port $(PORT)

test: check unit ## Check everything, then run all the tests with their coverage

check: lint types contracts templates migrations-check doc-coverage ## Lint, types, import contracts, templates, migrations

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

contracts: $(VENV)/.dev
	PYTHONPATH=.:site DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/lint-imports

templates: $(VENV)/.dev
	$(BIN)/djlint site/templates --lint --quiet

migrations-check: $(VENV)/.dev
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) check --fail-level WARNING

doc-coverage: $(VENV)/.dev
	$(BIN)/interrogate --quiet cooperation/matching cooperation/knowledge

unit: $(VENV)/.dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --cov --cov-report=term --cov-fail-under=90
	# Compiled bodies are not traced: tests/cooperation/matching/test_kernels_interpreted.py runs them without a compiler.
	$(BIN)/coverage report --include='cooperation/matching/*,cooperation/knowledge/*,search/query.py' --fail-under=100

bench: $(VENV)/.dev ## Time the engine and the pages (ratios, one process)
	$(BIN)/python -m benchmarks

lock: $(VENV)/.dev ## Lock the dependencies again (maintainers)
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--no-emit-index-url --no-emit-find-links -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock

schema: $(VENV)/.runtime ## Write schema.graphql again
	$(MANAGE) graphql_schema --schema config.schema.schema --out schema.graphql

messages: $(VENV)/.runtime ## Write again the plurals of the French interface (needs gettext)
	rm -f $(FRENCH)/django.po
	$(MANAGE) makemessages -l fr -v0 --no-location --no-obsolete --no-wrap -i .venv -i var -i 'tests/*'
	msgen --no-wrap $(FRENCH)/django.po | sed '/POT-Creation-Date\|PO-Revision-Date\|SOME DESC\|YEAR\|PACKAGE\|FULL NAME\|fuzzy/d' \
		| awk 'BEGIN {RS = ""; ORS = "\n\n"} NR == 1 || /msgid_plural/' > $(FRENCH)/plurals.po
	mv $(FRENCH)/plurals.po $(FRENCH)/django.po
	msgfmt --check-format -o $(FRENCH)/django.mo $(FRENCH)/django.po

screenshots: $(VENV)/.dev ## Take the pictures of the documentation from a running demonstration
	$(BIN)/python scripts/screenshots.py --address http://$(HOST):$(PORT)

clean: ## Delete the environment and the local data (asks first)
	@printf 'Effacer .venv et var (base de données locale comprise) ? [o/N] ' && read answer && [ "$$answer" = o ]
	rm -rf $(VENV) var
