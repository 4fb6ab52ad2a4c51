"""Web pages made from the development narratives, in layouts as awkward as real ones.

Each layout is a plain function of a narrative and a seed: the same seed yields the same bytes. ``LAYOUTS`` has one
function per layout; ``chapters`` prints several countries on one page. ``BOILERPLATE`` is what the pages print around
the narrative: no sentence of it may appear in the result.
"""

from __future__ import annotations

import html
import json
import random
import re
from collections.abc import Callable, Sequence

from tests.layouts.narratives import Narrative, Set

COOKIES = "We use cookies and similar tools to count 3,400 visits a day and to remember your settings."
BANNER = "An official website of the United States government"
ARCHIVED = (
    "NOTE: Content in this archive site is not updated, and links may not function. External links to other Internet"
    " sites should not be construed as an endorsement of the views contained therein."
)
TEASERS = (
    "The Secretary honors eight heroes of the fight against human trafficking at a ceremony in Washington.",
    "Read how prosecutors in 14 countries convicted 212 traffickers with the help of survivors.",
    "A new shelter opens its doors to 45 victims of forced labor in the fishing sector.",
    "The Ambassador gives $750,000 to train 320 police officers and judges.",
)
FOOTER = "The Office of Web Management manages this site as a portal for information from the government."
DISCLAIMER = (
    "This is not a UNHCR publication. UNHCR is not responsible for, nor does it necessarily endorse, its content."
    " Any views expressed are solely those of the author or publisher."
)
CAPTION = "Two of the 31 girls who were freed in a raid on a brothel look out of a shelter's window."
HIDDEN = (
    "Police investigated 999 suspects and courts convicted 888 traffickers.",
    "The government identified 777 victims, compared with 666 in the previous year.",
)
NOSCRIPT = "Please enable JavaScript to see all 52 parts of this page."
SIGN_UP = "Get our newsletter with five stories about slavery every week."
BOILERPLATE = (
    COOKIES, BANNER, ARCHIVED, *TEASERS, FOOTER, DISCLAIMER, CAPTION, *HIDDEN, NOSCRIPT, SIGN_UP,
    "Share this page", "Back to top", "In This Section", "Office to Monitor and Combat Trafficking in Persons",
    "Trafficking in Persons Report:", "Skip to content", "Related Content", "Publication Date", "Cite as",
)  # fmt: skip

_TOPICS = (
    "About Us", "Bureaus and Offices", "Business", "Careers", "Contact", "Countries and Regions", "Diversity", "Embassies",
    "Foreign Assistance", "History", "Human Rights", "Media Center", "Policy Issues", "Press Briefings", "Remarks",
    "Reports", "Students", "Travel Advisories", "Treaties", "Visas", "Youth Programs", "Arms Control", "Climate",
)  # fmt: skip
_COUNTRIES = (
    "Albania", "Bolivia", "Chad", "Denmark", "Egypt", "Finland", "Greece", "Haiti", "Iceland", "Japan", "Kenya", "Laos",
    "Mali", "Nepal", "Oman", "Peru", "Qatar", "Rwanda", "Serbia", "Togo", "Uganda", "Vietnam", "Yemen",
)  # fmt: skip


# --- words as markup ------------------------------------------------------------------------------------------------


def dress(text: str, rng: random.Random, *, entities: bool = True, split: bool = True, notes: bool = True) -> str:
    """Return the text as inline markup that displays the same: entities, soft hyphens, split words, comments, note
    links.
    """
    words = html.escape(text, quote=False).split(" ")
    for number, word in enumerate(words):
        draw = rng.random()
        if draw < 0.01 and len(word) > 8 and word.isalpha():
            words[number] = f"{word[:4]}&shy;{word[4:]}"
        elif split and draw < 0.02 and len(word) > 5 and word.isalpha():
            words[number] = f'{word[:3]}<span class="s{number % 7}">{word[3:]}</span>'
        elif draw < 0.03 and word.isalpha():
            words[number] = f"<em>{word}</em>"
        elif draw < 0.035 and word.isalpha():
            words[number] = f"{word}<!-- edited {number} convicted 12 traffickers -->"
        elif split and draw < 0.045 and word.isalpha() and len(word) > 4:
            words[number] = f'<a href="/glossary/{word.lower()}/">{word}</a>'
        elif notes and draw < 0.05 and word.endswith("."):
            words[number] = f'{word}<sup><a href="#_ftn{number}" name="_ftnref{number}">[{number % 9 + 1}]</a></sup>'
    out = []
    for word in words:
        out.append(word)
        out.append(rng.choice(("&nbsp;", " ", " ", " ")) if word[-1:].isdigit() else rng.choice(("\n", *" " * 12)))
    line = "".join(out[:-1])
    if entities:
        for char, names in {
            "’": ("&rsquo;", "&#8217;", "&#x2019;"),
            "“": ("&ldquo;",),
            "”": ("&rdquo;",),
            "–": ("&ndash;", "&#150;"),
            "—": ("&mdash;",),
            "é": ("&eacute;",),
            "€": ("&euro;",),
        }.items():
            line = line.replace(char, rng.choice(names))
    return line


