"""Finds shares, in words and in figures, and the pairs of numbers that they may relate: "418 of the 721 made up about
one third of them", "146 victims, of whom fewer than half, 87, were children", "61, or 28 percent, were girls".

What belongs here: the size of the share, and which numbers may be the part and the whole. What does not belong here:
whether the numbers of a pair fit the share, which a check decides.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.changes import STOPS
from tipetl.figures.claims.descriptions import Told, is_compared
from tipetl.figures.claims.references import BECAME, OUTCOME
from tipetl.figures.claims.rows import BOOK
from tipetl.language import forms
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.claims.descriptions import Memory
    from tipetl.figures.record.analysis import Analysis

WORDS = BOOK.words
FRACTIONS: dict[str, float] = BOOK.rules["shares"]
SEVERAL: dict[str, float] = BOOK.rules["shares_of_several"]
MAKING_UP, OF, GOING_BACK = WORDS["making_up"], WORDS["of_everyone"], WORDS["of_the_last"] | WORDS["going_back_words"]
MAJORITY, ASIDE, NOT_A_SHARE = WORDS["majority_words"], WORDS["before_a_claim"], WORDS["not_a_share"]
AS_RANKS, CHANGING = WORDS["fractions_or_ranks"], WORDS["change_by"]
COUNTING = WORDS["ones"] | SEVERAL.keys()
BOUNDS = {
    codes.AT_LEAST: WORDS["bounds_below"],
    codes.ABOUT: WORDS["bounds_near"],
    codes.AT_MOST: WORDS["bounds_above"] | WORDS["fewer_words"],
}
RATES, PARTITIVE = WORDS["rate_words"], WORDS["partitive"]
#: the words for each outcome of a trial: "an [acquittal] rate", "were [acquitted]"
OUTCOMES = [*BECAME[OUTCOME].values()]
AROUND, IN_ALL = WORDS["marks_around_a_share"], WORDS["summing"] | WORDS["summing_as_in"]
#: the number of tokens in "in all"
SUM_WORDS = 2
OTHER_WORDS, COMPARED = WORDS["or_bounds"], WORDS["more_or_less_than"]
#: the maximum number of words of a whole's noun before the share of the part
OWN_NOUN = 3
#: words that may come between a part and its share
BETWEEN = ASIDE.union(*BOUNDS.values(), WORDS["than_words"]) - {";"}
#: the number of tokens before a share to search for a bound and for the beginning of its subject, and the number of
#: tokens after it to search for its number
BOUND, SUBJECT, NUMBER = 3, 6, 3
#: the number of numbers before a rate
PAIR = 2
#: the number of tokens in "of the"
OF_THE = 2
#: the number of sentences to search back for the whole of a share
SENTENCES = 4
#: the number of tokens after "of" to search for the group divided
THOSE = 8
#: the same limit if a number counts the group: "of the [154] victims admitted to care in 2009"
DESCRIBED = 16


#: words for a whole that no number counts: "of the [others], girls made up half"
REST = WORDS["those_left_over"]
#: the maximum number of tokens between the words for a whole without a number and the share
OF_THE_REST = 6


class Share(NamedTuple):
    """A share stated by tokens ``first`` to ``last``, its size in percent with its ``qualifier``, and the pairs of
    whole and part that it may relate."""

    first: int
    last: int
    percent: float
    qualifier: str
    pairs: list[tuple[Told, Told]]


class Stated(NamedTuple):
    """A share over tokens ``first`` to ``last``; ``in_figures``: it is written in figures ("40 percent")."""

    first: int
    last: int
    percent: float
    qualifier: str
    in_figures: bool = False


def shares(analysis: Analysis, memory: Memory) -> Iterator[Share]:
    """Yield the shares of a sentence for which that sentence or earlier ones give both numbers."""
    low = analysis.tokens.low
    percent = any(number.form == forms.PERCENT for number in analysis.numbers)
    if FRACTIONS.keys().isdisjoint(low) and MAJORITY.isdisjoint(low) and not percent:
        return
    own, *before = memory.last(analysis)
    for stated in (*stated_in_words(analysis), *stated_in_figures(analysis)):
        if _is_of_the_rest(low, stated):
            continue
        pairs = (
            _aside(analysis, stated, own, before)
            or _in_brackets(analysis, stated, own, before)
            or _as_a_rate(analysis, stated, own)
            or _apart(analysis, stated, own, before)
            or _with_its_number(analysis, stated, own, before)
        )
        if not pairs and not stated.in_figures:
            pairs = _made_up(analysis, stated, own)
        if pairs:
            yield Share(stated.first, stated.last, stated.percent, stated.qualifier, pairs)


def _is_of_the_rest(low: list[str], stated: Stated) -> bool:
    """Whether a share is a share of a group that has no count: "[of the others], girls made up half"."""
    near = range(max(1, stated.first - OF_THE_REST), min(len(low), stated.last + OF_THE_REST))
    return any(low[k] in REST and not OF.isdisjoint(low[max(0, k - 2) : k]) for k in near)


def stated_in_words(analysis: Analysis) -> Iterator[Stated]:
    """Yield the shares that a sentence states in words."""
    low = analysis.tokens.low
    for at, word in enumerate(low):
        percent = FRACTIONS.get(word)
        if word in MAJORITY and analysis.tokens.word(at + 1) in OF:
            yield Stated(at, at, 50.0, codes.AT_LEAST)
        if percent is None or analysis.tokens.word(at + 1) in NOT_A_SHARE:
            continue
        before = low[max(0, at - BOUND) : at]
        # "came [third]", "fell by [half]"
        if (word in AS_RANKS and (not at or low[at - 1] not in COUNTING)) or not CHANGING.isdisjoint(before):
            continue
        times = SEVERAL.get(low[at - 1], 1.0) if at else 1.0
        bound = next((name for name, words in BOUNDS.items() if not words.isdisjoint(before)), codes.ABOUT)
        yield Stated(at, at, percent * times, bound)


def stated_in_figures(analysis: Analysis) -> Iterator[Stated]:
    """Yield the shares that a sentence states in figures: "40 percent", "one-third"."""
    for number in analysis.numbers:
        if number.form == forms.PERCENT and number.low is not None and number.high is None:
            near = codes.ABOUT if number.spelled and number.qualifier == codes.EXACT else number.qualifier
            change = not CHANGING.isdisjoint(analysis.tokens.low[max(0, number.begins - BOUND) : number.first])
            if not change:
                yield Stated(number.begins, number.last, number.low, near, in_figures=True)


def _aside(analysis: Analysis, stated: Stated, own: list[Told], before: list[list[Told]]) -> list[tuple[Told, Told]]:
    """Return the pairs of a share given as an aside after its part: "Of the 214 cases, [61], or more than 40 percent,
    concerned women", "[61] of the 214 (40 percent)"."""
    low = analysis.tokens.low
    earlier = [one for one in own if one.number.last < stated.first]
    if not earlier:
        return []
    if _is_of_others(analysis, stated):
        return []
    last = earlier[-1]
    if len(earlier) == 1 and _is_opened_by(low, last.number.begins):
        return []  # "Among the 225, some 15 percent were minors": a share of the 225
    between = low[last.number.last + 1 : stated.first]
    of_it = not OF.isdisjoint(low[max(0, last.number.begins - OF_THE) : last.number.begins]) and len(earlier) > 1
    if of_it and stated.in_figures:
        between = _behind_its_noun(between)
    if not OF.isdisjoint(between[:1]) and not GOING_BACK.isdisjoint(between[1:2]):  # "Thirty [of them], half, agreed"
        between = between[OF_THE:]
    if not between or not BETWEEN.issuperset(between):
        return []
    if of_it:
        return [(last, earlier[-2])] if _is_part(earlier[-2], last) else []
    # "[Of the 184] victims, 46, or just over one third": a share of the 184
    opening = [one for one in earlier[:-1] if _is_opened_by(low, one.number.begins)]
    wholes = opening or [*earlier[:-1], *(one for sentence in before for one in sentence)]
    return [(whole, last) for whole in wholes if _is_part(last, whole)]


