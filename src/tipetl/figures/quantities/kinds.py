"""Classifies numbers that are not facts (contract section 6).

What belongs here: the order in which the kinds are tried, and counts of things. What does not belong here: a number's
form (dates, laws, ordinals, "one of them": ``looks``), its noun (``nouns``), or which tokens are numbers (``scan``).

The order is the contract's: a number's form takes precedence over its context (a recommendation, a plan), and the
context takes precedence over any figure that the number repeats. A count of something that a metric could cover is
``unexplained``, never anything more flattering.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.figures.counts.foreign import foreign_actor
from tipetl.figures.counts.no_counts import has_room_for
from tipetl.figures.counts.private import private_trainer
from tipetl.figures.quantities.looks import shape_of
from tipetl.figures.quantities.names import WORDS
from tipetl.figures.quantities.nouns import antecedent, item_after, noun_of
from tipetl.figures.record import reasons
from tipetl.language import concepts, forms
from tipetl.language.cardinals import SYMBOLS
from tipetl.language.particles import WORD
from tipetl.model import codes
from tipetl.syntax.chunks import voices

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.model import QuantityKind
    from tipetl.syntax.frames.frame import Frame

#: Punctuation that ends a clause.
STOPS = frozenset((".", ";", ":", "(", ")"))
#: The maximum number of words between a number and the "should" that governs it.
REACH = 60
#: The number of characters to search back for an earlier mention of a number.
LOOK_BACK = 6000
#: The number of words before a number to search for a plan, and before a sum to search for words about public money.
PLAN_REACH, SUM_REACH = 14, 12


@dataclass(slots=True)
class Figure:
    """A number without a fact: its tokens ``first`` to ``last``, its ``form`` (``language.numbers``), and its ``index``
    in the analysis, or -1."""

    first: int
    last: int
    form: str
    low: float | None
    high: float | None
    index: int = -1
    unit: str | None = None


@dataclass(slots=True)
class Verdict:
    """The kind of a number without a fact, and the noun counted if the kind is ``other_count``."""

    kind: QuantityKind
    noun: str | None = None


def kind_of(text: str, analysis: Analysis, figure: Figure, section: str, before: Verdict | None) -> Verdict:
    """Return the kind of one number in the document ``text``. ``before`` is the verdict on the previous count in the
    sentence, if any, which a number without a noun shares ("12 districts in 2012 and 10 in 2011")."""
    shape = analysis.shapes[figure.index] if figure.index in analysis.shapes else shape_of(analysis, figure)
    if shape is not None:
        return Verdict(shape, _compound_noun(figure) if shape == codes.OTHER_COUNT else None)
    why = analysis.why_not.get(figure.index)
    if section == codes.RECOMMENDATIONS or _should(analysis, figure):
        return Verdict(codes.RECOMMENDATION)
    if why == reasons.OTHER_GOVERNMENT:
        return Verdict(codes.OTHER_GOVERNMENT)
    if figure.form == forms.MONEY:
        return _sum(analysis, figure, why)
    if why == reasons.TWIN or _has_twin(analysis, figure):
        return Verdict(codes.OTHER_MONEY)
    if _begins_sum(analysis, figure):
        return _sum(analysis, figure, why)
    verdict = _count(text, analysis, figure, section, why, before)
    if verdict.kind == codes.UNEXPLAINED and _done_by_others(analysis, analysis.frames.get(figure.index)):
        return Verdict(codes.OTHER_GOVERNMENT)
    return verdict


def _done_by_others(analysis: Analysis, frame: Frame | None) -> bool:
    """Whether a number counts what somebody other than the country's authorities did: "a court of another country
    jailed four", "another 12 were trained abroad by a charity"."""
    if frame is None:
        return False
    return foreign_actor(analysis, frame, "arrests") or private_trainer(analysis, frame, "persons_trained")


def _compound_noun(figure: Figure) -> str:
    """Return the noun inside a compound: in "a 14-member commission", the members are counted."""
    return figure.unit.split("-")[0] if figure.unit else "parts"


