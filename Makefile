# Two commands do everything: `make run` and `make test`. Both set up what they need.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Names of the functions whose texts are translated.
KEYWORDS := -k N_ -k t -k n:1,2 -k plural:1,2 -k plural_in:1c,2,3

# These floors are covered by their own tests, every branch; measuring it doubles the time, so the others run without.
# Without a PostgreSQL to test on, what only runs there stays uncovered.
COVERED := tests/domain tests/storage
COVERAGE := $(if $(TEST_POSTGRES_URL),100,97)

LOCKS := requirements.lock requirements-scale.lock requirements-semantic.lock requirements-dev.lock
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
VERSION = $(shell sed -n 's/^__version__ = "\(.*\)"/\1/p' bot/__init__.py)
DIST := dist
VALIDATE := --validate

.PHONY: run test check audit teach semantic scale catalogues lock sbom release clean
.DEFAULT_GOAL := run

run: .venv/ready
	@$(BIN)/python -m bot

test: .venv/ready-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(MAKE) --no-print-directory audit
	@$(BIN)/python -m bot content check
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(COVERED) --cov --cov-report=
	@$(BIN)/coverage report --fail-under=$(COVERAGE) --skip-covered
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(COVERED:%=--ignore=%)

check: .venv/ready
	@$(BIN)/python -m bot content check

# Dangerous calls in the code, and known faults of the locked packages.
audit: .venv/ready-dev
	@$(BIN)/bandit --quiet --configfile pyproject.toml --recursive bot
	@$(BIN)/python .ci/audit.py $(LOCKS)

# After questions, titles or groups of words have changed: learn them anew, and see how well.
teach: .venv/ready-dev
	@$(BIN)/python -m bot route calibrate
	@$(BIN)/python benchmarks/routing/measure.py choose

# The second scorer: better answers for about 90 MB more of memory.
semantic: .venv/ready
	@$(PIP) install --require-hashes --no-deps -r requirements-semantic.lock >&2

# What several processes need: PostgreSQL and Redis; and Sentry.
scale: .venv/ready
	@$(PIP) install --require-hashes --no-deps -r requirements-scale.lock >&2

# The interface texts: collect new ones from the code into locales/. The .po files are compiled by the program itself.
catalogues: .venv/ready
	@$(BIN)/pybabel --quiet extract --project=Qadam --no-location --sort-output $(KEYWORDS) -o locales/bot.pot bot
	@for l in ru kk en; do $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete -D bot -i locales/bot.pot -d locales -l $$l; done

# Versions stay as they are where pyproject.toml allows; `make lock UPGRADE=pillow` renews one package. What runs is what
# was tested: the lock of the developers is made first and rules the others.
lock: .venv/ready-dev
	@$(LOCK) $(UPGRADE:%=--upgrade-package=%) --extra dev --extra teach --extra scale --extra semantic pyproject.toml -o requirements-dev.lock
	@$(LOCK) --constraints requirements-dev.lock pyproject.toml -o requirements.lock
	@$(LOCK) --constraints requirements-dev.lock --extra scale pyproject.toml -o requirements-scale.lock
	@$(LOCK) --constraints requirements-dev.lock --extra semantic pyproject.toml -o requirements-semantic.lock

# What the program is made of, as CycloneDX. The version is written in, since the tool does not ask the builder for it.
sbom: .venv/ready-dev
	@mkdir -p $(DIST)
	@sed 's/^dynamic = .*/version = "$(VERSION)"/' pyproject.toml > $(DIST)/pyproject.toml
	@$(BIN)/python -W ignore::UserWarning -m cyclonedx_py requirements --pyproject $(DIST)/pyproject.toml \
		$(VALIDATE) --output-reproducible --of JSON -o $(DIST)/qadam-$(VERSION).cdx.json requirements.lock
	@rm $(DIST)/pyproject.toml

# The builder is locked like everything else: nothing is fetched here.
release: .venv/ready-dev
	@$(MAKE) --no-print-directory test
	@rm -rf $(DIST)
	@$(BIN)/uv build --quiet --offline --no-build-isolation --python $(BIN)/python --out-dir $(DIST)
	@$(MAKE) --no-print-directory sbom
	@ls $(DIST)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Qadam needs Python 3.11 or newer")' >&2
	@echo "Setting up .venv (once, about a minute)" >&2
	@$(PYTHON) -m venv .venv >&2

# The lock files are complete. Left to look for more, older pips stumble over extras ("coverage[toml]") of newer releases.
.venv/ready: requirements.lock | .venv/bin/python
	@$(PIP) install --require-hashes --no-deps -r requirements.lock >&2
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock >&2
	@touch $@

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage
