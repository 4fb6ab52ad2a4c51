"""Runs the encoder on numbers that neither the rules nor the scorer has read, and adds the readings of which the
encoder is sure.

What belongs here: choosing the numbers to run the encoder on, and building readings of the proposed metrics. What does
not belong here: the encoder itself (``encoder``), the encoder's input (``pieces``), or how promising a number is
(``doubts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.choice.choose import is_of_others, make_reading, of_part, scored_numbers
from tipetl.figures.choice.doubts import load_doubts
from tipetl.figures.choice.encoder import load_encoder
from tipetl.figures.choice.pieces import MOST as SEEN
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import metrics_of
from tipetl.figures.record.context import Preceding
from tipetl.figures.record.readings import ENCODER
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import PROCEEDINGS, SCORED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.choice.doubts import Doubts
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import Reading

#: The minimum probability for adding a metric.
SURE = 0.6
#: The minimum log odds of being a figure for running the encoder on an unread number; the encoder takes longer than all
#: other steps for a sentence combined.
WORTH_ASKING = -1.0


def propose(analysis: Analysis) -> Analysis:
    """Adds a reading of each unread number for which the encoder is sure of a metric."""
    asked = _asked(analysis)
    encoder = load_encoder() if asked else None
    if encoder is None:
        return analysis
    sentence = Preceding(analysis.tokens, analysis.numbers, metrics_of(analysis.readings))
    seen = encoder.vocabulary.see(analysis.context.section, sentence, analysis.context.preceding)
    asked = [place for place in asked if analysis.items[place].number in seen.places]
    if not asked:
        return analysis
    chances = encoder.chances(seen.pieces, [seen.places[analysis.items[place].number] for place in asked])
    sure = [
        (place, metric, chance)
        for place, row in zip(asked, chances, strict=True)
        for metric, chance in [max(zip(encoder.metrics, row, strict=True), key=_chance)]
        if chance >= SURE and metric in SCORED
    ]
    if not sure:
        return analysis
    draft = analysis.opened()
    for place, metric, chance in sure:
        _add(draft, place, metric, chance)
    return draft.sealed()


def _chance(row: tuple[str, float]) -> float:
    return row[1]


def _asked(analysis: Analysis) -> list[int]:
    """Return the indices of the number items to run the encoder on."""
    read = {reading.number for reading in analysis.readings}
    doubts = None if analysis.odds.keys() <= read else load_doubts()
    # the encoder would see only the beginning of a longer sentence
    if doubts is None or len(analysis.tokens.text) > SEEN:
        return []
    unread = [place for place in scored_numbers(analysis) if analysis.items[place].number not in read]
    return [place for place in unread if _may_be_asked(analysis, place, doubts)]


def _may_be_asked(analysis: Analysis, place: int, doubts: Doubts) -> bool:
    index = analysis.items[place].number
    if index not in analysis.odds or analysis.why_not.get(index) == reasons.OTHER_GOVERNMENT:
        return False
    return doubts.odds(analysis, index) >= WORTH_ASKING and not _picks_out(analysis, index)


def _picks_out(analysis: Analysis, index: int) -> bool:
    """Whether a number only refers to something already counted: a "one" without a noun ("two centers, one in Accra"),
    or the whole of which a figure is a part ("three of [the four] traffickers")."""
    number, low = analysis.numbers[index], analysis.tokens.low
    if low[number.first] == WORD.single and analysis.frames[index].bare():
        return True
    some = any(reading.last == number.first - 3 for reading in analysis.readings)
    return some and low[number.first - 2 : number.first] == [WORD.whole, WORD.known]


def _add(analysis: Draft, place: int, metric: str, chance: float) -> None:
    """Adds the reading of one number, unless someone other than the state performed the act that it counts."""
    index = analysis.items[place].number
    last = _last(analysis.readings, index)
    frame = analysis.frames[index]
    # "the conviction of a man who had exploited [three boys]": the boys were not convicted
    exploited = place > 0 and analysis.items[place - 1].concept == concepts.EXPLOIT
    if is_of_others(analysis, place, metric) or (metric in PROCEEDINGS and exploited):
        return
    if metric in PROCEEDINGS and of_part(analysis, place, frame, last):
        return
    made = make_reading(analysis, place, metric, last, ENCODER + metric)
    made.chance = chance
    analysis.readings.append(made)


def _last(readings: Sequence[Reading], index: int) -> Reading | None:
    """Return the reading of the last number read before a number in its sentence, or the most likely one if there are
    several."""
    before = [reading for reading in readings if 0 <= reading.number < index]
    return max(before, key=lambda reading: (reading.number, reading.chance), default=None)
