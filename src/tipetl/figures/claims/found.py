"""Finds the words of a sentence that claim something about figures, by matching productions.

What belongs here: matching productions. What does not belong here: the figures to which a match applies (``operands``),
or the words themselves (``data/claims.yaml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.figures.claims.rows import BOOK, FRACTIONS, MEASURE, Row, row_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.productions import Production

#: for each word, the kinds and productions that it can trigger
AT: dict[str, list[tuple[str, Production]]] = {}
for _kind, _productions in BOOK.productions.items():
    for _production in _productions:
        for _word in _production.at:
            AT.setdefault(_word, []).append((_kind, _production))
#: the kind of claim of which one word may make several
CIRCUMSTANCE = "circumstance"
#: key of a production with terms and ages as its numbers
MEASURES = "measures"
#: key of a production that matches only if a word for an act is present
ONLY_OF_ACTS = "only_of_acts"
#: the suffix, in the data, of a role filled by several numbers
SEVERAL = "*"
#: the role of a number of which a claim says something; words before "of" for some of a number; words that may follow
#: this "of"
PART, SHARES = "part", FRACTIONS | BOOK.words["uncounted_parts"]
PARTITIVE, DEFINITE = BOOK.words["of_everyone"], BOOK.words["going_back_words"]


@dataclass(frozen=True, slots=True)
class Found:
    """A match of a production: the ``kind`` of claim, the tokens ``first`` to ``last``, the token of the triggering
    word (``at``), and the roles and indexes of the numbers in the match."""

    kind: str
    production: Production
    at: int
    first: int
    last: int
    numbers: tuple[tuple[str, int], ...]

    def of(self, role: str) -> list[int]:
        """Return the numbers of a role, in text order."""
        return [number for told, number in self.numbers if told == role]


def find(analysis: Analysis) -> list[Found]:
    """Return the claims of a sentence in order. If claims of one kind overlap, keeps the longest with a number."""
    words = analysis.tokens.words
    if AT.keys().isdisjoint(words) and not any(number.form == "percent" for number in analysis.numbers):
        return []
    row = row_of(analysis.tokens.low, analysis.numbers)
    matched = sorted(_matches(row), key=_rank)
    kept: list[Found] = []
    for found in matched:
        if not any(_clash(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: (found.first, found.kind))


def _rank(found: Found) -> tuple[bool, bool, int, int]:
    """Return a sort key for overlapping claims, by precedence; claims that may turn out to be about nothing come
    last."""
    return ONLY_OF_ACTS in found.production.gives, not found.numbers, found.first - found.last, found.first


def _matches(row: Row) -> Iterator[Found]:
    for place, word in enumerate(row.words):
        for kind, production in AT.get(word, ()):
            span = production.match(row.symbols, place)
            if span is None:
                continue
            places = range(span[0], span[1] + 1)
            measured = production.gives.get("numbers_are") == MEASURES
            held = [row.numbers[k] for k in places if row.numbers[k] >= 0 and (row.symbols[k] is MEASURE) == measured]
            roles = _roles(production.gives["numbers"], len(held))
            if roles is not None and not (roles[:1] == [PART] and _is_shared(row, span[0])):
                first, last = row.spans[span[0]][0], row.spans[span[1]][1]
                yield Found(kind, production, row.spans[place][0], first, last, tuple(zip(roles, held, strict=True)))


def _is_shared(row: Row, place: int) -> bool:
    """Whether a match that begins at ``place`` is about a share of its number: "most of the [28 went to prison]"."""
    before = place - 1 - (place > 0 and row.words[place - 1] in DEFINITE)
    return before > 0 and row.words[before] in PARTITIVE and row.words[before - 1] in SHARES


def _roles(told: list[str], count: int) -> list[str] | None:
    """Return the role of each of ``count`` numbers, or None if the production names more or fewer roles."""
    several = count - len(told) + 1
    if not any(role.endswith(SEVERAL) for role in told):
        return list(told) if several == 1 else None
    roles = ([role.removesuffix(SEVERAL)] * (several if role.endswith(SEVERAL) else 1) for role in told)
    return [role for same in roles for role in same] if several >= 0 else None


def _clash(found: Found, other: Found) -> bool:
    same = found.kind == other.kind
    if same and found.kind == CIRCUMSTANCE:  # "smuggling" may both reduce a term and name another crime
        same = found.production.gives["says"] == other.production.gives["says"]
    return same and found.first <= other.last and other.first <= found.last
