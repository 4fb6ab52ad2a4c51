"""Holds the records of things that begin, and of their dates.

What belongs here: records shared by the modules that find such things. What does not: finding them (``beginnings``,
``law_dates``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tipetl.figures.claims.dates import Date


class Thing(NamedTuple):
    """Something that begins: the stem of its noun, and the stems of the words before it."""

    noun: str
    words: frozenset[str]


class Dated(NamedTuple):
    """A thing over tokens ``first`` to ``last``, and its date; whether the thing then begins or is in operation, is a
    law, ends for good, has a beginning inferred only from what it did first, or is a law passed but not yet in
    force."""

    thing: Thing
    first: int
    last: int
    date: Date
    begins: bool
    law: bool = False
    ends: bool = False
    concluded: bool = False
    passed: bool = False
