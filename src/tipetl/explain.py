"""Why a sentence gives the figures it gives: the working of the fact stage, put into records that can be shown.

What belongs here: choosing what of the working is worth showing, in plain terms. What does not: reading
(``tipetl.figures``), or tables on a terminal (``tipetl.cli.explain``). Everything is taken from one run of the real
stage and one of its rules alone; nothing is read a second way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.figures.choice.features import names_of
from tipetl.figures.choice.network import Scorer, chance, load_scorer
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.readings import Reading
from tipetl.figures.trace import Traced, traced
from tipetl.language.rules import load_rules
from tipetl.metrics import SCORED
from tipetl.model import Document, Fact, Quantity, Section, Sentence
from tipetl.syntax.frame import Frame
from tipetl.syntax.time_bounds import Time

#: Metrics that the scorer found less likely than this are not worth a line.
WORTH_SAYING = 0.1


@dataclass(frozen=True, slots=True)
class Voice:
    """What the trained scorer said of one metric of a number: its probability, and the features that spoke loudest."""

    metric: str
    chance: float
    kept: bool
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """A rule that fitted a number: its score, and whether it is the one that its metric was read by."""

    rule: str
    metric: str
    score: float
    won: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the sentence and what became of it.

    ``what`` is its quantity kind, with the noun for ``other_count``; ``frame`` (name, words) pairs of what it hangs on;
    ``given`` what it took from another figure; ``links`` (kind, words of the other figure with its metric) pairs;
    ``verdict`` the facts it gave or why it gave none.
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
    """One sentence: its figures, the lexicon's words in it, its times, its facts with how their years were found."""

    sentence: str
    section: str
    char_start: int
    read: bool
    lexicon: tuple[tuple[str, str, str], ...]
    times: tuple[tuple[str, str], ...]
    compared: tuple[str, ...]
    figures: tuple[Figure, ...]
    facts: tuple[tuple[Fact, str], ...]


