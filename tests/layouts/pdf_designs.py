"""Draw designs at random, choosing every property of a page by chance, so that no reader can be fitted to them."""

from __future__ import annotations

import random

from tests.layouts.pdf_type import Design

__all__ = ["drawn_design"]

_FAMILIES = ("DejaVuSerif", "DejaVuSans", "LiberationSerif", "LiberationSans", "Serif", "Sans")
_BANNERS = (
    "TRAFFICKING IN PERSONS REPORT {year}",
    "{year} Trafficking in Persons Report | U.S. Department of State",
    "Trafficking in Persons Report, June {year}",
)


def drawn_design(seed: int) -> Design:
    """Return a random design; the same seed always yields the same design.

    Columns are drawn alternately (``interleaved``) only if a page has two columns, no chart in the margin, and no
    headings in small capitals: otherwise the file no longer shows which letters belong together.
    """
    rng = random.Random(seed)
    columns = rng.choices([1, 2, 3], [1, 8, 1])[0]
    size = rng.choice([7.5, 8, 8.5, 9, 9.5, 10, 10.5, 11] if columns < 3 else [7.5, 8, 8.5])
    chart = rng.choice(["column", "margin", "none"])
    heading = rng.choice(["plain", "plain", "smallcaps", "spaced", "bar"])
    indented = rng.random() < 0.4
    apart = columns == 2 and chart != "margin" and heading != "smallcaps"
    return Design(
        page=rng.choice([(612.0, 792.0), (595.3, 841.9), (540.0, 720.0)]) if columns < 3 else (792.0, 612.0),
        top=rng.uniform(55, 95),
        bottom=rng.uniform(50, 95),
        inner=rng.uniform(38, 75),
        outer=rng.uniform(92, 100) if chart == "margin" else rng.uniform(36, 80),
        columns=columns,
        gutter=rng.uniform(13, 32),
        families=(rng.choice(_FAMILIES), rng.choice(_FAMILIES)),
        size=size,
        leading=round(size * rng.uniform(1.12, 1.4), 1),
        justify=rng.random() < 0.6,
        indent=rng.uniform(8, 16) if indented else 0.0,
        gap=rng.choice([0.0, 0.0, 2.0]) if indented else size * rng.uniform(0.3, 0.9),
        heading_size=size * rng.choice([1.15, 1.4, 1.7, 2.2]),
        heading_case=rng.choice(["upper", "title"]),
        section_family=rng.choice([0, 1]),
        mode=rng.choice(["flow", "band"]) if columns == 2 else "flow",
        draw=rng.choice(["line", "word", "interleaved"] if apart else ["line", "word"]),
        ligatures=rng.random() < 0.5,
        hyphenate=rng.random() < 0.7,
        head=rng.choice(["top", "bottom", "side", "none"]),
        number=rng.choice(["outer", "centre", "top"]),
        banner=rng.choice(_BANNERS),
        chart=chart,
        photos=rng.random() < 0.8,
        heading_style=heading,
        tier_line=rng.random() < 0.4,
        # Three columns need a page too short for a table with stacked counts.
        placement=rng.choice(["rows", "columns"]),
        labor=rng.choice(["inline", "below"]) if columns < 3 else "inline",
        new_page=rng.random() < 0.2,
        country_heads=rng.random() < 0.3,
        chart_title=rng.choice(["{country} TIER RANKING BY YEAR", "{country}: {tier}"]),
        caption=rng.choice(["small", "small", "body"]),
    )
