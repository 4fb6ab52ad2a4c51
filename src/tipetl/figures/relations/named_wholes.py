"""The figure that a part names as its whole: "22 of the 41 cases", "48 of those prosecuted".

What belongs here: finding that figure in the paragraph by its value or by what was done. What does not: parts that only
point back ("of them"), which ``ellipsis`` reads.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from tipetl.figures.relations.antecedents import clause_start, compatible
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax.kinds import NUMBER, VERB

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.syntax.frame import Frame

#: what was done to those that a metric counts, as a participle tells it: "of those convicted"
DONE = {
    concepts.INVESTIGATE: "investigations",
    concepts.ARREST: "arrests",
    concepts.CHARGE: "charges",
    concepts.PROSECUTE: "prosecutions",
    concepts.CONVICT: "convictions",
    concepts.IDENTIFY: "victims_identified",
    concepts.REFER: "victims_referred",
    concepts.ASSIST: "victims_assisted",
}
#: how many figures back a whole is looked for
FARTHEST = 200
#: a whole is at least this, because one and two recur by chance
LEAST_WHOLE = 3


def named_whole(a: Analysis, k: int, frame: Frame) -> Reading | None:
    """The figure told before that the number at item ``k`` names as its whole, if the rest only describes the part."""
    behind = a.tokens.low[a.items[k].last + 1 :][:2]
    if behind[:1] != [WORD.whole] or WORDS["pointing_to_a_whole"].isdisjoint(behind):
        return None
    pointing = a.items[k].last + 2
    after = next((x for x in a.items[k + 1 : k + 5] if x.first > pointing), None)
    if after is None:
        return None
    told = _told(a, a.items[k].first)
    if after.kind == NUMBER and a.numbers[after.number].form == forms.COUNT:
        value = a.numbers[after.number].low or 0
        return next((r for r in told if r.low == value >= LEAST_WHOLE and compatible(r, frame)), None)
    done = DONE.get(after.concept or "") if after.kind == VERB else None
    return next((r for r in told if r.metric == done), None)


def fronted_whole(a: Analysis, k: int, frame: Frame) -> Reading | None:
    """The figure told before that opens the clause of the number at item ``k`` as its whole: "of the 31, 19 were
    suspected of sex trafficking and ten of labor trafficking"."""
    begin = a.items_from(clause_start(a, a.items[k].first))
    opening = a.items[begin : begin + 3]
    if len(opening) < 3 or opening[2].kind != NUMBER or begin + 2 >= k:
        return None
    value = a.numbers[opening[2].number].low or 0
    if a.tokens.low[opening[0].first] != WORD.whole or value < LEAST_WHOLE:
        return None
    told = _told(a, opening[0].first)
    return next((r for r in told if r.low == value and r.status == codes.REPORTED and compatible(r, frame)), None)


def _told(a: Analysis, first: int) -> Iterator[Reading]:
    """The figures told so far in the paragraph, the latest first."""
    here = sorted((r for r in a.readings if r.number >= 0 and r.first < first), key=lambda r: -r.first)
    for r in islice(chain(here, reversed(a.context.paragraph)), FARTHEST):
        if r.metric not in DURATIONS:
            yield r
