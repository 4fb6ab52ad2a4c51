"""Draw the tables of a test volume: tier placements, and law-enforcement totals of the world and its regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor

from tests.layouts.pdf_plates import GREY, INK, REGIONS, TIERS, TINT, set_plain, title_on
from tests.layouts.pdf_type import faces

if TYPE_CHECKING:
    from tests.layouts.pdf_volume import Press

__all__ = ["placements", "regions", "world_totals"]


def placements(press: Press, names: Sequence[tuple[str, str]]) -> None:
    """Draw the tier placements: a bar for each tier, with the countries below in columns read downwards."""
    y = title_on(press, "TIER PLACEMENTS")
    design, canvas = press.design, press.canvas
    regular, bold = faces(design.families[1])[:2]
    columns, size, step = 4, 7.5, 10.0
    if design.placement == "columns":
        _placements_beside(press, names, y)
        return
    width = press.full / columns
    for tier, label in TIERS.items():
        listed = [name for name, its in names if its == tier]
        if not listed:
            continue
        cells = [set_plain(press, name.upper() if tier == "SC" else name, regular, size, width - 8) for name in listed]
        while cells:
            need = 3 * step + 20
            if y - need < design.bottom:
                y = title_on(press, "TIER PLACEMENTS (continued)")
            canvas.setFillColor(TINT)
            canvas.rect(press.left, y - 15, press.full, 14, stroke=0, fill=1)
            canvas.setFillColor(INK)
            canvas.setFont(bold, 9)
            canvas.drawString(press.left + 4, y - 12, label)
            room = int((y - 22 - design.bottom) / step)
            total = sum(len(cell) for cell in cells)
            depth = min(room, max(-(-total // columns) + 1, 2))
            lowest = y
            for column in range(columns):
                at, used = y - 20.0, 0
                while cells and used + len(cells[0]) <= depth:
                    for line in cells.pop(0):
                        line.draw(canvas, press.left + column * width + 4, at - size, "")
                        at -= step
                        used += 1
                    printed = listed.pop(0)
                    press.truth.placements.append((printed.upper() if tier == "SC" else printed, tier, press.number))
                lowest = min(lowest, at)
            y = lowest - 8


def _placements_beside(press: Press, names: Sequence[tuple[str, str]], y: float) -> None:
    """Draw the tiers side by side, one column each."""
    design, canvas = press.design, press.canvas
    regular, bold = faces(design.families[1])[:2]
    tiers = [tier for tier in TIERS if any(its == tier for _, its in names)]
    width = press.full / len(tiers)
    lists = {tier: [name for name, its in names if its == tier] for tier in tiers}
    while any(lists.values()):
        for at, tier in enumerate(tiers):
            x, top = press.left + at * width, y
            canvas.setFont(bold, 7.5)
            for word in (TIERS[tier],):
                canvas.drawString(x, top - 8, word.title() + ("*" if tier == "2WL" else ""))
            top -= 20
            canvas.setFont(regular, 7)
            while lists[tier] and top > design.bottom + 24:
                name = lists[tier].pop(0)
                for line in set_plain(press, name, regular, 7, width - 6):
                    line.draw(canvas, x, top, "")
                    top -= 9
                press.truth.placements.append((name, tier, press.number))
        if any(lists.values()):
            y = title_on(press, "TIER PLACEMENTS")


_COLUMNS = ("YEAR", "PROSECUTIONS", "CONVICTIONS", "VICTIMS IDENTIFIED", "NEW OR AMENDED LEGISLATION")


def _table(press: Press, y: float, region: str | None, scale: int) -> float:
    """Draw a law-enforcement table, with counts of forced labor in parentheses from the third year on."""
    rng, canvas, design = press.rng, press.canvas, press.design
    regular, bold = faces(design.families[1])[:2]
    stops = [press.left + press.full * share for share in (0.02, 0.18, 0.38, 0.58, 0.8)]
    canvas.setFillColor(TINT)
    canvas.rect(press.left, y - 26, press.full, 26, stroke=0, fill=1)
    canvas.setFillColor(INK)
    canvas.setFont(bold, 7)
    for stop, words in zip(stops, _COLUMNS, strict=True):
        if len(words) > 15:
            head, _, tail = words.partition(" ")
            if head == "NEW":
                head, tail = "NEW OR AMENDED", "LEGISLATION"
            canvas.drawString(stop, y - 10, head)
            canvas.drawString(stop, y - 19, tail)
        else:
            canvas.drawString(stop, y - 14, words)
    y -= 26
    for number in range(7):
        year = press.year - 7 + number
        cells: list[str] = [str(year)]
        below: list[str] = [""]
        row: list[object] = [year, region]
        for column in range(3):
            count = rng.randint(scale // 2, scale) * (1, 1, 4)[column]
            labor = count // rng.randint(5, 15) if number >= 2 and not (column == 2 and number < 4) else None
            note = f"({labor:,})" if labor is not None else ""
            cells.append(f"{count:,}" + (f" {note}" if note and design.labor == "inline" else ""))
            below.append(note if design.labor != "inline" else "")
            row += [count, labor]
        laws = rng.randint(3, 40) if not (region and number == 1) else None
        cells.append(str(laws) if laws is not None else rng.choice(("", "N/A", "–")))
        row.append(laws)
        press.truth.totals.append((*row, press.number))
        y -= 16
        canvas.setFont(regular, 8.5)
        for stop, words in zip(stops, cells, strict=True):
            canvas.drawString(stop, y, words)
        if any(below):
            y -= 10
            for stop, words in zip(stops, below, strict=False):
                canvas.drawString(stop, y, words)
        canvas.setStrokeColor(GREY)
        canvas.line(press.left, y - 5, press.left + press.full, y - 5)
    return y - 12


def world_totals(press: Press) -> None:
    """Draw the page with the world's table and the note below it."""
    y = title_on(press, "GLOBAL LAW ENFORCEMENT DATA")
    design = press.design
    regular = faces(design.families[0])[0]
    note = (
        "States have been asked for these data since 2003. The figures are estimates; numbers in parentheses are of "
        "forced labor. In 2007 they were set apart for the first time."
    )
    for line in set_plain(press, note, regular, design.size, press.full):
        line.draw(press.canvas, press.left, y - design.size, "")
        y -= design.leading
    _table(press, y - 10, None, 9000)


def regions(press: Press) -> None:
    """Draw one page per region: a map with country names, a legend of tiers, and the region's table."""
    labels = {
        "AFRICA": ("Ghana", "Kenya", "Zambia"), "EAST ASIA & PACIFIC": ("Cambodia", "Mongolia", "Fiji"),
        "EUROPE": ("Latvia", "Lithuania", "Moldova"), "NEAR EAST": ("Jordan", "Oman"),
        "SOUTH & CENTRAL ASIA": ("Sri Lanka", "Tajikistan"), "WESTERN HEMISPHERE": ("Ecuador", "Paraguay"),
    }  # fmt: skip
    for region in REGIONS:
        y = title_on(press, region)
        canvas, rng = press.canvas, press.rng
        canvas.setFillColor(HexColor("#dfe8df"))
        canvas.rect(press.left, y - 260, press.full, 250, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(faces(press.design.families[1])[0], 7)
        for number, name in enumerate(labels[region]):
            canvas.drawString(press.left + rng.uniform(20, press.full - 80), y - 40 - number * 50, name)
        for number, label in enumerate(TIERS.values()):
            canvas.drawString(press.left + 10, y - 200 - number * 10, label.title())
        _table(press, y - 290, region, 1200)
