"""Reports against each other: histories of a country, countries of a report, narratives against the report's tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.built import checked
from tests.tables.samples import Maker
from tipetl.checks import Finding
from tipetl.countries import by_iso3
from tipetl.model import Audit, GlobalTotal, Narrative, SourceReading, TierPlacement
from tipetl.tables import rows_of
from tipetl.tables.reference import country_regions

WORDS = (("prosecution", None, ("Judges convicted {n} offenders.",)),)


def told(iso3: str, report_year: int, convicted: int, **more: object) -> tuple[Narrative, Audit]:
    """A report of a country with one figure."""
    sections = tuple((kind, title, tuple(s.format(n=convicted) for s in said)) for kind, title, said in WORDS)
    maker = Maker(doc=f"{iso3.lower()}-{report_year}", sections=sections, report_year=report_year)
    maker.fact("Judges", str(convicted), "convictions", convicted, "person")
    narrative = maker.narrative()
    changes = {"iso3": iso3, "narrative_id": f"{iso3}-{report_year}", "country": iso3} | more
    return replace(narrative, document=replace(narrative.document, **changes)), maker.audit()  # type: ignore[arg-type]


def found(check: str, made: Iterable[tuple[Narrative, Audit]], folder: Path, *volumes: SourceReading) -> list[Finding]:
    narratives, audits = zip(*made, strict=True)
    audits = (*audits, *(volume.audit for volume in volumes))
    report = checked(rows_of(narratives, audits, volumes), folder)
    return [finding for finding in report.findings if finding.check_id == f"cross_table.{check}"]


def codes(count: int) -> list[str]:
    return [f"Q{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(count)]


@pytest.mark.parametrize(
    ("figures", "jumps"),
    [
        ((10, 12, 11, 90), 1),
        ((100, 120, 110, 9), 1),
        ((10, 12, 11, 50), 0),  # five times, not more
        ((10, 12, 90), 0),  # two earlier years are no history
        ((10, 300, 11, 12, 90), 0),  # it has been higher before
        ((1, 2, 1, 9), 0),  # small numbers jump
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
    # The year before that is of no account.
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


AFRICA = tuple(row[0] for row in country_regions() if row[2] == "AF")[:20]
ELSEWHERE = tuple(row[0] for row in country_regions() if row[2] == "EUR" and row[4] is row[5] is None)[:20]


@pytest.mark.parametrize(
    ("held", "each", "table", "counted"),
    [
        (20, 8, 100, 20),  # 160 told, where 135 are within a quarter and ten more
        (20, 8, 500, 20),  # 160 of 500: less than half of it, less ten
        (18, 8, 100, 18),
    ],
)
def test_a_region_far_from_its_table_is_told_with_the_narratives_that_it_rests_on(
    held: int, each: int, table: int, counted: int, tmp_path: Path
) -> None:
    (finding,) = region(tmp_path, held=held, each=each, table=table)
    assert (finding.doc, finding.severity, finding.found) == ("tip-2013", "info", str(held * each))
    assert finding.expected == f"{table} as in the table of the region (page 46)"
    assert f"{held} of the region's 20 narratives are here, {counted} of them with a figure" in finding.message


@pytest.mark.parametrize(
    ("held", "each", "table"),
    [
        (20, 8, 120),  # 160 of 120: within a quarter and ten more
        (20, 8, 330),  # 160 of 330: not less than half of it, less ten
        (17, 8, 20),  # too few of the region's narratives are here to say anything
        (20, 8, None),
    ],
)
def test_a_region_near_its_table_or_with_too_few_narratives_is_left_alone(
    held: int, each: int, table: int | None, tmp_path: Path
) -> None:
    assert region(tmp_path, held=held, each=each, table=table) == []


def test_a_region_is_added_up_under_the_bureau_that_had_the_country_that_year(tmp_path: Path) -> None:
    """Kazakhstan's thousand count in Europe until the report of 2005 and in Asia from then on."""
    for report_year, missing in ((2005, True), (2006, False)):
        made = [told(iso3, report_year, 8) for iso3 in ELSEWHERE]
        made.append(told("KAZ", report_year, 1000))
        names = [by_iso3(iso3) for iso3 in (*ELSEWHERE, "KAZ")]
        findings = found(
            "narratives_within_region",
            made,
            tmp_path,
            volume(report_year, "Europe and Eurasia", 160, [country.name for country in names if country is not None]),
        )
        assert bool(findings) == missing


def region(folder: Path, *, held: int, each: int, table: int | None) -> list[Finding]:
    """What is told of 20 countries of Africa, ``held`` of which have a narrative with ``each`` convictions."""
    made = [told(iso3, 2013, each) for iso3 in AFRICA[:held]]
    # Other regions are of no account.
    made += [told(iso3, 2013, 5000) for iso3 in ELSEWHERE]
    names = [country.name for country in map(by_iso3, (*AFRICA, *ELSEWHERE)) if country is not None]
    return found("narratives_within_region", made, folder, volume(2013, "AFRICA", table, names))


def volume(report_year: int, heading: str, convictions: int | None, countries: list[str]) -> SourceReading:
    """A report's volume with one row of a regional table and its chart of placements."""
    total = GlobalTotal(report_year - 1, heading, None, None, convictions, None, None, None, None, 46)
    return SourceReading(
        Audit(f"tip-{report_year}", f"tip-{report_year}.pdf", "0" * 64, "ok"),
        (),
        global_totals=(total,),
        tier_placements=tuple(TierPlacement(country, "2", 50) for country in countries),
        report_year=report_year,
    )
