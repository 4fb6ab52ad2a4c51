"""Finds the comparisons in a sentence ("compared with 22 in 2011"), which contain the comparators (rule 2).

What belongs here: whether a trigger compares, judging by the figures around it. What does not belong here: the triggers
and the extent of a comparison, both of which are data (``data/comparison.yaml``).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks.kinds import NAMING, NUMBER, TIME
from tipetl.syntax.chunks.spans import first_token, merged
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.corrections import correction_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

Span = tuple[int, int]
#: terms that compare only under a condition, each with its condition
CONDITIONS: dict[str, str] = {
    term: rule["where"] for rule in BOOK.rules["comparison_triggers"] for term in rule["terms"]
}
COMPARISON = BOOK.scopes["comparison"]
LOOKS_BACK, NEXT_PAIR = BOOK["looks_back"], BOOK["next_pair"]
COMPARED_TIME, EARLIER_TIME = BOOK["compared_time"], BOOK["earlier_time"]
GIVEN_BEFORE = BOOK["given_before"]
SET_AGAINST = BOOK.words["set_against"] | {term[:-4] for term in CONDITIONS if term.endswith("ing the")}
THE_WHOLE, INVOLVING = BOOK.words["the_whole"], BOOK.words["before_those_involved"]
#: the number of tokens to search back for a figure's parts, and for the verb of a change
PARTED, MOVED = 30, 14
#: the words that occur in terms for a share: "not even half of the"
SHARES = frozenset(word for term, where in CONDITIONS.items() if where == "share_of_another" for word in term.split())
PARTICLES = BOOK.words["moving_particles"]
#: the maximum number of words between an opening "from" and its comma, and between a multiple and its "of"
OPENING, SHARE = 16, 7
#: the maximum number of items between an opening "from" and its time
PLACES = 4
#: kinds of items after which "where" may introduce an earlier figure without a comma
BEFORE_WHERE = NAMING | {NUMBER, TIME}
FIGURES = frozenset((forms.COUNT, forms.ZERO, forms.MONEY))


def comparator_spans(
    tokens: Tokens, items: list[Item], hits: list[tuple[int, int, str]], numbers: list[Number]
) -> list[Span]:
    """Return the token spans of a sentence's comparisons. A span runs from a trigger such as "compared with" to the
    comparison's end (excluded)."""
    spans: list[Span] = []
    for first, last, concept in hits:
        if concept == concepts.COMPARATOR:
            span = _span(tokens, items, first, last, numbers)
            spans += [span, *_next_pair(tokens, items, last, span[1])] if span is not None else []
    spans += [*_figures_of_years(tokens, items), *_looking_back(tokens, items), *_denied(tokens, items)]
    return merged([*spans, *correction_spans(tokens, numbers)])


def _next_pair(tokens: Tokens, items: list[Item], trigger: int, end: int) -> Iterator[Span]:
    """Finds a second comparison joined to the first: "the 12 boys compare with nine in 2009, and the 16 girls [with
    14]"."""
    if tokens.low[trigger - 1] in BOOK.words["comparing_verbs"]:
        behind = NEXT_PAIR.end(items, bisect_right(items, end - 1, key=first_token))
        if behind != -2:
            yield items[behind - 2].first, _end(tokens, items, items[behind - 2].last)


def _looking_back(tokens: Tokens, items: list[Item]) -> Iterator[Span]:
    """Finds clauses with "where" that state an earlier figure: "opened 24 cases, where it had had 30"."""
    if WORD.while_it_was in tokens.words:
        for place, item in enumerate(items):
            at_once = (
                place > 0 and items[place - 1].kind in BEFORE_WHERE and any(x.kind == NUMBER for x in items[:place])
            )
            if LOOKS_BACK.fits(items, place) or (at_once and BOOK["looks_back_at_once"].fits(items, place)):
                yield item.last + 1, _end(tokens, items, item.last + 1)


