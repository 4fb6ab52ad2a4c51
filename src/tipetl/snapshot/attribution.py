"""Attribute each difference to its causes by matching each differing row with differing sources, recipes and
corrections.

The causes are tried in this order: a document added or removed; a correction of exactly the differing columns; the
source, if its words differ; the rule that reads the figure; any other difference in the source or the code and data
that read it. Rows derived from figures inherit the causes of those figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from tipetl.snapshot.causes import (
    Cause,
    CauseKind,
    RecipeChanges,
    listed,
    recipe_changes,
    source_changes,
    text_changed,
)
from tipetl.snapshot.pairing import NARRATIVE, Pair, Record
from tipetl.snapshot.versions import Comparison

_CORRECTIONS = ("correction_id", "kind", "doc", "sentence", "check_id", "fact_id", "field", "original", "new", "author")
_WHY = ("date", "reason")
_FOLLOWS = frozenset({"corrected", "restates", "part_of"})
"""Columns of a fact that may change when another column is corrected."""
_ENTITY_DATA = ("entities/data/", "routes/data/", "data/countries", "language/data/lexicon/")
_STRUCTURE = ("structure/", "documents/")
_MOST_NAMED = 3
_UNEXPLAINED = Cause("unexplained", "nothing recorded differs")


class Attribution:
    """Causes of the differences in one comparison. Call ``of`` for facts before the kinds of rows derived from them."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self.recipe: RecipeChanges = recipe_changes(comparison.old, comparison.new)
        self._sources = source_changes(comparison)
        self._of_facts: defaultdict[tuple[str, str | None], list[Cause]] = defaultdict(list)
        self._by_id: dict[tuple[int, str], tuple[Cause, ...]] = {}

    def of(self, pair: Pair) -> tuple[Cause, ...]:
        """Return the causes of a difference: usually one, but several if each of them could explain it."""
        match pair.kind.name:
            case "fact":
                causes = self._fact(pair)
                self._remember(pair, causes)
            case "correction":
                row = pair.after or pair.before or {}
                causes = (self._correction(0 if pair.after is None else 1, row),)
            case "finding":
                causes = self._finding(pair)
            case "cited":
                causes = self._cited(pair)
            case "entity":
                causes = self._entity(pair)
            case "tier_chart":
                causes = self._chart(pair)
            case "flow":
                causes = self._read(pair, "sentence", lambda name: not name.startswith("structure/themes"))
            case "recommendation":
                causes = self._read(pair, "text", lambda name: name.startswith(_STRUCTURE))
            case _:
                causes = self._read(pair, None, lambda name: name.startswith(_STRUCTURE))
        return causes or (_UNEXPLAINED,)

    def of_document(self, narrative: str) -> tuple[Cause, ...]:
        """Return the causes for which a narrative was added or removed, or its text differs."""
        source = self._sources.get(narrative)
        return (source,) if source is not None else self.recipe.reading(lambda n: n.startswith(_STRUCTURE))

    def _fact(self, pair: Pair) -> tuple[Cause, ...]:
        corrections, fields = self._corrections_of(pair)
        if corrections and pair.status == "changed" and set(pair.columns) <= fields | _FOLLOWS:
            return corrections
        read = self._read(pair, "sentence", _reads_facts)
        return (*corrections, *read) if pair.status == "changed" else read

    def _read(self, pair: Pair, words: str | None, relevant: Any) -> tuple[Cause, ...]:
        """Find the causes of a different reading in one narrative; ``words`` names the column with the words read."""
        source = self._sources.get(pair.narrative)
        if source is not None and (source.kind != "source" or not self.recipe.any):
            return (source,)
        rules = tuple(
            cause
            for row in (pair.before, pair.after)
            if row is not None and (cause := self.recipe.of_rule(row.get("rule"))) is not None
        )
        rules = tuple(dict.fromkeys(rules))
        reading = rules or self.recipe.reading(relevant)
        if source is None:
            return reading
        if words is not None and self._stands_in_both(pair, words):
            # Both texts have the same words, so the cause is the rule that reads them, or else the text around them.
            return rules or (source, *reading)
        return (source,)

    def _stands_in_both(self, pair: Pair, words: str) -> bool:
        if not text_changed(self.comparison, pair.narrative):
            return True
        return all(
            _plain(row[words]) in self._sentences[side].get(pair.narrative, set())
            for row in (pair.before, pair.after)
            if row is not None
            for side in (0, 1)
        )

    @cached_property
    def _sentences(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Return the sentences of narratives with a changed source, in the old and the new version."""
        found: list[dict[str, set[str]]] = []
        for side in (0, 1):
            keys = self.comparison.narratives.keys[side]
            docs = [
                doc for doc, name in keys.items() if (c := self._sources.get(name)) is not None and c.kind == "source"
            ]
            texts: defaultdict[str, set[str]] = defaultdict(set)
            for table in ("sentence", "recommendation"):
                for row in self.comparison.rows(side, table, ("doc", "text"), docs):
                    texts[keys[row["doc"]]].add(_plain(row["text"]))
            found.append(dict(texts))
        return found[0], found[1]

    @cached_property
    def _decided(self) -> list[Record]:
        """Return the corrections that only one version has, or that differ between the two versions."""
        rows = self.comparison.only_in_one("correction", (*_CORRECTIONS, *_WHY))
        place = self.comparison.narratives.keys
        return [{**row, NARRATIVE: place[row["side"]].get(row["doc"], row["doc"])} for row in rows]

    @cached_property
    def _decided_of(self) -> dict[tuple[int, str], list[Record]]:
        """Return the corrections that set a column of a fact, by side (old, new) and fact."""
        found: defaultdict[tuple[int, str], list[Record]] = defaultdict(list)
        for entry in self._decided:
            if entry["field"]:
                found[(entry["side"], entry["fact_id"])].append(entry)
        return dict(found)

    def _corrections_of(self, pair: Pair) -> tuple[tuple[Cause, ...], set[str]]:
        """Return a fact's corrections that differ between the versions, and the columns they set."""
        causes, fields = {}, set()
        for side, row in enumerate((pair.before, pair.after)):
            for entry in self._decided_of.get((side, row["fact_id"]), ()) if row is not None else ():
                # A correction that differs between the versions is described in its current form.
                causes[entry["correction_id"]] = self._correction(side, entry)
                fields.add(str(entry["field"]))
        return tuple(causes.values()), fields

    def _correction(self, side: int, row: Record) -> Cause:
        recipe = (self.comparison.new if side else self.comparison.old).recipe
        name = str(row["correction_id"])
        if recipe is not None:
            name = recipe.decided.get(name, name)
        both = {entry["side"] for entry in self._decided if entry["correction_id"] == row["correction_id"]}
        word = "changed" if len(both) > 1 else "added" if side else "removed"
        what = f"{row['check_id']} accepted"
        if row["field"]:
            what = f"{row['field']} {row['original'] or 'nothing'} → {row['new'] or 'nothing'}"
        return Cause("correction", name, f"{word}: {what}; {row['author']}, {row['date']}: {row['reason']}")

    def _finding(self, pair: Pair) -> tuple[Cause, ...]:
        check = str((pair.after or pair.before or {})["check_id"])
        if check in self.recipe.checks:
            return (Cause("check", check, self.recipe.checks[check]),)
        sentence = (pair.after or pair.before or {}).get("sentence")
        accepted = [
            self._correction(row["side"], row)
            for row in self._decided
            if row["check_id"] == check and row[NARRATIVE] == pair.narrative and row["sentence"] == _plain(sentence)
        ]
        if accepted:
            return tuple(dict.fromkeys(accepted))
        spans = [
            span
            for side, row in enumerate((pair.before, pair.after))
            if row is not None
            for span in self._rests_on[side].get(row["finding_id"], ())
        ]
        exact = [cause for span in spans for cause in self._of_facts.get(span, ())]
        around = [cause for name, _words in spans for cause in self._of_facts.get((name, None), ())]
        narrative = self._of_facts.get((pair.narrative, None), ())
        source = [cause for name, _ in [(pair.narrative, ""), *spans] if (cause := self._sources.get(name)) is not None]
        if found := exact or around or list(narrative) or source:
            return tuple(dict.fromkeys(found))
        return self._elsewhere(lambda name: name.startswith("checks/"))

    @cached_property
    def _rests_on(self) -> tuple[dict[str, list[tuple[str, str]]], dict[str, list[tuple[str, str]]]]:
        """Return, by finding id, the narrative and words of each sentence on which the finding rests, for the old and
        the new version.
        """
        found: list[dict[str, list[tuple[str, str]]]] = []
        for side in (0, 1):
            keys = self.comparison.narratives.keys[side]
            sentences: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
            for row in self.comparison.rows(side, "finding_sentence", ("finding_id", "doc", "sentence")):
                sentences[row["finding_id"]].append((keys.get(row["doc"], row["doc"]), _plain(row["sentence"])))
            found.append(dict(sentences))
        return found[0], found[1]

    def _cited(self, pair: Pair) -> tuple[Cause, ...]:
        """Return the causes of differences in the facts from which a figure to cite was chosen."""
        found = [
            cause
            for side, row in enumerate((pair.before, pair.after))
            if row is not None
            for name in dict.fromkeys((row.get("fact_id"), *(row.get("considered") or ())))
            for cause in self._by_id.get((side, str(name)), ())
        ]
        if not found:
            found = [*self._of_facts.get((pair.narrative, None), ())]
        source = self._sources.get(pair.narrative)
        if not found and source is not None:
            found = [source]
        return tuple(dict.fromkeys(found)) or self._elsewhere(lambda name: name.startswith("tables/"))

    def _entity(self, pair: Pair) -> tuple[Cause, ...]:
        """Return the causes for the narratives with differing mentions of an entity, since an entity exists only
        through its mentions.
        """
        names: dict[str, None] = {}
        for row in (pair.before, pair.after):
            if row is not None:
                names |= dict.fromkeys(self._mentions.get(str(row["entity_id"]), ()))
        found = [cause for name in names if (cause := self._sources.get(name)) is not None]
        if found and (len(found) == len(names) or not self.recipe.any):
            return tuple(dict.fromkeys(found))
        reading = self.recipe.reading(lambda name: name.startswith(_ENTITY_DATA) or "entit" in name)
        return tuple(dict.fromkeys((*found, *reading))) or self._elsewhere(lambda _name: True)

    @cached_property
    def _mentions(self) -> dict[str, list[str]]:
        """Return, by entity id, the narratives in which the entity's mentions differ."""
        mentioning: defaultdict[str, list[str]] = defaultdict(list)
        for row in self.comparison.only_in_one("mention", ("entity_id", "doc", "text")):
            mentioning[row["entity_id"]].append(
                self.comparison.narratives.keys[row["side"]].get(row["doc"], row["doc"])
            )
        return dict(mentioning)

    def _chart(self, pair: Pair) -> tuple[Cause, ...]:
        """Attribute a tier chart's entry to a change in its volume: it was added, removed, changed or read
        differently.
        """
        old, new = self.comparison.old.sources, self.comparison.new.sources
        doc = str((pair.after or pair.before or {})["source_doc"])
        before, after = old.get(doc), new.get(doc)
        if before is None or after is None:
            entry = after or before
            kind = "document_added" if before is None else "document_removed"
            return (Cause(kind, doc, "" if entry is None else entry.name),)  # type: ignore[arg-type]
        if before.source_id != after.source_id:
            return (Cause("source", doc, f"sha256 {before.source_id[:12]} → {after.source_id[:12]}"),)
        return self.recipe.reading(lambda name: name.startswith(_STRUCTURE))

    def _elsewhere(self, relevant: Any) -> tuple[Cause, ...]:
        """Find the causes for rows derived from many narratives: the relevant code if it differs, otherwise every other
        difference.
        """
        code = [name for name in self.recipe.code if relevant(name)]
        if code:
            return (Cause("code", ", ".join(code)),)
        sources = [cause for _name, cause in sorted(self._sources.items()) if cause is not None]
        facts = [cause for (_name, words), causes in self._of_facts.items() if words is None for cause in causes]
        return tuple(dict.fromkeys([*sources, *facts])) or self.recipe.unrecorded or self.recipe.reading()

    def _remember(self, pair: Pair, causes: Sequence[Cause]) -> None:
        if pair.status not in ("added", "removed", "changed"):
            return
        for side, row in enumerate((pair.before, pair.after)):
            if row is not None:
                self._of_facts[(pair.narrative, _plain(row["sentence"]))] += causes
                self._by_id[(side, str(row["fact_id"]))] = tuple(causes)
        self._of_facts[(pair.narrative, None)] += causes


def _reads_facts(name: str) -> bool:
    """Return whether a data file affects figures."""
    return not name.startswith(("entities/data/", "routes/data/", "structure/themes"))


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())


def unique(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Remove duplicate causes and sort the rest by kind, then name. If more than a few remain, causes of the same kind
    are merged.
    """
    found = sorted(set(causes))
    if len(found) <= _MOST_NAMED:
        return tuple(found)
    kinds: defaultdict[CauseKind, list[str]] = defaultdict(list)
    for cause in found:
        kinds[cause.kind].append(cause.name)
    return tuple(
        Cause(kind, names[0]) if len(names) == 1 else Cause(kind, f"{len(names):,} of them", listed(names))
        for kind, names in kinds.items()
    )
