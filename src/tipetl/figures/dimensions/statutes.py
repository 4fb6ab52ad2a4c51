"""What the articles of a law that a narrative has described are for, so that "24 persons under Section 360(A)" has a
kind of exploitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.syntax.spans import clause_bounds

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis


def numbered_laws(a: Analysis, first: int = 0, last: int | None = None) -> list[tuple[int, str]]:
    """The articles of a sentence (from token ``first`` to ``last``) that bear a number: the token of the noun, and the
    number as printed."""
    t = a.tokens
    out = []
    for x in a.items[a.items_from(first) : None if last is None else a.items_from(last + 1)]:
        k = x.last + 1
        if x.kind != "noun" or x.concept != "law" or k >= len(t.low) or not t.low[k][0].isdigit():
            continue
        label = t.low[k]
        while k + 1 < len(t.low) and t.start[k + 1] == t.end[k] and (t.low[k + 1].isalnum() or t.low[k + 1] in "()-./"):
            k += 1
            label += t.low[k]
        out.append((x.first, label.rstrip(".-/")))
    return out


def learned(a: Analysis) -> dict[str, str | None]:
    """The kind of each article that a sentence gives a penalty for; None where it is of more kinds than one."""
    known = dict(a.context.statutes)
    new: dict[str, str | None] = {}
    for r in a.readings:
        if r.metric != "penalty_prescribed":
            continue
        lo, _ = clause_bounds(a.tokens, r.first)
        own = [label for _, label in numbered_laws(a, lo, r.first - 1)]
        if own:
            known[own[-1]] = r.exploitation if known.get(own[-1], r.exploitation) == r.exploitation else None
            new[own[-1]] = known[own[-1]]
    return new


def kind_under(a: Analysis, first: int, last: int) -> tuple[bool, str | None]:
    """Whether articles are named between two tokens, and their kind where the narrative has said it of all of them."""
    labels = [label for _, label in numbered_laws(a, first, last)]
    kinds = {a.context.statutes.get(label) for label in labels}
    return bool(labels), kinds.pop() if len(kinds) == 1 else None
