"""The records of things that begin, and of their dates.

What belongs here: what the programs that find them share. What does not: finding them (``beginnings``, ``law_dates``).
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
    """A thing over tokens ``first`` to ``last``, with a date for it, whether it begins then, or is at work, whether it
    is a law, whether it ends then for good, whether its beginning is only inferred from what it did first, and whether
    a law is only passed then, and not in force."""

    thing: Thing
    first: int
    last: int
    date: Date
    begins: bool
    law: bool = False
    ends: bool = False
    concluded: bool = False
    passed: bool = False
