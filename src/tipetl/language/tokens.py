"""Tokens of one sentence, with offsets into the document.

What belongs here: cutting a sentence into words, figures and marks. What does not: what they mean (``lexicon``), what
they count (``numbers``).
"""

from __future__ import annotations

import re
from functools import lru_cache

#: Alphabetic words keep inner hyphens ("anti-trafficking", "twenty-five"); figures keep their separators ("1,300",
#: "4.2") and
#: a letter or ordinal ending ("227a", "21st"); a possessive is a token of its own; every other mark stands alone.
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|\d+(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?(?:st|nd|rd|th|[A-Za-z]{1,2})?(?![^\W_])|\d+"
    r"|['’]s\b"
    r"|[^\w\s]"
)


def _cut(chunk: str) -> tuple[tuple[str, str, int, int], ...]:
    """The tokens of what stands between two spaces: text, lower case, where in it they begin and end."""
    return tuple((m.group(), m.group().lower(), m.start(), m.end()) for m in TOKEN.finditer(chunk))


#: no token has a space in it, so that words seen before need not be cut again
_pieces = lru_cache(maxsize=100_000)(_cut)


class Tokens:
    """Parallel lists over the tokens of one sentence: ``text``, ``low`` (casefolded), ``start`` and ``end`` offsets.

    ``words`` is the set of ``low``, by which a step sees at once that nothing in the sentence concerns it, and
    ``semicolons`` is where they stand.
    """

    __slots__ = ("end", "low", "semicolons", "start", "text", "words")

    def __init__(self, document: str, char_start: int, char_end: int) -> None:
        self.text: list[str] = []
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        at = char_start
        for chunk in document[char_start:char_end].split():
            at = document.index(chunk, at)
            for text, low, first, last in _pieces(chunk) if len(chunk) < 40 else _cut(chunk):
                self.text.append(text)
                self.low.append(low)
                self.start.append(at + first)
                self.end.append(at + last)
            at += len(chunk)
        self.words = frozenset(self.low)
        self.semicolons = [i for i, w in enumerate(self.low) if w == ";"] if ";" in self.words else []

    def __len__(self) -> int:
        return len(self.text)
