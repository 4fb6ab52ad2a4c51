"""Count the planted contradictions that the checks find, and the false alarms.

``python -m scripts.planted [--each] [FILE …]``
    Read each file of ``tests/checks/planted`` (or the files named) and print a line for each: how many contradictions
    raise a warning at one of their sentences, and how many sound texts raise any. With ``--each``, also print each
    miss and each false alarm; do so only with sets that may be opened.

A line of a file has the fields ``id``, ``report_year``, ``text``, and ``wrong``: the sentences that contradict each
other, or none. With ``sound``, the text is a passage, and ``sound`` is its twin without the contradiction.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from scripts.loud import LOUD, Text, rows_of_all
from tests.checks.test_planted import GAP, SUMMARY
from tipetl.checks import run_checks
from tipetl.checks.report import Finding
from tipetl.store import write_database
from tipetl.tables import row_counts

SETS = Path("tests/checks/planted")
#: from this report year on, narratives say that a country "meets" the standards
MEETS_SINCE = 2010


class Planted(NamedTuple):
    """A text, and the sentences in it that contradict each other; a sound text has none."""

    text: Text
    wrong: Sequence[str]


def planted_texts(item: Mapping[str, Any]) -> Iterator[Planted]:
    """Yield the text of a line and, if it has one, its sound twin."""
    name, year = item["id"], item["report_year"]
    if "sound" not in item:
        yield Planted(Text(name, item["text"], year), item["wrong"])
        return
    yield Planted(Text(name, _narrative(item["text"], year), year), item["wrong"])
    yield Planted(Text(f"{name}-sound", _narrative(item["sound"], year), year), ())


def _narrative(passage: str, year: int) -> str:
    summary = GAP.sub(r"\1" if year >= MEETS_SINCE else r"\2", SUMMARY)
    return f"MOLDOVA (Tier 2)\n\n{summary}\n\n{passage}\n"


def warnings_of(texts: Sequence[Planted]) -> Mapping[str, list[Finding]]:
    """Return the warnings of each text by its name."""
    rows = rows_of_all([one.text for one in texts])
    found: dict[str, list[Finding]] = defaultdict(list)
    with TemporaryDirectory() as folder:
        database = Path(folder) / "texts.duckdb"
        write_database(database, rows, constraints=False)
        for finding in run_checks(database, row_counts(rows)).findings:
            if finding.doc and finding.severity in LOUD:
                found[finding.doc].append(finding)
    return found


def is_at(finding: Finding, planted: Planted) -> bool:
    """Return whether a finding shows one of the sentences that contradict each other."""
    words = planted.text.words
    places = [(words.find(sentence), words.find(sentence) + len(sentence)) for sentence in planted.wrong]
    return any(a < span.char_end and span.char_start < b for a, b in places for span in finding.sentences)


def score(path: Path, *, each: bool) -> str:
    """Return the line of a file; with ``each``, print its misses and false alarms first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [one for line in lines for one in planted_texts(json.loads(line))]
    found = warnings_of(texts)
    wrong, sound = [one for one in texts if one.wrong], [one for one in texts if not one.wrong]
    missed = [one for one in wrong if not any(is_at(finding, one) for finding in found.get(one.text.doc, ()))]
    alarmed = [one for one in sound if one.text.doc in found]
    if each:
        for one in missed:
            print(f"missed {one.text.doc}:", *one.wrong, sep="\n    ")
        for one in alarmed:
            print(f"alarm {one.text.doc}:", *(f"{x.check_id}: {x.message}" for x in found[one.text.doc]), sep="\n    ")
    return f"{path.stem}: {len(wrong) - len(missed)} of {len(wrong)} found, {len(alarmed)} of {len(sound)} alarmed"


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:] if name != "--each"]
    for file in named or sorted(SETS.glob("*.jsonl")):
        print(score(file, each="--each" in sys.argv))
