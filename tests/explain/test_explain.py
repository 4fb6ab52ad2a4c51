"""Test ``tipetl explain``; the sentences were written for these tests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tipetl.cli import main
from tipetl.evaluate.goldfiles import load_gold
from tipetl.evaluate.reading import parts
from tipetl.explain import Explanation, explain
from tipetl.figures.facts import extract_facts
from tipetl.figures.trace import traced
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences


def explained(words: str, section: str = "prosecution") -> tuple[Explanation, ...]:
    document = Document("test", "XKX-2013", "", words, iso3="XKX", report_year=2013)
    sections = split_sections(words, section_hint=section)
    return explain(document, sections, split_sentences(words, sections))


def test_every_number_says_what_became_of_it() -> None:
    (one,) = explained("In 2012, courts convicted nine traffickers under Article 171.")
    nine = next(f for f in one.figures if f.text == "nine")
    assert nine.what == "fact"
    assert ("noun", "offender") in nine.frame and ("acts", "convict") in nine.frame
    won = [t for t in nine.rules if t.won]
    assert [(t.metric, t.rule.split(".")[0]) for t in won] == [("convictions", "convictions")]
    assert nine.verdict and nine.verdict[0].startswith("fact: convictions, by convictions.")
    article = next(f for f in one.figures if f.text == "171")
    assert article.what == "statute_ref" and article.verdict[0].startswith("no fact")
    assert ("convicted", "convict", "verb active") in one.lexicon
    ((fact, why),) = one.facts
    assert (fact.value, fact.year, why) == (9, 2012, "stated in the sentence")


def test_ellipsis_times_and_comparisons_are_told() -> None:
    (one,) = explained("Courts convicted nine traffickers, compared with 12 in 2011.")
    twelve = next(f for f in one.figures if f.text == "12")
    assert any("goes on from the figure 9" in words for words in twelve.given)
    assert ("compared with", "nine (convictions)") in twelve.links
    assert one.compared and one.compared[0].startswith("compared with 12")
    assert any(meaning == "the year 2011" for _, meaning in one.times)
    years = {fact.value: why for fact, why in one.facts}
    assert years[9] == "the reporting period: the year before the report's"


def test_the_other_years_that_a_figure_might_have_are_told() -> None:
    one, other = explained("In 2011, courts convicted nine traffickers. They acquitted 31 defendants, up from 14.")
    assert [why for _, why in one.facts] == [
        "stated in the sentence; else 2012: the reporting period: the year before the report's"
    ]
    years = {fact.value: (fact.year, why) for fact, why in other.facts}
    assert years[31] == (
        2011,
        "carried from earlier in the paragraph; else 2012: the reporting period: the year before the report's",
    )
    assert years[14][0] == 2010
    assert years[14][1].startswith("the year before that of the figure compared with; else 2011: carried")


def test_the_scorer_gives_its_loudest_features() -> None:
    (one,) = explained("Police arrested 31 suspects.")
    voice = next(v for v in one.figures[0].scorer if v.metric == "arrests")
    assert voice.kept and 0.5 < voice.chance <= 1
    sizes = [abs(w) for _, w in voice.features]
    assert sizes and sizes == sorted(sizes, reverse=True)


def test_a_denial_is_a_figure() -> None:
    (one,) = explained("The government did not convict any official.")
    assert any(f.shape == "denial" or f.what == "fact" for f in one.figures)
    assert [fact.value for fact, _ in one.facts] == [0]


def test_a_sentence_without_a_figure_says_so() -> None:
    (one,) = explained("Observers praised these efforts.")
    assert not one.read and one.facts == ()


def test_tracing_changes_nothing() -> None:
    root = Path(__file__).resolve().parents[1] / "gold" / "dev"
    for gold in load_gold(root):
        document, sections, sentences = parts(gold)
        trace = traced(document, sections, sentences)
        assert trace.reading == extract_facts(document, sections, sentences)
        for fact, reading in trace.facts():
            assert (fact.metric, fact.value, fact.year) == (reading.metric, reading.low, reading.year)


def test_the_command_explains_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Courts convicted nine traffickers.", "--report-year", "2013"]) == 0
    out = capsys.readouterr().out
    assert "rule won" in out and "convictions" in out and "2012" in out
    assert max(len(line) for line in out.splitlines()) <= 100


def test_the_command_explains_a_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "kosovo-2013.txt"
    path.write_text(
        "KOSOVO (Tier 2)\n\nProsecution\nPolice arrested 31 suspects of trafficking.\n\n"
        "Protection\nOfficials identified 42 victims of trafficking.\n",
        encoding="utf-8",
    )
    assert main(["extract", str(path)]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    fact = next(row for row in rows if row["type"] == "fact" and row["value"] == 42)
    assert main(["explain", str(path), "--fact", fact["fact_id"]]) == 0
    out = capsys.readouterr().out
    assert "42 victims" in out and "31 suspects" not in out
    assert main(["explain", str(path), "--fact", "0" * 16]) == 1
    assert "has no fact" in capsys.readouterr().err


def test_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "Two.", "--section", "kitchen"]) == 2
    assert "not a section code" in capsys.readouterr().err
    assert main(["explain", " "]) == 1


def test_what_the_encoder_proposed_is_said() -> None:
    (one,) = explained("A knock at dawn came for 16 suspected traffickers.")
    (figure,) = one.figures
    (verdict,) = figure.verdict
    assert verdict.startswith("fact: arrests, proposed by the encoder, which is ")
    assert verdict.endswith("% sure")