def _links(rng: random.Random, count: int, *, tag: str = "li", base: str = "/") -> str:
    """Make a site menu of about twice ``count`` links, every fourth with a submenu."""
    rows = []
    for number in range(count):
        inner = ""
        if tag == "li" and number % 4 == 0:
            inner = f'<button aria-expanded="false"><span class="icon"></span></button><ul class="sub-menu">{_row(rng, tag, base) * 3}</ul>'
        rows.append(_row(rng, tag, base, inner))
    return "\n".join(rows)


def _row(rng: random.Random, tag: str, base: str, inner: str = "") -> str:
    topic = rng.choice(_TOPICS + _COUNTRIES)
    slug = re.sub(r"\W+", "-", topic.lower())
    return (
        f'<{tag} class="menu-item menu-item-{rng.randrange(9999)}"><a href="{base}{slug}/"><span>{topic}</span></a>'
        f"{inner}</{tag}>"
    )


def _script(rng: random.Random, size: int) -> str:
    lines = []
    while sum(map(len, lines)) < size:
        lines.append(
            f'w["{rng.randrange(10**9)}"]=function(a,b){{if(a<b&&b>{rng.randrange(99)}){{return "<p>"+a+"</p>"}}}};'
        )
    return "<script>\n" + "\n".join(lines) + "\n</script>"


def _style(rng: random.Random, size: int, extra: str = "") -> str:
    lines = [extra]
    while sum(map(len, lines)) < size:
        lines.append(f".c{rng.randrange(99999)}{{margin:{rng.randrange(9)}px;color:#{rng.randrange(4096):03x}}}")
    lines.append("@media print{.entry-content,.body-text{display:none}} @media (max-width:600px){main{display:none}}")
    return "<style>\n" + "\n".join(lines) + "\n</style>"


def _ld(narrative: Narrative, url: str, title: str) -> str:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "url": url, "name": title, "datePublished": f"{narrative.year}-06-20T14:01:44+00:00"},
            {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]},
            {"@type": "WebSite", "url": "https://www.state.gov/", "name": "United States Department of State"},
        ],
    }
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


def _slug(country: str) -> str:
    return re.sub(r"[^a-z]+", "-", country.lower()).strip("-")


def _teasers(rng: random.Random, tag: str = "div") -> str:
    cards = [
        f'<{tag} class="card"><a href="/news/{rng.randrange(9999)}/"><img src="t.jpg" alt="A picture of 12 people"></a>'
        f'<h4><a href="/news/{rng.randrange(9999)}/">{" ".join(teaser.split()[:5])}</a></h4><p>{teaser}</p></{tag}>'
        for teaser in TEASERS
    ]
    rng.shuffle(cards)
    return "\n".join(cards)


def _title(narrative: Narrative) -> str:
    return f"{narrative.year} Trafficking in Persons Report: {narrative.country}"


# --- the layouts ----------------------------------------------------------------------------------------------------


