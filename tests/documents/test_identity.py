"""Test how a text's country, report year and tier are found, and whether it is a report. All texts are made up."""

from __future__ import annotations

import pytest

from tipetl.documents.english import about_trafficking, is_english
from tipetl.documents.identity import country_in_line, find_identity_country, find_report_year
from tipetl.documents.tier import standing_of, tier_of
from tipetl.model import Hints, Metadata

NO_HINTS = Hints()


@pytest.mark.parametrize(
    ("line", "iso3"),
    [
        ("KOSOVO (Tier 2)", "XKX"),
        ("MALAWI: Tier 2", "MWI"),
        ("Zambia – Tier 2 Watch List", "ZMB"),
        ("# Burma (Tier 3)", "MMR"),
        ("COTE D’IVOIRE (Tier 2)", "CIV"),
        ("CONGO, DEMOCRATIC REPUBLIC OF THE (Tier 3)", "COD"),
        ("KOREA, REPUBLIC OF (Tier 1)", "KOR"),
        ("THE GAMBIA", "GMB"),
        ("2019 Trafficking in Persons Report: Cuba", "CUB"),
        ("Trafficking in Persons Report 2019 — Peru", "PER"),
        ("HONG KONG (Special Case)", "HKG"),
        ("XKX", "XKX"),
        ("Tier 2", None),
        ("Trafficking in Persons Report 2019", None),
        ("Prosecution", None),
        ("Can", None),
    ],
)
def test_the_country_of_a_heading(line: str, iso3: str | None) -> None:
    found = country_in_line(line)
    assert (found[1] if found else None) == iso3


@pytest.mark.parametrize(
    ("hints", "heading", "name", "text", "iso3", "how"),
    [
        (Hints(country="Peru"), "CHAD (Tier 2)", "mali.txt", "The Government of Togo", "PER", "caller"),
        (Hints(country="per"), "", "-", "", "PER", "caller"),
        (NO_HINTS, "CHAD (Tier 2)", "mali.txt", "The Government of Togo", "TCD", "heading"),
        (NO_HINTS, "", "sri-lanka-2018.txt", "The Government of Togo", "LKA", "file_name"),
        (NO_HINTS, "", "xkx-2013.txt", "", "XKX", "file_name"),
        (NO_HINTS, "", "KOR_2013_tip_report.txt", "", "KOR", "file_name"),
        (NO_HINTS, "", "can.txt", "The Government of Togo met Peru. Peru agreed. Peru paid.", "TGO", "text"),
        (NO_HINTS, "", "-", "Kenyan police met Kenyan judges and a Tanzanian guest.", "KEN", "text"),
        (NO_HINTS, "", "-", "The Government of Trinidad and Tobago met.", "TTO", "text"),
        (NO_HINTS, "", "-", "Police met judges.", None, None),
        (NO_HINTS, "", "-", "Courts convicted a man who had sent women to Italy.", None, None),
        (NO_HINTS, "", "-", "Kenya met Uganda. Uganda met Kenya.", None, None),
        (Hints(country="Atlantis"), "CHAD", "mali.txt", "", None, None),
    ],
)
def test_who_is_believed_about_the_country(
    hints: Hints, heading: str, name: str, text: str, iso3: str | None, how: str | None
) -> None:
    found = find_identity_country(hints, heading, name, text)
    assert (found.iso3 if found else None, found.how if found else None) == (iso3, how)


def test_an_earlier_name_is_kept_as_printed() -> None:
    found = find_identity_country(NO_HINTS, "SWAZILAND (Tier 2)", "-", "")
    assert found is not None
    assert (found.name, found.iso3) == ("Swaziland", "SWZ")


@pytest.mark.parametrize(
    ("hints", "heading", "name", "text", "year", "how"),
    [
        (Hints(report_year=2010, url="/reports/2011-x/"), "2012 Report", "peru-2013.txt", "in 2013", 2010, "caller"),
        (Hints(report_year=2010, year_from="metadata"), "", "-", "", 2010, "metadata"),
        (Hints(url="https://example.org/reports/2011-trafficking/peru/"), "2012", "peru-2013.txt", "", 2011, "address"),
        (NO_HINTS, "2012 Trafficking in Persons Report", "peru-2013.txt", "", 2013, "file_name"),
        (NO_HINTS, "2012 Trafficking in Persons Report", "peru.txt", "", 2012, "heading"),
        (
            NO_HINTS,
            "PERU",
            "peru.txt",
            "In 2015 nine men fled, compared with 12 in 2014.",
            2016,
            "inferred",
        ),
        (
            NO_HINTS,
            "PERU",
            "peru.txt",
            "Two men fled in 2016; the plan is for 2018-2020.",
            2017,
            "inferred",
        ),
        (NO_HINTS, "PERU", "peru.txt", "It spent $2015 on posters.", None, None),
    ],
)
def test_who_is_believed_about_the_year(
    hints: Hints, heading: str, name: str, text: str, year: int | None, how: str | None
) -> None:
    found = find_report_year(hints, heading, name, text)
    assert (found.year if found else None, found.how if found else None) == (year, how)


