"""Install tipetl with the lowest versions that ``pyproject.toml`` allows, and see whether it still works.

usage: python -m scripts.lowest FOLDER [PYTEST-ARGUMENT ...]

Makes a new environment in FOLDER (removed first if it is there) from package indexes, with every direct dependency at
its floor, then publishes the bundled reports with it and with the Python that runs this: both must have one content
hash. With pytest arguments, these tests run there as well. Prints the versions, and exits with 1 where a floor fails.
It needs the network and some minutes, so the tests only check what ``floors`` says.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from packaging.requirements import Requirement

PROJECT = Path(__file__).resolve().parents[1]
TESTS = ("pytest", "pytest-xdist", "hypothesis")
"""What runs the tests: at any version, since it is not part of an installation."""


def floors(pyproject: str) -> dict[str, str]:
    """The lowest version of each direct dependency, with all extras, by package. Raises ValueError for one without."""
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


def content_hash(python: Path | str) -> str:
    """Publish the bundled reports with this interpreter, and return the content hash of the version."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [python, "-m", "tipetl", "run", "--warehouse", folder], check=True, stdout=subprocess.DEVNULL, cwd=PROJECT
        )
        manifest = next((Path(folder) / "snapshots").glob("2*/manifest.json"))
        return str(json.loads(manifest.read_text(encoding="utf-8"))["content_hash"])


def main(argv: list[str]) -> int:
    if not argv or argv[0].startswith("-"):
        sys.stderr.write(__doc__ or "")
        return 2
    folder, tests = Path(argv[0]), argv[1:]
    if folder.exists():
        shutil.rmtree(folder)
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    constraints = folder / "lowest.txt"
    wanted = floors((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in wanted.items()), encoding="utf-8")
    install: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    install += ["--constraint", constraints]
    try:
        subprocess.run([*install, "--editable", f"{PROJECT}[all]", *(TESTS if tests else ())], check=True)
        there, here = content_hash(python), content_hash(sys.executable)
        if tests:
            subprocess.run([python, "-m", "pytest", *tests], check=True, cwd=PROJECT)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"Failed with the lowest versions: {' '.join(map(str, error.cmd))}\n")
        return 1
    for name, version in sorted(wanted.items()):
        print(f"{name} {version}")
    print(f"content hash {there}" if there == here else f"content hash {there}, but {here} with the usual versions")
    return 0 if there == here else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