def state_2019(narrative: Narrative, seed: int) -> bytes:
    """Lay out a report page of the department's site since 2019: headings in ``h2``, real lists, a menu of sections."""
    rng = random.Random(f"state_2019{narrative.doc}{seed}")
    url = f"https://www.state.gov/reports/{narrative.year}-trafficking-in-persons-report/{_slug(narrative.country)}/"
    title, body, menu = _title(narrative), [], []
    for number, block in enumerate(narrative.blocks):
        if block.kind in ("country", "heading"):
            level = "h2" if block.kind == "country" else rng.choice(("h3", "h2"))
            body.append(f'<{level} id="section-{number}">{dress(block.text, rng, split=False, notes=False)}</{level}>')
            menu.append(f'<li><a href="#section-{number}">{html.escape(block.text)}</a></li>')
        elif block.kind == "run_in":
            body.append(f"<p><strong>{block.head}</strong> {dress(block.text, rng)}</p>")
        elif block.kind == "items":
            rows = "\n".join(f"<li>{dress(item, rng)}</li>" for item in block.items)
            body.append(f'<ul class="wp-block-list">\n{rows}\n</ul>')
        else:
            body.append(f"<p>{dress(block.text, rng)}</p>")
        if number == 4:
            body.append(
                '<figure class="wp-block-image"><img src="/wp-content/uploads/a.jpg" alt="12 victims">'
                f"<figcaption>{CAPTION}</figcaption></figure>"
            )
    body.insert(3, f'<div class="screen-reader-text">{HIDDEN[0]}</div>')
    page = f"""<!DOCTYPE html><html lang="en-US" class="no-js"><head><meta charset="UTF-8"><title>{title} - United States Department of State</title>
<link rel="canonical" href="{url}"><meta property="og:title" content="{title} - United States Department of State">
<meta property="og:url" content="{url}"><meta property="og:site_name" content="United States Department of State">
<meta property="article:published_time" content="{narrative.year}-06-20T14:01:44+00:00">{_ld(narrative, url, title)}
{_style(rng, 22000, ".screen-reader-text{clip:rect(1px,1px,1px,1px);position:absolute!important;height:1px}")}{_script(rng, 18000)}</head>
<body class="report-template-default single"><noscript><iframe src="x"></iframe>{NOSCRIPT}</noscript>
<a class="skip-link" href="#content">Skip to content</a><div class="usa-banner"><p>{BANNER}</p><button>Here's how you know</button></div>
<header class="site-header"><div class="logo"><a href="/">U.S. Department of State</a></div><nav aria-label="Primary"><ul>{_links(rng, 130)}</ul></nav></header>
<main id="content"><div class="breadcrumb"><a href="/">Home</a> &gt; <a href="/reports">Reports</a> &gt; {title}</div>
<div class="featured-content"><h1 class="featured-content__headline">{title}</h1>
<div class="article-meta"><a href="/bureau">Office to Monitor and Combat Trafficking in Persons</a></div></div>
<div class="report-nav"><p>In This Section:</p><ul class="report-nav__list">{"".join(menu)}</ul></div>
<div class="entry-content">{chr(10).join(body)}<p><a href="#top" class="report__back-to-top">Back to top</a></p></div>
<div class="share"><h3>Share this page</h3><a href="https://facebook.com/x">Facebook</a> <a href="https://x.com/y">X</a></div>
<section class="related-content"><h2>Related Content</h2>{_teasers(rng)}</section></main>
<div class="cookie-notice" role="dialog"><p>{COOKIES}</p><button>Accept</button></div>
<footer><ul>{_links(rng, 60)}</ul><p>{FOOTER}</p><p>&copy; 2024 U.S. Department of State</p></footer>{_script(rng, 9000)}</body></html>"""
    return page.encode("utf-8")


