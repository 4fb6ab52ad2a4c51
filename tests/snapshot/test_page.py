"""The page of findings has the right contents and needs no other files."""

from __future__ import annotations

import re
from pathlib import Path

from tests.checks.breaking import changed
from tests.checks.built import checked
from tests.tables.samples import audit_of, sample
from tipetl.checks import CheckReport, CheckResult, Finding, SentenceSpan
from tipetl.snapshot.page import findings_page
from tipetl.tables import rows_of


def test_a_finding_is_shown_with_its_words_marked_and_its_figures(tmp_path: Path) -> None:
    rows = changed(
        rows_of([sample()], [audit_of(sample())]), "metric", lambda r: r["metric"] == "acquittals", value=90.0
    )
    page = findings_page(checked(rows, tmp_path), "Findings of version 1")
    assert "acquitted <mark>nine</mark>, and " in page
    assert "convicted <mark>40</mark> offenders" in page
    assert "Prosecutors began " in page
    assert "<dt>expected</dt><dd>at most 65</dd>" in page
    assert "<dt>found</dt><dd>130</dd>" in page
    assert "The report contradicts itself" in page


def report_of(*findings: Finding) -> CheckReport:
    result = CheckResult("a.check", "metric", "warning", "failed", len(findings), "It is made.")
    return CheckReport((result,), findings, planned=1, ran=1)


def test_the_page_asks_nothing_of_the_network_and_takes_text_for_text() -> None:
    text = "<script>alert(1)</script> & Co."
    span = SentenceSpan("<b>", 0, 10, 10 + len(text), text, ((10, 18),))
    page = findings_page(
        report_of(
            Finding(
                "a.check",
                "warning",
                "metric",
                text,
                doc="<b>",
                char_start=10,
                char_end=18,
                found=text,
                sentences=(span,),
            )
        ),
        text,
    )
    assert "<script" not in page
    assert "<mark>&lt;script&gt;</mark>"[:20] in page
    assert not re.search(r"https?://|<link|@import|url\(|src=", page)


def test_many_findings_of_one_check_do_not_bury_the_others() -> None:
    many = [Finding("a.check", "info", "metric", f"Message {n}.", doc=f"d{n:04}") for n in range(250)]
    page = findings_page(report_of(*many, Finding("b.check", "info", "metric", "The other.")), "t")
    assert page.count("<article") == 251
    assert page.index("Message 99.") < page.index("<details><summary>150 more</summary>") < page.index("Message 100.")
    assert "The other." in page
