"""Counts only the victims if only some of the people counted were victims: "assisted 1,214 migrants, 180 of whom were
trafficking victims" counts 180.

What belongs here: dropping the readings of everyone counted, and assigning their metric to the victims among them. What
does not belong here: the phrases that mark the victims as a part (``data/bystanders.yaml``), or parts of a figure for
victims ("40 victims, nine of whom were children"; ``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS, around, word_symbols
from tipetl.figures.record import reasons
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import PERSON_NOUNS, SCORER, OpenReading, Reading, read_number
from tipetl.language import concepts, forms
from tipetl.metrics import VICTIMS
from tipetl.syntax.chunks.kinds import NUMBER

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.syntax.frames.frame import Frame

NO_VICTIMS = tuple(
    BOOK[name]
    for name in ("in_danger", "left_employers", "other_harm_done", "said_not_to_be_victims", "some_were_victims")
)
PENALIZED = "victims_penalized"
#: the number of words after the people counted to search for a description of them
REACH = 32


@step
def read_some_victims(analysis: Draft) -> None:
    """If only some of the people counted were victims, replaces the readings of the whole with readings of the
    victims."""
    readings = analysis.readings
    for whole in [reading for reading in readings if reading.metric in VICTIMS and reading.number >= 0]:
        frame = whole.frame
        if frame is None or not _counts_people(whole, frame) or whole not in readings:
            continue
        victims, part = _victims_among(analysis, whole, frame)
        if not victims:
            continue
        readings[:] = [x for x in readings if x.number != whole.number or x.metric not in VICTIMS]
        analysis.why_not[whole.number] = reasons.EXCEPTED
        for x in readings:
            if x.antecedent is whole:
                x.link = None
        # a reading of the part is kept, unless the reading comes only from the part's own verb ("… of whom returned")
        if part is None or any(x.number == part and not (x.frame and x.frame.bare()) for x in readings):
            continue
        readings[:] = [x for x in readings if x.number != part]
        frame, number = analysis.frames[part], analysis.numbers[part]
        readings.append(read_number(whole.metric, number, part, whole.unit, whole.rule, whole.score - 1, frame))


@step
def drop_uncalled(analysis: Draft) -> None:
    """Drops the scorer's readings of penalized victims if no words call those people victims ("deported 5,300 workers
    who had left their sponsors"), and all readings that continue a dropped reading."""
    gone: list[OpenReading] = []
    kept = False
    for reading in [x for x in analysis.readings if x.metric == PENALIZED]:
        if _called_victims(analysis, reading):
            kept = kept or not reading.inherited
        elif not kept and (_named_people(analysis, reading) or (reading.inherited and gone)):
            gone.append(reading)
    for reading in gone:
        analysis.why_not[reading.number] = reasons.EXCEPTED
    if gone:
        analysis.readings[:] = [x for x in analysis.readings if x not in gone]


def _called_victims(analysis: Analysis, reading: Reading) -> bool:
    """Whether a reading's own words, or the words after them, call the people counted victims."""
    begin = reading.last + 1
    return BOOK["called_victims"].fits(word_symbols(analysis.tokens.low, begin, begin + REACH), 0)


def _named_people(analysis: Analysis, reading: Reading) -> bool:
    """Whether the scorer's reading counts people by the number's own noun and does not continue an earlier figure."""
    frame = reading.frame
    if frame is None or reading.rule != SCORER + PENALIZED or analysis.numbers[reading.number].form != forms.COUNT:
        return False
    named = _counts_people(reading, frame) and not PERSON_NOUNS.isdisjoint(frame.heads)
    return named and WORDS["others_of_them"].isdisjoint(analysis.tokens.low[reading.last + 1 : frame.np_end + 1])


def _counts_people(reading: Reading, frame: Frame) -> bool:
    """Whether a reading counts people whom the number's own noun does not call victims."""
    return (
        not reading.inherited and reading.low is not None and bool(frame.heads) and concepts.VICTIM not in frame.heads
    )


def _victims_among(analysis: Analysis, whole: Reading, frame: Frame) -> tuple[bool, int | None]:
    """Return whether the words after the people counted say that some of them were not victims, and the index of the
    number that counts the victims, if any."""
    low, begin = analysis.tokens.low, frame.np_end + 1
    in_need = not WORDS["in_other_need"].isdisjoint(low[whole.last + 1 : begin])
    behind = analysis.items[analysis.items_from(whole.last + 1) :]
    item = next((x for x in behind if x.kind == NUMBER and analysis.numbers[x.number].form == forms.COUNT), None)
    if item is None:
        row = word_symbols(low, begin, begin + REACH)
        return in_need or any(pattern.fits(row, 0) for pattern in NO_VICTIMS), None
    row, _ = around(low, analysis.numbers[item.number], begin, begin + REACH)
    if any(pattern.fits(row, 0) for pattern in (*NO_VICTIMS, BOOK["others_recognize_them"])):
        return True, None
    return (True, item.number) if BOOK["part_were_victims"].fits(row, 0) else (in_need, None)
