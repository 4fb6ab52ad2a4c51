"""Finds terms that share a unit: "three and five years", "two got six years and one eight".

What belongs here: whether a bare number is a term, judging by its place in a list or after a verb. What does not belong
here: durations with their unit (``meanings``).
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tipetl.figures.terms.meanings import classify
from tipetl.figures.terms.verbs import COURTS, GETTING, LAWS, PROVIDING, given_to
from tipetl.figures.terms.words import PENALTY, TERM, WORDS, Term
from tipetl.language import forms
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.spans import clause_bounds
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading
    from tipetl.language.numbers import Number
    from tipetl.language.tokens import Tokens

#: kinds of items that may follow a bare number that is a penalty prescribed by law
BEHIND_A_PENALTY = kinds.ROW_JOINTS | kinds.CLAUSE_OPENERS | {kinds.PREPOSITION, kinds.MARK}
#: kinds of items that end a member of a list of terms
ENDS_OF_MEMBERS = kinds.CLAUSE_OPENERS | {kinds.CONJUNCTION, kinds.MARK, kinds.SEMICOLON, kinds.NUMBER}

BEHIND_A_TERM, OTHERS, LEADS = WORDS["behind_a_term"], WORDS["other_persons"], WORDS["before_a_list"]
#: the maximum number of words in an aside before a term
ASIDE = 5
#: the maximum length, in years, of a term given as a bare number
LONGEST = 60


def term_in_list(analysis: Analysis, index: int, last: Reading | None, previous: str | None) -> Term | None:
    """Return the metric and unit of the bare number item ``index`` if it is a term. The number is a term if its list
    ends with a duration, or if it continues the term ``last``. ``previous`` is the metric of the previous duration."""
    if last is not None and given_to(analysis.tokens.low, last.last + 1) == analysis.items[index].first:
        return None  # "seven years was the term handed to four, 12 years that handed to six"
    low, begins = analysis.tokens.low, analysis.items[index].first
    if low[begins - 1] == WORD.whole and low[begins - 2] in WORDS["cases_of_persons"]:
        return None  # "in the case of six, more than two years had to be served"
    close = _close(analysis, index)
    if close is not None and (metric := _closed_by(analysis, index, close, previous)):
        return Term(metric, _months(close.unit))
    if close is None and (metric := _repeated(analysis, index, last)):
        return Term(metric, _months(analysis.numbers[last.number].unit if last else "years"))
    if previous != PENALTY or not _elliptical(analysis, index):
        return None
    first = analysis.items[index].first
    spoken = analysis.tokens.low[last.last + 1 : first] if last is not None else ()
    # "the law speaks of five to 10 years; the judges, of one to two"
    return Term(PENALTY if COURTS.isdisjoint(spoken) else TERM, 12.0)


def _months(unit: str | None) -> float:
    return 1.0 if unit and unit.startswith("month") else 12.0


def _close(analysis: Analysis, index: int) -> Number | None:
    """Return the duration that ends the list of bare numbers from item ``index`` on ("four, five, and ten years")."""
    end = BOOK["closed_by_a_duration"].end(analysis.items, index + 1)
    return None if end == -2 else analysis.numbers[analysis.items[end - 1].number]


def _closed_by(analysis: Analysis, index: int, close: Number, previous: str | None) -> str | None:
    """Return the metric of the bare number item ``index`` in a list that ends with the duration ``close``."""
    tokens, number = analysis.tokens, analysis.numbers[analysis.items[index].number]
    lead = tokens.word(number.begins - 1)
    # "not less than three and not more than 20 years"
    bounded = number.qualifier == codes.AT_LEAST and (lead in PROVIDING or close.qualifier == codes.AT_MOST)
    # "gave them four and six years"
    given = lead in WORDS["known_persons"] and tokens.word(number.begins - 2) in GETTING
    if not (lead in LEADS or lead in GETTING or bounded or given) or (close.high is None) != (number.high is None):
        return None
    return classify(tokens, close, *clause_bounds(tokens, close.first), previous)


def _repeated(analysis: Analysis, index: int, last: Reading | None) -> str | None:
    """Return the metric of the bare number item ``index`` if it continues the term ``last`` in its sentence."""
    number, low = analysis.numbers[analysis.items[index].number], analysis.tokens.low
    behind, lead = analysis.tokens.word(number.last + 1), analysis.tokens.word(number.begins - 1)
    if max(number.low or 0, number.high or 0) > LONGEST:
        return None
    if last is not None and last.metric == TERM and _of_another_year(analysis, number, last):
        return TERM
    if behind not in BEHIND_A_TERM:
        return None
    if BOOK["counted_by_the_next"].fits(analysis.items, index + 1):
        return None  # "two and three defendants"
    if last is not None and last.metric == TERM:
        return TERM if _like_last(analysis, index, number, last, lead) else None
    if analysis.comparator_at(number.first) is not None:
        return None
    of_law = number.high is not None and not LAWS.isdisjoint(low[max(0, number.begins - 14) : number.begins])
    if lead in PROVIDING:
        return PENALTY if of_law or last is not None else None
    return PENALTY if last is not None and lead in WORDS["before_a_penalty_repeated"] else None


def _of_another_year(analysis: Analysis, number: Number, last: Reading) -> bool:
    """Whether a range continues another year's range: "varied from two to 13 years, as against three to 10 the year
    before"."""
    if number.high is None or last.high is None or analysis.comparator_at(number.first) is None:
        return False
    frame = analysis.frames.get(next((k for k, other in enumerate(analysis.numbers) if other is number), -1))
    return frame is None or frame.bare()


