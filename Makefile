# The commands people and CI both run. `make test` is every test; `make check` adds format, lints and docs.

PYTHON ?= python3
VENV := .venv
CASES ?= 300
SEED ?= 1

WHEELS := target/wheels

# The command alone, with the features that the wheel gives its packages: nothing that both need is built twice.
COMMAND := cargo build --release -p obverse-cli -p obverse-py --bin obverse

.PHONY: test rust-test oracle python versus check fmt lint doc demo

test: rust-test oracle python

rust-test:
	cargo test --workspace --all-targets --exclude obverse-benches --exclude obverse-py
	cargo test --workspace --doc --exclude obverse-benches --exclude obverse-py

# An independent re-implementation of the specification, solved by SciPy, against the command.
oracle: $(VENV)/ready
	$(COMMAND)
	$(VENV)/bin/python -m unittest discover -s tests/oracle -p 'test_*.py'
	$(VENV)/bin/python tests/oracle/agree.py --obverse target/release/obverse --cases $(CASES) --seed $(SEED)

$(VENV)/ready: tests/oracle/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --requirement tests/oracle/requirements.txt
	touch $@

# The Python package as people get it: the wheel, installed, then its tests.
python: $(VENV)/python-ready
	$(COMMAND)
	$(VENV)/bin/ruff check python
	$(VENV)/bin/ruff format --check python
	rm -rf $(WHEELS)
	cd python && ../$(VENV)/bin/maturin build --release --out ../$(WHEELS)
	$(VENV)/bin/pip install --quiet --force-reinstall --no-deps $(WHEELS)/obverse-*.whl
	cd python && OBVERSE=$(CURDIR)/target/release/obverse OBVERSE_WHEEL=$$(echo $(CURDIR)/$(WHEELS)/*.whl) \
		../$(VENV)/bin/python -m pytest

$(VENV)/python-ready: python/requirements-test.txt $(VENV)/ready
	$(VENV)/bin/pip install --quiet --requirement python/requirements-test.txt
	touch $@

# `obverse.lap` beside its peers, in turn, on the same matrices: see benches/versus.py.
SIZES ?= 64,200,500,1000
RECORD ?=

versus: $(VENV)-versus/ready
	cd python && ../$(VENV)/bin/maturin build --release --out ../$(WHEELS)
	$(VENV)-versus/bin/pip install --quiet --force-reinstall --no-deps $(WHEELS)/obverse-*.whl
	$(VENV)-versus/bin/python benches/versus.py --sizes $(SIZES) $(if $(RECORD),--record $(RECORD))

$(VENV)-versus/ready: benches/requirements.txt $(VENV)/python-ready
	$(PYTHON) -m venv $(VENV)-versus
	$(VENV)-versus/bin/pip install --quiet --requirement benches/requirements.txt narwhals
	touch $@

check: fmt lint doc test

fmt:
	cargo fmt --all --check

lint:
	cargo clippy --workspace --all-targets -- -D warnings

doc:
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

demo:
	cargo run --release -p obverse-cli -- pair examples/sample-company/people.csv
