# The commands people and CI both run. `make test` is every test; `make check` adds format, lints and docs.

PYTHON ?= python3
VENV := .venv
CASES ?= 300
SEED ?= 1

.PHONY: test rust-test oracle check fmt lint doc demo

test: rust-test oracle

rust-test:
	cargo test --workspace --all-targets --exclude obverse-benches
	cargo test --workspace --doc --exclude obverse-benches

# An independent re-implementation of the specification, solved by SciPy, against the command.
oracle: $(VENV)/ready
	cargo build --release -p obverse-cli
	$(VENV)/bin/python -m unittest discover -s tests/oracle -p 'test_*.py'
	$(VENV)/bin/python tests/oracle/agree.py --obverse target/release/obverse --cases $(CASES) --seed $(SEED)

$(VENV)/ready: tests/oracle/requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --requirement tests/oracle/requirements.txt
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
