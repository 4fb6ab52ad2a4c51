"""Reads the figures that "all" and "both" imply by referring to people counted before: "courts acquitted both",
"referred all of them to care", "all testified" (contract section 3, rule 9: another metric of the same figure is
another fact).

What belongs here: the antecedent of "all" or "both", and the metric of their verb. What does not belong here: "all 42",
which the rules read. The words around "all" and "both" are in ``data/quantifiers.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS
from tipetl.figures.record.analysis import step
from tipetl.figures.record.readings import OpenReading, Reading
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.model import codes
from tipetl.syntax.chunks import voices
from tipetl.syntax.chunks.kinds import ADVERB, VERB

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis, Draft
    from tipetl.syntax.chunks.items import Item

QUANTIFIERS, THOSE_BEFORE, BEHIND = WORDS["quantifiers"], WORDS["those_before"], WORDS["behind_a_quantifier"]
#: the metrics for verbs that state acts done to the people counted, and for verbs that state acts done by them
ACTED_ON: dict[str | None, str] = BOOK.rules["metrics_of_acts"]
DID: dict[str | None, str] = BOOK.rules["metrics_of_deeds"]
#: the index and the score of a reading without a number in the text
NO_NUMBER, SCORE = -3, 4.0
#: the number of words after "provided both" to search for the things provided
WITH_WHAT = 8


@step
def read_quantified(analysis: Draft) -> None:
    """Adds a reading for every "all" or "both" that a metric's verb acts on, with the value of the figure to which it
    refers."""
    if QUANTIFIERS.isdisjoint(analysis.tokens.words):
        return
    for token in analysis.tokens.at(QUANTIFIERS.__contains__):
        last = _last_token(analysis, token)
        metric = None if last is None else _metric(analysis, token, last)
        if last is None or metric is None:
            continue
        figure = _stands_for(analysis, token, metric)
        word = analysis.tokens.low[token]
        if figure is None or figure.metric == metric or (word == WORD.pair and figure.low != 2):
            continue
        made = OpenReading(
            metric, NO_NUMBER, token, last, figure.low, figure.high, figure.qualifier, codes.PERSON, codes.REPORTED,
            f"{metric}.{word}", SCORE, exploitation=figure.exploitation, official=figure.official,
        )  # fmt: skip
        analysis.readings.append(made)


def _last_token(analysis: Analysis, token: int) -> int | None:
    """Return the last token of a quantifier that refers to the people counted before, or None if the quantifier only
    modifies a noun."""
    low, items = analysis.tokens.low, analysis.items
    behind, whom = (*low[token + 1 : token + 3], ".", ".")[:2]
    if behind == WORD.whole and whom in THOSE_BEFORE:
        return token + 2
    item = analysis.items_from(token + 1)
    finite = item < len(items) and items[item].first == token + 1 and items[item].finite
    return token if finite or behind in BEHIND else None


def _metric(analysis: Analysis, token: int, last: int) -> str | None:
    """Return the metric of the verb that has the quantifier as its object or subject."""
    low, items = analysis.tokens.low, analysis.items
    place = analysis.items_from(token)
    verb = items[place - 1] if place else None
    if verb is not None and verb.kind == VERB and verb.voice in voices.ACTIVE_OR_BARE and not _undone(verb):
        given = low[last + 1 : last + WITH_WHAT]
        if verb.concept == concepts.AWARD and not WORDS["care"].isdisjoint(given):
            return ACTED_ON[concepts.ASSIST]
        return ACTED_ON.get(verb.concept)
    behind = [item for item in items[analysis.items_from(last + 1) :][:2] if item.kind != ADVERB]
    if not behind or not behind[0].finite or _undone(behind[0]):
        return None
    return (ACTED_ON if behind[0].voice == voices.PASSIVE else DID).get(behind[0].concept)


def _undone(verb: Item) -> bool:
    """Whether a verb's action was not carried out, or has not been yet."""
    return verb.negated or verb.modal or verb.form == forms.BASE


def _stands_for(analysis: Analysis, token: int, metric: str) -> Reading | None:
    """Return the antecedent of a quantifier with this metric: the largest figure before the quantifier, in this
    sentence or the previous one. Parts cannot be excluded, because they have not been determined yet."""
    kinds = VICTIMS if metric in VICTIMS else PROCEEDINGS
    kinds = WORDS["before_an_acquittal"] if metric == "acquittals" else kinds
    here = [x for x in analysis.readings if x.first < token and analysis.comparator_at(x.first) is None]
    for readings in (here, analysis.context.before):
        figures = [x for x in readings if x.metric in kinds and _whole_of_persons(x)]
        if figures:
            return max(figures, key=lambda x: (x.low or 0, x.first))
    return None


def _whole_of_persons(reading: Reading) -> bool:
    """Whether a reading counts people in the reporting period and is not part of another figure."""
    current = reading.status == codes.REPORTED and reading.relation == codes.CURRENT
    return current and reading.unit == codes.PERSON and not reading.part
