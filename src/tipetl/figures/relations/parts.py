"""Decides which readings are parts of a total.

What belongs here: marking readings that already have a metric. What does not belong here: assigning a number a metric
(``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import GOES_ON, PART_OF, Link, Reading
from tipetl.figures.relations.named_wholes import whole_by_deed, whole_by_value
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading

#: the number of figures to search back for a whole
REACH = 60
#: maps the concept of a noun to narrower concepts
NARROWER: Mapping[str, frozenset[str]] = {
    concepts.CHILD: frozenset((concepts.GIRL, concepts.BOY)),
    concepts.VICTIM: frozenset((concepts.GIRL, concepts.BOY, concepts.WOMAN, concepts.MAN, concepts.CHILD)),
}
#: punctuation that introduces a breakdown of the sentence's subject
SORTING_MARKS = frozenset([kinds.OPEN_BRACKET, kinds.DASH, kinds.COLON])
ENDS_OF_A_PART = frozenset([kinds.SEMICOLON, kinds.COLON, kinds.DASH, kinds.CLOSE_BRACKET, kinds.NUMBER])
ENDS_A_LIST = frozenset([kinds.SEMICOLON, kinds.CLOSE_BRACKET, kinds.DASH])
ENDS_A_FIGURE = frozenset([kinds.COMMA, kinds.SEMICOLON, kinds.CLOSE_BRACKET, kinds.NUMBER, kinds.DASH])
NO_LONGER_ITS_NOUN = frozenset(
    [kinds.NUMBER, kinds.VERB, kinds.SEMICOLON, kinds.RELATIVE, kinds.CLOSE_BRACKET, kinds.DASH]
)
ENDS_A_STATEMENT = frozenset([kinds.SEMICOLON, kinds.COLON, kinds.OPEN_BRACKET, kinds.CLOSE_BRACKET, kinds.DASH])


def find_parts(analysis: Draft) -> None:
    """Marks readings that are parts of a total: in parentheses or after a dash, "of whom", "including", "of these"."""
    rows = sorted((r for r in analysis.readings if r.number >= 0), key=lambda r: r.first)
    told: list[Reading] = [*rows]
    for place, reading in enumerate(rows):
        if reading.metric in DURATIONS or reading.part:
            continue
        if reading.relation == codes.COMPARATOR:
            divided = _divided_comparator(analysis, reading)
            if divided is not None:
                reading.link = Link(PART_OF, divided)
            continue
        whole = named_by_value(analysis, reading) or told_with_value(analysis, reading)
        whole = whole or whole_by_deed(analysis, reading) or _whole(analysis, told[:place], reading)
        if whole is not None:
            reading.link = Link(PART_OF, whole)
        elif reading.antecedent is not None and _goes_back(analysis, reading, reading.antecedent):
            reading.link = Link(PART_OF, reading.antecedent)


mark_parts = step(find_parts)


def _divided_comparator(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the whole within the same comparison: "compared with [104] victims, 19 of them children, in 2004"."""
    told, frame = reading.antecedent, reading.frame
    if told is None or frame is None or not (frame.bare() and (frame.partitive or named_part(analysis, reading))):
        return None
    together = analysis.comparator_at(told.first) == analysis.comparator_at(reading.first)
    return told if together and told.relation == codes.COMPARATOR else None


