"""Test which year a figure gets (contract section 3, rules 1 and 2): how far a time applies within a sentence and a
paragraph.
"""

from __future__ import annotations

import pytest

from tests.figures.reading import reading_of


def years(text: str, report_year: int) -> dict[str, int | None]:
    """Return the year of every figure in a paragraph, by the figure's words, including readings too uncertain to
    count.
    """
    reading = reading_of(text, year=report_year, iso3="XKX")
    found = (*reading.candidates, *reading.facts)
    return {f.text: f.year for f in found if f.metric != "penalty_prescribed"}


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Police opened 61 cases between mid-July 2014 and mid-July 2015, compared with 48 in the previous "
         "fiscal year.", {"61": 2015, "48": 2014}),
        # a comparison ends where the next conjunct returns to the reported figure
        ("Police opened 61 sex trafficking investigations, compared with 48 in 2014, and 17 labor trafficking "
         "investigations.", {"61": 2016, "48": 2014, "17": 2016}),
        ("Courts convicted 61 traffickers, compared with 48 in 2014, and 17 in 2013.",
         {"61": 2016, "48": 2014, "17": 2013}),
        # a joined clause belongs to the reported year, and its comparator to the year before
        ("Police identified 73 victims. Of these, 47 were girls, compared with 43 in 2015, and 26 were boys, compared "
         "with 27.", {"73": 2016, "47": 2016, "43": 2015, "26": 2016, "27": 2015}),
        # "similar to" introduces a comparison, and a year long past does not date the next sentence
        ("Police identified 31 victims, an increase compared with 12 in 2015, however, similar to 29 in 2014. Of "
         "these, six were girls.", {"31": 2016, "12": 2015, "29": 2014, "six": 2016}),
        ("Police investigated four officers and one judge, and continued to investigate a mayor first accused in 2013. "
         "They arrested 17 suspects.", {"four": 2016, "one": 2016, "17": 2016}),
        ("In 2013, courts convicted 25 traffickers. They acquitted 11 defendants.", {"25": 2013, "11": 2016}),
        # after a comma, "them" means the people the sentence is about, unless it has already listed their parts
        ("NGOs assisted 61 victims, compared with 48 in 2014, 17 of them boys.", {"61": 2016, "48": 2014, "17": 2016}),
        ("NGOs assisted 61 victims, 20 of them boys, compared with 48 in 2014, 17 of whom were boys.",
         {"61": 2016, "20": 2016, "48": 2014, "17": 2014}),
        ("The ministry sheltered 61 victims, compared with 48 the year before, in 17 shelters.",
         {"61": 2016, "48": 2015, "17": 2016}),
        ("Inspectors made 610 inspections, down from 480 in 2014, while 17 workers were identified as victims.",
         {"610": 2016, "480": 2014, "17": 2016}),
        ("Officials prosecuted 61 defendants; by comparison, they prosecuted 48 in 2014, 17 of them for sex "
         "trafficking.", {"61": 2016, "48": 2014, "17": 2014}),
        # a part of a dated whole opens the statement
        ("Of the terms imposed in 2014, 17 were suspended.", {"17": 2014}),
        ("Of the suspects arrested in 2014, 17 were charged; nine were acquitted.", {"17": 2014, "nine": 2016}),
        ("Of the suspects that stood trial, 17 were convicted in 2014.", {"17": 2014}),
        ("Of 14 traffickers convicted in 2014, the last year for which data exist, five received suspended terms.",
         {"14": 2014, "five": 2014}),
        # a time that belongs to a comparison dates no other figure
        ("The court convicted 61 traffickers in 2016, three times the 2014 figure, and acquitted 17.",
         {"61": 2016, "17": 2016}),
        # in a comparison, "the last year" is the year before the reported year
        ("Courts convicted nine traffickers, up from three in the last year.", {"nine": 2016, "three": 2015}),
        ("Courts convicted nine traffickers in the last year, up from three.", {"nine": 2016, "three": 2015}),
        # parentheses with another year after two figures
        ("It trained 187 officials in 16 sessions (131 in nine sessions in 2014).",
         {"187": 2016, "16": 2016, "131": 2014, "nine": 2014}),
        # a time between a comma and a bare figure is that figure's
        ("Arrested in 2016 were 61 suspects, in the year before it 48.", {"61": 2016, "48": 2015}),
        # a time alone in parentheses dates the figure before it; a time in commas after "and" dates only what follows
        ("Calls to the hotline: 310 (2016), 280 (2015).", {"310": 2016, "280": 2015}),
        ("Prosecutors charged 14 recruiters and, in the year before, had charged nine.", {"14": 2016, "nine": 2015}),
        # a participle dates the whole, and so its part
        ("Nineteen of the 63 persons convicted of trafficking in 2014 had their terms suspended.", {"Nineteen": 2014}),
        # a time in the possessive dates only its own figure
        ("The previous year's 14 convictions gave way to five.", {"14": 2015, "five": 2016}),
        ("Police identified eight victims, half the previous year's 16.", {"eight": 2016, "16": 2015}),
        # a figure is compared with a whole clause: "fewer than were arrested in 2014"
        ("Police arrested seven traffickers, two fewer than were arrested in 2014.", {"seven": 2016}),
        ("Courts convicted 12 traffickers, twice as many as judges had convicted in 2014.", {"12": 2016}),
        # two figures together are compared with two others
        ("Prosecutions fell to 63, involving 98 men, from 126, involving 210.",
         {"63": 2016, "98": 2016, "126": 2015, "210": 2015}),
        # a clause with "when" or the pluperfect is about an earlier time
        ("Police arrested 61 traffickers, fewer than in 2014, when they arrested 77.", {"61": 2016, "77": 2014}),
        ("Police arrested 61 traffickers, fewer than in 2014 (77).", {"61": 2016, "77": 2014}),
        ("Authorities continued the prosecution of 13 suspects in a case begun in 2011.", {"13": 2016}),
        ("Judges dropped charges filed in 2014 against eight suspects.", {"eight": 2016}),
        ("Police arrested nine men; in a 2014 case of that kind, courts had convicted 31.", {"nine": 2016, "31": 2014}),
        ("The government continued to prosecute 13 officials who were charged in 2011.", {"13": 2016}),
        ("Police opened 61 investigations, 48 having been opened in 2014.", {"61": 2016, "48": 2014}),
        ("Contrary to a directive issued in 2011, police arrested 13 victims.", {"13": 2016}),
        ("An NGO that had run 13 shelters in 2014 kept nine open.", {"13": 2014, "nine": 2016}),
        ("The ministry reported 26 victims identified in 2014.", {"26": 2014}),
        ("After it opened a home in 2014, the ministry sheltered 45 victims.", {"45": 2016}),
        # the time of a coordinated clause applies to that clause only
        ("Courts convicted 13 traffickers, and in February 2017 a judge acquitted two defendants.",
         {"13": 2016, "two": 2017}),
        ("Courts convicted 13 traffickers, in 2014 nine, and in 2013 five.", {"13": 2016, "nine": 2014, "five": 2013}),
        ("Police opened 61 cases in 2016, compared with 48 in 2014, of which 17 involved boys.",
         {"61": 2016, "48": 2014, "17": 2016}),
        ("Police opened 61 cases in 2016, compared with 48 in 2014, including 17 involving boys.",
         {"61": 2016, "48": 2014, "17": 2016}),
        # the bounds follow a number of years: "six years from 2009 to 2014"
        ("Over the six years from 2009 to 2014, courts convicted 61 traffickers.", {"61": 2014}),
        ("In the three years to 2014, courts convicted 61 traffickers.", {"61": 2014}),
        # sums repeated in parentheses belong to the sum's own year
        ("The treasury spent 4.1 million lei ($230,000), whereas it had spent 3.9 million lei ($219,000) on victims in "
         "2014.", {"$230,000": 2016, "$219,000": 2014}),
        ("Officials assisted 61 victims (48 in 2014) and repatriated 17 (nine).",
         {"61": 2016, "48": 2014, "17": 2016, "nine": 2014}),
        # the beginning or the range of something does not date the figure
        ("Since the founding of the unit in 2009, it has identified 310 victims.", {"310": 2016}),
        ("Authorities put off the trials of 13 defendants until 2018.", {"13": 2016}),
        # "the year before" in a multiple dates no other figure
        ("Courts convicted 61 traffickers, more than twice the number of the year before, and acquitted 13.",
         {"61": 2016, "13": 2016}),
        ("Courts convicted 61 traffickers, up from 48 twelve months earlier.", {"61": 2016, "48": 2015}),
        # "three times the sum for 2013" dates only the sum compared
        ("The ministry spent $25,000 on leaflets, three times the sum for 2013. Inspectors made 310 inspections.",
         {"$25,000": 2016, "310": 2016}),
        ("The ministry spent $25,000 on care, four times the sum of $6,250 in 2014, and ran two shelters.",
         {"$25,000": 2016, "$6,250": 2014, "two": 2016}),
        ("The ministry spent $25,000 on care, twice its grant of $12,500 in 2014, and trained 31 officers.",
         {"$25,000": 2016, "$12,500": 2014, "31": 2016}),
        ("Courts convicted 61 traffickers, twice as many as in any previous year, and police identified 17 victims.",
         {"61": 2016, "17": 2016}),
        # a time between commas applies only to the figure with it
        ("Judges convicted 13 traffickers, nine in 2014, and acquitted five.",
         {"13": 2016, "nine": 2014, "five": 2016}),
        ("Courts convicted 13 traffickers, nine in 2014.", {"13": 2016, "nine": 2014}),
        # the number of a telephone line is not a year
        ("The ministry's line 1929 took 640 calls.", {"640": 2016}),
        # a month or a time mentioned again; a total that a statement identifies by its value
        ("In March 2014 police freed 31 men. In the same month nine brokers were charged.", {"31": 2014, "nine": 2014}),
        ("The plan ended in 2014. At that time, 61 suspects had been investigated.", {"61": 2014}),
        ("A law was passed in 2009. That year police arrested nine brokers.", {"nine": 2016}),
        ("Police, who identified 61 victims in 2016 where they had identified 48 in 2014, were new to it; 17 of the 61 "
         "were men, and 13 of them Ghanaian.", {"61": 2016, "48": 2014, "17": 2016, "13": 2016}),
        # a range of terms is not a comparison
        ("Sentences handed down ranged from two to nine years' imprisonment.", {"two to nine years": 2016}),
    ],
)  # fmt: skip
def test_a_time_reaches_its_part_of_the_sentence(text: str, want: dict[str, int]) -> None:
    assert {k: v for k, v in years(text, 2017).items() if k in want} == want


