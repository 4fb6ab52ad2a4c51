"""Reads and checks the pattern files of a package: words, classes, patterns, scopes and productions.

A class is a mapping of conditions that must all hold. ``kind``, ``form``, ``voice``, ``concept``, ``word`` (a word, or
an item's first word) and ``last`` (an item's last word) accept one value or a list. ``finite``, ``negated``, ``long``
(of several words) and ``named`` (with a concept) are true or false. ``in``, ``last_in`` and ``concept_in`` name lists
that contain the word, the last word or the concept. ``is`` names classes that must also hold; ``any`` names classes of
which one must hold; ``not`` is a mapping that must not hold. ``.`` is any item; ``end`` is the position beyond either
end of the sentence.

A pattern's entry has a ``name``, a meaning (``means``) and the ``pattern`` itself. The pattern ``reads`` right (the
default) or left, ``takes`` the first match (the default) or the longest, and runs ``over`` items (the default) or
words. In the sentences of ``examples`` and ``counter``, brackets enclose what the pattern matches or must not match;
tests check both.

A scope has a ``name``, a maximum length in items (``longest``) and ``bounds``. A bound is a pattern with ``ends``
(whether the scope ends there or continues regardless of later bounds), ``said`` (patterns that must cover the scope so
far) and ``when`` (conditions on the sentence). The first bound that holds decides.

A production has a ``name``, a meaning (``means``) and the words (or the name of the word list) ``at`` which it applies.
A production's fields ``before``, ``behind``, ``context`` and ``ahead`` are patterns over words (see ``productions``),
and in its ``examples`` brackets enclose the expression. A production may have other fields, which the code that uses it
interprets. Productions are stored by section name, in file order.

What belongs here: reading and checking pattern files. What does not belong here: matching (``patterns``), or any
English word.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, TypeVar

from tipetl.errors import DataFileError
from tipetl.language.patterns import END, Machine, Pattern, State, Symbol
from tipetl.language.productions import Production
from tipetl.language.scopes import Bound, Scope
from tipetl.language.words import word_set
from tipetl.language.yamlfile import with_one
from tipetl.yamlfile import packaged_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Test = Callable[[Symbol], bool]

T = TypeVar("T")
#: the conditions that name lists, each with the feature that the lists constrain
LISTS = {"in": "word", "last_in": "last", "concept_in": "concept"}
FEATURES = ("kind", "form", "voice", "concept", "word", "last", "finite", "negated", "long")


@dataclass(frozen=True, slots=True)
class Book:
    """The contents of a package's pattern files."""

    patterns: Mapping[str, Pattern]
    scopes: Mapping[str, Scope]
    productions: Mapping[str, tuple[Production, ...]]
    words: Mapping[str, frozenset[str]]
    #: the remaining sections of the files, which other modules interpret
    rules: Mapping[str, Any]
    #: the words that classes test for; patterns cannot distinguish any other words
    vocabulary: frozenset[str]

    def __getitem__(self, name: str) -> Pattern:
        try:
            return self.patterns[name]
        except KeyError:
            raise DataFileError(f"no pattern is called {name!r}", file="patterns") from None


class _Classes:
    """The classes of a book; each class is compiled when a pattern first needs it."""

    def __init__(self, specs: Mapping[str, Any], words: Mapping[str, frozenset[str]]) -> None:
        self.specs, self.words = specs, words
        self.vocabulary: set[str] = set()
        self.starts: dict[str, State] = {}
        self.made: dict[str, Test] = {"end": lambda symbol: symbol is END, ".": lambda symbol: symbol is not END}

    def __call__(self, name: str) -> Test:
        if name not in self.made:
            if name not in self.specs:
                raise ValueError(f"no class is called {name!r}")
            test = self._test(self.specs[name])
            self.made[name] = lambda symbol: symbol is not END and test(symbol)
        return self.made[name]

    def start(self, text: str) -> State:
        """Return the start state of the pattern written as ``text``; equal texts share one state."""
        if text not in self.starts:
            self.starts[text] = Machine(text, self).start
        return self.starts[text]

    def _test(self, spec: Mapping[str, Any]) -> Test:
        tests = [self._condition(key, value) for key, value in spec.items()]
        return lambda symbol: all(test(symbol) for test in tests)

    def _condition(self, key: str, value: Any) -> Test:
        values = value if isinstance(value, list) else [value]
        if key in ("is", "any"):
            tests, gather = [self(one) for one in values], all if key == "is" else any
            return lambda symbol: gather(test(symbol) for test in tests)
        if key == "not":
            denied = self._test(value)
            return lambda symbol: not denied(symbol)
        if key in LISTS:
            return self._condition(LISTS[key], [word for name in values for word in sorted(self._list(name))])
        if key == "named":
            return lambda symbol: bool(symbol.concept) is value
        if key not in FEATURES:
            raise ValueError(f"a class cannot ask for {key!r}")
        if key in ("word", "last"):
            self.vocabulary.update(values)
        wanted = frozenset(values)
        return lambda symbol: getattr(symbol, key) in wanted

    def _list(self, name: str) -> frozenset[str]:
        return self.words[name] if name in self.words else word_set(name)


