#!/usr/bin/env bash
# Builds tipetl with a compiled fact stage (decision 0306) into an environment of its own, beside the usual one and
# using its packages; then reads all gold with both and fails, leaving nothing, unless they read the same.
# usage: make-compiled.sh FOLDER_OF_THE_USUAL_ENVIRONMENT FOLDER_TO_MAKE
set -eu
venv=${1:?usage: make-compiled.sh VENV FOLDER} compiled=${2:?usage: make-compiled.sh VENV FOLDER}
python=$venv/bin/python
log=build/compiled.log wheels=build/compiled/wheel

ask() { "$1" -c "import sysconfig; print(sysconfig.$2)"; }
compiler=${CC:-$(ask "$python" 'get_config_var("CC") or "cc"')}
if ! command -v "${compiler%% *}" >/dev/null; then
  echo "make compiled needs a C compiler, and there is no ${compiler%% *}: install gcc (Debian: apt-get install gcc libc6-dev; macOS: xcode-select --install)." >&2
  exit 1
fi
if ! [ -f "$(ask "$python" 'get_path("include")')/Python.h" ]; then
  echo "make compiled needs Python.h, and it is not there: install Python's headers (Debian: apt-get install python3-dev)." >&2
  exit 1
fi

echo "Compiling a copy of src/ in build/compiled/; this takes some minutes of one core (log: $log) ..."
begun=$SECONDS
rm -rf "$compiled" "$wheels"
mkdir -p build
if ! HATCH_BUILD_HOOK_ENABLE_CUSTOM=true "$python" -m hatchling build -t wheel -d "$wheels" >"$log" 2>&1; then
  grep -E "error" "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
  echo "The fact stage did not compile; the whole story is in $log." >&2
  exit 1
fi
echo "Compiled in $((SECONDS - begun)) s: $(ls "$wheels"/*.whl)"

trap 'rm -rf "$compiled"' ERR
"$python" -m venv --without-pip "$compiled"
"$python" -m pip --python "$compiled/bin/python" install --quiet --no-index --no-deps "$wheels"/*.whl
# every other package is that of the usual environment; its link to src/ is not followed, as it stands in a .pth of its own
ask "$python" 'get_path("purelib")' >"$(ask "$compiled/bin/python" 'get_path("purelib")')/packages-of-the-usual-environment.pth"

echo "Reading all gold with both ..."
"$python" -m scripts.same_output "$python" "$compiled/bin/python"
echo "Done: $compiled/bin/tipetl reads with the compiled fact stage. $venv and src/ are as they were."
