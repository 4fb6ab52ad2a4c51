"""The context of a sentence: its section, and what the document has said before it."""

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
    """What the next sentence may need of a sentence as a whole: its words, its numbers, and by the index of each number
    that is ``read`` what it counts."""

    tokens: Tokens
    numbers: Sequence[Number]
    read: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one sentence; nothing in it changes while the sentence is read.

    ``rules`` are the metric rules, ``iso3`` is the country of the narrative, ``section`` the code of the section.
    ``before`` are the readings of the last sentence in the paragraph that had any, ``paragraph`` those of all earlier
    sentences in it, ``topic`` is the metric of its first figure. ``figures`` are those of earlier sentences that "the
    41" may point back to, ``kinds`` their kinds of exploitation, if any. ``statutes`` gives the kind of the articles of
    law described so far; None if an article is about more than one. ``preceding`` is the sentence before, if it is in
    the same paragraph: its words, if it was not read because it holds no figure. ``named`` gives the readings of each
    value in the whole narrative so far, the latest last.
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
