"""Test what words claim about figures: every production with its examples, and operands found through links.

All sentences are written for these tests.
"""

from __future__ import annotations

import pytest

from tests.figures.gold_texts import read, words_of_ours
from tests.syntax.sentences import parsed
from tipetl.figures.claims.found import AT
from tipetl.figures.claims.rows import BOOK, Row, row_of
from tipetl.language.productions import Production
from tipetl.model import CLAIM_KINDS, CLAIM_SAYS, OPERAND_ROLES, Claim

PRODUCTIONS = [(kind, production) for kind, found in BOOK.productions.items() for production in found]
Told = tuple[str, str | None, float | None, tuple[tuple[str, float | None], ...]]


def claims(text: str) -> list[Claim]:
    """Return the claims of a text except circumstances and wholes."""
    found = read(words_of_ours(text, "prosecution")).claims
    return [c for c in found if c.kind not in ("circumstance", "whole")]


def wholes(text: str) -> list[float | None]:
    """Return the figures of a text that count all of their kind."""
    found = read(words_of_ours(text, "prosecution")).claims
    return [c.operands[0].value for c in found if c.kind == "whole"]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("The government convicted 34 traffickers in 2012, compared with 28 in 2011.", [34, 28]),
        ("In 2012, the courts convicted 34 traffickers and acquitted nine defendants.", [34, 9]),
        ("There were 12 convictions for forced labor in all.", [12]),
        ("Although police referred 21 cases to prosecutors, no trafficker was convicted in 2012.", [0]),
        ("In spite of delays in one court, courts convicted 34 traffickers and acquitted nine defendants.", [34, 9]),
        ("Courts began prosecutions in 31 new cases in 2012.", [31]),
        ("Police identified seven new victims.", []),
        ("Police identified four victims in the fishing sector, compared with two in 2011.", []),
        ("Of five officials, the courts convicted one, sentencing the officer to prison.", []),
        ("In May 2012, courts convicted 34 traffickers.", []),
        ("During the first half of 2012, courts convicted 34 traffickers.", []),
        ("In one case, courts convicted three traffickers.", []),
        ("Courts in the capital convicted 34 traffickers.", []),
        ("Courts convicted 34 traffickers under Article 206.", []),
        ("Courts convicted another 34 traffickers.", []),
        ("Police took up their work in full, and courts convicted 34 traffickers.", [34]),
        ("Prosecutors began 12 prosecutions, and 34 traffickers were convicted.", [12, 34]),
        ("In one case, police arrested 12 men, and nine traffickers were convicted.", []),
        ("Over the whole of 2012, courts convicted 34 traffickers.", [34]),
        ("The unit arrested 34 traffickers.", [34]),
        ("The labor unit arrested 34 traffickers.", []),
        ("The ministry's unit arrested 34 traffickers.", []),
        ("Police stopped several groups, but courts did not convict a single trafficker.", [0]),
        ("The government began no prosecutions for forced labor, and no offender was convicted of it.", [0]),
        ("None of the sentences was suspended.", [0]),
        ("Inspectors visited 12 parlors in May, but identified no victims there.", []),
        ("For the third year in a row, courts convicted no traffickers.", [0]),
        ("No defendant charged in 2011 had been convicted.", []),
        ("Twelve others received suspended sentences.", []),
        # joined figures add up, so neither is the total
        ("The government identified 71 confirmed and 37 potential trafficking victims.", []),
        ("The state court did not convict any traffickers in 2011.", []),
        ("A recruiter was convicted of trafficking in 2011.", []),
    ],
)
def test_a_figure_is_whole_where_no_word_limits_it(text: str, figures: list[float]) -> None:
    assert wholes(text) == figures


