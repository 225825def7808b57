# Everything that one does with Brygga from a shell. `make` alone lists the commands.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help install demo test proofs test-wagtail-next lint format layers types migrations translations deploy-check \
	quality mutants coverage test-matrix test-database-sqlite test-database-postgres test-sqlite test-postgres \
	test-slow test-postgres-whole messages reference lock screenshot samples sbom release clean \
	bench-read bench-profiles bench-learn bench-served bench-public bench-site bench-cache bench-import bench-runs bench-recognise score weights score-search first-sight torture \
	archive-proof import-cases line fuzz lock-proof hardships

HOST ?= 127.0.0.1
PORT ?= 8000
# The Pythons that are tried, the first that is new enough wins.
PYTHONS ?= python3.13 python3.12 python3.11 python3
# Megabytes that must be free before the demo sets itself up.
MIN_FREE_MB ?= 1000
# Processes that run tests at the same time.
WORKERS ?= 2
# Choose tests: make test-sqlite TESTS="tests/news -k feed"
TESTS ?= tests

VENV := .venv
NEXT := .venv-next
PYTHON := $(VENV)/bin/python
PIP := -m pip --disable-pip-version-check --quiet --no-input
# Files are handed out in the order of tests/conftest.py, the longest first, not by how many tests they have.
PYTEST := -m pytest -q -n $(WORKERS) --dist loadfile --no-loadscope-reorder
IN_MEMORY := DATABASE_URL=sqlite://:memory:
# What asks for no database (the reader, the sources, the checks of the project itself) is not run once more for
# another one.
DATABASE_ONLY := --database-only
# The files that `make test` runs on both databases (DIFFERENT in tests/conftest.py). The others run there on SQLite
# only, and on PostgreSQL in `make proofs`.
ON_BOTH := --databases

help: ## Lists the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-20s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo; echo "  DATABASE_URL, MEDIA_ROOT, BRYGGA_VAR and BRYGGA_BASE_URL are heeded; see docs/installera.md"

# ---- Setting up -----------------------------------------------------------------------------------------------

install: $(VENV)/.site ## Sets up the virtual environment in .venv, and does nothing else

define make-environment
	@python=$$(sh scripts/find_python.sh $(PYTHONS)) && "$$python" -m venv --clear $(1)
endef
# A lock is whole, so nothing is resolved: pips before 23.3 look for the newest release of what an extra asks for, and
# stop the day there is one that is not in the lock. `pip check` then says whether what was installed agrees.
# `make lock-proof` shows that this holds on any day. Python compiles what it loads, and keeps it: compiling all of it
# beforehand takes as long as fetching it.
LOCKED := --no-deps --require-hashes --no-compile
# $(1) environment
define check-installed
	@$(1)/bin/python -m pip --disable-pip-version-check check >$(1)/check.log || { cat $(1)/check.log; \
		echo "The packages in $(1) do not agree. Remove what older locks left there (make clean), and try again."; \
		exit 1; } >&2
endef
# $(1) environment, $(2) its lock file: the locked packages with their hashes, then Brygga itself.
define install-locked
	@echo "Installing $(2) in $(1) …"
	@$(1)/bin/python $(PIP) install $(LOCKED) -r $(2)
	@$(1)/bin/python $(PIP) install --no-deps --no-build-isolation -e .
	$(call check-installed,$(1))
	@touch $@
endef

$(VENV)/bin/python:
	$(call make-environment,$(VENV))
$(NEXT)/bin/python:
	$(call make-environment,$(NEXT))
$(VENV)/.site: requirements/production.txt pyproject.toml | $(VENV)/bin/python
	$(call install-locked,$(VENV),requirements/production.txt)
$(VENV)/.test: requirements/test.txt pyproject.toml | $(VENV)/bin/python
	$(call install-locked,$(VENV),requirements/test.txt)
	@touch $(VENV)/.site
$(NEXT)/.test: requirements/test-wagtail-next.txt pyproject.toml | $(NEXT)/bin/python
	$(call install-locked,$(NEXT),requirements/test-wagtail-next.txt)

# What only measuring, releasing and fuzzing need, in versions that agree with the tests'.
$(VENV)/.bench: requirements/bench.txt $(VENV)/.test
	@$(PYTHON) $(PIP) install $(LOCKED) -r requirements/bench.txt
	$(call check-installed,$(VENV))
	@touch $@
