"""A document's facts, candidates and quantities (contract sections 1, 3 and 6).

What belongs here: going through the sentences in order with what a paragraph carries, and turning readings into
frozen facts.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.choice.calibration import CANDIDATE_BELOW, calibrated
from tipetl.figures.choice.choose import look_ahead
from tipetl.figures.choice.network import Scorer, load_scorer
from tipetl.figures.quantities.rows import quantities_of
from tipetl.figures.record.analysis import Analysis, figures_of
from tipetl.figures.record.context import Context
from tipetl.figures.relations.parts import settle_parts
from tipetl.figures.sentence import parse, read
from tipetl.figures.terms.meanings import statute_before
from tipetl.figures.years import Carried, assign_years
from tipetl.language.cardinals import MAX_PERSONS
from tipetl.language.memo import Memo, uncollected
from tipetl.language.rules import RuleSet, load_rules
from tipetl.language.words import word_set
from tipetl.metrics import DURATIONS
from tipetl.model import Document, Fact, Quantity, Section, Sentence
from tipetl.model.opened import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tipetl.figures.record.readings import Reading

    Listener = Callable[[int, Analysis], object]

SILENT_SECTIONS = frozenset(("recommendations", "heading", "statement"))
#: imperatives that are nouns as well: at the head of a sentence without a finite verb they ask for something
IMPERATIVES = word_set("facts.imperatives")
#: A sentence without any of these holds no figure: no digit, number word, negation, or single person that a court or
#: shelter dealt with.
SIGNAL_WORDS = word_set("facts.signal_words")
SIGNAL = re.compile(
    r"\d|\b(?:" + "|".join(sorted(SIGNAL_WORDS)) + r"|[a-z]{3,6}teenth|[a-z]{3,6}tieth)\b", re.IGNORECASE
)
#: units that a figure of none, or one not reported, is told in
UNITS_OF_NONE = frozenset(("case", "person", "event", "facility", "call", "month"))
#: How many characters before a sentence the law that a penalty belongs to is looked for in its paragraph.
LOOK_BACK = 8000
#: How many sentences go through each step together. A step's code and word lists stay at hand then: taken sentence by
#: sentence, the same steps need half as much time again.
AT_ONCE = 48
#: And of how many characters at most, which 48 sentences of prose never reach: what is found in them is held at once.
AT_ONCE_CHARACTERS = 20_000
OpenFact = opened(Fact)


@dataclass(frozen=True, slots=True)
class FactReading:
    """What the fact stage gives for one document, each list in reading order."""

    facts: tuple[Fact, ...]
    candidates: tuple[Fact, ...]
    quantities: tuple[Quantity, ...]


def extract_facts(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    rules: RuleSet | None = None,
    scorer: Scorer | bool | None = True,
    listener: Listener | None = None,
) -> FactReading:
    """Reads every figure of a document. ``rules`` defaults to the shipped rule set, ``scorer`` to the shipped one
    (False: rules alone). ``listener`` is handed the working of every sentence that may hold a figure, with the
    character at which it begins; what is found later is filled in on the same object. Never raises for what a text
    says."""
    rules = rules or load_rules()
    if scorer is True:
        scorer = load_scorer()
    elif scorer is False:
        scorer = None
    with uncollected():
        return _read_facts(document, sections, sentences, rules, scorer, listener)


def _read_facts(
    document: Document,
    sections: Sequence[Section],
    sentences: Sequence[Sentence],
    rules: RuleSet,
    scorer: Scorer | None,
    listener: Listener | None,
) -> FactReading:
    text = document.text
    facts: list[Fact] = []
    candidates: list[Fact] = []
    quantities: list[Quantity] = []
    carried = Carried()
    paragraph = -1
    before: list[Reading] = []
    topic: str | None = None
    seen: dict[tuple[str, str, str], int] = {}
    told: set[float] = set()
    kinds: dict[float, str] = {}
    statutes: dict[str, str | None] = {}
    for batch in _batches(_places(text, sections, sentences)):
        parsed = parse(text, [(p.sentence.char_start, p.sentence.char_end) for p in batch], rules, document.iso3)
        if listener is not None:
            for a, place in zip(parsed, batch, strict=True):
                listener(place.sentence.char_start, a)
        if scorer is not None:
            look_ahead(
                [(a, p.section) for a, p in zip(parsed, batch, strict=True) if p.section not in SILENT_SECTIONS], scorer
            )
        for a, place in zip(parsed, batch, strict=True):
            if place.sentence.paragraph != paragraph:
                paragraph, carried, before, topic = place.sentence.paragraph, Carried(), [], None
            silent = place.section in SILENT_SECTIONS
            asked = None if silent else scorer
            context = Context(rules, document.iso3, place.section, before, topic, told, kinds, statutes)
            statutes |= read(a, context, asked)
            if silent or _wishes(a):
                a.readings.clear()
            assign_years(a.tokens, a.readings, a.items, a.times, a.comparators, carried, document.report_year)
            settle_parts(a, before)
            _share_counts(a, before)
            if a.readings:
                before = list(a.readings)
                topic = topic or before[0].metric
            if not silent:
                told |= figures_of(a)
                kinds.update((r.low, r.exploitation) for r in a.readings if r.exploitation and r.low and r.low > 2)
        frozen = [_freeze(a, document, place, seen) for a, place in zip(parsed, batch, strict=True)]
        for a, place, made in zip(parsed, batch, frozen, strict=True):
            for fact in made:
                (facts if fact.confidence >= CANDIDATE_BELOW else candidates).append(fact)
            # a candidate is no fact that a number could point to: the table of facts does not hold it
            sure = [fact for fact in made if fact.confidence >= CANDIDATE_BELOW]
            quantities += quantities_of(text, a, place.sentence, place.section, sure)
    return FactReading(_linked(facts, facts), _linked(candidates, facts), tuple(quantities))


class Place(NamedTuple):
    """A sentence that may hold a figure: its section's code, its words, and from where on its paragraph may name the
    law that a penalty belongs to."""

    sentence: Sentence
    section: str
    words: str
    floor: int


def _places(text: str, sections: Sequence[Section], sentences: Sequence[Sentence]) -> Iterator[Place]:
    # What stands beside a narrative tells of others: its numbers are read and give no fact.
    kinds = {s.position: "statement" if s.aside else s.kind for s in sections}
    paragraph, begun = -1, 0
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, begun = sentence.paragraph, sentence.char_start
        words = text[sentence.char_start : sentence.char_end]
        if _may_count(words):
            section = kinds.get(sentence.section, "other")
            yield Place(sentence, section, words, max(begun, sentence.char_start - LOOK_BACK))


def _batches(places: Iterator[Place]) -> Iterator[list[Place]]:
    """The places in order, those together that go through each step together."""
    batch: list[Place] = []
    characters = 0
    for place in places:
        if batch and (len(batch) == AT_ONCE or characters + len(place.words) > AT_ONCE_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(place)
        characters += len(place.words)
    if batch:
        yield batch


def _signals(chunk: str) -> bool:
    return SIGNAL.search(chunk) is not None


#: whether ``SIGNAL`` is in what stands between two spaces; none of the words that it looks for has one
_SIGNALS = Memo(_signals)


def _may_count(words: str) -> bool:
    """Whether ``SIGNAL`` is in a sentence, told faster than by the pattern itself."""
    return any(map(_SIGNALS.__getitem__, words.split()))


def _wishes(a: Analysis) -> bool:
    """Whether a sentence only says what the government should do: "should …", or a bare imperative."""
    low = a.tokens.low
    first = a.items[0] if a.items else None
    if (
        first is not None
        and ((first.kind == "verb" and first.form == "base" and first.concept) or low[0] in IMPERATIVES)
        and not any(x.kind == "verb" and x.finite and x.form != "base" for x in a.items)
    ):
        return True
    return "should" in a.tokens.words and "should" in low[:12] and not any(w in ("noted", "stated") for w in low)


def _share_counts(a: Analysis, before: Sequence[Reading]) -> None:
    """ "sentenced all to …": the number of those convicted before."""
    for r in a.readings:
        if r.metric == "sentence_terms" and r.count is None and ("all" in r.notes or "them" in r.notes):
            here = [x for x in a.readings if x.first < r.first]
            pool = [x for x in here if _convicted(x)] or [x for x in before if _convicted(x)]
            if pool:
                r.count = None if pool[-1].low is None else int(pool[-1].low)


def _convicted(r: Reading) -> bool:
    """Whether a figure counts persons convicted in the year reported."""
    return r.metric == "convictions" and r.relation == "current" and r.unit == "person"


def fact_id(narrative: str, sentence: str, words: str, metric: str, extra: str, occurrence: int) -> str:
    """Stable id of a fact: content only, with the occurrence where the same sentence says the same thing twice."""
    key = "\x1f".join((narrative, sentence, words, metric, extra, str(occurrence)))
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def _freeze(a: Analysis, document: Document, place: Place, seen: dict[tuple[str, str, str], int]) -> list[Fact]:
    made: list[Fact] = []
    if not a.readings:
        return made
    sentence, section, words, floor = place
    text, narrative = document.text, document.narrative_id or document.doc
    starts, ends = a.tokens.start, a.tokens.end
    unique: list[Reading] = []
    keys = set()
    for r in sorted(a.readings, key=_in_order) if len(a.readings) > 1 else a.readings:
        key = (r.metric, r.first, r.last, r.low, r.high, r.unit, r.year)
        if key not in keys:
            keys.add(key)
            unique.append(r)
    for r in unique:
        start = starts[r.first]
        extra = f"{start - sentence.char_start}|{r.low}|{r.high}|{r.unit}|{r.status}"
        base = (words, extra, r.metric)
        seen[base] = seen.get(base, 0) + 1
        r.fact_id = fact_id(narrative, words, text[start : ends[r.last]], r.metric, extra, seen[base])
    for r in unique:
        start, end = starts[r.first], ends[r.last]
        statute = None
        if r.metric == "penalty_prescribed":
            statute = statute_before(text, start, sentence.char_start) or statute_before(text, start, floor)
        # in the order of the fields, because names take half as long again
        fact = OpenFact(
            r.fact_id or "",
            r.metric,
            r.low,
            r.high,
            r.qualifier,  # type: ignore[arg-type]
            r.unit if r.status == "reported" or r.unit in UNITS_OF_NONE else None,
            r.status,  # type: ignore[arg-type]
            r.year,
            r.period,  # type: ignore[arg-type]
            r.relation,  # type: ignore[arg-type]
            text[start:end],
            start,
            end,
            sentence.position,
            words,
            section,
            r.rule + "+ellipsis" if r.inherited else r.rule,
            calibrated(r),
            r.exploitation,
            r.age,
            r.gender,
            r.nationality,
            r.official,
            r.count if r.count is None or r.count <= MAX_PERSONS else None,
            statute,
            r.purpose,
            r.total.fact_id if r.part and r.total is not None else None,
        )
        fact.__class__ = Fact
        made.append(fact)
    return made


def _in_order(r: Reading) -> tuple[int, int, str]:
    return r.first, r.last, r.metric


def _linked(facts: Sequence[Fact], counted: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts with ``restates`` filled, and without a ``part_of`` that points to a reading that was not counted."""
    known = {f.fact_id for f in counted}
    first: dict[tuple[object, ...], Fact] = {}
    out: list[Fact] = []
    for f in facts:
        restates = None
        if f.status == "reported" and f.metric not in DURATIONS:
            key = (f.metric, f.value, f.value_high, f.year, f.unit, f.exploitation, f.official)
            earlier = first.setdefault(key, f)
            if (
                earlier.sentence != f.sentence
                and earlier.fact_id in known
                and not (f.part_of and earlier.part_of != f.part_of)
            ):
                restates = earlier.fact_id
        part_of = f.part_of if f.part_of in known and f.part_of != f.fact_id else None
        out.append(replace(f, restates=restates, part_of=part_of) if restates or part_of != f.part_of else f)
    return tuple(out)