def state_2017(narrative: Narrative, seed: int) -> bytes:
    """Lay out the department's site of 2017 to 2021: fields and regions, tools inside the text, bold lines as
    headings.
    """
    rng = random.Random(f"state_2017{narrative.doc}{seed}")
    body = []
    for number, block in enumerate(narrative.blocks):
        if block.kind == "country":
            body.append(f'<h3 class="title">{dress(block.text, rng, split=False, notes=False)}</h3>')
        elif block.kind == "heading":
            body.append(f"<p><strong>{dress(block.text, rng, split=False, notes=False)}</strong></p>")
        elif block.kind == "run_in":
            body.append(f"<p><b>{block.head}</b>&nbsp;{dress(block.text, rng)}</p>")
        elif block.kind == "items":
            body.extend(f"<p>•&nbsp;{dress(item, rng)}</p>" for item in block.items)
        else:
            body.append(f"<p>{dress(block.text, rng)}</p>")
        if number == 2:
            body.append(
                '<div class="tools clearfix"><span>Share</span><a href="javascript:p()">Print</a> <a href="mailto:">Email</a></div>'
            )
        if number == 5:
            body.append(f'<div style="display: none">{HIDDEN[1]}</div>')
            body.append(f'<div class="media-image"><img src="x.jpg" width=220><p class="caption">{CAPTION}</p></div>')
    page = f"""<!DOCTYPE html><html dir="ltr"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{narrative.country}</title><meta name="dcterms.title" content="{_title(narrative)}" /><meta name="DC.date.issued" content="{narrative.year}/06/27" />
<meta property="og:url" content="https://www.state.gov/j/tip/rls/tiprpt/countries/{narrative.year}/271234.htm" />{_style(rng, 15000)}{_script(rng, 25000)}</head>
<body class="html not-front"><div id="page-wrapper"><div id="header"><div class="region region-menu"><ul class="menu">{_links(rng, 150)}</ul></div></div>
<div id="main-wrapper"><div id="main" class="clearfix"><div id="breadcrumb">Home » Under Secretary » <a href="/j/tip">Office</a> » Reports » {narrative.country}</div>
<div class="region region-sidebar-first"><h2>In This Section</h2><ul>{_links(rng, 40)}</ul></div>
<div id="content" class="column"><h1 class="page-title">{_title(narrative)}</h1><div class="field field-name-field-office">Office to Monitor and Combat Trafficking in Persons</div>
<div class="field field-name-body"><div class="field-items"><div class="field-item even">{chr(10).join(body)}</div></div></div></div>
<div class="region region-sidebar-second"><div class="block block-views"><h2>Latest</h2>{_teasers(rng)}</div></div></div></div>
<div id="footer"><div class="section">{_links(rng, 50, tag="span")}<p>{FOOTER}</p></div></div></div><div id="sliding-popup"><div class="popup-content"><p>{COOKIES}</p></div></div></body></html>"""
    return page.encode("utf-8")


def centerblock(narrative: Narrative, seed: int) -> bytes:
    """Lay out the archive of 2009 to 2017: an archive banner, ``centerblock``, office and date as spans with line
    breaks.
    """
    rng = random.Random(f"centerblock{narrative.doc}{seed}")
    body: list[str] = []
    waiting = ""
    for block in narrative.blocks:
        if block.kind == "country":
            body.append(f"<p><b>{dress(block.text, rng, split=False, notes=False)}</b></p>")
        elif block.kind == "heading":
            waiting = f"<strong>{dress(block.text, rng, split=False, notes=False)}</strong><br />"
        elif block.kind == "items":
            rows = "".join(f"<li><p>{dress(item, rng)}</p></li>" for item in block.items)
            body.append((f"<p>{waiting}</p>" if waiting else "") + f"<ul>{rows}</ul>")
            waiting = ""
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            body.append(f"<p>{waiting}{head}{dress(block.text, rng)}</p>")
            waiting = ""
    page = f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>{narrative.country}</title><meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1" />
