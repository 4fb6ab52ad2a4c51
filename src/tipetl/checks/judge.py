"""Judge the likely cause of a finding: that the report contradicts itself, or that we misread it.

The evidence answers a reader's first questions. How often was this check right when people judged its findings? How
certain was the reading of the figures in question? Is every number in their sentences explained? Each question yields a
factor; ``docs/checks.md`` compares the product of these factors with people's judgments.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import duckdb

from tipetl.checks.report import Finding

SURE = 0.9
"""The confidence below which a fact counts as unsure, as about one in a hundred does."""
UNSURE, UNEXPLAINED = 0.6, 0.7
"""Factors that reduce the chance that the report is wrong, for an unsure figure and for an unexplained number."""
EVEN = 0.5

_EVIDENCE = """
    SELECT w.doc, w.position, f.confidence, f.text, u.texts, u.lows
    FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS doc, unnest(?::INTEGER[]) AS position) w
    LEFT JOIN (SELECT doc, sentence_position, min(confidence) AS confidence,
                      arg_min(text, [confidence, char_start, char_end]) AS text
               FROM metric GROUP BY doc, sentence_position) f
      ON f.doc = w.doc AND f.sentence_position = w.position
    LEFT JOIN (SELECT doc, sentence_position,
                      list(text ORDER BY char_start) AS texts, list(low ORDER BY char_start) AS lows
               FROM quantity WHERE kind = 'unexplained' GROUP BY doc, sentence_position) u
      ON u.doc = w.doc AND u.sentence_position = w.position
"""
_Evidence = dict[tuple[str, int], tuple[float | None, str | None, list[tuple[str, float | None]]]]
_FIGURE = re.compile(r"\d[\d,]*")


class Record(NamedTuple):
    """How many of a check's findings people ``judged``, and how many they attributed to the report (``right``)."""

    right: int = 1
    judged: int = 1

    @property
    def share(self) -> float:
        """The share of findings that were right, with one right and one wrong added because few were judged."""
        return (self.right + 1) / (self.judged + 2)


def judged(
    connection: duckdb.DuckDBPyConnection,
    findings: Sequence[Finding],
    misreadings: Container[str],
    records: Mapping[str, Record],
) -> list[Finding]:
    """Add ``likely`` and ``because`` to findings. ``misreadings`` are the checks that look for our own errors;
    ``records`` says how often the other checks were right.

    Raises ``duckdb.Error`` if the tables with the evidence cannot be read.
    """
    keys = sorted({(span.doc, span.position) for finding in findings for span in finding.sentences})
    evidence: _Evidence = {}
    if keys:
        rows = connection.execute(_EVIDENCE, [[doc for doc, _ in keys], [place for _, place in keys]]).fetchall()
        evidence = {
            (doc, place): (sure, text, list(zip(texts or (), lows or (), strict=True)))
            for doc, place, sure, text, texts, lows in rows
        }
    return [_judged(finding, evidence, misreadings, records) for finding in findings]


def with_states(connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> list[Finding]:
    """Add each finding's ``state``: accepted if a person accepted that check's finding in that sentence, corrected if a
    person corrected one of its sentences.

    Raises ``duckdb.Error`` if decisions cannot be read.
    """
    decided = connection.execute("SELECT kind, doc, sentence_position, check_id FROM correction").fetchall()
    accepted = {(doc, place, check_id) for kind, doc, place, check_id in decided if kind == "accepted"}
    corrected = {(doc, place) for kind, doc, place, _ in decided if kind == "corrected"}
    found = []
    for finding in findings:
        if (finding.doc, finding.sentence_position, finding.check_id) in accepted:
            finding = replace(finding, state="accepted")
        elif any((span.doc, span.position) in corrected for span in finding.sentences):
            finding = replace(finding, state="corrected")
        found.append(finding)
    return found


def _judged(finding: Finding, evidence: _Evidence, ours: Container[str], records: Mapping[str, Record]) -> Finding:
    if finding.likely is not None:
        return finding
    if finding.severity == "critical":
        return replace(finding, likely="misread", because="Whatever the report says, this cannot be right.")
    if finding.check_id in ours:
        return replace(
            finding, likely="misread", because="Reports hardly ever say this; more likely a word was misread."
        )
    chance, reasons = _chance(finding, evidence, records.get(finding.check_id, Record()))
    return replace(finding, likely="report" if chance >= EVEN else "misread", because=" ".join(reasons))


def _chance(finding: Finding, evidence: _Evidence, record: Record) -> tuple[float, list[str]]:
    """Estimate the chance that the report is wrong rather than our reading, and say why."""
    readings = [evidence[(s.doc, s.position)] for s in finding.sentences if (s.doc, s.position) in evidence]
    # A number that the check itself interpreted ("of 27 defendants who received a verdict …") counts as explained.
    understood = {float(figure.replace(",", "")) for figure in _FIGURE.findall(f"{finding.expected} {finding.found}")}
    left = (text for _, _, numbers in readings for text, value in numbers if value not in understood)
    unexplained = next(left, None)
    sure = [(confidence, words) for confidence, words, _ in readings if confidence is not None]
    chance, reasons = record.share, []
    if record.judged > 1:
        reasons.append(f"This check was right in {record.right} of {record.judged} judged findings.")
    if unexplained is not None:
        chance *= UNEXPLAINED
        reasons.append(f"These sentences contain an unexplained number: {unexplained}.")
    if sure and min(sure)[0] < SURE:
        chance *= UNSURE
        reasons.append(f"“{min(sure)[1]}” was read with a confidence of only {min(sure)[0]:.2f}.")
    elif sure and unexplained is None:
        reasons.append(
            f"All its figures were read with a confidence of at least {min(sure)[0]:.2f}, and no number is unexplained."
        )
    return chance, reasons or ["It does not depend on the reading of a figure."]