def _figures_of_years(tokens: Tokens, items: list[Item]) -> Iterator[Span]:
    """Finds earlier figures named with their year: "beating the 2014 tally of 33", "up by four on 2014's nine"."""
    low = tokens.low
    for trigger in tokens.at(SET_AGAINST.__contains__):
        year = trigger + 2 if low[trigger + 1 : trigger + 2] == [WORD.known] else trigger + 1
        figure = year + BOOK["figure_of_a_year"].end(words(low, year, len(low)), 0)
        if figure > year:
            yield trigger, _end(tokens, items, trigger)


def _denied(tokens: Tokens, items: list[Item]) -> Iterator[Span]:
    """Finds figures given before and now denied: "71 persons, [and not 58 as given in the last report], were tried"."""
    for denied in tokens.at({WORD.denial}.__contains__):
        if replaces_a_figure(tokens, denied):
            trigger = denied - 1 if tokens.low[denied - 1 : denied] == [WORD.also] else denied
            end = _end(tokens, items, denied)  # "not five, as first announced, [but] eight"
            yield trigger, next((at for at in range(denied, end) if tokens.low[at] == WORD.contrast), end)


def replaces_a_figure(tokens: Tokens, trigger: int) -> bool:
    """Return whether the trigger at a token compares with a figure given earlier for the same time: "[rather] than the
    61 first reported"."""
    return GIVEN_BEFORE.fits(words(tokens.low, trigger, len(tokens.low)), 0)


def _span(tokens: Tokens, items: list[Item], first: int, last: int, numbers: list[Number]) -> Span | None:
    """Finds the comparison opened by the trigger at tokens ``first`` to ``last``, or None."""
    condition = CONDITIONS.get(" ".join(tokens.low[first : last + 1]))
    if condition == "move":
        return _moved(tokens, items, first, numbers)
    if condition is not None and not _HOLDS[condition](tokens, last, numbers):
        return None
    if not first and tokens.low[last + 1 : last + 2] == [","]:
        return None  # "In comparison, in 2011 it prosecuted five cases": the time alone shows the comparison
    end = _end(tokens, items, last)
    return first, _goal(tokens, last, end, numbers) if tokens.low[last] == WORD.source else end


def _end(tokens: Tokens, items: list[Item], trigger: int) -> int:
    """Finds the token at which the comparison opened by token ``trigger`` ends."""
    begin = bisect_right(items, trigger, key=first_token)
    compares = tokens.low[trigger - 1] in BOOK.words["comparing_verbs"]
    flags = [
        ("parted_before", _parted_before(tokens, trigger)),
        ("paired_before", not INVOLVING.isdisjoint(tokens.low[max(0, trigger - PARTED) : trigger])),
        ("compares", compares),
    ]
    end = COMPARISON.end(items, begin, tuple(flag for flag, holds in flags if holds))
    return items[end].first if end < len(items) else len(tokens.low)


def _parted_before(tokens: Tokens, trigger: int) -> bool:
    """Return whether the figure before a comparison is already followed by its parts: "96, 82 of whom were girls,
    compared"."""
    if WORD.whole not in tokens.words or THE_WHOLE.isdisjoint(tokens.words):
        return False
    before = tokens.low[max(0, trigger - PARTED) : trigger]
    return any(one == WORD.whole and other in THE_WHOLE for one, other in pairwise(before))


# -- "from" -----------------------------------------------------------------------------------------------------------


def _moved(tokens: Tokens, items: list[Item], trigger: int, numbers: list[Number]) -> Span | None:
    """Finds the span of the earlier figure after the "from" at token ``trigger``: only the first half of "from 38 in
    2010 to 44 in 2011"."""
    if _bounds_a_term(tokens, trigger):
        return None
    comma = _opening_move(tokens, items, trigger, numbers)
    if comma is not None:
        return trigger, comma
    moved = _moves_before(tokens, trigger) or _moves_as_before(tokens, trigger, numbers)
    if not moved and not (trigger and tokens.low[trigger - 1] == "("):
        return None
    return trigger, _goal(tokens, trigger, _end(tokens, items, trigger), numbers)


