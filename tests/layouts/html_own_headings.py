"""Make pages whose short sections have their author's own headings, in boxes that older readers took for navigation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

__all__ = ["LAYOUTS", "SECTIONS"]

SECTIONS = {
    "prosecution": (
        "Courts convicted nine traffickers in 2012, compared with seven in 2011, and sentenced them to between two and"
        " nine years in prison. Police arrested 14 suspects under article 7 of the penal code."
    ),
    "protection": "It opened a second house in March and paid 12 people who worked there.",
    "prevention": "It met in May and June of that year, twice, at length.",
}
"""The texts below the headings of each section. The last two do not say what they are about."""
_OPENING = (
    "The Government of Kosovo does not fully meet the minimum standards for the elimination of trafficking; however, it"
    " is making significant efforts to do so."
)


def _page(body: str) -> bytes:
    links = "<ul><li><a href=/a>Home page</a></li><li><a href=/b>Other countries</a></li></ul>"
    return f"<html><body>{links}{body}<p>Contact the webmaster of this site</p></body></html>".encode()


def _each(names: Sequence[str], pattern: str) -> str:
    return "".join(pattern.format(name, words) for name, words in zip(names, SECTIONS.values(), strict=True))


def definitions(names: Sequence[str]) -> bytes:
    """Lay out the sections as a list of terms and definitions."""
    rows = _each(names, "<dt>{}</dt><dd>{}</dd>")
    return _page(f"<dl><dt>KOSOVO (Tier 2)</dt><dd>{_OPENING}</dd>{rows}</dl>")


def unfolding(names: Sequence[str]) -> bytes:
    """Lay out sections that unfold."""
    rows = _each(names, "<details><summary>{}</summary><p>{}</p></details>")
    return _page(f"<h2>KOSOVO (Tier 2)</h2><p>{_OPENING}</p>{rows}")


def rows(names: Sequence[str]) -> bytes:
    """Lay out a table with the headings next to the text."""
    body = _each(names, "<tr><td>{}</td><td>{}</td></tr>")
    return _page(f"<h2>KOSOVO (Tier 2)</h2><table><tr><td></td><td>{_OPENING}</td></tr>{body}</table>")


def boxes(names: Sequence[str]) -> bytes:
    """Lay out boxes of one class, with their headings in boxes."""
    body = _each(names, "<div class=sec><div>{}</div><div>{}</div></div>")
    return _page(f"<h2>KOSOVO (Tier 2)</h2><div class=sec><div>{_OPENING}</div></div>{body}")


LAYOUTS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "definitions": definitions,
    "unfolding": unfolding,
    "rows": rows,
    "boxes": boxes,
}
