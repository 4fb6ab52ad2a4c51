"""Defines the records for things that begin or happen, and for their dates.

What belongs here: records shared by the modules that find dated things. What does not belong here: finding the things
dated (``beginnings``, ``law_dates``).
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
    """A thing over tokens ``first`` to ``last``, and its date. The flags say whether the thing begins or is in
    operation at that date (``begins``), is a ``law``, and ``ends`` for good. Further flags say whether its beginning is
    inferred only from its first act (``concluded``), and whether it is a law passed but not yet in force
    (``passed``)."""

    thing: Thing
    first: int
    last: int
    date: Date
    begins: bool
    law: bool = False
    ends: bool = False
    concluded: bool = False
    passed: bool = False


class Ordered(NamedTuple):
    """Something that happened at a ``date`` according to tokens ``first`` to ``last``, and the date of an ``other``
    event that came before (``later``) or after it, according to the words. ``told_in`` is the position of the other
    event's sentence."""

    first: int
    last: int
    date: Date
    other: Date
    told_in: int
    later: bool