def _is_opened_by(low: list[str], begin: int) -> bool:
    """Whether a number comes right after "of the" or "among the"."""
    before = low[max(0, begin - OF_THE) : begin]
    return len(before) == OF_THE and before[0] in PARTITIVE and before[1] in WORDS["articles"]


def _in_brackets(
    analysis: Analysis, stated: Stated, own: list[Told], before: list[list[Told]]
) -> list[tuple[Told, Told]]:
    """Return the pairs of a share that is alone in brackets: "Of the 80 victims, [52] were Haitians (45 percent)"."""
    earlier = [one for one in own if one.number.last < stated.first]
    bracketed = (analysis.tokens.word(stated.first - 1), analysis.tokens.word(stated.last + 1)) == ("(", ")")
    if not bracketed or not earlier or is_compared(earlier[-1]):
        return []
    return [(whole, earlier[-1]) for whole in _wholes(earlier[:-1], before) if _is_part(earlier[-1], whole)]


def _wholes(earlier: list[Told], before: list[list[Told]]) -> list[Told]:
    """Return the numbers that may be the whole of a share: the numbers before the part in its sentence, and the
    numbers in earlier sentences."""
    return [*earlier, *(one for sentence in before[:SENTENCES] for one in sentence)]


def _behind_its_noun(words: list[str]) -> list[str]:
    """Return the words after a number's noun: "of the 298 [victims] (29 percent)", but not "… were girls (29
    percent)"."""
    noun = list(takewhile(lambda word: word.isalpha() and word not in BETWEEN, words))
    return words[len(noun) :] if len(noun) <= OWN_NOUN else []


