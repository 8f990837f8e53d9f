# Two commands for a start: `make load` sets up .venv and loads raw/; `make test` runs the tests, but for the
# minutes-long ones of `make test-long` and those that need Java, `make test-cluster`.
# Needed on the machine: Python 3.11 with pip, make, git.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
INSTALLED_SPARK := $(VENV)/.installed-spark
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: bench fuzz soak accuracy load test test-long test-cluster setup-spark lint ui explore export docs cookbook setup

load: setup
	$(BIN)/jixiao load

setup: $(INSTALLED)

$(INSTALLED): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation --editable .
	touch $@

# Two processes; the tests of one file stay together, so that they share what is costly to set up, and files come in their
# order: by number of tests the longest nights would come last, one process waiting for the other.
test: setup
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not long and not cluster"

# What `make test` leaves out to keep to a quarter of an hour; it decides in .ci/run as well.
test-long: setup
	$(BIN)/pytest -n 2 --dist loadfile -m long

# Reading and extraction on a real Spark cluster of this machine's: needs Java 17. It decides in .ci/run as well.
test-cluster: setup-spark
	$(BIN)/pytest -m cluster tests/cluster

# The engine spark: an extra of half a gigabyte, for those who have a cluster.
setup-spark: $(INSTALLED_SPARK)

$(INSTALLED_SPARK): $(INSTALLED) requirements-spark.lock
	$(PIP) --no-build-isolation --require-hashes -r requirements-spark.lock
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	cd dbt_project && ../$(BIN)/sqlfluff lint models tests macros

ui: setup
	$(BIN)/jixiao ui

explore: setup
	$(BIN)/jixiao explore

export: setup
	$(BIN)/jixiao export

docs: setup
	$(BIN)/jixiao docs

# The answers in docs/cookbook.md come from the reports of raw/ alone, whatever else is loaded.
cookbook: setup
	folder=$$(mktemp -d) && export JIXIAO_DATA=$$folder/data && $(BIN)/jixiao load raw && \
		$(BIN)/jixiao docs --cookbook docs/cookbook.md; status=$$?; rm -rf $$folder; exit $$status

# What is reached per layout and format on invented reports: docs/accuracy.md. A quarter of an hour and more.
# COUNT: reports per open layout; less is quicker and says less.
COUNT ?= 11
accuracy: setup
	$(BIN)/python -m tests.corpus.accuracy --count $(COUNT)

# Reading and extraction over mutated files of every format: half an hour and more on two cores.
INPUTS ?= 500
fuzz: setup
	$(BIN)/python -m tests.hostile.fuzz --inputs $(INPUTS)

# Every fault of the table, healed after each, and a month of nights: about an hour. tests/soak/; its smallest size, some
# minutes, is part of `make test-long`.
KILLS ?= 60
NIGHTS ?= 30
soak: setup
	$(BIN)/python -m tests.soak --kills $(KILLS) --nights $(NIGHTS)

# Ratios within one run, kept in benchmarks/history/ and plotted there: docs/scale.md. BENCH="--reports 5 4000 --full" and others.
bench: setup
	nice $(BIN)/python -m benchmarks $(BENCH)
