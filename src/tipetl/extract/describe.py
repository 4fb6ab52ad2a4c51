"""Gives each reading its dimensions: kind of exploitation, officials, age, gender and nationality (rule 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.extract.analysis import clause_bounds
from tipetl.extract.dimensions import is_official, people
from tipetl.extract.exploitation import fill_exploitation, of_all_persons, root, scope
from tipetl.extract.readings import LAW_METRICS, VICTIM_METRICS, Reading
from tipetl.language.lexicon import load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.extract.analysis import Analysis


def describe(a: Analysis, iso3: str | None, before: Sequence[Reading]) -> None:
    """Fills exploitation, official, age, gender and nationality of every reading. ``before`` are the readings of the
    sentence
    before."""
    t = a.tokens
    if not a.readings:
        return
    hits = [(s, e, tag.concept) for s, e, tags in load_lexicon().exploitation.find(t) for tag in tags]
    for r in sorted(a.readings, key=lambda x: x.first):
        fill_exploitation(a, r, before, hits)
        if r.metric == "penalty_prescribed":
            continue
        frame = r.frame
        hi = scope(a, r, hits)[1]
        np_hi = frame.np_end if frame is not None and frame.np_end > r.last else r.last
        clause_lo, clause_hi = clause_bounds(t, r.first)
        if r.status == "reported":
            r.official = r.official or is_official(r.metric, frame, t, a.hits, r.first, min(hi, np_hi + 6))
        else:
            r.official = (
                r.official or is_official(r.metric, frame, t, a.hits, clause_lo, clause_hi) or _against_officials(a, r)
            )
        whole = root(r)
        if (
            not r.official
            and whole is not None
            and (r.part or (r.inherited and frame is not None and frame.bare()))
            and whole.official
        ):
            r.official = True
        if not r.official and r.metric in LAW_METRICS and frame is not None and frame.bare():
            if "be" in frame.does and not {"official", "judge", "prosecutor"}.isdisjoint(frame.right):
                r.official = True
            else:
                near = [x for x in a.readings if x.metric in LAW_METRICS and x.first < r.first and not x.part] or [
                    x for x in before if x.metric in LAW_METRICS and frame.partitive
                ]
                r.official = bool(near and max(near, key=lambda x: x.first).official)
        if r.metric == "sentence_terms" and not r.official:
            persons = of_all_persons(a, r, before)
            r.official = bool(persons) and all(x.official for x in persons)
        if r.metric in VICTIM_METRICS or r.metric in LAW_METRICS or r.metric == "persons_trained":
            said = min(hi, np_hi + 5) if frame is not None and frame.bare() and r.relation != "comparator" else np_hi
            age, gender, nationality = people(t, frame, r.last, max(said, r.last), iso3)
            r.age, r.gender = age or r.age, gender or r.gender
            r.nationality = nationality or r.nationality


def _against_officials(a: Analysis, r: Reading) -> bool:
    """ "no prosecution of an official", "convictions of complicit officials": officials named behind what there was
    none of."""
    if r.metric not in LAW_METRICS or r.frame is None or r.frame.np_end < 0:
        return False
    for k, x in enumerate(a.items):
        if x.first > r.frame.np_end and x.kind == "prep" and x.form in ("of", "against", "involving", "for"):
            for y in a.items[k + 1 : k + 6]:
                if y.kind == "noun":
                    return y.concept in ("official", "judge", "prosecutor")
                if y.kind not in ("det", "word", "adv", "verb", "num"):
                    return False
            return False
        if x.first > r.frame.np_end + 1:
            return False
    return False
