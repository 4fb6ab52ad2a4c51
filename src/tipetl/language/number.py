"""The record of a number in a sentence, and of the cardinal that a production starts from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tipetl.language import forms
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.language.number_units import Currencies
    from tipetl.language.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a sentence, over tokens ``first`` to ``last`` (inclusive).

    ``form`` gives its shape: ``count`` (a bare cardinal), ``money`` (``unit`` is a currency), ``duration`` (in months;
    ``unit`` is the one printed), ``age``, ``percent``, ``ordinal``, ``year``, ``date``, ``compound`` ("three-story"),
    ``label`` (part of a name: Article 171, Law 79; ``unit`` is ``NO_FIGURE`` if it is too large for a figure or a piece
    of something longer).
    """

    first: int
    last: int
    low: float | None
    high: float | None = None
    qualifier: str = codes.EXACT
    form: str = forms.COUNT
    unit: str | None = None
    spelled: bool = False
    #: first token of the figure's words that have no value of their own ("at least", "between")
    outer: int = -1

    @property
    def begins(self) -> int:
        """The first token, bounding words included."""
        return self.first if self.outer < 0 else self.outer


class Cardinal:
    """A cardinal over tokens ``first`` to ``last``, not yet classified, with the words on either side: ``before`` and
    ``behind``, empty beyond the sentence's ends."""

    __slots__ = ("before", "behind", "currencies", "first", "last", "spelled", "tokens", "value")

    def __init__(
        self, tokens: Tokens, first: int, last: int, value: float, spelled: bool, currencies: Currencies
    ) -> None:
        # written by hand because every figure makes one, and each production asks for the words beside it
        self.tokens, self.first, self.last, self.value, self.spelled = tokens, first, last, value, spelled
        self.currencies = currencies
        self.before, self.behind = tokens.word(first - 1), tokens.word(last + 1)
