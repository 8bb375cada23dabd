# Everything a person or CI does with this project. `make help` lists it.

# The first of these that runs and is new enough.
PYTHON := $(shell for python in python3.13 python3.14 python3.12 python3; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null \
	&& echo "$$python" && break; done)
BIN := .venv/bin
# Three more than there are processors: a browser, a child process and a database are waited for.
WORKERS := $(shell echo $$(($$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2) + 3)))
MANAGE := $(BIN)/python manage.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.12 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help run demo test bench golden eval lint format check migrations deployable bundle lock browser clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' Makefile

run: .venv/.run-ok ## Start Jobtracker at http://localhost:8000 (PORT=8001 for another port)
	@$(BIN)/python -m jobtracker.serve

demo: .venv/.run-ok ## Show how to sign in to the demo, with a fresh code for the coordinator
	@$(MANAGE) demo --show

test: .venv/.dev-ok browser ## Run every test, on SQLite or on the database in DATABASE_URL
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -q $(if $(ONLY),-m "$(ONLY)")

bench: .venv/.run-ok ## Measure the main pages (CANDIDATES=, APPLICATIONS=, CASELOAD=, SECONDS=, ROUNDS=, JSON=), or mail (MAILS=1000)
	@$(BIN)/python -m jobtracker.bench $(if $(CANDIDATES),--candidates $(CANDIDATES)) \
	$(if $(APPLICATIONS),--applications $(APPLICATIONS)) $(if $(CASELOAD),--caseload $(CASELOAD)) \
	$(if $(SECONDS),--seconds $(SECONDS)) \
	$(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(MAILS),--mails $(MAILS)) $(if $(JSON),--json $(JSON))

eval: .venv/.run-ok ## Score the reader on labelled messages (DATA=folder or table, WORST=, JSON=1)
	@$(MANAGE) evaluate_reader $(if $(WORST),--worst $(WORST)) $(if $(JSON),--json) "$(DATA)"

golden: .venv/.dev-ok ## Show which verdicts of the guidance changed (ACCEPT=1 takes them over)
	@$(BIN)/python -m tests.interviews.guidance.golden $(if $(ACCEPT),--accept)

lint: .venv/.dev-ok ## Check style, templates and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/djlint --lint --quiet templates
	@find templates -name '*.html' -exec $(BIN)/djade --check --target-version 6.1 {} +
	@$(BIN)/mypy --no-error-summary .

format: .venv/.dev-ok ## Put code and templates into their standard form
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@find templates -name '*.html' -exec $(BIN)/djade --target-version 6.1 {} + || true

check: lint migrations deployable test ## Run what CI runs on one database

migrations: .venv/.dev-ok ## Refuse a model change without its migration
	@$(MANAGE) makemigrations --check --dry-run --verbosity 0

deployable: .venv/.dev-ok ## Run Django's deployment checks on production settings
	@JOBTRACKER_HTTPS=1 ALLOWED_HOSTS=jobs.example.org EMAIL_URL=smtp://mail.example.org \
	JOBTRACKER_URL=https://jobs.example.org \
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
	$(MANAGE) check --deploy --fail-level WARNING --database default

bundle: .venv/.run-ok ## Join static/css and static/js into static/built, after editing them
	@$(BIN)/python -m jobtracker.ui.bundle

lock: .venv/.dev-ok ## Pin the newest allowed packages, by hash
	@$(COMPILE) --upgrade requirements.in --output-file requirements.txt
	@$(COMPILE) --upgrade requirements-dev.in --output-file requirements-dev.txt

browser: ## Find the Chromium that the browser tests drive, or install Debian's
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	|| if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Chromium …"; apt-get -qq update >/dev/null && \
		DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; \
	else \
		echo "Browser tests will be skipped: put 'chromium' on the path to run them."; \
	fi

clean: ## Remove the virtual environment; your data in var/ stays
	@rm -rf .venv

.venv/.run-ok: requirements.txt
	@$(call install,requirements.txt)

.venv/.dev-ok: requirements-dev.txt
	@$(call install,requirements-dev.txt)
	@touch .venv/.run-ok

# -qq also hides what a machine's own pip settings would print.
define install
	if [ -z "$(PYTHON)" ]; then echo "Python 3.12 or later is needed." >&2; exit 1; fi; \
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv; \
	echo "Installing packages …"; \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r $(1) \
	&& touch $@
endef
