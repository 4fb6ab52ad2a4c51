"""Turns a sentence and the previous one into the pieces of words that the encoder reads.

What belongs here: cutting words into pieces, and the special marks for numbers, years, sections and metrics. What does
not belong here: the encoder (``encoder``).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from tipetl.figures.record.context import Preceding
from tipetl.language import forms
from tipetl.language.memo import Memo
from tipetl.language.tokens import Tokens
from tipetl.metrics import METRIC
from tipetl.model import SECTION_KINDS, codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tipetl.language.number import Number

BEGIN, END, UNKNOWN, NOTHING, YEAR = "[CLS]", "[SEP]", "[UNK]", "[nothing before]", "[year]"
#: the prefix of every piece of a word except the first
INNER = "##"
#: the marks for counts below each of these values, and for all larger counts
SIZES = ((1, "[form zero]"), (2, "[1]"), (10, "[2 to 9]"), (100, "[10 to 99]"), (1000, "[100 to 999]"))
LARGE, SOME = "[1000 or more]", "[some]"
#: the forms of numbers that have their own mark
FORMS = (
    forms.ZERO,
    forms.UNKNOWN,
    forms.MONEY,
    forms.DURATION,
    forms.AGE,
    forms.PERCENT,
    forms.ORDINAL,
    forms.YEAR,
    forms.DATE,
    forms.COMPOUND,
    forms.LABEL,
)
#: the maximum number of pieces read from the beginning of a sentence, and from the end of the previous sentence
MOST, MOST_BEFORE = 88, 40
YEARS = re.compile(r"(?:19|20)\d\d")
WORDS = re.compile(r"[^\W_]+|[^\w\s]|_")


def marks() -> tuple[str, ...]:
    """Return all marks, which precede the pieces of words in the encoder's table."""
    return (
        *(BEGIN, END, UNKNOWN, NOTHING, YEAR, LARGE, SOME),
        *(mark for _, mark in SIZES[1:]),
        *(f"[form {form}]" for form in FORMS),
        *(f"[section {section}]" for section in SECTION_KINDS),
        *(f"[metric {metric}]" for metric in METRIC),
    )


class Seen(NamedTuple):
    """The pieces of a sentence and its surroundings, and the position of each number among the pieces, by the number's
    index."""

    pieces: list[int]
    places: dict[int, int]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The row of each piece and each mark in the encoder's table."""

    place: Mapping[str, int]
    known: Memo[str, tuple[int, ...]]

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """Builds the vocabulary of a table with rows for ``words``."""
        place = {word: at for at, word in enumerate(words)}
        return cls(place, Memo(lambda token: tuple(_pieces(token, place))))

    def see(self, section: str, sentence: Preceding, before: Preceding | str | None) -> Seen:
        """Builds the encoder's input: a section's code, the sentence ``before`` and the ``sentence`` itself. A number
        that has been read is replaced by its metric."""
        section = section if section in SECTION_KINDS else codes.OTHER
        pieces = [self.place[BEGIN], self.place[f"[section {section}]"], *self._before(before), self.place[END]]
        mine = self._sentence(sentence)[:MOST]
        places = {number: len(pieces) + at for at, (_, number) in enumerate(mine) if number >= 0}
        return Seen([*pieces, *(piece for piece, _ in mine), self.place[END]], places)

    def _before(self, before: Preceding | str | None) -> list[int]:
        """Return the pieces of the previous sentence."""
        if before is None:
            return [self.place[NOTHING]]
        if isinstance(before, str):
            before = Preceding(Tokens(before, 0, len(before)), (), {})
        return [piece for piece, _ in self._sentence(before)[-MOST_BEFORE:]]

    def _sentence(self, sentence: Preceding) -> list[tuple[int, int]]:
        """Return the pieces of a sentence, each with the index of the number that it replaces; -1 for words and for
        numbers that have been read."""
        out: list[tuple[int, int]] = []
        read, text, at = sentence.read, sentence.tokens.text, 0
        for index, number in enumerate(sentence.numbers):
            if number.form != forms.ONE and number.first >= at:
                out += [(piece, -1) for token in text[at : number.first] for piece in self.known[token]]
                mark = f"[metric {read[index]}]" if index in read else mark_of(number)
                out.append((self.place[mark], -1 if index in read else index))
                at = number.last + 1
        return [*out, *((piece, -1) for token in text[at:] for piece in self.known[token])]


def mark_of(number: Number) -> str:
    """Return the mark that replaces a number."""
    if number.form in FORMS:
        return f"[form {number.form}]"
    if number.low is None:
        return SOME
    return next((mark for bound, mark in SIZES if (number.low or 0) < bound), LARGE)


def _pieces(token: str, place: Mapping[str, int]) -> list[int]:
    """Return the pieces of a token: each of its words, cut from left to right into the longest pieces in the table."""
    plain = "".join(c for c in unicodedata.normalize("NFD", token.lower()) if unicodedata.category(c) != "Mn")
    if YEARS.fullmatch(plain):
        return [place[YEAR]]
    return [piece for word in WORDS.findall(plain) for piece in _cut(word, place)]


def _cut(word: str, place: Mapping[str, int]) -> list[int]:
    """Return the longest pieces of a word, in order, or the piece for unknown words if the word cannot be cut into
    known pieces."""
    out: list[int] = []
    at = 0
    while at < len(word):
        inner = INNER if at else ""
        end = next((end for end in range(len(word), at, -1) if inner + word[at:end] in place), at)
        if end == at:
            return [place[UNKNOWN]]
        out.append(place[inner + word[at:end]])
        at = end
    return out
