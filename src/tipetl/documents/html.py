"""Turn a web page into the canonical text of its narratives.

This module determines the order of the steps: ``html_whole`` checks that the markup is complete, ``html_scan`` turns it
into blocks, ``html_main`` selects the main text's blocks, and ``html_metadata`` reads the page's metadata.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from tipetl.blocked import FEW_WORDS, walled
from tipetl.documents.disturbed import disturbances
from tipetl.documents.encoding import characters, encoding_issues
from tipetl.documents.html_main import is_heading_line, is_sentence, main_blocks
from tipetl.documents.html_metadata import Head, labelled, page_metadata, year_in_title
from tipetl.documents.html_scan import LINK_LIST, Block, scan
from tipetl.documents.html_struck import struck_issues
from tipetl.documents.html_tree import Serialized, serialize
from tipetl.documents.html_whole import markup_issues
from tipetl.documents.html_words import about_page, country_named, is_chrome_line, narrates
from tipetl.documents.identity import TIER_TAIL
from tipetl.documents.instead import instead_issues
from tipetl.documents.text import canonical
from tipetl.errors import SourceError
from tipetl.headings import is_heading
from tipetl.markup import elements, without
from tipetl.model import Aside, Issue, Parsed, Part

_AS_PAGE = "Save the page of one country's narrative from the browser and give that file."
_TAG = re.compile(rb"<\x00?[a-zA-Z]")


def parse_html(data: bytes, *, content_type: str | None = None) -> Parsed:
    """Return a page's narratives: one part, or one part per country if the page prints several narratives under country
    headings.

    ``content_type`` is the value of the HTTP header, if known. Raises SourceError with outcome ``no_text`` (no visible
    words), ``not_a_report`` (only links and site chrome) or ``corrupt`` (bytes that are not text). Captions of pictures
    and tables, and text around the narratives, become asides of the single part, or of the whole page if it prints
    several narratives.
    """
    decoded = characters(data, content_type=content_type, markup=True)
    issues = markup_issues(decoded.text)
    page = serialize(decoded.text)
    markup = page.markup
    blocks, outside, around, head, said = _read(page, issues)
    title = next((value for name, value in page.head if name == "title"), "")
    if not blocks:
        instead_issues(title, "", " ".join(html.unescape(without(markup, ())).split()[:FEW_WORDS]))
        if _TAG.search(data):
            raise SourceError("The page holds no running text.", outcome="not_a_report", advice=_AS_PAGE)
        raise SourceError("There is no text in it.", outcome="no_text", advice=_AS_PAGE)
    blocks = _unwrapped(blocks)
    lead, body = _split_lead(blocks, outside)
    metadata = page_metadata(head, [block.text for block in lead])
    parts = _countries(blocks)
    if not parts:
        whole = _without_tail(body)
        around.append(body[len(whole) :])
        parts = (_part(whole),)
    else:
        metadata = replace(metadata, country=None)
    if not any(part.text.strip() for part in parts):
        raise SourceError("There is no text in it.", outcome="no_text", advice=_AS_PAGE)
    issues += instead_issues(title, "\n".join(part.text for part in parts), said)
    issues.extend(encoding_issues(decoded, [part.text for part in parts]))
    surroundings = _surroundings(around)
    if surroundings:
        issues.append(_left_out(surroundings))
    asides = (*_captions(markup), *surroundings)
    if len(parts) == 1:
        parts, asides = (replace(parts[0], asides=asides),), ()
    return Parsed("html", parts, metadata, decoded.encoding, decoded.how, issues=tuple(issues), asides=asides)


def _surroundings(around: Sequence[Sequence[Block]]) -> tuple[Aside, ...]:
    """Return the text that the page prints around its narratives, as asides."""
    stretches = [stretch for stretch in around if any(map(is_sentence, stretch))]
    texts = [canonical(_render(stretch)).strip("\n") for stretch in stretches]
    return tuple(Aside("surroundings", text) for text in texts if any(map(str.isalnum, text)))


def _left_out(surroundings: Sequence[Aside]) -> Issue:
    count = sum(len(aside.text.split("\n")) for aside in surroundings)
    message = (
        f"Left out of the narratives: {count} lines of what a page prints around it. They stand in the table aside."
    )
    return Issue("documents", "left_out", message, "info")


_CAPTIONS = ("figcaption", "caption")
_SCRIPTS = ("script", "style", "noscript")


def _captions(markup: str) -> tuple[Aside, ...]:
    """Return the captions of the page's pictures and tables, without duplicates."""
    found: dict[str, Aside] = {}
    for attributes, inner in elements(markup, _CAPTIONS) if "caption>" in markup else ():
        if "hidden" in attributes:
            continue
        words = " ".join(canonical(html.unescape(without(inner, _SCRIPTS))).split())
        if any(map(str.isalnum, words)):
            found.setdefault(words, Aside("caption", words))
    return tuple(found.values())


