"""Which words of a sentence are a comparison ("compared with 22 in 2011"), so that their figures are comparators
(rule 2)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.language.words import word_set
from tipetl.syntax.spans import first_token

if TYPE_CHECKING:
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.items import Item

MOVING_WORDS = word_set("comparators.moving_words")
COMPARING_THE_FIGURE = word_set("comparators.comparing_the_figure")
COMPARING_AT_ONCE = word_set("comparators.comparing_at_once")
COMPARING_SOMETIMES = word_set("comparators.comparing_sometimes")

#: prepositions that go back, behind a comma, to what was compared ("compared with 86, in 46 shelters")
BACK_TO_THE_FIGURE = frozenset(
    ["in", "at", "over", "with", "without", "after", "through", "by", "to", "against", "involving"]
)

TERMS = frozenset(["sentence", "sentences", "term", "terms", "imprisonment", "prison", "sentenced", "punishments"])

MULTIPLES = frozenset(["half", "twice", "double", "triple", "times"])

#: how many items a comparison may have
REACH = 200
ACCUSED_BY = word_set("comparators.accused_by")


def comparator_spans(
    t: Tokens, items: list[Item], hits: list[tuple[int, int, str]], numbers: list[Number]
) -> list[tuple[int, int]]:
    """Token spans whose figures are what something is compared with: from "compared with" to the end of its words."""
    spans: list[tuple[int, int]] = []
    n = len(t.low)
    low = t.low
    for a, b, concept in hits:
        if concept != "comparator":
            continue
        phrase = " ".join(low[a : b + 1])
        start = a
        if phrase == "from":
            opens = _opens_a_move(t, a, numbers)
            if (not _moves_from(t, a) and not (a and low[a - 1] == "(") and opens is None) or _bounds_a_term(t, a):
                continue
            if opens is not None:
                spans.append((start, opens))
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
        if phrase in COMPARING_THE_FIGURE and not _at_once_or_of(t, b, numbers):
            continue
        if phrase in COMPARING_SOMETIMES and not _against_figure(t, b, numbers, dated=phrase != "against"):
            continue
        if phrase in COMPARING_AT_ONCE and not _at_once_or_of(t, b, numbers):
            continue
        spans.append((start, _span_end(t, items, b, numbers)))
    return _merge(spans)


def _at_once_or_of(t: Tokens, b: int, numbers: list[Number]) -> bool:
    """Whether a figure stands right behind token ``b``, or is what a noun behind a multiple is "of": "twice its share
    of $24,500"."""
    multiple = t.low[b - 1] in MULTIPLES
    end = next((k for k in range(b + 1, min(len(t.low), b + 7)) if t.low[k] in ("of", ",", ";")), None)
    places = {b + 1, end + 1} if multiple and end is not None and t.low[end] == "of" else {b + 1}
    return any(x.first in places or (x.begins in places and x.form == "money") for x in numbers)


def _moves_from(t: Tokens, a: int) -> bool:
    words = t.low[max(0, a - 14) : a]
    for w in reversed(words):
        if w in (";",):
            return False
        if w in MOVING_WORDS:
            return True
    return False


def _opens_a_move(t: Tokens, a: int, numbers: list[Number]) -> int | None:
    """Where "from" opens its clause and its figure moves behind a comma ("From 64 in the previous period, the number
    prosecuted rose to 117"): the comma; None elsewhere."""
    low = t.low
    if (a and low[a - 1] != ";") or not any(x.begins == a + 1 and x.form == "count" for x in numbers):
        return None
    comma = next((k for k in range(a + 1, min(len(low), a + 16)) if low[k] == ","), None)
    if comma is None or "to" in low[a:comma]:
        return None
    return comma if not MOVING_WORDS.isdisjoint(low[comma : comma + 12]) else None


