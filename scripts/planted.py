"""Count the planted contradictions that the checks find, and the false alarms.

``python -m scripts.planted [--each | --checks] [FILE …]``
    Read each file of ``tests/checks/planted`` (or the files named) and print a line for each: how many contradictions
    raise a warning at one of their sentences, and how many sound texts raise any. With ``--each``, also print each
    miss and each false alarm; do so only with sets that may be opened. With ``--checks``, print for each check and each
    verdict on whose mistake it is how many of their warnings were right.

A line of a file has the fields ``id``, ``report_year``, ``text``, and ``wrong``: the sentences that contradict each
other, or none. With ``sound``, the text is a passage, and ``sound`` is its twin without the contradiction.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
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
_WHOSE = {"report": "report's error", "misread": "reader's error"}


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


class Scored(NamedTuple):
    """The texts of a file, and the warnings of each by its name."""

    texts: Sequence[Planted]
    found: Mapping[str, Sequence[Finding]]

    @property
    def missed(self) -> list[Planted]:
        """The texts with a contradiction at whose sentences there is no warning."""
        wrong = [one for one in self.texts if one.wrong]
        return [one for one in wrong if not any(is_at(finding, one) for finding in self.found.get(one.text.doc, ()))]

    @property
    def alarmed(self) -> list[Planted]:
        """The sound texts with a warning."""
        return [one for one in self.texts if not one.wrong and one.text.doc in self.found]

    def verdicts(self) -> Iterator[tuple[Finding, bool]]:
        """Yield one warning of each check in each text, and whether any of them shows the contradiction."""
        for one in self.texts:
            for _, group in groupby(sorted(self.found.get(one.text.doc, ()), key=_by_check), key=_by_check):
                warnings = list(group)
                yield warnings[0], any(is_at(finding, one) for finding in warnings)


def _by_check(finding: Finding) -> str:
    return finding.check_id


def scored(path: Path) -> Scored:
    """Read the texts of a file and check them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    texts = [one for line in lines for one in planted_texts(json.loads(line))]
    return Scored(texts, warnings_of(texts))


def line_of(path: Path, score: Scored) -> str:
    """Return the line of a file."""
    wrong = sum(bool(one.wrong) for one in score.texts)
    found, sound = wrong - len(score.missed), len(score.texts) - wrong
    return f"{path.stem}: {found} of {wrong} found, {len(score.alarmed)} of {sound} alarmed"


def errors_of(score: Scored) -> Iterator[str]:
    """Yield each miss and each false alarm with its sentences."""
    for one in score.missed:
        yield "\n    ".join([f"missed {one.text.doc}:", *one.wrong])
    for one in score.alarmed:
        warnings = (f"{warning.check_id}: {warning.message}" for warning in score.found[one.text.doc])
        yield "\n    ".join([f"alarm {one.text.doc}:", *warnings])


def table_of(scores: Iterable[Scored]) -> Iterator[str]:
    """Yield the lines of a Markdown table: right warnings and all warnings, by check and by likely cause."""
    right: Counter[str] = Counter()
    judged: Counter[str] = Counter()
    for finding, is_right in (verdict for score in scores for verdict in score.verdicts()):
        for name in (
            f"`{finding.check_id.partition('.')[2]}`",
            f"all that are likely the {_WHOSE[finding.likely or 'report']}",
        ):
            judged[name] += 1
            right[name] += is_right
    yield "| check | right | judged |"
    yield "|---|---|---|"
    for name in sorted(judged, key=lambda name: (-judged[name], name)):
        yield f"| {name} | {right[name]} | {judged[name]} |"


if __name__ == "__main__":
    options = {name for name in sys.argv[1:] if name.startswith("--")}
    files = [Path(name) for name in sys.argv[1:] if name not in options] or sorted(SETS.glob("*.jsonl"))
    everything = []
    for file in files:
        everything.append(scored(file))
        if "--each" in options:
            print(*errors_of(everything[-1]), sep="\n")
        print(line_of(file, everything[-1]))
    if "--checks" in options:
        print(*table_of(everything), sep="\n")
