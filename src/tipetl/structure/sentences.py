"""Sections to sentences, with exact offsets, fast.

What belongs here: where a sentence ends. One compiled expression proposes the ends, a few set look-ups reject those
after an abbreviation. A semicolon ends no sentence; a heading line and a list item are sentences of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tipetl.model import Section, Sentence
from tipetl.structure.headings import heading_of
from tipetl.structure.lines import paragraphs_of

__all__ = ["sentence_spans", "split_sentences"]

# A closing mark, quotes and brackets that close with it, white space, and then something that can begin a sentence.
_END = re.compile(r"[.!?…][.!?…]*[\"”’')\]]*(\s+)(?=[\"“‘'(\[¿]*[A-Z0-9À-ÞŒŠŽ$€£])")
_INLINE_BULLET = re.compile(r"\s+(?=[•●▪■◦‣]\s)")
_WORD_BEFORE = re.compile(r"[\w.&’'-]*$")

_TITLES = frozenset(
    "mr mrs ms messrs mme dr prof sr jr st ste sgt lt gen col maj capt cpl cmdr adm brig supt insp hon rep sen gov pres rev fr amb"
    " atty det dep asst mt ft".split()
)
# Before a number these are abbreviations ("No. 5", "Art. 12"); before a word they end the sentence like any other.
_BEFORE_NUMBER = frozenset("no nos art arts sec secs para paras ch chap vol pp p fig cl reg approx ca c est".split())
# These never end a sentence, whatever follows.
_INSIDE = frozenset("e.g i.e vs v cf viz al approx incl esp".split())
# These end one only before a word that usually begins sentences.
_EITHER = frozenset(
    "etc inc ltd co corp u.s u.k u.n u.a.e u.s.a d.c a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec govt dept min".split()
)
_STARTERS = frozenset(
    "the a an in on at this these those it its they their there he she his her we our during under according as although while"
    " when however police courts authorities officials government prosecutors judges ngos victims some most many several all no"
    " of for from with by to and but nor if one two three four five six seven eight nine ten after before since despite".split()
)


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of one paragraph ``text[start:end]``, which must neither begin nor end with white space."""
    spans = []
    begin = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and not _ends(text, match, begin, end):
            continue
        spans.append((begin, match.start(1)))
        begin = match.end()
    spans.append((begin, end))
    return spans


def _ends(text: str, match: re.Match[str], begin: int, end: int) -> bool:
    """Whether the full stop at ``match`` ends a sentence."""
    stop = match.start()
    last = text[stop - 1] if stop > begin else ""
    # The word before the stop, without a regular expression: sentences end often, and this runs at each.
    left = stop
    while left > begin and not text[left - 1].isspace() and text[left - 1] not in '(“"‘[—–/':
        left -= 1
    word = text[left:stop]
    if len(word) > 6 and "." not in word:
        return True
    lower = word.lower()
    if lower in _INSIDE:
        return False
    if lower in _TITLES and word[:1].isupper():
        return False
    follower = text[match.end() : min(end, match.end() + 24)]
    if lower in _BEFORE_NUMBER:
        return not follower[:1].isdigit() and lower not in {"approx", "ca"}
    if lower in _EITHER or (len(word) == 1 and word.isupper()) or _initials(word):
        if match.end() - match.start() > 2 and text[stop + 1] in "\"”’')]":
            return True
        first = _first_word(follower)
        if len(word) == 1 and word not in "I":
            # A single capital: an initial before a name ("John F. Kennedy"), the end of a label before a starter
            # ("Group A. The").
            return first.lower() in _STARTERS
        return first.lower() in _STARTERS
    return bool(last)


def _initials(word: str) -> bool:
    """Whether the word is letters with points between: "U.S", "J.R"."""
    return "." in word and all(len(part) <= 1 for part in word.split("."))


def _first_word(follower: str) -> str:
    found = re.match(r"[\"“‘'(\[]*([\w’'-]+)", follower)
    return found[1] if found else ""


def split_sentences(text: str, sections: Sequence[Section]) -> tuple[Sentence, ...]:
    """The sentences of all sections, in order. ``paragraph`` counts paragraphs through the whole document.

    Every character of a section that is not white space lies in exactly one sentence.
    """
    found: list[Sentence] = []
    paragraph = 0
    for section in sections:
        base = section.char_start
        for block in paragraphs_of(text[base : section.char_end]):
            start, end = base + block.start, base + block.end
            heading = heading_of(text[start:end]) if start == base else None
            pieces = [(start, end)]
            if heading and section.title is not None and 0 < heading.body_start < end - start:
                cut = start + heading.body_start
                pieces = [(start, start + len(text[start:cut].rstrip())), (cut, end)]
            for piece in pieces:
                for item in _items(text, *piece):
                    for span in sentence_spans(text, *item):
                        found.append(Sentence(len(found), section.position, paragraph, *span))
            paragraph += 1
    return tuple(found)


def _items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The list items of a paragraph whose bullets stand in the running line; the paragraph itself when it has none."""
    if not any(mark in text[start:end] for mark in "•●▪■◦‣"):
        return [(start, end)]
    items, begin = [], start
    for match in _INLINE_BULLET.finditer(text, start, end):
        items.append((begin, match.start()))
        begin = match.end()
    return [*items, (begin, end)]
