"""Parse a page into well-formed markup, without the parts that nobody reads.

The parsers do the slow work in C: they mend the markup, remove scripts and the like, find elements hidden by style
sheets, and replace long lists of links with a single mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from tipetl.documents.html_metadata import json_ld
from tipetl.documents.html_scan import LINK_LIST, NEVER
from tipetl.documents.html_struck import Struck, mark_struck, nodes
from tipetl.documents.html_style import hiding_selectors
from tipetl.markup import without

_MOST_OPEN = 5_000
"""The maximum number of unclosed elements in a page to be parsed, since parsing time grows with the square of their
number."""
_NESTING = re.compile(
    r"<(/?)(?!(?:br|hr|img|input|meta|link|p|li|td|tr|th|dd|dt|option|col|area|wbr)\b)[a-z]", re.IGNORECASE
)
_RAW = re.compile(r"<(/?)(xmp|plaintext|noembed|noframes)\b[^<>]*+>", re.IGNORECASE)
_MOST_SECOND = 1_000_000
_MOST_DECLARATIONS = 200
_RAW_HINTS = ("<xmp", "<plaintext", "<noembed", "<noframes")
_STRIPPED = sorted(NEVER - {"head", "title"})
# Common unread elements are removed here, at the parser's speed; the scan skips the others.
_UNREAD = "script,style,nav,svg,select,noscript,iframe,time[datetime]"
_ABOUT = "meta[content],link[rel=canonical],title"
_LEAST_LINKS = 4
_LIST_SHARE = 0.6
_LINK_LENGTH = 14
_PLAIN_SHARE = 0.15
_LIKELY_SHARE = 0.45
_MOST_LIST = 6_000
"""The maximum number of characters in a box that is tested as a single list of links. If a box is larger, its inner
boxes are tested instead."""
_LONG_RUN = 100
_LISTS = frozenset(("ul", "ol", "dl", "tbody"))
_MOST_STEPS = 400


@dataclass(frozen=True, slots=True)
class Serialized:
    """A page's body as well-formed markup, its head's name-value pairs (names in lower case), and its struck-out words.

    Text and attributes are escaped, comments may remain, and raw text elements (scripts, styles) are gone. Struck-out
    words (``struck``) and elements hidden by the page's own style sheets have the attribute ``hidden``.
    """

    markup: str
    head: list[tuple[str, str]]
    struck: list[Struck]


def serialize(text: str, *, again: bool = False) -> Serialized:
    """Mend a page the way a browser would."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if (
        text.count("<") > 2 * _MOST_OPEN
        and text.count("<") - 2 * text.count("</") > _MOST_OPEN
        and _unclosed(text) > _MOST_OPEN
    ):
        return Serialized(_flat(text), [], [])
    head: list[tuple[str, str]] = []
    struck: list[Struck] = []
    markup = ""
    try:
        parser = LexborHTMLParser(text)
        head, sheets = _head(parser)
        for node in nodes(parser, hiding_selectors("\n".join(sheets)) if sheets else ()):
            node.attrs["hidden"] = ""
        struck = mark_struck(parser, sheets)
        body = parser.body or parser.root
        if body is not None:
            _prune(parser, body)
            markup = body.html or ""
    except (SelectolaxError, ValueError):
        markup = ""
    if any(raw in markup for raw in _RAW_HINTS) and not again:
        return serialize(_RAW.sub(_as_text, text), again=True)
    # The standard library's parser is slow, and its running time on unclosed declarations grows faster than linearly.
    if len(markup) < 40 < len(text) < _MOST_SECOND and text.count("<!") < _MOST_DECLARATIONS:
        markup = _second(text) or markup
    return Serialized(markup, head, struck)


def _as_text(tag: re.Match[str]) -> str:
    """Replace a raw text element with an element whose content a serializer escapes."""
    return f"<{tag[1]}{'pre' if tag[2].lower() in ('xmp', 'plaintext') else 'template'}>"


def _unclosed(text: str) -> int:
    return sum(-1 if closing else 1 for closing in _NESTING.findall(text))


