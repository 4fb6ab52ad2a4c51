"""Read gold texts the way the pipeline reads them, score them, and group the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from tipetl.documents.english import is_english
from tipetl.documents.text import canonical
from tipetl.errors import TerminalError
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.scoring import Counts, Matched, core, match, row_of, strict
from tipetl.figures.choice.network import Scorer
from tipetl.figures.facts import extract_facts
from tipetl.guard import Limits, run_within
from tipetl.isolation import Ended
from tipetl.language.rules import RuleSet
from tipetl.model import Document, Section, Sentence
from tipetl.structure import split_sections, split_sentences


@dataclass(frozen=True, slots=True)
class Scored:
    """A gold text with what was read from it, at both levels."""

    gold: GoldText
    core: Matched
    strict: Matched


def parts(gold: GoldText) -> tuple[Document, tuple[Section, ...], tuple[Sentence, ...]]:
    """Return the document, sections and sentences of a gold text; country and report year are the gold's."""
    text = canonical(gold.text)
    narrative = f"{gold.iso3}-{gold.report_year}" if gold.iso3 else None
    document = Document(gold.doc, narrative, "", text, iso3=gold.iso3, report_year=gold.report_year)
    sections = split_sections(text, section_hint=gold.section)
    return document, sections, split_sentences(text, sections)


def score_text(gold: GoldText, rules: RuleSet | None = None, scorer: Scorer | bool | None = True) -> Scored:
    """Read one gold text and compare the facts with its labels. If ``scorer`` is False, the rules alone read it."""
    document, sections, sentences = parts(gold)
    labels, read = gold.rows(), []
    # the pipeline reads only English, so a text rejected by mistake loses its facts here as well
    if is_english(document.text):
        read = [row_of(f) for f in extract_facts(document, sections, sentences, rules, scorer).facts]
    return Scored(gold, match(labels, read, core), match(labels, read, strict))


def score_all(golds: Iterable[GoldText], scorer: Scorer | bool | None = True) -> list[Scored]:
    """Read and compare all texts, in order, each under the limits of a source.

    Raises TerminalError for a text that exceeds the limits: leaving the text out would distort the scores.
    """
    limits = Limits()
    read = partial(score_text, scorer=scorer)
    return [_scored(gold, run_within(read, gold, len(gold.text.encode()), limits)) for gold in golds]


def _scored(gold: GoldText, end: Ended) -> Scored:
    if end.how != "done":
        raise TerminalError(
            f"The labelled text {gold.doc} could not be read. {end.reason}", advice="Split it, or take it out."
        )
    scored: Scored = end.value
    return scored


def total(scored: Iterable[Scored], level: str) -> Counts:
    """Return the summed counts at a level (``core`` or ``strict``)."""
    return sum((getattr(s, level).counts for s in scored), Counts())


def by_text(scored: Sequence[Scored], label: Callable[[GoldText], str | None], level: str) -> dict[str, Counts]:
    """Return counts by a property of the text; texts without that property are left out."""
    out: dict[str, Counts] = defaultdict(Counts)
    for result in scored:
        name = label(result.gold)
        if name is not None:
            out[name] += getattr(result, level).counts
    return dict(sorted(out.items()))


def by_metric(scored: Sequence[Scored], level: str) -> dict[str, Counts]:
    """Return counts by metric. A fact read with the wrong metric is spurious in one metric and missed in the other."""
    out: dict[str, Counts] = defaultdict(Counts)
    for result in scored:
        matched: Matched = getattr(result, level)
        for gold, _ in matched.right:
            out[gold["metric"]] += Counts(right=1)
        for row in matched.missed:
            out[row["metric"]] += Counts(missed=1)
        for row in matched.spurious:
            out[row["metric"]] += Counts(spurious=1)
    return dict(sorted(out.items()))


def by_rule(scored: Sequence[Scored]) -> dict[str, Counts]:
    """Return core counts by the rule that made the fact; ``missed`` stays 0, because a missed fact belongs to no
    rule."""
    out: dict[str, Counts] = defaultdict(Counts)
    for result in scored:
        for _, row in result.core.right:
            out[row["rule"]] += Counts(right=1)
        for row in result.core.spurious:
            out[row["rule"]] += Counts(spurious=1)
    return dict(sorted(out.items()))
