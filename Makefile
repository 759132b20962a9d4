# Every target sets itself up: nothing is needed but Python 3.11 or newer and make.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
# PYTHONPATH of the caller must not decide which tocsin is tested
unexport PYTHONPATH

RUN := $(VENV)/.installed-run
DEV := $(VENV)/.installed-dev
TRAIN := $(VENV)/.installed-train
DESK := build/demo-desk

.PHONY: help demo web test check fix train evals bench lock clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(VENV)/pyvenv.cfg:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Tocsin needs Python 3.11 or newer; say which with: make PYTHON=/path/to/python3")'
	@echo "- making a virtual environment in $(VENV)"
	@"$(PYTHON)" -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "- installing Tocsin (about 360 MB; a minute or two)"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps -e .
	@touch $@

$(DEV): requirements/dev.txt $(RUN)
	@echo "- installing the tools for checks and tests"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(TRAIN): $(DEV)
	@echo "- installing PyTorch for training (large)"
	@$(PIP) install -e '.[train]'
	@touch $@

demo: $(RUN) ## make the sample desk from its reports, list its incidents, and show one in full
	@$(BIN)/tocsin gazetteer build
	@rm -rf $(DESK)
	@$(BIN)/tocsin init $(DESK)
	@$(BIN)/tocsin add --desk $(DESK) examples/desk/reports
	@echo; echo "- incidents with the most independent sources"
	@$(BIN)/tocsin incidents --desk $(DESK) --order sources --limit 12
	@echo; echo "- the first of those whose accounts contradict each other, in full"
	@$(BIN)/tocsin incidents --desk $(DESK) --order sources --contested --limit 1 --json \
	    | $(BIN)/python -c 'import json, sys; print(json.loads(sys.stdin.readline())["id"])' \
	    | xargs $(BIN)/tocsin show --desk $(DESK) --evidence

web: $(DEV) ## build the pages of the desk where their sources changed
	@$(BIN)/python -m tools.web --build

test: check web ## the checks, then every test
	@echo "- tests"
	@$(BIN)/python -m pytest -q --numprocesses=auto --maxprocesses=4 --dist=loadfile

check: $(DEV) ## format, lint, types, layers, documentation
	@$(BIN)/python -m tools.check

fix: $(DEV) ## put right what can be put right by itself
	@$(BIN)/ruff check -q --fix . || true
	@$(BIN)/ruff format -q .
	@$(BIN)/python -m tools.docs
	@$(BIN)/python -m tools.web

train: $(TRAIN) ## make the reader model anew (some hours)
	@$(BIN)/python -m training

evals: $(RUN) ## score against the floors in evals/floors.json
	@$(BIN)/python -m evals.gate

bench: $(DEV) ## speed, memory and import time on this machine (a large desk takes half an hour)
	@$(BIN)/python -m benchmarks.import_time
	@$(BIN)/python -m benchmarks.read_speed
	@$(BIN)/python -m benchmarks.desk_load
	@$(BIN)/python -m benchmarks.desk_queries

lock: pyproject.toml $(DEV) ## write requirements/*.txt from pyproject.toml
	@$(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" -q -o requirements/run.txt
	@$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	    --custom-compile-command "make lock" -q -o requirements/dev.txt -c requirements/run.txt

clean: ## remove the virtual environment and every cache
	@rm -rf $(VENV) build dist web/node_modules web/src/basemap/made src/tocsin/serve/pages .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
