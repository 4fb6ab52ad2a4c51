"""Finds the kinds that a number's form reveals: dates, durations, ages, shares, ordinals, laws, names and pronouns
(contract section 6).

What belongs here: judging a number by its own words and its neighbors, with the kinds in the order tried. What does not
belong here: what a number counts, or who does what (``kinds``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.quantities.names import WORDS, label_kind, part_of_name
from tipetl.figures.quantities.scan import ORDINAL_WORDS
from tipetl.language import forms
from tipetl.language.cardinals import DURATIONS, UNITS
from tipetl.language.numbers import ORDINAL_ENDINGS
from tipetl.language.particles import WORD
from tipetl.language.rules import EVENT_NOUNS
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tipetl.figures.quantities.kinds import Figure
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.model import QuantityKind

BY_FORM: dict[str, QuantityKind] = {
    forms.PERCENT: codes.PERCENTAGE,
    forms.ORDINAL: codes.ORDINAL,
    forms.AGE: codes.AGE,
    forms.YEAR: codes.DATE,
    forms.DATE: codes.DATE,
    forms.DURATION: codes.DURATION,
}
YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d)")
SMALL_PARTS = WORDS["parts_of_a_whole"] - WORDS["halves"]
#: The highest number that can be an age without a word for age, and the last day of a month.
OLDEST, LAST_DAY = 25, 31


def shape_of(analysis: Analysis, figure: Figure) -> QuantityKind | None:
    """Return the kind that the number's form reveals, or None if only the number's noun and verb can decide."""
    named = part_of_name(analysis.tokens, figure)
    if named is not None:
        return named
    if figure.form == forms.COMPOUND:
        return _compound(figure)
    if figure.form == forms.LABEL:
        return label_kind(analysis.tokens, figure)
    kind = BY_FORM.get(figure.form)
    if kind is not None or figure.form == forms.MONEY:
        return kind
    return next((look.kind for look in LOOKS if look.holds(analysis, figure)), None)


def form_of(tokens: Tokens, first: int, last: int) -> str:
    """Return the form of a run of number tokens that the number reader missed or that a time expression includes."""
    word = tokens.low[first]
    if word.endswith(ORDINAL_ENDINGS):
        return forms.ORDINAL
    if "-" in word:
        return forms.ORDINAL if any(part in ORDINAL_WORDS for part in word.split("-")) else forms.COMPOUND
    if YEAR.match(word):
        return forms.YEAR
    return forms.DURATION if tokens.word(last + 1) in DURATIONS else forms.COUNT


def _compound(figure: Figure) -> QuantityKind:
    """Return the kind of "14-member": the second part of the word names the things counted or makes the number a
    share."""
    part = (figure.unit or "").split("-")[0]
    return codes.PERCENTAGE if part in WORDS["parts_of_a_whole"] else codes.OTHER_COUNT


def _share(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number is a share of a whole: "two thirds of", "one victim in five"."""
    tokens, low = analysis.tokens, analysis.tokens.low
    first, after = figure.first, figure.last + 1
    if tokens.word(after) in SMALL_PARTS and (low[after].endswith("s") or tokens.word(after + 1) == WORD.whole):
        return True
    if low[first] == WORD.single and WORD.place in low[after : after + 3]:
        return tokens.word(low.index(WORD.place, after) + 1) in WORDS["wholes"]
    # at the start, no verb can govern the number: "Nine in ten complaints came to nothing"
    if any(_in_so_many(tokens, first, at, ends=bool(first)) for at in (after, after + bool(first))):
        return True
    of_so_many = ((tokens.word(after), tokens.word(after + 1)), (tokens.word(first - 2), tokens.word(first - 1)))
    if any(of == WORD.whole and every in WORDS["so_many"] for of, every in of_so_many):
        return True
    if any(_in_so_many(tokens, start, first - 1, ends=True) for start in (first - 2, first - 3)):
        return True
    return tokens.word(first - 1) == WORD.place and WORD.single in low[max(0, first - 4) : first - 1]


