"""``tipetl numbers``: how each number in a text was interpreted, and the sentences of the unexplained numbers."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tipetl.cli.extract import InputFormat, Reader
from tipetl.cli.options import Country, MemoryLimit, ReportYear, TimeLimit, Workers, hints_of, limits_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tipetl.model import Narrative


def numbers(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", allow_dash=True, help="Files, folders, or - for standard input."),
    ],
    country: Country = None,
    report_year: ReportYear = None,
    input_format: Annotated[
        InputFormat,
        typer.Option("--input-format", help="jsonl: each line is an object with a text, as for tipetl extract."),
    ] = "text",
    workers: Workers = None,
    time_limit: TimeLimit = None,
    memory_limit: MemoryLimit = None,
) -> None:
    """List the unexplained numbers, the most common wording first, and count all kinds.

    A number that a metric could count, but that gave no fact, is unexplained: look here for wordings that are not read
    yet. Exit code 1 if nothing could be read.

    \b
    Example:
      tipetl numbers reports/
      tipetl numbers reports/ghana-2023.txt --report-year 2023
    """
    hints = hints_of(country, report_year)
    reader = Reader(bulk=input_format == "jsonl", limits=limits_of(workers, time_limit, memory_limit))
    _print(reader.narratives(paths, hints))
    reader.close()


def _print(narratives: Iterable[Narrative]) -> None:
    from tipetl.figures.quantities.shapes import shape_around

    kinds: Counter[str] = Counter()
    shapes: defaultdict[str, list[str]] = defaultdict(list)
    for narrative in narratives:
        text = narrative.document.text
        for quantity in narrative.quantities:
            kinds[quantity.kind] += 1
            if quantity.kind != "unexplained":
                continue
            sentence = narrative.sentences[quantity.sentence]
            start, end = sentence.char_start, sentence.char_end
            shape = shape_around(text, start, end, quantity.char_start, quantity.char_end)
            words = f"{text[start : quantity.char_start]}[{quantity.text}]{text[quantity.char_end : end]}"
            shapes[shape].append(f"{narrative.document.doc}: {' '.join(words.split())}")
    write = sys.stdout.write
    for shape, found in sorted(shapes.items(), key=lambda item: (-len(item[1]), item[0])):
        write(f"{len(found)} x {shape}\n")
        write("".join(f"    {line}\n" for line in found))
    total = sum(kinds.values())
    if shapes:
        write("\n")
    for kind, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        write(f"{count:7,}  {100 * count / total:5.1f} %  {kind}\n")
    write(f"{total:7,}  numbers\n")