def test_the_year_of_a_law_dates_no_figure() -> None:
    text = "The government enacted a child protection law in 2010; police arrested 12 traffickers."
    assert years(text, 2015) == {"12": 2014}
    text = "In 2015, a bill against trafficking was debated; courts convicted 12 traffickers."
    assert years(text, 2015) == {"12": 2014}
    text = "Courts did little in 2014 and convicted 12 suspects in cases dating back to 2010."
    assert years(text, 2015) == {"12": 2014}
    assert years("In 2010, the government enacted a law and police arrested 12 traffickers.", 2015) == {"12": 2010}


def test_a_span_of_months_is_the_period_of_the_paragraph() -> None:
    text = (
        "From April 2015 through March 2016, police opened 61 investigations, compared with 48 in the previous "
        "reporting period. Courts convicted 13 traffickers. In the previous reporting period, they convicted nine."
    )
    assert years(text, 2016) == {"61": 2016, "48": 2015, "13": 2016, "nine": 2015}
    by_days = text.replace("April 2015", "April 1, 2015").replace("March 2016", "March 31, 2016")
    assert years(by_days, 2016) == {"61": 2016, "48": 2015, "13": 2016, "nine": 2015}


def test_an_event_of_the_reports_own_year_leads_back_to_it() -> None:
    text = (
        "In 2014, the latest year with full data, police opened 61 investigations. Prosecutors charged 48 suspects. In "
        "May 2015, a court convicted 13 traffickers. Police arrested five officials."
    )
    assert years(text, 2016) == {"61": 2014, "48": 2014, "13": 2015, "five": 2015}


