"""Compare two versions: pair their narratives, and read the differing rows from their Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from tipetl.asking import parquet_below
from tipetl.errors import WarehouseError
from tipetl.snapshot.manifest import Manifest, SourceEntry
from tipetl.snapshot.pairing import NARRATIVE, Kind, Record
from tipetl.snapshot.recipe import Recipe
from tipetl.tables import literal, quoted


@dataclass(frozen=True, slots=True)
class Side:
    """A version to compare: the folder with ``parquet/``, and how the version was made (``recipe`` is None if not
    recorded).
    """

    version: str
    folder: Path
    sources: Mapping[str, SourceEntry]
    recipe: Recipe | None
    rule_set_version: str
    code_version: str
    checks_version: str
    table_schema_version: str

    @classmethod
    def of(cls, folder: Path, manifest: Manifest, recipe: Recipe | None) -> Side:
        """Make the side for a published version."""
        return cls(
            version=manifest.version,
            folder=folder,
            sources={entry.doc: entry for entry in manifest.sources},
            recipe=recipe,
            rule_set_version=manifest.rule_set_version,
            code_version=manifest.code_version,
            checks_version=manifest.checks_version,
            table_schema_version=manifest.table_schema_version,
        )


@dataclass(frozen=True, slots=True)
class NarrativeEntry:
    """A narrative in one version: its document, its source, and its text's SHA-256 (None if the whole entry is the same
    in the other version).
    """

    doc: str
    narrative_id: str | None
    country: str | None
    iso3: str | None
    report_year: int | None
    source_id: str
    source_doc: str
    text_hash: str | None


@dataclass(frozen=True, slots=True)
class Narratives:
    """The narratives of both versions under shared names. ``keys`` maps each document to its shared name, for old and
    new.
    """

    before: Mapping[str, NarrativeEntry]
    after: Mapping[str, NarrativeEntry]
    keys: tuple[Mapping[str, str], Mapping[str, str]]


@dataclass
class Comparison:
    """An open comparison of ``old`` with ``new``. ``missing`` collects the tables that only one version has."""

    old: Side
    new: Side
    connection: duckdb.DuckDBPyConnection
    missing: set[str] = field(default_factory=set)
    narratives: Narratives = field(init=False)

    def __post_init__(self) -> None:
        old, new = self._documents(self.old), self._documents(self.new)
        both = old & new
        self.narratives = _narratives(self._entries(self.old, old, both), self._entries(self.new, new, both))

    def differing(self, kind: Kind) -> tuple[list[Record], list[Record]]:
        """Return the rows of a kind that differ between the versions: first the old ones, then the new ones."""
        columns = self.common(kind.table)
        if kind.columns:
            columns = [name for name in columns if name in kind.columns]
        if not columns:
            return [], []
        names = ", ".join(map(quoted, columns))
        found: list[list[Record]] = []
        where = self._where_differing(kind.table, names) if "doc" in columns else ""
        for here, there, keys in ((self.old, self.new, 0), (self.new, self.old, 1)):
            only = (
                f"SELECT {names} FROM {self._file(here, kind.table)} {where} "  # noqa: S608 - our own names and files
                f"EXCEPT ALL SELECT {names} FROM {self._file(there, kind.table)} {where}"
            )
            if kind.name == "fact":
                only = (
                    f"SELECT d.*, d.char_start - s.char_start AS inside FROM ({only}) d "  # noqa: S608
                    f"LEFT JOIN {self._file(here, 'sentence')} s ON s.doc = d.doc AND s.position = d.sentence_position"
                )
            place = self.narratives.keys[keys]
            rows: list[Record] = [
                {**row, NARRATIVE: place.get(row.get("doc") or "", row.get("narrative_id") or row.get("doc") or "")}
                for row in self.records(only)
            ]
            found.append(sorted(rows, key=lambda row: _order(row, columns)))
        return found[0], found[1]

    def _where_differing(self, table: str, names: str) -> str:
        """Return an SQL condition for the documents with differing rows. To find them, summing the hashes of each
        document's rows is faster than looking up each row in the other version.
        """
        sides = " UNION ALL ".join(
            f"SELECT coalesce(doc, '') AS doc, {sign} AS n, hash({names})::HUGEINT * {sign} AS rows "  # noqa: S608
            f"FROM {self._file(side, table)}"
            for side, sign in ((self.old, -1), (self.new, 1))
        )
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE differing AS SELECT doc FROM ({sides}) "  # noqa: S608
            "GROUP BY doc HAVING sum(n) <> 0 OR sum(rows) <> 0"
        )
        return "WHERE coalesce(doc, '') IN (SELECT doc FROM differing)"

    def common(self, table: str) -> list[str]:
        """Return the columns that a table has in both versions; none if either version lacks the table."""
        old, new = self._columns(self.old, table), self._columns(self.new, table)
        if not old or not new:
            if old or new:
                self.missing.add(table)
            return []
        return [name for name in new if name in old]

    def only_in_one(self, table: str, columns: Sequence[str]) -> list[Record]:
        """Return rows of these columns that occur more often in one version than in the other. ``side`` is 0 for old, 1
        for new.
        """
        if not set(columns) <= set(self.common(table)):
            return []
        names = ", ".join(map(quoted, columns))
        where = self._where_differing(table, names) if "doc" in columns else ""
        found: list[Record] = []
        for side, (here, there) in enumerate(((self.old, self.new), (self.new, self.old))):
            rows = self.records(
                f"SELECT {names} FROM {self._file(here, table)} {where} "  # noqa: S608 - our own names and files
                f"EXCEPT ALL SELECT {names} FROM {self._file(there, table)} {where}"
            )
            found += [{**row, "side": side} for row in rows]
        return found

    def rows(self, side: int, table: str, columns: Sequence[str], docs: Sequence[str] | None = None) -> list[Record]:
        """Return rows with these columns of a table in the old (0) or new (1) version, for some documents or all."""
        where = self.new if side else self.old
        if not set(columns) <= set(self._columns(where, table)):
            return []
        names = ", ".join(map(quoted, columns))
        query = f"SELECT {names} FROM {self._file(where, table)}"  # noqa: S608 - our own names and files
        if docs is None:
            return self.records(query)
        return self.records(f"{query} WHERE list_contains(?, doc)", [list(docs)])

    def records(self, query: str, parameters: Sequence[object] = ()) -> list[Record]:
        cursor = self.connection.execute(query, list(parameters))
        names = [str(column[0]) for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _documents(self, side: Side) -> set[tuple[Any, ...]]:
        """Read each document's entry, with a fast hash of its text instead of the SHA-256."""
        columns = self._columns(side, "document")
        source = "source_doc" if "source_doc" in columns else "doc"
        rows = self.connection.execute(
            f"SELECT doc, narrative_id, country, iso3, report_year, source_id, {source}, hash(text) "  # noqa: S608
            f"FROM {self._file(side, 'document')}"
        )
        return set(rows.fetchall())

    def _entries(self, side: Side, documents: set[tuple[Any, ...]], both: set[tuple[Any, ...]]) -> list[NarrativeEntry]:
        docs = [doc for doc, *_ in documents - both]
        theirs = f"{self._file(side, 'document')} WHERE doc IN (SELECT unnest(?::VARCHAR[]))"
        texts = f"SELECT doc, sha256(text) FROM {theirs}"  # noqa: S608 - our own names and files
        hashes = dict(self.connection.execute(texts, [docs]).fetchall()) if docs else {}  # read only what is needed
        return [NarrativeEntry(*(*entry[:-1], hashes.get(entry[0]))) for entry in sorted(documents, key=_doc)]

    def _columns(self, side: Side, table: str) -> list[str]:
        if not (side.folder / "parquet" / f"{table}.parquet").is_file():
            return []
        return [str(row["column_name"]) for row in self.records(f"DESCRIBE FROM {self._file(side, table)}")]

    @staticmethod
    def _file(side: Side, table: str) -> str:
        return f"read_parquet({literal(str(side.folder / 'parquet' / f'{table}.parquet'))})"


