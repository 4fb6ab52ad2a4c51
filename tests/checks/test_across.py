"""Reports against each other: histories of a country, countries of a report, narratives against the report's tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.built import checked
from tests.tables.samples import Maker
from tipetl.checks import Finding
from tipetl.model import Audit, GlobalTotal, Narrative, SourceReading
from tipetl.tables import rows_of

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
