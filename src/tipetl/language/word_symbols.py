"""Makes the symbols that represent words in patterns over words.

What belongs here: creating and caching the symbols. What does not belong here: items
(``tipetl.syntax.chunks.symbols``), or any pattern.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.language.cardinals import digits_value, word_value
from tipetl.language.memo import Memo
from tipetl.language.patterns import Symbol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet


class WordSymbols:
    """Makes the symbols of words for the patterns of one book. Words outside ``vocabulary`` differ only in kind:
    letters, compounds ("anti-trafficking"), digits, years or signs."""

    __slots__ = ("_symbols", "vocabulary")

    def __init__(self, vocabulary: AbstractSet[str]) -> None:
        self.vocabulary = vocabulary
        self._symbols = Memo(self._symbol)

    def __call__(self, low: Sequence[str], begin: int, stop: int) -> list[Symbol]:
        """Return the symbols of the lower-case words from token ``begin`` up to ``stop`` (excluded)."""
        symbols = self._symbols
        return [symbols[word] for word in low[begin:stop]]

    def _symbol(self, word: str) -> Symbol:
        kind = "letters" if word.isalpha() else "compound" if word.replace("-", "").isalpha() else "sign"
        if word.isdigit():
            kind = "year" if len(word) == 4 else "digits"
        value = digits_value(word) if word[0].isdigit() else word_value(word)
        return Symbol(kind, "" if value is None else "number", word=word if word in self.vocabulary else "")
