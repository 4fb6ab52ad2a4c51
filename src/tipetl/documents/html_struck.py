"""Mark words in the middle of a page's text that are struck out or hidden.

Later steps do not read marked words, but the words are recorded. ``html_scan`` skips boxes that are hidden as a whole
(a menu, a dialog, a second copy for small screens), which are ordinary.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tipetl.documents.disturbed import figure_in
from tipetl.documents.html_style import HIDING, hiding_selectors
from tipetl.model import Issue


@dataclass(frozen=True, slots=True)
class Struck:
    """Words on one line that were removed from the text. ``deleted`` means that the words were struck out rather than
    hidden."""

    words: str
    deleted: bool


_STRUCK_THROUGH = re.compile(r"text-decoration(?:-line)?\s*+:[^;}]{0,200}?line-through", re.IGNORECASE)
# The last selector matches the class that Word assigns to deletions in tracked changes.
_DELETED = 'del,s,strike,[class~="msoDel" i]'
_STYLED = '[style*="line-through" i]'
_WITHIN_LINES = (
    "span", "font", "a", "b", "i", "u", "em", "strong", "small", "big", "sup", "sub", "q", "mark", "abbr", "var",
    "code", "bdi", "bdo", "label", "ins", "tt",
)  # fmt: skip
_HIDDEN = ",".join(f"{tag}[{sign}]" for tag in _WITHIN_LINES for sign in ("hidden", "aria-hidden", "style"))
_UNSEEN = '[style*="font-size" i],[style*="color" i],font[color]'
_NO_SIZE = re.compile(
    r"font-size\s*+:\s*+(?:0++(?:\.0++)?+|\.0++)(?:px|pt|r?em|%)?\s*+(?:!\s*+important\s*+)?(?:;|$)", re.IGNORECASE
)
_INK = re.compile(r"(?<![-\w])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_NAMED = {"white": "ffffff", "black": "000000"}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})")
_CLEAR = re.compile(r"transparent|rgba\([^)]*[,/]\s*0?\.?0+\s*\)", re.IGNORECASE)
_MARK = "struck"
_MOST_MARKED = 2_000
_MOST_UP = 40
"""The maximum number of enclosing elements checked for a background color."""
_SHOWN = 80


def mark_struck(parser: LexborHTMLParser, sheets: Sequence[str]) -> list[Struck]:
    """Mark struck-out and inline hidden words with the attribute ``hidden``, and return the words.

    ``sheets`` are the page's own style sheets. Nothing is removed, so a page that is struck out from end to end can
    still be read.
    """
    by_sheet = hiding_selectors("\n".join(sheets), _STRUCK_THROUGH, ("line-through",)) if sheets else []
    looks: tuple[tuple[Iterable[str], Callable[[LexborNode], bool], bool], ...] = (
        ([_DELETED, *by_sheet], _always, True),
        ([_STYLED], _is_struck_through, True),
        ([_UNSEEN], _is_unseen, False),
        ([_HIDDEN], _is_hidden_in_line, False),
    )
    found: list[Struck] = []
    for selectors, holds, deleted in looks:
        for node in nodes(parser, selectors):
            if len(found) < _MOST_MARKED and node.attributes.get("hidden") != _MARK and holds(node):
                if words := " ".join(node.text().split()):
                    found.append(Struck(words, deleted))
                node.attrs["hidden"] = _MARK
    return found


def struck_issues(found: Sequence[Struck]) -> list[Issue]:
    """Return issues about omitted words. An issue is a warning if the words contain a figure."""
    issues = []
    for deleted, how in ((True, "struck out"), (False, "hidden within a line")):
        own = [one for one in found if one.deleted == deleted]
        figures = [one for one in own if figure_in(one.words)]
        if figures:
            more = f" and {len(figures) - 1} more" if len(figures) > 1 else ""
            message = f"Words {how} hold a figure and were not read: “{_short(figures[0].words)}”{more}."
            issues.append(Issue("documents", "deleted_figure" if deleted else "hidden_figure", message))
        elif own and deleted:
            message = f"Words {how} were not read: “{_short(own[0].words)}”."
            issues.append(Issue("documents", "deleted_text", message, "info"))
    return issues


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def nodes(parser: LexborHTMLParser, selectors: Iterable[str]) -> Iterator[LexborNode]:
    """Yield the elements that match any of the selectors. A selector that the engine does not support matches
    nothing."""
    for selector in selectors:
        try:
            yield from parser.css(selector)
        except (SelectolaxError, ValueError):
            continue


def _always(_node: LexborNode) -> bool:
    return True


def _is_struck_through(node: LexborNode) -> bool:
    return _STRUCK_THROUGH.search(node.attributes.get("style") or "") is not None


def _is_hidden_in_line(node: LexborNode) -> bool:
    """Return whether part of a line is hidden while other words in it are visible."""
    said = node.attributes
    hides = (
        "hidden" in said
        or (said.get("aria-hidden") or "").lower() == "true"
        or HIDING.search(said.get("style") or "") is not None
    )
    return hides and any(_has_words(beside) for beside in (node.prev, node.next))


def _has_words(node: LexborNode | None) -> bool:
    return node is not None and (node.tag == "-text" or node.tag in _WITHIN_LINES) and bool(node.text().strip())


def _is_unseen(node: LexborNode) -> bool:
    """Return whether an element without inner elements has text of zero size or in the color of its background."""
    inner = node.first_child
    while inner is not None:
        if inner.is_element_node:
            return False
        inner = inner.next
    style = node.attributes.get("style") or ""
    if _NO_SIZE.search(style):
        return True
    ink = _INK.search(style)
    color = ink[1] if ink else node.attributes.get("color") or ""
    if _CLEAR.match(color.strip()):
        return True
    return bool(color) and _color(color) == _ground(node)


def _ground(node: LexborNode) -> str | None:
    """Return the background color of the nearest enclosing element that sets one, in six hex digits."""
    around: LexborNode | None = node
    for _ in range(_MOST_UP):
        if around is None or not around.is_element_node:
            return None
        said = around.attributes
        if own := _GROUND.search(said.get("style") or ""):
            return _color(own[1])
        if said.get("bgcolor"):
            return _color(said["bgcolor"] or "")
        around = around.parent
    return None


def _color(words: str) -> str:
    """Normalize a color in one of the usual forms to six hex digits; return any other color as written."""
    color = words.strip().lower()
    if found := _RGB.match(color):
        return "".join(f"{int(part):02x}" for part in found.groups())
    color = _NAMED.get(color, color.lstrip("#"))
    return "".join(char * 2 for char in color) if len(color) == 3 else color
