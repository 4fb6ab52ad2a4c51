"""What a country's name or demonym is in its place: origin, destination, passed through, or none of these.

What belongs here: telling the part of a place in a route from the words around its name.
"""

from __future__ import annotations

import re
from typing import Literal

from tipetl.entities.names import demonyms
from tipetl.model import Mention
from tipetl.routes.words import flow_words

__all__ = ["Role", "joined_list", "role_of"]

Role = Literal["origin", "destination", "transit", "none"]

# Words to the left of a country's name, nearest first; the last one before the name decides.
_LEFT = re.compile(
    r"(?P<both>\b(?:(?:in)?to|from|within|in)(?:,?\s+(?:and\s+)?(?:from|to|within))?,?\s+and\s+through\b)"
    r"|(?P<transit>\b(?:by\s+way\s+of|via|through|transit(?:s|ed|ing)?|pass(?:es|ed|ing)?\s+through|cross(?:es"
    r"|ed|ing)?|en\s+route\s+through)\b"
    r"(?:\s+(?:the|and|or|from))*)"
    r"|(?P<origin>\b(?:from|recruited\s+in|originate\s+(?:\w+\s+)?in|born\s+in|nationals\s+of|citizens\s+of|residents\s+of"
    r"|natives\s+of|provinces?\s+of"
    r"|regions?\s+of|parts?\s+of)\b)"
    r"|(?P<destination>\b(?:in|into|(?<!according\s)to|within|inside|throughout|across|toward|towards|aboard|at|on|for"
    r"|reach(?:es|ed|ing)?|brothels\s+of"
    r"|streets\s+of|cities\s+of|farms\s+of|nightclubs\s+of|enter(?:s|ed|ing)?)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[;:.]|\b(?:who|which|that|whose|are|is|were|was|been|be|have|has)\b", re.IGNORECASE)
