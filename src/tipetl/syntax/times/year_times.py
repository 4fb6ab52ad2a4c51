"""Reads times with a printed year: "in 2012", "fiscal year 2013", "between June 2015 and May 2016".

What belongs here: the words around a year that are part of its time, or that show the year to be part of a name. What
does not belong here: times without a year (``times``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.language import forms
from tipetl.language.cardinals import MONTH_ABBREVIATIONS, MONTH_NAMES
from tipetl.language.particles import WORD
from tipetl.syntax.chunks.symbols import BOOK
from tipetl.syntax.chunks.time_bounds import Time, dates_else, since_founding, spell_ending, with_lead
from tipetl.syntax.times import time_kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.language.numbers import Number
    from tipetl.language.patterns import Symbol
    from tipetl.language.tokens import Tokens

WORDS = BOOK.words
YEAR_PARTS, YEAR_LINKS, YEAR_LEADS = WORDS["year_parts"], WORDS["year_links"], WORDS["year_leads"]
YEAR_OWNERS, PLAIN_OWNERS, JOINERS = WORDS["year_owners"], WORDS["plain_owners"], WORDS["year_joiners"]
DATED_THINGS, YEARLY_THINGS, TOLD_CASES = WORDS["dated_things"], WORDS["yearly_things"], WORDS["told_cases"]
FISCAL, NAMES_OF_A_YEAR, BOUNDS_OF_A_SPAN = WORDS["fiscal"], WORDS["names_of_a_year"], WORDS["bounds_of_a_span"]
HOW_MANY = BOOK["how_many_of_a_year"]
FISCAL_YEARS, SPELLS = WORDS["kinds_of_year"], WORDS["spells"]
MEASURED_BY = WORDS["times_over"] | {WORD.measure}
#: the maximum number of words between a case's year and a "had" that shows that the figures belong to another time
HAD = 16
#: the numbers that may be years; any other number is a telephone number
YEARS = range(1800, 2101)
#: the result for a year that is not a time expression
NO_TIME = Time(-1, -1, time_kinds.NO_TIME)


class _Year(NamedTuple):
    """A printed year with the words of its date. ``first`` is the token at which the date begins, and ``before`` the
    token before it (-1 at the start). ``lead`` is the word at ``before``, or the word before the year if the date
    consists only of "of the". ``month`` is the date's first month; ``used`` contains the indices of the numbers in the
    date."""

    tokens: Tokens
    row: list[Symbol]
    numbers: list[Number]
    place: int
    first: int
    before: int
    lead: str
    month: str | None
    used: frozenset[int]
    #: the number that is read as the year, and its last token
    number: Number
    last: int

    @property
    def start(self) -> int:
        """The year, or the first year of a range."""
        return int(self.number.low or 0)

    @property
    def year(self) -> int:
        """The year, or the last year of a range."""
        return int(self.number.high if self.number.high is not None else self.start)

    @property
    def alone(self) -> bool:
        """Whether no month and no phrase such as "end of" precedes the year."""
        return self.first == self.number.first


def year_time(tokens: Tokens, row: list[Symbol], numbers: list[Number], index: int) -> tuple[Time | None, set[int]]:
    """Finds the time that has number ``index`` as its year, and the indices of all numbers in that time."""
    year = _dated(tokens, row, numbers, index)
    for production in PRODUCTIONS:
        time = production(year)
        if time is not None:
            inside = {k for k, number in enumerate(numbers) if time.first <= number.first <= time.last}
            return None if time is NO_TIME else time, {*year.used, *inside}
    return None, {*year.used}


def _dated(tokens: Tokens, row: list[Symbol], numbers: list[Number], index: int) -> _Year:
    """Return a year together with the date to its left: "June 2, 2021", "26 November 2005", "the end of 2013", "fiscal
    year 2013"."""
    low, number = tokens.low, numbers[index]
    used, first, month = {index}, number.first, None
    at = number.first - 1
    while at >= 0:
        if low[at] in MONTH_NAMES or low[at] in MONTH_ABBREVIATIONS:
            month = low[at].rpartition("-")[2]
            first = at
        elif (day := _day_at(low, numbers, at)) is not None:
            used.add(day)
            first = at
        elif low[at] in YEAR_PARTS or (at and low[at] in (WORD.whole, WORD.known) and low[at - 1] in YEAR_LINKS):
            first = at
        elif low[at] != "," or not at or (low[at - 1] not in MONTH_NAMES and _number_at(numbers, at - 1) is None):
            break
        at -= 1
    lead = low[at] if at >= 0 else ""
    if first < number.first and all(w in (WORD.whole, WORD.known) for w in low[first : number.first]):
        # "of the 2003 law": no month or part of a year precedes the year
        first, lead = number.first, low[number.first - 1]
    return _Year(tokens, row, numbers, index, first, at, lead, month, frozenset(used), number, number.last)


