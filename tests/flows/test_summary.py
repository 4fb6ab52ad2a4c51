"""Test the summary of a run: sources, findings with their places, coverage, and what was published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from flows.summary import SHOWN_FINDINGS, Page, run_summary
from tipetl import pipeline
from tipetl.checks import CheckReport, CheckResult, Compared, Finding, MetricKept
from tipetl.model import Audit
from tipetl.pipeline import RunResult
from tipetl.snapshot import PAGE_NAME, page_of_run

pytestmark = pytest.mark.usefixtures("few_checks")

CONTRADICTION = (
    "KOSOVO (Tier 2)\n\nProsecution\nIn 2012, courts tried 20 defendants: 15 were convicted and nine acquitted.\n\n"
    "Protection\nThe government identified 42 victims.\n"
)
LOST = Finding(
    check_id="coverage.facts_kept",
    severity="critical",
    table="coverage",
    message="kosovo-2013: 1 facts of convictions, where the last version had 9",
    doc="kosovo-2013",
    expected="at least 8 facts of convictions",
    found="1",
    likely="misread",
)
STOPPED = CheckResult("coverage.facts_kept", "coverage", "critical", "failed", 1, "Facts are not lost.")
SHARE = CheckResult("coverage.candidates", "coverage", "info", "passed", 3, "It measures the reading.", measure=0.125)


def sections(markdown: str) -> dict[str, str]:
    parts = re.split(r"^#+ (.+)\n", markdown, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def blocked(*findings: Finding, audits: tuple[Audit, ...] = ()) -> RunResult:
    compared = Compared(1, (MetricKept("convictions", 9, 1), MetricKept("inspections", 0, 2)))
    report = CheckReport((STOPPED, SHARE), findings or (LOST,), planned=2, ran=2, compared=compared)
    return pipeline.blocked({"metric": [(1,)]}, report, audits)


def test_a_published_run_says_what_it_found_where_and_links_to_it(tmp_path: Path) -> None:
    (tmp_path / "kosovo-2013.txt").write_text(CONTRADICTION, encoding="utf-8")
    (tmp_path / "scan.pdf").write_bytes(b"no pdf")
    result = pipeline.run([tmp_path], warehouse=tmp_path / "warehouse")
    assert result.folder is not None
    assert result.report is not None
    page = Page.in_warehouse(result.folder / PAGE_NAME, tmp_path / "warehouse", "http://reports.example/tip/")
    told = sections(run_summary(result, page=page, readers_see=result.version))
    assert f"Readers see version **{result.version}**" in told["Published"]
    assert "| ok | 1 |" in told["Sources"]
    assert re.search(r"\| scan \| scan\.pdf \| \w+", told["Sources"].replace("\\", ""))
    (finding,) = [f for f in result.report.findings if f.severity == "warning"]
    assert "expected at most 20; found 24; likely the report: This check was right in" in told["Warning"]
    assert "> In 2012, courts tried 20 defendants: **15 were convicted and nine** acquitted." in told["Warning"]
    url = f"http://reports.example/tip/snapshots/{result.version}/{PAGE_NAME}"
    assert page.url == url
    place = f"kosovo-2013 · prosecution · {finding.char_start}–{finding.char_end}"
    (line,) = [told_of for told_of in told["Warning"].splitlines() if told_of.startswith("- [")]
    assert line.startswith(f"- [{place}]({url}#{finding.finding_id}): ")
    assert "exceed their total 20" in line
    # The link works: the page contains that place, with the words.
    _, _, behind = page.path.read_text(encoding="utf-8").partition(f'id="{finding.finding_id}"')
    assert "tried 20 defendants" in BeautifulSoup(behind.split("</article>")[0], "html.parser").get_text()
    assert "no last version" in told["Coverage against the last version"]


def test_a_page_without_an_address_is_named_and_not_linked(tmp_path: Path) -> None:
    page = Page.in_warehouse(tmp_path / "runs" / "x.html", tmp_path, None)
    told = sections(run_summary(blocked(), page=page, readers_see=None))
    assert f"`{tmp_path / 'runs' / 'x.html'}`." in told["Findings"]
    assert "](" not in told["Findings"] + told["Critical"]


def test_a_run_on_the_same_documents_tells_what_was_kept(tmp_path: Path) -> None:
    (tmp_path / "kosovo-2013.txt").write_text(CONTRADICTION, encoding="utf-8")
    pipeline.run([tmp_path / "kosovo-2013.txt"], warehouse=tmp_path / "warehouse")
    (tmp_path / "kosovo-2013.txt").write_text(CONTRADICTION.replace("and nine acq", "and four acq"), encoding="utf-8")
    again = pipeline.run([tmp_path / "kosovo-2013.txt"], warehouse=tmp_path / "warehouse")
    told = sections(run_summary(again, page=None, readers_see=again.version))
    assert "Facts of the 1 documents that both hold" in told["Coverage against the last version"]
    assert "| convictions | 1 | 1 | 100% |" in told["Coverage against the last version"]


def test_a_blocked_run_says_what_stopped_it_and_what_readers_still_see() -> None:
    told = sections(run_summary(blocked(), page=None, readers_see="2026.11.01-1"))
    first = told["Blocked: nothing was published"].replace("\\", "")
    assert "Readers see version **2026.11.01-1**" in first
    assert "`coverage.facts_kept` stopped it: 1 found. Facts are not lost." in first
    assert "- kosovo-2013: kosovo-2013: 1 facts of convictions, where" in told["Critical"]
    coverage = told["Coverage against the last version"].replace("\\", "")
    assert "| convictions | 9 | 1 | 11% |" in coverage
    assert "| inspections | 0 | 2 | new |" in coverage
    assert "| coverage.candidates | 12.5% |" in coverage


def test_a_blocked_run_has_a_page_of_findings_beside_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kosovo-2013.txt").write_text(CONTRADICTION, encoding="utf-8")
    report = CheckReport((STOPPED,), (LOST,), planned=1, ran=1)
    monkeypatch.setattr(pipeline, "run_checks", lambda *_args, **_more: report)
    result = pipeline.run([tmp_path / "kosovo-2013.txt"], warehouse=tmp_path / "warehouse")
    assert result.folder is None
    (record,) = (tmp_path / "warehouse" / "runs").glob("*.json")
    assert f'id="{LOST.finding_id}"' in page_of_run(record).read_text(encoding="utf-8")


def test_a_run_that_read_nothing_says_why() -> None:
    audit = Audit("missing", "missing.txt", None, "corrupt", "There is no such file.", "Look at the path.")
    result = RunResult("nothing_ingested", "Nothing could be ingested.", (audit,), {})
    told = sections(run_summary(result, page=None, readers_see=None))
    assert "Readers see nothing, as there is no version yet." in told["Nothing could be ingested"]
    assert "| There is no such file. | Look at the path. |" in told["Sources"]
    assert "Findings" not in told


def test_what_a_source_says_is_never_taken_for_markdown_or_html() -> None:
    audit = Audit("a|b", "<script>alert(1)</script>.txt", None, "corrupt", "[here](http://example.org)\n# Big `x`")
    text = run_summary(blocked(audits=(audit,)), page=None, readers_see=None)
    (line,) = [line for line in text.splitlines() if "script" in line]
    assert line == (
        r"| a\|b | &lt;script&gt;alert(1)&lt;/script&gt;.txt | corrupt | \[here\](http://example.org) \# Big \`x\` |  |"
    )


def test_of_many_findings_some_are_shown_and_the_rest_counted() -> None:
    many = [
        Finding("a.check", "warning", "metric", f"Number {n}", likely="report")
        for n in range(SHOWN_FINDINGS["warning"] + 5)
    ]
    told = sections(run_summary(blocked(LOST, *many), page=None, readers_see=None))
    assert told["Warning"].count("Number") == SHOWN_FINDINGS["warning"]
    assert "5 more." in told["Warning"]
    assert "| warning | 55 | 55 | 0 |" in told["Findings"]
