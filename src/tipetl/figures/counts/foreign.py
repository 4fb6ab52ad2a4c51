"""Decides whether another government did what a number counts, in which case the number is not a fact about law
enforcement or money (contract section 3, rule 8).

What matters is the subject of the verb that governs the number (in the passive, the agent after "by"). A country named
elsewhere in the clause did not act: the police may have worked with that country, acted at its request, or arrested
suspects from there. ``data/authorities.yaml`` lists how phrases name other authorities.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from tipetl.figures.counts.book import BOOK, WORDS, word_symbols
from tipetl.language import concepts
from tipetl.language.demonyms import country_at, first_tokens, first_words_of_peoples, people_at
from tipetl.language.particles import WORD
from tipetl.language.patterns import Symbol
from tipetl.syntax.chunks import kinds, voices
from tipetl.syntax.chunks.spans import REACH, clause_bounds, last_token
from tipetl.syntax.doers import agent_of, phrase_start, subject_of

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item
    from tipetl.syntax.frames.frame import Frame

OWN_ONLY, BODIES_OF_MANY_STATES = WORDS["counted_of_the_own_government"], WORDS["bodies_of_many_states"]
FOREIGN = tuple(
    BOOK[name]
    for name in (
        "of_a_people", "state_itself", "owned_by_a_state", "placed_in_a_state", "called_another_state",
        "authority_abroad",
    )
)  # fmt: skip
#: unions of states, with the members that act for the union
PARTS = {"SCG": frozenset(("SRB", "MNE"))}
#: the symbols for a country, by whether it is the narrative's own country
COUNTRY = {own: Symbol("country", "own" if own else "other") for own in (True, False)}
CAPITAL = {own: Symbol("capital", "own" if own else "other") for own in (True, False)}
#: the codes of states, by the name of the capital that represents each state
CAPITALS: dict[str, str] = BOOK.rules["capitals"]
NATIONALITY = {own: Symbol("nationality", "own" if own else "other") for own in (True, False)}
#: the words that separate the parts of a phrase
JOINTS = frozenset(word_symbols((WORD.also, WORD.choice, "&", ","), 0, 4))
#: words that imply foreign authorities without naming one; most phrases contain none of them, so they need no matching
SIGNS = BODIES_OF_MANY_STATES | WORDS["said_of_others"]
#: kinds of items that mark the end of a verb's phrase or of its subject
BREAKS = frozenset((kinds.SEMICOLON, kinds.RELATIVE, kinds.SUBORDINATOR, kinds.VERB))
#: the number of words after a verb to search for the place of the act
PLACE_REACH = 8
#: the number of words before "where" to search for the names of countries
LIST_REACH = 16


def foreign_actor(analysis: Analysis, frame: Frame, metric: str) -> bool:
    """Whether another country's authority did what a number counts."""
    iso3, items = analysis.context.iso3, analysis.items
    # victims are another country's only if that country identified them, no matter who repatriates or shelters them
    identified = metric == "victims_identified" and frame.linked == kinds.VERB and concepts.IDENTIFY in frame.acts
    if iso3 is None or (metric not in OWN_ONLY and not identified):
        return False
    place = _governing_verb(items, frame)
    if place is None:
        return False
    doers = Doers(analysis, iso3)
    if frame.prep == WORD.whole and doers.agent_is_foreign(frame.item):
        return True  # "the arrest of nine suspects by Romanian police"
    if _abroad(doers, items, place, frame):
        return True
    verb = items[place]
    if verb.concept is None and not BODIES_OF_MANY_STATES.isdisjoint(analysis.tokens.words):
        return False  # "Interpol lent a hand in the arrest": Interpol only helped
    if verb.voice == voices.PASSIVE or (verb.voice == voices.BARE and frame.item < place):
        return doers.agent_is_foreign(place)
    return frame.item > place and doers.subject_is_foreign(place)


def _abroad(doers: Doers, items: list[Item], verb: int, frame: Frame) -> bool:
    """Whether the act took place in another country, no matter who acted: "two were arrested in Kenya", "in Kenya, two
    stood trial", "Kenya, where four others were arrested"."""
    if frame.item > verb or agent_of(items, verb) is not None:
        return False
    if doers.opens_abroad(items[frame.item].first):
        return True
    if items[verb].voice not in voices.BARE_OR_PASSIVE:
        return False
    behind = items[verb].last + 1
    if BOOK["abroad_behind"].fits(doers.phrases.row(behind, min(len(doers.tokens), behind + PLACE_REACH)), 0):
        return True
    where = next((at for at in range(verb, -1, -1) if items[at].kind == kinds.SUBORDINATOR), -1)
    return where >= 0 and doers.said_of_other_countries(where)


def foreign_gap(analysis: Analysis, place: int, iso3: str | None) -> bool:
    """Whether the number at an item comes right after another country's authority with its verb omitted: "our police
    arrested nine suspects and Romanian police 14"."""
    begin = phrase_start(analysis.items, place - 1)
    if iso3 is None or not begin or analysis.items[begin - 1].kind not in kinds.ROW_JOINTS:
        return False
    return Doers(analysis, iso3).is_foreign(begin, place - 1)


def foreign_verb(analysis: Analysis, verb: int, iso3: str) -> bool:
    """Whether another country's authority performed the act of the verb at an item."""
    doers = Doers(analysis, iso3)
    passive = analysis.items[verb].voice == voices.PASSIVE
    return doers.agent_is_foreign(verb) if passive else doers.subject_is_foreign(verb)


