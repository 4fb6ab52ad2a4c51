"""Whether a page's markup is all there: signs that it breaks off, or that an open comment or element swallows its text.

What belongs here: one pass over the characters of a page, before a parser mends them and closes what was left open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from tipetl.documents.disturbed import figure_in
from tipetl.model import Issue

__all__ = ["markup_issues"]

_RAW = ("script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe")
"""Elements whose content is no markup: whatever stands behind an open one is swallowed."""
_UNREAD = ("nav", "select", "noscript", "svg", "template", "object", "dialog", "button", "figcaption", "menu", "video")
"""Elements that hold none of the text: an open one takes what stands behind it."""
_HOLDERS = ("div", "section", "article", "main", "table", "ul", "ol")
_FRAME = ("html", "head", "body")
_PIECE = re.compile(
    r"<(?:(?P<comment>!--)|(?P<closing>/?)(?P<name>" + "|".join((*_RAW, *_UNREAD, *_HOLDERS, *_FRAME)) + r")(?=[\s/>])"
    r"|(?P<other>[a-zA-Z/!?]))",
    re.IGNORECASE,
)
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_TAGS = re.compile(r"<[^<>]*>?")
_SWALLOWED = 30
"""Words of text from which on what an open comment or element swallows is worth a doubt."""


@dataclass(slots=True)
class _Markup:
    """What one pass found: what is still open at the end, and what opened and closed."""

    inside: str | None = None
    open_at: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    opened: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    swallowed: list[str] = field(default_factory=list)


def markup_issues(text: str) -> list[Issue]:
    """What is not whole about a page: ``breaks_off`` where it ends too early, ``text_swallowed`` where a comment or an
    element that is never closed takes a part of its text.
    """
    found = _passed(text)
    if found.inside is not None:
        return [Issue("documents", "breaks_off", f"The page ends inside {found.inside}; what came behind is missing.")]
    issues = []
    if _unfinished(found):
        issues.append(Issue("documents", "breaks_off", "The page breaks off: its markup has no end."))
    else:
        for name in _UNREAD:
            places = found.open_at[name]
            if places and _is_text(text[places[0] :]):
                message = f"An element <{name}> is never closed; what stands behind it was not read as text."
                issues.append(Issue("documents", "text_swallowed", message))
                break
    if any(map(_is_text, found.swallowed)):
        message = "A comment that is not closed in its place takes a part of the page's text."
        issues.append(Issue("documents", "text_swallowed", message))
    return issues


def _unfinished(found: _Markup) -> bool:
    """Whether a page that closes its elements leaves the outermost open.

    The end tags of ``html`` and ``body`` may be left out, as those of ``head`` and ``p`` may: a page that writes the
    one kind and lacks the other, or leaves boxes open as well, was cut.
    """
    if found.closed & {"html", "body"}:
        return False
    boxes = any(found.open_at[name] for name in _HOLDERS)
    return boxes or ("head" in found.closed and bool(found.opened & {"html", "body"}))


def _passed(text: str) -> _Markup:
    found = _Markup()
    place = 0
    while match := _PIECE.search(text, place):
        if match["comment"]:
            place = _comment(text, match.end(), found)
        elif match["name"]:
            place = _element(text, match, found)
        else:
            place = text.find(">", match.end()) + 1
            if not place:
                found.inside = None if _is_prose(text[match.start() :]) else "a tag"
        if found.inside is not None or not place:
            break
    return found


def _is_prose(rest: str) -> bool:
    """Whether a sign that opens a tag is one of the text: "<a third", followed by sentences and no other tag."""
    return len(rest) > 2_000


def _comment(text: str, start: int, found: _Markup) -> int:
    """Passes over a comment that begins at ``start``; where it goes on to the next comment's end it held text."""
    if text.startswith((">", "->"), start):  # a whole comment, empty
        return text.index(">", start) + 1
    end = _COMMENT_END.search(text, start)
    if end is None:
        found.inside = "a comment"
        return len(text)
    inner = text.find("<!--", start, end.start())
    if inner >= 0 and not text.startswith("[if", start):
        found.swallowed.append(text[start:inner])
    return end.end()


def _element(text: str, match: re.Match[str], found: _Markup) -> int:
    """Passes over a tag, and over the content of an element that is no markup."""
    name = match["name"].lower()
    end = text.find(">", match.end())
    if end < 0:
        found.inside = "a tag"
        return len(text)
    if match["closing"]:
        found.closed.add(name)
        if found.open_at[name]:
            found.open_at[name].pop()
        return end + 1
    found.opened.add(name)
    if name not in _RAW:
        if not text.endswith("/", match.start(), end) or name != "svg":
            found.open_at[name].append(match.start())
        return end + 1
    close = _RAW_END[name].search(text, end)
    if close is None:
        found.inside = f"an element <{name}>"
        return len(text)
    return close.end()


def _is_text(markup: str) -> bool:
    """Whether markup holds running text that tells a figure."""
    words = _TAGS.sub(" ", markup).split()
    return len(words) >= _SWALLOWED and figure_in(" ".join(words))
