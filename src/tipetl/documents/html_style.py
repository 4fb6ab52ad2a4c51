"""Find the elements hidden by a page's style sheets and style attributes.

This module recognizes the few declarations that pages use to hide words, and finds the selectors with such
declarations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|clip\s*:\s*rect\(\s*[01]"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
"""Declarations that hide an element. ``opacity`` and ``font-size`` are missing because pages use them for fading and
grids.
"""
_STYLE_NOISE = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_HINTS = ("none", "hidden", "collapse", "rect(", "-999", "-1000", "-2000", "-5000")
_MOST_STYLE = 300_000
_MOST_HINTS = 2_000
_MOST_SELECTORS = 200
_MOST_RULES = 50
_RULE = re.compile(r"\s*\{([^}]*)")
_SHOWS = re.compile(r"display\s*:\s*(?!none)", re.IGNORECASE)
_UNSAFE_SELECTOR = re.compile(r"[:@\\]|^\s*+(?:(?:html|body|\*|main)\s*+)?$")


def hiding_selectors(sheet: str, declaration: re.Pattern[str] = HIDING, values: Sequence[str] = _HINTS) -> list[str]:
    """Return the selectors that hide elements from every reader: those outside media queries, without a state such as
    ``:hover``, and without a later rule that displays the elements again.

    ``declaration`` matches a hiding declaration; every such declaration contains one of the strings in ``values``.
    """
    sheet = sheet[:_MOST_STYLE]
    if "/*" in sheet:
        sheet = _STYLE_NOISE.sub("", sheet)
    rules: dict[int, int] = {}
    depth = before = 0
    for place in _hints(sheet, values):
        depth += sheet.count("{", before, place) - sheet.count("}", before, place)
        before = place
        # Inside "@media print {" braces are two deep, and rules there do not hide elements from every reader.
        if depth == 1:
            end = sheet.find("}", place)
            rules[sheet.rfind("{", 0, place)] = end if end >= 0 else len(sheet)
    found: list[str] = []
    for start, end in sorted(rules.items()):
        if len(found) >= _MOST_SELECTORS or not declaration.search(sheet, start, end):
            continue
        selectors = sheet[
            max(sheet.rfind("}", 0, start), sheet.rfind("{", 0, start), sheet.rfind(";", 0, start)) + 1 : start
        ]
        for selector in selectors.split(","):
            selector = selector.strip()
            if not selector or selector in found or _UNSAFE_SELECTOR.search(selector):
                continue
            if not _shown_again(sheet, selector, end):
                found.append(selector)
            if len(found) >= _MOST_SELECTORS:
                break
    return found


def _shown_again(sheet: str, selector: str, start: int) -> bool:
    """Return whether a later rule with the same selector displays the elements that an earlier rule hid."""
    place = sheet.find(selector, start)
    for _ in range(_MOST_RULES):
        if place < 0:
            break
        rule = _RULE.match(sheet, place + len(selector))
        if rule and _SHOWS.search(rule[1]):
            return True
        place = sheet.find(selector, place + len(selector))
    return False


def _hints(sheet: str, values: Sequence[str]) -> list[int]:
    """Return the positions of hiding values. Plain searches take a tenth of the time of one pattern search."""
    places: list[int] = []
    for hint in values:
        place = sheet.find(hint)
        while place >= 0 and len(places) < _MOST_HINTS:
            places.append(place)
            place = sheet.find(hint, place + 1)
    return sorted(places)
