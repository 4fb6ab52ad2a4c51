"""Finds words saying that something was not reported, and determines what was not reported (rule 4).

What belongs here: finding the words of silence ("did not say", "was withheld", "neither recorded … nor said") and the
words for each thing asked. The words for the thing asked may follow the words of silence, precede them ("the number of
calls was withheld"), open the sentence ("how many were fined, the police could not say") or appear in the previous
clause ("many were fined; it did not say how many"). What does not belong here: the words and rules
(``syntax/data/silence.yaml``), or the metric of each thing asked (``unreported``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks.spans import REACH, merged
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.patterns import Pattern, Symbol

WORDS = BOOK.words
TELLING, POINTING_BACK, TOPIC_OPENINGS = WORDS["words_of_telling"], WORDS["pointing_back"], WORDS["topic_openings"]
TURNS, NO_ONE = WORDS["turns"], WORDS["no_one"]
SUBJECT_ENDS = TURNS | WORDS["subject_ends"]
BEGINS_QUESTION, ASKS_HERE = BOOK["begins_question"], BOOK["asks_here"]
ASKS_MORE, ASKS_IN_PART = BOOK["asks_more"], BOOK["asks_in_part"]
#: the search directions in which the things asked follow the silence
FORWARD = ("forward", "question", "behind")
ONLY_FIGURES, SAYS_OF_WHAT = BOOK["only_figures"], BOOK["says_of_what"]
PRODUCTIONS = BOOK.productions["silences"]
#: words that may begin silent words that are not a lexicon term
TRIGGERS: frozenset[str] = frozenset().union(*(production.at for production in PRODUCTIONS))
#: the maximum number of words between a negative subject and its verb
SUBJECT = 14
#: the maximum number of words in a subject that a comma sets off from the thing not reported
SHORT_SUBJECT = 6

#: the tokens (from, up to) of a thing asked; the end is None if the thing extends to the end of its clause
Asked: TypeAlias = tuple[int, int | None]
Spans: TypeAlias = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SilenceRule:
    """A kind of silence: patterns over the silent words (``said``) and over the words after them (``behind``), the
    directions in which to look for the thing not reported, and the words that end the search."""

    name: str
    means: str
    category: str
    looks: tuple[str, ...]
    ends: frozenset[str]
    said: Pattern | None
    behind: Pattern | None
    examples: tuple[str, ...]

    def fits(self, row: Sequence[Symbol], first: int, last: int) -> bool:
        """Whether words ``first`` to ``last`` of ``row`` are a silence of this kind."""
        if self.said is not None and not self.said.fits(row[first : last + 1], 0):
            return False
        return self.behind is None or self.behind.fits(row, last + 1)


def _rule(entry: dict[str, Any]) -> SilenceRule:
    said, behind = (BOOK[entry[key]] if key in entry else None for key in ("said", "behind"))
    looks, examples = tuple(entry["looks"]), tuple(entry["examples"])
    name, means, category, ends = (entry[key] for key in ("name", "means", "category", "ends"))
    return SilenceRule(name, means, category, looks, WORDS[ends], said, behind, examples)


RULES = tuple(_rule(entry) for entry in BOOK.rules["silences"])


class Silence(NamedTuple):
    """Words, over tokens ``first`` to ``last``, saying that something was not reported. ``category`` is the status for
    the silence, and ``asked`` lists each thing that was not reported. ``backward``: the things not reported precede the
    silent words. ``before``: the previous clause names the things not reported."""

    first: int
    last: int
    category: str
    asked: tuple[Asked, ...] = ()
    backward: bool = False
    before: bool = False


def places(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the tokens (first, last) of all words of silence, in order, with overlaps merged."""
    tokens = analysis.tokens
    found = silent_words(analysis)
    if not tokens.words.isdisjoint(NO_ONE) and not tokens.words.isdisjoint(TELLING):
        found = _united([*found, *_by_no_one(tokens.low, analysis.word_symbols())])
    return found


def silent_words(analysis: Analysis) -> list[tuple[int, int]]:
    """Return the silent words that are lexicon terms or match a production."""
    found = [(first, last) for first, last, concept in analysis.hits if concept == concepts.NOT_REPORTED]
    tokens = analysis.tokens
    if tokens.words.isdisjoint(TRIGGERS):
        return found
    row = analysis.word_symbols()
    for at in tokens.at(TRIGGERS.__contains__):
        matches = (each.match(row, at) for each in PRODUCTIONS if tokens.low[at] in each.at)
        found += [match for match in matches if match is not None]
    return _united(found)


