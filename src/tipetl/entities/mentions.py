"""Find the countries, regions, organizations and laws that a text names, with offsets.

This module makes one pass over the capitalized words of a text. A table maps each first word to the names that begin
with it, longest first, so that the cost does not grow with the number of names. A run of capitalized words with a head
such as Ministry or Police is also an organization. Place names are recognized only if they count as a country
(Scotland).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeAlias

from tipetl.countries import all_countries, by_iso3, reference
from tipetl.entities.acronyms import Tie, acronym_ties
from tipetl.entities.bodies import LEADING, body_end
from tipetl.entities.ids import body_kind, entity_id, law_kind, year_of
from tipetl.entities.law_years import dated_key, year_of_law
from tipetl.entities.laws import LAW_WORDS, articles, law_end, lower_laws
from tipetl.entities.names import Name, demonyms, first_words, organization_words, region_named
from tipetl.entities.traps import hides, is_language
from tipetl.entities.words import any_of
from tipetl.model import Document, Entity, Mention, MentionKind, Section, Sentence, codes

# Matches names that begin in lower case.
_LOWER = any_of("names_in_small_letters")
_WORD = r"[A-ZÀ-Þ](?:[\w’'-]|\.(?=[A-ZÀ-Þ]))*(?:(?<=\.[A-Z])\.)?"
# Matches a run of capitalized words. Small words may come in between if another capitalized word follows. No name or
# list of names exceeds 80 words, so a longer run is split.
_RUN = re.compile(
    rf"(?<![\w’'-])(?:{_LOWER}|{_WORD})"
    rf"(?:(?:[ \n](?:of|and|for|the|in|on|against|to|de|da|del|la|du|des|d[’']|with|without|by|from"
    rf"|&)){{0,3}}[ \n]{_WORD}"
    rf"|, {_WORD}(?=(?:, {_WORD}){{0,80}},? and {_WORD})){{0,80}}"
)
_TOKEN = re.compile(rf"(?<![\w’'-])(?:{_LOWER}|{_WORD})")
_ANY_WORD = re.compile(_WORD)
_BODY_NEXT = re.compile(r"(?:[’']s)?[ \n][A-ZÀ-Þ]")
# "the Kingdom of Bahrain", "the Federal Democratic Republic of Nepal"
_FORMAL = re.compile(
    rf"(?:(?:{any_of('kinds_of_states')}|People[’']s)[ \n]){{0,6}}{any_of('states')}[ \n]of[ \n](?:the[ \n])?"
)
# "Central and Eastern Europe", "South and Southeast Asia": the first word is a region without its noun.
_SHARED_NOUN = re.compile(
    r",?(?:[ \n](?:and|or)|,)[ \n](?:[A-Z][\w-]+(?:,[ \n]|,?[ \n](?:and|or)[ \n])){0,9}[A-Z]?[\w-]+[ \n](Asia"
    r"|Africa|Europe|America)\b"
)
_COMPASS_WORD = re.compile(rf"{any_of('compass')}$", re.IGNORECASE)
# The European Union as a place: "citizens of the European Union", "within the EU", "EU countries"; elsewhere it is a
# body.
_PLACE_BEFORE = re.compile(
    r"\b(?:in|into|within|throughout|across|from|to|outside|inside|other|elsewhere in|non-?)[ \n]?(?:the[ \n]"
    r"|other[ \n])*$"
)
_PLACE_AFTER = re.compile(rf"[ \n]{any_of('behind_a_place')}\b")
_NO_REGION = re.compile(rf"[ \n]{any_of('behind_no_region')}\b")
_UNION = ("European Union", "EU", "E.U.")
_LETTERS = re.compile(r"[A-Z][\w&/]*(?:-[A-Z0-9][\w&/]*)*")
LONGEST = 2_000
"""The number of characters searched on either side of a name for its country's places, if no sentence ends there."""

