"""Figures told by "all" and "both" of those counted before: "courts acquitted both", "referred all of them to care",
"all testified" (contract section 3, rule 9: another metric of the same figure is another fact).

What belongs here: what those words stand for, and the metric of their verb. What does not: "all 42", whose number rules
read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.language.words import word_set
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.syntax.spans import clause_bounds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.items import Item

QUANTIFIERS = frozenset(("all", "both"))
#: what follows a quantifier that stands by itself
THEM = frozenset(("them", "these", "those", "whom"))
ALONE = frozenset((".", ",", ";", ")", "to", "with", "for", "in", "on", "at"))
#: the metric of what a verb did to those counted, or of what they did
ACTED_ON = {
    "refer": "victims_referred",
    "assist": "victims_assisted",
    "repatriate": "victims_repatriated",
    "acquit": "acquittals",
    "convict": "convictions",
    "prosecute": "prosecutions",
    "charge": "charges",
    "arrest": "arrests",
}
DID = {"testify": "victims_in_proceedings", "homecome": "victims_repatriated"}
#: what somebody is provided with, that is told as assistance
CARE = word_set("quantifiers.care")


def read_quantified(a: Analysis) -> None:
    """Adds a reading for every "all" or "both" that a verb of a metric acts on, with the figure they stand for."""
    low = a.tokens.low
    if QUANTIFIERS.isdisjoint(a.tokens.words):
        return
    for k, w in enumerate(low):
        if w not in QUANTIFIERS:
            continue
        end = _end(a, k)
        found = None if end is None else _metric(a, k, end)
        if found is None or end is None:
            continue
        told = _stands_for(a, k, found, a.context.before)
        if told is None or told.metric == found or (w == "both" and told.low != 2):
            continue
        lo, hi = clause_bounds(a.tokens, k)
        if any(r.metric == found and lo <= r.first < hi and r.low == told.low for r in a.readings):
            continue
        rule = f"{found}.{w}"
        made = Reading(found, -3, k, end, told.low, told.high, told.qualifier, "person", "reported", rule, 4.0)
        made.exploitation, made.official = told.exploitation, told.official
        a.readings.append(made)


def _end(a: Analysis, k: int) -> int | None:
    """The last token of a quantifier that stands for those counted before; None where it only goes with a noun."""
    low = a.tokens.low
    item = a.items_from(k + 1)
    nxt = low[k + 1] if k + 1 < len(low) else "."
    if nxt == "of" and low[k + 2 : k + 3] and low[k + 2] in THEM:
        return k + 2
    verb = item < len(a.items) and a.items[item].first == k + 1 and a.items[item].kind == "verb"
    return k if nxt in ALONE or (verb and a.items[item].finite) else None


def _metric(a: Analysis, k: int, end: int) -> str | None:
    """The metric of the verb that acts on the quantifier, or that it is the subject of."""
    low = a.tokens.low
    before = a.items[: a.items_from(k)]
    verb = before[-1] if before else None
    if verb is not None and verb.kind == "verb" and verb.voice in ("active", "bare") and not _undone(verb):
        if verb.concept == "award" and low[end + 1 : end + 2] == ["with"] and CARE & set(low[end + 1 : end + 8]):
            return "victims_assisted"
        return ACTED_ON.get(verb.concept or "")
    behind = a.items[a.items_from(end + 1) :][:2]
    if behind and behind[0].kind == "adv":
        behind = behind[1:]
    verb = behind[0] if behind else None
    if verb is None or verb.kind != "verb" or not verb.finite or _undone(verb):
        return None
    return ACTED_ON.get(verb.concept or "") if verb.voice == "passive" else DID.get(verb.concept or "")


def _undone(verb: Item) -> bool:
    return verb.negated or verb.modal or verb.form == "base" or verb.voice == "infinitive"


def _stands_for(a: Analysis, k: int, metric: str, before: Sequence[Reading]) -> Reading | None:
    """The largest figure that a metric can be of, in this sentence or the one before; parts are not known yet."""
    kinds = VICTIMS if metric in VICTIMS else PROCEEDINGS
    for rows in (a.readings, before):
        told = [
            r
            for r in rows
            if r.metric in kinds
            and (rows is before or r.first < k)
            and r.status == "reported"
            and r.relation == "current"
            and r.unit == "person"
            and not r.part
            and r.number >= 0
            and a.comparator_at(r.first if rows is a.readings else -1) is None
        ]
        if metric == "acquittals":
            told = [r for r in told if r.metric in ("charges", "prosecutions")]  # suspects are cleared as well
        if told:
            return max(told, key=lambda r: (r.low or 0, r.first))
    return None
