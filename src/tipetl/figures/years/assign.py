"""Chooses the year of each figure in a sentence from several candidates.

What belongs here: candidate years in order of precedence, each with its reason, and the relations between figures that
the years reveal. What does not belong here: which time in a sentence applies to a figure (``reached``), or the state
that a paragraph carries on (``carried``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.readings import REPEATED, Dating
from tipetl.figures.relations.parts import named_by_value, told_with_value
from tipetl.figures.years.carried import Carried, looks_back, newest_years
from tipetl.figures.years.reached import WORDS, Reach, is_ahead, place_of
from tipetl.figures.years.rows import alone_in_parentheses, answered, before_parentheses, each_to_each, right_before
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import part_kinds
from tipetl.syntax.chunks.kinds import NUMBER
from tipetl.syntax.comparators import replaces_a_figure
from tipetl.syntax.reach import Part, Parts, parts_of
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import OpenReading, Reading
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.time_bounds import Time

REPORT_YEAR = "the reporting period: the year before the report's"
NO_YEAR = "no report year is known, and the text states none"
CARRIED = "carried from earlier in the paragraph"


def assign_years(analysis: Analysis, carried: Carried, report_year: int | None) -> tuple[Analysis, Carried]:
    """Assigns every reading in a sentence its year and period, and lists the candidates in ``dating``, the chosen one
    first. The result includes the state that the paragraph carries to the next sentence."""
    default = None if report_year is None else report_year - 1
    if not analysis.readings:
        return analysis, replace(carried.telling(analysis.times, default), aside=None)
    draft = analysis.opened()
    readings = draft.readings
    sentence = _sentence(draft, carried, default)
    # the year of the last current figure; ``aside``: the last comparator in parentheses
    current: int | None = None
    aside: Reading | None = None
    for reading in sorted(readings, key=lambda x: (x.first, x.metric)):
        if reading.metric == "penalty_prescribed":
            reading.year, reading.period = None, codes.UNSPECIFIED
            continue
        place = place_of(analysis.tokens, reading, sentence.reach.parts)
        figure = _Figure(reading, place, place.within(part_kinds.COMPARATOR), current, aside)
        _settle(reading, _candidates(sentence, figure))
        if reading.relation == codes.CURRENT and reading.year is not None:
            if current is not None and reading.year < current and reading.stated_time:
                reading.relation = codes.COMPARATOR
            else:
                current = reading.year
        if reading.relation == codes.COMPARATOR and (place.kind == part_kinds.PARENTHESES or reading.stated_time):
            aside = reading
    _compare_earlier(analysis.tokens, readings, carried, default)
    after = carried.after(analysis.tokens, readings, default).telling(analysis.times, default)
    in_parentheses = aside is not None and sentence.reach.parts.at(aside.first).kind == part_kinds.PARENTHESES
    return draft.sealed(), replace(after, aside=aside.year if aside is not None and in_parentheses else None)


class _Sentence(NamedTuple):
    """The sources of candidate years for a sentence's figures. ``told``: the times that the sentence mentions.
    ``listed`` and ``answers``: for each reading, by identity, its year in a list of years, and the figure to which it
    corresponds. ``aside``: the year in the previous sentence's parentheses. ``otherwise``: the fallbacks, namely the
    year carried over and the report's year."""

    analysis: Analysis
    told: Sequence[Time]
    reach: Reach
    listed: Mapping[int, Dating]
    answers: Mapping[int, Reading]
    carried: int | None
    aside: int | None
    default: int | None
    otherwise: tuple[Dating, ...]

    def base(self, figure: _Figure) -> int | None:
        """Return the year that a comparator's "year before" precedes."""
        if figure.current is not None:
            return figure.current
        return self.carried if self.carried is not None else self.default


