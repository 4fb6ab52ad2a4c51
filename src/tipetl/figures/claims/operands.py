"""Finds the figures to which a claim applies: the figures in its words, and the figures to which these are linked.

What belongs here: one function for each kind of claim. No function looks at values: a claim that cannot be true is
still a claim, to which a check objects. What does not belong here: where claims occur (``found``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.acts import ACTS, AGAINST, CHANGED, MEASURED, about, is_of_a_kind
from tipetl.figures.claims.found import ONLY_OF_ACTS
from tipetl.figures.claims.references import numbers_of
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.record.readings import COMPARED_WITH, PART_OF, Reading
from tipetl.language.demonyms import country_at
from tipetl.language.forms import MONEY
from tipetl.language.number_ranges import is_year
from tipetl.language.numbers import LEAST_SUM
from tipetl.model.codes import CURRENT, REPORTED

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from tipetl.figures.claims.found import Found
    from tipetl.figures.record.analysis import Analysis

#: the maximum number of tokens between a claim's words and its year
YEAR_REACH = 5
#: the number of tokens from the last token of a number to a claim that only a comma separates from it
AFTER_COMMA = 2
#: the role of the number that a claim states, and the roles of its operands
VALUE = "value"
#: forms of numbers that a claim may measure
COUNTED = ("count", "money")
#: kinds of claims that need no figure, and kinds that repeat a figure
TRENDS, AGAIN = ("direction", "difference", "multiple", "growth"), ("told_again", "cases_again", "share", "some_of")
SHARE, DIRECTION = "share", "direction"
NAMING = ("record", "cumulative", "first", "one_done")
#: words before a place, and articles that may follow these words ("in [May] 2012", "in [the country]'s history")
PLACING, ARTICLES = BOOK.words["placing"], BOOK.words["articles"]
NO_PLACES = BOOK.words["no_places"]
#: words before a figure showing that it is the total of its kind
DEFINITE = BOOK.words["articles_of_all"]
#: words that limit a statement to some places, or to part of the year
OF_SOME_PLACES, PARTS_OF_A_YEAR = BOOK.words["of_some_places"], BOOK.words["parts_of_a_year"]
#: kinds of claims that state the size of a change, and the punctuation that they follow
STATING, BEFORE_A_CLAIM = ("difference", "growth", "multiple"), BOOK.words["before_a_claim"]
PART, WHOLE, FIGURE = "part", "whole", "figure"


class Used(NamedTuple):
    """A number with its role in a claim, and its reading, if any."""

    role: str
    number: int
    reading: Reading | None = None


class Scene(NamedTuple):
    """A sentence with a match, and which of its readings became facts."""

    analysis: Analysis
    found: Found
    counted: Container[str | None]

    def readings(self) -> Iterator[Reading]:
        """Yield the readings of the sentence that became facts."""
        for reading in self.analysis.readings:
            if reading.fact_id in self.counted:
                yield reading

    def reading_of(self, number: int, metric: str | None = None) -> Reading | None:
        """Return the first reading of a number that became a fact, of ``metric`` if given."""
        return fact_of(self.analysis, number, self.counted, metric)


def fact_of(
    analysis: Analysis, number: int, counted: Container[str | None], metric: str | None = None
) -> Reading | None:
    """Return the first reading of a number, of ``metric`` if given, that has a fact id in ``counted``."""
    own = (r for r in analysis.readings if r.number == number and r.fact_id in counted)
    return next((reading for reading in own if metric in (None, reading.metric)), None)


def operands_of(scene: Scene) -> list[Used] | None:
    """Return the operands of a claim, or None if they are uncertain."""
    return _OF_KIND[scene.found.kind](scene)


def _compared(scene: Scene) -> list[Used] | None:
    """Return the figures that a claim compares. Returns all candidates if the claim's words leave open which figure is
    measured."""
    used = _linked(scene)
    if used is None or not any(one.role == MEASURED for one in used):
        return _any_measured(scene) or used
    return used


def _any_measured(scene: Scene) -> list[Used]:
    """Return the figure in a claim's words, and all earlier numbers that may be compared with it: "31 victims (18 of
    labor, 13 of sex trafficking), [nine more than the 24] of 2016". Returns an empty list unless the claim follows
    punctuation."""
    analysis, found, against = scene.analysis, scene.found, scene.found.of(AGAINST)[:1]
    stated = found.kind in STATING and bool(against) and bool(found.of(VALUE) or VALUE in found.production.gives)
    if not stated or found.first == 0 or analysis.tokens.low[found.first - 1] not in BEFORE_A_CLAIM:
        return []
    told = _with_converted(scene, against)
    numbers = analysis.numbers
    alike = [k for k, number in enumerate(numbers) if number.last < found.first and number.form in COUNTED]
    alike = [k for k in alike if numbers[k].unit == numbers[against[0]].unit and numbers[k].low is not None]
    figures = [Used(FIGURE, k, scene.reading_of(k)) for k in alike]
    return [*figures, *(Used(AGAINST, k, scene.reading_of(k)) for k in told)] if figures else []


def _linked(scene: Scene) -> list[Used] | None:
    """Return a comparator and the figure with which it is compared, or nothing if the words only name an act that
    became more or less frequent."""
    act = about(scene.analysis, scene.found)
    named = act_of(scene.analysis, scene.found) and not scene.found.of(VALUE)
    if named or ONLY_OF_ACTS in scene.found.production.gives:
        return [] if act and act.of_all else None
    if act and all(reading.metric != act.metric for reading in scene.readings()):
        return [] if act.of_all else None
    told = _with_converted(scene, scene.found.of(AGAINST))
    compared = [
        (reading, link.other)
        for reading in scene.readings()
        for link in reading.links
        if link.kind == COMPARED_WITH and link.other.fact_id in scene.counted
    ]
    pairs = [pair for pair in compared if not told or pair[0].number in told]
    if not pairs and not told:  # "This was a decrease of nine": a decrease in the previous sentence's figure
        return _measured(scene) if any(scene.readings()) else []
    if told and not pairs:  # "more cases than the 302 it opened in 2015": another sentence gives the figure compared
        roles = [*((MEASURED, k) for k in scene.found.of(MEASURED)[:1]), *((AGAINST, k) for k in told[:1])]
        return [Used(role, number, scene.reading_of(number)) for role, number in roles]
    pairs = pairs if told else _of_one_year(scene, pairs)
    if not pairs or (not told and len({against.number for against, _ in pairs}) > 1):
        return None
    against, measured = pairs[0]
    for number in scene.found.of(MEASURED):  # "tripled, from 36 in 2004 to [79]"
        measured = scene.reading_of(number, against.metric) or measured
    # "69 compared with 83; … the number of defendants rose, from 95 to 112": one of the two was misread
    twice = sum(other is measured and reading.year == against.year for reading, other in compared) > 1
    if twice or not _stands_beside(scene, against, measured) or _is_of_a_number_beside(scene, against, measured):
        return None
    one, other = _in_own_currency(scene, measured), _in_own_currency(scene, against)
    if one is None or other is None:
        one, other = measured.number, against.number
    return [Used(MEASURED, one, measured), Used(AGAINST, other, against)]


def _of_one_year(scene: Scene, pairs: list[tuple[Reading, Reading]]) -> list[tuple[Reading, Reading]]:
    """Return the pairs in which the comparator is of the year that the words name. If they name none, or the year of a
    measured figure, returns the pairs with the latest comparator: "40, compared with 60 in 2014 and 104 in 2013; [the
    number fell by half]", "[double the number] of 2017, though below the 12 of 2016"."""
    low = scene.analysis.tokens.low
    year = year_within(low, scene.found) or year_behind(low, scene.found.last)
    if year is None or any(
        measured.year == year for _, measured in pairs
    ):  # "nine more in 2016 than in the year before"
        year = max((against.year for against, _ in pairs if against.year is not None), default=None)
    return [pair for pair in pairs if pair[0].year == year]


