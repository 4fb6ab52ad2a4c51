"""Whether another government did it (contract section 3, rule 8): then it is no fact for law enforcement or money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.extract.demonyms import country_names, demonyms, lower_demonyms
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from tipetl.extract.analysis import Analysis
    from tipetl.extract.frame import Frame

#: Victims' and shelters' figures count whoever acts; these only what the narrative's own government does.
OWN_ONLY = word_set("foreign.own_only")
ACTORS = word_set("foreign.actors")
JOINT = word_set("foreign.joint")
PRIVATE = word_set("foreign.private")
STATE = word_set("foreign.state")


def foreign_actor(a: Analysis, frame: Frame, metric: str, iso3: str | None) -> bool:
    """Whether the doer in the number's clause is another country's authority."""
    if metric not in OWN_ONLY or iso3 is None:
        return False
    t = a.tokens
    verb = (
        frame.verb_token if frame.verb_token >= 0 else (a.items[frame.item].first if frame.item < len(a.items) else 0)
    )
    first = a.items[frame.item].first
    hi = min(x for x in (verb, first) if x >= 0) if verb >= 0 else first
    lo = 0
    for i in range(hi - 1, -1, -1):
        if t.low[i] == ";" or (
            t.low[i] in ("while", "and", "but", "that")
            and i + 1 < len(t)
            and t.text[i + 1][:1].isupper()
            and t.low[i + 1] in lower_demonyms()
            and not _listed(t.low, i)
        ):
            lo = i + 1
            break
    else:
        i = hi
        while i > 0 and t.low[i - 1] not in (",",):
            i -= 1
        lo = i if t.low[lo : lo + 1] and any(w in ACTORS for w in t.low[i:hi]) else 0
    table = demonyms()
    names = country_names()
    for k in range(lo, hi):
        w = t.text[k]
        if not w[:1].isupper():
            continue
        code = table.get(w)
        nxt = t.low[k + 1 : k + 4]
        if (
            code is not None
            and code != iso3
            and any(x in ACTORS for x in nxt)
            and "to" not in t.low[lo:k][-2:]
            and "with" not in t.low[lo:k][-3:]
            and "from" not in t.low[lo:k][-2:]
        ):
            return not (JOINT & set(t.low[lo:hi]))
        own = names.get(w)
        if own is None:
            pair = " ".join(t.text[k : k + 2])
            own = names.get(pair)
        if own is not None and own != iso3:
            prev = t.low[k - 1] if k else ""
            prev2 = t.low[k - 2] if k > 1 else ""
            # "Authorities in Italy arrested", "Saudi Arabia expelled", "the government of Italy"
            if prev in ("in", "of") and prev2 in ACTORS:
                return not (JOINT & set(t.low[lo:hi]))
            if (k == lo or (prev == "the" and k == lo + 1)) and (hi - k) <= 3 and metric != "funding":
                return True
            if k == lo and (hi - k) <= 3:
                return True
    return False


def _listed(low: list[str], i: int) -> bool:
    """Whether the "and" at token ``i`` joins two peoples: "together with Russian and Ukrainian police"."""
    before = i - 2 if low[i - 1 : i] == [","] else i - 1
    return before >= 0 and low[before] in lower_demonyms()


def private_actor(a: Analysis, frame: Frame, metric: str) -> bool:
    """Whether an NGO, an international organization or a donor alone held the training ("IOM funded a course for 60
    lawyers"): the state's own trainings count."""
    if metric not in ("trainings", "persons_trained"):
        return False
    low = a.tokens.low
    verb = next((x for x in reversed(a.items[: frame.item]) if x.kind == "verb" and x.finite), None)
    if verb is None or verb.voice != "active":
        return False
    hi = verb.first
    lo = _clause_start(low, hi)
    if lo and low[lo - 1] == ",":
        # over a remark: "IOM, whose campaign reached 24 towns, trained"
        opened = next((i for i in range(lo - 2, 0, -1) if low[i] == ","), None)
        if lo == hi and opened is not None and low[opened + 1] in ("whose", "which", "who"):
            lo, hi = _clause_start(low, opened), opened
    words = set(low[lo:hi])
    return bool(PRIVATE & words) and not STATE & words


def _clause_start(low: list[str], hi: int) -> int:
    """The token at which the subject that ends before ``hi`` begins."""
    lo = hi
    while lo and low[lo - 1] not in (";", ",", "while", "whereas", "but", "that", "("):
        lo -= 1
    return lo
