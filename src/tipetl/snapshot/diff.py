"""Compute what differs between two versions, and why, as records with a summary.

This module combines pairs of rows with their causes; ``changelog`` and ``diff_page`` display the result.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tipetl.snapshot.attribution import Attribution, unique
from tipetl.snapshot.causes import Cause, CauseKind, listed
from tipetl.snapshot.kinds import FACT, KINDS
from tipetl.snapshot.layout import LATEST, version_dir
from tipetl.snapshot.manifest import Manifest, read_manifest
from tipetl.snapshot.pairing import NARRATIVE, Kind, Pair, Record, Status, paired
from tipetl.snapshot.recipe import read_recipe
from tipetl.snapshot.versions import Comparison, Side, comparison
from tipetl.tables import MART_TABLES

DOCUMENT = "document"
KIND_NAMES: tuple[str, ...] = (DOCUMENT, *(kind.name for kind in KINDS))
STATUSES: tuple[Status, ...] = ("added", "removed", "changed", "reread", "moved")
TOLD: tuple[Status, ...] = ("added", "removed", "changed")
"""``STATUSES``: all statuses of differences; ``TOLD``: the statuses that changelogs report.

``reread``: the same figure, read by a different rule or with a different confidence. ``moved``: the same figure in
another place, under another id, or in a sentence reworded around it.
"""
_MOST_CAUSES = 50
_MOST_DOCUMENTS = 20
_HIDDEN = frozenset({NARRATIVE, "inside", "side"})


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two versions. ``before`` and ``after`` are whole rows or None; ``columns`` are the columns
    that differ.

    ``words`` is the sentence or text with the difference, from the newest version that contains it.
    """

    kind: str
    status: Status
    narrative: str
    label: str
    columns: tuple[str, ...]
    before: Record | None
    after: Record | None
    causes: tuple[Cause, ...]

    @property
    def words(self) -> str:
        row = self.after or self.before or {}
        return str(row.get("sentence") or (row.get("text") if self.kind == "recommendation" else "") or "")

    @property
    def steps(self) -> tuple[tuple[str, Any, Any], ...]:
        """Return each differing column with its values before and after."""
        before, after = self.before or {}, self.after or {}
        return tuple((name, before.get(name), after.get(name)) for name in self.columns)


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences between two versions, by kind and narrative.

    ``uncompared`` names tables that only one of the versions has. ``also`` names tables with different rows that no
    kind compares (such as sentences and quantities, but not marts, which are derived). Finding them requires the
    manifests of both versions.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    uncompared: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[Change, ...]:
        """The differences that changelogs report: additions, removals and changes."""
        return tuple(change for change in self.changes if change.status in TOLD)

    def counts(self) -> dict[str, dict[str, int]]:
        """Count the differences by kind and status, without zeros."""
        found: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            found[change.kind][change.status] += 1
        return {kind: {s: found[kind][s] for s in STATUSES if found[kind][s]} for kind in KIND_NAMES if found[kind]}

    def by_cause(self) -> dict[tuple[Cause, ...], tuple[Change, ...]]:
        """Group the additions, removals and changes by cause, sorted by cause.

        If many documents were added or removed, their causes are merged into one.
        """
        found: defaultdict[tuple[Cause, ...], list[Change]] = defaultdict(list)
        for change in self.told:
            found[change.causes].append(change)
        kinds: tuple[CauseKind, ...] = ("document_added", "document_removed")
        for kind in kinds:
            alike = [causes for causes in found if len(causes) == 1 and causes[0].kind == kind]
            if len(alike) > _MOST_DOCUMENTS:
                names = listed(sorted(causes[0].name for causes in alike))
                together = (Cause(kind, f"{len(alike):,} documents", names),)
                found[together] = [change for causes in alike for change in found.pop(causes)]
        return {causes: tuple(found[causes]) for causes in sorted(found)}

    def summary(self) -> Summary:
        """Return the counts and causes without the rows. Smaller causes of the same kind are merged."""
        groups = self.by_cause()
        largest = sorted(groups, key=lambda causes: (-len(groups[causes]), causes))[:_MOST_CAUSES]
        merged = {causes: list(groups[causes]) for causes in sorted(largest)}
        for rest in groups.keys() - set(largest):
            merged.setdefault((Cause(rest[0].kind, "others"),), []).extend(groups[rest])
        causes = []
        for together, changes in sorted(merged.items()):
            counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
            for change in changes:
                counts[change.kind][change.status] += 1
            causes.append(CauseSummary(together, {kind: dict(counts[kind]) for kind in KIND_NAMES if counts[kind]}))
        return Summary(self.old, self.counts(), tuple(causes))

    def to_dict(self) -> dict[str, Any]:
        """Return everything as plain objects for JSON."""
        return {
            "old": self.old,
            "new": self.new,
            "summary": asdict(self.summary()),
            "changes": [change_dict(change) for change in self.changes],
            "uncompared": list(self.uncompared),
            "also": list(self.also),
        }


