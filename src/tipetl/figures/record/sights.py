"""Defines records of the trained scorer's inputs for a number; ``figures.choice`` makes and weighs these records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tipetl.language.tokens import Tokens
    from tipetl.syntax.frames.frame import Frame


class Group:
    """A set of feature names that occur together, each once. Equal groups are one object, so look-ups compare
    identities."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names = tuple(dict.fromkeys(names)) if len(names) > 1 else names


class Stance(NamedTuple):
    """The properties of a number that determine shared features and do not depend on earlier readings."""

    heads: tuple[str, ...]
    form: str
    kind: str
    link: str
    partitive: bool
    compared: bool


class Sight:
    """The scorer's inputs for a number apart from earlier readings: ``groups``, the tokens ``first`` to ``last``, the
    ``end`` of the noun phrase (these determine the words around the number), and the inputs of the other features.
    ``total`` is the scorer's sum over all of these."""

    __slots__ = (
        "compared", "end", "first", "frame", "groups", "kind", "last", "link", "number", "section", "stance", "tokens",
        "total",
    )  # fmt: skip

    def __init__(
        self, stance: Stance, tokens: Tokens, frame: Frame, number: int, first: int, last: int, section: str
    ) -> None:
        self.stance = stance
        self.tokens, self.frame, self.number = tokens, frame, number
        self.first, self.last, self.end = first, last, max(last, frame.np_end)
        self.section, self.compared = section, stance.compared
        self.kind = self.link = ""
        self.groups: list[Group] = []
        self.total: Any = None
