"""Drops court outcomes read for officials who only lost their posts: in "three officers were under investigation, and
one was dismissed", no case is dismissed, and in "two were suspended", no sentence is suspended.

What belongs here: numbers without a noun, if their verb may have either a court or an employer as its subject. What
does not belong here: "the ministry dismissed two inspectors", which the rules already exclude because of the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tipetl.metrics import PROCEEDINGS
from tipetl.model import codes

if TYPE_CHECKING:
    from tipetl.figures.record.analysis import Analysis
    from tipetl.figures.record.readings import Reading

#: metrics of which officials must have a figure before a court can dismiss their cases or suspend their sentences
DONE_BEFORE = {
    "dismissals": PROCEEDINGS - {"investigations", "arrests", "dismissals"},
    "sentences_suspended": frozenset(("convictions", "sentence_terms")),
}


def drop_left_service(analysis: Analysis) -> Analysis:
    """Drops readings of dismissed cases or suspended sentences for officials who had not appeared before a court."""
    return analysis.keeping(lambda reading: not _lost_a_post(analysis, reading))


def _lost_a_post(analysis: Analysis, reading: Reading) -> bool:
    before = DONE_BEFORE.get(reading.metric)
    if before is None or not reading.official or reading.unit != codes.PERSON or reading.number < 0:
        return False
    if reading.frame is None or not reading.frame.bare() or reading.frame.of:
        return False  # "dropped the charges against two"
    told = [x for x in analysis.readings if x.first < reading.first] or analysis.context.before
    counted = [x for x in told if x.official]
    return bool(counted) and all(x.metric not in before for x in counted)
