"""Test the names that people read instead of codes."""

from __future__ import annotations

import pytest

from tipetl.site.names import worded

LABELS = {
    "convictions": "Convictions",
    "prosecutions_ongoing": "Ongoing prosecutions",
    "victims_identified": "Victims identified",
}


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("victims_identified in 2022: 446 (446) of the 407 (407)", "Victims identified in 2022: 446 of the 407"),
        ("convictions: 1,446 (1446) of twelve (12)", "Convictions: 1,446 (1446) of twelve (12)"),
        ("more convictions than prosecutions_ongoing", "more convictions than ongoing prosecutions"),
        ("my_victims_identified gave no fact", "my_victims_identified gave no fact"),
        ("no_figure", "no figure"),
        ("victims_identified", "Victims identified"),
        ("46 (4)", "46 (4)"),
        ("1.46 (46)", "1.46 (46)"),
    ],
)
def test_a_message_names_metrics_by_their_labels_and_a_figure_once(message: str, said: str) -> None:
    assert worded(message, LABELS) == said
