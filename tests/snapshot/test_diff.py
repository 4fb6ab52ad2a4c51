"""Each difference between versions is reported with its cause and no other cause."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.checks.breaking import changed
from tests.checks.built import rows_of_texts
from tests.snapshot.sides import GHANA, KOSOVO, LATVIA, RECIPE, differences, told
from tests.tables.samples import audit_of, reading_of, sample
from tipetl.snapshot.diff import Difference, change_dict
from tipetl.tables import Rows, corrected, rows_of
from tipetl.tables.columns import as_rows
from tipetl.tables.corrections import Correction, correction_id


def texts(**other: str) -> Rows:
    """Return the three narratives as rows; a keyword replaces the text of one, and an empty text omits the
    narrative.
    """
    given = {"kosovo-2013": KOSOVO, "ghana-2013": GHANA, "latvia-2013": LATVIA}
    given |= {f"{name}-2013": text for name, text in other.items()}
    return rows_of_texts({name: text for name, text in given.items() if text})


@pytest.fixture(scope="module")
def rows() -> Rows:
    return texts()


def facts(found: Difference) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [row for row in told(found) if row[0] == "fact"]


def test_a_version_is_not_different_from_itself(rows: Rows, tmp_path: Path) -> None:
    found = differences(tmp_path, rows, rows)
    assert found.changes == ()
    assert found.counts() == {}
    # A recipe change without effect is not a difference.
    other = replace(RECIPE, rules={"arrests.acts": ["2", "arrest"]})
    assert differences(tmp_path / "b", rows, rows, new=other).changes == ()


def test_a_digit_in_a_source_changes_one_fact_and_names_that_source(rows: Rows, tmp_path: Path) -> None:
    after = texts(kosovo=KOSOVO.replace("31 trafficking", "32 trafficking"))
    found = differences(tmp_path, rows, after)
    assert told(found) == [
        ("document", "changed", "Kosovo 2013 (kosovo-2013)", ("source kosovo-2013",)),
        ("fact", "changed", "investigations 2012: 32 case", ("source kosovo-2013",)),
        ("cited", "changed", "XKX 2012 investigations: 32 case", ("source kosovo-2013",)),
    ]
    (change,) = [c for c in found.told if c.kind == "fact"]
    assert change.steps == (("value", 31.0, 32.0),)
    # The comparator is in the same sentence: only the comparator's id changes, not its content.
    moved = [c for c in found.changes if c.kind == "fact" and c.status == "moved"]
    assert [c.label for c in moved] == ["investigations 2011: 22 case"]
    assert "fact_id" in moved[0].columns
    assert "value" not in moved[0].columns


def test_text_that_shifts_what_follows_changes_nothing_of_it(rows: Rows, tmp_path: Path) -> None:
    longer = KOSOVO.replace("The government kept up its efforts.", "The government kept up its efforts, slowly.")
    found = differences(tmp_path, rows, texts(kosovo=longer))
    assert [row[0] for row in told(found)] == ["document"]
    moved = {c.label for c in found.changes if c.status == "moved" and c.kind == "fact"}
    assert "victims_identified 2012: 42 person" in moved
    assert {c.narrative for c in found.changes} == {"XKX-2013"}


def test_a_sentence_twice_makes_one_fact_more_and_not_many(rows: Rows, tmp_path: Path) -> None:
    twice = KOSOVO.replace(
        "Courts\nconvicted nine traffickers.", "Courts\nconvicted nine traffickers. Courts convicted two women."
    )
    assert twice != KOSOVO
    found = differences(tmp_path, rows, texts(kosovo=twice))
    assert [(status, label) for _kind, status, label, _ in facts(found)] == [
        ("added", "convictions 2012 adult female: 2 person")
    ]


def test_documents_that_come_and_go_are_the_cause_of_what_they_bring(rows: Rows, tmp_path: Path) -> None:
    found = differences(tmp_path, rows, texts(latvia="", kosovo=""))
    gone = {causes for _kind, _status, _label, causes in told(found)}
    assert gone == {("document_removed latvia-2013",), ("document_removed kosovo-2013",)}
    assert {status for kind, status, _, _ in told(found) if kind != "entity"} == {"removed"}
    back = differences(tmp_path / "b", texts(latvia="", kosovo=""), rows)
    assert {c for *_, c in told(back)} == {("document_added latvia-2013",), ("document_added kosovo-2013",)}
    assert len(facts(back)) == len(facts(found)) == len(rows["metric"]) - len(texts(latvia="", kosovo="")["metric"])


def test_a_rule_that_changed_is_named_by_its_id(rows: Rows, tmp_path: Path) -> None:
    (rule,) = {row[24] for row in rows["metric"] if row[2] == "arrests"}
    after = changed(rows, "metric", lambda r: r["metric"] == "arrests", unit="case", confidence=0.5)
    old = replace(RECIPE, rules={rule: ["1", "arrest"], "other.rule": ["1"]})
    new = replace(old, rules={rule: ["2", "arrest"], "other.rule": ["2"]}, code={"figures/facts.py": "new"})
    found = differences(tmp_path, rows, after, old=old, new=new)
    assert facts(found) == [("fact", "changed", "arrests 2012: 60 case", (f"rule {rule}",))]
    (change,) = [c for c in found.told if c.kind == "fact"]
    assert change.causes[0].detail == "changed"
    assert change.columns == ("unit",)


def test_words_of_a_rule_are_told_with_the_list_they_stand_in(rows: Rows, tmp_path: Path) -> None:
    (rule,) = {row[24] for row in rows["metric"] if row[2] == "arrests"}
    after = {
        **rows,
        "metric": [row for row in rows["metric"] if row[2] != "arrests"],
        "quantity": [],
        "country_year": [],
    }
    lists = {"language/data/lexicon/verbs.yaml": {"arrest": "1", "convict": "1"}}
    old = replace(RECIPE, rules={rule: ["1", "arrest"]}, data=lists)
    changed_lists = {"language/data/lexicon/verbs.yaml": {"arrest": "2", "convict": "2"}}
    found = differences(tmp_path, {**rows, "country_year": []}, after, old=old, new=replace(old, data=changed_lists))
    assert facts(found) == [("fact", "removed", "arrests 2012: 60 person", (f"rule {rule}",))]
    assert found.told[0].causes[0].detail == "its words: arrest in verbs.yaml"


@pytest.mark.parametrize(
    ("new", "cause"),
    [
        (replace(RECIPE, data={**RECIPE.data, "figures/choice/data/scorer.npz": {"": "9"}}), "rule scorer.npz"),
        (replace(RECIPE, code={**RECIPE.code, "figures/years.py": "9"}), "code figures/years.py"),
        (replace(RECIPE, libraries={"numpy": "2.5"}), "library numpy 2.4 → 2.5"),
        (RECIPE, "unexplained nothing recorded differs"),
        # A changed check or changed themes of recommendations are not named as a cause of a changed figure if something
        # else is the cause.
        (
            replace(
                RECIPE,
                data={**RECIPE.data, "structure/themes.yaml": {"training": "2"}},
                code={**RECIPE.code, "figures/years.py": "9", "checks/engine.py": "9"},
            ),
            "code figures/years.py",
        ),
    ],
)  # fmt: skip
def test_a_reading_that_changed_without_its_source_is_put_down_to_what_did(
    rows: Rows, tmp_path: Path, new: object, cause: str
) -> None:
    after = changed(rows, "metric", lambda r: r["metric"] == "arrests", year=2011)
    found = differences(tmp_path, rows, after, new=new)  # type: ignore[arg-type]
    assert facts(found) == [("fact", "changed", "arrests 2011: 60 person", (cause,))]


def test_versions_that_recorded_no_recipe_are_told_by_their_short_names(rows: Rows, tmp_path: Path) -> None:
    after = changed(rows, "metric", lambda r: r["metric"] == "arrests", year=2011)
    found = differences(tmp_path, rows, after, old=None, rule_set_version="r2")
    assert facts(found)[0][3] == ("rule not recorded",)
    assert found.told[0].causes[0].detail == "r1 → r2"


def test_source_and_rule_in_one_narrative_are_told_apart_by_the_sentence(rows: Rows, tmp_path: Path) -> None:
    (rule,) = {row[24] for row in rows["metric"] if row[2] == "arrests"}
    after = texts(ghana=GHANA.replace("convicted 17 traffickers", "convicted 18 traffickers"))
    after = changed(after, "metric", lambda r: r["metric"] == "arrests", unit="case")
    old = replace(RECIPE, rules={rule: ["1", "arrest"]})
    found = differences(tmp_path, rows, after, old=old, new=replace(old, rules={rule: ["2", "arrest"]}))
    assert facts(found) == [
        ("fact", "changed", "convictions 2012: 18 person", ("source ghana-2013",)),
        ("fact", "changed", "arrests 2012: 60 case", (f"rule {rule}",)),
    ]


def decision(new: object, old: object = 60) -> Correction:
    sentence = "Police arrested 60 suspects."
    return Correction(
        "GHA-2013", sentence, "A. Reader", "2026-11-25", "A misprint.", "/some/where/mine.yaml", 3,
        metric="arrests", text="60", field="value", old=old, new=new,
    )  # fmt: skip


def test_a_correction_is_told_with_its_file_its_author_and_its_reason(rows: Rows, tmp_path: Path) -> None:
    entry = decision(61)
    after = as_rows(corrected(rows, [entry]))
    new = replace(RECIPE, decided={correction_id(entry): "mine.yaml:3"})
    found = differences(tmp_path, rows, after, new=new)
    assert told(found) == [
        ("fact", "changed", "arrests 2012: 61 person", ("correction mine.yaml:3",)),
        ("cited", "changed", "GHA 2012 arrests: 61 person", ("correction mine.yaml:3",)),
        ("correction", "added", "GHA-2013: value 60 → 61", ("correction mine.yaml:3",)),
    ]
    assert found.told[0].causes[0].detail == "added: value 60 → 61; A. Reader, 2026-11-25: A misprint."
    back = differences(tmp_path / "b", after, rows, old=new)
    assert [(status, causes) for _, status, _, causes in facts(back)] == [("changed", ("correction mine.yaml:3",))]
    assert "removed" in back.told[0].causes[0].detail
    # The correction states what it set, so code that also changed is not named as a cause.
    both = replace(new, code={"figures/years.py": "9"})
    assert facts(differences(tmp_path / "e", rows, after, new=both)) == facts(found)
    # An unchanged correction is not a cause, but a changed one is.
    other = as_rows(corrected(rows, [decision(62)]))
    third = differences(tmp_path / "c", after, other, old=new, new=new)
    assert [(label, causes) for _, _, label, causes in facts(third)] == [
        ("arrests 2012: 62 person", ("correction mine.yaml:3",))
    ]
    assert differences(tmp_path / "d", after, after).changes == ()


def test_what_was_said_of_a_source_is_a_change_of_it(rows: Rows, tmp_path: Path) -> None:
    after = rows_of_texts({"kosovo-2013": KOSOVO, "latvia-2013": LATVIA, "ghana-2013": GHANA}, report_year=2013)
    after = changed(after, "metric", lambda r: r["metric"] == "arrests", year=2011)
    found = differences(tmp_path, rows, after, hints={"ghana-2013": {"report_year": 2013}})
    assert facts(found)[0][3] == ("source ghana-2013",)
    assert found.told[-1].causes[0].detail == "what was said of it: report_year None → 2013"


def test_every_kind_of_thing_is_compared(tmp_path: Path) -> None:
    narrative = sample()
    before = rows_of([narrative], [audit_of(narrative)], [reading_of(narrative)])
    after = changed(before, "flow", lambda r: True, exploitation="labor")
    after = changed(after, "recommendation", lambda r: r["position"] == 0, themes=["shelter"])
    after = changed(after, "document", lambda r: True, tier="3")
    after = changed(after, "tier_placement", lambda r: True, tier="2WL")
    after = changed(after, "entity", lambda r: r["kind"] == "law", aliases=["the act"])
    after = changed(after, "metric", lambda r: r["metric"] == "acquittals", value=8.0)
    new = replace(RECIPE, code={"figures/facts.py": "9"})
    found = differences(tmp_path, before, after, new=new)
    seen = {(kind, status) for kind, status, _, _ in told(found)}
    assert seen == {
        (kind, "changed") for kind in ("fact", "cited", "flow", "recommendation", "tier", "tier_chart", "entity")
    }
    assert {causes for *_, causes in told(found)} == {("code figures/facts.py",)}


def test_a_check_that_changed_is_the_cause_of_its_findings(rows: Rows, tmp_path: Path) -> None:
    def finding(check: str, sentence: str, doc: str) -> tuple[object, ...]:
        return (
            f"n{check}{doc}", check, "warning", "metric", doc, "prosecution", 4, sentence, 1, 2, "1", "2", "Message.",
            None, None, "open",
        )  # fmt: skip

    sentence = "Police arrested 60 suspects."
    for table in ("finding_sentence", "check_result"):
        rows = {**rows, table: []}
    before = {**rows, "finding": [finding("cross_table.gone", sentence, "ghana-2013")]}
    after = {
        **changed(rows, "metric", lambda r: r["metric"] == "arrests", year=2011),
        "finding": [
            finding("cross_table.new", sentence, "ghana-2013"),
            finding("cross_table.same", sentence, "ghana-2013"),
        ],
        "finding_sentence": [("ncross_table.sameghana-2013", "ghana-2013", 4, 1, 2, sentence)],
    }
    old = replace(RECIPE, checks={"cross_table.gone": "1", "cross_table.same": "1"})
    new = replace(RECIPE, checks={"cross_table.new": "1", "cross_table.same": "1"}, code={"figures/years.py": "9"})
    found = differences(tmp_path, before, after, old=old, new=new)  # type: ignore[arg-type]
    by_label = {label: causes for kind, _, label, causes in told(found)}
    assert by_label["cross_table.new: Message."] == ("check cross_table.new",)
    assert by_label["cross_table.gone: Message."] == ("check cross_table.gone",)
    # The finding that no check explains follows from the figure in its sentence.
    assert by_label["cross_table.same: Message."] == by_label["arrests 2011: 60 person"]


def test_another_source_of_the_same_narrative_is_the_same_narrative(rows: Rows, tmp_path: Path) -> None:
    other = rows_of_texts({"kosovo-2013": KOSOVO, "latvia-2013": LATVIA, "ghana-state-2013": GHANA + "\n"})
    found = differences(tmp_path, rows, other)
    assert [row[:2] for row in told(found)] == [("document", "changed")]
    assert {c.narrative for c in found.changes if c.kind == "fact"} == {"GHA-2013"}
    assert {x.name for c in found.changes for x in c.causes} == {"ghana-state-2013"}


def test_differences_are_plain_objects_for_json(rows: Rows, tmp_path: Path) -> None:
    found = differences(tmp_path, rows, texts(kosovo=KOSOVO.replace("31 trafficking", "32 trafficking")))
    whole = json.loads(json.dumps(found.to_dict()))
    assert whole["summary"]["since"] == "1"
    assert whole["summary"]["counts"]["fact"]["changed"] == 1
    (change,) = [change_dict(c) for c in found.told if c.kind == "fact"]
    assert (change["before"], change["after"]) == ({"value": 31.0}, {"value": 32.0})
    assert change["causes"][0]["kind"] == "source"
    assert "32 trafficking cases" in change["words"]