_JOIN = re.compile(
    # "China, and other Asian countries such as Laos"
    r"\s+(?:countries|nations|states)(?:,\s*|\s+)(?:such\s+as|including|like|notably|particularly)\s+(?:the\s+)?|"
    r"(?:\s*\((?:[^()]{1,20})\))?\s*(?:,\s*(?:and|or|as\s+well\s+as|to\s+a\s+lesser\s+extent|less\s+frequently"
    r"|but\s+also)?"
    r"|and|or|as\s+well\s+as|&|/)\s*(?:,?\s*(?:and\s*,?\s*|but\s+|also\s+|less\s+often,?\s+"
    r"|to\s+a\s+lesser\s+extent,?\s+"
    r"|in\s+(?:lesser|smaller)\s+numbers,?\s+|in\s+particular\s+|particularly\s+|especially\s+|chiefly\s+"
    r"|mainly\s+|notably\s+|including\s+"
    r"|such\s+as\s+|with\s+smaller\s+numbers\s+from\s+|the\s+|other\s+|many\s+))*"
    r"(?:(?:women|girls|men|boys|children|the\s+[A-Z]\w+\s+(?:region|province)\s+of)\s+)?",
    re.IGNORECASE,
)
_DESTINATIONS = re.compile(r"\s+(?:are|is|were|remain|remains)\s+(?:\w+\s+){0,3}?destinations?\b", re.IGNORECASE)
_SOURCES = re.compile(
    r"\s+(?:(?:are|is|were|remain|remains)\s+(?:\w+\s+){0,3}?(?:sources?|countries\s+of\s+origin"
    r"|countr(?:y|ies)\s+from\s+(?:which|where))|account(?:s"
    r"|ed)?\s+for)\b",
    re.IGNORECASE,
)
# "The main destinations of Kenyan women are Oman and ..."
_DESTINATIONS_ARE = re.compile(
    r"\bdestinations?\b(?:\s+countries)?\s+(?:(?:of|for)\b[^;:.]{0,80}?\b)?(?:are|is|were|was|include|included"
    r"|remain|remained)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "The main source countries for these women are Nepal and ..."
_SOURCES_ARE = re.compile(
    r"\b(?:(?:source|origin|sending)\s+countries|countries\s+of\s+origin|sources)\s+(?:(?:of|for)\b[^;:.]{0,80}?\b)?"
    r"(?:are|were|include|included|remain|remained)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "use visits to Malaysia and Singapore as a way station"
_WAY_STATION = re.compile(
    r"(?:(?:,\s*|\s+and\s+"
    r"|,\s*and\s+)(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)*\s+as\s+(?:an?\s+)?(?:way\s+stations?|transit|stopovers?"
    r"|stepping)"
)
_BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}?$|\bmarriages?\s+(?:with|to)\s+(?:\w+\s+)?$", re.IGNORECASE)
_AGENTS_FROM = re.compile(
    r"\b(?:traffickers|recruiters|brokers|diplomats|tourists|criminals|gangs|buyers|force|forces|troops"
    r"|peacekeepers|soldiers|offenders|perpetrators|exploiters|customers|clients|visitors|p(?:a)?edophiles|smugglers"
    r"|businessmen|travel(?:l)?ers)"
    r"(?:,?\s+(?:including|mostly|mainly|primarily|especially|many|some|often|largely|usually|who|that|\w+ing))*"
    r"(?:\s+(?:come|came|hail|travel(?:l?ed)?|arrive|are))?\s+from\s+(?:the\s+)?$"
    # "are married off to men from Egypt"
    r"|\b(?:with|to|marry|marrying)\s+(?:\w+\s+)?(?:men|husbands|clients|customers|buyers|farmers|businessmen|employers)"
    r"\s+from\s+(?:the\s+)?$"
    r"|(?<!followed\s)\bby\s+(?:\w+\s+){0,2}?(?:men|women|nationals|citizens|persons|people|individuals|others|those)\s+from\s+(?:the\s+)?$"
    r"|(?<!followed\s)\bby\s+(?:\w+\s+){1,4}?(?:(?:who|that)\s+(?:come|came|are|hail)|coming|hailing)\s+from\s+(?:the\s+)?$",
    re.IGNORECASE,
)

# "to foreign tourists, mostly French men": the words behind the comma say who the tourists are.
_SUCH_AGENTS = re.compile(
    r"\b(?:traffickers|recruiters|brokers|diplomats|tourists|criminals|gangs|buyers|clients|customers|employers)"
    r",\s+(?:mostly|mainly|primarily|especially|many\s+of\s+them|most\s+of\s+them|some\s+of\s+them|often|including)\s+$",
    re.IGNORECASE,
)
# The Egyptians of the Balkans are a people that lives there, named beside the Roma and the Ashkali.
_ETHNIC = re.compile(r"\b(?:Roma|Ashkali)(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+|/)$", re.IGNORECASE)
# "Individuals from Qatar buy girls": they do it to others, unless the others are their own ("send their daughters").
_DO_TO_OTHERS = re.compile(
    r"(?:(?:,\s*|\s+)(?:(?:and|or)\s+)?(?:the\s+)?[A-Z][\w.]*)*,?\s+(?:(?:\w+ly|often|also|sometimes)\s+)?"
    # "men come to Kenya and buy girls"
    r"(?:(?:come|travel|go|fly|cross)\s+(?:in)?to\s+(?:the\s+)?(?:country|[A-Z]\w+(?:\s+[A-Z]\w+)*)\s+(?:and|to)\s+)?"
    r"(?P<verb>[a-z]+)\s+(?:(?!their\b|to\b|in\b|as\b|for\b)[\w-]+\s+){0,2}?(?P<others>[a-z]+)\b"
)


# Places where those who pay sit, or that victims were brought home from: no destination of victims.
_NOT_THERE = re.compile(
    r"\b(?:customers|clients|buyers|viewers|audiences|consumers|flown\s+home|sent\s+home"
    r"|brought\s+home(?:\s+[\w,]+){1,4}|returned|repatriated|under\s+the\s+flag)\s+(?:in|to|of"
    r"|from)\s+(?:the\s+)?$"
    r"|\boutside(?:\s+of)?\s+(?:the\s+)?$"
    r"|\b(?:bordering|adjoining|adjacent\s+to|close\s+to)\s+(?:the\s+)?$"
    # "a crossing point into Chad", "factories associated with China's investment fund"
    r"|\b(?:crossings?|(?:crossing|transit|exit|entry|departure)\s+points?|gateways?|(?<!\ben\s)routes?)\s+(?:in)?to\s+(?:the\s+)?$"
    r"|\b(?:associated|affiliated|connected|linked|allied|agreements?|contracts?|treat(?:y|ies)|relations|trade|ties)\s+with"
    r"\s+(?:the\s+)?$"
    # "near bases of the United States"
    r"|\b(?:bases?|troops|soldiers|compan(?:y|ies)|firms|government|army|embass(?:y|ies)|agencies|subsidiar(?:y|ies))\s+of"
    r"\s+(?:the\s+)?$"
    r"|\b(?:borders?|frontiers?)(?:\s+\w+){0,2}\s+with\s+(?:the\s+)?$",
    re.IGNORECASE,
)


# "Togo, other nearby countries, and India", "Peru, other countries in America": an item without a name of its own.
_NAMELESS = re.compile(
    r"(?:,?\s+(?:and|or|as\s+well\s+as)|,)\s+(?:(?:many|several|some|various|numerous|a\s+few)\s+)?"
    r"(?:(?:(?:other|neighbou?ring|nearby|surrounding|adjacent)\s+){1,2}(?:[\w-]+\s+)?"
    r"(?:countries|nations|states|places|locations|parts|republics|areas|regions)\b"
    r"(?:\s+in\s+the\s+(?:region|subregion|area|neighbou?rhood)\b|\s+(?:in|of)\s+(?:the\s+)?)?"
    r"|elsewhere\s+in\s+(?:the\s+)?)",
    re.IGNORECASE,
)


def joined_list(between: str) -> bool:
    """Whether the words between two names make them items of one list: ", ", " and ", " (UAE), and the "."""
    if len(between) < 60 and _JOIN.fullmatch(between) is not None:
        return True
    nameless = _NAMELESS.match(between)
    return nameless is not None and (
        (rest := between[nameless.end() :]) == "" or (len(rest) < 60 and _JOIN.fullmatch(rest) is not None)
    )


# "workers sent abroad, mainly Oman": examples have the part of what they are examples of.
_EXAMPLES = re.compile(
    r"\b(?:(?P<abroad>abroad|overseas)\b[^;.]{0,80}?"
    r"|(?:countries|nations|states|governments|destinations|locations|places|regions))"
    r",?\s+(?:most\s+(?:often|commonly|frequently|notably)|mostly|mainly|primarily|principally|particularly|especially"
    r"|notably|chiefly|including|such\s+as|namely|usually|typically|predominantly|like),?\s+(?:the\s+)?$",
    re.IGNORECASE,
)


def _of_examples(text: str, start: int, place: int) -> Role:
    """The part of a place that is named as an example of the countries before it."""
    match = _EXAMPLES.search(text, max(start, place - 160), place)
    if match is None:
        return "none"
    return "destination" if match["abroad"] else _from_left(text, max(start, match.start() - 60), match.start())


def role_of(
    text: str, start: int, end: int, mention: Mention, before: tuple[Mention, Role] | None, following: Mention | None
) -> Role:
    """The part that a place or a people plays in the statement ``start``..``end`` of ``text``.

    ``before`` is the mention before it with its part: items of one list have one part. ``following`` is the next one.
    """
    if text.startswith("-", mention.char_end):
        # "Taiwan-flagged vessels", "Chinese-owned mines": of ships and firms, and of no victim.
        return "none"
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
    """Whether a mention is an adjective or a name of people ("Cuban", "Central Americans"), and no place."""
    if mention.text in demonyms():
        return True
    if mention.kind != "region" or not mention.text.endswith(("ans", "an")) or mention.text.endswith("Balkans"):
        return False
    # "in the Caribbean, Spain, and ...": with an article and without a noun it is a place
    article = _ARTICLE.search(text[start : mention.char_start])
    return not (article and not _NOUN_NEXT.match(text, mention.char_end, end))


def _is_adjective(text: str, mention: Mention) -> bool:
    """Whether a mention is an adjective that names no place; "other European countries, Japan, and Mexico" does."""
    return mention.text in demonyms() and not _LANDS.match(text, mention.char_end)


def _subject_role(text: str, place: int, end: int) -> Role | None:
    """The part that the predicate behind a list of names says they play: "... are the usual destinations of"."""
    rest = re.match(r"(?:(?:,\s*|\s+and\s+|,\s*and\s+)(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)*)*", text[place:end])
    predicate = place + (rest.end() if rest else 0)
    if _DESTINATIONS.match(text, predicate, end):
        return "destination"
    return "origin" if _SOURCES.match(text, predicate, end) else None


def _place_role(text: str, start: int, end: int, mention: Mention) -> Role:
    """The part of a place by the words around it."""
    place, tail = mention.char_start, text[mention.char_end : end]
    role = _from_left(text, max(start, place - 60), place)
    if role == "origin" and (_AGENTS_FROM.search(text, max(start, place - 40), place) or _do_to_others(tail)):
        return "none"
    if _NOT_THERE.search(text, max(start, place - 60), place):
        return "none"
    if role == "none":
        role = _of_examples(text, start, place)
    if role == "destination" and _WAY_STATION.match(tail):
        return "transit"
    if _DESTINATIONS_ARE.search(text, start, place):
        return "destination"
    if _SOURCES_ARE.search(text, start, place):
        return "origin"
    fresh = re.search(r"(?:^|[;,]\s+(?:and\s+|but\s+)?)$", text[start:place]) is not None
    return "origin" if (role == "none" or fresh) and _persons_behind(tail) else role


def _persons_behind(tail: str) -> bool:
    """Whether a place stands for an adjective that it has none of: "New Zealand children"."""
    noun = _ADJECTIVE_NOUN.match(tail)
    if noun is None:
        return False
    words = flow_words()
    return words.persons.search(noun[0]) is not None and words.agents.search(noun[0]) is None


def _do_to_others(tail: str) -> bool:
    """Whether the persons from the place that ``tail`` follows are those who exploit other persons."""
    match = _DO_TO_OTHERS.match(tail)
    words = flow_words()
    return (
        match is not None
        and words.does.fullmatch(match["verb"]) is not None
        and words.persons.fullmatch(match["others"]) is not None
    )


_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_NOUN_NEXT = re.compile(r"\s+(?!(?:and|or|is|are|was|were|has|have|in|to|for|by|with|where|who|as|but|while)\b)[\w-]+")
_ADJECTIVE_NOUN = re.compile(
    r"\s+(?!(?:and|or|is|are|was|were|has|have|in|to|for|by)\b)[a-z][\w-]+(?:\s+(?:and\s+)?[a-z]+)?"
)


_GOODS = re.compile(r"\b(?:drugs|narcotics|cocaine|heroin|contraband|goods|weapons)\s+$", re.IGNORECASE)
_AT = re.compile(r"\b(?:in|into|to|across|throughout)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)


def _from_left(text: str, start: int, place: int) -> Role:
    """The part that the nearest preposition to the left gives."""
    left = text[start:place]
    stops = list(_STOP.finditer(left))
    last: re.Match[str] | None = None
    for match in _LEFT.finditer(left):
        last = match
    if last is None:
        return "none"
    between = left[last.end() :]
    if (stops and stops[-1].start() >= last.end()) or len(between.split()) > 6:
        return "none"
    if last.lastgroup == "both":
        # "from and through Togo" outweighs the passage; with "to, from, and through" the first word decides.
        return "origin" if last[0].lower().startswith("from") else "destination"
    if last.lastgroup == "transit":
        # "forced to smuggle drugs through Peru": the drugs pass, those who carry them are exploited there.
        return "destination" if _GOODS.search(left[: last.start()]) else "transit"
    if last.lastgroup == "origin" and last[0].lower().endswith("of") and _AT.search(left[: last.start()]):
        # "in some parts of Asia"
        return "destination"
    # "from the brothels of Spain": the nearer "of" after a place of exploitation was matched above as a destination.
    return "origin" if last.lastgroup == "origin" else "destination"


_PREDICATE = re.compile(
    r"\b(?:most|many|all|some|others|victims|women|men|girls|boys|children)\s+(?:are|were)\s+(?:\w+ly\s+)?$"
)
# "children of Cuban and Haitian origin"
_DESCENT = re.compile(
    r"(?:(?:,\s*|\s+)(?:and\s+|or\s+)?[A-Z][\w-]+){0,4}\s+(?:origin|descent|nationality|citizenship|heritage|background)\b"
)
_LANDS = re.compile(r"\s+(?:countries|nations|states|republics|provinces?)\b")


# "among the Korean community": of those who live here
_COMMUNITY = re.compile(r"\b(?:communit(?:y|ies)|diaspora|minorit(?:y|ies)|populations?)\b")
_AMONG = re.compile(r"\b(?:within|among|amongst|in|inside)\s+(?:the\s+|its\s+|some\s+)?(?:\w+\s+)?$")
_VESSELS = re.compile(r"\b(?:ships?|vessels?|boats?|trawlers?|fleets?)\b")
_ABOARD = re.compile(r"\b(?:on|aboard|onto|in)\s+(?:\w+\s+){0,2}$")


_OF = re.compile(r"\bof\s+(?:[\w-]+,?\s+(?:and\s+|or\s+)?){0,4}$")
_PHRASE = re.compile(r"((?:\s+(?!(?:in|to|from|of|for|who|are|is|were|was|have|has|on|at|with|by)\b)[\w’'-]+){1,4})")


def _demonym_role(
    text: str, start: int, end: int, mention: Mention, before: tuple[Mention, Role] | None, following: Mention | None
) -> Role:
    """The part of a country named by an adjective or by its people; ``before`` is the item before it in a list."""
    left = text[max(start, mention.char_start - 40) : mention.char_start]
    tail = text[mention.char_end : end]
    if _DESCENT.match(tail) and _OF.search(left):
        return "origin"
    if _of_no_victim(left, before):
        return "none"
    if following and joined_list(text[mention.char_end : following.char_start]) and following.text in demonyms():
        tail = _behind_list(text[following.char_end : end])
    noun = _PHRASE.match(tail)
    if noun is None:
        return _role_without_noun(left, tail, mention, before)
    if _LANDS.match(noun[1]):
        # "citizens of West African countries": the adjective stands for the lands.
        if before is not None and before[0].text not in demonyms():
            return before[1]
        return _from_left(text, max(start, mention.char_start - 60), mention.char_start)
    if _is_plural(mention):
        return "origin"
    if (role := _role_of_noun(left, tail, noun)) is not None:
        return role
    role = _from_left(text, max(start, mention.char_start - 60), mention.char_start)
    if role == "none" and before is not None:
        role = before[1]
    return "destination" if role == "destination" else "none"


def _of_no_victim(left: str, before: tuple[Mention, Role] | None) -> bool:
    """Whether an adjective is somebody else's nationality: "by Latvian firms", "tourists, mostly Latvian men"."""
    if _BY.search(left) or _SUCH_AGENTS.search(left) or _ETHNIC.search(left):
        return True
    # "by Italian, German, and French men": one noun, one part.
    return before is not None and before[0].text in demonyms() and before[1] == "none"


def _behind_list(tail: str) -> str:
    """What follows a list of adjectives: of "Chinese and North Korean laborers" the noun stands behind the last."""
    more = re.match(r"(?:(?:,\s*|\s+)(?:and\s+|or\s+)?[A-Z][\w-]+)*", tail)
    return tail[more.end() :] if more and not re.match(r"\s+[a-z]", tail) else tail


def _is_plural(mention: Mention) -> bool:
    """Whether a demonym is a noun in the plural: "Cubans"."""
    word = mention.text
    return word.endswith("s") and (word[:-1] in demonyms() or not word.endswith(("ss", "is", "us")))


def _role_without_noun(left: str, tail: str, mention: Mention, before: tuple[Mention, Role] | None) -> Role:
    """The part of people who are named without a noun: "most were Cuban", "Chinese who were"."""
    if _PREDICATE.search(left) or (before is not None and before[1] == "origin" and re.match(r"\s*[.;]", tail)):
        # "most were Cuban": the adjective says where they are from.
        return "origin"
    if _is_plural(mention):
        return "origin"
    noun = mention.text.endswith(("ese", "ish")) or re.match(r"\s*(?:,|and\b|who\b|are\b|were\b|have\b)", tail)
    if not noun:
        return "none"
    return "origin" if before is None else before[1]


def _role_of_noun(left: str, tail: str, noun: re.Match[str]) -> Role | None:
    """The part that the noun behind a demonym gives; None where it names neither a place, victims nor agents."""
    if _COMMUNITY.search(noun[1]) and _AMONG.search(left):
        return "origin"
    if _VESSELS.search(noun[1]) and _ABOARD.search(left):
        return "destination"
    words = flow_words()
    person, agent = words.persons.search(noun[1]), words.agents.search(noun[1])
    # "Chinese nationals force women ...": those who do it, unless somebody does it to them ("are forced").
    does = person and words.does.match(tail.lstrip(), len(tail[: noun.start(1) + person.end()].strip()) + 1)
    if does:
        # "Freedonian families send their children": what they do, they do to their own.
        return "origin" if re.match(r"\s*their\b", tail.lstrip()[does.end() :]) else "none"
    if person and _do_to_others(tail[person.end() :]):
        return "none"
    if person and not (agent and agent.start() < person.start()):
        return "origin"
    return "none" if agent else None
