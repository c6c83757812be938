#!/bin/sh
# Pins what pyproject.toml asks for, with hashes and without addresses: requirements/dev.txt first (it is the larger
# set), then app.txt from the same versions. Run it after changing a dependency; `-U` moves to the newest versions.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
lock() {
  UV_CUSTOM_COMPILE_COMMAND=tools/lock_requirements.sh "$uv" pip compile --quiet --universal --python-version 3.11 \
    --generate-hashes --no-config --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}
upgrade=${1:-}
lock $upgrade pyproject.toml --group dev -o requirements/dev.txt
lock $upgrade pyproject.toml -c requirements/dev.txt -o requirements/app.txt
echo hatchling | lock $upgrade - -o requirements/build.txt
echo uv | lock $upgrade - -o requirements/uv.txt
