"""Recognize headings of a narrative's sections; ``headings.yaml`` is the only list of them.

``tipetl.documents`` needs the headings to tell a narrative from its surroundings, and ``tipetl.structure`` to divide
it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from tipetl.errors import DataFileError
from tipetl.model import SECTION_KINDS, SectionKind
from tipetl.yamlfile import packaged_yaml

_FILE = "headings.yaml"
_TOP = {"marks", "numbers", "kinds"}
_MARKS = {"around", "before_text"}
_NUMBERS = {"before", "forms", "bare_forms", "after"}
_KIND = {"titles", "run_in", "words", "openings", "cues"}
_OF_THE_PAGE: frozenset[str] = frozenset(("statement",))
"""Kinds of headings that a site or editor adds to a narrative."""
_EXACT: frozenset[str] = frozenset(("summary",))
"""Kinds of headings with titles too common to be recognized if more words follow ("Tier ranking by year")."""
_LONGEST, _LONGEST_PART = 120, 90
_MORE = r"(?!\w)[^.]{0,60}"
_FEWEST_WORDS, _MOST_WORDS, _LONGEST_WORDED = 2, 7, 60
_WORDED = re.compile(r"[A-Z][^\d.,;:!?|()\[\]]*[^\W\d_]")
_WORD = re.compile(r"\w+")
_SPACED = re.compile(r"(?:\w ){4,}\w")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line. ``title_start``..``title_end`` and ``body_start`` are offsets into the line."""

    kind: SectionKind
    title_start: int
    title_end: int
    body_start: int


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Compiled patterns: ``like`` is ``alone`` with more words after the title; ``letters`` are the titles without
    spaces.
    """

    alone: re.Pattern[str]
    like: re.Pattern[str]
    run_in: re.Pattern[str]
    capitals: re.Pattern[str]
    number: re.Pattern[str]
    marks: str
    kinds: Mapping[str, SectionKind]
    letters: Mapping[str, SectionKind]
    words: Sequence[tuple[SectionKind, frozenset[str], tuple[str, ...]]]


@cache
def heading_table() -> Mapping[str, Mapping[str, Any]]:
    """Return the contents of ``headings.yaml`` by section kind. Raises DataFileError if the file breaks the rules in
    its header.
    """
    return cast(Mapping[str, Mapping[str, Any]], _load()["kinds"])


def _load() -> Mapping[str, Any]:
    raw = packaged_yaml("tipetl", _FILE)
    _expect(raw, _TOP, "the file")
    _expect(raw["marks"], _MARKS, "marks")
    _expect(raw["numbers"], _NUMBERS, "numbers")
    for kind, entry in raw["kinds"].items():
        if kind not in SECTION_KINDS:
            raise DataFileError(
                f"{kind!r} is not a section kind", file=_FILE, advice=f"Use one of {', '.join(SECTION_KINDS)}."
            )
        _expect(entry, _KIND, kind)
    return cast(Mapping[str, Any], raw)


def _expect(entry: object, fields: set[str], name: str) -> None:
    if not isinstance(entry, dict) or set(entry) != fields:
        raise DataFileError(f"{name}: wants exactly the fields {', '.join(sorted(fields))}", file=_FILE)


@cache
def _patterns() -> _Patterns:
    raw = _load()
    table = heading_table()
    group = {f"k{number}": kind for number, kind in enumerate(table)}
    around = "".join(map(re.escape, raw["marks"]["around"]))
    number = _number(raw["numbers"])
    lead = rf"[\s{around}]*+(?:{number})?[{around}]*+"
    tail = rf"[\s{around}]*[:.]?[\s{around}]*"
    before_text = "".join(map(re.escape, raw["marks"]["before_text"]))
    titles = {name: _any_of(table[kind]["titles"]) for name, kind in group.items()}
    narrated = [name for name, kind in group.items() if kind not in _OF_THE_PAGE]
    like = [f"(?:{titles[name]}){'' if group[name] in _EXACT else _MORE}" for name in narrated]
    with_text = {name: table[kind]["run_in"] for name, kind in group.items() if table[kind]["run_in"]}
    run_in = [f"(?P<{name}>{_any_of(terms)})" for name, terms in with_text.items()]
    capitals = [
        f"(?P<{name}>{_any_of(term.upper() for term in terms if '*' not in term)})" for name, terms in with_text.items()
    ]
    return _Patterns(
        alone=re.compile(
            rf"{lead}(?:{'|'.join(f'(?P<{name}>{words})' for name, words in titles.items())}){tail}$", re.IGNORECASE
        ),
        like=re.compile(rf"\W*+(?:{number}\W*+)?(?:{'|'.join(like)})\W*", re.IGNORECASE),
        # A period or dash after the heading counts only before a capital: "Prevention - which lagged - grew" is a
        # sentence.
        run_in=re.compile(
            rf"[\s{before_text}]*+(?:{'|'.join(run_in)})[*_]*"
            r"(?::[*_]*\s*|\s*[.–—-]{1,2}[*_]*\s+(?=[A-Z“\"]))(?=\S)",
            re.IGNORECASE,
        ),
        capitals=re.compile(rf"[\s{before_text}]*+(?:{'|'.join(capitals)})[*_]*\s+(?=[“\"]?[A-Z](?:[a-z’']|\s))"),
        number=re.compile(number, re.IGNORECASE),
        marks="".join(raw["marks"]["around"]) + " \t\n:",
        kinds={name: cast(SectionKind, kind) for name, kind in group.items()},
        letters={
            term.replace(" ", ""): cast(SectionKind, kind)
            for kind, entry in table.items()
            for term in entry["titles"]
            if "*" not in term
        },
        words=terms_by_kind("words"),
    )


def terms_by_kind(field: str) -> list[tuple[SectionKind, frozenset[str], tuple[str, ...]]]:
    """Return the whole words, and the beginnings of words (``prosecut*``), that a field lists for each section kind."""
    return [
        (
            cast(SectionKind, kind),
            frozenset(term for term in entry[field] if not term.endswith("*")),
            tuple(term[:-1] for term in entry[field] if term.endswith("*")),
        )
        for kind, entry in heading_table().items()
        if entry[field]
    ]


def _number(raw: Mapping[str, Any]) -> str:
    """Return the pattern of a heading's number and the space after it."""
    before = rf"(?:(?:{'|'.join(raw['before'])})\s+)?"
    after = "[" + "".join(map(re.escape, raw["after"])) + "]"
    return rf"{before}(?:(?:{'|'.join(raw['forms'])})\s?{after}\s*|(?:{'|'.join(raw['bare_forms'])})\s+)(?=[^\W\d_])"