def explain(
    document: Document, sections: Sequence[Section], sentences: Sequence[Sentence], fact_id: str | None = None
) -> tuple[Explanation, ...]:
    """What was made of each sentence, in order; with ``fact_id`` only of the sentence that the fact stands in.

    The whole document is read either way, because sentences carry on what others said. Empty where no fact has the id.
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
    document: Document, s: Sentence, section: str, full: Traced, alone: Traced, scorer: Scorer | None
) -> Explanation:
    words = document.text[s.char_start : s.char_end]
    a = full.analyses.get(s.char_start)
    if a is None:
        return Explanation(words, section, s.char_start, False, (), (), (), (), ())
    facts = [(f, r) for f, r in full.facts() if f.sentence == s.position]
    quantities = {q.char_start: q for q in full.reading.quantities if q.sentence == s.position}
    rules_only = alone.analyses[s.char_start].readings if s.char_start in alone.analyses else []
    others = {f.fact_id: f for f, _ in full.facts()}
    figures = tuple(_figures(document.text, a, rules_only, facts, quantities, scorer, others))
    return Explanation(
        sentence=words,
        section=section,
        char_start=s.char_start,
        read=True,
        lexicon=tuple(_lexicon(document.text, a)),
        times=tuple((_span(document.text, a, x.first, x.last), _time(x)) for x in a.times),
        compared=tuple(_span(document.text, a, lo, hi - 1) for lo, hi in a.comparators if hi > lo),
        figures=figures,
        facts=tuple((f, _year_reason(f, r)) for f, r in facts),
    )


def _span(text: str, a: Analysis, first: int, last: int) -> str:
    return text[a.tokens.start[first] : a.tokens.end[last]]


def _lexicon(text: str, a: Analysis) -> Iterator[tuple[str, str, str]]:
    """(words, concept, part) of what the lexicon knows in the sentence, in order."""
    rows: list[tuple[int, int, str, str]] = []
    for x in a.items:
        if x.kind in ("noun", "verb") and x.concept:
            part = x.kind if x.kind == "noun" else " ".join(p for p in ("verb", x.voice, "denied" * x.negated) if p)
            rows.append((x.first, x.last, str(x.concept), part))
    rows += [(lo, hi, concept, "context") for lo, hi, concept in a.hits]
    for lo, hi, concept, part in sorted(rows):
        yield _span(text, a, lo, hi), concept, part


def _figures(
    text: str,
    a: Analysis,
    rules_only: Sequence[Reading],
    facts: Sequence[tuple[Fact, Reading]],
    quantities: dict[int, Quantity],
    scorer: Scorer | None,
    others: dict[str, Fact],
) -> Iterator[Figure]:
    metric_of = {r.id: r.metric for r in load_rules().rules}
    for k, n in enumerate(a.numbers):
        start = a.tokens.start[n.first]
        mine = [(f, r) for f, r in facts if r.number == k]
        by_rules = [r for r in rules_only if r.number == k]
        quantity = quantities.get(start)
        if quantity is None and not mine and not by_rules and k not in a.considered:
            continue  # "a", "an", "no" that count nothing
        won = {r.rule for r in by_rules}
        tried = [
            Tried(rule, metric_of.get(rule, "?"), score, rule in won)
            for rule, score in sorted(set(a.considered.get(k, ())), key=lambda x: (-x[1], x[0]))
        ]
        frame = a.frames.get(k)
        yield Figure(
            text=_span(text, a, n.first, n.last),
            char_start=start,
            shape=_shape(n.form, n.low, n.high, n.qualifier, n.unit),
            frame=tuple(_frame(frame)) if frame is not None else (),
            rules=tuple(tried),
            given=tuple(_given(r) for r in by_rules if r.inherited),
            links=tuple(_links([f for f, _ in mine], others)),
            scorer=tuple(_voices(a, k, by_rules, [r for _, r in mine], scorer)),
            what="" if quantity is None else quantity.kind + (f" ({quantity.noun})" if quantity.noun else ""),
            verdict=tuple(_verdict(mine, by_rules, a.why_not.get(k))),
        )
    for f, r in facts:
        if r.number < 0:
            # a denial: no number stands for it
            yield Figure(
                f.text, f.char_start, "denial", (), (Tried(r.rule, r.metric, r.score, True),), (),
                tuple(_links([f], others)), (), "", tuple(_verdict([(f, r)], [], None)),
            )  # fmt: skip


def _shape(form: str, low: float | None, high: float | None, qualifier: str, unit: str | None) -> str:
    value = "" if low is None else f" {low:g}" + (f" to {high:g}" if high is not None else "")
    return f"{form}{value}" + (f" {unit}" if unit else "") + (f", {qualifier}" if qualifier != "exact" else "")


def _frame(f: Frame) -> Iterator[tuple[str, str]]:
    """What a number hangs on, in the words that the rule files use."""
    if f.heads or f.head_word:
        yield "noun", ", ".join(f.heads) or f"{f.head_word} (not in the lexicon)"
    else:
        yield "noun", "none of its own" + (" (of them)" if f.partitive else "")
    for name, values in (("acts", f.acts), ("does", f.does), ("of", [f"{c} {p}" for c, p in f.of])):
        if values:
            yield name, ", ".join(dict.fromkeys(values))
    for name, found in (("right", f.right), ("left", f.left)):
        if found:
            yield name, ", ".join(sorted(found))


def _given(r: Reading) -> str:
    source = f" {r.antecedent.low:g}" if r.antecedent is not None and r.antecedent.low is not None else ""
    return f"{r.metric}: goes on from the figure{source} ({r.rule})"


def _links(facts: Sequence[Fact], others: dict[str, Fact]) -> Iterator[tuple[str, str]]:
    """(kind, words of the other figure and its metric) of what some facts of one figure lean on."""
    told: dict[tuple[str, str], None] = {}
    for fact in facts:
        for kind, other in fact.links:
            found = others[other]
            where = "" if found.sentence == fact.sentence else ", told in an earlier sentence"
            told[kind.replace("_", " "), f"{found.text} ({found.metric}{where})"] = None
    yield from told


def _voices(
    a: Analysis, k: int, by_rules: Sequence[Reading], kept: Sequence[Reading], scorer: Scorer | None
) -> Iterator[Voice]:
    odds = a.odds.get(k)
    if odds is None or scorer is None:
        return
    names = names_of(a.sights[k], a.features[k])
    told = {r.metric for r in (*by_rules, *kept)}
    have = {r.metric for r in kept}
    rows = [(m, c) for m, c in zip(SCORED, map(chance, odds), strict=True) if m in told or c >= WORTH_SAYING]
    for metric, how_likely in sorted(rows, key=lambda row: (-row[1], row[0])):
        yield Voice(metric, how_likely, metric in have, tuple(scorer.reasons(names, metric)))


def _verdict(mine: Sequence[tuple[Fact, Reading]], by_rules: Sequence[Reading], why_not: str | None) -> Iterator[str]:
    have = {r.metric for _, r in mine}
    known = {r.metric for r in by_rules}
    for f, r in mine:
        if f.rule.startswith("scorer."):
            how = "added by the scorer"
        elif r.inherited:
            how = f"by {r.rule}, from another figure"
        else:
            how = f"by {r.rule}"
        word = "candidate" if f.confidence < CANDIDATE_BELOW else "fact"
        yield f"{word}: {f.metric}, {how}"
    for metric in sorted(known - have):
        yield f"no fact: the scorer dropped {metric}"
    if not have and not known:
        yield f"no fact: {why_not.replace('_', ' ')}" if why_not else "no fact: no rule fits"


def _time(x: Time) -> str:
    what = {
        "stated": f"the year {x.year}",
        "previous": f"{x.back} before the reporting period or the figure compared with",
        "this": "the reporting period",
        "multi": f"several years, the last {x.year or 'the report’s own'}",
    }.get(x.kind, x.kind)
    return what + ("; belongs to something other than the figures" if x.bound else "")


def _year_reason(f: Fact, r: Reading) -> str:
    """How a fact came by its year, and which other years it might have had."""
    if f.metric == "penalty_prescribed":
        return "a law has no year here"
    chosen = r.dating[0]
    why = chosen.why if chosen.year == f.year else "that of the figure it is a part of"
    others = {x.year: x.why for x in reversed(r.dating) if x.year != f.year}
    return "; ".join([why, *(f"else {year or 'none'}: {reason}" for year, reason in reversed(others.items()))])