class _Figure(NamedTuple):
    """A figure whose year is to be found. ``place``: the figure's part of the sentence; ``compared``: whether that part
    is in a comparison; ``current``: the year of the current figures before the figure. ``aside``: the last earlier
    comparator in parentheses or with a stated year."""

    reading: Reading
    place: Part
    compared: bool
    current: int | None
    aside: Reading | None


def _sentence(analysis: Analysis, carried: Carried, default: int | None) -> _Sentence:
    tokens, readings = analysis.tokens, analysis.readings
    told = carried.known(tokens, analysis.times)
    # without a time or a comparison, all figures belong to one part
    compared = analysis.comparators or any(x.relation != codes.CURRENT for x in readings)
    parted = analysis.times or compared or carried.aside is not None
    parts = Parts([Part(part_kinds.MAIN, 0)])
    if parted:
        parts = parts_of(tokens, analysis.items, told, analysis.comparators)
    times = [time for time in told if not time.bound and not is_ahead(tokens, time, default)]
    starts = [x.first for x in analysis.items if x.kind == NUMBER]
    reach = Reach(tokens, readings, times, parts, starts, default)
    listed, answers = each_to_each(tokens, readings, times), answered(tokens, readings, parts, times)
    otherwise = _otherwise(carried.year, default)
    return _Sentence(analysis, told, reach, listed, answers, carried.year, carried.aside, default, otherwise)


def _otherwise(carried: int | None, default: int | None) -> tuple[Dating, ...]:
    """Return the fallbacks: the year that the paragraph has stated for its figures, and the year that the report
    covers."""
    report = Dating(default, codes.UNSPECIFIED, REPORT_YEAR if default is not None else NO_YEAR)
    return (report,) if carried is None else (Dating(carried, codes.CALENDAR_YEAR, CARRIED), report)


def _candidates(sentence: _Sentence, figure: _Figure) -> tuple[Dating, ...]:
    """Return the years that a figure might have: the first candidate that applies, then the fallbacks."""
    for propose in CANDIDATES:
        found = propose(sentence, figure)
        if found is not None:
            return (found, *sentence.otherwise)
    period = figure.reading.period
    if period == codes.UNSPECIFIED:
        return sentence.otherwise
    # "has never convicted": several years, up to the report's
    return tuple(x if x.period == codes.CALENDAR_YEAR else x._replace(period=period) for x in sentence.otherwise)


def _settle(reading: OpenReading, candidates: tuple[Dating, ...]) -> None:
    """Assigns a reading the first of its candidate years."""
    chosen = candidates[0]
    reading.dating = candidates
    reading.year, reading.period = chosen.year, chosen.period
    reading.stated_time = chosen.stated
    if chosen.compared:
        reading.relation = codes.COMPARATOR


def _compare_earlier(tokens: Tokens, readings: Sequence[OpenReading], carried: Carried, default: int | None) -> None:
    """Makes a figure with an earlier stated year a comparator if the sentence, or the paragraph before it, contains a
    figure of the same metric for a later year: "It convicted five. In 2011 it had convicted three". If the clause looks
    back, a later year of any metric suffices. The paragraph's figures never make a figure for the report's own year a
    comparator."""
    carried = carried.until(default)
    newest = newest_years((x for x in readings if x.relation == codes.CURRENT), carried.newest)
    for reading in readings:
        if reading.relation != codes.CURRENT or not reading.stated_time or reading.year is None:
            continue
        back = carried.latest is not None and reading.year < carried.latest
        if newest[reading.metric] > reading.year or (back and looks_back(tokens, reading.first, reading.last)):
            reading.relation = codes.COMPARATOR


# -- candidates: each proposes a year, or None if it does not apply -------------------------------------------


