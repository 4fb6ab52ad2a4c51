"""The exchange format (contract section 8): narratives to JSON lines and CSV, and bulk input from JSON lines.

This module maps fields to rows and computes nothing.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tipetl.countries import find_country
from tipetl.errors import SourceError
from tipetl.model import SECTION_KINDS, Fact, Hints, Narrative, Source
from tipetl.sources.opening import NO_HINTS, make_source

FACT_FIELDS: tuple[str, ...] = (
    "fact_id", "metric", "value", "value_high", "qualifier", "unit", "status", "year", "period", "relation",
    "exploitation", "age", "gender", "nationality", "official", "count", "statute", "purpose", "text", "char_start",
    "char_end", "sentence", "section", "rule", "confidence", "part_of", "restates",
)  # fmt: skip
"""The fields of a fact row besides ``type`` and ``doc``, in order; ``sentence`` is the text of the sentence.

In JSON lines, ``links`` (``kind`` and ``fact_id`` of each figure that it depends on), ``page`` and ``box`` (left, top,
right, bottom in points from the page's upper left corner) follow; the last two are null for a source without pages.
"""


def rows(narrative: Narrative) -> Iterator[dict[str, Any]]:
    """All rows of a narrative, each with ``type`` and ``doc``: the document first, then grouped by type."""
    document = narrative.document
    doc = document.doc
    yield {
        "type": "document",
        "doc": doc,
        "narrative_id": document.narrative_id,
        "source_id": document.source_id,
        "country": document.country,
        "iso3": document.iso3,
        "report_year": document.report_year,
        "year_from": document.year_from,
        "tier": document.tier,
        "tier_movement": document.tier_movement,
        "tier_waiver": document.tier_waiver,
        "tier_automatic": document.tier_automatic,
        "watch_list_years": document.watch_list_years,
        "roles": list(document.roles),
        "outcome": document.outcome,
        "source_doc": document.source_doc or doc,
        "form": document.form,
    }
    for section in narrative.sections:
        yield {
            "type": "section",
            "doc": doc,
            "kind": section.kind,
            "title": section.title,
            "char_start": section.char_start,
            "char_end": section.char_end,
        }
    for item in narrative.recommendations:
        yield {
            "type": "recommendation",
            "doc": doc,
            "position": item.position,
            "text": item.text,
            "char_start": item.char_start,
            "char_end": item.char_end,
            "themes": list(item.themes),
        }
    for fact in narrative.facts:
        yield {"type": "fact", "doc": doc, **_fact(fact)}
    for fact in narrative.candidates:
        yield {"type": "candidate", "doc": doc, **_fact(fact)}
    for claim in narrative.claims:
        yield {
            "type": "claim",
            "doc": doc,
            "claim_id": claim.claim_id,
            "kind": claim.kind,
            "says": claim.says,
            "value": _number(claim.value),
            "qualifier": claim.qualifier,
            "metric": claim.metric,
            "year": claim.year,
            "text": claim.text,
            "char_start": claim.char_start,
            "char_end": claim.char_end,
            "operands": [
                {
                    "role": operand.role,
                    "value": _number(operand.value),
                    "value_high": _number(operand.value_high),
                    "qualifier": operand.qualifier,
                    "fact_id": operand.fact_id,
                }
                for operand in claim.operands
            ],
        }
    for quantity in narrative.quantities:
        yield {
            "type": "quantity",
            "doc": doc,
            "kind": quantity.kind,
            "text": quantity.text,
            "char_start": quantity.char_start,
            "char_end": quantity.char_end,
            "low": _number(quantity.low),
            "high": _number(quantity.high),
            "noun": quantity.noun,
            "fact_id": quantity.fact_id,
        }
    names = {entity.entity_id: entity for entity in narrative.entities}
    for mention in narrative.mentions:
        entity = names[mention.entity_id]
        yield {
            "type": "mention",
            "doc": doc,
            "kind": mention.kind,
            "text": mention.text,
            "char_start": mention.char_start,
            "char_end": mention.char_end,
            "id": mention.entity_id,
            "name": entity.name,
            "iso3": entity.code if entity.kind == "country" else None,
            "subkind": entity.subkind,
        }
    for flow in narrative.flows:
        yield {
            "type": "flow",
            "doc": doc,
            "origin_iso3": flow.origin_iso3,
            "destination_iso3": flow.destination_iso3,
            "origin_region": flow.origin_region,
            "destination_region": flow.destination_region,
            "exploitation": flow.exploitation,
            "victims": list(flow.victims),
            "sectors": list(flow.sectors),
            "time_words": flow.time_words,
            "sentence": flow.sentence_text,
            "char_start": flow.char_start,
            "char_end": flow.char_end,
        }


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
    """The rows of a narrative as JSON objects, one per line, without line ends."""
    for row in rows(narrative):
        yield json.dumps(row, ensure_ascii=False)


_CSV_HEAD = ("doc", "narrative_id", "country", "iso3", "report_year")


def csv_facts(narratives: Iterable[Narrative]) -> Iterator[str]:
    """The facts of all narratives as CSV lines with line ends; the first line names the columns.

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
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell[:1] in "=+-@\t\r":
        return "'" + cell
    return cell


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
    """Read bulk input, one JSON object per line, as sources; an unreadable line becomes a BadLine and the rest are
    read.

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
