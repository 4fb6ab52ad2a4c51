"""Define what is compared between versions: for each kind, the table and the columns that give its place or content."""

from __future__ import annotations

from tipetl.snapshot.pairing import NARRATIVE, Kind, Record, key_of

_SPAN = frozenset({"doc", "char_start", "char_end", "sentence_position"})
_DIMENSIONS = ("exploitation", "age", "gender", "nationality", "official", "purpose")
_ROUTE = ("origin_iso3", "destination_iso3", "origin_region", "destination_region")
_SAID = (*_DIMENSIONS, "value", "value_high", "qualifier", "unit", "status", "year", "period", "relation", "count")


def _figure(row: Record) -> str:
    """Format a figure for display, with its value or range and its unit."""
    if row.get("status") == "not_reported":
        return "not reported"
    value, high = row.get("value"), row.get("value_high")
    shown = "" if value is None else f"{value:,g}" if abs(value) < 1e6 else f"{value:,.0f}"
    if high is not None:
        shown += f"–{high:,g}"
    return f"{shown} {row['unit']}".strip() if row.get("unit") else shown


def _fact(row: Record) -> str:
    who = " ".join(str(row[name]) for name in _DIMENSIONS if row.get(name) and name != "official")
    officials = "officials" if row.get("official") else ""
    parts = (str(row["metric"]), str(row.get("year") or ""), who, officials)
    return f"{' '.join(part for part in parts if part)}: {_figure(row)}"


def _flow(row: Record) -> str:
    origin = row.get("origin_iso3") or row.get("origin_region") or "?"
    destination = row.get("destination_iso3") or row.get("destination_region") or "?"
    return f"{origin} → {destination} {row.get('exploitation') or ''}".strip()


def _tier(row: Record) -> str:
    return f"{row.get('country') or row[NARRATIVE]} {row.get('report_year') or ''}: Tier {row.get('tier') or 'unknown'}"


FACT = Kind(
    "fact",
    "metric",
    _fact,
    (
        key_of(NARRATIVE, "sentence", "inside", "text", "metric", *_SAID),
        key_of(NARRATIVE, "sentence", "metric", "text", *_SAID),
        key_of(NARRATIVE, "sentence", "inside", "text", "metric"),
        key_of(NARRATIVE, "metric", "year", "relation", "unit", *_DIMENSIONS, masking=("sentence",)),
        key_of(NARRATIVE, "metric", masking=("sentence",)),
        key_of(NARRATIVE, "sentence", "inside", "text"),
    ),
    place=_SPAN
    | {"fact_id", "inside", "sentence", "text", "section", "page", "box_left", "box_top", "box_right", "box_bottom"},
    reading=frozenset({"rule", "confidence"}),
    id_column="fact_id",
    references=("part_of", "restates"),
    words="sentence",
    alike=(NARRATIVE, "metric"),
)
FLOW = Kind(
    "flow",
    "flow",
    _flow,
    (
        key_of(NARRATIVE, "sentence", "exploitation", *_ROUTE),
        key_of(NARRATIVE, "exploitation", *_ROUTE, masking=("sentence",)),
        key_of(NARRATIVE, "exploitation", *_ROUTE),
        key_of(NARRATIVE, "sentence", *_ROUTE),
    ),
    place=_SPAN | {"flow_id", "sentence"},
    words="sentence",
    alike=(NARRATIVE, *_ROUTE),
)
RECOMMENDATION = Kind(
    "recommendation",
    "recommendation",
    lambda row: str(row["text"]),
    (key_of(NARRATIVE, "text"), key_of(NARRATIVE, masking=("text",))),
    place=_SPAN | {"position"},
    words="text",
    alike=(NARRATIVE,),
)
TIER = Kind(
    "tier",
    "document",
    _tier,
    (key_of(NARRATIVE),),
    place=frozenset({"doc", "country", "iso3", "report_year"}),
    columns=(
        "doc",
        "country",
        "iso3",
        "report_year",
        "tier",
        "tier_movement",
        "tier_waiver",
        "tier_automatic",
        "watch_list_years",
    ),
)
CHART = Kind(
    "tier_chart",
    "tier_placement",
    _tier,
    (key_of("source_doc", "country"), key_of("iso3", "report_year")),
    place=frozenset({"source_doc", "page"}),
)
ENTITY = Kind(
    "entity",
    "entity",
    lambda row: f"{row['kind']} {row['name']}",
    (key_of("entity_id"), key_of("kind", "name")),
    place=frozenset({"entity_id"}),
)
FINDING = Kind(
    "finding",
    "finding",
    lambda row: f"{row['check_id']}: {row['message']}",
    (
        key_of(NARRATIVE, "check_id", "sentence", "message", "expected", "found"),
        key_of(NARRATIVE, "check_id", "sentence"),
        key_of(NARRATIVE, "check_id", masking=("sentence", "message")),
    ),
    place=_SPAN | {"finding_id", "section", "sentence"},
)
CITED = Kind(
    "cited",
    "country_year",
    lambda row: f"{row['iso3']} {row['year']} {row['metric']}: {_figure(row)}",
    (key_of("iso3", "year", "metric"),),
    place=frozenset({"doc", "fact_id", "considered", "sentence", "country"}),
)
CORRECTION = Kind(
    "correction",
    "correction",
    lambda row: (
        f"{row['narrative_id']}: {row['field']} {row['original'] or 'nothing'} → {row['new'] or 'nothing'}"
        if row.get("field")
        else f"{row['narrative_id']}: {row['check_id']} accepted"
    ),
    (key_of("correction_id"),),
    place=frozenset({"doc", "sentence_position", "fact_id"}),
)
KINDS: tuple[Kind, ...] = (FACT, CITED, FLOW, RECOMMENDATION, TIER, CHART, ENTITY, FINDING, CORRECTION)
"""The kinds of compared things, in display order. A fact's ``inside`` is the position in the sentence at which its
words begin."""
