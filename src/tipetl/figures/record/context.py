"""Defines the context of a sentence: its section, and the document's content so far."""

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
    """The parts of a sentence that the next sentence may need: its words, its numbers, and, in ``read``, the metric of
    each number read, by index."""

    tokens: Tokens
    numbers: Sequence[Number]
    read: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Context:
    """The context of one sentence, which does not change while the sentence is read.

    ``rules`` are the metric rules, ``iso3`` is the country of the narrative, ``section`` the code of the section.
    ``before`` contains the readings of the last sentence in the paragraph that had any, and ``paragraph`` the readings
    of all its earlier sentences. ``topic`` is the metric of the paragraph's first figure. ``figures`` are the figures
    in earlier sentences to which "the 41" may refer, ``kinds`` the kind of exploitation of each figure, if any.
    ``statutes`` maps each article of law described so far to its kind, or to None if the article covers several kinds.
    ``preceding`` is the previous sentence in the paragraph, or only its words if it has no figure and so was not read.
    ``named`` maps each value in the narrative so far to its readings, the latest last.
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
