"""Define vocabulary that identifies parts of a page: names of boxes, and lines that sites print.

Each list has its own weight, and no list decides alone: a box named "related" stays if it holds most of the page's
text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tipetl.documents.identity import country_in_line


def listed(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


# Names that state that a box is not part of the text, and names that only hint at it.
_SAYS = listed(
    """
    related recommended recommendations-widget recirc trending breadcrumb breadcrumbs crumbs crumb cookie
    cookies consent gdpr sidebar share sharing sharebar sharethis social addthis addtoany footer sitefooter
    pagefooter newsletter subscribe signup sponsor sponsored advert advertisement ads adsense promo teaser
    teasers navbar navigation subnav topnav leftnav rightnav sidenav mainnav localnav globalnav skiplink
    skipnav pagination pager disqus comments commentlist respond caption captions figcaption photocredit
    credit pullquote popup modal lightbox overlay toast masthead sitemap feedback survey login searchbox
    searchform toc tableofcontents footnotes tooltip archivebanner
    """
)
_HINTS = listed(
    """
    nav menu banner header topbar bottombar aside side rail widget widgets tools toolbar links linklist more
    notice alert disclaimer legal copyright print email tags tagcloud meta metadata byline author date posted
    taxonomy topics menus foot crumbtrail ad promotions latest popular news featured feature gallery carousel
    slider slideshow video photo photos image images media search skip top back utility utilities language
    languages translate map contact hero
    """
)
_ROLES = {
    "navigation": 2, "banner": 1, "contentinfo": 2, "search": 2, "complementary": 2, "dialog": 2, "alertdialog": 2,
    "alert": 1, "menu": 2, "menubar": 2, "toolbar": 2, "tooltip": 2, "status": 1, "doc-footnote": 2, "doc-endnotes": 2,
    "doc-toc": 2,
}  # fmt: skip
_LOWER = re.compile(r"[a-z]+")
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# Prefixes and word pairs that are more telling than a single word.
_PIECES = (
    "caption", "sidebar", "side-bar", "share-", "sharing", "social", "breadcrumb", "bread-crumb", "newsletter",
    "signup", "sign-up", "footnote", "foot-note", "cookie", "related", "pullquote", "pull-quote", "you-may",
    "also-like",
    "back-to-top", "table-of-contents", "skip-", "read-more", "see-also", "more-from", "more-like", "more-stories",
    "left-nav", "right-nav", "local-nav", "global-nav", "main-nav", "site-header", "site-map", "archive-banner",
    "archive-note", "photo-credit", "image-credit",
)  # fmt: skip


@lru_cache(maxsize=4096)
def suspicion(names: str, role: str) -> int:
    """Score how strongly a box's class words, id and role show that the box is not text: 0 (not at all), 1 (hint) or 2
    (say so)."""
    worst = _ROLES.get(role.lower(), 0)
    if worst == 2 or not names.strip():
        return worst
    low = names.lower()
    found = set(_LOWER.findall(names)) if names == low else {word.lower() for word in _WORD.findall(names)}
    if not _SAYS.isdisjoint(found) or any(piece in low for piece in _PIECES):
        return 2
    return 1 if worst or not _HINTS.isdisjoint(found) else 0


# The words of both lists are searched as plain substrings of lower-case text. A long alternation would take a hundred
# times as long.
_ABOUT_PAGE = (
    "cookie", "javascript", "construed as an endorsement", "not a unhcr publication", "all rights reserved", "©",
    "copyright", "privacy policy", "terms of use", "archived content", "archive site", "content in this archive",
    "links may not function", "external link", "your browser", "subscribe to", "sign up for", "sign up to", "follow us",
    "newsletter", "official website of the united states", ".gov website", "share sensitive information",
    "manages this site", "manages this web", "managed by the", "we use your", "we use this", "click here",
    "adobe reader", "pdf file", "pdf format", "pdf version", "enable scripts", "freedom of information act",
)  # fmt: skip
_CHROME_LINE = re.compile(
    r"[\[(«<↑^|\s]*(?:"
    r"(?:back|return|go|jump|skip) (?:to|up)(?: the)?(?: (?:top|main|content|start|beginning|navigation|page|search"
    r"|previous|list|index|contents|home|report|country|narratives?)\b.{0,25})?"
    r"|top(?: of page)?|home|menu|search|close|print(?:er.friendly)?(?: (?:this )?(?:page|version))?"
    r"|e-?mail(?: (?:this )?(?:page|article))?|share(?: (?:this|on|via|with)\b.{0,30})?"
    r"|tweet|facebook|twitter|linkedin|whatsapp|instagram|youtube|rss|x"
    r"|(?:read|learn|see|show|view) (?:more|all|less)|see also"
    r"|related (?:content|articles?|links?|stories|documents?|pages?|news|reading)"
    r"|in this (?:section|report|article|page)|on this page|table of contents|contents|quick links|tags?|topics?"
    r"|(?:last )?(?:updated|modified|reviewed)\b.{0,40}|advertisement|previous|next|prev|listen(?: to.{0,20})?"
    r"|download(?: .{0,30})?|save|cite|copy link|text size|font size|a a a|more (?:from|on|about|in) .{0,40}"
    r"|you (?:may|might) also like.{0,20}|follow us.{0,30}|page \d+ of \d+|\d+ min(?:ute)?s? read|photos?|image"
    r"|accept|decline|ok|got it)[\])»>↑^|:.…\s]*",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"office (?:to monitor and combat|of the under ?secretary).{0,60}|trafficking in persons reports?|tip reports?"
    r"|united states department of state|u\.?s\.? department of state",
    re.IGNORECASE,
)
_TRAFFICKING = "traffick"
_SUBJECT = (
    "victim", "forced labo", "forced prostitution", "forced begging", "forced marriage", "prosecut",
    "convict", "minimum standards", "exploit", "sex trade", "servitude", "bondage",
)  # fmt: skip
_NARRATES = (
    *_SUBJECT, "the government", "government of", "shelter", "police", "court", "offender", "penal code", "inspect",
)  # fmt: skip


def narrates(text: str) -> bool:
    """Return whether the text is about trafficking, ignoring the names of the office and the report."""
    return _any_of(_NARRATES, text)


def _any_of(terms: tuple[str, ...], text: str) -> bool:
    low = text.lower()
    for word in terms:
        if word in low:
            return True
    # The names of the report and the office contain only this word, and describe the page rather than its subject.
    return _TRAFFICKING in low and _TRAFFICKING in _PUBLISHER.sub(" ", low)


@lru_cache(maxsize=32)
def country_named(line: str) -> tuple[str, str] | None:
    """Return the result of ``identity.country_in_line``, cached because several steps ask about the same few lines."""
    return country_in_line(line)


def about_page(text: str) -> bool:
    """Return whether a sentence is about the site, its rights, its archive or the reader's browser rather than the
    subject."""
    low = text.lower()
    return any(said in low for said in _ABOUT_PAGE) and not _any_of(_SUBJECT, text)


def is_chrome_line(text: str) -> bool:
    """Return whether a line is one that sites print around a text ("Back to top", "Share this")."""
    # "Return to victims what was taken from them;" is a list item, and "more in Spain than in" is a wrapped line.
    return len(text) <= 80 and text[-1:] not in ".;," and _CHROME_LINE.fullmatch(text) is not None
