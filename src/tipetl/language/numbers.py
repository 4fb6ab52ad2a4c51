"""The number language: which tokens are a number, and what number they are.

What belongs here: cardinals in digits and words, dozens and pairs, ranges, bounds, money, durations, percentages,
ordinals, years and dates as shapes. What does not: what a number counts; that is ``tipetl.figures``'s question.

A ``Number`` covers tokens ``first`` to ``last`` (inclusive). ``form`` says its shape:
``count`` (a bare cardinal), ``money`` (``unit`` is a currency), ``duration`` (in months, ``unit`` is the printed one),
``percent``, ``ordinal``, ``year``, ``date``, ``label`` (it names something: Article 171, Law 79; ``unit`` is
``NO_FIGURE`` where it is too large for a figure, or a piece of something longer)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tipetl.language.cardinals import (
    DASHES,
    DURATIONS,
    LIFE,
    MAX_FIGURE,
    MONTH_ABBREVIATIONS,
    MONTH_NAMES,
    NUMBER_START,
    ORDINALS,
    SCALES,
    SYMBOLS,
    bound_before,
    cardinal,
    digits_value,
    word_value,
)
from tipetl.language.memo import Memo
from tipetl.language.number_labels import is_label, is_line_number, is_piece
from tipetl.language.number_ranges import moved, moving, says_again, spans
from tipetl.language.number_units import rest_of_duration, unit_after
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: words of a law: a low and a high end behind "and" are a range there, and not so many persons and their term
LAWS = frozenset(["law", "article", "articles", "section", "provides", "prescribes", "penalties", "punishable"])
#: the unit of a label that names nothing known and is no figure either
NO_FIGURE = "no figure"
AFTER_AN_AGE = word_set("numbers.after_an_age")


@dataclass(slots=True)
class Number:
    """One number of a sentence; see the module's docstring for ``form`` and ``unit``."""

    first: int
    last: int
    low: float | None
    high: float | None = None
    qualifier: str = "exact"
    form: str = "count"
    unit: str | None = None
    spelled: bool = False
    #: first token of the words that belong to the figure but carry no value ("at least", "between")
    outer: int = -1
    #: the local-currency sum that this dollar sum repeats, or None
    twin: int | None = None

    @property
    def begins(self) -> int:
        """The first token, bounding words included."""
        return self.first if self.outer < 0 else self.outer


def _may_begin(w: str) -> bool:
    """Whether a number may begin with a word."""
    return w[0].isdigit() or w in NUMBER_START or "-" in w or w in SYMBOLS or w in ORDINALS or w == "life"


_MAY_BEGIN = Memo(_may_begin)


def _believed(number: Number) -> Number:
    """The number, or a label in its place where it is larger than any report's."""
    high = number.low if number.high is None else number.high
    if number.low is None or (number.low <= MAX_FIGURE and high is not None and high <= MAX_FIGURE):
        return number
    return Number(number.first, number.last, None, form="label", unit=NO_FIGURE, spelled=number.spelled)