def _is_of_a_number_beside(scene: Scene, against: Reading, measured: Reading) -> bool:
    """Whether a difference comes right after the comma of another number, which is not a figure: "inspected 724,
    compared with 655, and closed 22, [14 more than in 2014]"."""
    at = scene.found.first - AFTER_COMMA
    beside = [k for k, number in enumerate(scene.analysis.numbers) if number.last == at and number.form in COUNTED]
    return scene.found.kind in STATING and bool(beside) and beside[0] not in (against.number, measured.number)


def _is_of_a_kind(scene: Scene) -> bool:
    """Whether the words name a kind; a claim about a kind cannot be checked against figures for everyone."""
    return is_of_a_kind(scene.analysis, scene.found.first, scene.found.last)


def _measured(scene: Scene) -> list[Used] | None:
    """Return the figure in a claim's words or right before them, if another sentence gives the figure compared with
    it."""
    named, at, own = scene.found.of(MEASURED), scene.found.first, [*scene.readings()]
    before = [k for k, number in enumerate(scene.analysis.numbers) if number.last < at and number.form in COUNTED]
    nearest = named or before[-1:]
    found = [r for r in own if r.number in nearest and r.relation == CURRENT and r.status == REPORTED]
    if len(found) > 1:  # "enrolled 33", both identified and assisted: the metric that the previous sentence counted
        known = {x.metric for x in scene.analysis.context.before if x.fact_id in scene.counted}
        found = [r for r in found if r.metric in known]
    if len(found) != 1 or any(_rivals(reading, found[0]) for reading in own):
        return None
    return [Used(MEASURED, found[0].number, found[0])]