def _told_before(_: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year copied from another figure together with its value ("no convictions in either year")."""
    reading = figure.reading
    if reading.year is None:
        return None
    return Dating(reading.year, reading.period, "told of another figure", figure.compared, reading.stated_time)


def _of_what_is_silent(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the time of the thing not reported: "how many they convicted in 2014 was not known", "the number
    arrested in 2014 was not reported"."""
    reading, parts = figure.reading, sentence.reach.parts
    if reading.status != codes.NOT_REPORTED or reading.number >= 0:
        return None
    begin = max((x for x in sentence.analysis.tokens.semicolons if x < reading.first), default=-1)
    bound = [x for x in sentence.told if x.bound and begin < x.first < reading.first]
    place = parts.at(reading.first)
    here = [
        x for x in bound if x.kind == time_kinds.STATED and parts.at(x.first).out_of(part_kinds.PARTICIPLE) is place
    ]
    time = here[-1] if here else _in_what_is_not_told(sentence, reading)
    return None if time is None else _dated(sentence, figure, time)


def _in_what_is_not_told(sentence: _Sentence, reading: Reading) -> Time | None:
    """Return the time inside the words for the thing not reported: "did not report the number of victims it sheltered
    in 2012"."""
    low = sentence.analysis.tokens.low
    if WORDS["figure_not_told"].isdisjoint(low[reading.last + 2 : reading.last + 3]):
        return None
    end = next((at for at in range(reading.last + 1, len(low)) if low[at] in WORDS["ends_what_is_not_told"]), len(low))
    behind = (x for x in sentence.told if reading.last < x.first < end and not x.bound)
    time = next(behind, None)
    return time if time is not None and time.kind in (time_kinds.STATED, time_kinds.PREVIOUS) else None


def _in_place_of_another(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of the figure that replaces this one: "69 victims in 2011, rather than the 61 first
    reported"."""
    analysis, reading = sentence.analysis, figure.reading
    span = analysis.comparator_at(reading.first) if figure.compared else None
    if span is None or not replaces_a_figure(analysis.tokens, span[0]):
        return None
    alike = (x for x in sentence.reach.readings if x.metric == reading.metric and x.last < reading.first)
    told = max(alike, key=lambda x: x.first, default=None)
    if told is None or told.year is None:
        return None
    return Dating(told.year, told.period, "that of the figure that takes its place", compared=True)


def _in_a_list(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the corresponding year in a list of years: "106 and 89 traffickers in 2013 and 2012, respectively"."""
    found = sentence.listed.get(id(figure.reading))
    return found._replace(compared=True) if found is not None and figure.compared else found


def _of_the_same(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the time for which a figure is repeated: "as many as in 2012", "no figure was available for 2012"."""
    reading = figure.reading
    if reading.number != REPEATED:
        return None
    time = next((x for x in sentence.told if x.first > reading.first), None)
    return None if time is None else _dated(sentence, figure, time)


def _as_in_parentheses_before(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of the previous parentheses for later ones: "71 victims (67 in 2016) and 28 (31)". The year
    also applies to parentheses after a dated comparator ("compared with 67 in 2016; NGOs found 28 (31)"), and to
    parentheses in the next sentence."""
    if not alone_in_parentheses(figure.reading, figure.place):
        return None
    if figure.aside is None:
        behind_a_figure = right_before(figure.place, sentence.reach.readings) is not None
        if sentence.aside is None or sentence.analysis.times or not behind_a_figure:
            return None
        return Dating(sentence.aside, figure.reading.period, "that of the parentheses before", compared=True)
    parts, readings = sentence.reach.parts, sentence.reach.readings
    if parts.at(figure.aside.first).kind != part_kinds.PARENTHESES and right_before(figure.place, readings) is None:
        return None  # "compared with 338 in 2001; most came from Bosnia (97)"
    return Dating(figure.aside.year, figure.reading.period, "that of the parentheses before", compared=True)


def _as_answered(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of the figure's counterpart in earlier parentheses: "(138 in 2014 and 118 in 2013) and 18 for
    labor trafficking (13 and 15)"."""
    told = sentence.answers.get(id(figure.reading))
    if told is None or told.year is None:
        return None
    return Dating(told.year, figure.reading.period, "that of the figure it answers to", compared=True)


def _as_before_parentheses(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes, for figures in parentheses, the year of the figure before: "and 175 (80 and 95) in 2020"."""
    reach = sentence.reach
    told = before_parentheses(figure.place, reach.readings, reach.times, reach.parts)
    if told is None or told.year is None or told.relation != codes.COMPARATOR:
        return None
    return Dating(told.year, told.period, "that of the figure before the parentheses", True, told.stated_time)


def _by_a_time(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of the time in the sentence that applies to the figure: "nine in 2014", "nine in the previous
    year"."""
    time = _own_time(sentence, figure)
    if time is None and not figure.compared:
        time = sentence.reach.leading_time(figure.reading)
    if time is None or (figure.compared and _is_the_last_year(sentence, time)):
        return None
    return _dated(sentence, figure, time)


def _is_the_last_year(sentence: _Sentence, time: Time) -> bool:
    """Whether a time in a comparison is the year before, not the report's year: "up from three in the last year"."""
    words = sentence.analysis.tokens.low[time.first : time.last + 1]
    return time.kind == time_kinds.THIS and not WORDS["last_words"].isdisjoint(words)


def _as_those_in_front(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of a whole that opens the statement: "Of the sentences imposed in 2006, 29 were suspended", "Of
    14 convicted in 2013, the latest year on record, five were imprisoned"."""
    reading, low = figure.reading, sentence.analysis.tokens.low
    begin = max((at for at in sentence.analysis.tokens.semicolons if at < reading.first), default=-1) + 1
    counted = begin + 1 in sentence.reach.starts or not WORDS["before_those_told"].isdisjoint(
        low[begin + 1 : begin + 2]
    )
    if figure.compared or low[begin : begin + 1] != [WORD.whole] or not counted:
        return None
    # "Of these, 47 were girls, compared with 43 in 2011, and 26 were boys": the time belongs to the 43
    times = [x for x in sentence.told if begin < x.first < reading.first and "," not in low[begin : x.first]]
    of_those = len(times) == 1 and times[0].kind == time_kinds.STATED and low[times[0].last + 1] == ","
    return _dated(sentence, figure, times[0]) if of_those else None


def _own_time(sentence: _Sentence, figure: _Figure) -> Time | None:
    """Return the time of a figure's participle, or of the figure's part of the sentence."""
    return _of_its_participle(sentence, figure) or sentence.reach.time_of(figure.reading, figure.place)


def _of_its_participle(sentence: _Sentence, figure: _Figure) -> Time | None:
    """Return the time of the participle that determines the metric: "the 43 suspects arrested in 2012 outnumber those
    of 2013"."""
    frame, told_apart = figure.reading.frame, sentence.reach.parts.at(figure.reading.first) is not figure.place
    if figure.place.kind != part_kinds.PARTICIPLE or frame is None or not (frame.definite and told_apart):
        return None
    bound = (x for x in sentence.told if x.bound and x.kind == time_kinds.STATED)
    return next((x for x in bound if sentence.reach.parts.at(x.first) is figure.place), None)


def _dated(sentence: _Sentence, figure: _Figure, time: Time) -> Dating:
    """Return the candidate year that a time yields for the figure to which it applies."""
    compared, default = figure.compared, sentence.default
    if time.kind == time_kinds.STATED:
        return Dating(time.year, codes.CALENDAR_YEAR, "stated in the sentence", compared, True, time)
    if time.kind == time_kinds.SEVERAL:
        year = default if time.year is None else time.year
        return Dating(year, codes.MULTI_YEAR, "the last of several years", compared, time=time)
    if time.kind == time_kinds.PREVIOUS:
        base = _before_that(sentence, figure, time)
        year = None if base is None else base - time.back
        return Dating(year, codes.REPORTING_PERIOD, "the year before that of the figure compared with", True, time=time)
    return Dating(default, codes.REPORTING_PERIOD, REPORT_YEAR, compared, time=time)


def _before_that(sentence: _Sentence, figure: _Figure, time: Time) -> int | None:
    """Return the year that a time such as "the previous year" precedes; for "the year before that", the year of the
    preceding figure."""
    base = sentence.base(figure)
    if sentence.analysis.tokens.low[time.last + 1 : time.last + 2] != [WORD.further]:
        return base
    years = [x.year for x in sentence.reach.readings if x.last < figure.reading.first and x.year is not None]
    return years[-1] if years else base


def _as_its_total(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes, for a part without a time, the year of the total right before: "fewer than in 2008, when police rescued
    231, 150 of them girls"."""
    reading, total = figure.reading, figure.reading.antecedent
    if figure.compared or not reading.part or total is None or total.year is None:
        return None
    if total.relation != codes.COMPARATOR or total.last > reading.first:
        return None
    return Dating(total.year, total.period, "that of the total before it", compared=True)


def _as_its_total_beside_it(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year of the total that a relative clause divides, unless a time after the total dates the part: "90,
    ten of them boys, compared with 80 in 2016, of whom 35 were boys". After "including", a part may belong to either
    total."""
    reading, total = figure.reading, figure.reading.antecedent
    if total is None or WORDS["of_the_total"].isdisjoint(sentence.analysis.tokens.low[total.last : reading.last + 3]):
        return None
    time = _own_time(sentence, figure)
    return None if time is not None and time.first > total.last else _as_its_total(sentence, figure)


def _as_its_whole(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes, for a statement without a time, the year of the whole that it identifies by value: "identified 280 in
    2019 where it had identified 55 in 2018; 244 of the 280 were men"."""
    reading, whole, analysis = figure.reading, figure.reading.antecedent, sentence.analysis
    if figure.compared or not reading.part or whole is None or whole.year is None:
        return None
    if not any(whole is x for x in analysis.readings):
        return _as_told_with_its_value(sentence, reading, whole)
    begin = max((at for at in analysis.tokens.semicolons if at < reading.first), default=-1)
    if begin < 0 or any(time.first > begin for time in sentence.told):
        return None
    if not any(named_by_value(analysis, x) is whole for x in analysis.readings if begin < x.first <= reading.first):
        return None
    return Dating(whole.year, whole.period, "that of its whole")


def _as_told_with_its_value(sentence: _Sentence, reading: Reading, whole: Reading) -> Dating | None:
    """Proposes, for a clause without a time, the year of a whole in an earlier sentence that it identifies by value:
    "identified 53 victims in 2015, fewer than the 80 of 2014. Ten of the 80 were in shelters"."""
    begin = max((at for at in sentence.analysis.tokens.semicolons if at < reading.first), default=-1)
    if any(time.first > begin for time in sentence.told) or told_with_value(sentence.analysis, reading) is not whole:
        return None
    return Dating(whole.year, whole.period, "that of its whole", compared=whole.relation == codes.COMPARATOR)


def _year_before(sentence: _Sentence, figure: _Figure) -> Dating | None:
    """Proposes the year before the current figures' year: "compared with nine"."""
    if not figure.compared:
        return None
    base = sentence.base(figure)
    why = "the year before that of the figure compared with"
    return Dating(None if base is None else base - 1, figure.reading.period, why, compared=True)


#: The candidates in order of precedence; the year carried over and the report's own year come last.
CANDIDATES: tuple[Callable[[_Sentence, _Figure], Dating | None], ...] = (
    _in_a_list,
    _told_before,
    _of_the_same,
    _of_what_is_silent,
    _as_in_parentheses_before,
    _as_answered,
    _as_before_parentheses,
    _as_its_whole,
    _as_its_total_beside_it,
    _in_place_of_another,
    _by_a_time,
    _as_those_in_front,
    _as_its_total,
    _year_before,
)
