"""Gives each reading its dimensions: kind of exploitation, officials, age, gender and nationality (rule 3)."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.dimensions.complicity import is_official, sentenced_official
from tipetl.figures.dimensions.exploitation import fill_exploitation, scope
from tipetl.figures.dimensions.labels import find_labels, subject_before
from tipetl.figures.dimensions.named import people
from tipetl.figures.dimensions.referents import of_all_persons, root
from tipetl.language.lexicon import load_lexicon
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis


_first = attrgetter("first")


def describe(a: Analysis) -> None:
    """Fills exploitation, official, age, gender and nationality of every reading."""
    t, iso3, before = a.tokens, a.context.iso3, a.context.before
    if not a.readings:
        return
    hits = [(s, e, tag.concept) for s, e, tags in load_lexicon().exploitation.find(t) for tag in tags]
    a.labels = find_labels(a)
    ordered = sorted(a.readings, key=_first)
    near = a if len(t.low) <= REACH else replace(a)
    for r in ordered:
        if near is not a:
            # the rest of a sentence without an end is out of sight
            lo, hi = r.first - REACH, r.first + REACH
            near.readings = [x for x in a.readings if lo <= x.first < hi]
        if r.metric == "penalty_prescribed":
            fill_exploitation(near, r, before, hits)
            continue
        frame = r.frame
        span = scope(near, r, hits)
        hi = span[1]
        np_hi = frame.np_end if frame is not None and frame.np_end > r.last else r.last
        r.official = r.official or is_official(near, r, before, root(r), min(hi, np_hi + 6))
        if r.metric == "sentence_terms" and not r.official:
            persons = of_all_persons(near, r, before)
            r.official = all(x.official for x in persons) if persons else sentenced_official(near, r)
        fill_exploitation(near, r, before, hits, span)
        if r.metric in VICTIMS or r.metric in PROCEEDINGS or r.metric == "persons_trained":
            said = min(hi, np_hi + 5) if frame is not None and frame.bare() and r.relation != "comparator" else np_hi
            words = a.labels.get(r.number) or subject_before(a, r) or (r.last, max(said, r.last))
            age, gender, nationality = people(t, frame, *words, iso3)
            r.age, r.gender = age or r.age, gender or r.gender
            r.nationality = nationality or r.nationality
