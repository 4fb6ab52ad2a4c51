"""Render narratives into a PDF of one country or a yearly volume, as awkward as the printed ones.

The same arguments always yield the same bytes. ``Volume`` lists what a reader should recover, and the words that must
not appear in any narrative.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reportlab.pdfgen.canvas import Canvas

from tests.layouts import pdf_plates, pdf_tables
from tests.layouts.pdf_type import Design, Item, Line, blocks, faces, set_lines, set_narrative

__all__ = ["ALL_COUNTRIES", "PRINTED", "Entry", "Volume", "one_country", "volume"]

ALL_COUNTRIES = 190
PRINTED = Design(size=9.5, leading=12.5, gap=6.0)
"""The design in which the volume of the benchmarks is set: 300 pages or more."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A narrative to print: ``country`` in ordinary case, ``tier`` as a model code, and the plain text."""

    country: str
    tier: str
    text: str


@dataclass(slots=True)
class Volume:
    """A rendered PDF and the truth about it.

    ``headings`` are the country names as printed, ``pages`` the first and last page of each (from 1); ``foreign`` are
    words of running heads, captions, boxes and essays; ``totals`` and ``placements`` are rows as the model has them,
    without pages.
    """

    data: bytes = b""
    page_count: int = 0
    headings: list[str] = field(default_factory=list)
    pages: list[tuple[int, int]] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    totals: list[tuple[object, ...]] = field(default_factory=list)
    placements: list[tuple[str, str, int]] = field(default_factory=list)


@dataclass(slots=True)
class Press:
    """A canvas, the current page, and the free frames of its columns: [x, top, bottom] in reading order."""

    canvas: Canvas
    design: Design
    year: int
    truth: Volume
    rng: random.Random
    number: int = 0
    frames: list[list[float]] = field(default_factory=list)
    placed: list[tuple[float, float, Item]] = field(default_factory=list)
    country: str = ""

    @property
    def width(self) -> float:
        """The width of one column."""
        design = self.design
        return (self.full - design.gutter * (design.columns - 1)) / design.columns

    @property
    def full(self) -> float:
        """The width of the type area."""
        return self.design.page[0] - self.design.inner - self.design.outer

    @property
    def left(self) -> float:
        """The left edge of the type area: the inner margin on odd (right-hand) pages."""
        return self.design.inner if self.number % 2 else self.design.outer

    def begin(self, *, furniture: bool = True) -> None:
        """Start a page with its running head, its number and its frames."""
        self.end()
        self.number += 1
        design = self.design
        top, bottom = design.page[1] - design.top, design.bottom
        self.frames = [[self.left + at * (self.width + design.gutter), top, bottom] for at in range(design.columns)]
        if furniture:
            pdf_plates.furniture(self)

    def end(self) -> None:
        """Draw the objects placed on the page, and close the page."""
        if not self.number:
            return
        placed = self.placed
        if self.design.draw == "interleaved":
            placed = sorted(placed, key=lambda each: (-round(each[1]), each[0]))
        for x, top, item in placed:
            item.draw(self.canvas, x, top)
        self.placed = []
        self.canvas.showPage()

    def obstacle(self, height: float, draw: Callable[[Canvas, float, float, float], None], at: float) -> None:
        """Put something across all columns ``at`` (0 to 1) of the way down: each column continues below it."""
        design = self.design
        top = design.page[1] - design.top - at * (design.page[1] - design.top - design.bottom - height)
        x, width = self.left, self.full
        draw(self.canvas, x, top, width)
        frames = []
        for left, upper, lower in self.frames:
            frames += [[left, upper, top + 10], [left, top - height - 10, lower]]
        self.frames = [frame for frame in frames if frame[1] - frame[2] > 3 * design.leading]

    def put(self, items: Sequence[Item], opened: Callable[[], None] | None = None) -> tuple[int, int]:
        """Place items one below the other in frames and pages; return the first and the last page."""
        first = 0
        for position, item in enumerate(items):
            bound, follower = item.height, position
            while items[follower].keep and follower + 1 < len(items):  # A heading stays with the item below it.
                follower += 1
                bound += items[follower].height + items[follower].gap
            while True:
                if not self.frames:
                    self.begin()
                    if opened:
                        opened()
                frame = self.frames[0]
                at_top = not any(abs(x - frame[0]) < 1 and top >= frame[1] for x, top, _ in self.placed)
                gap = 0.0 if at_top else item.gap
                if frame[1] - gap - bound >= frame[2] - 0.01:
                    break
                self.frames.pop(0)
            top = frame[1] - gap
            self.placed.append((frame[0], top, item))
            frame[1] = top - item.height
            first = first or self.number
        return first, self.number


