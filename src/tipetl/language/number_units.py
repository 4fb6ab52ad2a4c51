"""What stands behind a cardinal and makes it a duration, an age, a share or a sum of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import DASHES, DURATIONS, cardinal

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from tipetl.language.tokens import Tokens


def unit_after(t: Tokens, last: int, currencies: Mapping[str, str], starts: Set[str]) -> tuple[str, str, int] | None:
    """The unit that follows token ``last``: (form, unit, its last token), or None. ``currencies`` are known by their
    words, which begin with one of ``starts``."""
    low, n = t.low, len(t.low)
    j = last + 1
    if j >= n:
        return None
    w = low[j]
    if w in DASHES and j + 1 < n and low[j + 1].split("-")[0] in DURATIONS and t.start[j] == t.end[last]:
        word = low[j + 1]
        return ("age" if word.endswith("-old") else "duration", word.split("-")[0], j + 1)
    if w in DURATIONS:
        if j + 1 < n and low[j + 1] in ("old", "of") and (low[j + 1] == "old" or (j + 2 < n and low[j + 2] == "age")):
            return ("age", w, j + 1)
        return ("duration", w, j)
    if w == "percent" or w == "%":
        return ("percent", "%", j)
    if w == "per" and j + 1 < n and low[j + 1] == "cent":
        return ("percent", "%", j + 1)
    if w in starts or t.text[j] in ("US", "U.S.", "New"):
        for k in (3, 2, 1):
            phrase = " ".join(low[j : j + k])
            if j + k <= n and phrase in currencies:
                return ("money", phrase, j + k - 1)
    if w in ("-", "") or w == "calendar":
        return None
    # an adjective of nationality before the currency: "24,000 Canadian dollars"
    if j + 1 < n and t.text[j][0].isupper() and low[j + 1] in currencies:
        return ("money", f"{low[j]} {low[j + 1]}", j + 1)
    return None


def _listed(low: list[str], end: int) -> bool:
    """Whether the duration that ends at token ``end`` follows another one in a list ("16 years, nine years, …")."""
    comma = next((j for j in range(end - 1, max(-1, end - 4), -1) if low[j] == ","), None)
    return (
        comma is not None
        and low[max(0, comma - 2) : comma][-1:] != []
        and any(w.startswith(("year", "month")) for w in low[max(0, comma - 2) : comma])
    )


def rest_of_duration(t: Tokens, name: str, end: int) -> tuple[float, int]:
    """What "two years AND NINE MONTHS", "five years AND ONE DAY" add, in months, and where the words end (days
    add nothing)."""
    low, n = t.low, len(t.low)
    j = end + 1
    if j < n and low[j] in ("'", "’"):
        j += 1
    if low[j : j + 2] == [",", "and"] and _listed(low, end):
        return 0.0, end  # "16 years, nine years, and 18 months": three terms
    if name.startswith("year") and j + 1 < n and low[j] in ("and", ","):
        k = j + 2 if low[j] == "," and low[j + 1] == "and" else j + 1
        more = cardinal(t, k) if k < n else None
        if more and more[1] + 1 < n and more[0] < 31:
            if low[more[1] + 1] in ("month", "months"):
                return more[0], more[1] + 1
            if low[more[1] + 1] in ("day", "days"):
                return 0.0, more[1] + 1
    return 0.0, end
