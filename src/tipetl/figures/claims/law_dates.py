"""Finds when a law took effect, and when a court used it: "Article 124, which entered into force in August 2005", "the
first conviction under the amended article in March 2005".

What belongs here: which law some words name, and which date belongs to the law's beginning or to its use. What does not
belong here: whether two phrases name the same thing (``beginnings``), or which date must be earlier, which a check
decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.figures.claims.dates import USING_A_LAW, Date, dates_of, used
from tipetl.figures.claims.descriptions import stem
from tipetl.figures.claims.rows import BOOK
from tipetl.figures.claims.things import Dated, Thing
from tipetl.syntax.chunks import kinds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens

WORDS = BOOK.words
LAWS, NUMBERED, PRONOUNS = WORDS["laws_that_begin"], WORDS["numbered_laws"], WORDS["laws_by_pronoun"]
FORCE, INTO_FORCE, PASSED = WORDS["of_force"], WORDS["into_force"], WORDS["passing_a_law"]
UNDER, ANOTHER, USES = WORDS["under_a_law"], WORDS["another_law"], WORDS["uses_of_a_law"]
RENEWED, ANY = (frozenset(map(stem, WORDS[name])) for name in ("renewed_laws", "of_any_law"))
ENDS, LEADS, BEHIND = WORDS["ends_of_a_name"], WORDS["of_something_of_a_law"], WORDS["saying_which_law"]
#: the noun recorded for a law referred to only by a pronoun
IT = "it"
NEW = frozenset({"new"})
#: marks a proper name, to which a later "the decree" refers: "the Crimes Decree"
PROPER = "*name"
#: the maximum number of tokens in a law's name, and between the name and the word for the law's beginning or use
NAME, REACH, BEHIND_UNDER = 7, 24, 9
#: the maximum number of tokens between a word for the law's beginning and the date
DATE_REACH = 9
#: the latest token at which a date can open its sentence
OPENING = 1
#: the number of tokens before a law and its beginning to search for a denial
NOT_REACH = 4
#: the number of tokens before "under" to search for the noun for a use: "the first [conviction] obtained under the act"
USE_REACH = 4


def law_dates(analysis: Analysis) -> Iterator[Dated]:
    """Yield the laws that a sentence dates: laws that took effect, and laws that were used at another time."""
    dates = [*dates_of(analysis.tokens)]
    if not dates or (LAWS | UNDER).isdisjoint(analysis.tokens.words):
        return
    begun = [*_begun(analysis, dates)]
    yield from begun
    # "convicted two in March under the law, which came into force in October": each has its own date
    yield from (one for one in _used(analysis, begun) if all(one.date[:2] != other.date[:2] for other in begun))


def is_same_law(begun: Dated, used: Dated) -> bool:
    """Whether a law that was used is the law that took effect, judging by its name or number; a plain "the law" matches
    if it is against trafficking and was not changed."""
    if used.thing.noun == IT:
        return begun.law
    if begun.thing.noun != used.thing.noun:
        return False
    told, named = begun.thing.words, used.thing.words
    if not named - ANY - RENEWED <= told:
        return False
    # "Article 130.1" may be the "new Article 130.1", but Article 165 already existed before it was amended
    numbered = any(word[0].isdigit() for word in named & told)
    changed = bool(told & RENEWED) and not (numbered and NEW.issuperset(told & RENEWED))
    # "the new act came into force in October": "the act", used in a month that is stated, is hardly an older act
    dated = NEW.issuperset(told & RENEWED) and used.date.month is not None
    if changed and not dated and not named & RENEWED:
        return False
    if PROPER in told or (named - RENEWED == told - RENEWED and named):
        return True
    return not any(word.isalpha() for word in told - ANY - RENEWED)


def _begun(analysis: Analysis, dates: list[Date]) -> Iterator[Dated]:
    low = analysis.tokens.low
    told = [(at, _law_before(low, at)) for at in range(len(low)) if _comes_into_force(low, at)]
    passed = [(at, _law_behind(low, at) or _law_before(low, at)) for at, word in enumerate(low) if word in PASSED]
    passed = [(at, law) for at, law in passed if law is not None and not _is_led(low, law)]
    if told:  # "adopted in March the law that came into force in May"
        passed = [(at, law) for at, law in passed if law in dict(told).values()]
    for at, law in (*told, *passed):
        date = _date(analysis, dates, at)
        thing = None if law is None else _thing(analysis.tokens, law)
        if law is None or thing is None or date is None or date.month is None:
            continue
        first, last = min(law, at), max(law, at)
        if WORDS["not_so"].isdisjoint(low[max(0, first - NOT_REACH) : last]):
            yield Dated(thing, first, last, date, begins=True, law=True, passed=(at, law) in passed)


def _comes_into_force(low: list[str], at: int) -> bool:
    """Whether a token is the last word of "came into force", "took effect" or "became effective"."""
    return low[at] in FORCE and not INTO_FORCE.isdisjoint(low[max(0, at - 2) : at])


def _law_before(low: list[str], at: int) -> int | None:
    """Return the last law before a token, except a law that only says where something belongs: "penalties [of the
    law]", "amendments [to the code]"."""
    found = [k for k in range(max(0, at - REACH), at) if low[k] in LAWS]
    if found and low[found[-1] + 1] == "," and low[found[-1] + 2] in WORDS["relatives"]:
        return found[-1]  # "under the law, which took effect in May"
    while found and _is_led(low, found[-1]):
        found.pop()
    return found[-1] if found else None


