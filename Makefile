# Everything a person does with a checkout. `make` alone lists it.

PYTHON ?= python3.11
VENV := .venv
PY := $(VENV)/bin/python
# A bare Debian has no ensurepip, so the environment is made without pip and filled from outside.
INSTALL := $(PYTHON) -m pip --python $(PY) --disable-pip-version-check install -qq --require-hashes --only-binary :all:
LOCK := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(if $(UPGRADE),--upgrade)
KEY := $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))'

.DEFAULT_GOAL := help
.PHONY: help run clerk test bench bench-search hostile screenshots messages lock audit
.DELETE_ON_ERROR:

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/base.stamp staticfiles/staticfiles.json ## Serve the archive with its sample notes (PORT, HOST, DATABASE_URL)
	@ACCESS_LOG=$${ACCESS_LOG:-var/access.log} exec $(PY) manage.py serve --ingest fixtures/notes

clerk: $(VENV)/base.stamp local ## Make a clerk's account (NAME=jo; RESET=1 for a new password)
	@$(PY) manage.py migrate --verbosity 0
	@$(PY) manage.py clerk $(NAME) $(if $(RESET),--reset)

test: $(VENV)/dev.stamp ## Run every check and test (REQUIRE=postgres,chromium,libreoffice makes those compulsory, LONG=1 adds what takes minutes)
	@exec $(PY) tests/run.py

bench: $(VENV)/dev.stamp ## Measure parsing, filing and page speed
	@$(PY) tests/benchmarks/run.py

bench-search: $(VENV)/dev.stamp var/bench/stamp ## Measure search beside another engine (SIZE=10k, 100k or 1m; DATABASES, ROUNDS)
	@$(PY) tests/benchmarks/search.py $(SIZE)

hostile: $(VENV)/dev.stamp ## Try all files that are made to do harm, and five thousand that are broken by chance (ten minutes)
	@HOSTILE=1 $(PY) -m pytest --quiet -p no:randomly --capture=no tests/hostile

screenshots: $(VENV)/dev.stamp ## Picture every page, on phone and desk, light and dark, into screenshots/ (needs Chromium)
	@$(PY) -m pytest --quiet tests/browser/screenshots.py

messages: $(VENV)/dev.stamp ## Bring the Welsh catalogue up to date with what templates and code say
	@$(PY) tests/catalogue.py

lock: $(VENV)/bin/uv ## Write the locks from pyproject.toml (UPGRADE=1 for the newest versions)
	$(LOCK) pyproject.toml --output-file requirements/base.txt
	$(LOCK) pyproject.toml --extra dev --constraints requirements/base.txt --output-file requirements/dev.txt
	$(LOCK) --group bench --output-file requirements/bench.txt

audit: $(VENV)/dev.stamp ## Ask whether a locked package has a known weakness (needs the network)
	@$(VENV)/bin/uv tool run pip-audit --requirement requirements/base.txt --require-hashes --disable-pip --strict

$(PY):
	@$(PYTHON) -m venv --without-pip $(VENV)

$(VENV)/base.stamp: requirements/base.txt | $(PY)
	@echo "Installing what the archive needs into $(VENV) ..."
	@$(INSTALL) -r $<
	@touch $@

# The dev lock holds the base lock's very versions, so it serves for both. uv installs it eight times as fast as pip; where
# only pip's settings know the way to an index, pip does it. Python compiles the few modules that are imported.
$(VENV)/dev.stamp: requirements/dev.txt | $(PY)
	@echo "Installing what the tests need into $(VENV) ..."
	@awk '/^[^ ]/ { on = /^uv==/ } on' $< > $(VENV)/uv.txt
	@$(INSTALL) --no-compile -r $(VENV)/uv.txt
	@$(VENV)/bin/uv pip install --quiet --python $(PY) --require-hashes --only-binary :all: -r $< 2>/dev/null || \
		$(INSTALL) --no-compile -r $<
	@touch $@ $(VENV)/base.stamp

# What only a benchmark compares with stands apart, so that nothing else can come to need it.
var/bench/stamp: requirements/bench.txt
	@echo "Installing what search is measured beside into var/bench ..."
	@$(PYTHON) -m pip --disable-pip-version-check install -qq --require-hashes --only-binary :all: --upgrade \
		--target var/bench -r $<
	@touch $@

$(VENV)/bin/uv:
	@$(MAKE) $(VENV)/dev.stamp

# Written anew by collectstatic, and older than anything that has changed since.
staticfiles/staticfiles.json: $(VENV)/base.stamp boardarchive/settings.py $(shell find static) | local
	@$(PY) manage.py collectstatic --no-input --verbosity 0

# What an archive on this machine needs and .env does not say yet: a secret of its own, and plain http.
.PHONY: local
local:
	@umask 077; [ -e .env ] || : > .env; chmod 600 .env; \
	if [ -n "$$(tail -c 1 .env)" ]; then echo >> .env; fi; \
	if [ -z "$$SECRET_KEY" ] && ! grep -q '^SECRET_KEY=.' .env; then echo "SECRET_KEY=$$($(KEY))" >> .env; fi; \
	if [ -z "$$HTTPS" ] && ! grep -q '^HTTPS=.' .env; then echo "HTTPS=false" >> .env; fi
