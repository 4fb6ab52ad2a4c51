"""Test the metadata of pages."""

from __future__ import annotations

import pytest

from tipetl.documents.html import parse_html
from tipetl.documents.html_metadata import iso_date, year_in_address, year_in_title
from tipetl.model import Metadata

TEXT = "<p>The government convicted 12 traffickers in 2012, compared with nine in 2011, and identified 41 victims of forced labor.</p>"


def metadata(head: str, above: str = "", below: str = "") -> Metadata:
    return parse_html(f"<head>{head}</head><body>{above}{TEXT}{TEXT}{below}".encode()).metadata


@pytest.mark.parametrize(
    ("title", "country", "year"),
    [
        ("2013 Trafficking in Persons Report: Kosovo", "Kosovo", 2013),
        ("2019 Trafficking in Persons Report: Kosovo - United States Department of State", "Kosovo", 2019),
        ("Refworld | 2013 Trafficking in Persons Report - Burma", "Burma", 2013),
        ("USDOS: 2021 Trafficking in Persons Report: Cote d'Ivoire", "Cote d'Ivoire", 2021),
        ("V. Country Narratives -- Ghana", "Ghana", None),
        ("Trafficking in Persons Report 2005: Country Narratives", None, 2005),
        ("Kosovo", "Kosovo", None),
        ("Visas and Travel 2020", None, None),
    ],
)
def test_titles(title: str, country: str | None, year: int | None) -> None:
    for head in (f"<title>{title}</title>", f'<meta property="og:title" content="{title}"><title>x</title>'):
        found = metadata(head)
        assert (found.country, found.report_year) == (country, year)


@pytest.mark.parametrize(
    ("address", "year"),
    [
        ("https://www.state.gov/reports/2019-trafficking-in-persons-report/kosovo/", 2019),
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/2013/210740.htm", 2013),
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2016/258800.htm", 2016),
        ("https://2001-2009.state.gov/g/tip/rls/tiprpt/2004/33191.htm", 2004),
        ("http://web.archive.org/web/20140101000000/http://www.state.gov/j/tip/rls/tiprpt/2013/210740.htm", 2013),
        ("https://2009-2017.state.gov/j/tip/index.htm", None),
        ("https://ch.usembassy.gov/2021/07/02/news/", None),
    ],
)
def test_addresses(address: str, year: int | None) -> None:
    assert year_in_address(address) == year
    found = metadata(f'<link rel="canonical" href="{address}">')
    assert (found.url, found.report_year) == (address, year)


def test_the_address_names_the_country_where_no_title_does() -> None:
    url = "https://www.state.gov/reports/2019-trafficking-in-persons-report/sri-lanka/"
    found = metadata(f'<title>Reports</title><meta property="og:url" content="{url}">')
    assert (found.country, found.report_year, found.url) == ("Sri Lanka", 2019, url)


def test_the_canonical_address_wins_over_the_shared_one() -> None:
    one, two = "https://a.example/tip-report/2010/x", "https://b.example/tip-report/2011/x"
    found = metadata(f'<meta property="og:url" content="{two}"><link rel="canonical" href="{one}">')
    assert (found.url, found.report_year) == (one, 2010)


def test_refworlds_table() -> None:
    table = (
        "<table><tr><td>Title</td><td>2013 Trafficking in Persons Report - Kosovo</td></tr>"
        "<tr><td>Publisher</td><td>United States Department of State</td></tr>"
        "<tr><td>Publication Date</td><td>19 June 2013</td></tr>"
        "<tr><td>Cite as</td><td>United States Department of State, 2013 Trafficking in Persons Report - Kosovo, 19 June"
        " 2013, available at: https://www.refworld.org/docid/1.html [accessed 5 March 2021]</td></tr></table>"
    )
    found = metadata("<title>Refworld</title>", table)
    assert found == Metadata(
        title="2013 Trafficking in Persons Report - Kosovo",
        country="Kosovo",
        report_year=2013,
        publisher="United States Department of State",
        published="2013-06-19",
    )


def test_json_ld() -> None:
    found = metadata(
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","url":"https://x.example/a","name":"2020 Trafficking in Persons'
        ' Report: Malta","datePublished":"2020-06-25T10:00:00Z","publisher":{"name":"Department of State"}}]}</script>'
        '<script type="application/ld+json">{broken</script>'
    )
    assert found == Metadata(
        "2020 Trafficking in Persons Report: Malta",
        "Malta",
        2020,
        "Department of State",
        "https://x.example/a",
        "2020-06-25",
    )


def test_no_year_comes_from_a_copyright_line_the_menu_or_the_prose() -> None:
    menu = '<nav><a href="/2019-trafficking-in-persons-report/">2019 Trafficking in Persons Report</a></nav>'
    found = metadata("<title>Kosovo</title>", menu, "<footer>Copyright 2021 Trafficking in Persons Report</footer>")
    assert found.report_year is None


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2013-06-19T14:01:44+00:00", "2013-06-19"),
        ("2013/6/9", "2013-06-09"),
        ("19 June 2013", "2013-06-19"),
        ("June 19, 2013", "2013-06-19"),
        ("Wed, 19 Jun 2013 08:00:00 GMT", "2013-06-19"),
        ("2013-13-45", None),
        ("31 February 2013", None),
        ("last summer", None),
    ],
)
def test_dates(words: str, date: str | None) -> None:
    assert iso_date(words) == date


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("Trafficking in Persons Report, June 2008", 2008),
        ("TIP Report 2010", 2010),
        ("Human Rights Report 2010", None),
        ("2009-2017 TIP reports", None),
    ],
)
def test_years_in_titles(title: str, year: int | None) -> None:
    assert year_in_title(title) == year
