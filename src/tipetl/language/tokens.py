"""Splits a sentence into tokens and records their offsets in the document.

What belongs here: cutting a sentence into words, figures and punctuation marks. What does not belong here: the meaning
of words (``lexicon``), or the value of numbers (``numbers``).
"""

from __future__ import annotations

import re
from itertools import compress
from typing import TYPE_CHECKING, Any

from tipetl.language.memo import Memo, one
from tipetl.language.spelling import CONJUNCTIONS, american, conjunction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: The regular expression that matches a token. Words keep inner hyphens ("anti-trafficking", "twenty-five"), and
#: figures keep their separators ("1,300", "4.2") and a letter or ordinal ending ("227a", "21st"). A possessive ending
#: is a separate token, as is every punctuation mark.
TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|[^\W\d_]+(?:-[^\W\d_]+)*"
    r"|\d+(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?(?:st|nd|rd|th|[A-Za-z]{1,2})?(?![^\W_])|\d+"
    r"|['’]s\b"
    r"|[^\w\s]"
)


#: The tokens of a chunk between two spaces. A single token is stored as printed and as read; several tokens are stored
#: as tuples of both forms and of the offset at which each token begins.
Rest = tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]
Pieces = tuple[str, str, Rest | None]


def _cut(chunk: str) -> Pieces:
    found = [*TOKEN.finditer(chunk)]
    text = tuple([one(m.group()) for m in found])
    low = tuple([one(american(w.lower())) for w in text])
    starts = tuple([m.start() for m in found])
    alone = len(text) == 1 and len(text[0]) == len(chunk)
    return (text[0], low[0], None) if alone else ("", "", (text, low, starts))


#: the tokens of chunks already cut; because no token contains a space, equal chunks have equal tokens
_PIECES = Memo(_cut)


class Tokens:
    """Parallel lists over the tokens of one sentence: ``text``, ``low`` (lower case, American spelling, and
    "but" for a "yet" that opens a clause), ``start`` and ``end`` offsets.

    ``words`` is the set of the words in ``low``, which lets a step see at once whether it can skip the sentence.
    ``semicolons`` lists the indices of the semicolons.
    """

    __slots__ = ("end", "low", "semicolons", "start", "starts", "starts_of", "text", "words")

    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    #: for each token, the terms that it may begin, as ``lexicon`` found them in the table ``starts_of``
    starts: list[Any]
    starts_of: object

    def __init__(self, document: str, char_start: int, char_end: int) -> None:
        words = document[char_start:char_end]
        chunks = words.split()
        text = self.text = []
        low = self.low = []
        start = self.start = []
        end = self.end = []
        # the gap is 1 if single spaces separate the chunks and none surround them; otherwise each chunk must be
        # searched for
        gap = 1 if len(" ".join(chunks)) == len(words) else 0
        at = char_start
        for chunk in chunks:
            if not gap:
                at = char_start + words.index(chunk, at - char_start)
            first, first_low, rest = _PIECES[chunk]
            if rest is None:
                text.append(first)
                low.append(first_low)
                start.append(at)
                at += len(chunk)
                end.append(at)
            else:
                text += rest[0]
                low += rest[1]
                for w, offset in zip(rest[0], rest[2], strict=True):
                    start.append(at + offset)
                    end.append(at + offset + len(w))
                at += len(chunk)
            at += gap
        self.starts, self.starts_of = [], None
        self.words = frozenset(low)
        if not CONJUNCTIONS.keys().isdisjoint(self.words):
            self.low = low = [conjunction(low, i) if w in CONJUNCTIONS else w for i, w in enumerate(low)]
            self.words = frozenset(low)
        self.semicolons = [i for i, w in enumerate(low) if w == ";"] if ";" in self.words else []

    def at(self, wanted: Callable[[str], object]) -> Iterator[int]:
        """Return the indices of the tokens with a lower-case form that passes the test ``wanted``, in order."""
        return compress(range(len(self.low)), map(wanted, self.low))

    def word(self, token: int) -> str:
        """Return the lower-case word at index ``token``, or "" if the index is outside the sentence."""
        return self.low[token] if 0 <= token < len(self.low) else ""

    def __len__(self) -> int:
        return len(self.text)
