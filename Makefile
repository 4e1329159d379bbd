# `make help` lists what there is. Needs only Python 3.11 or newer; everything else comes by itself.
SHELL := /bin/bash
export UV_PYTHON_DOWNLOADS := never
# An office's proxy may sign with a certificate that only this machine knows.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS := 1
endif
PYTHON ?= python3
# Relative paths only: the clone may lie in a folder with spaces in its name.
RUN := .venv/bin/python -m
WORDS := $(wildcard translations/*/LC_MESSAGES/*.po)
.PHONY: help setup run test packages check fix bench migrate clean-data

help: ## this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready ## the Python packages, in .venv

.venv/.ready: requirements.lock $(WORDS)
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@uv --version >/dev/null 2>&1 || test -x .uv/bin/uv || { "$(PYTHON)" -m venv .uv \
	  && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv; } || { rm -rf .uv; \
	  echo "Neither uv nor pip could be used; on Debian:  sudo apt-get install python3-venv" >&2; exit 1; }
	@if uv --version >/dev/null 2>&1; then uv=uv; else uv=.uv/bin/uv; fi; \
	{ .venv/bin/python -c '' 2>/dev/null || "$$uv" venv --quiet --clear --python "$(PYTHON)" .venv; } && \
	"$$uv" pip sync --quiet --python .venv/bin/python --require-hashes requirements.lock
	@test -z "$(WORDS)" || $(RUN) babel.messages.frontend --quiet compile --directory translations
	@touch .venv/.ready

run: setup ## start everything, with the demo, on http://127.0.0.1:8000 (PORT=…)
	@$(RUN) commands.run

test: setup packages ## all tests: real PostgreSQL, Redis, worker, mail and browser
	@$(RUN) pytest

packages:
	@missing=""; command -v chromium >/dev/null || missing="$$missing chromium"; \
	test -d /usr/share/fonts/truetype/croscore || missing="$$missing fonts-croscore"; \
	command -v pdftoppm >/dev/null || missing="$$missing poppler-utils"; \
	command -v soffice >/dev/null || missing="$$missing libreoffice-writer-nogui"; \
	test -z "$$missing" || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && \
	  apt-get install -y -qq --no-install-recommends $$missing </dev/null >/dev/null; \
	else echo "The tests need:  sudo apt-get install$$missing" >&2; exit 1; fi

check: setup ## lint, format, imports, types
	@$(RUN) ruff check . && $(RUN) ruff format --check . && .venv/bin/lint-imports && $(RUN) mypy

fix: setup ## mend what the linter can
	@$(RUN) ruff check --fix . ; $(RUN) ruff format .

bench: setup ## the benches
	@$(RUN) bench

migrate: setup ## bring the tables of DATABASE_OWNER_URL up to date
	@$(RUN) flask --app app db upgrade

clean-data: setup ## remove the data of `make run` for good
	@$(RUN) commands.run --remove