def _bounds_a_term(t: Tokens, a: int) -> bool:
    """Whether "from" opens a range of prison terms ("sentences handed down ranged from two to 10 years")."""
    near = t.low[max(0, a - 10) : a + 10]
    return bool({"years", "months", "year"} & set(t.low[a + 1 : a + 8])) and bool(TERMS & set(near))


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
    end = number.last
    if low[end + 1 : end + 2] == ["("] and ")" in low[end + 2 : end + 8]:
        end += 2 + low[end + 2 : end + 8].index(")")  # "against 22 million ($38,000) in 2003"
    j = end + 1
    while (
        j < len(low)
        and j < end + 4
        and low[j].isalpha()
        and low[j] not in ("in", "the", "a", "during", "for", "last", "and", "of", "who")
    ):
        j += 1
    nxt = low[j] if j < len(low) else "."
    accused = low[max(0, b - 4) : b]
    if "," in accused:
        accused = accused[len(accused) - accused[::-1].index(",") :]
    if not dated and b and ACCUSED_BY & set(accused):
        bare = j == end + 1 and bool({"before", "earlier", "previous", "preceding", "prior"} & set(low[j : j + 4]))
        if not bare:
            return (
                False  # "proceedings against 25 defendants": nothing is compared; "13 cases against 26 a year earlier"
            )
    if dated or j > end + 1:
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
    if nxt == "with" and any(x.begins == j + 1 and x.form == "count" for x in numbers):
        return True  # "93 cases with 134 defendants, against 42 with 66"
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
            turned = _turns_back(t, items, start, k)
            if turned is not None:
                if turned:
                    return x.first
                continue
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
            if follow is not None and follow.kind == "rel" and _parted_before(t, start) and t.low[nxt.first] == "of":
                continue  # "96, 82 of whom were exploited abroad, compared with 68, of whom 60 were"
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
    return items[begin + REACH].first if begin + REACH < n else len(t.low)


def _parted_before(t: Tokens, start: int) -> bool:
    """Whether the figure before a comparison is told with its parts already."""
    low = t.low[max(0, start - 30) : start]
    return any(one == "of" and other in ("whom", "which", "them") for one, other in pairwise(low))


def _turns_back(t: Tokens, items: list[Item], start: int, k: int) -> bool | None:
    """Whether the comma at item ``k`` ends a comparison and what follows is said of the time reported again; None where
    the words after it do not tell.

    A comparison goes on where the next figure has a time of its own ("nine in 2016, and three in 2015") or where it is
    a list whose time is still to come ("158 investigations, 31 prosecutions, and 19 convictions the year before").
    """
    n = len(items)
    said = items[bisect_right(items, start, key=first_token) : k]
    figures = sum(x.kind == "num" for x in said)
    j = k + 1
    if t.low[items[j].first] in ("while", "whereas", "although", "though"):
        return True
    joined = items[j].kind == "conj" and t.low[items[j].first] in ("and", "but")
    j += joined
    while j < n and items[j].kind in ("det", "adv"):
        j += 1
    if j >= n or items[j].kind == "time":
        return None
    if not figures or not _names_a_figure(said):
        return None
    x = items[j]
    if x.kind == "num":
        end = next((q for q in range(j, n) if items[q].kind in ("comma", "semi", "colon", "mark", "open", "close")), n)
        if any(y.kind == "time" and t.low[y.first] != "from" for y in items[j:end]):
            return False if joined else None
        part = t.low[x.last + 1 : x.last + 3] in (["of", "them"], ["of", "whom"], ["of", "which"])
        if not joined and t.low[x.first] == "over" and any(y.kind == "time" for y in said):
            return True  # "compared with 992 the year before, over 21 courses"
        if not joined and any(y.kind == "verb" and y.finite and y.voice != "bare" for y in items[j:end]):
            return True  # "as compared with 12 in 2006, three were acquitted"
        if (joined or part) and (figures == 1 or any(y.kind == "time" for y in said)):
            return True
        return None
    if x.kind == "prep" and not joined and t.low[x.first] in BACK_TO_THE_FIGURE:
        after = items[j + 1] if j + 1 < n else None
        return True if after is not None and after.kind not in ("time", "rel") else None
    return None


def _names_a_figure(said: list[Item]) -> bool:
    """Whether a comparison goes to a figure at once, and not to a clause that tells of it ("by comparison, they
    prosecuted 383 in 2021, 319 of them …")."""
    for x in said:
        if x.kind == "num":
            return True
        if x.kind in ("comma", "pron", "verb", "rel"):
            return False
    return False


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
