"""Check that two builds of tipetl give exactly the same readings.

    python -m scripts.same_output ONE_PYTHON OTHER_PYTHON

Both interpreters read every text in tests/gold and seeds/reports, and their output is compared: each fact, candidate
and number of the text with its id and the type of every value (53 is not 53.0), mentions, routes, penalties of laws,
and the output of ``tipetl explain``. Exit code 1 if the outputs differ; the first differences are shown.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parents[1]
SHOWN = 5
ENDLESS = 20
"""One in this many texts is also read as a single sentence, because an overlong sentence is read only in parts."""
NOWHERE, SOME_YEAR = "XKX", 2013
"""Country and report year assumed for texts that state none."""


class Text(NamedTuple):
    """A text to read: ``section`` is None for a whole narrative."""

    name: str
    words: str
    iso3: str
    year: int
    section: str | None


def texts() -> Iterator[Text]:
    """Yield all texts: name, words, country, report year, section. The seed narrative comes only from seeds/reports,
    not from the gold.
    """
    from tipetl.evaluate.goldfiles import load_gold

    golds = [gold for gold in load_gold(PROJECT / "tests" / "gold") if gold.batch.name != "seed"]
    for count, gold in enumerate(golds):
        sight = Text(f"{gold.batch.name}/{gold.doc}", gold.text, gold.iso3 or NOWHERE, gold.report_year, gold.section)
        yield sight
        if count % ENDLESS == 0 and gold.batch.manner != "sentences":
            yield _without_end(sight)
    for path in sorted((PROJECT / "tests" / "gold").glob("*/*.jsonl")):
        if path.parent.name not in ("batches", "numbers"):
            for entry in map(json.loads, path.read_text("utf-8").splitlines()):
                country, year = entry.get("iso3") or NOWHERE, entry.get("report_year") or SOME_YEAR
                name = f"{path.parent.name}/{path.stem}/{entry['id']}"
                yield Text(name, entry["text"], country, year, entry.get("section"))
    for count, path in enumerate(sorted((PROJECT / "seeds" / "reports").glob("*.txt"))):
        report = Text(f"seeds/{path.stem}", path.read_bytes().decode(), NOWHERE, SOME_YEAR, None)
        yield report
        if count % ENDLESS == 0:
            yield _without_end(report)


def _without_end(text: Text) -> Text:
    return text._replace(name=f"{text.name}, without an end", words=text.words.replace(". ", ", ").replace("\n", " "))


def print_readings() -> None:
    """Print what this interpreter's tipetl reads, one line per record, after the location of its fact stage."""
    from tipetl.documents.text import canonical
    from tipetl.entities.law_penalties import tie_penalties
    from tipetl.entities.mentions import extract_mentions
    from tipetl.explain import explain
    from tipetl.figures import facts as stage
    from tipetl.model import Document
    from tipetl.routes.flows import country_roles, extract_flows
    from tipetl.structure import split_sections, split_sentences

    print(stage.__file__)
    for name, words, iso3, year, hint in texts():
        text = canonical(words)
        document = Document(name, f"{iso3}-{year}", "", text, iso3=iso3, report_year=year)
        sections = split_sections(text, section_hint=hint)
        sentences = split_sentences(text, sections)
        reading = stage.extract_facts(document, sections, sentences)
        entities, mentions = extract_mentions(document, sections, sentences)
        for record in itertools.chain(
            reading.facts,
            reading.candidates,
            reading.quantities,
            entities,
            mentions,
            extract_flows(document, sections, sentences, mentions, entities),
            tie_penalties(text, sentences, reading.facts, mentions),
            country_roles(document, sections, sentences),
            explain(document, sections, sentences),
        ):
            # repr distinguishes ints, floats, strings and None, and prints floats exactly
            print(name, repr(record), sep="\t")


def readings_of(python: str) -> tuple[str, list[str]]:
    """Return the location of an interpreter's fact stage, and what the interpreter reads."""
    # run in the project's folder, not its src, so that the interpreter's own tipetl is used
    command = [python, "-c", "from scripts.same_output import print_readings; print_readings()"]
    done = subprocess.run(command, cwd=PROJECT, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    where, *records = done.stdout.split("\n")
    return where, records[:-1]


def main(pythons: list[str]) -> int:
    """Return exit code 0 if the outputs are the same, 1 if different, 2 for wrong usage."""
    if len(pythons) != 2:
        sys.stderr.write((__doc__ or "").strip() + "\n")
        return 2
    (one, ours), (other, theirs) = map(readings_of, pythons)
    print(f"  {one}\n  {other}")
    if one == other:
        print("Both are the same build: nothing was compared.")
        return 1
    pairs = itertools.zip_longest(ours, theirs, fillvalue="(nothing)")
    different = [(a, b) for a, b in pairs if a != b]
    for a, b in different[:SHOWN]:
        print(f"- {a}\n+ {b}")
    if different:
        print(f"DIFFERENT: {len(different):,} of {len(ours):,} records.")
        return 1
    print(f"The same: {len(ours):,} records of {len({record.split(chr(9))[0] for record in ours}):,} texts.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
