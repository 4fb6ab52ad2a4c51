"""The context of a sentence: its section, and what the document has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from tipetl.model import codes

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from tipetl.figures.record.readings import Reading
    from tipetl.language.number import Number
    from tipetl.language.rules import RuleSet
    from tipetl.language.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Preceding:
    """What the next sentence may need from this one: its words, its numbers, and, in ``read``, what each number counts,
    by index."""

    tokens: Tokens
    numbers: Sequence[Number]
    read: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Context:
    """The context of one sentence, which does not change while the sentence is read.

    ``rules`` are the metric rules, ``iso3`` is the country of the narrative, ``section`` the code of the section.
    ``before`` holds the readings of the last sentence in the paragraph that had any, ``paragraph`` those of all its
    earlier sentences; ``topic`` is the metric of its first figure. ``figures`` are those in earlier sentences to which
    "the 41" may refer, ``kinds`` the kind of exploitation of each, if any. ``statutes`` maps each article of law
    described so far to its kind, or to None if it covers more than one. ``preceding`` is the previous sentence in the
    paragraph; if it has no figure and so was not read, only its words. ``named`` gives the readings of each value in
    the narrative so far, the latest last.
    """

    rules: RuleSet
    iso3: str | None = None
    section: str = codes.OTHER
    before: Sequence[Reading] = ()
    topic: str | None = None
    figures: Container[float] = frozenset()
    kinds: Mapping[float, str] = field(default_factory=lambda: MappingProxyType({}))
    statutes: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    paragraph: Sequence[Reading] = ()
    preceding: Preceding | str | None = None
    named: Mapping[float, Sequence[Reading]] = field(default_factory=lambda: MappingProxyType({}))