class NumberReader:
    """Finds the numbers of a sentence. ``currencies`` maps a currency word (lower case, singular or plural) to itself.

    The reader is a pure function of its tokens; a class only to hold the currency words it was built with.
    """

    def __init__(self, currencies: dict[str, str]) -> None:
        self.currencies = currencies
        self.currency_starts = {w.split()[0] for w in currencies}

    def read(self, t: Tokens) -> list[Number]:
        """All numbers of the sentence in order; shapes that are no cardinal (dates, labels) included."""
        out: list[Number] = []
        free = 0
        for i in t.at(_MAY_BEGIN.__getitem__):
            if i >= free:
                found = self._at(t, i)
                if found is not None:
                    out.append(_believed(found))
                    free = found.last + 1
        return out

    # -- one number ---------------------------------------------------------------------------------------------------

    def _at(self, t: Tokens, i: int) -> Number | None:
        low, n = t.low, len(t.low)
        w = low[i]
        if w in ORDINALS:
            return Number(i, i, None, form="ordinal", spelled=True)
        if w == "life":
            if (
                i + 1 < n and low[i + 1] in ("imprisonment", "sentence", "sentences", "in", "term", "terms", "terms.")
            ) or (i and low[i - 1] in ("to", "and", "or", "for", "of") and self._penal(t, i)):
                return self._bounded(t, Number(i, i, LIFE, form="duration", unit="life", spelled=True))
            return None
        if "-" in w and not w[0].isdigit():
            head, _, tail = w.partition("-")
            value = word_value(w)
            if value is None:
                lead = word_value(head)
                if lead is None or not tail:
                    return None
                unit = tail.split("-")[0]
                if unit in DURATIONS:
                    if tail.endswith("-old"):
                        return Number(i, i, lead, form="age", unit=unit, spelled=True)
                    return Number(i, i, lead * DURATIONS[unit], form="duration", unit=unit, spelled=True)
                if unit == "time":
                    return None
                return Number(i, i, lead, form="compound", unit=tail, spelled=True)
        symbol = SYMBOLS.get(w)
        if symbol:
            return self._symbol_money(t, i, symbol)
        if w[0].isdigit() and not w.replace(",", "").replace(".", "").isdigit():
            return Number(i, i, None, form="ordinal" if w[-2:] in ("st", "nd", "rd", "th") else "label")
        return self._cardinal_at(t, i)

    def _penal(self, t: Tokens, i: int) -> bool:
        near = t.low[max(0, i - 8) : i + 6]
        return any(w.startswith(("imprison", "prison", "year", "sentenc", "penalt", "jail", "prescrib")) for w in near)

    def _cardinal_at(self, t: Tokens, i: int) -> Number | None:
        low, n = t.low, len(t.low)
        found = cardinal(t, i)
        if found is None:
            return None
        value, last, spelled = found
        nxt = low[last + 1] if last + 1 < n else ""
        prev = low[i - 1] if i else ""
        # a year, a date, a label
        plain = t.text[i]
        if not spelled and last == i:
            if len(plain) == 4 and plain.isdigit() and 1900 <= value <= 2060 and not self._counts_things(t, i):
                if is_line_number(t, i, False, i):
                    return Number(i, i, None, form="label")
                return self._year(t, i)
            if (
                (
                    prev in MONTH_NAMES
                    or prev in MONTH_ABBREVIATIONS
                    or (prev == "." and i > 1 and low[i - 2] in MONTH_ABBREVIATIONS)
                )
                and value <= 31
                and (prev != "may" or t.text[i - 1] == "May")
            ):
                return Number(i, i, value, form="date")
            if value <= 31 and nxt in MONTH_NAMES and t.text[last + 1][0].isupper():
                return Number(i, i, value, form="date")
        if (
            prev in ("aged", "ages", "age")
            or (prev == "of" and i > 1 and low[i - 2] in ("ages", "age"))
            or (
                prev in ("under", "over", "below", "above", "than")
                and value <= 21
                and nxt in AFTER_AN_AGE
                and (prev != "than" or (i > 1 and low[i - 2] in ("older", "younger")))
            )
            or (prev == "as" and i > 1 and low[i - 2] in ("young", "old"))
            or (prev == "between" and i > 1 and low[i - 2] in ("aged", "ages"))
        ):
            if nxt in ("to", "and", "-", "–", "or") and last + 2 < n and (more := cardinal(t, last + 2)) is not None:
                return Number(i, more[1], value, more[0], "range", "age", spelled=spelled)
            return Number(i, last, value, form="age", spelled=spelled)
        if i and not spelled and t.end[i - 1] == t.start[i] and t.text[i - 1].isupper() and len(t.text[i - 1]) <= 3:
            return Number(i, last, value, form="label")
        if (
            nxt in DASHES
            and last + 2 < n
            and low[last + 2].isalpha()
            and t.start[last + 1] == t.end[last]
            and t.start[last + 2] == t.end[last + 1]
            and low[last + 2].split("-")[0] not in DURATIONS
            and cardinal(t, last + 2) is None
        ):
            return Number(i, last + 2, value, form="compound", unit=low[last + 2], spelled=spelled)
        if is_piece(t, i, last) and not is_label(t, i, spelled):
            return Number(i, last, None, form="label", unit=NO_FIGURE, spelled=spelled)
        if is_label(t, i, spelled) or is_line_number(t, i, spelled, last):
            return Number(i, last, value, form="label", spelled=spelled)
        # a range
        ranged = self._range(t, i, value, last, spelled)
        if ranged is not None:
            return ranged
        return self._bounded(t, self._with_unit(t, Number(i, last, value, spelled=spelled)))

    def _counts_things(self, t: Tokens, i: int) -> bool:
        """Whether a four-digit figure in the years' range counts something ("2012 victims"): rare, so only plain
        signs."""
        low = t.low
        return i > 0 and low[i - 1] in SYMBOLS

    def _year(self, t: Tokens, i: int) -> Number:
        low, n = t.low, len(t.low)
        low_year = int(t.text[i])
        joined = i + 1 < n and t.start[i + 1] == t.end[i]  # "2010-2012", not "in 2011 – 92 girls"
        if i + 2 < n and joined and low[i + 1] in DASHES and low[i + 2].isdigit():
            tail = low[i + 2]
            if len(tail) == 4:
                return Number(i, i + 2, low_year, int(tail), form="year", qualifier="range")
            if len(tail) == 2:
                high = int(t.text[i][:2] + tail)
                if low_year < high < low_year + 40:
                    return Number(i, i + 2, low_year, high, form="year", qualifier="range")
                return Number(i, i + 2, None, form="label")
        if i + 2 < n and low[i + 1] == "/" and low[i + 2].isdigit() and len(low[i + 2]) in (2, 4):
            tail = low[i + 2]
            return Number(
                i,
                i + 2,
                low_year,
                int(tail if len(tail) == 4 else t.text[i][:2] + tail),
                form="year",
                qualifier="range",
            )
        return Number(i, i, low_year, form="year")

    def _range(self, t: Tokens, i: int, value: float, last: int, spelled: bool) -> Number | None:
        low, n = t.low, len(t.low)
        j = last + 1
        # "five years' to life", "18 months to eight years", "between three and six years"
        prev = low[i - 1] if i else ""
        if prev == "other" or low[max(0, i - 2) : i] == ["of", "the"]:
            return None  # "sentenced one of the three to six years and the other two to 18 months each"
        bounded = prev != "than" or spans(low, i)
        unit_first = unit_after(t, last, self.currencies, self.currency_starts) if bounded else None
        left_extra = 0.0
        if unit_first and unit_first[0] == "duration":
            left_extra, left_end = rest_of_duration(t, unit_first[1], unit_first[2])
            j = left_end + 1
            if j < n and low[j] in ("'", "’"):
                j += 1
            if j < n and low[j] in ("in", "of") and j + 1 < n and low[j + 1] in ("imprisonment", "prison"):
                j += 2
            elif j < n and low[j] == "imprisonment":
                j += 1
        joiner = low[j] if j < n else ""
        between = prev == "between" or (prev in ("from", "of") and i > 1 and low[i - 2] == "between")
        # "anywhere from 20 to 30" and "ranging from two to six" are ranges; "from 50 to 16" of a fall is two figures
        if j + 1 >= n or not (joiner in ("to", "through") or joiner in DASHES or (joiner in ("and",) and between)):
            return None
        if joiner in DASHES and t.start[j] != t.end[j - 1]:
            return None
        if j + 1 < n and low[j + 1] == "life":
            if unit_first is None:
                return None
            rng = Number(i, j + 1, value * DURATIONS[unit_first[1]], LIFE, "range", "duration", "year", spelled)
            return replace(rng, outer=i - 1) if between else rng
        k = j + 1
        while k < n and low[k] in SYMBOLS:
            k += 1
        right = cardinal(t, k) if k < n else None
        if right is None and k < n and "-" in low[k]:
            head, _, tail = low[k].partition("-")
            lead = word_value(head)
            if lead is not None and tail.split("-")[0] in DURATIONS and unit_first is None and prev not in (",", "and"):
                u = DURATIONS[tail.split("-")[0]]
                return Number(i, k, value * u, lead * u, "range", "duration", tail, spelled)
        if right is None:
            return None
        if (
            joiner == "to"
            and unit_first is None
            and prev in (",", "and", "another")
            and any(w.startswith("sentenc") for w in t.words)
            and (right[0] <= value or t.words.isdisjoint(LAWS))
        ):
            after = unit_after(t, right[1], self.currencies, self.currency_starts)
            if after and after[0] == "duration":
                # "and 23 to one year": so many persons to such a term
                return None
        high, high_last, _ = right
        right_unit = unit_after(t, high_last, self.currencies, self.currency_starts)
        if unit_first and unit_first[0] == "duration":
            if not (right_unit and right_unit[0] == "duration") and not (
                high_last + 1 < n and low[high_last + 1] in ("in", ",", ".", "and", "'", "’", "of", "for", ";")
            ):
                return None
            right_name = right_unit[1] if right_unit and right_unit[0] == "duration" else unit_first[1]
            lo, hi = value * DURATIONS[unit_first[1]] + left_extra, high * DURATIONS[right_name]
            if hi <= lo:
                return None
            end = right_unit[2] if right_unit and right_unit[0] == "duration" else high_last
            right_extra, end = rest_of_duration(t, right_name, end)
            hi += right_extra
            rng = Number(i, end, lo, hi, "range", "duration", right_name, spelled)
            if prev == "than":
                return replace(rng, outer=i - 2)
            return replace(rng, outer=i - 1) if between else rng
        if high <= value and not (right_unit and right_unit[0] == "money"):
            return None
        if low[high_last] in SCALES and low[last] not in SCALES and not spelled and high_last > k:
            value *= high / (digits_value(t.text[k]) or high)
        if (
            joiner == "to"
            and prev == "from"
            and not between
            and not (right_unit and right_unit[0] == "duration")
            and (not (i > 1 and low[i - 2].startswith("rang")))
        ):
            return None
        if (
            joiner == "to"
            and not between
            and not (right_unit and right_unit[0] == "duration")
            and low[i - 1 : i]
            and moved(low[max(0, i - 3) : i])
        ):
            return None
        rng = Number(i, high_last, value, high, "range", spelled=spelled)
        rng = self._with_unit(t, rng)
        return replace(rng, outer=i - 1) if between else self._bounded(t, rng)

    def _with_unit(self, t: Tokens, number: Number) -> Number:
        unit = unit_after(t, number.last, self.currencies, self.currency_starts)
        if unit is None:
            prev = t.low[number.first - 1] if number.first else ""
            if prev and prev.upper() in _CODES and t.text[number.first - 1].isupper():
                number.first, number.form, number.unit = number.first - 1, "money", prev.upper()
            return number
        form, name, end = unit
        if form == "duration":
            return self._duration(t, number, name, end)
        number.form, number.unit, number.last = form, name, end
        return number

    def _duration(self, t: Tokens, number: Number, name: str, end: int) -> Number:
        scale = DURATIONS[name]
        months = (number.low or 0) * scale
        high = None if number.high is None else number.high * scale
        if number.high is None:
            extra, end = rest_of_duration(t, name, end)
            months += extra
        number.low, number.high = round(months, 2), None if high is None else round(high, 2)
        number.form, number.unit, number.last = "duration", name, end
        return number

    def _symbol_money(self, t: Tokens, i: int, code: str) -> Number | None:
        low, n = t.low, len(t.low)
        if i + 1 >= n:
            return None
        found = cardinal(t, i + 1)
        if found is None:
            return None
        value, last, _ = found
        first = i
        if i and t.text[i - 1] in ("US", "U.S.") and code == "USD":
            first = i - 1
        elif i and t.text[i - 1] in ("A", "AU", "C", "CA", "NZ", "NT", "HK", "TT", "BZ", "S", "J", "R", "FJ", "B"):
            first = i - 1
            code = t.text[i - 1] + "$" if t.start[i] == t.end[i - 1] else code
            if code == "USD":
                first = i
        prev = low[first - 1] if first else ""
        j = last + 1
        if j + 1 < n and (
            low[j] in ("to",) or low[j] in DASHES or (low[j] == "and" and (prev == "between" or says_again(low, i)))
        ):
            k = j + 1
            if low[k] in SYMBOLS and k + 1 < n:
                k += 1
            right = cardinal(t, k) if k < n else None
            if right and right[0] > value and (prev not in ("from",) or not moving(low[max(0, first - 12) : first])):
                number = Number(first, right[1], value, right[0], "range", "money", code)
                return replace(number, first=first - 1) if prev == "between" else number
        return self._bounded(t, Number(first, last, value, form="money", unit=code))

    def _bounded(self, t: Tokens, number: Number) -> Number:
        kind, outer = bound_before(t, number.first)
        if outer == number.first:
            return number
        if kind == "exact":
            again, further = bound_before(t, outer)
            kind, outer = (again, further) if further != outer else (kind, outer)
        number.outer = outer
        if number.qualifier != "range":
            number.qualifier = kind
        return number


_CODES = word_set("numbers.codes")
