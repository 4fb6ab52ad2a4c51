"""Which readings are parts of a total.

What belongs here: marks on readings that already have a metric. What does not: giving a number a metric (``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import GOES_ON, PART_OF, Link, Reading
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS
from tipetl.model import codes
from tipetl.syntax import kinds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipetl.figures.record.analysis import Analysis

#: how many figures back a whole is looked for
REACH = 60
#: for the concept of a noun, those of nouns that narrow it
NARROWER: Mapping[str, frozenset[str]] = {
    concepts.CHILD: frozenset((concepts.GIRL, concepts.BOY)),
    concepts.VICTIM: frozenset((concepts.GIRL, concepts.BOY, concepts.WOMAN, concepts.MAN, concepts.CHILD)),
}
#: marks behind which figures sort what the sentence is about
SORTING_MARKS = frozenset([kinds.OPEN_BRACKET, kinds.DASH, kinds.COLON])
ENDS_OF_A_PART = frozenset([kinds.SEMICOLON, kinds.COLON, kinds.DASH, kinds.CLOSE_BRACKET, kinds.NUMBER])
ENDS_A_LIST = frozenset([kinds.SEMICOLON, kinds.CLOSE_BRACKET, kinds.DASH])
ENDS_A_FIGURE = frozenset([kinds.COMMA, kinds.SEMICOLON, kinds.CLOSE_BRACKET, kinds.NUMBER, kinds.DASH])
ENDS_A_STATEMENT = frozenset([kinds.SEMICOLON, kinds.COLON, kinds.OPEN_BRACKET, kinds.CLOSE_BRACKET, kinds.DASH])


def mark_parts(a: Analysis) -> None:
    """Marks readings that are parts of a total: in parentheses or after a dash, "of whom", "including", "of these"."""
    rows = sorted((r for r in a.readings if r.number >= 0), key=lambda r: r.first)
    for place, r in enumerate(rows):
        if r.metric in DURATIONS or r.relation == codes.COMPARATOR or r.part:
            continue
        whole = _whole(a, rows[:place], r)
        if whole is not None:
            r.link = Link(PART_OF, whole)
        elif r.antecedent is not None and _goes_back(a, r, r.antecedent):
            r.link = Link(PART_OF, r.antecedent)


def _goes_back(a: Analysis, r: Reading, told: Reading) -> bool:
    """Whether the words of a figure go on from one of an earlier sentence."""
    goes_on = r.inherited and r.link is not None and r.link.kind == GOES_ON
    return goes_on and told.relation == codes.CURRENT and told not in a.readings


def undivided(told: Reading) -> Reading:
    """The whole that a sentence only divides: what a later sentence goes on to divide is that again."""
    whole = told
    for _ in range(REACH):
        if not whole.part or whole.antecedent is None:
            break
        whole = whole.antecedent
    return whole


def named_part(a: Analysis, r: Reading) -> bool:
    """Whether words say that a figure is a part of another: "of whom", "including", "12 of them", "(12 women)"."""
    lead = a.tokens.low[max(0, r.first - 3) : r.first]
    behind = a.tokens.low[r.last + 1 : r.last + 3]
    said = behind[:1] == [WORD.whole] and not (WORDS["pointing_to_a_whole"] | WORDS["those_counted"]).isdisjoint(
        behind[1:]
    )
    named = said or not WORDS["before_a_part"].isdisjoint(lead) or lead[-1:] == ["("]
    return named or of_these(lead) or (r.frame is not None and r.frame.partitive)


def of_these(lead: list[str]) -> bool:
    """Whether the words before a figure go back to those counted: "of these, 12", "among them 12"."""
    words = lead[:-1] if lead[-1:] == [","] else lead[-2:]
    return len(words) == 2 and words[0] in WORDS["of_or_among"] and words[1] in WORDS["those_counted"]


def settle_parts(a: Analysis, before: Sequence[Reading]) -> None:
    """What shows only when every figure has its metric and its year. ``before``: the readings of the sentence before.

    A figure of another year is no part of a total. What is listed behind a part is a part as well ("38 of forced labor,
    nine of sex trafficking, and four of neither"), and so is what only sorts the same people again ("30 were men").
    """
    rows = sorted((r for r in a.readings if r.number >= 0 and r.metric not in DURATIONS), key=lambda r: r.first)
    here = {id(r) for r in rows}
    for place, r in enumerate(rows):
        previous = rows[place - 1] if place else None
        if r.part and r.antecedent is not None and id(r.antecedent) in here:
            _date_with_whole(a, r, previous, rows)
        _drop_other_wholes(r)
        if _bracketed(r) and r.relation == codes.CURRENT:
            # a figure in brackets sorts the one before them, which may be a part itself
            around = [x for x in rows[:place] if not _bracketed(x) and _same_kind(x, r)]
            if around:
                r.link = Link(PART_OF, around[-1])
        if not r.part and r.relation == codes.CURRENT:
            whole = _sorts_before(r, before) if previous is None else _listed_behind(a, r, previous)
            if whole is not None:
                r.link = Link(PART_OF, whole)


def _date_with_whole(a: Analysis, r: Reading, previous: Reading | None, rows: list[Reading]) -> None:
    """Gives a part the time of its total, where words say that it is one and it names no other time."""
    whole = r.antecedent
    if whole is None or r.year == whole.year:
        return
    named = named_part(a, r) or (previous is not None and previous.antecedent is whole)
    if named and _of_its_time(a, r, whole, rows):
        r.year, r.period, r.relation = whole.year, whole.period, whole.relation
        r.stated_time = whole.stated_time


def _drop_other_wholes(r: Reading) -> None:
    """Takes the whole from a figure that turned out to be of another year or unit."""
    whole = r.antecedent
    if r.part and whole is not None and (r.year, r.unit) != (whole.year, whole.unit):
        r.link = Link(GOES_ON, whole) if r.relation == codes.COMPARATOR else None


def _listed_behind(a: Analysis, r: Reading, previous: Reading) -> Reading | None:
    """The whole of the part before a figure that is listed behind it, or sorts the same people again."""
    if not previous.part or not _same_kind(previous, r) or r.frame is None:
        return None
    listed = r.frame.linked == kinds.LIST and not _closes(a, previous.last, r.first)
    return _whole_beside(previous, r) if listed or _sorts(r) else None


def _sorts_before(r: Reading, before: Sequence[Reading]) -> Reading | None:
    """The whole of the sentence before whose people a figure sorts: "Twelve were men and 32 were women."."""
    if not r.inherited or not _sorts(r):
        return None
    return next((x for x in reversed(before) if _same_kind(x, r) and not x.part and not _sorted(x)), None)


def _sorts(r: Reading) -> bool:
    """Whether a figure is listed or said to be of some sort."""
    frame = r.frame
    return (
        frame is not None
        and _sorted(r)
        and (frame.linked == kinds.LIST or concepts.BE in frame.does or concepts.BE in frame.acts)
    )


def _bracketed(r: Reading) -> bool:
    return r.frame is not None and r.frame.linked == kinds.OPEN_BRACKET


def _sorted(r: Reading) -> bool:
    return bool(r.age or r.gender or r.nationality or r.exploitation)


def _same_kind(x: Reading, r: Reading) -> bool:
    return (x.metric, x.unit, x.year, x.relation) == (r.metric, r.unit, r.year, r.relation)


def _closes(a: Analysis, start: int, end: int) -> bool:
    """Whether something between two figures ends a list: a semicolon, a closing bracket, a dash."""
    return any(x.kind in ENDS_A_LIST for x in a.items[a.items_from(start) : a.items_from(end)])


def _whole(a: Analysis, told: list[Reading], r: Reading) -> Reading | None:
    """What the words make a figure a part of, among those ``told`` before it. Sizes say nothing: it is for a check to
    object.

    A figure listed behind a part is a part of the same. A colon or a dash goes on from what the sentence is about, over
    the figure that it was compared with and the cases that it came in: "convicted 11 traffickers in five cases, up from
    eight: seven for …"."""
    named = named_part(a, r)
    if not named and _describes_those_told(r):
        return _whole_of_clause(a, told, r)
    linked = "" if r.frame is None else r.frame.linked
    if not named and linked == kinds.LIST:
        return _whole_of_list(a, told, r)
    if not named and linked not in SORTING_MARKS:
        return None
    if named and told and _of_the_part(a, told[-1], r):
        return told[-1]
    resumes = not named and linked != kinds.OPEN_BRACKET
    alone: Reading | None = None
    for x in reversed(told[-REACH:]):
        if (x.metric, x.unit) != (r.metric, r.unit) or x.part or _out_of_sight(a, x, r, resumes=resumes):
            continue
        if not _left_behind(a, x, r, resumes=resumes):
            return x
        alone = alone or x
    return alone


def _of_the_part(a: Analysis, part: Reading, r: Reading) -> bool:
    """Whether words tell of the part just before: "including 80 women, 30 of whom were minors".

    Those that are like the words of that part tell of the same whole ("54 of whom were women, 12 of whom were minors"),
    and so do those behind parts joined ("80 women and 40 men, 30 of whom were minors")."""
    clause = part.frame is not None and concepts.BE in part.frame.does
    joined = a.tokens.low[part.first - 1] == WORD.also and not clause
    if joined or not part.part or (part.metric, part.unit) != (r.metric, r.unit):
        return False
    between = a.items[a.items_from(part.last + 1) : a.items_from(r.first)]
    if any(x.kind in ENDS_OF_A_PART or a.tokens.low[x.first] == WORD.also for x in between):
        return False
    marker = _marker(a, r)
    return marker != "" and marker != _marker(a, part)


def _marker(a: Analysis, r: Reading) -> str:
    """The word beside a figure that says that it is a part: "whom", "them", "including"."""
    low = a.tokens.low
    around = (*low[max(0, r.first - 2) : r.first], *low[r.last + 1 : r.last + 3])
    return next((word for word in around if word in WORDS["marks_of_a_part"]), "")


def _describes_those_told(r: Reading) -> bool:
    """Whether a clause behind a semicolon only says of what sort some of those just counted are: "identified 221
    victims; 150 were in sex trafficking"."""
    frame = r.frame
    if not r.inherited or frame is None or frame.linked != kinds.SEMICOLON or frame.definite:
        return False
    return concepts.BE in frame.does and frame.bare()


def _whole_of_clause(a: Analysis, told: list[Reading], r: Reading) -> Reading | None:
    """The only whole figure of the clause before: where there are several, the words do not say which is divided."""
    marks = [mark for mark in a.tokens.semicolons if mark < r.first]
    begin = marks[-2] if len(marks) > 1 else -1
    clause = [x for x in told if begin < x.first < marks[-1] and a.comparator_at(x.first) is None and not x.part]
    alike = [x for x in clause if (x.metric, x.unit) == (r.metric, r.unit) and not named_part(a, x)]
    return alike[0] if len(alike) == 1 else None


def _whole_of_list(a: Analysis, told: list[Reading], r: Reading) -> Reading | None:
    """The whole of the part that a figure is listed behind."""
    previous = next((x for x in reversed(told) if a.depth(x.first) <= a.depth(r.first)), None)
    if previous is None or previous.metric != r.metric:
        return None
    if not previous.part:
        return previous if _narrows(a, previous, r) else None
    whole = _whole_beside(previous, r)
    return whole if whole is not None and whole.unit == r.unit else None


def _narrows(a: Analysis, told: Reading, r: Reading) -> bool:
    """Whether a figure behind a comma counts by a narrower noun what one before it counts: "139 children, 122 girls and
    17 boys"."""
    if told.frame is None or r.frame is None or told.unit != r.unit or a.tokens.low[r.first - 1] != ",":
        return False
    broader, narrower = told.frame.heads[-1:], r.frame.heads[-1:]
    return any(narrow in NARROWER.get(broad, ()) for broad in broader for narrow in narrower)


def _whole_beside(previous: Reading, r: Reading) -> Reading | None:
    """The whole of a figure listed behind the part ``previous``: over a part of a part, where it has a noun of its own
    ("80 women, 30 of whom were minors, and 40 men")."""
    whole = previous.antecedent
    nested = whole is not None and whole.part and previous.frame is not None and previous.frame.bare()
    return whole.antecedent if nested and whole is not None and r.frame is not None and r.frame.heads else whole


def _out_of_sight(a: Analysis, x: Reading, r: Reading, *, resumes: bool) -> bool:
    """Whether words between an earlier figure ``x`` and ``r`` shut it off from being its whole: "… up from 12 in 2010;
    of these, nine": of the others."""
    statement = max((mark for mark in a.tokens.semicolons if mark < r.first), default=-1)
    compared_before = x.first < statement and a.comparator_at(x.first) is not None
    of_cases = resumes and x.frame is not None and x.frame.under >= 0
    if compared_before or of_cases:
        return True
    # its bracket is closed
    return a.depth(x.first) > a.least_depth(x.last + 1, r.first + 1)


def _left_behind(a: Analysis, x: Reading, r: Reading, *, resumes: bool) -> bool:
    """Whether an earlier figure ``x`` was only compared and the main clause has gone on before ``r``: "fewer than the
    40 of 2011, and freed 12 of them"."""
    compared = a.comparator_at(x.first)
    if compared is None or compared == a.comparator_at(r.first):
        return False
    between = a.items[a.items_from(x.last + 1) : a.items_from(r.first)]
    return resumes or any(y.kind == kinds.CONJUNCTION or (y.kind == kinds.VERB and y.finite) for y in between)


def _of_its_time(a: Analysis, r: Reading, whole: Reading, rows: list[Reading]) -> bool:
    """Whether a part is of the time of its total, as it follows right behind it and names no other.

    "Compared with 26 in 2016, of whom five were children", "compared with 30, including 29 in labor trafficking and
    one in both". Where the figure compared has no parts yet, they are its own: "identified 42, up from 26 in 2016, five
    of them children".
    """
    if whole.relation != codes.COMPARATOR or r.relation == codes.COMPARATOR or whole.first > r.first:
        return False
    shown = [x for x in rows if x.first < whole.first]
    undivided_yet = shown and not any(x.part for x in shown)
    return not undivided_yet and not _names_a_time(a, r) and _right_behind(a, r, whole)


def _names_a_time(a: Analysis, r: Reading) -> bool:
    """Whether a time stands behind a figure, before the next one or the next comma."""
    behind = (x.kind for x in a.items[a.items_from(r.last + 1) :][:REACH])
    return next((kind for kind in behind if kind == kinds.TIME or kind in ENDS_A_FIGURE), None) == kinds.TIME


def _right_behind(a: Analysis, r: Reading, whole: Reading) -> bool:
    """Whether nothing but other parts of it stands between a whole and its part."""
    between = a.items[a.items_from(whole.last + 1) : a.items_from(r.first)]
    told = {x.number for x in between if x.kind == kinds.NUMBER}
    parts = {x.number for x in a.readings if x.antecedent is whole and x.relation == codes.COMPARATOR}
    ends = any(x.kind in ENDS_A_STATEMENT for x in between)
    return not ends and parts >= told
