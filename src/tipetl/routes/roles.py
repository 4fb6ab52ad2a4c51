"""Decide whether a country's name or demonym is an origin, a destination, a place of transit, or none of these in its
context.

This module infers a place's role in a route from the words around its name.
"""

from __future__ import annotations

import re
from enum import StrEnum, auto

from tipetl.entities.names import demonyms
from tipetl.language.particles import WORD
from tipetl.model import Mention, codes
from tipetl.routes.patterns import FIND
from tipetl.routes.words import flow_words


class Role(StrEnum):
    """The role of a name, or of other words, in a route."""

    ORIGIN = auto()
    DESTINATION = auto()
    TRANSIT = auto()
    #: the words name exploitation, not a place
    CUE = auto()
    NONE = auto()


def joined_list(between: str) -> bool:
    """Return whether the words between two names make them items of one list: ", ", " and ", " (UAE), and the "."""
    if len(between) < 60 and FIND.joins_a_list.fullmatch(between) is not None:
        return True
    nameless = FIND.nameless_item.match(between)
    return nameless is not None and (
        (rest := between[nameless.end() :]) == "" or (len(rest) < 60 and FIND.joins_a_list.fullmatch(rest) is not None)
    )


def role_of(
    text: str, start: int, end: int, mention: Mention, before: tuple[Mention, Role] | None, following: Mention | None
) -> Role:
    """Return the role of a place or a people in the statement ``start``..``end`` of ``text``.

    ``before`` is the previous mention with its role, because items of one list share a role. ``following`` is the next
    mention.
    """
    if text.startswith("-", mention.char_end):
        # "Taiwan-flagged vessels", "Chinese-owned mines": about ships and firms, not victims.
        return Role.NONE
    joined = before is not None and joined_list(text[before[0].char_end : mention.char_start])
    if _is_people(text, start, end, mention):
        return _demonym_role(text, start, end, mention, before if joined else None, following)
    if joined and before is not None and not _is_adjective(text, before[0]):
        return before[1]
    # A list of subjects: "Thailand and Malaysia are the usual destinations of ..."
    opens = not text[start : mention.char_start].rpartition(";")[2].strip(' “"')
    subject = _subject_role(text, mention.char_end, end) if opens or joined else None
    return subject or _place_role(text, start, end, mention)


def _is_people(text: str, start: int, end: int, mention: Mention) -> bool:
    """Return whether a mention is an adjective or a name of people ("Cuban", "Central Americans") rather than a
    place."""
    if mention.text in demonyms():
        return True
    if mention.kind != codes.REGION or not mention.text.endswith(("ans", "an")) or mention.text.endswith("Balkans"):
        return False
    # "in the Caribbean, Spain, and ...": with an article but no noun, it is a place
    article = FIND.article.search(text[start : mention.char_start])
    return not (article and not FIND.noun_behind.match(text, mention.char_end, end))


def _is_adjective(text: str, mention: Mention) -> bool:
    """Return whether a mention is an adjective that does not name a place; "European" does in "other European
    countries, Japan, and Mexico".
    """
    return mention.text in demonyms() and not FIND.lands.match(text, mention.char_end)


def _subject_role(text: str, place: int, end: int) -> Role | None:
    """Return the role that a predicate assigns to the list of names before it ("... are the usual destinations of"), or
    None."""
    rest = FIND.names_joined.match(text[place:end])
    predicate = place + (rest.end() if rest else 0)
    if FIND.are_destinations.match(text, predicate, end):
        return Role.DESTINATION
    return Role.ORIGIN if FIND.are_sources.match(text, predicate, end) else None


def _place_role(text: str, start: int, end: int, mention: Mention) -> Role:
    """Return a place's role, based on the words around it."""
    place, tail = mention.char_start, text[mention.char_end : end]
    role = _from_left(text, max(start, place - 60), place)
    if role == Role.ORIGIN and (FIND.agents_from.search(text, max(start, place - 40), place) or _do_to_others(tail)):
        return Role.NONE
    if FIND.no_place_of_victims.search(text, max(start, place - 60), place):
        return Role.NONE
    if role == Role.DESTINATION and FIND.as_a_way_station.match(tail):
        return Role.TRANSIT
    if FIND.destinations_are.search(text, start, place):
        return Role.DESTINATION
    if FIND.sources_are.search(text, start, place):
        return Role.ORIGIN
    fresh = FIND.begins_anew.search(text[start:place]) is not None
    return Role.ORIGIN if (role == Role.NONE or fresh) and _persons_behind(tail) else role


def _persons_behind(tail: str) -> bool:
    """Return whether a place's name serves as an adjective because the place has no adjective: "New Zealand
    children"."""
    noun = FIND.nouns_behind.match(tail)
    if noun is None:
        return False
    words = flow_words()
    return words.persons.search(noun[0]) is not None and words.agents.search(noun[0]) is None


def _do_to_others(tail: str) -> bool:
    """Return whether the people from the place before ``tail`` exploit others."""
    match = FIND.do_to_others.match(tail)
    words = flow_words()
    return (
        match is not None
        and words.does.fullmatch(match["verb"]) is not None
        and words.persons.fullmatch(match["others"]) is not None
    )


