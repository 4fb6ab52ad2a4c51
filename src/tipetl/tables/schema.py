"""What a table is: frozen columns, keys and comments, and the SQL that follows from them.

Only the description of tables in general belongs here; the tables themselves stand in ``definitions``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR[]", "INTEGER[]"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, DuckDB type, meaning, whether it may be empty, and the codes it may hold (empty: any).

    ``unit`` is what its numbers are measured in, where all of them are measured in one ("point", "character");
    ``deprecated`` says what to use instead of a column that the next schema version drops.
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
    """``columns`` of this table name a row of ``table`` by its ``references`` columns, where none of them is null."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table. ``primary_key`` is made of content, so that it survives a rebuild and other documents coming or going.

    ``reading_order`` names the columns by which rows are sorted before the primary key settles the rest.
    """

    name: str
    comment: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    reading_order: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[str, ...]:
        """The columns that rows are sorted by: the reading order, then the primary key."""
        return tuple(dict.fromkeys((*self.reading_order, *self.primary_key)))

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; ``KeyError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")

    def positions(self, names: tuple[str, ...]) -> tuple[int, ...]:
        """Where the named columns stand in a row of this table; ``KeyError`` for an unknown one."""
        places = {name: index for index, name in enumerate(self.column_names)}
        return tuple(places[name] for name in names)


def quoted(name: str) -> str:
    """A name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: Table, *, constraints: bool = True) -> str:
    """``CREATE TABLE`` for one table.

    Without ``constraints`` neither keys nor NOT NULL are declared: the database that the checks look at has to be
    able to hold what is wrong, or nothing could report it.
    """
    lines = []
    for column in table.columns:
        required = " NOT NULL" if constraints and not column.nullable else ""
        lines.append(f"{quoted(column.name)} {column.type}{required}")
    if constraints:
        lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
        lines.extend(
            f"FOREIGN KEY ({_names(key.columns)}) REFERENCES {quoted(key.table)} ({_names(key.references)})"
            for key in table.foreign_keys
        )
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n)"


def comments(table: Table) -> tuple[str, ...]:
    """``COMMENT ON`` statements for the table and each of its columns."""
    return (
        f"COMMENT ON TABLE {quoted(table.name)} IS {literal(table.comment)}",
        *(
            f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {literal(describe(column))}"
            for column in table.columns
        ),
    )


def describe(column: Column) -> str:
    """The comment of a column with its code list, as people read it."""
    if not column.codes:
        return column.comment
    return f"{column.comment} One of: {', '.join(column.codes)}."


def in_dependency_order(tables: Mapping[str, Table]) -> tuple[Table, ...]:
    """Tables with every referenced table before the ones that refer to it (a table may refer to itself).

    Raises ``ValueError`` on a circle of references.
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
            raise ValueError(f"foreign keys go round in a circle: {sorted(waiting)}")
        for table in ready:
            ordered[table.name] = waiting.pop(table.name)
    return tuple(ordered.values())


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(quoted(name) for name in columns)
