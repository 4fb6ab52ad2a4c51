"""Test the themes of single words in a recommendation: forms, meanings and trained weights."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tipetl.errors import DataFileError
from tipetl.model import THEMES
from tipetl.structure import theme_words
from tipetl.structure.theme_words import features, forms, nations, sums, weights
from tipetl.structure.themes import DOUBTFUL, SURE, themes_of, told_by_wordings, words_of


def test_a_word_is_known_by_itself_its_beginning_and_what_it_means() -> None:
    assert features("victims") == ("victims", "victi*", "=victim")
    assert "=create" in features("opening") and "=create" in features("open")
    assert "=nations" in features("thai")
    assert features("the") == () and features(";") == ()


def test_forms_are_what_a_word_may_stand_for() -> None:
    assert forms("police's") == ("police's", "police")
    assert set(forms("issuing")) >= {"issu", "issue"} and "run" in forms("running")
    assert "thailand" in nations() and "islands" not in nations()


def test_weights_are_whole_numbers_of_features_that_there_are() -> None:
    known = weights()
    text = files("tipetl.structure").joinpath("theme_weights.tsv").read_text(encoding="utf-8")
    assert known.as_text() == text
    assert known.table.shape == (len(known.names), len(THEMES)) and len(set(known.names)) == len(known.names)
    whole, beginnings = theme_words._listed()
    meanings = {meaning for of in (*whole.values(), *beginnings.values()) for meaning in of}
    assert {name[1:] for name in known.names if name.startswith("=")} <= meanings


def test_sums_know_no_order_and_no_repetition() -> None:
    words = words_of("Prosecute the traffickers who exploit children")
    assert sums(words) == sums(words[::-1] + words)
    assert sums(()) == [int(n) for n in weights().bias] and max(sums(())) <= SURE


def test_words_may_tell_a_theme_that_no_wording_tells() -> None:
    item = "Mete out justice swiftly to pimps"
    assert told_by_wordings(words_of(item)) == set()
    assert themes_of(item) == ("prosecution",)


def test_words_may_deny_what_a_wording_tells() -> None:
    words = words_of("Bring victims held in prison food and medical care")
    assert "penalties" in told_by_wordings(words)
    assert sums(words)[THEMES.index("penalties")] <= DOUBTFUL
    assert themes_of(" ".join(words)) == ("victim_services",)


@pytest.mark.parametrize("text", ["feature\tother\n\t1\n", "\t".join(("feature", *THEMES)) + "\n\t1\n"])
def test_weights_of_other_themes_are_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def joinpath(self, name: str) -> Folder:
            return self

        def read_text(self, encoding: str) -> str:
            return text

    monkeypatch.setattr(theme_words, "files", lambda package: Folder())
    with pytest.raises(DataFileError):
        weights.__wrapped__()