def _read(page: Serialized, issues: list[Issue]) -> tuple[list[Block], list[Block], list[list[Block]], Head, str]:
    """Return the main text's blocks, the headings and text outside it, the metadata pairs, and the page's whole text.

    Hidden and struck-out words are also read if there is no other text or if most words are struck out.
    """
    head: Head = page.head
    for heed_hidden in (True, False):
        layout = scan(page.markup, heed_hidden=heed_hidden)
        blocks, outside, around = main_blocks(layout)
        if blocks and not (heed_hidden and _mostly_struck(page, blocks)):
            if kind := walled(block.text for block in layout.blocks):
                issues.append(Issue("documents", "walled", f"{kind.says} {kind.advice}"))
            head = [*head, *labelled([block.text for block in layout.blocks[:60]])]
            head += [("h1", block.text) for block in layout.blocks if block.level == 1][:1]
            if not heed_hidden:
                message = "The page's text is marked as hidden or struck out; it was read anyway."
                issues.append(Issue("documents", "hidden_text", message))
            else:
                issues.extend(struck_issues(page.struck))
            said = "\n".join(block.text for block in layout.blocks if LINK_LIST not in block.text)
            return blocks, outside, around, head, said
    return [], [], [], head, ""


def _mostly_struck(page: Serialized, blocks: Sequence[Block]) -> bool:
    """Return whether most words are struck out, as when an unclosed ``<s>`` strikes out the rest of a page."""
    struck = sum(len(one.words) for one in page.struck if one.deleted)
    return struck > sum(len(block.text) for block in blocks)


_MOST_WIDTH = 120


def _unwrapped(blocks: list[Block]) -> list[Block]:
    """Join the lines of wrapped paragraphs, since typewritten pages break lines at the right margin."""
    lines = [(one, two) for one, two in pairwise(blocks) if two.joined]
    if len(lines) < 4:
        return blocks
    width = max(max(len(one.text), len(two.text)) for one, two in lines)
    full = sum(1 for one, two in lines if _is_full(one, two, width))
    if width > _MOST_WIDTH or full * 3 < len(lines) * 2:
        return blocks
    found = [blocks[0]]
    before = blocks[0]
    for block in blocks[1:]:
        # "42. The government" may be the end of one sentence and the start of the next.
        opens = _BULLETED.match(block.text) and (_ENDS.search(before.text) or not block.text[0].isalnum())
        if block.joined and _is_full(before, block, width) and not opens:
            last = found[-1]
            found[-1] = replace(last, text=f"{last.text} {block.text}", linked=last.linked + block.linked)
        else:
            found.append(block)
        before = block
    return found


def _is_full(line: Block, below: Block, width: int) -> bool:
    """Return whether a line had no room for the first word of the next line."""
    return len(line.text) + 1 + len(below.text.split(" ", 1)[0]) > width - width // 12 and not line.level


# --- above and below the narrative ----------------------------------------------------------------------------------

_LEAD_PARAGRAPH = 100
_BYLINE = re.compile(
    r"(?:(?:by|from|source|author|date|published|released|posted|updated|publisher|country|title)\b"
    r" ?(?:on|by)?:?.{0,120}"
    r"|office (?:to|of)\b.{0,90}|bureau of\b.{0,90}|under secretary\b.{0,120}"
    r"|(?:u\.?s\.?|united states) (?:department|embassy)\b.{0,90}|department of state.{0,60}"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b[ \d,]{4,12}"
    r"|\d{1,2} \w+ \d{4}|(?:special )?report\b.{0,40}|.{0,60}trafficking in persons report\b.{0,60}"
    r"|country narratives?\b.{0,60}|washington,? d\.?c\.?.{0,20})",
    re.IGNORECASE,
)