def _in_own_currency(scene: Scene, reading: Reading) -> int | None:
    """Return the sum that a figure converts: "25 million kronor ($2.97 million)"."""
    numbers, at = scene.analysis.numbers, reading.number
    if at < 1 or not any(one is reading for one in scene.analysis.readings):
        return None
    return at - 1 if numbers[at - 1].form == "money" and _with_converted(scene, [at - 1])[1:] else None


def _with_converted(scene: Scene, told: list[int]) -> list[int]:
    """Return the numbers ``told``, then the equivalent of each sum in another currency ("the 3 million euros ($3.3
    million)")."""
    numbers, low = scene.analysis.numbers, scene.analysis.tokens.low
    pairs = [(one, one + 1) for one in told if one + 1 < len(numbers)]
    converted = [
        other
        for one, other in pairs
        if numbers[one].form == numbers[other].form == "money" and low[numbers[one].last + 1] == "("
    ]
    return [*told, *converted]


def _stands_beside(scene: Scene, against: Reading, measured: Reading) -> bool:
    """Whether a claim can apply to only one figure: its sentence has no other figure of the same metric ("1,905 cadets
    and 340 judges, up from 1,210 and 95"), and no figure comes between ("convicted 12, and charged 30, an increase from
    21")."""
    readings, at = scene.analysis.readings, scene.found.at
    here = any(reading is measured for reading in readings)
    rivals = [x for x in (readings if here else scene.analysis.context.before) if _rivals(x, measured)]
    if any(x.unit == measured.unit or scene.found.kind != DIRECTION for x in rivals):
        return False
    if not here and any(n.form in COUNTED and n.last < scene.found.first for n in scene.analysis.numbers):
        return False  # "Children were 60 of them, fewer than the year before": not the previous sentence's figures
    if here and measured.first > at:
        # "rose from 12 in 2015 to 40"; otherwise a claim is about the figure before it, if any, but "more than in 2015:
        # 40, against 12"
        return bool(scene.found.of(AGAINST)) or all(r.last > at for r in readings)
    values = scene.found.of(VALUE)
    # "167 suspects in 81 cases, an increase from the 189": 189 suspects
    of_a_unit = scene.found.kind == DIRECTION
    before = [r for r in readings if r.last < at and r.number not in values]
    before = [r for r in before if r.unit == measured.unit or not of_a_unit]
    if not before:
        return not here
    nearest = max(before, key=lambda reading: reading.first)
    if nearest.number in (measured.number, against.number) and nearest.number >= 0:
        return True
    compared = (link for link in nearest.links if link.kind == COMPARED_WITH)
    return nearest in (measured, against) or any(link.other is measured for link in compared)


