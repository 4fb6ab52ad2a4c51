"""Which words say that something was not told, and what it is that they do not tell (rule 4).

What belongs here: finding the words of silence ("did not say", "was withheld", "neither recorded … nor said") and the
words for each thing asked, which stand behind them, before them ("the number of calls was withheld"), at the front
("how many were fined, the police could not say") or in the clause before ("many were fined; it did not say how many").
What does not: the metric of what is asked (``unreported``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tipetl.language.words import word_set
from tipetl.syntax.spans import REACH

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis

#: every form of the verbs by which figures are told
TELLING = word_set("silences.telling")
#: nouns that ask for a figure by themselves
ASKING = word_set("silences.asking_nouns")
#: words that say nothing of what was asked: "how many of them were so treated"
EMPTY = word_set("silences.empty")
#: begins a topic at the front: "On suspended sentences the courts released no figures"
TOPIC = frozenset(("of", "on", "for", "about", "concerning", "regarding", "as"))
#: where another clause begins
TURNS = frozenset((";", "but", "although", "though", "while", "whereas", "however"))
BEING = frozenset(("be", "been", "was", "were", "is", "are", "went", "go", "remained", "remains"))
#: first words of a silence that stands behind what was not told
BEHIND = frozenset(("not", "unknown", "unavailable", "unclear", "withheld", "unreported", "undisclosed", "unrecorded"))
MUCH = frozenset(("many", "much"))
#: subjects that deny what they are said to do
NO_ONE = frozenset(("neither", "no", "none", "nobody"))
#: how far behind a negative subject its verb stands at most
SUBJECT = 14


class Silence(NamedTuple):
    """Tokens ``first`` to ``last`` are silent; ``asked`` holds the tokens (from, up to) of each thing not told, None
    where it is what stands behind, as far as its clause goes. ``before`` says that those are of the clause before."""

    first: int
    last: int
    asked: tuple[tuple[int, int], ...] | None
    backward: bool = False
    before: bool = False


def places(a: Analysis) -> list[tuple[int, int]]:
    """The tokens (first, last) of all words of silence, terms of the lexicon first."""
    found = [(first, last) for first, last, concept in a.hits if concept == "not_reported"]
    words = a.tokens.words
    if not words.isdisjoint(("nor", "neither")):
        found += _joined(a.tokens.low)
    if not words.isdisjoint(NO_ONE) and not words.isdisjoint(TELLING):
        found += _by_no_one(a.tokens.low)
    return found


def silence_at(a: Analysis, first: int, last: int) -> Silence:
    """What the silent words ``first`` to ``last`` do not tell."""
    low = a.tokens.low
    if low[first] in BEHIND or not BEING.isdisjoint(low[first : last + 1]):
        spans = _asked_before(a, first)
        return (
            Silence(first, last, spans or None, backward=True)
            if not _nothing(low, spans)
            else _before(low, first, last, spans)
        )
    end = next((i for i in range(last + 1, len(low)) if low[i] in (";", ".", ")")), len(low))
    behind = [w for w in low[last + 1 : end] if w != "," and not w.isdigit()]
    if not behind:
        spans = _asked_before(a, first) or _topic(low, first)
        return Silence(first, last, spans or (), backward=True)
    if _opens(low, last + 1) and EMPTY.issuperset(behind):
        return _before(low, first, last, ((last + 1, end),))
    starts = [last + 1, *(i for i in range(last + 2, end) if _opens_another(low, i))]
    if len(starts) == 1:
        return Silence(first, last, None)
    # a thing asked begins behind the "or" that joins it
    joined = zip([starts[0], *(i + 1 for i in starts[1:])], [*starts[1:], end], strict=True)
    return Silence(first, last, tuple(joined))


def asks(a: Analysis, token: int) -> bool:
    """Whether the words before a token ask for a figure: "the number of victims given leave to stay"."""
    return bool(_asked_before(a, token))


def _joined(low: list[str]) -> list[tuple[int, int]]:
    """ "nor did it disclose", "nor said", "neither recorded": (denial, verb)."""
    out: list[tuple[int, int]] = []
    for i, w in enumerate(low[:-1]):
        if w not in ("nor", "neither"):
            continue
        if low[i + 1] in TELLING:
            out.append((i, i + 1))
        elif w == "nor" and low[i + 1] in ("did", "does", "do", "has", "have", "had", "could", "can", "would"):
            verb = next((j for j in range(i + 3, min(i + 8, len(low))) if low[j] in TELLING), None)
            if verb is not None:
                out.append((i, verb))
    return out


def _by_no_one(low: list[str]) -> list[tuple[int, int]]:
    """ "neither the ministry nor the police could say how many", "no agency kept data on": (subject, verb)."""
    out: list[tuple[int, int]] = []
    for i, w in enumerate(low):
        if w not in NO_ONE or (i and low[i - 1] in TELLING) or i + 1 >= len(low) or low[i + 1] in TELLING:
            continue
        for j in range(i + 1, min(len(low), i + SUBJECT)):
            if low[j] in TURNS or low[j] in (",", "(", "that", "who", "which"):
                break
            if low[j] in TELLING and _opens(low, j + 1):
                out.append((i, j))
                break
    return out


def _opens(low: list[str], i: int) -> bool:
    """Whether what is asked begins at token ``i``: "how many …", "the number of …", "data on …"."""
    while i < len(low) and low[i] in ("the", "any", "a", "of", "on", "total", "exact", "full", "overall", ","):
        i += 1
    if low[i : i + 1] == ["how"]:
        return low[i + 1 : i + 2] != [] and low[i + 1] in MUCH
    return i < len(low) and (low[i] in ASKING or low[i : i + 2] in (["that", "of"], ["those", "of"]))


def _opens_another(low: list[str], i: int) -> bool:
    """Whether token ``i`` joins one more thing asked: "…, or the amount spent", "nor how many were trained"."""
    return low[i] in ("or", "nor", "and") and _opens(low, i + 1)


def _asked_before(a: Analysis, first: int) -> tuple[tuple[int, int], ...]:
    """What is asked in the clause that leads to the silence at token ``first``."""
    low = a.tokens.low
    told = max((r.last for r in a.readings if r.number >= 0 and r.status == "reported" and r.last < first), default=-1)
    start = next((i + 1 for i in range(first - 1, -1, -1) if low[i] in TURNS), 0)
    starts = [i for i in range(max(start, told + 1), first) if _opens_here(low, i)]
    return tuple(zip(starts, [*starts[1:], first], strict=True)) if starts else ()


def _opens_here(low: list[str], i: int) -> bool:
    if low[i] == "how":
        return low[i + 1 : i + 2] != [] and low[i + 1] in MUCH
    return low[i] in ASKING and low[i + 1 : i + 2] not in (["up"],)


def _topic(low: list[str], first: int) -> tuple[tuple[int, int], ...]:
    """The topic at the front of the clause: "Of suspended sentences the department kept no count"."""
    start = next((i + 1 for i in range(first - 1, -1, -1) if low[i] in TURNS), 0)
    return ((start, first),) if low[start] in TOPIC else ()


def _nothing(low: list[str], spans: tuple[tuple[int, int], ...]) -> bool:
    """Whether what is asked only points back: "the number so treated", "how many"."""
    return bool(spans) and all(EMPTY.issuperset(low[lo:hi]) for lo, hi in spans)


def _before(low: list[str], first: int, last: int, spans: tuple[tuple[int, int], ...]) -> Silence:
    """The silence of a figure for what the clause before says."""
    stop = next((i for i in range(spans[0][0] - 1, -1, -1) if low[i] in TURNS), None)
    if stop is None:
        return Silence(first, last, ())
    while stop and low[stop - 1] in (",", "and"):
        stop -= 1
    start = next((i + 1 for i in range(stop - 1, -1, -1) if low[i] in TURNS), 0)
    return Silence(first, last, ((max(start, stop - REACH), stop),), before=True)
