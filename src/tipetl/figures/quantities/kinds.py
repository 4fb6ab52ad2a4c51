"""What a number is that carries no fact (contract section 6).

What belongs here: the order in which the kinds are tried for one number, and the counts of things. What a number
looks like (dates, laws, ordinals, "one of them") is ``looks``; its noun is ``nouns``; which tokens
are numbers is ``scan``.

The order is the contract's: what a number looks like goes before where it stands (a recommendation, a plan), that
before what it repeats, and a count of a thing that a metric could cover is ``unexplained`` rather than anything
that sounds better.
"""

from __future__ import annotations

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

STOPS = frozenset((".", ";", ":", "(", ")"))
DONE_BY_ITSELF = frozenset(("testify", "attend", "return"))
OFFICIALS = frozenset(("official", "prosecutor", "judge", "trainee"))
NOT_OF_OFFICIALS = frozenset(("dismiss", "suspend", "identify", "assist", "refer", "return", "testify"))
OF_WHOM = [["of", w, "there", v] for w in ("whom", "which") for v in ("were", "are", "was", "is")]
CHILDREN = frozenset(("victim", "woman", "man", "girl", "boy", "child"))
#: How many words before a number its "should" may stand.
REACH = 60
#: How many characters before a sentence a number is looked for that it may repeat.
LOOK_BACK = 6000


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
    known = figure.index in a.shapes and figure.form == a.numbers[figure.index].form
    shape = a.shapes[figure.index] if known else shape_of(a, figure)
    if shape is not None:
        return Verdict(shape, _compound_noun(figure) if shape == "other_count" else None)
    why = a.why_not.get(figure.index)
    if section == "recommendations" or _should(a, figure):
        return Verdict("recommendation")
    if why == "other_government":
        return Verdict("other_government")
    if figure.form == "money":
        return _sum(text, a, figure, why)
    if why == "twin" or _has_twin(a, figure):
        return Verdict("other_money")
    if _begins_sum(a, figure):
        return _sum(text, a, figure, why)
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
    low = a.tokens.low
    j = figure.last + 2
    return (figure.low or 0) >= 1000 and low[j : j + 1] == ["("] and j + 1 < len(low) and low[j + 1] in SYMBOLS


def _begins_sum(a: Analysis, figure: Figure) -> bool:
    """ "from 500 to 10,000 rials": the currency stands behind the second number only."""
    low = a.tokens.low
    if low[figure.last + 1 : figure.last + 2] not in (["to"], ["and"], ["or"]):
        return False
    k = _next_number(a, figure)
    following = a.numbers[k] if k < len(a.numbers) else None
    money = following is not None and (following.form == "money" or a.why_not.get(k) == "twin")
    return money and following is not None and following.first == figure.last + 2


def _next_number(a: Analysis, figure: Figure) -> int:
    """The index in the analysis of the first number behind this one."""
    return figure.index + 1 if figure.index >= 0 else bisect_right(a.numbers, figure.last, key=lambda n: n.first)


def _planned(a: Analysis, figure: Figure, frame: Frame | None, why: str | None) -> bool:
    """Whether the number belongs to what is still to be done. A possibility ("may be working") is none."""
    low = a.tokens.low
    lo = figure.first
    while lo > 0 and low[lo - 1] not in STOPS and figure.first - lo < 14:
        lo -= 1
    near = low[lo : figure.first]
    behind = _clause(a, figure)
    if why == "plan" or (frame is not None and frame.modal):
        possible = {"may", "might", "can", "could", "cannot"} & {*near, *behind}
        return not possible or bool(WORDS["plan_modals"] & set(near))
    if WORDS["plan_modals"] & set(near):
        return True
    for k in range(item_after(a, figure, frame) - 1, -1, -1):
        # "planned to train 12 judges", "a house was to receive 12 guests"
        x = a.items[k]
        if x.first <= lo:
            break
        if x.first < figure.first and x.kind == "verb" and x.voice == "infinitive":
            lead = low[max(lo, x.first - 4) : x.first]
            if lead[-1:] and (lead[-1] in ("was", "were", "is", "are") or WORDS["plan_words"] & set(lead)):
                return True
    return False


def _sum(text: str, a: Analysis, figure: Figure, why: str | None) -> Verdict:
    """A sum of money that is neither public funding nor an award to victims."""
    if why in ("twin", "other_money"):
        return Verdict("other_money")
    if _planned(a, figure, a.frames.get(figure.index), why):
        return Verdict("plan")
    low = a.tokens.low
    near = set(low[max(0, figure.first - 12) : figure.first]) | set(low[figure.last + 1 : figure.last + 8])
    if near & WORDS["private_money"] or not near & WORDS["public_money"]:
        return Verdict("other_money")
    return (
        Verdict("back_reference") if _definite(a, figure) and _told_before(text, a, figure) else Verdict("unexplained")
    )


