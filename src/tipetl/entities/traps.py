"""Recognize phrases in which a country's name means something else: rivers, streets, newspapers, currencies, languages,
people.

This module judges a name by the form of the words around it; ``seeds/reference`` lists individual phrases.
"""

from __future__ import annotations

import re

from tipetl.entities.words import WORDS, any_of
from tipetl.language.particles import WORD

_FEATURE = re.compile(rf"(?:[’']s)?[ \n]{any_of('features')}\b")
#: "the province of Peru", "the Gulf of Oman": "Kuwait City" is a city and "Niger State" a state, but Vatican City is a
#: country.
_INSIDE = re.compile(
    rf"\b[Tt]he[ \n]{any_of('provinces')}[ \n]of[ \n]$"
    rf"|\b{any_of('features_before')}[ \n](?:of[ \n](?:the[ \n])?)?$"
)
_MONEY = re.compile(rf"[ \n]{any_of('currencies')}\b")
_TITLE = re.compile(rf"\b{any_of('titles')}\.?[ \n](?:[A-Z][\w.’'-]*[ \n])?$")
_GIVEN, _SURNAMES = WORDS["given_names"], WORDS["surnames"]
_SURNAME = re.compile(
    rf"[ \n](?!{any_of('no_surnames')}\b)[A-Z][a-zà-ÿ’'-]+(?=[ \n,.;]|[’']s)"
    rf"(?![ \n]{any_of('behind_no_surname')}\b)(?!-)"
)
_STATES = any_of("american_states")
#: "Peru, Indiana"; "Antigua, an old town in Guatemala"; "Trinidad, in the Beni department of Bolivia"
_ELSEWHERE = re.compile(
    rf",[ \n](?:{_STATES}\b|an?[ \n](?:[\w-]+[ \n]){{0,2}}{any_of('towns')}\b"
    rf"|in[ \n](?:the[ \n])?(?:[\w-]+[ \n]){{1,3}}{any_of('regions_of_towns')}[ \n]of\b)"
)
#: "Georgia and Florida", "Ohio, Texas, and Georgia"
_AMONG_STATES = re.compile(rf"\bGeorgia,?(?: and| or)? {_STATES}\b|\b{_STATES},?(?: and| or)? Georgia\b")
#: Towns that share a country's name, each with the place where it lies.
_TOWNS = {"Armenia": "Colombia", "Trinidad": "(?:Bolivia|Uruguay)", "Antigua": "Guatemala", "Peru": "Indiana"}
_TOWN_DISTRICT = re.compile(rf"[ \n]{any_of('quarters')}\b")
_AMERICAN_CITY = re.compile(rf"\b{any_of('cities_of_georgia')},[ \n]$")


def hides(text: str, start: int, end: int, limit: int, *, demonym: bool) -> int | None:
    """Return the end of the phrase in which the name at ``start``..``end`` does not mean a country, or None if it
    does."""
    name = text[start:end]
    feature = _FEATURE.match(text, end, limit) if name != "Vatican" else None
    if match := feature or _MONEY.match(text, end, limit):
        return match.end()
    before = text[max(0, start - 40) : start]
    if _INSIDE.search(before) or (name == "Georgia" and _AMERICAN_CITY.search(before)):
        return end
    if demonym:
        # Turkmens of Iraq and Syria are a people of those countries, not of Turkmenistan.
        return end if name.startswith("Turkmen") and re.search(r"\b(?:Iraqi|Syrian|Afghan)\s$", before) else None
    if _ELSEWHERE.match(text, end, limit):
        return end
    surname = _SURNAME.match(text, end, limit)
    if _TITLE.search(before) and (surname or name in _GIVEN | _SURNAMES):
        return surname.end() if surname else end
    if _is_town(text, start, end, limit):
        return end
    return surname.end() if surname and name in _GIVEN else None


def _is_town(text: str, start: int, end: int, limit: int) -> bool:
    """Return whether a country's name means an American state or a town elsewhere."""
    name = text[start:end]
    if name == "Georgia" and _AMONG_STATES.search(text, max(0, start - 60), min(limit, end + 60)):
        return True
    if name in _TOWNS and re.search(rf"\b{_TOWNS[name]}\b", text[max(0, start - 120) : end + 120]):
        return True
    return not name.isupper() and _TOWN_DISTRICT.match(text, end, limit) is not None


_LANGUAGE_AFTER = re.compile(rf"[- ]{any_of('behind_a_language')}\b|[- ]{any_of('interpreters')}\b")
# "in English", "in Sinhala, Tamil, and English": the end of a list of bare adjectives.
_LANGUAGE_LIST = re.compile(
    rf"\b{any_of('before_a_language')}\s+(?:{any_of('before_languages')}\s+)?"
    r"(?:[A-Z]\w+(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+))*$"
)
_LANGUAGE_END = re.compile(
    r"(?:,?\s+(?:and|or|but not)\s+[A-Z]\w+|,\s+[A-Z]\w+){0,40}"
    rf"(?:[,.;:)]|$|\s+{any_of('behind_languages')}\b)(?!\s+[A-Z]\w+\s+(?:and\s+)?[a-z])"
)
# "in Italy, and Croatian, Romanian, and Serbian men": a list of adjectives that ends with a noun for people.
_OF_PERSONS = re.compile(rf"(?:,?\s+(?:and\s+|or\s+)?[A-Z]\w+){{1,40}}\s+{any_of('persons')}\b")


def is_language(text: str, start: int, end: int) -> bool:
    """Return whether an adjective names a language: "on television in both Albanian and Serbian, ...", "an
    English-language form", "who spoke Vietnamese".
    """
    if _LANGUAGE_AFTER.match(text, end):
        return True
    if _OF_PERSONS.match(text, end):
        return False
    found = _LANGUAGE_LIST.search(text, max(0, start - 70), start)
    return found is not None and not found[0].startswith(WORD.source) and _LANGUAGE_END.match(text, end) is not None
