"""Kinds of silence find what their examples leave unreported, and each row of the data is needed for its examples."""

from __future__ import annotations

import pytest

from tests.figures.test_denials import read
from tests.syntax.sentences import BRACKET, parsed
from tipetl.figures.denials import covered, silences
from tipetl.language.productions import Production
from tipetl.syntax.chunks.symbols import BOOK, words

ROWS = [
    (table, row) for table in ("REREADINGS", "EXEMPTIONS", "QUESTIONS") for row in getattr(covered, table)
]  # fmt: skip


@pytest.mark.parametrize("rule", silences.RULES, ids=lambda rule: rule.name)
def test_a_silence_asks_what_stands_between_the_brackets(rule: silences.SilenceRule) -> None:
    for example in rule.examples:
        sentence = parsed(example)
        analysis = read(BRACKET.sub("", example))
        low = analysis.tokens.low
        first, last = silences.places(analysis)[0]
        fitting = [each for each in silences.RULES if each.fits(words(low, 0, len(low)), first, last)]
        assert fitting[0] is rule
        [(begin, end)] = silences.silence_at(analysis, first, last).asked
        end = len(low) - 1 if end is None else end
        asked = (sentence.token(sentence.begin), sentence.token(sentence.end))
        assert low[begin:end] == low[slice(*asked)], example


@pytest.mark.parametrize("production", BOOK.productions["silences"], ids=lambda production: production.name)
def test_words_of_silence_are_found_where_the_brackets_stand(production: Production) -> None:
    for example in (*production.examples, *production.counter):
        sentence = parsed(example)
        low, (begin, end) = sentence.tokens.low, (sentence.token(sentence.begin), sentence.token(sentence.end))
        row = words(low, 0, len(low))
        found = {production.match(row, at) for at in range(begin, end) if low[at] in production.at}
        assert found, example
        assert ((begin, end - 1) in found) is (example in production.examples), example


@pytest.mark.parametrize(("table", "row"), ROWS, ids=[row.means for _, row in ROWS])
def test_a_row_is_needed_for_its_example(table: str, row: object, monkeypatch: pytest.MonkeyPatch) -> None:
    assert row.examples  # type: ignore[attr-defined]
    for example in row.examples:  # type: ignore[attr-defined]
        with_row = [(r.metric, r.status) for r in read(example).readings]
        with monkeypatch.context() as patch:
            patch.setattr(covered, table, tuple(each for each in getattr(covered, table) if each is not row))
            assert [(r.metric, r.status) for r in read(example).readings] != with_row, example


def test_a_row_with_an_unknown_field_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"means": "Nothing.", "examples": [], "metric": "funding", "askes": "asks_a_sum"}
    monkeypatch.setitem(covered.COVERAGE.rules, "asked_of", [wrong])  # type: ignore[arg-type]
    with pytest.raises(covered.DataFileError, match=r"asked_of: .*askes"):
        covered._rows("asked_of", covered.Question, {"examples"})
