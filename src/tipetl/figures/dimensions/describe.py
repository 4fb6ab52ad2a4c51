"""Assigns each reading its dimensions: kind of exploitation, officials, age, gender and nationality (rule 3)."""

from __future__ import annotations

from copy import copy
from itertools import takewhile
from operator import attrgetter
from typing import TYPE_CHECKING

from tipetl.figures.dimensions.complicity import is_official, sentenced_official
from tipetl.figures.dimensions.exploitation import fill_exploitation
from tipetl.figures.dimensions.labels import find_labels, subject_before
from tipetl.figures.dimensions.made_to_work import with_made_to_work
from tipetl.figures.dimensions.named import CITIZENS, aged_end, people
from tipetl.figures.dimensions.referents import of_all_persons, told_as_such
from tipetl.figures.dimensions.scope import scope
from tipetl.figures.dimensions.wording import WORDS
from tipetl.figures.record.analysis import step
from tipetl.language import concepts
from tipetl.language.lexicon import load_lexicon
from tipetl.language.particles import WORD
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.figures.record.readings import OpenReading, Reading

_first = attrgetter("first")
COUNTS_PERSONS = VICTIMS | PROCEEDINGS | {"persons_trained"}
#: the number of tokens after a noun phrase to search for officials, and for the people whom a bare figure counts
OFFICIALS_REACH, PERSONS_REACH = 6, 5
BEFORE_A_COUNTRY = WORDS["before_a_country"]
#: kinds of items that only add a time to a noun phrase: "12 of the victims [referred in 2006] were children"
NAMING_A_TIME = frozenset((kinds.VERB, kinds.PREPOSITION, kinds.TIME))


@step
def describe(analysis: Draft) -> None:
    """Fills in exploitation, official, age, gender and nationality for every reading."""
    tokens, before = analysis.tokens, analysis.context.before
    if not analysis.readings:
        return
    terms = [
        (first, last, tag.concept) for first, last, tags in load_lexicon().exploitation.find(tokens) for tag in tags
    ]
    hits = with_made_to_work(tokens, terms)
    analysis.labels = find_labels(analysis)
    ordered = sorted(analysis.readings, key=_first)
    near = analysis if len(tokens.low) <= REACH else copy(analysis)
    for reading in ordered:
        if near is not analysis:
            # the rest of an extremely long sentence is ignored
            near.readings = [x for x in analysis.readings if reading.first - REACH <= x.first < reading.first + REACH]
        span = scope(near, reading, hits)
        phrase = max(reading.last, reading.frame.np_end if reading.frame is not None else -1)
        reading.official = is_official(near, reading, before, min(span[1], phrase + OFFICIALS_REACH))
        if reading.metric == "sentence_terms":
            persons = of_all_persons(near, reading, before)
            reading.official = all(x.official for x in persons) if persons else sentenced_official(near, reading)
        fill_exploitation(near, reading, before, hits, span)
        same = told_as_such(analysis, reading, before)
        if same is not None:
            reading.unit, reading.official, reading.exploitation = same.unit, same.official, same.exploitation
        if reading.metric in COUNTS_PERSONS:
            _fill_persons(analysis, reading, phrase, span[1])


def _fill_persons(analysis: Analysis, reading: OpenReading, phrase: int, last: int) -> None:
    """Fills in age, gender and nationality from a figure's label, its subject, or its noun phrase, which ends at token
    ``phrase``. For a bare figure, the words that follow, up to ``last``, are used as well."""
    frame = reading.frame
    bare = frame is not None and frame.bare() and (frame.partitive or reading.relation != codes.COMPARATOR)
    end = min(last, phrase + PERSONS_REACH) if bare else _predicate_end(analysis, reading, phrase)
    words = (
        analysis.labels.get(reading.number)
        or subject_before(analysis, reading)
        or (reading.last, max(end, reading.last))
    )
    stays = reading.metric != "victims_repatriated"
    words = (words[0], aged_end(analysis.tokens.low, words[1]))
    named = people(analysis.tokens, *words, analysis.context.iso3, stays)
    reading.age, reading.gender, reading.nationality = named.age, named.gender, named.nationality
    if reading.nationality is None and stays:
        reading.nationality = _from_where(analysis, phrase, last)


def _predicate_end(analysis: Analysis, reading: Reading, phrase: int) -> int:
    """Return the last token of the predicate that says who the people in a noun phrase are: "Ninety victims were
    [foreign women]", "Nine of the victims referred in 2006 were [children]"."""
    frame = reading.frame
    if frame is None or concepts.BE not in frame.does or frame.verb_token <= phrase:
        return phrase
    begin, verb = analysis.items_from(phrase + 1), analysis.items_from(frame.verb_token)
    if any(x.kind not in NAMING_A_TIME for x in analysis.items[begin:verb]):
        return phrase
    behind = analysis.items[verb + 1 :]
    return max((item.last for item in takewhile(lambda x: x.kind in kinds.NAMING, behind)), default=phrase)


def _from_where(analysis: Analysis, phrase: int, last: int) -> str | None:
    """Return the nationality right after the noun phrase of a figure: "36 victims from Mozambique", "24 nationals of
    Uzbekistan"."""
    if analysis.tokens.low[phrase] in CITIZENS and analysis.tokens.word(phrase + 1) == WORD.whole:
        return people(analysis.tokens, phrase, min(last, phrase + 3), analysis.context.iso3).nationality
    behind = [*takewhile(BEFORE_A_COUNTRY.__contains__, analysis.tokens.low[phrase + 1 : phrase + PERSONS_REACH])]
    if WORD.source not in behind:
        return None
    return people(analysis.tokens, phrase + 1, min(last, phrase + len(behind) + 3), analysis.context.iso3).nationality