$(VENV)/.release: requirements/release.txt $(VENV)/.test
	@$(PYTHON) $(PIP) install $(LOCKED) -r requirements/release.txt
	$(call check-installed,$(VENV))
	@touch $@
$(VENV)/.fuzz: requirements/fuzz.txt $(VENV)/.test
	@$(PYTHON) $(PIP) install $(LOCKED) -r requirements/fuzz.txt
	$(call check-installed,$(VENV))
	@touch $@

# ---- Running --------------------------------------------------------------------------------------------------

demo: ## Sets up and starts a municipal site with an imported archive (PORT=8000 HOST=127.0.0.1)
	@python=$$(sh scripts/find_python.sh $(PYTHONS)) && \
		"$$python" scripts/demo_checks.py "$(HOST)" "$(PORT)" "$(MIN_FREE_MB)"
	@$(MAKE) --silent --no-print-directory install
	@HOST="$(HOST)" PORT="$(PORT)" sh scripts/demo.sh

# ---- Testing --------------------------------------------------------------------------------------------------

# What `make test` runs, in this order; what stands in one row runs side by side.
TEST_PARTS := \
	set-up=$(VENV)/.test \
	test-database-sqlite+test-database-postgres+types+lint+layers+quality+migrations+translations+deploy-check \
	test-sqlite \
	test-postgres

# What a change must pass too, but nobody waits for at the keyboard: `.ci/run` runs it after `make test`.
PROOF_PARTS := \
	set-up=$(VENV)/.test \
	test-slow \
	test-postgres-whole

test: ## Sets up, runs every check and the tests, in some minutes, and says how long each part took
	@python=$$(sh scripts/find_python.sh $(PYTHONS)) && "$$python" scripts/run_parts.py "$(MAKE)" $(TEST_PARTS)

proofs: ## What takes longer: the long proofs, and every test on PostgreSQL
	@python=$$(sh scripts/find_python.sh $(PYTHONS)) && "$$python" scripts/run_parts.py "$(MAKE)" $(PROOF_PARTS)

test-wagtail-next: $(NEXT)/.test ## The same tests on the next Wagtail (browser tests are left to `make test`)
	$(NEXT)/bin/python -c "import wagtail; print('Wagtail', wagtail.__version__)"
	$(IN_MEMORY) $(NEXT)/bin/python manage.py makemigrations --check --dry-run --settings brygga.site.settings.test
	$(IN_MEMORY) $(NEXT)/bin/python $(PYTEST) -m "not browser and not slow" $(TESTS)
	$(NEXT)/bin/python scripts/with_postgres.py $(NEXT)/bin/python $(PYTEST) -m "not browser and not slow" $(DATABASE_ONLY) $(ON_BOTH) $(TESTS)

test-matrix: $(VENV)/.test ## The tests on each pair of Python, Django and Wagtail that installs here (ARGS="--only django6.1")
	$(PYTHON) scripts/test_matrix.py $(ARGS)

lint: $(VENV)/.test ## ruff: rules and formatting
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .

format: $(VENV)/.test ## ruff: mends what it can and formats
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

layers: $(VENV)/.test ## Imports run importers → news → projects → site, and from room to room
	$(VENV)/bin/lint-imports

types: $(VENV)/.test ## mypy: every function's types agree, over the installed layout
	$(PYTHON) scripts/check_types.py

migrations: $(VENV)/.test ## No model change is without its migration
	$(IN_MEMORY) $(PYTHON) manage.py makemigrations --check --dry-run --settings brygga.site.settings.test

translations: $(VENV)/.test ## Every text has its translation, and the catalogues are compiled
	$(PYTHON) scripts/check_translations.py

deploy-check: $(VENV)/.test ## Django's check for a public site, with the production settings
	SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))") DATABASE_URL=sqlite://:memory: \
		ALLOWED_HOSTS=www.example.se BRYGGA_BASE_URL=https://www.example.se DJANGO_SETTINGS_MODULE= \
		REDIS_URL=redis://127.0.0.1:6379/0 \
		$(PYTHON) manage.py check --deploy --fail-level WARNING --settings brygga.site.settings.production

