"""Which words of a sentence are a comparison ("compared with 22 in 2011"), so that their figures are comparators
(rule 2)."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from tipetl.extract.analysis import first_token
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.items import Item
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

MOVING_WORDS = word_set("comparators.moving_words")
COMPARING_THE_FIGURE = word_set("comparators.comparing_the_figure")
COMPARING_SOMETIMES = word_set("comparators.comparing_sometimes")

#: how many items a comparison may have
REACH = 200
ACCUSED_BY = word_set("comparators.accused_by")


def comparator_spans(
    t: Tokens, items: list[Item], hits: list[tuple[int, int, str]], numbers: list[Number]
) -> list[tuple[int, int]]:
    """Token spans whose figures are what something is compared with: from "compared with" to the end of its words."""
    spans: list[tuple[int, int]] = []
    n = len(t)
    low = t.low
    for a, b, concept in hits:
        if concept != "comparator":
            continue
        phrase = " ".join(low[a : b + 1])
        start = a
        if phrase == "from":
            if not _moves_from(t, a) and not (a and low[a - 1] == "("):
                continue
            # "from 38 in 2010 to 44 in 2011": only the first
            stop = next(
                (
                    k
                    for k in range(a + 1, n)
                    if low[k] == "to"
                    and any(
                        x.begins == k + 1 or (x.begins == k + 2 and low[k + 1] in ("just", "only")) for x in numbers
                    )
                ),
                None,
            )
            end = _span_end(t, items, a, numbers)
            if stop is not None and stop < end:
                end = stop
            spans.append((start, end))
            continue
        if phrase in COMPARING_THE_FIGURE and not any(x.first == b + 1 for x in numbers):
            continue
        if phrase in COMPARING_SOMETIMES and not _against_figure(t, b, numbers, dated=phrase != "against"):
            continue
        if phrase in (
            "more than the",
            "less than the",
            "fewer than the",
            "half the",
            "twice the",
            "double the",
            "higher than the",
            "lower than the",
            "as many as the",
        ) and not any(x.first == b + 1 for x in numbers):
            continue
        spans.append((start, _span_end(t, items, b, numbers)))
    return _merge(spans)


def _moves_from(t: Tokens, a: int) -> bool:
    words = t.low[max(0, a - 14) : a]
    for w in reversed(words):
        if w in (";",):
            return False
        if w in MOVING_WORDS:
            return True
    return False


def _against_figure(t: Tokens, b: int, numbers: list[Number], *, dated: bool) -> bool:
    """Whether a word that only sometimes compares ("after", "against") has a figure of another time behind it."""
    low = t.low
    k = b + 1
    while k < len(low) and low[k] in ("the", "only", "just", "about"):
        k += 1
    number = next(
        (x for x in numbers if (x.begins == k or x.first == k) and x.form in ("count", "zero", "money")), None
    )
    if number is None:
        return False
    j = number.last + 1
    while (
        j < len(low)
        and j < number.last + 4
        and low[j].isalpha()
        and low[j] not in ("in", "the", "a", "during", "for", "last", "and", "of", "who")
    ):
        j += 1
    nxt = low[j] if j < len(low) else "."
    if not dated and b and low[b - 1] in ACCUSED_BY:
        return False  # "proceedings against 25 defendants": nothing is compared
    if dated or j > number.last + 1:
        tail = low[j + 1 : j + 4]
        return (
            nxt == "in"
            and bool(tail)
            and (
                (tail[0].isdigit() and len(tail[0]) == 4)
                or (
                    tail[0] in ("the", "fiscal", "calendar")
                    and bool({"previous", "prior", "preceding", "year"} & set(tail))
                )
            )
        ) or (
            nxt in ("the", "last", "during", "a")
            and bool({"previous", "prior", "preceding", "before", "earlier", "year"} & set(low[j : j + 4]))
        )
    return nxt in ("in", "the", "a", "during", ",", ".", ";", ")", "last", "for", "and") or number.form == "money"


def _span_end(t: Tokens, items: list[Item], start: int, numbers: list[Number]) -> int:
    """Where the words of a comparison end."""
    depth = 0
    n = len(items)
    begin = bisect_right(items, start, key=first_token)
    for k in range(begin, min(n, begin + REACH)):
        x = items[k]
        if x.kind == "open":
            depth += 1
        elif x.kind == "close":
            if depth == 0:
                return x.first
            depth -= 1
        elif x.kind in ("semi", "colon") and depth == 0:
            return x.first
        elif x.kind == "comma" and depth == 0 and k + 1 < n:
            nxt = items[k + 1]
            follow = items[k + 2] if k + 2 < n else None
            if (
                nxt.kind == "conj"
                and follow is not None
                and follow.kind in ("num", "det")
                and _new_clause(items, k + 2)
            ):
                return x.first
            said_none = (
                follow is not None
                and follow.kind == "num"
                and follow.form == "zero"
                and k + 3 < n
                and items[k + 3].kind in ("noun", "word")
            )
            if nxt.kind in ("conj", "sub") and follow is not None and (follow.kind not in ("num",) or said_none):
                if follow.kind in ("det", "adv") and k + 3 < n and items[k + 3].kind == "num":
                    continue
                return x.first
            if (
                nxt.kind in ("verb", "rel")
                or (nxt.kind == "prep" and follow is not None and follow.kind == "rel")
                or (nxt.kind == "prep" and nxt.form == "including")
            ):
                return x.first
            if nxt.kind in ("noun", "word", "det") and any(
                items[q].kind == "verb" and items[q].finite for q in range(k + 1, min(n, k + 9))
            ):
                return x.first
        elif (x.kind == "dash" and depth == 0) or (
            x.kind == "conj"
            and depth == 0
            and k + 1 < n
            and items[k + 1].kind == "verb"
            and items[k + 1].finite
            and items[k + 1].voice == "active"
            and items[k + 1].concept
        ):
            return x.first
    return items[begin + REACH].first if begin + REACH < n else len(t)


def _new_clause(items: list[Item], k: int) -> bool:
    """Whether a number after "and" begins a clause of its own ("…, and three shelters together housed 166")."""
    n = len(items)
    while (
        k < n
        and items[k].kind in ("num", "noun", "word", "det", "adv", "mark", "prep")
        and items[k].form not in ("in", "during", "from")
    ):
        k += 1
    return (
        k < n
        and items[k].kind == "verb"
        and items[k].finite
        and items[k].voice in ("active", "passive")
        and items[k].concept != "be"
    )


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for a, b in sorted(spans):
        if out and a < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], b))
        else:
            out.append((a, b))
    return out
