"""Find, read and write batches of labeled texts.

A batch is a file of JSON lines: the first line is its header, ``{"batch": {...}}``, and the other lines are texts
(``gold.LabelledText``). A batch may also be a folder for people to read, with the header alone in ``batch.json`` and
each text as NAME.json with its words in NAME.txt in the same folder, or in the seed report of that name. Fields with
default values may be left out; unknown fields and invalid values raise DataFileError with file and line.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from tipetl.errors import DataFileError
from tipetl.evaluate.gold import USES, Batch, GoldText, LabelledText, Use
from tipetl.records import record_from_json
from tipetl.resources import data_dir

HEADER_FILE = "batch.json"
HEADER_ADVICE = 'Say what the texts are, {"batch": {"name": ..., "use": ...}}, as in tests/gold/README.md.'


class Place(NamedTuple):
    """A file, and the line in it (from 1) if lines are records."""

    file: Path
    line: int | None = None

    def wrong(self, message: str, advice: str = "") -> DataFileError:
        """Return an error that states this place."""
        return DataFileError(message, file=str(self.file), line=self.line, advice=advice)


def load_gold(root: Path, uses: Collection[Use] = USES) -> tuple[GoldText, ...]:
    """Return the labeled texts in batches with one of ``uses`` at or below ``root`` (a folder, or one batch file).

    Batches are in the order of their former folders, followed by batches that never had one, by name. A new batch thus
    comes at the end and does not change the order in which the scorer trains. Files of JSON lines without facts are not
    gold and are skipped. Raises DataFileError if no text is found, one is invalid, or two share a name.
    """
    batches = sorted(_batches(root), key=lambda found: (found[0].former is None, found[0].former or found[0].name))
    golds = tuple(gold for batch, texts in batches if batch.use in uses for gold in texts)
    if not golds:
        raise DataFileError("no labelled texts", file=str(root), advice="Give a folder with gold, such as tests/gold.")
    return golds


def write_batch(path: Path, batch: Batch, texts: Iterable[LabelledText]) -> None:
    """Write a batch as JSON lines, omitting fields that have their default values."""
    records = [{"batch": _plain(batch, Batch)}, *(_plain(text, LabelledText) for text in texts)]
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _plain(value: Any, kind: type | None = None) -> Any:
    """Return plain objects for JSON; for a dataclass, only the fields of ``kind`` (default: its own class) that differ
    from their defaults.
    """
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if not is_dataclass(value):
        return value
    values = [(known, getattr(value, known.name)) for known in fields(kind or type(value))]
    return {known.name: _plain(one) for known, one in values if known.default is MISSING or one != known.default}


def _batches(root: Path) -> Iterator[tuple[Batch, list[GoldText]]]:
    """Yield every batch with its texts. Raises DataFileError for labeled texts without a batch."""
    seen: dict[str, Path] = {}
    for path in [root] if root.is_file() else sorted(root.rglob("*.jsonl")):
        lines = path.read_text(encoding="utf-8").split("\n")
        if _holds_gold(lines):
            yield _batch_of_lines(path, lines, seen)
    for path in sorted(root.rglob("*.json")):
        if path.name == HEADER_FILE:
            yield _batch_of_folder(path, seen)
        elif not (path.parent / HEADER_FILE).is_file() and "facts" in _object(path.read_text("utf-8"), Place(path)):
            raise Place(path).wrong(f"a labelled text without a {HEADER_FILE} beside it", HEADER_ADVICE)


def _holds_gold(lines: list[str]) -> bool:
    """Tell whether the lines are a batch, even one with an invalid or missing header."""
    return any(key in line for line in lines[:2] for key in ('"batch":', '"facts":'))


def _batch_of_lines(path: Path, lines: list[str], seen: dict[str, Path]) -> tuple[Batch, list[GoldText]]:
    batch = _header(_object(lines[0], Place(path, 1)), Place(path, 1), path.stem)
    texts = []
    for number, line in enumerate(lines[1:], 2):
        if line.strip():
            place = Place(path, number)
            texts.append(_gold(_labels(line, place), batch, place, seen))
    return batch, texts


def _batch_of_folder(header: Path, seen: dict[str, Path]) -> tuple[Batch, list[GoldText]]:
    batch = _header(_object(header.read_text("utf-8"), Place(header)), Place(header), header.parent.name)
    texts = []
    for path in sorted(header.parent.glob("*.json")):
        if path != header:
            place = Place(path)
            entry = _object(path.read_text("utf-8"), place) | {"text": _words(path)}
            texts.append(_gold(_labels(json.dumps(entry), place), batch, place, seen))
    return batch, texts


def _words(path: Path) -> str:
    """Return the text beside a label file, or that of the seed report with that name."""
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        beside = data_dir("seeds") / "reports" / beside.name
    if not beside.is_file():
        raise Place(path).wrong("its text is missing", f"Put {path.stem}.txt beside it.")
    return beside.read_bytes().decode("utf-8")


def _header(entry: dict[str, Any], place: Place, name: str) -> Batch:
    """Read the header, which must have the same name as its file or folder."""
    if list(entry) != ["batch"]:
        raise place.wrong("the header of the batch is missing", HEADER_ADVICE)
    batch = record_from_json(json.dumps(entry["batch"]), Batch, str(place.file), place.line)
    if batch.name != name:
        raise place.wrong(f"the batch is called {batch.name!r}, and its file {name!r}", "Give both the same name.")
    return batch


def _labels(words: str, place: Place) -> LabelledText:
    return record_from_json(words, LabelledText, str(place.file), place.line)


def _gold(labels: LabelledText, batch: Batch, place: Place, seen: dict[str, Path]) -> GoldText:
    """Return the text in its batch. Raises DataFileError if labels are not where they claim to be, or if ``doc``
    repeats."""
    for number, fact in enumerate(labels.facts, 1):
        if labels.text[fact.char_start : fact.char_end] != fact.text:
            raise place.wrong(f"{labels.doc}: facts: entry {number}: {fact.text!r} does not stand where it says")
    for number, flow in enumerate(labels.flows or (), 1):
        if flow.sentence is not None and labels.text[flow.char_start : flow.char_end] != flow.sentence:
            raise place.wrong(f"{labels.doc}: flows: entry {number}: its sentence does not stand where it says")
    if labels.doc in seen:
        raise place.wrong(f"there is a text {labels.doc!r} in {seen[labels.doc]}, too", "Give each a name of its own.")
    seen[labels.doc] = place.file
    return GoldText(**{one.name: getattr(labels, one.name) for one in fields(LabelledText)}, batch=batch)


def _object(text: str, place: Place) -> dict[str, Any]:
    try:
        entry = json.loads(text)
    except ValueError as error:
        raise place.wrong(f"not JSON: {error}") from error
    if not isinstance(entry, dict):
        raise place.wrong("expected an object")
    return entry
