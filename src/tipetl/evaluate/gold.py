"""Gold: texts with the facts that a careful reader takes from them.

What belongs here: finding and loading labelled texts. What does not: comparing anything with them (``scoring``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tipetl.errors import DataFileError
from tipetl.resources import data_dir

ERAS = ("2001–2009", "2010–2017", "2018–")


@dataclass(frozen=True, slots=True)
class GoldText:
    """One labelled text.

    ``folder`` is where it lies below the gold's root ("dev", "fresh/batch1"); ``construction`` what a short item aims
    at; ``facts`` are rows of the contract's section 1, where ``optional`` marks those that neither help nor hurt.
    """

    doc: str
    folder: str
    text: str
    iso3: str | None
    report_year: int
    section: str | None
    construction: str | None
    facts: tuple[dict[str, Any], ...] = field(repr=False)

    @property
    def era(self) -> str:
        """The era of the report: narratives are worded alike within one."""
        return ERAS[0] if self.report_year < 2010 else ERAS[1] if self.report_year < 2018 else ERAS[2]


def load_gold(root: Path) -> tuple[GoldText, ...]:
    """All labelled texts below ``root``: JSON files beside their text, and sentence banks (``*.jsonl``).

    The text of ``NAME.json`` is ``NAME.txt`` beside it, or the seed report of that name. In the order of paths; raises
    DataFileError where there is none, or one cannot be used.
    """
    found = tuple(_load(root))
    if not found:
        raise DataFileError("no labelled texts", file=str(root), advice="Give a folder with gold, such as tests/gold.")
    return found


def _load(root: Path) -> Iterator[GoldText]:
    for path in sorted(root.rglob("*.json")):
        entry = _object(path.read_text(encoding="utf-8"), path, None)
        if "facts" in entry:
            yield _text(entry, _words(path), path, root, None)
    for path in sorted(root.rglob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                entry = _object(line, path, number)
                if "facts" not in entry:
                    break  # a bank of something else
                yield _text(entry, str(entry.get("text", "")), path, root, number)


def _object(text: str, path: Path, line: int | None) -> dict[str, Any]:
    try:
        entry = json.loads(text)
    except ValueError as error:
        raise DataFileError(f"not JSON: {error}", file=str(path), line=line) from error
    if not isinstance(entry, dict):
        raise DataFileError("expected an object", file=str(path), line=line)
    return entry


def _words(path: Path) -> str:
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        beside = data_dir("seeds") / "reports" / beside.name
    if not beside.is_file():
        raise DataFileError("its text is missing", file=str(path), advice=f"Put {path.stem}.txt beside it.")
    return beside.read_bytes().decode("utf-8")


def _text(entry: dict[str, Any], words: str, path: Path, root: Path, line: int | None) -> GoldText:
    folder = path.parent.relative_to(root).as_posix()
    try:
        return GoldText(
            doc=entry.get("doc") or entry["id"],
            folder=root.name if folder == "." else folder,
            text=words,
            iso3=entry.get("iso3"),
            report_year=int(entry["report_year"]),
            section=entry.get("section"),
            construction=entry.get("construction"),
            facts=tuple(entry["facts"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise DataFileError(f"lacks or misstates {error}", file=str(path), line=line) from error