@contextmanager
def comparison(old: Side, new: Side) -> Iterator[Comparison]:
    """Open two versions for comparison. Raises ``WarehouseError`` if their files cannot be read."""
    try:
        with parquet_below(old.folder, new.folder) as connection:
            yield Comparison(old, new, connection)
    except duckdb.Error as error:
        raise WarehouseError(
            f"{old.version} and {new.version} cannot be compared: {' '.join(str(error).split())}",
            advice="Find out which one is damaged: tipetl snapshots verify VERSION",
        ) from error


def _narratives(before: Sequence[NarrativeEntry], after: Sequence[NarrativeEntry]) -> Narratives:
    """Pair the narratives: first by document and narrative, then by narrative, then by document."""
    old, new = {entry.doc: entry for entry in before}, {entry.doc: entry for entry in after}
    pairs: dict[str, str] = {
        doc: doc for doc, entry in new.items() if doc in old and old[doc].narrative_id == entry.narrative_id
    }
    named = {entry.narrative_id: doc for doc, entry in old.items() if entry.narrative_id and doc not in pairs}
    for doc, entry in new.items():
        if doc not in pairs and entry.narrative_id in named:
            pairs[doc] = named.pop(entry.narrative_id)
    used = set(pairs.values())
    pairs |= {doc: doc for doc in new if doc not in pairs and doc in old and doc not in used}
    used = set(pairs.values())
    names: list[dict[str, str]] = [{}, {}]
    before_by_name, after_by_name = {}, {}
    taken: set[str] = set()

    def name_for(entry: NarrativeEntry) -> str:
        """Return the narrative's id, or the document's name if the narrative has no id or shares it with another."""
        name = entry.narrative_id if entry.narrative_id and entry.narrative_id not in taken else entry.doc
        taken.add(name)
        return name

    for doc, entry in new.items():
        name = names[1][doc] = name_for(entry)
        after_by_name[name] = entry
        if doc in pairs:
            names[0][pairs[doc]] = name
            before_by_name[name] = old[pairs[doc]]
    for doc, entry in old.items():
        if doc not in used:
            name = names[0][doc] = name_for(entry)
            before_by_name[name] = entry
    return Narratives(before_by_name, after_by_name, (names[0], names[1]))


def _doc(document: tuple[Any, ...]) -> str:
    return str(document[0])


def _order(row: Mapping[str, Any], columns: Sequence[str]) -> tuple[tuple[bool, str], ...]:
    """Return a sort key by narrative and place, so that the same versions always yield the same difference."""
    place = (row[NARRATIVE], *(f"{row[name]:012}" for name in ("position", "char_start") if row.get(name) is not None))
    return tuple((value is not None, str(value)) for value in (*place, *(row[name] for name in columns)))
