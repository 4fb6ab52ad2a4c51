# Every target works on a fresh machine with Python 3.11 or later, make and git, and installs whatever else it needs
# into .venv.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
WAREHOUSE ?= warehouse
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONDONTWRITEBYTECODE :=
# Tests and scripts already use every processor; threads of numpy's BLAS would only busy-wait for one.
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1

# The stamps record when the environment was last installed; make compares their dates with the locks'.
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: help run demo test marks lint types arrows format docs docs-check forbidden lock duckdb-versions lowest torture clean

help:  ## Say what each target does.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(BIN)/python:
	@bash scripts/make-venv.sh $(VENV)

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what tipetl needs into $(VENV), once; this takes a minute or two ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(RUN_STAMP)
	@echo "Installing the development tools into $(VENV), once ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

run: $(RUN_STAMP)  ## Read seeds/reports/, check and publish, then show what came out.
	@$(BIN)/python -m flows.ingest --warehouse "$(WAREHOUSE)" --command $(BIN)/tipetl

DEMO ?= demo
DEMO_SERVE ?= --serve
DEMO_NOTICE := A demonstration: every narrative here was constructed or retold for testing. Nothing in it may be cited.

demo: $(RUN_STAMP)  ## Publish the constructed narratives of the gold, and look at them in a browser.
	@$(BIN)/python -m scripts.demo tests/gold $(DEMO)/texts
	@echo "Reading, checking, publishing; this takes a minute or two ..."
	@$(BIN)/tipetl run $(DEMO)/texts --corrections $(DEMO)/corrections --warehouse $(DEMO)/warehouse > $(DEMO)/run.log 2>&1 || { tail $(DEMO)/run.log; exit 1; }
	@$(BIN)/tipetl site --warehouse $(DEMO)/warehouse --output $(DEMO)/site --notice "$(DEMO_NOTICE)" $(DEMO_SERVE)

test: $(DEV_STAMP)  ## Run the tests.
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

EVERY ?= 1

marks: $(DEV_STAMP)  ## Compare the marks of all gold texts (EVERY=4: of every fourth) with their offsets, in Chromium.
	@$(BIN)/python -m scripts.marks --every $(EVERY)

lint: $(DEV_STAMP)  ## Check style and formatting.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(DEV_STAMP)  ## Rewrite files in the project's format.
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(DEV_STAMP)  ## Check types, strictly.
	@$(BIN)/mypy

arrows: $(DEV_STAMP)  ## Check that imports follow the architecture.
	@$(BIN)/lint-imports

docs: $(DEV_STAMP)  ## Write the generated reference pages anew.
	@$(BIN)/python -m scripts.reference --write
	@$(BIN)/python -m scripts.questions --write
	@$(BIN)/tipetl evaluate tests/gold --write docs/accuracy.md >/dev/null

docs-check: $(DEV_STAMP)  ## Fail when a generated reference page is stale.
	@$(BIN)/python -m scripts.reference --check
	@$(BIN)/tipetl evaluate tests/gold --check docs/accuracy.md >/dev/null

forbidden:  ## Fail when a tracked file holds an address or a path that must not be there.
	@bash scripts/forbidden.sh

lock: $(DEV_STAMP)  ## Resolve the dependencies anew and write both locks.
	@bash scripts/lock.sh $(BIN)/python

duckdb-versions: $(DEV_STAMP)  ## Open a published file with DuckDB 1.1 to 2.0, each in an environment of its own.
	@$(BIN)/python -m scripts.duckdb_versions --folder .duckdb-versions

# One test or more of each dependency; LOWEST_TESTS=tests runs all.
LOWEST_TESTS ?= tests/tables/test_store.py tests/snapshot/test_editions.py tests/snapshot/test_export.py \
  tests/snapshot/test_page.py tests/documents/test_html.py tests/documents/pdf/test_pdf_second.py \
  tests/checks/test_plan.py tests/checks/test_project.py tests/cli/test_sql.py tests/cli/test_failures.py \
  tests/sources/test_network.py tests/site/test_charts.py tests/yamlfile \
  tests/cache/test_cache.py::test_columns_hold_a_volume tests/cache/test_cache.py::test_only_what_is_new_is_read \
  tests/doctor/test_doctor.py::test_packages_that_are_missing_or_of_another_version \
  tests/flows/test_ingest.py::test_a_run_publishes_what_the_pipeline_would_publish

lowest: $(DEV_STAMP)  ## Publish and test with the lowest versions of the dependencies, in an environment of their own.
	@$(BIN)/python -m scripts.lowest .lowest --numprocesses auto $(LOWEST_TESTS)

TORTURE_RANDOM ?= 200
TORTURE_SEED ?= 1

torture: $(DEV_STAMP)  ## Kill publishing runs at random instants and at every named step, and see what is left.
	@$(BIN)/python -m tests.torture --random $(TORTURE_RANDOM) --seed $(TORTURE_SEED)

clean:  ## Remove the environment and everything that was built.
	rm -rf $(VENV) .duckdb-versions .lowest .prefect .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
