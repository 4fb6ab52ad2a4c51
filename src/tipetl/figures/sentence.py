"""Reads a sentence by running the steps in order.

What does not belong here: the steps themselves, each of which is a module.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.choice.choose import choose, clear_uncounted, drop_back_references, find_shapes
from tipetl.figures.choice.proposals import propose
from tipetl.figures.counts.bystanders import drop_uncalled, read_some_victims
from tipetl.figures.counts.counted import read_counts, settle_units
from tipetl.figures.counts.left_service import drop_left_service
from tipetl.figures.counts.other_crimes import drop_other_crimes
from tipetl.figures.counts.quantifiers import read_quantified
from tipetl.figures.counts.units import drop_uncountable, fill_units
from tipetl.figures.counts.word_figures import word_figures
from tipetl.figures.denials.absences import read_absences, read_same_again
from tipetl.figures.denials.denied import read_denied
from tipetl.figures.denials.silent_times import read_silent_times
from tipetl.figures.denials.unreported import drop_unreported, read_unreported
from tipetl.figures.dimensions.describe import describe
from tipetl.figures.dimensions.inherit import inherit
from tipetl.figures.links.links import link
from tipetl.figures.money.currencies import currency_words
from tipetl.figures.money.sums import fill_purposes, read_money
from tipetl.figures.record.analysis import Analysis, analysis_of
from tipetl.figures.record.context import Context
from tipetl.figures.relations.ellipsis import complete
from tipetl.figures.relations.following import count_as_told, count_with_whole, follow
from tipetl.figures.relations.parts import mark_parts, settle_parts
from tipetl.figures.relations.repeated_values import repeat_none
from tipetl.figures.terms.durations import read_terms
from tipetl.figures.terms.owners import drop_terms_of_others
from tipetl.figures.terms.persons import share_counts
from tipetl.figures.terms.suspensions import read_suspended
from tipetl.language import forms
from tipetl.language.lexicon import load_lexicon
from tipetl.language.numbers import NumberReader
from tipetl.language.tokens import Tokens
from tipetl.syntax.chunks.fronted_objects import front_objects
from tipetl.syntax.chunks.items import build_items
from tipetl.syntax.chunks.kinds import JOINTS, VERB
from tipetl.syntax.chunks.time_bounds import bind_times
from tipetl.syntax.chunks.verb_groups import group_verbs
from tipetl.syntax.chunks.verb_phrases import join_phrases
from tipetl.syntax.comparators import comparator_spans
from tipetl.syntax.times.times import find_times
from tipetl.syntax.whereabouts import with_whereabouts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipetl.figures.choice.network import Scorer
    from tipetl.figures.record.readings import Reading
    from tipetl.language.rules import RuleSet
    from tipetl.syntax.chunks.items import Item


@cache
def number_reader() -> NumberReader:
    """Return the cached number reader, which knows the currency words."""
    return NumberReader(currency_words())


def drop_denied(analysis: Analysis) -> Analysis:
    """Drops the figures of verbs that share another verb's denial. "Did not charge or convict a single official" and
    "has never prosecuted or convicted an official" yield zeros, not ones."""
    return analysis.keeping(lambda reading: not _is_of_denied_verb(analysis, reading))


def in_order(analysis: Analysis) -> Analysis:
    """Sorts the readings by their place in the text."""
    ordered = sorted(analysis.readings, key=lambda x: (x.first, x.metric, x.last))
    return analysis if ordered == [*analysis.readings] else analysis.with_readings(ordered)


def _is_of_denied_verb(analysis: Analysis, reading: Reading) -> bool:
    """Whether a reading counts the object of a denied verb."""
    if reading.number < 0 or reading.frame is None:
        return False
    counts = analysis.numbers[reading.number].form in forms.COUNT_OR_ONE
    return counts and any(_denied(analysis.items, verb) for verb in reading.frame.verbs[:1])


def _denied(items: list[Item], verb: int) -> bool:
    """Whether a verb is negated, by its own negation or by that of an earlier verb in the same series ("never
    investigated, prosecuted, or convicted")."""
    while not items[verb].negated:
        before = verb - 1
        while before > 0 and items[before].kind in JOINTS:
            before -= 1
        joined = before < verb - 1 and items[before].kind == VERB
        if not joined or items[before].form != items[verb].form:
            return False
        verb = before
    return True


class Step(NamedTuple):
    """One step in reading a sentence, with the reason for its place in the order. No step changes a frozen record
    passed to it (decision 0320)."""

    apply: Callable[[Analysis], Analysis]
    why: str


#: Steps that apply the rules alone and need no other sentence.
BY_RULES: tuple[Step, ...] = (
    Step(read_counts, "the other steps rely on what numbers are tied to and count: denials, sums, ellipsis"),
    Step(read_denied, "a denied verb yields a 0 only where no number yielded a reading"),
    Step(drop_denied, "verbs that turned out to share a denial lose their figures"),
    Step(read_unreported, "silence concerns what is neither counted nor denied"),
    Step(read_absences, "reads zeros without a denied verb, where no earlier step has read anything"),
    Step(read_money, "sums depend only on nouns and verbs"),
    Step(find_shapes, "later steps drop readings that a number's form rules out"),
)
#: Steps that prepare for the scorer and need earlier sentences.
BEFORE_CHOICE: tuple[Step, ...] = (
    Step(settle_units, "ellipsis copies units, so they are settled first"),
    Step(read_terms, "ellipsis must know that the number of a term does not count people"),
    Step(complete, "a figure takes what it omits from earlier readings, which must exist by now"),
    Step(read_silent_times, "silence about another time's figure concerns a metric read by then"),
    Step(read_some_victims, "if only some of the people assisted were victims, these replace the total"),
    Step(drop_other_crimes, "figures that depend on figures for other crimes have taken what they need by now"),
    Step(clear_uncounted, "the scorer must not judge numbers that count nothing"),
)
#: Steps that wait until every metric has been chosen.
AFTER_CHOICE: tuple[Step, ...] = (
    Step(drop_uncalled, "people whom only the scorer takes for penalized victims must pass on no metric"),
    Step(follow, "a comparator counts the same thing as the figure compared, whose metric is now settled"),
    Step(count_as_told, "a figure that only breaks down victims counts the same act as their total"),
    Step(propose, "the encoder proposes metrics for numbers that nothing else has read"),
    Step(drop_unreported, "a figure inside words of silence is unreported, however it was read"),
    Step(drop_back_references, "a figure repeated right after it was given is not a new figure"),
    Step(drop_terms_of_others, "terms are judged by the readings that remain"),
    Step(read_suspended, "suspended sentences belong to the convictions and terms that remain"),
    Step(mark_parts, "some parts belong to, or are, figures that only the scorer has added"),
    Step(count_with_whole, "parts take both metrics of their whole, so it must be known which figures are parts"),
    Step(fill_units, "the unit of a bare number depends on the metric chosen"),
    Step(drop_uncountable, "a metric cannot have a figure in a unit that it never counts"),
    Step(describe, "dimensions depend on metric, unit and antecedent"),
    Step(drop_left_service, "by now it is known which figures count officials"),
    Step(fill_purposes, "only sums known to be funding have a purpose"),
    Step(read_quantified, '"all" and "both" take the dimensions of the people to whom they refer'),
    Step(read_same_again, "a zero repeated for another time copies everything found about the first"),
    Step(repeat_none, "a zero repeated for another year copies everything found about the first"),
    Step(in_order, "all later steps expect a total before its parts"),
)

#: Steps that wait until every figure has its year.
AFTER_YEARS: tuple[Step, ...] = (
    Step(settle_parts, "a figure of another year is not a part"),
    Step(link, "links depend on years, and on which figures are parts"),
    Step(inherit, "dimensions are inherited along the links"),
    Step(share_counts, "everyone convicted got the term, and their year and unit are known by now"),
)


def analyse(document: str, start: int, end: int, context: Context, scorer: Scorer | None = None) -> Analysis:
    """Reads one sentence, ``start`` to ``end`` of ``document``, in context."""
    [analysis] = parse(document, [(start, end)], context.rules, context.iso3)
    return read(analysis, context, scorer)


def parse(document: str, spans: Sequence[tuple[int, int]], rules: RuleSet, iso3: str | None) -> list[Analysis]:
    """Reads each sentence (``spans`` of ``document``) on its own, as far as the rules alone can. Each step runs on all
    sentences before the next step begins."""
    out: list[Analysis] = [analysis.passed() for analysis in unread(document, spans, Context(rules, iso3))]
    for step in BY_RULES:
        out = [step.apply(analysis) for analysis in out]
    return [analysis.frozen() for analysis in out]


def unread(document: str, spans: Sequence[tuple[int, int]], context: Context) -> list[Analysis]:
    """Parses the syntax of sentences, before any figure is read."""
    lexicon, numbers_in = load_lexicon(), number_reader().read
    parsed = [Tokens(document, *span) for span in spans]
    numbers = [numbers_in(tokens) for tokens in parsed]
    timed = [find_times(tokens, found) for tokens, found in zip(parsed, numbers, strict=True)]
    contexts = [
        [(first, last, tag.concept) for first, last, tags in lexicon.context.find(tokens) for tag in tags]
        for tokens in parsed
    ]
    figures = [
        word_figures(tokens, [n for k, n in enumerate(found) if k not in used])
        for tokens, found, (_, used) in zip(parsed, numbers, timed, strict=True)
    ]
    raw = [
        build_items(tokens, found, times, lexicon, hits)
        for tokens, found, (times, _), hits in zip(parsed, figures, timed, contexts, strict=True)
    ]
    for tokens, items in zip(parsed, raw, strict=True):
        join_phrases(tokens, items)
    grouped = [group_verbs(tokens, items) for tokens, items in zip(parsed, raw, strict=True)]
    for tokens, items in zip(parsed, grouped, strict=True):
        front_objects(tokens, items)
    out: list[Analysis] = []
    for tokens, found, items, (times, _), hits in zip(parsed, figures, grouped, timed, contexts, strict=True):
        hits = with_whereabouts(items, hits)
        compared = comparator_spans(tokens, items, hits, found)
        out.append(analysis_of(tokens, found, items, bind_times(tokens, items, times), hits, compared, context))
    return out


def read(analysis: Analysis, context: Context, scorer: Scorer | None = None) -> Analysis:
    """Finishes reading a parsed sentence; all earlier sentences must already have been read."""
    analysis = analysis.passed().with_(context=context)
    for step in BEFORE_CHOICE:
        analysis = step.apply(analysis)
    if scorer is not None:
        analysis = choose(analysis, scorer)
    for step in AFTER_CHOICE:
        analysis = step.apply(analysis)
    return analysis.frozen()


def tie(analysis: Analysis) -> Analysis:
    """Links a sentence's figures, once dated, to each other and to earlier figures."""
    for step in AFTER_YEARS:
        analysis = step.apply(analysis)
    return analysis