_KEYS = {"name", "means", "pattern", "reads", "takes", "over", "examples", "counter"}


def _pattern(entry: Mapping[str, Any], classes: _Classes, more: frozenset[str] = frozenset()) -> Pattern:
    unknown = entry.keys() - _KEYS - more
    if unknown or not entry.keys() >= {"name", "means", "pattern", "examples"}:
        raise ValueError(f"unknown keys {sorted(unknown)}, or no name, means, pattern or examples")
    start = Machine(str(entry["pattern"]), classes).start
    longest = {"first": False, "longest": True}[entry.get("takes", "first")]
    step = {"right": 1, "left": -1}[entry.get("reads", "right")]
    over_words = {"items": False, "words": True}[entry.get("over", "items")]
    examples, counter = tuple(entry["examples"]), tuple(entry.get("counter", ()))
    return Pattern(entry["name"], entry["means"], start, longest, step, over_words, examples, counter)


def _bound(entry: Mapping[str, Any], classes: _Classes) -> Bound:
    pattern = _pattern(entry, classes, frozenset(("ends", "said", "when")))
    said = tuple([classes.start(text) for text in entry.get("said", ())])
    return Bound(pattern, bool(entry["ends"]), said, entry.get("when"))


_SIDES = {
    "before": ("left", "longest"),
    "context": ("left", "first"),
    "behind": ("right", "longest"),
    "ahead": ("right", "first"),
}
_SAYS = frozenset(("name", "means", "at", "examples", "counter"))


def _production(entry: Mapping[str, Any], classes: _Classes) -> Production:
    sides = {
        side: _pattern(
            {**entry, "pattern": entry[side], "reads": reads, "takes": takes, "over": "words"},
            classes,
            frozenset(entry),
        )
        for side, (reads, takes) in _SIDES.items()
        if side in entry
    }
    gives = {key: value for key, value in entry.items() if key not in _SAYS and key not in _SIDES}
    examples, counter = tuple(entry["examples"]), tuple(entry.get("counter", ()))
    at = classes.words[entry["at"]] if isinstance(entry["at"], str) else frozenset(entry["at"])
    before, context, behind, ahead = map(sides.get, _SIDES)
    return Production(entry["name"], entry["means"], at, before, context, behind, ahead, gives, examples, counter)


def _scope(entry: Mapping[str, Any], classes: _Classes) -> Scope:
    return Scope(entry["name"], entry["longest"], tuple([_bound(bound, classes) for bound in entry["bounds"]]))


@dataclass(slots=True)
class _Sections:
    """The contents of a folder's files before compilation. Each entry is stored with its file's name."""

    words: dict[str, frozenset[str]]
    classes: dict[str, Any]
    rules: dict[str, Any]
    patterns: list[tuple[str, dict[str, Any]]]
    scopes: list[tuple[str, dict[str, Any]]]
    productions: dict[str, list[tuple[str, dict[str, Any]]]]

    def add(self, file: str, sections: dict[str, Any]) -> None:
        """Adds the sections of one file. Raises DataFileError if another file has defined the same name."""
        lists = {name: frozenset(row) for name, row in sections.pop("words", {}).items()}
        classes = {kind: {"kind": kind} for kind in sections.pop("kinds", ())} | sections.pop("classes", {})
        self.patterns += [(file, entry) for entry in sections.pop("patterns", ())]
        self.scopes += [(file, entry) for entry in sections.pop("scopes", ())]
        for section, entries in sections.pop("productions", {}).items():
            self.productions.setdefault(section, []).extend((file, entry) for entry in entries)
        for whole, part in ((self.words, lists), (self.classes, classes), (self.rules, sections)):
            if again := whole.keys() & part.keys():
                raise DataFileError(f"said twice: {', '.join(sorted(again))}", file=file)
            whole.update(part)


@cache
def load_book(package: str) -> Book:
    """Loads all pattern files in a package's ``data`` folder (cached). Raises DataFileError, with the file, if a file
    cannot be read, defines a name twice, or refers to a missing class."""
    said = _Sections({}, {}, {}, [], [], {})
    for path in sorted((resources.files(package) / "data").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".yaml"):
            said.add(path.name, with_one(packaged_yaml(package, "data", path.name)))
    classes = _Classes(said.classes, said.words)
    patterns = _compiled(said.patterns, lambda entry: _pattern(entry, classes))
    scopes = _compiled(said.scopes, lambda entry: _scope(entry, classes))
    productions = {
        section: tuple(_compiled(entries, lambda entry: _production(entry, classes)).values())
        for section, entries in said.productions.items()
    }
    return Book(patterns, scopes, productions, said.words, said.rules, frozenset(classes.vocabulary))


def _compiled(entries: list[tuple[str, dict[str, Any]]], make: Callable[[dict[str, Any]], T]) -> dict[str, T]:
    """Compiles entries and returns the results by name. Raises DataFileError if an entry is invalid or repeats a
    name."""
    out: dict[str, T] = {}
    for file, entry in entries:
        name = str(entry.get("name"))
        try:
            if name in out:
                raise ValueError("said twice")
            out[name] = make(entry)
        except (ValueError, KeyError) as error:
            raise DataFileError(f"{name}: {error}", file=file) from error
    return out