def _count(text: str, a: Analysis, figure: Figure, section: str, why: str | None, before: Verdict | None) -> Verdict:
    frame = a.frames.get(figure.index)
    if _planned(a, figure, frame, why) and not _room(a, figure):
        return Verdict("plan")
    concept, noun = noun_of(a, figure, frame)
    if why == "excepted" or _difference(a, figure):
        # "all but six", "an average of five", "14 more than in 2008": contract section 3, rule 5
        return Verdict("other_count", noun or antecedent(a, figure) or "persons")
    if noun is None:
        return _bare(text, a, figure, section, frame, before)
    if _room(a, figure):
        return Verdict("other_count", noun)
    countable = concept in WORDS["metric_nouns"] or concept in WORDS["person_nouns"]
    if not countable or noun in WORDS["uncounted_words"]:
        told = _definite(a, figure) and countable and _told_before(text, a, figure)
        return Verdict("back_reference") if told else Verdict("other_count", noun)
    if _pointed_at(a, figure, section):
        return Verdict("back_reference")
    if _definite(a, figure) and (concept not in WORDS["person_nouns"] or _told_before(text, a, figure)):
        return Verdict("back_reference")
    return Verdict("unexplained") if _measured(a, figure, frame, concept, section) else Verdict("other_count", noun)


def _bare(text: str, a: Analysis, figure: Figure, section: str, frame: Frame | None, before: Verdict | None) -> Verdict:
    """A number without a noun: what the one before it was, or a part of what was told before."""
    low = a.tokens.low
    if _definite(a, figure):
        of_year = low[figure.last + 1 : figure.last + 2] == ["of"] and low[figure.last + 2 : figure.last + 3][:1] != [
            "them"
        ]
        return Verdict("unexplained" if of_year and not _told_before(text, a, figure) else "back_reference")
    if (
        low[figure.last + 1 : figure.last + 3] == ["in", "number"]
        or low[max(0, figure.first - 4) : figure.first] in OF_WHOM
    ):
        return Verdict("other_count", antecedent(a, figure) or "persons")
    if before is not None and before.kind in ("other_count", "other_government"):
        return before
    if _room(a, figure):
        return Verdict("other_count", "persons")
    lead = low[max(0, figure.first - 2) : figure.first]
    if lead[-1:] == ["of"] and lead[0] in WORDS["staff_words"]:
        return Verdict("other_count", lead[0])
    outcome = (
        _clause(a, figure) | (set(low[max(0, figure.first - 4) : figure.first]) if lead[-1:] == ["of"] else set())
    ) & WORDS["uncounted_outcomes"]
    verbs = _verbs(frame) & WORDS["metric_verbs"] - {"sentence", "identify", "refer", "return", "assist"}
    if (outcome and not verbs) or lead == ["out", "of"] or (section == "profile" and not verbs):
        return Verdict("other_count", antecedent(a, figure) or "persons")
    return Verdict("unexplained")


def _room(a: Analysis, figure: Figure) -> bool:
    """ "with room for 40", "could house 25 women": what a place can hold, not whom it held."""
    lead = a.tokens.low[max(0, figure.first - 4) : figure.first]
    holds = {"room", "space", "places", "capacity", "beds"} & set(lead) and lead[-1] in ("for", "of")
    able = {"can", "could", "may", "might"} & set(lead) and {"lodge", "lodged", "house", "hold", "accommodate"} & set(
        lead
    )
    return bool(holds or able)


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
        return section in ("prosecution", "protection") and concept in WORDS["metric_nouns"] and figure.form != "many"
    verbs = _verbs(frame)
    counted = verbs & WORDS["metric_verbs"]
    if "refer" in counted and concept not in CHILDREN:
        return False  # suspects and cases referred are no fact (contract section 2, charges)
    if concept == "case" and frame.prep == "in" and not counted - {"refer", "suspend"}:
        return False  # "ordered restitution in six cases"
    if concept != "victim" and counted <= {"identify"} and _clause(a, figure) & WORDS["found_at_work"]:
        return False  # "found 42 children in hazardous work"
    if concept in OFFICIALS:
        return bool(counted - NOT_OF_OFFICIALS)
    if section == "profile" and concept != "victim":
        return False
    if counted <= {"identify"} and {"employment", "jobs", "work"} & set(
        a.tokens.low[figure.last + 1 : figure.last + 5]
    ):
        return False  # "six victims found employment"
    if counted:
        return True
    if concept == "offender" and section == "prosecution":
        lead = a.tokens.low[max(0, figure.first - 3) : figure.first]
        return not (
            verbs & WORDS["uncounted_verbs"] or "belonging" in a.tokens.low or {"fined", "extradited"} & set(lead)
        )
    return not (concept in WORDS["person_nouns"] or section == "profile" or verbs & WORDS["uncounted_verbs"])


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
    printed = text[start : a.tokens.end[figure.last]]
    earlier = text[max(0, start - LOOK_BACK) : start]
    at = earlier.find(printed)
    while at >= 0:
        end = at + len(printed)
        if (at == 0 or not earlier[at - 1].isalnum()) and not (
            end < len(earlier) and (earlier[end].isalnum() or earlier[end : end + 2].strip(",.").isdigit())
        ):
            return True
        at = earlier.find(printed, at + 1)
    return False
