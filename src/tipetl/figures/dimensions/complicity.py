"""Whether the persons counted are public officials accused of complicity (contract section 1; section 3, rule 3).

What belongs here: the ``official`` of a figure. What does not: officials who act, whom no figure of law enforcement
counts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.record.denial_end import denial_end
from tipetl.figures.record.readings import PERSON_NOUNS, Reading
from tipetl.language.words import word_set
from tipetl.metrics import PROCEEDINGS
from tipetl.syntax.lookahead import opens_clause
from tipetl.syntax.spans import REACH, clause_bounds, hits_between, last_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frame import Frame

OFFICIAL_NOUNS = frozenset(("official", "judge", "prosecutor"))
#: ranks and posts that only the state gives
POSTS = word_set("complicity.posts")
#: words for anybody employed, and the words that make the state the employer
STAFF = word_set("complicity.staff")
STATE = word_set("complicity.state")
#: what a state does to its own officials, by the verb
DEALT_WITH = word_set("complicity.dealt_with")
EVENTS = frozenset(("investigation", "prosecution", "case", "trial", "charge", "inquiry"))
#: prepositions before the one who acts or is addressed, not the one accused
NOT_ACCUSED = word_set("complicity.not_accused")


def is_official(a: Analysis, r: Reading, before: Sequence[Reading], whole: Reading | None, hi: int) -> bool:
    """Whether a reading counts officials; the readings before it in the sentence have been asked already. ``whole`` is
    its total, ``hi`` the last token that describes it."""
    if r.metric not in PROCEEDINGS and r.metric != "sentences_suspended":
        return False
    frame = r.frame
    bare = frame is not None and frame.bare()
    if frame is not None and (not OFFICIAL_NOUNS.isdisjoint(frame.heads) or _named(a, r, frame.np_end)):
        return True
    lo, end = (r.first, hi) if r.status == "reported" else (clause_bounds(a.tokens, r.first)[0], denial_end(a, r))
    if any(c == "complicity" for _, _, c in hits_between(a.hits, lo, end)):
        return True
    if r.status != "reported" and (_accused_behind(a, r) or _none_of_them(a, r, before, end)):
        return True
    if whole is not None and whole.official and (r.part or (r.inherited and bare)):
        return True
    if frame is not None and _event_against(a, frame):
        return True
    if not bare or frame is None:
        return False
    if "be" in frame.does and not OFFICIAL_NOUNS.isdisjoint(frame.right):
        return True
    near = [x for x in a.readings if x.metric in PROCEEDINGS and x.first < r.first and not x.part]
    if near:
        return max(near, key=lambda x: x.first).official
    if _of_those_dealt_with(a, r, frame):
        return True
    back = [x for x in before if x.metric in PROCEEDINGS]
    if frame.partitive and back:
        return max(back, key=lambda x: x.first).official
    if back and all(x.official for x in back):
        # "Four officers were under investigation. Nobody was convicted."
        return r.low is None or any(x.low is not None and r.low <= x.low for x in back)
    return _spoken_of(a, r)


def _none_of_them(a: Analysis, r: Reading, before: Sequence[Reading], end: int) -> bool:
    """ "investigated nine officials but did not convict any of them": whether a denial goes back to officials."""
    low = a.tokens.low
    words = low[r.last + 1 : end + 1]
    if "them" not in words or words[words.index("them") - 1] != "of":
        return r.number >= 0 and low[r.first] == "neither" and _goes_back_to_officials(a, r, before)
    return _goes_back_to_officials(a, r, before)


def _goes_back_to_officials(a: Analysis, r: Reading, before: Sequence[Reading]) -> bool:
    """Whether the figures of law enforcement before a reading, of its sentence or else the last, count officials."""
    here = [x for x in a.readings if x.metric in PROCEEDINGS and x.last < r.first]
    back = here or [x for x in before if x.metric in PROCEEDINGS]
    if back:
        return max(back, key=lambda x: x.first).official
    lo, _ = clause_bounds(a.tokens, r.first)
    dealt = (x for x in a.items[a.items_from(lo) : a.items_from(r.first)] if x.kind == "num")
    return any(_is_dealt_with(a, a.frames.get(x.number)) for x in dealt)


def _of_those_dealt_with(a: Analysis, r: Reading, frame: Frame) -> bool:
    """ "dismissed 28 agents and arrested nine": a bare figure behind officials whom the state itself dealt with."""
    if frame.linked == "prep" and not frame.partitive:
        return False
    begin = a.items_from(max(0, r.first - REACH))
    told = next((x for x in reversed(a.items[begin : a.items_from(r.first)]) if x.kind == "num"), None)
    return told is not None and _is_dealt_with(a, a.frames.get(told.number))


def _is_dealt_with(a: Analysis, frame: Frame | None) -> bool:
    """Whether a number counts officials who were dismissed, suspended or the like."""
    if frame is None or not (OFFICIAL_NOUNS & {*frame.heads} or not STAFF.isdisjoint(frame.nouns)):
        return False
    return any(not DEALT_WITH.isdisjoint(a.tokens.low[a.items[v].first : a.items[v].last + 1]) for v in frame.verbs)


def _event_against(a: Analysis, frame: Frame) -> bool:
    """ "one case against a municipal official", "an investigation of a retired colonel": whether what is counted is
    an event that an official is accused in."""
    if frame.partitive or not frame.heads or not EVENTS.issuperset(frame.heads):
        return False
    k = a.items_from(frame.np_end + 1)
    if k >= len(a.items) or a.items[k].kind != "prep" or a.items[k].form not in ("of", "into", "against", "involving"):
        return False
    for x in a.items[k + 1 : k + 6]:
        if x.kind == "noun" and x.concept in PERSON_NOUNS:
            return x.concept in OFFICIAL_NOUNS or a.tokens.low[x.last] in POSTS
        if x.kind not in ("det", "word", "adv", "num", "noun"):
            return False
        if x.kind == "num" and a.numbers[x.number].form == "count":
            return False  # that number says by itself whom it counts
    return False


def sentenced_official(a: Analysis, r: Reading) -> bool:
    """ "a former judge was sentenced to 21 years", "sentenced two policemen to five years": whether the words before a
    prison term name an official as the one who got it, where no figure does."""
    begin = a.items_from(max(clause_bounds(a.tokens, r.first)[0], r.first - 14))
    passive = False
    for x in reversed(a.items[begin : a.items_from(r.first)]):
        if x.kind in ("pron", "num", "semi", "rel"):
            return False
        if x.kind == "verb" and x.finite:
            if x.voice != "passive":
                return False  # who stands before it is the one who sentences
            passive = True
        elif x.kind == "noun" and x.concept in PERSON_NOUNS:
            if x.concept == "trainee":
                continue
            return x.concept in OFFICIAL_NOUNS and (passive or a.tokens.low[x.last] != "police")
    return False


def _spoken_of(a: Analysis, r: Reading) -> bool:
    """ "Of the officials, four were found guilty": whether a figure that is a subject follows officials spoken of."""
    if r.frame is None or r.frame.linked in ("verb", "prep"):
        return False
    end = bisect_left(a.items, r.first, key=last_token)
    near = reversed(a.items[max(0, end - REACH) : end])
    person = next((x for x in near if x.kind == "noun" and x.concept in PERSON_NOUNS), None)
    if person is None:
        return False
    # judges, prosecutors and the police are as a rule those who act
    named = a.tokens.low[person.last]
    return named == "magistrates" or (person.concept == "official" and named != "police")


def _named(a: Analysis, r: Reading, np_end: int) -> bool:
    """Whether the noun phrase of a figure names a post of the state: "two clerks", "six immigration employees",
    "a former director of the state agency"."""
    low = a.tokens.low
    words = low[r.last + 1 : np_end + 1]
    if words[-1:] == ["of"]:
        words, np_end = words[:-1], np_end - 1  # "employee of" is one term
    if not words:
        return False
    if words[-1] in POSTS:
        return True
    if words[-1] not in STAFF:
        return False
    behind = low[np_end + 1 : np_end + 8] if low[np_end + 1 : np_end + 2] == ["of"] else []
    return not STATE.isdisjoint(words) or not STATE.isdisjoint(behind)


def _accused_behind(a: Analysis, r: Reading) -> bool:
    """ "no investigations, prosecutions, or convictions of officials": officials named behind what there was none
    of."""
    _, hi = clause_bounds(a.tokens, r.first)
    after = a.items[a.items_from(r.last + 1) : a.items_from(hi)]
    link = ""
    for k, x in enumerate(after):
        if (
            (x.kind == "num" and x.form != "one")
            or x.kind == "sub"
            or (x.kind == "conj" and k + 1 < len(after) and after[k + 1].kind == "verb")
            or opens_clause(a.tokens, after, k)
        ):
            return False
        if x.kind == "prep":
            link = x.form
        elif x.kind == "verb" and x.finite:
            link = ""
        elif x.kind == "noun" and x.concept in PERSON_NOUNS:
            return x.concept in OFFICIAL_NOUNS and link not in NOT_ACCUSED
    return False
