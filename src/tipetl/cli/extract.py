"""``tipetl extract``: text in, facts out; nothing is stored."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tipetl.cli.failures import EXIT_NOTHING
from tipetl.cli.messages import complain, complain_of
from tipetl.cli.options import Country, MemoryLimit, ReportYear, TimeLimit, Workers, hints_of, limits_of

if TYPE_CHECKING:
    from tipetl.guard import Limits
    from tipetl.model import Hints, Narrative, Source

STDIN = "-"
BATCH_SIZE = 50
"""The number of files read before the first result is printed."""


ExtractFormat = Literal["jsonl", "csv", "table"]


InputFormat = Literal["text", "jsonl"]
"""What a file contains: one narrative (or part of one), or one JSON object per line for many."""


def extract(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", allow_dash=True, help="Files, folders, or - for standard input."),
    ],
    form: Annotated[
        ExtractFormat,
        typer.Option("--format", help="jsonl: everything that was read; csv: one row per fact; table: for reading."),
    ] = "jsonl",
    country: Country = None,
    report_year: ReportYear = None,
    input_format: Annotated[
        InputFormat,
        typer.Option(
            "--input-format",
            help="jsonl: each line is an object with text and, if known, doc or id, country or iso3, report_year, "
            "section.",
        ),
    ] = "text",
    workers: Workers = None,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
) -> None:
    """Read narratives, or parts of them, and print what they state.

    Nothing is stored or checked. A fragment without headings (one section, one sentence) is read like a whole
    narrative; --country and --report-year supply what it lacks. Exit code 1 if nothing could be read.

    \b
    Example:
      tipetl extract reports/ --format csv > facts.csv
      echo "Courts convicted nine traffickers." | tipetl extract - --country Kosovo --report-year 2013
    """
    hints = hints_of(country, report_year)
    reader = Reader(bulk=input_format == "jsonl", limits=limits_of(workers, time_limit, memory_limit))
    _print(reader.narratives(paths, hints), form)
    reader.close()


class Reader:
    """Reads sources into narratives, with a line on standard error for each failure; ``read`` counts the successes."""

    def __init__(self, *, bulk: bool, limits: Limits) -> None:
        self.bulk = bulk
        self._limits = limits
        self.read = 0
        self._partial = 0

    def _files(self, paths: Sequence[Path], hints: Hints) -> Iterator[Source]:
        """Yield the sources in files, folders and standard input."""
        from tipetl.sources.files import collect, name_apart
        from tipetl.sources.opening import make_source

        sources, audits = collect([path for path in paths if str(path) != STDIN], hints)
        for audit in audits:
            complain_of(audit)
        if any(str(path) == STDIN for path in paths):
            sources = name_apart([*sources, make_source(sys.stdin.buffer.read(), STDIN, hints)])
        yield from sources

    def _lines(self, paths: Sequence[Path], hints: Hints) -> Iterator[Source]:
        """Yield the sources in bulk files, reading one line at a time."""
        from tipetl.exchange import BadLine, read_bulk

        for path in paths:
            try:
                with path.open("rb") if str(path) != STDIN else sys.stdin.buffer as stream:
                    for source in read_bulk((line.decode("utf-8", "replace") for line in stream), hints):
                        if isinstance(source, BadLine):
                            complain(f"{path}: {source}")
                        else:
                            yield source
            except OSError as error:
                complain(
                    f"{path}: {error.strerror}. Give a file with one JSON object per line, or - for standard input."
                )

    def narratives(self, paths: Sequence[Path], hints: Hints) -> Iterator[Narrative]:
        """Yield the narratives that could be read from each file, or each line of the files."""
        from tipetl.guard import read_each
        from tipetl.language.memo import uncollected
        from tipetl.model import SourceReading

        with uncollected():  # this import loads much that stays in memory
            from tipetl.read import read_source

        waiting = self._lines(paths, hints) if self.bulk else self._files(paths, hints)
        # With bulk input, each line is a text and is printed as it arrives.
        while batch := list(islice(waiting, 1 if self.bulk else BATCH_SIZE)):
            for reading in read_each(batch, partial(read_source, fragment=True), SourceReading, limits=self._limits):
                if not reading.narratives:
                    complain_of(reading.audit)
                    continue
                self.read += 1
                if reading.audit.outcome != "ok":
                    self._partial += 1
                    if not self.bulk:
                        complain_of(reading.audit)
                yield from reading.narratives

    def close(self) -> None:
        """Report once how many texts lack something: a message for each would bury the others.

        Ends the command with exit code 1 if nothing could be read.
        """
        if self.bulk and self._partial:
            complain(
                f"{self._partial} of {self.read} texts have no known country or report year. "
                "Give them in the lines, or with --country and --report-year."
            )
        if not self.read:
            raise typer.Exit(EXIT_NOTHING)


def _print(narratives: Iterator[Narrative], form: ExtractFormat) -> None:
    from tipetl.exchange import csv_facts, json_lines

    write = sys.stdout.write
    if form == "csv":
        for line in csv_facts(narratives):
            write(line)
        return
    if form == "jsonl":
        for narrative in narratives:
            write("".join(line + "\n" for line in json_lines(narrative)))
        return
    _print_tables(narratives)


def _print_tables(narratives: Iterator[Narrative]) -> None:
    from tipetl.cli.options import console
    from tipetl.cli.show import document_line, facts_table
    from tipetl.exchange import rows

    out = console()
    for number, narrative in enumerate(narratives):
        if number:
            out.print()
        found = list(rows(narrative))
        facts = [row for row in found if row["type"] == "fact"]
        starts = [narrative.sentences[fact.sentence].char_start for fact in narrative.facts]
        out.print(document_line(found[0]), soft_wrap=True)
        out.print()
        out.print(facts_table([row | {"sentence_start": start} for row, start in zip(facts, starts, strict=True)]))
