"""Run cross-row checks in DuckDB: each is a query that returns its offending rows in a common shape.

The columns of every query are ``doc``, ``sentences`` (list of sentence positions, the sentence in question first),
``char_start``, ``char_end``, ``expected``, ``found`` and ``message``; the check passes if there are no rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

import duckdb

from tipetl.checks.plan import Check
from tipetl.checks.report import Finding, SentenceSpan
from tipetl.tables import TABLES, Table, literal, quoted

SHAPE = ("doc", "sentences", "char_start", "char_end", "expected", "found", "message")
ELSEWHERE = ("other_doc", "other_sentences")
"""Optional columns that a query may also return: another document and its sentences."""
_CELL = "cell_in_question"
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
# Selects the facts in the wanted sentences, and other numbers that a check may concern.
_FIGURES = """
    SELECT w.doc, w.position, f.char_start, f.char_end, f.low, f.high
    FROM (SELECT unnest(?::VARCHAR[]) AS doc, unnest(?::INTEGER[]) AS position) w
    JOIN (SELECT doc, sentence_position, char_start, char_end, value AS low, value_high AS high FROM metric
          UNION SELECT doc, sentence_position, char_start, char_end, low, high FROM quantity
          WHERE kind IN ('back_reference', 'other_count', 'other_money', 'unexplained', 'pronoun')) f
      ON f.doc = w.doc AND f.sentence_position = w.position
    ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class Offender:
    """An offending row, before its sentences are looked up."""

    doc: str | None
    sentences: tuple[int, ...]
    char_start: int | None
    char_end: int | None
    expected: str | None
    found: str | None
    message: str
    other_doc: str | None = None
    other_sentences: tuple[int, ...] = ()

    @property
    def places(self) -> list[tuple[str, int]]:
        """Return the row's sentences by document and position, the sentence in question first."""
        both = ((self.doc, self.sentences), (self.other_doc, self.other_sentences))
        return [(doc, position) for doc, positions in both if doc is not None for position in positions]


def offenders(connection: duckdb.DuckDBPyConnection, query: str) -> list[Offender]:
    """Return the offending rows of one query, in reading order. Raises ``duckdb.Error`` or ``ValueError`` for a broken
    query.
    """
    cursor = connection.execute(query)
    names = tuple(str(column[0]) for column in cursor.description or ())
    if names not in (SHAPE, SHAPE + ELSEWHERE):
        raise ValueError(f"the query returns the columns {', '.join(names)} and not {', '.join(SHAPE)}")
    found = [
        Offender(
            doc, _positions(sentences), *rest[:5], *((other[0], _positions(other[1])) if (other := rest[5:]) else ())
        )
        for doc, sentences, *rest in cursor.fetchall()
    ]
    return sorted(found, key=reading_order)


def reading_order(offender: Offender) -> tuple[str, int, str]:
    """Return a sort key: document, place and message."""
    return offender.doc or "", -1 if offender.char_start is None else offender.char_start, offender.message


def _positions(sentences: Iterable[int | None] | None) -> tuple[int, ...]:
    return tuple(dict.fromkeys(p for p in sentences or () if p is not None))


def query_of(check: Check) -> str:
    """Return the SQL of a check: its own, or generated from the table definitions."""
    if check.sql is not None:
        return check.sql
    table = TABLES[check.table]
    match check.kind:
        case "required" | "codes" | "between":
            return _cells(check, table)
        case "unique":
            return _repeated(check, table)
        case "references":
            return _references(check, table)
        case "slice":
            return _slice(check, table)
    raise ValueError(f"{check.check_id}: a check of kind {check.kind} is not a query")


SentenceLookup: TypeAlias = dict[tuple[str, int], tuple[SentenceSpan, str | None]]
FigureLookup: TypeAlias = dict[tuple[str, int], list[tuple[int, int, tuple[float, ...]]]]


