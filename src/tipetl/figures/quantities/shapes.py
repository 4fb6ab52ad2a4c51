"""Finds the shape of a sentence around a number, by which unexplained numbers are grouped.

What belongs here: masking the words beside a number that vary between texts (figures, names).
"""

from __future__ import annotations

from tipetl.figures.quantities.scan import is_number_word
from tipetl.language.tokens import Tokens

#: The number of words before a number, and after it, that belong to the shape.
REACH = 4
CLAUSE_ENDS = frozenset((";", ":", "."))


def shape_around(text: str, sentence_start: int, sentence_end: int, char_start: int, char_end: int) -> str:
    """Return the words of a sentence around ``text[char_start:char_end]`` in lower case, at most four of the clause on
    either side. The number itself becomes "#", other numbers "N", names "Name"."""
    tokens = Tokens(text, sentence_start, sentence_end)
    before = [token for token in range(len(tokens.low)) if tokens.end[token] <= char_start]
    after = [token for token in range(len(tokens.low)) if tokens.start[token] >= char_end]
    left = _masked(tokens, before, stop_at_end=True)[-REACH:]
    right = _masked(tokens, after, stop_at_end=False)[:REACH]
    return " ".join((*left, "#", *right))


def _masked(tokens: Tokens, run: list[int], *, stop_at_end: bool) -> list[str]:
    """Return the masked words of a run of tokens: with ``stop_at_end``, the words after the run's last clause mark;
    otherwise, the words before its first clause mark."""
    words: list[str] = []
    for token in run:
        if tokens.low[token] in CLAUSE_ENDS:
            if not stop_at_end:
                break
            words = []
            continue
        word = (
            "N"
            if is_number_word(tokens.low[token])
            else "Name"
            if token and tokens.text[token][0].isupper()
            else tokens.low[token]
        )
        if not (words and word == words[-1] and word in ("N", "Name")):
            words.append(word)
    return words