@pytest.mark.parametrize(
    ("before", "says"),
    [
        ("The government reported 26 investigations.", "state"),
        ("In 2012, officials opened 26 cases. Twelve of these concerned children.", "state"),
        ("The police opened 26 cases in 2012.", "body"),
        ("The government's labor unit opened 26 cases.", "body"),
        ("A charity cared for 26 boys.", "body"),
        ("The government reported 26 investigations.\n\nThere were nine shelters.", "body"),
    ],
)
def test_a_pronoun_tells_of_the_body_of_the_sentence_before(before: str, says: str | None) -> None:
    found = read(words_of_ours(f"{before} It identified 31 victims.", "prosecution")).claims
    assert [c.says for c in found if c.kind == "whole" and c.operands[0].value == 31] == [says]


@pytest.mark.parametrize(
    ("text", "says", "figures"),
    [
        ("With help from an NGO, police identified 45 victims.", "others", []),
        ("According to an NGO, police identified 45 victims.", "others", [45]),
        ("NGOs identified 12 victims, and police identified 45 victims.", "others", [12]),
        ("Police identified 45 victims in a raid with an NGO.", "others", [45]),
        ("Police referred 45 victims to shelters, which NGOs run.", "others", []),
        ("The unit, which identified 45 victims in 2012, works with an NGO.", "others", []),
        ("During the five years of the plan, courts convicted 45 traffickers.", "others", [45]),
        ("Under the penal code, police investigated 45 cases and courts convicted nine men.", "other", [45, 9]),
        ("In addition, authorities identified 45 victims.", "added", [45]),
        ("Courts tried 29 cases, and prosecutors prosecuted another 43 cases.", "added", [43]),
        ("Six of them had their terms suspended in part, and five received suspended sentences.", "partly", [6]),
    ],
)
def test_what_limits_a_figure_stands_in_its_clause(text: str, says: str, figures: list[float]) -> None:
    found = read(words_of_ours(text, "prosecution")).claims
    assert [o.value for c in found if c.says == says for o in c.operands] == figures


def told(text: str) -> list[Told]:
    """Return each claim's kind, what it says, its value, and its operands by role."""
    return [(c.kind, c.says, c.value, tuple((o.role, o.value) for o in c.operands)) for c in claims(text)]


@pytest.mark.parametrize(("kind", "production"), PRODUCTIONS, ids=[f"{kind}-{p.name}" for kind, p in PRODUCTIONS])
def test_a_production_stands_where_its_examples_say_and_in_no_counter_example(
    kind: str, production: Production
) -> None:
    assert kind in CLAIM_KINDS
    assert production.gives.get("says") in (None, *CLAIM_SAYS)
    roles = {role.removesuffix("*") for role in production.gives["numbers"]}
    assert roles <= {"value", *OPERAND_ROLES}
    assert production.examples
    for example, wanted in (*((e, True) for e in production.examples), *((c, False) for c in production.counter)):
        sentence = parsed(example)
        first, end = sentence.token(sentence.begin), sentence.token(sentence.end)
        row = row_of(sentence.tokens.low, sentence.numbers)
        assert ((first, end - 1) in _spans(production, row)) is wanted, f"{example}: {_spans(production, row)}"


def _spans(production: Production, row: Row) -> list[tuple[int, int]]:
    """Return the first and last token of every match."""
    spans = (production.match(row.symbols, k) for k, word in enumerate(row.words) if word in production.at)
    return [(row.spans[span[0]][0], row.spans[span[1]][1]) for span in spans if span is not None]