<meta name="publisher" content="Department of State" /><link rel="canonical" href="https://2009-2017.state.gov/j/tip/rls/tiprpt/{narrative.year}/210740.htm" />
{_style(rng, 18000)}{_script(rng, 22000)}</head><body id="page"><div id="archive-top"><p>You are viewing: <b>Archived Content</b></p><p>{ARCHIVED}</p></div>
<div id="wrapper"><div id="header-block"><form action="/search"><label for=q>Search</label><input id="q" /></form></div>
<div id="topnav"><ul id="menu">{_links(rng, 120)}</ul></div><div id="breadcrumbs">Bureaus/Offices Reporting Directly to the Secretary &raquo; <a href="/j/tip">TIP</a></div>
<div id="tier3-wrapper"><div id="tier3-local-nav"><ul>{_links(rng, 60)}</ul></div>
<div id="centerblock"><h2>{narrative.country}</h2><span class="official_s_name">Office To Monitor and Combat Trafficking in Persons</span><br />
<span class="official_s_title-">{narrative.year} Trafficking in Persons Report</span><br /><div id="date_long">June 19, {narrative.year}</div>
<div id="centerblock-body">{chr(10).join(body)}<p align="center"><a href="#top">[Back to top]</a></p></div></div>
<div id="right-rail"><h3>Related Content</h3>{_teasers(rng)}</div></div>
<div id="footer-block"><p>{FOOTER}</p><ul>{_links(rng, 40)}</ul></div></div></body></html>"""
    return page.encode("cp1252", errors="xmlcharrefreplace")


def archive_2001(narrative: Narrative, seed: int) -> bytes:
    """Lay out the archive of 2001 to 2009: nested tables, FONT, capitals, unclosed paragraphs."""
    rng = random.Random(f"archive_2001{narrative.doc}{seed}")
    body: list[str] = []
    for block in narrative.blocks:
        if block.kind == "country":
            words = dress(block.text, rng, split=False, notes=False)
            body.append(f'<P><A NAME="{_slug(narrative.country)}"></A><FONT SIZE="+1"><B>{words}</B></FONT>')
        elif block.kind == "heading":
            body.append(f"<P><B><FONT COLOR=#003366>{dress(block.text, rng, split=False, notes=False)}</FONT></B><BR>")
        elif block.kind == "items":
            body.append("<UL>" + "".join(f"<LI>{dress(item, rng)}" for item in block.items) + "</UL>")
        else:
            head = f"<B>{block.head}</B> " if block.kind == "run_in" else ""
            start = "" if body and body[-1].endswith("<BR>") else "<P>"
            body.append(
                f'{start}<FONT FACE="Arial, Helvetica" SIZE=2>{head}{dress(block.text, rng, notes=False)}</FONT>'
            )
    body.insert(
        3,
        f'<TABLE ALIGN=RIGHT WIDTH=200><TR><TD><IMG SRC="p.gif" WIDTH=190></TD></TR><TR><TD><FONT SIZE=1>{CAPTION}</FONT></TD></TR></TABLE>',
    )
    page = f"""<HTML><HEAD><TITLE>V. Country Narratives -- {narrative.country}</TITLE><META NAME="DC.date" CONTENT="June 14, {narrative.year}">
{_style(rng, 9000)}{_script(rng, 24000)}</HEAD><BODY BGCOLOR=#FFFFFF TOPMARGIN=0><TABLE WIDTH=100% BORDER=0><TR><TD COLSPAN=3>
<TABLE><TR><TD><IMG SRC=seal.gif></TD><TD><A HREF="/">U.S. Department of State</A> | {_links(rng, 40, tag="font")}</TD></TR></TABLE>
<DIV STYLE="border:1px solid red">{ARCHIVED}</DIV><TR><TD WIDTH=150 VALIGN=TOP BGCOLOR=#CCCCCC><TABLE>{"".join(f'<TR><TD><A HREF="/x/{n}.htm"><FONT SIZE=1>{rng.choice(_TOPICS)}</FONT></A>' for n in range(420))}</TABLE>
<TD WIDTH=10><IMG SRC=spacer.gif><TD VALIGN=TOP><TABLE WIDTH=560><TR><TD><FONT SIZE=4><B>{narrative.year} Trafficking in Persons Report</B></FONT><BR>
<I>Released by the Office to Monitor and Combat Trafficking in Persons</I><BR>June 14, {narrative.year}<HR>
{chr(10).join(body)}<P ALIGN=CENTER><A HREF="#top">[Back to top]</A></TABLE></TD></TR><TR><TD COLSPAN=3><HR><FONT SIZE=1>{FOOTER}</FONT><BR>{_links(rng, 20, tag="font")}</TABLE></BODY></HTML>"""
    return page.encode("cp1252", errors="xmlcharrefreplace")


def refworld_table(narrative: Narrative, seed: int) -> bytes:
    """Lay out Refworld's older pages: a table of labels above the text, Word's paragraphs below it."""
    rng = random.Random(f"refworld_table{narrative.doc}{seed}")
    title = f"{narrative.year} Trafficking in Persons Report - {narrative.country}"
    body = []
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            body.append(f'<p class="MsoNormal"><strong>{dress(block.text, rng, split=False, notes=False)}</strong></p>')
        elif block.kind == "items":
            rows = "".join(f"<li><o:p>{dress(item, rng)}</o:p></li>" for item in block.items)
            body.append(f'<ul type="disc">{rows}</ul>')
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            body.append(
                f'<p class="MsoNormal" style="text-align:justify">{head}<span lang="EN-US">{dress(block.text, rng)}</span></p>'
            )
    labels = (
        ("Title", title),
        ("Publisher", '<a href="/publisher/USDOS.html">United States Department of State</a>'),
        ("Country", f'<a href="/country/XYZ.html">{narrative.country}</a> | <a href="/country/CHE.html">Switzerland</a>'),
        ("Publication Date", f"19 June {narrative.year}"),
        ("Topics", '<a href="/topic/1.html">Trafficking in persons</a> | <a href="/topic/2.html">Sexual exploitation</a>'),
        ("Cite as", f"United States Department of State, <em>{title}</em>, 19 June {narrative.year}, available at: https://www.refworld.org/docid/51c2f3.html [accessed 5 March 2021]"),
        ("Disclaimer", DISCLAIMER),
    )  # fmt: skip
    table = "".join(
        f'<tr><td class="label"><strong>{name}</strong></td><td>{value}</td></tr>' for name, value in labels
    )
    page = f"""<!DOCTYPE html><html><head><title>Refworld | {title}</title><meta name="citation_title" content="{title}"><meta name="citation_date" content="{narrative.year}-06-19">
{_style(rng, 20000)}{_script(rng, 20000)}</head><body><div id="wrap"><div id="head"><h1><a href="/">Refworld</a></h1><ul class="mainmenu">{_links(rng, 110)}</ul></div>
<div id="cols"><div id="left"><ul>{_links(rng, 90)}</ul></div><div id="docview"><table class="docmeta">{table}</table><div class="docbody"><hr />{chr(10).join(body)}</div>
<p class="copy">Copyright notice: &copy; Office of the United Nations High Commissioner for Refugees</p></div>
<div id="right"><h2>Search Refworld</h2><form><input name="q"><select><option>by title<option>by text</select></form></div></div><div id="foot"><p>{FOOTER}</p>{_links(rng, 30, tag="span")}</div></div></body></html>"""
    return page.encode("utf-8")


def ecoi(narrative: Narrative, seed: int) -> bytes:
    """Lay out ecoi.net: an article with a list of labels, headings as bold lines within paragraphs of ``div``."""
    rng = random.Random(f"ecoi{narrative.doc}{seed}")
    body = []
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            level = "h2" if block.kind == "country" else "h4"
            body.append(f"<{level}>{dress(block.text, rng, split=False, notes=False)}</{level}>")
        elif block.kind == "items":
            body.extend(f"<div>· {dress(item, rng)}</div>" for item in block.items)
        else:
            head = f"<b>{block.head}</b> " if block.kind == "run_in" else ""
            body.append(f"<div>{head}{dress(block.text, rng)}</div>")
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Document #{rng.randrange(10**6)} - ecoi.net</title>
<meta property="og:title" content="USDOS: {_title(narrative)}"><meta name="author" content="USDOS – US Department of State">{_style(rng, 20000)}{_script(rng, 22000)}</head>
<body><div class="page"><header role="banner"><a href="/">ecoi.net</a><nav>{_links(rng, 120, tag="div")}</nav></header>
<div class="row"><article class="document"><h1>{_title(narrative)}</h1><dl class="details"><dt>Source:</dt><dd>USDOS – US Department of State (Author)</dd>
<dt>Published:</dt><dd>20 June {narrative.year}</dd><dt>Original link</dt><dd><a href="https://www.state.gov/x">https://www.state.gov/x</a></dd></dl>
<div class="permalink"><button>Copy link</button><span>https://www.ecoi.net/en/document/{rng.randrange(10**7)}.html</span></div>
<div class="doc-content"><div class="translated">{chr(10).join(body)}</div></div></article>
<aside><h3>Related Content</h3><ul>{_links(rng, 60)}</ul>{_teasers(rng)}</aside></div><footer>{FOOTER}<ul>{_links(rng, 60)}</ul></footer>
<div class="cc-window" aria-live="polite" role="dialog"><span>{COOKIES}</span><a class="cc-btn">Got it!</a></div></div></body></html>"""
    return page.encode("utf-8")


