"""Test which figures are parts of others, so that sums over facts count nobody twice. All sentences are written for
these tests.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of, wholes_in


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a list of parts, the last of which no dimension distinguishes
        (
            "Police identified 73 victims in 2015: 29 exploited in sex trafficking, 36 in forced labor, and eight in a "
            "form that was not specified.",
            {"73": None, "29": "73", "36": "73", "eight": "73"},
        ),
        # the same people classified again, in this sentence and the next
        (
            "Police identified 51 victims. Of these, 38 were victims of forced labor and nine of sex trafficking; 30 "
            "were men and 21 were women.",
            {"51": None, "38": "51", "nine": "51", "30": "51", "21": "51"},
        ),
        ("Police identified 44 victims. Twelve were men and 32 were women.", {"44": None, "Twelve": "44", "32": "44"}),
        # a verb divides its subject, of whatever year
        (
            "The 17 victims identified in 2012 comprised 11 women and six men.",
            {"17": None, "11": "17", "six": "17"},
        ),
        ("The 17 victims identified by police referred 11 women.", {"17": None, "11": None}),
        # parentheses classify the preceding figure, or concern another year
        (
            "Police opened 30 investigations (20 for sex trafficking and 10 for forced labor).",
            {"30": None, "20": "30", "10": "30"},
        ),
        ("Police identified 73 victims in 2015 (23 in 2014).", {"73": None, "23": None}),
        # the figure is classified again after parentheses about another year
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
        # a figure joined after an inserted list is not a part of the list's whole
        (
            "Prosecutors charged nine men – seven for sex trafficking and two for forced labor – and 31 for pimping.",
            {"nine": None, "seven": "nine", "two": "nine", "31": None},
        ),
        (
            "Courts convicted nine traffickers (seven men and two women) and 31 for pimping.",
            {"nine": None, "seven": "nine", "two": "nine", "31": None},
        ),
        # two groups named together are not parts of each other
        ("Police identified 14 boys and 30 girls.", {"14": None, "30": None}),
        # after a comma, parts belong to the figure compared, unless it already has parts
        (
            "Police arrested 66 suspects, compared with 61 in 2014, nine of whom were women and 12 foreigners.",
            {"66": None, "61": None, "nine": "66", "12": "66"},
        ),
        (
            "The ministry identified 418 victims, up from 334 in 2014, among them 204 of sex trafficking.",
            {"418": None, "334": None, "204": "418"},
        ),
        (
            "Police arrested 66 suspects, 14 of them women, compared with 61, of whom nine were women.",
            {"66": None, "14": "66", "61": None, "nine": "61"},
        ),
        (
            "Police arrested 66 suspects, compared with 61, of whom nine were women, in 2014.",
            {"66": None, "61": None, "nine": "61"},
        ),
        # "of the 65" identifies the whole by its value, past nearer figures
        (
            "The ministry assisted 884 victims; for the remaining 16, no form was told. Among the 884, 503 were women "
            "and 88 children.",
            {"884": None, "16": None, "503": "884", "88": "884"},
        ),
        (
            "The ministry assisted 884 victims, and NGOs assisted 16 victims. Among the 884, 503 were women and 88 "
            "children.",
            {"884": None, "16": None, "503": "884", "88": "884"},
        ),
        (
            "Courts tried 36 defendants and convicted 21. NGOs trained 40 judges. Eighteen of the 36 were foreigners.",
            {"36": None, "21": None, "Eighteen": "36"},
        ),
        (
            "Police identified 53 victims, fewer than the 80 of 2014. Ten of the 80 came from Togo.",
            {"53": None, "80": None, "Ten": "80"},
        ),
        # the words identify the whole by what was done to the people
        (
            "Police identified 125 victims. The state paid for two homes. By origin, 38 of the victims identified in "
            "2015 were Romanians, 29 Bulgarians, and 22 Nigerians.",
            {"125": None, "two": None, "38": "125", "29": "125", "22": "125"},
        ),
        # the number of cases in which people were convicted is not a separate figure
        (
            "Courts convicted 22 traffickers, 18 of them in cases carried over from 2014.",
            {"22": None, "18": "22"},
        ),
        # a bare list states origins or purposes of some people
        (
            "The state repatriated 167 victims from abroad, 112 from Nepal and 40 from India, besides 126 children.",
            {"167": None, "112": "167", "40": "167", "126": None},
        ),
        (
            "In 2014, courts convicted 30, 24 for sex trafficking and six for forced labor; state courts convicted 75.",
            {"30": None, "24": "30", "six": "30", "75": None},
        ),
        # parentheses about another year do not end a list
        (
            "Courts convicted 49 men: 28 for sex trafficking (33 in 2014) and 21 for forced labor (19 in 2014).",
            {"49": None, "28": "49", "33": None, "21": "49", "19": None},
        ),
        # in one comparison, each part pairs with its counterpart
        (
            "Police identified 90 victims. The 62 girls among them compare with 41 in 2014, and the 16 boys with 14 in "
            "2014.",
            {"90": None, "62": "90", "41": None, "16": "90", "14": None},
        ),
    ],
)
def test_what_a_figure_is_a_part_of(text: str, want: dict[str, str | None]) -> None:
    assert wholes_in(text, year=2016) == want


def test_a_whole_may_be_named_by_its_value_in_another_section() -> None:
    text = (
        "Prosecution\n\nCourts convicted 27 offenders, compared with 19 in 2014. Police arrested 52 suspects.\n\n"
        "Protection\n\nThe state ran two homes. Five of the 27 offenders had exploited children."
    )
    assert wholes_in(text, year=2016) == {"27": None, "19": None, "52": None, "two": None, "Five": "27"}


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
