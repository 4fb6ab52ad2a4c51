"""The parts of a sentence that a time can reach: clauses, comparisons and parentheses, one within another.

What belongs here: where such a part begins and ends. What does not: which time a figure takes; that is ``years``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.items import Item
    from tipetl.syntax.time_bounds import Time

#: words that set one time's figures against another's and hold to the end of what is said
CONTRASTS = frozenset(["whereas", "while", "although", "though"])
#: words of a clause that tells of the time before it
TIME_CLAUSES = frozenset(["when", "where"])
#: words of a clause behind a comma that a time of its own may date
ASIDES = frozenset(["where", "as", "because", "when", "since", "for"])


#: kinds of items, and words, that may begin or end a part whatever stands before them
TURNING_KINDS = frozenset(["comma", "conj", "verb", "rel", "dash"])
TURNING_WORDS = CONTRASTS | TIME_CLAUSES | ASIDES | {"that", "after", "before", "what", "in", "which"}


@dataclass(slots=True)
class Part:
    """A part of a sentence. ``parent``: the part it stands in, or None. ``time``: the time it tells of without holding
    it ("fewer than in 2016, when there were five"; "more than in 2011 (982)")."""

    kind: str
    first: int
    parent: Part | None = None
    time: Time | None = None
    last: int = -1

    def within(self, kind: str) -> bool:
        """Whether this part is of a kind, or stands in one that is."""
        part: Part | None = self
        while part is not None:
            if part.kind == kind:
                return True
            part = part.parent
        return False

    def reaches(self, other: Part) -> bool:
        """Whether a time in this part may date what stands in the other: the same part, or one inside it."""
        part: Part | None = other
        while part is not None:
            if part is self:
                return True
            part = part.parent
        return False


@dataclass(slots=True)
class Parts:
    """The parts of a sentence, by token."""

    by_token: list[Part] = field(default_factory=list)

    def at(self, token: int) -> Part:
        """The innermost part that a token stands in."""
        return self.by_token[token if token < len(self.by_token) else -1]


def parts_of(t: Tokens, items: Sequence[Item], times: Sequence[Time], comparators: Sequence[tuple[int, int]]) -> Parts:
    """Cuts a sentence into the parts that times reach."""
    out: list[Part] = []
    starts = dict(comparators)
    ends = {b for _, b in comparators}
    by_last = {x.last: x for x in times}
    item_at = {x.first: k for k, x in enumerate(items)}
    here = Part("main", 0)
    n = len(t.low)
    for i in range(n):
        w = t.low[i]
        k = item_at.get(i)
        item = items[k] if k is not None else None
        if i in ends and here.within("comparator"):
            here = _out_of(here, "comparator")
        if item is not None and item.kind == "close":
            here = _out_of(here, "paren") if here.within("paren") else here
        elif w == ";":
            here = Part("main", i, _floor(here, ("paren",)))
        if i in starts:
            here = Part("comparator", i, here)
        if item is not None and k is not None:
            if item.kind == "open":
                out.append(here)
                here = Part("paren", i + 1, here, by_last.get(i - 1))
                continue
            if not k or item.kind in TURNING_KINDS or w in TURNING_WORDS:
                here = _turn(t, items, k, here, by_last)
        out.append(here)
    for i, part in enumerate(out):
        part.last = i
    return Parts(out)


def _turn(t: Tokens, items: Sequence[Item], k: int, here: Part, by_last: dict[int, Time]) -> Part:
    """The part that begins with an item, which is the one before where nothing begins."""
    x = items[k]
    low = t.low
    before = items[k - 1] if k else None
    if x.kind == "comma":
        return _behind_comma(t, items, k, here)
    if x.kind == "dash":
        if here.kind == "dashed":
            return here.parent or here
        # "the 54 victims identified in 2012—39 in 2011—", "three cases—in 2006 there had been none—and handed down"
        return Part("dashed", x.last + 1, here) if _dated_between_dashes(items, k) else here
    if x.kind == "conj" and _gapped(items, k + 1) and any(y.kind == "num" for y in items[:k]):
        return Part("gap", x.first, here)
    if here.kind == "participle" and x.kind == "verb" and x.finite:
        here = here.parent or here
    if here.kind == "clause" and x.kind == "verb" and x.finite and _has_had_its_verb(t, items, k, here):
        here = here.parent or here
    if low[x.first] in CONTRASTS and x.kind in ("sub", "conj", "prep", "noun", "word", "adv"):
        return Part("contrast", x.first, here)
    if before is None and _absolute(t, items, k):
        return Part("absolute", x.first, here)  # "The inspectorate having been abolished in 2006, …"
    told = by_last.get((before.last if before.kind != "comma" else before.first - 1) if before else -1)
    if told is not None and _tells_of_time(t, items, k):
        if told.began is not None:
            told = replace(told, kind="stated", year=told.began)  # "its first since 2011, when it had secured one"
        return Part("clause", x.first, here, told)
    if low[x.first] == "since" and k + 1 < len(items) and items[k + 1].kind in ("pron", "det", "noun", "word"):
        # "more than in any year since they identified 150 in 2010"
        return Part("clause", x.first, here) if _has_verb(items, k + 1) else here
    if low[x.first] == "that" and k and [y.kind for y in items[k - 1 : k + 2 : 2]] == ["noun", "time"]:
        return Part("clause", x.first, here)  # "an offense that in 2022 had yielded no convictions"
    if low[x.first] == "that" and not (k + 1 < len(items) and items[k + 1].kind == "verb"):
        return here  # "reported that": what is reported stands in no clause of its own
    if x.kind == "verb" and _describes(t, items, k, here):
        return Part("participle", x.first, here)
    if low[x.first] in ("where", "after", "before") and (before is None or before.kind == "semi"):
        if _has_verb(items, k + 1):
            return Part("clause", x.first, here)  # "where one had been open in 2009, 15 were now listed"
        return here
    if before is not None and before.kind == "adv" and k > 1:
        before = items[k - 2]  # ", just as there had been none in 2010"
    if before is None or before.kind not in ("comma", "dash", "conj"):
        if x.kind == "rel" or low[x.first] == "what":
            return here if here.kind == "clause" else Part("clause", x.first, here)
        return here
    if x.kind == "rel" or low[x.first] == "what" or (low[x.first] in ASIDES and _has_verb(items, k + 1)):
        return Part("clause", x.first, here)
    return here


def _behind_comma(t: Tokens, items: Sequence[Item], k: int, here: Part) -> Part:
    """The part that a comma ends in or begins."""
    x = items[k]
    nxt = items[k + 1] if k + 1 < len(items) else None
    if nxt is None or t.low[nxt.first] in ("respectively", "however"):
        return here
    again = _gapped(items, k + 1)
    while here.kind in ("clause", "absolute", "participle", "aside") or (here.kind == "gap" and not again):
        here = here.parent or here
    if here.kind == "contrast" and (here.first == 0 or begins_clause(items, k + 1) or _nobody_acts(t, items, k, here)):
        here = here.parent or here
    if again and any(y.kind == "num" for y in items[:k]):
        return Part("gap", x.last + 1, here.parent if here.kind == "gap" else here)
    if _aside(items, k + 1):
        return Part("aside", x.last + 1, here)
    if nxt.kind == "conj" and k + 2 < len(items) and items[k + 2].kind == "time" and here.kind == "main":
        return Part("main", x.last + 1, here)  # ", and in January 2009 the court upheld a term"
    if _absolute(t, items, k + 1):
        return Part("absolute", x.last + 1, here)
    if here.kind == "main" and (begins_clause(items, k + 1) or t.low[nxt.first] == "but"):
        return Part("main", x.last + 1, here)
    return here


def _nobody_acts(t: Tokens, items: Sequence[Item], k: int, here: Part) -> bool:
    """Whether a verb joined behind a comma cannot go on from the contrast, which only says what there was ("whereas in
    2005 there had been three, and arrested 11 persons")."""
    joined = items[k + 1 : k + 3]
    return (
        len(joined) == 2
        and joined[0].kind == "conj"
        and joined[1].kind == "verb"
        and joined[1].finite
        and "there" in t.low[here.first : items[k].first]
    )


def _has_verb(items: Sequence[Item], k: int) -> bool:
    """Whether a finite verb, or the "had" or "did" of one left out, comes before the next comma."""
    for x in items[k:]:
        if x.kind in ("comma", "semi", "colon", "dash", "close"):
            return False
        if x.kind == "verb" and x.finite:
            return True
    return False


def _has_had_its_verb(t: Tokens, items: Sequence[Item], k: int, here: Part) -> bool:
    """Whether a relative clause has its verb already, so that another one is the sentence's own ("an NGO that had run
    two houses in 2016 kept one open")."""
    inside = [x for x in items[:k] if x.first > here.first]
    if t.low[here.first] == "whose" or any(x.kind in ("conj", "sub", "rel", "pron", "comma", "dash") for x in inside):
        return False
    return any(x.kind == "verb" and x.finite for x in inside)


def _tells_of_time(t: Tokens, items: Sequence[Item], k: int) -> bool:
    """Whether a clause behind a time tells of it ("in 2016, when …", "the previous period, in which …", "that of 2016,
    which was 613")."""
    x = items[k]
    low = t.low
    if low[x.first] in TIME_CLAUSES or low[x.first : x.first + 2] == ["in", "which"]:
        return True
    return low[x.first] == "which" and low[x.first + 1 : x.first + 2] in (["was"], ["were"], ["stood"])


def _describes(t: Tokens, items: Sequence[Item], k: int, here: Part) -> bool:
    """Whether a participle only describes the noun before it, the clause having its verb already ("continued the
    prosecution of 13 in a case begun in 2012")."""
    x = items[k]
    before = items[k - 1] if k else None
    if (
        x.voice != "bare"
        or before is None
        or before.kind not in ("noun", "word", "num", "pron", "det", "close", "comma")
    ):
        return False
    if k + 1 < len(items) and items[k + 1].kind not in ("prep", "time"):
        return False
    if t.low[x.last] == "begun":
        return True
    if any(y.kind == "verb" for y in _up_to_a_bound(items[k + 1 :])):
        return True
    back = [y for y in reversed(items[:k]) if y.first >= here.first]
    ahead = next((y for y in items[k + 1 :] if y.kind in ("comma", "semi", "verb")), None)
    if ahead is not None and ahead.kind == "comma":
        fronted = "prep" in (items[0].kind, items[1].kind) and items[0].kind in ("prep", "word")
        if here.kind == "main" and fronted and not any(y.kind in ("verb", "comma") for y in back):
            return True  # "Contrary to a directive issued in 2002, …"
        inside = list(_up_to_a_bound(back))
        if inside and len(inside) < len(back) and back[len(inside)].kind == "comma":
            # ", among them some charged in 2017, …": words between commas that have no other verb
            return inside[-1].kind in ("num", "det", "pron", "prep") and not any(y.kind == "verb" for y in inside)
    return any(y.kind == "verb" and y.finite for y in _up_to_a_bound(back, commas=False))


def _up_to_a_bound(items: Sequence[Item], *, commas: bool = True) -> Iterator[Item]:
    """The items before the next word that begins another clause."""
    rows = list(items)
    for x, nxt in zip(rows, [*rows[1:], *rows[:1]], strict=True):
        if nxt is not None and nxt.kind in ("time", "adv") and x.kind in ("comma", "conj"):
            continue  # "in 2006, 2007, or 2008", "in 2003 or earlier"
        if x.kind in ("conj", "semi", "colon", "sub", "rel", "dash") or (commas and x.kind == "comma"):
            return
        yield x


def _gapped(items: Sequence[Item], k: int) -> bool:
    """Whether a time with a figure right behind it begins ("in 2014 they had identified eight, in 2015 five")."""
    k += k < len(items) and items[k].kind == "conj"
    if k >= len(items) or items[k].kind != "time":
        return False
    k += 1
    while k < len(items) and items[k].kind in ("prep", "adv", "det"):
        k += 1
    return k < len(items) and items[k].kind == "num"


def _dated_between_dashes(items: Sequence[Item], k: int) -> bool:
    """Whether the dash at item ``k`` opens a few words with a time of their own, closed by another dash."""
    near = items[k + 1 : k + 14]
    close = next((j for j, y in enumerate(near) if y.kind in ("dash", "semi", "colon")), None)
    if not close or near[close].kind != "dash":
        return False
    inside = near[:close]
    return [y.kind for y in inside] == ["num", "time"] or inside[0].kind == "time"


def _aside(items: Sequence[Item], k: int) -> bool:
    """Whether a comma opens a figure with a time of its own and nothing else (", 15 in 2004,"), which says how it was
    then; a list of such figures is none."""
    if k < 2 or k + 1 >= len(items) or items[k].kind != "num" or items[k + 1].kind != "time":
        return False
    after = items[k + 2].kind if k + 2 < len(items) else "end"
    told = [x for x in items[: k - 1] if x.kind in ("num", "time")]
    return after in ("comma", "semi", "mark", "end") and bool(told) and all(x.kind == "num" for x in told[-1:])


def _absolute(t: Tokens, items: Sequence[Item], k: int) -> bool:
    """Whether a comma opens a participle with a figure of its own for subject (", 37 having been opened in 2012")."""
    low = t.low
    for x in items[k : k + 6]:
        if low[x.first] == "having":
            return x is not items[k] or any(y.kind == "num" for y in items[:k])
        if x.kind not in ("num", "noun", "word", "adv", "prep", "det"):
            return False
    return False


def begins_clause(items: Sequence[Item], k: int) -> bool:
    """Whether "and" begins a clause with a subject and a finite verb of its own (", and in March 2018 a court freed
    two")."""
    n = len(items)
    if k >= n or items[k].kind != "conj":
        return False
    k += 1
    subject = False
    while k < n:
        x = items[k]
        if x.kind == "verb":
            return subject and x.finite
        if x.kind in ("noun", "word", "pron", "num"):
            subject = True
        elif x.kind == "comma":
            if not (k and items[k - 1].kind == "time"):
                return False
        elif x.kind not in ("det", "prep", "time", "adv"):
            return False
        k += 1
    return False


def _out_of(part: Part, kind: str) -> Part:
    """The part around the innermost one of a kind."""
    at: Part | None = part
    while at is not None and at.kind != kind:
        at = at.parent
    return (at.parent if at is not None else None) or part


def _floor(part: Part, kinds: tuple[str, ...]) -> Part | None:
    at: Part | None = part
    while at is not None and at.kind not in kinds:
        at = at.parent
    return at