def _goal(tokens: Tokens, trigger: int, end: int, numbers: list[Number]) -> int:
    """Finds the "to" that follows the "from" at token ``trigger`` and leads to the new figure, or returns ``end``. A
    "to" between money and people does not count ("from $4,000 to 24 victims")."""
    low, begins = tokens.low, {number.begins: number for number in numbers}
    origin = begins.get(trigger + 1)
    for place in range(trigger + 1, end):
        goal = begins.get(place + 1) if low[place] == WORD.goal else None
        if goal is None:
            continue
        same = origin is None or forms.MONEY not in (origin.form, goal.form) or origin.form == goal.form
        if same or not low[goal.last + 1 : goal.last + 2] or not low[goal.last + 1].isalpha():
            return place
    return end


def _moves_before(tokens: Tokens, trigger: int) -> bool:
    """Return whether the clause mentions a change before token ``trigger``."""
    before = tokens.low[max(0, trigger - MOVED) : trigger]
    if ";" in before:
        before = before[len(before) - before[::-1].index(";") :]
    return any(
        word in BOOK.words["moving"] and (word not in PARTICLES or not at or _moves(before, at))
        for at, word in enumerate(before)
    )


def _moves(before: list[str], at: int) -> bool:
    """Return whether "up" or "down" reports a change rather than being another verb's particle: "took down statements
    from"."""
    return at + 1 == len(before) or before[at - 1] in BOOK.words["moving_up_or_down"]


def _moves_as_before(tokens: Tokens, trigger: int, numbers: list[Number]) -> bool:
    """Return whether the next pair of figures continues a change reported by an earlier "from": "convictions for sex
    trafficking rose from nine to 14, and convictions for forced labor from two to six"."""
    low = tokens.low
    pair = next((number for number in numbers if number.begins == trigger + 1), None)
    if pair is None or low[pair.last + 1 : pair.last + 2] != [WORD.goal]:
        return False
    earlier = [at for at in range(trigger) if low[at] == WORD.source and _moves_before(tokens, at)]
    return bool(earlier) and ";" not in low[earlier[-1] : trigger]


def _opening_move(tokens: Tokens, items: list[Item], trigger: int, numbers: list[Number]) -> int | None:
    """Return the end of an earlier figure if its "from" opens the clause, or None: "From 64 in the previous period,
    the number prosecuted rose to 117"."""
    low = tokens.low
    if trigger and low[trigger - 1] != ";":
        return None
    if not any(number.begins == trigger + 1 and number.form == forms.COUNT for number in numbers):
        return None
    ahead = low[trigger + 1 : trigger + OPENING]
    if "," in ahead:
        return trigger + 1 + ahead.index(",")
    # "From five the previous year the number had grown to eight"
    time = next((item for item in items[:PLACES] if item.kind == TIME and item.first > trigger), None)
    return None if time is None else time.last + 1


def _bounds_a_term(tokens: Tokens, trigger: int) -> bool:
    """Return whether "from" opens a range of prison terms ("sentences handed down ranged from two to 10 years")."""
    return not BOOK.words["units_of_a_term"].isdisjoint(tokens.low[trigger + 1 : trigger + 8]) and not BOOK.words[
        "prison_terms"
    ].isdisjoint(tokens.low[max(0, trigger - 10) : trigger + 10])


# -- terms that compare only if a figure follows ------------------------------------------------------------


