"""Who and what a figure is about: exploitation, age, gender, nationality, officials (contract sections 1 and 3, rule
3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.demonyms import demonyms
from tipetl.language.words import word_set
from tipetl.syntax.spans import hits_between

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame

CHILD_WORDS = word_set("dimensions.child_words")
GROWN = frozenset(("adult", "adults", "women", "woman", "men", "man"))
FEMALE = frozenset(("women", "woman", "girl", "girls", "female", "females", "filipina", "filipinas"))
MALE = frozenset(("men", "man", "boy", "boys", "male", "males"))
FOREIGN = frozenset(("foreign", "foreigner", "foreigners", "noncitizens", "non-citizens"))

#: Words after which "labor", "sex" or "sexual" alone names no kind of exploitation: offices, laws, ordinary crimes.
OFFICE = word_set("dimensions.office")
#: Words before "sex" where it means men and women.
NOT_OF_SEX = word_set("dimensions.not_of_sex")


def exploitation_in(t: Tokens, hits: list[tuple[int, int, str]], first: int, last: int) -> str | None:
    """The one kind of exploitation named between two tokens (inclusive); None where both or neither are."""
    kinds = kinds_in(t, hits, first, last)
    return kinds.pop() if len(kinds) == 1 else None


def kinds_in(t: Tokens, hits: list[tuple[int, int, str]], first: int, last: int) -> set[str]:
    """All kinds of exploitation named between two tokens."""
    kinds: set[str] = set()
    for a, b, concept in hits_between(hits, first, last):
        if concept not in ("sex", "labor") or b > last:
            continue
        if a == b and t.low[a] in ("labor", "sex", "sexual", "begging", "pimp", "pimps", "brothel", "brothels"):
            nxt = t.low[a + 1] if a + 1 < len(t.low) else ""
            if nxt in OFFICE or (
                t.low[a] == "labor"
                and (t.text[a][0].isupper() or ((a and t.low[a - 1] in ("of", "ilo")) and nxt in ("and", ",")))
                and (a + 1 >= len(t) or nxt not in ("trafficking", "exploitation", "cases", "victims", "traffickers"))
                and t.text[a][0].isupper()
            ):
                continue
        if a == b and a and t.low[a - 1] in ("hard", "correctional", "community", "penal", "organized"):
            continue
        if a == b and a and t.low[a] == "sex" and t.low[a - 1] in NOT_OF_SEX:
            continue  # "by sex and age", "the sex of 21 others"
        if a and t.low[a - 1] in ("anti", "non"):
            continue
        if _at_large(t, a, b):
            continue
        kinds.add(concept)
    return kinds


def _at_large(t: Tokens, a: int, b: int) -> bool:
    """Whether a kind is named only beside trafficking at large ("trafficking and slavery", "sexual and other
    exploitation")."""
    low = t.low
    if a > 1 and low[a - 1] in ("and", "or") and "trafficking" in low[max(0, a - 4) : a - 1]:
        k = a - 2
        while low[k] != "trafficking":
            k -= 1
        return low[k - 1 : k] not in (["sex"], ["labor"], ["labour"])
    after = [w for w in low[b + 1 : b + 6] if w not in ("for", "the", "of")][:2]
    return len(after) == 2 and after[0] in ("and", "or") and after[1] in ("trafficking", "other")


def people(
    t: Tokens, frame: Frame | None, first: int, last: int, iso3: str | None
) -> tuple[str | None, str | None, str | None]:
    """(age, gender, nationality) of the persons named between two tokens."""
    words = t.low[first : last + 1]
    child = not CHILD_WORDS.isdisjoint(words)
    grown = not GROWN.isdisjoint(words) and "filipina" not in words and "filipinas" not in words
    female, male = not FEMALE.isdisjoint(words), not MALE.isdisjoint(words)
    age = "child" if child and not grown else "adult" if grown and not child else None
    gender = "female" if female and not male else "male" if male and not female else None
    foreign, national = not FOREIGN.isdisjoint(words), False
    table = demonyms()
    for word in t.text[first : last + 1]:
        code = table.get(word)
        if code is not None and word[:1].isupper():
            if code == iso3:
                national = True
            else:
                foreign = True
    nationality = "foreign" if foreign and not national else "national" if national and not foreign else None
    return age, gender, nationality
