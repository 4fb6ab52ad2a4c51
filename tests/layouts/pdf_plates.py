"""Draw everything on a volume's pages besides its narratives: furniture, charts, photographs, boxes, tables, lists.

Makers of plates return (height, draw(canvas, x, top, width), words); no narrative may contain the words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from tests.layouts.pdf_type import Line, faces, set_lines

if TYPE_CHECKING:
    from tests.layouts.pdf_volume import Press

__all__ = [
    "GREY", "INK", "REGIONS", "TIERS", "TINT", "chart", "contents", "conventions", "essay", "furniture", "how_to_read",
    "photo", "quote", "set_plain", "statistics", "title_on", "title_page",
]  # fmt: skip

Plate = tuple[float, Callable[[Canvas, float, float, float], None], list[str]]
TIERS = {"1": "TIER 1", "2": "TIER 2", "2WL": "TIER 2 WATCH LIST", "3": "TIER 3", "SC": "SPECIAL CASE"}
REGIONS = {
    "AFRICA": "AF", "EAST ASIA & PACIFIC": "EAP", "EUROPE": "EUR", "NEAR EAST": "NEA", "SOUTH & CENTRAL ASIA": "SCA",
    "WESTERN HEMISPHERE": "WHA",
}  # fmt: skip
INK, TINT, GREY = HexColor("#222222"), HexColor("#e4ecf2"), HexColor("#9aa5ad")
_CAPTIONS = (
    "A girl carries bricks at a kiln near the river; her family pays off an advance that her grandfather took.",
    "Fishermen mend their nets before dawn. Many of the crew were promised contracts that nobody ever showed them.",
    "Officers of a specialized unit look at photographs of 14 missing children during a training in the capital.",
    "A former victim sews school uniforms at a cooperative. She was identified in 2009 by a bus driver.",
    "Cotton pickers at the edge of a field; pupils were sent to the harvest for 40 days in the year of this picture.",
)
_QUOTES = (
    "“They told me the debt was 3,000 dollars. Each month they said that it had grown.”",
    "“I signed a paper in a language I could not read, and the boat left that night with 21 of us.”",
    "“Nobody asked me a question. They asked my employer, and he answered for me.”",
)
_SPEAKERS = ("A survivor from a coastal town", "A former deckhand", "A domestic worker, quoted by a shelter")
_FIGURES = (
    "Of the victims whom 61 organizations counted, 47 percent were children.",
    "Some 2,900 vessels were inspected by observers in 2012.",
    "Each year 600 girls leave this district to work in households.",
)
_ESSAYS = (
    "Victims of the supply chain",
    "What the sea does not show",
    "Children in institutions and trafficking",
    "Survivors as partners of courts",
    "Debt as a chain: recruitment fees in eleven trades",
)
_ESSAY_SENTENCES = (
    "Buyers of cheap goods seldom see the 16 hours a day that went into them.",
    "An audit of 340 suppliers found documents withheld in one out of nine.",
    "Where recruitment fees are forbidden, workers still pay them under another name.",
    "Trafficking investigators in Ghana and Thailand have shown how catch records tell of forced labor at sea.",
    "Governments that buy uniforms, food, and building work could ask for proof before they sign.",
    "In 2011 courts in 17 states convicted 212 traffickers on evidence that accountants had found.",
    "A receipt may persuade a judge when a frightened witness does not.",
    "No country has yet published what its ministries learned from the contracts they ended.",
    "Interpreters, doctors, and teachers are often the first to notice, and the last to be asked.",
)


def set_plain(press: Press, words: str, font: str, size: float, width: float) -> list[Line]:
    """Set words ragged, without hyphenation."""
    return set_lines([(words, font)], size, width, press.design, justify=False)


def furniture(press: Press) -> None:
    """Draw the running head and the page number; odd pages show the country, even pages the report's name."""
    canvas, design = press.canvas, press.design
    font = faces(design.families[1])[0]
    banner = design.banner.format(year=press.year)
    canvas.setFillColor(INK)
    canvas.setFont(font, 7.5)
    high = design.page[1] - 36
    y = high if design.head == "top" else 28
    odd = press.number % 2
    number_y = 28 if design.number != "top" else high
    right = design.page[0] - 36
    if design.number == "centre":
        canvas.drawCentredString(design.page[0] / 2, number_y, f"– {press.number} –")
    elif odd:
        canvas.drawRightString(right, number_y, str(press.number))
    else:
        canvas.drawString(36, number_y, str(press.number))
    if press.country and (odd or design.country_heads):
        if design.head == "side":
            canvas.saveState()
            canvas.translate(design.page[0] - 18, design.page[1] / 2)
            canvas.rotate(90)
            canvas.drawString(0, 0, press.country.upper())
            canvas.restoreState()
        else:
            canvas.drawCentredString(design.page[0] / 2, y, press.country.upper())
    else:
        canvas.drawString(press.left, y if design.head != "side" else high, banner)
    press.truth.foreign.append(banner)