def _heading_item(press: Press, words: str, width: float) -> list[Item]:
    design = press.design
    regular, bold, _ = faces(design.families[1])
    size = design.heading_size
    name, tier = words, ""
    if design.tier_line:
        cut = min((at for at in (words.find(" ("), words.find(":")) if at > 0), default=len(words))
        name, tier = words[:cut], words[cut:].strip(" :()")
    if design.heading_style == "spaced":
        name = " ".join("\u00a0".join(word) for word in name.split())
    lines = set_lines([(name, bold)], size, width, design, justify=False)

    def item(line: Line, number: int) -> Item:
        def draw(canvas: Canvas, x: float, top: float) -> None:
            if design.heading_style == "bar":
                canvas.setFillColor(pdf_plates.TINT)
                canvas.rect(x, top - size * 1.2, width, size * 1.25, stroke=0, fill=1)
                canvas.setFillColor(pdf_plates.INK)
            if design.heading_style == "smallcaps":
                _small_capitals(canvas, line, x, top - size, bold, size)
            else:
                line.draw(canvas, x, top - size, "")

        return Item(size * 1.15, 0.0 if number else 16.0, draw, True)

    items = [item(line, number) for number, line in enumerate(lines)]
    if tier:
        (below,) = set_lines([(tier, regular)], size * 0.75, width, design, justify=False)
        items.append(Item(size, 1.0, lambda canvas, x, top: below.draw(canvas, x, top - size * 0.75, ""), True))
    return items


def _small_capitals(canvas: Canvas, line: Line, x: float, y: float, font: str, size: float) -> None:
    """Draw words whose first letter is large and whose other letters are small capitals."""
    at = x
    for word, _ in line.words:
        for part, height in ((word[:1].upper(), size), (word[1:].upper(), size * 0.8)):
            canvas.setFont(font, height)
            canvas.drawString(at, y, part)
            at += canvas.stringWidth(part, font, height)
        at += size * 0.3


def _printed(entry: Entry, design: Design) -> tuple[str, str]:
    """Return the heading line as printed, and the country's name in it."""
    line = blocks(entry.text)[0][1]
    cut = min((at for at in (line.find(" ("), line.find(":")) if at > 0), default=len(line))
    name = line[:cut]
    if design.heading_case == "title":
        return entry.country + line[cut:], entry.country
    return line, name


def _awkward(press: Press) -> None:
    """Draw what a page may contain besides its narratives."""
    rng = press.rng
    if not press.design.photos:
        return
    draw = rng.random()
    if draw < 0.12:
        height, plate, words = pdf_plates.quote(press)
        press.obstacle(height, plate, rng.uniform(0.3, 0.7))
        press.truth.foreign += words
    elif draw < 0.24:
        height, plate, words = pdf_plates.photo(press, press.full)
        press.obstacle(height, plate, rng.choice((0.0, 1.0, rng.uniform(0.3, 0.7))))
        press.truth.foreign += words


def _with_plates(press: Press, items: list[Item]) -> list[Item]:
    """Insert an occasional captioned photograph or box of figures between two lines of a column."""
    rng = press.rng
    if press.design.photos and len(items) > 30 and rng.random() < 0.5:
        maker = rng.choice((pdf_plates.photo, pdf_plates.statistics))
        height, plate, words = maker(press, press.width)
        width = press.width
        press.truth.foreign += words
        box = Item(height + 8, 6.0, lambda canvas, x, top: plate(canvas, x, top - 2, width), kind="plate")
        items.insert(rng.randint(10, len(items) - 10), box)
    return items


def _narrative(press: Press, entry: Entry, *, chart: bool) -> None:
    design, truth = press.design, press.truth
    line, name = _printed(entry, design)
    truth.headings.append(name.upper() if design.heading_style == "smallcaps" else name)
    press.country = name
    body = _with_plates(press, set_narrative(entry.text, design, press.width))
    if design.mode == "flow":
        items = _heading_item(press, line, press.width)
        if chart and design.chart == "column":
            items.append(_chart_item(press, entry, press.width))
        span = press.put([*items, *body], lambda: _awkward(press))
        if chart and design.chart == "margin":
            _margin_chart(press, entry)
    else:
        span = _band(press, entry, line, body, chart=chart)
    truth.pages.append(span)


def _margin_chart(press: Press, entry: Entry) -> None:
    """Draw the chart in the outer margin of the page on which the narrative ends."""
    outer = press.design.outer - 14
    x = press.left + press.full + 8 if press.number % 2 else 8.0
    height, plate, words = pdf_plates.chart(press, entry.country, entry.tier)
    press.truth.foreign += words
    top = press.rng.uniform(press.design.bottom + height, press.design.page[1] - press.design.top)
    press.placed.append((x, top, Item(height, 0, lambda canvas, at, y: plate(canvas, at, y, outer), kind="plate")))


