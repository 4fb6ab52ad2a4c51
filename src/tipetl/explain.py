"""Explain how a sentence yielded its figures, as records that can be displayed.

This module selects, in plain terms, the parts of the fact stage's work that are worth showing; ``tipetl.cli.explain``
lays out the tables. Everything shown comes from the stage itself and its rules; there is no second implementation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.figures.choice.features import names_of
from tipetl.figures.choice.network import Scorer, chance, load_scorer
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.readings import ENCODER, SCORER, Reading
from tipetl.figures.trace import Traced, traced
from tipetl.language.rules import load_rules
from tipetl.metrics import SCORED
from tipetl.model import Claim, Document, Fact, Quantity, Section, Sentence
from tipetl.syntax.chunks.time_bounds import Time
from tipetl.syntax.frames.frame import Frame

#: The minimum probability from the scorer at which a metric is shown.
WORTH_SAYING = 0.1


@dataclass(frozen=True, slots=True)
class Voice:
    """The trained scorer's verdict on one metric of a number: its probability, and the most influential features."""

    metric: str
    chance: float
    kept: bool
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule that matched a number: its score, and whether it decided the metric."""

    rule: str
    metric: str
    score: float
    won: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the sentence, and how it was read.

    ``what`` is its quantity kind, with the noun for ``other_count``. ``frame`` is its syntactic context as (name,
    words) pairs. ``given`` states what the number inherited from another figure. ``links`` pairs a link's kind with the
    other figure's words and metric. ``verdict`` lists the facts that the number yielded, or why it yielded none.
    """

    text: str
    char_start: int
    shape: str
    frame: tuple[tuple[str, str], ...]
    rules: tuple[Tried, ...]
    given: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    scorer: tuple[Voice, ...]
    what: str
    verdict: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A sentence: its figures, lexicon matches, times, and facts, each fact with the reason for its year.

    ``claims`` pairs words with the claim they make about figures.
    """

    sentence: str
    section: str
    char_start: int
    read: bool
    lexicon: tuple[tuple[str, str, str], ...]
    times: tuple[tuple[str, str], ...]
    compared: tuple[str, ...]
    figures: tuple[Figure, ...]
    facts: tuple[tuple[Fact, str], ...]
    claims: tuple[tuple[str, str], ...] = ()


def explain(
    document: Document, sections: Sequence[Section], sentences: Sequence[Sentence], fact_id: str | None = None
) -> tuple[Explanation, ...]:
    """Explain each sentence, in order; with ``fact_id``, only the sentence that contains that fact.

    The whole document is read either way, because sentences depend on earlier ones. If no fact has that id, the result
    is empty.
    """
    scorer = load_scorer()
    full = traced(document, sections, sentences, scorer=scorer if scorer is not None else False)
    alone = traced(document, sections, sentences, scorer=False)
    kinds = {s.position: s.kind for s in sections}
    wanted = {f.sentence for f, _ in full.facts() if f.fact_id == fact_id}
    return tuple(
        _explain(document, s, str(kinds.get(s.section, "other")), full, alone, scorer)
        for s in sentences
        if fact_id is None or s.position in wanted
    )


def _explain(
    document: Document, sentence: Sentence, section: str, full: Traced, alone: Traced, scorer: Scorer | None
) -> Explanation:
    words = document.text[sentence.char_start : sentence.char_end]
    analysis = full.analyses.get(sentence.char_start)
    if analysis is None:
        return Explanation(words, section, sentence.char_start, False, (), (), (), (), ())
    facts = [(f, r) for f, r in full.facts() if f.sentence == sentence.position]
    quantities = {q.char_start: q for q in full.reading.quantities if q.sentence == sentence.position}
    rules_only = alone.analyses[sentence.char_start].readings if sentence.char_start in alone.analyses else []
    others = {f.fact_id: f for f, _ in full.facts()}
    figures = tuple(_figures(document.text, analysis, rules_only, facts, quantities, scorer, others))
    return Explanation(
        sentence=words,
        section=section,
        char_start=sentence.char_start,
        read=True,
        lexicon=tuple(_lexicon(document.text, analysis)),
        times=tuple((_span(document.text, analysis, x.first, x.last), _time(x)) for x in analysis.times),
        compared=tuple(_span(document.text, analysis, lo, hi - 1) for lo, hi in analysis.comparators if hi > lo),
        figures=figures,
        facts=tuple((f, _year_reason(f, r)) for f, r in facts),
        claims=tuple((c.text, _claim(c)) for c in full.reading.claims if c.sentence == sentence.position),
    )


def _claim(claim: Claim) -> str:
    """Describe a claim: "difference of 12 more: measured 59, against 47"."""
    value = "" if claim.value is None else f" of {claim.value:,.10g}"
    bound = "" if claim.qualifier == "exact" else f" ({claim.qualifier.replace('_', ' ')})"
    operands = ", ".join(f"{one.role} {one.value:,.10g}" for one in claim.operands if one.value is not None)
    said = f" {claim.says}" if claim.says else ""
    return f"{claim.kind.replace('_', ' ')}{value}{bound}{said}" + (f": {operands}" if operands else "")


def _span(text: str, analysis: Analysis, first: int, last: int) -> str:
    return text[analysis.tokens.start[first] : analysis.tokens.end[last]]


def _lexicon(text: str, analysis: Analysis) -> Iterator[tuple[str, str, str]]:
    """Yield (words, concept, part) for each lexicon match in the sentence, in order."""
    rows: list[tuple[int, int, str, str]] = []
    for item in analysis.items:
        if item.kind in ("noun", "verb") and item.concept:
            part = (
                item.kind
                if item.kind == "noun"
                else " ".join(p for p in ("verb", item.voice, "denied" * item.negated) if p)
            )
            rows.append((item.first, item.last, str(item.concept), part))
    rows += [(lo, hi, concept, "context") for lo, hi, concept in analysis.hits]
    for lo, hi, concept, part in sorted(rows):
        yield _span(text, analysis, lo, hi), concept, part


def _figures(
    text: str,
    analysis: Analysis,
    rules_only: Sequence[Reading],
    facts: Sequence[tuple[Fact, Reading]],
    quantities: dict[int, Quantity],
    scorer: Scorer | None,
    others: dict[str, Fact],
) -> Iterator[Figure]:
    metric_of = {reading.id: reading.metric for reading in load_rules().rules}
    for index, number in enumerate(analysis.numbers):
        start = analysis.tokens.start[number.first]
        mine = [(fact, reading) for fact, reading in facts if reading.number == index]
        by_rules = [reading for reading in rules_only if reading.number == index]
        quantity = quantities.get(start)
        if quantity is None and not mine and not by_rules and index not in analysis.considered:
            continue  # articles and "no" that count nothing
        won = {reading.rule for reading in by_rules}
        tried = [
            Tried(rule, metric_of.get(rule, "?"), score, rule in won)
            for rule, score in sorted(set(analysis.considered.get(index, ())), key=lambda x: (-x[1], x[0]))
        ]
        frame = analysis.frames.get(index)
        yield Figure(
            text=_span(text, analysis, number.first, number.last),
            char_start=start,
            shape=_shape(number.form, number.low, number.high, number.qualifier, number.unit),
            frame=tuple(_frame(frame)) if frame is not None else (),
            rules=tuple(tried),
            given=tuple(_given(reading) for reading in by_rules if reading.inherited),
            links=tuple(_links([fact for fact, _ in mine], others)),
            scorer=tuple(_voices(analysis, index, by_rules, [reading for _, reading in mine], scorer)),
            what="" if quantity is None else quantity.kind + (f" ({quantity.noun})" if quantity.noun else ""),
            verdict=tuple(_verdict(mine, by_rules, analysis.why_not.get(index))),
        )
    for fact, reading in facts:
        if reading.number < 0:
            # a denial has no number of its own
            yield Figure(
                fact.text, fact.char_start, "denial", (),
                (Tried(reading.rule, reading.metric, reading.score, True),), (),
                tuple(_links([fact], others)), (), "", tuple(_verdict([(fact, reading)], [], None)),
            )  # fmt: skip


def _shape(form: str, low: float | None, high: float | None, qualifier: str, unit: str | None) -> str:
    value = "" if low is None else f" {low:g}" + (f" to {high:g}" if high is not None else "")
    return f"{form}{value}" + (f" {unit}" if unit else "") + (f", {qualifier}" if qualifier != "exact" else "")


def _frame(frame: Frame) -> Iterator[tuple[str, str]]:
    """Yield the syntactic context of a number, in the terms of the rule files."""
    if frame.heads or frame.head_word:
        yield "noun", ", ".join(frame.heads) or f"{frame.head_word} (not in the lexicon)"
    else:
        yield "noun", "none of its own" + (" (of them)" if frame.partitive else "")
    for name, values in (("acts", frame.acts), ("does", frame.does), ("of", [f"{c} {p}" for c, p in frame.of])):
        if values:
            yield name, ", ".join(dict.fromkeys(values))
    for name, found in (("right", frame.right), ("left", frame.left)):
        if found:
            yield name, ", ".join(sorted(found))


def _given(reading: Reading) -> str:
    source = (
        f" {reading.antecedent.low:g}" if reading.antecedent is not None and reading.antecedent.low is not None else ""
    )
    return f"{reading.metric}: goes on from the figure{source} ({reading.rule})"


def _links(facts: Sequence[Fact], others: dict[str, Fact]) -> Iterator[tuple[str, str]]:
    """Yield (kind, words and metric) for each other figure on which a figure's facts depend."""
    told: dict[tuple[str, str], None] = {}
    for fact in facts:
        for kind, other in fact.links:
            found = others[other]
            where = "" if found.sentence == fact.sentence else ", told in an earlier sentence"
            told[kind.replace("_", " "), f"{found.text} ({found.metric}{where})"] = None
    yield from told