def _united(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans (first and last token) in order, with overlaps merged."""
    return [(first, end - 1) for first, end in merged((first, last + 1) for first, last in spans)]


def silence_at(analysis: Analysis, first: int, last: int) -> Silence:
    """Finds the things that were not reported, according to the silent words ``first`` to ``last``."""
    place = _place(analysis, first, last)
    rule = next(rule for rule in RULES if rule.fits(place.row, first, last))
    for look in rule.looks:
        spans = _LOOKS[look](place, rule.ends)
        if spans and all(_points_back(place.low[lo:hi]) for lo, hi in spans):
            asked = _clause_before(place.low, spans[0][0])
            return Silence(first, last, rule.category, asked, before=True)
        if len(spans) == 1 and look in FORWARD:
            return Silence(first, last, rule.category, ((last + 1, None),))
        if spans:
            return Silence(first, last, rule.category, spans, backward=look not in FORWARD)
    return Silence(first, last, rule.category)


def asks_before(analysis: Analysis, token: int) -> bool:
    """Whether the words before a token ask for a figure: "the number of victims given leave to stay"."""
    return bool(_backward(_place(analysis, token, token), TURNS))


class _Place(NamedTuple):
    """The silent words ``first`` to ``last`` of a sentence, with the sentence's words, their symbols for patterns, and
    the token after the last figure before the silence."""

    low: list[str]
    row: list[Symbol]
    first: int
    last: int
    behind_figures: int


def _place(analysis: Analysis, first: int, last: int) -> _Place:
    low = analysis.tokens.low
    told = [r.last for r in analysis.readings if r.number >= 0 and r.status == codes.REPORTED and r.last < first]
    return _Place(low, analysis.word_symbols(), first, last, max(told, default=-1) + 1)


def _points_back(low: list[str]) -> bool:
    """Whether the words asking only refer back to something already mentioned: "how many of them were so treated"."""
    return POINTING_BACK.issuperset(word for word in low if not word.isdigit())


def _by_no_one(low: list[str], row: list[Symbol]) -> list[tuple[int, int]]:
    """Return the tokens (subject, verb) of silences with a negative subject: "neither the ministry nor the police
    could say how many", "no agency kept data on"."""
    out: list[tuple[int, int]] = []
    for subject, word in enumerate(low[:-1]):
        if word not in NO_ONE or low[subject - 1] in TELLING or low[subject + 1] in TELLING:
            continue
        for verb in range(subject + 1, min(len(low), subject + SUBJECT)):
            if low[verb] in SUBJECT_ENDS:
                break
            if low[verb] in TELLING and BEGINS_QUESTION.fits(row, verb + 1):
                out.append((subject, verb))
                break
    return out


def _backward(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the things asked in the clause that leads to the silence, after any figures in that clause."""
    begin = max(_begin(place.low, place.first, ends), place.behind_figures)
    row = place.row
    starts = [at for at in range(begin, place.first) if ASKS_HERE.fits(row, at) and not ASKS_IN_PART.fits(row, at - 1)]
    if starts and (before := BOOK["name_of_figures"].end(row, starts[0] - 1)) != -2:
        starts[0] = max(begin, before + 1)
    # "Data are lacking on trials", "Of arrests the number was not reported"
    elsewhere = SAYS_OF_WHAT.fits(row, place.last + 1) or place.low[begin] in TOPIC_OPENINGS
    if elsewhere and starts == [place.first - 1] and ONLY_FIGURES.fits(row, starts[0]):
        return ()
    return tuple(zip(starts, [*starts[1:], _subject(place, starts[-1])], strict=True)) if starts else ()


def _subject(place: _Place, asked: int) -> int:
    """Return the token at which the subject of the silence begins, if a comma separates the subject from the question:
    "how many fled, the police"."""
    low, first = place.low, place.first
    comma = next((at for at in range(first - 1, asked, -1) if low[at] == ","), first)
    if not 1 < first - comma <= SHORT_SUBJECT or not WORDS["goes_on_asking"].isdisjoint(low[comma + 1 : first]):
        return first
    return comma


def _clause(place: _Place, ends: frozenset[str]) -> Spans:
    """Return all the words of the clause before the silence as the thing asked."""
    return ((_begin(place.low, place.first, ends), place.first),)


def _front(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the topic at the front of the clause: "Of suspended sentences the department kept no count"."""
    begin = _begin(place.low, place.first, ends)
    return ((begin, place.first),) if place.low[begin] in TOPIC_OPENINGS else ()


def _topic(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the topic at the front of the clause if the words before the silence only name figures: "Of federal
    arrests the number was not reported"."""
    return _front(place, ends) if ONLY_FIGURES.fits(place.row, place.first - 1) else ()


def _forward(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the things asked after the silence; each further thing begins after the "or" that joins it."""
    begin = place.last + 1
    end = _forward_end(place.low, begin, ends)
    joined = [at for at in range(begin + 1, end) if ASKS_MORE.fits(place.row, at)]
    return tuple(zip([begin, *(at + 1 for at in joined)], [*joined, end], strict=True))


def _forward_end(low: list[str], begin: int, ends: frozenset[str]) -> int:
    """Return the token at which the words after a silence end; punctuation within parentheses does not end them."""
    depth = 0
    for at in range(begin, len(low)):
        depth += low[at] == "("
        if low[at] in ends and not depth:
            return at
        depth = max(0, depth - (low[at] == ")"))
    return len(low)


def _behind(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the subject of data mentioned before the silence: "Data are lacking on trials"."""
    return _forward(place, ends) if SAYS_OF_WHAT.fits(place.row, place.last + 1) else ()


def _question(place: _Place, ends: frozenset[str]) -> Spans:
    """Return the question right after the silence: "It is not known how many fled"."""
    return _forward(place, ends) if BEGINS_QUESTION.fits(place.row, place.last + 1) else ()


_LOOKS: dict[str, Callable[[_Place, frozenset[str]], Spans]] = {
    "backward": _backward,
    "clause": _clause,
    "front": _front,
    "topic": _topic,
    "forward": _forward,
    "question": _question,
    "behind": _behind,
}


def _begin(low: list[str], token: int, ends: frozenset[str]) -> int:
    """Return the token at which the clause that leads to a token begins."""
    return next((at + 1 for at in range(token - 1, -1, -1) if low[at] in ends), 0)


def _clause_before(low: list[str], asked: int) -> Spans:
    """Return the clause before the one in which the question begins, at token ``asked``, or an empty list if there is
    no such clause."""
    stop = _begin(low, asked, TURNS) - 1
    if stop < 0:
        return ()
    while stop and low[stop - 1] in (",", WORD.also):
        stop -= 1
    return ((max(_begin(low, stop, TURNS), stop - REACH), stop),)