def _governing_verb(items: list[Item], frame: Frame) -> int | None:
    """Return the item of the verb that governs a number: the number's own verb, or else the last finite verb before
    the number in its clause."""
    if frame.verbs and items[frame.verbs[0]].concept != concepts.HAVE:
        return frame.verbs[0]
    if frame.verb_token >= 0:
        return bisect_left(items, frame.verb_token, key=last_token)
    begin = min(frame.item, len(items)) - 1
    for place in range(begin, max(-1, begin - REACH), -1):
        if items[place].kind == kinds.SEMICOLON:
            return None
        if items[place].kind == kinds.VERB and items[place].finite:
            return place
    return None


class Phrases:
    """Turns phrases into the symbols that the patterns for authorities match. ``iso3`` is the country of the
    narrative."""

    __slots__ = ("own", "tokens")

    def __init__(self, tokens: Tokens, iso3: str) -> None:
        self.tokens = tokens
        self.own = PARTS.get(iso3, frozenset()) | {iso3}

    def row(self, begin: int, stop: int) -> list[Symbol]:
        """Return the symbols of the words from token ``begin`` up to ``stop``; each country or people is one symbol,
        whatever its name."""
        text, names, peoples = self.tokens.text, first_tokens(), first_words_of_peoples()
        row: list[Symbol] = []
        at = begin
        while at < stop:
            country = country_at(text, at) if text[at] in names else None
            if country is not None:
                row.append(COUNTRY[country[0] in self.own])
                at += country[1]
                continue
            people = people_at(text, at) if text[at] in peoples else None
            if people is not None:
                row.append(NATIONALITY[people[0] in self.own])
                at += people[1]
                continue
            if text[at] in CAPITALS:
                row.append(CAPITAL[CAPITALS[text[at]] in self.own])
            else:
                row += word_symbols(self.tokens.low, at, at + 1)
            at += 1
        return row

    def foreign(self, begin: int, stop: int) -> bool:
        """Whether all joined parts of a phrase name foreign authorities."""
        low, text = self.tokens.low[begin:stop], self.tokens.text[begin:stop]
        if (
            SIGNS.isdisjoint(low)
            and first_words_of_peoples().isdisjoint(text)
            and first_tokens().keys().isdisjoint(text)
            and CAPITALS.keys().isdisjoint(text)
        ):
            return False
        row = self.row(begin, stop)
        parts = [at for at in range(len(row)) if row[at] not in JOINTS and (not at or row[at - 1] in JOINTS)]
        return bool(parts) and all(any(pattern.fits(row, at) for pattern in FOREIGN) for at in parts)


class Doers:
    """Decides whether another country's authority performed the act of a verb in the sentence. ``iso3`` is the country
    of the narrative."""

    __slots__ = ("items", "phrases", "tokens")

    def __init__(self, analysis: Analysis, iso3: str) -> None:
        self.tokens, self.items = analysis.tokens, analysis.items
        self.phrases = Phrases(analysis.tokens, iso3)

    def agent_is_foreign(self, verb: int) -> bool:
        """Whether "by …" after the passive verb at an item names a foreign authority."""
        agent = agent_of(self.items, verb)
        return agent is not None and self.is_foreign(*agent)

    def subject_is_foreign(self, verb: int) -> bool:
        """Whether the subject of the active verb at an item is a foreign authority acting alone."""
        subject = subject_of(self.items, verb)
        if subject is None:
            return False
        return (self.is_foreign(*subject) or self._placed_abroad(*subject)) and not self._joint(subject[0], verb)

    def is_foreign(self, begin: int, last: int) -> bool:
        """Whether all joined parts of the phrase in ``items`` name foreign authorities."""
        return begin <= last and self.phrases.foreign(self.items[begin].first, self.items[last].last + 1)

    def _placed_abroad(self, begin: int, last: int) -> bool:
        """Whether authorities without a country's name act in another country named before: "In Kenya, courts …", "the
        Philippines and Thailand, where authorities …"."""
        first = self.items[begin].first
        if not begin or not BOOK["plain_authorities"].fits(self.phrases.row(first, self.items[last].last + 1), 0):
            return False
        before = self.items[begin - 1]
        if before.kind == kinds.SUBORDINATOR and self.tokens.low[before.first] == "where":
            return self.said_of_other_countries(begin - 1)
        return before.kind == kinds.COMMA and self.opens_abroad(first)

    def opens_abroad(self, token: int) -> bool:
        """Whether the clause of a token begins with another country: "in Kenya, …"."""
        clause, _ = clause_bounds(self.tokens, token)
        opens = self.tokens.low[clause] == WORD.place
        return opens and BOOK["in_another_country"].fits(self.phrases.row(clause, token), 0)

    def said_of_other_countries(self, where: int) -> bool:
        """Whether the "where" at an item refers to other countries: "the Philippines and Thailand, where"."""
        first = self.items[where].first
        row = self.phrases.row(max(0, first - LIST_REACH), first)
        return self.tokens.low[first] == "where" and BOOK["other_countries_before"].fits(row, len(row) - 1)

    def _joint(self, subject: int, verb: int) -> bool:
        """Whether the clause says that the country's own authorities took part ("together with Moldovan police, …")."""
        items = self.items
        start = next((at + 1 for at in range(subject - 1, -1, -1) if items[at].kind in BREAKS), 0)
        end = next((at for at in range(verb + 1, len(items)) if items[at].kind in BREAKS), len(items))
        row = self.phrases.row(items[start].first, items[end - 1].last + 1)
        return any(BOOK["together_with_the_own"].fits(row, at) for at in range(len(row)))
