"""Find characters that make a printed figure look different from the stored text.

Disturbing characters change the reading order, delete other characters, are invisible or look like others. The search
covers the raw text, because canonical text drops some of them. The text itself is not changed, because every offset
points into it; ``weighing`` decides whether a disturbance affects a figure.

Harmless, and therefore ignored: accents on letters, soft hyphens and zero-width characters between letters or at word
edges, no-break spaces, a byte order mark, directional marks around words, and superscript digits (footnotes).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tipetl.documents.text import canonical
from tipetl.language.words import word_set
from tipetl.model import Disturbance, Page, TextRun

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u180b-\u180f\u200b-\u200f\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e01ef"
)
"""Invisible characters, for use in a regular expression's character class."""
_SEPARATORS = ".,'’"
_INSIDE = re.compile(rf"\d[{_SEPARATORS}]?[{INVISIBLE}]++[{_SEPARATORS}]?\d")
# A variation selector or combining mark changes the preceding digit, wherever it occurs.
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MARKED = re.compile(rf"\d[\ufe00-\ufe0f\U000e0100-\U000e01ef{_MARKS}]++")
_STROKE = re.compile("[\u0334-\u0338\u20d2\u20d3\u20e5\u20e6\u20ea\u20eb]")
_TO_THE_LEFT = re.compile("[\u202b\u202e\u2067][^\n\u2029\u202c\u2069]*+")
_BACKSPACES = re.compile("[\x08\x7f]++")
_CONTROLS = "[\x00-\x07\x0e-\x1b\x80-\x84\x86-\x9f]"
_CONTROL = re.compile(rf"\d{_CONTROLS}++|(?<!{_CONTROLS}){_CONTROLS}++\d")
_STRUCK_OUT = re.compile(r"~~(?=[^\s~])[^~\n]{1,200}~~")
# Letters that look like digits, between two digits, or a capital O at the end of a number.
_LETTER_DIGIT = re.compile(r"(?<!\w)\d++(?:[OoIl]++\d++|O++(?!\w))")
_OTHER_SEPARATOR = re.compile("\\d[\u00b7\u0589\u066b\u066c\u201a\u2024\ufe50\ufe52\uff0c\uff0e]\\d")
_OTHER_DIGIT = re.compile(r"(?:(?![0-9])\d)+")
_TOKEN = re.compile(r"\S+")
_ALNUM = re.compile(r"[^\W_]+")
_OTHER_LETTER = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LOOKS_LIKE = str.maketrans("аеіоѕԁһνοϲуυрѡѵιхтпгАВЕІОТНΑΒΕΗΙΟΤЗб", "aeiosdhvocyupwvixtnrABEIOTHABEHIOT36")
_FOLD = re.compile(f"[{_MARKS}]")
_STRUCK = "words that are struck out"

_FINDERS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_INSIDE, "an invisible character"),
    (_MARKED, "a mark set on a digit"),
    (_CONTROL, "a control character"),
    (_LETTER_DIGIT, "a letter that looks like a digit"),
    (_OTHER_SEPARATOR, "a sign that looks like a comma or point"),
    (_OTHER_DIGIT, "digits of another script"),
)
# Patterns that matter only if they enclose a figure.
_AROUND: tuple[tuple[re.Pattern[str], str], ...] = (
    (_STRUCK_OUT, _STRUCK),
    (_TO_THE_LEFT, "writing from right to left"),
)
_PLAIN = re.compile(r"[\t\n\r\x0b\x0c\x20-\x7d\x85§À-ÖØ-öø-ÿ‘’“”–—…•\u00a0]*+")
_NEXT_WORD = re.compile(r"\S*[^\S\n]*\S*")
_MOST_REACH = 80
"""The number of characters before a backspace in which to search for the figure that the backspace deletes."""


def figure_in(words: str) -> bool:
    """Return whether the words contain a figure: a digit, a number word or a denial."""
    return any(map(str.isdecimal, words)) or not word_set("figures.words").isdisjoint(
        re.findall(r"[a-z]+", words.lower())
    )