def _is_of_others(analysis: Analysis, stated: Stated) -> bool:
    """Whether the words after a share make it a change, or a share of the part itself: "61, 40 percent more than in
    2015", "61 (40 percent of them in absentia)"."""
    behind, following = analysis.tokens.word(stated.last + 1), analysis.tokens.word(stated.last + 2)
    return behind in COMPARED or (behind in OF and following in GOING_BACK)


def _with_its_number(
    analysis: Analysis, stated: Stated, own: list[Told], before: list[list[Told]]
) -> list[tuple[Told, Told]]:
    """Return the pairs for a share followed by the number of its part: "fewer than one-third of the 292 victims, or
    [109]", "… of them, or [109]", "… of the 292 victims, [109] in all,"."""
    low = analysis.tokens.low
    behind = [one for one in own if stated.last < one.number.begins]
    parts = [one for one in behind if low[one.number.begins - 1] in OTHER_WORDS or _stands_alone(low, one)]
    if not parts or analysis.tokens.word(stated.last + 1) not in OF:
        return []
    part = parts[0]
    divided = low[stated.last + 1 : part.number.begins]
    named = [one for one in own if stated.last < one.number.begins < part.number.begins]
    if len(divided) > (DESCRIBED if named else THOSE + BOUND) or not STOPS.isdisjoint(divided):
        return []
    if not named and low[part.number.begins - 1] not in OTHER_WORDS:
        return []
    told = named or [
        one for sentence in ([one for one in own if one.number.last < stated.first], *before[:1]) for one in sentence
    ]
    points = named or not GOING_BACK.isdisjoint(divided)
    return [(whole, part) for whole in told if points and _is_part(part, whole)]


def _stands_alone(low: list[str], told: Told) -> bool:
    """Whether a number is set off by itself: "more than half of the 154 victims[, 71,] were girls", "… [, 71 in
    all,]"."""
    summed = low[told.number.last + 1 : told.number.last + 1 + SUM_WORDS]
    closing = told.number.last + 1 + (SUM_WORDS if not IN_ALL.isdisjoint(summed) else 0)
    return low[told.number.begins - 1] in AROUND and not AROUND.isdisjoint(low[closing : closing + 1])


def _as_a_rate(analysis: Analysis, stated: Stated, own: list[Told]) -> list[tuple[Told, Told]]:
    """Return the pair of a rate: "[172] persons stood trial, and [107] of them were convicted, a conviction rate of 78
    percent"."""
    low = analysis.tokens.low
    earlier = [one for one in own if one.number.last < stated.first]
    rate = next((at for at in range(max(1, stated.first - BOUND), stated.first) if low[at] in RATES), None)
    if rate is None or len(earlier) != PAIR or any(is_compared(one) for one in earlier):
        return []
    whole, part = earlier
    # "tried 136 and convicted 101, an [acquittal] rate of 26 percent": a rate of the others
    named = [words for words in OUTCOMES if low[rate - 1] in words]
    told = all(not words.isdisjoint(low[whole.number.last : rate - 1]) for words in named)
    return [(whole, part)] if told and _is_part(part, whole) else []


def _apart(analysis: Analysis, stated: Stated, own: list[Told], before: list[list[Told]]) -> list[tuple[Told, Told]]:
    """Return the pairs of a share given as an aside beside its part: "of whom fewer than half, [87], were
    children"."""
    low = analysis.tokens.low
    behind = [one for one in own if 0 < one.number.begins - stated.last <= NUMBER]
    asides = [one for one in behind if low[stated.last + 1] in ASIDE or low[one.number.begins - 1] in ASIDE]
    beside = [one for one in asides if BETWEEN.issuperset(low[stated.last + 1 : one.number.begins])]
    wholes = _wholes([one for one in own if one.number.last < stated.first], before)
    return [(whole, part) for part in beside[:1] for whole in wholes if _is_part(part, whole)]


def _made_up(analysis: Analysis, stated: Stated, own: list[Told]) -> list[tuple[Told, Told]]:
    """Return the pairs for a share in a clause that also gives its part and its whole: "[418 of the 721] made up about
    one third"."""
    low = analysis.tokens.low
    makes = [k for k in range(max(0, stated.first - SUBJECT), stated.first) if low[k] in MAKING_UP]
    if not makes or GOING_BACK.isdisjoint(low[stated.last + 1 : stated.last + 1 + THOSE]):
        return []
    before = [one for one in own if one.number.last < makes[0]]
    return [(whole, part) for whole in before for part in before if _is_part(part, whole)]


def _is_part(part: Told, whole: Told) -> bool:
    """Whether a number may be part of another, because it is smaller and either both or neither are comparators."""
    counted = part.number.form in forms.COUNT_OR_ONE and whole.number.form == forms.COUNT
    return counted and is_compared(part) == is_compared(whole) and 0 < (part.number.low or 0) < (whole.number.low or 0)
