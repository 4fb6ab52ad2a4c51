"""Figures that are words: none, an unknown number, a single person; and verbs that are denied or not reported.

What belongs here: turning "no", "did not convict", "did not report" and "a trafficker" into numbers that the frames
and rules
treat like any other (contract section 3, rules 4 and 5). What does not: which metric they have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.penal_numbers import penal_numbers
from tipetl.language.cardinals import number_words
from tipetl.language.numbers import Number
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

NO_SUCH_THING = word_set("polarity.no_such_thing")

NO_WORDS = frozenset(("no", "none", "neither", "nobody", "zero", "nil"))
NEGATORS = frozenset(("not", "never", "nor", "n't", "without", "hardly"))
WHERE_OR_HOW = frozenset(("in", "of", "at", "on", "as", "with", "under", "to", "by", "for", "from", "during"))
UNKNOWN = frozenset(("unknown", "unspecified", "undisclosed", "undetermined", "unreported", "unconfirmed"))
FIGURE_WORDS = NO_WORDS | UNKNOWN | {"not", "a", "an", "another"}


#: "the arrest of a manager": what befell one person
_EVENTS = word_set("polarity.events_of_one")


#: the event is counted itself, is none, or never came
_NOT_THE_EVENT = frozenset(("a", "an", "another", "no", "any", "or", "single", "prevented", "blocked"))


def _of_an_event(low: list[str], i: int, taken: set[int]) -> bool:
    """Whether the "a" at word ``i`` is the one person of "the trial of a mayor", the event itself not being counted."""
    if low[i - 1] != "of" or i < 2 or low[i - 2] not in _EVENTS:
        return False
    q = i - 3
    while q >= 0 and low[q] in ("new", "ongoing", "the", "continued"):
        q -= 1
    return q < 0 or (
        q not in taken and low[q] not in ("a", "an", "another", "no", "any", "or", "single", "prevented", "blocked")
    )


def _a_single(low: list[str], i: int) -> bool:
    """Whether "a single" at token ``i`` counts one: not where it is denied ("did not convict a single official"), nor
    in a phrase that only tells where or how ("in a single raid")."""
    if low[i + 1 : i + 2] != ["single"] or not NEGATORS.isdisjoint(low[max(0, i - 8) : i]):
        return False
    return i == 0 or low[i - 1] not in (
        "in",
        "of",
        "at",
        "on",
        "as",
        "with",
        "under",
        "to",
        "by",
        "for",
        "from",
        "during",
    )


def word_figures(t: Tokens, numbers: list[Number]) -> list[Number]:
    """``numbers`` with the figures that are words added: ``zero`` ("no", "none", "no one", "not a single"),
    ``unknown`` ("an
    unknown number of") and ``one`` ("a trafficker"); in order."""
    low, n = t.low, len(t.low)
    numbers = penal_numbers(t, numbers)
    if t.words.isdisjoint(FIGURE_WORDS):
        return numbers
    # an age only describes whom "a" counts: "convicted a 43-year-old man"
    taken = {i for x in numbers if x.form != "age" for i in range(x.begins, x.last + 1)}
    out: list[Number] = []
    dropped: set[int] = set()
    for i in t.at(FIGURE_WORDS.__contains__):
        w = low[i]
        if w in NO_WORDS and i not in taken:
            nxt = low[i + 1] if i + 1 < n else ""
            prev = low[i - 1] if i else ""
            if nxt in NO_SUCH_THING:
                continue
            if w == "neither" and "nor" in low[i + 1 :]:
                continue
            if w == "no" and (
                nxt == "."
                or (prev in ("or", "with", "at") and nxt in ("case", "explanation", "notice", "contact", "time"))
            ):
                continue
            if w == "no" and nxt in ("one",):
                out.append(Number(i, i + 1, 0, form="zero", spelled=True))
                dropped.add(i + 1)
            elif w == "zero":
                continue
            else:
                out.append(Number(i, i, 0, form="zero", spelled=True))
        elif (w == "not" and low[i + 1 : i + 3] in (["a", "single"],)) or (
            w == "not" and low[i + 1 : i + 2] == ["one"]
        ):
            last = i + 2 if low[i + 1] == "a" else i + 1
            out.append(Number(i, last, 0, form="zero", spelled=True))
            dropped |= {i + 1, last}
        elif w in UNKNOWN and i + 1 < n and low[i + 1] in ("number", "amount", "sum"):
            first = i - 1 if i and low[i - 1] in ("an", "a") else i
            last = i + 2 if i + 2 < n and low[i + 2] == "of" else i + 1
            out.append(Number(first, last, None, form="unknown", spelled=True))
        elif w == "a" and i not in taken and _a_single(low, i):
            last = i + 2 if low[i + 2 : i + 3] == ["one"] else i + 1
            out.append(Number(i, last, 1, form="count", spelled=True))
            dropped |= {i + 1, last}
        elif (
            w in ("a", "an", "another")
            and i not in taken
            and not _leads_to_a_number(low, i, taken)
            and i + 1 < n
            and (
                i == 0
                or low[i - 1] not in ("such", "of", "as", "not", "with", "under", "on", "in")
                or _of_an_event(low, i, taken)
            )
        ):
            out.append(Number(i, i, 1, form="one", spelled=True))
    kept = [x for x in numbers if not any(j in dropped for j in range(x.first, x.last + 1))]
    return sorted([*kept, *out], key=lambda x: (x.first, x.last))


#: what may stand between "a" and a number that it belongs to: "a further 54", "a record 54"
BEFORE_A_NUMBER = frozenset(["further", "total", "additional", "record", "mere", "combined", "reported", "estimated"])
#: "a total of 54"
SUMS_UP = frozenset(["total", "sum", "number"])
ORDINALS = number_words("ordinals")


def _leads_to_a_number(low: list[str], i: int, taken: set[int]) -> bool:
    """Whether "a" at token ``i`` belongs to a number behind it, and counts nothing by itself. "A second" does."""
    if i + 1 in taken:
        return low[i + 1] not in ORDINALS
    k = i + 1
    if low[k : k + 1] and low[k] in BEFORE_A_NUMBER:
        if k + 1 in taken:
            return True
        k += low[k] not in SUMS_UP
    return low[k + 1 : k + 2] == ["of"] and low[k] in SUMS_UP and k + 2 in taken
