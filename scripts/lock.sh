#!/usr/bin/env bash
# Makes requirements/*.txt anew: names with their extras, versions and hashes, for every platform, no index addresses.
# A version that is locked stays, unless it no longer fits or is to be upgraded.
# Needs uv (`pip install uv`). Usage: make lock, or scripts/lock.sh --upgrade-package NAME
set -euo pipefail
cd "$(dirname "$0")/.."
upgrade=("$@")
compile() { # output, then what uv is to read
    local output=$1; shift
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
        --no-emit-index-url --no-annotate --custom-compile-command "make lock" --output-file "$output" \
        ${upgrade[@]+"${upgrade[@]}"} "$@"
}
# What the tests run on is what is installed: the site's own lock takes its versions from the tests'.
compile requirements/test.txt pyproject.toml --extra import --extra production --group test --constraint requirements/wagtail-lts.in
compile requirements/production.txt pyproject.toml --extra import --extra production --group build --constraint requirements/test.txt
compile requirements/test-wagtail-next.txt pyproject.toml --extra import --extra production --group test --constraint requirements/wagtail-next.in
compile requirements/bench.txt --group bench --constraint requirements/test.txt
compile requirements/release.txt --group release --constraint requirements/test.txt
compile requirements/fuzz.txt --group fuzz --constraint requirements/test.txt