def disturbances(raw: str) -> tuple[Disturbance, ...]:
    """Find the disturbed figures in ``raw``, in order; offsets refer to ``canonical(raw)``."""
    if _harmless(raw):
        return ()
    found = []
    read = length = 0
    for one in _found(raw):
        # Convert the text piece by piece, so that it is converted only once however many matches there are.
        start = length + len(canonical(raw[read : one.char_start]))
        length = start + len(canonical(raw[one.char_start : one.char_end]))
        read = one.char_end
        found.append(replace(one, char_start=start, char_end=length))
    return tuple(found)


def disturbances_of_pages(pages: Iterable[Page], runs: Sequence[TextRun]) -> tuple[Disturbance, ...]:
    """Find the disturbed figures in the raw text of ``pages`` and map their offsets to the part's text by ``runs``."""
    by_page: dict[int, list[TextRun]] = {}
    for run in runs:
        by_page.setdefault(run.page, []).append(run)
    found = []
    for page in pages:
        own = by_page.get(page.number)
        if own is None or _harmless(page.raw_text):
            continue
        for one in _found(page.raw_text):
            places = [_placed(run, one) for run in own if run.raw_start < one.char_end and one.char_start < run.raw_end]
            if places:
                start, end = min(place[0] for place in places), max(place[1] for place in places)
                found.append(replace(one, char_start=start, char_end=end))
    return tuple(sorted(found, key=_place))


def _place(one: Disturbance) -> tuple[int, int]:
    return one.char_start, -one.char_end


def _placed(run: TextRun, one: Disturbance) -> tuple[int, int]:
    """Map a disturbance's raw offsets to text offsets, as far as a run covers the disturbance."""
    if run.char_end - run.char_start != run.raw_end - run.raw_start:
        return run.char_start, run.char_end
    shift = run.char_start - run.raw_start
    return max(one.char_start, run.raw_start) + shift, min(one.char_end, run.raw_end) + shift


def _harmless(raw: str) -> bool:
    """Return whether all characters are ordinary and no digit touches a letter that looks like a digit."""
    return _PLAIN.fullmatch(raw) is not None and _LETTER_DIGIT.search(raw) is None


def _found(raw: str) -> list[Disturbance]:
    """Find the disturbances in ``raw``, with raw offsets; overlapping disturbances are merged under the first one's
    name."""
    found = [
        Disturbance(match.start(), match.end(), what) for pattern, what in _FINDERS for match in pattern.finditer(raw)
    ]
    found += [
        Disturbance(match.start(), match.end(), what)
        for pattern, what in _AROUND
        for match in pattern.finditer(raw)
        if figure_in(match[0])
    ]
    found += _deleting(raw)
    for match in _TOKEN.finditer(raw):
        if not match[0].isascii() and (what := _disguise(match[0])):
            found.append(Disturbance(match.start(), match.end(), what))
    merged: list[Disturbance] = []
    for one in sorted(found, key=_place):
        if merged and one.char_start < merged[-1].char_end:
            merged[-1] = replace(merged[-1], char_end=max(merged[-1].char_end, one.char_end))
        else:
            merged.append(one)
    return merged


def _deleting(raw: str) -> list[Disturbance]:
    """Find backspaces that delete all or part of a figure, or are next to a figure."""
    found = []
    for match in _BACKSPACES.finditer(raw):
        reach = max(match.start() - _MOST_REACH, 0)
        start = max(match.start() - (match.end() - match.start()), reach)
        # Take whole words on both sides: a backspace may delete one digit of "104", and three may delete a word.
        while start > reach and not raw[start - 1].isspace():
            start -= 1
        # Take one more word after them: the text typed next may be the figure.
        behind = _NEXT_WORD.match(raw, match.end(), match.end() + _MOST_REACH)
        end = behind.end() if behind else match.end()
        if figure_in(raw[start:end]):
            found.append(Disturbance(start, end, "backspaces"))
    return found


def _disguise(token: str) -> str | None:
    """Describe how a token disguises a number or number word, or return None."""
    if _STROKE.search(token) and figure_in(_FOLD.sub("", unicodedata.normalize("NFD", token))):
        return "a figure that is struck through"
    for match in _ALNUM.finditer(token) if _OTHER_LETTER.search(token) else ():
        word = match[0]
        if not _OTHER_LETTER.search(word):
            continue
        if any(map(str.isdecimal, word)) or word.translate(_LOOKS_LIKE).lower() in word_set("figures.words"):
            return "letters of another script"
    return None
