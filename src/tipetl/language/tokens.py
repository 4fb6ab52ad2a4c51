"""Tokens of one sentence, with offsets into the document.

What belongs here: cutting a sentence into words, figures and marks. What does not: what they mean (``lexicon``), what
they count (``numbers``).
"""

from __future__ import annotations

import re

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


class Tokens:
    """Parallel lists over the tokens of one sentence: ``text``, ``low`` (casefolded), ``start`` and ``end`` offsets.

    ``words`` is the set of ``low``, by which a step sees at once that nothing in the sentence concerns it, and
    ``semicolons`` is where they stand.
    """

    __slots__ = ("end", "low", "semicolons", "start", "text", "words")

    def __init__(self, document: str, char_start: int, char_end: int) -> None:
        self.text: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        for m in TOKEN.finditer(document, char_start, char_end):
            self.text.append(m.group())
            self.start.append(m.start())
            self.end.append(m.end())
        self.low = [t.lower() for t in self.text]
        self.words = frozenset(self.low)
        self.semicolons = [i for i, w in enumerate(self.low) if w == ";"] if ";" in self.words else []

    def __len__(self) -> int:
        return len(self.text)
