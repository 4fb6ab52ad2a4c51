"""What a finding most likely means: that the report contradicts itself, or that we misread it.

What belongs here: the evidence that a reader would ask for first. How sure was the reading of the figures that the
finding rests on, does every number of their sentences have a meaning, and what is the check itself about?
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import duckdb

from tipetl.checks.report import Finding

__all__ = ["judged", "with_states"]

SURE = 0.9
"""About one fact in a hundred is read with less confidence."""

_EVIDENCE = """
    SELECT w.doc, w.position, f.confidence, f.text, u.text
    FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS doc, unnest(?::INTEGER[]) AS position) w
    LEFT JOIN (SELECT doc, sentence_position, min(confidence) AS confidence, arg_min(text, confidence) AS text
               FROM metric GROUP BY doc, sentence_position) f
      ON f.doc = w.doc AND f.sentence_position = w.position
    LEFT JOIN (SELECT doc, sentence_position, min(text) AS text FROM quantity WHERE kind = 'unexplained'
               GROUP BY doc, sentence_position) u
      ON u.doc = w.doc AND u.sentence_position = w.position
"""
_Evidence = dict[tuple[str, int], tuple[float | None, str | None, str | None]]


def judged(
    connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding], misreadings: Iterable[str]
) -> list[Finding]:
    """The findings with ``likely`` and ``because``; ``misreadings`` are the checks that look for errors of ours.

    Raises ``duckdb.Error`` when the tables that hold the evidence cannot be read.
    """
    keys = sorted({(span.doc, span.position) for finding in findings for span in finding.sentences})
    evidence: _Evidence = {}
    if keys:
        rows = connection.execute(_EVIDENCE, [[doc for doc, _ in keys], [place for _, place in keys]]).fetchall()
        evidence = {(row[0], row[1]): (row[2], row[3], row[4]) for row in rows}
    ours = frozenset(misreadings)
    return [_judged(finding, evidence, ours) for finding in findings]


def with_states(connection: duckdb.DuckDBPyConnection, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with their ``state``: accepted where a person looked at that check's finding on that sentence,
    corrected where one of its figures was set by a person. Raises ``duckdb.Error`` when decisions cannot be read.
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


def _judged(finding: Finding, evidence: _Evidence, ours: frozenset[str]) -> Finding:
    if finding.likely is not None:
        return finding
    if finding.severity == "critical":
        return replace(finding, likely="misread", because="Whatever the report says, this cannot be right.")
    told = [evidence[(s.doc, s.position)] for s in finding.sentences if (s.doc, s.position) in evidence]
    unexplained = next((number for _, _, number in told if number is not None), None)
    sure = [(confidence, words) for confidence, words, _ in told if confidence is not None]
    if finding.check_id in ours:
        return replace(finding, likely="misread", because="Reports hardly ever say so; more often a word was misread.")
    if unexplained is not None:
        because = f"A number of these sentences has no meaning to us: {unexplained}."
        return replace(finding, likely="misread", because=because)
    if sure and min(sure)[0] < SURE:
        confidence, words = min(sure)
        because = f"“{words}” was read with a confidence of only {confidence:.2f}."
        return replace(finding, likely="misread", because=because)
    if sure:
        because = (
            f"All its figures were read with a confidence of at least {min(sure)[0]:.2f}, and no number is left over."
        )
        return replace(finding, likely="report", because=because)
    return replace(finding, likely="report", because="It does not rest on the reading of a figure.")
