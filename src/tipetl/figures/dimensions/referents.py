"""Finds the figures to which a figure refers back: its total, the row with which it is compared, or the people
sentenced to a term (rules 2 and 3).

What belongs here: finding the figures referred to, and the kind that they share. What does not belong here: reading the
figure's own words (``exploitation``).
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.dimensions.named import only
from tipetl.figures.dimensions.wording import WORDS
from tipetl.figures.record.analysis import MOST_LINKS
from tipetl.figures.record.readings import Reading
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import PREPOSITION
from tipetl.syntax.chunks.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tipetl.figures.record.analysis import Analysis

BETWEEN_COUNTERPARTS, POINTING_BACK = WORDS["between_counterparts"], WORDS["pointing_back"]
OPENINGS_OF_A_SHARE = WORDS["openings_of_a_share"]
DASHES = frozenset(("—", "–"))
#: words after a figure that refer to the group of which the figure counts a share
SHARES_OF_THEM = [
    [WORD.whole, WORD.told],
    [WORD.whole, WORD.near],
    [WORD.whole, WORD.far],
]
EVENT_METRICS = PROCEEDINGS | VICTIMS
#: the maximum number of tokens between two figures for the same acts
COUNTERPART_REACH = 10
_first = attrgetter("first")


def latest(readings: Iterable[Reading]) -> Reading | None:
    """Return the figure that comes last in the text."""
    return max(readings, key=_first, default=None)


def first_of(readings: Iterable[Reading]) -> Reading | None:
    """Return the figure that comes first in the text."""
    return min(readings, key=_first, default=None)


def common(readings: Iterable[Reading]) -> str | None:
    """Return the kind of exploitation that all the figures share."""
    return only(reading.exploitation for reading in readings)


def root(reading: Reading) -> Reading | None:
    """Return the whole to which a part, or a part of a part, belongs."""
    whole = reading.antecedent
    for _ in range(MOST_LINKS):
        if whole is None or whole.antecedent is None or not (whole.part or whole.inherited):
            break
        whole = whole.antecedent
    return whole


def torn(analysis: Analysis, reading: Reading) -> bool:
    """Whether the preceding figures in a sentence are of different kinds, so that a figure after them refers to all of
    them ("831 had been in forced labor and 376 in prostitution; 92 were under 18")."""
    return len({x.exploitation for x in _of_same_metric(analysis, reading) if x.exploitation}) > 1


def _of_same_metric(analysis: Analysis, reading: Reading) -> list[Reading]:
    """Return the current figures of the same metric that precede a figure in its sentence."""
    return [
        x
        for x in analysis.readings
        if x.metric == reading.metric and x.first < reading.first and x.relation == codes.CURRENT
    ]


def of_counterpart(analysis: Analysis, reading: Reading) -> str | None:
    """Return the kind of the figure that counts the same acts in another unit: "24 sex traffickers in eight cases",
    "18 labor trafficking investigations involving 27 suspects"."""
    frame = reading.frame
    if frame is None or reading.metric not in PROCEEDINGS or torn(analysis, reading):
        return None
    last = latest(x for x in _of_same_metric(analysis, reading) if not x.part)
    if last is None or last.unit == reading.unit or reading.first - last.last > COUNTERPART_REACH:
        return None
    tied = frame.linked == PREPOSITION and frame.prep in BETWEEN_COUNTERPARTS
    between = analysis.tokens.low[
        max(last.last, last.frame.np_end if last.frame is not None else -1) + 1 : reading.first
    ]
    # "38 sex trafficking cases, involving a total of 54 suspects", "nine cases of forced labor involving 31"
    ends = {*between[:2], *between[-1:]}
    return last.exploitation if tied or not BETWEEN_COUNTERPARTS.isdisjoint(ends) else None


def from_earlier(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> str | None:
    """Return the kind of the figure to which "of them", or a number without a noun, refers back: "brought one of them
    before a judge"."""
    if reading.frame is None or reading.metric not in EVENT_METRICS:
        return None
    partitive = reading.frame.partitive
    earlier = [x for x in analysis.readings if x.first < reading.first and x.metric in EVENT_METRICS and not x.part]
    if partitive:
        # "88 in sex trafficking and 24 in labor trafficking, and referred 91 of them"
        earlier = [x for x in earlier if x.low is None or reading.low is None or x.low >= reading.low] or earlier
    last = latest(earlier)
    if last is None:
        # "nine in sex trafficking and five in forced labor. The police referred 11 of them": of all of them
        several = len({x.exploitation for x in before if x.exploitation}) > 1
        return before[0].exploitation if partitive and before and not several else None
    several = len({x.exploitation for x in earlier if x.exploitation}) > 1
    return None if torn(analysis, reading) or (several and not partitive) else last.exploitation


