"""Finds numbers that do not count anything that was done, although their noun and verb suggest that they do.

What belongs here: averages, differences, multiples, and cases that only concern service or residence. What does not
belong here: plans (``plans``), and acts of other governments (``foreign``). The words that these tests need are in
``data/counted.yaml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, ONE, WORDS, around, word_symbols
from tipetl.figures.counts.plans import is_planned
from tipetl.figures.record import reasons
from tipetl.figures.record.readings import PERSON_NOUNS
from tipetl.language import concepts, forms
from tipetl.language.particles import WORD
from tipetl.syntax.chunks import voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.figures.record.analysis import Analysis
    from tipetl.syntax.frames.frame import Frame

NO_COUNTS, ON_AVERAGE = BOOK.productions["no_counts"], BOOK.productions["on_average"]
#: the number of words on either side of a number to search for "on average" or a phrase with "per"
AVERAGE_REACH = 8
AVERAGE = WORDS["averaging"]
#: the number of words after an act to search for its reason
REACH_OF_MATTER = 8
SIGNS = WORDS["changes"] | WORDS["signs_of_no_count"]
#: the number of tokens from the start of a share to the number of its whole: "most of the 36"
LEAST_BEFORE_A_WHOLE = 3
OF_ANOTHER_CRIME = BOOK["of_another_crime"]
BEGINNING, FAILURES = WORDS["beginning"], WORDS["failures"]
DISCIPLINE = concepts.DISCIPLINE
#: the number of words before and after a number to search for signs that it counts nothing
LEFT, RIGHT = 6, 5
#: the number of words before a number to search for a word for capacity; the tokens that separate the numbers of a list
ROOM_REACH, LISTING = 4, frozenset((",", WORD.also))


def why_nothing(analysis: Analysis, frame: Frame) -> str | None:
    """Return the reason that a frame's number counts nothing that was done, or None if it may count something."""
    return next((reason for reason, holds in REASONS if holds(analysis, frame)), None)


def has_room_for(analysis: Analysis, token: int) -> bool:
    """Whether the number at a token is the capacity of a place, not the number of its residents: "with room for [40]",
    "could house [25] women"."""
    lead = analysis.tokens.low[max(0, token - ROOM_REACH) : token]
    if lead[-1:] in ([WORD.purpose], [WORD.whole]) and not WORDS["room"].isdisjoint(lead):
        return True
    return not WORDS["abilities"].isdisjoint(lead) and not WORDS["verbs_of_lodging"].isdisjoint(lead)


def _room(analysis: Analysis, frame: Frame) -> bool:
    """Whether a number in a list is the capacity of a place: "with capacity for six and [eight] persons", but not
    "found room for eight"."""
    low, first = analysis.tokens.low, analysis.numbers[frame.number].first
    for number in reversed(analysis.numbers):
        if number.last + 1 < first and LISTING.issuperset(low[number.last + 1 : first]):
            first = number.first
    lead = low[max(0, first - ROOM_REACH) : first]
    room = lead[-1:] in ([WORD.purpose], [WORD.whole]) and not WORDS["room"].isdisjoint(lead[-2:-1])
    return room and WORDS["making_room"].isdisjoint(lead)


def _negated(analysis: Analysis, frame: Frame) -> bool:
    """Whether a count is negated: "did not convict 12 men"."""
    return frame.negated and analysis.numbers[frame.number].form in forms.COUNT_OR_ONE


def _compared_or_shared_out(analysis: Analysis, frame: Frame) -> bool:
    """Whether a number is an average, a difference, a multiple, or "one" as a pronoun."""
    number, low = analysis.numbers[frame.number], analysis.tokens.low
    # most numbers have none of the productions' trigger words around them
    beside = (*low[max(0, number.begins - 3) : number.begins], *low[number.last + 1 : number.last + 2])
    if low[number.first] != WORD.single and SIGNS.isdisjoint(beside):
        return False
    row, at = around(low, number, number.begins - LEFT, number.last + 1 + RIGHT)
    alone = row[at] is ONE
    return any(production.match(row, at) for production in NO_COUNTS if alone or "number" in production.at)


def _is_an_average(analysis: Analysis, frame: Frame) -> bool:
    """Whether a number is an average: "freed 12 workers in an operation [on average]", "[on average], it had 31
    residents"."""
    number, low = analysis.numbers[frame.number], analysis.tokens.low
    if AVERAGE.isdisjoint(analysis.tokens.words):
        return False
    row, at = around(low, number, number.begins - AVERAGE_REACH, number.last + 1 + AVERAGE_REACH)
    return any(production.match(row, at) for production in ON_AVERAGE)


def _in_service(_: Analysis, frame: Frame) -> bool:
    """Whether an office acts against its own staff: dismissed from the force, suspended from office, disciplined."""
    head = frame.heads[-1] if frame.heads else ""
    # "convicted and dismissed from service" reports a conviction as well
    alone = {concepts.DISMISS}.issuperset(act for act in frame.acts if act in BOOK.rules["stages_of_acts"])
    return (
        (concepts.SUSPEND in frame.acts and head in WORDS["in_office"])
        or (concepts.DISMISS in frame.acts and concepts.FROM_SERVICE in frame.right and alone)
        or head == DISCIPLINE
        or any(noun == DISCIPLINE for noun, _ in frame.of[:1])
    )