def _voices(
    analysis: Analysis, index: int, by_rules: Sequence[Reading], kept: Sequence[Reading], scorer: Scorer | None
) -> Iterator[Voice]:
    odds = analysis.odds.get(index)
    if odds is None or scorer is None:
        return
    names = names_of(analysis.sights[index], analysis.features[index])
    candidates = {reading.metric for reading in (*by_rules, *kept)}
    have = {reading.metric for reading in kept}
    rows = [(m, c) for m, c in zip(SCORED, map(chance, odds), strict=True) if m in candidates or c >= WORTH_SAYING]
    for metric, how_likely in sorted(rows, key=lambda row: (-row[1], row[0])):
        yield Voice(metric, how_likely, metric in have, tuple(scorer.reasons(names, metric)))


def _verdict(mine: Sequence[tuple[Fact, Reading]], by_rules: Sequence[Reading], why_not: str | None) -> Iterator[str]:
    have = {reading.metric for _, reading in mine}
    known = {reading.metric for reading in by_rules}
    for fact, reading in mine:
        if fact.rule.startswith(SCORER):
            how = "added by the scorer"
        elif fact.rule.startswith(ENCODER):
            how = f"proposed by the encoder, which is {reading.chance:.0%} sure"
        elif reading.inherited:
            how = f"by {reading.rule}, from another figure"
        else:
            how = f"by {reading.rule}"
        word = "candidate" if fact.confidence < CANDIDATE_BELOW else "fact"
        yield f"{word}: {fact.metric}, {how}"
    for metric in sorted(known - have):
        yield f"no fact: the scorer dropped {metric}"
    if not have and not known:
        yield f"no fact: {why_not.replace('_', ' ')}" if why_not else "no fact: no rule fits"


def _time(time: Time) -> str:
    what = {
        "stated": f"the year {time.year}",
        "previous": f"{time.back} before the reporting period or the figure compared with",
        "this": "the reporting period",
        "multi": f"several years, the last {time.year or 'the report’s own'}",
    }.get(time.kind, time.kind)
    return what + ("; belongs to something other than the figures" if time.bound else "")


def _year_reason(fact: Fact, reading: Reading) -> str:
    """Explain how a fact got its year, and which other years were possible."""
    if fact.metric == "penalty_prescribed":
        return "a law has no year here"
    chosen = reading.dating[0]
    why = chosen.why if chosen.year == fact.year else "that of the figure it is a part of"
    others = {x.year: x.why for x in reversed(reading.dating) if x.year != fact.year}
    return "; ".join([why, *(f"else {year or 'none'}: {reason}" for year, reason in reversed(others.items()))])