def _rivals(reading: Reading, measured: Reading) -> bool:
    """Whether another figure has the metric and relation of the measured figure, and is not a part of that figure."""
    if reading is measured or (reading.metric, reading.relation) != (measured.metric, measured.relation):
        return False
    return not any(link.other is measured and link.kind in (PART_OF, COMPARED_WITH) for link in reading.links)


def _share(scene: Scene) -> list[Used] | None:
    """Return a part and its whole, from the words or from the part's link. Returns nothing for a share of a kind if
    the figures are elsewhere."""
    if not scene.found.of(PART):
        return None if _is_of_a_kind(scene) or _is_of_some(scene) else []
    [part] = scene.found.of(PART)
    reading = scene.reading_of(part)
    for whole in scene.found.of(WHOLE):
        if part in _with_converted(scene, [whole])[1:]:
            return None
        return [Used(PART, part, reading), Used(WHOLE, whole, scene.reading_of(whole))]
    goes_back = scene.found.production.gives.get("says") is not None or scene.found.numbers[0][0] == VALUE
    if reading is None and not goes_back:  # "in 12 provinces, or 40 percent"
        return None
    linked = reading.links if reading else ()
    wholes = [link.other for link in linked if link.kind == PART_OF and link.other.fact_id in scene.counted]
    year = year_within(scene.analysis.tokens.low, scene.found)
    if len(wholes) != 1 or year not in (None, wholes[0].year):  # "84 of the victims identified in 2015, or 75 percent"
        return [Used(PART, part, reading)]  # the operands of a claim about an earlier number
    return [Used(PART, part, reading), Used(WHOLE, wholes[0].number, wholes[0])]


def _total(scene: Scene) -> list[Used] | None:
    """Return a total and its parts, which all count the same thing, or only the parts if another sentence gives the
    total."""
    if not scene.found.of(WHOLE):
        return [Used(PART, number, scene.reading_of(number)) for number in scene.found.of(PART)]
    [whole] = scene.found.of(WHOLE)
    summed = scene.reading_of(whole)
    if scene.found.of(VALUE):
        return [Used(WHOLE, whole, summed)]  # the value is the number of entries in another sentence's list
    if scene.found.of(PART) and scene.found.numbers[0][1] == whole:
        return _rest(scene)  # the list gives all parts of the number, whatever they count
    used = [Used(WHOLE, whole, summed)]  # of earlier numbers
    for part in scene.found.of(PART):
        reading = scene.reading_of(part, summed.metric) if summed else None
        if summed is None or reading is None or (reading.unit, reading.year) != (summed.unit, summed.year):
            return None
        used.append(Used(PART, part, reading))
    return used


def _rest(scene: Scene) -> list[Used] | None:
    """Return the numbers in a claim's words, with their facts, if any."""
    return [Used(role, number, scene.reading_of(number)) for role, number in scene.found.numbers]


def _spent(scene: Scene) -> list[Used] | None:
    """Return a sum of money and its parts, each in the currency of the last sum, or None if a sum is not given in that
    currency."""
    numbers, compared = scene.analysis.numbers, scene.analysis.comparator_at
    listed = [number for _, number in scene.found.numbers if _is_sum(scene, number)]
    # "including $62,000 for campaigns, compared with $221,000 in 2014": $221,000 is part of that year's spending
    told = [number for number in listed if compared(numbers[number].first) == compared(scene.found.first)]
    converted = {one: _with_converted(scene, [one]) for one in told}
    others = {other for same in converted.values() for other in same[1:]}
    sums = [same for one, same in converted.items() if one not in others]
    if not scene.found.of(WHOLE):
        parts = [Used(PART, same[0], scene.reading_of(same[0])) for same in sums]  # the operands are for an earlier sum
        return parts if told == listed else None
    if not sums:
        return None
    currency = numbers[sums[-1][0]].unit
    alike = [number for same in sums for number in same if numbers[number].unit == currency]
    whole, *parts = [Used(PART, number, scene.reading_of(number)) for number in alike]
    return [whole._replace(role=WHOLE), *parts] if parts and len(alike) == len(sums) else None


