"""Loads and checks the rule files, which map a number's frame to a metric.

What belongs here: the ``Rule`` record, reading ``data/rules/*.yaml``, errors that name file and line, and matching one
rule against one frame's concepts. What does not belong here: building frames, or choosing between rules
(``figures.counts.match``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from tipetl.errors import DataFileError
from tipetl.language.lexicon import load_lexicon
from tipetl.language.memo import one
from tipetl.language.words import word_set
from tipetl.language.yamlfile import read_yaml, with_one
from tipetl.metrics import METRICS
from tipetl.model import UNITS
from tipetl.yamlfile import Yaml, bundled_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

RULE_FILES = ("law.yaml", "protection.yaml", "resources.yaml")
SLOTS = ("noun", "acts", "does", "of", "right", "left", "any", "unless", "absent")
FIELDS = frozenset(("id", "metric", "unit", "none_only", "alone", "examples", "counter", "note", *SLOTS))
#: Concepts that the engine assigns itself, so that no lexicon file lists them.
BUILT_IN = frozenset(("bare", "other", "be", "have", "do", "generic", "money"))
#: The weight that each filled slot of a rule adds to a reading's score. Only the score decides between overlapping
#: rules.
WEIGHTS = {
    "noun": 1.0,
    "event_noun": 2.0,
    "acts": 4.0,
    "does": 4.0,
    "of": 3.5,
    "right": 1.5,
    "left": 0.75,
    "any": 1.0,
}
EVENT_NOUNS = word_set("nouns_of_events")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. A rule's slots contain lexicon concepts; an empty slot requires nothing. ``examples`` are (sentence,
    values) pairs."""

    id: str
    metric: str
    unit: str | None
    noun: frozenset[str]
    acts: frozenset[str]
    does: frozenset[str]
    of: frozenset[str]
    right: frozenset[str]
    left: frozenset[str]
    any: frozenset[str]
    unless: frozenset[str]
    absent: frozenset[str]
    examples: tuple[tuple[str, tuple[float, ...]], ...]
    counter: tuple[str, ...]
    file: str
    #: the rule reads only zeros ("provided no funding")
    none_only: bool = False
    #: the rule reads only a sentence's sole figure, and only if no other rule reads it
    alone: bool = False
    #: ``of`` as (concept, preposition) pairs
    governors: frozenset[tuple[str, str]] = frozenset()


def _pair(governor: str) -> tuple[str, str]:
    concept, _, preposition = governor.rpartition(" ")
    return one(concept), one(preposition)


def _expand(raw: Iterable[Any], groups: dict[str, list[str]]) -> frozenset[str]:
    out: set[str] = set()
    for x in raw:
        out.update(groups.get(x, [x]))
    return frozenset(out)


#: the slots for the thing counted or the act; a rule must fill at least one of them
HEADS = ("noun", "acts", "does", "of")


@dataclass(frozen=True, slots=True)
class _RuleFile:
    """A rule file being read, with the groups and concepts that its rules may name."""

    source: Yaml
    groups: dict[str, list[str]]
    concepts: frozenset[str]

    def rule(self, number: int, entry: Any) -> Rule:
        """Return rule ``number`` of the file. Raises DataFileError if the rule is invalid."""
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(name, str):
            raise self.source.wrong("every rule needs an id", number)
        for problem in (_unknown_code(entry), *(self._unknown_concept(slot, entry) for slot in SLOTS)):
            if problem is not None:
                raise self._error(number, name, problem)
        slots = {slot: _expand(entry.get(slot, []), self.groups) for slot in SLOTS}
        examples = tuple([self._example(number, name, example) for example in entry.get("examples", [])])
        if not any(slots[slot] for slot in HEADS):
            raise self._error(number, name, f"needs at least one of {', '.join(HEADS)}")
        if not examples:
            raise self._error(number, name, "a rule needs at least one example")
        return Rule(
            name, entry["metric"], entry.get("unit"), **slots, examples=examples,
            counter=tuple(entry.get("counter", ())), file=self.source.file, none_only=entry.get("none_only") is True,
            alone=entry.get("alone") is True, governors=frozenset(map(_pair, slots["of"])),
        )  # fmt: skip

    def _error(self, number: int, name: str, message: str) -> DataFileError:
        return self.source.wrong(f"rule {name}: {message}", number)

    def _unknown_concept(self, slot: str, entry: dict[str, Any]) -> str | None:
        """Return a message if a slot contains an unknown concept, or an ``of`` without a preposition; otherwise
        None."""
        for value in sorted(_expand(entry.get(slot, []), self.groups)):
            head = value.split(" ")[0] if slot == "of" else value
            for bare in filter(None, head.removeprefix("verb:").split("+")):
                if bare not in self.concepts and bare not in BUILT_IN:
                    return f"{slot}: no concept {bare!r} in the lexicon"
            if slot == "of" and " " not in value:
                return f"of: {value!r} needs a preposition"
        return None

    def _example(self, number: int, name: str, example: object) -> tuple[str, tuple[float, ...]]:
        """Splits an example into its sentence and its figures. Raises DataFileError if the example lacks figures."""
        sentence, _, values = str(example).partition("=>")
        try:
            return sentence.strip(), tuple([float(value) for value in values.split(",")])
        except ValueError:
            raise self._error(number, name, f"example {example!r} needs '=> figure, figure'") from None


