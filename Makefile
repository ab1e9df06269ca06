# The few things one does here. `make help` explains them.
PORT ?= 8000
PY = .venv/bin/python
# What was compiled once is not compiled again by every process.
export PYTHONDONTWRITEBYTECODE :=
MANAGE = $(PY) site/manage.py

help: ## explain these targets
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-11s %s\n' "$$name" "$$text"; done

install: ## build .venv from the pinned lock, nothing else
	@bin/bootstrap run
	@$(PY) bin/messages.py compile

run: install ## serve the demonstration at http://127.0.0.1:8000/ (PORT and LOCER_VAR may be set)
	@LOCER_DEMO=1 LOCER_URL=http://127.0.0.1:$(PORT) exec $(MANAGE) serve --port $(PORT)

test: test-install lint ## everything: checks, SQLite, PostgreSQL with Valkey, a real browser
	@$(PY) bin/run_tests.py

lint: test-install ## format, lint, types, import contract, templates, texts, migrations
	@bin/lint

bench: test-install ## pages as ratios to an empty view and ballots per second, on SQLite and on PostgreSQL
	@$(PY) tests/bench/run.py

bench-peers: test-install ## count beside pabutools (in .venv-peers, built on demand): ratios and peak memory
	@$(PY) tests/bench/peers.py

shots: test-install ## take the README's picture from the running demonstration
	@$(PY) bin/shots.py

messages: test-install ## collect the interface's texts into locale/ and compile them
	@$(PY) bin/messages.py update
	@$(PY) bin/messages.py compile

lock: test-install ## pin requirements/*.in into requirements/*.txt, with hashes and without host names
	@bin/lock

reset: ## delete the demonstration's database and files (var/, or LOCER_VAR)
	@rm -rf "$${LOCER_VAR:-var}"

test-install:
	@bin/bootstrap test
	@$(PY) bin/messages.py compile

.PHONY: help install run test lint bench bench-peers shots messages lock reset test-install
