"""Turn a page's markup into blocks of text in reading order, and the boxes that contain them.

This module treats text as browsers do: it decides which elements start a line, which elements are hidden, and how words
join. The scan does not decide which text is the main text.

The input is a parser's well-formed output, however broken the original was. One regular-expression pass over this
markup takes far less time than visiting every node of a tree from Python, and never recurses.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from tipetl.documents.html_style import HIDING
from tipetl.documents.html_words import listed, suspicion

LINK_LIST = "tipetl-link-list"
"""The class of the ``hr`` element that replaces a pruned list of links."""
BOLD_LINE = 7
"""The ``level`` of a short line that is entirely bold, which is a heading in older pages."""


@dataclass(slots=True)
class Block:
    """A line of text on a page. ``linked`` counts the line's characters inside links. ``level`` is 1 to 6 for ``h1`` to
    ``h6``, ``BOLD_LINE``, or 0. ``item`` marks a line that opens a list item; ``joined`` marks a line that only a
    ``<br>`` separates from the previous line. ``box`` is the index of the box that contains the line.
    """

    text: str
    linked: int
    level: int
    item: bool
    joined: bool
    box: int


@dataclass(slots=True)
class Box:
    """A block-level element. The box contains blocks ``first`` to ``last`` (exclusive).

    ``suspect`` is 1 if the box's names hint that it is not part of the text, 2 if they say so, and 0 otherwise.
    ``names`` are the words in the box's class.
    """

    tag: str
    parent: int
    names: str
    suspect: int
    first: int
    last: int = 0
    images: int = 0


@dataclass(slots=True)
class Layout:
    """A scanned page. Box 0 is the page itself, and every other box follows its container."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


_TOKEN = re.compile(r"([^<]*+)(?:<(?:(?:(?>!--.*?--)|!|\?|(/?)([a-zA-Z][^\s>/]*+))([^>]*+)(?:>|\Z))?|\Z)", re.DOTALL)


