"""A page's bytes, whatever they hold, to well-formed markup without what no reader reads.

What belongs here: the parsers. They do in C what would be slow word by word in Python: mending the markup, taking out
scripts and the like, finding what style sheets hide, and replacing long lists of links by one mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import BeautifulSoup
from bs4.element import Comment
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tipetl.documents.html_metadata import json_ld
from tipetl.documents.html_scan import LINK_LIST, NEVER, hiding_selectors

__all__ = ["serialize"]

_MOST_OPEN = 5_000
"""Unclosed elements above which a page is not handed to a parser: its time grows with the square of the nesting."""
_NESTING = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|p|li|td|tr|th|dd|dt|option|col|area|wbr)\b)[a-z]", re.IGNORECASE
)
_RAW = re.compile(r"<(/?)(?:xmp|plaintext)\b[^>]*>", re.IGNORECASE)
_RAW_HINTS = ("<xmp", "<plaintext")
_MOST_RULES = 200
_STRIPPED = sorted(NEVER - {"head", "title"})
# What is common in pages goes here, at the parser's speed; the scan passes over the rest.
_NEVER = "script,style,nav,svg,select,noscript,iframe,noembed,noframes,template"
_LEAST_LINKS = 4
_LIST_SHARE = 0.6
_LINK_LENGTH = 14
_PLAIN_SHARE = 0.15
_LONG_RUN = re.compile("[^\x1f]{90}")
_MOST_STEPS = 400


def serialize(text: str, *, again: bool = False) -> tuple[str, list[tuple[str, str]]]:
    """The body of a page as well-formed markup, and the pairs of its head (names in lower case).

    Text and attributes are escaped, comments may remain, elements of raw text (scripts, styles) are gone, elements that
    the page's own style sheets hide carry the attribute ``hidden``.
    """
    text = text.replace("\x00", "")
    if text.count("<") - 2 * text.count("</") > _MOST_OPEN and _unclosed(text) > _MOST_OPEN:
        return _flat(text), []
    head: list[tuple[str, str]] = []
    markup = ""
    try:
        parser = LexborHTMLParser(text)
        head, sheets = _head(parser)
        for node in parser.css(_NEVER):
            node.decompose()
        _mark_hidden(parser, sheets)
        body = parser.body or parser.root
        if body is not None:
            _prune(parser, body)
            markup = body.html or ""
    except Exception:  # noqa: BLE001 - whatever this parser raises, there is another one
        markup = ""
    if any(raw in markup for raw in _RAW_HINTS) and not again:
        return serialize(_RAW.sub(r"<\1pre>", text), again=True)
    if len(markup) < 40 < len(text):
        markup = _second(text) or markup
    return markup, head


def _unclosed(text: str) -> int:
    return sum(-1 if closing else 1 for closing in _NESTING.findall(text))


def _second(text: str) -> str:
    """The page as the slower parser of the standard library sees it."""
    soup = BeautifulSoup(text, "html.parser")
    for element in soup.find_all(_STRIPPED):
        element.decompose()
    for comment in soup.find_all(string=lambda words: isinstance(words, Comment)):
        comment.extract()
    return str(soup.body or soup)


def _flat(text: str) -> str:
    """Markup without its nesting: lines still end where they did."""
    text = re.sub(r"<(script|style|noscript|template)\b.*?</\1\s*>", " ", text, flags=re.IGNORECASE | re.DOTALL)
    text = re.sub(r"<!--.*?(?:-->|$)", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"</?(?:p|div|li|h[1-6]|tr|td|table|section|article|ul|ol|br|blockquote)\b[^<>]*>",
        "<br>",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"<(?!br>)[^<>]*>?", "", text, flags=re.IGNORECASE)


def _mark_hidden(parser: LexborHTMLParser, sheets: Sequence[str]) -> None:
    if not sheets:
        return
    for selector in hiding_selectors("\n".join(sheets))[:_MOST_RULES]:
        try:
            nodes = parser.css(selector)
        except Exception:  # noqa: BLE001 - a selector that the engine does not know hides nothing
            continue
        for node in nodes:
            node.attrs["hidden"] = ""


def _head(parser: LexborHTMLParser) -> tuple[list[tuple[str, str]], list[str]]:
    """The pairs of a page's head, and its style sheets."""
    pairs: list[tuple[str, str]] = []
    sheets: list[str] = []
    scripts: list[str] = []
    found = parser.css(
        'meta[content],link[rel=canonical],title,time[datetime],style,script[type="application/ld+json"]'
    )
    for node in found:
        tag = node.tag
        if tag == "style":
            sheets.append(node.text())
        elif tag == "script":
            scripts.append(node.text())
        elif tag == "title":
            pairs.append(("title", node.text()))
        else:
            said = node.attributes
            if tag == "meta":
                name, value = said.get("property") or said.get("name") or said.get("itemprop"), said.get("content")
            elif tag == "link":
                name, value = "canonical", said.get("href")
            else:
                name, value = "datepublished", said.get("datetime")
            if name and value:
                pairs.append((name.lower(), value))
    pairs.extend(json_ld(scripts))
    return pairs, sheets


def _prune(parser: LexborHTMLParser, body: LexborNode) -> None:
    """Puts one mark in place of every box that is nothing but links, from the outside inwards.

    A box with many links and long text is opened and its inner boxes are looked at; one with few links for its text is
    left to the closer look that follows.
    """
    todo = [body]
    steps = 0
    while todo and steps < _MOST_STEPS:
        node = todo.pop().first_child
        while node is not None:
            here, node = node, node.next
            if not here.is_element_node:
                continue
            steps += 1
            links = here.css("a[href]")
            if len(links) < _LEAST_LINKS:
                continue
            words = here.text(separator="\x1f")
            # The exact share costs a call a link; a guess by their number says where it is needed.
            if len(links) * _LINK_LENGTH < len(words) * _PLAIN_SHARE:
                continue
            if (
                len(links) * _LINK_LENGTH > len(words) * _PLAIN_SHARE * 2
                and not _LONG_RUN.search(words)
                and sum(len(link.text()) for link in links) > len(words) * _LIST_SHARE
            ):
                mark = parser.create_node("hr")
                mark.attrs["class"] = LINK_LIST
                here.replace_with(mark)
            else:
                todo.append(here)
