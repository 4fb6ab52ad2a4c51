"""Show which warnings a change to the checks adds and removes, on the gold and on narratives with one contradiction.

``python -m scripts.loud read TEXTS.duckdb [PLANTED.jsonl …]``
    Read each gold text of 150 words or more, each passage of ``tests/checks/planted_cases.yaml`` and each line of the
    files (``id``, ``report_year``, ``text`` and ``wrong``); this takes two minutes on two cores. Repeat this step only
    when the reader or its claims have changed.
``python -m scripts.loud check TEXTS.duckdb WARNINGS.json``
    Check these texts with the current checks, in half a minute, and write the warnings to the file. If the file already
    exists, leave it unchanged and print what has changed since.

A text's name says what it is: ``gold`` and ``clean`` texts and ``right`` passages should raise no warning; ``planted``
narratives and ``wrong`` passages should raise one.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from tests.checks.test_planted import CASES, FALSE_ALARM, narrative_of
from tipetl.checks import run_checks
from tipetl.evaluate.goldfiles import load_gold
from tipetl.model import Hints, SourceReading
from tipetl.read import read_source
from tipetl.sources.opening import make_source
from tipetl.store import write_database
from tipetl.tables import Rows, row_counts, rows_of

GOLD = Path("tests/gold")
WORDS = 150
LOUD = ("warning", "critical")
#: the number of texts that a process reads at a time
AT_ONCE = 32
#: the maximum number of text names printed on a line
SHOWN = 20

Warnings = Mapping[str, Mapping[str, list[str]]]
"""The messages of the warnings, by text and check."""


class Text(NamedTuple):
    """A text to check by itself; a gold text has its country and report year, so that its years and laws are read
    correctly.
    """

    doc: str
    words: str
    report_year: int
    iso3: str | None = None


def read(database: Path, planted: list[Path]) -> None:
    """Read all texts into a database without constraints, as the checks expect."""
    texts = [*_gold(), *_passages(), *(text for path in planted for text in _planted(path))]
    rows = rows_of_all(texts)
    database.unlink(missing_ok=True)
    write_database(database, rows, constraints=False)
    database.with_suffix(".counts.json").write_text(json.dumps(row_counts(rows)), encoding="utf-8")
    print(f"{len(texts):,} texts read")


def check(database: Path, kept: Path) -> None:
    """Check the texts; write the warnings, or print how they differ from those in the file."""
    warnings: dict[str, dict[str, list[str]]] = {}
    counts = json.loads(database.with_suffix(".counts.json").read_text(encoding="utf-8"))
    for finding in run_checks(database, counts).findings:
        if finding.doc and finding.severity in LOUD:
            warnings.setdefault(finding.doc, {}).setdefault(finding.check_id, []).append(finding.message)
    if not kept.exists():
        kept.write_text(json.dumps(warnings, indent=1), encoding="utf-8")
    print("\n".join(_changes(json.loads(kept.read_text(encoding="utf-8")), warnings)))


def rows_of_all(texts: list[Text]) -> Rows:
    """Return the rows of texts. Each text is read by itself, without a country, so that no two are compared."""
    with ProcessPoolExecutor() as workers:
        readings = list(workers.map(_read, texts, chunksize=AT_ONCE))
    return rows_of([n for reading in readings for n in reading.narratives], [r.audit for r in readings], readings)


def _gold() -> Iterator[Text]:
    # the texts' names contain the batch, so that a new batch does not rename the others
    told: Counter[str] = Counter()
    for text in load_gold(GOLD):
        if len(text.text.split()) >= WORDS:
            told[text.batch.name] += 1
            yield Text(f"gold-{text.batch.name}-{told[text.batch.name]}", text.text, text.report_year, text.iso3)


def _passages() -> Iterator[Text]:
    # the passages' names contain the kind, so that a new passage does not rename the others
    told: Counter[str] = Counter()
    for year, kind, passage, _ in CASES:
        told[kind] += 1
        for which in ("wrong", "right"):
            doc = f"{which}-{year}-{kind}-{told[kind]}"
            yield Text(doc, narrative_of(passage.removeprefix(FALSE_ALARM), year, which), year)


def _planted(path: Path) -> Iterator[Text]:
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        kind = "planted" if item["wrong"] else "clean"
        yield Text(f"{kind}-{item['id']}", item["text"], item["report_year"])


def _read(text: Text) -> SourceReading:
    hints = Hints(doc=text.doc, country=text.iso3, report_year=text.report_year)
    reading = read_source(make_source(text.words.encode(), f"{text.doc}.txt", hints))
    alone = [replace(n, document=replace(n.document, narrative_id=None, iso3=None)) for n in reading.narratives]
    return replace(reading, narratives=tuple(alone))


def _changes(before: Warnings, now: Warnings) -> Iterator[str]:
    for kind in ("gold", "clean", "right", "planted", "wrong"):
        old, new = ({doc for doc in found if doc.startswith(f"{kind}-")} for found in (before, now))
        yield f"{kind}: {len(old)} → {len(new)} texts with a warning"
        yield from (f"  no longer: {doc}" for doc in sorted(old - new)[:SHOWN])
        for doc in sorted(new - old)[:SHOWN]:
            yield from (f"  new: {doc}: {name}: {said}" for name, messages in now[doc].items() for said in messages)


if __name__ == "__main__":
    command, texts, *others = sys.argv[1:]
    if command == "read":
        read(Path(texts), list(map(Path, others)))
    else:
        check(Path(texts), Path(others[0]))