def told_as_such(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> Reading | None:
    """Return the earlier figure of the kind that "no such" denies: "investigated two officers; in 2011, there had been
    no such investigation"."""
    if reading.status != codes.NONE or analysis.tokens.low[reading.last + 1 : reading.last + 2] != [WORD.same_kind]:
        return None
    here = [x for x in analysis.readings if x.first < reading.first]
    return latest(x for x in here or before if x.metric == reading.metric)


def of_such(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> str | None:
    """Return the kind of the earlier figures to which "such" refers: "tried 46 sex trafficking cases; in 2009, there
    were 36 such cases"."""
    word, family = analysis.tokens.word, PROCEEDINGS if reading.metric in PROCEEDINGS else VICTIMS
    if reading.number < 0 or WORD.same_kind not in (word(reading.first - 1), word(reading.last + 1)):
        return None
    here = latest(x for x in analysis.readings if x.first < reading.first and x.metric in family)
    return here.exploitation if here is not None else common(x for x in before if x.metric in family)


def spoken_of_again(analysis: Analysis, reading: Reading) -> float | None:
    """Return the value of an earlier sentence's figure to which a figure refers back: "all 167 were referred", "of the
    196, 81 were children", "nine of the 155"."""
    low = analysis.tokens.low
    if reading.number < 0 or reading.relation == codes.COMPARATOR:
        return None
    if not POINTING_BACK.isdisjoint(low[reading.first - 1 : reading.first]):
        return reading.low
    number = None
    if low[reading.last + 1 : reading.last + 3] == [WORD.whole, WORD.known]:
        number = next((x for x in analysis.numbers if x.first == reading.last + 3), None)
    elif WORD.whole in analysis.tokens.words and WORD.known in analysis.tokens.words:
        begin, _ = clause_bounds(analysis.tokens, reading.first)
        leads = (x for x in analysis.numbers if begin < x.first < reading.first)
        opening = [x for x in leads if low[x.first - 2 : x.first] == [WORD.whole, WORD.known] and x.first - 2 == begin]
        number = opening[-1] if opening else None
    return None if number is None or number.form != forms.COUNT else number.low


def of_all_persons(analysis: Analysis, reading: Reading, before: Sequence[Reading]) -> list[Reading]:
    """Return the figures for the people sentenced to a term: the figure with the term's own number, or the figures for
    everyone convicted earlier."""
    here = [x for x in analysis.readings if x.metric in PROCEEDINGS and x.first < reading.first]
    own = [x for x in here if reading.frame is not None and x.frame is reading.frame]
    if own:
        return own
    for readings in (here, before):
        whole = [
            x
            for x in readings
            if x.metric in PROCEEDINGS and x.status == codes.REPORTED and x.relation == codes.CURRENT and not x.part
        ]
        for metric in ("convictions", "prosecutions"):
            found = [x for x in whole if x.metric == metric]
            if found:
                # "Of those convicted, 11 were …": such figures only divide an earlier one
                return [] if readings is before and all(x.inherited for x in found) else found
        if whole and readings is here:
            return whole[-1:]
    return []


def opened_by(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the figure right before a part: "seven in sex trafficking, of whom five were girls", "51 victims (46
    women, five girls)"."""
    opening = _opening(analysis, reading.first)
    if opening is None:
        return None
    last = latest(
        x
        for x in analysis.readings
        # nothing refers back into parentheses that are already closed
        if x.metric == reading.metric
        and x.last < opening
        and analysis.comparator_at(x.first) is None
        and analysis.depth(x.first) <= analysis.depth(opening)
    )
    if last is None:
        return None
    if analysis.comparator_at(reading.first) is not None:
        return last if reading.frame is not None and reading.frame.bare() else None
    return last if (last.low or 0) >= (reading.low or 0) else None


def _opening(analysis: Analysis, first: int) -> int | None:
    """Return the token that opens the parentheses, dashes or clause around the parts of a figure."""
    low, words = analysis.tokens.low, analysis.tokens.words
    depth = 0
    for place in range(first - 1, max(-1, first - 1 - REACH), -1) if "(" in words else ():
        depth += (low[place] == ")") - (low[place] == "(")
        if depth < 0:
            return place
    if not OPENINGS_OF_A_SHARE.isdisjoint(low[first - 1 : first]):
        return first - 1
    for place in range(max(1, first - 3), first):
        if low[place] in WORDS["relatives_of_things"] and low[place - 1] in WORDS["of_a_whole"]:
            return place
    if first > 1 and low[first - 1] in (",", "(") and low[first + 1 : first + 3] in SHARES_OF_THEM:
        return first - 1  # "72 cases of forced labor, 33 of them in fishing"
    if words.isdisjoint(DASHES):
        return None
    dashes = [place for place in range(max(0, first - REACH), first) if low[place] in DASHES]
    return dashes[-1] if len(dashes) % 2 and ";" not in low[dashes[-1] : first] else None
