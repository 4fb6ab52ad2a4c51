"""Phrasal verbs whose object stands inside them: "threw the complaint out", "put 44 women up".

What belongs here: finding the rest of a phrasal verb of the lexicon behind its object. What does not: those that stand
together, which the lexicon finds itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tipetl.language.lexicon import Lexicon, Tag
from tipetl.language.words import word_set
from tipetl.syntax.items import Item

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens

#: words that end a phrasal verb ("throw out"), and may stand behind its object
PARTICLES = word_set("particles.particles")
#: what may follow a particle that ends a verb; a noun behind it makes a preposition of it ("put 44 women in a home")
ENDING = frozenset(("mark", "comma", "semi", "conj", "sub", "prep", "time", "adv", "close", "open", "colon", "dash"))
OBJECT = frozenset(("det", "num", "noun", "word", "adv"))
#: how many items an object has at most
LONGEST = 10
#: "opened 12 cases up from ten": no particle
MOVING = frozenset(("from", "to"))


def join_particles(tokens: Tokens, raw: list[Item], lexicon: Lexicon) -> None:
    """Gives verbs the meaning that a particle behind their object makes ("threw the complaint out" dismisses it), and
    makes an adverb of the particle. ``raw`` are items whose verb groups are not yet merged."""
    if tokens.words.isdisjoint(PARTICLES):
        return
    separable = _separable(lexicon)
    if tokens.words.isdisjoint(separable):
        return
    for k, x in enumerate(raw):
        if x.kind not in ("verb", "word") or tokens.low[x.first] not in separable or x.first != x.last:
            continue
        found = _particle(tokens, raw, k)
        tag = separable[tokens.low[x.first]].get(tokens.low[raw[found].first]) if found else None
        if tag is None or (x.kind == "word" and tag.form not in ("past", "ing")):
            continue
        x.kind, x.concept, x.form = "verb", tag.concept, tag.form
        raw[found].kind, raw[found].form = "adv", ""


@cache
def _separable(lexicon: Lexicon) -> dict[str, dict[str, Tag]]:
    """The verbs of the lexicon that end in one particle: what each means by its first word and the particle."""
    out: dict[str, dict[str, Tag]] = {}
    for verb, behind in lexicon.words.phrases.items():
        for particle in PARTICLES.intersection(behind):
            for words, tags in behind[particle]:
                tag = next((tag for tag in tags if tag.category == "verb"), None)
                if len(words) == 2 and tag is not None:
                    out.setdefault(verb, {})[particle] = tag
    return out


def _particle(tokens: Tokens, raw: list[Item], k: int) -> int:
    """The item of the particle behind the object of the verb at item ``k``; 0 where there is none."""
    j = k + 1
    while j < min(len(raw), k + LONGEST) and _in_object(tokens, raw, j, first=k + 1):
        j += 1
    if j == k + 1 or j + 1 >= len(raw) or tokens.low[raw[j].first] not in PARTICLES or raw[j].first != raw[j].last:
        return 0
    behind = raw[j + 1]
    if behind.kind not in ENDING or (
        tokens.low[raw[j].first] in ("up", "down", "home") and tokens.low[behind.first] in MOVING
    ):
        return 0
    counted = raw[j + 2].kind == "num" if j + 2 < len(raw) else False
    return 0 if counted and tokens.low[behind.first] == "of" else j  # "sent three out of 40 victims"


def _in_object(tokens: Tokens, raw: list[Item], j: int, *, first: int) -> bool:
    x = raw[j]
    if tokens.low[x.first] in PARTICLES and j > first:
        return False
    return x.kind in OBJECT or (x.kind == "prep" and x.form == "of" and j > first)
