"""Load the heading table (``headings.yaml``) into compiled patterns.

It says which words are the heading of which section, and which words identify a paragraph without a heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from tipetl.countries import find_country
from tipetl.errors import DataFileError
from tipetl.language.memo import Memo
from tipetl.model import SECTION_KINDS, SectionKind
from tipetl.yamlfile import packaged_yaml

__all__ = ["Heading", "cue_scores", "heading_of", "is_country_line", "opening_kind"]

_FILE = "structure/headings.yaml"
_WORD = re.compile(r"\w+")
_FIELDS = {"titles", "run_in", "openings", "cues"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading at the start of a line. ``title_start``..``title_end`` and ``body_start`` are offsets into the line."""

    kind: SectionKind
    title_start: int
    title_end: int
    body_start: int


@dataclass(frozen=True, slots=True)
class _Table:
    alone: re.Pattern[str]
    run_in: re.Pattern[str]
    capitals: re.Pattern[str]
    kinds: Mapping[str, SectionKind]
    openings: Mapping[str, re.Pattern[str]]
    cues: Memo[str, tuple[SectionKind, ...]]
    cued: tuple[SectionKind, ...]


class _Cues:
    """The cue words of the kinds: whole words, and prefixes (``prosecut*``)."""

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._by_kind = [
            (
                cast(SectionKind, kind),
                frozenset(term for term in terms if not term.endswith("*")),
                tuple(term[:-1] for term in terms if term.endswith("*")),
            )
            for kind, terms in cues.items()
        ]

    def of(self, word: str) -> tuple[SectionKind, ...]:
        """The kinds for which a word counts, in upper or lower case."""
        low = word.lower()
        return tuple(kind for kind, whole, begun in self._by_kind if low in whole or low.startswith(begun))


def _words(term: str) -> str:
    """A term as a pattern: spaces stretch, a star is up to six words."""
    parts = ["[^\\n:.;]{1,60}?" if part == "*" else re.escape(part).replace("'", "['’]") for part in term.split()]
    return r"\s+".join(parts)


def _load() -> Mapping[str, Mapping[str, Any]]:
    raw = packaged_yaml("tipetl.structure", "headings.yaml")
    if not isinstance(raw, dict):
        raise DataFileError("not a table of kinds", file=_FILE)
    for kind, entry in raw.items():
        if kind not in SECTION_KINDS:
            raise DataFileError(
                f"{kind!r} is not a section kind", file=_FILE, advice=f"Use one of {', '.join(SECTION_KINDS)}."
            )
        if not isinstance(entry, dict) or set(entry) != _FIELDS:
            raise DataFileError(f"{kind}: wants exactly the fields {', '.join(sorted(_FIELDS))}", file=_FILE)
    return raw


@cache
def _table() -> _Table:
    raw = _load()
    alone, run_in, capitals = [], [], []
    kinds: dict[str, SectionKind] = {}
    for number, (kind, entry) in enumerate(raw.items()):
        kinds[f"k{number}"] = cast(SectionKind, kind)
        titles = "|".join(_words(term) for term in sorted(entry["titles"], key=len, reverse=True))
        alone.append(f"(?P<k{number}>{titles})")
        if entry["run_in"]:
            terms = sorted(entry["run_in"], key=len, reverse=True)
            run_in.append(f"(?P<k{number}>{'|'.join(map(_words, terms))})")
            plain = [term.upper() for term in terms if "*" not in term]
            capitals.append(f"(?P<k{number}>{'|'.join(map(_words, plain))})")
    lead = r"[\s#*_>•]*+"
    return _Table(
        alone=re.compile(rf"{lead}(?:{'|'.join(alone)})[\s*_#]*[:.]?[\s*_#]*$", re.IGNORECASE),
        # A full stop or dash after the heading counts only before a capital: "Prevention - which lagged - grew" is a
        # sentence.
        run_in=re.compile(
            rf"{lead}(?:{'|'.join(run_in)})[*_]*(?::[*_]*\s*|\s*[.–—-]{{1,2}}[*_]*\s+(?=[A-Z“\"]))(?=\S)", re.IGNORECASE
        ),
        capitals=re.compile(rf"{lead}(?:{'|'.join(capitals)})[*_]*\s+(?=[“\"]?[A-Z](?:[a-z’']|\s))"),
        kinds=kinds,
        openings={
            kind: re.compile(r"\b(?:" + "|".join(map(_words, entry["openings"])) + r")\b", re.IGNORECASE)
            for kind, entry in raw.items()
            if entry["openings"]
        },
        cues=Memo(_Cues({kind: entry["cues"] for kind, entry in raw.items() if entry["cues"]}).of),
        cued=tuple(cast(SectionKind, kind) for kind, entry in raw.items() if entry["cues"]),
    )


def heading_of(line: str) -> Heading | None:
    """The section heading that the line is, or begins with; None if it has none."""
    table = _table()
    match = table.alone.match(line) if len(line) < 120 else None
    if match:
        body = len(line)
    else:
        match = table.run_in.match(line) or table.capitals.match(line)
        if match is None:
            return None
        body = match.end()
    group = match.lastgroup
    assert group is not None
    return Heading(table.kinds[group], match.start(group), match.end(group), body)


_TIER_TAIL = re.compile(
    r"(?<![\s:;,.(\[–—|-])[\s:;,.(\[–—|-]*+\b(?:tier\s*(?:[123]|i{1,3}|one|two|three)\b|special\s+case).*$",
    re.IGNORECASE,
)


def is_country_line(line: str) -> bool:
    """Whether the line is a country's name, a tier, or both: the heading of a narrative."""
    bare = line.strip().strip("#*_ ")
    if not bare or len(bare) > 100:
        return False
    rest = _TIER_TAIL.sub("", bare).strip(" \t.,:;()[]*#–—-|")
    if not rest:
        return rest != bare
    return (len(rest) > 3 or rest.isupper()) and find_country(rest) is not None


def opening_kind(first_sentence: str) -> SectionKind | None:
    """The kind whose opening words occur in the sentence, if they identify only one kind."""
    found = [kind for kind, pattern in _table().openings.items() if pattern.search(first_sentence)]
    return cast(SectionKind, found[0]) if len(found) == 1 else None


def cue_scores(paragraph: str) -> dict[SectionKind, int]:
    """The number of cue words of each kind in the paragraph."""
    table = _table()
    scores = dict.fromkeys(table.cued, 0)
    # Look words up one at a time: trying forty wordings at every position of a paragraph takes six times as long.
    for kinds in filter(None, map(table.cues.__getitem__, _WORD.findall(paragraph))):
        for kind in kinds:
            scores[kind] += 1
    return scores
