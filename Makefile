# Đường Về. `make run` serves the whole portal with demo data; `make test` passes every test. Nothing else is needed.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
export PYTHONDONTWRITEBYTECODE ?= 1
DATA_DIR ?= var
PORT ?= 8000
export DATA_DIR PORT

.PHONY: help run test check bench lock setup setup-dev front messages clean

help: ## this list
	@echo "make run    [PORT=8000] [DATA_DIR=var] [WEB_WORKERS=2]   set up and serve the whole portal with demo data"
	@echo "make test   [ARGS='-k name']                             set up and run every test"
	@echo "make check                                               style, types, templates, layers, catalogues, locks"
	@echo "make bench  [NAME=x]                                     the measurements, one JSON line each"
	@echo "make lock                                                lock the Python packages anew, with hashes"
	@echo "make messages                                            bring the message catalogues in step"
	@echo "make clean                                               remove what was built (not DATA_DIR)"

run: setup ## the whole portal until Ctrl-C
	@exec $(PY) -m portal.ops.run

test: setup-dev front
	@$(PY) -m portal.ops.chromium
	@$(PY) -m pytest -n 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

check: setup-dev front
	@$(PY) -m portal.ops.check

bench: setup-dev front
	@$(PY) -m bench $(NAME)

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Đường Về needs Python 3.11 or newer.")'
	@echo "Making the virtual environment …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	@echo "Installing the packages …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt $(VENV)/.installed
	@echo "Installing the packages for tests and checks …"
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

front: setup
	@$(PY) -m portal.ui.build
	@$(PY) -m portal.ops.messages --compile

lock: setup-dev
	@$(PY) -m portal.ops.lock

messages: setup-dev
	@$(PY) -m portal.ops.messages

clean:
	rm -rf $(VENV) node_modules portal/ui/build portal/ui/static/ui/fonts portal/ui/static/ui/vendor portal/ui/static/ui/*.css