def chart(press: Press, country: str, tier: str) -> Plate:
    """Make the tier chart next to a country's heading: its title, the years and the tiers, and a line."""
    bold, regular = faces(press.design.families[1])[1], faces(press.design.families[1])[0]
    title = press.design.chart_title.format(country=country.upper(), tier=TIERS[tier])

    def draw(canvas: Canvas, x: float, top: float, width: float) -> None:
        canvas.setFillColor(TINT)
        canvas.rect(x, top - 58, width, 56, stroke=0, fill=1)
        canvas.setFillColor(INK)
        size = 7.0
        while canvas.stringWidth(title, bold, size) > width - 12:
            size -= 0.25
        canvas.setFont(bold, size)
        canvas.drawString(x + 6, top - 12, title)
        canvas.setFont(regular, 5.5)
        for number, label in enumerate(("TIER 1", "TIER 2", "TIER 2 WL", "TIER 3")):
            canvas.drawString(x + 6, top - 22 - number * 8, label)
        step = (width - 52) / 8
        for number in range(8):
            canvas.drawString(x + 44 + step * number, top - 55, str(press.year - 7 + number))
        canvas.setStrokeColor(GREY)
        canvas.line(x + 44, top - 30, x + width - 8, top - 30)

    return 62.0, draw, [title, "TIER 2 WL"]


def _captioned(press: Press, width: float, words: str, picture: float) -> Plate:
    font = faces(press.design.families[0])[2]
    size = press.design.size - (1.5 if press.design.caption == "small" else 0)
    lines = set_plain(press, words, font, size, width - 4)

    def draw(canvas: Canvas, x: float, top: float, wide: float) -> None:
        canvas.setFillColor(GREY)
        canvas.rect(x, top - picture, wide, picture, stroke=0, fill=1)
        canvas.setFillColor(INK)
        for number, line in enumerate(lines):
            line.draw(canvas, x + 2, top - picture - 3 - (number + 1) * (size + 1.5), "")

    return picture + 6 + len(lines) * (size + 1.5), draw, [words]


def photo(press: Press, width: float) -> Plate:
    """Make a photograph with a caption below it."""
    return _captioned(press, width, press.rng.choice(_CAPTIONS), press.rng.uniform(60, 120))


def quote(press: Press) -> Plate:
    """Make a pull quote in large italics with its speaker, in a box across the columns."""
    pick = press.rng.randrange(len(_QUOTES))
    italic, regular = faces(press.design.families[0])[2], faces(press.design.families[1])[0]
    lines = set_plain(press, _QUOTES[pick], italic, 14, press.full - 40)

    def draw(canvas: Canvas, x: float, top: float, width: float) -> None:
        canvas.setStrokeColor(GREY)
        canvas.rect(x, top - 34 - len(lines) * 17, width, 30 + len(lines) * 17, stroke=1, fill=0)
        canvas.setFillColor(INK)
        for number, line in enumerate(lines):
            line.draw(canvas, x + 20, top - 22 - number * 17, "")
        canvas.setFont(regular, 8)
        canvas.drawRightString(x + width - 20, top - 26 - len(lines) * 17, _SPEAKERS[pick])

    return 38.0 + len(lines) * 17, draw, [_QUOTES[pick], _SPEAKERS[pick]]


def statistics(press: Press, width: float) -> Plate:
    """Make a tinted box of figures in the typeface of the body."""
    design = press.design
    words = press.rng.choice(_FIGURES)
    lines = set_plain(press, words, faces(design.families[0])[0], design.size, width - 20)
    height = 24.0 + len(lines) * design.leading

    def draw(canvas: Canvas, x: float, top: float, wide: float) -> None:
        canvas.setFillColor(TINT)
        canvas.rect(x, top - height, wide, height, stroke=0, fill=1)
        canvas.setFillColor(INK)
        canvas.setFont(faces(design.families[1])[1], 8)
        canvas.drawString(x + 10, top - 14, "BY THE NUMBERS")
        for number, line in enumerate(lines):
            line.draw(canvas, x + 10, top - 18 - (number + 1) * design.leading, "")

    return height + 4, draw, [words, "BY THE NUMBERS"]


