"""Make more pages from the narratives, in layouts unknown when the extraction was written."""

from __future__ import annotations

import html
import random
import textwrap
from collections.abc import Callable

from tests.layouts.html_pages import (
    COOKIES,
    FOOTER,
    HIDDEN,
    SIGN_UP,
    TEASERS,
    _links,
    _script,
    _slug,
    _style,
    _title,
    dress,
)
from tests.layouts.narratives import Narrative

READER = (
    "I worked with victims of trafficking in that country for nine years, and the courts there convicted nobody while I"
    " was there; the government says it prosecuted 37 people, but my colleagues in two shelters saw none of it."
)
OTHER = (
    "A court in the capital sentenced three traffickers to 14 years in prison for the exploitation of 22 girls, the"
    " longest terms that the country has seen, prosecutors said after the hearing on Tuesday."
)
QUOTE = "“They told us we owed them 4,000 dollars each,” one of the 16 victims told the police."


def side_heads(narrative: Narrative, seed: int) -> bytes:
    """Lay out a table with each section's heading to the left of its text, and an archive's toolbar above."""
    rng = random.Random(f"side_heads{narrative.doc}{seed}")
    rows, left, cell = [], "", []
    title = ""
    for block in narrative.blocks:
        if block.kind == "country":
            title = block.text
        elif block.kind == "heading":
            rows.append((left, cell))
            left, cell = block.text, []
        elif block.kind == "items":
            cell.append("<ul>" + "".join(f"<li>{dress(item, rng)}" for item in block.items) + "</ul>")
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            cell.append(f"<p>{head}{dress(block.text, rng)}")
    rows.append((left, cell))
    table = "".join(
        f'<tr valign="top"><td width="140" bgcolor="#eee"><font color="navy">{dress(left, rng, split=False, notes=False)}</font></td><td>{"".join(cell)}</td></tr>'
        for left, cell in rows
    )
    return f"""<!DOCTYPE html><html><head><title>{_title(narrative)}</title><meta charset=utf-8>{_script(rng, 30000)}</head><body>
<div id="wm-ipp-base"><div id="wm-ipp-inside"><a href="https://web.archive.org/">Wayback Machine</a><span>148 captures</span><span>12 Jul {narrative.year} - 3 Feb 2024</span></div></div>
<table width="980" align="center"><tr><td colspan="2"><img src="banner.jpg" usemap="#m"><br>{_links(rng, 40, tag="span")}</td></tr><tr><td width="180">{_links(rng, 60, tag="div")}</td>
<td><h2>{dress(title, rng, split=False, notes=False)}</h2><table class="t">{table}</table></td></tr></table><hr><center><small>{FOOTER} | <a href="/c">Contact</a></small></center></body></html>""".encode()