def look_up_sentences(connection: duckdb.DuckDBPyConnection, wanted: Iterable[Offender]) -> SentenceLookup:
    """Look up the sentences that offending rows refer to, by document and position, and the kinds of their sections."""
    keys = sorted({place for offender in wanted for place in offender.places})
    if not keys:
        return {}
    rows = connection.execute(
        "SELECT DISTINCT s.doc, s.position, s.char_start, s.char_end, s.text, c.kind "
        "FROM (SELECT unnest(?::VARCHAR[]) AS doc, unnest(?::INTEGER[]) AS position) w "
        "JOIN sentence s USING (doc, position) "
        "LEFT JOIN section c ON c.doc = s.doc AND c.position = s.section_position ORDER BY ALL",
        [[doc for doc, _ in keys], [position for _, position in keys]],
    ).fetchall()
    return {(row[0], row[1]): (SentenceSpan(*row[:5]), row[5]) for row in rows}


def look_up_figures(connection: duckdb.DuckDBPyConnection, sentences: SentenceLookup) -> FigureLookup:
    """Look up the places and values of each sentence's figures."""
    found: FigureLookup = {}
    if sentences:
        keys = [[doc for doc, _ in sentences], [position for _, position in sentences]]
        for doc, position, start, end, *values in connection.execute(_FIGURES, keys).fetchall():
            told = tuple(value for value in values if value is not None)
            found.setdefault((doc, position), []).append((start, end, told))
    return found


def as_finding(check: Check, offender: Offender, sentences: SentenceLookup, figures: FigureLookup) -> Finding:
    """Turn an offending row into a finding. The finding's sentences are in reading order, with another document's last,
    and the sentence in question is named separately.
    """
    found = [sentences[place] for place in offender.places if place in sentences]
    spans = sorted((span for span, _ in found), key=lambda span: (span.doc != offender.doc, span.position))
    first, section = found[0] if found else (None, None)
    return Finding(
        check_id=check.check_id,
        severity=check.severity,
        table=check.table,
        message=offender.message,
        doc=offender.doc,
        section=section,
        sentence_position=None if first is None else first.position,
        sentence=None if first is None else first.text,
        char_start=offender.char_start,
        char_end=offender.char_end,
        expected=offender.expected,
        found=offender.found,
        sentences=tuple(_marked(span, offender, figures.get((span.doc, span.position), ())) for span in spans),
    )


def _marked(
    span: SentenceSpan, offender: Offender, figures: Iterable[tuple[int, int, tuple[float, ...]]]
) -> SentenceSpan:
    """Mark the words in question and each figure that the finding states in a sentence."""
    told = " ".join(filter(None, (offender.expected, offender.found, offender.message)))
    named = {float(figure.replace(",", "")) for figure in _FIGURE.findall(told)}
    places = [(start, end) for start, end, values in figures if named.intersection(values)]
    if span.doc == offender.doc and offender.char_start is not None and offender.char_end is not None:
        places.append((offender.char_start, offender.char_end))
    marks: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if span.char_start <= start < end <= span.char_end and (not marks or marks[-1][1] <= start):
            marks.append((start, end))
    return replace(span, marks=tuple(marks))


def place_columns(table: Table) -> dict[str, str]:
    """Return SQL expressions for a row's place: ``doc``, ``sentences``, ``char_start`` and ``char_end`` for alias
    ``t``.
    """
    names = table.column_names
    sentence = "position" if table.name == "sentence" else "sentence_position"
    return {
        "doc": "t.doc" if "doc" in names else "NULL::VARCHAR",
        "sentences": f"[t.{sentence}]" if sentence in names else "[]::INTEGER[]",
        "char_start": "t.char_start" if "char_start" in names else "NULL::INTEGER",
        "char_end": "t.char_end" if "char_end" in names else "NULL::INTEGER",
    }


def _place(table: Table) -> str:
    return ", ".join(f"{expression} AS {name}" for name, expression in place_columns(table).items())


def _shown(columns: tuple[str, ...], alias: str = "t") -> str:
    return " || ', ' || ".join(f"coalesce({alias}.{quoted(name)}::VARCHAR, '(empty)')" for name in columns)