def _any_of(terms: Iterable[str]) -> str:
    return "|".join(map(_pattern, sorted(terms, key=len, reverse=True)))


def _pattern(term: str) -> str:
    """Return a term as a pattern: a space matches any white space, and a star up to 60 characters."""
    parts = ["[^\\n:.;]{1,60}?" if part == "*" else re.escape(part).replace("'", "['’]") for part in term.split()]
    return r"\s+".join(parts)


def heading_of(line: str) -> Heading | None:
    """Return the section heading that the line is or begins with; None if the line has no heading."""
    patterns = _patterns()
    match = patterns.alone.match(line) if len(line) < _LONGEST else None
    if match:
        body = len(line)
    elif (spaced := _spaced(line)) is not None:
        return spaced
    else:
        match = patterns.run_in.match(line) or patterns.capitals.match(line)
        if match is None:
            return None
        body = match.end()
    group = match.lastgroup
    assert group is not None
    return Heading(patterns.kinds[group], match.start(group), match.end(group), body)


def _spaced(line: str) -> Heading | None:
    """Return the heading if the line is one with spaces between its letters, else None."""
    bare = line.strip()
    if len(line) >= _LONGEST or not _SPACED.fullmatch(bare):
        return None
    kind = _patterns().letters.get(bare.replace(" ", "").lower())
    start = len(line) - len(line.lstrip())
    return None if kind is None else Heading(kind, start, start + len(bare), len(line))


def is_heading(line: str) -> bool:
    """Tell whether the line is nothing but a narrative section's heading, in the list's words or close to them."""
    if len(line) > _LONGEST_PART:
        return False
    found = heading_of(line)
    if found is not None:
        return found.kind not in _OF_THE_PAGE and found.body_start == len(line)
    return worded_kind(line) is not None


def looks_like_heading(line: str) -> bool:
    """Tell whether the line is a section's heading, perhaps followed by more words, for readers that know its
    typography.

    "Prosecution of traffickers remained weak" looks like a heading, too.
    """
    return len(line) < _LONGEST and (_patterns().like.fullmatch(line) is not None or _spaced(line) is not None)


def number_end(line: str) -> int:
    """Return the length of the number before a heading; 0 if there is no number."""
    match = _patterns().number.match(line)
    return match.end() if match else 0


def worded_kind(line: str) -> SectionKind | None:
    """Return the section kind that a heading in an author's own words indicates ("Helping those harmed"), if there is
    only one.

    The line need not be a heading: it only has to be short, begin with a capital and not be a sentence.
    """
    patterns = _patterns()
    bare = line.strip(patterns.marks)
    bare = bare[number_end(bare) :]
    if len(bare) > _LONGEST_WORDED or not _WORDED.fullmatch(bare):
        return None
    words = [word.lower() for word in _WORD.findall(bare)]
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return None
    found = [
        kind for kind, whole, begun in patterns.words if any(word in whole or word.startswith(begun) for word in words)
    ]
    return found[0] if len(found) == 1 else None