Sharers: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""The countries that share a name, each with the places that distinguish it."""


def extract_mentions(
    document: Document, sections: Sequence[Section], sentences: Sequence[Sentence]
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    """Return the entities in order of first appearance, and their mentions in reading order.

    Mentions do not overlap; ``mention.text`` is the slice of the document's text. An acronym that the document ties to
    a name counts as that name wherever it occurs.
    """
    return _Reader(document).read(sentences)


class _Reader:
    """The state of one pass: the entities found so far, and the acronyms that the text ties to names."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        # Names are on one line in the lists, but may span two lines in a wrapped text.
        self.unwrapped = document.text.replace("\n", " ")
        self.home = document.iso3
        self.names = first_words()
        self.words = organization_words()
        self.entities: dict[str, Entity] = {}
        self.forms: dict[str, set[str]] = {}
        self.mentions: list[Mention] = []
        self.done = 0
        self.meant: dict[Sharers, str] = {}
        self.near: dict[tuple[tuple[int, int], Sharers], str | None] = {}
        self.dated: dict[str, set[str]] = {}
        ties = acronym_ties(self.text)
        self.ties = {tie.acronym: tie for tie in ties}
        self.long = {tie.long_start: tie for tie in ties if self._tied_kind(tie)}
        self.acronyms: dict[str, Entity | None] = {
            tie.acronym: self._tied(tie) if self._tied_kind(tie) else None for tie in ties if not self._is_place(tie)
        }

    def read(self, sentences: Sequence[Sentence]) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
        starts = sorted(self.long)
        for sentence in sentences:
            first = bisect_left(starts, sentence.char_start)
            for start in starts[first : bisect_left(starts, sentence.char_end)]:
                if self.long[start].long_end <= sentence.char_end:  # words across two sentences are not a name
                    self._mention(self._tied(self.long[start]), start, self.long[start].long_end, sentence.position)
            for run in _RUN.finditer(self.text, sentence.char_start, sentence.char_end):
                self._run(max(run.start(), self.done), run.end(), sentence)
            for match in articles(self.text, sentence.char_start, sentence.char_end):
                self._add(codes.LAW, match.start(), match.end(), sentence.position)
            for match in lower_laws(self.text, sentence.char_start, sentence.char_end):
                self._add(codes.LAW, match.start(), match.end(), sentence.position)
            for match in self.words.lower.finditer(self.text, sentence.char_start, sentence.char_end):
                self._add(codes.ORGANIZATION, match.start(), match.end(), sentence.position)
        self.mentions.sort(key=lambda mention: (mention.char_start, -mention.char_end, mention.entity_id))
        kept: list[Mention] = []
        for mention in self.mentions:
            if not kept or mention.char_start >= kept[-1].char_end:
                kept.append(self._dated(mention))
        order = dict.fromkeys(mention.entity_id for mention in kept)
        return tuple(self._named(key) for key in order), tuple(kept)

    def _named(self, key: str) -> Entity:
        """Return the entity with ``key``, with the other names that the text prints for it as aliases."""
        entity = self.entities[key]
        known = {entity.name, *demonyms()} if entity.kind in (codes.COUNTRY, codes.REGION) else {entity.name}
        return replace(entity, aliases=tuple(sorted(self.forms[key] - known)))

    def _run(self, start: int, end: int, sentence: Sentence) -> None:
        """Record all names in one run of capitalized words."""
        place = start
        while place < end:
            token = _TOKEN.search(self.text, place, end)
            if token is None:
                return
            place = self.done = self._at(token, end, sentence)

    def _at(self, token: re.Match[str], end: int, sentence: Sentence) -> int:
        """Read the name that begins at a token of a run; return the position at which reading continues."""
        start, limit = token.start(), sentence.char_end
        if tie := self.long.get(start):
            return max(tie.long_end, token.end())
        if (letters := _LETTERS.match(self.text, start, limit)) and letters[0] in self.acronyms:
            if entity := self.acronyms[letters[0]]:
                self._mention(entity, start, letters.end(), sentence.position)
            return max(letters.end(), token.end() if letters[0] == token[0] else letters.end())
        known = self._known(start, token[0], limit)
        known_end = start + len(known.words) if known else start
        if law := law_end(self.text, start, end, limit, LEADING):
            self._add(codes.LAW, start, law, sentence.position)
            return law
        stretch = body_end(self.text, start, end, self._listed)
        if known and known.kind is not None and not _BODY_NEXT.match(self.text, known_end):
            # "Italy and the Ministry of Health" are two names; "Malawi Police Service" is one.
            stretch = None
        if stretch and known_end < stretch and self.text.startswith("Ministries of ", start):
            return self._ministries(start, stretch, sentence)
        if stretch and known_end < stretch:
            self._add(codes.ORGANIZATION, start, stretch, sentence.position)
            return stretch
        if known is None:
            return self._shared_noun(token, limit, sentence)
        return self._place(known, start, known_end, sentence)

    def _ministries(self, start: int, end: int, sentence: Sentence) -> int:
        """Record each body in "the Ministries of Labor and Justice", although the second has no noun of its own."""
        for match in re.finditer(r"[A-Z][^,]*?(?=,| and |$)", self.text[start:end]):
            words = match[0].removeprefix("Ministries of ")
            entity = self._entity(codes.ORGANIZATION, f"Ministry of {words}")
            self._mention(entity, start + match.start(), start + match.end(), sentence.position)
        return end

    def _place(self, known: Name, start: int, end: int, sentence: Sentence) -> int:
        """Record a listed name, unless the words around it change its meaning. Returns the position at which reading
        continues."""
        if known.kind == codes.REGION and _NO_REGION.match(self.text, end):
            return end
        if known.kind in (codes.COUNTRY, codes.PLACE):
            hidden = hides(self.text, start, end, sentence.char_end, demonym=known.demonym)
            if hidden is not None:
                return max(hidden, end)
            if known.demonym and is_language(self.text, start, end):
                return end
        if known.kind == codes.ORGANIZATION:
            # "World Vision Cambodia", "UNICEF Nepal": a body's branch in a country.
            branch = re.compile(r" ([A-Z]\w+)(?! \w*[a-z]+s\b)").match(self.text, end)
            if branch and (near := self._known(branch.start(1), branch[1], sentence.char_end)) and not near.demonym:
                end = max(end, branch.start(1) + len(near.words)) if near.kind == codes.COUNTRY else end
        if known.kind is not None:
            self._name(known, start, sentence.position, end)
        if known.kind == codes.COUNTRY and (second := self._second(end, sentence.char_end)):
            return self._at(second, second.end(), sentence)
        return end

    def _shared_noun(self, token: re.Match[str], limit: int, sentence: Sentence) -> int:
        """Record the region named by the "Central" of "Central and Eastern Europe"."""
        if _COMPASS_WORD.match(token[0]) and (match := _SHARED_NOUN.match(self.text, token.end(), limit)):
            words = f"{token[0].capitalize()} {match[1]}"
            if region := region_named(words):
                self._name(Name(token[0], codes.REGION, *region), token.start(), sentence.position)
        return token.end()

    def _known(self, start: int, word: str, limit: int, *, formal: bool = True) -> Name | None:
        """Return the longest listed name that begins here, including a leading "Kingdom of" if ``formal``."""
        bare = re.sub(r"[’']s?$", "", word)
        for first in dict.fromkeys((word, bare, word + ".", word.rstrip("."), bare.split("-")[0])):
            for name in self.names.get(first, ()):
                end = start + len(name.words)
                if end > limit or not self.unwrapped.startswith(name.words, start):
                    continue
                return self._resolve(name, start, limit)
        title = _FORMAL.match(self.text, start, limit) if formal else None
        if title and (token := _TOKEN.match(self.text, title.end(), limit)):
            inner = self._known(title.end(), token[0], limit, formal=False)
            if inner and inner.kind == codes.COUNTRY and not inner.demonym:
                return replace(inner, words=self.text[start : title.end() + len(inner.words)])
        return None

    def _second(self, end: int, limit: int) -> re.Match[str] | None:
        """Return the listed country after the hyphen at ``end``."""
        token = _ANY_WORD.match(self.text, end + 1, limit) if self.text.startswith("-", end) else None
        second = re.sub(r"[’']s?$", "", token[0]) if token else ""
        listed = any(
            known.kind == codes.COUNTRY and self.unwrapped.startswith(known.words, end + 1)
            for known in self.names.get(second, ())
        )
        return token if listed else None

    def _listed(self, start: int, word: str) -> int | None:
        """Return the end of the listed name that begins at ``start``, or None."""
        known = self._known(start, word, len(self.text))
        return start + len(known.words) if known else None

    def _resolve(self, name: Name, start: int, limit: int) -> Name:
        """Resolve a name that several countries share, or the European Union, which may be a region or a body."""
        if name.words in _UNION and name.kind == codes.REGION:
            near = self.text[max(0, start - 25) : start]
            end = start + len(name.words)
            if _PLACE_BEFORE.search(near) or _PLACE_AFTER.match(self.text, end, limit):
                return name
            return Name(name.words, codes.ORGANIZATION, None, "European Union", codes.INTERNATIONAL)
        for shared in reference().shared:
            if name.words in shared.names:
                code = self._which(shared.countries, start)
                return replace(name, code=code, canonical=by_iso3(code).name)  # type: ignore[union-attr]
        return name

    def _which(self, countries: Sharers, start: int) -> str:
        """Choose among countries that share a name: the narrative's own, else the country with places that the sentence
        or the text names."""
        country_codes = [code for code, _ in countries]
        if self.home in country_codes:
            return self.home
        around = self._around(start)
        if (around, countries) not in self.near:
            self.near[around, countries] = _named(self.text[slice(*around)], countries)
        named = self.near[around, countries]
        if named is None:
            # The whole text is searched once per name; otherwise, a long text would be searched again and again.
            if countries not in self.meant:
                self.meant[countries] = _named(self.text, countries) or country_codes[0]
            named = self.meant[countries]
        return named

    def _around(self, start: int) -> tuple[int, int]:
        """Return the approximate bounds of the sentence around a position. If no sentence ends nearby, a stretch of
        fixed length is searched.
        """
        floor = start - start % LONGEST
        left = max(self.text.rfind(". ", floor, start), self.text.rfind("\n", floor, start))
        right = self.text.find(". ", start, floor + 2 * LONGEST)
        if left < 0 and floor:
            before = floor - LONGEST
            left = max(self.text.rfind(". ", before, floor), self.text.rfind("\n", before, floor), before - 1)
        return left + 1, right if right > 0 else min(floor + 2 * LONGEST, len(self.text))

    def _is_place(self, tie: Tie) -> bool:
        """Return whether an acronym stands for a country or region; the tables list both."""
        known = self._known(tie.long_start, self.text[tie.long_start : tie.long_end].split()[0], len(self.text))
        whole = known is not None and tie.long_start + len(known.words) == tie.long_end
        return whole and known is not None and known.kind in (codes.COUNTRY, codes.REGION)

    def _tied_kind(self, tie: Tie) -> MentionKind | None:
        """Return the kind of an acronym's long name, a body or a law, or None if the name is not an entity."""
        long = self.text[tie.long_start : tie.long_end]
        words = re.findall(r"[\w’'-]+", long)
        known = self._known(tie.long_start, words[0], len(self.text))
        if known and tie.long_start + len(known.words) == tie.long_end:
            return known.kind if known.kind in (codes.ORGANIZATION, codes.LAW) else None
        if any(word in LAW_WORDS for word in words):
            return codes.LAW
        if long[0].islower():
            return codes.ORGANIZATION if words[-1].casefold() in self.words.acronym else None
        if any(word in self.words.others for word in words) or words[-1][0].islower():
            return None
        return codes.ORGANIZATION

    def _tied(self, tie: Tie) -> Entity:
        kind = self._tied_kind(tie)
        assert kind is not None
        return self._entity(kind, self.text[tie.long_start : tie.long_end], tie.long_start)

    def _entity(self, kind: MentionKind, words: str, start: int | None = None) -> Entity:
        """Return a name's listed entity, or a new entity if no table lists the name; ``start`` is the name's
        position."""
        name = _plain(words)
        listed = next((known for known in self.names.get(name.split()[0], ()) if known.words == name), None)
        if listed and listed.kind == kind:
            return self._listed_entity(listed)
        subkind = body_kind(name) if kind == codes.ORGANIZATION else law_kind(name) if kind == codes.LAW else None
        country = None if subkind in (codes.INTERNATIONAL, codes.TREATY) else self._country_of(name)
        if kind != codes.LAW:
            return self._keep(Entity(entity_id(kind, name, country), kind, name, None, subkind, country))
        if subkind != codes.STATUTE or start is None:
            return self._keep(Entity(entity_id(kind, name, country), kind, name, None, subkind, country, year_of(name)))
        year = year_of_law(self.text, start, start + len(words))
        entity = entity_id(kind, dated_key(name, year), country)
        if year is not None:
            self.dated.setdefault(entity_id(kind, dated_key(name, None), country), set()).add(entity)
        return self._keep(Entity(entity, kind, name, None, subkind, country, year))

    def _dated(self, mention: Mention) -> Mention:
        """Return a mention, redirected if it names a law without a year and the text dates exactly one law of that
        name."""
        known = self.dated.get(mention.entity_id, ())
        if len(known) != 1:
            return mention
        (entity,) = known
        self.forms[entity] |= self.forms[mention.entity_id]
        return replace(mention, entity_id=entity)

    def _country_of(self, name: str) -> str | None:
        """Return the country of a body or a law: the country with which its name begins, or the narrative's country."""
        first = name.split()[0]
        for known in self.names.get(first, ()):
            if known.kind == codes.COUNTRY and (name + " ").startswith(known.words + " "):
                return known.code
        return self.home

    def _listed_entity(self, name: Name) -> Entity:
        assert name.kind is not None
        key = name.code if name.kind == codes.COUNTRY and name.code else name.canonical
        country = name.code if name.kind == codes.PLACE else name.country
        entity = entity_id(name.kind, key, None if name.kind in (codes.COUNTRY, codes.REGION) else country)
        code = None if name.kind == codes.PLACE else name.code
        return self._keep(Entity(entity, name.kind, name.canonical, code, name.subkind, country, name.year))

    def _keep(self, entity: Entity) -> Entity:
        """Store an entity; if several names are printed, the alphabetically first becomes its name."""
        known = self.entities.get(entity.entity_id)
        if known is None or entity.name < known.name:
            self.entities[entity.entity_id] = entity
        self.forms.setdefault(entity.entity_id, set()).add(entity.name)
        return self.entities[entity.entity_id]

    def _name(self, name: Name, start: int, sentence: int, end: int | None = None) -> None:
        self._mention(self._listed_entity(name), start, end or start + len(name.words), sentence)

    def _add(self, kind: MentionKind, start: int, end: int, sentence: int) -> None:
        self._mention(self._entity(kind, self.text[start:end], start), start, end, sentence)

    def _mention(self, entity: Entity, start: int, end: int, sentence: int) -> None:
        words = self.text[start:end]
        self.forms.setdefault(entity.entity_id, set()).add(_plain(words))
        self.mentions.append(Mention(entity.kind, words, start, end, entity.entity_id, sentence))


def _plain(words: str) -> str:
    """Put a name on one line and straighten its apostrophes, for comparison."""
    return " ".join(words.replace("’", "'").split())


def _named(words: str, countries: Sharers) -> str | None:
    """Return the country with places that the words name, or None unless exactly one of ``countries`` has such
    places."""
    named = [code for code, places in countries if _names_any(words, code, places)]
    return named[0] if len(named) == 1 else None


def _names_any(words: str, code: str, places: tuple[str, ...]) -> bool:
    country = next(country for country in all_countries() if country.iso3 == code)
    names = [*places, *(name for name in (country.name, *country.aliases) if len(name.split()) > 1)]
    return any(re.search(rf"\b{re.escape(name)}\b", words) for name in names)
