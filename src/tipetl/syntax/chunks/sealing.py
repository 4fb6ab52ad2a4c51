"""Freezes records that are built step by step once they are complete.

What belongs here: freezing a record without copying it. What does not belong here: the records themselves (``items``,
``frame``).
"""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from typing import Any, NoReturn, TypeVar

T = TypeVar("T")


def _refuse(self: object, name: str, _: object = None) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r} of a sealed {type(self).__name__}")


def sealed_kind(record: type[T]) -> type[T]:
    """Return a subclass of a slotted class that does not allow setting any field of an instance."""
    members = {"__slots__": (), "__setattr__": _refuse, "__delattr__": _refuse, "__doc__": record.__doc__}
    return type(record.__name__, (record,), members)


def seal(record: Any, sealed: type) -> None:
    """Freezes a record by changing its class; a frozen record stays unchanged."""
    if record.__class__ is not sealed:
        record.__class__ = sealed