def _number_at(numbers: list[Number], token: int) -> int | None:
    """Return the index of the number at token ``token`` if the number may be a day, or None."""
    return next((k for k, x in enumerate(numbers) if x.first == token and x.form in (forms.COUNT, forms.DATE)), None)


def _day_at(low: list[str], numbers: list[Number], token: int) -> int | None:
    """Return the index of the number at token ``token`` if the number is the day of a neighboring month, or None."""
    if not token or MONTH_NAMES.isdisjoint((low[token - 1], *low[token + 1 : token + 2])):
        return None
    return _number_at(numbers, token)


# -- productions: the first that applies decides; NO_TIME means that the year is not a time -----------------------


def _names_a_thing(year: _Year) -> Time | None:
    """Recognizes a year in a name: "the 2012-2015 plan", "the 2005 Human Trafficking Act", "its 2016 report"."""
    owned = year.alone and (year.lead in YEAR_OWNERS or year.lead in ("-", "/") or year.before < 0)
    thing = year.tokens.word(year.last + 1)
    if not owned or not _is_named(year, thing):
        return None
    counts = year.lead in PLAIN_OWNERS and thing not in DATED_THINGS and HOW_MANY.fits(year.row, year.last + 1)
    if thing in YEARLY_THINGS or counts:
        measure = year.tokens.word(year.before - 1) in MEASURED_BY and year.tokens.word(year.last + 2) != WORD.whole
        last = year.last + 2 if thing in FISCAL_YEARS and year.tokens.word(year.last + 2) in SPELLS else year.last
        return Time(year.first, last, time_kinds.STATED, year.year, bound=measure)
    had = "had" in year.tokens.low[year.last + 1 : year.last + HAD]
    if year.lead in ("a", "an") and thing in TOLD_CASES and year.tokens.low[year.before - 1] == WORD.place and had:
        # "in a 2014 case of the same kind, a court had sentenced one captain"
        return Time(year.before - 1, year.last, time_kinds.STATED, year.year, dated=True)
    return NO_TIME


def _is_named(year: _Year, thing: str) -> bool:
    """Return whether the word after a year names the thing to which the year belongs."""
    plainly = year.lead in PLAIN_OWNERS
    return plainly or thing in DATED_THINGS


def _is_of_a_thing(year: _Year) -> Time | None:
    """Recognizes a year after "of" in a name: "the Act of 2009", "Law 79 of 2009"; "the nine of 2009" is a time."""
    if year.lead != WORD.whole or year.before <= 0 or not year.alone:
        return None
    thing = year.tokens.text[year.before - 1]
    if thing[0].isdigit():
        before = year.tokens.word(year.before - 2)
        numbered = before in DATED_THINGS or before in WORDS["number_words"]
        return NO_TIME if numbered else Time(year.before, year.last, time_kinds.STATED, year.year)
    return NO_TIME if thing.lower() in DATED_THINGS or thing[0].isupper() else None


def _owns_a_figure(year: _Year) -> Time | None:
    """Recognizes a year that owns a figure: "up by four on 2014's nine"."""
    owned = year.tokens.word(year.last + 1) in ("'s", "’s")
    return Time(year.first, year.last, time_kinds.STATED, year.year) if owned else None


