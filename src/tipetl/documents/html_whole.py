"""Check that a page's markup is not truncated, and that no unclosed comment or element swallows text.

One pass over the raw characters checks this before a parser repairs the markup and closes open elements.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from tipetl.documents.disturbed import figure_in
from tipetl.model import Issue

_RAW = ("script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe")
"""Elements whose content is not markup. If unclosed, such an element swallows everything after it."""
_UNREAD = ("nav", "select", "noscript", "svg", "template", "object", "dialog", "button", "figcaption", "menu", "video")
"""Elements that never contain the main text. If unclosed, such an element includes everything after it."""
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
"""The minimum number of swallowed words for which an issue is reported."""


@dataclass(slots=True)
class _Markup:
    """The result of one pass: the elements still open at the end, and those that were opened and closed."""

    inside: str | None = None
    open_at: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    opened: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    swallowed: list[str] = field(default_factory=list)


def markup_issues(text: str) -> list[Issue]:
    """Return issues about incomplete markup: ``breaks_off`` if it ends too early, ``text_swallowed`` if an unclosed
    comment or element swallows part of the text.
    """
    found = _passed(text)
    if found.inside is not None:
        return [Issue("documents", "breaks_off", f"The page ends inside {found.inside}; the rest is missing.")]
    issues = []
    if _unfinished(found):
        issues.append(Issue("documents", "breaks_off", "The page breaks off: its markup has no end."))
    else:
        for name in _UNREAD:
            places = found.open_at[name]
            if places and _is_text(text[places[0] :]):
                message = f"An element <{name}> is never closed; the text after it was not read."
                issues.append(Issue("documents", "text_swallowed", message))
                break
    if any(map(_is_text, found.swallowed)):
        message = "A comment that is not closed in time swallows part of the page's text."
        issues.append(Issue("documents", "text_swallowed", message))
    return issues


def _unfinished(found: _Markup) -> bool:
    """Return whether a page that closes its other elements leaves the outermost elements open.

    HTML allows pages to omit the end tags of ``html`` and ``body``, like those of ``head`` and ``p``. A page was cut
    off if it has end tags for ``head`` and ``p`` but not for ``html`` and ``body``, or if it also leaves boxes open.
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
    """Return whether a "<" that seems to open a tag is prose: "<a third", followed by sentences and no other tag."""
    return len(rest) > 2_000


def _comment(text: str, start: int, found: _Markup) -> int:
    """Skip the comment that begins at ``start``. A comment that ends only where the next comment ends has swallowed
    text."""
    if text.startswith((">", "->"), start):  # the comment is complete, but empty
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
    """Skip a tag and, if its element cannot contain markup, also the element's content."""
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
    """Return whether markup contains running text with a figure."""
    words = _TAGS.sub(" ", markup).split()
    return len(words) >= _SWALLOWED and figure_in(" ".join(words))