def _from_left(text: str, start: int, place: int) -> Role:
    """Return a place's role according to the nearest preposition to its left."""
    left = text[start:place]
    stops = list(FIND.ends_the_left.finditer(left))
    last: re.Match[str] | None = None
    for match in FIND.left_of_a_place.finditer(left):
        last = match
    if last is None:
        return Role.NONE
    between = left[last.end() :]
    if (stops and stops[-1].start() >= last.end()) or len(between.split()) > 6:
        return Role.NONE
    if last.lastgroup == WORD.pair:
        # "from and through Togo" outweighs the passage; with "to, from, and through" the first word decides.
        return Role.ORIGIN if last[0].lower().startswith(WORD.source) else Role.DESTINATION
    if last.lastgroup == Role.TRANSIT:
        # "forced to smuggle drugs through Peru": the drugs pass through; the people who carry the drugs are exploited
        # there.
        return Role.DESTINATION if FIND.goods.search(left[: last.start()]) else Role.TRANSIT
    if (
        last.lastgroup == Role.ORIGIN
        and last[0].lower().endswith(WORD.whole)
        and FIND.in_some.search(left[: last.start()])
    ):
        # "in some parts of Asia"
        return Role.DESTINATION
    # "from the brothels of Spain": the nearer "of", after a place of exploitation, was matched above as a destination.
    return Role.ORIGIN if last.lastgroup == Role.ORIGIN else Role.DESTINATION


def _demonym_role(
    text: str, start: int, end: int, mention: Mention, before: tuple[Mention, Role] | None, following: Mention | None
) -> Role:
    """Return the role of a country named by an adjective or by its people; ``before`` is the previous item in a
    list."""
    left = text[max(start, mention.char_start - 40) : mention.char_start]
    tail = text[mention.char_end : end]
    if FIND.of_descent.match(tail) and FIND.of_a_list.search(left):
        return Role.ORIGIN
    if _of_no_victim(left, before):
        return Role.NONE
    if following and joined_list(text[mention.char_end : following.char_start]) and following.text in demonyms():
        tail = _behind_list(text[following.char_end : end])
    noun = FIND.phrase_behind.match(tail)
    if noun is None:
        return _role_without_noun(left, tail, mention, before)
    if FIND.lands.match(noun[1]):
        # "citizens of West African countries": the adjective means the countries.
        if before is not None and before[0].text not in demonyms():
            return before[1]
        return _from_left(text, max(start, mention.char_start - 60), mention.char_start)
    if _is_plural(mention):
        return Role.ORIGIN
    if (role := _role_of_noun(left, tail, noun)) is not None:
        return role
    role = _from_left(text, max(start, mention.char_start - 60), mention.char_start)
    if role == Role.NONE and before is not None:
        role = before[1]
    return Role.DESTINATION if role == Role.DESTINATION else Role.NONE


def _of_no_victim(left: str, before: tuple[Mention, Role] | None) -> bool:
    """Return whether an adjective is the nationality of people or firms that are not victims: "by Latvian firms",
    "tourists, mostly Latvian men"."""
    if FIND.by_somebody.search(left) or FIND.such_agents.search(left) or FIND.beside_a_people.search(left):
        return True
    # "by Italian, German, and French men": one noun, one role.
    return before is not None and before[0].text in demonyms() and before[1] == Role.NONE


def _behind_list(tail: str) -> str:
    """Return the text after a list of adjectives: in "Chinese and North Korean laborers" the noun follows the last
    adjective."""
    more = FIND.adjectives_joined.match(tail)
    return tail[more.end() :] if more and not FIND.no_name.match(tail) else tail


def _is_plural(mention: Mention) -> bool:
    """Return whether a demonym is a plural noun: "Cubans"."""
    word = mention.text
    return word.endswith("s") and (word[:-1] in demonyms() or not word.endswith(("ss", "is", "us")))


def _role_without_noun(left: str, tail: str, mention: Mention, before: tuple[Mention, Role] | None) -> Role:
    """Return the role of people named without a noun: "most were Cuban", "Chinese who were"."""
    if FIND.subject_and_be.search(left) or (
        before is not None and before[1] == Role.ORIGIN and FIND.sentence_ends.match(tail)
    ):
        # "most were Cuban": the adjective states the origin.
        return Role.ORIGIN
    if _is_plural(mention):
        return Role.ORIGIN
    noun = mention.text.endswith(("ese", "ish")) or FIND.noun_left_out.match(tail)
    if not noun:
        return Role.NONE
    return Role.ORIGIN if before is None else before[1]


def _role_of_noun(left: str, tail: str, noun: re.Match[str]) -> Role | None:
    """Return the role indicated by the noun after a demonym, or None if the noun does not name a place, victims or
    agents."""
    if FIND.community.search(noun[1]) and FIND.among.search(left):
        return Role.ORIGIN
    if FIND.vessels.search(noun[1]) and FIND.aboard.search(left):
        return Role.DESTINATION
    words = flow_words()
    person, agent = words.persons.search(noun[1]), words.agents.search(noun[1])
    # "Chinese nationals force women ...": the exploiters, unless the verb is passive ("are forced").
    does = person and words.does.match(tail.lstrip(), len(tail[: noun.start(1) + person.end()].strip()) + 1)
    if does:
        # "Freedonian families send their children": they exploit their own people.
        return Role.ORIGIN if FIND.their_own.match(tail.lstrip()[does.end() :]) else Role.NONE
    if person and _do_to_others(tail[person.end() :]):
        return Role.NONE
    if person and not (agent and agent.start() < person.start()):
        return Role.ORIGIN
    return Role.NONE if agent else None