def embassy(narrative: Narrative, seed: int) -> bytes:
    """Lay out an embassy's page: builder boxes around every paragraph, a sign-up box in the text, notes at its end."""
    rng = random.Random(f"embassy{narrative.doc}{seed}")
    body = []
    for number, block in enumerate(narrative.blocks):
        if block.kind in ("country", "heading"):
            inner = f"<h3><span>{dress(block.text, rng, split=False, notes=False)}</span></h3>"
        elif block.kind == "items":
            inner = "<ol>" + "".join(f"<li>{dress(item, rng)}</li>" for item in block.items) + "</ol>"
        else:
            head = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            inner = f"<p>{head}{dress(block.text, rng)}</p>"
        body.append(f'<div class="fusion-text fusion-text-{number}"><div class="fusion-inner">{inner}</div></div>')
        if number == 3:
            body.append(
                f'<div class="fusion-box mc4wp"><h4>Stay informed</h4><p>{SIGN_UP}</p><form><input type="email"><button>Go</button></form></div>'
            )
    page = f"""<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>{_title(narrative)} | U.S. Embassy in Bern</title>
<meta property="og:url" content="https://ch.usembassy.gov/{narrative.year}-trafficking-in-persons-report-{_slug(narrative.country)}/"><meta property="og:site_name" content="U.S. Embassy in Switzerland">
<meta property="og:title" content="{_title(narrative)}"><meta property="article:published_time" content="{narrative.year}-07-02T08:00:00+00:00">{_style(rng, 26000, ".sr-only{position:absolute;left:-9999px}")}{_script(rng, 16000)}</head>
<body><div id="boxed-wrapper"><div class="fusion-header-wrapper"><ul class="fusion-menu">{_links(rng, 140)}</ul></div><div class="sr-only">{HIDDEN[0]}</div>
<main id="main"><div class="fusion-row"><section id="content"><article class="post"><h1 class="entry-title">{_title(narrative)}</h1><div class="post-meta">By <a href="/author/x">U.S. Embassy Bern</a> | 5 minute read | July 2, {narrative.year}</div>
<div class="post-content">{chr(10).join(body)}</div><div class="fusion-sharing-box"><h4>Share this page</h4><a href="https://f.com">Facebook</a></div></article></section>
<aside id="sidebar" class="sidebar"><div class="widget"><h4>Latest News</h4>{_teasers(rng, "article")}</div></aside></div></main>
<div class="fusion-footer"><div class="widget-area"><p>{FOOTER}</p><ul>{_links(rng, 70)}</ul></div></div></div></body></html>"""
    return page.encode("utf-8")