@pytest.mark.parametrize(
    ("heading", "summary", "tier", "movement"),
    [
        ("KOSOVO (Tier 2)", "", "2", None),
        ("KENYA (TIER 2 WATCH LIST)", "", "2WL", None),
        ("KENYA (TIER 2 - WATCH LIST)", "", "2WL", None),
        ("KENYA: Tier 2WL", "", "2WL", None),
        ("KENYA: Tier II Watch List", "", "2WL", None),
        ("KENYA (Tier Three)", "", "3", None),
        ("YEMEN: Special Case", "", "SC", None),
        ("KENYA", "Kenya was downgraded to Tier 3.", "3", "down"),
        ("KENYA", "Kenya was therefore upgraded to Tier 1.", "1", "up"),
        ("KENYA: Tier 2", "For these reasons Kenya remained on Tier 2 for the second year.", "2", "same"),
        ("KENYA: Tier 2 Watch List", "Kenya was downgraded to Tier 2 Watch List.", "2WL", "down"),
        ("", "Kenya, a Tier 2 country, is a source of forced labor.", "2", None),
        ("", "The State Department's report left Kenya on the Tier 2 Watch List for a second year.", "2WL", "same"),
        ("", "The State Department placed the country in “Tier 3” in 2014.", "3", None),
        ("", "The State Department placed the country in “Tier 3” in 2011.", None, None),
        (
            "KENYA: Tier 2 Watch List",
            "It is placed on Tier 2 Watch List for the third consecutive year.",
            "2WL",
            "same",
        ),
        ("", "Kenya was placed in Tier 2, after it had held the highest rank for years.", "2", "down"),
        ("", "Kenya is placed on Tier 2, after two years on Tier 3.", "2", "up"),
        (
            "KENYA: Tier 2 Watch List",
            "A waiver spared it an otherwise required fall to Tier 3. It remained on Tier 2 Watch List.",
            "2WL",
            "same",
        ),
        ("KENYA: Tier 2", "A first-tier team won.", "2", None),
        ("", "KENYA (Tier 2). Its neighbors, most of them on Tier 3, sent no one.", "2", None),
        ("", "Kenya moved from Tier 2 Watch List to Tier 3.", "3", "down"),
        ("KENYA: Tier 2", "Kenya was upgraded from Tier 3 for its efforts.", "2", "up"),
        ("", "Kenya, on Tier 1 last year, convicted nobody and is therefore placed on Tier 2.", "2", "down"),
        ("", "Kenya was downgraded to Tier 3 in 2013; it remained on Tier 3 in this report.", "3", "same"),
        ("", "Kenya was upgraded to Tier 2 in 2012, and led its region.", None, None),
        ("", "In last year’s report, Kenya was ranked on Tier 2.", None, None),
        ("", "Kenya is on Tier 2, as it was last year.", "2", "same"),
        ("", "Its Tier 2 ranking is unchanged.", "2", "same"),
        ("", "Kenya remained a Special Case for the third consecutive year.", "SC", "same"),
        ("", "Kenya was not placed on Tier 3, as it has a written plan.", None, None),
        ("", "Kenya risks a downgrade to Tier 3.", None, None),
        ("", "Kenya, at the bottom in 2012, passed a law and rises to Tier 2.", "2", "up"),
        ("KENYA", "Nothing is said.", None, None),
    ],
)
def test_tier_and_movement(heading: str, summary: str, tier: str | None, movement: str | None) -> None:
    assert tier_of(heading, summary, summary, 2014) == (tier, movement)


@pytest.mark.parametrize(
    ("tier", "summary", "waiver", "automatic", "years"),
    [
        ("2 Watch List", "It is placed on Tier 2 Watch List for the third consecutive year.", False, False, 3),
        ("2 Watch List", "For a second year in a row Kenya is on the Watch List.", False, False, 2),
        (
            "2 Watch List",
            "Its written plan won it a waiver of an otherwise required downgrade to Tier 3, so Kenya stayed on Tier 2"
            " Watch List for the fourth consecutive year.",
            True,
            False,
            4,
        ),
        ("2 Watch List", "Kenya was downgraded to Tier 2 Watch List.", False, False, None),
        ("2 Watch List", "No waiver of the otherwise required downgrade was needed. Watch List.", False, False, None),
        ("2 Watch List", "Victims got a waiver of visa fees, as required.", False, False, None),
        (
            "3",
            "After four years on Tier 2 Watch List Kenya has used up its waivers and falls to Tier 3 automatically.",
            False,
            True,
            4,
        ),
        ("3", "A waiver was no longer available to Kenya, which was therefore placed on Tier 3.", False, True, None),
        ("3", "Kenya was downgraded to Tier 3.", False, False, None),
        ("3", "Kenya’s waivers had run out, and it was downgraded to Tier 3.", False, True, None),
        ("3", "After its fourth year on the Watch List Kenya falls by rule to Tier 3.", False, True, 4),
        (
            "3",
            "The law requires a downgrade of Kenya, on the Watch List in each of the three previous reports.",
            False,
            True,
            3,
        ),
        ("3", "Kenya was downgraded to Tier 3. No sanctions waiver was issued.", False, False, None),
        ("3", "A country on the Watch List for more than two consecutive years is of concern.", False, False, None),
        ("2 Watch List", "In 2012 and 2013 Kenya got a waiver of the required downgrade.", False, False, None),
        ("2 Watch List", "Kenya was not placed on Tier 3, as it has a written plan.", True, False, None),
        ("2 Watch List", "Kenya was again put on the Watch List. It is there for the 3rd year.", False, False, 3),
        ("2", "Kenya had been on the Watch List for two consecutive years by waiver, as required.", False, False, None),
    ],
)
def test_waivers_and_years_on_the_watch_list(
    tier: str, summary: str, waiver: bool, automatic: bool, years: int | None
) -> None:
    found = standing_of(f"KENYA (Tier {tier})", summary, summary, 2014)
    assert (found.waiver, found.automatic, found.watch_list_years) == (waiver, automatic, years)