def _second(text: str) -> str:
    """Parse the page with the standard library's slower parser."""
    # Imported here because few pages need this parser, which takes longer to load than everything else.
    from bs4 import BeautifulSoup
    from bs4.element import Comment

    soup = BeautifulSoup(text, "html.parser")
    for element in soup.find_all(_STRIPPED):
        element.decompose()
    for comment in soup.find_all(string=lambda words: isinstance(words, Comment)):
        comment.extract()
    return str(soup.body or soup)


def _flat(text: str) -> str:
    """Return the markup with line breaks in place of block tags, and without other tags."""
    text = without(text, ("script", "style", "noscript", "template", "del", "s", "strike"), tags=False)
    text = text.partition("<!--")[0]  # an unclosed comment runs to the end of the page
    text = re.sub(
        r"</?(?:p|div|li|h[1-6]|tr|td|table|section|article|ul|ol|br|blockquote)\b[^<>]*>",
        "<br>",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"<(?!br>)[^<>]*>?", "", text, flags=re.IGNORECASE)


def _head(parser: LexborHTMLParser) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the metadata pairs and style sheets of a page, and remove the elements that nobody reads."""
    pairs: list[tuple[str, str]] = []
    sheets: list[str] = []
    scripts: list[str] = []
    for node in parser.css(_ABOUT) if parser.head is None else parser.head.css(_ABOUT):
        tag = node.tag
        if tag == "title":
            pairs.append(("title", node.text()))
            continue
        said = node.attributes
        name = "canonical" if tag == "link" else said.get("property") or said.get("name") or said.get("itemprop")
        value = said.get("href" if tag == "link" else "content")
        if name and value:
            pairs.append((name.lower(), value))
    unread = []
    for node in parser.css(_UNREAD):
        tag = node.tag
        if tag == "time":
            if moment := node.attributes.get("datetime"):
                pairs.append(("datepublished", moment))
            continue
        unread.append(node)
        if tag == "style":
            sheets.append(node.text())
        elif tag == "script" and node.attributes.get("type") == "application/ld+json":
            scripts.append(node.text())
    # Work from last to first, so that nested elements are removed before their containers.
    for node in reversed(unread):
        node.decompose()
    pairs.extend(json_ld(scripts))
    return pairs, sheets


def _prune(parser: LexborHTMLParser, body: LexborNode) -> None:
    """Replace every box that holds only links with a single mark, from the outside inward.

    If a box has many links and long text, its inner boxes are tested instead. If it has few links for its text, it is
    left to the later, closer analysis. Links are counted only in the lighter boxes; the heaviest box contains all
    remaining links.
    """
    todo = [(body, len(body.css("a[href]")))]
    steps = 0
    while todo and steps < _MOST_STEPS:
        outer, rest = todo.pop()
        elements: list[LexborNode] = []
        node = outer.first_child
        while node is not None:
            if node.is_element_node:
                elements.append(node)
            node = node.next
        steps += len(elements)
        if len(elements) == 1 and outer.tag not in _LISTS:
            # The box is only a wrapper around the text.
            todo.append((elements[0], rest))
        if len(elements) < 2:
            continue
        inner = [(len(node.text()), node) for node in elements]
        heaviest = max(range(len(inner)), key=lambda number: inner[number][0])
        inner.append(inner.pop(heaviest))
        for number, (length, box) in enumerate(inner):
            if number < len(inner) - 1:
                links = len(box.css("a[href]")) if length >= _LEAST_LINKS else 0
                rest -= links
            else:
                links = rest
            if links < _LEAST_LINKS or links * _LINK_LENGTH < length * _PLAIN_SHARE:
                continue
            if links * _LINK_LENGTH > length * _LIKELY_SHARE and length < _MOST_LIST and _is_link_list(box, links):
                mark = parser.create_node("hr")
                mark.attrs["class"] = LINK_LIST
                box.replace_with(mark)
            else:
                todo.append((box, links))


def _is_link_list(box: LexborNode, links: int) -> bool:
    """Return whether most pieces of a box's text are links and none is as long as a sentence."""
    pieces = box.text(separator="\x1f").split("\x1f")
    if max(map(len, pieces)) >= _LONG_RUN:
        return False
    return links > _LIST_SHARE * sum(map(bool, map(str.strip, pieces)))