quality: $(VENV)/.test ## Reader: F1 for each field on the project's own texts, and its floor (ARGS=--misses, --update)
	$(PYTHON) -m tests.quality $(ARGS)

test-database-sqlite: $(VENV)/.test ## Migrates the database that tests begin from, where the code has changed since
	$(IN_MEMORY) $(PYTHON) -m tests.prepared_databases
test-database-postgres: $(VENV)/.test ## The same on PostgreSQL
	$(PYTHON) scripts/with_postgres.py $(PYTHON) -m tests.prepared_databases

test-sqlite: $(VENV)/.test ## The tests on SQLite, browser tests included
	BRYGGA_CHROMIUM=$$(sh scripts/ensure_chromium.sh) || exit 1; export BRYGGA_CHROMIUM; \
		$(IN_MEMORY) $(PYTHON) $(PYTEST) -m "not slow" $(COVERAGE) $(TESTS)

coverage: ## The same, and which lines no test runs; fails below 80 % (takes half as long again)
	@$(MAKE) --no-print-directory test-sqlite \
		COVERAGE="--cov --cov-report=term:skip-covered $(if $(filter tests,$(TESTS)),--cov-fail-under=80)"

test-postgres: $(VENV)/.test ## The tests of what databases do differently, on PostgreSQL (DATABASE_URL, local, or embedded)
	$(PYTHON) scripts/with_postgres.py $(PYTHON) $(PYTEST) -m "not browser and not slow" $(DATABASE_ONLY) $(ON_BOTH) $(TESTS)

test-postgres-whole: $(VENV)/.test ## Every test that uses the database, on PostgreSQL
	$(PYTHON) scripts/with_postgres.py $(PYTHON) $(PYTEST) -m "not browser" $(DATABASE_ONLY) $(TESTS)

test-slow: $(VENV)/.test ## The long proofs and all examples of property tests, on SQLite and in the browser
	BRYGGA_CHROMIUM=$$(sh scripts/ensure_chromium.sh) || exit 1; export BRYGGA_CHROMIUM; \
		BRYGGA_PROOFS=1 $(IN_MEMORY) $(PYTHON) $(PYTEST) -m "slow or hypothesis" $(TESTS)

# ---- Measuring ------------------------------------------------------------------------------------------------

bench-read: $(VENV)/.bench ## Reader: pages a second and memory, beside other extractors
	$(PYTHON) scripts/bench_read.py $(ARGS)
bench-learn: $(VENV)/.test ## Reader: seconds and memory to learn a site of 10,000 pages from a sample
	$(PYTHON) scripts/bench_learn.py $(ARGS)
bench-profiles: $(VENV)/.test ## Reader: F1 of text and structure for each site profile, on pages kept for it
	$(PYTHON) scripts/bench_profiles.py $(ARGS)
bench-served: $(VENV)/.test ## Reader: pages that running systems served, for each system and theme (ARGS="--nameless --misses")
	$(PYTHON) scripts/bench_served.py $(ARGS)
bench-public: $(VENV)/.test ## Reader: F1 and structure on two public sets of pages, beside trafilatura (ARGS=FOLDER)
	$(PYTHON) scripts/bench_public.py $(ARGS)
bench-site: $(VENV)/.test ## Site: queries and milliseconds for each page type, beside stock Wagtail
	$(PYTHON) scripts/bench_site.py $(ARGS)
bench-cache: $(VENV)/.test ## Site: a kept page beside one that is made, in one process (ARGS="--database postgresql")
	$(PYTHON) scripts/bench_cache.py $(ARGS)
bench-import: $(VENV)/.test ## Import: pages a second on SQLite and PostgreSQL, beside the plain loop
	$(PYTHON) scripts/bench_import.py $(ARGS)
bench-runs: $(VENV)/.test ## Runs: import, again, changed, read again, undone; documents a second of each
	$(PYTHON) scripts/bench_runs.py $(ARGS)
bench-recognise: $(VENV)/.test ## Recognition: counts over a folder of texts (ARGS=FOLDER) and speed
	$(PYTHON) scripts/bench_recognise.py $(ARGS)
score-search: $(VENV)/.test ## Search's recall and order on 240 queries, beside Wagtail's own, on SQLite and PostgreSQL
	$(IN_MEMORY) $(PYTHON) scripts/score_search.py --floors $(ARGS)
	$(PYTHON) scripts/with_postgres.py $(PYTHON) scripts/score_search.py $(ARGS)

