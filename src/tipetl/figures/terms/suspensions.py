"""Suspended sentences of one or two persons who are named by no number: "the other received a suspended sentence of two
years", "both got suspended terms", "gave him three years, suspended" (contract section 3, rule 9).

What belongs here: how many persons such words speak of. What does not: those whose number is told, which rules read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.record.readings import Reading
from tipetl.language.words import word_set
from tipetl.syntax.spans import clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

#: words for a sentence that a court gives one person
SINGLE = word_set("suspensions.single")
#: words that stand for one person, or introduce one
ONE_PERSON = word_set("suspensions.one_person")
#: words behind a term that say it was suspended, with those that may stand between
SUSPENDED = frozenset(("suspended", "conditional"))
BETWEEN = frozenset(
    (",", "(", "wholly", "fully", "partly", "entirely", "all", "of", "it", "term", "sentence", "'", "’")
)
#: a mood in which nothing was suspended yet
NOT_DONE = frozenset(("no", "not", "never", "nor", "neither", "without", "may", "can", "would", "should", "could"))
TERMS = (["sentences"], ["terms"])
#: how far from the words a figure that already counts the persons may stand
NEAR = 30


def read_suspended(a: Analysis) -> None:
    """Adds a reading for every suspended sentence whose persons no number counts."""
    low = a.tokens.low
    if SUSPENDED.isdisjoint(a.tokens.words) and "probation" not in a.tokens.words:
        return
    if "both" in a.tokens.words:
        _both(a)
    for first, last in (*_named(a), *_behind_terms(a)):
        lo, hi = clause_bounds(a.tokens, first)
        if any(
            r.metric == "sentences_suspended" and lo <= r.first < hi and abs(r.first - first) < NEAR for r in a.readings
        ):
            continue
        start = _part_start(a, lo, first)
        said = low[start:first]
        if NOT_DONE & set(low[max(lo, first - 8) : first]):
            continue
        value = _persons(a, start, first, last, said)
        if value is not None:
            a.readings.append(
                Reading("sentences_suspended", -3, first, last, value, None, "exact", "person", "reported",
                "sentences_suspended.untold", 4.0)
            )  # fmt: skip


def _both(a: Analysis) -> None:
    """ "The court suspended both sentences", "both terms were suspended": two persons'."""
    low = a.tokens.low
    for k in a.tokens.at(("both",).__contains__):
        if low[k + 1 : k + 2] not in TERMS:
            continue
        done = low[k - 1 : k] == ["suspended"] or low[k + 2 : k + 4] == ["were", "suspended"]
        if done and not NOT_DONE & set(low[max(0, k - 4) : k]):
            a.readings.append(
                Reading("sentences_suspended", -3, k, k, 2, None, "exact", "person", "reported",
                "sentences_suspended.both", 4.0)
            )  # fmt: skip


def _named(a: Analysis) -> list[tuple[int, int]]:
    """Where a suspended sentence is a noun: "a suspended sentence", "suspended terms", "a suspended two-year term"."""
    low = a.tokens.low
    out: list[tuple[int, int]] = []
    for k, w in enumerate(low):
        if w not in SUSPENDED:
            continue
        j = k + 1
        while (
            j < min(len(low), k + 5)
            and low[j] not in SINGLE
            and (low[j][0].isdigit() or "-" in low[j] or low[j].isalpha())
        ):
            j += 1
        if j < min(len(low), k + 5) and low[j] in SINGLE:
            out.append((k, j))
    return out


def _behind_terms(a: Analysis) -> list[tuple[int, int]]:
    """Where a term is said to have been suspended: "three years, suspended", "a five-year term suspended"."""
    low = a.tokens.low
    out: list[tuple[int, int]] = []
    for r in a.readings:
        if r.metric != "sentence_terms" or r.status != "reported":
            continue
        k = r.last + 1
        while k < min(len(low), r.last + 6) and low[k] in BETWEEN:
            k += 1
        if k < len(low) and low[k] == "suspended" and low[k - 1] not in ("were", "was"):
            out.append((r.first, k))
    return out


def _part_start(a: Analysis, lo: int, first: int) -> int:
    """The first token of what is said of the same persons: behind the last comma that a new subject or verb follows."""
    low = a.tokens.low
    k = first - 1
    while k > lo and not (low[k] in (",", "while", "whereas", "but") and low[k + 1] not in ("who", "a", "an", "the")):
        k -= 1
    return k


def _persons(a: Analysis, start: int, first: int, last: int, said: list[str]) -> int | None:
    """How many persons got it; None where the words do not tell, or a number tells."""
    term = next((r for r in a.readings if r.metric == "sentence_terms" and first <= r.first <= last), None)
    if term is not None and term.count is not None:
        return term.count
    counted = [n for n in a.numbers if start <= n.first < first and n.form in ("count", "zero", "unknown")]
    if any(n.low != 1 for n in counted):
        return None
    if "both" in said:
        return 2
    if "each" in said or (a.tokens.low[last].endswith("s") and a.tokens.low[last] != "years"):
        return None
    single = ONE_PERSON & {*said, *a.tokens.low[max(0, first - 1) : first]}
    plural = {"sentences", "terms", "they", "those", "them", "all"} & set(said)
    return 1 if single and not plural else None