def _split_lead(blocks: Sequence[Block], outside: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Separate the lines around the narrative's own heading from the narrative, which starts at the heading.

    The heading is the last line with only a country's name and perhaps its tier, above the first paragraph. If no line
    names a country, a page title serves as the heading.
    """
    first = next((number for number, block in enumerate(blocks) if _is_paragraph(block)), len(blocks))
    lead = list(blocks[:first])
    own = [number for number, block in enumerate(lead) if _is_country_heading(block)]
    if own:
        start = own[-1]
        after = [block for block in lead[start + 1 :] if not _BYLINE.fullmatch(block.text)]
        return [*outside, *lead[:start]], [lead[start], *after, *blocks[first:]]
    titles = [block for block in [*lead, *outside] if not block.linked and _is_country_heading(block)]
    tiers = [block for block in titles if re.search(r"\btier\b|special case", block.text, re.IGNORECASE)]
    chosen = (tiers or titles)[:1]
    rest = []
    for block in lead:
        if block in chosen or _BYLINE.fullmatch(block.text):
            continue
        # A separate line that is neither a heading nor a page label may belong to the narrative ("Tier 2").
        rest.append(block)
    while rest and not (is_heading(rest[0].text) or rest[0].text.lower().startswith("tier") or rest[0].item):
        if len(blocks) == first or narrates(rest[0].text):
            break
        rest.pop(0)
    return [*outside, *lead], [*chosen, *rest, *blocks[first:]]


def _is_paragraph(block: Block) -> bool:
    """Return whether a block is running text: a long block, or one half as long that is about trafficking."""
    if block.level or about_page(block.text):
        return False
    length = len(block.text)
    return length >= _LEAD_PARAGRAPH or (length >= _LEAD_PARAGRAPH // 2 and narrates(block.text))


def _country_words(line: str) -> str:
    """Return a heading line without its tier and surrounding punctuation, which leaves the country's name."""
    return TIER_TAIL.sub("", line.strip("#*_ \t[]")).strip(" .,:;()[]*#–—-|")


def _is_country_heading(block: Block) -> bool:
    """Return whether a line is a country's name, alone or with its tier."""
    if len(block.text) > 100:
        return False
    words = _country_words(block.text)
    found = country_named(words) if words else None
    return (
        found is not None and year_in_title(block.text) is None and not re.search(r"(?i)report|narrative|20\d\d", words)
    )


_ENDS = re.compile(r"[.!?:;…][\"”’')\]*_]*\s*$")


def _without_tail(blocks: Sequence[Block]) -> list[Block]:
    """Return the narrative without the lines that the page prints after the narrative's last sentence."""
    kept = list(blocks)
    while len(kept) > 1:
        last = kept[-1]
        if last.item or (_ENDS.search(last.text) and not about_page(last.text) and not last.level):
            break
        if (
            is_chrome_line(last.text)
            or about_page(last.text)
            or last.linked
            or last.level
            or len(last.text) < _LEAD_PARAGRAPH
        ):
            if is_heading(last.text) and not last.linked:
                break
            kept.pop()
            continue
        break
    return kept


# --- several countries on one page ----------------------------------------------------------------------------------

_NARRATIVE = 150


def _countries(blocks: Sequence[Block]) -> tuple[Part, ...]:
    """Return one part per country, if at least two countries have their own heading and running text."""
    heads = [
        number
        for number, block in enumerate(blocks)
        if len(block.text) <= 100
        and (is_heading_line(block) or re.search(r"\(?tier\b", block.text, re.IGNORECASE))
        and _is_country_heading(block)
    ]
    found: list[tuple[str, list[Block]]] = []
    for place, start in enumerate(heads):
        end = heads[place + 1] if place + 1 < len(heads) else len(blocks)
        own = list(blocks[start:end])
        if sum(len(block.text) for block in own if len(block.text) >= 80) >= _NARRATIVE:
            found.append((_country_words(blocks[start].text), own))
    names = {found_in[1] for name, _ in found if (found_in := country_named(name))}
    if len(names) < 2:
        return ()
    return tuple(_part(_without_tail(own), country=name) for name, own in found)


def _part(blocks: Sequence[Block], country: str | None = None) -> Part:
    words = _render(blocks)
    return Part(canonical(words), country=country, disturbances=disturbances(words))


_BULLETED = re.compile(r"[•●▪■◦‣·*–—-]\s|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s")


def _render(blocks: Sequence[Block]) -> str:
    """Join blocks into text, with blank lines only between paragraphs, not between list items or wrapped lines."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        words = block.text
        if block.item and not _BULLETED.match(words):
            words = "• " + words
        if before is not None:
            close = block.joined or (block.item and before.item)
            pieces.append("\n" if close else "\n\n")
        pieces.append(words)
        before = block
    return "".join(pieces)
