# Two commands do all the set-up: `make run` and `make test`.
#
#   make run      install what is pinned, run the job with config.toml
#   make test     install the tools too, check style and types, run the tests
#   make check    only style and types
#   make tools    install what some tests look at our work with (needs npm)
#   make audit    ask whether anything pinned has a known vulnerability
#   make sbom     write what runs, with its hashes, to dist/sbom.cdx.json (CycloneDX)
#   make spark    install the engine that can match a whole archive (needs Java 17)
#   make sample   write feeds/sample/ and db/schema.sql anew
#   make reference  write what the docs repeat of the program anew
#   make docs     build the docs as a site, into site/
#   make picture  draw the picture of the README anew (needs Chromium)
#   make wheel    build what is installed elsewhere, into dist/
#   make lowest   run tests with the oldest libraries that pyproject.toml allows
#   make newest   run them with the newest there are
#   make lock     pin what pyproject.toml asks for (LOCK=--upgrade: the newest of it)
#   make clean    remove the environment and caches; what a run wrote stays
#
# PYTHON=python3.12 chooses the Python; UV= does without uv where it is installed;
# JOBS=1 runs the tests one after another.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help run test check tools audit sbom spark sample reference docs picture wheel \
	lowest newest lock clean

BIN := .venv/bin
CONFIG ?= config.toml
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 \
	python3.11,$(shell $(name) -c '$(ENOUGH)' 2>/dev/null && echo $(name))))
UV ?= $(shell command -v uv)
# More than there are processors: tests wait for the disk, for servers and for time.
JOBS ?= $(shell echo $$(($$(nproc 2>/dev/null || echo 2) * 2)))

# Every install is from a lock, each file checked against its hash.
ifeq ($(UV),)
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--no-build-isolation
else
INSTALL := $(UV) pip install --quiet --python $(BIN)/python --no-build-isolation
endif

# Captured and labelled documents, for the tests that read them.
ifndef SYNDICATE_CORPUS
ifneq ($(realpath ../shared/archive),)
export SYNDICATE_CORPUS := $(realpath ../shared)
endif
endif

help:
	@sed -n '3,/^$$/s/^# \{0,1\}//p' Makefile

run: .venv/.ready
	@$(BIN)/syndicate --config $(CONFIG) run

# The tests run even if the check fails: one call tells everything. They start the program
# hundreds of times, so that what is compiled is kept, whatever the shell says of that.
test: export PYTHONDONTWRITEBYTECODE :=
test: .venv/.ready-to-test
	@status=0; $(MAKE) --no-print-directory check || status=$$?; \
	$(BIN)/pytest --numprocesses=$(JOBS) --dist=loadfile --no-loadscope-reorder \
		|| status=$$?; exit $$status

check: .venv/.ready-to-test
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --quiet --check
	@$(BIN)/mypy --no-error-summary

tools: tests/tools/node_modules/.ready .venv/.ready-to-audit

# Neither says that all is well where nothing was looked at.
audit: .venv/.ready-to-audit
	@$(BIN)/python bench/audit.py

sbom: .venv/.ready-to-audit
	@mkdir -p dist
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml \
		--output-format JSON --output-reproducible --output-file dist/sbom.cdx.json
	@echo "dist/sbom.cdx.json: what runs, as requirements.lock pins it (CycloneDX)"

spark: .venv/.ready-for-spark

sample: .venv/.ready
	@$(BIN)/python bench/sample.py

reference: .venv/.ready
	@$(BIN)/python -m bench.write_reference

docs: .venv/.ready
	@$(BIN)/python -m bench.docs_site

picture: .venv/.ready
	@$(BIN)/python -m bench.picture

# The same bytes on every machine: hatchling takes the time from here, not from files.
wheel: export SOURCE_DATE_EPOCH ?= 1767225600
wheel: .venv/.built
	@$(BIN)/python -m hatchling build --directory dist

lowest newest:
	@PYTHON="$(PYTHON)" .ci/libraries $@

# ------------------------------------------------------------------ environment

.venv/.made:
	@if [ -z "$(PYTHON)" ] || ! $(PYTHON) -c '$(ENOUGH)' 2>/dev/null; then \
		echo "syndicate needs Python 3.11 or newer;" \
			"\"$(or $(PYTHON),python3) --version\" says:" \
			"$$({ $(or $(PYTHON),python3) --version; } 2>&1 || true)" >&2; \
		echo "Name another one: make PYTHON=/path/to/python3 $(MAKECMDGOALS)" >&2; \
		exit 1; \
	fi
ifeq ($(UV),)
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$(PYTHON) cannot make environments." \
			"On Debian: apt-get install python3-venv" >&2; \
		exit 1; \
	fi
	@$(PYTHON) -m venv --clear .venv
else
	@$(UV) venv --quiet --clear --python "$$(command -v $(PYTHON))" .venv
endif
	@touch $@

.venv/.built: .venv/.made requirements-build.lock
	@echo "Installing (once; a minute or so) ..."
	@$(INSTALL) --require-hashes --requirement requirements-build.lock
	@touch $@

.venv/.ready: .venv/.built requirements.lock pyproject.toml
	@$(INSTALL) --require-hashes --requirement requirements.lock
	@$(INSTALL) --no-deps --editable .
	@touch $@

.venv/.ready-to-test: .venv/.ready requirements-dev.lock
	@$(INSTALL) --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/.ready-to-audit: .venv/.ready requirements-audit.lock
	@$(INSTALL) --require-hashes --requirement requirements-audit.lock
	@touch $@

.venv/.ready-for-spark: .venv/.ready-to-test requirements-spark.lock
	@$(INSTALL) --require-hashes --requirement requirements-spark.lock
	@touch $@

tests/tools/node_modules/.ready: tests/tools/package-lock.json
	@npm ci --prefix tests/tools --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# ------------------------------------------------------------------------- locks

COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet $(LOCK) \
	--generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
	--no-emit-trusted-host --no-emit-find-links
GROUP = $(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", \
	"rb"))["dependency-groups"]["build"], sep="\n")'

# A newer Python would pin what the oldest one promised cannot install.
OLDEST := import sys; sys.exit(sys.version_info[:3] > (3, 11, 2))

lock: .venv/.ready-to-test
	@if ! $(BIN)/python -c '$(OLDEST)'; then \
		echo "Pin with the oldest Python we promise, 3.11.2 (Debian 12):" \
			"make clean, then make PYTHON=/usr/bin/python3 lock" >&2; \
		exit 1; \
	fi
	@$(GROUP) | $(COMPILE) --output-file requirements-build.lock -
	@$(COMPILE) --constraint requirements-build.lock \
		--output-file requirements.lock pyproject.toml
	@$(COMPILE) --constraint requirements-build.lock --constraint requirements.lock \
		--extra dev --output-file requirements-dev.lock pyproject.toml
	@$(COMPILE) --constraint requirements-build.lock --constraint requirements.lock \
		--constraint requirements-dev.lock --extra audit \
		--output-file requirements-audit.lock pyproject.toml
	@$(COMPILE) --constraint requirements-build.lock --constraint requirements.lock \
		--extra spark --output-file requirements-spark.lock pyproject.toml

clean:
	@rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache \
		.hypothesis .import_linter_cache tests/tools/node_modules
	@find syndicate tests bench -name __pycache__ -type d -prune -exec rm -rf {} +
