"""What is wrong with an installation or a warehouse, in plain words, with what to do about it.

What belongs here: looking, and telling. Nothing is repaired: a run puts right what a killed one left behind, and the
rest is for a person to decide. Imports nothing heavy, so that it answers where half of the packages are broken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tipetl.doctor.diagnosis import Diagnosis, Level
from tipetl.doctor.installation import INSTALLATION
from tipetl.doctor.place import PLACE

__all__ = ["Diagnosis", "Level", "examine"]


def examine(warehouse: Path) -> tuple[Diagnosis, ...]:
    """Everything that was looked at, in order: first the installation, then the warehouse.

    Each check tells at least one diagnosis, ``ok`` where nothing is wrong. Raises nothing that a broken installation or
    warehouse could cause: a check that fails itself is a diagnosis too.
    """
    found: list[Diagnosis] = []
    for check, look in INSTALLATION.items():
        found.extend(_told(check, look))
    # These need the database and Arrow, which the checks above may have found missing.
    try:
        from tipetl.doctor.versions import VERSIONS
    except ImportError as error:
        reason = f"The warehouse cannot be looked into: {error}."
        return (*found, Diagnosis("versions", "problem", reason, "Install what is missing."))
    for check, look_at in {**PLACE, **VERSIONS}.items():
        found.extend(_told(check, lambda look_at=look_at: look_at(warehouse)))  # type: ignore[misc]
    return tuple(found)


def _told(check: str, look: Callable[[], Iterator[Diagnosis]]) -> list[Diagnosis]:
    try:
        return list(look())
    except Exception as error:  # noqa: BLE001 - whatever is broken, the other checks go on
        words = " ".join(str(error).split())
        return [Diagnosis(check, "problem", f"This could not be looked at: {type(error).__name__}: {words}.")]
