#!/usr/bin/env bash
# Writes requirements.lock and requirements-dev.lock: one resolution for Python 3.11 to 3.13 on every platform, with the
# hash of every file and no address, so that pip alone installs from them and any package index may serve the files.
# Also writes requirements-lowest.lock, for Python 3.11 on Linux: every direct dependency at its floor, and the other
# packages as in the other locks where the floors allow.
# usage: lock.sh PYTHON [uv options, such as --upgrade or --upgrade-package NAME]
set -eu
python=${1:?usage: lock.sh PYTHON [options]}
shift
uv() { "$python" -m uv "$@"; }
"$python" -m uv --version >/dev/null 2>&1 || "$python" -m pip install --quiet uv

compile() {
  uv pip compile pyproject.toml --quiet --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-emit-find-links --no-annotate --no-header "$@"
}
compile --universal --group build --extra all -o requirements.lock "$@"
compile --universal --group dev --extra all --constraints requirements.lock -o requirements-dev.lock "$@"

floors=$(mktemp)
trap 'rm -f "$floors"' EXIT
"$python" -m scripts.lowest --constraints >"$floors"
cp requirements-dev.lock requirements-lowest.lock # where possible, uv keeps the versions that it finds there
compile --python-platform linux --group dev --extra all --constraints "$floors" -o requirements-lowest.lock