def _chart_item(press: Press, entry: Entry, width: float) -> Item:
    height, plate, words = pdf_plates.chart(press, entry.country, entry.tier)
    press.truth.foreign += words
    return Item(height, 4.0, lambda canvas, x, top: plate(canvas, x, top, width), True, "plate")


def _band(press: Press, entry: Entry, line: str, body: list[Item], *, chart: bool) -> tuple[int, int]:
    """Set a heading across the page with the chart next to it, then balanced columns; the next narrative continues
    below.
    """
    design = press.design
    least = 130.0
    top = min((frame[1] for frame in press.frames), default=0.0)
    bottom = design.bottom
    if not press.frames or top - bottom < least:
        press.begin()
        top = design.page[1] - design.top
    else:
        top -= 14
    start = press.number
    chart = chart and design.chart == "column"
    share = 0.62 if chart else 1.0
    for item in _heading_item(press, line, press.full * share):
        press.placed.append((press.left, top, item))
        top -= item.height
    if chart:
        box = _chart_item(press, entry, press.full * 0.34)
        press.placed.append((press.left + press.full * 0.66, top + design.heading_size, box))
        top = min(top, top + design.heading_size - box.height)
    top -= 6
    rest = list(body)
    while rest:
        room = top - bottom
        total = sum(item.height + item.gap for item in rest)
        columns = design.columns
        depth = room if total > room * columns else total / columns + design.leading
        while True:  # Find the shortest balanced depth at which everything fits.
            depth = min(depth, room)
            spans, taken = [], 0
            for _ in range(columns):
                used, begun = 0.0, taken
                while taken < len(rest):
                    need = rest[taken].height + (rest[taken].gap if taken > begun else 0.0)
                    after = rest[taken + 1].height if rest[taken].keep and taken + 1 < len(rest) else 0.0
                    if used + need + after > depth + 0.01:
                        break
                    used += need
                    taken += 1
                spans.append((begun, taken))
            if taken == len(rest) or depth >= room - 0.01:
                break
            depth += design.leading / 2
        lowest = top
        for at, (begun, ended) in enumerate(spans):
            y = top
            for position in range(begun, ended):
                y -= rest[position].gap if position > begun else 0.0
                press.placed.append((press.left + at * (press.width + design.gutter), y, rest[position]))
                y -= rest[position].height
            lowest = min(lowest, y)
        rest = rest[taken:]
        press.frames = [[press.left, lowest, bottom]]
        if rest:
            press.begin()
            top = design.page[1] - design.top
    return start, press.number


def _canvas(design: Design, title: str) -> tuple[Canvas, io.BytesIO]:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=design.page, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    return canvas, buffer


def one_country(entry: Entry, year: int, design: Design | None = None, seed: int = 0, *, chart: bool = True) -> Volume:
    """Render a PDF of one narrative."""
    design = design or Design()
    canvas, buffer = _canvas(design, f"{entry.country} - {year} Trafficking in Persons Report")
    truth = Volume()
    press = Press(canvas, design, year, truth, random.Random(f"{seed}/{entry.country}/{year}"))
    press.country = entry.country
    press.begin()
    _narrative(press, entry, chart=chart)
    press.end()
    canvas.save()
    truth.page_count = press.number
    truth.data = buffer.getvalue()
    return truth


def volume(
    entries: Sequence[Entry], year: int, design: Design | None = None, seed: int = 0, *, essay_every: int = 23
) -> Volume:
    """Render a yearly volume of the narratives in the given order, with everything before, between and after them."""
    design = design or Design()
    canvas, buffer = _canvas(design, f"Trafficking in Persons Report {year}")
    truth = Volume()
    press = Press(canvas, design, year, truth, random.Random(f"{seed}/{year}"))
    names = [(entry.country, entry.tier) for entry in entries]
    pdf_plates.title_page(press)
    pdf_plates.contents(press, [name for name, _ in names])
    pdf_plates.essay(press)
    pdf_tables.placements(press, names)
    pdf_tables.world_totals(press)
    pdf_tables.regions(press)
    pdf_plates.how_to_read(press)
    press.begin()
    for number, entry in enumerate(entries):
        if number and number % essay_every == 0:
            pdf_plates.essay(press)
            press.frames = []
        if number and design.new_page:
            press.country = _printed(entry, design)[1]
            press.begin()
        _narrative(press, entry, chart=True)
    pdf_plates.conventions(press, [name for name, _ in names])
    press.end()
    canvas.save()
    truth.page_count = press.number
    truth.data = buffer.getvalue()
    return truth
