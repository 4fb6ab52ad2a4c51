"""Diagnose an installation or a warehouse in plain words, with advice.

The package repairs nothing: the next run repairs what a killed run left behind, and a person decides what to do about
the rest. It imports nothing heavy, so that it works even if half of the installed packages are broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tipetl.doctor.diagnosis import Diagnosis, Level
from tipetl.doctor.installation import INSTALLATION
from tipetl.doctor.place import PLACE

__all__ = ["Diagnosis", "Level", "examine"]


def examine(warehouse: Path) -> tuple[Diagnosis, ...]:
    """Return all diagnoses in order: first the installation, then the warehouse.

    Most checks return a diagnosis even if nothing is wrong (``ok``). Never raises for a broken installation or
    warehouse: a check that fails is itself a diagnosis.
    """
    found: list[Diagnosis] = []
    for check, look in INSTALLATION.items():
        found.extend(_diagnoses(check, look))
    # The checks of a warehouse need DuckDB and Arrow, which the checks above may have found missing.
    try:
        from tipetl.doctor.versions import VERSIONS
    except ImportError as error:
        reason = f"The warehouse cannot be examined: {error}."
        return (*found, Diagnosis("versions", "problem", reason, "Install what is missing."))
    for check, look_at in {**PLACE, **VERSIONS}.items():
        found.extend(_diagnoses(check, lambda look_at=look_at: look_at(warehouse)))  # type: ignore[misc]
    return tuple(found)


def _diagnoses(check: str, look: Callable[[], Iterator[Diagnosis]]) -> list[Diagnosis]:
    try:
        return list(look())
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
        words = " ".join(str(error).split())
        return [Diagnosis(check, "problem", f"This check failed: {type(error).__name__}: {words}.")]
