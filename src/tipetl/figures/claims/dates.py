"""Finds when a law took effect, and when a court used it, to the month ("convicted under the act [in June 2007]").

What belongs here: the dates of a sentence, and which date belongs to a word. What does not belong here: the words
(``data/claims.yaml``), or which of two dates must be earlier, which checks decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.rows import BOOK
from tipetl.language.cardinals import NUMBER_WORDS
from tipetl.language.number_ranges import is_year
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from tipetl.figures.claims.found import Found
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

MONTHS = {month: number for number, month in enumerate(NUMBER_WORDS["months"], start=1)}
USING_A_LAW, BEFORE_A_DATE = BOOK.words["using_a_law"], BOOK.words["before_a_date"]
LAWS = BOOK.words["nouns_of_laws"]
#: the maximum number of tokens between the matched words, or the last date in them, and the start of a law's date
DATE_REACH = 6
#: kinds of items that may precede a date that opens its clause
OPENING_A_CLAUSE = frozenset((kinds.PREPOSITION, kinds.DETERMINER, kinds.CONJUNCTION, kinds.COMMA, kinds.TIME))

#: kinds of items that open a clause, and kinds that do so after a comma or a conjunction
OPENING = kinds.CLAUSE_OPENERS | (kinds.MARKS - {kinds.COMMA})
SUBJECTS = frozenset((kinds.PRONOUN, kinds.DETERMINER, kinds.NUMBER, kinds.TIME))
#: kinds of items that may precede the first phrase of a clause
LEADING = kinds.JOINTS | OPENING | kinds.ADVERB_OR_TIME


class Date(NamedTuple):
    """A year, its month if one is given, and the first and last token."""

    year: int
    month: int | None
    first: int
    last: int


def began(analysis: Analysis, found: Found) -> Date | None:
    """Return the date on which a law took effect: the date in or right after some words, or the date that opens their
    clause."""
    dates = [*dates_of(analysis.tokens)]
    within = [date for date in dates if found.first <= date.first and date.last <= found.last + DATE_REACH]
    verbs = [item.first for item in analysis.items if item.kind == kinds.VERB and item.finite]
    behind = [date for date in within if not any(found.last < verb < date.first for verb in verbs)]
    opening = [date for date in dates if date.last < found.first and _opens(analysis, date)]
    return next(iter(behind or opening), None)


def used(analysis: Analysis, *, said: bool) -> Date | None:
    """Return the date on which a law was used, according to the sentence, or None if the sentence denies the use or
    gives no date. If other words have ``said`` that the law was used ("delivered the first [convictions under] the
    act"), the sentence's only date is the date of use."""
    if not BOOK.words["not_so"].isdisjoint(analysis.tokens.words):
        return None
    dates = [*dates_of(analysis.tokens)]
    using = [date for date in dates if _is_of_a_use(analysis, date)]
    if said and not using and len(dates) == 1:
        return dates[0]
    return max(using, default=None, key=lambda date: (date.year, date.month or 0))


def dates_of(tokens: Tokens) -> Iterator[Date]:
    """Yield the dates of a sentence, in order; a month without a year belongs to the last year mentioned."""
    low, year, at = tokens.low, None, 0
    while at < len(low):
        # the verb "may" is not a month
        month, last = None if tokens.text[at].islower() else MONTHS.get(low[at]), at
        if month is not None:
            behind = [k for k in range(at + 1, min(at + 4, len(low))) if is_year(low[k])]
            if behind and all(low[k].isdigit() or low[k] == "," for k in range(at + 1, behind[0])):
                last = behind[0]
        names_a_law = tokens.word(last + 1) in LAWS  # "tried under the [2007] law"
        if is_year(low[last]) and not names_a_law:
            year = int(low[last])
        if year is not None and not names_a_law and (month is not None or is_year(low[at])):
            yield Date(year, month, at, last)
        at = last + 1


def clauses_of(analysis: Analysis) -> list[int]:
    """Return, for each item, the first item of its clause."""
    items, begin, clauses = analysis.items, 0, list[int]()
    for place, item in enumerate(items):
        acts = any(x.kind == kinds.VERB for x in items[begin:place])
        joins = acts and item.kind in kinds.JOINTS and any(_leads(analysis, x) for x in items[place + 1 : place + 2])
        if item.kind in OPENING or joins:
            begin = place
        clauses.append(begin)
    return clauses


def _leads(analysis: Analysis, item: Item) -> bool:
    """Whether an item after a comma or a conjunction opens a clause; not "between January and [June 2016]"."""
    return item.kind in SUBJECTS and (item.kind != kinds.TIME or analysis.tokens.low[item.first] in BEFORE_A_DATE)


def begin_of(items: Sequence[Item], begin: int) -> int:
    """Return the first item of the first phrase in the clause that begins at an item."""
    return next((k for k in range(begin, len(items)) if items[k].kind not in LEADING), len(items) - 1)


def verb_of(analysis: Analysis, clauses: Sequence[int], date: Date, also: Container[int] = ()) -> int | None:
    """Return the item of the verb to which a date belongs: the last verb before the date in its clause or, if there is
    none, the first verb after it. The items in ``also`` count as verbs, too."""
    items = analysis.items
    at = next((k for k, item in enumerate(items) if item.first <= date.first <= item.last), 0)
    acts = [k for k, x in enumerate(items) if clauses[k] == clauses[at] and (x.kind == kinds.VERB or k in also)]
    return next((k for k in reversed(acts) if k < at), next(iter(acts), None))


def _opens(analysis: Analysis, date: Date) -> bool:
    """Whether only a preposition precedes a date in its sentence."""
    return all(word in BEFORE_A_DATE for word in analysis.tokens.low[: date.first])


def _is_of_a_use(analysis: Analysis, date: Date) -> bool:
    """Whether the verb to which a date belongs describes an act of a court. The verb to which a date belongs is the
    last one before the date in its clause or, in a sentence that the date opens, the next finite verb."""
    items = analysis.items
    before = [item for item in items if item.last < date.first]
    begin = max((k + 1 for k, item in enumerate(before) if item.kind in kinds.CLAUSE_OPENERS), default=0)
    verbs = [item for item in before[begin:] if item.kind == kinds.VERB]
    if not verbs and (begin == 0 or all(x.kind in OPENING_A_CLAUSE for x in before[begin:])):
        behind = [item for item in items if item.first > date.last and item.kind == kinds.VERB]
        verbs = [item for item in behind if item.finite][:1] or behind[:1]
    return bool(verbs) and _is_use(analysis, verbs[-1])


def _is_use(analysis: Analysis, verb: Item) -> bool:
    return not verb.negated and not USING_A_LAW.isdisjoint(analysis.tokens.low[verb.first : verb.last + 1])
