#!/usr/bin/env bash
# Makes a virtual environment: with python3 if the locks were resolved for its version, else with another Python for
# which they were resolved, else with any later Python.
# usage: make-venv.sh FOLDER      (PYTHON=/path/to/python chooses one by hand)
set -eu
venv=${1:?usage: make-venv.sh FOLDER}

usable() { # a launcher may exist but start nothing, and some systems ship Python without ensurepip, so try it
  "$1" -c "import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= $2)" >/dev/null 2>&1
}

for newest in "(3, 13)" "(3, 99)"; do
  for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
    if usable "$python" "$newest"; then
      echo "Making $venv with $("$python" --version) ..."
      exec "$python" -m venv "$venv"
    fi
  done
done
echo "No usable Python 3.11 or later was found (with its venv and ensurepip modules)." >&2
echo "Install one, or name it: make run PYTHON=/path/to/python3" >&2
exit 1
