"""What a number is that carries no fact (contract section 6).

What belongs here: the order in which the kinds are tried for one number, and the counts of things. What a number
looks like (dates, laws, ordinals, "one of them") is ``looks``; its noun is ``nouns``; which tokens
are numbers is ``scan``.

The order is the contract's: what a number looks like goes before where it stands (a recommendation, a plan), that
before what it repeats, and a count of a thing that a metric could cover is ``unexplained`` rather than anything
that sounds better.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.figures.quantities.looks import shape_of
from tipetl.figures.quantities.names import WORDS
from tipetl.figures.quantities.nouns import antecedent, item_after, noun_of
from tipetl.language.cardinals import SYMBOLS

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.model import QuantityKind
    from tipetl.syntax.frame import Frame

#: Marks that end a clause.
STOPS = frozenset((".", ";", ":", "(", ")"))
#: Concepts of verbs that persons do by themselves, and of officials, of whom only some verbs count.
DONE_BY_ITSELF = frozenset(("testify", "attend", "return"))
OFFICIALS = frozenset(("official", "prosecutor", "judge", "trainee"))
NOT_OF_OFFICIALS = frozenset(("dismiss", "suspend", "identify", "assist", "refer", "return", "testify"))
#: Concepts of verbs that make no metric of a number without a noun.
WEAK_VERBS = frozenset(("sentence", "identify", "refer", "return", "assist"))
#: How many words before a number its "should" may stand.
REACH = 60
#: How many characters before a sentence a number is looked for that it may repeat.
LOOK_BACK = 6000
#: How many words before a number tell that it is planned, and what a sum is.
PLAN_REACH, SUM_REACH = 14, 12


@dataclass(slots=True)
class Figure:
    """A number without a fact: tokens ``first`` to ``last``, its ``form`` (``language.numbers``), and its index in
    the analysis, or -1."""

    first: int
    last: int
    form: str
    low: float | None
    high: float | None
    index: int = -1
    unit: str | None = None


@dataclass(slots=True)
class Verdict:
    """A kind, and the noun where it is ``other_count``."""

    kind: QuantityKind
    noun: str | None = None


def kind_of(text: str, a: Analysis, figure: Figure, section: str, before: Verdict | None) -> Verdict:
    """The kind of one number of the document ``text``. ``before`` is that of the count before it in the sentence,
    for numbers that leave out their noun ("12 districts in 2012 and 10 in 2011"); None where there is none."""
    shape = a.shapes[figure.index] if figure.index in a.shapes else shape_of(a, figure)
    if shape is not None:
        return Verdict(shape, _compound_noun(figure) if shape == "other_count" else None)
    why = a.why_not.get(figure.index)
    if section == "recommendations" or _should(a, figure):
        return Verdict("recommendation")
    if why == "other_government":
        return Verdict("other_government")
    if figure.form == "money":
        return _sum(a, figure, why)
    if why == "twin" or _has_twin(a, figure):
        return Verdict("other_money")
    if _begins_sum(a, figure):
        return _sum(a, figure, why)
    return _count(text, a, figure, section, why, before)


def _compound_noun(figure: Figure) -> str:
    """ "a 14-member commission": the members are what is counted."""
    return figure.unit.split("-")[0] if figure.unit else "parts"


def _should(a: Analysis, figure: Figure) -> bool:
    """Whether the number stands behind a "should" of its clause ("the government should train 40 judges")."""
    low = a.tokens.low
    for i in range(figure.first - 1, max(-1, figure.first - REACH), -1):
        if low[i] == "should":
            return True
        if low[i] == ";":
            return False
    return False


def _has_twin(a: Analysis, figure: Figure) -> bool:
    """ "1.27 billion soum ($113,100)": a currency that nobody listed, beside its dollars."""
    behind = a.tokens.low[figure.last + 2 : figure.last + 4]
    return behind[:1] == ["("] and behind[-1] in SYMBOLS


def _begins_sum(a: Analysis, figure: Figure) -> bool:
    """ "from 500 to 10,000 rials": the currency stands behind the second number only."""
    following = a.numbers[_next_number(a, figure) :][:1]
    if a.tokens.low[figure.last + 1 : figure.last + 2] not in (["to"], ["and"], ["or"]) or not following:
        return False
    money = following[0].form == "money" or a.why_not.get(_next_number(a, figure)) == "twin"
    return money and following[0].first == figure.last + 2


def _next_number(a: Analysis, figure: Figure) -> int:
    """The index in the analysis of the first number behind this one."""
    return figure.index + 1 if figure.index >= 0 else bisect_right(a.numbers, figure.last, key=lambda n: n.first)


def _planned(a: Analysis, figure: Figure, frame: Frame | None, why: str | None) -> bool:
    """Whether the number belongs to what is still to be done. A possibility ("may be working") is none."""
    low, begin = a.tokens.low, figure.first
    while begin > 0 and low[begin - 1] not in STOPS and figure.first - begin < PLAN_REACH:
        begin -= 1
    near = low[begin : figure.first]
    if why == "plan":
        return WORDS["possibilities"].isdisjoint((*near, *_clause(a, figure)))
    if not WORDS["plan_modals"].isdisjoint(near):
        return True
    for place in range(item_after(a, figure, frame) - 1, -1, -1):
        item = a.items[place]
        if item.first <= begin:
            break
        if item.voice == "infinitive" and item.first < figure.first and _leads_to_a_plan(low, begin, item.first):
            return True
    return False


def _leads_to_a_plan(low: list[str], begin: int, verb: int) -> bool:
    """ "planned to train 12 judges", "a house was to receive 12 guests"."""
    lead = low[max(begin, verb - 4) : verb]
    return bool(lead) and (lead[-1] in WORDS["before_to"] or not WORDS["plan_words"].isdisjoint(lead))


def _sum(a: Analysis, figure: Figure, why: str | None) -> Verdict:
    """A sum of money that is neither public funding nor an award to victims."""
    if why in ("twin", "other_money"):
        return Verdict("other_money")
    if _planned(a, figure, a.frames.get(figure.index), why):
        return Verdict("plan")
    low = a.tokens.low
    near = (*low[max(0, figure.first - SUM_REACH) : figure.first], *low[figure.last + 1 : figure.last + 8])
    return Verdict("other_money" if WORDS["public_money"].isdisjoint(near) else "unexplained")


def _count(text: str, a: Analysis, figure: Figure, section: str, why: str | None, before: Verdict | None) -> Verdict:
    frame = a.frames.get(figure.index)
    if _planned(a, figure, frame, why):
        return Verdict("plan")
    concept, noun = noun_of(a, figure, frame)
    if why == "excepted" or _difference(a, figure):
        # "all but six", "an average of five", "14 more than in 2008": contract section 3, rule 5
        return Verdict("other_count", noun or antecedent(a, figure) or "persons")
    if noun is None:
        return _bare(a, figure, section, frame, before)
    if _room(a, figure) or noun in WORDS["uncounted_words"]:
        return Verdict("other_count", noun)
    person = concept in WORDS["person_nouns"]
    if not person and concept not in WORDS["metric_nouns"]:
        return Verdict("other_count", noun)
    known = _definite(a, figure) and (not person or _told_before(text, a, figure))
    if known or _pointed_at(a, figure, section):
        return Verdict("back_reference")
    return Verdict("unexplained") if _measured(a, figure, frame, concept, section) else Verdict("other_count", noun)


def _bare(a: Analysis, figure: Figure, section: str, frame: Frame | None, before: Verdict | None) -> Verdict:
    """A number without a noun: what the one before it was, or a part of what was told before."""
    low = a.tokens.low
    if _definite(a, figure):
        return Verdict("unexplained" if low[figure.last + 1 : figure.last + 2] == ["of"] else "back_reference")
    if low[figure.last + 1 : figure.last + 3] == ["in", "number"] or _of_whom(
        low[max(0, figure.first - 4) : figure.first]
    ):
        return Verdict("other_count", antecedent(a, figure) or "persons")
    if before is not None and before.kind in ("other_count", "other_government"):
        return before
    if _room(a, figure):
        return Verdict("other_count", "persons")
    lead = low[max(0, figure.first - 2) : figure.first]
    if lead[-1:] == ["of"] and lead[0] in WORDS["staff_words"]:
        return Verdict("other_count", lead[0])
    return (
        Verdict("other_count", antecedent(a, figure) or "persons")
        if _uncounted(a, figure, section, frame)
        else Verdict("unexplained")
    )


def _of_whom(lead: list[str]) -> bool:
    """ "of whom there were 12"."""
    return lead[:1] == ["of"] and lead[1:2] in (["whom"], ["which"]) and lead[2:3] == ["there"]


def _uncounted(a: Analysis, figure: Figure, section: str, frame: Frame | None) -> bool:
    """Whether a number without a noun counts what no metric does: "12 were fined", "two out of 12"."""
    low = a.tokens.low
    if low[max(0, figure.first - 2) : figure.first] == ["out", "of"]:
        return True
    if not (_verbs(frame) & WORDS["metric_verbs"]) <= WEAK_VERBS:
        return False
    words = _clause(a, figure)
    if low[figure.first - 1 : figure.first] == ["of"]:
        words.update(low[max(0, figure.first - 4) : figure.first])
    return section == "profile" or not WORDS["uncounted_outcomes"].isdisjoint(words)


def _room(a: Analysis, figure: Figure) -> bool:
    """ "with room for 40", "could house 25 women": what a place can hold, not whom it held."""
    lead = a.tokens.low[max(0, figure.first - 4) : figure.first]
    if lead[-1:] in (["for"], ["of"]) and not WORDS["room"].isdisjoint(lead):
        return True
    return not WORDS["abilities"].isdisjoint(lead) and not WORDS["verbs_of_lodging"].isdisjoint(lead)


def _difference(a: Analysis, figure: Figure) -> bool:
    """ "14 more than in 2008", "eight fewer than the 31 of 2019"."""
    behind = a.tokens.low[figure.last + 1 : figure.last + 4]
    return behind[:1] in (["more"], ["fewer"], ["less"]) and "than" in behind


def _clause(a: Analysis, figure: Figure) -> set[str]:
    """The words from the number to the next number or the end of its clause."""
    t = a.tokens
    k = _next_number(a, figure)
    while k < len(a.numbers) and a.numbers[k].form != "count":
        k += 1
    stop = a.numbers[k].begins if k < len(a.numbers) else len(t.low)
    out: set[str] = set()
    for i in range(figure.last + 1, stop):
        if t.low[i] in STOPS:
            break
        out.add(t.low[i])
    return out


def _verbs(frame: Frame | None) -> set[str]:
    """The concepts of the verbs around a number."""
    if frame is None:
        return set()
    return {
        *frame.acts,
        *frame.post,
        *(DONE_BY_ITSELF & set(frame.does)),
        *(c.removeprefix("verb:") for c, _ in frame.of if c.startswith("verb:")),
    }


def _measured(a: Analysis, figure: Figure, frame: Frame | None, concept: str | None, section: str) -> bool:
    """Whether a metric could count this noun with what is done to it, so that a number without a fact is one that
    was missed."""
    if frame is None:
        return section in ("prosecution", "protection") and concept in WORDS["metric_nouns"]
    verbs = _verbs(frame)
    counted = verbs & WORDS["metric_verbs"]
    if concept in OFFICIALS:
        return bool(counted - NOT_OF_OFFICIALS)
    if _no_fact(a, figure, frame, concept, counted) or (section == "profile" and concept != "victim"):
        return False
    if counted:
        return True
    if not WORDS["uncounted_verbs"].isdisjoint(verbs):
        return False
    if concept == "offender" and section == "prosecution":
        low = a.tokens.low
        return "belonging" not in low and WORDS["fates"].isdisjoint(low[max(0, figure.first - 3) : figure.first])
    return concept not in WORDS["person_nouns"] and section != "profile"


def _no_fact(a: Analysis, figure: Figure, frame: Frame, concept: str | None, counted: set[str]) -> bool:
    """Verbs of metrics whose figures are none (contract section 2)."""
    if "refer" in counted:
        return True  # suspects and cases referred
    if concept == "case" and frame.prep == "in" and not counted - {"refer", "suspend"}:
        return True  # "ordered restitution in six cases"
    if not counted <= {"identify"}:
        return False
    if not WORDS["found_at_work"].isdisjoint(_clause(a, figure)) and concept != "victim":
        return True  # "found 42 children in hazardous work"
    return not WORDS["employment"].isdisjoint(a.tokens.low[figure.last + 1 : figure.last + 5])  # "six found employment"


def _definite(a: Analysis, figure: Figure) -> bool:
    """ "the 55 victims", "of the 22", "all nine": a number spoken of as known."""
    return _determiner(a, figure) >= 0


def _determiner(a: Analysis, figure: Figure) -> int:
    """The token of the determiner that makes the number known, or -1."""
    low = a.tokens.low
    i = figure.first - 1
    while i >= 0 and low[i] in WORDS["definite_adjectives"]:
        i -= 1
    return i if i >= 0 and low[i] in WORDS["definite"] else -1


def _pointed_at(a: Analysis, figure: Figure, section: str) -> bool:
    """ "five of the 22", "all nine officers", "these three": known from its own words. In a profile "of the 36,000
    people who emigrated" is what everybody knows, not what the text has said."""
    low = a.tokens.low
    i = _determiner(a, figure)
    if i < 0 or section == "profile":
        return False
    return low[i] in ("all", "these", "those", "both") or (i >= 1 and low[i - 1] in ("of", "among"))


def _told_before(text: str, a: Analysis, figure: Figure) -> bool:
    """Whether the printed number stands in the text shortly before."""
    start = a.tokens.start[figure.first]
    printed = re.escape(text[start : a.tokens.end[figure.last]])
    return re.search(printed + r"(?![^\W_])", text[max(0, start - LOOK_BACK) : start]) is not None