def _is_sum(scene: Scene, number: int) -> bool:
    """Whether a number has the form of the whole, or may be a sum if another sentence gives the whole, unlike the three
    in "all of it went to [three] shelters: 30 million to …"."""
    seen = scene.analysis.numbers[number]
    if whole := scene.found.of(WHOLE):
        return seen.form == scene.analysis.numbers[whole[0]].form
    return seen.form == MONEY or (seen.low or 0) >= LEAST_SUM


def _told_again(scene: Scene) -> list[Used] | None:
    """Return a repeated figure, with its fact, if any. The figure is the whole if the words mark it as a total ("[the
    14] convicted")."""
    metric, low = act_of(scene.analysis, scene.found), scene.analysis.tokens.low
    used = []
    for figure in scene.found.of(FIGURE):
        first = scene.analysis.numbers[figure].first
        role = WHOLE if first and low[first - 1] in DEFINITE else FIGURE
        used.append(Used(role, figure, scene.reading_of(figure, metric)))
    return used


def _some_of(scene: Scene) -> list[Used] | None:
    """Return the numbers that count parts of a group mentioned earlier, without counting anyone twice, with their
    facts, or None if there are no such numbers."""
    analysis, found = scene.analysis, scene.found
    year = year_behind(analysis.tokens.low, found.at)
    numbers = numbers_of(analysis, found.first, found.last, year)
    wholes = [Used(WHOLE, number, scene.reading_of(number)) for number in found.of(WHOLE)]
    return [*wholes, *(Used(PART, number, scene.reading_of(number)) for number in numbers)] if numbers else None


def _restated(scene: Scene) -> list[Used] | None:
    """Return the figure that replaces another, and the figure replaced. Returns None if the first is not a fact, or if
    the two count different things ("updated its guidelines, identified 45 victims, and assisted 38")."""
    used = _rest(scene) or []
    counted = {(one.reading.metric, one.reading.unit) for one in used if one.reading is not None}
    measured = any(one.role == MEASURED and one.reading is not None for one in used)
    return used if measured and len(counted) == 1 else None


def _one_done(scene: Scene) -> list[Used] | None:
    """Return an empty list, because no number is given, or None if the verb is negated ("declined to convict the
    man")."""
    items = scene.analysis.items
    denied = any(item.negated for item in items if item.first <= scene.found.at <= item.last)
    return None if denied else _stated(scene)


def _stated(scene: Scene) -> list[Used]:
    """Return the numbers in a claim's words except the value that the words state. A check looks for the other numbers
    of the claim."""
    return [Used(role, number, scene.reading_of(number)) for role, number in scene.found.numbers if role != VALUE]


def _is_of_some(scene: Scene) -> bool:
    """Whether a sentence covers one place, part of the year, or several years."""
    low = scene.analysis.tokens.low
    return len(years_of(low)) > 1 or not (OF_SOME_PLACES | PARTS_OF_A_YEAR).isdisjoint(low)


def _over_years(scene: Scene) -> list[Used] | None:
    """Return the numbers in a claim's words except the value that they state, or None if they name a place
    elsewhere."""
    return None if _is_elsewhere(scene) else _stated(scene)


def _first(scene: Scene) -> list[Used] | None:
    """Return the current figures that the words call the first of their kind, or None if they name a place
    elsewhere."""
    if _is_elsewhere(scene):
        return None
    metric = metric_of(scene.analysis, scene.found)
    own = [r for r in scene.readings() if r.metric == metric and r.relation == CURRENT and r.status == REPORTED]
    return [Used(FIGURE, reading.number, reading) for reading in own]


