"""A page's markup to blocks of text in reading order, and the boxes they stand in.

What belongs here: what browsers do with markup as far as text is concerned (which elements begin a line, which are
hidden, how words join). Nothing here knows what the main text is.

A parser mends the markup, whatever it looks like; what is scanned is its own well-formed output. One pass over that
with a regular expression costs far less than visiting every node of a tree from Python, and cannot recurse.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tipetl.documents.html_style import HIDING
from tipetl.documents.html_words import suspicion

__all__ = ["BOLD_LINE", "LINK_LIST", "NEVER", "Block", "Box", "Layout", "scan"]

LINK_LIST = "tipetl-link-list"
"""The attribute of an ``hr`` that stands in for a pruned list of links."""
BOLD_LINE = 7
"""The ``level`` of a short line that is bold throughout: a heading of older pages."""


@dataclass(slots=True)
class Block:
    """One line of text. ``linked`` counts its characters inside links; ``level`` is 1 to 6 for ``h1`` to ``h6``,
    ``BOLD_LINE``, or 0; ``item`` says that it opens a list item, ``joined`` that only a ``<br>`` parts it from the line
    before; ``box`` is the index of the box it stands in.
    """

    text: str
    linked: int
    level: int
    item: bool
    joined: bool
    box: int


@dataclass(slots=True)
class Box:
    """An element that begins and ends lines. It holds blocks ``first`` to ``last`` (exclusive).

    ``suspect`` is 0, 1 (its names hint at something beside the text) or 2 (they say so); ``names`` are its class words.
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
    """A scanned page; box 0 is the page itself, and a box comes after the box it stands in."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


_TOKEN = re.compile(r"([^<]*+)(?:<(?:(?:(?>!--.*?--)|!|\?|(/?)([a-zA-Z][^\s>/]*+))([^>]*+)(?:>|\Z))?|\Z)", re.DOTALL)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _words(
    """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr
    """
)
NEVER = _words(
    """
    audio button canvas caption datalist dialog figcaption frameset head iframe map math menu meter nav
    noframes noscript object optgroup option picture progress rp rt script select style svg template textarea
    title video
    """
)
_LINES = _words(
    """
    address article aside blockquote body center dd details dir div dl dt fieldset figure footer form h1 h2 h3
    h4 h5 h6 header hgroup html legend li listing main ol p pre search section summary table tbody td tfoot th
    thead tr ul marquee multicol xmp plaintext
    """
)
_BOLD = frozenset(("b", "strong", "big", "th", "dt", "summary", "u", "legend"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ATTRIBUTE = re.compile(r"([^\s=\"]+)(?:=\"([^\"]*)\")?")
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|list-item|table)", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s*+(?:[\[(]\s*+)?(?:\d{1,3}|[*†‡]+)\s*+(?:[\])]\s*+)?")
#: ... of which a link to the note may have taken the number
_NOTE_SIGN = re.compile(rf"{_NOTE_MARK.pattern}|\s*+[\[(]\s*+[\])]\s*+")
_BRACKETED = re.compile(r"\s*+\[\s*+(?:\d{1,3}|[ivx]{1,5}|[*†‡]+)\s*+\]\s*+")
_IN_PAGE = re.compile(r"href=[\"']?[^\"'>#]{0,2000}+#")
_NOTE_LINK = re.compile(r"href=[\"']?[^\"'>#]{0,2000}+#[^\"'>]{0,200}?(?:fn|note|ref)", re.IGNORECASE)
_MOST_BOLD = 160
# Signs without a shape; between two digits they stay until the text's figures are weighed.
_SHAPELESS = "\u00ad\u200b-\u200f\u2060\ufeff"
_INVISIBLE = re.compile(rf"(?<![\d{_SHAPELESS}])[{_SHAPELESS}]++|[{_SHAPELESS}]++(?!\d)")
_WHOLE_LINE = 1_000_000
_RIGHT_TO_LEFT, _LEFT_TO_RIGHT = "\u202e", "\u202c"
_CONTROLLED = re.compile(r'aria-controls="([^"]+)"')


@dataclass(slots=True, frozen=True)
class _Says:
    """What an element's attributes say."""

    hidden: bool = False
    own_line: bool = False
    bold: bool = False
    suspect: int = 0
    names: str = ""


_NOTHING = _Says()


def _says(attributes: str, unfolds: frozenset[str], *, heed_hidden: bool) -> _Says:
    """``unfolds`` are the ids of boxes that a control of the page opens: a reader sees them when he wants to."""
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


class _Scanner:
    """The state of one pass: the line being gathered, and the boxes that are open."""

    def __init__(self) -> None:
        self.layout = Layout(boxes=[Box("html", -1, "", 0, 0)])
        self.parts: list[str] = []
        self.linked = self.bold = 0
        self.level = 0
        self.item = self.joined = False
        self.box = 0

    def end_line(self, *, joined: bool = False) -> None:
        """Ends the line being gathered; with ``joined``, a line break ends it, and two in a row make a blank line."""
        ended = False
        if self.parts:
            text = "".join(self.parts)
            if "&" in text:
                text = _unescape(text)
            text = " ".join(text.split())
            if not text.isascii():
                text = _INVISIBLE.sub("", text)  # so that "Pros|ecution" is known for the heading it is
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

    def gather_lines(self, words: str, *, linked: bool) -> None:
        """Text of a preformatted element: its line ends are line ends."""
        for number, line in enumerate(words.split("\n")):
            if number:
                self.end_line(joined=True)
            self.parts.append(line)
            if linked:
                self.linked += len(line)

    def link_list(self) -> None:
        """A block in place of a list of links that nobody has to read word by word."""
        self.layout.blocks.append(Block(LINK_LIST * 4, len(LINK_LIST) * 4, 0, False, False, self.box))

    def open_box(self, tag: str, says: _Says) -> int:
        """Opens a box and gives the box it stands in."""
        outer = self.box
        suspect = max(says.suspect, _TAG_SUSPECT.get(tag, 0))
        self.layout.boxes.append(Box(tag, outer, says.names, suspect, len(self.layout.blocks)))
        self.box = len(self.layout.boxes) - 1
        return outer


