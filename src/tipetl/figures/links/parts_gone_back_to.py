"""Finds wholes to which no word beside a figure refers, and words that only seem to refer to a whole.

What belongs here: one function for each way of stating a part. The functions of this module only add links and do not
change readings, so they run once everything else is settled. What does not belong here: the words that decide how a
figure is read (``parts``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.links.words import WORDS as LINK_WORDS
from tipetl.figures.record.readings import PART_OF, PERSON_NOUNS, Reading
from tipetl.figures.relations.parts import closes_a_list, is_sorted, same_kind
from tipetl.figures.relations.words import WORDS
from tipetl.language import concepts
from tipetl.language.particles import WORD
from tipetl.metrics import DURATIONS, MONEY
from tipetl.model import codes
from tipetl.syntax.chunks.kinds import (
    CONJUNCTION,
    DETERMINER,
    IN_A_PHRASE,
    LIST,
    NOUN,
    NUMBER,
    PREPOSITION,
    PRONOUN,
    SEMICOLON,
    TIME,
    VERB,
)
from tipetl.syntax.frames.shared_nouns import sums_up

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.figures.record.analysis import Analysis

#: the maximum number of tokens in a phrase that refers to a group: "the 12 freed victims", "out of this budget"
OPENING = 6
#: kinds of items in a subject that does not narrow down a group: "those sent home", "the victims"
ONLY_THOSE_TOLD = frozenset((DETERMINER, PREPOSITION, NOUN, PRONOUN, VERB, TIME))


def only_looks_like_a_part(analysis: Analysis, reading: Reading) -> bool:
    """Whether words that seem to mark a part mean something else: possessions rather than the people counted ("trained
    40 of its own", "opened seven of their shelters"); everyone again ("of these 131 victims", "all nine of them"); or
    no part at all ("of which there were 46", "one case, in which 57 workers were freed", "took in 28 of them, and
    housed 51 in all")."""
    low = analysis.tokens.low
    if sums_up(analysis.tokens, reading.last if reading.frame is None else max(reading.last, reading.frame.np_end)):
        return True
    lead, behind = low[max(0, reading.first - 3) : reading.first], low[reading.last + 1 : reading.last + 3]
    if behind[:1] == [WORD.whole] and not LINK_WORDS["whose"].isdisjoint(behind[1:]):
        return True
    if behind[:1] == [WORD.whole] and lead[-1:] == ["all"]:
        return True
    if lead[:2] == ["which", "there"] or (
        lead[-1:] == ["which"] and not WORDS["where_and_when"].isdisjoint(lead[-2:-1])
    ):
        return True
    again = lead[-2:-1] == [WORD.whole] and not LINK_WORDS["those_named"].isdisjoint(lead[-1:])
    return again and (behind[:1] == [","] or (reading.frame is not None and not reading.frame.bare()))


def told_whole(
    analysis: Analysis, reading: Reading, near: Sequence[Reading], before: Sequence[Reading]
) -> Reading | None:
    """Return the whole of a figure that no adjacent word marks as a part, or None if there is no whole."""
    if reading.relation != codes.CURRENT or reading.number < 0 or reading.frame is None or reading.metric in DURATIONS:
        return None
    if reading.metric in MONEY:
        return _undivided(before, reading) if _out_of_this(analysis, reading) else None
    earlier = [x for x in near if x.first < reading.first and x.number >= 0]
    previous = earlier[-1] if earlier else None
    if previous is not None:
        whole = _in_apposition(analysis, reading, previous) or _sorted_again_in_brackets(analysis, reading, previous)
        if whole is not None:
            return whole
    if made_up_of(analysis, reading) or _opens_among(analysis, reading):
        return _undivided(before, reading)
    if says_among(analysis, reading):
        return _undivided(earlier, reading) or _undivided(before, reading)
    if previous is None and _numbers_a_sort(analysis, reading):
        return _undivided(before, reading)
    if previous is None and _amounts_to(analysis, reading):
        whole = _undivided(before, reading)
        return None if whole is None or is_sorted(whole) else whole
    if not any(same_kind(x, reading) and not _numbers_alone(analysis, x) for x in earlier) and (
        _numbers_alone(analysis, reading) or _says_what_some_are(reading)
    ):
        return _undivided(before, reading) if _opens_with_those_told(analysis, reading) else None
    return None


def made_up_of(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure is one of several that add up to everyone counted before: "The victims consisted of 24 women, 19
    girls, and nine boys", "Those sent home were 24 women and 19 girls"."""
    low = analysis.tokens.low
    if (not reading.kind_told and not is_sorted(reading)) or low[0] not in LINK_WORDS["opens_with_those_told"]:
        return False
    verb = _listing_verb(analysis, reading)
    if verb is None:
        return False
    nouns = [x for x in analysis.items[: analysis.items_from(verb)] if x.kind == NOUN]
    composed = not (LINK_WORDS["composed_of"] | LINK_WORDS["being"]).isdisjoint(low[verb : verb + 2])
    return composed and (not nouns or nouns[-1].concept in PERSON_NOUNS)


def _opens_among(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure is listed in a sentence that opens with "among" and the people counted: "Among those identified
    were 64 women, 19 girls, and nine men"."""
    low = analysis.tokens.low
    opens = low[0] in LINK_WORDS["among_all"] and low[1] in LINK_WORDS["opens_with_those_told"]
    return opens and is_sorted(reading) and _listing_verb(analysis, reading) is not None


def _listing_verb(analysis: Analysis, reading: Reading) -> int | None:
    """Return the token of the verb after which a figure is listed, if the verb's subject is short and contains no
    number; otherwise None."""
    verb = next((k for k in range(min(reading.first, OPENING)) if _composes(analysis, k)), None)
    if verb is None or any(x.kind == NUMBER for x in analysis.items[: analysis.items_from(verb)]):
        return None
    listed = analysis.items[analysis.items_from(verb + 1) : analysis.items_from(reading.first)]
    return None if any(x.kind in (VERB, SEMICOLON) for x in listed) else verb


def _composes(analysis: Analysis, token: int) -> bool:
    """Whether a verb breaks down everyone counted before, unlike "Those identified abroad [were] 12 men"."""
    low = analysis.tokens.low
    if low[token] in LINK_WORDS["composing"]:
        return True
    numbered = any(number.first == token + 1 for number in analysis.numbers)
    subject = analysis.items[: analysis.items_from(token)]
    return numbered and low[token] in LINK_WORDS["being"] and all(x.kind in ONLY_THOSE_TOLD for x in subject)


def says_among(analysis: Analysis, reading: Reading) -> bool:
    """Whether "among them" follows the noun that a figure counts: "there were 16 children among them"."""
    end = reading.last if reading.frame is None else max(reading.last, reading.frame.np_end)
    behind = analysis.tokens.low[end + 1 : end + 3]
    return not LINK_WORDS["among_all"].isdisjoint(behind[:1]) and not WORDS["those_counted"].isdisjoint(behind[1:])


def _undivided(told: Sequence[Reading], reading: Reading) -> Reading | None:
    """Return the last figure of the same metric, unit and year that is not a part."""
    return next((x for x in reversed(told) if same_kind(x, reading) and not x.part and x.low is not None), None)


def _in_apposition(analysis: Analysis, reading: Reading, previous: Reading) -> Reading | None:
    """Return the whole right before a comma, if this figure divides it by kind: "convicted 33 traffickers in 2016, 25
    of sex trafficking and 14 of forced labor"."""
    if reading.frame is None or not reading.frame.bare() or not reading.kind_told or not same_kind(previous, reading):
        return None
    wholes = [link.other for link in previous.links if link.kind == PART_OF]
    if reading.frame.linked == LIST and wholes:
        return None if closes_a_list(analysis, previous.last, reading.first) else wholes[0]
    if analysis.tokens.low[reading.first - 1] != "," or previous.kind_told:
        return None
    if previous.frame is None or previous.frame.bare() or previous.frame.linked == LIST:
        return None
    between = analysis.items[analysis.items_from(previous.last + 1) : analysis.items_from(reading.first)]
    ends = any(x.kind in (CONJUNCTION, NUMBER, SEMICOLON) or x.kind == VERB for x in between)
    return None if ends else previous


def _sorted_again_in_brackets(analysis: Analysis, reading: Reading, previous: Reading) -> Reading | None:
    """Return the whole that a list in brackets divides a second time after a semicolon: "(80 adults and 51 children;
    66 male and 65 female)"."""
    if reading.frame is None or reading.frame.linked not in (SEMICOLON, LIST) or not same_kind(previous, reading):
        return None
    depth = analysis.least_depth(previous.first, reading.first + 1)
    if not depth:
        return None
    return next(
        (link.other for link in previous.links if link.kind == PART_OF and link.other.first < reading.first), None
    )


def _out_of_this(analysis: Analysis, reading: Reading) -> bool:
    """Whether a sum is taken from the previous one: "Out of this budget, $265,000 went to shelters"."""
    opening = analysis.tokens.low[: min(reading.first, OPENING)]
    begin = opening.index(WORD.whole) + 1 if WORD.whole in opening[:2] else len(opening)
    return not LINK_WORDS["this_sum"].isdisjoint(opening[begin : begin + 1])


def _numbers_alone(analysis: Analysis, reading: Reading) -> bool:
    """Whether a figure is alone in brackets: "came from Russia (280) and Turkey (131)"."""
    alone = analysis.tokens.low[reading.last + 1 : reading.last + 2] == [")"] and analysis.tokens.low[
        max(0, reading.first - 1) : reading.first
    ] == ["("]
    return alone and reading.frame is not None


def _numbers_a_sort(analysis: Analysis, reading: Reading) -> bool:
    """Whether a sentence gives the number of one group among the people already counted: "The children were 31"."""
    frame = reading.frame
    if frame is None or not frame.heads or not LINK_WORDS["nouns_that_sort"].issuperset(frame.heads):
        return False
    says = not WORDS["saying_how_many"].isdisjoint(frame.acts)
    return says and analysis.tokens.low[0] == "the" and 0 <= frame.verb_token < reading.first <= OPENING


def _amounts_to(analysis: Analysis, reading: Reading) -> bool:
    """Whether a sentence opens with a group of people and the figure gives their number: "Female victims numbered
    179"."""
    frame = reading.frame
    if frame is None or concepts.AMOUNT not in frame.acts or not is_sorted(reading):
        return False
    subject = analysis.items[: analysis.items_from(frame.verb_token)]
    return frame.verb_token < reading.first and all(x.kind in IN_A_PHRASE for x in subject)


def _says_what_some_are(reading: Reading) -> bool:
    """Whether a clause describes some of the people counted without naming them: "thirty-nine were below the age of
    18"."""
    frame = reading.frame
    if not reading.inherited or frame is None or not frame.bare():
        return False
    return concepts.BE in frame.does


def _opens_with_those_told(analysis: Analysis, reading: Reading) -> bool:
    """Whether a sentence opens with the people counted before, rather than with other people or a number: "The freed
    victims came …", "The majority were …"."""
    low = analysis.tokens.low
    if reading.first < OPENING or low[0] not in LINK_WORDS["opens_with_those_told"]:
        return False
    opening = analysis.items[: analysis.items_from(OPENING)]
    verb = next((x for x in opening if x.kind == VERB), None)
    end = analysis.items_from(OPENING if verb is None else verb.first)
    subject = analysis.items[:end]
    nouns = [x for x in subject if x.kind == NOUN]
    return not nouns or nouns[-1].concept in PERSON_NOUNS
