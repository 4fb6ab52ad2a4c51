"""Finds spans of a sentence: clauses between semicolons, terms between two tokens, and the bounds of items."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipetl.language.tokens import Tokens
    from tipetl.syntax.chunks.items import Item

#: The number of words of a clause to examine on either side of a word. The limit bounds the time spent on an endless
#: sentence.
REACH = 250


def clause_bounds(tokens: Tokens, token: int) -> tuple[int, int]:
    """Return the bounds of the clause (between semicolons) around a token; for an overlong clause, the bounds of the
    part near the token."""
    lo, hi = token - REACH if token > REACH else 0, len(tokens.low)
    if hi > token + REACH:
        hi = token + REACH
    if tokens.semicolons:
        index = bisect_left(tokens.semicolons, token)
        if index:
            lo = max(lo, tokens.semicolons[index - 1] + 1)
        if index < len(tokens.semicolons):
            hi = min(hi, tokens.semicolons[index])
    return lo, hi


def first_token(item: Item) -> int:
    """Return an item's first token, by which the items of a sentence are ordered."""
    return item.first


def last_token(item: Item) -> int:
    """Return an item's last token."""
    return item.last


def hits_between(hits: list[tuple[int, int, str]], first: int, last: int) -> list[tuple[int, int, str]]:
    """Return the context terms that begin between two tokens (inclusive)."""
    return hits[bisect_left(hits, (first,)) : bisect_left(hits, (last + 1,))]


def in_span(spans: list[tuple[int, int]], token: int) -> bool:
    """Return whether a token lies in one of the spans."""
    return any(a <= token < b for a, b in spans)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return token spans (ends excluded) in order, with overlapping spans merged."""
    out: list[tuple[int, int]] = []
    for first, end in sorted(spans):
        if out and first < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((first, end))
    return out
