"""Turns the words around a number into features of the trained scorer, both by name and as rows of the scorer's table.

What belongs here: which words become features, and in which position. What does not belong here: the scorer's other
features (``features``), or the weights (``network``).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from tipetl.language.cardinals import word_value
from tipetl.language.memo import MOST, Memo
from tipetl.language.spelling import american
from tipetl.language.words import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tipetl.language.tokens import Tokens

    Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]

STOP = word_set("stop_words")
#: the number of words before a number, and after its noun phrase, that count as near the number
LEFT, RIGHT = 6, 7
NEAR = LEFT + RIGHT
#: the positions of a word: near the number (left and right), nearest to it, and second nearest; or anywhere in the
#: clause
PLACES = ("l:", "r:", "l0:", "r0:", "l1:", "r1:")
ANYWHERE = "b:"
#: which of the words near a number, counted from the left, become features, and in which position
SAID = np.array([*range(NEAR), LEFT - 1, LEFT, LEFT - 2, LEFT + 1])
SAID_AT = np.array([0] * LEFT + [1] * RIGHT + [2, 3, 4, 5])
OFFSETS_LEFT, OFFSETS_RIGHT = np.arange(-LEFT, 0), np.arange(1, RIGHT + 1)
#: for each word near a number, the earlier words on the same side
EARLIER = np.array([[j < k and (j < LEFT) == (k < LEFT) for j in range(NEAR)] for k in range(NEAR)])
#: how many numbers are processed together
AT_ONCE = 256


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a crude stem, good enough to equate "convicted", "convicting" and "convicts"."""
    for tail in ("ing", "ed", "es", "s", "ly"):
        if word.endswith(tail) and len(word) - len(tail) >= 4:
            return word[: -len(tail)]
    return word


def _plain(text: str) -> str:
    """Return the form in which the scorer sees a word that does not begin its sentence."""
    low = american(text.lower())
    if low[0].isdigit() or word_value(low) is not None:
        return "#"
    return "Name" if text[0].isupper() else stem(low)


#: words as the scorer sees them: all figures look alike and all names look alike, so that a change of figure or country
#: name has no effect
PLAIN = Memo(_plain)


def plain_words(tokens: Tokens) -> list[str]:
    """Return a sentence's words as the scorer sees them."""
    out = [*map(PLAIN.__getitem__, tokens.text)]
    if out and out[0] == "Name":
        out[0] = stem(tokens.low[0])
    return out


def feature_at(place: str, word: str) -> str | None:
    """Return the feature of a word in a position, or None. Stop words are features only in the two positions nearest
    to a number on either side."""
    if place == ANYWHERE:
        return place + word if word not in STOP and word[0].isalpha() else None
    return None if place in ("l:", "r:") and word in STOP else place + word


def clause_at(tokens: Tokens, token: int) -> tuple[int, int]:
    """Return the part of the sentence, between semicolons, that contains a token. In a long enumeration, words beyond
    that part reveal no more about a figure than the next sentence would."""
    if not tokens.semicolons:
        return 0, len(tokens.low)
    k = bisect_left(tokens.semicolons, token)
    return (tokens.semicolons[k - 1] + 1 if k else 0), (
        tokens.semicolons[k] if k < len(tokens.semicolons) else len(tokens.low)
    )


def names_about(tokens: Tokens, first: int, end: int) -> list[str]:
    """Return the features of the words around a number: the nearby words and the words of the clause, each once. The
    number begins at token ``first``, and its noun phrase ends at token ``end``."""
    words = plain_words(tokens)
    lo, hi = clause_at(tokens, first)
    left, right = words[max(0, first - LEFT) : first], words[end + 1 : end + 1 + RIGHT]
    pairs = [
        *((ANYWHERE, w) for w in dict.fromkeys(words[lo:hi])),
        *(("l:", w) for w in dict.fromkeys(left)),
        *(("r:", w) for w in dict.fromkeys(right)),
        *zip(("l0:", "l1:"), reversed(left), strict=False),
        *zip(("r0:", "r1:"), right, strict=False),
    ]
    return [name for place, w in pairs if (name := feature_at(place, w)) is not None]


class Windows:
    """Finds the rows of word features in a scorer's table; unknown features use row 0."""

    def __init__(self, row: dict[str, int]) -> None:
        self.row = row
        self.forget()

    def forget(self) -> None:
        """Clears the cache of words."""
        #: the sequence number of each plain word and of each printed word, and the rows of each sequence number by
        #: position; 0 means no word
        self.known: dict[str, int] = {}
        self.printed = Memo(self._of_printed)
        self.rows: Ints = np.zeros((4096, len(PLACES)), dtype=np.int32)
        #: the row of each sequence number for the position ``ANYWHERE``, as an array's bytes; empty if there is no row
        self.anywhere: list[bytes] = [b""]

    def _of_printed(self, text: str) -> int:
        return self._of_plain(PLAIN[text])

    def _of_plain(self, word: str) -> int:
        number = self.known.get(word)
        if number is None:
            number = self.known[word] = len(self.known) + 1
            if number == len(self.rows):
                self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
            self.rows[number] = [self.row.get(feature_at(place, word) or "", 0) for place in PLACES]
            row = self.row.get(feature_at(ANYWHERE, word) or "")
            self.anywhere.append(b"" if row is None else np.array([row], dtype=np.intp).tobytes())
        return number

    def _words(self, tokens: Tokens) -> list[int]:
        words = [*map(self.printed.__getitem__, tokens.text)]
        if words and PLAIN[tokens.text[0]] == "Name":
            words[0] = self._of_plain(stem(tokens.low[0]))
        return words

    def rows_of(
        self, sentences: Sequence[tuple[Tokens, Sequence[tuple[int, int]]]]
    ) -> tuple[list[bytes], list[int], list[Ints]]:
        """Return the rows of the words of each clause (between semicolons); the index of each number's clause; and, in
        batches of numbers, the rows of the words near each number. Each number is passed as its first token and the
        last token of its noun phrase."""
        if len(self.known) > MOST:
            self.forget()
        all_words: list[int] = []
        firsts: list[int] = []
        ends: list[int] = []
        of_clauses: list[bytes] = []
        each: list[int] = []
        anywhere = self.anywhere.__getitem__
        for tokens, numbers in sentences:
            words = self._words(tokens)
            # padding, because a sentence has no words before its beginning or after its end
            all_words += _NOTHING
            begin = len(all_words)
            all_words += words
            firsts += [begin + first for first, _ in numbers]
            ends += [begin + end for _, end in numbers]
            until = -1
            for first, _ in numbers:
                if first >= until:
                    lo, until = clause_at(tokens, first)
                    of_clauses.append(b"".join(map(anywhere, dict.fromkeys(words[lo:until]))))
                each.append(len(of_clauses) - 1)
        all_words += _NOTHING
        line = np.array(all_words)
        of_numbers: list[Ints] = []
        for lo in range(0, len(firsts), AT_ONCE):
            left = np.array(firsts[lo : lo + AT_ONCE])[:, None] + OFFSETS_LEFT
            right = np.array(ends[lo : lo + AT_ONCE])[:, None] + OFFSETS_RIGHT
            near = line[np.concatenate([left, right], axis=1)]
            again = ((near[:, :, None] == near[:, None, :]) & EARLIER).any(axis=2)
            found = self.rows[near[:, SAID], SAID_AT]
            found[:, :NEAR][again] = 0
            of_numbers.append(found)
        return of_clauses, each, of_numbers


_NOTHING = [0] * max(LEFT, RIGHT)
