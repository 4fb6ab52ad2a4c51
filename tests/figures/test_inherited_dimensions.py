"""Test what a figure inherits along links: a comparator gets every dimension of its counterpart, a part gets the kind
and the officials of its whole (contract section 3, rules 2 and 3).
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.figures.gold_texts import read, single_sentences, words_of_ours
from tests.figures.reading import reading_of
from tipetl.evaluate.gold import GoldText
from tipetl.metrics import PROCEEDINGS, VICTIMS
from tipetl.model import Fact
from tipetl.model.codes import SectionKind

DIMENSIONS = ("exploitation", "age", "gender", "nationality", "official", "purpose")
#: phrases that may follow a figure to compare it, without their own noun phrase
ELLIPTIC = (", compared with {value} in {year}.", ", up from {value} in {year}.", ", against {value} the year before.",
            " ({value} in {year}).", "; in {year}, the figure was {value}.")  # fmt: skip
ANY_ITEM = st.sampled_from(
    [g for g in single_sentences() if g.text.strip().endswith(".") and ". " not in g.text.strip()]
)
#: most sentences state more than one figure
MANY_LEFT_OUT = [HealthCheck.filter_too_much]


def dimensions(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in DIMENSIONS}


def with_more(gold: GoldText, tail: str, value: int) -> tuple[Fact, Fact]:
    """Return the only figure of a gold sentence, and the figure that ``tail`` adds to it, both as read."""
    text = gold.text.strip()
    assume(not text.endswith("'."))
    before = read(gold, text)
    assume(len(before.facts) == 1)
    fact = before.facts[0]
    # the added words could refer to a second number
    assume([q.kind for q in before.quantities if q.kind != "date"] == ["fact"])
    assume(fact.relation == "current" and fact.status == "reported" and fact.unit in ("person", "case"))
    assume(fact.value not in (None, 1, value) and fact.metric in PROCEEDINGS | VICTIMS)
    year = (fact.year or gold.report_year or 2010) - 1
    after = read(gold, text[:-1] + tail.format(value=value, year=year)).facts
    told = [f for f in after if f.char_start == fact.char_start]
    added = [f for f in after if f.char_start >= len(text) - 1 and f.metric == fact.metric]
    assume(len(told) == len(added) == 1)
    return told[0], added[0]


@settings(max_examples=80, suppress_health_check=MANY_LEFT_OUT)
@given(ANY_ITEM, st.sampled_from(ELLIPTIC), st.integers(3, 900))
def test_an_elliptic_comparator_has_every_dimension_of_what_it_is_compared_with(
    gold: GoldText, tail: str, value: int
) -> None:
    head, comparator = with_more(gold, tail, value)
    assert comparator.relation == "comparator"
    assert dimensions(comparator) == dimensions(head), comparator.sentence


@settings(max_examples=40, suppress_health_check=MANY_LEFT_OUT)
@given(ANY_ITEM, st.integers(3, 900))
def test_a_comparator_with_a_noun_phrase_takes_its_dimensions_from_that(gold: GoldText, value: int) -> None:
    _, comparator = with_more(gold, ", compared with {value} boys in {year}.", value)
    assert (comparator.age, comparator.gender, comparator.nationality) == ("child", "male", None)


@settings(max_examples=40, suppress_health_check=MANY_LEFT_OUT)
@given(ANY_ITEM)
def test_a_part_takes_the_kind_and_the_officials_of_its_whole_alone(gold: GoldText) -> None:
    whole, part = with_more(gold, ", two of them Romanians.", 2)
    assert (part.exploitation, part.official) == (whole.exploitation, whole.official), part.sentence
    assert (part.age, part.gender) == (None, None)


Want = dict[str, tuple[str | None, ...]]
KIND_AND_PERSONS: list[tuple[str, Want]] = [
    ("Police identified 14 girls in 2012, compared with nine in 2011.",
     {"14": (None, "child", "female"), "nine": (None, "child", "female")}),
    # lists that name the kind first: each entry has its own label, the whole has none
    ("Police found 48 victims: domestic workers held in involuntary servitude (33), women forced into prostitution "
     "(12), and construction workers in debt bondage (three).",
     {"48": (None, None, None), "33": ("labor", None, None), "12": ("sex", "adult", "female"),
      "three": ("labor", None, None)}),
    ("Police identified 27 victims - sex trafficking: 16; labor: seven; forced marriage: four.",
     {"27": (None, None, None), "16": ("sex", None, None), "seven": ("labor", None, None),
      "four": (None, None, None)}),
    # two rows are compared figure by figure
    ("Police identified 38 victims of sex trafficking and nine of forced labor (35 and six in 2011).",
     {"35": ("sex", None, None), "six": ("labor", None, None)}),
    # after a breakdown the total is compared, and parentheses belong to the figure before them
    ("Police identified 32 victims, 24 of sex trafficking (20 in 2011) and eight of forced labor; the total for 2011 "
     "was 21.", {"32": (None, None, None), "20": ("sex", None, None), "21": (None, None, None)}),
    # the same verb is repeated for the other year
    ("Police freed 14 girls from brothels; in 2011 they had freed nine.", {"nine": ("sex", "child", "female")}),
    # "Twelve" refers to all victims, not to the group mentioned last
    ("Police identified 30 victims, 19 of sex trafficking and 11 of forced labor. Twelve were Moldovans.",
     {"Twelve": (None, None, None)}),
    ("Police identified 40 victims, 24 of sex trafficking and 16 of forced labor, and in 2011 identified 30 victims, "
     "18 of the former kind and 12 of the latter.",
     {"18": ("sex", None, None), "12": ("labor", None, None)}),
    ("Police identified 80 victims. Children numbered 31, as against 20 the previous year.",
     {"31": (None, "child", None), "20": (None, "child", None)}),
    # a figure already compared with that year is not compared again
    ("Police identified 204 victims, up from 185 in 2011; 161 were female, compared with 142 in 2011, and 70 were "
     "children, up from 61.",
     {"185": (None, None, None), "142": (None, None, "female"), "61": (None, "child", None)}),
    ("Police identified 204 victims, up from 185; minors accounted for 36, compared with 42 in 2011.",
     {"42": (None, "child", None)}),
    ("The agency assisted 167 minors, 154 of them exploited in prostitution, as compared to 212 in 2011.",
     {"154": ("sex", None, None), "212": (None, "child", None)}),
    # the subject or the predicate names the people counted
    ("Police identified 97 victims, compared with 80 in 2011. Children made up 40 of the victims, compared with 31, "
     "and seven victims were women.",
     {"40": (None, "child", None), "31": (None, "child", None), "seven": (None, "adult", "female")}),
    ("Police identified 97 victims. Of these, 60 were women; in 2011, 52 were women.",
     {"60": (None, "adult", "female"), "52": (None, "adult", "female")}),
    ("Twelve of the victims were foreign men, and 17 victims were in shelters for women.",
     {"Twelve": (None, "adult", "male"), "17": (None, None, None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "want"), KIND_AND_PERSONS)
def test_kind_and_persons_flow_along_the_links(text: str, want: Want) -> None:
    found = {f.text: (f.exploitation, f.age, f.gender) for f in read(words_of_ours(text, "protection")).facts}
    assert {words: found.get(words, ("unread",)) for words in want} == want


KINDS: list[tuple[str, SectionKind, dict[str, str | None]]] = [
    ("A court ordered employers to pay back wages of $5,300 to four victims of forced labor.", "protection",
     {"$5,300": "labor"}),
    ("Four sex traffickers were sentenced to nine years, the labor trafficker to five years.", "prosecution",
     {"nine years": "sex", "five years": "labor"}),
    ("Article 90 prescribes four to eight years' imprisonment for forced labor. Under Article 90, police investigated "
     "five suspects, and courts convicted three.", "prosecution", {"five": "labor", "three": "labor"}),
    ("Pimping (Article 169) is punishable by two to five years' imprisonment.", "prosecution",
     {"two to five years": "sex"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "section", "want"), KINDS)
def test_kind_by_the_words_that_a_figure_hangs_on(text: str, section: SectionKind, want: dict[str, str | None]) -> None:
    found = {f.text.removesuffix("'"): f.exploitation for f in read(words_of_ours(text, section)).facts}
    assert {words: found.get(words, "unread") for words in want} == want


def test_a_comparator_has_the_unit_of_the_figure_that_is_not_compared_yet() -> None:
    text = "They prosecuted six defendants, compared with eight in 2011, in three cases, compared with four in 2011."
    assert [f.unit for f in read(words_of_ours(text)).facts] == ["person", "person", "case", "case"]


def test_women_are_some_of_the_persons_not_of_the_cases() -> None:
    facts = read(
        words_of_ours("Courts convicted 110 traffickers in 64 cases. Of those convicted, 19 were women.")
    ).facts
    assert [(f.unit, f.part_of) for f in facts] == [("person", None), ("case", None), ("person", facts[0].fact_id)]


def test_the_comparator_of_officials_counts_officials() -> None:
    text = "Prosecutors charged three police officers with trafficking, compared with two in 2011."
    assert [f.official for f in read(words_of_ours(text)).facts] == [True, True]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            "The government identified 122 victims, down from 129 in 2014; 93 of them were women (compared with 97).",
            {"93": ("female", "adult"), "97": ("female", "adult")},
        ),
        (
            "They included 33 women and girls (compared with 34 in 2014) and 24 children (compared with 22).",
            {"33": ("female", None), "34": ("female", None), "24": (None, "child"), "22": (None, "child")},
        ),
        (
            "The government identified 151 victims; 53 were children, up from 40.",
            {"151": (None, None), "53": (None, "child"), "40": (None, "child")},
        ),
        # parts of what is compared, each with its own words
        (
            "Shelters assisted 126 victims, 24 of them children, compared with 104 victims, 19 of them girls, in 2014.",
            {"126": (None, None), "24": (None, "child"), "104": (None, None), "19": ("female", "child")},
        ),
        (
            "The victims included 51 women and girls and 32 children, compared with 44 women and girls and 37 children "
            "in 2014.",
            {"44": ("female", None), "37": (None, "child")},
        ),
        (
            "Police identified 90 victims. The number of child victims among them dropped to 53 from 70 in 2014.",
            {"90": (None, None), "53": (None, "child"), "70": (None, "child")},
        ),
        (
            "Police referred 151 victims to a shelter; 53 of the victims referred in 2015 were children.",
            {"151": (None, None), "53": (None, "child")},
        ),
        # after several parts, the whole is compared
        (
            "The government identified 151 victims; 53 were children and 98 were adults, compared with 125 in 2014.",
            {"53": (None, "child"), "98": (None, "adult"), "125": (None, None)},
        ),
    ],
)
def test_who_is_counted_by_the_comparator_of_a_part(text: str, want: dict[str, tuple[str | None, str | None]]) -> None:
    found = {fact.text: (fact.gender, fact.age) for fact in read(words_of_ours(text, "protection")).facts}
    assert {words: found.get(words) for words in want} == want


def _kinds(text: str, section: str = "protection") -> list[tuple[float | None, str | None]]:
    facts = reading_of(text, section, year=2016, iso3="XKX").facts
    return [(fact.value, fact.exploitation) for fact in sorted(facts, key=lambda fact: fact.char_start)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # a narrower noun names the parts
        ("Police freed 60 children from prostitution, 41 girls and 19 boys.", ["sex"] * 3),
        ("It helped 30 victims of forced labor, 12 women and 18 men.", ["labor"] * 3),
        # a second pair of parentheses compares again
        (
            "Police opened 40 investigations, 30 into sex trafficking and 10 into labor trafficking (2014: 35 in all, "
            "28 and seven respectively).",
            [None, "sex", "labor", None, "sex", "labor"],
        ),
        # a row of figures follows the total in a comparison
        (
            "Courts convicted 35 persons, 34 of sex trafficking and one of labor trafficking, as compared with 25 in "
            "2014, 22 and three.",
            [None, "sex", "labor", None, "sex", "labor"],
        ),
        # a comparator of the whole, not of the last kind mentioned
        (
            "Courts convicted 18 traffickers, 11 for sex trafficking and seven for labor trafficking (16 in 2014, of "
            "whom 14 for sex trafficking).",
            [None, "sex", "labor", None, "sex"],
        ),
        (
            "The office recognized 60 women as victims, 42 of forced labor and 18 of forced prostitution. In 2014 it "
            "had recognized 51.",
            [None, "labor", "sex", None],
        ),
        # "such" keeps the kind; a figure with its own noun does not
        ("Police arrested nine pimps. In 2014, there had been four such arrests.", ["sex"] * 2),
        ("Courts tried eight forced labor cases, where in 2014 they had tried two such cases.", ["labor"] * 2),
        ("Police arrested nine pimps. In 2014, there had been four arrests.", ["sex", None]),
        ("Police arrested nine suspects. In 2014, there had been four such arrests.", [None] * 2),
        # "them" means all victims mentioned
        (
            "Police freed 14 women from brothels and 12 men from forced labor. They sent 20 of them to a shelter.",
            ["sex", "labor", None],
        ),
        ("Police freed 14 women from brothels. They sent 11 of them to a shelter.", ["sex"] * 2),
    ],
)
def test_whose_kind_a_listed_figure_has(text: str, kinds: list[str | None]) -> None:
    assert [kind for _, kind in _kinds(text)] == kinds


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("For forced prostitution, Article 195 prescribes one to eight years.", "sex"),
        ("Against slavery, Section 12 sets five to nine years.", "labor"),
        ("For trafficking, Article 195 prescribes one to eight years.", None),
    ],
)
def test_an_offense_named_before_its_law(text: str, kind: str | None) -> None:
    assert [kind for _, kind in _kinds(text, "prosecution")] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Courts convicted 94 men, 57 for sex trafficking and 37 for forced labor (86 convicted in 2009).", None),
        ("Police investigated 60 cases, including 20 of forced labor (55 in 2009).", None),
        ("Police investigated 60 cases, including 20 of forced labor (16 in 2009).", "labor"),
    ],
)
def test_a_bracket_behind_the_last_part_compares_the_whole_if_it_says_so(text: str, kind: str | None) -> None:
    facts = reading_of(text, "prosecution", year=2011, iso3="PER").facts
    assert [fact.exploitation for fact in facts if fact.year == 2009] == [kind]