def _only_a_share(analysis: Analysis, frame: Frame) -> bool:
    """Whether an act affected only an unstated share of the people counted: "most of the 36 defendants were acquitted".
    An act expressed by the whole's own participle affected all ("half of the 20 traffickers convicted")."""
    begins, low = analysis.numbers[frame.number].begins, analysis.tokens.low
    if frame.post or begins < LEAST_BEFORE_A_WHOLE or low[begins - 2 : begins] != [WORD.whole, WORD.known]:
        return False
    if not PERSON_NOUNS.issuperset(frame.heads) or analysis.comparator_at(begins) is not None:
        return False  # "most of the 36 investigations involved children", "12, half of the 24 of 2011"
    return low[begins - LEAST_BEFORE_A_WHOLE] in WORDS["shares"] and not frame.negated


def _without_papers(analysis: Analysis, frame: Frame) -> bool:
    """Whether people who are not called victims were held because of how they entered the country: "detained 3,400
    others for illegal entry"."""
    if concepts.ARREST not in frame.acts or concepts.VICTIM in frame.heads:
        return False
    begin = frame.np_end + 1
    return BOOK["for_being_there"].fits(word_symbols(analysis.tokens.low, begin, begin + 4), 0)


def _over_another_matter(analysis: Analysis, frame: Frame) -> bool:
    """Whether offenders were taken to court over wages, or were caught doing something other than trafficking: "caught
    57 employers with undeclared staff"."""
    if WORDS["acts_against_offenders"].isdisjoint(frame.acts) or concepts.VICTIM in frame.heads:
        return False
    low = analysis.tokens.low
    begin = max(frame.np_end, frame.verb_token) + 1
    end = BOOK["over_another_matter"].end(word_symbols(low, begin, begin + REACH_OF_MATTER), 0)
    return end > 1 or (end == 1 and frame.verb_token >= 0 and low[frame.verb_token] in WORDS["catching"])


def _of_another_crime(analysis: Analysis, frame: Frame) -> bool:
    """Whether a figure is for another crime, in a sentence that mentions no trafficking: "convicted 61 persons of
    theft", "arrested 61 drug traffickers"."""
    low = analysis.tokens.low
    if WORDS["other_crimes"].isdisjoint(low) or not _is_prosecuted(frame):
        return False
    if not {concepts.CHARGE}.issuperset(frame.post):
        return False  # "persons [accused] of smuggling", but not "suspects [convicted] before of theft"
    said = [word for at, word in enumerate(low) if not (at and low[at - 1] in WORDS["what_else_is_trafficked"])]
    if not WORDS["tied_to_trafficking"].isdisjoint(said):
        return False
    number = analysis.numbers[frame.number]
    if not WORDS["other_crimes"].isdisjoint(low[number.last + 1 : frame.np_end + 1]):
        return True
    row = word_symbols(low, 0, len(low))
    return any(OF_ANOTHER_CRIME.fits(row, at) for at in {0, frame.np_end + 1, frame.verb_token + 1})


def _is_prosecuted(frame: Frame) -> bool:
    """Whether a frame contains a step of law enforcement against suspects."""
    return not WORDS["acts_of_law"].isdisjoint(
        (*frame.acts, *frame.does, *frame.heads, *(noun for noun, _ in frame.of))
    )


def _trial_not_begun(analysis: Analysis, frame: Frame) -> bool:
    """Whether a trial has not begun, so that nobody was tried: "the trial of a recruiter had not begun"."""
    if not frame.of or frame.of[0][0] != concepts.TRIAL:
        return False
    behind = analysis.items[frame.np_end_item + 1 : frame.np_end_item + 2]
    return bool(behind) and behind[0].negated and behind[0].concept in BEGINNING


def _failed_to_be_done(analysis: Analysis, frame: Frame) -> bool:
    """Whether a count depends on a noun that negates its verb: "its failure to convict a single trafficker"."""
    if not frame.verbs or analysis.numbers[frame.number].form not in (forms.ONE, forms.COUNT):
        return False
    verb = analysis.items[frame.verbs[0]]
    return verb.voice == voices.INFINITIVE and not FAILURES.isdisjoint(analysis.tokens.low[verb.first - 1 : verb.first])


#: The tests, in the order in which they are tried.
REASONS: tuple[tuple[str, Callable[[Analysis, Frame], bool]], ...] = (
    (reasons.PLAN, is_planned),
    (reasons.EXCEPTED, _compared_or_shared_out),
    (reasons.EXCEPTED, _is_an_average),
    (reasons.EXCEPTED, _only_a_share),
    (reasons.NEGATED, _negated),
    (reasons.EXCEPTED, _failed_to_be_done),
    (reasons.EXCEPTED, _trial_not_begun),
    (reasons.EXCEPTED, _in_service),
    (reasons.EXCEPTED, _room),
    (reasons.EXCEPTED, _without_papers),
    (reasons.EXCEPTED, _over_another_matter),
    (reasons.EXCEPTED, _of_another_crime),
)
