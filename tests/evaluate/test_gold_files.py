"""The loader accepts and refuses gold files, naming the place of an error, and a written batch reads back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipetl.errors import DataFileError
from tipetl.evaluate.gold import Batch, FirstSight, GoldFact, GoldFlow, LabelledText, Origin
from tipetl.evaluate.goldfiles import load_gold, write_batch
from tipetl.metrics import METRICS

GOLD = Path(__file__).resolve().parents[1] / "gold"
LOG = GOLD.parents[1] / "docs" / "accuracy-log.md"
WORDS = "Judges convicted seven brokers; police freed 12 girls."

Objects = list[dict[str, Any]]


def header(name: str = "spring", **fields: Any) -> dict[str, Any]:
    known = {"name": name, "use": "trained", "manner": "plain", "made": "2026-03-01", "labelled_by": None}
    return {"batch": known | fields}


def text(doc: str = "one", **fields: Any) -> dict[str, Any]:
    fact = {"metric": "convictions", "value": 7, "unit": "person", "year": 2012, "status": "reported",
            "qualifier": "exact", "text": "seven", "char_start": 17, "char_end": 22}  # fmt: skip
    return {"doc": doc, "iso3": "TZA", "report_year": 2013, "text": WORDS, "facts": [fact]} | fields


def written(folder: Path, objects: Objects, name: str = "spring") -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in objects), encoding="utf-8")
    return path


def with_fact(**fields: Any) -> dict[str, Any]:
    entry = text()
    return entry | {"facts": [*entry["facts"], entry["facts"][0] | fields]}


def without(entry: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name != field}


def test_a_batch_says_of_each_text_what_it_is(tmp_path: Path) -> None:
    written(tmp_path, [header(), text()])
    [gold] = load_gold(tmp_path)
    assert (gold.doc, gold.batch.name, gold.batch.use, gold.batch.made) == (
        "one",
        "spring",
        "trained",
        date(2026, 3, 1),
    )
    assert gold.facts[0].official is False
    assert gold.rows()[0]["value"] == 7


SIGHT = {"date": None, "commit": None, "facts": 1, "core_precision": None, "core_recall": None,
         "core_f1": 0.9, "strict_f1": 0.8}  # fmt: skip

WRONG_HEADERS: list[tuple[Callable[[], Objects], str]] = [
    (lambda: [text()], "header of the batch is missing"),
    (lambda: [header()["batch"], text()], "header of the batch is missing"),
    (lambda: [header(colour="red"), text()], "colour is not a known field"),
    (lambda: [header(use="seen"), text()], "use should be one of 'trained', 'tuned' or 'first_sight'"),
    (lambda: [header(made="last spring"), text()], "made should be a day"),
    (lambda: [{"batch": without(header()["batch"], "use")}, text()], "use is missing"),
    (lambda: [header("autumn"), text()], "called 'autumn', and its file 'spring'"),
    (lambda: [header(use="first_sight"), text()], "needs the scores of its first sight"),
    (lambda: [header(first_sight=SIGHT | {"f1": 0.9}), text()], "first_sight: f1 is not a known field"),
]


@pytest.mark.parametrize(("objects", "message"), WRONG_HEADERS)
def test_a_wrong_header_is_refused_at_line_1(objects: Callable[[], Objects], message: str, tmp_path: Path) -> None:
    path = written(tmp_path, objects())
    with pytest.raises(DataFileError, match=f"{re.escape(str(path))}:1: .*{message}"):
        load_gold(tmp_path)


WRONG_TEXTS: list[tuple[Callable[[], dict[str, Any]], str]] = [
    (lambda: text("two", colour="red"), "colour is not a known field"),
    (lambda: without(text("two"), "report_year"), "report_year is missing"),
    (lambda: text("two", report_year="2013"), "report_year should be a whole number"),
    (lambda: text("two", section="prosecutions"), "section should be one of"),
    (lambda: with_fact(colour="red"), "facts: entry 2: colour is not a known field"),
    (lambda: with_fact(metric="convicted"), "facts: entry 2: 'convicted' is not a metric"),
    (lambda: with_fact(unit="people"), "facts: entry 2: 'people' is not a unit"),
    (lambda: with_fact(value="7"), "facts: entry 2: value"),
    (lambda: with_fact(status="denied"), "facts: entry 2: status"),
    (lambda: with_fact(text="eight"), "facts: entry 2: 'eight' does not stand where it says"),
    (
        lambda: text("two", flows=[{"origin_iso3": "UGA", "destination_iso3": "TZA", "exploitation": None,
                                    "sentence": "Girls", "char_start": 0, "char_end": 5}]),
        "flows: entry 1: its sentence does not stand where it says",
    ),
    (lambda: text("one"), "text 'one' in .*spring.jsonl, too"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "message"), WRONG_TEXTS)
def test_a_wrong_text_is_refused_at_its_line(entry: Callable[[], dict[str, Any]], message: str, tmp_path: Path) -> None:
    path = written(tmp_path, [header(), text(), entry()])
    with pytest.raises(DataFileError, match=f"{re.escape(str(path))}:3: .*{message}"):
        load_gold(tmp_path)


def test_a_line_that_is_no_json_is_refused_at_its_place(tmp_path: Path) -> None:
    path = written(tmp_path, [header(), text()])
    path.write_text(path.read_text(encoding="utf-8") + "\n{'doc': 'two'}\n", encoding="utf-8")
    with pytest.raises(DataFileError, match=r"spring\.jsonl:4: not JSON"):
        load_gold(tmp_path)


def test_two_files_may_not_hold_texts_of_one_name(tmp_path: Path) -> None:
    written(tmp_path, [header(), text()])
    written(tmp_path, [header("summer"), text()], "summer")
    with pytest.raises(DataFileError, match=r"summer\.jsonl:2: .*spring\.jsonl"):
        load_gold(tmp_path)


def test_a_folder_is_a_batch_where_it_has_a_header(tmp_path: Path) -> None:
    folder = tmp_path / "walk"
    folder.mkdir()
    (folder / "one.txt").write_text(WORDS, encoding="utf-8")
    (folder / "one.json").write_text(json.dumps(without(text(), "text")), encoding="utf-8")
    with pytest.raises(DataFileError, match=r"one\.json: a labelled text without a batch\.json"):
        load_gold(tmp_path)
    (folder / "batch.json").write_text(json.dumps(header("walk")), encoding="utf-8")
    assert [(gold.doc, gold.batch.name, gold.text) for gold in load_gold(tmp_path)] == [("one", "walk", WORDS)]
    (folder / "one.txt").unlink()
    with pytest.raises(DataFileError, match=r"one\.json: its text is missing\. Put one\.txt beside it"):
        load_gold(tmp_path)


def test_banks_of_something_else_are_passed_over(tmp_path: Path) -> None:
    written(tmp_path, [{"id": "t1", "text": "Train judges.", "themes": ["training"]}], "themes")
    written(tmp_path, [header(), text()])
    assert [gold.doc for gold in load_gold(tmp_path)] == ["one"]


def test_uses_are_chosen_and_a_new_batch_goes_to_the_end(tmp_path: Path) -> None:
    written(tmp_path, [header("b", former="fresh/A"), text("old")], "b")
    written(tmp_path, [header("a"), text("new")], "a")
    written(tmp_path, [header("c", use="first_sight", first_sight=SIGHT), text("unseen")], "c")
    assert [gold.doc for gold in load_gold(tmp_path)] == ["old", "new", "unseen"]
    assert [gold.doc for gold in load_gold(tmp_path, uses=("trained",))] == ["old", "new"]
    with pytest.raises(DataFileError, match="no labelled texts"):
        load_gold(tmp_path, uses=("tuned",))


FACTS = st.builds(
    GoldFact,
    metric=st.sampled_from(METRICS),
    value=st.none() | st.integers(0, 10**9) | st.floats(0, 1e6),
    unit=st.sampled_from(["person", "month", "KES", None]),
    year=st.none() | st.integers(1990, 2030),
    status=st.sampled_from(["reported", "none", "not_reported"]),
    qualifier=st.sampled_from(["exact", "about", "range"]),
    text=st.just("seven"),
    char_start=st.just(17),
    char_end=st.just(22),
    official=st.booleans(),
    nationality=st.none() | st.text(),
    optional=st.booleans(),
)
FLOWS = st.builds(
    GoldFlow, st.none() | st.just("UGA"), st.just("TZA"), st.none() | st.just("sex"), st.none() | st.just(("girls",))
)
TEXTS = st.builds(
    LabelledText,
    doc=st.text(min_size=1),
    iso3=st.none() | st.just("TZA"),
    report_year=st.integers(2001, 2030),
    source=st.none() | st.builds(Origin, st.text(), note=st.none() | st.text()),
    text=st.text().map(lambda more: WORDS + more),
    facts=st.lists(FACTS, max_size=3).map(tuple),
    flows=st.none() | st.lists(FLOWS, max_size=2).map(tuple),
)
SIGHTS = st.builds(
    FirstSight, st.none() | st.dates(), st.none() | st.text(), st.none() | st.integers(0, 999),
    st.none() | st.floats(0, 1), st.none() | st.floats(0, 1), st.floats(0, 1), st.floats(0, 1),
)  # fmt: skip
HEADERS = st.builds(
    Batch, st.just("spring"), st.sampled_from(["trained", "tuned", "first_sight"]), st.none() | st.just("hardest"),
    st.none() | st.dates(), st.none() | st.text(), st.none() | st.text(), SIGHTS, st.none() | st.text(),
)  # fmt: skip


@given(HEADERS, st.lists(TEXTS, min_size=1, max_size=3, unique_by=lambda one: one.doc))
def test_a_batch_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, batch: Batch, texts: list[LabelledText]
) -> None:
    path = tmp_path_factory.mktemp("batch") / "spring.jsonl"
    write_batch(path, batch, texts)
    golds = load_gold(path)
    assert {gold.batch for gold in golds} == {batch}
    again = path.with_name("again")
    write_batch(again, golds[0].batch, golds)
    assert again.read_bytes() == path.read_bytes()
    assert [(gold.doc, gold.text, gold.facts, gold.flows, gold.source) for gold in golds] == [
        (one.doc, one.text, one.facts, one.flows, one.source) for one in texts
    ]


@pytest.mark.parametrize("path", sorted((GOLD / "batches").glob("*.jsonl")), ids=lambda path: path.stem)
def test_our_batches_are_written_as_the_writer_writes_them(path: Path, tmp_path: Path) -> None:
    golds = load_gold(path)
    write_batch(tmp_path / path.name, golds[0].batch, golds)
    assert (tmp_path / path.name).read_bytes() == path.read_bytes()


def test_headers_agree_with_the_log_of_first_sight() -> None:
    batches = {gold.batch for gold in load_gold(GOLD)}
    told = {}
    for batch in batches:
        if (sight := batch.first_sight) is not None:
            name = batch.former.removeprefix("fresh/") if batch.former else batch.name
            scores = (sight.core_precision, sight.core_recall, sight.core_f1, sight.strict_f1)
            told[name] = (str(sight.facts), f"`{sight.commit}`", *(f"{score:.3f}" for score in scores))
    rows = [[cell.strip() for cell in line.split("|")] for line in LOG.read_text(encoding="utf-8").splitlines()]
    logged = {row[1].strip("`"): tuple(row[3:9]) for row in rows if len(row) == 10 and row[1].startswith("`")}
    assert told == logged
