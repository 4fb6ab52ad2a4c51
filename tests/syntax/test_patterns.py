"""Every pattern matches its examples where the brackets are, and matches none of its counter-examples."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
import yaml

import tipetl.syntax
from tests.syntax.sentences import Parsed, parsed, shown
from tipetl.language.patterns import Pattern
from tipetl.language.productions import Production
from tipetl.language.scopes import Bound, Scope
from tipetl.syntax.chunks.symbols import BOOK, words
from tipetl.syntax.comparators import CONDITIONS
from tipetl.syntax.times.times import PRODUCTIONS

PATTERNS = [*BOOK.patterns.values()]
BOUNDS = [(scope, bound) for scope in BOOK.scopes.values() for bound in scope.bounds]


def _matched(pattern: Pattern, sentence: Parsed) -> tuple[bool, str, str]:
    """Tell whether a pattern matches where the brackets open (close, if it reads left), what it matched, and what the
    brackets enclose.
    """
    if pattern.over_words:
        row = words(sentence.tokens.low, 0, len(sentence.tokens))
        first, end = sentence.token(sentence.begin), sentence.token(sentence.end)
        told = sentence.tokens.text
    else:
        row = sentence.items  # type: ignore[assignment]
        first, end = sentence.item(sentence.begin), sentence.item(sentence.end)
        told = [sentence.words(x.first, x.last) for x in sentence.items]
    if pattern.step > 0:
        got = pattern.end(row, first)
        return got != -2, " ".join(told[first:got]), " ".join(told[first:end])
    got = pattern.end(row, end - 1)
    return got != -2, " ".join(told[got + 1 : end]), " ".join(told[first:end])


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_pattern_matches_its_examples_and_no_counter_example(pattern: Pattern) -> None:
    assert pattern.examples, pattern.name
    for example in pattern.examples:
        sentence = parsed(example)
        found, got, want = _matched(pattern, sentence)
        assert (found, got) == (True, want), f"{example}\n{shown(sentence.items)}"
    for example in pattern.counter:
        sentence = parsed(example)
        assert not _matched(pattern, sentence)[0], f"{example}\n{shown(sentence.items)}"


@pytest.mark.parametrize(("scope", "bound"), BOUNDS, ids=[bound.pattern.name for _, bound in BOUNDS])
def test_bound_ends_its_examples_and_no_counter_example(scope: Scope, bound: Bound) -> None:
    for example in bound.pattern.examples:
        sentence = parsed(example)
        begin, at = _scope_begin(sentence, scope), sentence.item(sentence.begin)
        known = [bound.when] if bound.when else []
        told = f"{example}\n{shown(sentence.items)}"
        assert bound.holds(sentence.items, begin, at, known), told
        assert _matched(bound.pattern, sentence)[1:] == (_matched(bound.pattern, sentence)[2],) * 2, told
        assert (scope.end(sentence.items, begin, known) == at) is bound.ends, told
        if bound.when:
            assert not bound.holds(sentence.items, begin, at, []), told
    for example in bound.pattern.counter:
        sentence = parsed(example)
        begin, at = _scope_begin(sentence, scope), sentence.item(sentence.begin)
        assert not bound.holds(sentence.items, begin, at, [bound.when or ""]), f"{example}\n{shown(sentence.items)}"


def _scope_begin(sentence: Parsed, scope: Scope) -> int:
    """Return the item after the trigger before the brackets."""
    before = sentence.token(sentence.begin)
    triggers = {
        "comparison": [last for _, last, concept in sentence.hits if concept == "comparator"],
        "silence": [last for _, last, concept in sentence.hits if concept == "not_reported"],
        "shared_denial": [x.last for x in sentence.items if x.kind == "verb" and x.negated],
    }
    last = max(last for last in triggers[scope.name] if last < before)
    return next(k for k, x in enumerate(sentence.items) if x.first > last)


@pytest.mark.parametrize("production", BOOK.productions["times"], ids=lambda production: production.name)
def test_time_is_found_where_its_examples_have_brackets(production: Production) -> None:
    for example in production.examples:
        sentence = parsed(example)
        first, last = sentence.token(sentence.begin), sentence.token(sentence.end) - 1
        here = [x for x in sentence.times if x.first <= last and x.last >= first]
        if production.gives["kind"] == "none":
            assert [x for x in here if x.year is None] == [], example
            assert any(_at(production, sentence, at) for at in range(first, last + 1)), example
        else:
            assert [(x.first, x.last, x.kind) for x in here] == [(first, last, production.gives["kind"])], example
            assert any(_at(production, sentence, at) for at in range(first, last + 1)), example


def _at(production: Production, sentence: Parsed, at: int) -> bool:
    """Tell whether a production is the first that matches at a word."""
    row = words(sentence.tokens.low, 0, len(sentence.tokens))
    found = [p for p in PRODUCTIONS.get(sentence.tokens.low[at], ()) if p.match(row, at)]
    return found[:1] == [production]


def test_a_term_that_compares_sometimes_is_a_comparator_of_the_lexicon() -> None:
    """Check that the lexicon marks such terms as comparators, since otherwise the code never looks for them."""
    terms = yaml.safe_load(
        (resources.files("tipetl.language") / "data/lexicon/context.yaml").read_text(encoding="utf-8")
    )
    assert set(CONDITIONS) - set(terms["comparator"]) == set()


def test_every_list_of_words_is_used() -> None:
    """Check that each list is used by a class of a pattern file, or by name in the code."""
    room = Path(tipetl.syntax.__file__).parent
    data = "\n".join(p.read_text(encoding="utf-8") for p in (room / "data").glob("*.yaml"))
    code = "\n".join(p.read_text(encoding="utf-8") for p in room.parent.rglob("*.py"))
    unused = [
        name
        for name in BOOK.words
        if not re.search(rf"(?:in|lists): \[?[\w, ]*\b{name}\b", data) and f'"{name}"' not in code
    ]
    assert unused == []
