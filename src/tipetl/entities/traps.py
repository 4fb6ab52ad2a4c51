"""Words in which a country's name means something else: rivers, streets, newspapers, currencies, languages, persons.

What belongs here: telling by the shape of the words around a name. Single phrases stand in ``seeds/reference``.
"""

from __future__ import annotations

import re

__all__ = ["hides", "is_language"]

_FEATURES = (
    "Sea|Ocean|Strait|Straits|Channel|River|Lake|Bay|Peninsula|Valley|Delta|Basin|Highlands|Desert|Canal"
    "|Island Road|Bridge"
    "|Street|Avenue|Road|Boulevard|Square|Plaza|Park|Hills|Falls|Cup|City|Region|Province|District|County|State"
    "|Times|Daily|Post|Herald|Tribune|Telegraph|Gazette|Observer|Today|Star|News|Radio|Television"
    "|Airlines?|Airways|Air|Telecom|Steel|Lines|Petroleum|Oil|Energy|Motors"
    "|Day|Independence|Constitution|Code|Penal|Criminal"
)
_FEATURE = re.compile(rf"(?:[’']s)?[ \n](?:{_FEATURES})\b")
#: "Kuwait City" is a city and "Niger State" a state, but Vatican City is a country.
_INSIDE = re.compile(
    r"\b[Tt]he[ \n](?:province|department|canton|county|city|town|municipality|governorate|district)[ \n]of[ \n]$|"
    r"\b(?:Gulf|Straits?|Bay|Sea|Port|Isthmus|Times|Bank|University|Voice|Radio|Isles?|Lake|Cape|Inner|Air|Casa"
    r"|Hotel|Restaurant"
    r"|Club|Bar|Mount|Rio|Los|Las|El|Club|Cafe|Café)[ \n](?:of[ \n](?:the[ \n])?)?$"
)
_MONEY = re.compile(
    r"[ \n](?:dollars?|francs?|dinars?|pounds?|rupees?|rupiah|pesos?|rials?|riyals?|dirhams?|shillings?"
    r"|kron[ao]r?|kroner?|baht|yen|yuan"
    r"|won|ringgit|lira|lire|leu|lei|leva|lev|dong|kip|riel|taka|birr|naira|cedis?|rand|kwacha|pula|reais|real"
    r"|euros?|marks?"
    r"|crowns?|zloty|forint|hryvnias?|rubles?|som|soms|tenge|manat|lari|drams?|quetzal(?:es)?|lempiras?"
    r"|col[oó]n(?:es)?|balboas?"
    r"|bol[ií]vars?|guaran[ií]s?|gourdes?|ariary|afghanis?|currency)\b"
)
_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Judge|Justice|Attorney|Colonel|Col|Captain|Capt|Lieutenant|Sergeant|Major|General"
    r"|Counselor|Counsellor"
    r"|Professor|Prof|Senator|Sister|Father|Bishop|Reverend|Rev|Ambassador|Minister|Inspector|Detective|Officer"
    r"|Director|Nurse"
    r"|Magistrate|Brothers|Sisters|Prosecutor|Commissioner|Secretary|Deputy|Agent|Consul|Chief|Superintendent"
    r"|Princess|Prince|Queen|King|Sheikh)\.?[ \n]"
    r"(?:[A-Z][\w.’'-]*[ \n])?$"
)
#: Names of countries that are given names too; a capitalised word behind them is a surname.
_GIVEN = frozenset(
    {"Chad", "Jordan", "Georgia", "Kenya", "Israel", "India", "China", "Malta", "Ireland", "Dominica", "America"}
)
_SURNAME = re.compile(
    r"[ \n](?!(?:Tier|President|Prime|Minister|Ministry|King|Queen|Parliament|Police|National|Government"
    r"|Prosecution|Protection"
    r"|Prevention|Recommendations|Is|Are|Was|Has|Does|The|In|And)\b)"
    r"[A-Z][a-zà-ÿ’'-]+(?=[ \n,.;]|[’']s)(?![ \n](?:of|Service|Force|Office|Agency|Authority|Court)\b)(?!-)"
)
_STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois"
    "|Indiana|Iowa|Kansas"
    "|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska"
    "|Nevada|Ohio|Oklahoma"
    "|Oregon|Pennsylvania|Tennessee|Texas|Utah|Vermont|Virginia|Washington|Wisconsin|Wyoming|New (?:York|Jersey"
    "|Mexico|Hampshire)"
)
#: "Peru, Indiana"; "Antigua, an old town in Guatemala"; "Trinidad, in the Beni department of Bolivia"
_ELSEWHERE = re.compile(
    rf",[ \n](?:(?:{_STATES})\b|an?[ \n](?:[\w-]+[ \n]){{0,2}}(?:town|city|village|suburb|hamlet|port|municipality)\b"
    r"|in[ \n](?:the[ \n])?(?:[\w-]+[ \n]){1,3}(?:department|province|district|state|county|region)[ \n]of\b)"
)
#: "Georgia and Florida", "Ohio, Texas, and Georgia"
_AMONG_STATES = re.compile(rf"\bGeorgia,?(?: and| or)? (?:{_STATES})\b|\b(?:{_STATES}),?(?: and| or)? Georgia\b")
#: Towns that bear a country's name, and the country that they lie in.
_TOWNS = {"Armenia": "Colombia", "Trinidad": "(?:Bolivia|Uruguay)", "Antigua": "Guatemala", "Peru": "Indiana"}
_TOWN_DISTRICT = re.compile(r"[ \n](?:district|neighbou?rhood|ward|subdistrict|suburb)\b")
_SURNAMES = frozenset(
    {"Holland", "France", "England", "Ireland", "Jordan", "Israel", "Chad", "Poland", "Malta", "Cyprus"}
)
_AMERICAN_CITY = re.compile(r"\b(?:Atlanta|Savannah|Augusta|Macon|Columbus|Athens|Valdosta|Norcross|Marietta),[ \n]$")


