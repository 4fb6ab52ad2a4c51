"""Weigh a reading: decide which issues make it partial or doubtful, and which figures cannot be trusted.

The readers find the issues; this module judges them once a source has been read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tipetl.countries import find_country
from tipetl.documents.identity import TIER_TAIL
from tipetl.figures.choice.calibration import CANDIDATE_BELOW
from tipetl.model import Disturbance, Fact, Issue, Narrative, Outcome, Quantity
from tipetl.model.narrative import whole_of

ENOUGH_WORDS = 150
"""The minimum number of words at which a narrative is expected to have figures and sections."""
_LEAST_FACTS = 2
"""The minimum number of figures for a text without sections to count as a narrative; every gold narrative has at least
five.
"""
_SHOWN = 40
_MOST_SHOWN = 3
_WITHHELD = CANDIDATE_BELOW / 10
"""The confidence assigned to a figure that may look different from the stored text: far below any threshold."""
_LEAST_COUNTRIES = 3
_LONGEST_HEADING = 60

_ORIGINAL = "Compare with the original."
_AGAIN = "Get the page or file again, whole."
FAILURES = ("page_unreadable", "narrative_failed")
"""Issues that report that a part could not be read, perhaps for lack of memory, although the rest was."""
_ADVICE: dict[str, tuple[Outcome, str]] = {
    "page_unreadable": ("partial", "See the table issue, or compare with the original."),
    "narrative_failed": ("partial", "See the table issue, or compare with the original."),
    "breaks_off": ("partial", _AGAIN),
    "walled": ("partial", ""),
    "text_swallowed": ("doubtful", "Save the page from a browser again, or compare with the original."),
    "hidden_text": ("doubtful", "Look at the page in a browser; if it shows the text, save it as plain text."),
    "block_page": ("doubtful", ""),
    "deleted_figure": ("doubtful", "Compare with the original; give the text without what is struck out."),
    "hidden_figure": ("doubtful", "Compare with what a browser shows."),
    "figure_disturbed": ("doubtful", f"{_ORIGINAL} These figures were not counted."),
    "no_figure": ("doubtful", "See whether it is a narrative, and whether all of it is there."),
    "no_section": ("doubtful", "See whether it is a narrative, and whether its headings are there."),
    "countries_run_together": ("doubtful", "Give each country's narrative in a file of its own."),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome other than ``ok``, with the reason and with advice on what to do."""

    outcome: Outcome
    reason: str
    advice: str


def verdict(issues: Iterable[Issue]) -> Verdict | None:
    """Return the most serious outcome that the issues require, with its first reason and how many more issues there
    are.

    Return None if no issue makes the reading partial or doubtful.
    """
    grave = [(issue, *_ADVICE[issue.code]) for issue in issues if issue.code in _ADVICE]
    if not grave:
        return None
    outcome: Outcome = "doubtful" if any(found == "doubtful" for _, found, _ in grave) else "partial"
    issue, _, advice = next(one for one in grave if one[1] == outcome)
    more = f" ({len(grave) - 1} more)" if len(grave) > 1 else ""
    return Verdict(outcome, issue.message + more, advice)


def weighed(narrative: Narrative, disturbances: Sequence[Disturbance]) -> tuple[Narrative, list[Issue]]:
    """Return the narrative, with untrustworthy figures turned into candidates, and the issues found."""
    issues = _expected(narrative)
    if disturbances:
        narrative = _withheld(narrative, disturbances)
        issues.append(_disturbed(narrative.document.text, disturbances))
    if together := _run_together(narrative):
        issues.append(together)
    return narrative, issues


def _disturbed(text: str, disturbances: Sequence[Disturbance]) -> Issue:
    shown = [
        f"{one.what} at {one.char_start}–{one.char_end} (“{_visible(text[one.char_start : one.char_end])}”)"
        for one in disturbances[:_MOST_SHOWN]
    ]
    more = f", and {len(disturbances) - _MOST_SHOWN} more" if len(disturbances) > _MOST_SHOWN else ""
    message = f"A figure may look different from what is stored: {'; '.join(shown)}{more}."
    return Issue("documents", "figure_disturbed", message)