score: $(VENV)/.test ## Recognition: F1 for each field over a corpus with gold (ARGS=FOLDER), and the least it must reach
	$(PYTHON) scripts/score_corpus.py $(ARGS)
weights: $(VENV)/.test ## Reader: sets the weights of the witnesses on segments with gold, and says how reliable they are (ARGS=--check)
	$(PYTHON) scripts/fit_weights.py $(ARGS)
first-sight: $(VENV)/.test ## Reader: precision and recall on texts it has not seen (FOLDER: texts, and beside each its NAME.gold)
	$(IN_MEMORY) $(PYTHON) scripts/first_sight.py $(FOLDER) $(ARGS)
fuzz: $(VENV)/.fuzz ## Coverage-guided fuzzing of the readers (ARGS="--seconds 600 --only html")
	$(PYTHON) scripts/fuzz_readers.py $(ARGS)
mutants: $(VENV)/.test ## Small faults in a copy of the code, and whether the tests notice each (ARGS="feed rollback")
	$(PYTHON) scripts/mutants.py $(ARGS)
torture: $(VENV)/.test ## The long kill test of the importer
	$(PYTHON) scripts/torture.py $(ARGS)
lock-proof: $(VENV)/.test ## Every lock installs with old and new pip when every package has a newer release (ARGS="--only test.txt")
	$(PYTHON) scripts/lock_proof.py $(ARGS)
hardships: $(VENV)/.test ## The tests with the clock a year ahead, on a loaded machine, each file alone … (ARGS="--only ahead tests/news")
	BRYGGA_CHROMIUM=$$(sh scripts/ensure_chromium.sh) || exit 1; export BRYGGA_CHROMIUM; \
		$(PYTHON) scripts/hardships.py $(ARGS)
print-install-options:
	@echo $(LOCKED)
line: $(VENV)/.test ## Nothing that an import of drafts makes is public: over an archive of your own (ARGS=FOLDER)
	BRYGGA_LINE_FOLDER="$(abspath $(ARGS))" $(IN_MEMORY) $(PYTHON) -m pytest -q -k "drafts or undone or password" tests/line
archive-proof: $(VENV)/.test ## A whole archive in, in again, every address, out again (ARGS=FOLDER)
	$(PYTHON) scripts/archive_proof.py $(ARGS)

import-cases: $(VENV)/.test ## Cases with what is expected of them: in, in again, every address, out again (ARGS=FOLDER)
	$(PYTHON) scripts/import_cases.py $(ARGS)

# ---- Making ---------------------------------------------------------------------------------------------------

messages: $(VENV)/.test ## Collects texts for translation and compiles the catalogues
	$(PYTHON) scripts/make_messages.py

samples: $(VENV)/.test ## Makes the sample archive's images and Word files anew
	$(PYTHON) scripts/make_sample_images.py
	$(PYTHON) scripts/make_sample_word.py

screenshot: $(VENV)/.test ## Takes the pictures in the guides from a running demo (PORT=8000)
	BRYGGA_CHROMIUM=$$(sh scripts/ensure_chromium.sh) $(PYTHON) scripts/make_screenshots.py http://$(HOST):$(PORT)

reference: $(VENV)/.test ## Writes the references of the content model and of the settings from the code
	$(IN_MEMORY) $(PYTHON) scripts/make_model_reference.py
	$(PYTHON) scripts/make_settings_reference.py

sbom: $(VENV)/.site ## Prints every package of a site in production with licence and hashes (CycloneDX): make -s sbom >sbom.json
	@$(PYTHON) scripts/make_sbom.py

release: $(VENV)/.release ## Builds a source release and a wheel into dist/, and tries them in an empty environment (ARGS=--dirty)
	$(PYTHON) scripts/release.py $(ARGS)

lock: $(VENV)/.test ## Makes requirements/*.txt anew
	$(PYTHON) $(PIP) install uv
	PATH="$(CURDIR)/$(VENV)/bin:$$PATH" scripts/lock.sh

clean: ## Removes what tests and builds leave; keeps var/ (the demo's data)
	rm -rf $(VENV) $(NEXT) build dist *.egg-info .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis \
		.coverage .coverage.* htmlcov .venv-matrix .test-databases
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
