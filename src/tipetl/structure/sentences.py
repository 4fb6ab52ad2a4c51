"""Split sections into sentences, with exact offsets, fast.

One compiled expression proposes sentence ends, and a few set look-ups reject ends after an abbreviation. A semicolon
does not end a sentence; heading lines and list items are separate sentences. A sentence longer than ``LONGEST``
characters or ``MOST_TOKENS`` words and punctuation marks is cut into pieces, so that parsing it takes no longer than
parsing prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from tipetl.errors import DataFileError
from tipetl.headings import heading_of
from tipetl.model import Section, Sentence
from tipetl.structure.lines import blocks_of, cut_at
from tipetl.yamlfile import packaged_yaml

LONGEST = 2_000
"""The maximum number of characters in a sentence; of the 20,637 in the gold texts and seed reports, the longest has
1,055."""
SHORT_QUESTION = 100
"""A question with fewer characters than this forms one sentence with its answer: "Convictions? Twelve.\""""
MOST_TOKENS = 400
"""The maximum number of words and punctuation marks in a sentence; the longest in the gold texts and seed reports has
173 words."""

# End punctuation, closing quotes and brackets, footnote numbers ("[1]"), whitespace, and then something that can begin
# a sentence. A run of punctuation is tried only once, at its start: if the whole does not match, no part does.
_END = re.compile(
    r"(?<![.!?…])[.!?…]++[\"”’')\]]*+(?:\[(?:\d{1,3}|[a-z]|citation needed)\])*+(\s++)"
    r"(?=[\"“‘'(\[¿]*+[A-Z0-9À-ÞŒŠŽ$€£])"
)
_FIRST_WORD = re.compile(r"[\"“‘'(\[]*([\w’'-]+)")
_INLINE_BULLET = re.compile(r"(?<!\s)\s++(?=[•●▪■◦‣]\s)")
# Where to cut a sentence that is too long, best first: after a semicolon, a comma or dash, any word, or any punctuation
# mark.
_CUTS = tuple(map(re.compile, (r";()\s", r"[,:–—]()\s", r"\S()\s", r"[^\w\s]()")))
_NO_WORD = re.compile(r"\W")
_WORD_OR_SIGN = re.compile(r"\w+|[^\w\s]")

_FILE = "structure/abbreviations.yaml"
_LISTS = ("titles", "before_number", "inside", "either", "starters")


@cache
def _abbreviations() -> dict[str, frozenset[str]]:
    raw = packaged_yaml("tipetl.structure", "abbreviations.yaml")
    if not isinstance(raw, dict) or tuple(raw) != _LISTS:
        raise DataFileError(f"wants exactly the lists {', '.join(_LISTS)}", file=_FILE)
    if not all(isinstance(word, str) for words in raw.values() for word in words):
        raise DataFileError("wants words only: put no, on and yes in quotation marks", file=_FILE)
    return {name: frozenset(words) for name, words in raw.items()}


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences in the paragraph ``text[start:end]``, which has no surrounding whitespace.

    No sentence exceeds ``LONGEST`` or ``MOST_TOKENS``, except a single word longer than ``LONGEST``.
    """
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and not _ends(text, match, begin, end):
            continue
        if text[match.start() : match.start() + 2] == "? " and match.start() - begin < SHORT_QUESTION:
            continue
        if begin == start and match.start() - start <= 2 and text[start : match.start()].isdigit():
            # "1. Open a shelter.": the number of a list item.
            continue
        spans += _pieces(text, begin, match.start(1))
        begin = match.end()
    spans += _pieces(text, begin, end)
    return spans


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the span of the sentence ``text[start:end]``, or the spans of its pieces if the sentence is too long."""
    pieces = []
    while (last := _reach(text, start, end)) < end and (cut := _cut(text, start, last, end)) < end:
        pieces.append((start, cut))
        start = cut
        while text[start].isspace():
            start += 1
    pieces.append((start, end))
    return pieces


def _reach(text: str, start: int, end: int) -> int:
    """Return the latest possible end, up to ``end``, of a sentence that begins at ``start``."""
    if end - start <= MOST_TOKENS:
        return end
    last = min(end, start + LONGEST)
    beyond = next(islice(_WORD_OR_SIGN.finditer(text, start, last), MOST_TOKENS, None), None)
    return beyond.start() if beyond else last


def _cut(text: str, start: int, last: int, end: int) -> int:
    """Return the end of a sentence's first piece, which may extend to ``last``. The end is in the second half if
    possible. If no cut is possible, the piece ends after the overlong word or before the overlong whitespace.
    """
    for begin in ((start + last) // 2, start):
        for pattern in _CUTS:
            found = 0
            for match in pattern.finditer(text, begin, last):
                found = match.end(1)
            if found:
                return found
    behind = _NO_WORD.search(text, last, end)
    if behind is None:
        return end
    return behind.start() if behind[0].isspace() else behind.end()


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Return whether the period at ``match`` ends a sentence."""
    stop = match.start()
    if stop - begin > 6 and text[stop - 7 : stop].isalpha():
        return True
    # Find the word before the period without a regular expression: this runs at every sentence end.
    left = stop
    while left > begin and not text[left - 1].isspace() and text[left - 1] not in '(“"‘[—–/':
        left -= 1
    word = text[left:stop]
    if len(word) > 6 and "." not in word:
        return True
    lists = _abbreviations()
    lower = word.lower()
    if lower in lists["inside"] or (lower in lists["titles"] and word[:1].isupper()):
        return False
    follower = text[match.end() : min(end, match.end() + 24)]
    if lower in lists["before_number"]:
        return not follower[:1].isdigit()
    if lower in lists["either"] or (len(word) == 1 and word.isupper()) or _initials(word):
        # "(the U.S.) Police": a closing bracket or quotation mark after the period confirms the end.
        return (match.end() - stop > 2 and text[stop + 1] in "\"”’')]") or _first_word(follower) in lists["starters"]
    return True


def _initials(word: str) -> bool:
    """Return whether the word consists of single letters separated by periods: "U.S", "J.R"."""
    return "." in word and all(len(part) <= 1 for part in word.split("."))


def _first_word(follower: str) -> str:
    found = _FIRST_WORD.match(follower)
    return found[1].lower() if found else ""


def split_sentences(text: str, sections: Sequence[Section]) -> tuple[Sentence, ...]:
    """Return the sentences of all sections, in order. The sentences' ``paragraph`` numbers run through the whole
    document.

    Every non-whitespace character of a section is in exactly one sentence.
    """
    found: list[Sentence] = []
    for number, (section, start, end) in enumerate(blocks_of(text, sections)):
        pieces = [(start, end)]
        if section.title is not None and start == section.char_start and (heading := heading_of(text[start:end])):
            cut = start + heading.body_start
            if start < cut < end:
                pieces = [(start, start + len(text[start:cut].rstrip())), (cut, end)]
        for piece in pieces:
            for item in cut_at(_INLINE_BULLET, text, *piece):
                for span in sentence_spans(text, *item):
                    found.append(Sentence(len(found), section.position, number, *span))
    return tuple(found)
