"""Invalid values in typed records from YAML are reported with line, field and plain words."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

import pytest
from annotated_types import Ge, Le
from typing_extensions import TypedDict

from tipetl.errors import DataFileError
from tipetl.records import Words, Wrong, each_record, record, records
from tipetl.yamlfile import parse_yaml


@dataclass(frozen=True, slots=True)
class Visit:
    place: Words
    year: Annotated[int, Ge(2001), Le(2100)]
    kind: Literal["long", "short"] = "long"
    share: float | None = None
    span: tuple[int, int] = (1, 2)
    day: datetime.date | None = None
    open: bool = False

    def __post_init__(self) -> None:
        if self.place == "Nowhere":
            raise ValueError("place should be somewhere")


Sides = TypedDict("Sides", {"from": Words, "to": int})
GOOD = "- place: Pristina\n  year: 2012\n"


def test_fields_become_the_types_that_they_have() -> None:
    text = f"{GOOD}  kind: short\n  share: 1\n  span: [3, 4]\n  day: 2026-11-25\n  open: true\n"
    (visit,) = records(parse_yaml(text, "mine.yaml"), Visit)
    assert visit == Visit("Pristina", 2012, "short", 1.0, (3, 4), datetime.date(2026, 11, 25), True)
    assert record(parse_yaml("{from: a, to: 1}", "mine.yaml"), Sides) == {"from": "a", "to": 1}


@pytest.mark.parametrize(
    ("changed", "line", "says"),
    [
        ("- place: Pristina\n", 2, "entry 2: year is missing"),
        ("- 5\n", 2, "entry 2 should be a table of fields"),
        ("- []\n", 2, "entry 2 should be a table of fields"),
        ("-\n", 2, "entry 2 should be a table of fields"),
        ("- {place: A, year: 2012,\n   yeer: 2013}\n", 3, "entry 2: yeer is not a known field"),
        ("- {place: A,\n   yeer: 2013}\n", 3, "entry 2: yeer is not a known field"),
        ("- {place: 5, year: 2012}\n", 2, "entry 2: place should be text"),
        ("- {place: ' ', year: 2012}\n", 2, "entry 2: place should be text that is not empty"),
        ("- {place: A,\n   year: '2012'}\n", 3, "entry 2: year should be a whole number"),
        ("- {place: A,\n   year: true}\n", 3, "entry 2: year should be a whole number"),
        ("- {place: A,\n   year: 2012.5}\n", 3, "entry 2: year should be a whole number"),
        ("- {place: A,\n   year: 1999}\n", 3, "entry 2: year should be at least 2001"),
        ("- {place: A,\n   year: 2101}\n", 3, "entry 2: year should be at most 2100"),
        ("- {place: A, year: 2012, kind: far}\n", 2, "entry 2: kind should be one of 'long' or 'short'"),
        ("- {place: A, year: 2012, share: x}\n", 2, "entry 2: share should be a number"),
        ("- {place: A, year: 2012, span: 5}\n", 2, "entry 2: span should be a list"),
        ("- {place: A, year: 2012, span: [1]}\n", 2, "entry 2: span: entry 2 is missing"),
        ("- {place: A, year: 2012, open: 1}\n", 2, "entry 2: open should be true or false"),
        ("- {place: A, year: 2012, day: soon}\n", 2, "entry 2: day should be a day"),
        ("- {place: A, year: 2012, day: 2026-11-25 10:00:00}\n", 2, "entry 2: day should be a day"),
        ("- {place: Nowhere, year: 2012}\n", 2, "entry 2: place should be somewhere"),
    ],
)
def test_what_does_not_fit_is_named(changed: str, line: int, says: str) -> None:
    source = parse_yaml("- {place: Pristina, year: 2012}\n" + changed, "mine.yaml")
    (_, first), (begins, second) = each_record(source, Visit)
    assert isinstance(first, Visit)
    assert isinstance(second, Wrong)
    assert (begins, second.line) == (2, line)
    assert second.message.startswith(says)
    with pytest.raises(DataFileError) as caught:
        records(source, Visit)
    assert str(caught.value).startswith(f"mine.yaml:{line}: {says}")


def test_a_list_is_wanted_where_there_are_entries() -> None:
    source = parse_yaml("a: 1\nvisits: 5\n", "mine.yaml")
    with pytest.raises(DataFileError, match=r"mine.yaml:2: visits should be a list"):
        records(source, Visit, "visits")
    with pytest.raises(DataFileError, match=r"mine.yaml:1: the file should be a list"):
        records(source, Visit)