def named_by_value(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the figure that a part continues, if the words state its value: "280, where it had been 55; 244 of the
    280"."""
    told = reading.antecedent
    named = next((x for x in analysis.numbers if x.begins == reading.last + 3), None)
    of_it = analysis.tokens.low[reading.last + 1 : reading.last + 2] == [WORD.whole] and told in analysis.readings
    return told if of_it and told is not None and named is not None and named.low == told.low else None


def told_with_value(analysis: Analysis, reading: Reading) -> Reading | None:
    """Return the figure of the same metric that a part names by value, in any sentence: "Five of the 27 convicted
    offenders", "Among the 27, five were women"."""
    whole = whole_by_value(analysis, reading)
    same = whole is not None and (whole.metric, whole.unit) == (reading.metric, reading.unit)
    return whole if same else None


def _goes_back(analysis: Analysis, reading: Reading, told: Reading) -> bool:
    """Whether a figure continues a current figure from an earlier sentence."""
    goes_on = reading.inherited and reading.link is not None and reading.link.kind == GOES_ON
    return goes_on and told.relation == codes.CURRENT and told not in analysis.readings


def undivided(told: Reading) -> Reading:
    """Return the outermost whole of a figure, which a later sentence divides."""
    whole = told
    for _ in range(REACH):
        if not whole.part or whole.antecedent is None:
            break
        whole = whole.antecedent
    return whole


def named_part(analysis: Analysis, reading: Reading) -> bool:
    """Whether words say that a figure is a part of another: "of whom", "including", "12 of them", "(12 women)"."""
    lead = analysis.tokens.low[max(0, reading.first - 3) : reading.first]
    behind = analysis.tokens.low[reading.last + 1 : reading.last + 3]
    said = behind[:1] == [WORD.whole] and not (WORDS["pointing_to_a_whole"] | WORDS["those_counted"]).isdisjoint(
        behind[1:]
    )
    named = said or not WORDS["before_a_part"].isdisjoint(lead) or lead[-1:] == ["("] or lists_all(lead)
    partitive = reading.frame is not None and reading.frame.partitive
    return named or of_these(lead) or partitive or _divides_subject(analysis, reading)


def _divides_subject(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure comes right after a verb that divides its subject, the only other figure of the clause: "The 17
    victims identified in 2015 comprised 11 women and six men"."""
    low, first = analysis.tokens.low, reading.first
    if not first or low[first - 1] not in WORDS["dividing_a_subject"]:
        return False
    begin, _ = clause_bounds(analysis.tokens, first)
    counted = [x for x in analysis.numbers if begin <= x.begins < first and x.form == forms.COUNT]
    return len(counted) == 1 and low[counted[0].begins - 1] == WORD.known


def lists_all(lead: list[str]) -> bool:
    """Whether the words before a figure open a list of all parts: "made up of 12 women and nine men"."""
    return not WORDS["before_all_parts"].isdisjoint((lead[-1] if lead else "", "_".join(lead[-2:])))


def of_these(lead: list[str]) -> bool:
    """Whether the words before a figure refer back to the people counted: "of these, 12", "among them 12"."""
    words = lead[:-1] if lead[-1:] == [","] else lead[-2:]
    return len(words) == 2 and words[0] in WORDS["of_or_among"] and words[1] in WORDS["those_counted"]


@step
def settle_parts(analysis: Draft) -> None:
    """Settles parts once every figure has its metric and its year.

    A figure of another year is not a part. A figure listed after a part is also a part ("38 of forced labor, nine of
    sex trafficking, and four of neither"), and so is a figure that only divides the same people differently ("30 were
    men").
    """
    before = analysis.context.before
    rows = sorted((r for r in analysis.readings if r.number >= 0 and r.metric not in DURATIONS), key=lambda r: r.first)
    here = {id(r) for r in rows}
    for place, reading in enumerate(rows):
        previous = rows[place - 1] if place else None
        if previous is not None and previous.relation == codes.COMPARATOR and reading.frame and reading.frame.definite:
            # "the 62 girls among them compare with 41, and the 16 boys with 14"
            previous = next((x for x in reversed(rows[:place]) if x.relation == codes.CURRENT), previous)
        if reading.part and reading.antecedent is not None and id(reading.antecedent) in here:
            _date_with_whole(analysis, reading, previous, rows)
        _drop_other_wholes(reading)
        if _bracketed(reading) and reading.relation == codes.CURRENT:
            # a figure in brackets divides the figure before the brackets, which may itself be a part
            around = [x for x in rows[:place] if not _bracketed(x) and same_kind(x, reading)]
            if around:
                reading.link = Link(PART_OF, around[-1])
        if not reading.part and (reading.relation == codes.CURRENT or previous is not None):
            whole = _sorts_before(reading, before) if previous is None else _listed_behind(analysis, reading, previous)
            if whole is not None:
                reading.link = Link(PART_OF, whole)


def _date_with_whole(
    analysis: Analysis, reading: OpenReading, previous: Reading | None, rows: list[OpenReading]
) -> None:
    """Assigns a part the time of its total, if the words mark it as a part and it has no time of its own."""
    whole = reading.antecedent
    if whole is None or reading.year == whole.year:
        return
    named = named_part(analysis, reading) or (previous is not None and previous.antecedent is whole)
    if named and _of_its_time(analysis, reading, whole, rows):
        reading.year, reading.period, reading.relation = whole.year, whole.period, whole.relation
        reading.stated_time = whole.stated_time


def _drop_other_wholes(reading: OpenReading) -> None:
    """Unlinks a figure from its whole if their years or units turn out to differ."""
    whole = reading.antecedent
    if reading.part and whole is not None and (reading.year, reading.unit) != (whole.year, whole.unit):
        reading.link = Link(GOES_ON, whole) if reading.relation == codes.COMPARATOR else None


def _listed_behind(analysis: Analysis, reading: Reading, previous: Reading) -> Reading | None:
    """Return the whole of the previous part, if a figure is listed after that part or divides the same people
    differently."""
    if not previous.part or not same_kind(previous, reading) or reading.frame is None:
        return None
    if _beside_a_closed_list(analysis, reading):
        return None
    listed = reading.frame.linked == kinds.LIST and not closes_a_list(analysis, previous.last, reading.first)
    return _whole_beside(previous, reading) if listed or _sorts(reading) else None


def _sorts_before(reading: Reading, before: Sequence[Reading]) -> Reading | None:
    """Return the whole in the previous sentence that a figure divides by group of people: "Twelve were men and 32 were
    women."."""
    if not reading.inherited or not _sorts(reading):
        return None
    return next((x for x in reversed(before) if same_kind(x, reading) and not x.part and not is_sorted(x)), None)


def _sorts(reading: Reading) -> bool:
    """Whether a figure for one group of people is in a list or has a form of "be" as its verb."""
    frame = reading.frame
    return (
        frame is not None
        and is_sorted(reading)
        and (frame.linked == kinds.LIST or concepts.BE in frame.does or concepts.BE in frame.acts)
    )


def _bracketed(reading: Reading) -> bool:
    return reading.frame is not None and reading.frame.linked == kinds.OPEN_BRACKET


def is_sorted(reading: Reading) -> bool:
    return bool(reading.age or reading.gender or reading.nationality or reading.exploitation)


def same_kind(one: Reading, other: Reading) -> bool:
    """Whether two figures have the same metric, unit, year and relation."""
    return (one.metric, one.unit, one.year, one.relation) == (other.metric, other.unit, other.year, other.relation)


def closes_a_list(analysis: Analysis, start: int, end: int) -> bool:
    """Whether punctuation between two figures ends a list: a semicolon, a closing bracket, a dash."""
    return any(x.kind in ENDS_A_LIST for x in analysis.items[analysis.items_from(start) : analysis.items_from(end)])


def _beside_a_closed_list(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure is joined to words before a list that has ended: "charged nine suspects – seven men and two
    women – and 31 smugglers". A bracket about another time is not a list: "28 for sex trafficking (33 in 2014) and 21
    for forced labor"."""
    before = analysis.tokens.low[max(0, reading.first - 2) : reading.first]
    if not WORDS["adding"].isdisjoint(before[-1:]):
        return True  # "85 victims, 39 from Russia and 46 from Turkey, besides 126 children"
    if before[1:] != [WORD.also] or before[0] not in WORDS["closing_a_list"]:
        return False
    return before[0] != ")" or not _of_another_time(analysis, reading.first - 2)


def _of_another_time(analysis: Analysis, closing: int) -> bool:
    """Whether the bracket that closes at token ``closing`` contains a single figure, for another time."""
    low = analysis.tokens.low
    opening = next((place for place in range(closing, -1, -1) if low[place] == "("), 0)
    inside = analysis.items[analysis.items_from(opening) : analysis.items_from(closing)]
    compared = any(x.kind == kinds.TIME or analysis.comparator_at(x.first) is not None for x in inside)
    return compared and sum(x.kind == kinds.NUMBER for x in inside) == 1


def _whole(analysis: Analysis, told: list[Reading], reading: Reading) -> Reading | None:
    """Return the earlier figure, among those ``told``, of which a figure is a part, judging by the words alone; other
    checks consider the values.

    A figure listed after a part has the same whole. A colon or a dash resumes the subject of the sentence, past
    comparators and the cases in which people were involved: "convicted 11 traffickers in five cases, up from eight:
    seven for …".
    """
    named = named_part(analysis, reading)
    if not named and _describes_those_told(reading):
        return _whole_of_clause(analysis, told, reading)
    linked = "" if reading.frame is None else reading.frame.linked
    if not named and linked == kinds.LIST:
        return _whole_of_list(analysis, told, reading)
    if not named and linked not in SORTING_MARKS:
        return None
    if named and told and _of_the_part(analysis, told[-1], reading):
        return told[-1]
    resumes = not named and linked != kinds.OPEN_BRACKET
    alone: Reading | None = None
    for earlier in reversed(told[-REACH:]):
        if (
            (earlier.metric, earlier.unit) != (reading.metric, reading.unit)
            or earlier.part
            or _out_of_sight(analysis, earlier, reading, resumes=resumes)
        ):
            continue
        set_off = not resumes and _set_off(analysis, told, earlier, reading)
        if not set_off and not _left_behind(analysis, earlier, reading, resumes=resumes):
            return earlier
        alone = alone or earlier
    return alone


def _of_the_part(analysis: Analysis, part: Reading, reading: Reading) -> bool:
    """Whether the words beside a figure divide the part just before that figure: "including 80 women, 30 of whom were
    minors".

    Words of the same form as the part's own words divide the same whole ("54 of whom were women, 12 of whom were
    minors"). Words after joined parts also divide the same whole ("80 women and 40 men, 30 of whom were minors").
    """
    clause = part.frame is not None and concepts.BE in part.frame.does
    joined = analysis.tokens.low[part.first - 1] == WORD.also and not clause
    if joined or not part.part or (part.metric, part.unit) != (reading.metric, reading.unit):
        return False
    between = analysis.items[analysis.items_from(part.last + 1) : analysis.items_from(reading.first)]
    if any(x.kind in ENDS_OF_A_PART or analysis.tokens.low[x.first] == WORD.also for x in between):
        return False
    marker = _marker(analysis, reading)
    return marker != "" and marker != _marker(analysis, part)


def _marker(analysis: Analysis, reading: Reading) -> str:
    """Return the word beside a figure that marks it as a part: "whom", "them", "including"."""
    low = analysis.tokens.low
    around = (*low[max(0, reading.first - 2) : reading.first], *low[reading.last + 1 : reading.last + 3])
    return next((word for word in around if word in WORDS["marks_of_a_part"]), "")


def _describes_those_told(reading: Reading) -> bool:
    """Whether a clause after a semicolon only describes some of the people just counted: "identified 221 victims; 150
    were in sex trafficking"."""
    frame = reading.frame
    if not reading.inherited or frame is None or frame.linked != kinds.SEMICOLON or frame.definite:
        return False
    return concepts.BE in frame.does and frame.bare()


def _whole_of_clause(analysis: Analysis, told: list[Reading], reading: Reading) -> Reading | None:
    """Return the only whole figure in the previous clause, or the whole that the parts listed in that clause divide
    ("of these, 47 were adults and 41 minors (35 and 62 in 2015); 75 were female"). Returns None if there are several,
    because the words do not say which one is divided."""
    marks = [mark for mark in analysis.tokens.semicolons if mark < reading.first]
    begin, depth = marks[-2] if len(marks) > 1 else -1, analysis.depth(reading.first)
    beside = [x for x in told if begin < x.first < marks[-1] and analysis.depth(x.first) <= depth]
    clause = [x for x in beside if analysis.comparator_at(x.first) is None]
    alike = [x for x in clause if (x.metric, x.unit) == (reading.metric, reading.unit)]
    wholes = [x for x in alike if not x.part and not named_part(analysis, x)]
    if not wholes and alike and all(x.part for x in alike):
        divided = {id(x.antecedent): x.antecedent for x in alike}
        return next(iter(divided.values())) if len(divided) == 1 else None
    return wholes[0] if len(wholes) == 1 else None


def _whole_of_list(analysis: Analysis, told: list[Reading], reading: Reading) -> Reading | None:
    """Return the whole of the part after which a figure is listed, unless a dash or a bracket ends the list before
    "and"."""
    if _beside_a_closed_list(analysis, reading):
        return None
    previous = next((x for x in reversed(told) if analysis.depth(x.first) <= analysis.depth(reading.first)), None)
    if previous is None or previous.metric != reading.metric:
        return None
    marks = [mark for mark in analysis.tokens.semicolons if previous.last < mark < reading.first]
    if marks and _names_another(analysis, marks[-1], reading):
        return None  # "convicted six, four for sex trafficking and two for forced labor; state courts, 75"
    if not previous.part:
        return previous if _narrows(analysis, previous, reading) or _sorts_out(analysis, previous, reading) else None
    whole = _whole_beside(previous, reading)
    return whole if whole is not None and whole.unit == reading.unit else None


def _names_another(analysis: Analysis, mark: int, reading: Reading) -> bool:
    """Whether words other than a time come between punctuation and a figure: "; state courts, 75", not "; the year
    before, 75"."""
    between = analysis.items[analysis.items_from(mark) : analysis.items_from(reading.first)]
    return any(x.kind in kinds.NAMING for x in between)


def _narrows(analysis: Analysis, told: Reading, reading: Reading) -> bool:
    """Whether a figure after a comma has a narrower noun than the figure before the comma: "139 children, 122 girls and
    17 boys"."""
    if (
        told.frame is None
        or reading.frame is None
        or told.unit != reading.unit
        or analysis.tokens.low[reading.first - 1] != ","
    ):
        return False
    broader, narrower = told.frame.heads[-1:], reading.frame.heads[-1:]
    return any(narrow in NARROWER.get(broad, ()) for broad in broader for narrow in narrower)


def _sorts_out(analysis: Analysis, told: Reading, reading: Reading) -> bool:
    """Whether a bare figure right after a comma states a purpose, origin or actor for some of the people just counted,
    which the earlier words do not: "repatriated 167 victims, 112 from Nepal and 40 from India"."""
    low, frame = analysis.tokens.low, reading.frame
    by = low[reading.last + 1] if reading.last + 1 < len(low) else ""
    if any(reading.last < x.first <= reading.last + 2 for x in analysis.times):
        return False  # "identified 40, 38 from 2011"
    if frame is None or not frame.bare() or by not in WORDS["sorting_out"] or low[reading.first - 1] != ",":
        return False
    if told.exploitation or told.unit != reading.unit or (told.frame is not None and told.frame.under >= 0):
        return False  # "convicted nine traffickers in two cases, four for sex trafficking": four of the nine
    between = analysis.items[analysis.items_from(told.last + 1) : analysis.items_from(reading.first)]
    if any(x.kind in NO_LONGER_ITS_NOUN for x in between):
        return False
    return all(low[x.first] != by or low[x.last + 1] in WORDS["anywhere_abroad"] for x in between)


def _whole_beside(previous: Reading, reading: Reading) -> Reading | None:
    """Return the whole of a figure listed after the part ``previous``, one level further out if ``previous`` is a part
    of a part and the figure has its own noun ("80 women, 30 of whom were minors, and 40 men")."""
    whole = previous.antecedent
    nested = whole is not None and whole.part and previous.frame is not None and previous.frame.bare()
    named = reading.frame is not None and reading.frame.heads
    return whole.antecedent if nested and whole is not None and named else whole


def _out_of_sight(analysis: Analysis, told: Reading, reading: Reading, *, resumes: bool) -> bool:
    """Whether the words between an earlier figure ``told`` and ``reading`` exclude it as the whole: "… up from 12 in
    2010; of these, nine" is not about the 12."""
    if resumes and told.frame is not None and told.frame.under >= 0:
        return True  # a figure for the cases in which people were involved
    ended = any(told.first < mark < reading.first for mark in analysis.tokens.semicolons)
    if ended and analysis.comparator_at(told.first) is not None:
        return True
    # the bracket that contains ``told`` is closed
    return analysis.depth(told.first) > analysis.least_depth(told.last + 1, reading.first + 1)


def _left_behind(analysis: Analysis, told: Reading, reading: Reading, *, resumes: bool) -> bool:
    """Whether an earlier figure ``told`` was only a comparator and the main clause has continued before ``reading``:
    "fewer than the 40 of 2011, and freed 12 of them"."""
    compared = analysis.comparator_at(told.first)
    if compared is None or compared == analysis.comparator_at(reading.first):
        return False
    between = analysis.items[analysis.items_from(told.last + 1) : analysis.items_from(reading.first)]
    return resumes or any(y.kind == kinds.CONJUNCTION or (y.kind == kinds.VERB and y.finite) for y in between)


def _set_off(analysis: Analysis, rows: Sequence[Reading], told: Reading, reading: Reading) -> bool:
    """Whether a comma after a mere comparison leads back to the figure compared: "arrested 66 suspects, compared with
    61 in 2016, of whom nine were women". If that figure already has its parts, as in "66, ten of them women, compared
    with 61, of whom nine …", the words are about the comparator."""
    compared = analysis.comparator_at(told.first)
    if compared is None or compared == analysis.comparator_at(reading.first) or analysis.depth(told.first):
        return False
    told_by_itself = told.frame is None or told.frame.linked == kinds.VERB
    if told_by_itself or any(x.part and x.first < told.first for x in rows):
        return False
    between = analysis.items[analysis.items_from(told.last + 1) : analysis.items_from(reading.first)]
    return any(x.kind == kinds.COMMA for x in between)


def _of_its_time(analysis: Analysis, reading: Reading, whole: Reading, rows: Sequence[Reading]) -> bool:
    """Whether a part has the time of its total, because it follows the total directly and names no other time.

    True for "Compared with 26 in 2016, of whom five were children" and "compared with 30, including 29 in labor
    trafficking and one in both". If the current figure has no parts yet, the parts belong to that figure: "identified
    42, up from 26 in 2016, five of them children".
    """
    if whole.relation != codes.COMPARATOR or reading.relation == codes.COMPARATOR or whole.first > reading.first:
        return False
    shown = [x for x in rows if x.first < whole.first]
    undivided_yet = shown and not any(x.part for x in shown)
    return not undivided_yet and not _names_a_time(analysis, reading) and _right_behind(analysis, reading, whole)


def _names_a_time(analysis: Analysis, reading: Reading) -> bool:
    """Whether a time follows a figure, before the next figure or the next comma."""
    behind = (x.kind for x in analysis.items[analysis.items_from(reading.last + 1) :][:REACH])
    return next((kind for kind in behind if kind == kinds.TIME or kind in ENDS_A_FIGURE), None) == kinds.TIME


def _right_behind(analysis: Analysis, reading: Reading, whole: Reading) -> bool:
    """Whether only other parts of the whole come between the whole and a part."""
    between = analysis.items[analysis.items_from(whole.last + 1) : analysis.items_from(reading.first)]
    told = {x.number for x in between if x.kind == kinds.NUMBER}
    parts = {x.number for x in analysis.readings if x.antecedent is whole and x.relation == codes.COMPARATOR}
    ends = any(x.kind in ENDS_A_STATEMENT for x in between)
    return not ends and parts >= told