def line_breaks(narrative: Narrative, seed: int) -> bytes:
    """Lay out a page with everything in one cell: paragraphs separated by two line breaks, bold headings, no paragraph
    element.
    """
    rng = random.Random(f"line_breaks{narrative.doc}{seed}")
    body = []
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            body.append(f"<b>{dress(block.text, rng, split=False, notes=False)}</b>")
        elif block.kind == "items":
            body.append("<br>\n".join(f"&bull; {dress(item, rng, notes=False)}" for item in block.items))
        else:
            head = f"<b>{block.head}</b> " if block.kind == "run_in" else ""
            body.append(head + dress(block.text, rng, notes=False))
    rows = "".join(f'<tr><td class=m><a href="p{n}.html">{rng.choice(_TOPICS)}</a></td></tr>' for n in range(330))
    page = f"""<html><head><title>{_title(narrative)}</title>{_style(rng, 12000)}{_script(rng, 30000)}</head><body><form name="aspnetForm" method="post" action="Default.aspx">
<input type="hidden" name="__VIEWSTATE" value="{"".join(rng.choice("abcdefghijkl0123456789") for _ in range(12000))}"><table class=outer><tr><td class=n><table>{rows}</table></td>
<td class=t>{"<br><br>".join(body)}<br><br><a href="#">Back to top</a></td><td class=r><b>Related Content</b><br>{"<br>".join(f'<a href="n{n}">{t}</a>' for n, t in enumerate(TEASERS))}</td></tr>
<tr><td colspan=3 class=f>{FOOTER} <a href="/p">Privacy</a> <a href="/f">FOIA</a></td></tr></table></form></body></html>"""
    return page.encode("utf-8")