def _in_so_many(tokens: Tokens, first: int, at: int, *, ends: bool) -> bool:
    """Whether a number is a share of a small whole that follows a token: "three [in four] of them", "two calls [in
    three]". ``ends`` requires that the whole count nothing, unlike the "three" in "convicted two men in three
    cases"."""
    share, whole = tokens.word(first), tokens.word(at + 1)
    small = share in UNITS and whole in WORDS["wholes_in_words"] and UNITS[whole] > UNITS[share]
    behind = tokens.word(at + 2)
    alone = not ends or behind in WORDS["behind_a_share"] or not behind[:1].isalpha()
    return small and tokens.word(at) == WORD.place and alone


def _age(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number is an age: "a girl of 16", "had not yet turned 18", "a person under 18 for", "children between
    five and 14", "six and nine years old", "15 or younger"."""
    tokens, low = analysis.tokens, analysis.tokens.low
    first = figure.first
    lead = tokens.word(first - 1)
    if lead == WORD.whole and tokens.word(first - 2) in WORDS["one_young_or_old"]:
        return True
    if figure.low is None or figure.low > OLDEST:
        return False
    if not WORDS["leading_to_ages"].isdisjoint(low[max(0, first - 6) : first]):
        return True
    after = tokens.word(figure.last + 1) or "."
    who_is = tokens.word(first - 2) == WORD.told_person and lead in WORDS["being_of_an_age"]
    if who_is and not after[0].isalpha():
        return True
    if after == WORD.choice and tokens.word(figure.last + 2) in WORDS["comparing_ages"]:
        return True
    if after == WORD.also and not WORDS["years_of_age"].isdisjoint(low[figure.last + 2 : figure.last + 6]):
        return True
    if after[0].isalpha() and after not in WORDS["after_an_age"]:
        return False
    if lead in WORDS["bounds_of_an_age"]:
        return not _counts_events(analysis, figure)
    return lead in (WORD.whole, WORD.span) and tokens.word(first - 2) in WORDS["the_young"]


def _counts_events(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number counts events or people: "convictions reached 17", "the tally of victims reached 17"."""
    frame = analysis.frames.get(figure.index)
    stated = frame is not None and not EVENT_NOUNS.isdisjoint(frame.heads)
    return stated or not WORDS["nouns_of_a_number"].isdisjoint(analysis.tokens.low[: figure.first])


def _years(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number is a length of time: "either of the two preceding years", "18 months, nine of which were
    suspended", "30 days, or 70 if …"."""
    low, first, after = analysis.tokens.low, figure.first, figure.last + 1
    return (
        _longer_term(low, first, after)
        or _part_of_term(low, first, after, figure.low or 0)
        or _first_of_a_range(low, after)
        or (
            len(low) > after + 1
            and low[after] in WORDS["nearness_of_years"]
            and (low[after + 1] in DURATIONS or low[after + 1] in WORDS["spans"])
        )
    )


def _longer_term(low: list[str], first: int, after: int) -> bool:
    """Whether a number is a longer duration under some condition: "30 days, or 70 in the case of a child"."""
    if first <= 3 or low[first - 1] != WORD.choice:
        return False
    before = first - 3 if low[first - 2] == "," else first - 2
    return low[before] in DURATIONS and low[after : after + 1] != [] and low[after] in WORDS["conditions"]


def _part_of_term(low: list[str], first: int, after: int, value: float) -> bool:
    """Whether a number is a part of a term, and so no longer than that term: "18 months, nine of which"."""
    if low[after : after + 2] != [WORD.whole, WORD.told_thing] or first <= 2 or low[first - 2] not in DURATIONS:
        return False
    whole = float(low[first - 3]) if low[first - 3].isdigit() else UNITS.get(low[first - 3])
    return whole is not None and whole >= value


def _first_of_a_range(low: list[str], after: int) -> bool:
    """Whether a number opens a range of durations: "a 30- to 60-day reflection period"."""
    if low[after : after + 1] != ["-"] or low[after + 1 : after + 2] not in (
        [WORD.goal],
        [WORD.choice],
        [WORD.also],
    ):
        return False
    return not DURATIONS.keys().isdisjoint(low[after + 3 : after + 5])


def _moment(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number is a day, a year or an hour: in a time expression, before "a.m.", or in "7:30"."""
    tokens, first = analysis.tokens, figure.first
    if figure.index < 0 and any(time.first <= first <= time.last for time in analysis.times):
        return True
    if not tokens.low[first][0].isdigit():
        return False
    after = tokens.word(figure.last + 1)
    if after in WORDS["time_of_day"] or tokens.low[figure.last + 2 : figure.last + 4] == [".", "m"]:
        return True
    return _clock(tokens, first) or _clock(tokens, figure.last + 2)


def _clock(tokens: Tokens, minutes: int) -> bool:
    """Whether a token contains the minutes of a time: "7:30"."""
    if minutes < 2 or minutes >= len(tokens.low) or tokens.low[minutes - 1] != ":":
        return False
    return tokens.end[minutes - 1] == tokens.start[minutes] and tokens.low[minutes][0].isdigit()


def _pronoun(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number is a "one" that counts nothing: "one of them", "no one", "one another", "in one case"."""
    tokens = analysis.tokens
    if figure.first != figure.last or tokens.low[figure.first] != WORD.single:
        return False
    before, after = tokens.word(figure.first - 1), tokens.word(figure.last + 1) or "."
    if before == WORD.whole and tokens.word(figure.first - 2) in WORDS["staff_words"]:
        return False
    if after == WORD.whole or after in WORDS["one_after"] or before in WORDS["one_before"]:
        return True
    if before in WORDS["before_one_time"] and _one_time(tokens, figure.last + 1):
        return True
    if before in WORDS["list_marks"]:
        # a "one" in a list counts: "two for forced labor and one for sex trafficking"
        place = figure.last + 2 < len(tokens.low) and tokens.text[figure.last + 2][0].isupper()
        return after == WORD.target or (after == WORD.place and place)
    return _alone(before, after)


def _one_time(tokens: Tokens, token: int) -> bool:
    """Whether a noun before which "one" counts nothing begins at a token: "in one case", "in one reporting period"."""
    return not WORDS["one_nouns"].isdisjoint((tokens.word(token), " ".join(tokens.low[token : token + 2])))


def _alone(before: str, after: str) -> bool:
    """Whether a "one" without a noun counts nothing: "no victim asked for one", but not "one was dismissed"."""
    if not after[0].isalnum() or after in WORDS["after_a_pronoun"]:
        return True
    if after.endswith("ly"):
        return after not in WORDS["no_adverbs"]
    return before == WORD.known and after.endswith("ed")


def _enumerates(analysis: Analysis, figure: Figure) -> bool:
    """Whether a number labels a paragraph or list item: "2. The court ...", "1) The police ..."."""
    tokens = analysis.tokens
    if figure.first or not tokens.low[0].isdigit() or tokens.word(1) not in (".", ")"):
        return False
    return len(tokens) > 2 and tokens.text[2][0].isupper()


class Look(NamedTuple):
    """A kind that the words beside a number reveal, the test for that kind, and an example sentence with a first number
    of that kind."""

    kind: QuantityKind
    holds: Callable[[Analysis, Figure], bool]
    example: str


#: The kinds in the order tried; the first that passes its test applies.
LOOKS = (
    Look(codes.PERCENTAGE, _share, "Two thirds of the victims went home."),
    Look(codes.AGE, _age, "A girl of 16 was found in a bar."),
    Look(codes.DURATION, _years, "Nobody was convicted in either of the two preceding years."),
    Look(codes.DATE, _moment, "The court met at 7:30."),
    Look(codes.IDENTIFIER, _enumerates, "2. The court convicted nine men."),
    Look(codes.PRONOUN, _pronoun, "One of them went home."),
)
