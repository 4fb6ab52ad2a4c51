"""The record of what a number is tied to.

What belongs here: the ``Frame``. What does not: finding its parts (``phrases``, ``governors``), or metrics.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Frame:
    """The surroundings of one number (or of a negated verb, which counts as the number 0).

    ``heads``: concepts of the counted noun (several where they are listed). ``acts``: verb concepts that act on it
    (object of an
    active verb, subject of a passive one). ``does``: verb concepts that it does. ``of``: (concept, preposition)
    pairs that
    govern it. ``right`` and ``left``: concepts of nouns on either side within the clause. ``partitive``: "of them",
    "of whom".
    ``linked``: how the number hangs on what is before it (list, prep, start, verb). ``np_end``: last token of its
    noun phrase.
    """

    number: int
    item: int
    heads: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    head_word: str = ""
    acts: list[str] = field(default_factory=list)
    #: acts of a participle that only describes ("victims found in a raid were jailed"); counted where no other verb
    #: matches
    post: list[str] = field(default_factory=list)
    does: list[str] = field(default_factory=list)
    of: list[tuple[str, str]] = field(default_factory=list)
    right: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    partitive: bool = False
    definite: bool = False
    #: the number is none ("no", "did not …")
    none: bool = False
    linked: str = "start"
    prep: str = ""
    np_end: int = -1
    np_end_item: int = -1
    modal: bool = False
    negated: bool = False
    generic_verb: bool = False
    verb_token: int = -1
    subject: set[str] = field(default_factory=set)
    verbs: list[int] = field(default_factory=list)
    #: item index of the number whose noun phrase this one modifies ("46 cases involving 202 suspects"), or -1
    under: int = -1

    def bare(self) -> bool:
        """Whether the number has no noun of its own."""
        return not self.heads and not self.head_word