def _is_led(low: list[str], law: int) -> bool:
    """Whether a law only says where something belongs."""
    begin = _begin_of_name(low, law)
    return low[begin - 1] in WORDS["articles"] and low[begin - 2] in LEADS


def _law_behind(low: list[str], at: int) -> int | None:
    return next((k for k in range(at + 1, min(at + BEHIND_UNDER, len(low))) if low[k] in LAWS), None)


def _date(analysis: Analysis, dates: list[Date], at: int) -> Date | None:
    """Return the date of a beginning mentioned at a token: the date right after the token, the date that opens the
    sentence, or the only date."""
    behind = next((date for date in dates if at < date.first <= at + DATE_REACH), None)
    finite = [x.first for x in analysis.items if x.kind == kinds.VERB and x.finite]
    if behind is not None and not any(at < verb < behind.first for verb in finite):
        return behind
    return dates[0] if len(dates) == 1 or dates[0].first <= OPENING else None


def _used(analysis: Analysis, begun: list[Dated]) -> Iterator[Dated]:
    low = analysis.tokens.low
    for at in analysis.tokens.at(UNDER.__contains__):
        by_pronoun = analysis.tokens.word(at + 1) in PRONOUNS
        law = at + 1 if by_pronoun else _law_behind(low, at)
        date = _date_of_use(analysis, at, begun)
        if law is None or date is None or "," in low[at:law]:
            continue
        thing = Thing(IT, frozenset()) if by_pronoun else _thing(analysis.tokens, law)
        if thing is not None and not BEHIND.issuperset(low[law + 1 : law + 2]):
            yield Dated(thing, at, law, date, begins=False, law=True)


def _date_of_use(analysis: Analysis, under: int, begun: list[Dated]) -> Date | None:
    """Return the date on which a court used the law named after a token, or None if the sentence does not say when, or
    gives only the law's year ("under the law of 2003")."""
    low = analysis.tokens.low
    noun = not USES.isdisjoint(low[max(0, under - USE_REACH) : under])
    if not noun and USING_A_LAW.isdisjoint(low):
        return None
    date = used(analysis, said=noun)
    if date is None and begun:  # "took effect in August, and under it courts convicted two in March"
        dates = [one for one in dates_of(analysis.tokens) if one.first > under]
        date = dates[0] if len(dates) == 1 else None
    if date is None or (date.month is None and low[date.first - 1] not in WORDS["before_a_year_of_use"]):
        return None
    return date


def _thing(tokens: Tokens, law: int) -> Thing | None:
    """Return the law at a token, as its noun and the words or numbers that distinguish it, or None if the words say
    that it is a different law."""
    low = tokens.low
    if low[law] in NUMBERED and low[law + 1 : law + 2] and low[law + 1][0].isdigit():
        renewed = frozenset(map(stem, low[max(0, law - 1) : law])) & RENEWED
        return Thing(stem(low[law]), renewed | {low[law + 1]})
    named = low[_begin_of_name(low, law) : law]
    if low[law + 1 : law + 2] == ["of"] and low[law + 2 : law + 3] and low[law + 2][0].isdigit():
        named = [*named, low[law + 2]]
    elif low[law + 1 : law + 2] and low[law + 1] in WORDS["about_a_matter"]:
        matter = next((word for word in low[law + 2 : law + 4] if word not in WORDS["articles"]), "")
        named = [*named, matter]
    if not ANOTHER.isdisjoint(named):
        return None
    proper = {PROPER} if named and tokens.text[law][0].isupper() else set()
    return Thing(stem(low[law]), frozenset(map(stem, named)) | proper)


def _begin_of_name(low: list[str], law: int) -> int:
    """Return the first token of a law's name, after the article."""
    begin = law
    while begin > max(0, law - NAME) and low[begin - 1] not in ENDS and low[begin - 1][0].isalnum():
        begin -= 1
    return begin
