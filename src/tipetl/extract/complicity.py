"""Whether the persons counted are public officials accused of complicity (contract section 1; section 3, rule 3).

What belongs here: the ``official`` of a figure. What does not: officials who act, whom no figure of law enforcement
counts.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.extract.analysis import REACH, clause_bounds, hits_between, last_token
from tipetl.extract.readings import LAW_METRICS, PERSON_NOUNS, Reading
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis

OFFICIAL_NOUNS = frozenset(("official", "judge", "prosecutor"))
#: ranks and posts that only the state gives
POSTS = word_set("complicity.posts")
#: words for anybody employed, and the words that make the state the employer
STAFF = word_set("complicity.staff")
STATE = word_set("complicity.state")
#: prepositions before the one who acts or is addressed, not the one accused
NOT_ACCUSED = word_set("complicity.not_accused")


def is_official(a: Analysis, r: Reading, before: Sequence[Reading], whole: Reading | None, hi: int) -> bool:
    """Whether a reading counts officials; the readings before it in the sentence have been asked already. ``whole`` is
    its total, ``hi`` the last token that describes it."""
    if r.metric not in LAW_METRICS and r.metric != "sentences_suspended":
        return False
    frame = r.frame
    bare = frame is not None and frame.bare()
    if frame is not None and (not OFFICIAL_NOUNS.isdisjoint(frame.heads) or _named(a, r, frame.np_end)):
        return True
    lo, end = (r.first, hi) if r.status == "reported" else clause_bounds(a.tokens, r.first)
    if any(c == "complicity" for _, _, c in hits_between(a.hits, lo, end)):
        return True
    if r.status != "reported" and _accused_behind(a, r):
        return True
    if whole is not None and whole.official and (r.part or (r.inherited and bare)):
        return True
    if not bare or frame is None:
        return False
    if "be" in frame.does and not OFFICIAL_NOUNS.isdisjoint(frame.right):
        return True
    near = [x for x in a.readings if x.metric in LAW_METRICS and x.first < r.first and not x.part]
    if near:
        return max(near, key=lambda x: x.first).official
    back = [x for x in before if x.metric in LAW_METRICS]
    if frame.partitive and back:
        return max(back, key=lambda x: x.first).official
    if back and all(x.official for x in back):
        # "Four officers were under investigation. Nobody was convicted."
        return r.low is None or any(x.low is not None and r.low <= x.low for x in back)
    return _spoken_of(a, r)


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
    """Whether the noun phrase of a figure names a post of the state: "two clerks", "six immigration employees"."""
    low = a.tokens.low
    words = low[r.last + 1 : np_end + 1]
    if not words:
        return False
    if words[-1] in POSTS:
        return True
    if words[-1] not in STAFF:
        return False
    behind = low[np_end + 1 : np_end + 7] if low[np_end + 1 : np_end + 2] == ["of"] else []
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
        ):
            return False
        if x.kind == "prep":
            link = x.form
        elif x.kind == "verb" and x.finite:
            link = ""
        elif x.kind == "noun" and x.concept in PERSON_NOUNS:
            return x.concept in OFFICIAL_NOUNS and link not in NOT_ACCUSED
    return False
