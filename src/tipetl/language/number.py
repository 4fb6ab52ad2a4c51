"""Defines the records of a number in a sentence and of the cardinal from which a production builds it."""

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
    """One number in a sentence; it occupies tokens ``first`` to ``last`` (inclusive).

    ``form`` is the number's shape: ``count`` (a bare cardinal), ``money`` (``unit`` is a currency), ``duration`` (in
    months; ``unit`` is the printed unit), ``age``, ``percent``, ``ordinal``, ``year``, ``date``, ``compound``
    ("three-story") or ``label`` (part of a name: Article 171, Law 79). The ``unit`` of a label is ``NO_FIGURE`` if the
    number is too large for a figure or part of a longer string.
    """

    first: int
    last: int
    low: float | None
    high: float | None = None
    qualifier: str = codes.EXACT
    form: str = forms.COUNT
    unit: str | None = None
    spelled: bool = False
    #: the first token of the bounding words before the figure ("at least", "between"); -1 if there are none
    outer: int = -1

    @property
    def begins(self) -> int:
        """The number's first token, including its bounding words."""
        return self.first if self.outer < 0 else self.outer


class Cardinal:
    """An unclassified cardinal over tokens ``first`` to ``last``. ``before`` and ``behind`` are the words next to it,
    or "" at the sentence's ends."""

    __slots__ = ("before", "behind", "currencies", "first", "last", "spelled", "tokens", "value")

    def __init__(
        self, tokens: Tokens, first: int, last: int, value: float, spelled: bool, currencies: Currencies
    ) -> None:
        # written by hand for speed: every figure creates a cardinal, and every production reads the words next to it
        self.tokens, self.first, self.last, self.value, self.spelled = tokens, first, last, value, spelled
        self.currencies = currencies
        self.before, self.behind = tokens.word(first - 1), tokens.word(last + 1)