def class_soup(narrative: Narrative, seed: int) -> bytes:
    """Lay out a page built by a framework: ``div`` for everything, meaningless class names, sections in
    separate boxes.
    """
    rng = random.Random(f"class_soup{narrative.doc}{seed}")

    def name() -> str:
        return "css-" + "".join(rng.choice("abcdefghjkmnpqrstuvwxyz0123456789") for _ in range(6))

    hide, para, head = name(), name(), name()
    sections: list[list[str]] = [[]]
    for block in narrative.blocks:
        if block.kind in ("country", "heading"):
            if block.kind == "heading":
                sections.append([])
            words = dress(block.text, rng, split=False, notes=False)
            sections[-1].append(f'<div class="{head}"><span style="font-weight:700">{words}</span></div>')
        elif block.kind == "items":
            sections[-1].extend(
                f'<div class="{para}"><div>•</div><div>{dress(item, rng)}</div></div>'
                if False
                else f'<div class="{para}">• {dress(item, rng)}</div>'
                for item in block.items
            )
        else:
            lead = f"<strong>{block.head}</strong> " if block.kind == "run_in" else ""
            sections[-1].append(f'<div class="{para}">{lead}{dress(block.text, rng)}</div>')
    sections[-1].insert(1, f'<div class="{hide}">{HIDDEN[1]}</div>')
    sections[0].append(f"<template><div>{HIDDEN[0]}</div></template><span hidden>{HIDDEN[0]}</span>")
    body = "".join(
        f'<div class="{name()}"><div class="{name()}">{"".join(section)}</div></div>' for section in sections
    )
    menu = "".join(
        f'<div class="{name()}"><a class="{name()}" href="/t/{n}">{rng.choice(_TOPICS + _COUNTRIES)}</a></div>'
        for n in range(330)
    )
    page = f"""<!doctype html><html><head><meta charset="utf-8"><title>{narrative.country} · {narrative.year} TIP Report</title>{_style(rng, 20000, f".{hide}{{opacity:1;display:none}}")}</head>
<body><div id="__next"><div class="{name()}"><div class="{name()}">{menu}</div></div><div class="{name()}"><div class="{name()}"><div class="{name()}">{body}</div>
<div class="{name()}"><div class="{name()}">Related Content</div>{_teasers(rng)}</div></div></div>
<div class="{name()}"><div class="{name()}"><div>{COOKIES}</div><div role="button">OK</div></div></div><div class="{name()}"><div>{FOOTER}</div>{_links(rng, 50, tag="div")}</div></div>
<script id="__NEXT_DATA__" type="application/json">{json.dumps({"props": {"text": HIDDEN[0] * 40}})}</script>{_script(rng, 20000)}</body></html>"""
    return page.encode("utf-8")


LAYOUTS: dict[str, Callable[[Narrative, int], bytes]] = {
    "state_2019": state_2019,
    "state_2017": state_2017,
    "centerblock": centerblock,
    "archive_2001": archive_2001,
    "refworld_table": refworld_table,
    "ecoi": ecoi,
    "embassy": embassy,
    "line_breaks": line_breaks,
    "class_soup": class_soup,
}


def chapters(narratives: Sequence[Narrative], seed: int) -> bytes:
    """Lay out several countries on one page, as the older archive printed them ("Country Narratives A through G")."""
    rng = random.Random(f"chapters{seed}")
    body = [
        "<P><B>Country Narratives</B><P>The narratives below follow the order of the alphabet; each says what a government did."
    ]
    body.append("<P>" + " | ".join(f'<A HREF="#{_slug(n.country)}">{n.country}</A>' for n in narratives))
    for narrative in narratives:
        for block in narrative.blocks:
            words = dress(block.text, rng, split=False, notes=False)
            if block.kind == "country":
                body.append(f'<P><A NAME="{_slug(narrative.country)}"><B>{words}</B></A>')
            elif block.kind == "heading":
                body.append(f"<P><B>{words}</B>")
            elif block.kind == "items":
                body.append("<UL>" + "".join(f"<LI>{dress(item, rng)}" for item in block.items) + "</UL>")
            else:
                head = f"<B>{block.head}</B> " if block.kind == "run_in" else ""
                body.append(f"<P>{head}{words}")
        body.append('<P><A HREF="#top">[Back to top]</A><HR>')
    page = f"""<HTML><HEAD><TITLE>Trafficking in Persons Report 2005: Country Narratives</TITLE></HEAD><BODY><TABLE><TR><TD><TABLE>
{"".join(f'<TR><TD><A HREF="/x/{n}.htm">{rng.choice(_TOPICS)}</A>' for n in range(80))}</TABLE><TD><DIV>{chr(10).join(body)}</DIV></TABLE><P>{FOOTER}</BODY></HTML>"""
    return page.encode("cp1252", errors="xmlcharrefreplace")


__all__ = ["BOILERPLATE", "LAYOUTS", "Set", "chapters", "dress"]