def _visible(words: str) -> str:
    """Return a text with a code point in place of each character that a terminal or page would obey or hide."""
    shown = "".join(char if char.isprintable() and char.isascii() else f"<U+{ord(char):04X}>" for char in words)
    return shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"


def _withheld(narrative: Narrative, disturbances: Sequence[Disturbance]) -> Narrative:
    """Return the narrative, with each fact that contains or touches a disturbance moved to its candidates."""
    ends = sorted((one.char_end, one.char_start) for one in disturbances)

    def touches(span: Fact | Quantity) -> bool:
        place = bisect_left(ends, (span.char_start, -1))
        return any(start <= span.char_end for _, start in ends[place : place + 2])

    doubted = {fact.fact_id for fact in narrative.facts if touches(fact)}
    if not doubted:
        return narrative
    kept = tuple(_unlinked(fact, doubted) for fact in narrative.facts if fact.fact_id not in doubted)
    moved = [
        replace(
            _unlinked(fact, doubted), confidence=min(fact.confidence, _WITHHELD), part_of=None, restates=None, links=()
        )
        for fact in narrative.facts
        if fact.fact_id in doubted
    ]
    candidates = [_unlinked(fact, doubted) for fact in narrative.candidates] + moved
    return replace(
        narrative,
        facts=kept,
        candidates=tuple(sorted(candidates, key=lambda fact: (fact.char_start, fact.char_end, fact.metric))),
        claims=tuple(
            one for one in narrative.claims if doubted.isdisjoint(operand.fact_id for operand in one.operands)
        ),
        quantities=tuple(
            replace(one, kind="unexplained", fact_id=None) if one.fact_id in doubted else one
            for one in narrative.quantities
        ),
        law_penalties=tuple(tie for tie in narrative.law_penalties if tie.fact_id not in doubted),
    )


def _unlinked(fact: Fact, gone: set[str]) -> Fact:
    """Return a fact without its references to withdrawn facts."""
    links = tuple((kind, other) for kind, other in fact.links if other not in gone)
    restates = None if fact.restates in gone else fact.restates
    if (links, restates) == (fact.links, fact.restates):
        return fact
    return replace(fact, part_of=whole_of(links), restates=restates, links=links)


def _expected(narrative: Narrative) -> list[Issue]:
    """Report the figures or sections that a long text should have but lacks.

    A text that is only a profile describes where people are exploited, and often has no figures.
    """
    words = len(narrative.told.split())
    # A page or PDF contains more than a sentence, so a short page without figures is not a narrative either.
    if words < ENOUGH_WORDS and (narrative.document.form == "text" or narrative.facts):
        return []
    kinds = {section.kind for section in narrative.sections if not section.aside}
    if not narrative.facts and not kinds <= {"heading", "profile"}:
        return [Issue("figures", "no_figure", f"No figure was found in {words} words.")]
    if kinds <= {"other"} and len(narrative.facts) < _LEAST_FACTS:
        return [Issue("structure", "no_section", f"No section was found in {words} words.")]
    return []


def _run_together(narrative: Narrative) -> Issue | None:
    """Report an issue if several lines look like headings of other countries, because a volume was read as one text."""
    names: dict[str, str] = {}
    lines = [line for line in narrative.told.split("\n") if line.strip()]
    for line, below in pairwise(lines):
        line = line.strip("#*_ \t")
        if not _is_heading(line, below):
            continue
        country = find_country(TIER_TAIL.sub("", line).strip(" :.()[]*#"))
        if country is not None:
            names.setdefault(country.iso3, country.name)
    if len(names) < _LEAST_COUNTRIES:
        return None
    shown = ", ".join(list(names.values())[:_MOST_SHOWN])
    message = f"The text has headings of {len(names)} countries ({shown} …) and was read as one narrative."
    return Issue("documents", "countries_run_together", message)


def _is_heading(line: str, below: str) -> bool:
    """Tell whether a line may be a heading: it is short, and running text follows."""
    if not 3 < len(line) <= _LONGEST_HEADING or not line[0].isalpha() or line[-1] in ".;,":
        return False
    return len(below) > _LONGEST_HEADING