def hides(text: str, start: int, end: int, limit: int, *, demonym: bool) -> int | None:
    """Where the phrase ends in which the name at ``start``..``end`` means no country; None where it means one."""
    name = text[start:end]
    feature = _FEATURE.match(text, end, limit) if name != "Vatican" else None
    if match := feature or _MONEY.match(text, end, limit):
        return match.end()
    before = text[max(0, start - 40) : start]
    if _INSIDE.search(before) or (name == "Georgia" and _AMERICAN_CITY.search(before)):
        return end
    if demonym:
        # The Turkmens of Iraq and Syria are a people there.
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
    """Whether the name of a country is that of an American state or of a town elsewhere."""
    name = text[start:end]
    if name == "Georgia" and _AMONG_STATES.search(text, max(0, start - 60), min(limit, end + 60)):
        return True
    if name in _TOWNS and re.search(rf"\b{_TOWNS[name]}\b", text[max(0, start - 120) : end + 120]):
        return True
    return not name.isupper() and _TOWN_DISTRICT.match(text, end, limit) is not None


_LANGUAGE_AFTER = re.compile(
    r"[- ]languages?\b|[- ]speak(?:ing|ers?)\b|[- ](?:translations?|interpreters?|translators?|subtitles)\b"
)
_SPOKEN = (
    r"(?:\b(?:in|into|spoken?|speaks?|speaking|understands?|understood|learn(?:ed|s|ing)?|taught|fluent in"
    r"|translated into|from|knows?)"
    r"\s+(?:both\s+|only\s+|either\s+|some\s+|no\s+|fluent\s+|little\s+|basic\s+)?)"
)
# "in English", "in Sinhala, Tamil, and English": the end of a list of bare adjectives.
_LANGUAGE_LIST = re.compile(_SPOKEN + r"(?:[A-Z]\w+(?:,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+))*$")
_LANGUAGE_END = re.compile(
    r"(?:,?\s+(?:and|or|but not)\s+[A-Z]\w+|,\s+[A-Z]\w+){0,40}(?:[,.;:)]|$|\s+(?:and|or|on|at|to|for|through|which"
    r"|that|were|was|are|is"
    r"|by|with|about|than|but|only|well|fluently)\b)"
    r"(?!\s+[A-Z]\w+\s+(?:and\s+)?[a-z])"
)

# "in Italy, and Croatian, Romanian, and Serbian men": a list of adjectives that a noun of persons ends.
_OF_PERSONS = re.compile(
    r"(?:,?\s+(?:and\s+|or\s+)?[A-Z]\w+){1,40}\s+"
    r"(?:women|men|girls|boys|children|nationals|citizens|victims|workers|laborers|migrants|persons)\b"
)


def is_language(text: str, start: int, end: int) -> bool:
    """Whether an adjective names a language: "on television in both Albanian and Serbian, ...", "an English-language
    form", "who spoke Vietnamese".
    """
    if _LANGUAGE_AFTER.match(text, end):
        return True
    if _OF_PERSONS.match(text, end):
        return False
    found = _LANGUAGE_LIST.search(text, max(0, start - 70), start)
    return found is not None and not found[0].startswith("from") and _LANGUAGE_END.match(text, end) is not None
