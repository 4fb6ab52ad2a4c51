"""What one figure may take from another: whether two can count the same thing, and which stand where.

What belongs here: tests of a number and of the readings before it. What does not: choosing the one it goes on from
(``ellipsis``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.extract.demonyms import demonyms
from tipetl.extract.readings import COMPATIBLE, LAW_METRICS, PERSON_NOUNS, VICTIM_METRICS, Reading
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame

DESCRIBING = word_set("ellipsis.describing")


def describes(frame: Frame) -> bool:
    """Whether a number's own verb, if it has one, only says more of what was counted before ("12 were women", "six
    came from")."""
    if frame.partitive and not frame.heads:
        return True
    own = set(frame.does) | set(frame.acts)
    return (not own and not (frame.generic_verb and frame.linked in ("verb",))) or bool(own & DESCRIBING)


def speaks_of(a: Analysis, frame: Frame) -> bool:
    """Whether a clause that only describes (were women, came from, concerned, had been) can be about the figure
    before it."""
    if frame.partitive and not frame.heads:
        return True
    if frame.does or frame.acts or frame.generic_verb:
        described = {"be", "come", "go", "exploit", "have", "gather", "flee", "amount", "employ"}
        return bool(described & (set(frame.does) | set(frame.acts))) or (
            frame.generic_verb and not frame.does and not frame.acts
        )
    return True


def personal(word: str) -> bool:
    return word.endswith(
        ("ers", "ors", "ists", "men", "women", "ees", "ans", "ians", "ese", "is", "eses", "ants", "ents")
    ) or word in ("others", "nationals")


def names_people(a: Analysis, frame: Frame) -> bool:
    table = demonyms()
    lo, hi = a.items[frame.item].last + 1, frame.np_end
    return any(a.tokens.text[k] in table for k in range(lo, hi + 1))


def in_parentheses(a: Analysis, token: int) -> bool:
    depth = 0
    for i in range(token):
        w = a.tokens.low[i]
        depth += w in ("(", "[")
        depth -= w in (")", "]")
    return depth > 0


def list_total(rows: list[Reading]) -> bool:
    return len(rows) > 1 and rows[0].low is not None and all((r.low or 0) <= (rows[0].low or 0) for r in rows[1:])


def clause_start(a: Analysis, token: int) -> int:
    start = 0
    for i in range(token):
        if a.tokens.low[i] == ";":
            start = i + 1
    return start


def later(a: Analysis, token: int, frame: Frame, money: bool) -> Reading | None:
    """ "shrank from $90,000 in 2007 to $35,000", "down from 26, police opened 19": the figure behind."""
    rows = [
        r
        for r in a.readings
        if r.first > token
        and r.number >= 0
        and (r.metric in ("funding", "compensation")) == money
        and compatible(r, frame)
    ]
    return rows[0] if rows else None


def align(a: Analysis, k: int, earlier: list[Reading]) -> Reading | None:
    """ "four cases and … two, compared with 16 and six, respectively": the k-th with the k-th."""
    span = next(((s, e) for s, e in a.comparators if s <= a.items[k].first < e), None)
    if span is None:
        return None
    members = [
        x
        for x in a.items
        if x.kind == "num" and span[0] <= x.first < span[1] and a.numbers[x.number].form in ("count", "zero", "money")
    ]
    currents = [r for r in earlier if r.first < span[0] and not r.part]
    if len(members) != len(currents):
        return None
    return currents[members.index(a.items[k])]


def compatible(r: Reading, frame: Frame) -> bool:
    if r.metric in ("funding", "compensation"):
        return True
    if not frame.heads:
        return True
    allowed = COMPATIBLE.get(r.metric, frozenset()) - OTHER_SIDE.get(r.metric, frozenset())
    return any(h in allowed for h in frame.heads)


#: victims are not investigated, traffickers not assisted
OTHER_SIDE = {
    **dict.fromkeys(LAW_METRICS, frozenset(["victim"])),
    **dict.fromkeys(VICTIM_METRICS, frozenset(["offender"])),
}


def joined_to(a: Analysis, k: int) -> int | None:
    """The number to which "a" at item ``k`` only adds one more: "investigated two officers and a clerk"."""
    items = a.items
    frame = a.frames.get(items[k].number)
    if frame is None or not set(frame.heads) & PERSON_NOUNS or frame.does or frame.acts or k < 2:
        return None
    if items[k - 1].kind != "conj" or a.tokens.low[items[k - 1].first] != "and":
        return None
    q = k - 2
    while q >= 0 and (
        items[q].kind in ("noun", "word", "det", "mark")
        or (items[q].kind == "prep" and items[q].form in ("of", "from", "in"))
    ):
        q -= 1
    if q < 0 or items[q].kind != "num" or items[q].form not in ("count", "one"):
        return None
    if items[q].form == "one" and q and items[q - 1].kind == "comma":
        return None  # "two officials, an inspector and a guard": they are the two
    return items[q].number