def test_none_of_either_year() -> None:
    facts = reading_of("Courts convicted no traffickers in 2014 or 2013.", year=2015, iso3="XKX").facts
    assert {(f.value, f.status, f.year) for f in facts} == {(0, "none", 2014), (0, "none", 2013)}


def _zeros_and_silences(text: str) -> list[tuple[str, int | None, str]]:
    facts = reading_of(text, year=2016, iso3="XKX").facts
    return sorted((fact.metric, fact.year, fact.status) for fact in facts if fact.status != "reported")


@pytest.mark.parametrize(
    "text",
    [
        "There were no convictions, as in 2014.",
        "As in 2014, no trafficker was convicted.",
        "Courts did not convict any traffickers, as was also the case in 2014.",
        "Courts did not convict any traffickers, as in the previous reporting period.",
    ],
)
def test_none_as_in_another_year_is_none_of_both(text: str) -> None:
    assert _zeros_and_silences(text) == [("convictions", 2014, "none"), ("convictions", 2015, "none")]


@pytest.mark.parametrize(
    "text",
    [
        "No trafficker was convicted, as in previous years.",
        "Courts did not convict any traffickers, as they had in 2014.",
    ],
)
def test_no_one_year_is_told_again(text: str) -> None:
    assert _zeros_and_silences(text) == [("convictions", 2015, "none")]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("The government did not report the number of victims it sheltered in 2013.", 2013),
        ("Officials did not disclose how many victims they sheltered in the previous year.", 2014),
        ("The government did not report the number of victims it sheltered.", 2015),
    ],
)
def test_the_time_within_what_is_not_told(text: str, year: int) -> None:
    assert _zeros_and_silences(text) == [("victims_assisted", year, "not_reported")]
