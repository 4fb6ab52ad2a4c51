"""Recognize laws and treaties in a run of capitalized words, numbered articles and sections, and laws named by year.

This module finds where the name of a law begins and ends; ``names`` lists its other names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tipetl.entities.words import WORDS, any_of
from tipetl.language.particles import WORD

#: Matches words that make a run the name of a law or treaty, even if the name contains a body.
LAW_WORDS = WORDS["laws"]
_LAW_WORD = re.compile(any_of("laws"))
_NUMBER = re.compile(
    r"(?:\s+(?:No\.\s*|Number\s+)?\d(?:[\d/.-]|,(?=\d))*(?<=\d)(?:\s*\(\w+\)/\d{4})?)?(?:\s+of\s+(?:19|20)\d\d|,\s+(?:19"
    r"|20)\d\d(?=[,)])"
    r"|\s+\((?:19|20)\d\d\))?"
)
#: words in parentheses after a run: "(Prohibition) Act"
_INNER = re.compile(
    r"\s+\([A-Z]\w+(?:\s+(?:of|and|for)?\s*[A-Z]\w+)*\)\s+(?:Act|Law|Ordinance|Code|Bill|Decree|Regulations)\b"
)
#: "the Trafficking Act in July" is a run of capitalized words
_MONTH_TAIL = re.compile(rf"\s(?:in|on|by|from)\s{any_of('months')}$")
#: "232a", "149-A", "418(d)", "144 bis"
_ITEM = r"\d+(?:[a-zA-Z]\b)?(?:[-.](?:\d+|[A-Z]\b))*(?:\s?\(\w{1,3}\))*(?:\s(?:bis|ter|quater|quinquies)\b)?"
_OF = (
    r"(?:\s+of\s+(?:the|its)\s+(?:\d{4}\s+)?(?:[\w’'-]+\s+){0,4}?(?:[Cc]ode|[Ll]aw|Act|[Cc]onstitution"
    r"|[Oo]rdinance|[Dd]ecree)\b"
    r"(?:\s+of\s+(?:19|20)\d\d)?"
    r"|\s+of\s+(?:the\s+)?(?:(?:19|20)\d\d\s+)?(?:(?:[A-Z][\w’'-]*|\([A-Z]\w+\)|of|and|in|on|for|to|against)\s+){1,9}?(?:Code|Law|Act"
    r"|Ordinance|Decree|Proclamation)\b(?:\s+(?:No\.\s*)?\d(?:[\d/.-]|,(?=\d))*(?<=\d))?(?:\s+of\s+(?:19|20)\d\d)?"
    r"|\s+of\s+(?:Law|Act|Decree|Ordinance|Proclamation)\s+(?:No\.\s*)?\d(?:[\d/.-]|,(?=\d))*(?<=\d)(?:\s+of\s+(?:19|20)\d\d)?)?"
)
_ARTICLES = re.compile(
    rf"\b(?:[Aa]rticles?|[Ss]ections?|Art\.)\s+{_ITEM}"
    rf"(?:(?:,\s*{_ITEM})*,?\s+(?:and|or|to|through)\s+{_ITEM}(?![\d,])(?!\s+(?:years?|months?|victims|cases"
    rf"|persons)))?{_OF}"
)
#: "the 2008 anti-trafficking law", "the anti-trafficking law of 2008", "the penal code"
_LOWER = re.compile(
    r"\b(?:19|20)\d\d\s+(?:[a-z][\w’'-]+\s+){0,4}?(?:law|act|statute|decree|ordinance|code)\b"
    r"|\b(?:anti-(?:human[- ])?trafficking|trafficking|slavery|labor|immigration)\s+(?:law|act"
    r"|statute)\b(?:\s+of\s+(?:19|20)\d\d)?"
    r"|\b(?:penal|criminal|labor|labour|civil|family|children’s|children's)\s+code\b(?:\s+of\s+(?:19|20)\d\d)?"
    r"|\blaw\s+of\s+(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d\s+(?:[a-z][\w’'-]+\s+){0,2}?(?:amendments?|revisions?|reforms?)\s+(?:to|of)\s+(?:the|its)\s+"
    r"(?:[a-z][\w’'-]+\s+){0,3}?(?:law|act|statute|code|constitution)\b"
)
#: "lacks a specific anti-trafficking law": the law does not exist
_NONE = re.compile(
    r"\b(?:lacks?|lacked|lacking|(?:has|have|had|is|was|are|were)\s+no|without|(?:does|do|did)\s+not\s+have|(?:lack|absence)\s+of)"
    r"\s+(?:(?:a|an|any)\s+)?(?:(?:specific|comprehensive|single|separate|dedicated|national)[,\s]+)*$"
)


def law_end(text: str, start: int, end: int, limit: int, leading: re.Pattern[str]) -> int | None:
    """Return the end of the law's or treaty's name, including number and year, that begins at ``start`` in the run up
    to ``end``.

    Returns None if no law begins there. ``leading`` matches words that open a sentence but not a name.
    """
    if tail := _MONTH_TAIL.search(text, start, end):
        end = tail.start()
    if inner := _INNER.match(text, end, limit):
        end = inner.end()
    if not _LAW_WORD.search(text, start, end):
        return None
    tokens = list(re.finditer(r"\S+", text[start:end]))
    if leading.match(tokens[0][0]) or not any(token[0].rstrip(".,") in LAW_WORDS for token in tokens):
        return None
    if tokens[0][0] == "Law" and len(tokens) > 1 and tokens[1][0] in WORDS["behind_law"]:
        return None
    # "the Criminal Code and the Immigration Act" are two laws, "the Law on Prevention and Suppression" is one.
    laws = [number for number, token in enumerate(tokens) if token[0] in LAW_WORDS]
    for number in range(laws[0] + 1 if laws else len(tokens), len(tokens) - 1):
        if tokens[number][0] == WORD.also and (tokens[number + 1][0] == WORD.known or laws[-1] > number):
            return start + tokens[number - 1].end()
    if tokens[-1][0] == "No" and len(tokens) > 1:
        end = start + tokens[-2].end()
    numbered = _NUMBER.match(text, end, limit)
    # "Law" alone at the start of a sentence does not name a law.
    if len(tokens) == 1 and not (numbered and numbered[0].strip()):
        return None
    return numbered.end() if numbered else end


def articles(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the numbered articles and sections of codes and laws in ``text[start:end]``."""
    return _ARTICLES.finditer(text, start, end)


def lower_laws(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the laws named in lower case, except laws that the text says do not exist."""
    for match in _LOWER.finditer(text, start, end):
        if not _NONE.search(text, max(start, match.start() - 80), match.start()):
            yield match