def _unknown_code(entry: dict[str, Any]) -> str | None:
    """Return a message if a rule has an unknown field, metric or unit; otherwise None."""
    if unknown := sorted(set(entry) - FIELDS):
        return f"unknown field {unknown[0]!r}; fields are {', '.join(sorted(FIELDS))}"
    if entry.get("metric") not in METRICS:
        return f"unknown metric {entry.get('metric')!r}"
    if entry.get("unit") is not None and entry["unit"] not in UNITS:
        return f"unknown unit {entry.get('unit')!r}"
    return None


def parse_rules(source: Yaml, groups: dict[str, list[str]], concepts: frozenset[str]) -> list[Rule]:
    """Return the rules of one file. Raises DataFileError with file and line for an unknown field, metric, unit or
    concept, a rule without examples, or an example without its figures."""
    raw = with_one(source.value)
    if not isinstance(raw, list):
        raise source.wrong("expected a list of rules")
    reader = _RuleFile(source, groups, concepts)
    return [reader.rule(number, entry) for number, entry in enumerate(raw)]


class RuleSet:
    """All rules, indexed by counted noun. The order of rules in the files does not matter."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(sorted(rules, key=lambda rule: rule.id))
        seen: dict[str, str] = {}
        for rule in self.rules:
            if rule.id in seen:
                raise DataFileError(f"rule id {rule.id} stands twice", file=rule.file, advice="Ids are never reused.")
            seen[rule.id] = rule.file
        self.alone = frozenset(rule.id for rule in self.rules if rule.alone)
        self._by_noun: dict[str, _Triggers] = {}
        for index, rule in enumerate(self.rules):
            for noun in rule.noun:
                if noun not in self._by_noun:
                    self._by_noun[noun] = _Triggers()
                self._by_noun[noun].add(index, rule)

    def fitting(self, noun: str, acts: Iterable[str], does: Iterable[str], of: Iterable[tuple[str, str]]) -> list[Rule]:
        """Return the rules, ordered by id, that count ``noun`` and either list one of these verbs or governors or
        require neither."""
        triggers = self._by_noun.get(noun)
        if triggers is None:
            return []
        found = set(triggers.none)
        for verb in acts:
            if verb in triggers.acts:
                found.update(triggers.acts[verb])
        for verb in does:
            if verb in triggers.does:
                found.update(triggers.does[verb])
        for pair in of:
            if pair in triggers.of:
                found.update(triggers.of[pair])
        return [self.rules[k] for k in sorted(found)]


class _Triggers:
    """The indices in the rule set of the rules for one noun, grouped by trigger: a verb, a governor, or nothing."""

    def __init__(self) -> None:
        self.acts: dict[str, list[int]] = {}
        self.does: dict[str, list[int]] = {}
        self.of: dict[tuple[str, str], list[int]] = {}
        self.none: list[int] = []

    def add(self, index: int, rule: Rule) -> None:
        """Adds the rule with index ``index`` in the rule set."""
        if rule.acts or rule.does:
            by_verb = self.acts if rule.acts else self.does
            for verb in rule.acts or rule.does:
                by_verb.setdefault(verb, []).append(index)
        elif rule.of:
            for pair in rule.governors:
                self.of.setdefault(pair, []).append(index)
        else:
            self.none.append(index)


def load_groups() -> dict[str, list[str]]:
    """Return the groups of noun concepts by name; a group may refer to other groups."""
    raw: dict[str, list[str]] = read_yaml("rules/groups.yaml")
    return raw


@cache
def load_rules() -> RuleSet:
    """Return the shipped rules (cached). Raises DataFileError if a file is invalid."""
    groups = load_groups()
    concepts = load_lexicon().concepts
    folder = resources.files("tipetl.language") / "data" / "rules"
    rules: list[Rule] = []
    for name in RULE_FILES:
        rules += parse_rules(bundled_yaml((folder / name).read_bytes(), f"rules/{name}"), groups, concepts)
    return RuleSet(rules)
