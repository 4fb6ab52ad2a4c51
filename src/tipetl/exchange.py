"""Write narratives as JSON lines and CSV, and read bulk input from JSON lines (contract section 8).

This module only maps fields to rows; it computes no values.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tipetl.cells import csv_cell
from tipetl.countries import find_country
from tipetl.errors import SourceError
from tipetl.model import SECTION_KINDS, Fact, Hints, Narrative, Source
from tipetl.sources.opening import NO_HINTS, make_source

FACT_FIELDS: tuple[str, ...] = (
    "fact_id", "metric", "value", "value_high", "qualifier", "unit", "status", "year", "period", "relation",
    "exploitation", "age", "gender", "nationality", "official", "count", "statute", "purpose", "text", "char_start",
    "char_end", "sentence", "section", "rule", "confidence", "part_of", "restates",
)  # fmt: skip
"""The fields of a fact row besides ``type`` and ``doc``, in order; ``sentence`` is the sentence's text.

In JSON lines, three more fields follow: ``links`` (``kind`` and ``fact_id`` of each figure on which the fact depends),
``page`` and ``box`` (left, top, right, bottom in points from the page's upper left corner). ``page`` and ``box`` are
null for a source without pages.
"""


_FIELDS: Mapping[str, tuple[str, ...]] = {
    "document": (
        "narrative_id", "source_id", "country", "iso3", "report_year", "year_from", "tier", "tier_movement",
        "tier_waiver", "tier_automatic", "watch_list_years", "roles", "outcome", "source_doc", "form",
    ),
    "section": ("kind", "title", "char_start", "char_end"),
    "recommendation": ("position", "text", "char_start", "char_end", "themes"),
    "claim": (
        "claim_id", "kind", "says", "value", "qualifier", "metric", "year", "text", "char_start", "char_end",
    ),
    "quantity": ("kind", "text", "char_start", "char_end", "low", "high", "noun", "fact_id"),
    "mention": ("kind", "text", "char_start", "char_end"),
    "flow": (
        "origin_iso3", "destination_iso3", "origin_region", "destination_region", "exploitation", "victims", "sectors",
        "time_words", "sentence", "char_start", "char_end",
    ),
}  # fmt: skip
"""The fields of every other type of row besides ``type`` and ``doc``, in order, named as in the row's record."""
_OPERAND_FIELDS = ("role", "value", "value_high", "qualifier", "fact_id")


def rows(narrative: Narrative) -> Iterator[dict[str, Any]]:
    """Yield all rows of a narrative, each with ``type`` and ``doc``: the document first, then grouped by type."""
    document = narrative.document
    doc = document.doc
    yield _row("document", doc, document) | {"source_doc": document.source_doc or doc}
    for section in narrative.sections:
        yield _row("section", doc, section)
    for item in narrative.recommendations:
        yield _row("recommendation", doc, item)
    for fact in narrative.facts:
        yield {"type": "fact", "doc": doc, **_fact(fact)}
    for fact in narrative.candidates:
        yield {"type": "candidate", "doc": doc, **_fact(fact)}
    for claim in narrative.claims:
        yield _row("claim", doc, claim) | {"operands": [_plain(one, _OPERAND_FIELDS) for one in claim.operands]}
    for quantity in narrative.quantities:
        yield _row("quantity", doc, quantity)
    names = {entity.entity_id: entity for entity in narrative.entities}
    for mention in narrative.mentions:
        entity = names[mention.entity_id]
        yield _row("mention", doc, mention) | {
            "id": mention.entity_id,
            "name": entity.name,
            "iso3": entity.code if entity.kind == "country" else None,
            "subkind": entity.subkind,
        }
    for flow in narrative.flows:
        yield _row("flow", doc, flow) | {"sentence": flow.sentence_text}


def _row(kind: str, doc: str, record: object) -> dict[str, Any]:
    return {"type": kind, "doc": doc, **_plain(record, _FIELDS[kind])}


def _plain(record: object, names: Iterable[str]) -> dict[str, Any]:
    """Convert a record's fields for JSON: tuples become lists, and whole numbers lose their decimal point."""
    row: dict[str, Any] = {}
    for name in names:
        value = getattr(record, name)
        row[name] = list(value) if isinstance(value, tuple) else _number(value) if isinstance(value, float) else value
    return row


def _fact(fact: Fact) -> dict[str, Any]:
    row: dict[str, Any] = {name: getattr(fact, name) for name in FACT_FIELDS}
    row["value"], row["value_high"] = _number(fact.value), _number(fact.value_high)
    row["sentence"] = fact.sentence_text
    row["links"] = [{"kind": kind, "fact_id": other} for kind, other in fact.links]
    box = fact.box
    row["page"] = box.page if box else None
    row["box"] = [box.left, box.top, box.right, box.bottom] if box else None
    return row


def _number(value: float | None) -> float | int | None:
    """Drop the decimal point from whole numbers."""
    return int(value) if value is not None and float(value).is_integer() else value


def json_lines(narrative: Narrative) -> Iterator[str]:
    """Yield a narrative's rows as JSON objects, one per line, without line endings."""
    for row in rows(narrative):
        yield json.dumps(row, ensure_ascii=False)


_CSV_HEAD = ("doc", "narrative_id", "country", "iso3", "report_year")


def csv_facts(narratives: Iterable[Narrative]) -> Iterator[str]:
    """Yield the facts of all narratives as CSV lines with line endings; the first line names the columns.

    A text cell that a spreadsheet would take for a formula gets a leading apostrophe.
    """
    yield _csv_line([*_CSV_HEAD, *FACT_FIELDS])
    for narrative in narratives:
        document = narrative.document
        head = [document.doc, document.narrative_id, document.country, document.iso3, document.report_year]
        for fact in narrative.facts:
            row = _fact(fact)
            yield _csv_line([*head, *(row[name] for name in FACT_FIELDS)])


def _csv_line(cells: list[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_cell(cell) for cell in cells])
    return line.getvalue()


def _cell(cell: Any) -> Any:
    return str(cell).lower() if isinstance(cell, bool) else csv_cell(cell)


class BadLine(SourceError):
    """An unreadable line of bulk input; ``line`` counts from 1."""

    def __init__(self, message: str, *, line: int) -> None:
        super().__init__(
            f"line {line}: {message}",
            outcome="corrupt",
            advice="A line is a JSON object: `text` and, if known, doc or id, country or iso3, report_year, section.",
        )
        self.line = line


_BULK_FIELDS: Mapping[str, tuple[type, ...]] = {
    "text": (str,),
    "doc": (str,),
    "id": (str, int),
    "country": (str,),
    "iso3": (str,),
    "report_year": (int,),
    "section": (str,),
}


def read_bulk(lines: Iterable[str], hints: Hints = NO_HINTS) -> Iterator[Source | BadLine]:
    """Read bulk input, one JSON object per line, as sources; an unreadable line becomes a BadLine, and reading
    continues.

    ``hints`` override what a line says. Unknown fields are ignored, so that gold files and earlier output can be used
    as input.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _bulk_source(line, number, hints)
        except BadLine as error:
            yield error


def _bulk_source(line: str, number: int, hints: Hints) -> Source:
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise BadLine(f"not JSON ({getattr(error, 'msg', 'nested too deep')})", line=number) from None
    if not isinstance(row, dict):
        raise BadLine("not a JSON object", line=number)
    for name, wanted in _BULK_FIELDS.items():
        value = row.get(name)
        if value is not None and (not isinstance(value, wanted) or isinstance(value, bool)):
            raise BadLine(f"`{name}` should be {'a number' if wanted == (int,) else 'text'}", line=number)
    if not isinstance(row.get("text"), str) or not row["text"].strip():
        raise BadLine("`text` is missing or empty", line=number)
    country = row.get("iso3") or row.get("country")
    if country is not None and find_country(country) is None:
        raise BadLine(f"{country!r} names no country", line=number)
    section = row.get("section")
    if section is not None and section not in SECTION_KINDS:
        raise BadLine(f"{section!r} is no section; use one of {', '.join(SECTION_KINDS)}", line=number)
    doc = row.get("doc") if row.get("doc") is not None else row.get("id")
    name = str(doc) if doc is not None else f"line-{number}"
    try:
        data = row["text"].encode("utf-8")
    except UnicodeEncodeError:
        raise BadLine("`text` holds half a surrogate pair", line=number) from None
    merged = Hints(
        doc=name,
        country=hints.country or country,
        report_year=hints.report_year or row.get("report_year"),
        section=hints.section or section,
    )
    return make_source(data, name, merged)