@pytest.mark.parametrize(
    "text",
    [
        "Le gouvernement du Togo ne respecte pas pleinement les normes minimales, mais il fait des efforts.",
        "El gobierno del Perú no cumple plenamente con las normas mínimas para la eliminación de la trata.",
        "Die Regierung erfüllt die Mindeststandards nicht in vollem Umfang, gibt sich aber viel Mühe.",
        "O governo de Angola não cumpre plenamente os padrões mínimos para a eliminação do tráfico.",
        "Правительство не полностью соблюдает минимальные стандарты, но прилагает усилия.",
        "1234 5678",
    ],
)
def test_not_english(text: str) -> None:
    assert not is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 12 suspects.",
        "The Government of Togo does not fully meet the minimum standards but is making significant efforts to do so.",
        "Courts in Cote d'Ivoire and São Tomé convicted nine men de facto and en masse.",
        "No convictions.",
    ],
)
def test_english(text: str) -> None:
    assert is_english(text)


def test_the_subject_shows_in_the_words() -> None:
    assert about_trafficking("Two girls were made to sell sex in a brothel.")
    assert not about_trafficking("Stir the soup, add salt, and serve it hot to the guests in the garden.")


@pytest.mark.parametrize(
    ("url", "year"),
    [
        ("https://www.state.gov/reports/2023-trafficking-in-persons-report/kosovo/", 2023),
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/countries/2016/258803.htm", 2016),
        ("https://2009-2017.state.gov/j/tip/rls/tiprpt/2013/210550.htm", 2013),
        ("https://2001-2009.state.gov/g/tip/rls/tiprpt/2005/46616.htm", 2005),
        ("https://2009-2017.state.gov/documents/organization/", None),
        ("https://www.state.gov/wp-content/uploads/2019/06/2018-Trafficking-in-Persons-Report.pdf", 2018),
    ],
)
def test_the_year_of_an_address_is_the_reports_and_not_the_archives(url: str, year: int | None) -> None:
    found = find_report_year(Hints(url=url), "", "page.html", "Nothing of a year.")
    assert (found.year if found else None) == year
    assert found is None or found.how == "address"


def test_metadata_comes_after_the_caller_and_before_the_address() -> None:
    metadata = Metadata(country="Cote d'Ivoire", report_year=2012, url="https://example.org/2011/kosovo.html")
    heading = "KENYA (Tier 2) 2010"
    country = find_identity_country(Hints(), "", "ghana-2009.html", "", metadata=metadata)
    assert country is not None and (country.iso3, country.how) == ("CIV", "metadata")
    headed = find_identity_country(Hints(), heading, "ghana-2009.html", "", metadata=metadata)
    assert headed is not None and (headed.iso3, headed.how) == ("KEN", "heading")
    year = find_report_year(Hints(), heading, "ghana-2009.html", "", metadata=metadata)
    assert year is not None and (year.year, year.how) == (2012, "metadata")
    told = find_identity_country(
        Hints(country="XKX"), heading, "ghana-2009.html", "", metadata=metadata, printed="Peru"
    )
    assert told is not None and (told.iso3, told.how) == ("XKX", "caller")
    printed = find_identity_country(Hints(), heading, "ghana-2009.html", "", metadata=metadata, printed="PERU")
    assert printed is not None and (printed.name, printed.iso3, printed.how) == ("Peru", "PER", "heading")


def test_a_country_that_only_the_address_names() -> None:
    url = "https://www.state.gov/reports/2023-trafficking-in-persons-report/congo-democratic-republic-of-the/"
    found = find_identity_country(Hints(url=url), "", "index.html", "")
    assert found is not None and (found.iso3, found.how) == ("COD", "address")


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("SWAZILAND", "SWZ"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Serbia and Montenegro", "SCG"),
        ("Cote d'Ivoire", "CIV"),
    ],
)
def test_a_heading_may_print_any_name_that_the_reference_knows(name: str, iso3: str) -> None:
    found = find_identity_country(Hints(), f"{name} (Tier 2)", "page.html", "")
    assert found is not None and found.iso3 == iso3
