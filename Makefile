# 两条命令：make site 生成站点，make test 运行全部测试。
# Two commands: `make site` builds the site, `make test` runs all tests.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Compiled modules are kept, whatever the environment says: without them each start takes an eighth of a second more.
export PYTHONDONTWRITEBYTECODE =

.PHONY: help site serve check test test-all lint format bundle bench screenshots clean

help:
	@echo "make site    生成站点到 site/ · build the site into site/"
	@echo "make serve   本机预览，保存即刷新 · show it here, with live reload"
	@echo "make check   检查内容 · check the content"
	@echo "make test    运行全部测试 · run all tests"
	@echo "make test-all    同上，每一页、每种外观、更多随机编辑 · the same with every page, every look, more random edits"
	@echo "make lint    检查代码 · lint and type checks"
	@echo "make bench   测速 · benchmarks"
	@echo "make screenshots  每种页面的图片 · pictures of every kind of page, in tests/output/screenshots/"

site: $(VENV)/.site
	$(BIN)/python -m generator build

serve: $(VENV)/.site
	$(BIN)/python -m generator serve

check: $(VENV)/.site
	$(BIN)/python -m generator check

test: $(VENV)/.test node_modules/.installed
	@tools/need-browser
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)
	npm test --silent

test-all: export ANLIKU_CRAWL = all
test-all: export ANLIKU_AXE = all
test-all: export ANLIKU_SEEDS = 20
test-all: export ANLIKU_FUZZ = 10
test-all: test

lint: $(VENV)/.test node_modules/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	npm run --silent check

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bundle: node_modules/.installed
	npm run --silent bundle

bench: $(VENV)/.test
	$(BIN)/python -m benchmarks.build --with all --scenarios clean again edit vocabulary $(BENCH_ARGS)

screenshots: $(VENV)/.test
	@tools/need-browser
	$(BIN)/python -m tools.screenshots $(SCREENSHOTS_ARGS)

# ── environments, made from the locks ────────────────────────────────────────
$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed (PYTHON=python3.11 make site)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.site

node_modules/.installed: package-lock.json
	@command -v npm >/dev/null || { echo "make test 需要 Node.js 20 以上（npm）· Node.js 20 or later (npm) is needed"; exit 1; }
	npm ci --silent --no-audit --no-fund
	@touch $@

clean:
	rm -rf site .cache .anliku
