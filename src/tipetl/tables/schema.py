"""Describe tables in general: immutable columns, keys and comments, and the SQL derived from them.

``definitions`` contains the tables themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

ColumnType = Literal["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR[]", "INTEGER[]"]

FIELDS = {"sentence": "sentence_text", "sentence_position": "sentence", "section_position": "section"}
"""Maps each column to its field in the records, if the two names differ."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, DuckDB type, meaning, nullability, and the codes allowed in it (empty: any).

    ``unit`` is the unit of the column's numbers, if all share one ("point", "character"); ``deprecated`` says what to
    use instead of a column that the next schema version will drop.
    """

    name: str
    type: ColumnType
    comment: str
    nullable: bool = False
    codes: tuple[str, ...] = ()
    unit: str = ""
    deprecated: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """A foreign key: ``columns`` refer to a row of ``table`` by its ``references`` columns, unless any of them is
    null.
    """

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``primary_key`` depends on content, so it does not change when other documents are added or removed.

    ``reading_order`` names the columns by which rows are sorted before the primary key breaks ties.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    reading_order: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The columns by which rows are sorted: the reading order, then the primary key."""
        return tuple(dict.fromkeys((*self.reading_order, *self.primary_key)))

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Return the column with that name. Raises ``KeyError`` if the table lacks the column."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def positions(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Return the named columns' positions in a row of this table. Raises ``KeyError`` for an unknown column."""
        places = {name: index for index, name in enumerate(self.column_names)}
        return tuple(places[name] for name in names)

    def row(self, record: object, **own: Any) -> tuple[Any, ...]:
        """Build a record's row: each column comes from ``own``, or else from a field of the record (``FIELDS``)."""
        return tuple(
            own[name] if name in own else getattr(record, FIELDS.get(name, name)) for name in self.column_names
        )


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Return a text as an SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table, *, lacking: Collection[str] = ()) -> str:
    """Return ``CREATE TABLE`` for one table.

    NOT NULL is not declared for columns that are ``lacking`` values: the database under check must be able to contain
    errors, or no check could report them. Keys are never declared, since their indexes would make up more than half of
    the file; see ``key_queries`` and ``comments``.
    """
    lines = (
        f"{quoted(column.name)} {column.type}{'' if column.nullable or column.name in lacking else ' NOT NULL'}"
        for column in table.columns
    )
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n)"


def key_queries(table: Table) -> Iterator[tuple[str, str]]:
    """Yield, for each key of a table, a message about violations and a query for the values that violate the key."""
    own = _names(table.primary_key)
    yield (
        f"{table.name} has several rows with the same primary key ({own})",
        f"SELECT {own} FROM {quoted(table.name)} GROUP BY ALL HAVING count(*) > 1 LIMIT 1",  # noqa: S608 - our names
    )
    for key in table.foreign_keys:
        columns, pairs = _names(key.columns), zip(key.columns, key.references, strict=True)
        given = " AND ".join(f"{quoted(name)} IS NOT NULL" for name in key.columns)
        same = " AND ".join(f"other.{quoted(there)} = one.{quoted(here)}" for here, there in pairs)
        yield (
            f"{table.name} refers by a foreign key ({columns}) to a row that {key.table} does not have",
            f"SELECT {columns} FROM {quoted(table.name)} AS one "  # noqa: S608 - our names
            f"WHERE {given} AND NOT EXISTS (SELECT 1 FROM {quoted(key.table)} AS other WHERE {same}) LIMIT 1",
        )


def comments(table: Table) -> tuple[str, ...]:
    """Return ``COMMENT ON`` statements for the table, with its keys, and for each of its columns."""
    keys = [f"Primary key: {', '.join(table.primary_key)}."]
    keys += [f"{', '.join(key.columns)} → {key.table} ({', '.join(key.references)})." for key in table.foreign_keys]
    return (
        f"COMMENT ON TABLE {quoted(table.name)} IS {literal(' '.join([table.comment, *keys]))}",
        *(
            f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {literal(describe(column))}"
            for column in table.columns
        ),
    )


def describe(column: Column) -> str:
    """Return a column's comment with its code list, for people to read."""
    if not column.codes:
        return column.comment
    return f"{column.comment} One of: {', '.join(column.codes)}."


def in_dependency_order(tables: Mapping[str, Table]) -> tuple[Table, ...]:
    """Return the tables in an order that puts every referenced table before those that refer to it (a table may refer
    to itself).

    Raises ``ValueError`` if references form a cycle.
    """
    ordered: dict[str, Table] = {}
    waiting = dict(tables)
    while waiting:
        ready = [
            table
            for table in waiting.values()
            if all(key.table in ordered or key.table == table.name for key in table.foreign_keys)
        ]
        if not ready:
            raise ValueError(f"foreign keys form a cycle: {sorted(waiting)}")
        for table in ready:
            ordered[table.name] = waiting.pop(table.name)
    return tuple(ordered.values())


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in columns)
