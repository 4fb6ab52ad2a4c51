"""Every direct dependency has one lowest version, which the lock satisfies."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.version import Version

from scripts.lowest import floors

ROOT = Path(__file__).resolve().parents[2]


def test_the_lock_holds_no_version_below_its_floor() -> None:
    lowest = floors((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {name: Version(version) for name, version in re.findall(r"^([\w.-]+)(?:\[\w+\])?==([\w.]+)", lock, re.M)}
    assert {"duckdb", "numpy", "pagefind", "prefect"} <= lowest.keys() <= locked.keys()
    assert [name for name, version in lowest.items() if locked[name] < Version(version)] == []


@pytest.mark.parametrize("written", ["numpy", "numpy<3", "numpy>=2.4', 'numpy>=2.3"])
def test_a_dependency_without_one_floor_is_refused(written: str) -> None:
    project = f"[project]\nname = 'x'\ndependencies = ['{written}']\n[project.optional-dependencies]\n"
    with pytest.raises(ValueError, match="numpy has no floor"):
        floors(project)