def _cells(check: Check, table: Table) -> str:
    """Return the query for rows with an invalid cell, or an invalid code in its list, in the check's column."""
    (name,) = check.columns
    column = table.column(name)
    listed = check.kind == "codes" and column.type.endswith("[]")
    wrong, expected = _wrong_cell(check, table)
    return f"""
        SELECT {_place(table)}, {literal(expected)} AS expected, {_shown((_CELL,))} AS found,
               {literal(f"{table.name}.{name} is ")} || {_shown((_CELL,))}
               || {literal(f" where {expected} is expected (")} || {_shown(table.primary_key)} || ')' AS message
        FROM (SELECT *, {f"unnest({quoted(name)})" if listed else quoted(name)} AS {_CELL} FROM {quoted(table.name)}) t
        WHERE {wrong}
    """  # noqa: S608 - names from our own definitions


def _wrong_cell(check: Check, table: Table) -> tuple[str, str]:
    """Return the SQL condition for an invalid cell, and a description of the values expected instead."""
    column = table.column(check.columns[0])
    if check.kind == "codes":
        return f"{_CELL} NOT IN ({', '.join(map(literal, column.codes))})", "a code of the list"
    if check.kind == "required":
        return f"{_CELL} IS NULL" + (f" OR isnan({_CELL})" if column.type == "DOUBLE" else ""), "a value"
    bounds = (("<", "at least", check.minimum), (">", "at most", check.maximum))
    given = [(sign, words, bound) for sign, words, bound in bounds if bound is not None]
    wrong = " OR ".join(f"{_CELL} {sign} {bound}" for sign, _, bound in given)
    return wrong, " and ".join(f"{words} {bound:g}" for _, words, bound in given)


def _repeated(check: Check, table: Table) -> str:
    what = literal(f"{table.name} has several rows with the same {', '.join(check.columns)}: ")
    key = ", ".join(map(quoted, check.columns))
    return f"""
        SELECT {_place(table)}, 'a key that no other row has' AS expected, {_shown(check.columns)} AS found,
               {what} || {_shown(check.columns)} AS message
        FROM {quoted(table.name)} t QUALIFY count(*) OVER (PARTITION BY {key}) > 1
    """  # noqa: S608 - names from our own definitions


def _references(check: Check, table: Table) -> str:
    joined = " AND ".join(
        f"r.{quoted(to)} = t.{quoted(name)}" for name, to in zip(check.columns, check.to_columns, strict=True)
    )
    filled = " AND ".join(f"t.{quoted(name)} IS NOT NULL" for name in check.columns)
    assert check.to_table is not None
    what = literal(f"{table.name} refers to a row of {check.to_table} that does not exist: ")
    return f"""
        SELECT {_place(table)},
               {literal(f"a row of {check.to_table}")} AS expected,
               {_shown(check.columns)} AS found,
               {what} || {_shown(check.columns)} AS message
        FROM {quoted(table.name)} t
        WHERE {filled} AND NOT EXISTS (SELECT 1 FROM {quoted(check.to_table)} r WHERE {joined})
    """  # noqa: S608 - names from our own definitions


def _slice(check: Check, table: Table) -> str:
    (column,) = check.columns
    # substring() counts a negative start from the end of the text, so invalid offsets must be caught first. In texts
    # with non-ASCII characters DuckDB counts from the beginning, so an ASCII copy is searched first.
    words = f"t.{quoted(column)}"
    plain, span = (f"substring({alias}.text, t.char_start + 1, t.char_end - t.char_start)" for alias in "pd")
    sound = "t.char_start >= 0 AND t.char_end > t.char_start AND t.char_end <= length(p.text)"
    what = literal(f"the offsets of {table.name} do not cut {column} out of the document")
    return f"""
        SELECT {_place(table)}, {words} AS expected, CASE WHEN {sound} THEN {span} END AS found, {what} AS message
        FROM {quoted(table.name)} t LEFT JOIN document d ON d.doc = t.doc LEFT JOIN plain_text p ON p.doc = t.doc
        WHERE CASE WHEN ({sound}) IS NOT TRUE THEN false WHEN {plain} = {words} THEN true ELSE {span} = {words} END
              IS NOT TRUE
    """  # noqa: S608 - names from our own definitions


def is_query(check: Check) -> bool:
    """Return whether a check is a query rather than an expectation on the columns of one table."""
    return check.kind in {"sql", "references", "slice", "required", "codes", "between", "unique"}
