"""Try tipetl with the lowest versions of its dependencies that ``pyproject.toml`` allows.

usage: python -m scripts.lowest FOLDER [PYTEST-ARGUMENT ...]
       python -m scripts.lowest --install FOLDER
       python -m scripts.lowest --constraints

The first form publishes the bundled reports with the environment in FOLDER and with the Python that runs this script:
both versions must have the same content hash. If pytest arguments are given, those tests run in FOLDER as well. The
script prints the versions and exits with 1 if a floor fails. It installs what is missing in FOLDER:
``requirements-lowest.lock``, by pip, from a package index.

``--install`` only installs, and needs only Python. ``--constraints`` prints every direct dependency at its floor;
``scripts/lock.sh`` makes that lock from this list.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LOCK = PROJECT / "requirements-lowest.lock"
_VERSIONS = "import sys; from importlib.metadata import version; [print(name, version(name)) for name in sys.argv[1:]]"


def floors(pyproject: str) -> dict[str, str]:
    """Return the lowest version of each direct dependency, including those of all extras, by package. Raises ValueError
    for a dependency without a lower bound.
    """
    import tomllib  # imported here, so that --install needs no library and no particular Python

    from packaging.requirements import Requirement

    project = tomllib.loads(pyproject)["project"]
    listed = [*project["dependencies"], *(one for more in project["optional-dependencies"].values() for one in more)]
    found: dict[str, str] = {}
    for requirement in map(Requirement, listed):
        if requirement.name == project["name"]:
            continue
        lowest = [one.version for one in requirement.specifier if one.operator in (">=", "==")]
        if len(lowest) != 1 or found.setdefault(requirement.name, lowest[0]) != lowest[0]:
            raise ValueError(f"{requirement.name} has no floor, or several")
    return found


def install(folder: Path) -> None:
    """Make an environment with the lock's packages and this checkout, unless it already exists."""
    done = folder / "installed.lock"
    if done.is_file() and done.read_bytes() == LOCK.read_bytes():
        return
    if folder.exists():
        shutil.rmtree(folder)
    # The lock is for Python 3.11: several floors have no files for later versions of Python.
    chosen = os.environ | {"PYTHON": "python3.11 python3"}
    subprocess.run(["bash", PROJECT / "scripts" / "make-venv.sh", folder], check=True, env=chosen)
    pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "--no-compile", "--require-hashes", "--requirement", LOCK], check=True)
    subprocess.run([*pip, "--no-build-isolation", "--editable", PROJECT], check=True)
    done.write_bytes(LOCK.read_bytes())


def content_hash(python: Path | str) -> str:
    """Publish the bundled reports with this interpreter and return the content hash of the version."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [python, "-m", "tipetl", "run", "--warehouse", folder], check=True, stdout=subprocess.DEVNULL, cwd=PROJECT
        )
        manifest = next((Path(folder) / "snapshots").glob("2*/manifest.json"))
        return str(json.loads(manifest.read_text(encoding="utf-8"))["content_hash"])


def main(argv: list[str]) -> int:
    wanted, installing = argv == ["--constraints"], len(argv) == 2 and argv[0] == "--install"
    if not argv or (argv[0].startswith("-") and not wanted and not installing):
        sys.stderr.write(__doc__ or "")
        return 2
    if wanted:
        lowest = floors((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
        print("\n".join(f"{name}=={version}" for name, version in lowest.items()))
        return 0
    try:
        if installing:
            install(Path(argv[1]).absolute())
            return 0
        return _try(Path(argv[0]).absolute(), argv[1:])
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"Failed with the lowest versions: {' '.join(map(str, error.cmd))}\n")
        return 1


def _try(folder: Path, tests: list[str]) -> int:
    install(folder)
    python = folder / "bin" / "python"
    names = sorted(floors((PROJECT / "pyproject.toml").read_text(encoding="utf-8")))
    subprocess.run([python, "-c", _VERSIONS, *names], check=True)
    there, here = content_hash(python), content_hash(sys.executable)
    print(f"content hash {there}" if there == here else f"content hash {there}, but {here} with the usual versions")
    sys.stdout.flush()
    if tests:
        subprocess.run([python, "-m", "pytest", *tests], check=True, cwd=PROJECT)
    return 0 if there == here else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