_VOID = listed(
    """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
    """
)
NEVER = listed(
    """
    audio button canvas caption datalist dialog figcaption frameset head iframe map math menu meter nav
    noframes noscript object optgroup option picture progress rp rt script select style svg template textarea
    title video
    """
)
_LINES = listed(
    """
    address article aside blockquote body center dd details dir div dl dt fieldset figure footer form h1 h2 h3
    h4 h5 h6 header hgroup html legend li listing main ol p pre search section summary table tbody td tfoot th
    thead tr ul marquee multicol xmp plaintext
    """
)
_BOLD = frozenset(("b", "strong", "big", "th", "dt", "summary", "u", "legend"))
_PREFORMATTED = frozenset(("pre", "listing"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ATTRIBUTE = re.compile(r"([^\s=\"]+)(?:=\"([^\"]*)\")?")
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*+(?:[\[(]\s*+)?(?:\d{1,3}|[*†‡]+)\s*+(?:[\])]\s*+)?")
#: A footnote mark, or empty brackets whose number was dropped with the link to the note.
_NOTE_SIGN = re.compile(rf"{_NOTE_MARK.pattern}|\s*+[\[(]\s*+[\])]\s*+")
_BRACKETED = re.compile(r"\s*+\[\s*+(?:\d{1,3}|[ivx]{1,5}|[*†‡]+)\s*+\]\s*+")
_IN_PAGE = re.compile(r"href=[\"']?[^\"'>#]{0,2000}+#")
_NOTE_LINK = re.compile(r"href=[\"']?[^\"'>#]{0,2000}+#[^\"'>]{0,200}?(?:fn|note|ref)", re.IGNORECASE)
_MOST_BOLD = 160
# Invisible characters, which are kept between two digits until the figures are weighed.
_SHAPELESS = "\u00ad\u200b-\u200f\u2060\ufeff"
_INVISIBLE = re.compile(rf"(?<![\d{_SHAPELESS}])[{_SHAPELESS}]++|[{_SHAPELESS}]++(?!\d)")
_WHOLE_LINE = 1_000_000
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u202e", "\u202c"
_CONTROLLED = re.compile(r'aria-controls="([^"]+)"')


@dataclass(slots=True, frozen=True)
class _Says:
    """The meaning of an element's attributes."""

    hidden: bool = False
    own_line: bool = False
    bold: bool = False
    suspect: int = 0
    names: str = ""


_NOTHING = _Says()


def _says(attributes: str, unfolds: frozenset[str], *, heed_hidden: bool) -> _Says:
    """Interpret an element's attributes. ``unfolds`` contains the ids of boxes that a control on the page opens."""
    found = dict(_ATTRIBUTE.findall(attributes.replace("'", '"')))
    style = found.get("style", "")
    folded = found.get("id") in unfolds or found.get("role") == "tabpanel"
    hidden = (
        heed_hidden
        and not folded
        and (
            ("hidden" in found and found["hidden"] != "until-found")
            or found.get("aria-hidden", "").lower() == "true"
            or (bool(style) and HIDING.search(style) is not None)
        )
    )
    names = f"{found.get('class', '')} {found.get('id', '')}"
    return _Says(
        hidden=hidden,
        bold=bool(style) and _HEAVY.search(style) is not None,
        own_line=bool(style) and _OWN_LINE.search(style) is not None,
        suspect=suspicion(names, found.get("role", "")),
        names=found.get("class", ""),
    )


class _Opened(NamedTuple):
    """The effects to undo when an element closes.

    ``manner`` says how to undo them: a tag, or a name in ``_CLOSE``. For a box, ``outer`` is the enclosing box and
    ``mark`` the line's level. For an inline element, ``outer`` is -1 and ``mark`` the element's position among the
    line's parts.
    """

    manner: str
    outer: int
    mark: int


class _Scanner:
    """The state of one pass over a page: the current line and the open elements."""

    def __init__(self, unfolds: frozenset[str], *, heed_hidden: bool) -> None:
        self.layout = Layout(boxes=[Box("html", -1, "", 0, 0)])
        self.unfolds = unfolds
        self.heed_hidden = heed_hidden
        self.said: dict[str, _Says] = {}
        self.parts: list[str] = []
        self.linked = self.bold = 0  # the number of characters in the current line
        self.level = 0
        self.item = self.joined = False
        self.box = 0
        self.stack: list[_Opened] = []
        self.links = self.bolds = self.preformatted = 0  # number of open elements of this kind
        self.bold_boxes: set[int] = set()
        self.skipped = 0  # the nesting depth inside invisible elements

    def gather(self, words: str) -> None:
        """Add text to the current line."""
        if self.preformatted and "\n" in words:
            self._gather_lines(words)
            return
        self.parts.append(words)
        if self.links:
            self.linked += len(words.strip())
        if self.bolds:
            self.bold += len(words.strip())

    def open(self, tag: str, attributes: str) -> None:
        """Open an element, or record a void element."""
        if tag in _VOID:
            self._open_void(tag, attributes)
            return
        if tag in NEVER and not (tag == "button" and self.level):
            # A button in a heading unfolds the section below it; any other button belongs to the site.
            self.skipped = 1
            if tag == "picture":
                self.layout.boxes[self.box].images += 1
            return
        box = tag in _LINES
        says = self._says(attributes, box=box) if attributes else _NOTHING
        if says.hidden:
            self.skipped = 1
        elif box or says.own_line:
            self._open_box(tag, says)
        elif tag == "a" and "href=" in attributes:
            self._open_link(attributes)
        else:
            self._open_inline(tag, attributes, says)

    def close(self) -> None:
        """Close the element opened last. An end tag without a start tag has no effect."""
        if not self.stack:
            return
        opened = self.stack.pop()
        if opened.outer >= 0:
            self._close_box(opened)
        elif (close := _CLOSE.get(opened.manner)) is not None:
            close(self, opened.mark)

    def end(self) -> Layout:
        """End the page by ending its last line and closing the remaining boxes."""
        self.end_line()
        for box in self.layout.boxes:
            if not box.last:
                box.last = len(self.layout.blocks)
        return self.layout

    def end_line(self, *, joined: bool = False) -> None:
        """End the current line. ``joined`` means that a line break ended the line; two line breaks in a row make a
        blank line."""
        ended = False
        if self.parts:
            text = "".join(self.parts)
            if "&" in text:
                text = _unescape(text)
            text = " ".join(text.split())
            if not text.isascii():
                text = _INVISIBLE.sub("", text)  # so that "Pros|ecution" is recognized as a heading
            self.parts.clear()
            if text:
                level = self.level
                if not level and len(text) <= _MOST_BOLD and self.bold * 10 >= len(text) * 8:
                    level = BOLD_LINE
                linked = min(self.linked, len(text))
                self.layout.blocks.append(Block(text, linked, level, self.item, self.joined, self.box))
                self.item = False
                ended = True
            self.linked = self.bold = 0
        self.joined = joined and ended

    def _gather_lines(self, words: str) -> None:
        """Add the text of a preformatted element, where line ends count."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.end_line(joined=True)
            self.parts.append(line)
            if self.links:
                self.linked += len(line)

    def _says(self, attributes: str, *, box: bool) -> _Says:
        # For an inline element, the only question is whether it is hidden or displayed as a block.
        telling = "style=" in attributes or "hidden" in attributes
        if box and not telling:
            telling = "class=" in attributes or "id=" in attributes or "role=" in attributes
        if not telling:
            return _NOTHING
        known = self.said.get(attributes)
        if known is None:
            known = self.said[attributes] = _says(attributes, self.unfolds, heed_hidden=self.heed_hidden)
        return known

    def _open_void(self, tag: str, attributes: str) -> None:
        if tag == "br":
            self.end_line(joined=True)
        elif tag == "hr":
            self.end_line()
            if LINK_LIST in attributes:
                # One block represents a list of links that nobody needs to read word by word.
                self.layout.blocks.append(Block(LINK_LIST * 4, len(LINK_LIST) * 4, 0, False, False, self.box))
        elif tag == "img":
            self.layout.boxes[self.box].images += 1

    def _open_box(self, tag: str, says: _Says) -> None:
        self.end_line()
        self.stack.append(_Opened(tag, self.box, self.level))
        suspect = max(says.suspect, _TAG_SUSPECT.get(tag, 0))
        self.layout.boxes.append(Box(tag, self.box, says.names, suspect, len(self.layout.blocks)))
        self.box = len(self.layout.boxes) - 1
        if tag in _HEADINGS:
            self.level = _HEADINGS[tag]
        elif tag == "li":
            self.item = True
        elif tag in _PREFORMATTED:
            self.preformatted += 1
        if tag in _BOLD or says.bold:
            self.bolds += 1
            self.bold_boxes.add(self.box)

    def _close_box(self, opened: _Opened) -> None:
        self.end_line()
        if self.box in self.bold_boxes:
            self.bolds -= 1
        self.layout.boxes[self.box].last = len(self.layout.blocks)
        self.box, self.level = opened.outer, opened.mark
        if opened.manner == "li":
            self.item = False
        elif opened.manner in _PREFORMATTED:
            self.preformatted -= 1

    def _open_link(self, attributes: str) -> None:
        if _NOTE_LINK.search(attributes):
            manner = "link to a note"
        elif _IN_PAGE.search(attributes) is None:
            manner = "link"
        elif self.level:
            # The link in a heading leads to the heading itself or back to the contents, not to other text.
            self._push("")
            return
        else:
            manner = "link into the page"
        self.links += 1
        self._push(manner)

    def _open_inline(self, tag: str, attributes: str, says: _Says) -> None:
        if tag in _BOLD or says.bold:
            self.bolds += 1
            self._push("bold")
        elif "rtl" in attributes and (tag == "bdo" or "-override" in attributes):
            # Text displayed in reverse order is marked with the control characters that reverse plain text.
            self.parts.append(_RIGHT_TO_LEFT)
            self._push("reversed")
        else:
            self._push("raised" if tag == "sup" else "")

    def _push(self, manner: str) -> None:
        self.stack.append(_Opened(manner, -1, len(self.parts)))

    def _close_bold(self, _mark: int) -> None:
        self.bolds -= 1

    def _close_reversed(self, _mark: int) -> None:
        self.parts.append(_LEFT_TO_RIGHT)

    def _close_link(self, _mark: int) -> None:
        self.links -= 1

    def _close_link_into_page(self, mark: int) -> None:
        self.links -= 1
        label = "".join(self.parts[mark:])
        if _BRACKETED.fullmatch(label):
            self._drop_label(label, mark)

    def _close_note_link(self, mark: int) -> None:
        self.links -= 1
        label = "".join(self.parts[mark:])
        if _NOTE_MARK.fullmatch(label):
            self._drop_label(label, mark)

    def _drop_label(self, label: str, mark: int) -> None:
        """Drop a link's label, which is a footnote mark rather than a word, from the line."""
        del self.parts[mark:]
        self.linked -= len(label.strip())
        if self.linked < _WHOLE_LINE and not any(map(str.strip, self.parts)):
            self.linked += _WHOLE_LINE  # a line that opens with a link back is the note itself

    def _close_raised(self, mark: int) -> None:
        if _NOTE_SIGN.fullmatch("".join(self.parts[mark:])):
            del self.parts[mark:]


_CLOSE: dict[str, Callable[[_Scanner, int], None]] = {
    "bold": _Scanner._close_bold,
    "reversed": _Scanner._close_reversed,
    "link": _Scanner._close_link,
    "link into the page": _Scanner._close_link_into_page,
    "link to a note": _Scanner._close_note_link,
    "raised": _Scanner._close_raised,
}
"""How to close each kind of inline element. Elements missing here leave nothing to undo."""
_TAG_SUSPECT = {"aside": 2, "footer": 2, "header": 1, "search": 2}


def _unescape(text: str) -> str:
    """Unescape the serializer's output, which uses only four entities."""
    return text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def scan(markup: str, *, heed_hidden: bool = True) -> Layout:
    """Return the blocks and boxes of well-formed ``markup``: a serializer's output, with quoted attributes, escaped
    text and no raw text elements.

    With ``heed_hidden`` false, hidden elements count as well.
    """
    unfolds = frozenset(_CONTROLLED.findall(markup)) if "aria-controls" in markup else frozenset()
    scanner = _Scanner(unfolds, heed_hidden=heed_hidden)
    for words, closing, tag, attributes in _TOKEN.findall(markup + "<!---->"):
        if scanner.skipped:
            if tag and tag not in _VOID:
                scanner.skipped += -1 if closing else 1
            continue
        if words:
            scanner.gather(words)
        if closing:
            scanner.close()
        elif tag:
            scanner.open(tag, attributes)
    return scanner.end()
