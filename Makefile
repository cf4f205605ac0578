# Two commands matter: `make run` and `make test`. Everything they make goes to var/.

PORT ?= 8000
PYTHON ?= python3
VENV := var/venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
SHARED ?= ../shared

.PHONY: help prepare run admin test lint real bench relevance tagging screenshots whoosh3 drill audit sbom clean
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# Says by name what a bare machine lacks, before anything fails halfway.
$(VENV)/made:
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "python3-venv is missing: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: requirements.txt $(VENV)/made
	@echo "Installing what the site needs …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need …"
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

prepare: $(VENV)/installed
	@$(MANAGE) migrate --verbosity 0 --skip-checks
	@$(MANAGE) load_seeds --if-empty
	@$(MANAGE) index rebuild --if-unusable
	@$(MANAGE) collectstatic --noinput --verbosity 0

run: prepare  ## start the site and its worker (PORT=8000)
	@echo
	@$(MANAGE) index status
	@echo
	@echo "  http://127.0.0.1:$(PORT)          the archive"
	@echo "  http://127.0.0.1:$(PORT)/admin/   curation; make an account first: make admin"
	@echo "  Ctrl-C stops both the site and its worker."
	@echo
	@$(MANAGE) work & worker=$$!; \
	PORT=$(PORT) $(BIN)/gunicorn archive.wsgi & site=$$!; \
	trap 'kill $$site $$worker 2>/dev/null; wait' EXIT; trap 'exit 0' INT TERM; wait $$site

admin: prepare  ## make an account for the admin
	@$(MANAGE) createsuperuser

# A Chromium on the machine, else Playwright's own, else the system's package.
$(VENV)/browser: $(VENV)/installed-dev
	@command -v chromium chromium-browser google-chrome >/dev/null \
	|| $(BIN)/playwright install chromium >/dev/null 2>&1 \
	|| { apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| { echo "No Chromium: install the package chromium by hand"; exit 1; }
	@touch $@

test: $(VENV)/browser  ## run the whole test suite
	@$(BIN)/pytest -n auto --dist loadscope

lint: $(VENV)/installed-dev  ## formatting, lint rules, templates, types
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check
	@$(BIN)/mypy archive search

real: $(VENV)/installed  ## import the real files of ../shared in a scratch folder and check answers
	@$(BIN)/python tests/real.py $(SHARED)/data

BENCH := $(if $(SIZE),--size $(SIZE)) $(if $(OUT),--out $(OUT)) $(if $(ENGINES),--engines $(ENGINES)) \
	$(if $(DATA),--data $(DATA)) $(if $(CHART),--chart $(CHART)) $(if $(KEEP),--keep)

bench: $(VENV)/installed-dev  ## measure search beside its peers (SIZE= OUT= ENGINES= DATA= CHART= KEEP=)
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/bench.py --shared $(SHARED) $(BENCH)

RELEVANCE := $(if $(DIR),--dir $(DIR)) $(if $(STAGES),--stages $(STAGES)) $(if $(ABLATION),--ablation)

# With DIR nothing but the JSON goes to standard output.
relevance:  ## measure how well search ranks, beside its peers (DIR= STAGES= ABLATION=)
	@$(MAKE) --no-print-directory $(VENV)/installed-dev >&2
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/relevance.py --shared $(SHARED) $(RELEVANCE)

# Nothing but the JSON goes to standard output.
tagging:  ## measure proposed tags against tags given by hand (DATA=file.jsonl[.xz])
	@$(MAKE) --no-print-directory $(VENV)/installed-dev >&2
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/tagging.py --shared $(SHARED) $(if $(DATA),--data $(DATA))

screenshots: $(VENV)/browser  ## render the pictures of README and docs from the seeds
	@PYTHONPATH=. $(BIN)/python tests/screenshots.py

# The maintained fork of Whoosh, in an environment of its own: a tested way out.
whoosh3: $(VENV)/browser  ## run the search tests on the fork whoosh3
	@test -d var/whoosh3 || $(PYTHON) -m venv var/whoosh3
	@grep -v '^Whoosh==' requirements.txt > var/requirements-whoosh3.txt
	@var/whoosh3/bin/pip install --quiet --disable-pip-version-check \
	-r var/requirements-whoosh3.txt whoosh3==3.54.0
	@sed 's/^-r requirements.txt$$//' requirements-dev.txt > var/requirements-dev-whoosh3.txt
	@var/whoosh3/bin/pip install --quiet --disable-pip-version-check -r var/requirements-dev-whoosh3.txt
	@var/whoosh3/bin/pytest -n auto --dist loadscope

# Tools that look at the site from outside, in an environment of their own.
var/audit/made:
	@$(PYTHON) -m venv var/audit
	@var/audit/bin/pip install --quiet --disable-pip-version-check \
	pip-audit==2.10.1 cyclonedx-bom==7.5.0 pip-licenses==5.5.5
	@touch $@

audit: var/audit/made  ## tell known faults of what the site needs; fails where a release mends one
	@var/audit/bin/python deploy/audit.py requirements.txt

sbom: $(VENV)/installed var/audit/made  ## write var/sbom.json (CycloneDX) and var/licences.md
	@var/audit/bin/cyclonedx-py requirements requirements.txt --output-reproducible --output-file var/sbom.json
	@var/audit/bin/pip-licenses --python=$(BIN)/python --format=markdown --with-urls --output-file=var/licences.md \
	--packages $$(sed -n 's/==.*//p' requirements.txt)

drill: $(VENV)/installed  ## back the site up, restore it in a scratch folder, say how long it took
	@$(BIN)/python tests/benchmarks/drill.py

clean:  ## remove everything that running made, the database included
	rm -rf var
