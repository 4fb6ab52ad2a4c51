"""Finds places called the only one of their kind, and other places of the same kind: "the country's only shelter for
trafficking victims, in Osh", "a shelter in the capital housed 41 of them".

What belongs here: which words name a place of care, its owner, its town, and its clients. What does not belong here:
whether two places can both exist, which a check decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.claims.descriptions import stem
from tipetl.figures.claims.rows import BOOK
from tipetl.language.demonyms import country_at
from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens

WORDS = BOOK.words
FACILITIES, ONLY, SUCH = WORDS["places_of_care"], WORDS["only_words"], WORDS["such_a_place"]
STATE, FOR_SOME, FOR_OTHERS = WORDS["of_the_state"], WORDS["for_some_only"], WORDS["for_others_only"]
NOT_THERE, VICTIMS = WORDS["not_a_place_yet"], WORDS["victims_in_care"]
BEFORE_A_PLACE = WORDS["before_a_town"]
#: the number of tokens before and after a place's noun to search for its owner and clients, and after it for its town
BEFORE, BEHIND, TOWN = 7, 9, 20
TAKING_IN = WORDS["taking_in"]
WOMEN, MEN, NO = WORDS["women_in_care"], WORDS["men_in_care"], WORDS["no_place"]
PARTS, MARKS = WORDS["between_statements"], WORDS["clause_marks"]
#: the maximum number of tokens between "only" and the people whom a place accepts, and between "only" and the verb for
#: taking them in
ALONE, REACH = 4, 8
#: verbs of running a place, the maximum number of tokens from such a verb to the place, and words that end the search
#: for the place's clients
RUNNING, OWNED, HELPING = WORDS["running_a_place"], 6, WORDS["helping_to_run_it"]
#: nouns for a place of any kind, and the maximum number of tokens from the place's owner to "only"
ANY_PLACE, OWNER = frozenset(map(stem, WORDS["any_place_of_care"])), 2
#: the maximum number of tokens between "only" and its noun
ONLY_REACH = 5


class Place(NamedTuple):
    """A place of care over tokens ``first`` to ``last``: its noun, whether it is ``sole``, whether it is ``public``
    (for a sole place, whether it is the only public one), for ``whom`` alone, its ``towns``, and whether there are
    ``several``."""

    first: int
    last: int
    noun: str
    sole: bool
    public: bool
    whom: frozenset[str]
    towns: frozenset[str]
    several: bool


@dataclass(frozen=True, slots=True)
class Places:
    """The places of care that a document has named so far, each with the index of the sentence that names it."""

    named: list[tuple[int, Place]] = field(default_factory=list)
    #: the indexes of sentences that say that places are for women only, and of sentences that mention men in places of
    #: care
    women: list[int] = field(default_factory=list)
    men: list[int] = field(default_factory=list)

    def meet(self, analysis: Analysis, position: int) -> Iterator[tuple[Place, int]]:
        """Yield each place in a sentence that cannot exist alongside a place named earlier, with the index of the
        earlier sentence."""
        own = [*places(analysis)]
        for one in own:
            for at, other in self.named:
                sole, further = (one, other) if one.sole else (other, one)
                if sole.sole and not further.sole and _is_further(sole, further):
                    yield one, at
                    break
        self.named.extend((position, one) for one in own)

    def with_men(self, analysis: Analysis, position: int) -> tuple[int, int, int] | None:
        """Return the tokens that say that places are for women only, or that mention men in such places, and the index
        of the earlier sentence that says the opposite."""
        alone, lodged = women_alone(analysis), men_lodged(analysis)
        other = self.men if alone is not None else self.women if lodged is not None else []
        found = alone or lodged
        met = (*found, other[-1]) if found is not None and other else None
        if alone is not None:
            self.women.append(position)
        elif lodged is not None:
            self.men.append(position)
        return met


def men_lodged(analysis: Analysis) -> tuple[int, int] | None:
    """Return the tokens of a figure for men taken in: "it lodged 54 victims, among them [seven men]"."""
    low = analysis.tokens.low
    if not WORDS["lodged_elsewhere"].isdisjoint(low):
        return None
    for reading in analysis.readings:
        men = reading.metric == "victims_assisted" and reading.gender == codes.MALE and reading.age != codes.CHILD
        told = men and reading.relation == codes.CURRENT and (reading.low or 0) > 0
        if told and not TAKING_IN.isdisjoint(low[: reading.first]):
            return reading.first, reading.last
    return None


def women_alone(analysis: Analysis) -> tuple[int, int] | None:
    """Return the tokens that say that places of care are only for women and girls: "takes in [women and children
    only]", "[no shelter] admitted [male victims]"."""
    low = analysis.tokens.low
    if FACILITIES.isdisjoint(low) and TAKING_IN.isdisjoint(low):
        return None
    found = (_limited_to_women(low, at) or _closed_to_men(low, at) for at in range(len(low)))
    return next(filter(None, found), None)


def _limited_to_women(low: list[str], at: int) -> tuple[int, int] | None:
    """Return the tokens that limit places to women: "takes in women and children [only]", but not "the rest admit
    women only"."""
    if low[at] not in WORDS["alone_words"]:
        return None
    around, before = frozenset(low[max(0, at - ALONE) : at + ALONE]), frozenset(low[max(0, at - REACH) : at])
    limited = around & WOMEN and not around & MEN and before & TAKING_IN and not before & WORDS["the_others"]
    return (max(0, at - ALONE), at) if limited else None


