"""Finds the offense for which a penalty is prescribed (contract section 3, rule 13).

What belongs here: the law to which a term in a sentence belongs, and the kind of exploitation that the law names. What
does not belong here: deciding which durations are penalties (``terms``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.dimensions.named import kinds_in, only
from tipetl.figures.dimensions.referents import latest
from tipetl.figures.dimensions.wording import WORDS
from tipetl.language import concepts, forms
from tipetl.language.number_ranges import is_year
from tipetl.language.particles import WORD
from tipetl.syntax.chunks.kinds import NOUN
from tipetl.syntax.chunks.spans import REACH, clause_bounds
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.figures.dimensions.named import Hits
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.tokens import Tokens

AT_LARGE = WORDS["trafficking_at_large"]
CONDITIONS, ENDS_A_CONDITION = WORDS["conditions"], frozenset((",", ";", WORD.purpose))
Span = tuple[int, int]


def laws_named(analysis: Analysis, begin: int, end: int) -> list[Span]:
    """Return the laws with nouns between two tokens, each from the first token of its name to its noun; "Section 57 of
    the Children's Act" counts as one law."""
    low = analysis.tokens.low
    laws: list[Span] = []
    for place in range(analysis.items_from(begin), analysis.items_from(end)):
        if not _is_certain_law(analysis, place):
            continue
        item = analysis.items[place]
        first = _name_begins(analysis.tokens, item.first)
        gap = low[laws[-1][1] + 1 : first] if laws else ["."]
        if laws and all(word in WORDS["between_laws"] or not word.isalpha() for word in gap):
            laws[-1] = (laws[-1][0], item.last)
        else:
            laws.append((first, item.last))
    return laws


def _is_certain_law(analysis: Analysis, place: int) -> bool:
    """Whether an item is a law that has a name, a number or a year."""
    item, tokens = analysis.items[place], analysis.tokens
    if item.kind != NOUN or item.concept != concepts.LAW:
        return False
    numbered = any(behind.form == forms.LABEL for behind in analysis.items[place + 1 : place + 2])
    dated = any(is_year(word) for word in tokens.low[max(0, item.first - 2) : item.first])
    return tokens.text[item.first][0].isupper() or numbered or dated or item.last > item.first


def _name_begins(tokens: Tokens, noun: int) -> int:
    """Return the first token of a law's name, given the noun in that name: "Prevention of Human Trafficking Act"."""
    first = noun
    for place in range(noun - 1, -1, -1):
        if tokens.text[place][0].isupper():
            first = place
        elif tokens.low[place] not in WORDS["links_in_a_laws_name"] and not tokens.low[place].isdigit():
            break
    return first


def offense_of(analysis: Analysis, reading: Reading, hits: Hits) -> str | None:
    """Return the kind of exploitation that a penalty punishes, from the words after the penalty, up to the next law,
    or else from the penalty's own law."""
    tokens, first = analysis.tokens, reading.first
    clause_begin, clause_end = clause_bounds(tokens, first)
    # a law's name may begin slightly before the clause
    laws = laws_named(analysis, clause_begin - REACH // 4, clause_end)
    terms = [x for x in analysis.readings if x.metric == reading.metric]
    ends = [law[0] for law in laws if law[0] > reading.last] + [x.first for x in terms if x.first > first]
    ends.append(_next_offense(analysis, reading, clause_end))
    kinds = kinds_in(tokens, hits, reading.last, min([clause_end, *ends]) - 1)
    if kinds:
        return only(kinds)
    law = max((law for law in laws if clause_begin <= law[0] < first), default=None)
    previous = latest(x for x in terms if x.first < first)
    begin = clause_begin if previous is None else max(clause_begin, previous.last + 1)
    if previous is not None and previous.first > (clause_begin if law is None else law[0]):
        if _other_crime(tokens, reading):
            return None
        condition_end = _condition_end(analysis, previous, first)
        on_condition = bool(kinds_in(tokens, hits, previous.last, condition_end))
        begin = max(begin, condition_end)
        kinds = kinds_in(tokens, hits, begin, first)
        if kinds or not AT_LARGE.isdisjoint(tokens.low[begin:first]):
            return only(kinds)
        # "four to six years for sex trafficking, a term that rises to nine if the victim is under 14"
        return None if on_condition else previous.exploitation
    if law is None:
        found = only(kinds_in(tokens, hits, clause_begin, first))
        # "for sex trafficking the floor is five years; it rises to seven where the victim is a child"
        again = previous is not None and tokens.low[clause_begin] in WORDS["penalty_again"]
        return found or (previous.exploitation if again and previous is not None else None)
    between = kinds_in(tokens, hits, law[1] + 1, first)
    if between or not AT_LARGE.isdisjoint(tokens.low[law[1] + 1 : first]):
        return only(between)
    named = kinds_in(tokens, hits, *law)
    if not named and AT_LARGE.isdisjoint(tokens.low[reading.last : reading.last + 5]):
        named = kinds_in(tokens, hits, begin, law[0])  # "pimping (Article 169) brings two years"
    return only(named)


def _condition_end(analysis: Analysis, previous: Reading, first: int) -> int:
    """Return the token that ends the previous term's condition, which later terms do not share: "one to five years, up
    to eight if the purpose is sexual exploitation, and life if the victim dies". Returns the term's last token if it
    has no condition."""
    low = analysis.tokens.low
    behind = low[previous.last + 1 : previous.last + 4]
    if CONDITIONS.isdisjoint(behind) or not ENDS_A_CONDITION.isdisjoint(behind):
        return previous.last
    return next((at for at in range(previous.last + 1, first) if low[at] in ENDS_A_CONDITION), previous.last)


def _next_offense(analysis: Analysis, reading: Reading, end: int) -> int:
    """Return the token after a term at which words about another term or another matter begin: "punishes prostitution
    with two years and slavery with three", "up to nine years, while pimping brings two", "a term which, for sex
    trafficking, is too low"."""
    begin, stop = analysis.items_from(reading.last + 1), analysis.items_from(end)
    for place in range(begin, stop):
        if BOOK["another_offense"].end(analysis.items, place, stop) > 0:
            return analysis.items[place].first
    return end


def _other_crime(tokens: Tokens, reading: Reading) -> bool:
    """Whether words for a term's own offense follow it: "five years for pimping and two for illegal mining"."""
    behind = tokens.low[reading.last + 1 : reading.last + 6]
    if WORD.purpose not in behind[:4]:
        return False
    return WORDS["behind_for_no_crime"].isdisjoint(behind[behind.index(WORD.purpose) + 1 :][:1])
