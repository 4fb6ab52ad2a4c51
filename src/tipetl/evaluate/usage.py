"""Check that rules and words are needed: examples must hold, rules must win, and terms must occur.

Rules (``tipetl.language.rules``) are tried on their own examples and on gold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

from tipetl.errors import DataFileError
from tipetl.evaluate.gold import GoldText
from tipetl.evaluate.reading import parts
from tipetl.figures.facts import FactReading, extract_facts
from tipetl.figures.record.readings import ENCODER
from tipetl.language.lexicon import gerund, load_lexicon, plural, regular_past, third_person
from tipetl.language.rules import Rule, load_rules
from tipetl.language.tokens import Tokens
from tipetl.language.yamlfile import read_yaml
from tipetl.metrics import METRIC
from tipetl.model import Document
from tipetl.structure import split_sections, split_sentences

#: Examples are read as sentences of this report year, in the usual section of their metric.
REPORT_YEAR = 2013
LEXICON = {"nouns.yaml": "noun", "verbs.yaml": "verb", "context.yaml": "context"}


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that fails; ``where`` is file and line."""

    rule: str
    where: str
    sentence: str
    wanted: tuple[float, ...]
    found: tuple[float | None, ...]

    def __str__(self) -> str:
        want = ", ".join(f"{x:g}" for x in self.wanted) or "nothing"
        got = ", ".join("not reported" if x is None else f"{x:g}" for x in self.found) or "nothing"
        return f"{self.where}: rule {self.rule}: {self.sentence!r} should give {want}, and gives {got}"


@dataclass(frozen=True, slots=True)
class Usage:
    """How the rules are used on examples and gold. ``wins``: facts by rule on gold, with the rules alone; ``own``:
    rules that win on an example of their own.
    """

    wins: dict[str, int]
    own: frozenset[str]
    broken: tuple[Broken, ...]
    unseen_terms: tuple[tuple[str, str, str], ...]

    def dead(self) -> list[str]:
        """The rules that win neither on gold nor on an example."""
        return sorted(r.id for r in load_rules().rules if not self.wins.get(r.id) and r.id not in self.own)

    def idle(self) -> list[str]:
        """The rules that win only on their own examples."""
        return sorted(r.id for r in load_rules().rules if not self.wins.get(r.id) and r.id in self.own)


def read_example(sentence: str, metric: str, *, scorer: bool = True) -> FactReading:
    """Read the facts of an example or counter-example as a fragment."""
    document = Document("example", None, "", sentence, report_year=REPORT_YEAR)
    sections = split_sections(sentence, section_hint=METRIC[metric].section)
    return extract_facts(document, sections, split_sentences(sentence, sections), scorer=scorer)


def broken_examples(rule: Rule, *, scorer: bool = True) -> Iterator[Broken]:
    """Yield a rule's examples that do not yield exactly their figures of its metric, and counter-examples that yield
    any. The encoder's proposals do not count against a rule.
    """
    for sentence, wanted in (*rule.examples, *((s, ()) for s in rule.counter)):
        facts = read_example(sentence, rule.metric, scorer=scorer).facts
        found = tuple(f.value for f in facts if f.metric == rule.metric and not f.rule.startswith(ENCODER))
        if sorted(wanted) != sorted(-1.0 if x is None else x for x in found):
            yield Broken(rule.id, where(rule, sentence), sentence, tuple(wanted), found)


def where(rule: Rule, words: str) -> str:
    """Return the file and line of a rule's example (only the file if the example cannot be found)."""
    text = (resources.files("tipetl.language") / "data" / rule.file).read_text(encoding="utf-8")
    start = text.find(f"id: {rule.id}\n")
    at = text.find(words, max(start, 0))
    return f"{rule.file}:{text.count(chr(10), 0, at) + 1}" if at >= 0 else rule.file


def usage(golds: Iterable[GoldText]) -> Usage:
    """Try every rule on its examples and on gold, and every term of the lexicon on both.

    Held-out texts do not count: a rule that wins only there is still dead.
    """
    rules = load_rules().rules
    wins: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for gold_text in (gold_text for gold_text in golds if not gold_text.batch.left_out):
        document, sections, sentences = parts(gold_text)
        wins.update(_rules_of(extract_facts(document, sections, sentences, scorer=False)))
        _mark_terms(document.text, seen)
    own: set[str] = set()
    broken: list[Broken] = []
    for rule in rules:
        for sentence, _ in rule.examples:
            if rule.id in _rules_of(read_example(sentence, rule.metric, scorer=False)):
                own.add(rule.id)
            _mark_terms(sentence, seen)
        broken += broken_examples(rule)
    return Usage(dict(sorted(wins.items())), frozenset(own), tuple(broken), tuple(_unseen(seen)))


def _rules_of(reading: FactReading) -> list[str]:
    return [f.rule for f in (*reading.facts, *reading.candidates)]


def _mark_terms(text: str, seen: set[tuple[str, str]]) -> None:
    """Add (written form, concept) of every term found."""
    tokens = Tokens(text, 0, len(text))
    lexicon = load_lexicon()
    for terms in (lexicon.words, lexicon.context):
        for first, last, tags in terms.find(tokens):
            words = " ".join(tokens.low[first : last + 1])
            seen.update((words, tag.concept) for tag in tags)


def _unseen(seen: set[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield (file, concept, term) for each term without any written form found."""
    irregular: dict[str, list[str]] = read_yaml("lexicon/irregular.yaml")
    for name, category in LEXICON.items():
        for concept, terms in read_yaml(f"lexicon/{name}").items():
            for term in terms:
                if not any((form, concept) in seen for form in forms(str(term), category, irregular)):
                    yield f"lexicon/{name}", str(concept), str(term)


def forms(term: str, category: str, irregular: dict[str, list[str]]) -> set[str]:
    """Return the written forms of a lexicon term, as ``load_lexicon`` makes them, with tokens joined by spaces."""
    low = term.lower()
    if category == "context":
        found = {low}
    elif category == "noun":
        found = {low, plural(term).lower()}
    else:
        head, _, tail = low.partition(" ")
        past = irregular.get(head, [regular_past(head)])
        found = {f"{word} {tail}".strip() for word in (head, third_person(head), *past, gerund(head))}
    return {" ".join(Tokens(x, 0, len(x)).low) for x in found}


def check_files(usage_found: Usage, *, dead: bool = True) -> Sequence[str]:
    """Return a line for everything that must be fixed: failing examples and, if requested, dead rules."""
    lines = [str(b) for b in usage_found.broken]
    by_id: dict[str, Any] = {r.id: r for r in load_rules().rules}
    for name in usage_found.dead() if dead else []:
        rule = by_id[name]
        if not rule.examples:
            raise DataFileError(f"rule {name} has no examples", file=rule.file)
        lines.append(
            f"{where(rule, rule.examples[0][0])}: rule {name} is dead: it wins nowhere, not even on its examples"
        )
    return lines