def _should(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number depends on a recommendation in its clause ("the government should train 40 judges")."""
    low = analysis.tokens.low
    for token in range(figure.first - 1, max(-1, figure.first - REACH), -1):
        if low[token] in WORDS["wishes"]:
            return True
        if low[token] == ";":
            return False
    return False


def _has_twin(analysis: Analysis, figure: Figure) -> bool:
    """Whether a sum in an unlisted currency is followed by its dollar value: "1.27 billion soum ($113,100)"."""
    behind = analysis.tokens.low[figure.last + 2 : figure.last + 4]
    return behind[:1] == ["("] and behind[-1] in SYMBOLS


def _begins_sum(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number begins a range with the currency only after the second number: "from 500 to 10,000 rials"."""
    following = analysis.numbers[_next_number(analysis, figure) :][:1]
    if (
        analysis.tokens.low[figure.last + 1 : figure.last + 2] not in ([WORD.goal], [WORD.also], [WORD.choice])
        or not following
    ):
        return False
    money = following[0].form == forms.MONEY or analysis.why_not.get(_next_number(analysis, figure)) == reasons.TWIN
    return money and following[0].first == figure.last + 2


def _next_number(analysis: Analysis, figure: Figure) -> int:
    """Return the index of the next number in the analysis."""
    return (
        figure.index + 1
        if figure.index >= 0
        else bisect_right(analysis.numbers, figure.last, key=lambda number: number.first)
    )


def _planned(analysis: Analysis, figure: Figure, frame: Frame | None, why: str | None) -> bool:
    """Whether a number belongs to a plan; a possibility ("may be working") is not a plan."""
    low, begin = analysis.tokens.low, figure.first
    while begin > 0 and low[begin - 1] not in STOPS and figure.first - begin < PLAN_REACH:
        begin -= 1
    near = low[begin : figure.first]
    if why == reasons.PLAN:
        return WORDS["possibilities"].isdisjoint((*near, *_clause(analysis, figure)))
    if not WORDS["plan_modals"].isdisjoint(near):
        return True
    for place in range(item_after(analysis, figure, frame) - 1, -1, -1):
        item = analysis.items[place]
        if item.first <= begin:
            break
        if item.voice == voices.INFINITIVE and _leads_to_a_plan(low, begin, item.first):
            return True
    return False


def _leads_to_a_plan(low: list[str], begin: int, verb: int) -> bool:
    """Whether the words before an infinitive make it a plan: "planned to train 12 judges", "a house was to receive 12
    guests"."""
    lead = low[max(begin, verb - 4) : verb]
    return not WORDS["before_to"].isdisjoint(lead[-1:]) or not WORDS["plan_words"].isdisjoint(lead)


def _sum(analysis: Analysis, figure: Figure, why: str | None) -> Verdict:
    """Return the kind of a sum of money that is neither public funding nor an award to victims."""
    if why in (reasons.TWIN, reasons.OTHER_MONEY):
        return Verdict(codes.OTHER_MONEY)
    if _planned(analysis, figure, analysis.frames.get(figure.index), why):
        return Verdict(codes.PLAN)
    low = analysis.tokens.low
    near = (*low[max(0, figure.first - SUM_REACH) : figure.first], *low[figure.last + 1 : figure.last + 8])
    return Verdict(codes.OTHER_MONEY if WORDS["public_money"].isdisjoint(near) else codes.UNEXPLAINED)


def _count(
    text: str, analysis: Analysis, figure: Figure, section: str, why: str | None, before: Verdict | None
) -> Verdict:
    frame = analysis.frames.get(figure.index)
    if _planned(analysis, figure, frame, why):
        return Verdict(codes.PLAN)
    concept, noun = noun_of(analysis, figure, frame)
    if why in (reasons.EXCEPTED, reasons.OTHER_DEED):
        # "all but six", "an average of five", "14 more than in 2008": contract section 3, rule 5
        return Verdict(codes.OTHER_COUNT, noun or antecedent(analysis, figure) or "persons")
    if noun is None:
        return _bare(analysis, figure, section, frame, before)
    if has_room_for(analysis, figure.first) or noun in WORDS["uncounted_words"]:
        return Verdict(codes.OTHER_COUNT, noun)
    person = concept in WORDS["person_nouns"]
    if not person and concept not in WORDS["metric_nouns"]:
        return Verdict(codes.OTHER_COUNT, noun)
    known = _definite(analysis, figure) and (not person or _told_before(text, analysis, figure))
    if known or _pointed_at(analysis, figure, section):
        return Verdict(codes.BACK_REFERENCE)
    return (
        Verdict(codes.UNEXPLAINED)
        if _measured(analysis, figure, frame, concept, section)
        else Verdict(codes.OTHER_COUNT, noun)
    )


def _bare(analysis: Analysis, figure: Figure, section: str, frame: Frame | None, before: Verdict | None) -> Verdict:
    """Return the verdict on a number without a noun, which may share the verdict on the previous number or divide an
    earlier figure."""
    low = analysis.tokens.low
    if _definite(analysis, figure):
        return Verdict(
            codes.UNEXPLAINED if low[figure.last + 1 : figure.last + 2] == [WORD.whole] else codes.BACK_REFERENCE
        )
    if low[figure.last + 1 : figure.last + 3] == [WORD.place, "number"] or _of_whom(
        low[max(0, figure.first - 4) : figure.first]
    ):
        return Verdict(codes.OTHER_COUNT, antecedent(analysis, figure) or "persons")
    if before is not None and before.kind in (codes.OTHER_COUNT, codes.OTHER_GOVERNMENT):
        return before
    if has_room_for(analysis, figure.first):
        return Verdict(codes.OTHER_COUNT, "persons")
    lead = low[max(0, figure.first - 2) : figure.first]
    if lead[-1:] == [WORD.whole] and lead[0] in WORDS["staff_words"]:
        return Verdict(codes.OTHER_COUNT, lead[0])
    return (
        Verdict(codes.OTHER_COUNT, antecedent(analysis, figure) or "persons")
        if _uncounted(analysis, figure, section, frame)
        else Verdict(codes.UNEXPLAINED)
    )


def _of_whom(lead: list[str]) -> bool:
    """Whether the words before a number refer back with "of whom there" or "of which there": "of whom there were
    12"."""
    return (
        lead[:1] == [WORD.whole]
        and lead[1:2] in ([WORD.told_object], [WORD.told_thing])
        and lead[2:3] == [WORD.existence]
    )


def _uncounted(analysis: Analysis, figure: Figure, section: str, frame: Frame | None) -> bool:
    """Whether a number without a noun counts something that no metric covers: "12 were fined", "two out of 12"."""
    low = analysis.tokens.low
    lead = low[max(0, figure.first - 4) : figure.first]
    if lead[-2:] == ["out", WORD.whole] or (lead[-1:] == [WORD.whole] and not WORDS["withdrawn"].isdisjoint(lead)):
        return True
    if not (_verbs(frame) & WORDS["metric_verbs"]) <= WORDS["weak_verbs"]:
        return False
    words = _clause(analysis, figure)
    if not WORDS["prison_lots"].isdisjoint((*words, *_lead(analysis, figure))):
        return True  # "35 were put behind bars", "prison awaited six of them"
    if low[figure.first - 1 : figure.first] == [WORD.whole]:
        words.update(low[max(0, figure.first - 4) : figure.first])
    return section == codes.PROFILE or not WORDS["uncounted_outcomes"].isdisjoint(words)


def _clause(analysis: Analysis, figure: Figure) -> set[str]:
    """Return the words from a number up to the next number or the end of the clause."""
    tokens = analysis.tokens
    index = _next_number(analysis, figure)
    while index < len(analysis.numbers) and analysis.numbers[index].form != forms.COUNT:
        index += 1
    stop = analysis.numbers[index].begins if index < len(analysis.numbers) else len(tokens.low)
    out: set[str] = set()
    for token in range(figure.last + 1, stop):
        if tokens.low[token] in STOPS:
            break
        out.add(tokens.low[token])
    return out


def _lead(analysis: Analysis, figure: Figure) -> list[str]:
    """Return the words before a number, back to the previous number or the start of the clause."""
    low = analysis.tokens.low
    floor = max((number.last for number in analysis.numbers if number.last < figure.first), default=-1)
    begin = max((at for at in range(floor, figure.first) if at < 0 or low[at] in STOPS), default=floor)
    return low[begin + 1 : figure.first]


def _verbs(frame: Frame | None) -> set[str]:
    """Return the concepts of the verbs that govern a number or follow it."""
    if frame is None:
        return set()
    return {
        *frame.acts,
        *frame.post,
        *(WORDS["done_by_itself"] & set(frame.does)),
        *(c.removeprefix("verb:") for c, _ in frame.of if c.startswith("verb:")),
    }


def _measured(analysis: Analysis, figure: Figure, frame: Frame | None, concept: str | None, section: str) -> bool:
    """Whether a metric could count a noun with a number's verbs, so that a fact must have been missed."""
    if frame is None:
        return section in (codes.PROSECUTION, codes.PROTECTION) and concept in WORDS["metric_nouns"]
    verbs = _verbs(frame)
    counted = verbs & WORDS["metric_verbs"]
    if concept in WORDS["officials"]:
        return bool(counted - WORDS["not_of_officials"])
    if _no_fact(analysis, figure, frame, concept, counted) or (section == codes.PROFILE and concept != concepts.VICTIM):
        return False
    if counted:
        return True
    if not WORDS["uncounted_verbs"].isdisjoint(verbs):
        return False
    if concept == concepts.OFFENDER and section == codes.PROSECUTION:
        low = analysis.tokens.low
        if not WORDS["uncounted_outcomes"].isdisjoint(_clause(analysis, figure)):
            return False  # "one offender was fined"
        return "belonging" not in low and WORDS["fates"].isdisjoint(low[max(0, figure.first - 3) : figure.first])
    return concept not in WORDS["person_nouns"] and section != codes.PROFILE


def _no_fact(analysis: Analysis, figure: Figure, frame: Frame, concept: str | None, counted: set[str]) -> bool:
    """Whether a number counts nothing although its verb belongs to a metric (contract section 2)."""
    if concepts.REFER in counted:
        return True  # the number counts suspects and cases that were referred
    if concept == concepts.CASE and frame.prep == WORD.place and not counted - {concepts.REFER, concepts.SUSPEND}:
        return True  # "ordered restitution in six cases"
    if concept == concepts.VICTIM and not WORDS["asking_for_them"].isdisjoint(_lead(analysis, figure)):
        return True  # "filed claims for 223 victims"
    if not counted <= {concepts.IDENTIFY}:
        return False
    if not WORDS["found_at_work"].isdisjoint(_clause(analysis, figure)):
        return True  # "found 42 children in hazardous work"
    return not WORDS["employment"].isdisjoint(
        analysis.tokens.low[figure.last + 1 : figure.last + 5]
    )  # "six found employment"


def _definite(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number refers to a known group: "the 55 victims", "of the 22", "all nine"."""
    return _determiner(analysis, figure) >= 0


def _determiner(analysis: Analysis, figure: Figure) -> int:
    """Return the token of the determiner that makes a number refer to a known group, or -1."""
    low = analysis.tokens.low
    token = figure.first - 1
    while token >= 0 and low[token] in WORDS["definite_adjectives"]:
        token -= 1
    return token if token >= 0 and low[token] in WORDS["definite"] else -1


def _pointed_at(analysis: Analysis, figure: Figure, section: str) -> bool:
    """Whether the words before a number make it refer to a known group: "five of the 22", "all nine officers", "these
    three". In a profile, "of the 36,000 people who emigrated" is general knowledge that the text has not mentioned
    before."""
    low = analysis.tokens.low
    token = _determiner(analysis, figure)
    if token < 0 or section == codes.PROFILE:
        return False
    return low[token] in WORDS["pointing"] or (token >= 1 and low[token - 1] in WORDS["before_a_whole"])


def _told_before(text: str, analysis: Analysis, figure: Figure) -> bool:
    """Whether the same printed number appears earlier in the text, up to ``LOOK_BACK`` characters before."""
    start = analysis.tokens.start[figure.first]
    printed = re.escape(text[start : analysis.tokens.end[figure.last]])
    return re.search(printed + r"(?![^\W_])", text[max(0, start - LOOK_BACK) : start]) is not None
