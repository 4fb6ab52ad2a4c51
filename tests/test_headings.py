"""Test the list of section headings: marks, numbers, an author's own words, and lines that are not headings."""

from __future__ import annotations

import pytest

from tipetl.headings import heading_of, is_heading, looks_like_heading, number_end, worded_kind


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Protection", "Protection"),
        ("~ Protection ~", "Protection"),
        ("— Protection —", "Protection"),
        ("[Protection]", "Protection"),
        ("» Protection", "Protection"),
        ("**Protection:**", "Protection"),
        ("2 Protection", "Protection"),
        ("2.1 Protection", "Protection"),
        ("II. Protection", "Protection"),
        ("b) PROTECTION", "PROTECTION"),
        ("Section 2 – Protection", "Protection"),
        ("P R O T E C T I O N", "P R O T E C T I O N"),
    ],
)
def test_marks_and_numbers_do_not_hide_a_heading(line: str, title: str) -> None:
    found = heading_of(line)
    assert found is not None
    assert (found.kind, line[found.title_start : found.title_end]) == ("protection", title)
    assert is_heading(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Bringing offenders to justice", "prosecution"),
        ("3. Helping those harmed", "protection"),
        ("Awareness and outreach", "prevention"),
        ("Police and victims", None),
        ("Victims identified in 2012", None),
        ("The police assisted victims.", None),
        ("assistance to those harmed", None),
        ("Outreach", None),
        ("The mayor opens a bridge", None),
    ],
)
def test_an_authors_own_words_are_a_heading_if_they_mean_one_kind(line: str, kind: str | None) -> None:
    assert worded_kind(line) == kind


def test_what_a_site_prints_is_no_heading_of_a_narrative() -> None:
    assert heading_of("Related articles") is not None
    assert not is_heading("Related articles")
    assert not is_heading("PROSECUTION Police arrested nine suspects.")


def test_only_readers_of_layouts_allow_more_words_behind_a_title() -> None:
    assert looks_like_heading("2 Prosecution of traffickers remained weak")
    assert not looks_like_heading("Tier ranking by year")
    assert number_end("Section 2: Protection") == len("Section 2: ")
    assert number_end("2012 was a good year") == 0


@pytest.mark.parametrize("line", ["-" * 4000, "# " * 2000, " " * 4000 + "x", "• " * 59, "I " * 59, "a " * 2000])
def test_a_line_of_marks_is_no_heading(line: str) -> None:
    assert not any((heading_of(line), is_heading(line), looks_like_heading(line), worded_kind(line)))
