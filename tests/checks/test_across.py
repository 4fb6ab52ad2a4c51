"""Test the comparison of reports: a country's history, the countries of a report, narratives and the report's
tables.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.built import checked, rows_of_texts
from tests.tables.samples import Maker
from tipetl.checks import Finding
from tipetl.countries import by_iso3
from tipetl.model import Audit, GlobalTotal, Narrative, SourceReading, TierPlacement
from tipetl.tables import rows_of
from tipetl.tables.reference import country_regions

WORDS = (("prosecution", None, ("Judges convicted {n} offenders.",)),)


def told(
    iso3: str, report_year: int, convicted: int, metric: str = "convictions", **more: object
) -> tuple[Narrative, Audit]:
    """Make a report on a country with one figure."""
    sections = tuple((kind, title, tuple(s.format(n=convicted) for s in said)) for kind, title, said in WORDS)
    maker = Maker(doc=f"{iso3.lower()}-{report_year}", sections=sections, report_year=report_year)
    maker.fact("Judges", str(convicted), metric, convicted, "person")
    narrative = maker.narrative()
    changes = {"iso3": iso3, "narrative_id": f"{iso3}-{report_year}", "country": iso3} | more
    return replace(narrative, document=replace(narrative.document, **changes)), maker.audit()  # type: ignore[arg-type]


def found(check: str, made: Iterable[tuple[Narrative, Audit]], folder: Path, *volumes: SourceReading) -> list[Finding]:
    narratives, audits = zip(*made, strict=True)
    audits = (*audits, *(volume.audit for volume in volumes))
    report = checked(rows_of(narratives, audits, volumes), folder, only=f"cross_table.{check}")
    return [finding for finding in report.findings if finding.check_id == f"cross_table.{check}"]


def codes(count: int) -> list[str]:
    return [f"Q{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(count)]


@pytest.mark.parametrize(
    ("figures", "jumps"),
    [
        ((10, 12, 11, 90), 1),
        ((100, 120, 110, 9), 1),
        ((10, 12, 11, 50), 0),  # five times as high, but not more
        ((10, 12, 90), 0),  # two earlier years are not enough for a comparison
        ((10, 300, 11, 12, 90), 0),  # the figure has been higher before
        ((1, 2, 1, 9), 0),  # small numbers vary widely
    ],
)
def test_a_jump_is_one_against_the_country_s_own_history(figures: tuple[int, ...], jumps: int, tmp_path: Path) -> None:
    made = [told("QAA", 2010 + n, figure) for n, figure in enumerate(figures)]
    made += [told("QBB", 2010 + n, 5000) for n in range(5)]
    findings = found("jump_in_history", made, tmp_path)
    assert len(findings) == jumps
    for finding in findings:
        assert finding.doc == f"qaa-{2009 + len(figures)}"
        assert finding.found == str(figures[-1])

        assert finding.severity == "info"


def test_services_jump_too_but_not_courses_told_of_once(tmp_path: Path) -> None:
    made = [
        told(f"Q{metric[0].upper()}A", 2010 + n, figure, metric)
        for metric in ("inspections", "hotline_calls", "trainings")
        for n, figure in enumerate((100, 120, 110, 9000))
    ]
    assert {finding.doc for finding in found("jump_in_history", made, tmp_path)} == {"qia-2013", "qha-2013"}


@pytest.mark.parametrize(("law", "jumps"), [("Article 360(c)", 1), ("the Immigration Act", 0)])
def test_charges_jump_too_but_not_under_another_law(law: str, jumps: int, tmp_path: Path) -> None:
    told_of = {year: f"Prosecutors charged {figure} suspects." for year, figure in ((2013, 11), (2014, 13), (2016, 12))}
    told_of[2015] = f"Prosecutors charged 1,400 suspects under {law}."
    article = "Article 360(c) of the penal code prohibits all forms of trafficking, with two to 20 years' imprisonment."
    told_of[2013] = f"{article} {told_of[2013]}"
    rows = rows_of_texts(
        {
            f"kenya-{year}": (
                "KENYA (Tier 2)\n\nThe Government of Kenya does not fully meet the minimum standards for the "
                f"elimination of trafficking.\n\nProsecution\n\n{text}\n\nPrevention\n\nPosters were put up.\n"
            )
            for year, text in told_of.items()
        }
    )
    report = checked(rows, tmp_path, only="cross_table.jump_in_history")
    assert len([one for one in report.findings if one.check_id == "cross_table.jump_in_history"]) == jumps


@pytest.mark.parametrize(
    ("before", "now", "movement", "wrong"),
    [
        ("2", "2WL", "down", False),
        ("2WL", "2", "up", False),
        ("2", "2", "same", False),
        ("2", "2WL", "up", True),
        ("3", "2WL", "same", True),
        ("1", "1", "down", True),
        ("SC", "3", "down", False),
        ("2", "3", None, False),
    ],
)
def test_movement_follows_from_two_tiers(
    before: str, now: str, movement: str | None, wrong: bool, tmp_path: Path
) -> None:
    made = [told("QAA", 2010, 5, tier=before), told("QAA", 2011, 5, tier=now, tier_movement=movement)]
    # The year before the previous year does not matter.
    made.append(told("QAA", 2009, 5, tier="3"))
    findings = found("tier_movement", made, tmp_path)
    assert [finding.doc for finding in findings] == (["qaa-2011"] if wrong else [])


@pytest.mark.parametrize(("held", "missing"), [(20, 1), (19, 0)])
def test_a_country_is_missed_between_two_full_reports(held: int, missing: int, tmp_path: Path) -> None:
    names = codes(held)
    made = [told(name, year, 5) for name in names for year in (2010, 2011)]
    made.append(told("QZZ", 2010, 5))
    findings = found("country_vanished", made, tmp_path)
    assert [(finding.doc, finding.expected) for finding in findings] == [
        ("qzz-2010", "a narrative of QZZ in 2011")
    ] * missing


@pytest.mark.parametrize(("countries", "world", "wrong"), [(150, 150 * 4, True), (150, 1500, False), (149, 4, False)])
def test_the_narratives_of_a_whole_report_are_held_against_its_table(
    countries: int, world: int, wrong: bool, tmp_path: Path
) -> None:
    made = [told(name, 2013, 8) for name in codes(countries)]
    total = GlobalTotal(2012, None, None, None, world, None, None, None, None, 45)
    volume = SourceReading(Audit("tip-2013", "tip-2013.pdf", "0" * 64, "ok"), (), global_totals=(total,))
    (finding, *others) = found("narratives_within_totals", made, tmp_path, volume) or [None]
    assert others == []
    assert (finding is not None) == wrong
    if finding is not None:
        assert (finding.doc, finding.found) == ("tip-2013", f"{8 * countries:,}")


def held_by(bureau: str, count: int) -> tuple[str, ...]:
    """Return this many countries that have always belonged to this bureau."""
    rows = [row for row in country_regions() if row[2] == bureau and row[4] is row[5] is None]
    return tuple(row[0] for row in rows[:count])


AFRICA, ELSEWHERE = held_by("AF", 20), held_by("EUR", 20)
REGION: dict[int, tuple[int, int | None, bool]] = {
    # For each report: how many of 20 narratives for Africa are present, each with eight convictions; what the region's
    # table says; and whether there is a finding.
    2011: (20, 100, True),  # 160 are reported, while 135 are within a quarter plus ten
    2012: (20, 120, False),
    2013: (20, 500, True),  # 160 is less than half of the table's 500, minus ten
    2014: (20, 330, False),
    2015: (18, 60, True),
    2016: (17, 20, False),  # too few of the region's narratives are present for a finding
    2017: (20, None, False),
}


@pytest.fixture(scope="module")
def regional(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Finding]]:
    """Return the findings on each report of ``REGION``, and on two reports between which Kazakhstan moves to Asia."""
    made, volumes = [], []
    for year, (held, table, _) in REGION.items():
        made += [told(iso3, year, 8) for iso3 in AFRICA[:held]]
        made += [told(iso3, year, 5000) for iso3 in ELSEWHERE[:3]]  # these do not count toward Africa's total
        volumes.append(volume(year, "AFRICA", table, (*AFRICA, *ELSEWHERE)))
    for year in (2005, 2006):
        made += [told(iso3, year, 8) for iso3 in ELSEWHERE]
        made.append(told("KAZ", year, 1000))
        volumes.append(volume(year, "Europe and Eurasia", 160, (*ELSEWHERE, "KAZ")))
    findings = found("narratives_within_region", made, tmp_path_factory.mktemp("regional"), *volumes)
    return {year: [f for f in findings if f.doc == f"tip-{year}"] for year in (*REGION, 2005, 2006)}


@pytest.mark.parametrize("year", list(REGION))
def test_a_region_far_from_its_table_is_told_with_the_narratives_that_it_rests_on(
    year: int, regional: dict[int, list[Finding]]
) -> None:
    held, table, is_told = REGION[year]
    assert len(regional[year]) == is_told
    for finding in regional[year]:
        assert (finding.severity, finding.found) == ("info", str(8 * held))
        assert finding.expected == f"{table} as in the table of the region (page 46)"
        assert f"{held} of the region's 20 narratives are here, {held} of them with a figure" in finding.message


def test_a_country_counts_under_the_bureau_that_had_it_that_year(regional: dict[int, list[Finding]]) -> None:
    assert [finding.found for finding in regional[2005]] == ["1,160"]
    assert regional[2006] == []


def volume(report_year: int, heading: str, convictions: int | None, countries: Iterable[str]) -> SourceReading:
    """Make a report's volume with one row of a regional table and with its chart of placements."""
    names = [country.name for country in map(by_iso3, countries) if country is not None]
    total = GlobalTotal(report_year - 1, heading, None, None, convictions, None, None, None, None, 46)
    return SourceReading(
        Audit(f"tip-{report_year}", f"tip-{report_year}.pdf", f"{report_year:064}", "ok"),
        (),
        global_totals=(total,),
        tier_placements=tuple(TierPlacement(name, "2", 50) for name in names),
        report_year=report_year,
    )
