"""Records that are built step by step, and frozen once they are done.

What belongs here: freezing without a copy. What does not: the records (``items``, ``frame``).
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


def _refuse(self: object, name: str, _: object = None) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r} of a sealed {type(self).__name__}")


def sealed_kind(record: type[T]) -> type[T]:
    """The class of sealed records of a class with slots: the same, except that no field can be set."""
    members = {"__slots__": (), "__setattr__": _refuse, "__delattr__": _refuse, "__doc__": record.__doc__}
    return type(record.__name__, (record,), members)


def seal(record: Any, sealed: type) -> None:
    """Freezes a record; one that is already frozen stays as it is."""
    if record.__class__ is not sealed:
        record.__class__ = sealed
