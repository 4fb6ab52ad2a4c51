"""Test the meanings of a sum of money by their examples, similar sentences, and currencies by country."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tipetl.figures.money.currencies import currency_code
from tipetl.figures.money.purposes import MEANINGS, Meaning
from tipetl.figures.record.analysis import Analysis
from tipetl.figures.record.context import Context
from tipetl.figures.sentence import analyse
from tipetl.language.rules import load_rules
from tipetl.metrics import MONEY
from tipetl.model import Hints
from tipetl.read import read_source
from tipetl.sources.opening import make_source


def _read(words: str) -> Analysis:
    return analyse(words, 0, len(words), Context(load_rules(), "GHA", "protection"))


def _rules(words: str) -> list[str]:
    read = _read(words)
    return [*(rule for told in read.considered.values() for rule, _ in told), *(r.rule for r in read.readings)]


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: f"{meaning.rule} {meaning.holds.__name__}")
def test_a_sum_is_what_its_example_says(meaning: Meaning) -> None:
    assert meaning.rule in _rules(meaning.example)


@pytest.mark.parametrize("meaning", MEANINGS, ids=lambda meaning: f"{meaning.rule} {meaning.holds.__name__}")
def test_a_meaning_that_never_holds_leaves_its_example_unread(
    meaning: Meaning, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = tuple(other for other in MEANINGS if other.rule != meaning.rule)
    monkeypatch.setattr("tipetl.figures.money.purposes.MEANINGS", others)
    if meaning.rule != "money.other":  # which is also the meaning of a sum without any other clue
        assert meaning.rule not in _rules(meaning.example)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("The ministry spent 9.7 million cedis ($431,700) on shelters.", {0: "twin"}),
        ("The ministry spent $431,700, or 9.7 million cedis, on shelters.", {1: "twin"}),
        ("The ministry spent 400 cedis, equivalent to $35, on shelters.", {0: "twin"}),
        ("The ministry spent 400 cedis on shelters and $35 on radios.", {}),
    ],
)
def test_a_local_sum_beside_its_dollars_is_told_once(words: str, why: dict[int, str]) -> None:
    assert {index: told for index, told in _read(words).why_not.items() if told == "twin"} == why


@pytest.mark.parametrize("earlier", ["in 2013", "the year before", "a year earlier"])
def test_a_bare_sum_is_in_the_currency_of_the_sum_before_its_conversion(earlier: str) -> None:
    read = _read(f"The council's budget came to 64.7 million cedis ($1.38 million), up from 56 million {earlier}.")
    assert [(x.low, x.unit) for x in read.numbers if x.low == 56_000_000] == [(56_000_000, "cedis")]


@pytest.mark.parametrize(
    ("printed", "iso3", "code"),
    [
        ("USD", None, "USD"),
        ("euros", None, "EUR"),
        ("NT$", None, "TWD"),
        ("HK$", "CHN", "HKD"),
        ("C$", None, "CAD"),
        ("ZZ$", None, None),
        ("pesos", "MEX", "MXN"),
        ("pesos", "CHL", "CLP"),
        ("dinars", "SRB", "RSD"),
        ("dinars", "SCG", "CSD"),
        ("rubles", "RUS", "RUB"),
        ("francs", "COD", "CDF"),
        ("dinars", "SWE", None),
        ("blorts", "MEX", None),
    ],
)
def test_a_currency_is_named_by_its_country(printed: str, iso3: str | None, code: str | None) -> None:
    assert currency_code(printed, iso3) == code


def test_a_sum_in_an_unknown_currency_has_no_unit() -> None:
    (reading,) = _read("The ministry spent 5,000 dinars on shelters.").readings
    assert (reading.metric, reading.unit) == ("funding", None)


def test_the_file_of_currencies_is_up_to_date() -> None:
    script = Path(__file__).parents[2] / "seeds" / "reference" / "build_currencies.py"
    spec = spec_from_file_location("build_currencies", script)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.OUT.read_text(encoding="utf-8") == module.built(), "run python seeds/reference/build_currencies.py"


@pytest.mark.parametrize(
    ("words", "metrics"),
    [
        ("A federal fund paid $84,600 to six victims.", {"compensation"}),
        ("Out of the fund, 115,000 cedis ($29,500) was awarded to four victims.", {"compensation"}),
        ("The ministry paid $9,000 to shelters for victims.", {"funding"}),
        ("UNICEF paid $9,000 to 12 victims.", set()),
        ("The government gave $9,000 to 12 victims for food.", {"funding"}),
        # the noun that a relative clause describes is the one that acts
        ("The ministry had no money, and the work was done by foreign donors, which spent $20,000.", set()),
        ("The work was done by the ministry, which spent $20,000.", {"funding"}),
    ],
)
def test_who_gets_a_sum_and_who_pays_it(words: str, metrics: set[str]) -> None:
    read = _read(words)
    money = {index for index, number in enumerate(read.numbers) if number.form == "money"}
    assert {reading.metric for reading in read.readings if reading.number in money} == metrics


@pytest.mark.parametrize(
    "words",
    [
        "The health ministry gave $31,000 to a fund for the rehabilitation of victims.",
        "Allocations for victims rose from $40,000 in 2014 to $125,000 in 2015.",
    ],
)
def test_a_sum_of_money_counts_no_persons_cases_or_events(words: str) -> None:
    text = f"GHANA (Tier 2)\n\nProtection\n\n{words}\n"
    reading = read_source(make_source(text.encode(), "ghana.txt", Hints(report_year=2016)))
    facts = [fact for narrative in reading.narratives for fact in narrative.facts]
    sums = [fact for fact in facts if "$" in fact.text]
    assert sums
    assert {fact.metric for fact in sums} <= MONEY
