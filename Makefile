# Two commands are all a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint bench evaluate lock revision clean browser

help: ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

# A virtual environment from the hashed lock; made again when the lock changes.
$(VENV)/run.stamp: requirements.lock pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

run: $(VENV)/run.stamp ## start the app on 127.0.0.1:8000, with demonstration content on first start
	@$(BIN)/quizapp serve

browser: # Chromium and what it needs, where apt is at hand
	@sh tests/browser/install.sh

test: $(VENV)/dev.stamp browser lint ## lint, types, import rules and all tests, in a real browser too
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: $(VENV)/dev.stamp ## ruff, mypy --strict and the import rules
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev.stamp ## time and memory of reading and drafting, and of the heaviest pages
	$(BIN)/python -m tests.benchmarks.bench

evaluate: $(VENV)/dev.stamp ## how good generation is on the articles at hand; ARGS="--sample 10" prints drafts to read
	$(BIN)/python -m tests.evaluation.evaluate $(ARGS)

lock: $(VENV)/dev.stamp # new versions of everything, with hashes and without any registry's address
	$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock

revision: $(VENV)/dev.stamp # make revision m="What changes": a migration from what the models have and the tables lack
	$(BIN)/python -c "from quizapp.app import create_app; from quizapp.migrating import *; app = create_app(); upgrade(app); new_revision(app, '$(m)')"

clean: ## remove what was made (never the instance folder)
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
