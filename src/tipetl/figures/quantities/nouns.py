"""The noun that a number without a fact counts (contract section 6, ``other_count``).

What belongs here: finding the printed noun in a shallow reading of the words behind the number. What does not:
whether a metric counts it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tipetl.figures.quantities.kinds import Figure
    from tipetl.figures.record.analysis import Analysis
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frame import Frame
    from tipetl.syntax.items import Item

NOUN_KINDS = frozenset(("noun", "word"))
#: Words that items.py calls a word and that are no noun of a count.
NO_NOUNS = frozenset(
    (
        "or",
        "each",
        "apiece",
        "respectively",
        "there",
        "abroad",
        "more",
        "fewer",
        "less",
        "percent",
        "years",
        "old",
        "not",
        "dealt",
        "elsewhere",
        "had",
        "a",
        "p",
    )
)
PERSONS = frozenset(("victim", "offender", "woman", "man", "girl", "boy", "child", "person", "official"))
PLURALS = frozenset(
    (
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "staff",
        "premises",
        "businessmen",
        "policemen",
        "fishermen",
    )
)


def noun_of(a: Analysis, figure: Figure, frame: Frame | None) -> tuple[str | None, str | None]:
    """(concept, printed noun) of what is counted, lower case; (None, None) where the number has no noun of its own."""
    items = a.items
    k = item_after(a, figure, frame)
    partitive = k < len(items) and items[k].kind == "prep" and items[k].form == "of"
    if partitive:
        k += 1
    while k < len(items) and (items[k].kind in ("det", "num", "mark") if partitive else items[k].kind == "det"):
        k += 1
    phrase: list[Item] = []
    possessed = False
    while k < len(items):
        x = items[k]
        if x.kind == "mark" and a.tokens.low[x.first] in ("'s", "’s", "'", "’"):
            # "13 of the country's 16 regions": the owner is not what is counted
            phrase, possessed = [], True
        elif possessed and x.kind == "num":
            possessed = False
        elif x.kind in NOUN_KINDS and a.tokens.low[x.last] not in NO_NOUNS:
            phrase.append(x)
        elif (
            x.kind == "conj" and phrase and not any(_is_plural(a.tokens, y) for y in phrase) and (figure.low or 2) != 1
        ):
            pass  # "40 state and private bodies"
        elif x.kind == "num" and not phrase and x.form in ("duration", "compound", "ordinal", "age"):
            pass  # "two 24-hour hotlines"
        elif not (
            x.kind == "verb"
            and x.form in ("past", "part", "ing")
            and k + 1 < len(items)
            and items[k + 1].kind in NOUN_KINDS
            and not phrase
        ):
            break
        k += 1
    if not phrase:
        if frame is not None and frame.heads and not frame.head_word:
            return frame.heads[-1], antecedent(a, figure) or frame.heads[-1]
        return None, None
    head = _head(a.tokens, phrase, plural=(figure.low or 2) != 1)
    concept = head.concept if head.kind == "noun" else None
    if concept is None and frame is not None and frame.heads and frame.head_word == a.tokens.low[head.last]:
        concept = frame.heads[-1]  # "Venezuelans": named as persons by their ending
    return concept, a.tokens.low[head.last]


def item_after(a: Analysis, figure: Figure, frame: Frame | None) -> int:
    """The index of the first item behind the number; the frame knows it without a search."""
    if frame is not None and frame.item < len(a.items) and a.items[frame.item].last == figure.last:
        return frame.item + 1
    return bisect_right(a.items, figure.last, key=lambda x: x.first)


def _head(t: Tokens, phrase: list[Item], *, plural: bool) -> Item:
    """The head of a noun phrase: its first plural for a count of more than one (what follows may be an unknown
    verb: "foreigners cross the border"), its last word otherwise."""
    if plural:
        for i, x in enumerate(phrase):
            following = phrase[i + 1] if i + 1 < len(phrase) else None
            if _is_plural(t, x) and not (following is not None and _is_plural(t, following)):
                return x
    return phrase[-1]


def _is_plural(t: Tokens, x: Item) -> bool:
    word = t.low[x.last]
    return (
        word in PLURALS
        or (x.kind == "noun" and x.form == "plural")
        or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    )


def antecedent(a: Analysis, figure: Figure) -> str | None:
    """The last plural noun before the number, persons before things, for a number that leaves its noun out; None
    where the sentence has none."""
    low = a.tokens.low
    nouns = [
        x
        for x in a.items
        if x.first < figure.first and x.kind in NOUN_KINDS and _is_plural(a.tokens, x) and low[x.last] not in NO_NOUNS
    ]
    persons = [x for x in nouns if x.concept in PERSONS]
    chosen = (persons or nouns)[-1:]
    return low[chosen[0].last] if chosen else None
