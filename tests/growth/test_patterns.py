"""For every pattern of the package, steps grow linearly with the text, not quadratically."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import tipetl
from tests.growth.backtracking import Counted, TooMany, attacks

SOURCES = Path(tipetl.__file__).parent
SEARCHES = ("search", "finditer", "findall", "sub", "subn", "split")
TRIES = ("match", "fullmatch")
#: length of the shorter text in characters; the longer one has twice as many
SIZE = 40
#: how many repetitions of a pattern's parts are tried
ATTACKS = 12
#: Patterns applied to sentences, or to lines of a printed page, may look at every place from every other one in a
#: sentence (``structure.sentences.LONGEST``): 2.3 times the steps for twice the text, or 4.4 there.
BY_SENTENCE = tuple(
    f"tipetl.{stage}."
    for stage in ["figures", "routes", "entities", "syntax", "tables", "documents.pdf", "documents.tier"]
)


@cache
def code() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py")))


def searched(name: str) -> bool:
    """Tell whether a pattern is searched for in a text, rather than only matched at one place."""
    used = set(re.findall(rf"\b{re.escape(name)}\.(\w+)\(", code()))
    return not used or not used <= set(TRIES)


def patterns() -> dict[tuple[str | bytes, int], tuple[str, bool]]:
    """Collect all patterns that modules define or calls spell out, as (pattern, flags) to (place, whether searched
    for).
    """
    found: dict[tuple[str | bytes, int], tuple[str, bool]] = {}
    for module in pkgutil.walk_packages(tipetl.__path__, "tipetl."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for pattern in held(value):
                found.setdefault((pattern.pattern, pattern.flags), (f"{module.name}.{name}", searched(name)))
    known = {words for words, _ in found}
    for path in sorted(SOURCES.rglob("*.py")):
        for words, flags, call, line in spelled(ast.parse(path.read_text(encoding="utf-8"))):
            if words not in known:
                where = f"tipetl.{'.'.join(path.relative_to(SOURCES).with_suffix('').parts)}.line {line}"
                found.setdefault((words, flags), (where, call in SEARCHES))
    return found


def held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for inner in value.values():
            yield from held(inner, depth + 1)
    elif depth < 3 and isinstance(value, tuple | list):
        for inner in value:
            yield from held(inner, depth + 1)


def spelled(tree: ast.AST) -> Iterator[tuple[str | bytes, int, str, int]]:
    """Yield (pattern, flags, function, line) for each call of ``re`` with a literal pattern."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        of, first = node.func.value, node.args[0]
        if isinstance(of, ast.Name) and of.id == "re" and isinstance(first, ast.Constant):
            said = " ".join(map(ast.unparse, [*node.args[2:], *(key.value for key in node.keywords)]))
            flags = sum(int(getattr(re, name)) for name in set(re.findall(r"re\.([A-Z]+)", said)))
            yield first.value, flags, node.func.attr, node.lineno


PATTERNS = patterns()


def growth(words: str | bytes, flags: int, *, everywhere: bool) -> tuple[float, str]:
    """Return the worst factor in steps for twice the text, and the fragment that this text repeats."""
    pattern = Counted(words, flags)
    worst, which = 0.0, ""
    for number, (beginning, fragment) in enumerate(attacks(pattern)):
        if number == ATTACKS:
            break
        times = max(7, SIZE // len(fragment))
        for tail in ("\x00", ""):
            try:
                short, long = (
                    pattern.all_steps(beginning + fragment * n + tail, anchored=not everywhere)
                    for n in (times, 2 * times)
                )
                grown = long / short
            except TooMany:
                grown = float("inf")
            if grown > worst:
                worst, which = grown, f"{beginning!r} and then {fragment!r}"
    return worst, which


@pytest.fixture(scope="module", autouse=True)
def _deep() -> Iterator[None]:
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    "words", [r"\s+$", r"(?:a|a)+b", r"<!--.*?-->", r"[.!?]+\s", r"<title[^>]*>", r"(?:\w+\W*)+;", r"\w+@\w+"]
)
def test_a_pattern_that_begins_anew_at_each_place_is_found(words: str) -> None:
    assert growth(words, 0, everywhere=True)[0] > 2.3


@pytest.mark.parametrize("words", [r"(?<!\s)\s++$", r"(?<!a)a++b", r"<title[^<>]*+>", r"\b\w++@", r"\w{1,30}x"])
def test_a_pattern_that_begins_once_in_a_run_passes(words: str) -> None:
    assert growth(words, 0, everywhere=True)[0] <= 2.3


@pytest.mark.parametrize(
    "words", ["a.b", r"(a+)b|c\d{2,3}", r"(?<=x)y*?z", r"(?>a|ab)c", r"(?i)tier\s+[123]\b", r"^a$"]
)
@pytest.mark.parametrize("text", ["", "aab c12 xyyz abc Tier  2", "axb\ncc123", "xz a"])
def test_what_is_counted_is_what_the_library_does(words: str, text: str) -> None:
    assert Counted(words).found(text) == [match.span() for match in re.finditer(words, text)]


@pytest.mark.parametrize(
    ("words", "flags", "where", "everywhere"),
    [(words, flags, *place) for (words, flags), place in PATTERNS.items()],
    ids=[where for where, _ in PATTERNS.values()],
)
def test_twice_the_text_takes_about_twice_the_steps(
    words: str | bytes, flags: int, where: str, everywhere: bool
) -> None:
    grown, fragment = growth(words, flags, everywhere=everywhere)
    assert grown <= (4.4 if where.startswith(BY_SENTENCE) else 2.3), fragment
