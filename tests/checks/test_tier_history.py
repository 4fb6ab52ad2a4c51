"""A country that is on the Watch List for some years has no other tier in those years
(``watch_list_on_watch_list``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.checks.built import checked, rows_of_texts
from tipetl.documents.tier import earlier_placements

if TYPE_CHECKING:
    from pathlib import Path

NARRATIVE = (
    "MOLDOVA (Tier 2 Watch List)\n\nThe Government of Moldova does not fully comply with the minimum standards for the "
    "elimination of trafficking; however, it is making significant efforts to do so. Moldova is therefore placed on "
    "Tier 2 Watch List for {streak}.\n\nProtection\n\nThe government identified 14 victims. {history}\n"
)
#: years on the Watch List, a statement about an earlier tier, and whether both can be true
CASES = {
    "ranked": ("a third consecutive year", "Moldova was ranked Tier 2, in the 2015 Report.", False),
    "ranked before": ("a third consecutive year", "Moldova was ranked Tier 2, in the 2013 Report.", True),
    "left": ("a third consecutive year", "It bought cars after its upgrade from Tier 3 in the 2016 report.", False),
    "left before": ("a second consecutive year", "It bought cars after its upgrade from Tier 3 in 2016.", True),
    "the same": ("a third consecutive year", "Moldova was ranked Tier 2 Watch List, in the 2016 Report.", True),
}


@pytest.mark.parametrize(
    ("sentence", "placed"),
    [
        ("The unit that worked when Djibouti was ranked Tier 2, in the 2012 Report, has not met.", [("2", 2012)]),
        ("It was created after the upgrade from Tier 3 in the 2012 report.", [("3", 2011)]),
        ("After the downgrade from Tier 2 to Tier 2 Watch List in June 2010, it met.", [("2", 2009), ("2WL", 2010)]),
        ("Djibouti is placed on Tier 2 for a third year.", []),
        ("It was previously on Tier 2.", []),
    ],
)
def test_placements_of_earlier_reports(sentence: str, placed: list[tuple[str, int]]) -> None:
    assert [(tier, year) for tier, _, _, year in earlier_placements(sentence, 2013)] == placed


def test_the_offsets_of_an_earlier_tier_are_those_of_its_words() -> None:
    sentence = "The unit was created after the upgrade from Tier 3 in the 2012 report."
    [(_, start, end, _)] = earlier_placements(sentence, 2013)
    assert sentence[start:end] == "Tier 3"


def test_another_tier_in_a_year_on_the_watch_list_is_found(tmp_path: Path) -> None:
    texts = {name: NARRATIVE.format(streak=streak, history=told) for name, (streak, told, _) in CASES.items()}
    report = checked(rows_of_texts(texts, report_year=2017, alone=True), tmp_path)
    found = {f.doc for f in report.findings if f.check_id == "cross_table.watch_list_on_watch_list"}
    assert found == {name for name, (_, _, sound) in CASES.items() if not sound}
