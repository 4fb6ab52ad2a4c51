"""Test what figures inherit from the figures on which they depend: metric, year, unit and kind. All sentences are
written for these tests.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of
from tipetl.model import Fact

pytestmark = pytest.mark.usefixtures("without_encoder")

Row = tuple[str, str, int | None]


def read(text: str, section: str = "prosecution") -> tuple[Fact, ...]:
    """Return the facts of a text, read as part of the 2015 report."""
    return reading_of(text, section, year=2015).facts


def rows(text: str, section: str = "prosecution") -> list[Row]:
    """Return words, metric and year of each fact that a figure states."""
    return [(fact.text, fact.metric, fact.year) for fact in read(text, section) if fact.value is not None]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The number of arrests went unpublished; in 2011 there had been 13.",
            [("13", "arrests", 2011)],
        ),
        ("Officials could not say how many traffickers had been convicted; the year before it was nine.",
         [("nine", "convictions", 2013)]),
        ("The bureau did not say how many suspects it had arrested (in 2013, 30).", [("30", "arrests", 2013)]),
        ("Police opened 20 cases. The number of arrests went unpublished; in 2011 there had been 13.",
         [("20", "investigations", 2014), ("13", "arrests", 2011)]),
        # a figure with its own noun, verb or statute counts something else
        ("The bureau did not report the number of arrests; in 2013 it convicted five.", [("five", "convictions",
         2013)]),
        ("The bureau did not report how many cases it opened (Law 12 of 2011).", []),
        ("The bureau did not report the number of prosecutions; there were three courts in 2013.", []),
    ],
)  # fmt: skip
def test_what_was_silent_is_told_of_another_time(text: str, want: list[Row]) -> None:
    assert rows(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Courts convicted 13 traffickers in 2013, while how many they convicted in 2014 was not known.", 2014),
        ("Courts convicted 13 traffickers in 2013; the number arrested in 2014 was not reported.", 2014),
        ("Courts convicted 13 traffickers in 2013; the number arrested was not reported.", 2013),
    ],
)
def test_a_silence_has_the_year_of_its_clause(text: str, want: int) -> None:
    assert [fact.year for fact in read(text) if fact.status == "not_reported"] == [want]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Police opened 28 cases, that is, 17 of sex trafficking and 11 of forced labor.", {"17": "28", "11": "28"}),
        ("The 2013 tally had been 61 arrests, that is to say 40 men and 21 women.", {"40": "61", "21": "61"}),
        ("Police adopted a rule that is strict; courts convicted 12 men.", {}),
    ],
)
def test_words_that_restate_open_a_breakdown(text: str, want: dict[str, str]) -> None:
    facts = read(text)
    words = {fact.fact_id: fact.text for fact in facts}
    assert {fact.text: words[fact.part_of] for fact in facts if fact.part_of} == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Police arrested 355 people, 218 over sexual and 137 over labor exploitation. The tally for 2013 "
            "was 391, that "
            "is to say 244 and 147.",
            [("391", "arrests", 2013), ("244", "arrests", 2013), ("147", "arrests", 2013)],
        ),
        ("Police arrested 355 people. The 2013 total stood at 391.", [("391", "arrests", 2013)]),
        ("Police arrested 355 people. The population in 2013 was 391.", []),
        ("Courts convicted 12 traffickers. The count of courts in 2013 was nine.", []),
    ],
)
def test_a_figure_named_for_another_time_counts_the_same(text: str, want: list[Row]) -> None:
    assert [row for row in rows(text) if row[2] == 2013] == want


def test_its_details_answer_to_those_of_the_row_before() -> None:
    text = (
        "Police arrested 355 people, 218 over sexual and 137 over labor exploitation. "
        "The tally for 2013 was 391, that is to say 244 and 147."
    )
    kinds = {fact.text: fact.exploitation for fact in read(text)}
    assert (kinds["391"], kinds["244"], kinds["147"]) == (None, "sex", "labor")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The academy held 14 courses in which 630 officers learned to identify victims, after nine with "
            "410 the year "
            "before.",
            {"nine": ("trainings", "event"), "410": ("persons_trained", "person")},
        ),
        (
            "Prosecutors brought 20 cases to court in which 44 defendants stood trial, after 12 with 30 the "
            "year before.",
            {"12": ("prosecutions", "case"), "30": ("prosecutions", "person")},
        ),
        (
            "Prosecutors charged 60 defendants and courts convicted 26. This compares with 2013's 70 defendants and 32 "
            "convictions.",
            {"70": ("charges", "person"), "32": ("convictions", "person")},
        ),
    ],
)
def test_a_pair_answers_to_a_pair(text: str, want: dict[str, tuple[str, str]]) -> None:
    assert {x.text: (x.metric, x.unit) for x in read(text) if x.relation == "comparator"} == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "Courts tried 35 defendants, of whom 28 stood trial for sex trafficking and seven for forced labor.",
            {"35": "person", "28": "person", "seven": "person"},
        ),
        (
            "Police took up 28 trafficking cases and detained 14 suspects; in 2013 they had taken up 33 and "
            "detained nine.",
            {"28": "case", "14": "person", "33": "case", "nine": "person"},
        ),
        (
            "Prosecutors tried 52 defendants in 20 cases; in 2013 they had tried 41 in 16.",
            {"52": "person", "20": "case", "41": "person", "16": "case"},
        ),
    ],
)
def test_units_come_from_those_gone_back_to(text: str, want: dict[str, str]) -> None:
    assert {fact.text: fact.unit for fact in read(text)} == want


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        (
            "Police identified 66 victims, 40 in sex trafficking and 26 in forced labor. In 2013 the number "
            "was 49 (20 women "
            "and 29 men).",
            "49",
        ),
        ("Courts convicted 25; 21 were sex traffickers and four forced men to work. For 2013 the number was 31.", "31"),
    ],
)
def test_a_whole_of_another_time_has_no_kind_of_a_part(text: str, figure: str) -> None:
    [fact] = [fact for fact in read(text, "protection") if fact.text == figure]
    assert (fact.exploitation, fact.gender, fact.relation) == (None, None, "comparator")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Officials assisted 44 women (30 in 2013). They assisted 12 men (15).", {"30": 2013, "15": 2013}),
        ("Officials assisted 44 victims (30 in 2013). Of these, 12 were minors (five girls).",
         {"30": 2013, "five": 2014}),
        ("Officials assisted 44 victims (30 in 2013). Most came from Romania (12).", {"30": 2013, "12": 2014}),
        ("Officials assisted 44 victims, up from 30 in 2013. They sheltered 12 (five girls).",
         {"30": 2013, "five": 2014}),
    ],
)  # fmt: skip
def test_parentheses_compare_as_those_of_the_sentence_before(text: str, want: dict[str, int]) -> None:
    years = {fact.text: fact.year for fact in read(text, "protection")}
    assert {words: years[words] for words in want} == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Inspectors visited 460 farms for inspections, and 510 in 2013.", {"460": 2014, "510": 2013}),
        ("Courts convicted 14 traffickers and nine in 2013.", {"14": 2014, "nine": 2013}),
        ("Courts convicted 12 and acquitted five in 2013.", {"12": 2013, "five": 2013}),
        ("Police opened 12 cases in the north and nine in the south in 2013.", {"12": 2013, "nine": 2013}),
        # an aside between dashes does not interrupt the sentence
        ("Of the 185 victims whom the center counseled – 199 came to it in 2013 – 98 were foreigners.",
         {"185": 2014, "199": 2013, "98": 2014}),
    ],
)  # fmt: skip
def test_a_year_is_that_of_the_figure_it_stands_beside(text: str, want: dict[str, int]) -> None:
    years = {fact.text: fact.year for fact in read(text, "protection" if "center" in text else "prosecution")}
    assert years == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Police identified 61 victims and referred 40. Of the 61, 54 were women and seven were girls.",
         {"54": "victims_identified", "seven": "victims_identified"}),
        ("Prosecutors charged 30 men and courts convicted 25. Of the 30, 20 were sex traffickers.", {"20": "charges"}),
        ("Prosecutors charged 30 men and courts convicted 25. Of the 25, 20 were sex traffickers.",
         {"20": "convictions"}),
    ],
)  # fmt: skip
def test_a_part_divides_the_whole_that_opens_its_clause(text: str, want: dict[str, str]) -> None:
    metrics = {fact.text: fact.metric for fact in read(text)}
    assert {words: metrics[words] for words in want} == want


def test_a_kind_that_sorts_those_told_is_a_part() -> None:
    text = (
        "Crown attorneys laid charges against 97 defendants in 48 cases. Sex trafficking accounted for 44 of the 48 "
        "cases, labor trafficking for the others."
    )
    assert [(fact.metric, fact.exploitation) for fact in read(text) if fact.text == "44"] == [("charges", "sex")]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # adjectives that share a noun, and a noun with its own number
        ("Courts reported 41 new and 29 continued prosecutions.", {"41": "prosecutions", "29": "prosecutions_ongoing"}),
        ("Police opened 94 investigations and prosecutions of 78 defendants.",
         {"94": "investigations", "78": "prosecutions"}),
        # whatever was done with the others, they are among the victims mentioned
        ("Police identified 37 victims. They referred 27 to shelters; the other ten refused help.",
         {"37": "victims_identified", "27": "victims_referred", "ten": "victims_identified"}),
        ("Police convicted 37 pimps. They fined 27; the other ten refused help.", {"37": "convictions"}),
    ],
)  # fmt: skip
def test_a_figure_takes_its_noun_from_its_row(text: str, want: dict[str, str]) -> None:
    assert {fact.text: fact.metric for fact in read(text)} == want


def test_none_answers_in_a_row() -> None:
    text = "Courts acquitted three men, and prosecutors closed seven cases, compared with none and four, respectively."
    compared = {(fact.text, fact.metric) for fact in read(text) if fact.relation == "comparator"}
    assert compared == {("none", "acquittals"), ("four", "dismissals")}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # the whole is identified by what was done
        ("NGOs assisted 183 victims in 2014; officials referred 21 and NGOs 162. Of the total number of victims "
         "assisted, 154 were citizens and 29 foreign.",
         [("183", "victims_assisted"), ("21", "victims_referred"), ("162", "victims_referred"),
          ("154", "victims_assisted"), ("29", "victims_assisted")]),
        # each body found other victims, so no figure is a part
        ("Homes took in 136 girls. Raids brought 68 victims to light: 51 girls and 17 women.",
         [("136", "victims_assisted"), ("68", "victims_identified"), ("51", "victims_identified"),
          ("17", "victims_identified")]),
    ],
)  # fmt: skip
def test_victims_are_sorted_as_they_were_told_of(text: str, want: list[tuple[str, str]]) -> None:
    assert [(words, metric) for words, metric, _ in rows(text, "protection")] == want


def test_what_the_scorer_takes_for_victims_identified_may_only_sort_those_assisted() -> None:
    text = (
        "Counseling centers assisted 214 victims in 2014. Approximately one fifth (43) received official victim "
        "status. The "
        "vast majority (171) were females exploited in prostitution, of whom 12 were girls."
    )
    assert ("171", "victims_assisted", 2014) in rows(text, "protection")


@pytest.mark.parametrize("more", ["continued prosecuting 12 suspects", "continued prosecuting 12 from earlier years"])
def test_a_part_has_only_metrics_of_what_it_continues(more: str) -> None:
    text = (
        "The government initiated prosecutions of 80 suspects, including 50 suspects for sex trafficking and 30 "
        f"suspects for labor trafficking, and {more}."
    )
    assert [metric for words, metric, _ in rows(text) if words == "30"] == ["prosecutions"]


@pytest.mark.parametrize(
    "text",
    [
        "The center assisted 51 victims. Girls numbered 20 and boys six.",
        "Police identified 90 victims. NGOs assisted 51 victims. By gender they were 20 women and 31 men.",
    ],
)
def test_victims_told_last_are_those_sorted(text: str) -> None:
    last = text.split("51")[1]
    assert {metric for words, metric, _ in rows(text, "protection") if words in last} == {"victims_assisted"}


def test_victims_identified_last_are_those_sorted() -> None:
    text = "NGOs assisted 51 victims. Police identified 90 victims. By gender they were 60 women and 30 men."
    assert [metric for _, metric, _ in rows(text, "protection")][2:] == ["victims_identified"] * 2


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Prosecutors began prosecution of 51 suspects in 18 of the cases, and tried 20 in 2013.", "case"),
        ("Police opened 37 investigations and brought charges in 18 of them.", "case"),
        ("Police opened 37 investigations and charged 18 suspects.", "person"),
    ],
)
def test_what_is_done_in_some_of_them_is_done_in_cases(text: str, want: str) -> None:
    assert [fact.unit for fact in read(text) if fact.text == "18"] == [want]


def test_a_verb_behind_a_relative_clause_has_the_subject_of_the_sentence() -> None:
    text = "The government prosecuted 183 suspects, of whom 145 were women, and convicted 166 traffickers."
    want = [("183", "prosecutions", 2014), ("145", "prosecutions", 2014), ("166", "convictions", 2014)]
    assert rows(text) == want


@pytest.mark.parametrize(
    "text",
    [
        "The ministry spent $65,100 on shelters, an increase of approximately $12,000.",
        "The ministry spent 6.1 billion pounds ($65,100) on shelters, a rise of some 800 million pounds ($12,000).",
    ],
)
def test_a_sum_by_which_another_grew_is_none(text: str) -> None:
    assert [words for words, _, _ in rows(text, "protection")] == ["$65,100"]


def test_the_sum_that_was_cut_is_one() -> None:
    text = (
        "In 2014 the ministry spent $820,000 on homes, a cut of one-sixth from 6.2 million pounds ($976,000) in 2013."
    )
    assert [words for words, _, _ in rows(text, "protection")] == ["$820,000", "$976,000"]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("On prosecutions or convictions of officials no figures were given.", {True}),
        ("How many other officials were prosecuted was not stated.", {True}),
        ("Officials did not report how many traffickers were convicted.", {False}),
    ],
)
def test_silence_about_officials_names_them_before(text: str, want: set[bool]) -> None:
    assert {fact.official for fact in read(text) if fact.status == "not_reported"} == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # an earlier event only classifies the part
        ("Courts acquitted 13 defendants, 10 of whom had been accused of sex trafficking.",
         [("13", "acquittals", 2014), ("10", "acquittals", 2014)]),
        ("NGOs assisted 54 victims: 30 Albanians, who had been sent back, and 24 foreigners.",
         [("54", "victims_assisted", 2014), ("30", "victims_assisted", 2014), ("24", "victims_assisted", 2014)]),
        ("Courts tried 16 cases, 10 of which had been dismissed before, and convicted 30 traffickers.",
         [("16", "prosecutions", 2014), ("10", "dismissals", 2014), ("30", "convictions", 2014)]),
        # among things, "of which" means those on which the same verb acts
        ("The agency held 52 courses for 1,356 officers, of which 31 were held online.",
         [("52", "trainings", 2014), ("1,356", "persons_trained", 2014), ("31", "trainings", 2014)]),
        # parentheses after a figure without a metric yield nothing more
        ("Police opened 40 inquiries (50 in 2013) and referred 30 cases to prosecutors (22 in 2013).",
         [("40", "investigations", 2014), ("50", "investigations", 2013)]),
    ],
)  # fmt: skip
def test_descriptions_and_uncounted_figures_pass_nothing_on(text: str, want: list[Row]) -> None:
    assert rows(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # an explicitly stated whole decides, whatever was mentioned last
        ("The state reported 65 prosecutions and 33 convictions. Of the 65, 48 were for forced labor.",
         [("65", "prosecutions", 2014), ("33", "convictions", 2014), ("48", "prosecutions", 2014)]),
        # a second event concerns the same people
        ("Police investigated eight officials; two were convicted and dismissed from service.",
         [("eight", "investigations", 2014), ("two", "convictions", 2014)]),
        ("Two officials were dismissed from service.", []),
        ("Courts convicted nine men; the other four, convicted of forced labor, were given three years in prison.",
         [("nine", "convictions", 2014), ("four", "convictions", 2014), ("three years", "sentence_terms", 2014)]),
        # the number of recipients does not count what they received
        ("A center gave 14 victims shelter.", [("14", "victims_assisted", 2014)]),
        ("NGOs ran 14 victim shelters.", [("14", "shelters", 2014)]),
        ("A police hotline that is open all day took 521 calls.", [("521", "hotline_calls", 2014)]),
        ("Against 14 suspects prosecution was initiated.", [("14", "prosecutions", 2014)]),
    ],
)  # fmt: skip
def test_what_a_figure_counts_by_its_whole_and_its_verbs(text: str, want: list[Row]) -> None:
    assert rows(text) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        # a clause with "which" has one figure of its subject, and the main verb another
        (
            "Arrests, which had stood at 44 in 2012, reached 61 in 2013.",
            [("44", "arrests", 2012), ("61", "arrests", 2013)],
        ),
        # a verb without what its rule needs continues the same verb before
        (
            "In 2013 the court found 12 men guilty, whereas in 2012 it had found four.",
            [("12", "convictions", 2013), ("four", "convictions", 2012)],
        ),
        (
            "Police convicted nobody. In 2013 the court found 12 men guilty; in 2012 it freed four girls.",
            [("12", "convictions", 2013), ("four", "victims_identified", 2012)],
        ),
        # "the figure of nine" states a number without its noun
        (
            "Courts convicted 12 traffickers in 2013; for 2012 the ministry gave the figure of nine.",
            [("12", "convictions", 2013), ("nine", "convictions", 2012)],
        ),
        (
            "Inspections numbered 310 in 2013 and thus exceeded the 240 of 2012.",
            [("310", "inspections", 2013), ("240", "inspections", 2012)],
        ),
        # parentheses follow the object of the events
        (
            "Acquittals in trafficking trials (14) outnumbered convictions (six).",
            [("14", "acquittals", 2014), ("six", "convictions", 2014)],
        ),
    ],
)
def test_a_figure_goes_on_from_the_same_events(text: str, want: list[Row]) -> None:
    assert [row for row in rows(text) if row[0] not in ("nobody",)] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("No court has ever handed down a conviction for trafficking.", {("convictions", 0)}),
        ("No prosecutor has filed an indictment for trafficking.", {("charges", 0)}),
        ("No court heard about a conviction.", set()),
    ],
)
def test_what_nobody_brought_about_did_not_happen(text: str, want: set[tuple[str, int]]) -> None:
    assert {(fact.metric, fact.value) for fact in read(text)} == want