def _like_last(analysis: Analysis, index: int, number: Number, last: Reading, lead: str) -> bool:
    """Whether a number repeats the pattern of the term ``last``: "two for six years and one for nine"."""
    low = analysis.tokens.low
    if _is_person(analysis, index - 1):
        acts = _acts(analysis, index) or _is_described(analysis, index)
        return not acts and not _is_the_other_one(analysis, number)
    if lead in GETTING or bound_before(analysis.tokens, number.first - 1):
        return True
    ranges = number.high is not None and last.high is not None
    if ranges and analysis.items[index - 1].kind == kinds.VERB:
        # "16 drew terms of one to five years, and for the remaining two the judges chose five to 12"
        return not any(last.last < time.first < number.first for time in analysis.times)
    led = analysis.tokens.word(analysis.numbers[last.number].begins - 1)
    if lead == "beyond" or (lead == WORD.whole and number.high is not None):
        return True  # "nine of whom received terms of 20 to 30 years, 108 terms of seven to 20"
    if lead in (WORD.purpose, WORD.goal, WORD.source, WORD.whole) and lead == led:
        if lead == WORD.whole and number.high is None and number.qualifier == codes.EXACT:
            return False
        return _is_person(analysis, index - 2) or (number.high is not None and lead == WORD.source)
    return (
        analysis.tokens.word(number.last + 1) == WORD.purpose
        and WORD.purpose in low[last.last + 1 : last.last + 3]
        and lead in (",", WORD.also)
    )


def bound_before(tokens: Tokens, at: int) -> str:
    """Return the word before or at token ``at`` that makes a term the low or high end of a range ("the [shortest]
    being two years"), or "" if there is none."""
    while at > 0 and (tokens.word(at) in WORDS["behind_a_bound"] or tokens.word(at) == ","):
        # "began, in 2018, at two years", "the lightest, three"
        opens = next((k for k in range(at - 1, max(0, at - ASIDE), -1) if tokens.word(k) == ","), at)
        at = (opens if tokens.word(at) == "," else at) - 1
    word = tokens.word(at)
    return word if word in WORDS["low_ends"] or word in WORDS["high_ends"] else ""


def _is_person(analysis: Analysis, index: int) -> bool:
    """Whether item ``index``, at the start of a list member, names who received the term: "one", "the other"."""
    if index < 0:
        return False
    item, low = analysis.items[index], analysis.tokens.low
    counted = item.kind == kinds.NUMBER and analysis.numbers[item.number].form in forms.COUNT_OR_ONE
    if (not counted and low[item.last] not in OTHERS) or low[item.last] == "remaining":
        return False  # "the remaining 47" are people
    at = item.first - 1
    while at > 0 and (low[at] in WORDS["determiners"] or low[at] in OTHERS):
        at -= 1
    return low[at] in WORDS["member_heads"]


def _is_the_other_one(analysis: Analysis, number: Number) -> bool:
    """Whether "one" is a person with a term after it: "ten to four years, and the other [one], also under Article 9, to
    six years"."""
    behind = (other for other in analysis.numbers if other.first > number.last and other.form == forms.DURATION)
    following = next(behind, None)
    return number.low == 1 and following is not None and analysis.tokens.word(following.begins - 1) == WORD.goal


def _acts(analysis: Analysis, index: int) -> bool:
    """Whether number item ``index`` has a verb of its own: "the other [three], found guilty of fraud, were fined"."""
    clause = itertools.takewhile(lambda item: item.kind not in ENDS_OF_MEMBERS, analysis.items[index + 1 :])
    return any(item.kind == kinds.VERB and item.finite for item in clause)


def _is_described(analysis: Analysis, index: int) -> bool:
    """Whether a relative clause describes the people whom number item ``index`` counts: "the other [five], who had
    pleaded guilty, …"."""
    behind = [item.kind for item in analysis.items[index + 1 : index + 3]]
    return behind == [kinds.COMMA, kinds.RELATIVE]


def _elliptical(analysis: Analysis, index: int) -> bool:
    """Whether a bare number after a penalty prescribed by law is another penalty: "three to 12 for a crime against a
    minor"."""
    items, item = analysis.items, analysis.items[index]
    number, low = analysis.numbers[item.number], analysis.tokens.low
    if any(reading.number == item.number for reading in analysis.readings) or (number.low or 0) > LONGEST:
        return False
    ahead = items[index + 1].kind if index + 1 < len(items) else kinds.MARK
    lead, behind = analysis.tokens.word(item.first - 1), analysis.tokens.word(number.last + 1)
    if ahead not in BEHIND_A_PENALTY and behind not in WORDS["behind_a_penalty"]:
        return False
    if lead == "," and number.qualifier == codes.EXACT:
        # "eight years, 12 where two act together, 15 in case of injury"
        return behind in WORDS["behind_a_penalty"] or low[number.last + 1 : number.last + 3] == [
            WORD.place,
            "case",
        ]
    bounded = number.qualifier in (codes.RANGE, codes.AT_MOST, codes.AT_LEAST) or lead in WORDS["before_a_bare_penalty"]
    return bounded and behind in BEHIND_A_TERM