def _figure_at_once(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether a figure directly follows token ``last``, or follows a multiple with its noun and "of": "twice
    its share of $24,500"."""
    places = {last + 1}
    if tokens.low[last - 1] in BOOK.words["multiples"]:
        share = next(
            (k for k in range(last + 1, min(len(tokens.low), last + SHARE)) if tokens.low[k] in (WORD.whole, ",", ";")),
            None,
        )
        if share is not None and tokens.low[share] == WORD.whole:
            places.add(share + 1)
    return any(number.first in places or (number.begins in places and number.form == forms.MONEY) for number in numbers)


def _share_of_another(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether one figure directly follows token ``last`` and another precedes the term that ends there: "12,
    half of the 24"."""
    first = last
    while first and tokens.low[first - 1] in SHARES:
        first -= 1
    told = any(number.form in FIGURES and number.last < first for number in numbers)
    return told and _figure_at_once(tokens, last, numbers)


def _figure_behind(tokens: Tokens, last: int, numbers: list[Number]) -> Number | None:
    """Finds the figure that follows token ``last``: "against only 26"."""
    token = last + 1
    while token < len(tokens.low) and tokens.low[token] in BOOK.words["before_a_compared_figure"]:
        token += 1
    return next(
        (
            x
            for x in numbers
            if token in (x.begins, x.first) and (x.form in FIGURES or (x.form == forms.DURATION and x.high))
        ),
        None,
    )


def _behind(tokens: Tokens, number: Number) -> int:
    """Finds the token after a figure and its equivalent in parentheses: "against 22 million ($38,000) in 2003"."""
    behind = number.last + 1
    inside = tokens.low[behind + 1 : behind + 7]
    return behind + 2 + inside.index(")") if tokens.low[behind : behind + 1] == ["("] and ")" in inside else behind


def _dated_figure(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether a figure with its own time follows token ``last``: "after 27 in 2014"."""
    number = _figure_behind(tokens, last, numbers)
    return number is not None and COMPARED_TIME.fits(words(tokens.low, _behind(tokens, number), len(tokens.low)), 0)


def _dated_or_bare_figure(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether a dated figure or a figure without a noun follows token ``last``: "instead of 27 in 2014",
    "instead of 27"."""
    number = _figure_behind(tokens, last, numbers)
    ahead = words(tokens.low, _behind(tokens, number), len(tokens.low)) if number is not None else []
    return number is not None and (COMPARED_TIME.fits(ahead, 0) or BOOK["bare_figure_ends"].fits(ahead, 0))


def _dated_or_last_figure(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether a dated figure follows token ``last`` ("after 27 in 2014") or, after a comma, the sentence's last
    figures (", after 27 and nine")."""
    number = _figure_behind(tokens, last, numbers)
    if number is None or tokens.low[last - 1] != ",":
        return _dated_figure(tokens, last, numbers)
    ahead = words(tokens.low, _behind(tokens, number), len(tokens.low))
    return COMPARED_TIME.fits(ahead, 0) or BOOK["last_figures"].fits(ahead, 0)


def _against_figure(tokens: Tokens, last: int, numbers: list[Number]) -> bool:
    """Return whether "against" at token ``last`` compares figures rather than introducing the accused: "13 cases
    against 26 a year earlier", not "proceedings against 25 defendants"."""
    number = _figure_behind(tokens, last, numbers)
    if number is None:
        return False
    behind = _behind(tokens, number)
    ahead = words(tokens.low, behind, len(tokens.low))
    compares = any(one.last < last and one.form in FIGURES for one in numbers)
    if _accuses(tokens, last, 4 if compares else last) and not EARLIER_TIME.fits(ahead, 0):
        return False
    if BOOK["bare_figure_ends"].fits(ahead, 0):
        return True
    return COMPARED_TIME.fits(ahead, 0) if BOOK["named_figure"].fits(ahead, 0) else number.form == forms.MONEY


def _accuses(tokens: Tokens, last: int, reach: int) -> bool:
    """Return whether "against" follows proceedings in its clause, within ``reach`` words, or comes right after a
    judge's verb. If no earlier figure could be compared, the whole clause is searched."""
    if not BOOK.words["accusing_at_once"].isdisjoint(tokens.low[max(0, last - 1) : last]):
        return True
    before = tokens.low[max(0, last - reach) : last]
    if WORD.target in tokens.low[:last]:
        before = tokens.low[:last]  # "proceedings under one law against 40, and under another against 12"
    elif "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return not BOOK.words["accusing"].isdisjoint(before)


_HOLDS: dict[str, Callable[[Tokens, int, list[Number]], bool]] = {
    "figure_at_once": _figure_at_once,
    "share_of_another": _share_of_another,
    "dated_figure": _dated_figure,
    "dated_or_bare_figure": _dated_or_bare_figure,
    "dated_or_last_figure": _dated_or_last_figure,
    "against_figure": _against_figure,
}
