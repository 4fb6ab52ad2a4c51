"""The strip of a country's tiers shows gaps, the years on the Watch List, and the circumstances of a tier."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import Made
from tipetl.site.country import Cell, strip_of
from tipetl.site.records import Narrative, TierYear


def _told(year: int) -> Narrative:
    rest = (False, False, (), "text", "source", f"rur-{year}.txt", None, None, None, "")
    return Narrative(f"rur-{year}", f"RUR-{year}", f"RUR-{year}", "RUR", "Ruritania", year, None, *rest)


def _tier(year: int, tier: str = "2") -> TierYear:
    return TierYear("RUR", year, tier, False, False, 0, f"rur-{year}")


def test_the_strip_shows_the_years_without_a_tier() -> None:
    tiers = [_tier(2002), _tier(2003), _tier(2007)]
    assert strip_of(tiers, [_told(year) for year in (2002, 2007, 2009)]) == (
        Cell(2002, 2002, tiers[0], "RUR-2002"),
        Cell(2003, 2003, tiers[1], None),  # from the chart of a volume
        Cell(2004, 2006, None, None),
        Cell(2007, 2007, tiers[2], "RUR-2007"),
        Cell(2008, 2008, None, None),
        Cell(2009, 2009, None, "RUR-2009"),
    )
    assert strip_of([], []) == ()


def test_the_strip_says_what_a_tier_came_with(made: Made) -> None:
    page = LexborHTMLParser((made.folder / "countries/SOM.html").read_bytes())
    told = [" ".join(cell.text(separator=" ").split()) for cell in page.css(".strip li")]
    assert told == [
        "2010 2WL year 1",
        "2011 2WL year 2, waiver",
        "2012 3 automatic",
        "2013–2014 – not here",
        "2015 SC",
        "2016 – no tier in it",
    ]
    key = " ".join(item.text() for item in page.css("#tiers ~ .key li"))
    for word in ("Special Case", "Tier 3", "year 1, 2: in a row", "spared the downgrade", "automatic: downgraded"):
        assert word in key
    assert "Tier 1" not in key
