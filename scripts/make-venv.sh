#!/usr/bin/env bash
# Makes a virtual environment with the first usable Python that the locks were resolved for; falls back to a later one.
# usage: make-venv.sh FOLDER      (PYTHON=/path/to/python chooses one by hand)
set -eu
venv=${1:?usage: make-venv.sh FOLDER}

usable() { # a launcher may exist and start nothing, and some systems ship Python without ensurepip: so try it
  "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

for python in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
  if usable "$python"; then
    echo "Making $venv with $("$python" --version) ..."
    exec "$python" -m venv "$venv"
  fi
done
echo "No usable Python 3.11 or later was found (with its venv and ensurepip modules)." >&2
echo "Install one, or name it: make run PYTHON=/path/to/python3" >&2
exit 1