CHANGE = (("measured", 30.0), ("against", 21.0))


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Prosecutors charged 30 suspects, an increase from 21 in 2011.", [("direction", "more", None, CHANGE)]),
        ("Prosecutors charged 30 suspects. This was a decrease from the 21 charged in 2011.",
         [("direction", "less", None, CHANGE)]),
        ("Prosecutors charged 30 suspects, nine more than the 21 charged in 2011.",
         [("difference", "more", 9.0, CHANGE)]),
        ("Prosecutors charged 30 suspects, a decrease of nine compared with 2011, when 21 were charged.",
         [("difference", "less", 9.0, CHANGE)]),
        ("Prosecutors charged 30 suspects, twice as many as the 21 charged in 2011.",
         [("multiple", None, 2.0, CHANGE)]),
        ("Prosecutors charged 30 suspects, a 40 percent increase from the 21 charged in 2011.",
         [("growth", "more", 40.0, CHANGE)]),
        ("Police identified 65 victims, of whom 26 (40 percent) were girls.",
         [("share", None, 40.0, (("part", 26.0), ("whole", 65.0))),
          ("shared", None, 40.0, (("whole", 65.0), ("part", 26.0)))]),
        ("Courts convicted 11 men in 2012. Judges fined all 14 convicted traffickers.",
         [("told_again", None, None, (("whole", 14.0),))]),
    ],
)  # fmt: skip
def test_a_claim_has_its_operands_by_its_words_or_by_links(text: str, want: list[Told]) -> None:
    assert told(text) == want


@pytest.mark.parametrize(
    "text",
    [
        # the figure before the claim is not the figure compared
        "Prosecutors charged 30 suspects, compared with 21 in 2011, and convicted 12, an increase of nine.",
        # "an increase in a year" compares nothing
        "Prosecutors charged 30 suspects, an increase in a year with few inspectors.",
        # the text denies that anything changed
        "Prosecutors charged 30 suspects; there was no increase from the 21 charged in 2011.",
        # the text does not state the share's whole
        "Police identified victims in 12 provinces, or 40 percent.",
        # somebody else counted the victims
        "The state cared for the 14 victims identified by NGOs.",
        "The state cared for the 14 victims identified by NGOs.",
        # an update of something other than a figure, which joins figures of two metrics
        "The ministry updated its guidelines, identified 45 victims, and provided assistance to 38.",
        # the list is of languages, or names a town with its country
        "The government operated two hotlines in English, Arabic, and Tagalog.",
        "The ministry operated two offices in Accra, Ghana, and London.",
        # the verb is denied: "declined to convict"
        "Because the judge declined to convict the man in March, the victim left the country.",
    ],
)
def test_where_operands_are_not_certain_nothing_is_claimed(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("share", "imprisoned"),
    [
        ("Nine of the", [9, 28]),
        ("The", [28]),
        ("Most of the", []),
        ("Half of these", []),
        ("Three quarters of the", []),
    ],
)
def test_a_share_of_a_number_is_not_that_number(share: str, imprisoned: list[float]) -> None:
    found = claims(f"Courts convicted 28 traffickers in 2012. {share} 28 went to prison.")
    assert [operand.value for claim in found if claim.kind == "imprisoned" for operand in claim.operands] == imprisoned


def test_a_claim_does_not_depend_on_whether_it_is_true() -> None:
    text = "Prosecutors charged {} suspects, twice as many as the {} charged in 2011."
    true, false = claims(text.format(40, 20)), claims(text.format(41, 90))
    assert [(c.kind, c.says, c.value) for c in true] == [(c.kind, c.says, c.value) for c in false]


def test_bold_words_say_how_exact_a_claim_is() -> None:
    (claim,) = claims("Convictions more than doubled, from 12 in 2011 to 30 in 2012.")
    assert (claim.value, claim.qualifier) == (2, "at_least")


def test_the_same_claim_told_twice_has_two_names() -> None:
    sentence = "Prosecutors charged 30 suspects, an increase from 21 in 2011."
    names = {claim.claim_id for claim in claims(f"{sentence} {sentence}")}
    assert len(names) == 2


@pytest.mark.parametrize("field", ["value", "qualifier", "metric"])
def test_what_a_production_gives_by_its_word_is_told_for_each_of_them(field: str) -> None:
    missing = [
        (production.name, word)
        for word, entries in AT.items()
        for _, production in entries
        if isinstance(given := production.gives.get(field), dict) and word not in given
    ]
    assert missing == []
