"""Every direct dependency has a single lowest version, which the lock satisfies."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.version import Version

from scripts.lowest import floors

ROOT = Path(__file__).resolve().parents[2]


def _locked(lock: str) -> dict[str, Version]:
    pins = re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", (ROOT / lock).read_text(encoding="utf-8"), re.M)
    return {name: Version(version) for name, version in pins}


def test_the_lock_holds_no_version_below_its_floor() -> None:
    lowest = floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = _locked("requirements.lock")
    assert {"duckdb", "numpy", "pagefind", "prefect"} <= lowest.keys() <= locked.keys()
    assert [name for name, version in lowest.items() if locked[name] < Version(version)] == []


def test_the_lowest_lock_holds_every_dependency_at_its_floor() -> None:
    lowest = floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locked = _locked("requirements-lowest.lock")
    assert {name: locked.get(name) for name in lowest} == {name: Version(lowest[name]) for name in lowest}


def test_the_script_starts_without_a_library() -> None:
    """The script needs no library, since CI installs the lowest versions before anything else, with the machine's own
    Python.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-m", "scripts.lowest", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "--install FOLDER" in done.stderr


@pytest.mark.parametrize("written", ["numpy", "numpy<3", "numpy>=2.4', 'numpy>=2.3"])
def test_a_dependency_without_one_floor_is_refused(written: str) -> None:
    project = f"[project]\nname = 'x'\ndependencies = ['{written}']\n[project.optional-dependencies]\n"
    with pytest.raises(ValueError, match="numpy has no floor"):
        floors(project)
