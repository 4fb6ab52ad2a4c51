"""Remove elements and tags from unparsed markup in one pass.

A pattern such as ``<script.*?</script>`` searches to the end for each start tag, so on a page that opens many elements
and closes none, matching takes time that grows with the square of the length. ``documents`` interprets pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache


class _Ends:
    """The positions of end tags; a kind of tag that was not found once is never searched for again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._none: set[str] = set()

    def behind(self, name: str, place: int) -> int:
        """Return the position after the next end tag of ``name`` (or the next ``-->``, or ``>``); -1 if no end tag
        follows.
        """
        if name in self._none:
            return -1
        found = _end(name).search(self.text, place)
        if found is None:
            self._none.add(name)
            return -1
        return found.end()


@cache
def _end(name: str) -> re.Pattern[str]:
    return re.compile(name if name in ("-->", ">") else rf"</{name}(?=[\s>])\s*+>", re.IGNORECASE)


@cache
def _begin(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<(?:(?P<comment>!--)|(?P<name>{'|'.join(names)})\b)?", re.IGNORECASE)


def without(text: str, names: Sequence[str], *, tags: bool = True, instead: str = " ") -> str:
    """Return markup without comments, without elements of these names and, if ``tags``, without any tags.

    Each removed part is replaced with ``instead``. If an element or comment never ends, only its tag is removed.
    """
    ends, place = _Ends(text), 0
    pieces: list[str] = []
    for match in _begin(tuple(names)).finditer(text):
        if match.start() < place:
            continue
        kind = "-->" if match["comment"] else (match["name"] or "").lower()
        end = ends.behind(kind, match.end()) if kind else -1
        if end < 0 and tags:
            end = ends.behind(">", match.end())
        if end >= 0:
            pieces += text[place : match.start()], instead
            place = end
    return "".join([*pieces, text[place:]])


def elements(text: str, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes and contents of each element of these names, up to the next end tag; nested elements are
    skipped.
    """
    ends, place = _Ends(text), 0
    for match in _begin(tuple(names)).finditer(text):
        if match.start() < place or not match["name"]:
            continue
        inner = ends.behind(">", match.end())
        end = ends.behind(match["name"].lower(), inner) if inner >= 0 else -1
        if end >= 0:
            yield text[match.end() : inner - 1], text[inner : text.rindex("<", inner - 1, end)]
            place = end
