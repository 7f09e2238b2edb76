# `make` lists what can be done. Everything lives in .venv and var; nothing else is needed but
# Python 3.11 or later with venv, and make.

PORT ?= 8000
PYTHON ?= python3
export OMP_NUM_THREADS = 1
export OPENBLAS_NUM_THREADS = 1
export PYTHONPATH = site:.

ENV := .venv/bin
MANAGE := $(ENV)/python site/manage.py

.DEFAULT_GOAL := help
.PHONY: help demo test test-faults check bench evaluate browser pango libreoffice messages lock govuk clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

demo: .venv/run ## set up everything, load chapter eight, analyse, serve (PORT=8000 SERVE=0 RESET=1)
	@PORT=$(PORT) SERVE=$(SERVE) RESET=$(RESET) tools/demo.sh

test: .venv/dev browser pango ## run every test, on SQLite and on PostgreSQL, with a real browser
	@tools/test.sh

test-faults: .venv/dev browser pango libreoffice ## run the slow proofs: kills, floods, full disks
	$(ENV)/pytest -q -m faults
	$(ENV)/python tools/with_postgresql.py $(ENV)/pytest -q -m faults --only-database

check: .venv/dev ## lint, types, walls between the parts, migrations, deployment settings
	$(ENV)/ruff check
	$(ENV)/ruff format --check
	$(ENV)/djlint --lint --quiet templates
	$(ENV)/mypy
	$(ENV)/lint-imports
	$(ENV)/pytest -q tests/test_architecture.py tests/test_docs.py
	$(MANAGE) makemigrations --check --dry-run
	tools/check_deploy.sh

bench: .venv/dev ## run the benchmarks and print one table
	PYTHONHASHSEED=0 $(ENV)/python -m tests.load

evaluate: .venv/run ## score the analysis on the project's labelled files, or yours (DATA=folder CLAUSES=file)
	@tools/evaluate.sh "$(DATA)" "$(CLAUSES)"

browser: .venv/dev
	@tools/browser.sh

pango: .venv/dev
	@tools/pango.sh

libreoffice:
	@tools/libreoffice.sh

messages: .venv/dev ## gather what the pages say into the catalogues of locale/ and compile them
	@tools/messages.sh

lock: ## resolve the dependencies anew into the two lock files (needs uv)
	tools/lock.sh

govuk: ## compile GOV.UK Frontend anew into static/govuk (needs Node and npm)
	tools/govuk/compile.sh

clean: ## remove the environment and everything that was made, the demo's database included
	rm -rf .venv var

.venv/run: requirements.lock
	@PYTHON=$(PYTHON) tools/install.sh requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock
	@PYTHON=$(PYTHON) tools/install.sh requirements-dev.lock
	@touch $@ .venv/run
