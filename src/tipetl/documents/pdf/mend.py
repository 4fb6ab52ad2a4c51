"""Join lines into paragraphs, and paragraphs into canonical text with runs.

This module decides which hyphens at line ends belong to the word, and builds the only mapping from text back to pages.
``paragraphs`` decides where paragraphs end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from tipetl.documents.pdf.pages import Line, touches
from tipetl.documents.text import canonical
from tipetl.errors import DataFileError
from tipetl.model import TextRun
from tipetl.yamlfile import packaged_yaml

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: Matches lines that consist of ordinary characters, which are already canonical. Most lines match.
_AS_IT_IS = re.compile(r"[\x20-\x7e‘’“”–—…•§À-ÖØ-öø-ÿ]*")
_FIRST = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LAST = re.compile(r"(?<![^\W_])(?<![^\W_][-\u2010\u2011])((?:[^\W_]++[-\u2010\u2011])*+[^\W_]++)$")
_SUSPENDED = re.compile(r"(?:and|or|to|nor)")
_HYPHEN_SIGNS = ("-", "\u2010", "\u2011", "\u00ad")
#: First and second parts of hyphenated words, used if nothing else decides.
_FIRST_PARTS = frozenset((
    "cross", "well", "long", "short", "high", "low", "full", "part", "half", "multi", "semi", "pre", "post", "sub",
    "co", "inter", "intra", "mid", "pro", "first", "second", "third",
))  # fmt: skip
_NUMBERS = frozenset((
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
))  # fmt: skip
_UNITS = frozenset((
    "year", "month", "week", "day", "hour", "minute", "person", "member", "page", "room", "bed", "time", "third",
    "quarter", "fifth", "tenth", "fold", "part", "point", "way", "party", "country", "judge",
))  # fmt: skip
_SECOND_PARTS = frozenset(("related", "based", "led", "run", "sponsored", "specific", "funded", "operated", "owned"))
_PREFIXES = frozenset(("anti", "non", "self"))
_SHORT = frozenset(("up", "in", "on", "to", "by", "do", "go", "at", "of", "or", "us", "eu", "un", "tv", "it"))
#: First parts that also begin other words, each with the starts of second parts before which the hyphen is kept.
_FEW_FOLLOW = {
    "so": ("called",),
    "ex": (
        "husband", "wife", "wive", "partner", "boyfriend", "girlfriend", "official", "officer", "police", "soldier",
        "combatant", "convict", "prisoner", "offender", "minister", "president", "mayor", "member", "employ",
        "military", "militia", "rebel", "fighter", "slave", "soviet", "yugoslav", "spouse", "servicem", "judge", "post",
        "gratia",
    ),
}  # fmt: skip


@cache
def _compounds() -> frozenset[str]:
    """Return the compounds in ``compounds.yaml``, and the first two parts of compounds with three parts."""
    file = "documents/pdf/compounds.yaml"
    raw = packaged_yaml("tipetl.documents.pdf", "compounds.yaml")
    if not isinstance(raw, list) or not all(isinstance(word, str) and "-" in word for word in raw):
        raise DataFileError("wants a list of words with a hyphen", file=file)
    return frozenset(raw) | {word.rpartition("-")[0] for word in raw if word.count("-") > 1}


class Words:
    """The words found within a document's lines, as evidence of whether a hyphen at a line end belongs to the word."""

    def __init__(self, lines: Iterable[Line]) -> None:
        texts = []
        broken = False
        for line in lines:
            text = line.text
            if broken:
                text = text.partition(" ")[2]
            broken = line.hyphen or text[-1:] in _HYPHEN_SIGNS
            texts.append(text.rpartition(" ")[0] if broken else text)
        low = canonical("\n".join(texts)).casefold()
        self._times = Counter(_TOKEN.findall(low))

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Return whether ``head`` and ``tail``, broken at a hyphen, form a compound that keeps the hyphen."""
        last = head.rsplit("-", 1)[-1]
        if not tail or not last or not last[-1].isalpha():
            return True
        if not (tail[0].islower() or (last.isupper() and tail.isupper())):
            return True
        head, last, tail = (canonical(part).casefold() for part in (head, last, tail))
        hyphened = self._times[f"{head}-{tail}"] + (self._times[f"{last}-{tail}"] if last != head else 0)
        joined = self._times[last + tail] + (self._times[head + tail] if last != head else 0)
        if hyphened != joined:
            return hyphened > joined
        if f"{head}-{tail}" in _compounds() or f"{last}-{tail}" in _compounds():
            return True
        if last in _FEW_FOLLOW:
            return tail.startswith(_FEW_FOLLOW[last])
        # No word is broken before its last letter, and few are broken before the last two.
        if last in _PREFIXES or len(tail) < 2 or tail in _SHORT or (tail in _SECOND_PARTS and self._times[last]):
            return True
        if last != head and self._times[last] and self._times[tail]:
            return True
        if last in _NUMBERS and (tail in _NUMBERS or tail.rstrip("s") in _UNITS or self._times[tail]):
            return True
        # The document attests neither the form with the hyphen nor the form without it. Both halves of a compound are
        # usually words themselves, unlike the halves of a broken word.
        if last in _FIRST_PARTS:
            return self._times[tail] > 0
        return len(last) > 3 and len(tail) > 3 and self._times[last] > 1 and self._times[tail] > 0

    def attested(self, word: str) -> bool:
        """Return whether the word occurs within a line."""
        return self._times[word.casefold()] > 0


@dataclass(frozen=True, slots=True)
class Joint:
    """A line of a narrative, and whether a paragraph ends before it.

    ``item`` means that the line belongs to a list item, and ``begins`` that it is the item's first line. ``bullet`` is
    the length of the bullet and the following space at the line's start, or 0 if the text has no bullet.
    """

    line: Line
    breaks: bool
    bullet: int = 0
    item: bool = False
    begins: bool = False


def build_text(joints: Sequence[Joint], words: Words) -> tuple[str, tuple[TextRun, ...]]:
    """Build the canonical text and its runs. A paragraph becomes one line, and no blank lines separate list items."""
    pieces: list[str] = []
    runs: list[TextRun] = []
    length = 0
    before: Joint | None = None
    for joint in joints:
        line = joint.line
        if before is not None:
            if joint.breaks:
                glue = "\n" if joint.begins and before.item else "\n\n"
                glue = "-" + glue if before.line.hyphen else glue
            else:
                glue, drop = _glue(before.line, line, words)
                if drop and runs and pieces[-1][-1:] in _HYPHEN_SIGNS:
                    length -= 1
                    pieces[-1] = pieces[-1][:-1]
                    last = runs.pop()
                    if last.char_end - 1 > last.char_start:
                        runs.append(replace(last, char_end=last.char_end - 1, raw_end=last.raw_end - 1))
            pieces.append(glue)
            length += len(glue)
        if joint.begins:
            pieces.append("• ")
            length += 2
        for text, start, end in _folded(line, joint.bullet):
            pieces.append(text)
            if end > start:
                runs.append(TextRun(length, length + len(text), line.page, start, end))
            length += len(text)
        before = joint
    text = "".join(pieces)
    if canonical(text) != text:
        # If characters combine across lines (a letter, then an accent), the text is more important than the runs.
        return canonical(text), ()
    return text, tuple(runs)


_WORD = re.compile(r"\S+")


def _folded(line: Line, skip: int) -> list[tuple[str, int, int]]:
    """Return (canonical text, raw start, raw end) for each stretch of a line after its first ``skip`` characters.

    For spaces in between, start equals end.
    """
    text, start = line.text[skip:], line.start + skip
    if "  " not in text and (_AS_IT_IS.fullmatch(text) or canonical(text) == text):
        return [(text, start, line.end)]
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        word = canonical(match[0]).strip()
        if word:
            if found:
                found.append((" ", 0, 0))
            found.append((word, start + match.start(), start + match.end()))
    return found


def _glue(before: Line, line: Line, words: Words) -> tuple[str, bool]:
    """Return the separator between two lines of a paragraph, and whether to drop the hyphen at the end of the first
    line."""
    text = before.text
    if before.column == line.column and before.page == line.page and touches(before, line):
        return "", False
    sign = before.hyphen or (text[-1:] in _HYPHEN_SIGNS and text[-2:-1].isalnum())
    if sign:
        found = _LAST.search(text if before.hyphen else text[:-1])
        first = _FIRST.match(line.text)
        head, tail = found[1] if found else "", first[0] if first else ""
        hyphen = "-" if before.hyphen else ""
        if text[-1:] == "\u00ad":
            return "", False
        if _SUSPENDED.fullmatch(tail) and not words.attested(head + tail):
            return hyphen + " ", False
        if words.keeps_hyphen(head, tail):
            return hyphen, False
        return "", not before.hyphen
    if text[-1:] in "—–/" and not text[-2:-1].isspace() and len(text) > 1 and text[-1:]:
        return "", False
    if line.text[:1] == "—" and line.text[1:2].isalnum() and not text[-1:].isspace():
        return "", False
    return " ", False
