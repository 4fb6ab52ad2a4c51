"""People of whom only some were victims: "assisted 1,214 migrants, 180 of whom were trafficking victims" counts 180.

What belongs here: taking back the readings of the whole and giving its metric to the part. What does not: parts of
victims ("40 victims, nine of whom were children"), which ``ellipsis`` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading, read_number
from tipetl.language.words import word_set
from tipetl.metrics import VICTIMS

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

#: words that may stand before "victims" without telling one kind of victims from another
OF_NO_KIND = word_set("bystanders.of_no_kind")
SOME = word_set("bystanders.some")
#: said of persons who are not victims, or not yet
NOT_VICTIMS = (("at", "risk"), ("in", "distress"))
NOT = frozenset(("not", "no", "never", "none", "neither"))
#: how many tokens a clause takes to say that persons were no victims
DENIED = 16
WERE = frozenset(("were", "was", "are", "it", "they", "being"))


def read_some_victims(a: Analysis) -> None:
    """Takes back victims' readings of persons only some of whom were victims, and reads that part in their place."""
    for r in list(a.readings):
        if r.metric not in VICTIMS or r.number < 0 or r.frame is None or r.low is None:
            continue
        if r.inherited or "victim" in r.frame.heads or not r.frame.heads or r not in a.readings:
            continue
        found = _some(a, r)
        if found is None:
            continue
        for x in [x for x in a.readings if x.number == r.number and x.metric in VICTIMS]:
            a.readings.remove(x)
        a.why_not[r.number] = "excepted"
        for x in a.readings:
            if x.total is r:
                x.total, x.part = None, False
        part = found if found >= 0 else None
        if part is None or any(x.number == part and not _of_the_part(x) for x in a.readings):
            continue
        for x in [x for x in a.readings if x.number == part]:
            a.readings.remove(x)
        frame = a.frames[part]
        a.readings.append(read_number(r.metric, a.numbers[part], part, r.unit, r.rule, r.score - 1, frame))


def _of_the_part(x: Reading) -> bool:
    """Whether a reading of the part is only what its own words ("… of whom returned") happen to say."""
    return x.frame is not None and x.frame.bare()


def _some(a: Analysis, r: Reading) -> int | None:
    """The number of those who were victims, -1 where the text does not number them ("some of whom were victims"), or
    None where the whole were victims or nothing is said."""
    low = a.tokens.low
    behind_it = a.items[a.items_from(r.last + 1) :]
    x = next((x for x in behind_it if x.kind == "num" and a.numbers[x.number].form == "count"), None)
    end = x.first if x is not None else len(low)
    if r.frame is not None and tuple(low[r.frame.np_end + 1 : r.frame.np_end + 3]) in NOT_VICTIMS:
        return -1
    if r.frame is not None and _no_victims(low, r.frame.np_end + 1):
        return -1
    for i in range(r.last + 1, min(end, r.last + 14)):
        if low[i] in SOME and low[i + 1 : i + 3] in (["of", "whom"], ["of", "them"]) and _are_victims(low, i + 3):
            return -1
        if low[i] == ";":
            return None
    if x is None or end > r.last + 14:
        return None
    behind = low[x.last + 1 : x.last + 3]
    if behind in (["of", "whom"], ["of", "them"]) and _are_victims(low, x.last + 3):
        return x.number
    if behind[:1] == ["as"] and _victims_next(low, x.last + 2):
        return -1  # "94,800 migrants, of whom it recognized 1,930 as victims": that part has its own verb
    if behind in (["of", "whom"], ["of", "them"]) and low[x.last + 3 : x.last + 4] == ["as"]:
        return -1
    before = low[max(0, x.first - 3) : x.first]
    if before[-2:] == ["of", "whom"] and _are_victims(low, x.last + 1):
        return x.number  # "took in 88 residents, of whom 61 were trafficking victims"
    includes = "including" in before or "among" in before
    if includes and _victims_next(low, x.last + 1):
        return x.number
    return None


def _no_victims(low: list[str], k: int) -> bool:
    """ "15,766 other workers, who were not counted as victims": denied from token ``k`` on."""
    if low[k : k + 1] == [","]:
        k += 1
    if low[k : k + 1] not in (["who"], ["whom"]) and low[k : k + 3] != ["none", "of", "whom"]:
        return False
    end = next((i for i in range(k, min(len(low), k + DENIED)) if low[i] in (";", ".")), k + DENIED)
    clause = low[k:end]
    at = next((i for i, w in enumerate(clause) if w in ("victim", "victims")), None)
    return at is not None and not NOT.isdisjoint(clause[:at])


def _are_victims(low: list[str], k: int) -> bool:
    """Whether from token ``k`` it is said that somebody was a victim, of no one kind."""
    if low[k : k + 1] == [] or low[k] not in WERE:
        return False
    return _victims_next(low, k + 1)


def _victims_next(low: list[str], k: int) -> bool:
    for w in low[k : k + 6]:
        if w in ("victims", "victim"):
            return True
        if w not in OF_NO_KIND and not w.endswith("ly"):
            return False
    return False
