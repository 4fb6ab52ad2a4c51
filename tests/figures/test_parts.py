"""Which figures are parts of which: what keeps a sum over facts honest. All sentences are written for these tests."""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of, wholes_in


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a list of parts, the last of which no dimension tells apart
        (
            "Police identified 73 victims in 2015: 29 exploited in sex trafficking, 36 in forced labor, and eight in a "
            "form that was not specified.",
            {"73": None, "29": "73", "36": "73", "eight": "73"},
        ),
        # the same people sorted again, in this sentence and the next
        (
            "Police identified 51 victims. Of these, 38 were victims of forced labor and nine of sex trafficking; 30 "
            "were men and 21 were women.",
            {"51": None, "38": "51", "nine": "51", "30": "51", "21": "51"},
        ),
        ("Police identified 44 victims. Twelve were men and 32 were women.", {"44": None, "Twelve": "44", "32": "44"}),
        # brackets sort what stands before them, or tell of another year
        (
            "Police opened 30 investigations (20 for sex trafficking and 10 for forced labor).",
            {"30": None, "20": "30", "10": "30"},
        ),
        ("Police identified 73 victims in 2015 (23 in 2014).", {"73": None, "23": None}),
        # what is sorted again behind brackets of another year
        (
            "Police identified 51 victims. Of these, 38 were adults and 13 minors (29 and 14 in 2014); "
            "30 were men and 21 were women (22 and 20, respectively, in 2014); and six were foreigners.",
            {
                "51": None,
                "38": "51",
                "13": "51",
                "29": None,
                "14": None,
                "30": "51",
                "21": "51",
                "22": None,
                "20": None,
                "six": "51",
            },
        ),
        # what is joined to a figure behind a list that was put between is no part of it
        (
            "Prosecutors charged nine men – seven for sex trafficking and two for forced labor – and 31 for pimping.",
            {"nine": None, "seven": "nine", "two": "nine", "31": None},
        ),
        (
            "Courts convicted nine traffickers (seven men and two women) and 31 for pimping.",
            {"nine": None, "seven": "nine", "two": "nine", "31": None},
        ),
        # two groups side by side are no part of each other
        ("Police identified 14 boys and 30 girls.", {"14": None, "30": None}),
        # pairs of one comparison
        (
            "Police identified 90 victims. The 62 girls among them compare with 41 in 2014, and the 16 boys with 14 in "
            "2014.",
            {"90": None, "62": "90", "41": None, "16": "90", "14": None},
        ),
    ],
)
def test_what_a_figure_is_a_part_of(text: str, want: dict[str, str | None]) -> None:
    assert wholes_in(text, year=2016) == want


def test_parts_of_a_figure_with_two_metrics_have_both() -> None:
    facts = reading_of(
        "Officials identified and referred to care 46 victims: 30 women in sex trafficking and 16 men.",
        "protection",
        year=2016,
    ).facts
    told = {(fact.metric, fact.text): fact for fact in facts}
    metrics = ("victims_identified", "victims_referred")
    assert set(told) == {(metric, text) for metric in metrics for text in ("46", "30", "16")}
    for metric in metrics:
        assert told[metric, "30"].part_of == told[metric, "46"].fact_id
        assert told[metric, "30"].exploitation == "sex"


@pytest.mark.parametrize(
    ("opens", "metric"),
    [
        ("Shelters cared for 905 victims. Among them were", "victims_assisted"),
        ("Police identified 905 victims. Among them were", "victims_identified"),
        ("Shelters cared for 905 victims. Among them, police identified", "victims_identified"),
    ],
)
def test_what_some_of_those_told_were_counts_what_was_told(opens: str, metric: str) -> None:
    told = {
        fact.text: fact.metric
        for fact in reading_of(f"{opens} 53 victims of sex trafficking and 46 boys.", "protection", year=2016).facts
    }
    assert (told["53"], told["46"]) == (metric, metric)
