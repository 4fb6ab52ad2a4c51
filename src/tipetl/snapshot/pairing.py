"""Pair the rows of two versions by content.

Ids, offsets and row numbers never determine whether rows pair, so moved text is not a change. ``causes`` finds out why
something changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any, Literal, TypeAlias

Record: TypeAlias = Mapping[str, Any]
"""A row as a mapping of values by column name. ``narrative`` is its narrative's name in both versions."""
Key: TypeAlias = Callable[[Record], Hashable]
Status = Literal["added", "removed", "changed", "reread", "moved"]

NARRATIVE = "narrative"
ALIKE = 0.6
"""The minimum share of equal characters for two sentences to count as a reworded pair."""
_MOST_COMPARED = 20_000
"""The maximum number of pairs of sentences compared letter by letter per kind. Rows beyond this limit count as
different.
"""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is compared between versions.

    ``keys`` pair rows, the strictest key first. Unpaired rows that agree in ``alike`` are then compared letter by
    letter in the column ``words``. A difference only in ``place`` is not a change; a difference only in ``reading``
    means that the same figure was read differently; a difference in any other column is a change. ``references`` name
    other rows by ``id_column``.
    """

    name: str
    table: str
    label: Callable[[Record], str]
    keys: tuple[Key, ...]
    place: frozenset[str]
    reading: frozenset[str] = frozenset()
    columns: tuple[str, ...] = ()
    id_column: str | None = None
    references: tuple[str, ...] = ()
    words: str | None = None
    alike: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A row in the old and in the new version. Either is None if that version lacks the row. ``columns`` are the
    differing columns that determine ``status``."""

    kind: Kind
    status: Status
    before: Record | None
    after: Record | None
    columns: tuple[str, ...] = ()

    @property
    def narrative(self) -> str:
        return str((self.after or self.before or {})[NARRATIVE])


def masked(text: str | None) -> str:
    """Return a text with whitespace collapsed and each number in digits replaced by ``#``."""
    return _NUMBER.sub("#", " ".join((text or "").split()))


def paired(kind: Kind, before: Sequence[Record], after: Sequence[Record]) -> list[Pair]:
    """Pair the rows that differ between two versions, in the order of ``after``, then of ``before``.

    Rows that are the same in both versions may be omitted from both. Rows equal in all given columns yield no pair.
    """
    left, right = list(before), list(after)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for key in kind.keys:
        _by_key(key, left, right, partner, taken)
    if kind.words is not None:
        _by_words(kind, left, right, partner, taken)
    ids = _ids(kind, left, right, partner)
    found = []
    for new, row in enumerate(right):
        old = partner.get(new)
        pair = _compared(kind, None if old is None else left[old], row, ids)
        if pair is not None:
            found.append(pair)
    found += [Pair(kind, "removed", row, None) for old, row in enumerate(left) if old not in taken]
    return found


def _by_key(
    key: Key, left: Sequence[Record], right: Sequence[Record], partner: dict[int, int], taken: set[int]
) -> None:
    """Pair rows with equal keys in order: the first with the first, the second with the second."""
    waiting: defaultdict[Hashable, list[int]] = defaultdict(list)
    for old in range(len(left) - 1, -1, -1):
        if old not in taken:
            waiting[key(left[old])].append(old)
    for new, row in enumerate(right):
        if new not in partner and (same := waiting.get(key(row))):
            partner[new] = same.pop()
            taken.add(partner[new])


def _by_words(
    kind: Kind, left: Sequence[Record], right: Sequence[Record], partner: dict[int, int], taken: set[int]
) -> None:
    """Pair rows with similar words, the most similar first."""
    assert kind.words is not None
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    for old, row in enumerate(left):
        if old not in taken:
            groups[tuple(row.get(name) for name in kind.alike)].append(old)
    candidates = (
        (new, old)
        for new, row in enumerate(right)
        if new not in partner
        for old in groups.get(tuple(row.get(name) for name in kind.alike), ())
    )
    scored = []
    matcher, matched = SequenceMatcher(None, autojunk=False), None
    for new, old in islice(candidates, _MOST_COMPARED):
        row = right[new]
        if new != matched:
            matcher.set_seq2(str(row.get(kind.words) or ""))  # slow, but reused for all comparisons with this row
            matched = new
        matcher.set_seq1(str(left[old].get(kind.words) or ""))
        ratio = _ratio(matcher)
        if ratio >= ALIKE:
            same = sum(left[old].get(name) == value for name, value in row.items())
            scored.append((-ratio, -same, new, old))
    for *_score, new, old in sorted(scored):
        if new not in partner and old not in taken:
            partner[new] = old
            taken.add(old)


def _ratio(matcher: SequenceMatcher[str]) -> float:
    """Compute the share of equal characters, or 0.0 if a quick upper bound is already below ``ALIKE``."""
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def _ids(
    kind: Kind, left: Sequence[Record], right: Sequence[Record], partner: Mapping[int, int]
) -> dict[tuple[str, Any], Any]:
    """Map the old rows' ids to the new rows' ids, by narrative and id."""
    if kind.id_column is None:
        return {}
    name = kind.id_column
    return {(str(left[old][NARRATIVE]), left[old][name]): right[new][name] for new, old in partner.items()}


def _compared(kind: Kind, before: Record | None, after: Record, ids: Mapping[tuple[str, Any], Any]) -> Pair | None:
    if before is None:
        return Pair(kind, "added", None, after)
    differing = []
    for name, value in after.items():
        old = before.get(name)
        if name in kind.references and old is not None:
            old = ids.get((str(before[NARRATIVE]), old), old)
        if old != value:
            differing.append(name)
    for status, columns in (
        ("changed", [name for name in differing if name not in kind.place | kind.reading]),
        ("reread", [name for name in differing if name in kind.reading]),
        ("moved", differing),
    ):
        if columns:
            return Pair(kind, status, before, after, tuple(columns))  # type: ignore[arg-type]
    return None


def key_of(*names: str, masking: Iterable[str] = ()) -> Key:
    """Make a key from the columns in ``names`` and those in ``masking``, with numbers masked in the latter. Lists
    become tuples.
    """
    hidden = frozenset(masking)

    def key(row: Record) -> Hashable:
        return tuple(
            masked(row.get(name)) if name in hidden else _hashable(row.get(name)) for name in (*names, *hidden)
        )

    return key


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, list) else value
