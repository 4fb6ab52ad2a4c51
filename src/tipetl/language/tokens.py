"""Tokens of one sentence, with offsets into the document.

What belongs here: cutting a sentence into words, figures and marks. What does not: what they mean (``lexicon``), what
they count (``numbers``).
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, compress
from operator import add, itemgetter
from typing import TYPE_CHECKING

from tipetl.language.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


Pieces = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
_TEXTS, _LOWS = itemgetter(0), itemgetter(1)


def _cut(chunk: str) -> Pieces:
    """The tokens of what stands between two spaces: their texts, in lower case, and where in it they begin."""
    found = [*TOKEN.finditer(chunk)]
    text = tuple(m.group() for m in found)
    return text, tuple(w.lower() for w in text), tuple(m.start() for m in found)


#: no token has a space in it, so that chunks seen before need not be cut again
_PIECES = Memo(_cut)


def _chunk_starts(words: str, chunks: list[str], char_start: int) -> list[int]:
    """Where in the document the chunks of a sentence begin."""
    ends = [*accumulate(map(len, chunks))]
    if ends and ends[-1] + len(chunks) == len(words) + 1:
        # single spaces between them, none around them
        return [*map(add, range(char_start, char_start + len(chunks)), [0, *ends])]
    starts: list[int] = []
    at = 0
    for chunk in chunks:
        at = words.index(chunk, at)
        starts.append(char_start + at)
        at += len(chunk)
    return starts


class Tokens:
    """Parallel lists over the tokens of one sentence: ``text``, ``low`` (casefolded), ``start`` and ``end`` offsets.

    ``words`` is the set of ``low``, by which a step sees at once that nothing in the sentence concerns it, and
    ``semicolons`` is where they stand.
    """

    __slots__ = ("end", "low", "semicolons", "start", "text", "words")

    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]

    def __init__(self, document: str, char_start: int, char_end: int) -> None:
        words = document[char_start:char_end]
        chunks = words.split()
        pieces = [*map(_PIECES.__getitem__, chunks)]
        self.text = [*chain.from_iterable(map(_TEXTS, pieces))]
        self.low = [*chain.from_iterable(map(_LOWS, pieces))]
        self.start = [
            at + offset
            for at, piece in zip(_chunk_starts(words, chunks, char_start), pieces, strict=True)
            for offset in piece[2]
        ]
        self.end = [*map(add, self.start, map(len, self.text))]
        self.words = frozenset(self.low)
        self.semicolons = [i for i, w in enumerate(self.low) if w == ";"] if ";" in self.words else []

    def at(self, wanted: Callable[[str], object]) -> Iterator[int]:
        """The tokens whose lower case is ``wanted``, in order."""
        return compress(range(len(self.low)), map(wanted, self.low))

    def __len__(self) -> int:
        return len(self.text)
