"""Create many records of a frozen dataclass quickly."""

from __future__ import annotations

from dataclasses import MISSING, field, fields, make_dataclass
from typing import Any, TypeVar, cast

T = TypeVar("T")


def opened(record: type[T]) -> type[T]:
    """Return a non-frozen class with the fields of ``record``, a frozen dataclass with slots.

    Creating a frozen record of 27 fields takes ten times as long as creating an ordinary record, because each
    assignment must bypass the class's own ban on setting fields. A stage that creates a great many records can create
    instances of this class and then set their ``__class__`` to ``record``, which has the same layout. From then on the
    instances are frozen records.
    """
    rows: list[Any] = [
        (f.name, f.type) if f.default is MISSING else (f.name, f.type, field(default=f.default))
        for f in fields(cast(Any, record))
    ]
    return cast(type[T], make_dataclass(record.__name__, rows, slots=True, eq=False, repr=False))
