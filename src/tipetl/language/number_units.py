"""What stands behind a cardinal and makes it a duration, an age, a share or a sum of money."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.language.cardinals import DASHES, DURATIONS, cardinal

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from tipetl.language.tokens import Tokens

#: how tokens begin that may open a currency's name in capitals: "US dollars", "New Zealand dollars"
CAPITALS = frozenset(("US", "U.S.", "New"))
#: of how many words the name of a currency may have
LONGEST_CURRENCY = 3
APOSTROPHES = frozenset(("'", "’"))


class Currencies(NamedTuple):
    """The words for currencies, each to itself, and the words that they begin with."""

    names: Mapping[str, str]
    starts: Set[str]


class Unit(NamedTuple):
    """A unit behind a figure: the ``form`` it gives a number, its ``name`` as printed, and its last token."""

    form: str
    name: str
    last: int


def unit_after(t: Tokens, last: int, currencies: Currencies) -> Unit | None:
    """The unit that follows token ``last``, or None."""
    j = last + 1
    if j >= len(t.low):
        return None
    word = t.low[j]
    if word in DURATIONS:
        return _duration(t, j)
    if word in DASHES:
        return _joined_duration(t, j)
    if word in ("percent", "%"):
        return Unit("percent", "%", j)
    if word == "per" and t.low[j + 1 : j + 2] == ["cent"]:
        return Unit("percent", "%", j + 1)
    return _currency(t, j, currencies)


def _joined_duration(t: Tokens, j: int) -> Unit | None:
    """ "2-year", "14-year-old"."""
    if j + 1 == len(t.low) or t.start[j] != t.end[j - 1]:
        return None
    word = t.low[j + 1]
    name = word.split("-")[0]
    return Unit("age" if word.endswith("-old") else "duration", name, j + 1) if name in DURATIONS else None


def _duration(t: Tokens, j: int) -> Unit:
    """ "two years", "14 years old", "14 years of age"."""
    name, behind = t.low[j], t.low[j + 1 : j + 3]
    if behind[:1] == ["old"] or behind == ["of", "age"]:
        return Unit("age", name, j + 1)
    return Unit("duration", name, j)


def _currency(t: Tokens, j: int, currencies: Currencies) -> Unit | None:
    """ "24,000 euros", "24,000 US dollars"."""
    low, names = t.low, currencies.names
    if low[j] in currencies.starts or t.text[j] in CAPITALS:
        for size in range(min(LONGEST_CURRENCY, len(low) - j), 0, -1):
            phrase = " ".join(low[j : j + size])
            if phrase in names:
                return Unit("money", phrase, j + size - 1)
    if low[j] == "calendar" or j + 1 == len(low):
        return None
    # an adjective of nationality before the currency: "24,000 Canadian dollars"
    return Unit("money", f"{low[j]} {low[j + 1]}", j + 1) if t.text[j][0].isupper() and low[j + 1] in names else None


def _listed(low: list[str], end: int) -> bool:
    """Whether the duration that ends at token ``end`` follows another one in a list ("16 years, nine years, …")."""
    comma = next((j for j in range(end - 1, max(-1, end - 4), -1) if low[j] == ","), None)
    return comma is not None and any(w.startswith(("year", "month")) for w in low[max(0, comma - 2) : comma])


def rest_of_duration(t: Tokens, name: str, end: int) -> tuple[float, int]:
    """What "two years AND NINE MONTHS", "five years AND ONE DAY" add, in months, and where the words end (days
    add nothing)."""
    low = t.low
    j = end + 1
    if low[j : j + 1] and low[j] in APOSTROPHES:
        j += 1
    joined = low[j : j + 2]
    if len(joined) < 2 or joined[0] not in ("and", ",") or not name.startswith("year"):
        return 0.0, end
    if joined == [",", "and"] and _listed(low, end):
        return 0.0, end  # "16 years, nine years, and 18 months": three terms
    begin = j + 2 if joined == [",", "and"] else j + 1
    more = cardinal(t, begin) if begin < len(low) else None
    unit = low[more[1] + 1] if more and more[1] + 1 < len(low) and more[0] < 31 else ""
    if more and unit in ("month", "months"):
        return more[0], more[1] + 1
    return (0.0, more[1] + 1) if more and unit in ("day", "days") else (0.0, end)