def _two_years(year: _Year) -> Time | None:
    """Recognizes one time of two years: "in 2006 and 2007", "between 2015 and 2018", "from May 2010 to April 30, 2011";
    "in 2013 and 2012, respectively" are two times."""
    low = year.tokens.low
    behind = (x for x in year.numbers[year.place + 1 :] if _day_at(low, year.numbers, x.first) is None)
    other = None if _is_span(year) else next(behind, None)
    if other is None:
        return None
    gap = low[year.last + 1 : other.first]
    if other.form != forms.YEAR or not _joins(year, gap) or int(other.low or 0) <= year.start:
        return None
    through = bool(year.month) and not MONTH_NAMES.isdisjoint(gap)
    kind = time_kinds.STATED if through and int(other.low or 0) - year.start == 1 else time_kinds.SEVERAL
    first = year.before if year.lead in WORDS["leads_of_two_years"] else year.first
    several = BOOK["years_with_bounds"].end(year.row, first - 1) != -2
    bound = not through and not several and first > 0 and dates_else(low, year.row, first)
    return Time(first, other.last, kind, int(other.low or 0), bound, spanned=through)


def _joins(year: _Year, gap: list[str]) -> bool:
    """Return whether the words between two years join them into one time."""
    if len(gap) == 1 and gap[0] in JOINERS:
        return True
    return year.lead in BOUNDS_OF_A_SPAN and not MONTH_NAMES.isdisjoint(gap)


def _is_span(year: _Year) -> bool:
    """Return whether the year is printed as a range: "2010-2012"."""
    return year.number.high is not None and year.number.high > (year.number.low or 0)


def _kind(year: _Year) -> str:
    """Return the kind of a year's time; a range may be one fiscal year ("2010/11") or several years."""
    if not _is_span(year):
        return time_kinds.STATED
    low, begin = year.tokens.low, year.number.first
    following = year.year - year.start == 1 and year.tokens.word(begin - 1) in NAMES_OF_A_YEAR
    named = not FISCAL.isdisjoint(low[max(0, year.first - 1) : begin])
    fiscal = low[begin + 1] == "/" or named or following
    return time_kinds.STATED if fiscal else time_kinds.SEVERAL


def _ends_a_spell(year: _Year) -> Time | None:
    """Recognizes a period of up to a year by its end: "the year to March 2004", "the fiscal year that ended in June
    2015"."""
    spell = spell_ending(year.tokens.low, year.first)
    if spell is None:
        return None
    # a budget's year is not the year of the paragraph's other figures
    budget = not FISCAL.isdisjoint(year.tokens.low[spell : year.first])
    begin = with_lead(year.row, spell)
    return Time(begin, year.last, time_kinds.STATED, year.year, dated=budget, spanned=not budget)


def _ends_years(year: _Year) -> Time | None:
    """Recognizes a period of several years by its end: "the three years to 2017", "the decade that ended in 2015"."""
    begin = BOOK["years_up_to"].end(year.row, year.before)
    if begin == -2 or _is_span(year):
        return None
    return Time(with_lead(year.row, begin + 1), year.last, time_kinds.SEVERAL, year.year)


def _since(year: _Year) -> Time | None:
    """Recognizes a period that runs up to the report: "since 2011", "since its founding in 2008"."""
    if year.lead == "since":
        bound = dates_else(year.tokens.low, year.row, year.before)
        return Time(year.before, year.last, time_kinds.SEVERAL, None, bound, began=year.year)
    founded = since_founding(year.row, year.first)
    return None if founded is None else Time(founded, year.last, time_kinds.SEVERAL, None)


def _is_no_year(year: _Year) -> Time | None:
    """Recognizes a number that is not a year but part of a telephone number."""
    return None if year.year in YEARS else NO_TIME


def _plain(year: _Year) -> Time:
    """Reads any other year, such as "in 2012", including the words that lead to it."""
    first = year.before if year.lead in YEAR_LEADS else year.first
    if year.lead == "before":
        return Time(first, year.last, time_kinds.STATED, year.year, bound=True)
    bound = dates_else(year.tokens.low, year.row, first)
    return Time(first, year.last, _kind(year), year.year, bound, dated=year.month is not None)


PRODUCTIONS: tuple[Callable[[_Year], Time | None], ...] = (
    _names_a_thing, _is_of_a_thing, _owns_a_figure, _two_years, _ends_a_spell, _ends_years, _since, _is_no_year, _plain,
)  # fmt: skip
