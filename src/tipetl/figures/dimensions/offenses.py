"""The offense that a prescribed penalty is for (contract section 3, rule 13).

What belongs here: which law of a sentence a term belongs to, and the kind of exploitation that it names. What does not:
which durations are penalties, which ``terms`` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.dimensions.named import kinds_in
from tipetl.language.words import word_set
from tipetl.syntax.spans import REACH, clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: words that stand between the capitalized words of a law's name
NAME_LINKS = word_set("offenses.name_links")
#: words that name the offense of trafficking without a kind
AT_LARGE = word_set("offenses.at_large")
#: words before a law that make it serve the offense named before it ("slavery, for which Article 3 sets …")
SERVING = word_set("offenses.serving")


def laws_named(a: Analysis, lo: int, hi: int) -> list[tuple[int, int]]:
    """The laws whose nouns stand between two tokens, from the first token of their name to the noun; "Section 57 of the
    Children's Act" is one."""
    t = a.tokens
    out: list[tuple[int, int]] = []
    for k in range(a.items_from(lo), a.items_from(hi)):
        x = a.items[k]
        if x.kind != "noun" or x.concept != "law":
            continue
        label = k + 1 < len(a.items) and a.items[k + 1].form == "label"
        dated = x.first > 1 and any(w.isdigit() and len(w) == 4 for w in t.low[x.first - 2 : x.first])
        if not (t.text[x.first][0].isupper() or label or dated or x.last > x.first):
            continue
        first = x.first
        q = first - 1
        while q >= 0 and (t.text[q][0].isupper() or t.low[q] in NAME_LINKS or t.low[q].isdigit()):
            if t.text[q][0].isupper() and not (q == 0 and t.low[q] in NAME_LINKS):
                first = q
            q -= 1
        gap = t.low[out[-1][1] + 1 : first] if out else ["x"]
        if all(w in ("of", "the", "and", ",") or not w.isalpha() for w in gap):
            out[-1] = (out[-1][0], x.last)
        else:
            out.append((first, x.last))
    return out


def offense_of(a: Analysis, r: Reading, hits: list[tuple[int, int, str]]) -> str | None:
    """The kind of exploitation that a penalty is for: of the words behind it, up to the next law; else of its own
    law's."""
    t = a.tokens
    clause_lo, clause_hi = clause_bounds(t, r.first)
    # a name may begin before the clause, but not far
    laws = laws_named(a, clause_lo - REACH // 4, clause_hi)
    terms = sorted((x for x in a.readings if x.metric == r.metric), key=lambda x: x.first)
    end = min([clause_hi, *(s for s, _ in laws if s > r.last), *(x.first for x in terms if x.first > r.first)])
    kinds = kinds_in(t, hits, r.last, end - 1)
    if kinds:
        return _only(kinds)
    own = max((law for law in laws if clause_lo <= law[0] < r.first), default=None)
    previous = max((x for x in terms if x.first < r.first), key=lambda x: x.first, default=None)
    floor = clause_lo if previous is None else max(clause_lo, previous.last + 1)
    if previous is not None and previous.first > (clause_lo if own is None else own[0]):
        if _other_crime(a, r):
            return None
        kinds = kinds_in(t, hits, floor, r.first)
        if kinds or not AT_LARGE.isdisjoint(t.low[floor : r.first]):
            return _only(kinds)
        # "four to six years for sex trafficking, a term that rises to nine if the victim is under 14"
        return previous.exploitation
    if own is None:
        return _only(kinds_in(t, hits, clause_lo, r.first))
    kinds = kinds_in(t, hits, own[1] + 1, r.first)
    if kinds:
        return _only(kinds)
    if not AT_LARGE.isdisjoint(t.low[own[1] + 1 : r.first]):
        return None
    kinds = kinds_in(t, hits, *own)
    if not kinds and (_apposed(a, own) or not SERVING.isdisjoint(t.low[max(floor, own[0] - 3) : own[0]])):
        kinds = kinds_in(t, hits, floor, own[0])
    return _only(kinds)


def _apposed(a: Analysis, law: tuple[int, int]) -> bool:
    """ "pimping (Article 169) brings …", "reduction to slavery, Article 600, is punishable by …": whether a law only
    says where the offense named before it stands."""
    low = a.tokens.low
    opening = low[law[0] - 1] if law[0] else ""
    behind = low[law[1] + 1 : law[1] + 9]
    return (opening == "(" and ")" in behind) or (opening == "," and "," in behind and "of" in low[law[0] : law[1]])


def _only(kinds: set[str]) -> str | None:
    return next(iter(kinds)) if len(kinds) == 1 else None


def _other_crime(a: Analysis, r: Reading) -> bool:
    """ "five years for pimping and two for illegal mining": whether words of its own give the term an offense."""
    low = a.tokens.low
    for k in range(r.last + 1, min(len(low), r.last + 5)):
        if low[k] == "for":
            return not (k + 1 < len(low) and low[k + 1] in ("each", "those", "a", "the", "both", "offenses", "repeat"))
        if low[k] in (",", ";", "if", "and", "where", "when"):
            return False
    return False
