"""Finds phrases that state the location or destination of people, even if the phrases contain adjectives ("before a
district magistrate").

What belongs here: adding the phrases' concepts to the context terms of a sentence. What does not belong here: the words
and patterns (``data/whereabouts.yaml``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.chunks import kinds
from tipetl.syntax.chunks.symbols import BOOK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.syntax.chunks.items import Item

Hit = tuple[int, int, str]

#: for each preposition, the patterns that begin with it and the concepts they express
PLACES = {
    preposition: tuple((BOOK[row["pattern"]], row["concept"]) for row in rows if preposition in row["behind"])
    for rows in [BOOK.rules["whereabouts"]]
    for preposition in {word for row in rows for word in row["behind"]}
}


def with_whereabouts(items: Sequence[Item], hits: list[Hit]) -> list[Hit]:
    """Return a sentence's context terms (first token, last token, concept), in order, including the concepts that its
    prepositional phrases express. A phrase that is already a term is not added again."""
    found: list[Hit] = []
    for at, item in enumerate(items):
        for pattern, concept in PLACES.get(item.form, ()) if item.kind == kinds.PREPOSITION else ():
            end = pattern.end(items, at)
            if end != -2:
                # the match may include the item after the phrase
                place = end - 1 if items[end - 1].kind in kinds.NAMING else end - 2
                last = items[place].last
                if not any(c == concept and lo <= last and item.first <= hi for lo, hi, c in hits):
                    found.append((item.first, last, concept))
                break
    return sorted([*hits, *found]) if found else hits
