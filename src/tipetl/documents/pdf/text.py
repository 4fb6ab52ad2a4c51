"""Turn the bytes of a PDF into its narratives.

This module determines the order of the steps; each step's rules are in its own module.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import pairwise

import pypdfium2 as pdfium

from tipetl.documents.disturbed import disturbances_of_pages
from tipetl.documents.identity import country_in_line
from tipetl.documents.pdf.apart import asides_apart, surrounding
from tipetl.documents.pdf.asides import interposed, trimmed
from tipetl.documents.pdf.beside import Thing, aside_of, nearest, things_of, things_within
from tipetl.documents.pdf.columns import crosses, find_gutters, in_reading_order, settle_gutters
from tipetl.documents.pdf.damage import damaged_streams
from tipetl.documents.pdf.empty import GET_AGAIN, no_text
from tipetl.documents.pdf.flow import (
    Block,
    Body,
    blocks_of,
    body_style,
    boxed,
    captions,
    heading_styles,
    ruled,
    style_of,
    unnumber,
)
from tipetl.documents.pdf.furniture import find_furniture
from tipetl.documents.pdf.heading_names import unspace
from tipetl.documents.pdf.lines import column_starts, read_page
from tipetl.documents.pdf.mend import Words, build_text
from tipetl.documents.pdf.page_heads import headings_at_heads
from tipetl.documents.pdf.pages import Font, Line, PageText, Shape, open_pdf
from tipetl.documents.pdf.paragraphs import join_lines, measure
from tipetl.documents.pdf.side import set_beside, side_headings
from tipetl.documents.pdf.table_pages import Tables, read_tables
from tipetl.documents.pdf.volume import Heading, find_headings, foreign_pages
from tipetl.errors import SourceError
from tipetl.headings import looks_like_heading
from tipetl.model import Aside, Issue, Metadata, Page, Parsed, Part

_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")
_MANY_WORDS = 40
_KEPT = "Heads and page numbers stand in the raw text of their page, all else in the table aside too."
_REPORT = re.compile(r"trafficking\s+in\s+persons\s+report|tip\s+report", re.IGNORECASE)


def parse_pdf(data: bytes) -> Parsed:
    """Return the narratives in a PDF: a single part, or one part for each country heading in a volume.

    Raises SourceError with outcome ``needs_password``, ``no_text`` (stating the file's actual content) or ``corrupt``.
    Unreadable pages become issues with code ``page_unreadable``. Text outside the narratives is counted in an issue
    with code ``left_out`` and kept as asides of the part that shares its page, or else of the source.
    """
    with open_pdf(data) as document:
        fonts: dict[bytes, Font] = {}
        pages, issues = _read(document, data, fonts)
        title = document.get_metadata_value("Title").strip() or None
        try:
            layout, parts, tables = _laid_out(document, data, pages, fonts)
        except MemoryError:
            raise
        except Exception:
            failed = _unsound(pages, len(document))
            if not failed:
                raise
            pages, issues = _read(document, data, fonts, failed)  # read again, since layout changes the lines
            layout, parts, tables = _laid_out(document, data, pages, fonts)
    furniture = layout.furniture
    if not any(part.text.strip() for part in parts):
        raise SourceError(
            "The PDF has no running text: its words are sideways, in boxes, tables or margins.",
            outcome="no_text",
            advice="Give the narrative as a web page or as plain text.",
        )
    issues += layout.issues()
    if broken := damaged_streams(data):
        words = "A part of the file is" if broken == 1 else f"{broken} parts of the file are"
        issues.append(Issue("documents", "page_unreadable", f"{words} damaged; some of its text may be missing."))
    named = country_in_line(title) if title and not layout.volume else None
    return Parsed(
        form="pdf",
        parts=parts,
        metadata=Metadata(
            title=title, country=named[0] if named else None, report_year=_report_year(pages, furniture, title)
        ),
        pages=layout.raw_pages,
        global_totals=tables.totals,
        tier_placements=tables.placements,
        doubts=tables.doubts,
        issues=(*issues, *tables.issues),
        asides=layout.asides,
    )


def _laid_out(
    document: pdfium.PdfDocument, data: bytes, pages: Sequence[PageText], fonts: dict[bytes, Font]
) -> tuple[_Layout, tuple[Part, ...], Tables]:
    body = body_style(pages)
    furniture = find_furniture(pages, body)
    unnumber(pages, furniture)
    tables = _tables(document, data, pages, fonts, furniture)
    layout = _Layout(pages, furniture, body)
    return layout, layout.parts(), tables


def _tables(
    document: pdfium.PdfDocument,
    data: bytes,
    pages: Sequence[PageText],
    fonts: dict[bytes, Font],
    furniture: dict[int, set[int]],
) -> Tables:
    """Read the whole report's tables. If reading fails, return an issue and no tables, because narratives do not need
    them."""
    if len(pages) < 2:
        return Tables()
    try:
        return read_tables(document, pages, fonts, furniture, data)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - a table must not cost the narratives
        message = f"The tables of the report were not read: {type(error).__name__}: {' '.join(str(error).split())}"
        return Tables(issues=(Issue("documents", "page_unreadable", message),))


def _unsound(pages: Sequence[PageText], count: int) -> dict[int, Issue]:
    """Return, by page number, an issue for each page that cannot be laid out even on its own."""
    issues: dict[int, Issue] = {}
    for page in pages:
        try:
            body = body_style([page])
            _Layout([page], find_furniture([page], body), body).parts()
        except Exception as error:  # noqa: BLE001 - whatever fails on one page becomes an issue of that page
            issues[page.number] = _unreadable(page.number, count, error)
    return issues


def _unreadable(number: int, count: int, error: Exception) -> Issue:
    cause = f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")
    return Issue("documents", "page_unreadable", f"Page {number} of {count} was not read: the reader failed ({cause}).")


def _read(
    document: pdfium.PdfDocument, data: bytes, fonts: dict[bytes, Font], failed: Mapping[int, Issue] | None = None
) -> tuple[list[PageText], list[Issue]]:
    """Return the readable pages, and issues for the unreadable pages. Pages in ``failed`` are not tried again."""
    pages: list[PageText] = []
    issues: list[Issue] = []
    starts: list[list[float]] = [[], []]
    count = len(document)
    for number in range(1, count + 1):
        if failed and number in failed:
            issues.append(failed[number])
            continue
        try:
            pages.append(read_page(document, number, fonts, starts[number % 2]))
            if not pages[-1].lines and len(pages[-1].raw.split()) >= _MANY_WORDS:
                words = "has words that are sideways or off the page; they were not read."
                issues.append(Issue("documents", "page_unreadable", f"Page {number} of {count} {words}"))
            # Left and right pages have different margins.
            starts[number % 2] = column_starts(pages[-1].lines) or starts[number % 2]
        except ValueError:
            issues.append(
                Issue("documents", "page_unreadable", f"Page {number} of {count} is damaged and was not read.")
            )
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - one page must not cost the others
            issues.append(_unreadable(number, count, error))
    if not pages:
        raise SourceError("No page of the PDF can be read.", outcome="corrupt", advice=GET_AGAIN)
    if not any(sum(map(str.isalpha, page.raw[:2000])) > 15 for page in pages):
        raise no_text(document, pages)
    if b"%%EOF" not in data[-2048:]:
        issues += [
            Issue("documents", "page_unreadable", f"Page {page.number} of a truncated file is empty.")
            for page in pages
            if not page.raw.strip() and not page.shapes
        ]
    return pages, issues


def _report_year(pages: Sequence[PageText], furniture: dict[int, set[int]], title: str | None) -> int | None:
    """Return the report year stated in the title, in the running heads or on the first page, or None."""
    texts = [title or ""]
    texts += [page.lines[index].text for page in pages[:40] for index in sorted(furniture[page.number])]
    texts += [line.text for page in pages[:1] for line in page.lines[:6]]
    for text in texts:
        if _REPORT.search(text) and (found := _YEAR.search(text)):
            return int(found[1])
    return None


class _Layout:
    """The state shared by the steps: the pages, and the decisions about their lines."""

    def __init__(self, pages: Sequence[PageText], furniture: dict[int, set[int]], body: Body) -> None:
        self.pages = pages
        self.raw_pages = tuple(Page(page.number, page.raw) for page in pages)
        self.furniture = furniture
        self.body = body
        self.headings = find_headings(pages, furniture, body)
        if len(self.headings) < 2 and (heads := headings_at_heads(pages, furniture, body)):
            self.headings = heads
            for heading in heads:
                furniture[heading.page].difference_update(heading.indices)
        self.volume = len(self.headings) > 1
        if not self.volume:
            self.headings = self.headings[:1]
        by_number = {page.number: page for page in pages}
        self.head_ids = {
            id(by_number[heading.page].lines[index]) for heading in self.headings for index in heading.indices
        }
        for heading in self.headings:
            unspace([by_number[heading.page].lines[index] for index in heading.indices], heading.name)
        self.page_of = by_number
        self.left_out: defaultdict[str, int] = defaultdict(int)
        self.asides: tuple[Aside, ...] = ()
        self.things: list[Thing] = []
        self.side_ids: set[int] = set()
        self.flow, self.interrupted = self._flow()

    def _flow(self) -> tuple[dict[int, list[Line]], set[int]]:
        """Return each page's lines of running text in reading order, and the lines that follow an interruption."""
        blocks = {page.number: blocks_of(page, self.furniture[page.number], self.body) for page in self.pages}
        styles = heading_styles([(page, block) for page in self.pages for block in blocks[page.number]], self.body)
        heads: defaultdict[int, set[int]] = defaultdict(set)
        for heading in self.headings:
            heads[heading.page].update(heading.indices)
        keeps: dict[int, list[Line]] = {}
        aside: dict[int, list[Line]] = {}
        self.titles: dict[int, Block] = {}
        beside_text: dict[int, list[list[Line]]] = {}
        for page in self.pages:
            skip = self.furniture[page.number]
            beside_text[page.number] = side_headings(page, skip | heads[page.number], self.body)
            own_side = {id(line) for group in beside_text[page.number] for line in group}
            self.side_ids |= own_side
            out = boxed(page, skip | heads[page.number], self.body)
            out |= captions(page, skip | heads[page.number], self.body)
            out |= ruled(page, skip | heads[page.number], self.body)
            for block in blocks[page.number]:
                if block.indices[0] in heads[page.number]:
                    continue
                if style_of(block.lines[0]) in styles and len(block.lines) <= 3 and block.indices[0] not in out:
                    continue
                if len(block.lines) <= 2 and looks_like_heading(block.text) and block.indices[0] not in out:
                    continue
                out.update(block.indices)
                if self._is_page_title(page, block, skip):
                    self.titles[page.number] = block
            out.update(
                index
                for index, line in enumerate(page.lines)
                if index not in skip and not any(char.isalnum() for char in line.text)
            )
            out -= {index for index, line in enumerate(page.lines) if id(line) in own_side}
            keeps[page.number] = [
                line
                for index, line in enumerate(page.lines)
                if index not in skip and index not in out and id(line) not in own_side
            ]
            aside[page.number] = [page.lines[index] for index in sorted(out - skip)]
            self.things += things_of(page, out - skip, self.body)
            self.left_out["furniture"] += len(skip)
            self.left_out["boxes, captions and charts"] += len(out - skip)
        gutters = {
            number: find_gutters([line for line in lines if self.body.holds(line)]) for number, lines in keeps.items()
        }
        gutters = settle_gutters(gutters, keeps)
        flow: dict[int, list[Line]] = {}
        interrupted: set[int] = set()
        for page in self.pages:
            own = gutters[page.number]
            obstacles = _spans(aside[page.number], own)
            beside: list[Line | Shape] = [*aside[page.number], *page.shapes]
            ordered = in_reading_order(keeps[page.number], own, obstacles, self.head_ids, beside)
            flow[page.number] = set_beside(beside_text[page.number], ordered)
            interrupted.update(_after_interruption(flow[page.number], aside[page.number], page))
        return flow, interrupted

    def _is_page_title(self, page: PageText, block: Block, skip: set[int]) -> bool:
        """Return whether a block is a title at the top of a page: large and upright, not a quotation, and below no
        other text."""
        first = block.lines[0]
        if first.size < self.body.size * 1.2 or first.font.italic or len(block.lines) > 3 or first.text[0] in "“\"‘'":
            return False
        return not any(
            line.bottom < first.top + 1
            for index, line in enumerate(page.lines)
            if index not in skip and line is not first
        )

    def parts(self) -> tuple[Part, ...]:
        """Return one part per narrative."""
        words = Words(line for page in self.pages for line in self.flow[page.number])
        sequences = self._sequences()
        lines = [line for _, found in sequences for line in found]
        measures = measure(lines, self.body)
        beside, apart = self._owned([found for _, found in sequences])
        parts = []
        for (heading, found), own in zip(sequences, beside, strict=True):
            aside = interposed(found, self.body, measures.leading, self.head_ids)
            self.left_out["boxes, captions and charts"] += len(aside)
            kept = [line for line in found if id(line) not in aside]
            joints = join_lines(kept, self.body, measures, self.head_ids | self.side_ids, self.interrupted)
            if not self.volume:
                joints = trimmed(joints, self.head_ids)
                self.left_out["what a page prints around it"] += len(kept) - len(joints)
                stays = {id(joint.line) for joint in joints}
                own, around = surrounding(own, kept, stays, self.flow)
                apart += around
            text, runs = build_text(joints, words)
            own += things_within(found, aside, self.page_of, self.body)
            own.sort(key=lambda thing: thing.page)
            asides = tuple(made for thing in own if (made := aside_of(thing, words)))
            disturbed = disturbances_of_pages(self.raw_pages, runs)
            parts.append(Part(text + "\n", heading.name if heading else None, runs, asides, disturbed))
        joined = partial(
            join_lines, body=self.body, measures=measures, headings=self.head_ids, interrupted=self.interrupted
        )
        self.asides = asides_apart(self.front, self.essays, apart, self.titles, words, joined)
        return tuple(parts)

    def _owned(self, sequences: Sequence[Sequence[Line]]) -> tuple[list[list[Thing]], list[Thing]]:
        """Assign each thing beside the text to the narrative whose line is nearest on the page. Also return the things
        that belong to no narrative.
        """
        owner = {id(line): number for number, lines in enumerate(sequences) for line in lines}
        beside: list[list[Thing]] = [[] for _ in sequences]
        apart: list[Thing] = []
        for thing in self.things:
            line = nearest(thing, self.flow[thing.page])
            if line is None and thing.page not in self.foreign:
                # The page is in the middle of a narrative and contains only pictures and figures.
                line = next((lines[-1] for lines in reversed(sequences) if lines and lines[0].page <= thing.page), None)
            if line is not None and id(line) in owner:
                beside[owner[id(line)]].append(thing)
            else:
                apart.append(thing)
        return beside, apart

    def _sequences(self) -> list[tuple[Heading | None, list[Line]]]:
        self.front: list[Line] = []
        self.essays: list[Line] = []
        self.foreign: set[int] = set()
        if not self.volume:
            lines = [line for page in self.pages for line in self.flow[page.number]]
            return [(self.headings[0] if self.headings else None, lines)]
        starts = {
            id(page.lines[heading.indices[0]]): heading
            for page in self.pages
            for heading in self.headings
            if heading.page == page.number
        }
        self.foreign = foreign_pages(self.pages, self.titles, self.flow, self.headings)
        found: list[tuple[Heading | None, list[Line]]] = []
        for page in self.pages:
            for line in self.flow[page.number]:
                if id(line) in starts:
                    found.append((starts[id(line)], [line]))
                elif page.number in self.foreign and not (found and _begun_here(found[-1], page.number)):
                    self.essays.append(line)
                elif found:
                    found[-1][1].append(line)
                else:
                    self.front.append(line)
        self.left_out["essays and appendices"] = len(self.essays)
        self.left_out["front matter"] = len(self.front)
        return found

    def issues(self) -> list[Issue]:
        """Return an issue that counts the lines left out, if any."""
        counts = [f"{count} lines of {what}" for what, count in sorted(self.left_out.items()) if count]
        if not counts:
            return []
        return [Issue("documents", "left_out", f"Left out of the narratives: {', '.join(counts)}. {_KEPT}", "info")]


def _begun_here(sequence: tuple[Heading | None, list[Line]], page: int) -> bool:
    return sequence[0] is not None and sequence[0].page == page


def _spans(lines: Sequence[Line], gutters: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return (top, bottom) of each thing across a gutter. Lines beside the text that are close together form one
    thing."""
    spans: list[tuple[float, float]] = []
    across = [line for line in lines if any(crosses(line, gutter) for gutter in gutters)]
    for line in sorted(across, key=lambda line: line.top):
        if spans and line.top - spans[-1][1] < line.size * 3:
            spans[-1] = (spans[-1][0], max(spans[-1][1], line.bottom))
        else:
            spans.append((line.top, line.bottom))
    return spans


def _after_interruption(flow: Sequence[Line], aside: Sequence[Line], page: PageText) -> set[int]:
    """Return the ids of lines that something other than running text separates from the line above."""
    found = set()
    for before, line in pairwise(flow):
        if before.column != line.column or line.top - before.bottom < line.size * 0.8:
            continue
        things: list[Line | Shape] = [*aside, *(shape for shape in page.shapes if shape.bottom - shape.top > 12)]
        if any(
            before.bottom - 3 < (thing.top + thing.bottom) / 2 < line.top + 3
            and thing.left < line.right
            and thing.right > line.left
            for thing in things
        ):
            found.add(id(line))
    return found
