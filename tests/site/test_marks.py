"""Marks cut a text without losing a character, however the marks overlap."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tipetl.site.marks import merged, pieces

LENGTH = 40
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH))
    .map(sorted)
    .filter(lambda span: span[0] < span[1])
    .map(tuple),
    max_size=8,
)


@given(SPANS, st.lists(st.integers(-5, LENGTH + 5), max_size=4))
def test_pieces_cover_every_character_once_and_know_every_mark_over_it(
    spans: list[tuple[int, int]], cuts: list[int]
) -> None:
    marks = merged((start, end, f"r{number}", "fact") for number, (start, end) in enumerate(spans))
    found = list(pieces(marks, 0, LENGTH, cuts))
    assert [piece.char_start for piece in found] == [0, *(piece.char_end for piece in found[:-1])]
    assert found[-1].char_end == LENGTH
    for piece in found:
        for at in range(piece.char_start, piece.char_end):
            over = {f"r{number}" for number, (start, end) in enumerate(spans) if start <= at < end}
            assert set(piece.readings) == over


@given(SPANS)
def test_every_mark_that_is_innermost_somewhere_has_one_first_piece(spans: list[tuple[int, int]]) -> None:
    marks = merged((start, end, f"r{number}", "fact") for number, (start, end) in enumerate(spans))
    found = list(pieces(marks, 0, LENGTH))
    firsts = [piece.marks[0] for piece in found if piece.first]
    assert len(firsts) == len(set(firsts))
    assert set(firsts) == {piece.marks[0] for piece in found if piece.marks}


def test_marks_of_equal_place_become_one_with_both_readings() -> None:
    [mark] = merged([(3, 5, "identified", "fact"), (3, 5, "assisted", "fact")])
    assert mark.readings == ("identified", "assisted")


def test_the_shortest_mark_is_what_a_click_means() -> None:
    marks = merged([(0, 30, "route", "route"), (4, 9, "country", "country")])
    [before, country, after] = pieces(marks, 0, 30)
    assert (before.readings, country.readings, after.readings) == (("route",), ("country", "route"), ("route",))
    assert (before.first, country.first, after.first) == (True, True, False)
