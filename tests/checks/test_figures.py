"""Test the checks of figures on sentences: the contradictions that they find, and what they ignore.

All sentences are our own. Each case is a separate document in one build, so that the engine runs once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.tables.samples import Maker
from tipetl.checks import Finding, run_checks
from tipetl.store import write_database
from tipetl.tables import row_counts, rows_of

Case = tuple[tuple[str, ...], Callable[[Maker], None]]


def tried(value: float, more: str = "") -> Case:
    words = {18: "18", 20: "20"}[int(value)]

    def facts(m: Maker) -> None:
        tried = m.fact("Courts tried", words, "prosecutions", value, "person")
        of_them = {} if more else {"links": (("among", tried.fact_id),)}
        m.fact("Courts tried", "17", "convictions", 17, "person", links=(("among", tried.fact_id),))
        m.fact("Courts tried", "three", "acquittals", 3, "person", **of_them)

    return (f"Courts tried {words} defendants, convicted 17 of them and acquitted {more or 'the other'} three.",), facts


def begun(
    outcomes: float,
    *,
    unit: str = "person",
    begun_unit: str = "person",
    before: bool = True,
    qualifier: str = "exact",
    period: str = "calendar_year",
) -> Case:
    """Return a case of 30 prosecutions begun, 20 the year before, 15 still open, and a given number of convictions."""
    number = f"{outcomes:g}"

    def facts(m: Maker) -> None:
        m.fact("Prosecutors", "30", "prosecutions", 30, begun_unit)
        if before:
            m.fact("Prosecutors", "20", "prosecutions", 20, begun_unit, year=2011, relation="comparator")
        m.fact("Prosecutors", "15", "prosecutions_ongoing", 15, begun_unit)
        m.fact("Judges", number, "convictions", outcomes, unit, qualifier=qualifier, period=period)

    return (
        "Prosecutors began 30 proceedings, against 20 in 2011, and 15 were open.",
        f"Judges convicted {number} defendants.",
    ), facts


def both_units(m: Maker) -> None:
    m.fact("Prosecutors", "12", "prosecutions", 12, "case")
    m.fact("Prosecutors", "13", "prosecutions", 13, "case", year=2011, relation="comparator")
    m.fact("Judges", "11", "convictions", 11, "case")
    m.fact("Judges", "27", "convictions", 27, "person")


def two_agencies(m: Maker) -> None:
    m.fact("State", "20", "convictions", 20, "person")
    m.fact("Federal", "30", "convictions", 30, "person")
    m.fact("Prison", "two years", "sentence_terms", 24, "month", count=45)


def sentenced(first: int, second: int, wording: str) -> Case:
    def facts(m: Maker) -> None:
        m.fact("Courts", "40", "convictions", 40, "person")
        m.fact("They", "five years", "sentence_terms", 60, "month", count=first)
        m.fact("They", "one year", "sentence_terms", 12, "month", count=second)

    return (
        "Courts found 40 offenders guilty.",
        wording.format(first=first, second=second),
    ), facts


def derived(m: Maker) -> None:
    m.fact("Courts", "40", "convictions", 40, "person")
    m.fact("They", "one year", "sentence_terms", 12, "month", count=230)


def terms_in_two_sentences(m: Maker) -> None:
    m.fact("Courts", "40", "convictions", 40, "person")
    m.fact("They", "five years", "sentence_terms", 60, "month", count=35)
    m.fact("Of", "one year", "sentence_terms", 12, "month", count=20)


def boys_and_girls(boys: int, girls: int) -> Case:
    def facts(m: Maker) -> None:
        whole = m.fact("Agents", "100", "victims_identified", 100, "person").fact_id
        m.fact("Agents", str(boys), "victims_identified", boys, "person", age="child", gender="male", part_of=whole)
        m.fact("Agents", str(girls), "victims_identified", girls, "person", age="child", gender="female", part_of=whole)

    return (f"Agents freed 100 victims; {boys} were boys and {girls} were girls.",), facts


def overlapping(m: Maker) -> None:
    whole = m.fact("Agents", "100", "victims_identified", 100, "person").fact_id
    m.fact("Agents", "70", "victims_identified", 70, "person", gender="female", part_of=whole)
    m.fact("Agents", "60", "victims_identified", 60, "person", age="child", part_of=whole)
    m.fact("Agents", "80", "victims_identified", 80, "person", nationality="foreign", part_of=whole)
    m.fact("Agents", "30", "victims_identified", 30, "person", nationality="foreign", part_of=whole)


def another_agency(m: Maker) -> None:
    m.fact("Police", "54", "victims_identified", 54, "person")
    m.fact("Charities", "200", "victims_identified", 200, "person", age="child")


def about_a_hundred(m: Maker) -> None:
    whole = m.fact("Agents", "100", "victims_identified", 100, "person", qualifier="about").fact_id
    m.fact("Agents", "105", "victims_identified", 105, "person", age="child", part_of=whole)


def at_least_fifty(m: Maker) -> None:
    whole = m.fact("Agents", "50", "victims_identified", 50, "person", qualifier="at_least").fact_id
    m.fact("Agents", "70", "victims_identified", 70, "person", age="child", part_of=whole)


def list_of_groups(m: Maker) -> None:
    m.fact("The house", "14", "victims_assisted", 14, "person")
    m.fact("The house", "46", "victims_assisted", 46, "person", gender="female")
    m.fact("The house", "140", "victims_assisted", 140, "person")


def bracket(parts: tuple[int, ...], words: str) -> Case:
    def facts(m: Maker) -> None:
        whole = m.fact("Police", "27", "investigations", 27, "case").fact_id
        all_of_it = () if "including" in words else (("makes_up", whole),)
        for part, kind in zip(parts, ("sex", "labor", "labor"), strict=False):
            m.fact(
                "Police", str(part), "investigations", part, "case", exploitation=kind, part_of=whole, links=all_of_it
            )

    return (words,), facts


PARTS_ABOVE = "cross_table.parts_within_total"
OUTCOMES = "cross_table.outcomes_within_prosecutions"
SENTENCED = "cross_table.sentenced_within_convicted"
ADDS_UP = "cross_table.breakdown_adds_up"

CASES: dict[str, tuple[Case, set[str]]] = {
    "20 outcomes of 18 tried": (tried(18), {PARTS_ABOVE}),
    "20 outcomes of 20 tried": (tried(20), set()),
    "others beside those tried": (tried(18, "another"), set()),
    "persons within this year and the last": (begun(50), set()),
    "persons: those still open have not ended": (begun(51), {OUTCOMES}),
    "cases against persons: those still open count too": (begun(65, begun_unit="case"), set()),
    "cases against persons above all bounds": (begun(66, begun_unit="case"), {OUTCOMES}),
    "nothing known of the year before": (begun(900, before=False), set()),
    "about so many": (begun(55, qualifier="about"), set()),
    "up to so many": (begun(900, qualifier="at_most"), set()),
    "over several years": (begun(900, period="multi_year"), set()),
    "convictions told in cases and persons": (
        (("Prosecutors took up 12 cases, against 13 in 2011.", "Judges closed 11 cases with 27 convicts."), both_units),
        set(),
    ),
    "convictions of two courts add up": (
        (
            (
                "State courts convicted 20.",
                "Federal courts convicted 30.",
                "Prison terms of two years went to 45 of them.",
            ),
            two_agencies,
        ),
        set(),
    ),
    "31 sentenced of 40 convicted": (
        sentenced(8, 23, "They gave {first} offenders five years and {second} one year."),
        set(),
    ),
    "a part of those sentenced": (
        sentenced(40, 23, "They sent {first} offenders to prison for five years, of whom {second} served one year."),
        set(),
    ),
    "sentences read as convictions": (
        (("Courts found 40 offenders guilty.", "They sentenced 230 offenders to one year."), derived),
        {SENTENCED},
    ),
    "the same persons in two sentences": (
        (
            ("Courts found 40 offenders guilty.", "They gave 35 of them five years.", "Of 20, one year was suspended."),
            terms_in_two_sentences,
        ),
        set(),
    ),
    "boys and girls within all": (boys_and_girls(40, 60), set()),
    "boys and girls above all": (boys_and_girls(45, 60), {PARTS_ABOVE}),
    "parts by different dimensions overlap": (
        (
            ("Agents freed 100 victims: 70 women, 60 minors, 80 foreigners and among these 30 Graustarkians.",),
            overlapping,
        ),
        set(),
    ),
    "children of another agency": (
        (("Police found 54 victims.", "Charities found 200 children."), another_agency),
        set(),
    ),
    "about a hundred": ((("Agents freed about 100 victims, 105 of them minors.",), about_a_hundred), set()),
    "at least fifty": ((("Agents freed at least 50 victims, 70 of them minors.",), at_least_fifty), set()),
    "a list of groups is no breakdown": (
        (("The house took in 14 returnees; the 46 women from abroad saw a doctor; 140 were heard.",), list_of_groups),
        set(),
    ),
    "a breakdown that adds up": (
        bracket((16, 8, 3), "Police opened 27 inquiries (16 for sex, 8 for labor and 3 for begging)."),
        set(),
    ),
    "a breakdown with a gap": (
        bracket((14, 8, 3), "Police opened 27 inquiries (14 for sex, 8 for labor and 3 for begging)."),
        {ADDS_UP},
    ),
    "a breakdown that is not whole": (
        bracket((14, 8), "Police opened 27 inquiries (including 14 for sex and 8 for labor)."),
        set(),
    ),
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    narratives, audits = [], []
    for name, ((sentences, facts), _) in CASES.items():
        # One paragraph per sentence, because figures in one paragraph are assumed to be from one agency.
        maker = Maker(doc=name, sections=tuple(("other", None, (sentence,)) for sentence in sentences))
        facts(maker)
        narrative = maker.narrative()
        # Without a name, each document is independent; with the same name, all would be sources of one narrative.
        unnamed = replace(narrative.document, narrative_id=None, iso3=None)
        narratives.append(replace(narrative, document=unnamed))
        audits.append(maker.audit())
    rows = rows_of(narratives, audits)
    database = tmp_path_factory.mktemp("figures") / "tipetl.duckdb"
    write_database(database, rows, constraints=False)
    report = run_checks(database, row_counts(rows))
    assert not any(result.status == "error" for result in report.results)
    return report.findings


@pytest.mark.parametrize("name", list(CASES))
def test_contradictions_are_found_and_nothing_else(name: str, findings: tuple[Finding, ...]) -> None:
    expected = CASES[name][1]
    assert {finding.check_id for finding in findings if finding.doc == name} == expected


def test_what_a_finding_says(findings: tuple[Finding, ...]) -> None:
    told = {(finding.doc, finding.check_id): finding for finding in findings}
    assert told["20 outcomes of 18 tried", PARTS_ABOVE].message == (
        "prosecutions in 2012: parts (17 convictions + 3 acquittals = 20) exceed their total 18"
    )
    assert told["a breakdown with a gap", ADDS_UP].expected == "27"
    gap = told["a breakdown with a gap", ADDS_UP]
    assert gap.severity == "warning"
    assert gap.sentence is not None
    assert gap.sentence.startswith("Police opened 27")


def test_the_narrative_of_the_year_before_supplies_what_this_one_leaves_out(tmp_path: Path) -> None:
    def maker(year: int, facts: Callable[[Maker], None], sentences: tuple[str, ...]) -> Maker:
        made = Maker(doc=f"r-{year}", report_year=year, sections=tuple(("other", None, (s,)) for s in sentences))
        facts(made)
        return made

    before = maker(2012, lambda m: m.fact("They", "20", "prosecutions", 20, "person"), ("They began 20 proceedings.",))

    def outcomes(m: Maker) -> None:
        m.fact("They", "30", "prosecutions", 30, "person")
        m.fact("They", "60", "convictions", 60, "person")

    now = maker(2013, outcomes, ("They began 30 proceedings and convicted 60.",))
    for makers, expected in (((before, now), 1), ((now,), 0)):
        rows = rows_of([m.narrative() for m in makers], [m.audit() for m in makers])
        database = tmp_path / f"{expected}.duckdb"
        write_database(database, rows, constraints=False)
        found = [f for f in run_checks(database, row_counts(rows)).findings if f.check_id == OUTCOMES]
        assert len(found) == expected
        assert all(finding.doc == "r-2013" for finding in found)