@dataclass(frozen=True, slots=True)
class CauseSummary:
    """The number of differences with the same causes, by kind and status. If there are several causes, any or all of
    them may apply.
    """

    causes: tuple[Cause, ...]
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Summary:
    """The counts and causes of the differences between a version and ``since``, stored with the version."""

    since: str
    counts: Mapping[str, Mapping[str, int]]
    causes: tuple[CauseSummary, ...] = ()


def summary_of(raw: Mapping[str, Any]) -> Summary:
    """Convert a manifest's entry back to a summary."""
    causes = tuple(
        CauseSummary(tuple(Cause(**cause) for cause in entry["causes"]), entry["counts"]) for entry in raw["causes"]
    )
    return Summary(raw["since"], raw["counts"], causes)


def change_dict(change: Change) -> dict[str, Any]:
    """Convert a difference to plain objects: whole rows if a row was added or removed, otherwise the differing
    columns.
    """

    def row(record: Record | None) -> dict[str, Any] | None:
        if record is None:
            return None
        wanted = change.columns or tuple(name for name in record if name not in _HIDDEN)
        return {name: record.get(name) for name in wanted}

    ids = [name for name in ("fact_id", "flow_id", "entity_id", "finding_id", "correction_id") if name in _any(change)]
    return {
        "kind": change.kind,
        "status": change.status,
        "narrative": change.narrative,
        "label": change.label,
        **{name: _any(change)[name] for name in ids[:1]},
        "before": row(change.before),
        "after": row(change.after),
        "words": change.words,
        "causes": [asdict(cause) for cause in change.causes],
    }


def difference(warehouse: Path, new: str = LATEST, old: str | None = None) -> Difference:
    """Return the differences between version ``new`` and ``old`` (default: the version before it).

    Raises ``WarehouseError`` if a version does not exist, if no version precedes ``new``, or if files cannot be read.
    """
    from tipetl.snapshot.older import version_before

    after = version_dir(warehouse, new)
    before = version_dir(warehouse, old if old is not None else version_before(warehouse, after.name))
    manifests = read_manifest(before), read_manifest(after)
    sides = [
        Side.of(folder, manifest, read_recipe(folder))
        for folder, manifest in zip((before, after), manifests, strict=True)
    ]
    return compared(sides[0], sides[1], also=_also(*manifests))


def compared(old: Side, new: Side, *, also: tuple[str, ...] = ()) -> Difference:
    """Compare two versions, given as sides. Raises the same errors as ``difference``."""
    with comparison(old, new) as found:
        attribution = Attribution(found)
        changes = [*_documents(found, attribution)]
        for kind in KINDS:
            changes += [_change(kind, pair, attribution) for pair in paired(kind, *found.differing(kind))]
        missing = tuple(sorted(found.missing))
    return Difference(old.version, new.version, tuple(changes), missing, also)


def _change(kind: Kind, pair: Pair, attribution: Attribution) -> Change:
    row = pair.after or pair.before or {}
    causes = unique(attribution.of(pair))
    return Change(
        kind.name, pair.status, pair.narrative, kind.label(row), pair.columns, pair.before, pair.after, causes
    )


def _documents(found: Comparison, attribution: Attribution) -> list[Change]:
    changes = []
    names = found.narratives
    for name in sorted(names.before.keys() | names.after.keys()):
        before, after = names.before.get(name), names.after.get(name)
        narrative = after or before
        assert narrative is not None
        status: Status
        columns: tuple[str, ...] = ()
        if before is None or after is None:
            status = "added" if before is None else "removed"
        elif before.text_hash != after.text_hash:
            status, columns = "changed", ("text_hash",)
        elif before != after:
            status = "moved"
            one, other = asdict(before), asdict(after)
            columns = tuple(field for field in one if one[field] != other[field])
        else:
            continue
        label = f"{narrative.country or narrative.doc} {narrative.report_year or ''}".strip()
        rows = [None if side is None else asdict(side) for side in (before, after)]
        causes = unique(attribution.of_document(name)) or (Cause("unexplained", "nothing recorded differs"),)
        changes.append(Change(DOCUMENT, status, name, f"{label} ({narrative.doc})", columns, rows[0], rows[1], causes))
    return changes


def _also(before: Manifest, after: Manifest) -> tuple[str, ...]:
    """Return the tables with different rows that no kind compares."""
    known = {kind.table for kind in KINDS} | set(MART_TABLES)
    both = before.table_hashes.keys() & after.table_hashes.keys()
    return tuple(sorted(n for n in both - known if before.table_hashes[n] != after.table_hashes[n]))


def _any(change: Change) -> Record:
    return change.after or change.before or {}


__all__ = [
    "DOCUMENT",
    "FACT",
    "KIND_NAMES",
    "STATUSES",
    "TOLD",
    "CauseSummary",
    "Change",
    "Difference",
    "Summary",
    "change_dict",
    "compared",
    "difference",
    "summary_of",
]
