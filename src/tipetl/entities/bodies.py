"""Organizations that no table lists, by the shape of their names.

What belongs here: where, in a run of capitalised words, the name of a body begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tipetl.entities.laws import LAW_WORDS
from tipetl.entities.names import organization_words

__all__ = ["LEADING", "body_end"]

#: A run that begins a sentence may begin with one of these; the name begins after it.
LEADING = re.compile(
    r"(?:The|An?|In|On|At|By|With|For|From|To|And|But|As|Its|Their|This|These|Those|When|While|After|Before"
    r"|Some|Several|Many"
    r"|All|Both|Each|Most|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|[A-Z][a-z]+teen|Twenty"
    r"|Officials|Under"
    r"|According|Although|Though|Because|Since|Until|During|Through|Between|Among|Of|If|Where|Once|Only|Every"
    r"|Another|Other|Neither"
    r"|Either|Like|Unlike|Within|Without|Via|Per|So|Yet|Then|Here|There|It|He|She|They|His|Her|Our|Inspectors"
    r"|Officers|Staff"
    r"|Prosecutors|Judges|Police|Social|Authorities|Members|Representatives|Experts|Employees|Volunteers"
    r"|Graduates|Agents|Later|Today"
    r"|Meanwhile|Now|Thus|Also|Finally|However|Recently|Previously|Currently)$"
)
_GOVERNMENT = re.compile(r"(?:[Gg]overnments?|[Ee]mbassy|[Ee]mbassies|[Cc]onsulates?)\s+of\s+(?:the\s+)?$")
#: "the Unit of the Department": two bodies; "the Office of the Attorney General" is one.
_PARENT = ("of", "within", "in", "under", "at", "from", "by")
_OPENERS = frozenset({"Police", "Social"})


def body_end(text: str, start: int, end: int, listed: Callable[[int, str], int | None]) -> int | None:
    """Where the organization that begins at ``start``, in the run up to ``end``, ends; None when the run names none.

    ``listed`` says where a listed name ends that begins at a word.
    """
    heads_of = organization_words().heads
    words = text[start:end]
    if not any(head in words for head in heads_of):
        return None
    tokens = list(re.finditer(r"[^\s,]+", words))
    first = tokens[0][0]
    if (
        (LEADING.match(first) and not (first in _OPENERS and len(tokens) > 1 and tokens[1][0][0].isupper()))
        or any(token[0] in LAW_WORDS for token in tokens)
        or (
            first.isupper()
            and len(first) > 1
            and len(tokens) > 1
            and tokens[1][0] in ("and", "with", "for", "to", "in")
        )
        or _GOVERNMENT.search(text, max(0, start - 20), start)
    ):
        return None
    heads = sorted(
        number
        for number, token in enumerate(tokens)
        if re.sub(r"[’']s?$", "", token[0]).strip(".") in heads_of or token[0].replace("’", "'") in heads_of
    )
    if not heads or len(tokens) == 1:
        return None
    last = _first_body(tokens, heads, start, listed)
    if last < heads[0]:
        return None
    stretch = start + tokens[last].end()
    if last == 0 or any(listed(start + token.start(), token[0]) == stretch for token in tokens[1 : last + 1]):
        return None
    possessive = re.search(r"[’']s$", tokens[last][0]) and last == len(tokens) - 1
    return stretch - (2 if possessive else 0)


def _first_body(
    tokens: list[re.Match[str]], heads: list[int], start: int, listed: Callable[[int, str], int | None]
) -> int:
    """The last token of the first body in the run: "and" before a second head or a listed name begins another body."""
    for number, token in enumerate(tokens):
        word = token[0]
        if word not in ("and", "&", "in", "with", "to", "for", "of", "by", "from", "on") or number < 1:
            continue
        after = number + 1
        while after < len(tokens) and tokens[after][0] in ("the", "of", "and"):
            after += 1
        if after >= len(tokens):
            return number - 1
        rest = [head for head in heads if head >= after]
        before = any(head < number for head in heads)
        if word == "of":
            # A head of its own that ends the name, behind the article: the parent of the unit named first.
            article = tokens[number + 1][0] == "the"
            if before and article and rest and number > 1:
                return number - 1
            continue
        if word in ("for", "on"):
            continue
        found = listed(start + tokens[after].start(), tokens[after][0])
        if word in ("in", "with", "to", "by", "from"):
            if found or not rest or word in ("by", "from", "with"):
                return number - 1
        elif before and (rest or found):
            return number - 1
    return len(tokens) - 1