def title_on(press: Press, words: str, size: float = 22) -> float:
    """Draw a title across a new page, and return the height below it."""
    press.begin()
    top = press.design.page[1] - press.design.top
    press.canvas.setFillColor(INK)
    press.canvas.setFont(faces(press.design.families[1])[1], size)
    press.canvas.drawString(press.left, top - size, words)
    press.frames = []
    return top - size - 18


def title_page(press: Press) -> None:
    """Draw the cover."""
    press.begin(furniture=False)
    canvas, (width, height) = press.canvas, press.design.page
    canvas.setFont(faces(press.design.families[1])[1], 30)
    for number, words in enumerate(("TRAFFICKING", "IN PERSONS", "REPORT")):
        canvas.drawCentredString(width / 2, height * 0.7 - number * 40, words)
    canvas.setFont(faces(press.design.families[1])[0], 14)
    canvas.drawCentredString(width / 2, height * 0.4, f"JUNE {press.year}")
    press.frames = []


def contents(press: Press, names: Sequence[str]) -> None:
    """Draw the table of contents: chapters, and every country with a page number after leaders, in two columns."""
    y = top = title_on(press, "TABLE OF CONTENTS")
    canvas, font = press.canvas, faces(press.design.families[0])[0]
    width, x = press.full / 2 - 12, press.left
    chapters = ["What Is Trafficking in Persons?", "Methodology", "Tier Placements", "Country Narratives"]
    for number, name in enumerate([*chapters, *names]):
        if y < press.design.bottom + 12:
            if x > press.left:
                y, x = title_on(press, "TABLE OF CONTENTS"), press.left
                top = y
            else:
                y, x = top, press.left + press.full / 2 + 12
        canvas.setFont(font, 9)
        canvas.drawString(x, y - 9, name)
        dots = int((width - canvas.stringWidth(name, font, 9) - 26) / canvas.stringWidth(".", font, 9))
        canvas.drawRightString(x + width - 22, y - 9, "." * max(dots, 0))
        canvas.drawRightString(x + width, y - 9, str(8 + number * 2))
        y -= 12


def essay(press: Press) -> None:
    """Draw a page with a title across two columns of running text in the typeface of the body."""
    rng, design = press.rng, press.design
    title = rng.choice(_ESSAYS)
    y = title_on(press, title, 18)
    regular = faces(design.families[0])[0]
    sentences = [rng.choice(_ESSAY_SENTENCES) for _ in range(44)]
    press.truth.foreign += [title, *_ESSAY_SENTENCES]
    for column in range(design.columns):
        at = y
        for start in range(0, 22, 5):
            words = " ".join(sentences[column * 22 + start : column * 22 + start + 5])
            for line in set_lines([(words, regular)], design.size, press.width, design):
                line.draw(
                    press.canvas, press.left + column * (press.width + design.gutter), at - design.size, design.draw
                )
                at -= design.leading
            at -= design.gap


def how_to_read(press: Press) -> None:
    """Draw the page that shows a model narrative with labels around it."""
    y = title_on(press, "HOW TO READ A COUNTRY NARRATIVE")
    design, canvas = press.design, press.canvas
    regular, bold, _ = faces(design.families[0])
    canvas.setFont(faces(design.families[1])[1], 13)
    canvas.drawString(press.left + 90, y - 13, "COUNTRY X (Tier 2 Watch List)")
    words = (
        "Country X is a transit and destination country for men and women subjected to forced labor. The Government of "
        "Country X does not fully meet the minimum standards. During the year it convicted 12 traffickers, against 9."
    )
    press.truth.foreign.append("The Government of Country X")
    at = y - 24
    for title in ("Prosecution", "Protection", "Prevention"):
        canvas.setFont(bold, design.size + 1)
        canvas.drawString(press.left + 90, at - 10, title)
        at -= 14
        for line in set_lines([(words, regular)], design.size, press.full - 180, design):
            line.draw(canvas, press.left + 90, at - design.size, "")
            at -= design.leading
        canvas.setFont(faces(design.families[1])[0], 7)
        canvas.drawString(press.left, at + 20, "What the")
        canvas.drawString(press.left, at + 12, "government did")
        at -= 12


def conventions(press: Press, names: Sequence[str]) -> None:
    """Draw the appendix that says which states are party to which conventions."""
    y = 0.0
    press.country = ""
    for name in names:
        if y < press.design.bottom + 14:
            y = title_on(press, "RELEVANT INTERNATIONAL CONVENTIONS", 14)
        press.canvas.setFont(faces(press.design.families[1])[0], 7)
        press.canvas.drawString(press.left, y - 8, name)
        for column in range(6):
            if press.rng.random() < 0.8:
                press.canvas.drawString(press.left + 150 + column * 50, y - 8, press.rng.choice(("X", "X(a)", "2004")))
        y -= 11