_TAG_SUSPECT = {"aside": 2, "footer": 2, "header": 1, "search": 2}


def _unescape(text: str) -> str:
    """Text as a serializer escapes it: four entities and no others."""
    return text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def scan(markup: str, *, heed_hidden: bool = True) -> Layout:
    """The blocks and boxes of well-formed ``markup`` (a serializer's output: attributes quoted, text escaped, no raw
    text).

    With ``heed_hidden`` false, elements that the markup hides count as well.
    """
    state = _Scanner()
    parts = state.parts
    stack: list[tuple[str, int, int]] = []  # what closing undoes: (tag, box to return to or -1, place in parts)
    cache: dict[str, _Says] = {}
    unfolds = frozenset(_CONTROLLED.findall(markup)) if "aria-controls" in markup else frozenset()
    bold_boxes: set[int] = set()
    links = bolds = skipped = pre = 0
    for words, closing, tag, attributes in _TOKEN.findall(markup + "<!---->"):
        if skipped:
            if tag and tag not in _VOID:
                skipped += -1 if closing else 1
            continue
        if words:
            if pre and "\n" in words:
                state.gather_lines(words, linked=links > 0)
            else:
                parts.append(words)
                if links:
                    state.linked += len(words.strip())
                if bolds:
                    state.bold += len(words.strip())
        if not tag:
            continue
        if closing:
            if not stack:
                continue
            opened, outer, mark = stack.pop()
            if outer >= 0:
                state.end_line()
                if state.box in bold_boxes:
                    bolds -= 1
                state.layout.boxes[state.box].last = len(state.layout.blocks)
                state.box = outer
                state.level = mark
                if opened == "li":
                    state.item = False
                elif opened == "pre" or opened == "listing":
                    pre -= 1
            elif opened == "b":
                bolds -= 1
            elif opened == "bdo":
                parts.append(_LEFT_TO_RIGHT)
            elif opened == "a" or opened == "aa" or opened == "aaa":
                links -= 1
                if opened != "a" and len(parts) > mark:
                    label = "".join(parts[mark:])
                    if _NOTE_MARK.fullmatch(label) if opened == "aaa" else _BRACKETED.fullmatch(label):
                        del parts[mark:]
                        state.linked -= len(label.strip())
                        if state.linked < _WHOLE_LINE and not any(map(str.strip, parts)):
                            state.linked += _WHOLE_LINE  # a line that opens with a link back is the note itself
            elif opened == "sup" and _NOTE_SIGN.fullmatch("".join(parts[mark:])):
                del parts[mark:]
            continue
        if tag in _VOID:
            if tag == "br":
                state.end_line(joined=True)
            elif tag == "hr":
                state.end_line()
                if LINK_LIST in attributes:
                    state.link_list()
            elif tag == "img":
                state.layout.boxes[state.box].images += 1
            continue
        if tag in NEVER and not (tag == "button" and state.level):
            # A button in a heading unfolds the section whose heading it is; any other is the page's own.
            skipped = 1
            if tag == "picture":
                state.layout.boxes[state.box].images += 1
            continue
        says = _NOTHING
        box = tag in _LINES
        # Of an element within a line only what hides it matters, and whether it is a line after all.
        if attributes and (
            "style=" in attributes
            or "hidden" in attributes
            or (box and ("class=" in attributes or "id=" in attributes or "role=" in attributes))
        ):
            known = cache.get(attributes)
            if known is None:
                known = cache[attributes] = _says(attributes, unfolds, heed_hidden=heed_hidden)
            says = known
            if says.hidden:
                skipped = 1
                continue
        if box or says.own_line:
            state.end_line()
            stack.append((tag, state.open_box(tag, says), state.level))
            if tag in _HEADINGS:
                state.level = _HEADINGS[tag]
            elif tag == "li":
                state.item = True
            elif tag == "pre" or tag == "listing":
                pre += 1
            if tag in _BOLD or says.bold:
                bolds += 1
                bold_boxes.add(state.box)
        elif tag == "a" and "href=" in attributes:
            # One letter: an ordinary link; two: one into this page; three: one to a note of this page.
            kind = 3 if _NOTE_LINK.search(attributes) else 2 if _IN_PAGE.search(attributes) else 1
            if kind == 2 and state.level:
                # A heading that can be linked to, or leads back to the contents, is no link to read elsewhere.
                stack.append(("anchor", -1, len(parts)))
                continue
            links += 1
            stack.append(("a" * kind, -1, len(parts)))
        elif tag in _BOLD or says.bold:
            bolds += 1
            stack.append(("b", -1, len(parts)))
        elif "rtl" in attributes and (tag == "bdo" or "-override" in attributes):
            # Shown in reverse order: the characters that do the same in a plain text say so in this one.
            parts.append(_RIGHT_TO_LEFT)
            stack.append(("bdo", -1, len(parts)))
        else:
            stack.append(("anchor" if tag == "a" else tag, -1, len(parts)))
    state.end_line()
    for left in state.layout.boxes:
        if not left.last:
            left.last = len(state.layout.blocks)
    return state.layout
