"""The terminal shows findings grouped, capped with a line that says so, and with figures marked in every sentence."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tipetl.checks import CheckReport, CheckResult, Finding, SentenceSpan
from tipetl.cli.summary import SHOWN_ALIKE, SHOWN_FINDINGS, print_report


def finding(check_id: str, number: int, severity: str = "info") -> Finding:
    text = f"They convicted {number}, and 4 before."
    spans = (
        SentenceSpan("here", 0, 100, 100 + len(text), text, ((115, 115 + len(str(number))),)),
        SentenceSpan("there", 3, 0, 13, "They had six.", ((9, 12),)),
    )
    return Finding(check_id, severity, "metric", f"Message {number}.", doc="here", sentences=spans)


def printed(*findings: Finding, whole: bool = False, color: bool = False) -> str:
    result = CheckResult("a.check", "metric", "info", "failed", len(findings), "It is made.")
    idle = CheckResult("b.check", "page", "info", "passed", 0, "It is made.", examined=0)
    out = io.StringIO()
    console = Console(file=out, width=200, force_terminal=color, color_system="standard" if color else None)
    print_report(CheckReport((result, idle), findings, 2, 2), console, whole=whole, command="bin/tipetl")
    return out.getvalue()


def test_few_findings_are_shown_with_all_their_sentences() -> None:
    text = printed(finding("a.check", 7))
    assert "1 found something, 1 had nothing to check" in text
    assert "“They convicted 7, and 4 before.”" in text
    assert "“They had six.” there" in text
    assert "hidden" not in text


def test_the_figures_of_a_finding_are_marked() -> None:
    text = printed(finding("a.check", 7), color=True)
    marked = "\x1b[1;3;7m"
    assert f"{marked}7\x1b[0m" in text
    assert f"{marked}six\x1b[0m" in text
    assert f"{marked}4" not in text


@pytest.mark.parametrize("whole", [False, True])
def test_many_findings_are_capped_and_a_line_says_how_to_see_them(whole: bool) -> None:
    many = [finding("a.check", 100 + n) for n in range(40)]
    text = printed(*many, finding("z.check", 900, "warning"), whole=whole)
    assert text.count("Message") == (41 if whole else SHOWN_ALIKE + 1)
    assert text.index("Message 900.") < text.index("Message 100.")
    assert ("37 more findings are hidden (37 of a.check)." in text) is not whole
    assert ("bin/tipetl check --all shows them" in text) is not whole


def test_many_checks_are_capped_too() -> None:
    text = printed(*(finding(f"a.check{n:02}", n) for n in range(50)))
    assert text.count("Message") == SHOWN_FINDINGS
    assert f"{50 - SHOWN_FINDINGS} more findings are hidden" in text