def _record(scene: Scene) -> list[Used] | None:
    """Return the figures of the nearest number before words that call it a record, or none if the words name the
    metric."""
    if act_of(scene.analysis, scene.found):
        return None if _is_of_a_kind(scene) else []
    if not any(scene.readings()):
        return []  # "This was the largest number in five years": a number in the previous sentence
    before = [r for r in scene.readings() if r.last < scene.found.first and r.relation == CURRENT]
    nearest = [r for r in before if r.number == before[-1].number]  # several readings in "admitted 118 new victims"
    return [Used(MEASURED, r.number, r) for r in nearest] or None


_OF_KIND: dict[str, Callable[[Scene], list[Used] | None]] = {
    "direction": _compared,
    "difference": _compared,
    "growth": _compared,
    "multiple": _compared,
    "share": _share,
    "total": _total,
    "rest": _rest,
    "ended": _rest,
    "going_back": _rest,
    "spared": _rest,
    "penalty": _rest,
    "imprisoned": _rest,
    "spent": _spent,
    "cases_again": _told_again,
    "told_again": _told_again,
    "first": _first,
    "streak": _stated,
    "record": _record,
    "cumulative": _over_years,
    "in_force": _stated,
    "restated": _restated,
    "terms": _rest,
    "both_again": _stated,
    "order": _stated,
    "some_of": _some_of,
    "under_law": _stated,
    "one_done": _one_done,
    "some_are": _one_done,
}


def _is_elsewhere(scene: Scene) -> bool:
    """Whether the words name a place outside the country itself ("the first convictions in [Moscow] since 2009")."""
    low, text = scene.analysis.tokens.low, scene.analysis.tokens.text
    for token in range(scene.found.first + 1, scene.found.last + 1):
        place = token + (low[token] in ARTICLES)
        if low[token - 1] in PLACING and low[place].isalpha() and low[place] not in NO_PLACES:
            country = country_at(text, token) or country_at(text, place)
            if country is None or country[0] != scene.analysis.context.iso3:
                return True
    return False


def metric_of(analysis: Analysis, found: Found) -> str | None:
    """Return the metric that a match names, by its production, by its triggering word, or by a word for an act."""
    told = found.production.gives.get("metric")
    told = told[analysis.tokens.low[found.at]] if isinstance(told, dict) else told
    act = about(analysis, found) if found.kind in TRENDS else None
    return told or (act.metric if act else act_of(analysis, found))


def act_of(analysis: Analysis, found: Found) -> str | None:
    """Return the metric that a match names ("convicting more traffickers", "two of those found guilty")."""
    if found.kind == SHARE and not found.of(PART):
        told = analysis.tokens.low[found.first : found.last + 1]
        return next((metric for word in told for metric in CHANGED if word in CHANGED[metric]), None)
    named = found.kind in (*AGAIN, *NAMING) or (found.kind in TRENDS and not (found.of(MEASURED) or found.of(AGAINST)))
    words = analysis.tokens.low[found.first : found.last + 1] if named else ()
    return next((metric for word in reversed(words) for metric in ACTS if word in ACTS[metric]), None)


def years_of(low: Sequence[str]) -> set[int]:
    """Return the years that a sentence names."""
    return {int(word) for word in low if is_year(word)}


def year_within(low: Sequence[str], found: Found) -> int | None:
    """Return the first year in a claim's words."""
    within = low[found.first : found.last + 1]
    return next((int(word) for word in within if is_year(word)), None)


def year_behind(low: Sequence[str], last: int) -> int | None:
    """Return the year right after a claim's words ("the three convicted in 2013")."""
    for word in low[last + 1 : last + 1 + YEAR_REACH]:
        if is_year(word):
            return int(word)
        if not word.isalpha():
            break
    return None