def accordion(narrative: Narrative, seed: int) -> bytes:
    """Lay out collapsible sections, with a summary set as a lead, a table of key figures and a quotation in the text."""
    rng = random.Random(f"accordion{narrative.doc}{seed}")
    lead, sections = [], []
    title = ""
    for block in narrative.blocks:
        target = sections[-1][1] if sections else lead
        if block.kind == "country":
            title = block.text
        elif block.kind == "heading":
            sections.append((block.text, []))
        elif block.kind == "items":
            target.append("<ul>" + "".join(f"<li><div>{dress(item, rng)}</div></li>" for item in block.items) + "</ul>")
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            target.append(f"<p>{head}{dress(block.text, rng)}</p>")
    figures = "".join(
        f"<tr><td>{year}</td><td>{rng.randrange(90)}</td><td>{rng.randrange(90)}</td></tr>"
        for year in range(2003, 2009)
    )
    folds = [
        f'<details class="accordion__item" open><summary class="accordion__title">{html.escape(name)}</summary><div class="accordion__panel">{"".join(body)}</div></details>'
        for name, body in sections
    ]
    lead.append(f"<blockquote class='pull-quote'><p>{QUOTE}</p></blockquote>")
    if folds:
        folds.insert(
            1,
            f'<table class="key-figures"><thead><tr><th>Year</th><th>Cases</th><th>Victims</th></tr></thead><tbody>{figures}</tbody></table>',
        )
    chips = "".join(
        f'<a class="chip" href="#p{number}">{html.escape(name)}</a>' for number, (name, _) in enumerate(sections)
    )
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{_title(narrative)} – Library</title><meta property="og:url" content="https://library.example.org/tip-report/{narrative.year}/{_slug(narrative.country)}">
{_style(rng, 16000, ".visually-hidden{position:absolute;clip:rect(0 0 0 0)} .page .js-later{display:none}")}</head><body class="page"><div class="visually-hidden">{HIDDEN[1]}</div>
<div class="top-strip"><span>{COOKIES}</span> <a href="/why">Why?</a></div><div role="navigation">{_links(rng, 100, tag="div")}</div>
<div role="main"><div class="hero"><h1>{html.escape(title) if title else _title(narrative)}</h1></div><div class="chips">{chips}</div><div class="intro">{"".join(lead)}</div>{"".join(folds)}
<p class="js-later">{HIDDEN[0]}</p><ol class="footnotes"><li id="fn1">See the report of the labor ministry, page 41. <a href="#ref1">↩</a></li></ol></div>
<section><h2>More reading</h2>{"".join(f'<div><h3><a href="/b/{n}">{t.split(".")[0][:30]}</a></h3><p>{t}</p></div>' for n, t in enumerate(TEASERS))}</section>
<div class="bottom">{_links(rng, 50)}<p>{FOOTER}</p></div></body></html>""".encode()


def typescript(narrative: Narrative, seed: int) -> bytes:
    """Lay out a page of typewritten lines: ``pre``, wrapped at 78 columns."""
    rng = random.Random(f"typescript{narrative.doc}{seed}")
    lines = []
    for block in narrative.blocks:
        words = f"{block.head} {block.text}".strip()
        lines.extend(
            textwrap.fill("* " + item, 78, subsequent_indent="  ", break_on_hyphens=False) for item in block.items
        )
        if words:
            lines.append(textwrap.fill(words, 78, break_on_hyphens=False))
    body = html.escape("\n\n".join(lines), quote=False)
    menu = " | ".join(f'<A HREF="/{n}">[{n}] Index</A>' for n in range(12))
    return f"<HTML><HEAD><TITLE>{_title(narrative)}</TITLE></HEAD><BODY>{menu}<HR><PRE>\n{body}\n</PRE><HR>{menu}<ADDRESS>{FOOTER}</ADDRESS>{_script(rng, 3000)}</BODY></HTML>".encode(
        "cp1252", "xmlcharrefreplace"
    )


def magazine(narrative: Narrative, seed: int) -> bytes:
    """Lay out several articles on one page. One is the narrative, with readers' letters on the subject below it."""
    rng = random.Random(f"magazine{narrative.doc}{seed}")
    body = []
    for number, block in enumerate(narrative.blocks):
        if block.kind in ("country", "heading"):
            body.append(f'<h5 class="x">{dress(block.text, rng, split=False, notes=False)}</h5>')
        elif block.kind == "items":
            body.append("<div>" + "<br/>".join(f"– {dress(item, rng)}" for item in block.items) + "</div>")
        else:
            head = f"<b>{block.head}</b> " if block.kind == "run_in" else ""
            body.append(f"<p>{head}{dress(block.text, rng)}</p>")
        if number == 4:
            body.append(f'<div class="inline-promo"><p><b>{SIGN_UP}</b> <a href="/s">Join</a></p></div>')
    letters = "".join(
        f'<li class="response"><div class="who">Reader {n}</div><div class="when">May {n + 3}</div><p>{READER}</p><a href="#r{n}">Reply</a></li>'
        for n in range(3)
    )
    others = "".join(
        f'<article class="story small"><a href="/s/{n}"><h3>Court hands down long terms</h3></a><p>{OTHER}</p></article>'
        for n in range(3)
    )
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>{narrative.country}: {narrative.year} TIP Report</title>{_style(rng, 20000)}</head><body><div id="app"><div class="bar">{_links(rng, 90)}</div>
<div class="grid"><article class="story"><h1>{_title(narrative)}</h1>{"".join(body)}</article>{others}</div><div id="responses"><h4>3 responses</h4><ol>{letters}</ol></div>
<div class="end">{FOOTER} {_links(rng, 30, tag="span")}</div></div>{_script(rng, 12000)}</body></html>""".encode()


LAYOUTS: dict[str, Callable[[Narrative, int], bytes]] = {
    "side_heads": side_heads,
    "accordion": accordion,
    "typescript": typescript,
    "magazine": magazine,
}
