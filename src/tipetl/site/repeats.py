"""Find how long a recommendation has been repeated: the same request in earlier reports, in the same or similar words.

Two items are alike if they share most of their words, weighted by how rare each word is among the country's items: a
word in every item has no weight.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tipetl.site.narrative import Since
from tipetl.site.records import Narrated, Recommendation

LEAST_ALIKE = 0.5
LONGEST_GAP = 3
"""The maximum number of years between two reports for an item in the later one to count as repeated rather than new."""
_WORD = re.compile(r"\w+")


def repeated_since(told: Sequence[Narrated]) -> Mapping[str, Mapping[int, Since]]:
    """Return, for each of a country's documents, the first report of each repeated item, by the item's position."""
    weights = _weights(told)
    found: dict[str, dict[int, Since]] = {}
    before: Narrated | None = None
    for one in sorted(told, key=lambda one: one.narrative.report_year or 0):
        found[one.narrative.doc] = _of_report(one, before, found, weights)
        if one.recommendations:
            before = one
    return found


def _of_report(
    one: Narrated, before: Narrated | None, found: Mapping[str, Mapping[int, Since]], weights: Mapping[str, float]
) -> dict[int, Since]:
    if before is None or not _follows(before.narrative.report_year, one.narrative.report_year):
        return {}
    earlier = [(item, _words(item.text)) for item in before.recommendations]
    since: dict[int, Since] = {}
    for item in one.recommendations:
        words = _words(item.text)
        score, like = max(
            ((_alike(words, other, weights), -candidate.position, candidate) for candidate, other in earlier),
            key=lambda scored: scored[:2],
        )[::2]
        if score >= LEAST_ALIKE:
            since[item.position] = found[before.narrative.doc].get(like.position) or _first(before, like)
    return since


def _first(told: Narrated, item: Recommendation) -> Since:
    return Since(told.narrative.report_year or 0, told.narrative.page, item.position)


def _follows(before: int | None, now: int | None) -> bool:
    return before is not None and now is not None and 0 < now - before <= LONGEST_GAP


def _weights(told: Sequence[Narrated]) -> dict[str, float]:
    items = [_words(item.text) for one in told for item in one.recommendations]
    counts = Counter(word for words in items for word in words)
    return {word: math.log((len(items) + 1) / count) for word, count in counts.items()}


def _alike(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    union = sum(weights[word] for word in one | other)
    return sum(weights[word] for word in one & other) / union if union else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.lower()))
