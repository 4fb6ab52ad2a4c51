"""The locks install with plain pip from any index, and contain what the project requires."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

LOCKS = ("requirements.lock", "requirements-dev.lock")
ALL = (*LOCKS, "requirements-lowest.lock")


def _pins(path: Path) -> dict[str, list[tuple[Version, str | None, str]]]:
    """Map each name in a lock to (version, marker, whole entry); a name may occur twice with different markers."""
    entries: dict[str, list[tuple[Version, str | None, str]]] = {}
    for entry in re.split(r"\n(?=\S)", path.read_text(encoding="utf-8")):
        requirement = Requirement(entry.split("\\\n")[0])
        [specifier] = requirement.specifier
        marker = str(requirement.marker) if requirement.marker else None
        entries.setdefault(canonicalize_name(requirement.name), []).append((Version(specifier.version), marker, entry))
    return entries


@pytest.mark.parametrize("lock", ALL)
def test_lock_holds_no_address_and_a_hash_for_every_pin(project: Path, lock: str) -> None:
    assert "://" not in (project / lock).read_text(encoding="utf-8")
    pins = _pins(project / lock)
    assert pins
    for name, found in pins.items():
        for _version, _marker, entry in found:
            assert "--hash=sha256:" in entry, name


@pytest.mark.parametrize("lock", ALL)
def test_lock_satisfies_what_the_project_asks_for(project: Path, lock: str) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    extras = settings["project"]["optional-dependencies"]
    parts = [entry for extra, entries in extras.items() if extra != "all" for entry in entries]
    assert Requirement(extras["all"][0]).extras == extras.keys() - {"all"}
    wanted = settings["project"]["dependencies"] + parts + groups["build"]
    if lock != "requirements.lock":
        wanted = wanted + [entry for entry in groups["dev"] if isinstance(entry, str)] + groups["recipes"]
    pins = _pins(project / lock)
    for requirement in map(Requirement, wanted):
        versions = [version for version, _marker, _entry in pins.get(canonicalize_name(requirement.name), [])]
        assert versions, f"{requirement.name} is not in {lock}: run 'make lock'"
        assert all(version in requirement.specifier for version in versions), requirement


def test_both_locks_pin_the_same_versions(project: Path) -> None:
    runtime, development = (_pins(project / lock) for lock in LOCKS)
    for name, found in runtime.items():
        # a development tool may require a package on platforms where the program does not
        everywhere = [(version, None) for version, *_ in found]
        assert [pin[:2] for pin in development[name]] in ([pin[:2] for pin in found], everywhere), name
