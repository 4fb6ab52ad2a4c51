"""A third set of layouts, made after the reader had been improved on the second set."""

from __future__ import annotations

import html
import random
from collections.abc import Callable

from tests.layouts.html_pages import CAPTION, COOKIES, FOOTER, HIDDEN, TEASERS, _links, _script, _style, _title, dress
from tests.layouts.narratives import Narrative

ABOUT = (
    "The Trafficking in Persons Report is the government's principal diplomatic tool to engage foreign governments on"
    " human trafficking. It ranks 188 countries and territories by their efforts to prosecute traffickers and to protect"
    " victims, and it is read in parliaments, courts and newsrooms."
)


def fields(narrative: Narrative, seed: int) -> bytes:
    """Lay out every paragraph in its own box, fake headings, a column of teasers with a link each."""
    rng = random.Random(f"fields{narrative.doc}{seed}")
    body = []
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            inner = f'<div class="field field--name-title"><span class="big">{dress(block.text, rng, split=False, notes=False)}</span></div>'
        elif block.kind == "items":
            inner = f'<div class="field field--name-body"><ul>{"".join(f"<li>{dress(item, rng)}</li>" for item in block.items)}</ul></div>'
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            inner = f'<div class="field field--name-body"><div class="field__item"><p>{head}{dress(block.text, rng)}</p></div></div>'
        body.append(f'<div class="paragraph paragraph--type--text"><div class="paragraph__column">{inner}</div></div>')
    body.insert(
        3, f'<div class="paragraph paragraph--type--picture"><div><img src="a.jpg"><div>{CAPTION}</div></div></div>'
    )
    cards = "".join(
        f'<div class="views-row"><div><span>June {n + 1}</span></div><div><p>{t}</p></div><div><a href="/n/{n}">Read more</a></div></div>'
        for n, t in enumerate(TEASERS)
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{narrative.country} | {narrative.year} Trafficking in Persons Report | Archive</title>{_style(rng, 15000)}</head><body class="path-node"><div class="dialog-off-canvas-main-canvas">
<div class="layout-container"><div class="region-top">{_links(rng, 120)}</div><div class="layout-columns"><div class="layout-content"><div class="block-page-title"><h1><span>{narrative.country}</span></h1></div>
<div class="block-content"><div class="node__content">{"".join(body)}</div></div></div><div class="layout-second"><div class="view-content">{cards}</div></div></div><div class="region-bottom"><p>{FOOTER}</p>{_links(rng, 60)}</div></div></div>
<div class="eu-popup"><div><p>{COOKIES}</p><button>Agree</button></div></div>{_script(rng, 20000)}</body></html>""".encode()


def labelled_sections(narrative: Narrative, seed: int) -> bytes:
    """Lay out one labeled element per section, with a grid of other countries and a note about the report at
    the end.
    """
    rng = random.Random(f"labelled{narrative.doc}{seed}")
    sections: list[list[str]] = [[]]
    for number, block in enumerate(narrative.blocks):
        if block.kind == "country":
            sections[0].append(f"<h2>{dress(block.text, rng, split=False, notes=False)}</h2>")
        elif block.kind == "heading":
            sections.append(
                [
                    f'<h3 id="h{number}"><a class="anchor" href="#h{number}" aria-hidden="true">#</a>{html.escape(block.text)}</h3>'
                ]
            )
        elif block.kind == "items":
            sections[-1].append("<ul>" + "".join(f"<li>{dress(item, rng)}</li>" for item in block.items) + "</ul>")
        else:
            head = f"<b>{block.head}</b> " if block.kind == "run_in" else ""
            sections[-1].append(f"<p data-n={number}>{head}{dress(block.text, rng)}</p>")
    body = "".join(
        f"<section>{''.join(section)}<p class=up><a href='#top'>↑ Top</a></p></section>" for section in sections
    )
    grid = "".join(
        f'<a class="tile" href="/{n}"><b>{name}</b><span>Tier {n % 3 + 1}</span></a>'
        for n, name in enumerate(("Albania", "Bolivia", "Chad", "Denmark", "Egypt"))
    )
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{_title(narrative)}</title>{_style(rng, 20000)}</head><body><header><p>{html.escape("An independent mirror of public reports")}</p>{_links(rng, 40)}</header>
<main><article><header><h1>{_title(narrative)}</h1><p><time datetime="{narrative.year}-06-20">June 20, {narrative.year}</time> · 9 min read</p></header>{body}</article>
<div class="tiles"><h2>Explore other countries</h2>{grid}</div><div class="note"><h4>About this report</h4><p>{ABOUT}</p></div></main><dialog><p>{HIDDEN[0]}</p></dialog><footer>{FOOTER}</footer>{_script(rng, 30000)}</body></html>""".encode()


def flat_paragraphs(narrative: Narrative, seed: int) -> bytes:
    """Use no boxes at all: menus, text and footer are paragraphs and lists directly in the body."""
    rng = random.Random(f"flat{narrative.doc}{seed}")
    body = []
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            body.append(f"<p><u><b>{dress(block.text, rng, split=False, notes=False)}</b></u></p>")
        elif block.kind == "items":
            body.append("<ul>" + "".join(f"<li>{dress(item, rng)}</li>" for item in block.items) + "</ul>")
        else:
            head = f"<b>{block.head}</b> " if block.kind == "run_in" else ""
            body.append(f"<p>{head}{dress(block.text, rng)}</p>")
    return f"""<html><head><title>{narrative.country} TIP report {narrative.year}</title></head><body><ul>{_links(rng, 60)}</ul><p><img src=logo.gif></p><p>{COOKIES}</p>{"".join(body)}<p>{FOOTER}</p><p>Contact: webmaster (at) example.org</p><ul>{_links(rng, 20)}</ul></body></html>""".encode()


LAYOUTS: dict[str, Callable[[Narrative, int], bytes]] = {
    "fields": fields,
    "labelled_sections": labelled_sections,
    "flat_paragraphs": flat_paragraphs,
}
