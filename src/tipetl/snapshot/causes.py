"""Find out what makes two versions differ: a source, a rule, the code, a library, a check, or a correction.

Causes come from both versions' records of how they were made (sources and recipes). Only something that differs between
the two versions can be a cause. If there are several possible causes, all are named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from tipetl.snapshot.manifest import SourceEntry
from tipetl.snapshot.recipe import GROUPS_FILE, LEXICON_FOLDER, RULES_FOLDER, Recipe
from tipetl.snapshot.versions import Comparison, NarrativeEntry, Side

CauseKind = Literal[
    "document_added", "document_removed", "source", "rule", "code", "library", "check", "correction", "unexplained"
]
CAUSE_WORDS: Mapping[CauseKind, str] = {
    "document_added": "Document added",
    "document_removed": "Document removed",
    "source": "Source changed",
    "rule": "Rule changed",
    "code": "Code changed",
    "library": "Library changed",
    "check": "Check changed",
    "correction": "Correction",
    "unexplained": "Not explained",
}
NOT_RECORDED = "not recorded"
_Held: TypeAlias = Mapping[str, list[str]]
"""The names of a version's sources, by the hash of their bytes."""


@dataclass(frozen=True, slots=True, order=True)
class Cause:
    """A cause of a difference: its kind, its name (a document, a rule's id, a file), and what changed about it between
    the versions.
    """

    kind: CauseKind
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class RecipeChanges:
    """How the recipes of two versions differ.

    ``rules`` and ``checks`` map each id to a description of its change; ``data`` maps each file to its differing parts.
    ``unrecorded`` lists the causes if a version has no recipe.
    """

    rules: Mapping[str, str]
    checks: Mapping[str, str]
    data: Mapping[str, tuple[str, ...]]
    code: tuple[str, ...]
    libraries: tuple[str, ...]
    unrecorded: tuple[Cause, ...] = ()

    def reading(self, relevant: Callable[[str], bool] = lambda _file: True) -> tuple[Cause, ...]:
        """Find the possible causes of a different reading that no rule explains: the ``relevant`` data files and the
        code, or if none of them differs, the libraries, or else any data file.
        """
        data = [name for name in self.data if relevant(name)]
        code = [name for name in self.code if not name.startswith("checks/")]
        causes = self._of_data(data)
        if code:
            causes.append(Cause("code", listed(code)))
        causes = causes or [Cause("library", name) for name in self.libraries] or self._of_data(self.data)
        return tuple(causes) or self.unrecorded

    def _of_data(self, names: Iterable[str]) -> list[Cause]:
        return [Cause("rule", name.rpartition("data/")[2], listed(self.data[name])) for name in names]

    def of_rule(self, rule: str | None) -> Cause | None:
        """Return the rule that read a figure as a cause, if the rule differs. An ellipsis is read by the rule on which
        it depends.
        """
        name = (rule or "").removesuffix("+ellipsis")
        return Cause("rule", name, self.rules[name]) if name in self.rules else None

    @property
    def any(self) -> bool:
        return bool(self.rules or self.data or self.code or self.libraries or self.unrecorded)


def recipe_changes(old: Side, new: Side) -> RecipeChanges:
    """Compare the recipes of two versions. If either version has no recipe, compare only version numbers."""
    if old.recipe is None or new.recipe is None:
        causes = []
        if old.rule_set_version != new.rule_set_version:
            causes.append(Cause("rule", NOT_RECORDED, f"{old.rule_set_version} → {new.rule_set_version}"))
        if old.code_version != new.code_version or not causes:
            causes.append(Cause("code", NOT_RECORDED, f"tipetl {old.code_version} → {new.code_version}"))
        return RecipeChanges({}, {}, {}, (), (), tuple(causes))
    before, after = old.recipe, new.recipe
    data = {
        name: parts
        for name in sorted(before.data.keys() | after.data.keys())
        if (parts := _different(before.data.get(name, {}), after.data.get(name, {})))
    }
    return RecipeChanges(
        rules=_rules(before, after, data),
        checks={
            name: _happened(name in before.checks, name in after.checks)
            for name in _different(before.checks, after.checks)
        },
        # Changed rules are named instead of their files. A file is named only for changes outside its rules.
        data={name: parts for name, parts in data.items() if not _shown_by_rules(name)},
        code=_different(before.code, after.code),
        libraries=tuple(
            f"{name} {before.libraries.get(name, 'absent')} → {after.libraries.get(name, 'absent')}"
            for name in _different(before.libraries, after.libraries)
        ),
    )


