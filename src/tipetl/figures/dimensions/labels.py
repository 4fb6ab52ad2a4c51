"""Lists that name each kind before its figure: "sex trafficking: 16; labor: seven", "Moldovans (131), Romanians (74)".

What belongs here: which words before a figure are its label. What does not: what those words say, which ``named``
decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: what stands between a label and its figure, and how the entry ends there
CLOSED_BY = {"open": frozenset(("close",)), "colon": frozenset(("semi", "comma", "close", "dash", "conj"))}
BREAKS = frozenset(("comma", "semi", "colon", "open", "close", "dash"))
#: how many items before a figure may name whom it counts
NEAR = 7
Span = tuple[int, int]


def find_labels(a: Analysis) -> dict[int, Span]:
    """The tokens (first and last) of the label of each figure in a kind-first list, by the number's index. A list has
    two entries or more that are marked alike."""
    found: dict[str, dict[int, Span]] = {"open": {}, "colon": {}}
    for k in a.nums:
        mark = a.items[k - 1].kind if k else ""
        if mark not in found or not _ends_there(a, k, mark):
            continue
        span = _label(a, k, mark)
        if span is not None:
            found[mark][a.items[k].number] = span
    return {number: span for entries in found.values() if len(entries) > 1 for number, span in entries.items()}


def _ends_there(a: Analysis, k: int, mark: str) -> bool:
    """Whether nothing but its number stands in the entry of item ``k``."""
    frame = a.frames.get(a.items[k].number)
    if frame is None or not frame.bare() or a.numbers[a.items[k].number].form not in ("count", "zero"):
        return False
    if k + 1 >= len(a.items) or a.items[k + 1].kind in CLOSED_BY[mark]:
        return True
    return mark == "colon" and a.tokens.low[a.items[k].last + 1 : a.items[k].last + 2] == ["."]


def _label(a: Analysis, k: int, mark: str) -> Span | None:
    """The words from the entry before, or from what opens the list, to the mark; None where they count something
    themselves ("63 minors (48)") or there are none."""
    items = a.items
    first = k - 1
    while first > 0 and k - first < REACH:
        x, ahead = items[first - 1], items[first - 2] if first > 1 else None
        if x.kind in BREAKS:
            break
        if mark == "open" and x.kind == "verb" and x.finite and x.voice != "bare":
            # "who had been put to work in fields (37)" tells of the persons, "outnumbered adults (126)" does not
            first -= x.voice == "passive"
            break
        if x.kind == "num":
            return None if mark == "open" else _behind(a, first, k)
        if x.kind == "conj" and (ahead is None or ahead.kind in ("close", "comma", "num")):
            break
        first -= 1
    return _behind(a, first, k)


def _behind(a: Analysis, first: int, k: int) -> Span | None:
    return (a.items[first].first, a.items[k - 1].first - 1) if first < k - 1 else None


def subject_before(a: Analysis, r: Reading) -> Span | None:
    """ "Children made up 60 of them", "the minors 17, and the men six": the words before a figure that name whom it
    counts."""
    if r.frame is None or r.frame.np_end > r.last or r.frame.head_word or r.number < 0:
        return None
    k = a.items_from(r.first)
    end, amounts = k, r.frame.linked == "noun"
    while k > 0 and end - k < NEAR:
        x = a.items[k - 1]
        if x.kind == "verb" and x.concept == "amount" and not amounts:
            amounts = True
        elif x.kind not in ("noun", "word", "det", "adv") and not (amounts and x.kind == "prep" and k < end):
            break
        k -= 1
    return (a.items[k].first, r.first - 1) if amounts and k < end else None
