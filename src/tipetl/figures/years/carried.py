"""The year that a paragraph carries from sentence to sentence.

What belongs here: what a sentence's dated figures leave for the next sentence. What does not: dating them (``assign``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.language.words import word_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens

LOOKING_BACK = word_lists("tipetl.figures.years", "years.yaml")["looking_back"]


@dataclass(frozen=True, slots=True)
class Carried:
    """``year``: what a paragraph has stated for its figures so far; None until one is stated. ``latest``: the latest
    year that the paragraph's own figures have had so far, stated or not."""

    year: int | None = None
    latest: int | None = None

    def after(self, tokens: Tokens, readings: Sequence[Reading], default: int | None) -> Carried:
        """What is carried behind a sentence whose readings are dated; ``default`` is the year that the report is
        about."""
        own = [x for x in readings if x.relation == "current" and x.year is not None and x.period != "multi_year"]
        years = [x.year for x in own if x.year is not None]
        latest = max([*years, *([] if self.latest is None else [self.latest])], default=None)
        stated = [x.year for x in own if x.year is not None and _dates_the_paragraph(x, default)]
        if stated:
            newest = max(stated)
            return Carried(newest if self._goes_on_from(newest, tokens, readings, default) else self.year, latest)
        # an event of the report's own year leads back to it
        led_back = any(x.year == default and _of_an_event(x) for x in readings)
        return Carried(None if led_back else self.year, latest)

    def _goes_on_from(self, newest: int, tokens: Tokens, readings: Sequence[Reading], default: int | None) -> bool:
        """Whether the newest year that a sentence states becomes that of the paragraph. "There had been 27 in 2012" and
        "Courts convicted 17 in 2003 and 30 in 2002" only compare with an earlier year."""
        if default is not None and newest < default and not LOOKING_BACK.isdisjoint(tokens.words):
            return False
        compared = any(
            x.relation == "comparator" and x.dating and x.dating[0].compared and x.year is not None and x.year < newest
            for x in readings
        )
        return compared or self.latest is None or newest >= self.latest


def _of_an_event(reading: Reading) -> bool:
    """Whether a figure's own words name a month or a day."""
    time = reading.dating[0].time if reading.dating else None
    return time is not None and time.kind == "stated" and time.dated


def _dates_the_paragraph(reading: Reading, default: int | None) -> bool:
    """Whether the year stated for a figure may hold for the sentences behind it: not that of one event, and not one
    after the report's unless it is the end of a period of reporting."""
    if not reading.stated_time or _of_an_event(reading):
        return False
    time = reading.dating[0].time if reading.dating else None
    spanned = time is not None and time.spanned
    return default is None or reading.year is None or reading.year <= default or spanned