def _closed_to_men(low: list[str], at: int) -> tuple[int, int] | None:
    """Return the tokens that exclude men from places: "[no] shelter admitted male victims"."""
    if low[at] not in NO or FACILITIES.isdisjoint(low[at + 1 : at + 2]):
        return None
    man = next((k for k in range(at + 2, len(low)) if low[k] in MEN), None)
    if man is None or TAKING_IN.isdisjoint(low[at:man]) or not PARTS.isdisjoint(low[at:man]):
        return None
    return at, man


def _is_further(sole: Place, other: Place) -> bool:
    """Whether a place belongs to a kind of which another place is said to be the only one."""
    alike = sole.noun in ANY_PLACE or sole.noun == other.noun
    if not alike or (sole.public and not other.public) or (sole.whom and sole.whom != other.whom):
        return False
    elsewhere = bool(other.towns) and bool(sole.towns or other.several) and not sole.towns & other.towns
    return elsewhere and not (CAPITAL in sole.towns | other.towns and not other.several)


#: replaces the capital's name in a place's towns, because a text may use either
CAPITAL = "capital"


def places(analysis: Analysis) -> Iterator[Place]:
    """Yield the places of care for trafficking victims that a sentence names."""
    low = analysis.tokens.low
    if FACILITIES.isdisjoint(low) or not WORDS["closed_places"].isdisjoint(low):
        return
    helped = any(x.metric == "victims_assisted" and x.relation == codes.CURRENT for x in analysis.readings)
    before: dict[str, frozenset[str]] = {}
    for at in analysis.tokens.at(FACILITIES.__contains__):
        begin = at
        while begin > max(0, at - BEFORE) and low[begin - 1] not in WORDS["before_a_name"]:
            begin -= 1
        around = frozenset((*low[begin:at], *_up_to(low[at + 1 : at + 1 + BEHIND], MARKS | HELPING)))
        if (
            around & FOR_OTHERS
            or not (helped or VICTIMS & frozenset(low))
            or not NOT_THERE.isdisjoint(_clause(low, at))
        ):
            continue
        only = _only(low, at)
        owner = [] if only is None or only == at else low[max(0, only - OWNER) : at]
        public = STATE.intersection(around if only is None else owner)
        noun, several, towns = stem(low[at]), low[at].endswith("s"), _towns(analysis.tokens, at)
        # "the shelter in Osh, which has 40 beds and is the only trafficking [shelter]"
        towns = towns or (before.get(noun, towns) if only is not None else _towns_of_its_owner(analysis.tokens, at))
        if several and only is not None and not towns:
            continue  # "the only shelters for men", wherever they are
        before[noun] = towns
        yield Place(at, at, noun, only is not None, bool(public), around & FOR_SOME, towns, several)


def _only(low: list[str], at: int) -> int | None:
    """Return the token that calls a place the only one, or the place's own token if "only" comes after the place: "the
    country's [only] shelter", "[the shelter] in Osh, the only one in the country". Returns None if nothing calls the
    place the only one."""
    several = low[at].endswith("s")
    only = [k for k in range(max(0, at - ONLY_REACH), at) if low[k] in ONLY]
    if only and not any(word in MARKS for word in low[only[-1] : at]):
        # "[the only] shelters", but not "takes in only shelters"
        return None if several and low[only[-1] - 1] not in WORDS["before_only_several"] else only[-1]
    if several:
        return None
    behind = range(at + 1, min(at + TOWN, len(low) - 1))
    return at if any(low[k] in ONLY and low[k + 1] in SUCH for k in behind) else None


def _clause(low: list[str], at: int) -> list[str]:
    """Return the words around a token, up to the nearest punctuation on either side."""
    begin = next((k + 1 for k in range(at - 1, -1, -1) if low[k] in MARKS), 0)
    return [*low[begin:at], *_up_to(low[at:], MARKS)]


def _up_to(words: list[str], ends: AbstractSet[str]) -> list[str]:
    end = next((k for k, word in enumerate(words) if word in ends), len(words))
    return words[:end]


def _towns_of_its_owner(tokens: Tokens, at: int) -> frozenset[str]:
    """Return the towns of the body that runs a place: "An NGO in [Ganja], which operated a shelter"."""
    runs = next((k for k in range(at - 1, max(0, at - OWNED), -1) if tokens.low[k] in RUNNING), None)
    return frozenset() if runs is None else _towns(tokens, max(-1, runs - OWNED), runs)


def _towns(tokens: Tokens, at: int, end: int | None = None) -> frozenset[str]:
    """Return the town names after "in", "at" or "near" that follow a place, up to ``end``: "in Ganja and Lankaran"."""
    found: set[str] = set()
    for k in range(at + 1, min(at + TOWN, len(tokens.low) if end is None else end)):
        if tokens.low[k] not in BEFORE_A_PLACE:
            continue
        place = k + 1 + (tokens.word(k + 1) == "the")
        if tokens.word(place) == CAPITAL:
            found.add(CAPITAL)
            continue
        if country_at(tokens.text, place) is not None:
            continue
        while place < len(tokens.low) and (
            tokens.text[place][0].isupper() or tokens.low[place] in WORDS["between_towns"]
        ):
            if tokens.text[place][0].isupper():
                found.add(tokens.low[place])
            place += 1
    return frozenset(found - WORDS["no_places"])
