"""Drops figures for crimes other than trafficking in a sentence that also mentions trafficking: "theft led to 900
arrests; trafficking led to 12", "tried 60 cases, two of them for trafficking".

What belongs here: dropping figures for other crimes once other readings have used them. What does not belong here:
sentences that mention no trafficking at all (``no_counts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS, word_symbols
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import METRIC, STAGE

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import Reading

ALL_CRIMES = WORDS["other_crimes"]
CRIMES = ALL_CRIMES - WORDS["crimes_of_traffickers"]
TIES, PARTS = WORDS["tied_to_trafficking"], WORDS["parts_words"]
ALSO_TRAFFICKED, OPENS_A_PART = WORDS["what_else_is_trafficked"], WORDS["opens_a_part"]
OF_LAW = frozenset(code for code, metric in METRIC.items() if metric.family in ("proceedings", "sentences"))
#: metrics of benefits that are also given to people other than victims
GIVEN_TO_MANY = frozenset(("victims_residence",))
OF_ANOTHER_CRIME, OPENED_BY_A_CRIME = BOOK["of_another_crime"], BOOK["opened_by_a_crime"]
A_PART_OF_TRAFFICKING = BOOK["a_part_of_trafficking"]


@step
def drop_other_crimes(analysis: Draft) -> None:
    """Drops the readings of figures for another crime, in a sentence that also mentions trafficking."""
    low = analysis.tokens.low
    if TIES.isdisjoint(low):
        return
    may_be = OF_LAW | GIVEN_TO_MANY
    gone = [x for x in analysis.readings if x.metric in may_be and x.number >= 0 and _is_of_another(analysis, x)]
    for reading in gone:
        analysis.why_not[reading.number] = reasons.EXCEPTED
    if gone:
        analysis.readings[:] = [x for x in analysis.readings if x not in gone]


def _is_of_another(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure's own words do not mention trafficking, but mention another crime or are followed by a part that
    alone is trafficking."""
    low, frame = analysis.tokens.low, reading.frame
    if frame is not None and concepts.VICTIM in frame.heads:
        return False
    first, last = _own_words(analysis, reading)
    own = [low[at] for at in range(first, last)]
    tied = [word for at, word in enumerate(own) if not (at and own[at - 1] in ALSO_TRAFFICKED)]
    if not TIES.isdisjoint(tied):
        return False
    if ALL_CRIMES.isdisjoint(own) and WORD.whole not in low[last:] and WORDS["apart"].isdisjoint(low):
        return False
    row = word_symbols(low, 0, len(low))
    end = max(reading.last, frame.np_end if frame is not None else -1) + 1
    if A_PART_OF_TRAFFICKING.fits(row, max(last, end)) and WORDS["ties_of_no_kind"].issuperset(TIES.intersection(low)):
        return reading.metric in STAGE or reading.metric not in OF_LAW
    # for a penalty, only the crime that it punishes is stated
    crimes = ALL_CRIMES if reading.metric == "penalty_prescribed" else CRIMES
    if reading.metric not in OF_LAW or crimes.isdisjoint(own) or not OPENS_A_PART.isdisjoint(own):
        return False
    within = row[:last]
    named = not crimes.isdisjoint(low[reading.last + 1 : end])
    return named or OPENED_BY_A_CRIME.fits(within, first) or OF_ANOTHER_CRIME.fits(within, end)


def _own_words(analysis: Analysis, reading: Reading) -> tuple[int, int]:
    """Return the tokens around a figure, as a start and an excluded end, that no comma, bracket, word of contrast, or
    "and" with another figure separates from the figure."""
    low, first = analysis.tokens.low, reading.first
    begin = next((at + 1 for at in range(first - 1, -1, -1) if low[at] in PARTS), 0)
    if first > begin and low[first - 1] == WORD.also:
        begin = first
    end = next((at for at in range(reading.last + 1, len(low)) if low[at] in PARTS), len(low))
    others = (one.begins for one in analysis.numbers if reading.last < one.begins < end)
    return begin, next((at for at in others if low[at - 1] == WORD.also), end)
