"""Time expressions of a sentence and the years they stand for (contract section 3, rules 1 and 10).

What belongs here: finding "in 2012", "the previous reporting period", "over the last five years". What does not:
deciding
which figure a time belongs to; that is ``years``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES, MONTH_ABBREVIATIONS, MONTH_NAMES, cardinal
from tipetl.language.numbers import Number
from tipetl.language.words import word_set
from tipetl.syntax.time_bounds import dates_else, ends_later, since_founding, spell_ending

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

TIME_LEADS = word_set("times.time_leads")
#: the words that a time expression without a year ends in, and the "one" of "the one before that"
TIME_WORDS = frozenset(
    ("year", "period", "month", "months", "years", "decade", "earlier", "previously", "report", "cycle", "one")
)
YEAR_OWNERS = word_set("times.year_owners")
YEAR_PARTS = word_set("times.year_parts")
YEAR_LINKS = word_set("times.year_links")


@dataclass(slots=True)
class Time:
    """A time expression over tokens ``first`` to ``last``.

    ``kind``: ``stated`` (``year`` is the year printed), ``previous`` (the year before that of the figure compared
    with),
    ``this`` (the reporting period), ``multi`` (several years; ``year`` is the last, None for the report's own).
    ``bound``: the
    time belongs to a law, a plan or a side remark ("adopted in 2016") and dates no figure. ``back``: how many years
    before the
    reporting period, for ``previous``.
    """

    first: int
    last: int
    kind: str
    year: int | None = None
    bound: bool = False
    back: int = 1
    #: names a month or day: the time of one event, which the paragraph's other figures do not share
    dated: bool = False
    #: runs from one month to another ("from April 2020 through March 2021"): a period of reporting
    spanned: bool = False
    #: the year that it runs from, where that is all it states ("since 2011")
    began: int | None = None


LAW_WORDS = word_set("times.law_words")
PREPOSITIONS = word_set("times.prepositions")
#: what a year before it dates, and how far the "had" of an earlier time may stand behind it
OLD_CASES = frozenset(["case", "trial", "raid", "operation"])
HAD = 16
EFFORTS = frozenset(["efforts", "effort", "progress", "increase", "improvement", "improvements"])
PREVIOUS_HEADS = frozenset(("previous", "prior", "preceding", "last", "former", "earlier"))
COUNT_WORDS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "several": 0,
    "few": 0,
}


def find_times(t: Tokens, numbers: list[Number]) -> tuple[list[Time], set[int]]:
    """The time expressions of a sentence, and the indices (into ``numbers``) of the numbers they use up."""
    out: list[Time] = []
    used: set[int] = set()
    covered = -1
    low = t.low
    years = {n.first: k for k, n in enumerate(numbers) if n.form == "year"}
    if not years and t.words.isdisjoint(TIME_WORDS):
        return out, used
    by_first = {n.first: k for k, n in enumerate(numbers)}
    dates = {n.first: k for k, n in enumerate(numbers) if n.form in ("date", "count")}
    for i in sorted({*years, *t.at(TIME_WORDS.__contains__)}):
        k, w = years.get(i), low[i]
        if i <= covered:
            continue
        if k is not None:
            time, taken = _from_year(t, numbers, k, dates)
            used |= taken
            if time is not None:
                out.append(time)
                covered = time.last
            continue
        if w == "one" and low[i - 1 : i] == ["the"] and low[i + 1 : i + 3] == ["before", "that"]:
            out.append(Time(_with_preposition(low, i - 1), i + 1, "previous"))
            covered = i + 1
            used |= {by_first[j] for j in (i,) if j in by_first}
            continue
        if w != "one":
            found = _relative(t, i)
            if found is not None and found.first > covered:
                before = low[found.first - 1] if found.first else ""
                if (
                    before == "than"
                    or low[max(0, found.first - 2) : found.first] in (["many", "as"], ["much", "as"])
                    or (low[found.first] == "over" and found.kind == "previous" and before in EFFORTS)
                ):
                    # "four fewer than in the preceding year", "increasing efforts over the previous period"
                    found = replace(found, bound=True)
                out.append(found)
                covered = found.last
                used |= {by_first[j] for j in range(found.first, found.last + 1) if j in by_first}
    return out, used


def _from_year(t: Tokens, numbers: list[Number], k: int, dates: dict[int, int]) -> tuple[Time | None, set[int]]:
    low = t.low
    num = numbers[k]
    taken = {k}
    first, last = num.first, num.last
    year = int(num.high if num.high is not None else num.low or 0)
    start_year = int(num.low or 0)
    kind = "stated"
    j = first - 1
    month = None
    # a date to the left: "June 2, 2021", "26 November 2005", "April 2022", "the end of 2013", "fiscal year 2013"
    while j >= 0:
        w = low[j]
        if w in MONTH_NAMES or w in MONTH_ABBREVIATIONS:
            month = w.rpartition("-")[2]
            first = j
        elif w == "," and j and (low[j - 1] in MONTH_NAMES or j - 1 in dates):
            pass
        elif j in dates and j and (low[j - 1] in MONTH_NAMES or (j + 1 < len(low) and low[j + 1] in MONTH_NAMES)):
            taken.add(dates[j])
            first = j
        elif w in YEAR_PARTS or (w in ("of", "the") and j and low[j - 1] in YEAR_LINKS):
            first = j
        else:
            break
        j -= 1
    prev = low[j] if j >= 0 else ""
    nxt = low[last + 1] if last + 1 < len(low) else ""
    nxt_text = t.text[last + 1] if last + 1 < len(low) else ""
    # "the 2012-2015 plan", "the 2005 Human Trafficking Act", "its 2016 report"
    named = first < num.first and all(w in ("of", "the") for w in low[first : num.first])
    if named:
        # "of the 2003 law": the way to the year leads over no month and no part of a year
        first, prev = num.first, low[num.first - 1]
    attributive = first == num.first and (prev in YEAR_OWNERS or prev in ("-", "/") or j < 0)
    if (
        attributive
        and nxt
        and nxt[0].isalpha()
        and (
            nxt in LAW_WORDS
            or nxt_text[0].isupper()
            or (prev in ("the", "a", "its", "their", "'s", "’s") and nxt not in ("and", "to", "in", "compared"))
        )
    ):
        if nxt in ("reporting", "calendar", "fiscal") or nxt in ("total", "figure", "budget"):
            return Time(first, last, "stated", year), taken
        if prev in ("a", "an") and nxt in OLD_CASES and low[j - 1] == "in" and "had" in low[last + 1 : last + HAD]:
            # "in a 2014 case of the same kind, a court had sentenced one captain"
            return Time(j - 1, last, "stated", year, dated=True), taken
        return None, taken
    if (
        prev == "of"
        and j > 0
        and (low[j - 1] in LAW_WORDS or low[j - 1][0].isdigit() or t.text[j - 1][0].isupper())
        and first == num.first
    ):
        if low[j - 1][0].isdigit() and not (j > 1 and (low[j - 2] in LAW_WORDS or low[j - 2] in ("no", "number", "."))):
            return Time(j, last, "stated", year), taken
        return None, taken
    # "in 2006 and 2007", "between 2015 and 2018", "from 2010 to 2012", "2010-2012"
    span = num.high is not None and num.high > (num.low or 0)
    other = None
    if not span and k + 1 < len(numbers):
        nx = numbers[k + 1]
        gap = low[last + 1 : nx.first]
        tail_month = [w for w in gap if w in MONTH_NAMES]
        if nx.form == "year" and (
            gap in (["and"], ["to"], ["through"], ["until"])
            or (
                prev in ("between", "from")
                and len(gap) <= 5
                and gap
                and all(g in MONTH_NAMES or g in ("and", "to", "through", "until", ",") or g.isdigit() for g in gap)
            )
        ):
            other = nx
            if not (prev in ("between", "from") or gap in (["to"], ["through"], ["until"], ["and"])):
                other = None
        elif tail_month and nx.form == "year" and prev in ("between", "from"):
            other = nx
    if other is not None:
        high = int(other.low or 0)
        months = [w.rpartition("-")[2] for w in low[last + 1 : other.first] if w in MONTH_NAMES]
        if high > start_year:
            taken.add(k + 1)
            last = other.last
            year = high
            kind = "stated" if month and months and high - start_year == 1 else "multi"
            if prev in ("between", "from", "in", "during", "for"):
                first = j
            spanned = bool(month and months)
            return Time(
                first, last, kind, year, not spanned and first > 0 and dates_else(low, first), spanned=spanned
            ), taken
        # "in 2013 and 2012, respectively": two times of their own
    if span and num.high is not None:
        fiscal = (
            low[num.first + 1] == "/"
            or "fiscal" in low[max(0, first - 1) : num.first]
            or (num.high - (num.low or 0) == 1 and low[num.first - 1 : num.first] in (["year"], ["fy"]))
        )
        kind = "stated" if fiscal else "multi"
    spell = spell_ending(low, first)
    if spell is not None:
        # a budget's year is not that of the paragraph's other figures
        budget = "fiscal" in low[spell:first] or "financial" in low[spell:first]
        return Time(_with_preposition(low, spell), last, "stated", year, dated=budget, spanned=not budget), taken
    if prev == "since":
        return Time(j, last, "multi", None, dates_else(low, j), began=year), taken
    since = since_founding(low, first)
    if since is not None:
        return Time(since, last, "multi", None), taken
    if not 1800 <= year <= 2100:
        return None, taken  # the digits of a telephone number
    if prev in PREPOSITIONS or prev in DASHES:
        if prev in PREPOSITIONS:
            first = j
        if prev == "of" and j > 0 and low[j - 1] in ("end", "as", "course", "close"):
            first = j - 1
    elif prev in ("between",):
        first = j
    if "respectively" not in t.words and prev == "before" and first == j:
        return Time(first, last, "stated", year, True), taken
    return Time(first, last, kind, year, dates_else(low, first), dated=month is not None), taken


def _relative(t: Tokens, i: int) -> Time | None:
    low, n = t.low, len(t.low)
    w = low[i]
    prev = low[i - 1] if i else ""
    prev2 = low[i - 2] if i > 1 else ""
    if w in ("year", "period", "cycle"):
        if ends_later(low, i):
            return None
        start = i
        if prev in ("reporting", "calendar", "fiscal", "rating", "financial"):
            start = i - 1
        head = low[start - 1] if start else ""
        if head == "last" and low[i + 1 : i + 3] in (
            ["for", "which"],
            ["in", "which"],
            ["with", "data"],
            ["that", "data"],
        ):
            return None
        if head in PREVIOUS_HEADS or (head == "past" and w == "year"):
            first = start - 1
            if first and low[first - 1] in ("the", "’s", "'s"):
                first -= 1
            before = low[first - 1] if first else ""
            if before in ("any", "every", "all"):
                return None  # "twice as many as in any previous year" names none
            if head == "past" or (
                head == "last"
                and w == "year"
                and start == i
                and low[first] == "the"
                and before in ("over", "in", "during", "within", "for", "throughout")
            ):
                return Time(_with_preposition(low, first), i, "this")
            return Time(_with_preposition(low, first), i, "previous")
        after = low[i + 1] if i + 1 < n else ""
        if after in ("before", "earlier", "prior", "previously", "previous", "ago") and head in ("the", "a", "one"):
            if (
                after in ("before", "prior")
                and low[i + 2 : i + 3]
                and low[i + 2] in ("the", "a", "an", "his", "its", "this", "our")
                and "had" not in low[i + 3 : i + 8]
            ):
                # "the year before the election" is no reporting period; "the year before the two had identified 27" is
                return None
            return Time(_with_preposition(low, start - 1), i + 1, "previous")
        if after == "under" or (after == "in" and i + 2 < n and low[i + 2] == "review"):
            return Time(_with_preposition(low, start - 1), min(i + 2, n - 1), "this")
        if head in ("the", "this", "current") and (
            start < i or prev2 in ("during", "in", "over", "throughout", "for", "of") or head == "this"
        ):
            first = start - 1
            if first and low[first - 1] in ("the", "this"):
                first -= 1
            return Time(_with_preposition(low, first), i, "this")
        if prev in ("’s", "'s") and prev2 in ("year",):
            return None
        return None
    if w in ("earlier", "previously") and prev in ("year", "years") and i > 1:
        if prev == "year" and prev2 in ("a", "one"):
            return Time(i - 2, i, "previous")
        if prev == "years" and prev2 in COUNT_WORDS:
            return Time(i - 2, i, "previous", back=COUNT_WORDS[prev2] or 1)
        return None
    if w in ("years", "months", "decade"):
        if ends_later(low, i):
            return None
        # "over the last five years", "in the past three years", "the previous two years"
        j = i - 1
        if j >= 0 and (low[j] in COUNT_WORDS or cardinal(t, j) is not None):
            j -= 1
        twelve = w == "months" and j < i - 1 and low[j + 1] in ("twelve", "12")
        if low[i + 1 : i + 2] in (["before"], ["earlier"], ["previously"]) and (
            (w == "months" and j >= 0 and low[j] == "the") or twelve
        ):
            return Time(_with_preposition(low, j if j >= 0 and low[j] == "the" else j + 1), i + 1, "previous")
        if w == "years" and low[i + 1 : i + 2] == ["ago"] and prev in COUNT_WORDS and COUNT_WORDS[prev]:
            return Time(i - 1, i + 1, "previous", back=COUNT_WORDS[prev])
        if j >= 0 and low[j] in ("last", "past", "previous", "preceding", "prior", "these", "those"):
            first = j - 1 if j and low[j - 1] == "the" else j
            before = low[first - 1] if first else ""
            if w == "months":
                earlier = low[j] in ("previous", "preceding", "prior")
                return Time(_with_preposition(low, first), i, "previous" if earlier else "this")
            if before in ("over", "in", "during", "for", "within", "throughout", "across", "of"):
                return Time(_with_preposition(low, first), i, "multi")
            return Time(first, i, "multi")
        if prev in ("previous", "earlier", "prior", "past") and prev2 in ("from", "in", "of"):
            return Time(i - 2, i, "background", bound=True)
        return None
    return None


def _with_preposition(low: list[str], first: int) -> int:
    """Extends a time expression over the preposition and "end of" before it."""
    j = first
    while j > 0 and low[j - 1] in TIME_LEADS:
        if low[j - 1] in ("from", "than", "as", "over") and j - 1 == first - 1 and low[j - 1] != "over":
            break
        j -= 1
        if low[j] in ("in", "during", "at", "by", "over", "throughout", "for", "within", "since"):
            break
    return j