def source_changes(comparison: Comparison) -> dict[str, Cause | None]:
    """Return each narrative's source as a cause, if it was added, removed, or changed in bytes or metadata.

    The value is None if the source is unchanged, or if the narrative is new (or gone) although its source is not, which
    means that the source was read differently.
    """
    names = comparison.narratives.before.keys() | comparison.narratives.after.keys()
    held = (_by_bytes(comparison.old), _by_bytes(comparison.new))
    return {name: _source_change(comparison, name, held) for name in sorted(names)}


def _source_change(comparison: Comparison, narrative: str, held: tuple[_Held, _Held]) -> Cause | None:
    before = comparison.narratives.before.get(narrative)
    after = comparison.narratives.after.get(narrative)
    old, new = comparison.old.sources, comparison.new.sources
    if before is None and after is not None:
        known = _is_held(after, held[0], new)
        return None if known else Cause("document_added", after.doc, _file(comparison.new, after))
    if after is None and before is not None:
        known = _is_held(before, held[1], old)
        return None if known else Cause("document_removed", before.doc, _file(comparison.old, before))
    if before is None or after is None:
        return None
    if before.source_id != after.source_id:
        what = f"sha256 {before.source_id[:12]} → {after.source_id[:12]}"
        if before.source_doc != after.source_doc:
            what = f"read from {after.source_doc} instead of {before.source_doc}; {what}"
        return Cause("source", after.doc, what)
    one, other = old.get(before.source_doc), new.get(after.source_doc)
    if one is not None and other is not None and dict(one.hints) != dict(other.hints):
        names = sorted(one.hints.keys() | other.hints.keys())
        differing = [
            f"{name} {one.hints.get(name)} → {other.hints.get(name)}"
            for name in names
            if one.hints.get(name) != other.hints.get(name)
        ]
        return Cause("source", after.doc, f"what was said of it: {', '.join(differing)}")
    return None


def _by_bytes(side: Side) -> _Held:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in side.sources.values():
        found[entry.source_id].append(entry.doc)
    return found


def _is_held(narrative: NarrativeEntry, there: _Held, here: Mapping[str, SourceEntry]) -> bool:
    """Return whether the other version also has a narrative's source, under the same name or under one that this
    version lacks.
    """
    return any(doc == narrative.source_doc or doc not in here for doc in there.get(narrative.source_id, ()))


def text_changed(comparison: Comparison, narrative: str) -> bool:
    """Return whether the text of a narrative in both versions changed."""
    before = comparison.narratives.before.get(narrative)
    after = comparison.narratives.after.get(narrative)
    return before is not None and after is not None and before.text_hash != after.text_hash


def _rules(before: Recipe, after: Recipe, data: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return, for each differing reading rule, what changed: the rule itself, or the words or groups that it names."""
    words = {
        concept: name.rpartition("/")[2]
        for name, parts in data.items()
        if name.startswith(LEXICON_FOLDER)
        for concept in parts
    }
    found = {}
    for rule in sorted(before.rules.keys() | after.rules.keys()):
        one, other = before.rules.get(rule), after.rules.get(rule)
        if one is None or other is None:
            found[rule] = _happened(one is not None, other is not None)
        elif one[0] != other[0]:
            found[rule] = "changed"
        elif concepts := [
            f"{concept} in {words[concept]}" for concept in sorted({*one[1:], *other[1:]}) if concept in words
        ]:
            found[rule] = f"its words: {listed(concepts)}"
        elif one[1:] != other[1:]:
            found[rule] = f"its groups: {listed(sorted({*one[1:]} ^ {*other[1:]}))}"
    return found


def _shown_by_rules(name: str) -> bool:
    return name.startswith(RULES_FOLDER) and name != GROUPS_FILE


def _different(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name))


def _happened(before: bool, after: bool) -> str:
    return "changed" if before and after else "removed" if before else "added"


def _file(side: Side, narrative: NarrativeEntry) -> str:
    entry = side.sources.get(narrative.source_doc)
    return "" if entry is None else entry.name


def listed(names: Iterable[str], most: int = 6) -> str:
    """Return names separated by commas, or only the first few and the number of the others if there are many."""
    named = [name for name in names if name]
    rest = len(named) - most
    return ", ".join(named[:most]) + (f" and {rest} more" if rest > 0 else "")
